//! The words by which parts of a report are recognized.

use crate::languages::{self, Language, Lexicon, Meaning, Term};
use crate::templates::{Labels, load};

/// The words of the language of a report, and of the others.
pub struct Words {
    /// The language of the report.
    own: Option<&'static Language>,
    /// The generated words of the language.
    labels: Option<Labels>,
}

impl Words {
    /// The words for a report in a language, as a BCP 47 tag.
    pub fn new(tag: &str) -> Words {
        let own = languages::find(tag).filter(|language| language.labels.is_some());
        let labels = own.and_then(|own| load::labels(own.code, own.labels?).ok());
        Words { own, labels }
    }

    /// The language of the report, then the others.
    fn languages(&self) -> impl Iterator<Item = &'static Language> {
        self.own.into_iter().chain(languages::all())
    }

    /// Whether a text is a term, such as a title in any language.
    pub fn is(&self, term: Term, text: &str) -> bool {
        let text = normalized(text);
        self.languages().any(|language| language.terms().of(term).contains(&text.as_str()))
    }

    /// The rest of a text that begins with a term, and the term as it is there.
    pub fn after<'t>(&self, term: Term, text: &'t str) -> Option<(&'t str, &'t str)> {
        let lower = text.to_lowercase();
        if lower.len() != text.len() {
            return None;
        }
        let fits = |word: &&&str| {
            let rest = lower.strip_prefix(**word);
            let ends = |rest: &str| {
                let next = rest.chars().next();
                next.is_none_or(|it| !it.is_alphabetic()) || word.chars().any(is_han)
            };
            rest.is_some_and(ends)
        };
        let of = |language: &'static Language| {
            let words = language.terms().of(term).iter().filter(fits);
            words.max_by_key(|word| word.len())
        };
        let word = self.languages().find_map(of)?;
        text.split_at_checked(word.len()).map(|(word, rest)| (rest, word))
    }

    /// Whether a text in the language of the report contains a word of a term.
    pub fn contains(&self, term: Term, text: &str) -> bool {
        let words = self.own.map(|language| language.terms().of(term)).unwrap_or_default();
        let text = text.to_lowercase();
        words.iter().any(|word| match word.strip_suffix('*') {
            Some(start) => starts(&text, start).next().is_some(),
            None => starts(&text, word).any(|at| {
                let rest = text.get(at + word.len()..).unwrap_or_default();
                rest.chars().next().is_none_or(|it| !it.is_alphabetic() || is_han(it))
            }),
        })
    }

    /// The label that the language generates before a number, such as "Table".
    pub fn own_label(&self, term: Term) -> Option<&str> {
        let labels = self.labels.as_ref()?;
        match term {
            Term::Table => Some(&labels.table),
            Term::Figure => Some(&labels.figure),
            Term::Panel => Some(&labels.panel),
            Term::Annex => Some(&labels.annex),
            _ => None,
        }
    }

    /// The first word for a term in the language of the report.
    pub fn first(&self, term: Term) -> Option<&'static str> {
        self.own?.terms().of(term).first().copied()
    }

    /// Months and numbers in words.
    pub fn lexicon(&self) -> &'static Lexicon {
        languages::lexicon(self.own.map_or("en", |language| language.code))
    }

    /// The month that a word names.
    pub fn month(&self, word: &str) -> Option<u8> {
        let word = word.to_lowercase();
        match self.lexicon().meaning(&word)? {
            Meaning::Month(month) => Some(month),
            Meaning::Number(_) | Meaning::Scale(_) => None,
        }
    }

    /// Titles before names, without full stop.
    pub fn honorifics(&self) -> &'static [&'static str] {
        self.own.map(|language| language.rules().honorifics.as_slice()).unwrap_or_default()
    }
}

/// The places where words begin with some letters.
fn starts<'t>(text: &'t str, start: &'t str) -> impl Iterator<Item = usize> + 't {
    text.match_indices(start).map(|(at, _)| at).filter(move |at| {
        let before = text.get(..*at).and_then(|it| it.chars().next_back());
        before.is_none_or(|it| !it.is_alphabetic() || is_han(it))
    })
}

fn is_han(character: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&character)
}

/// A title in lower case, without colon, number or spaces around it.
pub fn normalized(text: &str) -> String {
    let is_edge = |it: char| it.is_whitespace() || ":.：-–—*".contains(it);
    text.trim_matches(is_edge).to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

//! The words by which parts of a report are recognized, read from `import.txt`: one kind of part per line,
//! a key and its words.

/// Defines [`Term`] from the table: variant, key.
macro_rules! terms {
    ($($variant:ident $key:literal $about:literal)*) => {
        /// What words of a report denote.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Term {
            $(#[doc = $about] $variant,)*
        }

        impl Term {
            /// Every term, in the order of the table.
            const ALL: &[Term] = &[$(Term::$variant),*];

            /// The key in `import.txt`.
            fn key(self) -> &'static str {
                match self { $(Term::$variant => $key),* }
            }
        }
    };
}

terms! {
    Common "common" "The most common words of the language, which tell it from others."
    HeadingStyle "heading-style" "The style of headings, in programs that translate it."
    Panel "panel" "A panel or session."
    SideEvent "side-event" "A side event."
    SideEvents "side-events" "The title of the section with the side events."
    Conclusion "conclusion" "The title of a conclusion."
    Foreword "foreword" "The title of a foreword."
    Abbreviations "abbreviations" "The title of a list of abbreviations."
    Bibliography "bibliography" "The title of a list of works cited."
    Participants "participants" "The title of a list of participants."
    Contents "contents" "The title of a table of contents or another generated list."
    Annex "annex" "An annex."
    Annexes "annexes" "The title above the annexes."
    Table "table" "A table."
    Figure "figure" "A figure."
    Box "box" "A box."
    Source "source" "The source of a table or picture."
    Note "note" "A note."
    Page "page" "A page, in a folio."
    Honorific "honorific" "A title before the name of a person, without the full stop at its end."
    Moderator "moderator" "The moderator of a panel."
    Moderated "moderated" "Verbs after the name of a moderator."
    Rapporteur "rapporteur" "The rapporteur of a panel."
    Speakers "speakers" "The speakers of a panel."
    Organisers "organisers" "The organizers of a side event."
    Recommendations "recommendations" "Words of the sentence before a list of recommendations."
    RecommendationsHeading "recommendations-heading" "The heading of such a list."
    Findings "findings" "Words of the sentence before a list of findings."
    FindingsHeading "findings-heading" "The heading of such a list."
    Lessons "lessons" "Words of the sentence before a list of lessons learned."
    LessonsHeading "lessons-heading" "The heading of such a list."
    Conclusions "conclusions" "Words of the sentence before a list of conclusions."
    ConclusionsHeading "conclusions-heading" "The heading of such a list."
    See "see" "A word before a reference."
    And "and" "The conjunction."
    Country "country" "A country or territory."
}

/// The words of one language, by term.
#[derive(Debug, Default)]
pub struct Terms {
    words: Vec<(Term, Vec<&'static str>)>,
}

impl Terms {
    /// The words for a term in lower case; those that end with `*` may continue.
    pub fn of(&self, term: Term) -> &[&'static str] {
        let words = self.words.iter().find(|(it, _)| *it == term);
        words.map(|(_, words)| words.as_slice()).unwrap_or_default()
    }

    /// Parses a file of words. Lines with `#` are comments.
    pub fn parse(text: &'static str) -> Terms {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        Terms { words: lines.filter_map(line).collect() }
    }
}

/// The term and the words of a line; `None` if it cannot be read.
pub(super) fn line(line: &'static str) -> Option<(Term, Vec<&'static str>)> {
    let (key, words) = line.split_once(": ")?;
    let term = Term::ALL.iter().find(|term| term.key() == key)?;
    Some((*term, words.split(", ").collect()))
}

#[cfg(test)]
mod tests {
    use super::super::all;
    use super::*;

    #[test]
    fn every_language_with_labels_has_words_for_every_term() {
        for language in all().iter().filter(|it| it.labels.is_some()) {
            for term in Term::ALL {
                let words = language.terms().of(*term);
                assert!(!words.is_empty(), "{}: {}", language.code, term.key());
                assert!(words.iter().all(|it| *it == it.to_lowercase()), "{words:?}");
            }
        }
    }

    #[test]
    fn every_line_is_understood() {
        for language in all() {
            let lines = language.terms_text.lines().filter(|line| !line.starts_with('#'));
            for text in lines {
                assert!(line(text).is_some(), "{}: {text}", language.code);
            }
        }
    }
}

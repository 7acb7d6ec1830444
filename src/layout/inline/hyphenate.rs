//! Where words may be hyphenated, and which words.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use hypher::Lang;

use super::collect::Collected;
use super::liang::Patterns;
use super::segment::{Ending, Opportunity, addresses, penalty};
use crate::languages;
use crate::templates::BreakingStyle;

/// Parts of compounds with a hyphen of their own are hyphenated only when this long, in letters.
const LONG_PART: usize = 9;

/// Words that are hyphenated as their report says, and not as the patterns of a language would: each
/// in lower case without hyphens, and the bytes before which it may be broken.
pub(super) type Exceptions = BTreeMap<String, Vec<usize>>;

/// How the words of a language are hyphenated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dictionary {
    British,
    Other(Lang),
}

/// The dictionary of a BCP 47 tag; `None` where there is none.
fn dictionary(language: &str) -> Option<Dictionary> {
    let mut subtags = language.split('-');
    let primary = subtags.next()?;
    let american =
        subtags.any(|subtag| ["US", "CA"].iter().any(|us| subtag.eq_ignore_ascii_case(us)));
    match <[u8; 2]>::try_from(primary.to_ascii_lowercase().as_bytes()).ok()? {
        [b'e', b'n'] if !american => Some(Dictionary::British),
        code => Lang::from_iso(code).map(Dictionary::Other),
    }
}

impl Dictionary {
    /// The bytes before which a word may be broken.
    fn breaks(self, word: &str) -> Vec<usize> {
        static BRITISH: OnceLock<Patterns> = OnceLock::new();
        match self {
            Dictionary::British => {
                let read = || Patterns::read(languages::BRITISH_HYPHENATION);
                BRITISH.get_or_init(read).breaks(&lower_case(word))
            }
            // Longer words make the library panic.
            Dictionary::Other(_) if word.len() > hypher::MAX_INLINE_SIZE => Vec::new(),
            Dictionary::Other(language) => syllable_ends(hypher::hyphenate(word, language)),
        }
    }
}

fn lower_case(word: &str) -> Cow<'_, str> {
    match word.chars().any(char::is_uppercase) {
        true => Cow::Owned(word.to_lowercase()),
        false => Cow::Borrowed(word),
    }
}

fn syllable_ends<'a>(syllables: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let mut end = 0;
    let mut ends: Vec<usize> = syllables
        .map(|syllable| {
            end += syllable.len();
            end
        })
        .collect();
    ends.pop();
    ends
}

/// Which words may be hyphenated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Willing {
    /// Those that are surely no names.
    Plain,
    /// Those with a capital too, for lines that cannot be good otherwise: "Interministerial". Bold
    /// words, which may be names of people, stay whole, and so do those that the report excepts.
    Capitals,
}

/// The places at which hyphens may be added in a part of the text.
pub(super) fn hyphenations(
    collected: &Collected,
    part: Range<usize>,
    limits: &BreakingStyle,
    exceptions: &Exceptions,
    willing: Willing,
) -> Vec<Opportunity> {
    let text = collected.text.get(part.clone()).unwrap_or("");
    let addresses = addresses(text, part.start);
    let mut out = Vec::new();
    for word in words(text, part.start) {
        if !addresses.iter().any(|address| address.contains(&word.start)) {
            let word = Word { willing, ..Word::new(collected, word) };
            hyphenate(&word, limits, exceptions, &mut out);
        }
    }
    out
}

fn hyphenate(
    word: &Word,
    limits: &BreakingStyle,
    exceptions: &Exceptions,
    out: &mut Vec<Opportunity>,
) {
    let Some(penalty) = word.penalty() else { return };
    let own = || exceptions.get(&*lower_case(word.text));
    let found = match (!exceptions.is_empty()).then(own).flatten() {
        Some(breaks) => breaks.clone(),
        None => word.breaks(limits),
    };
    let in_word = found.into_iter().filter(|at| word.text.is_char_boundary(*at));
    out.extend(in_word.map(|at| word.range.start + at).map(|at| Opportunity {
        end: at,
        start: at,
        ending: Ending::AddedHyphen,
        penalty,
    }));
}

/// A word in its surroundings.
struct Word<'a> {
    range: Range<usize>,
    text: &'a str,
    before: &'a str,
    after: &'a str,
    language: &'a str,
    /// Whether the mark of a note follows.
    marked: bool,
    /// Whether it is bold.
    bold: bool,
    willing: Willing,
}

impl<'a> Word<'a> {
    fn new(collected: &'a Collected, range: Range<usize>) -> Word<'a> {
        let text = &collected.text;
        let span = collected.spans.partition_point(|span| span.range.end <= range.start);
        let marks = &collected.marks;
        Word {
            text: text.get(range.clone()).unwrap_or(""),
            before: text.get(..range.start).unwrap_or(""),
            after: text.get(range.end..).unwrap_or(""),
            language: collected.spans.get(span).map_or("", |span| span.language),
            bold: collected.spans.get(span).is_some_and(|span| span.look.bold),
            willing: Willing::Plain,
            marked: marks.iter().any(|mark| mark.range.start == range.end),
            range,
        }
    }

    /// The bytes of the word before which the patterns of its language let it be broken.
    fn breaks(&self, limits: &BreakingStyle) -> Vec<usize> {
        let (before, after) =
            (usize::from(limits.hyphen_min_before), usize::from(limits.hyphen_min_after));
        let letters = self.text.chars().count();
        let Some(dictionary) = dictionary(self.language) else { return Vec::new() };
        if letters < (before + after).max(5) || self.is_name() {
            return Vec::new();
        }
        let mut breaks = dictionary.breaks(self.text);
        breaks.retain(|at| {
            let first = self.text.get(..*at).map_or(0, |first| first.chars().count());
            first >= before && letters - first >= after
        });
        breaks
    }

    /// How bad it is to hyphenate the word; `None` where its surroundings forbid it.
    fn penalty(&self) -> Option<f32> {
        let before = self.before.chars().next_back();
        let after = self.after.chars().next().filter(|_| !self.marked);
        let joined = |c: char| c.is_numeric() || matches!(c, '\u{AD}' | '_' | '@' | '\\');
        let hyphen = |c: char| matches!(c, '-' | '\u{2010}' | '\u{2011}');
        let neighbours = [before, after];
        if neighbours.into_iter().flatten().any(joined) {
            return None;
        }
        if neighbours.into_iter().flatten().any(hyphen) {
            let long = self.text.chars().count() >= LONG_PART;
            return long.then_some(penalty::COMPOUND);
        }
        if self.willing == Willing::Capitals && self.text.starts_with(char::is_uppercase) {
            return Some(penalty::CAPITAL);
        }
        Some(penalty::HYPHEN)
    }

    /// Whether the word may be a name or an abbreviation: in capitals, or with one that no
    /// beginning of a sentence explains.
    fn is_name(&self) -> bool {
        let mut letters = self.text.chars();
        let first = letters.next().is_some_and(char::is_uppercase);
        let others = letters.any(char::is_uppercase);
        let capitals = languages::find(self.language)
            .is_some_and(|language| language.rules().nouns_are_capitalized);
        let explained = capitals || self.begins_sentence();
        let forced = self.willing == Willing::Capitals && !self.bold;
        others || (first && !explained && !forced)
    }

    fn begins_sentence(&self) -> bool {
        let opening = |c: char| matches!(c, '“' | '‘' | '«' | '„' | '"' | '\'' | '(' | '[');
        let before = self.before.trim_end_matches(opening);
        let closing =
            |c: char| matches!(c, '”' | '’' | '»' | '"' | ')' | ']') || c.is_ascii_digit();
        let sentence = before.trim_end();
        let ended = sentence.trim_end_matches(closing);
        let last = ended.rsplit(char::is_whitespace).next().unwrap_or("");
        sentence.is_empty()
            || before.ends_with('\n')
            || (sentence.len() < before.len()
                && ended.ends_with(['.', '!', '?', '…'])
                && !is_title(last))
    }
}

/// "Mr.", "Amb.", "M.": what stands before names and ends in a full stop.
fn is_title(word: &str) -> bool {
    let Some(letters) = word.strip_suffix('.') else { return false };
    let mut characters = letters.chars();
    let capital = characters.next().is_some_and(char::is_uppercase);
    capital && letters.chars().count() <= 4 && characters.all(char::is_lowercase)
}

/// The stretches of letters in a text.
fn words(text: &str, offset: usize) -> impl Iterator<Item = Range<usize>> {
    let letter = |c: char| c.is_alphabetic() || matches!(c, '\u{0300}'..='\u{036F}');
    let parts = text.split(move |c: char| !letter(c)).filter(|word| !word.is_empty());
    parts.map(move |word| {
        let start = offset + (word.as_ptr() as usize - text.as_ptr() as usize);
        start..start + word.len()
    })
}

#[cfg(test)]
mod tests {
    use super::super::collect::{Look, Position, Span};
    use super::*;
    use crate::document::ElementId;
    use crate::layout::page::{Owner, Part};

    /// The text with `-` where hyphens may be added.
    fn shown(language: &str, text: &str) -> String {
        shown_with(&Exceptions::new(), language, text)
    }

    fn shown_with(exceptions: &Exceptions, language: &str, text: &str) -> String {
        shown_as(Willing::Plain, false, exceptions, language, text)
    }

    fn shown_as(
        willing: Willing,
        bold: bool,
        exceptions: &Exceptions,
        language: &str,
        text: &str,
    ) -> String {
        let look = Look { bold, italic: false, small_caps: false, position: Position::Baseline };
        let owner = Owner::Element(ElementId(0), Part::Content);
        let span = Span { range: 0..text.len(), look, language, owner };
        let collected = Collected { text: text.into(), spans: vec![span], ..Collected::default() };
        let limits = BreakingStyle {
            hyphen_min_before: 2,
            hyphen_min_after: 3,
            orphans: 2,
            widows: 2,
            item_whole_below: 4,
        };
        let mut out = text.to_string();
        let places = hyphenations(&collected, 0..text.len(), &limits, exceptions, willing);
        for place in places.iter().rev() {
            out.insert(place.end, '-');
        }
        out
    }

    #[test]
    fn english_is_british_unless_it_says_otherwise() {
        assert_eq!(shown("en-GB", "knowledge"), "know-ledge");
        assert_eq!(shown("en-US", "knowledge"), "knowl-edge");
    }

    #[test]
    fn other_languages_have_their_own_patterns() {
        assert_eq!(shown("ru", "противодействие"), "про-ти-во-дей-ствие");
        assert_eq!(shown("xx", "противодействие"), "противодействие");
    }

    #[test]
    fn names_abbreviations_and_numbers_stay_whole() {
        let text = "the ODIHR of Sofianopoulos and the 3rdinternational";
        assert_eq!(shown("en-GB", text), text);
        let text = "said Amb. Petersen";
        assert_eq!(shown("en-GB", text), text);
    }

    #[test]
    fn words_with_capitals_are_broken_at_last_but_for_names_of_people() {
        let names = Exceptions::from([("petersen".into(), Vec::new())]);
        let shown = |bold, text: &str| shown_as(Willing::Capitals, bold, &names, "en-GB", text);
        assert_eq!(shown(false, "the Participants, Petersen"), "the Par-ti-cipants, Petersen");
        assert_eq!(shown(false, "the ODIHR"), "the ODIHR");
        assert_eq!(shown(true, "by Sofianopoulos"), "by Sofianopoulos");
    }

    #[test]
    fn the_first_word_of_a_sentence_is_no_name() {
        assert_eq!(shown("en-GB", "end. Participants"), "end. Par-ti-cipants");
        assert_eq!(shown("en-GB", "Participants"), "Par-ti-cipants");
    }

    #[test]
    fn few_letters_are_not_cut_off() {
        assert_eq!(shown("en-GB", "about"), "about");
        assert_eq!(shown("en-GB", "anti-bribery"), "anti-bribery");
    }

    #[test]
    fn a_report_hyphenates_words_as_it_says() {
        let words: [(&str, &[usize]); 4] =
            [("sofianopoulos", &[7]), ("participants", &[]), ("over", &[1, 9]), ("книга", &[6])];
        let own = words.map(|(word, breaks)| (word.to_owned(), breaks.to_vec())).into();
        let shown = |text: &str| shown_with(&own, "en-GB", text);
        assert_eq!(shown("of Sofianopoulos"), "of Sofiano-poulos");
        assert_eq!(shown("all participants"), "all participants");
        assert_eq!(shown("OVER over"), "O-VER o-ver");
        assert_eq!(shown("книга"), "кни-га");
        assert_eq!(shown("knowledge"), "know-ledge");
    }

    #[test]
    fn greek_portuguese_and_their_like_have_patterns() {
        assert_eq!(shown("el", "ανθρώπων δικαιώματα"), "αν-θρώ-πων δι-καιώ-ματα");
        assert_eq!(shown("pt-PT", "a organização"), "a or-ga-ni-za-ção");
        assert_eq!(shown("uk", "безпека людини"), "без-пека лю-дини");
        assert_eq!(shown("ar", "الأشخاص"), "الأشخاص");
    }
}

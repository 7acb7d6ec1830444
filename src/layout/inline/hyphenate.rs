//! Hyphenation: which words may be hyphenated, and where.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::rc::Rc;
use std::sync::OnceLock;

use hypher::Lang;

use super::collect::Collected;
use super::liang::Patterns;
use super::opportunity::{BreakOpportunity, Ending, addresses};
use crate::languages;
use crate::layout::penalties::line as penalty;
use crate::templates::BreakingStyle;

/// The length in letters from which the parts of a hyphenated compound may be hyphenated.
const LONG_PART: usize = 9;

/// Words that the report hyphenates itself: each in lower case without hyphens, with the bytes
/// before which it may be broken.
pub(super) type Exceptions = BTreeMap<String, Vec<usize>>;

/// The hyphenation patterns of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dictionary {
    British,
    Other(Lang),
}

/// The dictionary for a BCP 47 tag, if there is one.
fn dictionary(language: &str) -> Option<Dictionary> {
    let mut subtags = language.split('-');
    let primary = subtags.next()?;
    let american =
        subtags.any(|subtag| ["US", "CA"].iter().any(|us| subtag.eq_ignore_ascii_case(us)));
    match <[u8; 2]>::try_from(primary.as_bytes()).ok()?.map(|byte| byte.to_ascii_lowercase()) {
        [b'e', b'n'] if !american => Some(Dictionary::British),
        code => Lang::from_iso(code).map(Dictionary::Other),
    }
}

impl Dictionary {
    /// The bytes before which a word may be broken.
    fn breaks(self, word: &str) -> Rc<[usize]> {
        match self {
            Dictionary::British => british_breaks(&lower_case(word)),
            // `hypher` panics on longer words.
            Dictionary::Other(_) if word.len() > hypher::MAX_INLINE_SIZE => Rc::default(),
            Dictionary::Other(language) => syllable_ends(hypher::hyphenate(word, language)).into(),
        }
    }
}

thread_local! {
    /// The breaks of words that the thread has looked up: reports use the same words again and again.
    static BRITISH_WORDS: RefCell<HashMap<Box<str>, Rc<[usize]>>> = RefCell::default();
}

/// The most words that a thread remembers.
const MOST_WORDS: usize = 1 << 14;

/// The British patterns, read when first needed.
fn british_patterns() -> &'static Patterns {
    static PATTERNS: OnceLock<Patterns> = OnceLock::new();
    PATTERNS.get_or_init(|| Patterns::read(languages::BRITISH_HYPHENATION))
}

/// Reads the patterns of a language, so that nobody has to wait for them later.
pub fn prepare(language: &str) {
    if dictionary(language) == Some(Dictionary::British) {
        british_patterns();
    }
}

/// The bytes before which a word in lower case may be broken.
fn british_breaks(word: &str) -> Rc<[usize]> {
    BRITISH_WORDS.with_borrow_mut(|known| {
        if let Some(breaks) = known.get(word) {
            return breaks.clone();
        }
        let breaks: Rc<[usize]> = british_patterns().breaks(word).into();
        if known.len() >= MOST_WORDS {
            known.clear();
        }
        known.insert(word.into(), breaks.clone());
        breaks
    })
}

fn lower_case(word: &str) -> Cow<'_, str> {
    match word.chars().any(char::is_uppercase) {
        true => Cow::Owned(word.to_lowercase()),
        false => Cow::Borrowed(word),
    }
}

/// The end of each syllable except the last, in bytes.
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
pub(super) enum HyphenationScope {
    /// Words that are certainly not names.
    NoNames,
    /// Capitalized words too, for lines that would otherwise be bad: "Interministerial". Bold words,
    /// which may be names of people, and the report's exceptions are not hyphenated.
    Capitalized,
}

/// Finds opportunities to hyphenate.
#[derive(Clone, Copy)]
pub(super) struct Hyphenator<'a> {
    /// The least numbers of letters before and after a hyphen.
    pub limits: &'a BreakingStyle,
    /// The report's exceptions.
    pub exceptions: &'a Exceptions,
    /// Which words may be hyphenated.
    pub scope: HyphenationScope,
}

impl Hyphenator<'_> {
    /// The places at which a hyphen may be added in a part of the text.
    pub fn opportunities(self, collected: &Collected, part: Range<usize>) -> Vec<BreakOpportunity> {
        let text = collected.text.get(part.clone()).unwrap_or("");
        let addresses = addresses(text, part.start);
        let in_address =
            |word: &Range<usize>| addresses.iter().any(|address| address.contains(&word.start));
        let words = words(text, part.start).filter(|word| !in_address(word));
        let mut found = Vec::new();
        words.for_each(|word| self.in_word(&Word::new(collected, word), &mut found));
        found
    }

    fn in_word(self, word: &Word, found: &mut Vec<BreakOpportunity>) {
        let Some(penalty) = word.penalty(self.scope) else { return };
        let mut add = |at| {
            if word.text.is_char_boundary(at) {
                let at = word.range.start + at;
                let ending = Ending::AddedHyphen;
                found.push(BreakOpportunity { end: at, start: at, ending, penalty });
            }
        };
        let exception = || self.exceptions.get(&*lower_case(word.text));
        match (!self.exceptions.is_empty()).then(exception).flatten() {
            Some(breaks) => breaks.iter().for_each(|at| add(*at)),
            None => self.for_each_break(word, add),
        }
    }

    /// Passes the bytes of the word before which the patterns of its language allow a break.
    fn for_each_break(self, word: &Word, mut add: impl FnMut(usize)) {
        let (before, after) =
            (usize::from(self.limits.hyphen_min_before), usize::from(self.limits.hyphen_min_after));
        let letters = word.text.chars().count();
        if letters < (before + after).max(5) || word.may_be_name(self.scope) {
            return;
        }
        let Some(dictionary) = dictionary(word.language) else { return };
        for at in dictionary.breaks(word.text).iter() {
            let first = word.text.get(..*at).map_or(0, |first| first.chars().count());
            if first >= before && letters - first >= after {
                add(*at);
            }
        }
    }
}

/// A word in its context.
struct Word<'a> {
    range: Range<usize>,
    text: &'a str,
    before: &'a str,
    after: &'a str,
    language: &'a str,
    /// Whether a note reference follows.
    before_note: bool,
    bold: bool,
    /// Whether it is never hyphenated.
    whole: bool,
}

impl<'a> Word<'a> {
    fn new(collected: &'a Collected, range: Range<usize>) -> Word<'a> {
        let text = &collected.text;
        let span = collected.spans.partition_point(|span| span.range.end <= range.start);
        let notes = &collected.note_references;
        Word {
            text: text.get(range.clone()).unwrap_or(""),
            before: text.get(..range.start).unwrap_or(""),
            after: text.get(range.end..).unwrap_or(""),
            language: collected.spans.get(span).map_or("", |span| span.language),
            bold: collected.spans.get(span).is_some_and(|span| span.style.bold),
            whole: collected.spans.get(span).is_some_and(|span| span.style.whole),
            before_note: notes.iter().any(|note| note.range.start == range.end),
            range,
        }
    }

    /// The penalty for hyphenating the word; `None` if its neighbours forbid it.
    fn penalty(&self, scope: HyphenationScope) -> Option<f32> {
        let before = self.before.chars().next_back();
        let after = self.after.chars().next().filter(|_| !self.before_note);
        let joined = |c: char| c.is_numeric() || matches!(c, '\u{AD}' | '_' | '@' | '\\');
        let hyphen = |c: char| matches!(c, '-' | '\u{2010}' | '\u{2011}');
        let neighbours = [before, after];
        if self.whole || neighbours.into_iter().flatten().any(joined) {
            return None;
        }
        if neighbours.into_iter().flatten().any(hyphen) {
            let long = self.text.chars().count() >= LONG_PART;
            return long.then_some(penalty::COMPOUND);
        }
        let capitalized = self.text.starts_with(char::is_uppercase);
        match scope {
            HyphenationScope::Capitalized if capitalized => Some(penalty::CAPITAL),
            HyphenationScope::Capitalized | HyphenationScope::NoNames => Some(penalty::HYPHEN),
        }
    }

    /// Whether the word may be a name or an abbreviation: capitalized but not at the start of a
    /// sentence, or with capitals inside.
    fn may_be_name(&self, scope: HyphenationScope) -> bool {
        let mut letters = self.text.chars();
        let first = letters.next().is_some_and(char::is_uppercase);
        let others = letters.any(char::is_uppercase);
        let are_nouns_capitalized =
            || languages::find(self.language).is_some_and(|it| it.rules().nouns_are_capitalized);
        let is_explained = || are_nouns_capitalized() || self.starts_sentence();
        let allowed = scope == HyphenationScope::Capitalized && !self.bold;
        others || (first && !allowed && !is_explained())
    }

    fn starts_sentence(&self) -> bool {
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

/// Whether a word looks like an abbreviated title before a name: "Mr.", "Amb.", "M.".
fn is_title(word: &str) -> bool {
    let Some(letters) = word.strip_suffix('.') else { return false };
    let mut characters = letters.chars();
    let capital = characters.next().is_some_and(char::is_uppercase);
    capital && letters.chars().count() <= 4 && characters.all(char::is_lowercase)
}

/// The sequences of letters in a text, as byte ranges moved by `offset`.
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
    use super::super::collect::{CharacterStyle, Span};
    use super::*;
    use crate::document::ElementId;
    use crate::layout::page::{Owner, Part};

    /// The text with `-` where a hyphen may be added.
    fn shown(language: &str, text: &str) -> String {
        shown_with(&Exceptions::new(), language, text)
    }

    fn shown_with(exceptions: &Exceptions, language: &str, text: &str) -> String {
        shown_in(HyphenationScope::NoNames, false, exceptions, language, text)
    }

    fn shown_in(
        scope: HyphenationScope,
        bold: bool,
        exceptions: &Exceptions,
        language: &str,
        text: &str,
    ) -> String {
        let style = CharacterStyle { bold, ..CharacterStyle::default() };
        let owner = Owner::Element(ElementId(0), Part::Content);
        let span = Span { range: 0..text.len(), style, language, owner };
        let collected = Collected { text: text.into(), spans: vec![span], ..Collected::default() };
        let limits = &BreakingStyle {
            hyphen_min_before: 2,
            hyphen_min_after: 3,
            orphans: 2,
            widows: 2,
            item_whole_below: 4,
        };
        let mut out = text.to_string();
        let hyphenator = Hyphenator { limits, exceptions, scope };
        for place in hyphenator.opportunities(&collected, 0..text.len()).iter().rev() {
            out.insert(place.end, '-');
        }
        out
    }

    #[test]
    fn english_is_british_unless_tagged_otherwise() {
        assert_eq!(shown("en-GB", "knowledge"), "know-ledge");
        assert_eq!(shown("en-US", "knowledge"), "knowl-edge");
    }

    #[test]
    fn each_language_has_its_patterns() {
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
    fn capitalized_words_are_hyphenated_at_last_except_names_of_people() {
        let names = Exceptions::from([("petersen".into(), Vec::new())]);
        let scope = HyphenationScope::Capitalized;
        let shown = |bold, text: &str| shown_in(scope, bold, &names, "en-GB", text);
        assert_eq!(shown(false, "the Participants, Petersen"), "the Par-ti-cipants, Petersen");
        assert_eq!(shown(false, "the ODIHR"), "the ODIHR");
        assert_eq!(shown(true, "by Sofianopoulos"), "by Sofianopoulos");
    }

    #[test]
    fn the_first_word_of_a_sentence_is_not_a_name() {
        assert_eq!(shown("en-GB", "end. Participants"), "end. Par-ti-cipants");
        assert_eq!(shown("en-GB", "Participants"), "Par-ti-cipants");
    }

    #[test]
    fn short_words_and_parts_stay_whole() {
        assert_eq!(shown("en-GB", "about"), "about");
        assert_eq!(shown("en-GB", "anti-bribery"), "anti-bribery");
    }

    #[test]
    fn exceptions_of_the_report_override_the_patterns() {
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
    fn greek_portuguese_and_ukrainian_have_patterns_and_arabic_has_none() {
        assert_eq!(shown("el", "ανθρώπων δικαιώματα"), "αν-θρώ-πων δι-καιώ-ματα");
        assert_eq!(shown("pt-PT", "a organização"), "a or-ga-ni-za-ção");
        assert_eq!(shown("uk", "безпека людини"), "без-пека лю-дини");
        assert_eq!(shown("ar", "الأشخاص"), "الأشخاص");
    }
}

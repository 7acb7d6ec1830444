//! Chooses the printed characters: quotation marks, spaces, composed letters.

use std::ops::Range;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc, is_nfc_quick};

use super::spacing::{OBJECT, Spacing};
use crate::origin::TracedString;
use crate::source::Report;
use crate::templates::{Labels, Quotes, load};

/// The number of characters after a mark that may decide how it is printed.
pub const LOOKAHEAD: usize = 80;
/// Brackets after which a quotation may begin.
const OPENING_BRACKETS: &str = "([{";

/// How the texts of a report are printed.
#[derive(Clone, Copy, Debug)]
pub struct Printing<'l> {
    /// The quotation marks; `None` if straight ones stay.
    pub quotes: Option<&'l Quotes>,
    /// The spaces.
    pub spacing: Spacing,
}

impl<'l> Printing<'l> {
    /// How a report is printed with some labels.
    pub fn of(report: &Report, labels: &'l Labels) -> Self {
        let spacing = Spacing::of(&report.publication.language);
        Printing { quotes: quotes(report, labels), spacing }
    }

    /// How a phrase in another language is printed.
    pub fn of_phrase(self, language: &str) -> Self {
        let quotes = quotes_of_phrase(language, self.quotes);
        Printing { quotes, spacing: Spacing::of(language) }
    }

    /// The printed characters of a text without markup.
    pub fn print(self, text: &TracedString) -> TracedString {
        self.spacing.print(&Typographer::new(self.quotes).print(text))
    }
}

/// The quotation marks of a report; `None` if straight ones stay.
pub fn quotes<'l>(report: &Report, labels: &'l Labels) -> Option<&'l Quotes> {
    (!report.options.straight_quotes).then_some(&labels.quotes)
}

/// The quotation marks of a phrase in another language than the text around it, whose marks are `around`;
/// `None` if straight ones stay.
pub fn quotes_of_phrase<'a>(language: &str, around: Option<&'a Quotes>) -> Option<&'a Quotes> {
    around.and_then(|_| load::quotes(language))
}

/// Converts the texts of one paragraph in order. Quotation marks depend on the text before them.
#[derive(Clone, Debug)]
pub struct Typographer<'a> {
    /// The quotation marks to use; `None` leaves straight ones as they are.
    quotes: Option<&'a Quotes>,
    /// The double marks that open and close, if they are single characters and differ.
    double: [Option<char>; 2],
    previous: Option<char>,
    /// Whether the text so far ends in an apostrophe after a letter: "l’".
    is_elided: bool,
    double_open: u32,
    single_open: u32,
}

impl<'a> Typographer<'a> {
    /// Begins a paragraph.
    pub fn new(quotes: Option<&'a Quotes>) -> Self {
        let double = quotes.map(double_marks).unwrap_or_default();
        let (previous, is_elided, double_open, single_open) = (None, false, 0, 0);
        Typographer { quotes, double, previous, is_elided, double_open, single_open }
    }

    /// Converts a text: to NFC, with single spaces, without control characters, with the quotation
    /// marks of the language. Each character keeps its origin.
    pub fn print(&mut self, text: &TracedString) -> TracedString {
        let mut out = Printed { text, out: TracedString::with_capacity(text.len()), copy: 0..0 };
        if text.is_ascii() || is_nfc(text) {
            self.print_composed(&mut out);
        } else {
            composed(text).into_iter().for_each(|next| self.print_one(next, &mut out));
        }
        out.finish()
    }

    /// Converts a text in NFC.
    fn print_composed(&mut self, out: &mut Printed) {
        let mut at = 0;
        while let Some(rest) = out.text.get(at..).filter(|rest| !rest.is_empty()) {
            // Most of a text is letters, which are printed as they are.
            let letters = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
            if let Some(last) = rest.get(..letters).and_then(|letters| letters.chars().next_back())
            {
                self.previous = Some(last);
                self.is_elided = false;
                out.copy(at..at + letters);
            }
            at += letters;
            if let Some(character) = rest.get(letters..).and_then(|rest| rest.chars().next()) {
                let end = at + character.len_utf8();
                self.print_one(Character { character, at: at..end, is_copy: true }, out);
                at = end;
            }
        }
    }

    fn print_one(&mut self, next: Character, out: &mut Printed) {
        match next.character {
            straight @ ('"' | '\'') => {
                match self.mark(straight, out.text.get(next.at.end..).unwrap_or_default()) {
                    Some(mark) => out.substitute(mark, next.at),
                    None => self.keep(next, out),
                }
            }
            ' ' | '\t' | '\n' | '\r' => {
                if !matches!(self.previous, None | Some(' ')) {
                    let is_copy = next.character == ' ';
                    self.keep(Character { character: ' ', is_copy, ..next }, out);
                }
            }
            control if control.is_control() => {}
            _ => self.keep(next, out),
        }
    }

    /// The mark that is printed for a straight one before `following`; `None` if straight marks stay. Reads
    /// at most [`LOOKAHEAD`] characters of `following`.
    pub fn mark(&mut self, straight: char, following: &str) -> Option<&'a str> {
        let quotes = self.quotes?;
        let is_after_letter = self.previous.is_some_and(char::is_alphabetic);
        let closed = self.single_open;
        let mark = self.quote(straight, following, quotes);
        self.previous = mark.chars().last();
        self.is_elided = straight == '\'' && is_after_letter && self.single_open == closed;
        Some(mark)
    }

    /// Passes a character that is printed as it is.
    pub fn pass(&mut self, character: char) {
        self.pass_quote(character);
        self.is_elided =
            matches!(character, '’' | '\'') && self.previous.is_some_and(char::is_alphabetic);
        self.previous = Some(character);
    }

    /// Counts a double mark that was typed as it is printed: straight ones within it are inner ones.
    fn pass_quote(&mut self, character: char) {
        let [open, close] = self.double;
        if open == Some(character) {
            self.double_open += 1;
        } else if close == Some(character) {
            self.double_open = self.double_open.saturating_sub(1);
        }
    }

    fn keep(&mut self, next: Character, out: &mut Printed) {
        self.pass(next.character);
        if next.is_copy {
            out.copy(next.at);
        } else {
            out.substitute(next.character.encode_utf8(&mut [0; 4]), next.at);
        }
    }

    /// Skips an inline that is not text, such as a note reference.
    pub fn skip_object(&mut self) {
        self.pass(OBJECT);
    }

    /// Begins a new line.
    pub fn new_line(&mut self) {
        self.previous = None;
    }

    fn quote(&mut self, straight: char, following: &str, quotes: &'a Quotes) -> &'a str {
        let next = following.chars().next();
        let opens = self.opens(straight, next);
        match straight {
            '"' => self.double(opens || self.opens_within_word(next), quotes),
            _ => self.single(opens, following, quotes),
        }
    }

    fn double(&mut self, opens: bool, quotes: &'a Quotes) -> &'a str {
        if opens {
            self.double_open += 1;
            return if self.double_open > 1 { &quotes.inner_open } else { &quotes.open };
        }
        self.double_open = self.double_open.saturating_sub(1);
        if self.double_open > 0 { &quotes.inner_close } else { &quotes.close }
    }

    /// Whether a double mark opens although no space precedes it: after an elision (`l'"État"`), a hyphen, or
    /// a word that is joined to the next one.
    fn opens_within_word(&self, next: Option<char>) -> bool {
        let is_word = next.is_some_and(char::is_alphanumeric);
        let may_open = next.is_none_or(|next| is_word || OPENING_BRACKETS.contains(next));
        let is_joined = self.is_elided || self.previous == Some('-');
        // Before a letter, a mark opens if no mark is open that it could close: Arabic "و" is joined to the
        // next word.
        let cannot_close = self.double_open == 0 && is_word;
        cannot_close
            || is_joined && (self.is_elided && is_word || self.double_open == 0 && may_open)
    }

    /// A single quote at the end of a word closes an open one; all others are apostrophes. In
    /// languages such as English, where the two may be confused, they look the same.
    fn single(&mut self, opens: bool, following: &str, quotes: &'a Quotes) -> &'a str {
        let opens = opens || self.opens_in_compound(following);
        if opens && !is_short_year(following) {
            self.single_open += 1;
            return &quotes.inner_open;
        }
        // A word that begins with a quotation mark: "l'" before "État".
        let word = following.strip_prefix('"').unwrap_or(following);
        // Scripts without spaces do not show where a word ends.
        let within_word =
            word.starts_with(char::is_alphanumeric) && !self.previous.is_some_and(is_ideographic);
        if self.single_open > 0 && !within_word {
            self.single_open -= 1;
            return &quotes.inner_close;
        }
        &quotes.apostrophe
    }

    /// Whether a single mark opens after a hyphen or an elision: the text after it must close it, unless that
    /// text is in another style.
    fn opens_in_compound(&self, following: &str) -> bool {
        let is_joined = self.is_elided || self.previous == Some('-');
        let may_close = following.is_empty() && self.single_open == 0;
        is_joined && (may_close || begins_quotation(following))
    }

    fn opens(&self, straight: char, next: Option<char>) -> bool {
        if self.previous.is_some_and(is_ideographic) {
            // Without spaces between words, a mark opens unless it closes.
            return if straight == '"' { self.double_open == 0 } else { self.single_open == 0 };
        }
        let at_start = match self.previous {
            None => true,
            Some('—' | '–') => self.opens_after_dash(straight, next),
            Some(previous) => {
                previous.is_whitespace()
                    || "([{“‘«„‹/¿¡".contains(previous) && !self.only_closes(previous)
            }
        };
        at_start && next.is_none_or(|next| !next.is_whitespace())
    }

    /// Whether a mark after a dash opens: a dash may also end a quotation, as in Spanish.
    fn opens_after_dash(&self, straight: char, next: Option<char>) -> bool {
        let is_open = if straight == '"' { self.double_open } else { self.single_open } > 0;
        !is_open || next.is_some_and(|c| c.is_alphanumeric() || "([«“„‘¿¡…".contains(c))
    }

    /// Whether a mark closes in this language and does not open: “ opens in English and closes in German.
    fn only_closes(&self, mark: char) -> bool {
        let Some(quotes) = self.quotes else { return false };
        let closes = [&quotes.close, &quotes.inner_close].iter().any(|it| it.ends_with(mark));
        closes && ![&quotes.open, &quotes.inner_open].iter().any(|it| it.ends_with(mark))
    }
}

fn double_marks(quotes: &Quotes) -> [Option<char>; 2] {
    let single = |mark: &str| {
        let mut characters = mark.trim().chars();
        characters.next().filter(|_| characters.next().is_none())
    };
    let marks = [single(&quotes.open), single(&quotes.close)];
    // A mark that both opens and closes does not say which it does.
    let [open, close] = marks;
    if open == close { [None; 2] } else { marks }
}

/// Whether a text within a word ends a quotation that would begin before it: "EU-'Richtlinie'". The marks of
/// "rock-'n'-roll" are apostrophes.
fn begins_quotation(text: &str) -> bool {
    let end = text.char_indices().nth(LOOKAHEAD).map_or(text.len(), |(end, _)| end);
    let text = text.get(..end).unwrap_or(text);
    if !text.starts_with(|c: char| c.is_alphanumeric() || OPENING_BRACKETS.contains(c)) {
        return false;
    }
    let mut inner = 0_u32;
    for (at, _) in text.match_indices('\'') {
        let (quoted, rest) = text.split_at_checked(at).unwrap_or((text, ""));
        let opens = |c: char| c.is_whitespace() || OPENING_BRACKETS.contains(c);
        let closes = !rest.chars().nth(1).is_some_and(char::is_alphanumeric);
        match (quoted.ends_with(opens), closes, inner) {
            (true, ..) => inner += 1,
            (false, true, 0) => return !quoted.eq_ignore_ascii_case("n"),
            (false, true, 1..) => inner -= 1,
            (false, false, _) => {}
        }
    }
    false
}

/// Whether a text begins with the last two digits of a year. A mark before them is an apostrophe: "’90s".
fn is_short_year(text: &str) -> bool {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    digits == 2 && !rest.strip_prefix('s').unwrap_or(rest).starts_with(char::is_alphanumeric)
}

/// A character to print, and the bytes of the text from which it comes.
struct Character {
    character: char,
    at: Range<usize>,
    /// Whether these bytes are the character.
    is_copy: bool,
}

/// The printed text so far.
struct Printed<'t> {
    text: &'t TracedString,
    out: TracedString,
    /// Bytes of the text that are to be copied next.
    copy: Range<usize>,
}

impl Printed<'_> {
    fn copy(&mut self, at: Range<usize>) {
        if self.copy.end != at.start {
            self.flush();
            self.copy.start = at.start;
        }
        self.copy.end = at.end;
    }

    fn substitute(&mut self, printed: &str, at: Range<usize>) {
        self.flush();
        self.out.push_substitute(printed, self.text, at.clone());
        self.copy = at.end..at.end;
    }

    fn flush(&mut self) {
        self.out.push_part(self.text, self.copy.clone());
        self.copy.start = self.copy.end;
    }

    fn finish(mut self) -> TracedString {
        self.flush();
        self.out
    }
}

/// The characters of a text in NFC (UAX #15), which may compose several into one.
fn composed(text: &str) -> Vec<Character> {
    let mut characters = Vec::with_capacity(text.len());
    let mut start = 0;
    while let Some(rest) = text.get(start..).filter(|rest| !rest.is_empty()) {
        let mut boundaries = rest.char_indices().skip(1).filter(|(_, next)| begins_anew(*next));
        let length = boundaries.next().map_or(rest.len(), |(at, _)| at);
        let unit = rest.get(..length).unwrap_or(rest);
        if is_nfc(unit) {
            characters.extend(unit.char_indices().map(|(at, character)| {
                let at = start + at..start + at + character.len_utf8();
                Character { character, at, is_copy: true }
            }));
        } else {
            let at = start..start + length;
            let composed = unit.nfc();
            characters.extend(composed.map(|character| Character {
                character,
                at: at.clone(),
                is_copy: false,
            }));
        }
        start += length;
    }
    characters
}

/// Whether normalization never composes a character with those before it or reorders it.
fn begins_anew(character: char) -> bool {
    canonical_combining_class(character) == 0
        && is_nfc_quick(std::iter::once(character)) == IsNormalized::Yes
}

/// Whether a character belongs to a script without spaces: CJK, kana, full-width forms.
fn is_ideographic(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::origin::Origin;

    fn quotes(marks: [&str; 5]) -> Quotes {
        let [open, close, inner_open, inner_close, apostrophe] = marks.map(String::from);
        Quotes { open, close, inner_open, inner_close, apostrophe }
    }

    /// The labels of every language.
    static LANGUAGES: LazyLock<Vec<(&str, Labels)>> = LazyLock::new(|| {
        let labels = |code| load::labels(code, load::built_in_labels(code).unwrap()).unwrap();
        load::languages().map(|code| (code, labels(code))).collect()
    });

    /// The characters of a text except spaces and quotation marks.
    fn kept(text: &str, quotes: &Quotes) -> String {
        let Quotes { open, close, inner_open, inner_close, apostrophe } = quotes;
        let marks = [open, close, inner_open, inner_close, apostrophe].map(String::as_str).concat();
        let is_kept = |c: &char| !c.is_whitespace() && !"\"'".contains(*c) && !marks.contains(*c);
        text.chars().filter(is_kept).collect()
    }

    proptest! {
        /// No straight mark is printed, wherever it is, and no other character is lost or added.
        #[test]
        fn straight_marks_are_replaced_in_every_language(
            text in "[a-dlqÉéА-гأب中文1-3 \"'(),.:;!?—-]{0,30}",
        ) {
            for (language, labels) in LANGUAGES.iter() {
                let printing = Printing {
                    quotes: Some(&labels.quotes),
                    spacing: Spacing::of(language),
                };
                let printed = printing.print(&text.as_str().into());
                prop_assert!(!printed.contains(['"', '\'']), "{language}: {printed:?}");
                let (typed, shown) = (kept(&text, &labels.quotes), kept(&printed, &labels.quotes));
                prop_assert_eq!(typed, shown, "{}: {:?}", language, printed);
                let marks = |text: &str| text.chars().filter(|c| "\"'".contains(*c)).count();
                let breaks = |sign: char| printed.contains(&format!(" {sign} "));
                let parts = *language == "fr" && marks(&text) == 0 && ";:!?".chars().any(breaks);
                prop_assert!(!parts, "{printed:?}");
            }
        }
    }

    proptest! {
        /// A quotation has its marks after spaces, brackets, hyphens, dashes and elisions, and before all
        /// that may follow it.
        #[test]
        fn quotations_have_their_marks_at_every_position(
            words in "[b-mА-я]{2,8}( [b-mА-я]{1,6})?",
            before in prop::sample::select(vec![
                "", "a ", "(", "a (", "a-", "a-b-", "(a-", "a —", "a –", "a/", "l'", "a-d'", "a l’",
            ]),
            after in prop::sample::select(vec![
                "", " b", ".", ", b", ")", "-b", "; b", " –", "—b", " (b)", " 'b'", "/b",
            ]),
        ) {
            for (language, labels) in LANGUAGES.iter() {
                let Quotes { open, close, inner_open, inner_close, apostrophe } = &labels.quotes;
                let printing =
                    Printing { quotes: Some(&labels.quotes), spacing: Spacing::of(language) };
                let around = [
                    before.replace(['\'', '’'], apostrophe),
                    after.replacen('\'', inner_open, 1).replacen('\'', inner_close, 1),
                ];
                let [start, end] = around;
                for (text, wanted) in [
                    (format!("{before}\"{words}\"{after}"), format!("{start}{open}{words}{close}{end}")),
                    (
                        format!("{before}'{words}'{after}"),
                        format!("{start}{inner_open}{words}{inner_close}{end}"),
                    ),
                    (
                        format!("\"{before}'{words}'\"{after}"),
                        format!("{open}{start}{inner_open}{words}{inner_close}{close}{end}"),
                    ),
                ] {
                    let printed = printing.print(&text.as_str().into()).replace('’', apostrophe);
                    let bare = |text: &str| text.replace(char::is_whitespace, "");
                    prop_assert_eq!(bare(&printed), bare(&wanted).replace('’', apostrophe), "{}: {:?}", language, text);
                }
            }
        }
    }

    #[test]
    fn straight_marks_within_typed_ones_are_inner_ones() {
        let spanish = quotes(["«", "»", "“", "”", "’"]);
        let print = |text: &str| Typographer::new(Some(&spanish)).print(&text.into());
        assert_eq!(print(r#"«El "texto" es» "así""#), "«El “texto” es» «así»");
    }

    #[test]
    fn a_single_mark_in_a_compound_opens_if_it_is_closed() {
        let german = quotes(["„", "“", "‚", "‘", "’"]);
        let print = |text: &str| Typographer::new(Some(&german)).print(&text.into());
        for (text, wanted) in [
            (r#""EU-'Richtlinie'""#, "„EU-‚Richtlinie‘“"),
            ("Anti-'Big Tech'-Gesetz, Plan-'B'", "Anti-‚Big Tech‘-Gesetz, Plan-‚B‘"),
            ("Rock-'n'-Roll, rock-'n-roll 'so'", "Rock-’n’-Roll, rock-’n-roll ‚so‘"),
            ("Mitte-'90er, die 'pro-' und 'contra-'", "Mitte-’90er, die ‚pro-‘ und ‚contra-‘"),
            ("EU-'geht's' und EU-'(a) 'b' c'", "EU-‚geht’s‘ und EU-‚(a) ‚b‘ c‘"),
        ] {
            assert_eq!(print(text), wanted);
        }
        let mut typographer = Typographer::new(Some(&german));
        assert_eq!(typographer.print(&"EU-'".into()), "EU-‚");
        assert_eq!(typographer.print(&"Wort".into()), "Wort");
        assert_eq!(typographer.print(&"' so".into()), "‘ so");
    }

    #[test]
    fn a_mark_after_an_elision_opens() {
        let labels = &LANGUAGES.iter().find(|(language, _)| *language == "fr").unwrap().1;
        let printing = Printing { quotes: Some(&labels.quotes), spacing: Spacing::of("fr") };
        let print = |text: &str| printing.print(&text.into()).to_string();
        let nbsp = |text: &str| text.replace('_', "\u{a0}");
        assert_eq!(print("l'\"État\""), nbsp("l’«_État_»"));
        assert_eq!(
            print("qu'\"il\" L'\"une\" (\"d'\"eux\"\")"),
            nbsp("qu’«_il_» L’«_une_» («_d’“eux”_»)")
        );
    }

    #[test]
    fn english_quotation_marks_curl() {
        let english = quotes(["“", "”", "‘", "’", "’"]);
        let print = |text: &str| Typographer::new(Some(&english)).print(&text.into());
        assert_eq!(print("of \"their own safety.\""), "of “their own safety.”");
        assert_eq!(print("victims' rights, the OSCE's"), "victims’ rights, the OSCE’s");
        assert_eq!(print("(\"a\"  \n b)"), "(“a” b)");
    }

    #[test]
    fn russian_quotation_marks_nest() {
        let russian = quotes(["«", "»", "„", "“", "’"]);
        let print = |text: &str| Typographer::new(Some(&russian)).print(&text.into());
        assert_eq!(print("\"о \"сети\" и\""), "«о „сети“ и»");
        assert_eq!(print("назвали 'гостем', об'ект"), "назвали „гостем“, об’ект");
    }

    #[test]
    fn chinese_quotation_marks_need_no_spaces() {
        let chinese = quotes(["“", "”", "‘", "’", "’"]);
        let print = |text: &str| Typographer::new(Some(&chinese)).print(&text.into());
        assert_eq!(print("说：\"先有'合同'\"。又说\"好\"。"), "说：“先有‘合同’”。又说“好”。");
        assert_eq!(print("\"'安全'就是'检查'\""), "“‘安全’就是‘检查’”");
    }

    #[test]
    fn a_mark_after_a_closing_mark_that_opens_in_other_languages_closes() {
        let german = quotes(["„", "“", "‚", "‘", "’"]);
        let print = |text: &str| Typographer::new(Some(&german)).print(&text.into());
        assert_eq!(print("\"Er sagte 'nein'\" (\"so\")."), "„Er sagte ‚nein‘“ („so“).");
        assert_eq!(print("\"Ein 'Wort'\", \"noch 'eins'\""), "„Ein ‚Wort‘“, „noch ‚eins‘“");
        let russian = quotes(["«", "»", "„", "“", "’"]);
        let print = |text: &str| Typographer::new(Some(&russian)).print(&text.into());
        assert_eq!(print("\"о 'сети'\""), "«о „сети“»");
    }

    #[test]
    fn typographic_marks_stay_and_letters_are_composed() {
        let mut as_written = Typographer::new(None);
        assert_eq!(as_written.print(&"“c\u{30c}\" it's\u{7}".into()), "“č\" it's");
    }

    #[test]
    fn a_quotation_mark_after_a_note_closes() {
        let english = quotes(["“", "”", "‘", "’", "’"]);
        let mut typographer = Typographer::new(Some(&english));
        assert_eq!(typographer.print(&"\"word".into()), "“word");
        typographer.skip_object();
        assert_eq!(typographer.print(&"\" end".into()), "” end");
    }

    #[test]
    fn a_quotation_mark_after_an_elision_or_a_hyphen_opens() {
        let french = quotes(["«", "»", "“", "”", "’"]);
        let print = |text: &str| Typographer::new(Some(&french)).print(&text.into());
        for (text, wanted) in [
            (r#"l'"État" et d'"[un]" autre"#, "l’«État» et d’«[un]» autre"),
            (r#"L'"État", qu'"il" dit, l’"État""#, "L’«État», qu’«il» dit, l’«État»"),
            (r#""dans l'"État" même""#, "«dans l’“État” même»"),
            (r#""les amis'" ici, "dit 'non'""#, "«les amis’» ici, «dit “non”»"),
            (r#"non-"État" ("l'État")"#, "non-«État» («l’État»)"),
        ] {
            assert_eq!(print(text), wanted);
        }
        let mut typographer = Typographer::new(Some(&french));
        assert_eq!(typographer.print(&"l'\"".into()), "l’«");
        assert_eq!(typographer.print(&"État".into()), "État");
        assert_eq!(typographer.print(&"\" et".into()), "» et");
    }

    #[test]
    fn marks_beside_inverted_marks_dashes_years_and_joined_words() {
        let spanish = quotes(["«", "»", "“", "”", "’"]);
        let print = |text: &str| Typographer::new(Some(&spanish)).print(&text.into());
        for (text, wanted) in [
            (r#"¿"Qué"? ¡"Ya"!"#, "¿«Qué»? ¡«Ya»!"),
            (
                r#""Existe —falta voluntad—", dijo —"sí"—."#,
                "«Existe —falta voluntad—», dijo —«sí»—.",
            ),
            ("los '90s y '16, '12 meses'", "los ’90s y ’16, ’12 meses’"),
            (r#"و"الشاهد" بـ"العمل""#, "و«الشاهد» بـ«العمل»"),
        ] {
            assert_eq!(print(text), wanted);
        }
    }

    #[test]
    fn characters_keep_their_origin() {
        let english = quotes(["“", "”", "‘", "’", "’"]);
        let text = "a  \"c\u{30c}d\"\u{301} e\u{ac00}\u{11a8}";
        let text = TracedString::with_origin(text, Origin::copied(10));
        let printed = Typographer::new(Some(&english)).print(&text);
        assert_eq!(printed, "a “čd”\u{301} e\u{ac01}");
        let file = |part: &str| {
            let start = printed.find(part).unwrap();
            printed.file_range(start..start + part.len()).unwrap()
        };
        assert_eq!(file("a "), 10..12);
        assert_eq!(file("“"), 13..14);
        assert_eq!(file("č"), 14..17);
        assert_eq!(file("d"), 17..18);
        assert_eq!(file(" e"), 21..23);
        assert_eq!(file("\u{ac01}"), 23..29);
    }
}

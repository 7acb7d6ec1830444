//! Chooses the printed characters: quotation marks, spaces, composed letters.

use unicode_normalization::UnicodeNormalization;

use crate::source::Report;
use crate::templates::{Labels, Quotes};

/// The quotation marks of a report; `None` if straight ones stay.
pub fn quotes<'l>(report: &Report, labels: &'l Labels) -> Option<&'l Quotes> {
    (!report.options.straight_quotes).then_some(&labels.quotes)
}

/// Converts the texts of one paragraph in order. Quotation marks depend on the text before them.
#[derive(Debug)]
pub struct Typographer<'a> {
    /// The quotation marks to use; `None` leaves straight ones as they are.
    quotes: Option<&'a Quotes>,
    previous: Option<char>,
    double_open: u32,
    single_open: u32,
}

impl<'a> Typographer<'a> {
    /// Begins a paragraph.
    pub fn new(quotes: Option<&'a Quotes>) -> Self {
        Typographer { quotes, previous: None, double_open: 0, single_open: 0 }
    }

    /// Converts a text: to NFC, with single spaces, without control characters, with the quotation
    /// marks of the language.
    pub fn print(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut characters = text.nfc().peekable();
        while let Some(character) = characters.next() {
            let next = characters.peek().copied();
            match character {
                '"' | '\'' => self.quote(character, next, &mut out),
                ' ' | '\t' | '\n' | '\r' => self.space(&mut out),
                control if control.is_control() => {}
                other => {
                    out.push(other);
                    self.previous = Some(other);
                }
            }
        }
        out
    }

    /// Skips an inline that is not text, such as a note reference.
    pub fn skip_object(&mut self) {
        self.previous = Some('\u{fffc}');
    }

    /// Begins a new line.
    pub fn new_line(&mut self) {
        self.previous = None;
    }

    fn space(&mut self, out: &mut String) {
        if !matches!(self.previous, None | Some(' ')) {
            out.push(' ');
            self.previous = Some(' ');
        }
    }

    fn quote(&mut self, straight: char, next: Option<char>, out: &mut String) {
        let Some(quotes) = self.quotes else {
            out.push(straight);
            self.previous = Some(straight);
            return;
        };
        let opens = self.opens(straight, next);
        let mark = match straight {
            '"' => self.double(opens, quotes),
            _ => self.single(opens, next, quotes),
        };
        out.push_str(mark);
        self.previous = mark.chars().last();
    }

    fn double(&mut self, opens: bool, quotes: &'a Quotes) -> &'a str {
        if opens {
            self.double_open += 1;
            return if self.double_open > 1 { &quotes.inner_open } else { &quotes.open };
        }
        self.double_open = self.double_open.saturating_sub(1);
        if self.double_open > 0 { &quotes.inner_close } else { &quotes.close }
    }

    /// A single quote at the end of a word closes an open one; all others are apostrophes. In
    /// languages such as English, where the two may be confused, they look the same.
    fn single(&mut self, opens: bool, next: Option<char>, quotes: &'a Quotes) -> &'a str {
        if opens {
            self.single_open += 1;
            return &quotes.inner_open;
        }
        let within_word = next.is_some_and(char::is_alphanumeric);
        if self.single_open > 0 && !within_word {
            self.single_open -= 1;
            return &quotes.inner_close;
        }
        &quotes.apostrophe
    }

    fn opens(&self, straight: char, next: Option<char>) -> bool {
        if self.previous.is_some_and(is_ideographic) {
            // Without spaces between words, a mark opens unless it closes.
            return if straight == '"' { self.double_open == 0 } else { self.single_open == 0 };
        }
        let at_start = match self.previous {
            None => true,
            Some(previous) => previous.is_whitespace() || "([{“‘«„‹—–/".contains(previous),
        };
        at_start && next.is_none_or(|next| !next.is_whitespace())
    }
}

/// Whether a character belongs to a script without spaces: CJK, kana, full-width forms.
fn is_ideographic(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quotes(marks: [&str; 5]) -> Quotes {
        let [open, close, inner_open, inner_close, apostrophe] = marks.map(String::from);
        Quotes { open, close, inner_open, inner_close, apostrophe }
    }

    #[test]
    fn english_quotation_marks_curl() {
        let english = quotes(["“", "”", "‘", "’", "’"]);
        let print = |text: &str| Typographer::new(Some(&english)).print(text);
        assert_eq!(print("of \"their own safety.\""), "of “their own safety.”");
        assert_eq!(print("victims' rights, the OSCE's"), "victims’ rights, the OSCE’s");
        assert_eq!(print("(\"a\"  \n b)"), "(“a” b)");
    }

    #[test]
    fn russian_quotation_marks_nest() {
        let russian = quotes(["«", "»", "„", "“", "’"]);
        let print = |text: &str| Typographer::new(Some(&russian)).print(text);
        assert_eq!(print("\"о \"сети\" и\""), "«о „сети“ и»");
        assert_eq!(print("назвали 'гостем', об'ект"), "назвали „гостем“, об’ект");
    }

    #[test]
    fn chinese_quotation_marks_need_no_spaces() {
        let chinese = quotes(["“", "”", "‘", "’", "’"]);
        let print = |text: &str| Typographer::new(Some(&chinese)).print(text);
        assert_eq!(print("说：\"先有'合同'\"。又说\"好\"。"), "说：“先有‘合同’”。又说“好”。");
    }

    #[test]
    fn typographic_marks_stay_and_letters_are_composed() {
        let mut as_written = Typographer::new(None);
        assert_eq!(as_written.print("“c\u{30c}\" it's\u{7}"), "“č\" it's");
    }

    #[test]
    fn a_quotation_mark_after_a_note_closes() {
        let english = quotes(["“", "”", "‘", "’", "’"]);
        let mut typographer = Typographer::new(Some(&english));
        assert_eq!(typographer.print("\"word"), "“word");
        typographer.skip_object();
        assert_eq!(typographer.print("\" end"), "” end");
    }
}

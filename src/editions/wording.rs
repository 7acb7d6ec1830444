//! What a text says without its markup, and what it refers to, each with its place in the text as
//! written.

use std::ops::Range;

use super::figures::{self, Figure};
use super::lexicon::Lexicon;
use crate::yaml::locate;
use crate::yaml::tree::Node;

/// A text of a report.
pub struct Wording<'e> {
    /// What it is of the thing that it belongs to: "title", "caption".
    pub field: &'static str,
    /// Its words, without markup.
    pub plain: String,
    /// Notes that it refers to.
    pub notes: Vec<Mention<'e>>,
    /// What else it refers to.
    pub references: Vec<Mention<'e>>,
    /// Web addresses that it links to.
    pub addresses: Vec<Mention<'e>>,
    /// The figures and months in its words.
    pub figures: Vec<Figure>,
    /// Words in another language than the report's, as bytes of `plain`.
    pub foreign: Vec<Range<usize>>,
    node: &'e Node<'e>,
    runs: Vec<Run>,
}

/// Something that a text refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention<'e> {
    /// An id or an address.
    pub name: &'e str,
    /// Where it stands, as bytes of the text as written.
    at: Range<usize>,
}

/// From here on, up to the next run, words stand in the text as in `plain`.
#[derive(Clone, Copy, Debug)]
struct Run {
    plain: usize,
    written: usize,
}

impl<'e> Wording<'e> {
    /// Reads a text with inline markup.
    pub fn marked(field: &'static str, text: &'e str, node: &'e Node<'e>, words: &Lexicon) -> Self {
        let mut wording = Wording::new(field, node);
        Reader { text, at: 0, brackets: Vec::new(), wording: &mut wording }.read();
        wording.figures = figures::figures(&wording.plain, words);
        wording
    }

    /// Takes a text without markup.
    pub fn unmarked(field: &'static str, text: &str, node: &'e Node<'e>, words: &Lexicon) -> Self {
        let mut wording = Wording::new(field, node);
        wording.runs.push(Run { plain: 0, written: 0 });
        wording.plain.push_str(text);
        wording.figures = figures::figures(text, words);
        wording
    }

    fn new(field: &'static str, node: &'e Node<'e>) -> Self {
        Wording {
            field,
            plain: String::new(),
            notes: Vec::new(),
            references: Vec::new(),
            addresses: Vec::new(),
            figures: Vec::new(),
            foreign: Vec::new(),
            node,
            runs: Vec::new(),
        }
    }

    /// The bytes of the source in which the words stand.
    pub fn place(&self, source: &str) -> Range<usize> {
        locate(source, self.node, self.written(0)..self.written(self.plain.len()))
    }

    /// The bytes of the source in which some bytes of `plain` stand.
    pub fn place_of(&self, part: Range<usize>, source: &str) -> Range<usize> {
        // The end is that of the last character: what stands after it may be markup.
        let last = self.plain.get(part.clone()).and_then(|part| part.chars().next_back());
        let length = last.map_or(0, char::len_utf8);
        let end = self.written(part.end.saturating_sub(length)) + length;
        locate(source, self.node, self.written(part.start)..end)
    }

    /// The bytes of the source in which a mention stands.
    pub fn place_of_mention(&self, mention: &Mention, source: &str) -> Range<usize> {
        locate(source, self.node, mention.at.clone())
    }

    fn written(&self, plain: usize) -> usize {
        let next = self.runs.partition_point(|run| run.plain <= plain);
        let run = next.checked_sub(1).and_then(|index| self.runs.get(index));
        run.map_or(0, |run| run.written + (plain - run.plain))
    }

    fn push(&mut self, character: char, written: usize) {
        let plain = self.plain.len();
        if self.written(plain) != written || self.runs.is_empty() {
            self.runs.push(Run { plain, written });
        }
        self.plain.push(character);
    }
}

/// Reads the markup of a text in which there is no mistake; what is wrong in one with mistakes is
/// taken as words.
struct Reader<'r, 'e> {
    text: &'e str,
    at: usize,
    /// Where the words of open brackets begin in `plain`.
    brackets: Vec<usize>,
    wording: &'r mut Wording<'e>,
}

impl<'e> Reader<'_, 'e> {
    fn read(&mut self) {
        while let Some(next) = self.rest().chars().next() {
            match next {
                '\\' => self.escape(),
                '*' | '^' | '~' => self.at += 1,
                '[' => self.open(),
                ']' => self.close(),
                '\n' => self.take(' ', 1),
                other => self.take(other, other.len_utf8()),
            }
        }
    }

    fn rest(&self) -> &'e str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn take(&mut self, character: char, length: usize) {
        self.wording.push(character, self.at);
        self.at += length;
    }

    /// A backslash takes a sign's meaning away, and makes a space a no-break space.
    fn escape(&mut self) {
        self.at += 1;
        match self.rest().chars().next() {
            Some(' ') => self.take('\u{a0}', 1),
            Some(sign) if sign.is_ascii_punctuation() => self.take(sign, 1),
            Some('\n') | None => {}
            Some(_) => self.wording.push('\\', self.at - 1),
        }
    }

    fn open(&mut self) {
        if let Some(note) = self.argument("[^", ']') {
            self.wording.notes.push(note);
        } else if let Some(reference) = self.argument("[#", ']') {
            self.wording.references.push(reference);
        } else {
            self.brackets.push(self.wording.plain.len());
            self.at += 1;
        }
    }

    /// What follows a bracket says what it was: a reference, a link, words in another language.
    fn close(&mut self) {
        self.at += 1;
        let Some(begin) = self.brackets.pop() else { return };
        if let Some(reference) = self.argument("(#", ')') {
            self.wording.references.push(reference);
        } else if let Some(address) = self.argument("(", ')') {
            self.wording.addresses.push(address);
        } else if let Some(attribute) = self.argument("{", '}')
            && attribute.name.starts_with("lang=")
        {
            self.wording.foreign.push(begin..self.wording.plain.len());
        }
    }

    /// What stands between two signs, if the first stands here; moves past the second.
    fn argument(&mut self, open: &str, close: char) -> Option<Mention<'e>> {
        let rest = self.rest().strip_prefix(open)?;
        let length = rest.find(close)?;
        let start = self.at + open.len();
        self.at = start + length + close.len_utf8();
        Some(Mention { name: rest.get(..length)?, at: start..start + length })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    const TEXT: &str = r"The 16^th^ *meeting*[^law] of **1\ 000** [ports](https://e.org/a), [see](#x) [#y]; [sic] [raison d’être]{lang=fr} \*5\*";

    fn names<'m>(mentions: &'m [Mention]) -> Vec<&'m str> {
        mentions.iter().map(|mention| mention.name).collect()
    }

    #[test]
    fn markup_is_taken_off_and_places_are_kept() {
        let source = format!("k: '{TEXT}'\n");
        let (tree, _) = yaml::parse(&source);
        let tree = tree.unwrap();
        let wording = Wording::marked("text", TEXT, tree.key("k"), Lexicon::of("en"));
        let plain = "The 16th meeting of 1\u{a0}000 ports, see ; sic raison d’être *5*";
        assert_eq!(wording.plain, plain);
        assert_eq!(names(&wording.notes), ["law"]);
        assert_eq!(names(&wording.references), ["x", "y"]);
        assert_eq!(names(&wording.addresses), ["https://e.org/a"]);
        assert_eq!(&plain[wording.foreign[0].clone()], "raison d’être");
        let at = |part: &str| {
            let start = plain.find(part).unwrap();
            &source[wording.place_of(start..start + part.len(), &source)]
        };
        assert_eq!(at("16th"), "16^th");
        assert_eq!(at("1\u{a0}000"), "1\\ 000");
        assert_eq!(at("ports"), "ports");
        assert_eq!(at("5"), "5");
        assert_eq!(&source[wording.place_of_mention(&wording.notes[0], &source)], "law");
        assert_eq!(&source[wording.place(&source)], &TEXT[..TEXT.len()]);
    }

    #[test]
    fn broken_markup_is_read_somehow() {
        let (tree, _) = yaml::parse("k: x\n");
        let tree = tree.unwrap();
        for text in ["[^", "[#a", "](x", "[a](", "[a]{", "\\", "\\é", "^", "[[]](#)", "é\\"] {
            let wording = Wording::marked("text", text, &tree, Lexicon::of("en"));
            wording.place("k: x\n");
            assert!(wording.plain.len() <= text.len());
        }
    }
}

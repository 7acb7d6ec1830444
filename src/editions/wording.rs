//! The words of a text without markup, and its references, each with its place in the source.

use std::ops::Range;

use super::numerals::{self, Numeral};
use crate::languages::Lexicon;
use crate::yaml::locate;
use crate::yaml::tree::Node;

/// A text of a report, read for comparison.
pub struct Wording<'e> {
    /// The field of the element that holds the text: "title", "caption".
    pub field: &'static str,
    /// The text without markup.
    pub plain: String,
    /// The footnotes that it cites.
    pub notes: Vec<Mention<'e>>,
    /// The targets of its cross-references.
    pub references: Vec<Mention<'e>>,
    /// The addresses of its links.
    pub addresses: Vec<Mention<'e>>,
    /// Its numbers and months.
    pub numerals: Vec<Numeral>,
    /// Phrases in other languages, as byte ranges of `plain`.
    pub foreign: Vec<Range<usize>>,
    node: &'e Node<'e>,
    runs: Vec<Run>,
}

/// A reference to a footnote, an element or an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention<'e> {
    /// An id or an address.
    pub name: &'e str,
    /// Its byte range in the marked-up text.
    at: Range<usize>,
}

/// The start of a run of characters that are the same in `plain` and in the marked-up text.
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
        wording.numerals = numerals::numerals(&wording.plain, words);
        wording
    }

    /// Takes a text without markup.
    pub fn unmarked(field: &'static str, text: &str, node: &'e Node<'e>, words: &Lexicon) -> Self {
        let mut wording = Wording::new(field, node);
        wording.runs.push(Run { plain: 0, written: 0 });
        wording.plain.push_str(text);
        wording.numerals = numerals::numerals(text, words);
        wording
    }

    fn new(field: &'static str, node: &'e Node<'e>) -> Self {
        Wording {
            field,
            plain: String::new(),
            notes: Vec::new(),
            references: Vec::new(),
            addresses: Vec::new(),
            numerals: Vec::new(),
            foreign: Vec::new(),
            node,
            runs: Vec::new(),
        }
    }

    /// The byte range of the whole text in the source.
    pub fn place(&self, source: &str) -> Range<usize> {
        locate(source, self.node, self.written(0)..self.written(self.plain.len()))
    }

    /// The byte range in the source of a byte range of `plain`.
    pub fn place_of(&self, part: Range<usize>, source: &str) -> Range<usize> {
        // Ends after the last character, since markup may follow it.
        let last = self.plain.get(part.clone()).and_then(|part| part.chars().next_back());
        let length = last.map_or(0, char::len_utf8);
        let end = self.written(part.end.saturating_sub(length)) + length;
        locate(source, self.node, self.written(part.start)..end)
    }

    /// The byte range of a mention in the source.
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

/// Reads marked-up text. Faulty markup is read as words.
struct Reader<'r, 'e> {
    text: &'e str,
    at: usize,
    /// The byte offsets in `plain` of the open brackets.
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

    /// A backslash escapes punctuation, and makes a space a no-break space.
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

    /// The characters after a bracket tell what it was: a reference, a link, a foreign phrase.
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

    /// The text between two delimiters, if the first is next; moves past the second.
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
    use crate::languages;
    use crate::yaml;

    const TEXT: &str = r"The 16^th^ *meeting*[^law] of **1\ 000** [ports](https://e.org/a), [see](#x) [#y]; [sic] [raison d’être]{lang=fr} \*5\*";

    fn names<'m>(mentions: &'m [Mention]) -> Vec<&'m str> {
        mentions.iter().map(|mention| mention.name).collect()
    }

    #[test]
    fn markup_is_removed_and_places_are_kept() {
        let source = format!("k: '{TEXT}'\n");
        let (tree, _) = yaml::parse(&source);
        let tree = tree.unwrap();
        let wording = Wording::marked("text", TEXT, tree.key("k"), languages::lexicon("en"));
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
    fn faulty_markup_does_not_panic() {
        let (tree, _) = yaml::parse("k: x\n");
        let tree = tree.unwrap();
        for text in ["[^", "[#a", "](x", "[a](", "[a]{", "\\", "\\é", "^", "[[]](#)", "é\\"] {
            let wording = Wording::marked("text", text, &tree, languages::lexicon("en"));
            wording.place("k: x\n");
            assert!(wording.plain.len() <= text.len());
        }
    }
}

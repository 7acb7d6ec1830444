//! Offset in a text → bytes of the file, for every way of writing a scalar.
//!
//! A scalar is cut into segments: runs that stand in the file as in the text, and escapes that
//! stand for one character. What folding puts between lines belongs to no segment.

mod block;
mod flow;

use std::ops::Range;

use super::tree::{Node, Scalar, ScalarStyle, Value};

/// A part of a text and where it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Segment {
    text: Range<usize>,
    file: Range<usize>,
}

impl Segment {
    fn is_verbatim(&self) -> bool {
        self.text.len() == self.file.len()
    }

    /// The first byte in the file of a byte of the text.
    fn start_of(&self, offset: usize) -> usize {
        if self.is_verbatim() {
            self.file.start + (offset - self.text.start)
        } else {
            self.file.start
        }
    }

    /// The end in the file of what ends at a byte of the text.
    fn end_of(&self, offset: usize) -> usize {
        if self.is_verbatim() {
            self.file.start + (offset - self.text.start)
        } else {
            self.file.end
        }
    }
}

/// The bytes of the file in which a part of a scalar's text stands; of another node, all of it.
pub fn locate(source: &str, node: &Node, part: Range<usize>) -> Range<usize> {
    let Value::Scalar(scalar) = &node.value else { return node.place.clone() };
    let Some(segments) = segments(source, node.place.clone(), scalar) else {
        return node.place.clone();
    };
    let last = segments.last().map_or(node.place.start, |segment| segment.file.end);
    let start = segments
        .iter()
        .find(|segment| part.start < segment.text.end)
        .map_or(last, |segment| segment.start_of(part.start.max(segment.text.start)));
    let end = segments
        .iter()
        .rfind(|segment| segment.text.start < part.end)
        .map_or(start, |segment| segment.end_of(part.end.min(segment.text.end)));
    start..end.max(start)
}

/// `None` where the file does not give the text, which would be a mistake here.
fn segments(source: &str, place: Range<usize>, scalar: &Scalar) -> Option<Vec<Segment>> {
    let text = scalar.text.as_ref();
    let segments = match scalar.style {
        ScalarStyle::Literal | ScalarStyle::Folded => block::segments(source, place, text)?,
        ScalarStyle::Plain | ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
            flow::segments(source, place, scalar.style)?
        }
    };
    segments.iter().all(|segment| agrees(source, text, segment)).then_some(segments)
}

fn agrees(source: &str, text: &str, segment: &Segment) -> bool {
    match (text.get(segment.text.clone()), source.get(segment.file.clone())) {
        (Some(text), Some(file)) => !segment.is_verbatim() || text == file,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    /// Locates every character of the text of `k` and compares it with the file.
    #[track_caller]
    fn check(source: &str) {
        let (root, found) = parse(source);
        assert!(found.is_empty(), "{source:?} {found:?}");
        let root = root.unwrap();
        let node = root.key("k");
        let Value::Scalar(scalar) = &node.value else { panic!("no scalar") };
        let segments = segments(source, node.place.clone(), scalar);
        let segments = segments.unwrap_or_else(|| panic!("{source:?} gives no {:?}", scalar.text));
        let mut covered = 0;
        for segment in &segments {
            // What lies between segments are spaces and line breaks of folding.
            let gap = &scalar.text[covered..segment.text.start];
            assert!(gap == " " || gap.chars().all(|c| c == '\n'), "{source:?}: gap {gap:?}");
            covered = segment.text.end;
        }
        assert!(scalar.text[covered..].chars().all(|c| c == '\n'), "{source:?}");
        for (at, character) in scalar.text.char_indices() {
            let inside = segments.iter().any(|s| s.is_verbatim() && s.text.contains(&at));
            if inside {
                let place = locate(source, node, at..at + character.len_utf8());
                assert_eq!(source[place].chars().next(), Some(character), "{source:?} at {at}");
            }
        }
    }

    #[test]
    fn every_style_is_located() {
        for source in [
            "k: plain text\n",
            "k: plain\n  goes\n\n\n  on   \n  here # c\n",
            "k: 'it''s ''so''\n\n  on '\n",
            "k: \"a\\tb \\u00e4\\\n   c  \n  d\\\n\n  e \\x41\\\"\\\\\"\n",
            "k: \"é\\\r\n  č\r\n  ž\"\r\n",
            "k: |\n\n\n  text\n   more\n\n  end\n\n\nn: x\n",
            "k: |2-\n   first\n  second\n",
            "k: >-\n  folded\n  text\n\n  para\n    more\n    more\n\n  last\n",
            "k: >+\n\n  a\n\n   b\n   \n  c  \n  d\n\n\n",
            "k: >\r\n  c\r\n  d\r\n\r\n  e\r\n",
            "k: |-\n  a   \n  b  ",
            "k: |+\n\n\n",
            "k: ''\n",
            "k: \"\"\n",
        ] {
            check(source);
        }
    }

    #[test]
    fn a_range_over_a_fold_and_an_escape_is_whole() {
        let source = "k: >-\n  one two\n  three\nj: \"a\\u00e4b\"\n";
        let (root, _) = parse(source);
        let root = root.unwrap();
        assert_eq!(&source[locate(source, root.key("k"), 4..13)], "two\n  three");
        assert_eq!(&source[locate(source, root.key("j"), 1..3)], "\\u00e4");
        assert_eq!(&source[locate(source, root.key("j"), 3..4)], "b");
        let end = locate(source, root.key("k"), 13..13);
        assert_eq!(&source[..end.start], "k: >-\n  one two\n  three");
    }

    /// Scalars put together from pieces that are hard to fold, in every style.
    #[test]
    fn many_scalars_are_located() {
        let pieces =
            ["a", "čć", " ", "  ", "\n", "\n\n", "\n\n\n", "it's", "#x", "漢", "b c", "\\"];
        let mut random = super::super::random(7);
        for _ in 0..3000 {
            let text: String =
                (0..1 + random() % 9).map(|_| pieces[random() as usize % pieces.len()]).collect();
            let text = text.trim_matches(['\n', ' ']);
            if text.is_empty() {
                continue;
            }
            let ending = if random().is_multiple_of(3) { "\r\n" } else { "\n" };
            let lines = text.replace('\n', &format!("{ending}  "));
            check(&format!("k: |{ending}  {lines}{ending}"));
            check(&format!("k: >-{ending}  {lines}{ending}j: x{ending}"));
            check(&format!("k: 'x{}'{ending}", lines.replace('\'', "''")));
            check(&format!("k: \"x{}\"{ending}", lines.replace('\\', "\\\\")));
            check(&format!("k: x{}{ending}", lines.replace(" #", "")));
        }
    }
}

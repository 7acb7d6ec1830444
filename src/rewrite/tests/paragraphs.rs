//! Properties of paragraphs that are split, joined and formatted, in every style of scalar: all words,
//! formats, notes and links are still there, and nothing else of the file changes.

use std::ops::Range;

use super::{Change, Edit, Format, Piece, STRONG, labels, rewrite, words};
use crate::limits::Limits;
use crate::rewrite::{Layout, Refusal, new_scalar};
use crate::source::schema::BlockKind;
use crate::source::{self, markup};
use crate::yaml;
use crate::yaml::tree::ScalarStyle;

/// What a text is made of.
const ATOMS: [&str; 28] = [
    "word",
    "two words",
    "a: b",
    "a #b",
    "- c",
    "2016",
    "it's",
    "\"quoted\"",
    "'half",
    "**bold**",
    "**two bold words**",
    "*slanted*",
    "***both***",
    "**bold *and* slanted**",
    "x^2^",
    "H~2~O",
    "^th^",
    "[a link](https://e.org)",
    "**[bold link](https://e.org/a_b)**",
    "[small caps]{.smallcaps}",
    "[mots *français*]{lang=fr}",
    "note[^n]",
    "**bold note[^n]**",
    "5\\ km",
    "a\\*b \\[c]",
    "漢字",
    "?",
    "{x}, [y]",
];

/// How a text is written.
#[derive(Clone, Copy, Debug)]
enum Style {
    Block(ScalarStyle),
    Literal,
    InBrackets(ScalarStyle),
}

const STYLES: [Style; 8] = [
    Style::Block(ScalarStyle::Plain),
    Style::Block(ScalarStyle::SingleQuoted),
    Style::Block(ScalarStyle::DoubleQuoted),
    Style::Block(ScalarStyle::Folded),
    Style::Literal,
    Style::InBrackets(ScalarStyle::Plain),
    Style::InBrackets(ScalarStyle::SingleQuoted),
    Style::InBrackets(ScalarStyle::DoubleQuoted),
];

/// A printed character, a note (U+FFFC) or a line break, with what encloses it.
#[derive(Clone, Debug, PartialEq)]
struct Printed {
    what: char,
    format: Format,
    around: String,
    file: Range<usize>,
}

fn printed(text: &markup::Text) -> Vec<Printed> {
    let mut out = Vec::new();
    gather(text, text.pieces(), Format::default(), "", &mut out);
    out
}

fn gather(
    text: &markup::Text,
    pieces: &[markup::Piece],
    format: Format,
    around: &str,
    out: &mut Vec<Printed>,
) {
    use markup::PieceKind::*;
    for piece in pieces {
        let (mut format, mut around) = (format, around.to_owned());
        let object = |what: char| Printed {
            what,
            format: Format::default(),
            around: String::new(),
            file: text.written().file_range(piece.at.clone()).unwrap(),
        };
        match &piece.kind {
            Text(words) => out.extend(words.char_indices().map(|(at, what)| {
                let file = words.file_range(at..at + what.len_utf8()).unwrap();
                Printed { what, format, around: around.clone(), file }
            })),
            Note { .. } | Equation(_) => out.push(object('\u{fffc}')),
            LineBreak => out.push(object('\n')),
            Strong(_) => format.strong = true,
            Emphasis(_) => format.emphasis = true,
            Superscript(_) => format.superscript = true,
            Subscript(_) => format.subscript = true,
            Span(style, _) => around += &format!("{style:?}"),
            Foreign { language, .. } => around += language,
            Link { url, .. } => around += url,
            Code(_) | InlineNote(_) | Reference { .. } | Citation(_) => panic!("{piece:?}"),
        }
        gather(text, piece.content(), format, &around, out);
    }
}

/// What the paragraphs of a report print.
fn paragraphs(report: &str) -> Vec<Vec<Printed>> {
    let reading = source::read("a.yaml", report.as_bytes());
    let report = reading.report.unwrap_or_else(|| panic!("{:?}\n{report}", reading.diagnostics));
    let blocks = report.body[0].content.iter();
    let blocks = blocks.map(|block| match &block.kind {
        BlockKind::Paragraph(paragraph) => printed(&paragraph.text),
        other => panic!("{other:?}"),
    });
    blocks.collect()
}

/// Characters without their places in the file, and without spaces: those at the seams may go. A straight
/// quotation mark in a new place may be written as the one that it prints.
fn shown(text: &[Printed]) -> Vec<(char, Format, String)> {
    let visible = text.iter().filter(|it| !it.what.is_whitespace());
    let straight = |c| match c {
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        c => c,
    };
    visible.map(|it| (straight(it.what), it.format, it.around.clone())).collect()
}

/// The bytes from the first word of a text to its last.
fn extent(text: &[Printed]) -> Range<usize> {
    let is_visible = |it: &&Printed| !it.what.is_whitespace();
    let (first, last) = (text.iter().find(is_visible), text.iter().rfind(is_visible));
    first.unwrap().file.start..last.unwrap().file.end
}

struct Random(Box<dyn FnMut() -> u64>);

impl Random {
    fn below(&mut self, count: usize) -> usize {
        (self.0)() as usize % count
    }

    fn text(&mut self) -> String {
        let count = 1 + self.below(12);
        let atoms: Vec<&str> = (0..count).map(|_| ATOMS[self.below(ATOMS.len())]).collect();
        atoms.join(" ")
    }

    /// A report whose first two paragraphs have random texts in a style.
    fn report(&mut self, style: Style) -> String {
        let indent = " ".repeat(8);
        let mut scalar = |style: ScalarStyle, flow: bool| {
            let indent = indent.clone();
            let layout = Layout { flow, indent, header: None, line_end: "\n" };
            new_scalar(&self.text(), style, &layout, 8).unwrap()
        };
        let content = match style {
            Style::Block(style) => {
                let [one, other] = [scalar(style, false), scalar(style, false)];
                format!("\n      - {one}\n      # of the other\n      - {other}\n      - Last. # c")
            }
            Style::InBrackets(style) => {
                format!(" [{}, {}, Last.] # c", scalar(style, true), scalar(style, true))
            }
            Style::Literal => {
                let [one, other] = [self.text(), self.text()];
                let breaks = |text: String| text.replace("two ", &format!("two\n{indent}"));
                let [one, other] = [breaks(one), breaks(other)];
                format!(
                    "\n      - |\n{indent}{one}\n      - |-\n{indent}{other}\n      - Last. # c"
                )
            }
        };
        format!(
            "publication: {{title: T, publisher: P, date: 2024-01-01}}\nbody:\n  - title: S # c\n    \
             content:{content}\nfootnotes: {{n: N.}}\n"
        )
    }
}

/// How often an edit of each style was written.
const ROUNDS: usize = 60;

/// Makes edits of random reports in every style. `edits` chooses them for the first two paragraphs, and
/// says what all are to print then.
fn check(
    seed: u64,
    edits: impl Fn(&mut Random, &[Vec<Printed>]) -> Option<(Vec<Edit>, Vec<Vec<Printed>>)>,
) {
    let mut random = Random(Box::new(yaml::random(seed)));
    let labels = labels("en");
    for style in STYLES {
        let (mut written, mut refused) = (0, 0);
        while written < ROUNDS {
            let report = random.report(style);
            let Some((edits, wanted)) = edits(&mut random, &paragraphs(&report)) else { continue };
            let change = [Change(edits)];
            let done = rewrite(report.as_bytes(), &labels, &Limits::default(), &change);
            let new = String::from_utf8(done.bytes).unwrap();
            if let [Refusal { reason, .. }] = &done.refused[..] {
                assert_eq!(new, report);
                assert!(reason.starts_with("inline markup cannot express"), "{reason}\n{report}");
                refused += 1;
                assert!(refused < ROUNDS, "{style:?}: too much is refused\n{report}{change:?}");
                continue;
            }
            written += 1;
            let got: Vec<_> = paragraphs(&new).iter().map(|it| shown(it)).collect();
            let wanted: Vec<_> = wanted.iter().map(|it| shown(it)).collect();
            assert!(got == wanted, "{style:?}\n{report}\n{new}\n{change:?}");
            let head = report.find("content:").unwrap();
            assert_eq!(new[..head], report[..head]);
            let tail = &report[report.rfind("Last").unwrap()..];
            assert!(new.ends_with(tail), "{style:?}\n{report}\n{new}");
        }
    }
}

#[test]
fn paragraphs_are_split_in_every_style() {
    check(21, |random, before| {
        let [first, rest @ ..] = before else { panic!() };
        let at = random.below(first.len());
        let (one, other) = first.split_at(at);
        if shown(one).is_empty() || shown(other).is_empty() {
            return None;
        }
        let wanted = [vec![one.to_vec(), other.to_vec()], rest.to_vec()].concat();
        Some((vec![Edit::Split { at: other[0].file.start }], wanted))
    });
}

#[test]
fn paragraphs_are_joined_in_every_style() {
    check(22, |_, before| {
        let [first, second, rest @ ..] = before else { panic!() };
        let (end, item) = (extent(first).end, extent(second));
        let with = [words(" "), vec![Piece::Copy(item.clone())]].concat();
        let edits = vec![Edit::Words { at: end..end, with }, Edit::Remove { item }];
        let wanted = [vec![[first.clone(), second.clone()].concat()], rest.to_vec()].concat();
        Some((edits, wanted))
    });
}

#[test]
fn words_are_formatted_in_every_style() {
    let plain = Format::default();
    let formats = [
        plain,
        STRONG,
        Format { emphasis: true, ..plain },
        Format { emphasis: true, ..STRONG },
        Format { superscript: true, ..plain },
        Format { subscript: true, ..plain },
    ];
    check(23, |random, before| {
        let [first, rest @ ..] = before else { panic!() };
        let start = random.below(first.len());
        let end = (start + 1 + random.below(20)).min(first.len());
        let format = formats[random.below(formats.len())];
        let words = &first[start..end];
        if words.iter().any(|it| it.what == '\u{fffc}') || shown(words).is_empty() {
            return None;
        }
        let mut wanted = first.clone();
        wanted[start..end].iter_mut().for_each(|it| it.format = format);
        let at = words.first()?.file.start..words.last()?.file.end;
        Some((vec![Edit::Format { at, format }], [vec![wanted], rest.to_vec()].concat()))
    });
}

//! A new text with its markup.

use std::rc::Rc;

use super::write::Escapes;
use super::{Atom, Kind, Manner, Row, Span, SpanKey, text};
use crate::document::SpanStyle;

/// A piece of a new text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub content: Content,
    /// The markup around it, each kind once, in any order.
    pub around: Vec<Enclosure>,
}

/// The content of a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Characters to print, without line breaks.
    Text(String),
    /// A line break.
    LineBreak,
    /// A footnote, by its id.
    Note(String),
    /// A reference without words, by its id.
    Reference(String),
    /// An equation, as LaTeX without a backtick.
    Equation(String),
}

/// Markup around a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Enclosure {
    /// Bold.
    Strong,
    /// Italic.
    Emphasis,
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
    /// Small capitals, a line, or code.
    Span(SpanStyle),
    /// Another language, as a BCP 47 tag.
    Foreign(String),
    /// A link to a web or mail address.
    Link(String),
    /// A reference, by its id.
    Reference(String),
}

impl Enclosure {
    fn key(self) -> SpanKey {
        match self {
            Enclosure::Strong => SpanKey::Strong,
            Enclosure::Emphasis => SpanKey::Emphasis,
            Enclosure::Superscript => SpanKey::Superscript,
            Enclosure::Subscript => SpanKey::Subscript,
            Enclosure::Span(SpanStyle::Code) => SpanKey::Code,
            Enclosure::Span(style) => SpanKey::Span(style),
            Enclosure::Foreign(language) => SpanKey::Foreign(language),
            Enclosure::Link(url) => SpanKey::Link(url),
            Enclosure::Reference(id) => SpanKey::Reference(id),
        }
    }
}

/// Writes a text so that it is read back as these pieces, apart from spaces that are not printed. Markup
/// cannot express everything, such as italics that end where bold begins within a word. In such cases the
/// text is written without code, without bold, without any format, or without any markup except notes.
/// `None` if even this is impossible.
pub fn compose(pieces: &[Piece]) -> Option<String> {
    use Enclosure::{Emphasis, Span, Strong, Subscript, Superscript};
    let without = |is_dropped: &dyn Fn(&Enclosure) -> bool| {
        let plainer = pieces.iter().map(|piece| {
            let around = piece.around.iter().filter(|it| !is_dropped(it)).cloned().collect();
            Piece { content: piece.content.clone(), around }
        });
        exactly(&plainer.collect::<Vec<_>>())
    };
    let code = Span(SpanStyle::Code);
    let is_format =
        |it: &Enclosure| matches!(it, Strong | Emphasis | Superscript | Subscript | Span(_));
    exactly(pieces)
        .or_else(|| without(&|it| *it == code))
        .or_else(|| without(&|it| [&code, &Strong].contains(&it)))
        .or_else(|| without(&is_format))
        .or_else(|| without(&|_| true))
}

fn exactly(pieces: &[Piece]) -> Option<String> {
    let manner = Manner { marked: true, quotes: None, straight: false };
    let (mut row, seams) = Row::of(pieces);
    row.tidy(&seams, "");
    [Escapes::Few, Escapes::New, Escapes::All].into_iter().find_map(|escapes| {
        let written = text(&row.write("", escapes, manner.marked), "");
        Row::read(&written, manner).prints_as(&row).then_some(written)
    })
}

impl Row {
    /// The row of some pieces, and the indexes of atoms with which a piece begins.
    fn of(pieces: &[Piece]) -> (Row, Vec<usize>) {
        let mut row = Row { atoms: Vec::new(), spans: Vec::new(), is_sound: true };
        let mut seams = vec![0];
        let mut open: Vec<usize> = Vec::new();
        for (piece, lengths) in pieces.iter().zip(run_lengths(pieces)) {
            let has = |span: &usize| {
                let key = row.spans.get(*span).map(|span| &span.key);
                piece.around.iter().any(|it| Some(&it.clone().key()) == key)
            };
            let kept = open.iter().take_while(|span| has(span)).count();
            open.truncate(kept);
            let mut new: Vec<_> = piece.around.iter().zip(lengths).collect();
            // The longest enclosure opens first, and code last, because it cannot contain markup.
            let code = Enclosure::Span(SpanStyle::Code);
            new.sort_by_key(|(kind, length)| (std::cmp::Reverse(*length), **kind == code));
            for (enclosure, _) in new {
                let key = enclosure.clone().key();
                if !open.iter().any(|span| row.is(*span, |other| *other == key)) {
                    let signs = signs(&key);
                    row.spans.push(Span { key, signs, raw: None });
                    open.push(row.spans.len() - 1);
                }
            }
            let around: Rc<[usize]> = open.as_slice().into();
            row.push_content(&piece.content, &around);
            seams.push(row.atoms.len());
        }
        (row, seams)
    }

    fn push_content(&mut self, content: &Content, around: &Rc<[usize]>) {
        let atom = |kind| Atom { kind, raw: None, around: around.clone() };
        match content {
            Content::Text(text) => {
                let characters = text.chars().map(|it| if it == '\t' { ' ' } else { it });
                let printed = characters.filter(|it| !it.is_control());
                self.atoms.extend(printed.map(|character| atom(Kind::Character(character))));
            }
            Content::LineBreak => self.atoms.push(atom(Kind::LineBreak)),
            Content::Note(id) => self.atoms.push(atom(Kind::Object(format!("[^{id}]")))),
            Content::Reference(id) => self.atoms.push(atom(Kind::Object(format!("[#{id}]")))),
            Content::Equation(latex) => self.atoms.push(atom(Kind::Object(format!("$`{latex}`")))),
        }
    }
}

/// For each piece, the number of pieces over which each of its enclosures extends from there.
fn run_lengths(pieces: &[Piece]) -> Vec<Vec<usize>> {
    let mut lengths: Vec<Vec<usize>> = Vec::with_capacity(pieces.len());
    let mut after: Option<&Piece> = None;
    for piece in pieces.iter().rev() {
        let next = lengths.last();
        let length = |enclosure: &Enclosure| {
            let at = after.and_then(|after| after.around.iter().position(|it| it == enclosure));
            let rest = at.zip(next).and_then(|(at, next)| next.get(at));
            1 + rest.copied().unwrap_or_default()
        };
        let these = piece.around.iter().map(length).collect();
        lengths.push(these);
        after = Some(piece);
    }
    lengths.reverse();
    lengths
}

/// The signs before and after a span.
fn signs(key: &SpanKey) -> [String; 2] {
    let (open, close) = match key {
        SpanKey::Strong
        | SpanKey::Emphasis
        | SpanKey::Superscript
        | SpanKey::Subscript
        | SpanKey::Span(SpanStyle::Strikeout) => {
            let sign = key.sign().unwrap_or_default();
            return [sign.into(), sign.into()];
        }
        SpanKey::Span(SpanStyle::Code) | SpanKey::Code => ("`".into(), "`".into()),
        SpanKey::Span(SpanStyle::SmallCaps) => ("[".into(), "]{.smallcaps}".into()),
        SpanKey::Span(SpanStyle::Underline) => ("[".into(), "]{.underline}".into()),
        SpanKey::Span(SpanStyle::NoHyphens) => ("[".into(), "]{.nohyphen}".into()),
        SpanKey::Foreign(language) => ("[".into(), format!("]{{lang={language}}}")),
        SpanKey::Link(url) => ("[".into(), format!("]({url})")),
        SpanKey::Reference(id) => ("[".into(), format!("](#{id})")),
        SpanKey::Note(id) => (format!("[^{}: ", id.as_deref().unwrap_or_default()), "]".into()),
    };
    [open, close]
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::subsequence;

    use super::*;

    fn piece(text: &str, around: &[Enclosure]) -> Piece {
        Piece { content: Content::Text(text.into()), around: around.to_vec() }
    }

    #[track_caller]
    fn check(pieces: &[Piece], written: &str) {
        assert_eq!(compose(pieces).as_deref(), Some(written));
    }

    #[test]
    fn signs_in_words_are_escaped_only_where_they_mean_something() {
        check(&[piece("5 * 3 [sic] a~b c^d \\ e", &[])], "5 \\* 3 [sic] a\\~b c\\^d \\\\ e");
        check(
            &[piece("see [^1] and [words](https://a.b)", &[])],
            "see \\[^1\\] and \\[words\\](https://a.b)".replace("[^", "[\\^").as_str(),
        );
        check(&[piece("12\u{a0}May", &[])], "12\\ May");
    }

    #[test]
    fn what_reaches_farthest_is_outside() {
        use Enclosure::{Emphasis, Strong};
        let pieces =
            [piece("a ", &[Emphasis]), piece("b", &[Strong, Emphasis]), piece(" c", &[Emphasis])];
        check(&pieces, "*a **b** c*");
        check(&[piece("bold ", &[Strong]), piece("plain", &[])], "**bold** plain");
    }

    #[test]
    fn links_notes_and_phrases_are_written() {
        use Enclosure::{Foreign, Link, Reference, Span};
        let link = piece("words", &[Link("https://a.b/c".into())]);
        let note = Piece { content: Content::Note("n".into()), around: vec![] };
        let foreign = piece("bonjour", &[Foreign("fr".into())]);
        let caps = piece("caps", &[Span(SpanStyle::SmallCaps)]);
        let reference = piece("there", &[Reference("x".into())]);
        let line = Piece { content: Content::LineBreak, around: vec![] };
        check(
            &[link, note, line, foreign, caps, reference],
            "[words](https://a.b/c)[^n]\\\n[bonjour]{lang=fr}[caps]{.smallcaps}[there](#x)",
        );
    }

    fn any_pieces() -> impl Strategy<Value = Vec<Piece>> {
        let enclosures = vec![
            Enclosure::Strong,
            Enclosure::Emphasis,
            Enclosure::Superscript,
            Enclosure::Subscript,
            Enclosure::Span(SpanStyle::SmallCaps),
            Enclosure::Span(SpanStyle::Strikeout),
            Enclosure::Span(SpanStyle::Underline),
            Enclosure::Span(SpanStyle::Code),
            Enclosure::Foreign("fr".into()),
            Enclosure::Link("https://a.b".into()),
        ];
        let content = prop_oneof![
            8 => "[ -~éا“”]{0,8}".prop_map(Content::Text),
            1 => Just(Content::LineBreak),
            1 => Just(Content::Note("n".into())),
            1 => Just(Content::Reference("r".into())),
        ];
        let around = subsequence(enclosures, 0..4);
        vec((content, around).prop_map(|(content, around)| Piece { content, around }), 0..8)
    }

    proptest! {
        /// Whether the text is printed alike is checked by `exactly` itself.
        #[test]
        fn any_text_can_be_written(pieces in any_pieces()) {
            let kinds = |it: &Piece| it.around.iter().map(|it| format!("{it:?}")).collect();
            let kinds: std::collections::BTreeSet<_> =
                pieces.iter().flat_map(|it| -> Vec<String> { kinds(it) }).collect();
            prop_assert!(compose(&pieces).is_some());
            prop_assert!(!kinds.is_empty() || exactly(&pieces).is_some());
        }
    }
}

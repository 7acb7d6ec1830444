//! HTML in Markdown: a few tags have a meaning; of the others the text remains.

use super::Front;
use super::callouts::{DIV, DIV_END};
use crate::import::flat::{Block, BlockKind, Inline, Place};

/// What an inline tag means.
pub enum InlineTag {
    /// The format with this index opens, or closes.
    Format(usize, bool),
    /// A line break.
    Break,
    /// A bookmark.
    Anchor(String),
    /// A span, with its language if it has one.
    Language(Option<String>),
    /// The end of a span.
    EndLanguage,
    /// Anything else.
    Other,
}

/// What an inline tag means.
pub fn inline_tag(tag: &str) -> InlineTag {
    let inner = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/').trim();
    let opens = !inner.starts_with('/');
    let inner = inner.trim_start_matches('/');
    let name = inner.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
    match name.as_str() {
        "b" | "strong" => InlineTag::Format(0, opens),
        "i" | "em" | "cite" => InlineTag::Format(1, opens),
        "sup" => InlineTag::Format(2, opens),
        "sub" => InlineTag::Format(3, opens),
        "s" | "del" | "strike" => InlineTag::Format(4, opens),
        "u" | "ins" => InlineTag::Format(5, opens),
        "br" => InlineTag::Break,
        "span" if !opens => InlineTag::EndLanguage,
        "span" => InlineTag::Language(attribute(inner, "lang")),
        "a" => attribute(inner, "id")
            .or_else(|| attribute(inner, "name"))
            .map_or(InlineTag::Other, InlineTag::Anchor),
        _ => InlineTag::Other,
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}="))?;
    let quote = rest.chars().next().filter(|sign| ['"', '\''].contains(sign));
    let value = match quote {
        Some(quote) => rest.get(1..)?.split(quote).next(),
        None => rest.split_whitespace().next(),
    };
    value.map(str::to_owned)
}

impl Front<'_> {
    /// A block of HTML: comments and tags are dropped, text remains.
    pub(super) fn html_block(&mut self, html: &str, place: Place, out: &mut Vec<Block>) {
        let mut text = String::new();
        let mut rest = html;
        while let Some((before, tag)) = rest.split_once('<') {
            text.push_str(before);
            let comment = tag.strip_prefix("!--");
            let end = if comment.is_some() { "-->" } else { ">" };
            let Some((inner, after)) = tag.split_once(end) else {
                rest = tag;
                break;
            };
            match comment.and_then(|_| inner.strip_prefix("!--")?.strip_prefix(DIV)) {
                Some(div) => {
                    let style = if div.is_empty() { DIV_END } else { div };
                    let kind = BlockKind::Paragraph(Vec::new());
                    out.push(Block { style: Some(style.into()), ..Block::new(place, kind) });
                    self.drop(place, div);
                }
                None => {
                    self.ignore("HTML tag");
                    self.drop(place, inner);
                    text.push(' ');
                }
            }
            rest = after;
        }
        text.push_str(rest);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            out.push(Block::new(place, BlockKind::Paragraph(vec![Inline::text(text)])));
        }
    }
}

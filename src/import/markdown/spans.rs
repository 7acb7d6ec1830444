//! Pandoc's `16^th^`, `H~2~O` and `[words]{lang=fr}`, and Obsidian's `^block-id`, in the texts of a paragraph.

use crate::document::SpanStyle;
use crate::import::flat::{Content, Figure, Inline};

/// The inlines of a paragraph, with the bookmarks and the pictures among them.
#[derive(Default)]
pub struct Span {
    pub text: Vec<Inline>,
    pub bookmarks: Vec<String>,
    pub figures: Vec<Figure>,
}

/// Applies the attributes in the texts of a paragraph. Returns what they said.
pub fn apply(span: &mut Span) -> Vec<String> {
    let mut dropped = Vec::new();
    block_id(span, &mut dropped);
    attributes_at_end(span, &mut dropped);
    let text = std::mem::take(&mut span.text);
    span.text = text.into_iter().flat_map(shifted).collect();
    let has_span = span.text.iter().any(|it| it.shown().contains("]{"));
    if has_span {
        let text = std::mem::take(&mut span.text);
        span.text = with_spans(text, &mut span.bookmarks, &mut dropped);
    }
    dropped
}

/// ` ^id` at the end of a paragraph.
fn block_id(span: &mut Span, dropped: &mut Vec<String>) {
    let Some(Content::Text(last)) = span.text.last_mut().map(|it| &mut it.content) else { return };
    let Some((before, id)) = last.trim_end().rsplit_once(" ^") else { return };
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if !id.is_empty() && id.chars().all(fits) {
        dropped.push(id.to_owned());
        span.bookmarks.push(id.to_owned());
        *last = before.to_owned();
    }
}

/// ` {#id .class}` at the end of a caption.
fn attributes_at_end(span: &mut Span, dropped: &mut Vec<String>) {
    let Some(Content::Text(last)) = span.text.last_mut().map(|it| &mut it.content) else { return };
    let Some(inner) = last.trim_end().strip_suffix('}') else { return };
    let Some((before, attributes)) = inner.rsplit_once(" {") else { return };
    if !attributes.is_empty() && attributes.split(' ').all(|it| it.starts_with(['#', '.'])) {
        let ids = attributes.split(' ').filter_map(|it| it.strip_prefix('#'));
        span.bookmarks.extend(ids.map(str::to_owned));
        dropped.push(attributes.to_owned());
        *last = before.to_owned();
    }
}

/// The parts of a text: words without spaces between two `^` are raised, between two `~` lowered.
fn shifted(inline: Inline) -> Vec<Inline> {
    let Content::Text(text) = &inline.content else { return vec![inline] };
    if !text.contains(['^', '~']) {
        return vec![inline];
    }
    let part = |text: &str| Inline { content: Content::Text(text.into()), ..inline.clone() };
    let mut out = Vec::new();
    let (mut plain, mut rest) = (String::new(), text.as_str());
    while let Some(at) = rest.find(['^', '~']) {
        let (before, after) = rest.split_at(at);
        let (sign, inner) = after.split_at(1);
        plain.push_str(before);
        // The next sign or space ends the search, so that each character is looked at twice at most.
        let end = inner.find(|it: char| it.is_whitespace() || ['^', '~'].contains(&it));
        let words =
            end.and_then(|end| Some((inner.get(..end)?, inner.get(end..)?.strip_prefix(sign)?)));
        match words.filter(|(words, _)| !words.is_empty()) {
            Some((words, behind)) => {
                if !plain.is_empty() {
                    out.push(part(&std::mem::take(&mut plain)));
                }
                let mut inline = part(words);
                match sign {
                    "^" => inline.format.superscript = true,
                    _ => inline.format.subscript = true,
                }
                out.push(inline);
                rest = behind;
            }
            None => {
                plain.push_str(sign);
                rest = inner;
            }
        }
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        out.push(part(&plain));
    }
    out
}

/// The inlines with brackets that have attributes taken away.
fn with_spans(
    text: Vec<Inline>,
    bookmarks: &mut Vec<String>,
    dropped: &mut Vec<String>,
) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    // The indexes of the open brackets, each an inline of its own.
    let mut open: Vec<usize> = Vec::new();
    for inline in text {
        let Content::Text(text) = &inline.content else {
            out.push(inline);
            continue;
        };
        let part = |text: &str| Inline { content: Content::Text(text.into()), ..inline.clone() };
        let mut rest = text.as_str();
        let mut may_end = true;
        while let Some(at) = rest.find(['[', ']']) {
            let (before, after) = rest.split_at(at);
            if !before.is_empty() {
                out.push(part(before));
            }
            // Without an end, the rest is not searched again.
            let attributes = after.strip_prefix("]{").filter(|_| may_end);
            let attributes = attributes.and_then(|it| {
                let found = it.split_once('}');
                may_end = found.is_some();
                found
            });
            match (after.starts_with('['), open.pop(), attributes) {
                (false, Some(start), Some((attributes, behind))) => {
                    style(out.get_mut(start..).unwrap_or_default(), attributes, bookmarks);
                    dropped.push(attributes.to_owned());
                    rest = behind;
                    continue;
                }
                (true, previous, _) => {
                    open.extend(previous);
                    open.push(out.len());
                }
                (false, _, _) => {}
            }
            out.push(part(after.get(..1).unwrap_or_default()));
            rest = after.get(1..).unwrap_or_default();
        }
        if !rest.is_empty() {
            out.push(part(rest));
        }
    }
    out
}

/// Applies attributes to inlines, the first of which is the bracket before them.
fn style(inlines: &mut [Inline], attributes: &str, bookmarks: &mut Vec<String>) {
    if let Some(bracket) = inlines.first_mut() {
        bracket.content = Content::Text(String::new());
    }
    for attribute in attributes.split_whitespace() {
        let language = attribute.strip_prefix("lang=").map(|it| it.trim_matches(['"', '\'']));
        for inline in inlines.iter_mut() {
            match (language, attribute) {
                (Some(language), _) => inline.language = Some(language.into()),
                (None, ".smallcaps") => inline.spans.push(SpanStyle::SmallCaps),
                (None, ".underline") => inline.spans.push(SpanStyle::Underline),
                (None, _) => {}
            }
        }
        bookmarks.extend(attribute.strip_prefix('#').map(str::to_owned));
    }
}

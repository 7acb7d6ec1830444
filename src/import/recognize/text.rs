//! Cutting texts.

use crate::import::flat::{Content, Inline};

/// A text cut at a byte of what it shows.
pub fn split(text: Vec<Inline>, at: usize) -> (Vec<Inline>, Vec<Inline>) {
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let mut position = 0;
    for inline in text {
        let length = inline.shown().len();
        let cut = at.saturating_sub(position);
        position += length;
        if position <= at && (length > 0 || after.is_empty()) {
            before.push(inline);
        } else if cut == 0 {
            after.push(inline);
        } else if let Content::Text(words) = &inline.content {
            let cut = (0..=cut).rev().find(|at| words.is_char_boundary(*at)).unwrap_or(0);
            let (first, second) = words.split_at_checked(cut).unwrap_or((words, ""));
            let part =
                |words: &str| Inline { content: Content::Text(words.into()), ..inline.clone() };
            before.push(part(first));
            after.push(part(second));
        } else {
            after.push(inline);
        }
    }
    (tidy(before), tidy(after))
}

/// A text from a byte of what it shows.
pub fn skip(text: Vec<Inline>, at: usize) -> Vec<Inline> {
    split(text, at).1
}

/// Without spaces at the ends, and without empty texts.
pub fn tidy(mut text: Vec<Inline>) -> Vec<Inline> {
    let is_empty = |it: &Inline| match &it.content {
        Content::Text(words) => words.is_empty(),
        Content::LineBreak
        | Content::Note(_)
        | Content::Reference { .. }
        | Content::Equation { .. } => false,
    };
    let is_space = |it: &Inline| match &it.content {
        Content::Text(words) => words.trim().is_empty(),
        Content::LineBreak => true,
        Content::Note(_) | Content::Reference { .. } | Content::Equation { .. } => false,
    };
    while text.last().is_some_and(is_space) {
        text.pop();
    }
    let start = text.iter().take_while(|it| is_space(it)).count();
    text.drain(..start);
    if let Some(Content::Text(words)) = text.first_mut().map(|it| &mut it.content) {
        *words = words.trim_start().to_owned();
    }
    if let Some(Content::Text(words)) = text.last_mut().map(|it| &mut it.content) {
        *words = words.trim_end().to_owned();
    }
    text.retain(|it| !is_empty(it));
    text
}

/// Whether all letters of a text are bold.
pub fn is_bold(text: &[Inline]) -> bool {
    let letters = |it: &&Inline| it.shown().chars().any(char::is_alphanumeric);
    text.iter().any(|it| letters(&it)) && text.iter().filter(letters).all(|it| it.format.strong)
}

/// A text that is bold as a whole, without that.
pub fn unbold(mut text: Vec<Inline>) -> Vec<Inline> {
    if is_bold(&text) {
        text.iter_mut().for_each(|it| it.format.strong = false);
    }
    text
}

/// Texts one after the other, with a space between them.
pub fn joined(texts: impl IntoIterator<Item = Vec<Inline>>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for text in texts.into_iter().filter(|text| !text.is_empty()) {
        if !out.is_empty() {
            out.push(Inline::text(" "));
        }
        out.extend(text);
    }
    out
}

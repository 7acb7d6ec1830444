//! What stands in brackets: notes, references, links, words in another language.

use std::ops::Range;

use super::{Delimiter, Markup, MarkupError, Parser};

impl Parser<'_> {
    /// `[^note]`
    pub fn note(&mut self) -> Result<(), MarkupError> {
        let (id, at) = self.id_until(']', "footnote")?;
        self.flush();
        self.done.push(Markup::Note { id, at });
        Ok(())
    }

    /// `[#reference]`
    pub fn reference(&mut self) -> Result<(), MarkupError> {
        let (id, at) = self.id_until(']', "reference")?;
        self.flush();
        self.done.push(Markup::Reference { id, at, content: None });
        Ok(())
    }

    /// Reads an id after two opening signs and moves past `end`.
    fn id_until(&mut self, end: char, what: &str) -> Result<(String, Range<usize>), MarkupError> {
        let start = self.at + 2;
        let rest = self.text.get(start..).unwrap_or_default();
        let Some(length) = rest.find(end) else {
            return Err(self.error(
                self.at..self.text.len(),
                format!("this {what} has no `{end}`"),
                format!("close it with `{end}`, or write `\\[` for a bracket"),
            ));
        };
        let id = rest.get(..length).unwrap_or_default();
        let at = start..start + length;
        if !is_id(id) {
            return Err(self.error(
                at,
                format!("`{id}` is no id"),
                "an id is made of letters, digits, `-` and `_`, and begins with a letter".into(),
            ));
        }
        self.at = start + length + end.len_utf8();
        Ok((id.into(), at))
    }

    /// A bracket closes: what stands after it says what it held.
    pub fn close_bracket(&mut self) -> Result<(), MarkupError> {
        match self.open.last().map(|open| open.delimiter) {
            Some(Delimiter::Bracket) => {}
            Some(_) => return Err(self.crossed("]")),
            None => {
                self.take_plain(1, ']');
                return Ok(());
            }
        }
        let (opened, content) = self.pop_content();
        self.at += 1;
        match self.rest().chars().next() {
            Some('(') => self.link(opened, content),
            Some('{') => self.span(opened, content),
            _ => {
                self.brackets(content);
                Ok(())
            }
        }
    }

    /// Plain brackets, as in "[sic]".
    fn brackets(&mut self, content: Vec<Markup>) {
        self.done.push(Markup::Text("[".into()));
        self.done.extend(content);
        self.done.push(Markup::Text("]".into()));
    }

    fn link(&mut self, opened: usize, content: Vec<Markup>) -> Result<(), MarkupError> {
        if self.rest().starts_with("(#") {
            let (id, at) = self.id_until(')', "reference")?;
            self.done.push(Markup::Reference { id, at, content: Some(content) });
            return Ok(());
        }
        let (url, at) = self.argument(')', opened)?;
        if !["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme)) {
            return Err(self.error(
                at,
                format!("`{url}` is no address"),
                "begin it with `https://`, `http://` or `mailto:`".into(),
            ));
        }
        self.done.push(Markup::Link { url, content });
        Ok(())
    }

    fn span(&mut self, opened: usize, content: Vec<Markup>) -> Result<(), MarkupError> {
        let (attribute, at) = self.argument('}', opened)?;
        if attribute == ".smallcaps" {
            self.done.push(Markup::SmallCaps(content));
            return Ok(());
        }
        match attribute.strip_prefix("lang=").filter(|language| is_language(language)) {
            Some(language) => {
                self.done.push(Markup::Foreign { language: language.into(), content });
                Ok(())
            }
            None => Err(self.error(
                at,
                format!("`{attribute}` says nothing about the words before it"),
                "write `{.smallcaps}`, or `{lang=fr}` with the tag of a language".into(),
            )),
        }
    }

    /// Reads what stands between the sign at hand and `end`, and moves past it.
    fn argument(
        &mut self,
        end: char,
        opened: usize,
    ) -> Result<(String, Range<usize>), MarkupError> {
        let start = self.at + 1;
        let rest = self.text.get(start..).unwrap_or_default();
        let Some(length) = rest.find(end) else {
            return Err(self.error(
                opened..self.text.len(),
                format!("this has no `{end}`"),
                format!("close it with `{end}`, or write `\\[` for a bracket"),
            ));
        };
        self.at = start + length + end.len_utf8();
        let argument = rest.get(..length).unwrap_or_default().trim();
        Ok((argument.into(), start..start + length))
    }
}

/// Whether a word can be an id: ASCII letters, digits, `-` and `_`, beginning with a letter.
pub fn is_id(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_alphabetic())
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// Whether a word looks like a language tag, BCP 47: subtags of one to eight letters or digits.
pub fn is_language(word: &str) -> bool {
    let mut subtags = word.split('-');
    let primary = subtags.next().unwrap_or_default();
    let fits =
        |tag: &str| (1..=8).contains(&tag.len()) && tag.chars().all(|c| c.is_ascii_alphanumeric());
    (2..=3).contains(&primary.len())
        && primary.chars().all(|c| c.is_ascii_alphabetic())
        && subtags.all(fits)
}

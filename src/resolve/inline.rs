//! Resolves inline markup: characters, note references, cross-references.

use super::typography::{Typographer, quotes};
use super::{Resolver, titles};
use crate::document::Inline;
use crate::source::markup::{self, Markup};
use crate::source::schema::Text;

impl Resolver<'_> {
    /// The inlines of an authored text.
    pub(super) fn inlines(&mut self, text: &Text) -> Vec<Inline> {
        // Faulty markup, which the check of the source rejects, is kept verbatim.
        let parsed = markup::parse(&text.0).unwrap_or_else(|_| vec![Markup::Text(text.0.clone())]);
        let mut typographer = Typographer::new(quotes(self.report, self.labels));
        let mut inlines = self.convert(parsed, &mut typographer);
        trim_end(&mut inlines);
        inlines
    }

    /// The inlines of an optional text; empty if there is none.
    pub(super) fn optional_inlines(&mut self, text: Option<&Text>) -> Vec<Inline> {
        text.map(|text| self.inlines(text)).unwrap_or_default()
    }

    /// An authored text without markup and note references.
    pub(super) fn plain(&self, text: &Text) -> String {
        titles::plain(text, quotes(self.report, self.labels))
    }

    fn convert(&mut self, markup: Vec<Markup>, typographer: &mut Typographer) -> Vec<Inline> {
        markup.into_iter().map(|markup| self.convert_one(markup, typographer)).collect()
    }

    fn convert_one(&mut self, markup: Markup, typographer: &mut Typographer) -> Inline {
        match markup {
            Markup::Text(text) => Inline::Text(typographer.print(&text)),
            Markup::Strong(inner) => Inline::Strong(self.convert(inner, typographer)),
            Markup::Emphasis(inner) => Inline::Emphasis(self.convert(inner, typographer)),
            Markup::Superscript(inner) => Inline::Superscript(self.convert(inner, typographer)),
            Markup::Subscript(inner) => Inline::Subscript(self.convert(inner, typographer)),
            Markup::SmallCaps(inner) => Inline::SmallCaps(self.convert(inner, typographer)),
            Markup::Foreign { language, content } => {
                // Quotation marks of another language stay as written.
                let content = self.convert(content, &mut Typographer::new(None));
                typographer.skip_object();
                Inline::Foreign { language, content }
            }
            Markup::Link { url, content } => {
                let id = self.derived("link", &url);
                Inline::Link { id, url, content: self.convert(content, typographer) }
            }
            Markup::Note { id, .. } => {
                typographer.skip_object();
                self.note_reference(&id)
            }
            Markup::Reference { id, content, .. } => {
                let content = content.map(|content| self.convert(content, typographer));
                typographer.skip_object();
                self.cross_reference(&id, content)
            }
            Markup::LineBreak => {
                typographer.new_line();
                Inline::LineBreak
            }
        }
    }
}

/// Removes a trailing space.
fn trim_end(inlines: &mut Vec<Inline>) {
    if let Some(Inline::Text(last)) = inlines.last_mut() {
        last.truncate(last.trim_end_matches(' ').len());
        if last.is_empty() {
            inlines.pop();
        }
    }
}

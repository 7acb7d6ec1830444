//! Lists and recommendations as XHTML.
//!
//! Bullets are the style sheet's. Numbers are text: they are the document's own, and no reading
//! system may count otherwise.

use super::block::placement_class;
use super::writer::Writer;
use super::xhtml::escape;
use crate::document::{Block, Item, List, ListKind, Recommendations};

impl Writer<'_> {
    /// A list.
    pub fn list(&mut self, list: &List) {
        self.page_break(list.id);
        match list.kind {
            ListKind::Bulleted => self.bulleted(list),
            ListKind::Decimal | ListKind::LowerAlpha | ListKind::LowerRoman => {
                self.raw(&format!("<ol role=\"list\" id=\"{}\">\n", self.anchor(list.id)));
                list.items.iter().for_each(|item| self.item(item, true));
                self.raw("</ol>\n");
            }
        }
    }

    fn bulleted(&mut self, list: &List) {
        let mark = list.items.first().map_or("", |item| item.mark.as_str());
        let class = bullet_class(&self.style.lists.bullets, mark)
            .or_else(|| bullet_class(&self.style.recommendations.bullets, mark))
            .unwrap_or_default();
        self.raw(&format!("<ul class=\"{class}\" id=\"{}\">\n", self.anchor(list.id)));
        list.items.iter().for_each(|item| self.item(item, false));
        self.raw("</ul>\n");
    }

    fn item(&mut self, item: &Item, marked: bool) {
        let class = match placement_class(self.document.placement(item.id)) {
            "" => String::new(),
            class => format!(" class=\"{class}\""),
        };
        self.raw(&format!("<li id=\"{}\"{class}>", self.anchor(item.id)));
        self.page_break(item.id);
        if marked {
            self.raw(&format!("<span class=\"mark\">{}</span> ", escape(&item.mark)));
        }
        match item.blocks.split_first() {
            Some((Block::Paragraph(first), rest)) if first.number.is_none() => {
                self.raw(&format!("<span id=\"{}\">", self.anchor(first.id)));
                self.inlines_of(first.id, &first.content);
                self.raw("</span>\n");
                self.blocks(rest);
            }
            Some(_) | None => self.blocks(&item.blocks),
        }
        self.raw("</li>\n");
    }

    /// A labelled list of recommendations.
    pub fn recommendations(&mut self, list: &Recommendations) {
        let id = self.anchor(list.id);
        self.raw(&format!("<div class=\"recommendations\" id=\"{id}\">\n"));
        self.page_break(list.id);
        if let Some(label) = &list.label {
            let label = escape(label);
            self.raw(&format!("<p class=\"label\" id=\"{id}-label\">{label}</p>\n"));
        }
        list.lead.iter().for_each(|lead| self.paragraph(lead, "lead"));
        let (open, close) = match list.numbered {
            true => ("<ol role=\"list\">\n", "</ol>\n"),
            false => ("<ul class=\"bullet-1\">\n", "</ul>\n"),
        };
        self.raw(open);
        list.items.iter().for_each(|item| self.item(item, list.numbered));
        self.raw(close);
        self.raw("</div>\n");
    }
}

/// The class of a bullet: its place among the bullets of the template, from 1.
fn bullet_class(bullets: &[String], mark: &str) -> Option<String> {
    let place = bullets.iter().position(|bullet| bullet == mark)?;
    Some(format!("bullet-{}", place + 1))
}

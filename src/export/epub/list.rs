//! Lists and recommendations as XHTML.
//!
//! Bullets are the style sheet's. Numbers are text: they are the document's own, and no reading
//! system may count otherwise.

use unicode_width::UnicodeWidthStr;

use super::block::placement_class;
use super::writer::Writer;
use super::xhtml::escape;
use crate::document::{Block, List, ListItem, ListKind, Recommendations};
use crate::templates::Style;

impl Writer<'_> {
    /// A list.
    pub fn list(&mut self, list: &List) {
        self.page_break(list.id);
        match list.kind {
            ListKind::Bulleted => self.bulleted(list),
            ListKind::Decimal | ListKind::LowerAlpha | ListKind::LowerRoman => {
                let (class, id) = (hang_class(&list.items), self.anchor(list.id));
                self.raw(&format!("<ol role=\"list\"{class} id=\"{id}\">\n"));
                list.items.iter().for_each(|item| self.item(item, true));
                self.raw("</ol>\n");
            }
        }
    }

    fn bulleted(&mut self, list: &List) {
        let bullet = list.items.first().map_or("", |item| item.marker.before.as_str());
        let class = bullet_class(self.style, bullet);
        self.raw(&format!("<ul class=\"{class}\" id=\"{}\">\n", self.anchor(list.id)));
        list.items.iter().for_each(|item| self.item(item, false));
        self.raw("</ul>\n");
    }

    fn item(&mut self, item: &ListItem, marked: bool) {
        let class = match placement_class(self.document.placement(item.id)) {
            "" => String::new(),
            class => format!(" class=\"{class}\""),
        };
        self.raw(&format!("<li id=\"{}\"{class}>", self.anchor(item.id)));
        self.page_break(item.id);
        if marked {
            self.raw(&format!("<span class=\"mark\">{}</span> ", escape(&item.marker.text())));
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

    /// A labelled list of recommendations: a region that readers can find by its label.
    pub fn recommendations(&mut self, list: &Recommendations) {
        let id = self.anchor(list.id);
        let name = self.region(list);
        self.raw(&format!("<section class=\"recommendations\" id=\"{id}\"{name}>\n"));
        self.page_break(list.id);
        if let Some(label) = &list.heading {
            let label = escape(label);
            self.raw(&format!("<p class=\"label\" id=\"{id}.label\">{label}</p>\n"));
        }
        list.lead.iter().for_each(|lead| self.paragraph(lead, "lead"));
        let close = match list.numbered {
            true => {
                self.raw(&format!("<ol role=\"list\"{}>\n", hang_class(&list.items)));
                "</ol>\n"
            }
            false => {
                let class = bullet_class(self.style, self.style.recommendations.bullet(0));
                self.raw(&format!("<ul class=\"{class}\">\n"));
                "</ul>\n"
            }
        };
        list.items.iter().for_each(|item| self.item(item, list.numbered));
        self.raw(close);
        self.raw("</section>\n");
    }
}

impl Writer<'_> {
    /// The attribute that makes a list of recommendations a region: named by its label and the
    /// heading above it, as long as that name is free.
    fn region(&mut self, list: &Recommendations) -> String {
        let Some(label) = &list.heading else { return String::new() };
        let heading = self.heading.map(|heading| self.anchor(heading)).unwrap_or_default();
        let name = format!("{label} {heading}");
        if self.regions.contains(&name) {
            return String::new();
        }
        self.regions.push(name);
        let ids = format!("{}.label {heading}", self.anchor(list.id));
        format!(" aria-labelledby=\"{}\"", ids.trim_end())
    }
}

/// Text hangs closer to marks such as "1." than to "(iii)".
fn hang_class(items: &[ListItem]) -> &'static str {
    const SHORT: usize = 2;
    let short = items.iter().all(|item| item.marker.text().width() <= SHORT);
    if short { " class=\"short\"" } else { "" }
}

/// The bullets of the template, each once; the class of one counts them from 1.
pub fn bullets(style: &Style) -> Vec<&str> {
    let mut bullets: Vec<&str> = Vec::new();
    for bullet in style.lists.bullets.iter().chain(&style.recommendations.bullets) {
        if !bullets.contains(&bullet.as_str()) {
            bullets.push(bullet);
        }
    }
    bullets
}

fn bullet_class(style: &Style, mark: &str) -> String {
    let place = bullets(style).iter().position(|bullet| *bullet == mark);
    place.map(|place| format!("bullet-{}", place + 1)).unwrap_or_default()
}

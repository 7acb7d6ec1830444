//! Lists and recommendations as XHTML.
//!
//! The style sheet draws bullets. Numbers are text, because they must equal those of the document
//! in every reading system.

use unicode_width::UnicodeWidthStr;

use super::writer::{Writer, class_attribute};
use crate::document::inline::plain_text;
use crate::document::{Block, ElementId, List, ListItem, ListKind, Recommendations};
use crate::export::xml::escape;
use crate::templates::Style;

/// The kind of list that an item belongs to.
#[derive(Clone, Copy)]
enum ItemOf {
    List,
    Recommendations,
}

impl Writer<'_> {
    /// A list.
    pub fn list(&mut self, list: &List) {
        self.page_break(list.id);
        match list.kind {
            ListKind::Bulleted => self.bulleted(list),
            ListKind::Decimal | ListKind::LowerAlpha | ListKind::LowerRoman => {
                let (class, id) = (indent_class(&list.items), self.anchor(list.id));
                self.raw(&format!("<ol role=\"list\"{class} id=\"{id}\">\n"));
                list.items.iter().for_each(|item| self.item(item, true, ItemOf::List));
                self.raw("</ol>\n");
            }
        }
    }

    fn bulleted(&mut self, list: &List) {
        let bullet = list.items.first().map_or("", |item| item.marker.before.as_str());
        let class = bullet_class(self.context.style, bullet);
        self.raw(&format!("<ul class=\"{class}\" id=\"{}\">\n", self.anchor(list.id)));
        list.items.iter().for_each(|item| self.item(item, false, ItemOf::List));
        self.raw("</ul>\n");
    }

    fn item(&mut self, item: &ListItem, with_marker: bool, of: ItemOf) {
        let class = class_attribute(self.placement_class(item.id));
        self.raw(&format!("<li id=\"{}\"{class}>", self.anchor(item.id)));
        self.page_break(item.id);
        if with_marker {
            self.raw(&format!("<span class=\"mark\">{}</span> ", escape(&item.marker.text())));
        }
        match item.blocks.split_first() {
            Some((Block::Paragraph(first), rest)) if first.number.is_none() => {
                self.raw(&format!("<span id=\"{}\">", self.anchor(first.id)));
                self.inlines_of(first.id, &first.content);
                self.raw("</span>\n");
                self.item_link(item, first.id, of);
                self.blocks(rest);
            }
            Some(_) | None => {
                self.item_link(item, item.id, of);
                self.blocks(&item.blocks);
            }
        }
        self.raw("</li>\n");
    }

    /// The permanent link of a recommendation.
    fn item_link(&mut self, item: &ListItem, name: ElementId, of: ItemOf) {
        match of {
            ItemOf::List => {}
            ItemOf::Recommendations => self.permanent_link(item.id, name),
        }
    }

    /// A list of recommendations under its heading, as a region that assistive technology lists.
    pub fn recommendations(&mut self, list: &Recommendations) {
        let id = self.anchor(list.id);
        let name = self.region_name(list);
        self.raw(&format!("<section class=\"recommendations\" id=\"{id}\"{name}>\n"));
        self.page_break(list.id);
        if let Some(heading) = &list.heading {
            self.raw(&format!("<p class=\"label\" id=\"{id}.label\">"));
            self.inlines(heading);
            self.raw("</p>\n");
        }
        list.lead.iter().for_each(|lead| self.paragraph(lead, "lead"));
        let close = match list.numbered {
            true => {
                self.raw(&format!("<ol role=\"list\"{}>\n", indent_class(&list.items)));
                "</ol>\n"
            }
            false => {
                let style = self.context.style;
                let class = bullet_class(style, style.recommendations.bullet(0));
                self.raw(&format!("<ul class=\"{class}\">\n"));
                "</ul>\n"
            }
        };
        let item_of = ItemOf::Recommendations;
        list.items.iter().for_each(|item| self.item(item, list.numbered, item_of));
        self.raw(close);
        self.raw("</section>\n");
    }

    /// The attribute that names the region of a list of recommendations after its heading and the heading of
    /// the section. Regions need unique names, so a second list with the same name has none.
    fn region_name(&mut self, list: &Recommendations) -> String {
        let Some(title) = &list.heading else { return String::new() };
        let heading = self.heading.map(|heading| self.anchor(heading)).unwrap_or_default();
        let name = format!("{} {heading}", plain_text(title));
        if self.region_names.contains(&name) {
            return String::new();
        }
        self.region_names.push(name);
        let ids = format!("{}.label {heading}", self.anchor(list.id));
        format!(" aria-labelledby=\"{}\"", ids.trim_end())
    }
}

/// The class for a smaller indent, for short markers such as "1." as opposed to "(iii)".
fn indent_class(items: &[ListItem]) -> &'static str {
    const SHORT: usize = 2;
    let short = items.iter().all(|item| item.marker.text().width() <= SHORT);
    if short { " class=\"short\"" } else { "" }
}

/// The bullets of the template without duplicates. Their classes number them from 1.
pub fn bullets(style: &Style) -> Vec<&str> {
    let mut bullets: Vec<&str> = Vec::new();
    for bullet in style.lists.bullets.iter().chain(&style.recommendations.bullets) {
        if !bullets.contains(&bullet.as_str()) {
            bullets.push(bullet);
        }
    }
    bullets
}

fn bullet_class(style: &Style, bullet: &str) -> String {
    let index = bullets(style).iter().position(|known| *known == bullet);
    index.map(|index| format!("bullet-{}", index + 1)).unwrap_or_default()
}

//! The cover: publisher on the band, series and title below it, venue and dates at the foot; logo
//! and picture where the template places them.

mod cover_layout;
mod logo;
mod picture;

use super::mirror::mirror;
use crate::document::Inline;
use crate::layout::flow::Context;
use crate::layout::flow::flow_item::FlowItem;
use crate::layout::flow::paragraph::owned_lines;
use crate::layout::geometry::{Orientation, page_size};
use crate::layout::page::{Item, Owner, Page, PageKind, Part, Rect, translated};
use crate::layout::page_label::PageLabel;
use crate::templates::{Colour, CoverPicturePlace, LogoPlace, ParagraphStyle};
use cover_layout::{CoverLayout, depth};

/// Sets the cover.
pub fn cover(context: Context) -> Page {
    let (width, height) = page_size(&context.style.page, Orientation::Portrait);
    let label = PageLabel::Word(context.document.words.cover.clone());
    let mut layout = CoverLayout::new(context, width, height);
    layout.logo = layout.logo_size();
    layout.set_texts();
    let items = layout.items();
    let mut page = Page { label, kind: PageKind::Cover, width, height, items, key: None };
    mirror(&mut page, &context.document.language);
    page
}

impl CoverLayout<'_> {
    /// Sets the texts of the cover. The logo must be known, since it can narrow the venue.
    fn set_texts(&mut self) {
        let (cover, styles) = (&self.context.document.cover, &self.context.style.paragraphs);
        let publisher =
            [(&cover.publisher, &styles.cover_publisher), (&cover.office, &styles.cover_office)];
        let title = [
            (&cover.series, &styles.cover_series),
            (&cover.title, &styles.cover_title),
            (&cover.subtitle, &styles.cover_subtitle),
        ];
        let event = cover.foot().map(|line| (line, &styles.cover_venue));
        self.publisher = self.texts(&publisher, self.measure());
        self.title = self.texts(&title, self.measure());
        self.event = self.texts(&event, self.measure() - self.beside_event());
    }

    fn texts(&self, parts: &[(&Vec<Inline>, &ParagraphStyle)], measure: f32) -> Vec<FlowItem> {
        let owner = Owner::Element(self.context.document.cover.id, Part::Content);
        let parts = parts.iter();
        parts
            .flat_map(|(text, style)| owned_lines(self.context, owner, text, style, measure))
            .collect()
    }

    /// The items of the cover in reading order.
    fn items(mut self) -> Vec<Item> {
        let mut items: Vec<Item> = self.background().into_iter().collect();
        items.push(self.fill(Rect { height: self.band, ..self.page() }, Colour::Primary));
        items.extend(self.below_band());
        items.extend(self.panel());
        items.extend(self.logo_at(LogoPlace::Band));
        let publisher = (self.publisher_top(), std::mem::take(&mut self.publisher));
        items.extend(self.place(publisher));
        items.extend(self.logo_at(LogoPlace::AboveTitle));
        let below_title = self.below_title();
        let (title_top, event_top) = (self.title_top(), self.event_top());
        let (title, event) = (std::mem::take(&mut self.title), std::mem::take(&mut self.event));
        items.extend(self.place((title_top, title)));
        items.extend(below_title);
        items.extend(self.place((event_top, event)));
        items.extend(self.logo_at(LogoPlace::Foot));
        items
    }

    /// Lines one below the other, the first at `top`.
    fn place(&self, (top, lines): (f32, Vec<FlowItem>)) -> Vec<Item> {
        let mut y = top;
        let mut items = Vec::new();
        for (index, line) in lines.into_iter().enumerate() {
            y += if index > 0 { line.spacing.before } else { 0.0 };
            items.extend(translated(line.content.items, self.margin, y));
            y += line.content.height;
        }
        items
    }

    fn publisher_top(&self) -> f32 {
        self.band - 0.6 * self.margin - depth(&self.publisher)
    }

    fn event_top(&self) -> f32 {
        self.foot() - self.below_event() - depth(&self.event)
    }

    /// Below the band, picture and logo; on a background, above the venue.
    fn title_top(&self) -> f32 {
        let logo = self.logo_height(LogoPlace::AboveTitle);
        match self.picture_style(CoverPicturePlace::Background) {
            Some(_) => self.event_top() - 1.5 * self.gap() - depth(&self.title),
            None => self.text_top() + logo,
        }
    }
}

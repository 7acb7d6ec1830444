//! The cover.

use crate::document::Inline;
use crate::layout::flow::Context;
use crate::layout::flow::strip::{Strip, moved};
use crate::layout::{Artifact, Item, Owner, Page, PageKind, Part, Rect};
use crate::templates::{Colour, ParagraphStyle};

/// Inner margin of the cover as a share of the page's width.
const MARGIN: f32 = 0.1333;

impl Context<'_> {
    /// The cover: organisation on the band, series and title below it, venue and dates at the foot.
    pub fn cover(&self) -> Page {
        let (width, height) = self.page_size();
        let x = width * MARGIN;
        let measure = width - 2.0 * x;
        let band = height * self.style.cover.band;
        let mut items = vec![self.cover_band(width, band)];
        let styles = &self.style.paragraphs;
        let cover = &self.document.cover;
        let publisher =
            [(&cover.publisher, &styles.cover_publisher), (&cover.office, &styles.cover_office)];
        items.extend(self.column(&publisher, x, measure, Anchor::Bottom(band - 0.6 * x)));
        let title = [
            (&cover.series, &styles.cover_series),
            (&cover.title, &styles.cover_title),
            (&cover.subtitle, &styles.cover_subtitle),
        ];
        items.extend(self.column(&title, x, measure, Anchor::Top(band + 0.9 * x)));
        let event = [(&cover.venue, &styles.cover_venue), (&cover.dates, &styles.cover_venue)];
        items.extend(self.column(&event, x, measure, Anchor::Bottom(height - 0.9 * x)));
        let label = self.document.words.cover.clone();
        Page { label, kind: PageKind::Cover, width, height, items }
    }

    /// Width and height of the trimmed page, in points.
    pub fn page_size(&self) -> (f32, f32) {
        let page = &self.style.page;
        (page.width_mm * 72.0 / 25.4, page.height_mm * 72.0 / 25.4)
    }

    fn cover_band(&self, width: f32, height: f32) -> Item {
        let rect = Rect { x: 0.0, y: 0.0, width, height };
        let owner = Owner::Artifact(Artifact::Background);
        Item::Fill { rect, colour: Colour::Primary, owner }
    }

    /// Lines of the cover below each other.
    fn column(
        &self,
        parts: &[(&Vec<Inline>, &ParagraphStyle)],
        x: f32,
        measure: f32,
        anchor: Anchor,
    ) -> Vec<Item> {
        let owner = Owner::Element(self.document.cover.id, Part::Content);
        let strips: Vec<Strip> = parts
            .iter()
            .flat_map(|(content, style)| self.owned_lines(owner, content, style, measure))
            .collect();
        let depth = |strips: &[Strip]| {
            strips.iter().skip(1).map(|strip| strip.before).sum::<f32>()
                + strips.iter().map(|strip| strip.row.height).sum::<f32>()
        };
        let mut y = match anchor {
            Anchor::Top(y) => y,
            Anchor::Bottom(y) => y - depth(&strips),
        };
        let mut items = Vec::new();
        for (index, strip) in strips.into_iter().enumerate() {
            y += if index > 0 { strip.before } else { 0.0 };
            items.extend(moved(strip.items, x, y));
            y += strip.row.height;
        }
        items
    }
}

/// Where a column of lines begins or ends, in points from the top of the page.
enum Anchor {
    Top(f32),
    Bottom(f32),
}

//! The cover.

mod logo;
mod picture;

use crate::document::Inline;
use crate::layout::flow::Context;
use crate::layout::flow::flow_item::{FlowItem, moved};
use crate::layout::{Artifact, Item, Owner, Page, PageKind, PageLabel, Part, Rect};
use crate::templates::{Colour, CoverPicturePlace, LogoPlace, ParagraphStyle};
use crate::units::pt_from_mm;

/// Inner margin of the cover as a share of the page's width.
const MARGIN: f32 = 0.1333;

/// From the band to the title, and from the foot of the page to the venue, in margins.
const AIR: f32 = 0.9;

/// Around a picture and a logo, and within the panel of words on a background, in margins.
const GAP: f32 = 0.45;

/// Where the parts of the cover stand, in points from the top of the page.
struct Plan<'c> {
    context: &'c Context<'c>,
    width: f32,
    height: f32,
    /// Inner margin.
    margin: f32,
    /// The foot of the band.
    band: f32,
    /// The lines of the title, with series and subtitle.
    title: Vec<FlowItem>,
    /// Venue and dates.
    event: Vec<FlowItem>,
    /// Publisher and office.
    publisher: Vec<FlowItem>,
    /// Width and height of the logo, if there is one.
    logo: Option<(f32, f32)>,
}

impl Context<'_> {
    /// The cover: organisation on the band, series and title below it, venue and dates at the foot;
    /// logo and picture where the template places them.
    pub fn cover(&self) -> Page {
        let (width, height) = self.page_size();
        let label = PageLabel::Word(self.document.words.cover.clone());
        let items = Plan::new(self).items();
        Page { label, kind: PageKind::Cover, width, height, items }
    }

    /// Width and height of the trimmed page, in points.
    pub fn page_size(&self) -> (f32, f32) {
        let page = &self.style.page;
        (pt_from_mm(page.width_mm), pt_from_mm(page.height_mm))
    }

    /// Lines of the cover below each other.
    fn cover_lines(
        &self,
        parts: &[(&Vec<Inline>, &ParagraphStyle)],
        measure: f32,
    ) -> Vec<FlowItem> {
        let owner = Owner::Element(self.document.cover.id, Part::Content);
        let lines = parts.iter();
        lines.flat_map(|(text, style)| self.owned_lines(owner, text, style, measure)).collect()
    }
}

impl<'c> Plan<'c> {
    fn new(context: &'c Context<'c>) -> Plan<'c> {
        let (width, height) = context.page_size();
        let margin = width * MARGIN;
        let band = height * context.style.cover.band;
        let [publisher, title, event] = [const { Vec::new() }; 3];
        let plan =
            Plan { context, width, height, margin, band, publisher, title, event, logo: None };
        Plan { logo: plan.logo_size(), ..plan }.with_lines()
    }

    fn with_lines(self) -> Plan<'c> {
        let context = self.context;
        let (cover, styles) = (&context.document.cover, &context.style.paragraphs);
        let publisher =
            [(&cover.publisher, &styles.cover_publisher), (&cover.office, &styles.cover_office)];
        let title = [
            (&cover.series, &styles.cover_series),
            (&cover.title, &styles.cover_title),
            (&cover.subtitle, &styles.cover_subtitle),
        ];
        let event = [(&cover.venue, &styles.cover_venue), (&cover.dates, &styles.cover_venue)];
        Plan {
            publisher: context.cover_lines(&publisher, self.measure()),
            title: context.cover_lines(&title, self.measure()),
            event: context.cover_lines(&event, self.measure() - self.beside_event()),
            ..self
        }
    }

    fn measure(&self) -> f32 {
        self.width - 2.0 * self.margin
    }

    fn gap(&self) -> f32 {
        self.margin * GAP
    }

    /// Everything on the cover, in the order in which it is read.
    fn items(mut self) -> Vec<Item> {
        let mut items: Vec<Item> = self.background().into_iter().collect();
        items.push(self.fill(Rect { height: self.band, ..self.page() }, Colour::Primary));
        items.extend(self.below_band());
        items.extend(self.panel());
        items.extend(self.logo_at(LogoPlace::Band));
        let publisher = (self.publisher_top(), std::mem::take(&mut self.publisher));
        items.extend(self.set(publisher));
        items.extend(self.logo_at(LogoPlace::AboveTitle));
        let below_title = self.below_title();
        let (title, event) = (self.title_top(), self.event_top());
        let (title_lines, event_lines) =
            (std::mem::take(&mut self.title), std::mem::take(&mut self.event));
        items.extend(self.set((title, title_lines)));
        items.extend(below_title);
        items.extend(self.set((event, event_lines)));
        items.extend(self.logo_at(LogoPlace::Foot));
        items
    }

    /// Lines below each other, the first at a height.
    fn set(&self, (top, lines): (f32, Vec<FlowItem>)) -> Vec<Item> {
        let mut y = top;
        let mut items = Vec::new();
        for (index, item) in lines.into_iter().enumerate() {
            y += if index > 0 { item.before } else { 0.0 };
            items.extend(moved(item.items, self.margin, y));
            y += item.row.height;
        }
        items
    }

    fn page(&self) -> Rect {
        Rect { x: 0.0, y: 0.0, width: self.width, height: self.height }
    }

    fn fill(&self, rect: Rect, colour: Colour) -> Item {
        Item::Fill { rect, colour, owner: Owner::Artifact(Artifact::Background) }
    }

    /// Where venue and dates end, or the logo below them.
    fn foot(&self) -> f32 {
        self.height - AIR * self.margin
    }

    fn publisher_top(&self) -> f32 {
        self.band - 0.6 * self.margin - depth(&self.publisher)
    }

    fn event_top(&self) -> f32 {
        self.foot() - self.below_event() - depth(&self.event)
    }

    /// Below the band, what stands between taken off; above the foot on a background.
    fn title_top(&self) -> f32 {
        let logo = self.logo_height(LogoPlace::AboveTitle);
        match self.picture_style(CoverPicturePlace::Background) {
            Some(_) => self.event_top() - 1.5 * self.gap() - depth(&self.title),
            None => self.text_top() + logo,
        }
    }

    /// Where the words below the band begin, the picture below it taken off.
    fn text_top(&self) -> f32 {
        let picture = self.picture_below_band().map_or(0.0, |rect| rect.height);
        self.band + picture + AIR * self.margin
    }
}

/// The depth of lines below each other, in points.
fn depth(lines: &[FlowItem]) -> f32 {
    lines.iter().skip(1).map(|item| item.before).sum::<f32>()
        + lines.iter().map(|item| item.row.height).sum::<f32>()
}

//! The parts of a cover and the distances between them.

use crate::layout::flow::Context;
use crate::layout::flow::flow_item::FlowItem;
use crate::layout::page::{Artifact, Item, Owner, Rect};
use crate::templates::Colour;

/// The side margins, as a share of the page's width.
const MARGIN: f32 = 0.1333;

/// The space from the band to the title, and from the venue to the foot of the page, in margins.
pub const TEXT_SPACE: f32 = 0.9;

/// The space around pictures and logos, and within the panel on a background, in margins.
const GAP: f32 = 0.45;

/// The parts of a cover; lengths are points, positions count from the top left corner of the page.
pub struct CoverLayout<'c> {
    /// The document and its template.
    pub context: Context<'c>,
    /// The width of the page.
    pub width: f32,
    /// The height of the page.
    pub height: f32,
    /// The side margins.
    pub margin: f32,
    /// The bottom of the band.
    pub band: f32,
    /// Series, title and subtitle.
    pub title: Vec<FlowItem>,
    /// Venue and dates.
    pub event: Vec<FlowItem>,
    /// Publisher and office.
    pub publisher: Vec<FlowItem>,
    /// Width and height of the logo.
    pub logo: Option<(f32, f32)>,
}

impl<'c> CoverLayout<'c> {
    /// A cover without texts and logo.
    pub fn new(context: Context<'c>, width: f32, height: f32) -> CoverLayout<'c> {
        let band = height * context.style.cover.band;
        let [publisher, title, event] = [const { Vec::new() }; 3];
        let margin = width * MARGIN;
        CoverLayout { context, width, height, margin, band, publisher, title, event, logo: None }
    }

    /// The width of the texts.
    pub fn measure(&self) -> f32 {
        self.width - 2.0 * self.margin
    }

    /// The space around pictures and logos.
    pub fn gap(&self) -> f32 {
        self.margin * GAP
    }

    /// The bottom of the venue, or of the logo below it.
    pub fn foot(&self) -> f32 {
        self.height - TEXT_SPACE * self.margin
    }

    /// The page.
    pub fn page(&self) -> Rect {
        Rect { x: 0.0, y: 0.0, width: self.width, height: self.height }
    }

    /// A coloured rectangle.
    pub fn fill(&self, rect: Rect, colour: Colour) -> Item {
        Item::Fill { rect, colour, owner: Owner::Artifact(Artifact::Background) }
    }
}

/// The depth of lines one below the other, in points.
pub fn depth(lines: &[FlowItem]) -> f32 {
    lines.iter().skip(1).map(|line| line.spacing.before).sum::<f32>()
        + lines.iter().map(|line| line.content.height).sum::<f32>()
}

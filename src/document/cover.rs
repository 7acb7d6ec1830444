//! What stands on the cover.

use super::{ElementId, ImageId, Inline};

/// What stands on the cover, from top to foot. Every field but the title may be empty.
#[derive(Clone, Debug)]
pub struct Cover {
    /// The element of the cover.
    pub id: ElementId,
    /// The organisation that publishes.
    pub publisher: Vec<Inline>,
    /// The office within it.
    pub office: Vec<Inline>,
    /// The series line: "Highlights of the 16th … conference".
    pub series: Vec<Inline>,
    /// The title of the report. It is a title, not a heading.
    pub title: Vec<Inline>,
    /// The subtitle.
    pub subtitle: Vec<Inline>,
    /// Where the event took place.
    pub venue: Vec<Inline>,
    /// When it took place, written out: "11–12 April 2016".
    pub dates: Vec<Inline>,
    /// The logo.
    pub logo: Option<CoverPicture>,
    /// A picture besides.
    pub picture: Option<CoverPicture>,
    /// The cover of the e-book, where the editor brings one.
    pub ebook: Option<ImageId>,
}

/// A picture of the cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverPicture {
    /// Its element.
    pub id: ElementId,
    /// The picture.
    pub image: ImageId,
    /// What it shows; empty where it only adorns.
    pub alternative: String,
    /// Whether it only adorns.
    pub decorative: bool,
}

impl Cover {
    /// The parts of the cover that hold text, in reading order.
    pub fn lines(&self) -> impl Iterator<Item = &[Inline]> {
        [
            &self.publisher,
            &self.office,
            &self.series,
            &self.title,
            &self.subtitle,
            &self.venue,
            &self.dates,
        ]
        .into_iter()
        .filter(|line| !line.is_empty())
        .map(Vec::as_slice)
    }
}

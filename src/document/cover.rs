//! The cover.

use super::{ElementId, ImageId, Inline};

/// The content of the cover from top to bottom. Every field except the title may be empty.
#[derive(Clone, Debug)]
pub struct Cover {
    /// The element of the cover.
    pub id: ElementId,
    /// The publisher.
    pub publisher: Vec<Inline>,
    /// The office of the publisher.
    pub office: Vec<Inline>,
    /// The series line: "Highlights of the 16th … conference".
    pub series: Vec<Inline>,
    /// The title of the report, which is not a heading.
    pub title: Vec<Inline>,
    /// The subtitle.
    pub subtitle: Vec<Inline>,
    /// The venue of the event.
    pub venue: Vec<Inline>,
    /// The dates of the event, "11–12 April 2016"; the date of publication if there is no event.
    pub dates: Vec<Inline>,
    /// The status of the document: "Draft for comment".
    pub status: Vec<Inline>,
    /// The authors: "Authors: Ana Horvat and Klara Berg".
    pub authors: Vec<Inline>,
    /// The editors, if the report has no imprint: "Editors: Ana Horvat and Klara Berg".
    pub editors: Vec<Inline>,
    /// The date of publication, if the report has an event but no imprint.
    pub published: Vec<Inline>,
    /// The logo.
    pub logo: Option<CoverPicture>,
    /// The cover picture.
    pub picture: Option<CoverPicture>,
    /// The cover of the e-book, if the report provides one.
    pub ebook: Option<ImageId>,
}

/// A picture of the cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverPicture {
    /// Its element.
    pub id: ElementId,
    /// The picture.
    pub image: ImageId,
    /// The alternative text; empty if decorative.
    pub alternative: String,
    /// Whether it is decorative.
    pub decorative: bool,
}

impl Cover {
    /// The lines at the foot of the cover, some of which may be empty: status, authors, venue, dates,
    /// editors, date of publication.
    pub fn foot(&self) -> [&Vec<Inline>; 6] {
        [&self.status, &self.authors, &self.venue, &self.dates, &self.editors, &self.published]
    }

    /// The lines of text in reading order.
    pub fn lines(&self) -> impl Iterator<Item = &[Inline]> {
        [&self.publisher, &self.office, &self.series, &self.title, &self.subtitle]
            .into_iter()
            .chain(self.foot())
            .filter(|line| !line.is_empty())
            .map(Vec::as_slice)
    }
}

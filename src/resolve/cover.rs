//! The lines of the cover.

use super::{Resolver, wording};
use crate::document::{Cover, Inline};
use crate::source::schema::Event;

impl Resolver<'_> {
    /// The cover, from publication data and event.
    pub(super) fn cover(&mut self) -> Cover {
        let publication = &self.report.publication;
        let event = self.report.event.as_ref();
        Cover {
            id: self.anchors.named("cover"),
            publisher: self.inlines(&publication.publisher),
            office: self.optional_inlines(publication.office.as_ref()),
            series: self.optional_inlines(wording::series(self.report, self.labels).as_ref()),
            title: self.inlines(&publication.title),
            subtitle: self.optional_inlines(publication.subtitle.as_ref()),
            venue: self.optional_inlines(event.and_then(|event| event.venue.as_ref())),
            dates: event.map(|event| self.event_dates(event)).unwrap_or_default(),
        }
    }

    fn event_dates(&self, event: &Event) -> Vec<Inline> {
        let from = wording::parse_date(&event.from);
        let to = event.to.as_deref().map_or(from, wording::parse_date);
        let dates = from.zip(to).map(|(from, to)| wording::days(from, to, self.labels));
        dates.into_iter().map(Inline::Text).collect()
    }
}

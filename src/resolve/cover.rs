//! Resolves the cover.

use super::{Resolver, dates, titles};
use crate::document::{Cover, CoverPicture, Date, ImageId, Inline};
use crate::origin::Generator;
use crate::source::schema::{self, Event};

impl Resolver<'_> {
    /// The cover, from the metadata of publication and event.
    pub(super) fn cover(&mut self) -> Cover {
        let publication = &self.report.publication;
        let event = self.report.event.as_ref();
        Cover {
            id: self.anchors.named("cover"),
            publisher: self.inlines(&publication.publisher),
            office: self.optional_inlines(publication.office.as_ref()),
            series: self.optional_inlines(titles::series(self.report, self.labels).as_ref()),
            title: self.inlines(&publication.title),
            subtitle: self.optional_inlines(publication.subtitle.as_ref()),
            venue: self.optional_inlines(event.and_then(|event| event.venue.as_ref())),
            dates: event.map(|event| self.event_dates(event)).unwrap_or_default(),
            logo: self.logo(),
            picture: self.cover_picture("cover-picture", publication.cover_picture.as_ref()),
            ebook: publication.ebook_cover.as_deref().and_then(|path| self.image(path)),
        }
    }

    /// The logo of the report, or that of the template.
    fn logo(&mut self) -> Option<CoverPicture> {
        let own = self.report.publication.logo.as_ref();
        if own.is_some() || self.pictures.logo.is_none() {
            return self.cover_picture("cover-logo", own);
        }
        let alternative = self.style.cover.logo.alt.clone();
        Some(CoverPicture {
            id: self.anchors.named("cover-logo"),
            image: ImageId(self.pictures.named.len()),
            decorative: alternative.is_none(),
            alternative: alternative.unwrap_or_default(),
        })
    }

    fn cover_picture(
        &mut self,
        name: &str,
        picture: Option<&schema::CoverPicture>,
    ) -> Option<CoverPicture> {
        let picture = picture?;
        let image = self.image(&picture.image)?;
        let id = self.anchors.named(name);
        let alternative = picture.alt.clone().unwrap_or_default();
        Some(CoverPicture { id, image, alternative, decorative: picture.decorative })
    }

    fn event_dates(&self, event: &Event) -> Vec<Inline> {
        let from = Date::parse(&event.from);
        let to = event.to.as_deref().map_or(from, Date::parse);
        let dates = from.zip(to).map(|(from, to)| dates::days(from, to, self.labels));
        dates.into_iter().map(|dates| Inline::generated(dates, Generator::Date)).collect()
    }
}

//! Resolves the cover.

use super::{Resolver, dates, titles};
use crate::document::{Cover, CoverPicture, ImageId, Inline, Period};
use crate::source::schema::{self, Event};

impl Resolver<'_> {
    /// The cover, from the metadata of publication and event.
    pub(super) fn cover(&mut self) -> Cover {
        let publication = &self.report.publication;
        let event = self.report.event.as_ref();
        let has_imprint = self.report.front.imprint.is_some();
        let [editors, published] = self.colophon().map(|line| match has_imprint {
            true => Vec::new(),
            false => line.unwrap_or_default(),
        });
        Cover {
            id: self.anchors.named("cover"),
            publisher: self.inlines(&publication.publisher),
            office: self.optional_inlines(publication.office.as_ref()),
            series: self.optional_inlines(titles::series(self.report, self.labels).as_ref()),
            title: self.inlines(&publication.title),
            subtitle: self.optional_inlines(publication.subtitle.as_ref()),
            venue: self.optional_inlines(event.and_then(|event| event.venue.as_ref())),
            dates: match event {
                Some(event) => self.event_dates(event),
                None => self.published().unwrap_or_default(),
            },
            status: self.optional_inlines(publication.status.as_ref()),
            authors: self.authors_line().unwrap_or_default(),
            editors,
            published,
            logo: self.logo(),
            picture: self.cover_picture("cover-picture", publication.cover_picture.as_ref()),
            ebook: publication.ebook_cover.as_deref().and_then(|path| self.image(path)),
        }
    }

    /// The logo of the report, or the logo of the template.
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
        let alternative = self.alternative(picture.alt.as_deref());
        Some(CoverPicture { id, image, alternative, decorative: picture.decorative })
    }

    fn event_dates(&mut self, event: &Event) -> Vec<Inline> {
        let from = Period::parse(&event.from);
        let to = event.to.as_deref().map_or(from, Period::parse);
        let dates = from.zip(to).map(|(from, to)| dates::periods(from, to, self.labels));
        dates.map(|dates| self.date(dates)).unwrap_or_default()
    }
}

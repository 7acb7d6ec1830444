//! The title page: the text of the cover page, with the logo.

use super::writer::{Medium, Writer};
use crate::document::Inline;
use crate::export::xml::escape;
use crate::templates::LogoPlace;

impl Writer<'_> {
    /// The title page of an e-book, or that part of the header of a web page.
    pub fn title_page(&mut self) {
        let (element, name) = match self.context.medium {
            Medium::Ebook => ("section", " aria-labelledby=\"the.title\""),
            Medium::WebPage => ("div", ""),
        };
        let (cover, epub_type) = (&self.document.cover, self.epub_type("titlepage"));
        self.raw(&format!("<{element} class=\"title-page\"{epub_type}{name}>\n"));
        self.logo(LogoPlace::Band);
        self.cover_line("publisher", &cover.publisher);
        self.cover_line("office", &cover.office);
        self.logo(LogoPlace::AboveTitle);
        self.cover_line("series", &cover.series);
        self.raw("<h1 class=\"title\" id=\"the.title\">");
        self.inlines(&cover.title);
        self.raw("</h1>\n");
        if !cover.subtitle.is_empty() {
            self.raw("<p class=\"subtitle\" role=\"doc-subtitle\">");
            self.inlines(&cover.subtitle);
            self.raw("</p>\n");
        }
        let classes = ["status", "authors", "venue", "dates", "editors", "published"];
        for (class, content) in classes.iter().zip(cover.foot()) {
            self.cover_line(class, content);
        }
        self.logo(LogoPlace::Foot);
        self.raw(&format!("</{element}>\n"));
    }

    /// The logo, if the template places it here.
    fn logo(&mut self, place: LogoPlace) {
        let logo = self.document.cover.logo.as_ref();
        let Some(logo) = logo.filter(|_| self.context.style.cover.logo.place == place) else {
            return;
        };
        let image = self.context.links.image(logo.image);
        let alternative = escape(&logo.alternative);
        self.raw(&format!("<img class=\"logo\" src=\"{image}\" alt=\"{alternative}\"/>\n"));
    }

    /// A line of the cover, unless it is empty.
    fn cover_line(&mut self, class: &str, content: &[Inline]) {
        if !content.is_empty() {
            self.raw(&format!("<p class=\"{class}\">"));
            self.inlines(content);
            self.raw("</p>\n");
        }
    }
}

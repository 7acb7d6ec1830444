//! The cover page and the title page.

use super::content_document::frame;
use crate::document::{Document, Inline};
use crate::export::CoverImage;
use crate::export::xhtml::writer::Writer;
use crate::export::xml::escape;
use crate::templates::LogoPlace;

/// The page that shows the cover image. If the image is a drawing of the cover page, its alternative
/// text includes that of the picture on the cover page.
pub fn cover_page(document: &Document, cover: &CoverImage) -> String {
    let title = escape(&document.metadata.title);
    let name = escape(&document.words.cover);
    let separator = escape(&document.words.separator);
    let file = cover.name();
    let picture = document.cover.picture.as_ref().filter(|_| document.cover.ebook.is_none());
    let picture = picture.map(|picture| escape(&picture.alternative)).unwrap_or_default();
    let picture = if picture.is_empty() { picture } else { format!(". {picture}") };
    let body = format!(
        "<section class=\"cover\" epub:type=\"cover\" aria-label=\"{name}\">\n\
         <img role=\"doc-cover\" class=\"cover\" src=\"{file}\" alt=\"{name}{separator}{title}{picture}\"/>\n\
         </section>\n"
    );
    frame(document, &document.words.cover, "frontmatter", &body)
}

/// The title page: the text of the cover page, with the logo.
pub fn title_page(writer: &mut Writer) {
    let cover = &writer.document.cover;
    writer.raw(
        "<section class=\"title-page\" epub:type=\"titlepage\" aria-labelledby=\"the.title\">\n",
    );
    logo(writer, LogoPlace::Band);
    line(writer, "publisher", &cover.publisher);
    line(writer, "office", &cover.office);
    logo(writer, LogoPlace::AboveTitle);
    line(writer, "series", &cover.series);
    writer.raw("<h1 class=\"title\" id=\"the.title\">");
    writer.inlines(&cover.title);
    writer.raw("</h1>\n");
    if !cover.subtitle.is_empty() {
        writer.raw("<p class=\"subtitle\" role=\"doc-subtitle\">");
        writer.inlines(&cover.subtitle);
        writer.raw("</p>\n");
    }
    let classes = ["status", "authors", "venue", "dates", "editors", "published"];
    for (class, content) in classes.iter().zip(cover.foot()) {
        line(writer, class, content);
    }
    logo(writer, LogoPlace::Foot);
    writer.raw("</section>\n");
}

/// The logo, if the template places it here.
fn logo(writer: &mut Writer, place: LogoPlace) {
    let logo = writer.document.cover.logo.as_ref();
    let Some(logo) = logo.filter(|_| writer.context.style.cover.logo.place == place) else {
        return;
    };
    let image = writer.context.links.image(logo.image);
    let role = if logo.decorative { " role=\"presentation\"" } else { "" };
    let alternative = escape(&logo.alternative);
    writer.raw(&format!("<img class=\"logo\" src=\"{image}\" alt=\"{alternative}\"{role}/>\n"));
}

/// A line of the cover, unless it is empty.
fn line(writer: &mut Writer, class: &str, content: &[Inline]) {
    if !content.is_empty() {
        writer.raw(&format!("<p class=\"{class}\">"));
        writer.inlines(content);
        writer.raw("</p>\n");
    }
}

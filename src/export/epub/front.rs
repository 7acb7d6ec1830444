//! Cover page and title page.

use super::book::image_name;
use super::writer::Writer;
use super::xhtml::{escape, page};
use crate::document::{Document, Inline};
use crate::export::CoverImage;
use crate::templates::LogoPlace;

/// The page that shows the cover picture. What a picture of the report's shows on a drawn cover is
/// said besides.
pub fn cover(document: &Document, cover: &CoverImage) -> String {
    let title = escape(&document.metadata.title);
    let name = escape(&document.words.cover);
    let file = cover.name();
    let picture = document.cover.picture.as_ref().filter(|_| document.cover.ebook.is_none());
    let shown = picture.map(|picture| escape(&picture.alternative)).unwrap_or_default();
    let shown = if shown.is_empty() { shown } else { format!(". {shown}") };
    let body = format!(
        "<section class=\"cover\" epub:type=\"cover\" aria-label=\"{name}\">\n\
         <img role=\"doc-cover\" class=\"cover\" src=\"{file}\" alt=\"{name}: {title}{shown}\"/>\n\
         </section>\n"
    );
    page(document, &document.words.cover, "frontmatter", &body)
}

/// The lines of the cover as text.
pub fn title_page(writer: &mut Writer) {
    let document = writer.document;
    let cover = &document.cover;
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
    line(writer, "venue", &cover.venue);
    line(writer, "dates", &cover.dates);
    logo(writer, LogoPlace::Foot);
    writer.raw("</section>\n");
}

/// The logo, if this is its place.
fn logo(writer: &mut Writer, place: LogoPlace) {
    let logo = writer.document.cover.logo.as_ref();
    let Some(logo) = logo.filter(|_| writer.style.cover.logo.place == place) else { return };
    let image = image_name(writer.document, logo.image);
    let role = if logo.decorative { " role=\"presentation\"" } else { "" };
    let alternative = escape(&logo.alternative);
    writer.raw(&format!("<img class=\"logo\" src=\"{image}\" alt=\"{alternative}\"{role}/>\n"));
}

fn line(writer: &mut Writer, class: &str, content: &[Inline]) {
    if !content.is_empty() {
        writer.raw(&format!("<p class=\"{class}\">"));
        writer.inlines(content);
        writer.raw("</p>\n");
    }
}

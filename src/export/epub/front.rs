//! Cover page and title page.

use super::writer::Writer;
use super::xhtml::{escape, page};
use crate::document::{Document, Inline};

/// The page that shows the cover picture.
pub fn cover(document: &Document) -> String {
    let title = escape(&document.metadata.title);
    let name = escape(&document.words.cover);
    let body = format!(
        "<section epub:type=\"cover\" aria-label=\"{name}\">\n\
         <img role=\"doc-cover\" class=\"cover\" src=\"cover.png\" alt=\"{name}: {title}\"/>\n\
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
    line(writer, "publisher", &cover.publisher);
    line(writer, "office", &cover.office);
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
    writer.raw("</section>\n");
}

fn line(writer: &mut Writer, class: &str, content: &[Inline]) {
    if !content.is_empty() {
        writer.raw(&format!("<p class=\"{class}\">"));
        writer.inlines(content);
        writer.raw("</p>\n");
    }
}

//! The metadata of the package document, EPUB 3.3 §5.5 and EPUB Accessibility 1.1.

use std::fmt::Write as _;

use super::book::Book;
use super::xhtml::escape;
use crate::document::Document;

/// The `metadata` element.
pub fn write(document: &Document, book: &Book) -> String {
    let metadata = &document.metadata;
    let mut out = String::from("  <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
    let mut line = |xml: String| {
        let _ = writeln!(out, "    {xml}");
    };
    line(dc("identifier", " id=\"epub-id-1\"", &metadata.identifier));
    line(dc("title", " id=\"title\"", &metadata.title));
    line(refines("title", "title-type", "main"));
    if let Some(subtitle) = &metadata.subtitle {
        line(dc("title", " id=\"subtitle\"", subtitle));
        line(refines("subtitle", "title-type", "subtitle"));
    }
    line(dc("language", "", &document.language));
    line(dc("creator", " id=\"creator\"", &metadata.creator));
    line(dc("publisher", "", &metadata.publisher));
    line(dc("date", "", &metadata.date.iso()));
    line(meta("dcterms:modified", &metadata.date.iso_midnight()));
    metadata.description.iter().for_each(|text| line(dc("description", "", text)));
    metadata.keywords.iter().for_each(|keyword| line(dc("subject", "", keyword)));
    metadata.rights.iter().for_each(|rights| line(dc("rights", "", rights)));
    for (index, contributor) in metadata.contributors.iter().enumerate() {
        let id = format!("contributor-{}", index + 1);
        line(dc("contributor", &format!(" id=\"{id}\""), &contributor.name));
        line(format!(
            "<meta refines=\"#{id}\" property=\"role\" scheme=\"marc:relators\">{}</meta>",
            contributor.relator
        ));
    }
    if let Some(series) = &metadata.series {
        line(format!(
            "<meta property=\"belongs-to-collection\" id=\"series\">{}</meta>",
            escape(series)
        ));
        line(refines("series", "collection-type", "series"));
    }
    accessibility(document, book).into_iter().for_each(|(name, value)| line(meta(name, value)));
    line("<meta name=\"cover\" content=\"cover-image\"/>".into());
    out.push_str("  </metadata>\n");
    out
}

/// What holds of every book that is written here.
fn accessibility(document: &Document, book: &Book) -> Vec<(&'static str, &'static str)> {
    let mut lines = vec![("schema:accessMode", "textual")];
    if !document.images.is_empty() {
        lines.push(("schema:accessMode", "visual"));
    }
    let features = [
        "alternativeText",
        "tableOfContents",
        "readingOrder",
        "structuralNavigation",
        "displayTransformability",
        "ARIA",
    ];
    lines.extend(features.map(|feature| ("schema:accessibilityFeature", feature)));
    if !book.pages.is_empty() {
        lines.push(("schema:accessibilityFeature", "pageBreakMarkers"));
        lines.push(("schema:accessibilityFeature", "pageNavigation"));
        lines.push(("pageBreakSource", "none"));
    }
    lines.push(("schema:accessModeSufficient", "textual"));
    lines.push(("schema:accessibilityHazard", "none"));
    let summary = "Text that reflows, with headings, lists, tables and notes marked up as such, \
                   alternative texts for pictures, and the page numbers of the PDF.";
    lines.push(("schema:accessibilitySummary", summary));
    lines
}

fn dc(name: &str, attributes: &str, text: &str) -> String {
    format!("<dc:{name}{attributes}>{}</dc:{name}>", escape(text))
}

fn meta(property: &str, text: &str) -> String {
    format!("<meta property=\"{property}\">{}</meta>", escape(text))
}

fn refines(id: &str, property: &str, text: &str) -> String {
    format!("<meta refines=\"#{id}\" property=\"{property}\">{}</meta>", escape(text))
}

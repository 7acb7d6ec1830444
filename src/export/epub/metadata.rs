//! The metadata of the package document, EPUB 3.3 §5.5 and EPUB Accessibility 1.1.

use super::publication::Publication;
use crate::document::{Certifier, Document, Metadata};
use crate::export::xml::escape;

/// Writes the `metadata` element.
pub fn write(document: &Document, publication: &Publication) -> String {
    let metadata = &document.metadata;
    let catalogue = &metadata.catalogue;
    let mut lines = vec![dc("identifier", " id=\"epub-id-1\"", &catalogue.identifier)];
    lines.extend(titles(metadata));
    lines.push(dc("language", "", &document.language));
    lines.extend(creators(metadata));
    lines.push(dc("publisher", "", &metadata.publisher));
    lines.push(dc("date", "", &catalogue.published.unwrap_or(metadata.date).iso()));
    lines.push(meta("dcterms:modified", &metadata.date.first().iso_midnight()));
    lines.extend(metadata.description.iter().map(|text| dc("description", "", text)));
    lines.extend(metadata.keywords.iter().map(|keyword| dc("subject", "", keyword)));
    lines.extend(metadata.rights.iter().map(|rights| dc("rights", "", rights)));
    lines.extend(contributors(metadata));
    lines.extend(collection(metadata));
    lines.extend(accessibility(document, publication));
    lines.extend(catalogue.certifier.iter().flat_map(conformance));
    lines.push("<meta name=\"cover\" content=\"cover-image\"/>".into());
    let lines: String = lines.iter().map(|line| format!("    {line}\n")).collect();
    format!("  <metadata xmlns:dc=\"{DUBLIN_CORE}\">\n{lines}  </metadata>\n")
}

const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";

/// The titles with their types, the main title first (EPUB 3.3 appendix D.4.11).
fn titles(metadata: &Metadata) -> Vec<String> {
    let catalogue = &metadata.catalogue;
    let series = catalogue.series_title.as_ref();
    // A report without a subtitle uses the series line as its subtitle elsewhere.
    let subtitle = metadata.subtitle.as_ref().filter(|subtitle| Some(*subtitle) != series);
    let titles = [
        ("title", "main", Some(&metadata.title)),
        ("subtitle", "subtitle", subtitle),
        ("short-title", "short", catalogue.short_title.as_ref()),
        ("series-title", "collection", series),
    ];
    let titles = titles.into_iter().filter_map(|(id, kind, title)| Some((id, kind, title?)));
    let lines = titles.zip(1..).map(|((id, kind, title), place)| {
        [
            dc("title", &format!(" id=\"{id}\""), title),
            refines(id, "title-type", kind),
            refines(id, "display-seq", &place.to_string()),
        ]
    });
    lines.flatten().collect()
}

/// The authors, then the issuing body, which is the creator of a report without authors.
fn creators(metadata: &Metadata) -> Vec<String> {
    let authors = metadata.contributors.iter().filter(|it| it.is_author());
    let mut lines = Vec::new();
    for (author, number) in authors.zip(1..) {
        let id = format!("author-{number}");
        lines.push(dc("creator", &format!(" id=\"{id}\""), &author.name));
        lines.extend(author.relators.iter().map(|role| relator(&id, role)));
        lines.extend(author.sort_name.iter().map(|name| refines(&id, "file-as", name)));
        let orcid = author.orcid.iter().map(|orcid| format!("https://orcid.org/{orcid}"));
        lines.extend(orcid.map(|orcid| refines(&id, "dcterms:identifier", &orcid)));
    }
    let element = if lines.is_empty() { "creator" } else { "contributor" };
    lines.push(dc(element, " id=\"creator\"", &metadata.creator));
    lines.push(relator("creator", "isb"));
    lines
}

/// The contributors other than authors.
fn contributors(metadata: &Metadata) -> Vec<String> {
    let mut lines = Vec::new();
    let contributors = metadata.contributors.iter().filter(|it| !it.is_author());
    for (contributor, number) in contributors.zip(1..) {
        let id = format!("contributor-{number}");
        lines.push(dc("contributor", &format!(" id=\"{id}\""), &contributor.name));
        lines.extend(contributor.relators.iter().map(|role| relator(&id, role)));
    }
    lines
}

/// The role of a contributor, as a MARC relator code.
fn relator(id: &str, code: &str) -> String {
    format!("<meta refines=\"#{id}\" property=\"role\" scheme=\"marc:relators\">{code}</meta>")
}

/// The series of publications. An event does not count as one.
fn collection(metadata: &Metadata) -> Vec<String> {
    let Some(collection) = &metadata.catalogue.collection else { return Vec::new() };
    let title = escape(&collection.title);
    let mut lines = vec![
        format!("<meta property=\"belongs-to-collection\" id=\"series\">{title}</meta>"),
        refines("series", "collection-type", "series"),
    ];
    lines.extend(collection.number.map(|it| refines("series", "group-position", &it.to_string())));
    let issn = collection.issn.iter();
    lines.extend(issn.map(|it| refines("series", "dcterms:identifier", &format!("urn:issn:{it}"))));
    lines
}

/// Accessibility metadata (EPUB Accessibility 1.1 §2). It is true of every EPUB written here.
fn accessibility(document: &Document, publication: &Publication) -> Vec<String> {
    let mut lines = vec![meta("schema:accessMode", "textual")];
    if !document.images.is_empty() {
        lines.push(meta("schema:accessMode", "visual"));
    }
    lines.push(meta("schema:accessModeSufficient", "textual"));
    lines.extend(FEATURES.map(|feature| meta("schema:accessibilityFeature", feature)));
    if !publication.page_list.is_empty() {
        lines.push(meta("schema:accessibilityFeature", "pageBreakMarkers"));
        lines.push(meta("schema:accessibilityFeature", "pageNavigation"));
        // The source of the page breaks is the PDF, named by its identifier.
        lines.push(meta("pageBreakSource", &document.metadata.identifier));
    }
    lines.push(meta("schema:accessibilityHazard", "none"));
    lines.push(meta("schema:accessibilitySummary", &document.words.accessibility));
    lines
}

/// Values of `schema:accessibilityFeature`.
const FEATURES: [&str; 6] = [
    "alternativeText",
    "tableOfContents",
    "readingOrder",
    "structuralNavigation",
    "displayTransformability",
    "ARIA",
];

/// The conformance claim, which is made only in the name of a certifier.
fn conformance(certifier: &Certifier) -> Vec<String> {
    let standard = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA";
    let name = escape(&certifier.name);
    let mut lines = vec![
        format!("<meta property=\"dcterms:conformsTo\" id=\"conformance\">{standard}</meta>"),
        format!(
            "<meta refines=\"#conformance\" property=\"a11y:certifiedBy\" id=\"certifier\">{name}</meta>"
        ),
    ];
    let credential = certifier.credential.as_ref();
    lines.extend(credential.map(|it| refines("certifier", "a11y:certifierCredential", it)));
    let report = certifier.report.as_ref().map(|address| {
        let address = escape(address);
        format!("<link refines=\"#certifier\" rel=\"a11y:certifierReport\" href=\"{address}\"/>")
    });
    lines.extend(report);
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

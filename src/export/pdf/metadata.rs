//! Document metadata: XMP (ISO 16684-1) and the information dictionary (ISO 32000-1 §14.3), which
//! must agree.

use lopdf::{Dictionary, dictionary};
use uuid::Uuid;

use super::object::{byte_string, text_string};
use super::settings::{Archive, Standards, Version};
use crate::document::{Contributor, Document, Metadata};
use crate::export::xml::{escape, escape_content};

/// Value of Creator and Producer.
const PRODUCER: &str = concat!("plenary ", env!("CARGO_PKG_VERSION"));

/// Builds the information dictionary.
pub fn information(metadata: &Metadata) -> Dictionary {
    let date = byte_string(&format!("D:{}000000Z", metadata.date.first().iso().replace('-', "")));
    let mut information = dictionary! {
        "Title" => text_string(&metadata.title),
        "Author" => text_string(&metadata.creators_line()),
        "Creator" => text_string(PRODUCER),
        "Producer" => text_string(PRODUCER),
        "CreationDate" => date.clone(),
        "ModDate" => date,
    };
    if let Some(description) = &metadata.description {
        information.set("Subject", text_string(description));
    }
    if !metadata.keywords.is_empty() {
        information.set("Keywords", text_string(&metadata.keywords.join(", ")));
    }
    information
}

/// PDF/X version of the file for print.
pub const PDF_X: &str = "PDF/X-4";

/// Returns the XMP packet of a file for readers, with the standards that it conforms to.
pub fn packet(document: &Document, standards: Standards) -> String {
    let mut packet = Packet::common(document);
    if let Some(archive) = standards.archive {
        packet.archive(archive);
    }
    match (standards.accessible, standards.version) {
        (false, _) => {}
        (true, Version::Pdf17) => packet.simple("pdfuaid:part", "1"),
        (true, Version::Pdf20) => {
            packet.simple("pdfuaid:part", "2");
            packet.simple("pdfuaid:rev", "2024");
        }
    }
    packet.line("</rdf:Description>");
    if standards.accessible && standards.archive.is_some_and(wants_schemas) {
        packet.line(ACCESSIBILITY_SCHEMA);
    }
    packet.line(FOOT);
    packet.0
}

/// Whether properties from other standards need an extension schema (ISO 19005-2 §6.6.2.3).
fn wants_schemas(archive: Archive) -> bool {
    match archive {
        Archive::A2a | Archive::A3a => true,
        Archive::A4 => false,
    }
}

/// Returns the XMP packet of a file for print, with the properties required by PDF/X-4 (ISO 15930-7
/// §6.8).
pub fn print_packet(document: &Document) -> String {
    let mut packet = Packet::common(document);
    packet.simple("xmpMM:VersionID", "1");
    packet.simple("xmpMM:RenditionClass", "default");
    packet.simple("pdf:Trapped", "False");
    packet.simple("pdfxid:GTS_PDFXVersion", PDF_X);
    packet.line("</rdf:Description>");
    packet.line(FOOT);
    packet.0
}

const HEAD: &str = "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>
<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">
<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" \
xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\" \
xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">";

/// PDF/A extension schema that describes the PDF/UA property (ISO 19005-2 §6.6.2.3).
const ACCESSIBILITY_SCHEMA: &str = "\
<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"><pdfaExtension:schemas><rdf:Bag>
<rdf:li rdf:parseType=\"Resource\">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>";

const FOOT: &str = "</rdf:RDF></x:xmpmeta>
<?xpacket end=\"w\"?>";

/// An XMP packet under construction.
#[derive(Default)]
struct Packet(String);

impl Packet {
    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    /// Starts a packet with the properties common to all files; the description stays open.
    fn common(document: &Document) -> Packet {
        let metadata = &document.metadata;
        let mut packet = Packet::default();
        packet.line(HEAD);
        packet.dublin_core(metadata, &document.language);
        packet.simple("xmpMM:DocumentID", &document_id(metadata));
        packet.simple("xmp:CreateDate", &metadata.date.first().iso_midnight());
        packet.simple("xmp:ModifyDate", &metadata.date.first().iso_midnight());
        packet.simple("xmp:MetadataDate", &metadata.date.first().iso_midnight());
        packet.simple("xmp:CreatorTool", PRODUCER);
        packet.simple("pdf:Producer", PRODUCER);
        if !metadata.keywords.is_empty() {
            packet.simple("pdf:Keywords", &metadata.keywords.join(", "));
        }
        packet
    }

    /// Adds the part of PDF/A and its conformance level or revision.
    fn archive(&mut self, archive: Archive) {
        let (part, more, value) = match archive {
            Archive::A2a => ("2", "pdfaid:conformance", "A"),
            Archive::A3a => ("3", "pdfaid:conformance", "A"),
            Archive::A4 => ("4", "pdfaid:rev", "2020"),
        };
        self.simple("pdfaid:part", part);
        self.simple(more, value);
    }

    fn dublin_core(&mut self, metadata: &Metadata, language: &str) {
        self.simple("dc:format", "application/pdf");
        self.simple("dc:identifier", &metadata.identifier);
        self.titles(metadata, language);
        self.array("dc:creator", "Seq", &metadata.creators());
        self.array("dc:contributor", "Bag", &names(&metadata.contributors));
        self.array("dc:publisher", "Bag", &[&metadata.publisher]);
        self.array("dc:date", "Seq", &[&metadata.date.iso()]);
        self.array("dc:language", "Bag", &[language]);
        if let Some(description) = &metadata.description {
            self.alternatives("dc:description", description, language);
        }
        if let Some(rights) = &metadata.rights {
            self.alternatives("dc:rights", rights, language);
        }
        let keywords: Vec<&str> = metadata.keywords.iter().map(String::as_str).collect();
        self.array("dc:subject", "Bag", &keywords);
    }

    fn simple(&mut self, property: &str, value: &str) {
        self.line(&format!("<{property}>{}</{property}>", escape_content(value)));
    }

    /// Adds the title and its translations.
    fn titles(&mut self, metadata: &Metadata, language: &str) {
        let title = metadata.title.as_str();
        let others = metadata.catalogue.other_titles.iter();
        let others = others.filter(|(other, _)| !other.eq_ignore_ascii_case(language));
        let others = others.map(|(language, title)| (language.as_str(), title.as_str()));
        self.languages(
            "dc:title",
            [("x-default", title), (language, title)].into_iter().chain(others),
        );
    }

    /// Adds a text in the report's language, which is also the default.
    fn alternatives(&mut self, property: &str, value: &str, language: &str) {
        self.languages(property, [("x-default", value), (language, value)].into_iter());
    }

    /// Adds a text in several languages, the default first (ISO 16684-1 §8.2.2.4).
    fn languages<'t>(&mut self, property: &str, texts: impl Iterator<Item = (&'t str, &'t str)>) {
        let item = |(language, text)| {
            format!("<rdf:li xml:lang=\"{}\">{}</rdf:li>", escape(language), escape_content(text))
        };
        let items: String = texts.map(item).collect();
        self.line(&format!("<{property}><rdf:Alt>{items}</rdf:Alt></{property}>"));
    }

    /// Adds an array of values, unless it is empty.
    fn array(&mut self, property: &str, kind: &str, values: &[&str]) {
        if values.is_empty() {
            return;
        }
        let items: String = values
            .iter()
            .map(|value| format!("<rdf:li>{}</rdf:li>", escape_content(value)))
            .collect();
        self.line(&format!("<{property}><rdf:{kind}>{items}</rdf:{kind}></{property}>"));
    }
}

/// The names of contributors other than authors, without duplicates.
fn names(contributors: &[Contributor]) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for contributor in contributors.iter().filter(|it| !it.is_author()) {
        if !names.contains(&contributor.name.as_str()) {
            names.push(&contributor.name);
        }
    }
    names
}

/// Document identifier, the same in every build.
fn document_id(metadata: &Metadata) -> String {
    format!("uuid:{}", Uuid::new_v5(&Uuid::NAMESPACE_URL, metadata.identifier.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn each_language_has_one_title() {
        let mut document = sample::document();
        let titles = [("fr", "Un <rapport>"), ("en-gb", "Twice"), ("ru", "Доклад")];
        document.metadata.catalogue.other_titles =
            titles.map(|(language, title)| (language.into(), title.into())).to_vec();
        let packet = packet(&document, Standards::default());
        let titles = packet.lines().find(|line| line.starts_with("<dc:title>")).unwrap();
        let expected = "<dc:title><rdf:Alt>\
             <rdf:li xml:lang=\"x-default\">A &lt;report&gt; &amp; more</rdf:li>\
             <rdf:li xml:lang=\"en-GB\">A &lt;report&gt; &amp; more</rdf:li>\
             <rdf:li xml:lang=\"fr\">Un &lt;rapport&gt;</rdf:li>\
             <rdf:li xml:lang=\"ru\">Доклад</rdf:li></rdf:Alt></dc:title>";
        assert_eq!(titles, expected);
    }
}

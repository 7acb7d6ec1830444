//! The parts of the package, apart from the stories of text, and the package itself.

mod embedded_font;
mod font_table;
mod numbering;
mod properties;
mod relationships;
mod settings;
mod theme;

use super::note_part;
use crate::cache::Cache;
use crate::document::{Document, NoteKind};
use crate::export::ExportError;
use crate::export::package::Package;
use crate::fonts::Fonts;
use crate::templates::FontFamily;

pub use embedded_font::EmbeddedFont;
pub use numbering::numbering;
pub use relationships::Relationship;
pub use settings::settings;
pub use theme::theme;

use font_table::font_table;

const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
const THEME_TYPE: &str = "application/vnd.openxmlformats-officedocument.theme+xml";
const CORE_TYPE: &str = "application/vnd.openxmlformats-package.core-properties+xml";
const EXTENDED_TYPE: &str = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
const CUSTOM_TYPE: &str = "application/vnd.openxmlformats-officedocument.custom-properties+xml";
const CUSTOM_XML_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.customXmlProperties+xml";
const RELATIONSHIPS_TYPE: &str = "application/vnd.openxmlformats-package.relationships+xml";
const CORE_RELATIONSHIP: &str =
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";

/// The parts of a package under construction.
pub struct Parts {
    parts: Vec<Part>,
    /// The relationships of the main document part.
    pub document_relationships: Vec<Relationship>,
    /// The relationships of the notes part.
    pub note_relationships: Vec<Relationship>,
    note_kind: NoteKind,
}

struct Part {
    name: String,
    storage: Storage,
    bytes: Vec<u8>,
}

/// How a part is stored.
enum Storage {
    /// Compressed, with a content type.
    Typed(String),
    /// Compressed; the file extension determines the content type.
    Deflated,
    /// As it is; the file extension determines the content type.
    Stored,
}

impl Parts {
    /// The parts of a file with footnotes or endnotes.
    pub fn new(note_kind: NoteKind) -> Parts {
        Parts {
            parts: Vec::new(),
            document_relationships: Vec::new(),
            note_relationships: Vec::new(),
            note_kind,
        }
    }

    fn add(&mut self, name: &str, content_type: &str, bytes: Vec<u8>) {
        let (name, storage) = (name.into(), Storage::Typed(content_type.into()));
        self.parts.push(Part { name, storage, bytes });
    }

    /// Adds `word/document.xml`.
    pub fn add_main_document(&mut self, bytes: Vec<u8>) {
        self.add("word/document.xml", &format!("{WORD_TYPE}document.main+xml"), bytes);
    }

    /// Adds a part that the main document refers to by its kind: `styles` becomes `word/styles.xml`.
    pub fn add_word(&mut self, kind: &'static str, bytes: Vec<u8>) {
        self.add_header_footer(kind, kind, bytes);
    }

    /// Adds a part of WordprocessingML with a separate name: `word/headerTitle.xml`.
    pub fn add_header_footer(&mut self, kind: &'static str, name: &str, bytes: Vec<u8>) {
        let file = format!("{name}.xml");
        self.document_relationships.push(Relationship::part(name, kind, &file));
        self.add(&format!("word/{file}"), &format!("{WORD_TYPE}{kind}+xml"), bytes);
    }

    /// Adds the theme.
    pub fn add_theme(&mut self, bytes: Vec<u8>) {
        let file = "theme/theme1.xml";
        self.document_relationships.push(Relationship::part("theme", "theme", file));
        self.add(&format!("word/{file}"), THEME_TYPE, bytes);
    }

    /// Adds a file in the media folder, which the main document refers to by `relationship`.
    pub fn add_media(&mut self, relationship: String, file: &str, bytes: Vec<u8>) {
        let target = format!("media/{file}");
        let name = format!("word/{target}");
        self.parts.push(Part { name, storage: Storage::Stored, bytes });
        self.document_relationships.push(Relationship::part(relationship, "image", target));
    }

    /// Adds the font table with the fonts that it embeds.
    pub fn add_fonts(
        &mut self,
        families: &[&FontFamily],
        fonts: &Fonts,
        embedded: Vec<EmbeddedFont>,
    ) {
        self.add_word("fontTable", font_table(families, fonts, &embedded));
        if embedded.is_empty() {
            return;
        }
        let mut relationships = Vec::new();
        for font in embedded {
            let target = format!("fonts/{}.odttf", font.name);
            relationships.push(Relationship::part(font.name, "font", target.as_str()));
            let name = format!("word/{target}");
            self.parts.push(Part { name, storage: Storage::Deflated, bytes: font.bytes });
        }
        let bytes = relationships::relationships(&relationships);
        self.add("word/_rels/fontTable.xml.rels", RELATIONSHIPS_TYPE, bytes);
    }

    /// Adds the data of the draft as a custom XML part, with the properties part that tells programs its
    /// id (ECMA-376 Part 1 §15.2.5, §15.2.6).
    pub fn add_draft(&mut self, bytes: Vec<u8>, digest: &str) {
        let target = "../customXml/item1.xml";
        self.document_relationships.push(Relationship::part("draft", "customXml", target));
        self.add("customXml/item1.xml", "application/xml", bytes);
        let properties = properties::custom_xml(digest);
        self.add("customXml/itemProps1.xml", CUSTOM_XML_TYPE, properties);
        let properties = [Relationship::part("rId1", "customXmlProps", "itemProps1.xml")];
        let relationships = relationships::relationships(&properties);
        self.add("customXml/_rels/item1.xml.rels", RELATIONSHIPS_TYPE, relationships);
    }

    /// Adds the three property parts.
    pub fn add_properties(&mut self, document: &Document, digest: Option<&str>) {
        let metadata = &document.metadata;
        self.add("docProps/core.xml", CORE_TYPE, properties::core(document));
        self.add("docProps/app.xml", EXTENDED_TYPE, properties::application(metadata));
        self.add("docProps/custom.xml", CUSTOM_TYPE, properties::custom(metadata, digest));
    }

    /// Adds the three property parts of a file that has only a title.
    pub fn add_title(&mut self, title: &str) {
        self.add("docProps/core.xml", CORE_TYPE, properties::core_title(title));
        self.add("docProps/app.xml", EXTENDED_TYPE, properties::application_name());
        self.add("docProps/custom.xml", CUSTOM_TYPE, properties::no_custom());
    }

    /// Packs the parts, content types and relationships first. Media are stored uncompressed.
    pub fn finish(self, cache: &Cache) -> Result<Vec<u8>, ExportError> {
        let types = self.parts.iter();
        let types = types.filter_map(|part| match &part.storage {
            Storage::Typed(content_type) => Some((&*part.name, content_type.as_str())),
            Storage::Deflated | Storage::Stored => None,
        });
        let mut package = Package::new();
        package.add("[Content_Types].xml", relationships::content_types(types));
        package.add("_rels/.rels", relationships::relationships(&package_relationships()));
        let document = relationships::relationships(&self.document_relationships);
        package.add("word/_rels/document.xml.rels", document);
        if !self.note_relationships.is_empty() {
            let notes = relationships::relationships(&self.note_relationships);
            let name = note_part::name(self.note_kind);
            package.add(format!("word/_rels/{name}.xml.rels"), notes);
        }
        for Part { name, storage, bytes } in self.parts {
            match storage {
                Storage::Typed(_) | Storage::Deflated => package.add(&name, bytes),
                Storage::Stored => package.add_stored(&name, bytes),
            }
        }
        package.finish(cache)
    }
}

fn package_relationships() -> [Relationship; 4] {
    [
        Relationship::part("rId1", "officeDocument", "word/document.xml"),
        Relationship::part("rId2", CORE_RELATIONSHIP, "docProps/core.xml"),
        Relationship::part("rId3", "extended-properties", "docProps/app.xml"),
        Relationship::part("rId4", "custom-properties", "docProps/custom.xml"),
    ]
}

//! Final steps: page boxes, document catalogue, information dictionary, file identifiers and
//! serialization.

use std::sync::Arc;

use lopdf::{Dictionary, Document as Pdf, Object, ObjectId, Stream, StringFormat, dictionary};
use uuid::Uuid;

use super::deflate::deflate_all;
use super::object::{byte_string, name, text_string};
use super::serialize::{Objects, WrittenFile};
use super::settings::{Settings, Version};
use super::{attachment, icc, metadata, page_labels, serialize};
use crate::cache::Cache;
use crate::document::{Document, is_right_to_left};
use crate::export::ExportError;
use crate::layout::Page;

/// Objects that the catalogue refers to.
pub struct Parts {
    /// The name tree of destinations.
    pub destinations: ObjectId,
    /// The root of the structure tree.
    pub structure: ObjectId,
    /// The document outline (bookmarks).
    pub outline: Option<ObjectId>,
}

/// Completes the file for readers and returns its bytes.
pub fn finish(
    mut objects: Objects,
    document: &Document,
    pages: &[Arc<Page>],
    parts: Parts,
    settings: &Settings,
) -> Result<Vec<u8>, ExportError> {
    let entries = catalogue(&mut objects.pdf, document, pages, &parts, settings);
    let version = settings.standards.version;
    let information = match version {
        Version::Pdf17 => Some(metadata::information(&document.metadata)),
        // PDF/A-4 keeps metadata in XMP only (ISO 19005-4 §6.1.3).
        Version::Pdf20 => None,
    };
    let whole = Catalogue { version: version.number(), entries, information };
    seal(objects, document, whole, settings.cache)
}

/// Version, catalogue and information dictionary of a file.
pub struct Catalogue {
    /// PDF version, as in the header.
    pub version: &'static str,
    /// Catalogue entries (§7.7.2).
    pub entries: Dictionary,
    /// The information dictionary, unless the standard excludes it.
    pub information: Option<Dictionary>,
}

/// Sets the catalogue and the file identifiers and returns the bytes.
pub fn seal(
    mut objects: Objects,
    document: &Document,
    whole: Catalogue,
    cache: &Cache,
) -> Result<Vec<u8>, ExportError> {
    let pdf = &mut objects.pdf;
    pdf.version = whole.version.into();
    let catalogue = pdf.catalog_mut().map_err(|error| ExportError(error.to_string()))?;
    whole.entries.into_iter().for_each(|(key, value)| catalogue.set(key, value));
    remove(pdf, b"Info");
    if let Some(information) = whole.information {
        let information = pdf.add_object(information);
        pdf.trailer.set("Info", information);
    }
    deflate_all(pdf, cache);
    let identifiers = identifiers(document);
    let string = |id: &Uuid| Object::String(id.as_bytes().to_vec(), StringFormat::Hexadecimal);
    pdf.trailer.set("ID", Object::Array(identifiers.iter().map(string).collect()));
    let mut file = serialize::file(objects, cache)?;
    let [_, placeholder] = identifiers;
    identify(&mut file, &placeholder)
        .ok_or_else(|| ExportError("the trailer has no file identifier".into()))?;
    Ok(file.bytes)
}

/// Writes the XMP packet uncompressed, so that any program can find it.
pub fn packet(pdf: &mut Pdf, packet: String) -> ObjectId {
    let dictionary = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    pdf.add_object(Stream::new(dictionary, packet.into_bytes()).with_compression(false))
}

/// The catalogue entries of a file for readers (§7.7.2).
fn catalogue(
    pdf: &mut Pdf,
    document: &Document,
    pages: &[Arc<Page>],
    parts: &Parts,
    settings: &Settings,
) -> Dictionary {
    let packet = packet(pdf, metadata::packet(document, settings.standards));
    let mut names = dictionary! { "Dests" => parts.destinations };
    let mut entries = dictionary! {
        "Lang" => text_string(&document.language),
        "MarkInfo" => dictionary! { "Marked" => true },
        "Metadata" => packet,
        "OutputIntents" => vec![output_intent(pdf).into()],
        "PageLabels" => page_labels::page_labels(pages),
        "StructTreeRoot" => parts.structure,
        "ViewerPreferences" => preferences(document),
    };
    if let Some(source) = settings.source.filter(|_| settings.standards.attaches()) {
        let file = attachment::write(pdf, source, &document.metadata);
        names.set("EmbeddedFiles", attachment::names(source, file));
        entries.set("AF", vec![file.into()]);
    }
    entries.set("Names", names);
    if let Some(outline) = parts.outline {
        entries.set("Outlines", outline);
        entries.set("PageMode", name("UseOutlines"));
    }
    entries
}

/// Viewer preferences (§12.2): show the title, and order facing pages by reading direction.
fn preferences(document: &Document) -> Dictionary {
    let mut preferences = dictionary! { "DisplayDocTitle" => true };
    if is_right_to_left(&document.language) {
        preferences.set("Direction", name("R2L"));
    }
    preferences
}

/// The output intent of a file for readers: sRGB (§14.11.5).
fn output_intent(pdf: &mut Pdf) -> Dictionary {
    let profile = pdf.add_object(Stream::new(dictionary! { "N" => 3 }, icc::srgb()));
    dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => byte_string("sRGB IEC61966-2.1"),
        "Info" => byte_string("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    }
}

/// Deletes the object that a trailer entry refers to.
fn remove(pdf: &mut Pdf, key: &[u8]) {
    if let Some(Object::Reference(old)) = pdf.trailer.remove(key) {
        pdf.objects.remove(&old);
    }
}

/// The file identifiers (§14.4): a permanent one from the publication, and one of this content. The
/// second is a placeholder until the file is written.
fn identifiers(document: &Document) -> [Uuid; 2] {
    let lasting = Uuid::new_v5(&Uuid::NAMESPACE_URL, document.metadata.identifier.as_bytes());
    [lasting, Uuid::new_v5(&lasting, b"to be replaced")]
}

/// Replaces the placeholder by the identifier of the whole content.
fn identify(file: &mut WrittenFile, placeholder: &Uuid) -> Option<()> {
    let WrittenFile { bytes, hash } = file;
    // Identifiers are made with SHA-1, which would take long for a whole file.
    let own = Uuid::new_v5(&Uuid::NAMESPACE_URL, hash.as_bytes());
    let written = format!("{:X}", placeholder.simple());
    let own = format!("{:X}", own.simple());
    // The trailer is at the end of the file.
    let at =
        bytes.windows(written.len()).rposition(|it| it.eq_ignore_ascii_case(written.as_bytes()))?;
    bytes.get_mut(at..at + own.len())?.copy_from_slice(own.as_bytes());
    Some(())
}

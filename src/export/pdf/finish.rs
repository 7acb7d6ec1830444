//! The last steps: boxes, catalogue, information, identifier, bytes.

use lopdf::{
    Dictionary, Document as Pdf, Object, ObjectId, SaveOptions, Stream, StringFormat, dictionary,
};
use uuid::Uuid;

use super::object::{byte_string, name, rectangle, text_string};
use super::settings::Version;
use super::stream::deflate_all;
use super::{Settings, attachment, icc, labels, metadata};
use crate::document::{Document, is_right_to_left};
use crate::export::Failure;
use crate::layout::Page;

/// What the catalogue names and others have written.
pub struct Parts {
    /// The name tree of destinations.
    pub destinations: ObjectId,
    /// The root of the structure tree.
    pub structure: ObjectId,
    /// The outline.
    pub outline: Option<ObjectId>,
}

/// Completes the file and gives its bytes.
pub fn finish(
    mut pdf: Pdf,
    document: &Document,
    pages: &[Page],
    ids: &[ObjectId],
    parts: Parts,
    settings: &Settings,
) -> Result<Vec<u8>, Failure> {
    for (page, id) in pages.iter().zip(ids) {
        let page_dictionary = pdf.get_dictionary_mut(*id);
        set_boxes(page_dictionary.map_err(|error| Failure(error.to_string()))?, page);
    }
    let entries = catalogue(&mut pdf, document, pages, parts, settings);
    let version = settings.standards.version;
    let information = match version {
        Version::Pdf17 => Some(metadata::information(&document.metadata)),
        // What XMP says is not said twice (ISO 19005-4 §6.1.3).
        Version::Pdf20 => None,
    };
    seal(pdf, document, Catalogue { version: version.number(), entries, information })
}

/// What a file says of itself as a whole.
pub struct Catalogue {
    /// The version of PDF.
    pub version: &'static str,
    /// Entries of the catalogue (§7.7.2).
    pub entries: Dictionary,
    /// The information dictionary, where there is one.
    pub information: Option<Dictionary>,
}

/// Puts the catalogue in its place and gives the bytes.
pub fn seal(mut pdf: Pdf, document: &Document, whole: Catalogue) -> Result<Vec<u8>, Failure> {
    pdf.version = whole.version.into();
    let catalogue = pdf.catalog_mut().map_err(|error| Failure(error.to_string()))?;
    whole.entries.into_iter().for_each(|(key, value)| catalogue.set(key, value));
    remove(&mut pdf, b"Info");
    if let Some(information) = whole.information {
        let information = pdf.add_object(information);
        pdf.trailer.set("Info", information);
    }
    deflate_all(&mut pdf);
    let identifiers = identifiers(document);
    let string = |id: &Uuid| Object::String(id.as_bytes().to_vec(), StringFormat::Hexadecimal);
    pdf.trailer.set("ID", Object::Array(identifiers.iter().map(string).collect()));
    let mut bytes = bytes(pdf)?;
    let [_, stand_in] = identifiers;
    identify(&mut bytes, &stand_in).ok_or_else(|| Failure("the trailer is not whole".into()))?;
    Ok(bytes)
}

/// The whole page is the trimmed page (§14.11.2).
fn set_boxes(dictionary: &mut Dictionary, page: &Page) {
    for key in ["MediaBox", "CropBox", "TrimBox"] {
        dictionary.set(key, rectangle(&page.bounds(), page.height));
    }
}

/// Writes the XMP packet, as text that any program can find.
pub fn packet(pdf: &mut Pdf, packet: String) -> ObjectId {
    let dictionary = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    pdf.add_object(Stream::new(dictionary, packet.into_bytes()).with_compression(false))
}

/// The entries of the catalogue (§7.7.2) that are ours.
fn catalogue(
    pdf: &mut Pdf,
    document: &Document,
    pages: &[Page],
    parts: Parts,
    settings: &Settings,
) -> Dictionary {
    let packet = packet(pdf, metadata::packet(document, settings.standards));
    let mut names = dictionary! { "Dests" => parts.destinations };
    let mut entries = dictionary! {
        "Lang" => text_string(&document.language),
        "MarkInfo" => dictionary! { "Marked" => true },
        "Metadata" => packet,
        "OutputIntents" => vec![output_intent(pdf).into()],
        "PageLabels" => labels::labels(pages),
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

/// How readers show the file (§12.2): its title, and pages side by side in reading order.
fn preferences(document: &Document) -> Dictionary {
    let mut preferences = dictionary! { "DisplayDocTitle" => true };
    if is_right_to_left(&document.language) {
        preferences.set("Direction", name("R2L"));
    }
    preferences
}

/// The colours are those of screens (§14.11.5).
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

/// Takes an object that the trailer names out of the file.
fn remove(pdf: &mut Pdf, key: &[u8]) {
    if let Some(Object::Reference(old)) = pdf.trailer.remove(key) {
        pdf.objects.remove(&old);
    }
}

/// Two identifiers (§14.4): the publication's, which stays, and that of all the file holds. Until the
/// file is written, a name made from the first stands for the second.
fn identifiers(document: &Document) -> [Uuid; 2] {
    let lasting = Uuid::new_v5(&Uuid::NAMESPACE_URL, document.metadata.identifier.as_bytes());
    [lasting, Uuid::new_v5(&lasting, b"to be replaced")]
}

/// Puts the identifier of all that the file holds in the place of what stands for it.
fn identify(bytes: &mut [u8], stand_in: &Uuid) -> Option<()> {
    let own = Uuid::new_v5(&Uuid::NAMESPACE_URL, bytes);
    let written = format!("{:X}", stand_in.simple());
    let own = format!("{:X}", own.simple());
    // The trailer comes last.
    let at =
        bytes.windows(written.len()).rposition(|it| it.eq_ignore_ascii_case(written.as_bytes()))?;
    bytes.get_mut(at..at + own.len())?.copy_from_slice(own.as_bytes());
    Some(())
}

fn bytes(mut pdf: Pdf) -> Result<Vec<u8>, Failure> {
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(200)
        .compression_level(6)
        .build();
    let mut bytes = Vec::new();
    pdf.save_with_options(&mut bytes, options).map_err(|error| Failure(error.to_string()))?;
    Ok(bytes)
}

//! The report's source as an embedded file (ISO 32000-1 §7.11.4, ISO 19005-3 annex E).

use lopdf::{Document as Pdf, Object, ObjectId, Stream, dictionary};

use super::object::{byte_string, name, text_string};
use crate::document::Metadata;

/// A file to attach to the PDF.
#[derive(Clone, Copy, Debug)]
pub struct SourceFile<'a> {
    /// File name without folder.
    pub name: &'a str,
    /// Content of the file.
    pub bytes: &'a [u8],
}

/// The media type of YAML (RFC 9512).
const MEDIA_TYPE: &str = "application/yaml";

/// Embeds the file and returns its file specification.
pub fn write(pdf: &mut Pdf, source: SourceFile, metadata: &Metadata) -> ObjectId {
    let date = byte_string(&format!("D:{}000000Z", metadata.date.first().iso().replace('-', "")));
    let file = dictionary! {
        "Type" => "EmbeddedFile",
        "Subtype" => name(MEDIA_TYPE),
        "Params" => dictionary! { "Size" => source.bytes.len() as i64, "ModDate" => date },
    };
    let file = pdf.add_object(Stream::new(file, source.bytes.to_vec()));
    pdf.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => byte_string(&ascii(source.name)),
        "UF" => text_string(source.name),
        "AFRelationship" => "Source",
        "Desc" => text_string(&format!("{} ({})", metadata.title, source.name)),
        "EF" => dictionary! { "F" => file, "UF" => file },
    })
}

/// The name tree of embedded files.
pub fn names(source: SourceFile, specification: ObjectId) -> Object {
    let names = vec![text_string(source.name), specification.into()];
    dictionary! { "Names" => names }.into()
}

fn ascii(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_graphic() { c } else { '_' }).collect()
}

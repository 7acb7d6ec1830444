//! The MathML of an equation as an associated file of its structure element (ISO 32000-2 §14.13; ISO 14289-2
//! §8.2.5.29).

use lopdf::{Document as Pdf, Object, Stream, dictionary};

use super::super::object::{byte_string, name, text_string};

/// The media type of MathML (MathML 3, appendix B).
const MEDIA_TYPE: &str = "application/mathml+xml";

/// Embeds MathML. Returns the value of `AF`.
pub fn associated_files(pdf: &mut Pdf, mathml: &str, number: usize) -> Object {
    let file = dictionary! {
        "Type" => "EmbeddedFile",
        "Subtype" => name(MEDIA_TYPE),
        "Params" => dictionary! { "Size" => mathml.len() as i64 },
    };
    let file = pdf.add_object(Stream::new(file, mathml.as_bytes().to_vec()));
    let file_name = format!("equation-{number}.mml");
    let specification = pdf.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => byte_string(&file_name),
        "UF" => text_string(&file_name),
        "AFRelationship" => "Supplement",
        "EF" => dictionary! { "F" => file, "UF" => file },
    });
    vec![specification.into()].into()
}

//! printpdf dictionaries and image streams (ISO 32000-1 §8.9.5).

use std::collections::BTreeMap;

use printpdf::{DictItem, ExternalStream};

/// A name object.
pub fn name(text: &str) -> DictItem {
    DictItem::Name(text.into())
}

/// An array of numbers.
pub fn reals(numbers: &[f32]) -> DictItem {
    DictItem::Array(numbers.iter().map(|number| DictItem::Real(*number)).collect())
}

/// A dictionary.
pub fn dictionary<const N: usize>(entries: [(&str, DictItem); N]) -> DictItem {
    let map: BTreeMap<String, DictItem> =
        entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    DictItem::Dict { map }
}

/// An image XObject with 8 bits per component.
pub fn stream(size: (u32, u32), space: &str, filter: &str, content: Vec<u8>) -> ExternalStream {
    let dict = [
        ("Type", name("XObject")),
        ("Subtype", name("Image")),
        ("Width", DictItem::Int(size.0.into())),
        ("Height", DictItem::Int(size.1.into())),
        ("ColorSpace", name(space)),
        ("BitsPerComponent", DictItem::Int(8)),
        ("Filter", name(filter)),
    ];
    let dict: BTreeMap<String, DictItem> =
        dict.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    ExternalStream { dict, content, compress: false }
}

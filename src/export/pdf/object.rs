//! PDF objects: strings, names, numbers and rectangles (ISO 32000-1 §7.3).

use std::borrow::Cow;

use lopdf::{Object, StringFormat};

use crate::layout::Rect;

/// The entries of a dictionary in order, which need not be found by their keys.
pub type Entries<'k> = Vec<(&'k [u8], Object)>;

/// A text string: ASCII, otherwise UTF-16BE with a byte order mark (§7.9.2.2). Control characters are
/// dropped.
pub fn text_string(text: &str) -> Object {
    let text = match text.contains(char::is_control) {
        true => text.replace(char::is_control, "").into(),
        false => Cow::Borrowed(text),
    };
    match text.is_ascii() {
        true => Object::String(text.into_owned().into_bytes(), StringFormat::Literal),
        false => Object::String(utf16(&text), StringFormat::Hexadecimal),
    }
}

/// An ASCII byte string, such as the name of a destination.
pub fn byte_string(text: &str) -> Object {
    Object::String(text.as_bytes().to_vec(), StringFormat::Literal)
}

/// A name object.
pub fn name(text: &str) -> Object {
    Object::Name(text.as_bytes().to_vec())
}

/// A real number, rounded to thousandths.
pub fn real(value: f32) -> Object {
    let value = if value.is_finite() { (value * 1000.0).round() / 1000.0 } else { 0.0 };
    Object::Real(value + 0.0)
}

/// A rectangle in default user space, y upwards from the bottom edge (§7.9.5).
pub fn rectangle(rect: &Rect, page_height: f32) -> Object {
    let top = page_height - rect.y;
    Object::Array(vec![real(rect.x), real(top - rect.height), real(rect.x + rect.width), real(top)])
}

/// Encodes text as UTF-16BE with a byte order mark.
pub fn utf16(text: &str) -> Vec<u8> {
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_beyond_ascii_is_utf16_and_controls_are_dropped() {
        assert_eq!(text_string("a\u{7}b").as_str().unwrap(), b"ab");
        assert_eq!(text_string("č").as_str().unwrap(), [0xFE, 0xFF, 0x01, 0x0D]);
    }

    #[test]
    fn rectangles_are_measured_from_the_bottom() {
        let rect = Rect { x: 10.0, y: 20.0, width: 30.0, height: 40.0 };
        let numbers: Vec<f32> = rectangle(&rect, 100.0)
            .as_array()
            .unwrap()
            .iter()
            .map(|number| number.as_float().unwrap())
            .collect();
        assert_eq!(numbers, [10.0, 40.0, 40.0, 80.0]);
    }
}

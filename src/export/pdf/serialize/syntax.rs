//! Objects as bytes (ISO 32000-1 §7.3).

use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat};

/// Writes an object (§7.3).
pub fn write_object(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Boolean(value) => out.extend_from_slice(value.to_string().as_bytes()),
        Object::Integer(value) => write_integer(out, *value),
        Object::Real(value) => out.extend_from_slice(value.to_string().as_bytes()),
        Object::Name(name) => write_name(out, name),
        Object::String(bytes, StringFormat::Literal) => write_literal(out, bytes),
        Object::String(bytes, StringFormat::Hexadecimal) => write_hexadecimal(out, bytes),
        Object::Array(array) => write_array(out, array),
        Object::Dictionary(dictionary) => write_dictionary(out, dictionary),
        Object::Stream(stream) => write_stream(out, stream),
        Object::Reference(id) => write_reference(out, *id),
    }
}

/// Writes an integer (§7.3.3).
pub fn write_integer(out: &mut Vec<u8>, value: i64) {
    out.extend((value < 0).then_some(b'-'));
    let (start, mut rest) = (out.len(), value.unsigned_abs());
    while rest > 9 {
        out.push(b'0' + (rest % 10) as u8);
        rest /= 10;
    }
    out.push(b'0' + rest as u8);
    out.get_mut(start..).unwrap_or_default().reverse();
}

/// Writes a reference to an object (§7.3.10).
pub fn write_reference(out: &mut Vec<u8>, (number, generation): ObjectId) {
    write_integer(out, i64::from(number));
    out.push(b' ');
    write_integer(out, i64::from(generation));
    out.extend_from_slice(b" R");
}

fn write_array(out: &mut Vec<u8>, array: &[Object]) {
    out.push(b'[');
    for (position, object) in array.iter().enumerate() {
        if position > 0 {
            separate(out, object);
        }
        write_object(out, object);
    }
    out.push(b']');
}

/// Writes a dictionary (§7.3.7).
pub fn write_dictionary(out: &mut Vec<u8>, dictionary: &Dictionary) {
    out.extend_from_slice(b"<<");
    write_entries(out, dictionary.iter().map(|(key, value)| (key.as_slice(), value)));
    out.extend_from_slice(b">>");
}

/// The entries of a dictionary as they are written.
pub fn written_entries(dictionary: &Dictionary) -> Vec<u8> {
    let mut out = Vec::new();
    write_entries(&mut out, dictionary.iter().map(|(key, value)| (key.as_slice(), value)));
    out
}

/// Writes entries of a dictionary.
pub fn write_entries<'e>(out: &mut Vec<u8>, entries: impl Iterator<Item = (&'e [u8], &'e Object)>) {
    for (key, value) in entries {
        write_name(out, key);
        separate(out, value);
        write_object(out, value);
    }
}

fn write_stream(out: &mut Vec<u8>, stream: &Stream) {
    write_dictionary(out, &stream.dict);
    write_content(out, &stream.content);
}

/// Writes the content of a stream after its dictionary (§7.3.8).
fn write_content(out: &mut Vec<u8>, content: &[u8]) {
    out.extend_from_slice(b"stream\n");
    out.extend_from_slice(content);
    out.extend_from_slice(b"\nendstream");
}

/// Writes a space before an object that begins with a regular character (§7.2.2).
fn separate(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Reference(_) => out.push(b' '),
        Object::Name(_)
        | Object::String(..)
        | Object::Array(_)
        | Object::Dictionary(_)
        | Object::Stream(_) => {}
    }
}

/// Writes a name with its irregular characters escaped (§7.3.5).
fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for byte in name {
        match byte {
            b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%' | b'#' => {
                out.extend_from_slice(format!("#{byte:02X}").as_bytes());
            }
            b'!'..=b'~' => out.push(*byte),
            _ => out.extend_from_slice(format!("#{byte:02X}").as_bytes()),
        }
    }
}

/// Writes a literal string (§7.3.4.2).
fn write_literal(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'(');
    for byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', *byte]),
            // A reader would take it for the end of a line, which is `\n`.
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => out.push(*byte),
        }
    }
    out.push(b')');
}

/// Writes a hexadecimal string (§7.3.4.3).
fn write_hexadecimal(out: &mut Vec<u8>, bytes: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |value: u8| DIGITS.get(usize::from(value)).copied().unwrap_or(b'0');
    out.push(b'<');
    out.extend(bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]));
    out.push(b'>');
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    fn written(object: &Object) -> String {
        let mut out = Vec::new();
        write_object(&mut out, object);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn strings_and_names_are_escaped() {
        let string = |text: &str| written(&Object::String(text.into(), StringFormat::Literal));
        assert_eq!(string(r"a(b)\c"), r"(a\(b\)\\c)");
        assert_eq!(string("a\rb"), "(a\\rb)");
        let hexadecimal = Object::String(vec![0xFE, 0x0F], StringFormat::Hexadecimal);
        assert_eq!(written(&hexadecimal), "<FE0F>");
        assert_eq!(written(&Object::Name("a b#č".into())), "/a#20b#23#C4#8D");
    }

    #[test]
    fn numbers_are_separated_and_delimited_objects_are_not() {
        let inner = dictionary! { "A" => 1, "B" => Object::Real(0.5), "C" => "D" };
        let array: Vec<Object> =
            vec![(-10).into(), i64::MIN.into(), (3, 0).into(), inner.into(), true.into()];
        let expected = "[-10 -9223372036854775808 3 0 R<</A 1/B 0.5/C/D>> true]";
        assert_eq!(written(&array.into()), expected);
    }
}

//! Bytes → text: checks the encoding before YAML is parsed.

use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;

/// The number of invalid places to report; a file with more is in a different encoding altogether.
const BROKEN_PLACES: usize = 10;

/// Decodes a file as UTF-8. Returns the text and the length of the byte order mark before it.
pub fn decode(bytes: &[u8]) -> Result<(&str, usize), Vec<Diagnostic>> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        let error = Code::NotUtf8.of_file("the file is encoded as UTF-16");
        return Err(vec![error.hint("save it as UTF-8")]);
    }
    let mark = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    match str::from_utf8(bytes.get(mark..).unwrap_or_default()) {
        Ok(text) => Ok((text, mark)),
        Err(_) => Err(broken_places(bytes)),
    }
}

fn broken_places(bytes: &[u8]) -> Vec<Diagnostic> {
    let mut at = 0;
    let mut found = Vec::new();
    for chunk in bytes.utf8_chunks() {
        let start = at + chunk.valid().len();
        at = start + chunk.invalid().len();
        if !chunk.invalid().is_empty() {
            let error = Code::NotUtf8.at(start..at, not_utf8(start, chunk.invalid()));
            found.push(error.hint(in_windows_1252(chunk.invalid())));
        }
        if found.len() == BROKEN_PLACES {
            break;
        }
    }
    found
}

/// `start` counts from 0, as hex viewers do.
fn not_utf8(start: usize, bytes: &[u8]) -> String {
    let hex: Vec<String> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
    format!("invalid UTF-8 at byte {start} ({})", hex.join(" "))
}

/// The hint, with the character that was likely meant: most such files are in Windows-1252.
fn in_windows_1252(bytes: &[u8]) -> String {
    let letter = match bytes {
        // Windows-1252 differs from Latin-1, and so from Unicode, only between 80 and 9F.
        [byte @ 0xA0..=0xFF] => char::from(*byte),
        [0x91] => '‘',
        [0x92] => '’',
        [0x93] => '“',
        [0x94] => '”',
        [0x96] => '–',
        [0x97] => '—',
        _ => return "save the file as UTF-8".into(),
    };
    format!("save the file as UTF-8; in Windows-1252 this is `{letter}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_skipped() {
        assert_eq!(decode("\u{feff}a: ä".as_bytes()).unwrap(), ("a: ä", 3));
        assert_eq!(decode(b"").unwrap(), ("", 0));
    }

    #[test]
    fn every_invalid_sequence_is_reported() {
        let errors = decode(b"a: \xE4b\r\nc: \xF0\x9F\n").unwrap_err();
        let places: Vec<_> = errors.iter().filter_map(|error| error.place.clone()).collect();
        assert_eq!(places, [3..4, 10..12]);
        assert_eq!(decode(b"\xFF\xFEa\0").unwrap_err().len(), 1);
        assert_eq!(decode(&[0xE4; 99]).unwrap_err().len(), BROKEN_PLACES);
    }
}

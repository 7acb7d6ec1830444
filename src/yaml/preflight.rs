//! Bytes → text: what must be right before YAML can be read at all.

use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;

/// After so many broken places the file is in another encoding, and more would say nothing new.
const BROKEN_PLACES: usize = 10;

/// The text of a file, and how many bytes of byte order mark stand before it.
pub fn decode(bytes: &[u8]) -> Result<(&str, usize), Vec<Diagnostic>> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        let error = Code::NotUtf8.of_file("the file is in UTF-16");
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

/// `start` counts from 0, as programs that show bytes do.
fn not_utf8(start: usize, bytes: &[u8]) -> String {
    let hex: Vec<String> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
    format!("the file is not UTF-8 at byte {start} ({})", hex.join(" "))
}

/// What to do; with the letter that was likely meant, since most such files are in Windows-1252.
fn in_windows_1252(bytes: &[u8]) -> String {
    let letter = match bytes {
        // Windows-1252 differs from Latin-1, and so from Unicode, between 80 and 9F alone.
        [byte @ 0xA0..=0xFF] => char::from(*byte),
        [0x91] => '‘',
        [0x92] => '’',
        [0x93] => '“',
        [0x94] => '”',
        [0x96] => '–',
        [0x97] => '—',
        _ => return "save the file as UTF-8; another encoding was used here".into(),
    };
    format!("save the file as UTF-8; in Windows-1252 this is `{letter}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_passed_over() {
        assert_eq!(decode("\u{feff}a: ä".as_bytes()).unwrap(), ("a: ä", 3));
        assert_eq!(decode(b"").unwrap(), ("", 0));
    }

    #[test]
    fn broken_bytes_are_found_each() {
        let errors = decode(b"a: \xE4b\r\nc: \xF0\x9F\n").unwrap_err();
        let places: Vec<_> = errors.iter().filter_map(|error| error.place.clone()).collect();
        assert_eq!(places, [3..4, 10..12]);
        assert_eq!(decode(b"\xFF\xFEa\0").unwrap_err().len(), 1);
        assert_eq!(decode(&[0xE4; 99]).unwrap_err().len(), BROKEN_PLACES);
    }
}

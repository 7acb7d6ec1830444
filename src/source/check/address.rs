//! Web and mail addresses: the characters of RFC 3986, and those that RFC 3987 adds.

use std::ops::Range;

/// A fault of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its bytes.
    pub at: Range<usize>,
    /// The message.
    pub message: String,
    /// What to write instead.
    pub hint: String,
    /// The encoded character, if the hint names it.
    pub meant: Option<String>,
}

/// The first fault of an address that begins with `https://`, `http://` or `mailto:`.
pub fn fault(address: &str) -> Option<Fault> {
    let (scheme, start) = match address.split_once(':')? {
        (scheme, rest) if rest.starts_with("//") => (scheme, scheme.len() + 3),
        (scheme, _) => (scheme, scheme.len() + 1),
    };
    let rest = address.get(start..).unwrap_or_default();
    let end = start + rest.find(['/', '?', '#']).unwrap_or(rest.len());
    if end == start {
        let missing = if scheme == "mailto" { "mailbox" } else { "server" };
        let message = format!("`{address}` names no {missing}");
        let hint = "write the whole address".into();
        return Some(Fault { at: 0..address.len(), message, hint, meant: None });
    }
    let fragment = rest.find('#').map_or(address.len(), |at| start + at);
    let characters = address.char_indices().skip_while(|(at, _)| *at < start);
    let is_fault = |(at, character): &(usize, char)| match character {
        // Brackets enclose an IPv6 address; a second `#` has no meaning (RFC 3986 §3).
        '[' | ']' => *at >= end,
        '#' => *at > fragment,
        '%' => !is_encoded(address.get(at + 1..).unwrap_or_default()),
        other => !is_allowed(*other),
    };
    let (at, character) = characters.into_iter().find(is_fault)?;
    let message = format!("an address cannot contain {}", shown(character));
    let meant = encoded(character);
    let hint = format!("write `{meant}`");
    Some(Fault { at: at..at + character.len_utf8(), message, hint, meant: Some(meant) })
}

/// Whether two hexadecimal digits follow a `%`.
fn is_encoded(after: &str) -> bool {
    after.get(..2).is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

fn is_allowed(character: char) -> bool {
    match character {
        'A'..='Z' | 'a'..='z' | '0'..='9' => true,
        '\0'..='\x7f' => "-._~:/?@!$&'()*+,;=".contains(character),
        other => !other.is_control() && !other.is_whitespace() && !is_format(other),
    }
}

/// Whether a character is an invisible sign of writing direction, or a noncharacter. RFC 3987 §4.1 and
/// §2.2 exclude both.
fn is_format(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fdd0}'..='\u{fdef}' | '\u{feff}' | '\u{fff0}'..='\u{fffd}')
        || u32::from(character) & 0xfffe == 0xfffe
}

fn shown(character: char) -> String {
    match character {
        ' ' => "a space".into(),
        visible if is_allowed(visible) || visible.is_ascii_graphic() => format!("`{visible}`"),
        invisible => format!("the character U+{:04X}", u32::from(invisible)),
    }
}

/// A character percent-encoded (RFC 3986 §2.1).
fn encoded(character: char) -> String {
    let mut bytes = [0; 4];
    character.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_every_form_pass() {
        for address in [
            "https://www.osce.org/secretariat/trafficking?x=1&y=a%20b#part",
            "http://[2001:db8::1]:80/",
            "https://пример.рф/путь",
            "https://x.org",
            "mailto:press@osce.org?subject=Ports",
            "https://example.org/a_(b)",
        ] {
            assert_eq!(fault(address), None, "{address}");
        }
    }

    #[test]
    fn characters_that_no_address_may_contain_are_found() {
        let faults = [
            ("https://example.org/a b", " ", "write `%20`"),
            ("https://example.org/<x>", "<", "write `%3C`"),
            ("https://example.org/50%", "%", "write `%25`"),
            ("https://example.org/?a[]=1", "[", "write `%5B`"),
            ("https://example.org/#a#b", "#", "write `%23`"),
            ("https://example.org/a\u{202e}b", "\u{202e}", "write `%E2%80%AE`"),
            ("https://example.org/\u{1b}", "\u{1b}", "write `%1B`"),
            ("https:///path", "https:///path", "write the whole address"),
            ("mailto:", "mailto:", "write the whole address"),
        ];
        for (address, marked, hint) in faults {
            let found = fault(address).unwrap();
            assert_eq!((&address[found.at], found.hint.as_str()), (marked, hint), "{address}");
        }
    }
}

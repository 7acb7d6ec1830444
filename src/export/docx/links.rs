//! Links to the world outside: relationships of a part.

use indexmap::IndexSet;

/// The addresses that a part links to, each once.
#[derive(Debug, Default)]
pub struct Links(IndexSet<String>);

impl Links {
    /// The relationship id of an address.
    pub fn id(&mut self, url: &str) -> String {
        let (index, _) = self.0.insert_full(address(url));
        name(index)
    }

    /// Each relationship id with its address.
    pub fn iter(&self) -> impl Iterator<Item = (String, &str)> {
        self.0.iter().enumerate().map(|(index, url)| (name(index), url.as_str()))
    }
}

fn name(index: usize) -> String {
    format!("rIdLink{}", index + 1)
}

/// An address in the characters that RFC 3986 allows: Word refuses to open a file with others.
fn address(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for byte in url.trim().bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => out.push(char::from(byte)),
            b'-' | b'.' | b'_' | b'~' | b':' | b'/' | b'?' | b'#' | b'@' | b'!' | b'$' | b'&'
            | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'=' | b'%' => {
                out.push(char::from(byte));
            }
            0..=0xff => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_written_once_and_fit_for_a_relationship() {
        let mut links = Links::default();
        let first = links.id("https://example.org/a b?x=\"é\"");
        assert_eq!(first, links.id("https://example.org/a b?x=\"é\""));
        let all: Vec<_> = links.iter().collect();
        assert_eq!(all, [("rIdLink1".into(), "https://example.org/a%20b?x=%22%C3%A9%22")]);
    }
}

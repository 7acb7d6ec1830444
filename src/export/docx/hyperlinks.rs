//! External hyperlinks, which a part refers to by relationship ids.

use indexmap::IndexSet;

/// The distinct addresses that a part links to.
#[derive(Clone, Debug, Default)]
pub struct Hyperlinks(IndexSet<String>);

impl Hyperlinks {
    /// Returns the relationship id of an address.
    pub fn relationship(&mut self, url: &str) -> String {
        let (index, _) = self.0.insert_full(percent_encode(url));
        relationship(index)
    }

    /// The number of addresses.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The index of an address, if it is listed.
    pub fn index(&self, url: &str) -> Option<usize> {
        self.0.get_index_of(&percent_encode(url))
    }

    /// Returns the relationship ids with their addresses.
    pub fn iter(&self) -> impl Iterator<Item = (String, &str)> {
        self.0.iter().enumerate().map(|(index, url)| (relationship(index), url.as_str()))
    }
}

fn relationship(index: usize) -> String {
    format!("rIdLink{}", index + 1)
}

/// Encodes characters that RFC 3986 does not allow; Word refuses to open a file that contains them.
fn percent_encode(url: &str) -> String {
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
    fn an_address_is_listed_once_and_percent_encoded() {
        let mut links = Hyperlinks::default();
        let first = links.relationship("https://example.org/a b?x=\"é\"");
        assert_eq!(first, links.relationship("https://example.org/a b?x=\"é\""));
        let all: Vec<_> = links.iter().collect();
        assert_eq!(all, [("rIdLink1".into(), "https://example.org/a%20b?x=%22%C3%A9%22")]);
    }
}

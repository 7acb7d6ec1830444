//! The targets of the links of a web page, and its pictures.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::document::{Block, Document, ElementId, ImageContent, ImageId, visit};
use crate::export::xhtml::writer::Links;

/// The links of a web page.
pub struct PageLinks<'a> {
    document: &'a Document,
    /// The pictures that the page shows more than once.
    repeated: BTreeSet<usize>,
}

impl<'a> PageLinks<'a> {
    /// The links of a document.
    pub fn new(document: &'a Document) -> PageLinks<'a> {
        let mut shown: BTreeMap<usize, usize> = BTreeMap::new();
        let logo = document.cover.logo.iter().map(|logo| logo.image);
        logo.for_each(|image| *shown.entry(image.0).or_default() += 1);
        visit::blocks(document, &mut |block| {
            if let Block::Figure(figure) = block {
                let images = figure.pictures.iter().map(|picture| picture.image);
                images.for_each(|image| *shown.entry(image.0).or_default() += 1);
            }
        });
        let repeated = shown.into_iter().filter(|(_, times)| *times > 1).map(|(image, _)| image);
        PageLinks { document, repeated: repeated.collect() }
    }

    /// The rules for pictures that are shown more than once, so that the page contains each of them only
    /// once.
    pub fn rules(&self) -> String {
        let rule = |image: &usize| {
            let (marker, url) = (placeholder(*image), self.data(ImageId(*image)));
            format!("img[src=\"{marker}\"] {{ content: url(\"{url}\"); }}\n")
        };
        self.repeated.iter().map(rule).collect()
    }

    fn data(&self, image: ImageId) -> String {
        match &self.document.image(image).content {
            ImageContent::Png(bytes) => data_url("image/png", bytes),
            ImageContent::Jpeg(bytes) => data_url("image/jpeg", bytes),
            ImageContent::Svg(drawing) => data_url("image/svg+xml", drawing.to_svg().as_bytes()),
        }
    }
}

impl Links for PageLinks<'_> {
    fn element(&self, element: ElementId) -> String {
        format!("#{}", self.document.anchor(element))
    }

    fn image(&self, image: ImageId) -> String {
        match self.repeated.contains(&image.0) {
            true => placeholder(image.0),
            false => self.data(image),
        }
    }
}

/// An empty picture that the style sheet replaces by another.
fn placeholder(image: usize) -> String {
    let number = image + 1;
    format!("data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20id='p{number}'/%3E")
}

/// Bytes as a `data:` URL (RFC 2397).
pub fn data_url(media_type: &str, bytes: &[u8]) -> String {
    format!("data:{media_type};base64,{}", STANDARD.encode(bytes))
}

/// The URL of a file in the same folder. Every byte that may have a meaning is escaped (RFC 3986 §2).
pub fn file(name: &str) -> String {
    let mut url = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                url.push(char::from(byte));
            }
            other => url.push_str(&format!("%{other:02X}")),
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_escaped() {
        assert_eq!(file("Bericht ü:1?.de.html"), "Bericht%20%C3%BC%3A1%3F.de.html");
    }
}

//! Links → link annotations (ISO 32000-1 §12.5.6.5).

use std::collections::HashMap;
use std::sync::Arc;

use lopdf::{Document as Pdf, Object, ObjectId, dictionary};

use super::destinations::Destinations;
use super::object::{Entries, byte_string, name, real, rectangle, text_string};
use super::page_summary::{PageLink, PageSummary};
use super::serialize::WrittenObjects;
use super::tags::{LinkAnnotation, Shown};
use crate::document::{Document, ElementId};
use crate::layout::{LinkTarget, Rect};

/// The link annotations of all pages, page by page.
pub struct Annotations<'a> {
    /// Where they are.
    pub placed: Vec<LinkAnnotation>,
    /// Their links, with the entries of their targets.
    links: Vec<(&'a PageLink, Entries<'static>)>,
}

impl<'a> Annotations<'a> {
    /// Numbers the annotations of all links whose target is on a page.
    pub fn number(
        pdf: &mut Pdf,
        document: &Document,
        summaries: &'a [Arc<PageSummary>],
        destinations: &Destinations,
    ) -> Annotations<'a> {
        let (mut placed, mut links) = (Vec::new(), Vec::new());
        for (page, summary) in summaries.iter().enumerate() {
            for link in &summary.links {
                let Some(target) = target(document, destinations, &link.target) else { continue };
                let object = pdf.new_object_id();
                placed.push(LinkAnnotation { page, element: link.element, object });
                links.push((link, target));
            }
        }
        Annotations { placed, links }
    }

    /// Writes the annotations. `parents` has their keys in the parent tree.
    pub fn write(
        &self,
        written: &mut WrittenObjects,
        document: &Document,
        Shown { pages, ids, .. }: Shown,
        parents: &HashMap<ObjectId, i64>,
    ) {
        let texts = texts(document, &self.links);
        for (placed, (link, target)) in self.placed.iter().zip(&self.links) {
            let (Some(page), Some(id)) = (pages.get(placed.page), ids.get(placed.page)) else {
                continue;
            };
            let mut annotation = target.clone();
            describe(&mut annotation, link, *id, &texts);
            place(&mut annotation, &link.lines, page.height);
            let parent = parents.get(&placed.object);
            annotation.extend(parent.map(|key| (b"StructParent".as_slice(), (*key).into())));
            written.write_dictionary(placed.object, &annotation);
        }
    }
}

/// Returns the action or destination of a link; `None` if the target is not on any page.
fn target(
    document: &Document,
    destinations: &Destinations,
    target: &LinkTarget,
) -> Option<Entries<'static>> {
    match target {
        LinkTarget::Url(url) => {
            let action = dictionary! { "S" => "URI", "URI" => byte_string(&ascii(url)) };
            Some(vec![(b"A", action.into())])
        }
        LinkTarget::Element(element) => destinations
            .is_named(*element)
            .then(|| vec![(b"Dest".as_slice(), byte_string(document.anchor(*element)))]),
    }
}

/// Sets flags, border and description: links are printed (flag 3, §12.5.3), have no border, and say
/// what they are (ISO 14289-1 §7.18.5).
fn describe(
    annotation: &mut Entries,
    link: &PageLink,
    page: ObjectId,
    texts: &HashMap<ElementId, String>,
) {
    let contents = match (texts.get(&link.element), &link.target) {
        (Some(text), _) if !text.trim().is_empty() => text.trim(),
        (_, LinkTarget::Url(url)) => url,
        (_, LinkTarget::Element(_)) => "→",
    };
    annotation.extend([
        (b"Type".as_slice(), name("Annot")),
        (b"Subtype", name("Link")),
        (b"F", 4.into()),
        (b"Border", vec![0.into(), 0.into(), 0.into()].into()),
        (b"P", page.into()),
        (b"Contents", text_string(contents)),
    ]);
}

/// Sets the bounding rectangle, and quadrilaterals if the link spans several lines.
fn place(annotation: &mut Entries, lines: &[Rect], page_height: f32) {
    let all = lines.iter().copied().reduce(around).unwrap_or_default();
    annotation.push((b"Rect", rectangle(&all, page_height)));
    if lines.len() > 1 {
        let corners = lines.iter().flat_map(|line| corners(line, page_height));
        annotation.push((b"QuadPoints", corners.collect::<Vec<Object>>().into()));
    }
}

/// The corners in the order that viewers expect: upper left, upper right, lower left, lower right.
fn corners(rect: &Rect, page_height: f32) -> [Object; 8] {
    let (left, right) = (rect.x, rect.x + rect.width);
    let (top, foot) = (page_height - rect.y, page_height - rect.y - rect.height);
    [left, top, right, top, left, foot, right, foot].map(real)
}

fn around(one: Rect, other: Rect) -> Rect {
    let (x, y) = (one.x.min(other.x), one.y.min(other.y));
    let right = (one.x + one.width).max(other.x + other.width);
    let foot = (one.y + one.height).max(other.y + other.height);
    Rect { x, y, width: right - x, height: foot - y }
}

/// The text of each link without its prefix or marker, for the descriptions of links. Note references are
/// described as "Note 1".
fn texts(document: &Document, links: &[(&PageLink, Entries)]) -> HashMap<ElementId, String> {
    let mut texts: HashMap<ElementId, String> = HashMap::new();
    for (link, _) in links {
        let whole = texts.entry(link.element).or_default();
        link.texts.iter().for_each(|text| join(whole, text));
    }
    for note in &document.notes {
        for reference in &note.references {
            let text = format!("{} {}", document.words.note, note.number);
            texts.insert(*reference, text.trim().to_owned());
        }
        texts.insert(note.id, document.words.back.clone());
    }
    texts
}

/// Joins two lines of text: without a space after a soft hyphen, otherwise with one.
fn join(text: &mut String, line: &str) {
    if text.ends_with('\u{AD}') {
        text.pop();
    } else if !text.is_empty() && !text.ends_with(' ') && !line.starts_with(' ') {
        text.push(' ');
    }
    text.push_str(line);
}

/// Percent-encodes everything except printable ASCII (RFC 3987 §3.1).
fn ascii(url: &str) -> String {
    let byte = |byte: u8| match byte.is_ascii_graphic() {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    url.trim().bytes().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn link_across_two_lines_has_two_quadrilaterals() {
        let line = |x, y| Rect { x, y, width: 30.0, height: 10.0 };
        let mut annotation = Entries::new();
        place(&mut annotation, &[line(60.0, 20.0), line(10.0, 30.0)], 100.0);
        let numbers = |key: &[u8]| -> Vec<f32> {
            let (_, numbers) = annotation.iter().find(|(known, _)| *known == key).unwrap();
            let numbers = numbers.as_array().unwrap();
            numbers.iter().map(|number| number.as_float().unwrap()).collect()
        };
        assert_eq!(numbers(b"Rect"), [10.0, 60.0, 90.0, 80.0]);
        assert_eq!(numbers(b"QuadPoints")[..8], [60., 80., 90., 80., 60., 70., 90., 70.]);
        assert_eq!(numbers(b"QuadPoints").len(), 16);
    }

    #[test]
    fn urls_are_ascii() {
        assert_eq!(ascii("https://a.org/č b"), "https://a.org/%C4%8D%20b");
    }

    #[test]
    fn lines_join_at_soft_hyphens() {
        let mut text = String::from("traf\u{AD}");
        join(&mut text, "ficking in");
        join(&mut text, "persons");
        assert_eq!(text, "trafficking in persons");
    }
}

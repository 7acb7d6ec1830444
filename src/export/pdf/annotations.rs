//! Links → link annotations (ISO 32000-1 §12.5.6.5).

use std::collections::HashMap;
use std::sync::Arc;

use lopdf::{Dictionary, Document as Pdf, Object, ObjectId, dictionary};

use super::destinations::Destinations;
use super::object::{byte_string, name, real, rectangle, text_string};
use super::tags::LinkAnnotation;
use crate::document::{Document, ElementId};
use crate::export::ExportError;
use crate::layout::{Item, Link, LinkTarget, Owner, Page, Part, Rect};

/// Writes the link annotations of all pages.
pub fn write(
    pdf: &mut Pdf,
    document: &Document,
    pages: &[Arc<Page>],
    ids: &[ObjectId],
    destinations: &Destinations,
) -> Result<Vec<LinkAnnotation>, ExportError> {
    let texts = texts(document, pages);
    let mut written = Vec::new();
    for (index, (page, id)) in pages.iter().zip(ids).enumerate() {
        let mut objects: Vec<Object> = Vec::new();
        for lines in links(page) {
            let Some(link) = lines.first() else { continue };
            let Some(mut annotation) = target(document, destinations, &link.target) else {
                continue;
            };
            describe(&mut annotation, link, *id, &texts);
            place(&mut annotation, &lines, page.height);
            let object = pdf.add_object(annotation);
            objects.push(object.into());
            written.push(LinkAnnotation { page: index, element: link.element, object });
        }
        set_annotations(pdf, *id, objects)?;
    }
    Ok(written)
}

/// Groups the links of a page: a link that spans several lines is one group.
fn links(page: &Page) -> Vec<Vec<&Link>> {
    let mut links: Vec<Vec<&Link>> = Vec::new();
    for link in page.items.iter().filter_map(link) {
        let same = |lines: &&mut Vec<&Link>| {
            lines.first().is_some_and(|it| it.element == link.element && it.target == link.target)
        };
        match links.iter_mut().rev().take(NEARBY).find(same) {
            Some(lines) => lines.push(link),
            None => links.push(vec![link]),
        }
    }
    links
}

/// A link is compared with this many preceding links of its page; lines of one link are close
/// together.
const NEARBY: usize = 8;

fn link(item: &Item) -> Option<&Link> {
    match item {
        Item::Link(link) => Some(link),
        Item::Glyphs(_) | Item::Fill { .. } | Item::Image { .. } => None,
    }
}

/// Returns the action or destination of a link; `None` if the target is not on any page.
fn target(
    document: &Document,
    destinations: &Destinations,
    target: &LinkTarget,
) -> Option<Dictionary> {
    match target {
        LinkTarget::Url(url) => {
            let action = dictionary! { "S" => "URI", "URI" => byte_string(&ascii(url)) };
            Some(dictionary! { "A" => action })
        }
        LinkTarget::Element(element) => destinations
            .is_named(*element)
            .then(|| dictionary! { "Dest" => byte_string(document.anchor(*element)) }),
    }
}

/// Sets flags, border and description: links are printed (flag 3, §12.5.3), have no border, and say
/// what they are (ISO 14289-1 §7.18.5).
fn describe(
    annotation: &mut Dictionary,
    link: &Link,
    page: ObjectId,
    texts: &HashMap<ElementId, String>,
) {
    let contents = match (texts.get(&link.element), &link.target) {
        (Some(text), _) if !text.trim().is_empty() => text.trim(),
        (_, LinkTarget::Url(url)) => url,
        (_, LinkTarget::Element(_)) => "→",
    };
    annotation.set("Type", name("Annot"));
    annotation.set("Subtype", name("Link"));
    annotation.set("F", 4);
    annotation.set("Border", vec![0.into(), 0.into(), 0.into()]);
    annotation.set("P", page);
    annotation.set("Contents", text_string(contents));
}

/// Sets the bounding rectangle, and quadrilaterals if the link spans several lines.
fn place(annotation: &mut Dictionary, lines: &[&Link], page_height: f32) {
    let all = lines.iter().map(|line| line.rect).reduce(around).unwrap_or_default();
    annotation.set("Rect", rectangle(&all, page_height));
    if lines.len() > 1 {
        let corners = lines.iter().flat_map(|line| corners(&line.rect, page_height));
        annotation.set("QuadPoints", corners.collect::<Vec<Object>>());
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

fn set_annotations(pdf: &mut Pdf, page: ObjectId, objects: Vec<Object>) -> Result<(), ExportError> {
    let page = pdf.get_dictionary_mut(page).map_err(|error| ExportError(error.to_string()))?;
    match objects.is_empty() {
        true => drop(page.remove(b"Annots")),
        false => page.set("Annots", objects),
    }
    Ok(())
}

/// The text of each link without its prefix or marker, for the descriptions of links. Note references are
/// described as "Note 1".
fn texts(document: &Document, pages: &[Arc<Page>]) -> HashMap<ElementId, String> {
    let links = pages.iter().flat_map(|page| page.items.iter().filter_map(link));
    let mut texts: HashMap<ElementId, String> =
        links.map(|link| (link.element, String::new())).collect();
    for item in pages.iter().flat_map(|page| &page.items) {
        if let Item::Glyphs(run) = item
            && let Owner::Element(element, Part::Content) = run.owner
            && let Some(text) = texts.get_mut(&element)
        {
            join(text, &run.text);
        }
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
        let line = |element, x, y| {
            let rect = Rect { x, y, width: 30.0, height: 10.0 };
            let target = LinkTarget::Url("https://a.org".into());
            Item::Link(Link { rect, element: ElementId(element), target })
        };
        let items = vec![line(1, 60.0, 20.0), line(2, 0.0, 0.0), line(1, 10.0, 30.0)];
        let page = crate::export::pdf::sample::page(items);
        let links = links(&page);
        assert_eq!(links.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
        let mut annotation = Dictionary::new();
        place(&mut annotation, &links[0], 100.0);
        let numbers = |key: &[u8]| -> Vec<f32> {
            let numbers = annotation.get(key).unwrap().as_array().unwrap();
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

//! The landmarks, EPUB 3.3 §7.4: parts of the book that reading systems offer to jump to.

use super::content_document::{COVER, NAV, TITLE_PAGE};
use crate::document::unraised::title_line;
use crate::document::{Document, Matter, SectionKind};
use crate::export::xhtml::spine::{Spine, SpineItem};

/// A landmark.
#[derive(Clone, Debug)]
pub struct Landmark {
    /// The value of `epub:type`.
    pub epub_type: &'static str,
    /// The text.
    pub title: String,
    /// The URL.
    pub href: String,
}

/// The landmarks, at most one of each type.
pub fn landmarks(document: &Document, spine: &Spine) -> Vec<Landmark> {
    let words = &document.words;
    let landmark = |epub_type, title: &str, href: &str| Landmark {
        epub_type,
        title: title.into(),
        href: href.into(),
    };
    let mut landmarks = vec![
        landmark("cover", &words.cover, COVER),
        landmark("titlepage", &words.title_page, TITLE_PAGE),
    ];
    // Without a table of contents, the navigation document is not in the spine.
    if document.contents.is_some() {
        landmarks.push(landmark("toc", &words.contents, &format!("{NAV}#toc")));
    }
    let start = spine.items.iter().find(|item| item.matter() == Matter::Body);
    landmarks.extend(start.map(|item| landmark("bodymatter", &words.start, &item.name)));
    for landmark in spine.items.iter().filter_map(|item| landmark_of(document, item)) {
        if landmarks.iter().all(|known| known.epub_type != landmark.epub_type) {
            landmarks.push(landmark);
        }
    }
    landmarks
}

/// The landmark of a content document, if it is a part that readers look up.
fn landmark_of(document: &Document, item: &SpineItem) -> Option<Landmark> {
    let section = item.sections.first()?;
    let epub_type = match section.kind {
        SectionKind::Foreword => "foreword",
        SectionKind::Acknowledgements => "acknowledgments",
        SectionKind::Abstract => "abstract",
        SectionKind::Abbreviations => "glossary",
        SectionKind::Annex => "appendix",
        SectionKind::Bibliography => "bibliography",
        SectionKind::Notes => "endnotes",
        SectionKind::Index => "index",
        SectionKind::Imprint
        | SectionKind::Dedication
        | SectionKind::History
        | SectionKind::Section
        | SectionKind::Panel
        | SectionKind::SideEvents
        | SectionKind::SideEvent
        | SectionKind::Conclusion => return None,
    };
    let title = title_line(&section.heading.as_ref()?.line(), &document.language);
    Some(Landmark { epub_type, title, href: item.name.clone() })
}

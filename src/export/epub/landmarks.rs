//! The parts of a book that reading systems offer to go to, EPUB 3.3 §7.4.

use super::book::{COVER, NAVIGATION, TITLE};
use super::files::{File, Files};
use crate::document::inline::plain_text;
use crate::document::{Document, Matter, SectionKind};

/// A landmark: `epub:type`, title and place.
pub type Landmark = (&'static str, String, String);

/// The landmarks, none twice.
pub fn landmarks(document: &Document, files: &Files) -> Vec<Landmark> {
    let words = &document.words;
    let mut landmarks = vec![
        ("cover", words.cover.clone(), COVER.to_owned()),
        ("titlepage", words.title_page.clone(), TITLE.to_owned()),
    ];
    // Where the report asks for no contents, the navigation is no page of the book.
    let contents = document.contents.as_ref();
    landmarks
        .extend(contents.map(|_| ("toc", words.contents.clone(), format!("{NAVIGATION}#toc"))));
    let start = files.files.iter().find(|file| file.matter() == Matter::Body);
    landmarks.extend(start.map(|file| ("bodymatter", words.start.clone(), file.name.clone())));
    for file in &files.files {
        let Some(landmark) = landmark(file) else { continue };
        if landmarks.iter().all(|(kind, _, _)| *kind != landmark.0) {
            landmarks.push(landmark);
        }
    }
    landmarks
}

/// What stands around the text proper is looked for by name.
fn landmark(file: &File) -> Option<Landmark> {
    let section = file.sections.first()?;
    let kind = match section.kind {
        SectionKind::Foreword => "foreword",
        SectionKind::Abbreviations => "glossary",
        SectionKind::Annex => "appendix",
        SectionKind::Bibliography => "bibliography",
        SectionKind::Index => "index",
        SectionKind::Imprint
        | SectionKind::Section
        | SectionKind::Panel
        | SectionKind::SideEvents
        | SectionKind::SideEvent
        | SectionKind::Conclusion => return None,
    };
    let heading = section.heading.as_ref()?;
    Some((kind, plain_text(&heading.line()), file.name.clone()))
}

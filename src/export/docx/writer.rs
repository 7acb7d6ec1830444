//! Writes the stories of a document: its body, footnotes, headers and footers.
//!
//! There is one function for each kind of block and inline. They read an [`Input`] that never
//! changes and add to [`Collectors`].

mod block;
mod block_context;
mod caption;
mod citation;
mod collectors;
mod contents;
mod cover;
mod cover_geometry;
mod cover_logo;
mod cover_picture;
mod direct_formatting;
mod drawing;
mod enclosure;
mod equation;
mod figure;
mod footnote;
mod header_footer;
mod heading;
mod identity;
mod inline;
mod input;
mod kept;
mod list;
mod paragraph;
mod people;
mod placement;
mod references;
mod section;
mod section_break;
mod section_keys;
mod section_properties;
mod story;
mod table;
mod table_rows;
mod text_box;
mod word_section;

use std::sync::Arc;

use crate::document::{Direction, ElementId, ImageId};
use crate::draft::{Draft, WrittenParagraphs};

use super::content::Container;
use super::extras::Extras;
use super::hyperlinks::Hyperlinks;
use super::numbering_instances::Numbering;
use collectors::Collectors;
pub use header_footer::{HeaderFooter, HeaderFooterKind};
pub use input::Input;
pub use section_keys::KeptSections;

/// The stories of a document (ECMA-376 Part 1 §17) and the collected data of the other parts.
#[derive(Debug)]
pub struct Stories {
    /// The body: cover, front matter and text.
    pub body: Vec<Container>,
    /// The text of body and footnotes, except that of kept sections.
    pub draft: Draft,
    /// The text of kept sections, with the number of paragraphs in `draft` before it.
    pub kept_text: Vec<(usize, Arc<WrittenParagraphs>)>,
    /// The footnotes, one container each.
    pub notes: Vec<Container>,
    /// The headers and footers.
    pub headers: Vec<HeaderFooter>,
    /// Extra properties of paragraphs.
    pub extras: Extras,
    /// The writing direction of the document.
    pub direction: Direction,
    /// The numbering of lists and paragraphs.
    pub numbering: Numbering,
    /// External links in the body.
    pub links: Hyperlinks,
    /// External links in footnotes.
    pub note_links: Hyperlinks,
    /// The pictures shown, in the order of their first use.
    pub images: Vec<ImageId>,
}

/// The text of body and footnotes, without the paragraphs and tables themselves.
pub fn draft(input: &Input) -> Draft {
    let mut out = Collectors::new(input.document, input.style);
    out.story.is_said_only = true;
    section::body(input, &mut out);
    footnote::footnotes(input, &mut out);
    out.story.draft
}

/// The name of the bookmark of the label and number of a caption.
pub fn caption_bookmark(caption: ElementId) -> String {
    references::References::caption_bookmark(caption)
}

/// Writes all stories of a document.
pub fn write(input: &Input) -> Stories {
    let mut out = Collectors::new(input.document, input.style);
    section::body(input, &mut out);
    let notes = footnote::footnotes(input, &mut out);
    let draft = std::mem::take(&mut out.story.draft);
    let headers = header_footer::headers_and_footers(input, &mut out);
    Stories {
        body: out.sections.containers,
        draft,
        kept_text: out.story.kept_text,
        notes,
        headers,
        extras: out.story.extras,
        direction: input.document.direction(),
        numbering: out.numbering,
        links: out.references.links,
        note_links: out.references.note_links,
        images: out.drawings.images,
    }
}

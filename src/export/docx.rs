//! Writes a document as a Word file (ECMA-376, transitional).
//!
//! `writer` turns the document into the typed paragraphs and tables of docx-rs, plus side tables for
//! what those types cannot express. `serialize` merges the two and puts property elements in schema
//! order. `styles` and `parts` write the other parts from the template. Words, numbers and order
//! are decided before this module runs.

mod bookmarks;
mod content;
mod extras;
mod geometry;
mod hyperlinks;
mod language;
pub mod matrix;
mod media;
mod note_part;
mod numbering_instances;
mod omml;
mod parts;
pub mod redline;
mod runs;
mod serialize;
mod styles;
#[cfg(test)]
mod tests;
mod writer;
mod xml;

use std::mem;
use std::sync::Arc;

use super::ExportError;
use crate::cache::Cache;
use crate::document::visit::has_span;
use crate::document::{Document, SpanStyle};
use crate::draft::{
    self, Author, DIGEST_BOOKMARK, Draft, OutgoingDraft, SourceParts, WrittenParagraphs,
};
use crate::fonts::Fonts;
use crate::layout::PageMap;
use crate::templates::Style;
use hyperlinks::Hyperlinks;
use media::Rasters;
use parts::{EmbeddedFont, Parts, Relationship};
use writer::{HeaderFooterKind, Input, KeptSections, Stories};
use xml::{WORD, Xml};

/// The names of the bookmarks of all elements, in the order of their ids.
pub fn bookmark_names(document: &Document) -> impl Iterator<Item = String> {
    bookmarks::Bookmarks::new(&document.anchors).into_names()
}

/// The source of a document, which its file stores so that changes can be written back.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The file name without folder.
    pub name: &'a str,
    /// The text of the file.
    pub text: &'a str,
    /// Whether the text is stored, and not only its name and its digest.
    pub is_included: bool,
}

/// The content of a file besides the report.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings<'a> {
    /// The source. With it, the file stores its text and where each character comes from.
    pub source: Option<Source<'a>>,
    /// Whether the fonts are embedded.
    pub embeds_fonts: bool,
    /// What earlier builds made.
    pub cache: &'a Cache,
}

/// Does what needs no pages while they are laid out, if a cache keeps it: compresses the source.
pub fn prepare(source: Source, cache: &Cache) {
    if source.is_included && cache.keeps() {
        draft::deflated(source.text, cache);
    }
}

/// Writes the document as a DOCX file.
///
/// `map` provides the page numbers of the contents and the index; `fonts` measures the columns of tables.
///
/// # Errors
/// Fails if a picture cannot be read or the package exceeds the limits of a ZIP file.
pub fn write(
    document: &Document,
    style: &Style,
    fonts: &Fonts,
    map: &PageMap,
    settings: Settings,
) -> Result<Vec<u8>, ExportError> {
    let source_parts = settings.source.map(|source| SourceParts::of(source.text));
    let source_parts = &source_parts.unwrap_or_default();
    let kept = KeptSections::of(document, style, fonts, (settings.cache, source_parts));
    let mut stories = writer::write(&Input { document, style, fonts, map, kept: kept.as_ref() });
    let kind = document.note_kind;
    let mut parts = Parts::new(kind);
    let stored =
        settings.source.map(|source| stored_draft(&mut stories, (source, source_parts), None));
    let (body, notes) = (mem::take(&mut stories.body), mem::take(&mut stories.notes));
    let Stories { extras, direction, .. } = &stories;
    let story = |story, part: &mut _| serialize::containers(story, extras, *direction, part);
    let (text, draft) = rayon::join(
        || {
            let body = main_document(|part| story(body, part))?;
            Ok((body, note_part::notes(kind, |part| story(notes, part))?))
        },
        || stored.as_ref().map(|it| it.to_xml(settings.cache)),
    );
    let digest = stored.as_ref().map(|stored| stored.digest.as_str());
    if let (Some(draft), Some(digest)) = (draft, digest) {
        parts.add_draft(draft.into_bytes(), digest);
    }
    let (body, notes) = text?;
    parts.add_main_document(note_part::of_kind(kind, body));
    parts.add_word(note_part::name(kind), notes);
    headers_and_footers(&mut parts, &stories)?;
    media::add(&mut parts, document, &stories.images, Rasters::default())?;
    let numbering = parts::numbering(&stories.numbering, style);
    definitions(&mut parts, document, style, numbering, settings.embeds_fonts);
    let families: Vec<_> = style.fonts.used(has_span(document, SpanStyle::Code)).collect();
    let embedded = match settings.embeds_fonts {
        true => EmbeddedFont::all(&families, fonts),
        false => Vec::new(),
    };
    parts.add_fonts(&families, fonts, embedded);
    add_links(&mut parts, [&stories.links, &stories.note_links]);
    parts.add_properties(document, digest);
    parts.finish(settings.cache)
}

/// Adds the parts that the text refers to, except the fonts.
fn definitions(
    parts: &mut Parts,
    document: &Document,
    style: &Style,
    numbering: Vec<u8>,
    embeds_fonts: bool,
) {
    let language = xml::clean(&document.language);
    let written = styles::styles(style, &language);
    parts.add_word("styles", note_part::of_kind(document.note_kind, written));
    let position = note_part::position(document);
    parts.add_word("settings", parts::settings(style, &language, embeds_fonts, position));
    parts.add_word("numbering", numbering);
    parts.add_theme(parts::theme(style));
}

/// Adds the external links of the body and of the notes.
fn add_links(parts: &mut Parts, [of_body, of_notes]: [&Hyperlinks; 2]) {
    let links = of_body.iter().map(|(id, url)| Relationship::link(id, url));
    parts.document_relationships.extend(links);
    let links = of_notes.iter().map(|(id, url)| Relationship::link(id, url));
    parts.note_relationships.extend(links);
}

/// The text of the file, to be stored as custom XML. Its digest is also the name of a bookmark around the
/// body, since some programs drop custom XML and properties. `redline` is the author of tracked changes.
fn stored_draft<'a>(
    stories: &mut Stories,
    (source, parts): (Source<'a>, &'a SourceParts),
    redline: Option<&Author>,
) -> OutgoingDraft<'a> {
    let paragraphs = written_text(stories, parts);
    let name = xml::clean(source.name);
    let mut stored = OutgoingDraft::new(name, (source.text, parts), paragraphs);
    if !source.is_included {
        stored.source = None;
    }
    stored.redline = redline.cloned();
    let mut start = Xml::default();
    let name = format!("{DIGEST_BOOKMARK}{}", stored.digest);
    start.leaf("w:bookmarkStart", &[("w:id", "0"), ("w:name", &name)]);
    if let Some(first) = stories.body.first_mut() {
        first.opening.insert_str(0, &start.into_string());
    }
    if let Some(last) = stories.body.last_mut() {
        last.closing.insert_str(0, "<w:bookmarkEnd w:id=\"0\"/>");
    }
    stored
}

/// The text of the stories, that of kept sections in its place.
fn written_text(stories: &mut Stories, parts: &SourceParts) -> Vec<Arc<WrittenParagraphs>> {
    let mut rest = mem::take(&mut stories.draft.paragraphs).into_iter();
    let (mut written, mut done) = (Vec::new(), 0);
    for (before, kept) in mem::take(&mut stories.kept_text) {
        let between: Vec<_> = rest.by_ref().take(before - done).collect();
        written.extend(WrittenParagraphs::all(&between, parts));
        written.push(kept);
        done = before;
    }
    written.extend(WrittenParagraphs::all(rest.as_slice(), parts));
    written
}

/// The text of the DOCX file of a document, without page numbers, which need a layout.
pub fn draft(document: &Document, style: &Style, fonts: &Fonts) -> Draft {
    writer::draft(&Input { document, style, fonts, map: &PageMap::default(), kept: None })
}

fn main_document(
    content: impl FnOnce(&mut Vec<u8>) -> Result<(), ExportError>,
) -> Result<Vec<u8>, ExportError> {
    let mut part = opened("w:document");
    part.extend_from_slice(b"<w:body>");
    content(&mut part)?;
    part.extend_from_slice(b"</w:body></w:document>");
    Ok(part)
}

fn headers_and_footers(parts: &mut Parts, stories: &Stories) -> Result<(), ExportError> {
    for story in &stories.headers {
        let (kind, root) = match story.kind {
            HeaderFooterKind::Header => ("header", "w:hdr"),
            HeaderFooterKind::Footer => ("footer", "w:ftr"),
        };
        let mut part = opened(root);
        serialize::elements(&story.content, &stories.extras, stories.direction, &mut part)?;
        part.extend_from_slice(format!("</{root}>").as_bytes());
        parts.add_header_footer(kind, &story.name, part);
    }
    Ok(())
}

fn opened(root: &str) -> Vec<u8> {
    Xml::part(root, WORD).into_string().into_bytes()
}

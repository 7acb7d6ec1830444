//! A document as the writer wrote it, in a form that can be compared.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::mem;

use super::super::writer::{self, Input, Stories};
use super::super::{media, serialize};
use super::paragraph::{Atoms, Paragraph, Targets, paragraph};
use super::tree::{Element, Node, read};
use crate::document::{Block, Document, ImageContent, ImageId, visit};
use crate::draft::{Draft, DraftKind, DraftParagraph};
use crate::export::ExportError;

/// The two documents of a comparison, as they were written.
pub struct Manuscripts {
    /// The document before.
    pub old: Manuscript,
    /// The document after.
    pub new: Manuscript,
}

/// A written document.
pub struct Manuscript {
    /// The blocks of the body.
    pub body: Vec<WordBlock>,
    /// The blocks of each note.
    pub notes: Vec<Vec<WordBlock>>,
    /// The paragraphs, by number.
    pub paragraphs: Vec<Paragraph>,
    /// The text of the paragraphs, by the same numbers.
    pub draft: Draft,
    /// The identity of each picture, by its [`ImageId`].
    pub pictures: Vec<String>,
    /// The largest id of a bookmark.
    pub(in super::super) last_bookmark: usize,
    /// The stories from which the other parts are made.
    pub(in super::super) stories: Stories,
}

/// A block of a story.
#[derive(Clone, Debug)]
pub enum WordBlock {
    /// A paragraph.
    Paragraph(usize),
    /// A table.
    Table(Table),
    /// Anything else: the contents, a bookmark around the body, the properties of a section.
    Other(Element),
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// The elements before its rows.
    pub head: Vec<Element>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its properties.
    pub properties: Option<Element>,
    /// The cells.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Its properties.
    pub properties: Option<Element>,
    /// The blocks.
    pub blocks: Vec<WordBlock>,
}

/// A document that was written and read, before its paragraphs are split.
pub(in super::super) struct Written {
    stories: Stories,
    draft: Draft,
    body: Vec<Node>,
    notes: Vec<Node>,
    pictures: Vec<String>,
}

impl Written {
    /// Writes a document. `prepare` may add to its stories.
    ///
    /// # Errors
    /// If the written document cannot be read, which is a bug.
    pub fn of(input: &Input, prepare: impl FnOnce(&mut Stories)) -> Result<Written, ExportError> {
        let mut stories = writer::write(input);
        let draft = stories.draft.clone();
        prepare(&mut stories);
        // The trees replace the containers.
        let containers = (mem::take(&mut stories.body), mem::take(&mut stories.notes));
        let Stories { extras, direction, .. } = &stories;
        let (mut body, mut notes) = (Vec::new(), Vec::new());
        serialize::containers(containers.0, extras, *direction, &mut body)?;
        serialize::containers(containers.1, extras, *direction, &mut notes)?;
        let pictures = pictures(input.document);
        Ok(Written { stories, draft, body: read(&body)?, notes: read(&notes)?, pictures })
    }
}

impl Manuscript {
    /// Splits what was written of a document into pieces.
    pub(in super::super) fn of(
        document: &Document,
        Written { stories, draft, body, notes, pictures }: Written,
        atoms: &mut Atoms,
    ) -> Manuscript {
        let mut elements = Vec::new();
        let body = blocks(body, &mut elements);
        let notes = notes.into_iter().filter_map(|note| match note {
            Node::Element(note) => Some(blocks(note.children, &mut elements)),
            Node::Text(_) => None,
        });
        let notes = notes.collect();
        let last_bookmark = elements.iter().map(last_bookmark).max().unwrap_or(0);
        let targets = targets(document, &stories, &pictures, &elements);
        let nothing = DraftParagraph {
            bookmark: String::new(),
            kind: DraftKind::Separator,
            spans: Vec::new(),
        };
        let said = draft.paragraphs.iter().chain(std::iter::repeat(&nothing));
        let paragraphs = elements.into_iter().zip(said);
        let paragraphs = paragraphs.map(|(it, said)| paragraph(it, said, &targets, atoms));
        let paragraphs = paragraphs.collect();
        Manuscript { body, notes, paragraphs, draft, pictures, last_bookmark, stories }
    }

    /// The paragraph with a number.
    pub fn paragraph(&self, number: usize) -> Option<&Paragraph> {
        self.paragraphs.get(number)
    }
}

/// Reads blocks. Their paragraphs are counted in the order of the file, as in the draft.
fn blocks(nodes: Vec<Node>, paragraphs: &mut Vec<Element>) -> Vec<WordBlock> {
    let mut out = Vec::new();
    for node in nodes {
        let Node::Element(element) = node else { continue };
        out.push(if element.name == "w:p" {
            paragraphs.push(element);
            WordBlock::Paragraph(paragraphs.len() - 1)
        } else if element.name == "w:tbl" {
            WordBlock::Table(table(element, paragraphs))
        } else {
            count(&element, paragraphs);
            WordBlock::Other(element)
        });
    }
    out
}

fn last_bookmark(element: &Element) -> usize {
    let id = element.attribute("w:id").filter(|_| element.name == "w:bookmarkStart");
    let own = id.and_then(|id| id.parse().ok()).unwrap_or(0);
    element.elements().map(last_bookmark).fold(own, usize::max)
}

/// Counts the paragraphs in the contents, too.
fn count(element: &Element, paragraphs: &mut Vec<Element>) {
    for child in element.elements() {
        if child.name == "w:p" {
            paragraphs.push(child.clone());
        } else {
            count(child, paragraphs);
        }
    }
}

fn table(element: Element, paragraphs: &mut Vec<Element>) -> Table {
    let mut table = Table { head: Vec::new(), rows: Vec::new() };
    for child in element.children {
        match child {
            Node::Element(child) if child.name == "w:tr" => {
                let properties = child.child("w:trPr").cloned();
                let cells = child.children.into_iter().filter_map(|child| match child {
                    Node::Element(child) if child.name == "w:tc" => Some(cell(child, paragraphs)),
                    Node::Element(_) | Node::Text(_) => None,
                });
                table.rows.push(Row { properties, cells: cells.collect() });
            }
            Node::Element(child) => table.head.push(child),
            Node::Text(_) => {}
        }
    }
    table
}

fn cell(mut element: Element, paragraphs: &mut Vec<Element>) -> Cell {
    let properties = element.child("w:tcPr").cloned();
    element.remove(&["w:tcPr"]);
    Cell { properties, blocks: blocks(element.children, paragraphs) }
}

fn targets(
    document: &Document,
    stories: &Stories,
    identities: &[String],
    paragraphs: &[Element],
) -> Targets {
    let notes: Vec<String> = document.notes.iter().map(|note| note.author_id.clone()).collect();
    let pictures = stories.images.iter().enumerate();
    let identity = |id: &ImageId| identities.get(id.0).cloned().unwrap_or_default();
    let pictures = pictures.map(|(at, id)| (media::relationship(at), identity(id)));
    let links = [&stories.links, &stories.note_links];
    let links = links.map(|links| links.iter().map(|(id, url)| (id, url.to_owned())).collect());
    let mut bookmarks = HashMap::new();
    name_captions(document, &mut bookmarks);
    for paragraph in paragraphs {
        name_notes(paragraph, &notes, &mut bookmarks);
    }
    Targets { bookmarks, notes, pictures: pictures.collect(), links }
}

/// The identities of the pictures of a document.
fn pictures(document: &Document) -> Vec<String> {
    (0..document.images.len()).map(|at| identity(document, ImageId(at))).collect()
}

/// The identity of a picture: its content.
fn identity(document: &Document, id: ImageId) -> String {
    let mut hasher = DefaultHasher::new();
    match document.images.get(id.0).map(|image| &image.content) {
        Some(ImageContent::Png(bytes) | ImageContent::Jpeg(bytes)) => bytes.hash(&mut hasher),
        Some(ImageContent::Svg(drawing)) => drawing.to_svg().hash(&mut hasher),
        None => {}
    }
    hasher.finish().to_string()
}

/// Names captions by the id of their table or figure, because their bookmarks are numbered through the
/// document.
fn name_captions(document: &Document, out: &mut HashMap<String, String>) {
    visit::blocks(document, &mut |block| {
        let (id, caption) = match block {
            Block::Table(table) => (table.id, table.caption.as_ref()),
            Block::Figure(figure) => (figure.id, figure.caption.as_ref()),
            Block::Paragraph(_)
            | Block::Code(_)
            | Block::Heading(_)
            | Block::List(_)
            | Block::Recommendations(_)
            | Block::People(_)
            | Block::Quotation(_)
            | Block::Equation(_)
            | Block::Box(_)
            | Block::Definitions { .. }
            | Block::Bibliography { .. }
            | Block::Endnotes { .. }
            | Block::Participants(_)
            | Block::Index { .. } => return,
        };
        let caption = caption.map(|caption| writer::caption_bookmark(caption.id));
        out.extend(caption.map(|name| (name, document.anchor(id).to_owned())));
    });
}

/// Names the references that place notes by the ids of the notes.
fn name_notes(paragraph: &Element, notes: &[String], out: &mut HashMap<String, String>) {
    let mut pending: Vec<String> = Vec::new();
    for child in paragraph.elements() {
        if child.name == "w:bookmarkStart" {
            pending.extend(child.attribute("w:name"));
        } else if child.name == "w:r" {
            let reference = child.child("w:footnoteReference");
            let id = reference.and_then(|it| it.attribute("w:id")?.parse::<usize>().ok());
            if let Some(note) = id.and_then(|id| notes.get(id.checked_sub(1)?)) {
                out.extend(pending.drain(..).map(|name| (name, format!("note {note}"))));
            }
            pending.clear();
        }
    }
}

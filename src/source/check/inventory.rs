//! Everything in a report that rules check, each with its node, collected in one walk for all rules.

mod content;
mod matter;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::origin::TracedString;
use crate::source::markup::{self, InlineNote, Piece, PieceKind};
use crate::source::schema::parts::Cited;
use crate::source::schema::{
    BlockKind, CoverPicture, Figure, Latex, Layout, OneOrManyTexts, Participants, Report, Section,
    SectionKind, Text, Work, WorkEntry, WrittenPicture,
};
use crate::yaml::tree::Node;

/// The character in place of a footnote or a reference (U+FFFC, object replacement character), which
/// separates the words around it.
pub const OBJECT: &str = "\u{fffc}";

/// Everything in a report that rules check.
pub struct Inventory<'a> {
    /// The report.
    pub report: &'a Report,
    /// Its tree.
    pub tree: &'a Node<'a>,
    /// Every text. Footnotes that are written where they are cited come last.
    pub texts: Vec<TextEntry<'a>>,
    /// The footnotes that are written where they are cited, with the scalars around them.
    pub inline_notes: Vec<(&'a InlineNote, &'a Node<'a>)>,
    /// Every section, panel, side event, annex and foreword.
    pub sections: Vec<SectionEntry<'a>>,
    /// Every block.
    pub blocks: Vec<(&'a BlockKind, &'a Node<'a>)>,
    /// The pictures of the cover and of signatures.
    pub pictures: Vec<(&'a CoverPicture, &'a Node<'a>)>,
    /// Every collection that must not be empty: its name in messages, its length and its node.
    pub collections: Vec<(&'static str, usize, &'a Node<'a>)>,
    /// Every equation on a line of its own.
    pub equations: Vec<(&'a Latex, &'a Node<'a>)>,
    /// Every `layout` that requests something.
    pub layouts: Vec<LayoutRequest<'a>>,
    /// Every id that `[#id]` may refer to.
    pub ids: Vec<Id<'a>>,
    /// Whether the walk is inside a box.
    boxed: bool,
}

/// The `layout` of a section, block or item.
pub struct LayoutRequest<'a> {
    /// The fields.
    pub layout: Layout,
    /// The mapping.
    pub node: &'a Node<'a>,
    /// Whether it belongs to a paragraph or an item, which begins with one.
    pub has_lines: bool,
    /// Whether it is inside a box.
    pub in_box: bool,
}

/// A text.
pub struct TextEntry<'a> {
    /// The text as written.
    pub text: &'a str,
    /// The text with its markup; `None` for a text without inline markup.
    pub marked: Option<&'a Text>,
    /// Its scalar.
    pub node: &'a Node<'a>,
    /// Where it is used.
    pub kind: TextKind,
    /// The first byte of a footnote in the text that cites it, which has an earlier entry. `None` if the
    /// text is a whole scalar.
    pub start: Option<usize>,
    /// The words that several rules read.
    words: OnceLock<TracedString>,
}

/// Where a text is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// With inline markup.
    Marked,
    /// With inline markup, and may be empty: a cell.
    Cell,
    /// Without inline markup.
    Plain,
    /// Preformatted, without inline markup.
    Code,
    /// Without inline markup and not printed: keywords, descriptions of pictures.
    Unseen,
}

/// The part of the report that a section belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// The foreword.
    Front,
    /// The body.
    Body,
    /// An annex.
    Back,
}

/// A section and its position.
#[derive(Clone, Copy)]
pub struct SectionEntry<'a> {
    /// The section.
    pub section: &'a Section,
    /// Its node.
    pub node: &'a Node<'a>,
    /// Front, body or back.
    pub matter: Matter,
    /// Its level: 1 for a section outside all others.
    pub depth: usize,
    /// The kind of the section around it.
    pub parent: Option<SectionKind>,
}

impl SectionEntry<'_> {
    /// The kind of the section as an editor would name it: "panel", "annex".
    pub fn kind(&self) -> &'static str {
        match (self.matter, self.section.kind) {
            (Matter::Back, _) if self.depth == 1 => "annex",
            (Matter::Front, _) => "front matter",
            (Matter::Body | Matter::Back, SectionKind::Section) => "section",
            (Matter::Body | Matter::Back, SectionKind::Panel) => "panel",
            (Matter::Body | Matter::Back, SectionKind::SideEvents) => "side events",
            (Matter::Body | Matter::Back, SectionKind::SideEvent) => "side event",
            (Matter::Body | Matter::Back, SectionKind::Conclusion) => "conclusion",
        }
    }
}

/// An id, and whether its element can be cited.
pub struct Id<'a> {
    /// The id.
    pub id: &'a str,
    /// Its scalar.
    pub node: &'a Node<'a>,
    /// How `[#id]` cites its element.
    pub cited: Cited,
    /// The kind of its element, as in the YAML: "panel", "table", "item".
    pub kind: &'a str,
    /// The texts of its element, as indices of [`Inventory::texts`].
    pub texts: Range<usize>,
}

impl TextKind {
    /// Whether it may have inline markup.
    pub fn is_marked(self) -> bool {
        match self {
            TextKind::Marked | TextKind::Cell => true,
            TextKind::Plain | TextKind::Code | TextKind::Unseen => false,
        }
    }
}

impl<'a> TextEntry<'a> {
    /// The text as written, with `x` for each byte of code and equations.
    pub fn without_code(&self) -> Cow<'a, str> {
        let is_code =
            |kind: &PieceKind| matches!(kind, PieceKind::Code(_) | PieceKind::Equation(_));
        let code = self.places_of(&is_code);
        if code.is_empty() {
            return Cow::Borrowed(self.text);
        }
        let mut out = String::with_capacity(self.text.len());
        for at in code {
            out.push_str(self.text.get(out.len()..at.start).unwrap_or_default());
            out.push_str(&"x".repeat(at.len()));
        }
        out.push_str(self.text.get(out.len()..).unwrap_or_default());
        Cow::Owned(out)
    }

    /// The equations in the text, as bytes of the text as written.
    pub fn equations(&self) -> Vec<Range<usize>> {
        self.places_of(&|kind| matches!(kind, PieceKind::Equation(_)))
    }

    /// The pieces of some kinds, as bytes of the text as written.
    fn places_of(&self, is_wanted: &dyn Fn(&PieceKind) -> bool) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        places_in(self.marked.map(Text::pieces).unwrap_or_default(), is_wanted, &mut found);
        found
    }

    /// The words of the text, without markup.
    pub fn words(&self) -> TracedString {
        self.words_around("")
    }

    /// The words of the text, with [`OBJECT`] for each footnote, each equation and each reference without words.
    pub fn words_around_objects(&self) -> &TracedString {
        self.words.get_or_init(|| self.words_around(OBJECT))
    }

    fn words_around(&self, object: &str) -> TracedString {
        match self.marked {
            Some(text) => text.words_around(object),
            None => TracedString::with_origin(self.text, self.node.origin()),
        }
    }

    /// The words of the text as [`TextEntry::words_around_objects`] gives them, with [`OBJECT`] for code and each
    /// phrase in another language too.
    pub fn own_words(&self) -> Cow<'_, TracedString> {
        let is_other =
            |kind: &PieceKind| matches!(kind, PieceKind::Foreign { .. } | PieceKind::Code(_));
        match self.marked.filter(|_| !self.places_of(&is_other).is_empty()) {
            Some(text) => Cow::Owned(text.own_words(OBJECT)),
            None => Cow::Borrowed(self.words_around_objects()),
        }
    }

    /// The bytes of the file from which some bytes of the text as written come.
    pub fn locate(&self, at: Range<usize>) -> Range<usize> {
        let start = self.start.unwrap_or_default();
        self.node.locate(start + at.start..start + at.end)
    }

    /// The bytes of the file from which some bytes of its words come.
    pub fn file_range(&self, words: &TracedString, part: Range<usize>) -> Range<usize> {
        words.file_range(part).unwrap_or(self.node.place.clone())
    }
}

fn places_in(
    pieces: &[Piece],
    is_wanted: &dyn Fn(&PieceKind) -> bool,
    found: &mut Vec<Range<usize>>,
) {
    for piece in pieces {
        if is_wanted(&piece.kind) {
            found.push(piece.at.clone());
        }
        places_in(piece.content(), is_wanted, found);
    }
}

impl<'a> Inventory<'a> {
    /// Walks a report together with its tree.
    pub fn take(report: &'a Report, tree: &'a Node<'a>) -> Self {
        let mut inventory = Inventory::empty(report, tree);
        inventory.matter(&report.body);
        inventory.inline_notes();
        inventory
    }

    /// Walks everything outside the body.
    pub fn outside_body(report: &'a Report, tree: &'a Node<'a>) -> Self {
        let mut inventory = Inventory::empty(report, tree);
        inventory.matter(&[]);
        inventory.inline_notes();
        inventory
    }

    /// Walks one section of the body.
    pub fn of_section(
        report: &'a Report,
        tree: &'a Node<'a>,
        (section, node): (&'a Section, &'a Node<'a>),
    ) -> Self {
        let mut inventory = Inventory::empty(report, tree);
        inventory.section(SectionEntry {
            section,
            node,
            matter: Matter::Body,
            depth: 1,
            parent: None,
        });
        inventory.inline_notes();
        inventory
    }

    fn empty(report: &'a Report, tree: &'a Node<'a>) -> Self {
        Inventory {
            report,
            tree,
            texts: Vec::new(),
            inline_notes: Vec::new(),
            sections: Vec::new(),
            blocks: Vec::new(),
            pictures: Vec::new(),
            collections: Vec::new(),
            equations: Vec::new(),
            layouts: Vec::new(),
            ids: Vec::new(),
            boxed: false,
        }
    }

    /// Every figure.
    pub fn figures(&self) -> impl Iterator<Item = (&'a Figure, &'a Node<'a>)> {
        self.blocks.iter().filter_map(|(block, node)| {
            let BlockKind::Figure(figure) = block else { return None };
            Some((figure, *node))
        })
    }

    /// The pictures of every figure, with the mapping that names each.
    pub fn figure_pictures(&self) -> impl Iterator<Item = (WrittenPicture<'a>, &'a Node<'a>)> {
        self.figures().flat_map(|(figure, node)| {
            figure.pictures().map(move |picture| match picture.part {
                Some(index) => (picture, node.key("parts").item(index)),
                None => (picture, node),
            })
        })
    }

    /// Every list of participants.
    pub fn participants(&self) -> impl Iterator<Item = (&'a Participants, &'a Node<'a>)> {
        self.blocks.iter().filter_map(|(block, node)| {
            let BlockKind::Participants(list) = block else { return None };
            Some((list, *node))
        })
    }

    fn matter(&mut self, body: &'a [Arc<Section>]) {
        let (report, tree) = (self.report, self.tree);
        self.publication();
        self.people();
        self.front();
        let body = body.iter().map(Arc::as_ref);
        self.sections_of(body, tree.key("body"), Matter::Body, 1, None);
        self.sections_of(&report.annexes, tree.key("annexes"), Matter::Back, 1, None);
        let works = tree.key("bibliography");
        for (index, work) in report.bibliography.iter().enumerate() {
            self.work(work, works.item(index));
        }
        // Keys are unique, so the tree has its entries in the same order as the report.
        let notes = tree.entries_of("footnotes");
        for (note, entry) in report.footnotes.values().zip(notes) {
            self.texts_of(note, &entry.value);
            self.collections.push(("this footnote", note.0.len(), &entry.value));
        }
    }

    /// Adds the texts of the footnotes that are written where they are cited.
    fn inline_notes(&mut self) {
        for index in 0..self.texts.len() {
            let Some(TextEntry { marked: Some(text), node, .. }) = self.texts.get(index) else {
                continue;
            };
            let (text, node) = (*text, *node);
            markup::inline_notes(text.pieces(), &mut |note| {
                let start = Some(note.at.start);
                let (text, marked, kind) = (note.text.as_str(), &*note.text, TextKind::Marked);
                let words = OnceLock::new();
                let marked = Some(marked);
                self.texts.push(TextEntry { text, marked, node, kind, start, words });
                self.inline_notes.push((note, node));
            });
        }
    }

    fn work(&mut self, work: &'a Work, node: &'a Node<'a>) {
        let first = self.texts.len();
        match &work.entry {
            WorkEntry::Text(text) => self.text(text, node.key("text")),
            WorkEntry::Data(data) => self.reference(data, node),
            WorkEntry::File(file) => {
                self.push(&file.path, node.key("data"), TextKind::Unseen);
            }
        }
        self.optional(&[("label", &work.label)], node);
        self.id(&work.id, node, Cited::Title, ("work", first));
    }

    fn texts_of(&mut self, texts: &'a OneOrManyTexts, node: &'a Node<'a>) {
        for (index, text) in texts.0.iter().enumerate() {
            self.text(text, node.item(index));
        }
    }

    fn text(&mut self, text: &'a Text, node: &'a Node<'a>) {
        self.push_marked(text, node, TextKind::Marked);
    }

    fn optional(&mut self, texts: &[(&str, &'a Option<Text>)], node: &'a Node<'a>) {
        for (key, text) in texts {
            if let Some(text) = text {
                self.text(text, node.key(key));
            }
        }
    }

    fn plain(&mut self, texts: &[(&str, &'a Option<TracedString>)], node: &'a Node<'a>) {
        for (key, text) in texts {
            if let Some(text) = text {
                self.push(text, node.key(key), TextKind::Plain);
            }
        }
    }

    fn unseen(&mut self, text: &'a Option<String>, node: &'a Node<'a>) {
        if let Some(text) = text {
            self.push(text, node, TextKind::Unseen);
        }
    }

    fn push(&mut self, text: &'a str, node: &'a Node<'a>, kind: TextKind) {
        let (marked, start, words) = (None, None, OnceLock::new());
        self.texts.push(TextEntry { text, marked, node, kind, start, words });
    }

    fn push_marked(&mut self, text: &'a Text, node: &'a Node<'a>, kind: TextKind) {
        let (text, marked) = (text.as_str(), Some(text));
        let (start, words) = (None, OnceLock::new());
        self.texts.push(TextEntry { text, marked, node, kind, start, words });
    }

    /// `first` is the index of the first text of the element.
    fn id(
        &mut self,
        id: &'a Option<String>,
        node: &'a Node<'a>,
        cited: Cited,
        (kind, first): (&'a str, usize),
    ) {
        if let Some(id) = id {
            let (node, texts) = (node.key("id"), first..self.texts.len());
            self.ids.push(Id { id, node, cited, kind, texts });
        }
    }
}

//! Everything in a report that rules are about, each with its node: one walk for all rules.

use crate::source::schema::{
    Block, BlockKind, CoverPicture, Figure, Item, Layout, ListStyle, OneOrManyTexts, Paragraph,
    Participants, Person, Publication, Quotation, Recommendations, Report, Section, SectionKind,
    SubHeading, Table, Text, TextBox, Work,
};
use crate::yaml::tree::Node;

/// What rules are about.
pub struct Inventory<'a> {
    /// The report.
    pub report: &'a Report,
    /// Its tree.
    pub tree: &'a Node<'a>,
    /// Every text.
    pub texts: Vec<Piece<'a>>,
    /// Every section, panel, side event, annex and foreword.
    pub sections: Vec<Placed<'a>>,
    /// Every table.
    pub tables: Vec<(&'a Table, &'a Node<'a>)>,
    /// Every figure.
    pub figures: Vec<(&'a Figure, &'a Node<'a>)>,
    /// The pictures of the cover.
    pub cover_pictures: Vec<(&'a CoverPicture, &'a Node<'a>)>,
    /// Every list of recommendations.
    pub recommendations: Vec<(&'a Recommendations, &'a Node<'a>)>,
    /// What holds a number of things: a name for it, how many, and its node.
    pub holders: Vec<(&'static str, usize, &'a Node<'a>)>,
    /// The numbers that lists begin with, where they say so.
    pub starts: Vec<(u32, &'a Node<'a>)>,
    /// Every list of participants.
    pub participants: Vec<(&'a Participants, &'a Node<'a>)>,
    /// What is asked of the pages, with what it is asked for.
    pub layouts: Vec<Asked<'a>>,
    /// Every id that `[#id]` may refer to.
    pub ids: Vec<Id<'a>>,
    /// Whether the walk is within a box.
    boxed: bool,
}

/// What is asked of the pages for one thing.
pub struct Asked<'a> {
    /// What is asked.
    pub layout: Layout,
    /// The mapping.
    pub node: &'a Node<'a>,
    /// Whether it is a paragraph or begins with one.
    pub has_lines: bool,
    /// Whether it stands in a box.
    pub in_box: bool,
}

/// A text.
pub struct Piece<'a> {
    /// What it says.
    pub text: &'a str,
    /// Its scalar.
    pub node: &'a Node<'a>,
    /// What it is.
    pub kind: PieceKind,
}

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// With inline markup.
    Marked,
    /// With inline markup, and may be empty: a cell.
    Cell,
    /// Without inline markup.
    Plain,
    /// Without inline markup, and on no page: keywords, descriptions of pictures.
    Unseen,
}

/// Where a section stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// The foreword.
    Front,
    /// The body.
    Body,
    /// An annex.
    Back,
}

/// A section and where it stands.
#[derive(Clone, Copy)]
pub struct Placed<'a> {
    /// The section.
    pub section: &'a Section,
    /// Its node.
    pub node: &'a Node<'a>,
    /// Front, body or back.
    pub matter: Matter,
    /// 1 for a section that stands in none.
    pub depth: usize,
    /// What it stands in.
    pub parent: Option<SectionKind>,
}

/// An id and whether what bears it can be cited.
pub struct Id<'a> {
    /// The id.
    pub id: &'a str,
    /// Its scalar.
    pub node: &'a Node<'a>,
    /// Why it cannot be cited without words of the author's own, if so.
    pub uncitable: Option<&'static str>,
}

impl PieceKind {
    /// Whether inline markup has its meaning.
    pub fn is_marked(self) -> bool {
        match self {
            PieceKind::Marked | PieceKind::Cell => true,
            PieceKind::Plain | PieceKind::Unseen => false,
        }
    }
}

impl<'a> Inventory<'a> {
    /// Walks a report and its tree together.
    pub fn take(report: &'a Report, tree: &'a Node<'a>) -> Self {
        let mut inventory = Inventory {
            report,
            tree,
            texts: Vec::new(),
            sections: Vec::new(),
            tables: Vec::new(),
            figures: Vec::new(),
            cover_pictures: Vec::new(),
            recommendations: Vec::new(),
            holders: Vec::new(),
            starts: Vec::new(),
            participants: Vec::new(),
            layouts: Vec::new(),
            ids: Vec::new(),
            boxed: false,
        };
        inventory.matter();
        inventory
    }

    fn matter(&mut self) {
        let (report, tree) = (self.report, self.tree);
        self.publication();
        self.people();
        self.front();
        self.sections_of(&report.body, tree.key("body"), Matter::Body, 1, None);
        self.sections_of(&report.annexes, tree.key("annexes"), Matter::Back, 1, None);
        let works = tree.key("bibliography");
        for (index, work) in report.bibliography.iter().enumerate() {
            self.work(work, works.item(index));
        }
        // Keys are unique, so the entries of the tree stand in the order of the report's.
        let notes = tree.entries_of("footnotes");
        for (note, entry) in report.footnotes.values().zip(notes) {
            self.texts_of(note, &entry.value);
            self.holders.push(("this footnote", note.0.len(), &entry.value));
        }
    }

    fn publication(&mut self) {
        let publication = &self.report.publication;
        let node = self.tree.key("publication");
        self.text(&publication.title, node.key("title"));
        self.text(&publication.publisher, node.key("publisher"));
        let optional = [
            ("subtitle", &publication.subtitle),
            ("short_title", &publication.short_title),
            ("series", &publication.series),
            ("office", &publication.office),
        ];
        self.optional(&optional, node);
        self.unseen(&publication.description, node.key("description"));
        let plain =
            [("identifier", &publication.identifier), ("ebook_isbn", &publication.ebook_isbn)];
        self.plain(&plain, node);
        self.catalogue(publication, node);
        self.cover(publication, node);
        for (index, keyword) in publication.keywords.iter().enumerate() {
            self.push(keyword, node.key("keywords").item(index), PieceKind::Unseen);
        }
        if let Some(event) = &self.report.event {
            self.optional(
                &[("name", &event.name), ("venue", &event.venue)],
                self.tree.key("event"),
            );
        }
    }

    /// What only catalogues are told.
    fn catalogue(&mut self, publication: &'a Publication, node: &'a Node<'a>) {
        let titles = publication.other_titles.values().zip(node.entries_of("other_titles"));
        titles.for_each(|(title, entry)| self.push(title, &entry.value, PieceKind::Unseen));
        self.unseen(&publication.identifier, node.key("identifier"));
        self.unseen(&publication.ebook_isbn, node.key("ebook_isbn"));
        if let Some(collection) = &publication.collection {
            let node = node.key("collection");
            self.text(&collection.title, node.key("title"));
            self.unseen(&collection.issn, node.key("issn"));
        }
        if let Some(certifier) = &publication.certifier {
            let node = node.key("certifier");
            self.push(&certifier.name, node.key("name"), PieceKind::Unseen);
            self.unseen(&certifier.credential, node.key("credential"));
            self.unseen(&certifier.report, node.key("report"));
        }
    }

    /// The pictures of the covers.
    fn cover(&mut self, publication: &'a Publication, node: &'a Node<'a>) {
        let pictures = [("logo", &publication.logo), ("cover_picture", &publication.cover_picture)];
        for (key, picture) in pictures {
            let Some(picture) = picture else { continue };
            let node = node.key(key);
            self.cover_pictures.push((picture, node));
            self.push(&picture.image, node.key("image"), PieceKind::Unseen);
            self.unseen(&picture.alt, node.key("alt"));
        }
        self.unseen(&publication.ebook_cover, node.key("ebook_cover"));
    }

    fn people(&mut self) {
        let entries = self.tree.entries_of("people");
        for (person, entry) in self.report.people.values().zip(entries) {
            self.person(person, &entry.value);
        }
    }

    fn person(&mut self, person: &'a Person, node: &'a Node<'a>) {
        self.push(&person.name, node.key("name"), PieceKind::Plain);
        let optional = [
            ("honorific", &person.honorific),
            ("post", &person.post),
            ("organisation", &person.organisation),
            ("country", &person.country),
            ("sort_as", &person.sort_as),
        ];
        self.plain(&optional, node);
    }

    fn front(&mut self) {
        let front = &self.report.front;
        let node = self.tree.key("front");
        if let Some(imprint) = &front.imprint {
            let node = node.key("imprint");
            self.plain(&[("isbn", &imprint.isbn), ("symbol", &imprint.symbol)], node);
            let optional = [
                ("copyright", &imprint.copyright),
                ("disclaimer", &imprint.disclaimer),
                ("photo_credits", &imprint.photo_credits),
            ];
            self.optional(&optional, node);
        }
        if let Some(section) = &front.foreword {
            let node = node.key("foreword");
            self.section(Placed { section, node, matter: Matter::Front, depth: 1, parent: None });
        }
        let entries = node.entries_of("abbreviations");
        for (meaning, entry) in front.abbreviations.values().zip(entries) {
            self.text(meaning, &entry.value);
        }
    }

    fn sections_of(
        &mut self,
        sections: &'a [Section],
        node: &'a Node<'a>,
        matter: Matter,
        depth: usize,
        parent: Option<SectionKind>,
    ) {
        for (index, section) in sections.iter().enumerate() {
            self.section(Placed { section, node: node.item(index), matter, depth, parent });
        }
    }

    fn section(&mut self, placed: Placed<'a>) {
        let Placed { section, node, matter, depth, .. } = placed;
        self.sections.push(placed);
        let optional = [("title", &section.title), ("short_title", &section.short_title)];
        self.optional(&optional, node);
        let labelled = section.kind == SectionKind::Panel
            || (matter == Matter::Back && depth == 1)
            || matter == Matter::Front;
        let citable = labelled || section.title.is_some();
        self.id(&section.id, node, (!citable).then_some("a section without a title"));
        for (index, organiser) in section.co_organisers.iter().enumerate() {
            self.text(organiser, node.key("co_organisers").item(index));
        }
        let numbered = matter == Matter::Body && self.report.options.numbered_paragraphs;
        self.blocks(&section.content, node.key("content"), numbered);
        self.layout(section.layout, node, false);
        let kind = Some(section.kind);
        self.sections_of(&section.sections, node.key("sections"), matter, depth + 1, kind);
    }

    /// `numbered`: whether paragraphs are numbered that do not say so themselves.
    fn blocks(&mut self, blocks: &'a [Block], node: &'a Node<'a>, numbered: bool) {
        for (index, block) in blocks.iter().enumerate() {
            self.block(block, node.item(index), numbered);
        }
    }

    fn block(&mut self, block: &'a Block, node: &'a Node<'a>, numbered: bool) {
        self.layout(block.layout, node, matches!(block.kind, BlockKind::Paragraph(_)));
        match &block.kind {
            BlockKind::Paragraph(block) => self.paragraph(block, node.key("paragraph"), numbered),
            BlockKind::Heading(block) => self.sub_heading(block, node.key("heading")),
            BlockKind::List(block) => {
                let node = node.key("list");
                self.starts.extend(block.start.map(|start| (start, node.key("start"))));
                self.items(&block.items, node.key("items"), block.style != ListStyle::Bulleted);
            }
            BlockKind::Bullets(items) => self.items(items, node.key("bullets"), false),
            BlockKind::Numbered(items) => self.items(items, node.key("numbered"), true),
            BlockKind::Recommendations(block) => {
                self.recommendations(block, node.key("recommendations"));
            }
            BlockKind::Quotation(block) => self.quotation(block, node.key("quotation")),
            BlockKind::Table(block) => self.table(block, node.key("table")),
            BlockKind::Figure(block) => self.figure(block, node.key("figure")),
            BlockKind::Box(block) => self.text_box(block, node.key("box")),
            BlockKind::Participants(block) => self.participants(block, node.key("participants")),
        }
    }

    fn layout(&mut self, layout: Layout, node: &'a Node<'a>, has_lines: bool) {
        if layout != Layout::default() {
            let (node, in_box) = (node.key("layout"), self.boxed);
            self.layouts.push(Asked { layout, node, has_lines, in_box });
        }
    }

    fn participants(&mut self, block: &'a Participants, node: &'a Node<'a>) {
        self.participants.push((block, node));
        self.id(&block.id, node, Some("a list of participants"));
        if let Some(people) = &block.people {
            self.holders.push(("this list", people.len(), node.key("people")));
        }
    }

    fn paragraph(&mut self, block: &'a Paragraph, node: &'a Node<'a>, numbered: bool) {
        self.text(&block.text, node.key("text"));
        let numbered = block.numbered.unwrap_or(numbered);
        self.id(&block.id, node, (!numbered).then_some("a paragraph without a number"));
    }

    fn sub_heading(&mut self, block: &'a SubHeading, node: &'a Node<'a>) {
        self.text(&block.text, node.key("text"));
        self.id(&block.id, node, None);
    }

    fn recommendations(&mut self, block: &'a Recommendations, node: &'a Node<'a>) {
        self.recommendations.push((block, node));
        self.optional(&[("label", &block.label), ("lead", &block.lead)], node);
        self.id(&block.id, node, None);
        self.items(&block.items, node.key("items"), true);
    }

    fn items(&mut self, items: &'a [Item], node: &'a Node<'a>, numbered: bool) {
        self.holders.push(("this list", items.len(), node));
        for (index, item) in items.iter().enumerate() {
            let node = node.item(index);
            self.text(&item.text, node.key("text"));
            self.id(&item.id, node, (!numbered).then_some("an item with a bullet"));
            self.layout(item.layout, node, true);
            self.blocks(&item.content, node.key("content"), false);
        }
    }

    fn quotation(&mut self, block: &'a Quotation, node: &'a Node<'a>) {
        self.id(&block.id, node, Some("a quotation"));
        self.texts_of(&block.text, node.key("text"));
        self.holders.push(("this quotation", block.text.0.len(), node.key("text")));
        self.optional(&[("source", &block.source)], node);
    }

    fn table(&mut self, block: &'a Table, node: &'a Node<'a>) {
        self.tables.push((block, node));
        self.holders.push(("the header", block.header.len(), node.key("header")));
        self.holders.push(("this table", block.rows.len(), node.key("rows")));
        self.id(&block.id, node, None);
        self.optional(&[("caption", &block.caption), ("source", &block.source)], node);
        self.cells(&block.header, node.key("header"));
        for (index, row) in block.rows.iter().enumerate() {
            self.cells(row, node.key("rows").item(index));
        }
    }

    fn cells(&mut self, cells: &'a [Text], node: &'a Node<'a>) {
        for (index, cell) in cells.iter().enumerate() {
            self.push(&cell.0, node.item(index), PieceKind::Cell);
        }
    }

    fn figure(&mut self, block: &'a Figure, node: &'a Node<'a>) {
        self.figures.push((block, node));
        self.id(&block.id, node, None);
        self.push(&block.image, node.key("image"), PieceKind::Unseen);
        self.unseen(&block.alt, node.key("alt"));
        self.optional(&[("caption", &block.caption), ("credit", &block.credit)], node);
    }

    fn text_box(&mut self, block: &'a TextBox, node: &'a Node<'a>) {
        self.id(&block.id, node, block.title.is_none().then_some("a box without a title"));
        self.optional(&[("title", &block.title)], node);
        self.holders.push(("this box", block.content.len(), node.key("content")));
        let around = std::mem::replace(&mut self.boxed, true);
        self.blocks(&block.content, node.key("content"), false);
        self.boxed = around;
    }

    fn work(&mut self, work: &'a Work, node: &'a Node<'a>) {
        self.text(&work.text, node.key("text"));
        self.id(&work.id, node, None);
    }

    fn texts_of(&mut self, texts: &'a OneOrManyTexts, node: &'a Node<'a>) {
        for (index, text) in texts.0.iter().enumerate() {
            self.text(text, node.item(index));
        }
    }

    fn text(&mut self, text: &'a Text, node: &'a Node<'a>) {
        self.push(&text.0, node, PieceKind::Marked);
    }

    fn optional(&mut self, texts: &[(&str, &'a Option<Text>)], node: &'a Node<'a>) {
        for (key, text) in texts {
            if let Some(text) = text {
                self.text(text, node.key(key));
            }
        }
    }

    fn plain(&mut self, texts: &[(&str, &'a Option<String>)], node: &'a Node<'a>) {
        for (key, text) in texts {
            if let Some(text) = text {
                self.push(text, node.key(key), PieceKind::Plain);
            }
        }
    }

    fn unseen(&mut self, text: &'a Option<String>, node: &'a Node<'a>) {
        if let Some(text) = text {
            self.push(text, node, PieceKind::Unseen);
        }
    }

    fn push(&mut self, text: &'a str, node: &'a Node<'a>, kind: PieceKind) {
        self.texts.push(Piece { text, node, kind });
    }

    fn id(&mut self, id: &'a Option<String>, node: &'a Node<'a>, uncitable: Option<&'static str>) {
        if let Some(id) = id {
            self.ids.push(Id { id, node: node.key("id"), uncitable });
        }
    }
}

//! Document → pieces: paragraphs and tables of the builder, in reading order.

mod block;
mod contents;
mod cover;
mod cover_picture;
mod figure;
mod footnote;
mod header_footer;
mod inline;
mod list;
mod people;
mod placement;
mod section;
mod section_properties;
mod table;

use docx_rs::{
    AlignmentType, FrameProperty, IndentLevel, LineSpacing, NumberingId, Paragraph,
    SpecialIndentType,
};

use crate::document::{Direction, Document, ElementId, ImageId};
use crate::layout::PageMap;
use crate::templates::Style;

use super::bookmarks::Bookmarks;
use super::content::{BlockElement, Container};
use super::extras::{Extras, TableExtra, paragraph_id};
use super::hyperlinks::Hyperlinks;
use super::numbering_instances::Numbering;
use super::runs::{RunFormat, Runs};
use super::styles::WordStyle;
use super::units::twips;
use section_properties::WordSection;

/// What composing makes.
#[derive(Debug, Default)]
pub struct Stories {
    /// Cover, front matter and text, one stretch for each section of Word, and the contents.
    pub body: Vec<Container>,
    /// The footnotes, one stretch each.
    pub notes: Vec<Container>,
    /// Running heads and folios.
    pub headers: Vec<HeaderFooter>,
    /// What types cannot say of paragraphs.
    pub extras: Extras,
    /// In which direction the document is written.
    pub direction: Direction,
    /// Every list.
    pub numbering: Numbering,
    /// Hyperlinks of the body.
    pub links: Hyperlinks,
    /// Hyperlinks of the footnotes.
    pub note_links: Hyperlinks,
    /// Every picture that is shown, once, in the order of its first showing.
    pub images: Vec<ImageId>,
}

pub use header_footer::{HeaderFooter, HeaderFooterKind};

/// Composes the whole document.
pub fn write(document: &Document, style: &Style, map: &PageMap) -> Stories {
    let mut composer = Composer {
        document,
        style,
        map,
        bookmarks: Bookmarks::new(&document.anchors),
        out: Stories { direction: document.direction(), ..Stories::default() },
        pieces: Vec::new(),
        paragraphs: 0,
        pictures: 0,
        tables_counted: 0,
        figures_counted: 0,
        notes_placed: 0,
        in_note: false,
        section: WordSection::FIRST,
        last_properties: String::new(),
        pending: Pending::default(),
    };
    composer.body();
    composer.notes();
    composer.headers();
    composer.out
}

/// What waits for the next paragraph.
#[derive(Debug, Default)]
struct Pending {
    /// Elements that begin with it.
    elements: Vec<ElementId>,
    /// Space above it, in points: what a table before it cannot have below.
    space_pt: f32,
    /// Whether it begins a page.
    page_break: bool,
}

/// The document under way.
struct Composer<'a> {
    document: &'a Document,
    style: &'a Style,
    map: &'a PageMap,
    bookmarks: Bookmarks,
    out: Stories,
    /// The pieces of the stretch at hand.
    pieces: Vec<BlockElement>,
    paragraphs: u32,
    pictures: u32,
    tables_counted: u32,
    figures_counted: u32,
    /// How many notes have their first reference in what has been composed.
    notes_placed: usize,
    in_note: bool,
    /// The section of Word under way.
    section: WordSection,
    /// The properties of the one before.
    last_properties: String,
    pending: Pending,
}

/// Where a block stands.
#[derive(Clone, Copy, Debug)]
struct BlockContext {
    /// What a paragraph without further distinction is.
    text: WordStyle,
    /// From the edge of the text, in points: within the items of lists.
    indent_pt: f32,
    /// Width of the text there, in points.
    measure_pt: f32,
    /// Whether it stands within recommendations.
    recommendation: bool,
    /// Whether it stands in something that no section of Word may begin or end in: an item, a box,
    /// a note.
    within: bool,
}

/// How a paragraph differs from its style.
#[derive(Clone, Debug, Default)]
struct DirectFormatting {
    /// Elements that the paragraph is, or that begin with it.
    elements: Vec<ElementId>,
    /// Whether it stays with the next.
    keep_next: bool,
    /// The instance and level of its list.
    numbering: Option<(usize, u8)>,
    /// Indents in points, from the left and of the first line to the left of that.
    indent_pt: Option<(f32, f32)>,
    /// Indent from the right, where it is not the style's.
    end_indent_pt: Option<f32>,
    /// Space below in points.
    after_pt: Option<f32>,
    /// Space above in points.
    before_pt: Option<f32>,
    /// The width of the frame at the foot of the page in which it stands, in points.
    at_foot: Option<f32>,
    /// At which edge it stands, where it is not the style's.
    align: Option<AlignmentType>,
}

impl<'a> Composer<'a> {
    /// The look of running text in a paragraph of a role.
    fn look(&self, role: WordStyle) -> RunFormat {
        let setting = role.setting(self.style);
        RunFormat {
            bold_paragraph: setting.bold,
            italic_paragraph: setting.italic,
            ..RunFormat::default()
        }
    }

    /// Adds a paragraph.
    fn paragraph(&mut self, role: WordStyle, mut line: Runs, variation: DirectFormatting) {
        let number = self.paragraphs;
        self.paragraphs += 1;
        let pending = std::mem::take(&mut self.pending);
        for element in pending.elements.iter().chain(&variation.elements) {
            line.enclose(self.bookmarks.next_id(), self.bookmarks.name(*element));
        }
        let mut paragraph = Paragraph::new().id(paragraph_id(number));
        if role != WordStyle::Body {
            paragraph = paragraph.style(&role.id());
        }
        if variation.keep_next {
            paragraph = paragraph.keep_next(true);
        }
        if let Some(width) = variation.at_foot {
            paragraph = at_foot(paragraph, width);
        }
        if let Some(align) = variation.align {
            paragraph = paragraph.align(align);
        }
        if pending.page_break {
            paragraph = paragraph.page_break_before(true);
        }
        if let Some((instance, level)) = variation.numbering {
            let level = IndentLevel::new(level.into());
            paragraph = paragraph.numbering(NumberingId::new(instance), level);
        }
        if let Some((left, hanging)) = variation.indent_pt {
            let hanging = SpecialIndentType::Hanging(twips(hanging));
            let end = role.setting(self.style).end_indent_pt;
            let end = twips(variation.end_indent_pt.unwrap_or(end));
            paragraph = paragraph.indent(Some(twips(left)), Some(hanging), Some(end), None);
        }
        let before = self.space_before(role, pending.space_pt, variation.before_pt);
        if before.is_some() || variation.after_pt.is_some() {
            paragraph = paragraph.line_spacing(spacing(before, variation.after_pt));
        }
        let (paragraph, runs) = line.into_paragraph(paragraph);
        if !runs.is_empty() {
            self.out.extras.entry(number).or_default().runs = runs;
        }
        self.pieces.push(BlockElement::Paragraph(Box::new(paragraph)));
    }

    /// The larger of what the style asks for and what a table above asks for; `None` where the
    /// style alone says it.
    fn space_before(&self, role: WordStyle, pending_pt: f32, own_pt: Option<f32>) -> Option<f32> {
        let styled = role.setting(self.style).before_pt;
        let wanted = own_pt.unwrap_or(styled).max(pending_pt);
        ((wanted - styled).abs() > 0.01).then_some(wanted)
    }

    /// Adds a table. Two tables in a row would become one in Word: a line of no height keeps
    /// them apart.
    fn table_piece(&mut self, table: docx_rs::Table, mut extras: Vec<TableExtra>) {
        let right_to_left = self.document.direction() == Direction::RightToLeft;
        extras.iter_mut().for_each(|extra| extra.right_to_left = right_to_left);
        let after_table = matches!(self.pieces.last(), Some(BlockElement::Table(..)));
        if after_table || self.pending.page_break {
            self.paragraph(WordStyle::Separator, Runs::default(), DirectFormatting::default());
        }
        self.pieces.push(BlockElement::Table(Box::new(table), extras));
    }

    /// Composes something apart from the stretch at hand.
    fn apart(&mut self, compose: impl FnOnce(&mut Self)) -> Vec<BlockElement> {
        let outer = std::mem::take(&mut self.pieces);
        compose(self);
        std::mem::replace(&mut self.pieces, outer)
    }

    /// The links of the part at hand.
    fn links(&mut self) -> &mut Hyperlinks {
        match self.in_note {
            true => &mut self.out.note_links,
            false => &mut self.out.links,
        }
    }
}

/// A frame at the foot of the text, ECMA-376 Part 1 §17.3.1.11.
fn at_foot(mut paragraph: Paragraph, width_pt: f32) -> Paragraph {
    let width = u32::try_from(twips(width_pt)).unwrap_or(0);
    let frame = FrameProperty::new().width(width).wrap("notBeside");
    let frame = frame.v_anchor("margin").h_anchor("margin").x_align("left").y_align("bottom");
    paragraph.property = paragraph.property.frame_property(frame);
    paragraph
}

fn spacing(before_pt: Option<f32>, after_pt: Option<f32>) -> LineSpacing {
    let length = |points: f32| u32::try_from(twips(points)).unwrap_or(0);
    let mut spacing = LineSpacing::new();
    if let Some(before) = before_pt {
        spacing = spacing.before(length(before));
    }
    if let Some(after) = after_pt {
        spacing = spacing.after(length(after));
    }
    spacing
}

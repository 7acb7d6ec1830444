//! Structure elements of blocks, except lists and tables.

use super::super::object::text_string;
use super::super::settings::Version;
use super::build::Builder;
use super::tree::{Kid, Node};
use crate::document::{
    Block, Caption, DisplayEquation, ElementId, Figure, FigurePicture, Paragraph, Quotation,
    TextBox,
};
use crate::export::mathml::mathml;
use crate::layout::Part;

impl Builder<'_> {
    /// A block, followed by the notes first cited in it.
    pub fn block(&mut self, block: &Block) -> Vec<Kid> {
        match block {
            Block::Paragraph(block) => self.paragraph(block),
            Block::Code(block) => {
                let kids = self.inline(block.id, &block.content);
                vec![Node::new("P", vec![Node::new("Code", kids).into()]).of(block.id).into()]
            }
            Block::Heading(block) => self.heading(block),
            Block::List(block) => vec![self.list(block)],
            Block::Recommendations(block) => vec![self.recommendations(block)],
            Block::People(block) => vec![self.people(block)],
            Block::Quotation(block) => vec![self.quotation(block)],
            Block::Table(block) => self.table(block),
            Block::Figure(block) => self.figure(block).into_iter().collect(),
            Block::Equation(block) => self.equation(block).into_iter().collect(),
            Block::Box(block) => vec![self.text_box(block)],
            Block::Definitions { entries, .. } => vec![self.definitions(entries)],
            Block::Bibliography { entries, .. } => vec![self.bibliography(entries)],
            Block::Endnotes { notes, .. } => self.endnotes(notes.clone()),
            Block::Participants(block) => self.participants(block),
            Block::Index { entries, .. } => vec![self.index(entries)],
        }
    }

    /// A paragraph, including its number.
    pub fn paragraph(&mut self, paragraph: &Paragraph) -> Vec<Kid> {
        self.with_notes("P", paragraph.id, &paragraph.content)
    }

    fn quotation(&mut self, quotation: &Quotation) -> Kid {
        let paragraphs = quotation.paragraphs.iter().chain(&quotation.source);
        let kids = paragraphs.flat_map(|paragraph| self.paragraph(paragraph)).collect();
        Node::new("BlockQuote", kids).into()
    }

    /// Pictures, caption and credit; `None` for a decorative picture without text.
    fn figure(&mut self, figure: &Figure) -> Option<Kid> {
        let mut kids = match figure.pictures.as_slice() {
            [picture] if picture.id == figure.id => {
                self.captioned_picture(picture, figure.caption.as_ref())
            }
            pictures => {
                let parts = pictures.iter().map(|picture| {
                    let kids = self.captioned_picture(picture, picture.caption.as_ref());
                    Kid::from(Node::new("Div", kids))
                });
                let mut kids: Vec<Kid> = parts.collect();
                kids.extend(figure.caption.as_ref().map(|it| self.caption_of_parts(it)));
                kids
            }
        };
        kids.extend(figure.credit.iter().flat_map(|credit| self.paragraph(credit)));
        (!kids.is_empty()).then(|| Node::new("Div", kids).into())
    }

    /// A picture with its caption.
    fn captioned_picture(
        &mut self,
        picture: &FigurePicture,
        caption: Option<&Caption>,
    ) -> Vec<Kid> {
        match self.version {
            Version::Pdf17 => self.picture_beside_caption(picture, caption),
            Version::Pdf20 => self.picture_with_caption(picture, caption),
        }
    }

    /// The caption of several pictures. PDF 2.0 has captions in figures only (ISO/TS 32005), and figures have
    /// no alternative text for other figures.
    fn caption_of_parts(&mut self, caption: &Caption) -> Kid {
        match self.version {
            Version::Pdf17 => self.caption(caption),
            Version::Pdf20 => {
                Node::new("Div", self.with_notes("P", caption.id, &caption.content)).into()
            }
        }
    }

    /// Caption as a sibling of the picture: readers skip the children of an element with
    /// alternative text.
    fn picture_beside_caption(
        &mut self,
        picture: &FigurePicture,
        caption: Option<&Caption>,
    ) -> Vec<Kid> {
        let picture = self.picture(picture.id, &picture.alternative).map(Kid::from);
        let caption = caption.map(|caption| self.caption(caption));
        picture.into_iter().chain(caption).collect()
    }

    /// Caption inside the picture's element, as its last child (ISO 14289-2 §8.2.5.27). The caption
    /// of a decorative picture is a paragraph.
    fn picture_with_caption(
        &mut self,
        picture: &FigurePicture,
        caption: Option<&Caption>,
    ) -> Vec<Kid> {
        match self.picture(picture.id, &picture.alternative) {
            Some(mut picture) => {
                picture.kids.extend(caption.map(|caption| self.caption(caption)));
                vec![picture.into()]
            }
            None => {
                let text = |it: &Caption| self.with_notes("P", it.id, &it.content);
                caption.map(text).unwrap_or_default()
            }
        }
    }

    /// The picture of an element; `None` if it is decorative.
    pub fn picture(&mut self, element: ElementId, alternative: &str) -> Option<Node> {
        let content = self.content.all(element);
        if content.is_empty() {
            return None;
        }
        let mut node = Node::new("Figure", content).of(element);
        node.entries.set("Alt", text_string(alternative));
        match self.content.bounding_box(element) {
            Some(bounds) => Some(node.with_attributes(bounds)),
            None => Some(node),
        }
    }

    /// A caption, followed by the notes first cited in it.
    pub fn caption(&mut self, caption: &Caption) -> Kid {
        Node::new("Caption", self.with_notes("P", caption.id, &caption.content)).into()
    }

    /// An equation, followed by its number.
    fn equation(&mut self, equation: &DisplayEquation) -> Option<Kid> {
        let mathml = mathml(&equation.equation, &equation.alternative, true);
        let formula = self.formula(equation.id, &equation.alternative, mathml);
        let mut kids: Vec<Kid> = formula.map(Kid::from).into_iter().collect();
        kids.extend(self.content.part(equation.id, Part::Marker));
        (!kids.is_empty()).then(|| Node::new("P", kids).into())
    }

    fn text_box(&mut self, text_box: &TextBox) -> Kid {
        let mut kids: Vec<Kid> =
            text_box.title.iter().flat_map(|title| self.paragraph(title)).collect();
        kids.extend(self.blocks(&text_box.blocks));
        Node::new("Div", kids).into()
    }
}

//! Resolves figures: their pictures, and the letters of figures with several.

use super::Resolver;
use super::citation_words::Cited;
use crate::document::{
    Block, Caption, CaptionKind, ElementId, Figure, FigurePicture, FigurePosition, ImageId, Inline,
    ListKind,
};
use crate::grammar::ReferenceKind;
use crate::source::schema::{self, FigurePart, FigurePlace};

/// The most pictures that share one row unless the author says otherwise.
const ONE_ROW: usize = 3;

impl Resolver<'_> {
    /// A figure with its number and caption.
    pub(super) fn figure(&mut self, block: &schema::Figure) -> Block {
        let images: Option<Vec<ImageId>> =
            block.pictures().map(|picture| self.image(picture.image)).collect();
        let Some(images) = images else {
            // The command line rejects a report with missing pictures. Other callers get the
            // alternative texts.
            let words: Vec<String> =
                block.pictures().map(|picture| self.alternative(picture.alt)).collect();
            let words = Inline::Text(words.join(" ").into());
            return Block::Paragraph(self.plain_paragraph(vec![words]));
        };
        let first = block.pictures().next().map_or("", |picture| picture.image);
        let id = self.element(block.id.as_ref(), "figure", first);
        let mut caption = self.figure_caption(block, id);
        let parts = images.iter().zip(&block.parts).zip(1..);
        let mut pictures: Vec<FigurePicture> = parts
            .map(|((image, part), number)| self.figure_part(*image, part, number, caption.as_ref()))
            .collect();
        if let (Some(image), true) = (images.first(), pictures.is_empty()) {
            pictures.push(FigurePicture {
                id,
                image: *image,
                alternative: self.alternative(block.alt.as_deref()),
                decorative: block.decorative,
                width: f32::from(block.width.unwrap_or(100).clamp(1, 100)) / 100.0,
                caption: None,
            });
        }
        // The notes of the parts come before those of the whole.
        if let Some(caption) = &mut caption {
            self.fill_caption(caption, block.caption.as_ref());
        }
        let columns = block.columns.map_or_else(|| columns(pictures.len()), usize::from);
        let credit = block.credit.as_ref().map(|credit| self.paragraph(credit));
        let position = match block.place {
            FigurePlace::Float => FigurePosition::Float,
            FigurePlace::Here => FigurePosition::Here,
            FigurePlace::Page => FigurePosition::Page,
            FigurePlace::Landscape => FigurePosition::Landscape,
        };
        Block::Figure(Figure { id, pictures, columns, caption, credit, position })
    }

    /// The caption of a whole figure, still without text. It has a number if any of its parts has a letter.
    /// Figures side by side have captions of their own.
    fn figure_caption(&mut self, block: &schema::Figure, id: ElementId) -> Option<Caption> {
        let has_letters =
            block.parts.iter().any(|part| part.id.is_some() || part.caption.is_some());
        let is_numbered = has_letters || block.id.is_some() || block.caption.is_some();
        (is_numbered && !block.side_by_side)
            .then(|| self.caption_number(CaptionKind::Figure, block.id.as_ref(), id))
    }

    /// One of several pictures; `whole` is the caption of the figure.
    fn figure_part(
        &mut self,
        image: ImageId,
        part: &FigurePart,
        number: u32,
        whole: Option<&Caption>,
    ) -> FigurePicture {
        let id = self.element(part.id.as_ref(), "figure", &part.image);
        let (author_id, text) = (part.id.as_ref(), part.caption.as_ref());
        let caption = match whole {
            Some(whole) => Some(self.lettered_caption(id, part, number, whole)),
            None => self.caption(CaptionKind::Figure, author_id, id, text),
        };
        let (alternative, decorative) = (self.alternative(part.alt.as_deref()), part.decorative);
        FigurePicture { id, image, alternative, decorative, width: 1.0, caption }
    }

    /// The caption "(a) North". References print "Figure 2 (a)".
    fn lettered_caption(
        &mut self,
        element: ElementId,
        part: &FigurePart,
        number: u32,
        whole: &Caption,
    ) -> Caption {
        let letter = self.number(ListKind::LowerAlpha, number).cited();
        let cited = format!("{}\u{a0}{letter}", whole.numeral());
        if let Some(author_id) = &part.id {
            let cited = Cited::number(ReferenceKind::Figure, cited.as_str());
            self.references.define(author_id, element, cited);
        }
        let text = part.caption.as_ref();
        Caption {
            id: self.derived("caption", &cited),
            kind: CaptionKind::Figure,
            name: whole.name.clone(),
            annex: whole.annex.clone(),
            number: whole.number,
            part: Some(letter),
            continued: String::new(),
            separator: text.map_or("", |_| "\u{a0}").to_owned(),
            content: self.optional_inlines(text),
        }
    }
}

/// The number of pictures in a row.
fn columns(pictures: usize) -> usize {
    match pictures {
        0..=ONE_ROW => pictures.max(1),
        4 => 2,
        5.. => ONE_ROW,
    }
}

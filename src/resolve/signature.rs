//! Resolves signatures to paragraphs and a picture that stay on one page.

use super::block::placement;
use super::{Resolver, dates};
use crate::document::{
    Block, Figure, FigurePicture, FigurePosition, Inline, Paragraph, Period, Placement,
};
use crate::origin::Generator;
use crate::source::schema::{CoverPicture, Layout, Person, Signature};

/// The width of the picture of a signature, as a fraction of the measure.
const PICTURE_WIDTH: f32 = 0.35;

impl Resolver<'_> {
    /// The closing words, the picture, one paragraph for each signatory, and place and date.
    pub(super) fn signature(&mut self, authored: &Signature, layout: Layout) -> Vec<Block> {
        let closing = authored.closing.as_ref().map(|closing| self.paragraph(closing));
        let mut blocks: Vec<Block> = closing.into_iter().map(Block::Paragraph).collect();
        blocks
            .extend(authored.picture.as_ref().and_then(|picture| self.signature_picture(picture)));
        let people = authored.people.0.iter().map(|id| self.register().get(id));
        let people: Vec<_> = people.flatten().collect();
        blocks.extend(people.into_iter().map(|person| Block::Paragraph(self.signatory(person))));
        blocks.extend(self.place_and_date(authored).map(Block::Paragraph));
        self.keep(&blocks, placement(layout));
        blocks
    }

    /// "**Ana Horvat**", and below it "Judge, Court of Appeal".
    fn signatory(&mut self, person: &Person) -> Paragraph {
        let (name, details) = self.described(person, None);
        let mut content = vec![Inline::Strong(self.raised(name))];
        if !details.is_empty() {
            content.push(Inline::LineBreak);
            content.extend(self.raised(details));
        }
        self.plain_paragraph(content)
    }

    /// "Vienna, 1 November 2016".
    fn place_and_date(&mut self, authored: &Signature) -> Option<Paragraph> {
        let mut content = self.optional_inlines(authored.place.as_ref());
        if let Some(date) = authored.date.as_deref().and_then(Period::parse) {
            if !content.is_empty() {
                content.push(Inline::generated(self.labels.comma.clone(), Generator::Separator));
            }
            content.extend(self.date(dates::period(date, self.labels)));
        }
        (!content.is_empty()).then(|| self.plain_paragraph(content))
    }

    fn signature_picture(&mut self, picture: &CoverPicture) -> Option<Block> {
        let image = self.image(&picture.image)?;
        let id = self.derived("signature", &picture.image);
        let pictures = vec![FigurePicture {
            id,
            image,
            alternative: self.alternative(picture.alt.as_deref()),
            decorative: picture.decorative,
            width: PICTURE_WIDTH,
            caption: None,
        }];
        let (caption, credit, position) = (None, None, FigurePosition::Here);
        Some(Block::Figure(Figure { id, pictures, columns: 1, caption, credit, position }))
    }

    /// Keeps blocks on one page, in addition to what the author requests for them as a whole.
    fn keep(&mut self, blocks: &[Block], asked: Placement) {
        for (index, block) in blocks.iter().enumerate() {
            let is_last = index + 1 == blocks.len();
            self.place(
                block.id(),
                Placement {
                    page_break_before: asked.page_break_before && index == 0,
                    keep_together: true,
                    keep_with_next: asked.keep_with_next || !is_last,
                    lines: 0,
                },
            );
        }
    }
}

//! Cover and contents.

use docx_rs::{HyperlinkData, TableCell, TableRow, WidthType};

use super::super::line::{Line, Look};
use super::super::piece::{Piece, Stretch, TableExtra};
use super::super::styles::{COVER_TABLE, Role};
use super::{Composer, piece};
use crate::document::Inline;
use crate::document::inline::plain_text;

/// Around the contents: a content control that Word knows as a table of contents, §17.5.2.
const CONTROL: (&str, &str) = (
    "<w:sdt><w:sdtPr><w:id w:val=\"700001\"/><w:docPartObj><w:docPartGallery w:val=\"Table of \
     Contents\"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>",
    "</w:sdtContent></w:sdt>",
);

impl Composer<'_> {
    /// The cover: the organisation on a band, then series, title, venue and dates.
    pub(super) fn cover(&mut self) -> Stretch {
        let cover = &self.document.cover;
        let width = self.width();
        let mut cell = TableCell::new().width(width, WidthType::Dxa);
        let band = [(Role::CoverPublisher, &cover.publisher), (Role::CoverOffice, &cover.office)];
        for (role, content) in band.into_iter().filter(|(_, content)| !content.is_empty()) {
            cell = cell.add_paragraph(self.cover_line(role, content));
        }
        let table = self.grid(vec![TableRow::new(vec![cell])], &[width], COVER_TABLE);
        let mut pieces = vec![Piece::Table(Box::new(table), vec![TableExtra::default()])];
        let lines = [
            (Role::CoverSeries, &cover.series),
            (Role::Title, &cover.title),
            (Role::Subtitle, &cover.subtitle),
            (Role::CoverVenue, &cover.venue),
            (Role::CoverVenue, &cover.dates),
        ];
        for (role, content) in lines.into_iter().filter(|(_, content)| !content.is_empty()) {
            pieces.push(piece(self.cover_line(role, content)));
        }
        Stretch { pieces, ..Stretch::default() }
    }

    fn cover_line(&mut self, role: Role, content: &[Inline]) -> docx_rs::Paragraph {
        let mut line = Line::default();
        let look = self.look(role);
        self.inlines(&mut line, content, &look);
        self.paragraph(role, line, &[])
    }

    /// The contents: a field of Word with its entries filled in.
    pub(super) fn contents(&mut self) -> Option<Stretch> {
        let contents = self.document.contents.as_ref()?;
        let mut heading = Line::default();
        self.inlines(&mut heading, &contents.heading, &Look::default());
        let mut pieces =
            vec![piece(self.paragraph(Role::ContentsHeading, heading, &[contents.id]))];
        let last = contents.entries.len().saturating_sub(1);
        for (index, entry) in contents.entries.iter().enumerate() {
            let mut line = Line::default();
            if index == 0 {
                let depth = self.style.contents.depth;
                line.field_begin(&format!("TOC \\o \"1-{depth}\" \\h \\z \\u"));
            }
            let anchor = self.bookmarks.name(entry.target).to_owned();
            let page = self.map.label(entry.target).unwrap_or_default();
            let title = plain_text(&entry.content);
            line.link(HyperlinkData::Anchor { anchor: anchor.clone() }, |line| {
                line.text(&title, &Look::default()).tab();
                line.field(&format!("PAGEREF {anchor} \\h"), page, &Look::default());
            });
            if index == last {
                line.field_end();
            }
            let role = Role::Contents(entry.level.clamp(1, 2));
            pieces.push(piece(self.paragraph(role, line, &[])));
        }
        let (opening, closing) = (CONTROL.0.to_owned(), CONTROL.1.to_owned());
        Some(Stretch { opening, pieces, closing })
    }
}

//! The cover: a section of its own, without running head and folio.

use docx_rs::{HeightRule, VAlignType};

use super::super::line::Line;
use super::super::piece::TableExtra;
use super::super::styles::{COVER_TABLE, Role};
use super::super::units::points;
use super::breaks::cover_margin_mm;
use super::{Composer, Variation, table};
use crate::document::Inline;

impl Composer<'_> {
    /// Composes the cover.
    pub(super) fn cover(&mut self) {
        let cover = &self.document.cover;
        self.band();
        for (role, content) in [
            (Role::CoverSeries, &cover.series),
            (Role::Title, &cover.title),
            (Role::Subtitle, &cover.subtitle),
            (Role::CoverVenue, &cover.venue),
            (Role::CoverVenue, &cover.dates),
        ] {
            self.cover_line(role, content);
        }
    }

    fn cover_line(&mut self, role: Role, content: &[Inline]) {
        if content.is_empty() {
            return;
        }
        let mut line = Line::default();
        self.inlines(content, &self.look(role), &mut line);
        let at_foot = role == Role::CoverVenue;
        self.paragraph(role, line, Variation { at_foot, ..Variation::default() });
    }

    /// A line of the band, which begins where the text of the pages does.
    fn band_line(&mut self, role: Role, content: &[Inline]) {
        if content.is_empty() {
            return;
        }
        let page = &self.style.page;
        let (start, end) = (points(page.inner_mm), points(cover_margin_mm(page)));
        let mut line = Line::default();
        self.inlines(content, &self.look(role), &mut line);
        let variation = Variation {
            indent_pt: Some((start, 0.0)),
            end_indent_pt: Some(end),
            ..Variation::default()
        };
        self.paragraph(role, line, variation);
    }

    /// Publisher and office on the leading colour, which reaches the edges of the page.
    fn band(&mut self) {
        let cover = &self.document.cover;
        let pieces = self.apart(|composer| {
            composer.band_line(Role::CoverPublisher, &cover.publisher);
            composer.band_line(Role::CoverOffice, &cover.office);
            composer.space_below(2.0 * composer.style.page.grid_pt);
        });
        let height = self.style.cover.band * points(self.style.page.height_mm);
        if pieces.is_empty() || height <= 0.0 {
            self.pieces.extend(pieces);
            return;
        }
        let page = &self.style.page;
        let (width, inner) = (points(page.width_mm), points(page.inner_mm));
        let empty = table::cell(width).vertical_align(VAlignType::Bottom);
        let cell =
            pieces.into_iter().fold(empty, |cell, piece| piece.into_cell(cell, &mut Vec::new()));
        let row = table::row(vec![cell])
            .row_height((height * 20.0).round())
            .height_rule(HeightRule::Exact);
        let band = table::frame(COVER_TABLE, vec![row], &[width], -inner);
        self.table_piece(band, vec![TableExtra::default()]);
        self.pending.space_pt = 2.0 * page.grid_pt;
    }
}

//! The cover: a section of its own, without running head and folio.

use docx_rs::{HeightRule, Shading, TableRow, VAlignType};

use super::super::content::BlockElement;
use super::super::extras::TableExtra;
use super::super::runs::Runs;
use super::super::styles::{COVER_TABLE, WordStyle};
use super::super::units::points;
use super::section_properties::cover_margin_mm;
use super::{Composer, DirectFormatting, table};
use crate::document::Inline;
use crate::templates::{CoverPicturePlace, Fit, LogoPlace};

impl Composer<'_> {
    /// Composes the cover.
    pub(super) fn cover(&mut self) {
        let cover = &self.document.cover;
        self.band();
        self.logo(LogoPlace::AboveTitle);
        for (role, content) in [
            (WordStyle::CoverSeries, &cover.series),
            (WordStyle::Title, &cover.title),
            (WordStyle::Subtitle, &cover.subtitle),
        ] {
            self.cover_line(role, content, None);
        }
        self.picture_below_title();
        if !self.is_logo_in_band() {
            self.logo(LogoPlace::Band);
        }
        if self.is_logo_beside_venue() {
            self.logo(LogoPlace::Foot);
        }
        for content in [&cover.venue, &cover.dates] {
            self.cover_line(WordStyle::CoverVenue, content, Some(self.venue_width_pt()));
        }
        if !self.is_logo_beside_venue() {
            self.logo(LogoPlace::Foot);
        }
    }

    /// A line, in a frame of a width at the foot of the page or where it comes.
    fn cover_line(&mut self, role: WordStyle, content: &[Inline], at_foot: Option<f32>) {
        if content.is_empty() {
            return;
        }
        let mut line = Runs::default();
        self.inlines(content, &self.look(role), &mut line);
        self.paragraph(role, line, DirectFormatting { at_foot, ..DirectFormatting::default() });
    }

    /// A line of the band, which begins where the text of the pages does.
    fn band_line(&mut self, role: WordStyle, content: &[Inline]) {
        if content.is_empty() {
            return;
        }
        let mut line = Runs::default();
        self.inlines(content, &self.look(role), &mut line);
        self.paragraph(role, line, self.on_band());
    }

    /// What stands on the band begins and ends where the text of the cover does.
    pub(super) fn on_band(&self) -> DirectFormatting {
        let page = &self.style.page;
        let (start, end) = (points(page.inner_mm), points(cover_margin_mm(page)));
        DirectFormatting {
            indent_pt: Some((start, 0.0)),
            end_indent_pt: Some(end),
            ..DirectFormatting::default()
        }
    }

    /// Publisher and office on the leading colour, which reaches the edges of the page, and the
    /// picture below it.
    fn band(&mut self) {
        let cover = &self.document.cover;
        let logo_in_line = self.is_logo_in_band();
        let pieces = self.apart(|composer| {
            if logo_in_line {
                composer.logo(LogoPlace::Band);
            }
            composer.band_line(WordStyle::CoverPublisher, &cover.publisher);
            composer.band_line(WordStyle::CoverOffice, &cover.office);
            composer.space_below(2.0 * composer.style.page.grid_pt);
        });
        let height = self.style.cover.band * points(self.style.page.height_mm);
        let mut rows = Vec::new();
        if pieces.is_empty() || height <= 0.0 {
            self.pieces.extend(pieces);
        } else {
            rows.push(self.band_row(pieces, height, VAlignType::Bottom, None));
        }
        rows.extend(self.picture_row());
        if rows.is_empty() {
            return;
        }
        let page = &self.style.page;
        let (width, inner) = (points(page.width_mm), points(page.inner_mm));
        let band = table::frame(COVER_TABLE, rows, &[width], -inner);
        self.table_piece(band, vec![TableExtra::default()]);
        self.pending.space_pt = 2.0 * page.grid_pt;
    }

    /// The picture as wide as the page, on paper where it is shown whole.
    fn picture_row(&mut self) -> Option<TableRow> {
        let height = self.picture_below_band_pt()?;
        let pieces = self.apart(Composer::picture_below_band);
        let paper = match self.style.cover.picture.fit {
            Fit::Contain if self.has_picture_at(CoverPicturePlace::BelowBand) => {
                Some(self.style.colours.paper.screen.hex())
            }
            Fit::Contain | Fit::Cover => None,
        };
        Some(self.band_row(pieces, height, VAlignType::Top, paper))
    }

    /// A row as wide as the page, of a height in points.
    fn band_row(
        &self,
        pieces: Vec<BlockElement>,
        height: f32,
        align: VAlignType,
        ground: Option<String>,
    ) -> TableRow {
        let mut empty = table::cell(points(self.style.page.width_mm)).vertical_align(align);
        if let Some(ground) = ground {
            empty = empty.shading(Shading::new().fill(ground));
        }
        let cell =
            pieces.into_iter().fold(empty, |cell, piece| piece.into_cell(cell, &mut Vec::new()));
        // A band that holds a logo grows where it is too low for it.
        let rule = if self.is_logo_in_band() { HeightRule::AtLeast } else { HeightRule::Exact };
        table::row(vec![cell]).row_height((height * 20.0).round()).height_rule(rule)
    }
}

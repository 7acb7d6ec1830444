//! Defects of lines: overfull, loose, too many hyphens, rivers.

use super::figures::{Defect, LOOSE, Statistics};
use super::inspection::Inspection;
use super::line_reader::{MeasuredLine, Space};
use crate::document::Direction;
use crate::layout::geometry::area_on;

/// Differences smaller than this are rounding errors, in points.
const TOLERANCE: f32 = 0.1;

/// The minimum number of lines of a river.
const RIVER: usize = 4;

impl Inspection<'_> {
    /// Counts the defects of lines.
    pub fn lines(&self, out: &mut Statistics) {
        for lines in self.lines_by_block().values() {
            self.overfull(lines, out);
            count_hyphens(lines, out);
            if lines.first().is_some_and(|line| line.block.justified) {
                self.spaces(lines, out);
                out.rivers += rivers(lines);
            }
        }
        self.collisions(out);
    }

    /// Finds lines that extend past the edges of the text area or of their block.
    fn overfull(&self, lines: &[&MeasuredLine], out: &mut Statistics) {
        let own_width = block_width(lines);
        for line in lines {
            let (left, right) = self.text_edges(line.page);
            let letters_width = line.letters_to - line.letters_from;
            let past_own = own_width.is_some_and(|width| letters_width > width + TOLERANCE);
            let letters =
                line.letters_from < left - TOLERANCE || line.letters_to > right + TOLERANCE;
            // Punctuation hangs by part of its width, which is never more than an em.
            let punctuation = line.from < left - line.size || line.to > right + line.size;
            if letters || punctuation || past_own {
                out.defects.push((Defect::Overfull, self.location(line)));
            }
        }
    }

    /// The left and right edges of the text area of a page, in points from its left edge.
    fn text_edges(&self, index: usize) -> (f32, f32) {
        let direction = self.document.direction();
        let page = self.pages.get(index);
        let area = page.and_then(|page| area_on(page, &self.style.page, index, direction));
        area.map_or((0.0, 0.0), |area| (area.x, area.x + area.width))
    }

    /// Measures the spaces of the justified lines of a block: all but the last.
    fn spaces(&self, lines: &[&MeasuredLine], out: &mut Statistics) {
        let Some((_, justified)) = lines.split_last() else { return };
        out.justified += justified.len();
        for line in justified {
            let Some(stretch) = line.loosest() else { continue };
            if stretch > LOOSE {
                out.loose.push((stretch, self.location(line)));
            }
            if out.loosest.as_ref().is_none_or(|(widest, _)| stretch > *widest) {
                out.loosest = Some((stretch, self.location(line)));
            }
        }
    }

    /// Finds lines that extend into their neighbours: a word too wide for its table cell.
    fn collisions(&self, out: &mut Statistics) {
        for pair in self.found.lines.windows(2) {
            let [line, next] = pair else { continue };
            let beside =
                line.page == next.page && (line.baseline - next.baseline).abs() < TOLERANCE;
            let (first, second) = match self.document.direction() {
                Direction::LeftToRight => (line, next),
                Direction::RightToLeft => (next, line),
            };
            let into = first.from < second.from && first.to > second.from + TOLERANCE;
            if beside && into {
                out.defects.push((Defect::Overfull, self.location(line)));
            }
        }
    }
}

fn count_hyphens(lines: &[&MeasuredLine], out: &mut Statistics) {
    let mut in_a_row = 0;
    for line in lines {
        in_a_row = if line.hyphenated { in_a_row + 1 } else { 0 };
        out.hyphenated += usize::from(line.hyphenated);
        out.hyphens_in_a_row = out.hyphens_in_a_row.max(in_a_row);
    }
}

/// The width of a justified block: the median of its lines that begin and end with letters. The
/// first line is left out, since it may be indented differently.
fn block_width(lines: &[&MeasuredLine]) -> Option<f32> {
    let (_, justified) = lines.split_last()?;
    let mut widths: Vec<f32> = justified
        .iter()
        .skip(1)
        .filter(|line| line.block.justified && line.to - line.letters_to < TOLERANCE)
        .filter(|line| line.letters_from - line.from < TOLERANCE)
        .map(|line| line.to - line.from)
        .collect();
    widths.sort_by(f32::total_cmp);
    widths.get(widths.len() / 2).copied()
}

/// The number of rivers. A space continues the one above if they overlap by half of a natural space.
fn rivers(lines: &[&MeasuredLine]) -> usize {
    let mut found = 0;
    let mut above: Vec<(Space, usize)> = Vec::new();
    for line in lines {
        let length = |space: &Space| 1 + longest_above(space, &above);
        let here: Vec<(Space, usize)> =
            line.spaces.iter().map(|space| (*space, length(space))).collect();
        found += here.iter().filter(|(_, length)| *length == RIVER).count();
        above = here;
    }
    found
}

/// The length of the longest river that a space continues, in lines.
fn longest_above(space: &Space, above: &[(Space, usize)]) -> usize {
    let overlaps =
        |other: &Space| space.to.min(other.to) - space.from.max(other.from) > space.natural / 2.0;
    above.iter().filter(|(other, _)| overlaps(other)).map(|(_, length)| *length).max().unwrap_or(0)
}

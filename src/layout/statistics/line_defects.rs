//! What is wrong with lines: too long, too loose, too many hyphens.

use std::collections::BTreeMap;

use super::line_reader::{Line, Space};
use super::{Defect, LOOSE, Reader, Statistics};
use crate::document::ElementId;
use crate::units::PT_PER_MM;

/// Less than this is no defect, in points.
const HAIR: f32 = 0.1;

/// Fewer lines than this are no river.
const RIVER: usize = 4;

impl Reader<'_> {
    /// Counts what there is to say of lines.
    pub fn text(&self, out: &mut Statistics) {
        for lines in self.blocks().values() {
            self.overfull(lines, out);
            self.hyphens(lines, out);
            if lines.first().is_some_and(|line| line.block.justified) {
                self.spaces(lines, out);
                out.rivers += rivers(lines);
            }
        }
        self.collisions(out);
    }

    /// The lines of each block, in order.
    pub fn blocks(&self) -> BTreeMap<ElementId, Vec<&Line>> {
        let mut blocks: BTreeMap<ElementId, Vec<&Line>> = BTreeMap::new();
        for line in &self.found.lines {
            blocks.entry(line.block.block).or_default().push(line);
        }
        blocks
    }

    /// Lines that reach over the edges of their page's text, or over that of their own block.
    fn overfull(&self, lines: &[&Line], out: &mut Statistics) {
        let own = own_edge(lines);
        for line in lines {
            let (left, right) = self.edges(line.page);
            // What a block's other lines keep to is its edge, wherever it stands on a page.
            let over_own =
                own.is_some_and(|width| line.letters_to - line.letters_from > width + HAIR);
            let letters = line.letters_from < left - HAIR || line.letters_to > right + HAIR;
            // Signs hang by a part of their width, and none is wider than it is high.
            let signs = line.from < left - line.size || line.to > right + line.size;
            if letters || signs || over_own {
                out.defects.push((Defect::Overfull, self.place(line)));
            }
        }
    }

    /// Where the text of a page begins and ends, in points from its left edge.
    fn edges(&self, page: usize) -> (f32, f32) {
        let style = &self.style.page;
        let width = self.pages.get(page).map_or(0.0, |page| page.width);
        let (inner, outer) = (style.inner_mm * PT_PER_MM, style.outer_mm * PT_PER_MM);
        if (width - style.width_mm * PT_PER_MM).abs() > 1.0 {
            // A page on its side: the head is at the spine.
            let side = style.foot_mm.min(style.head_mm) * PT_PER_MM;
            return (side, width - side);
        }
        let right_page = page.is_multiple_of(2) || !style.two_sided;
        let left = if right_page { inner } else { outer };
        (left, left + width - inner - outer)
    }

    fn hyphens(&self, lines: &[&Line], out: &mut Statistics) {
        let mut in_a_row = 0;
        for line in lines {
            in_a_row = if line.hyphenated { in_a_row + 1 } else { 0 };
            out.hyphenated += usize::from(line.hyphenated);
            out.hyphens_in_a_row = out.hyphens_in_a_row.max(in_a_row);
        }
    }

    /// The last line of a block is not spread; all others are.
    fn spaces(&self, lines: &[&Line], out: &mut Statistics) {
        let Some((_, spread)) = lines.split_last() else { return };
        out.justified += spread.len();
        for line in spread {
            let Some(stretch) = line.loosest() else { continue };
            if stretch > LOOSE {
                out.loose.push((stretch, self.place(line)));
            }
            if out.loosest.as_ref().is_none_or(|(widest, _)| stretch > *widest) {
                out.loosest = Some((stretch, self.place(line)));
            }
        }
    }

    /// Lines that reach into what stands beside them: cells that are too narrow for a word.
    fn collisions(&self, out: &mut Statistics) {
        for pair in self.found.lines.windows(2) {
            let [line, next] = pair else { continue };
            let beside = line.page == next.page && (line.baseline - next.baseline).abs() < HAIR;
            let into = line.from < next.from && line.to > next.from + HAIR;
            if beside && into {
                out.defects.push((Defect::Overfull, self.place(line)));
            }
        }
    }
}

/// The width that the lines of a justified block keep to: the middle one of those that end with a
/// letter and begin with one. Lines of a hanging indent begin elsewhere, so the first line is left
/// out.
fn own_edge(lines: &[&Line]) -> Option<f32> {
    let (_, spread) = lines.split_last()?;
    let mut widths: Vec<f32> = spread
        .iter()
        .skip(1)
        .filter(|line| line.block.justified && line.to - line.letters_to < HAIR)
        .filter(|line| line.letters_from - line.from < HAIR)
        .map(|line| line.to - line.from)
        .collect();
    widths.sort_by(f32::total_cmp);
    widths.get(widths.len() / 2).copied()
}

/// How many times spaces stand above each other in many lines. A space continues the one above
/// when the two overlap by half of a natural one.
fn rivers(lines: &[&Line]) -> usize {
    let mut found = 0;
    let mut above: Vec<(Space, usize)> = Vec::new();
    for line in lines {
        let depth = |space: &Space| 1 + deepest(space, &above);
        let here: Vec<(Space, usize)> =
            line.spaces.iter().map(|space| (*space, depth(space))).collect();
        found += here.iter().filter(|(_, depth)| *depth == RIVER).count();
        above = here;
    }
    found
}

fn deepest(space: &Space, above: &[(Space, usize)]) -> usize {
    let overlaps =
        |other: &Space| space.to.min(other.to) - space.from.max(other.from) > space.natural / 2.0;
    above.iter().filter(|(other, _)| overlaps(other)).map(|(_, depth)| *depth).max().unwrap_or(0)
}

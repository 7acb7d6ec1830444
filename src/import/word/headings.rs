//! Headings: by outline level, by the name of the style, or by size and weight.

use std::collections::BTreeSet;

use super::survey::{Look, Survey};
use crate::languages::{self, Term};
use crate::word::{Paragraph, WordFile};

/// Which looks are headings.
#[derive(Debug, Default)]
pub struct Headings {
    /// The size of the text, in half points.
    body: u16,
    /// Whether most of the text is bold, so that bold tells nothing.
    is_bold: bool,
    /// The looks of headings, the most prominent first.
    ranks: Vec<Rank>,
    /// The deepest level of a heading by style.
    deepest: u8,
}

/// The prominence of a look: size, bold, capitals.
type Rank = (u16, bool, bool);

/// The most levels of headings without styles.
const MOST_LEVELS: usize = 4;

/// The most looks of headings without styles; more are not headings but decoration.
const MOST_LOOKS: usize = 6;

fn rank(look: Look) -> Rank {
    (look.size, look.is_bold, look.is_capital)
}

impl Headings {
    /// Learns the looks of headings.
    pub fn new(survey: &Survey) -> Headings {
        let body = survey.sizes.iter().max_by_key(|(_, count)| **count);
        let mut headings = Headings {
            body: body.map(|(size, _)| *size).unwrap_or_default(),
            is_bold: survey.bold.0 * 2 > survey.bold.1,
            deepest: survey.deepest,
            ranks: Vec::new(),
        };
        let looks = survey.looks.iter().copied().filter(|look| headings.stands_out(*look));
        let ranks: BTreeSet<Rank> = looks.map(rank).collect();
        headings.ranks = ranks.into_iter().rev().take(MOST_LOOKS).collect();
        headings
    }

    /// Whether a look is that of a heading.
    fn stands_out(&self, look: Look) -> bool {
        let is_larger = look.size > self.body;
        let is_bold = look.is_bold && !self.is_bold && look.size >= self.body;
        let is_capital = look.is_capital && look.length > 3 && look.size >= self.body;
        look.may_be_heading && (is_larger || is_bold || is_capital)
    }

    /// The level of a heading without a style, from 1, and the confidence in percent.
    pub fn by_look(&self, look: Look) -> Option<(u8, u8)> {
        if !self.stands_out(look) {
            return None;
        }
        let at = self.ranks.iter().position(|it| *it == rank(look))?;
        let level = self.deepest + at.min(MOST_LEVELS - 1) as u8 + 1;
        // Half points: a difference of 2 points is intended.
        let confidence = match look.size.saturating_sub(self.body) {
            4.. => 85,
            1.. => 78,
            0 if self.deepest > 0 => 60,
            0 => 74,
        };
        Some((level, confidence))
    }
}

/// The level of a heading by its outline level or the name of its style, from 1.
pub fn by_style(file: &WordFile, paragraph: &Paragraph) -> Option<u8> {
    if let Some(level) = file.outline_level(paragraph) {
        return Some(level + 1);
    }
    file.style_chain(paragraph.style.as_deref()).find_map(|style| level_of_name(&style.name))
}

/// The level of a style such as `heading 2` or `Überschrift 2`, in any language.
fn level_of_name(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    let start = name.trim_end_matches(|it: char| it.is_ascii_digit());
    let level = name.get(start.len()..)?.parse().ok().filter(|it| (1..=9).contains(it))?;
    let word = start.trim();
    let mut terms = languages::all().iter().map(|it| it.terms().of(Term::HeadingStyle));
    terms.any(|words| words.contains(&word)).then_some(level)
}

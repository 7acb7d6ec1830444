//! Which part of the text goes on which line.

#![allow(clippy::indexing_slicing, reason = "the indices are places of the same list")]

use std::ops::Range;

use super::collect::Collected;
use super::hyphenate::{Exceptions, Willing, hyphenations};
use super::linebreak::{self, Measure, Point, Policy};
use super::measure::Measured;
use super::segment::{Ending, Opportunity, opportunities, penalty};
use crate::templates::{Alignment, BreakingStyle, ParagraphStyle};

/// The last line should not be shorter, in em.
const SHORTEST_LAST_EM: f32 = 2.5;
/// The last of ragged lines should not be shorter, as a share of the measure.
const SHORTEST_LAST_RAGGED: f32 = 0.2;
/// How far ragged lines may fall short before it looks bad, in em.
const RAG_EM: f32 = 5.0;
/// What each line may be stretched besides where nothing else helps, in em.
const EMERGENCY_EM: f32 = 2.0;
/// How far lines may be stretched, as a share of what they may: first without hyphens.
const WITHOUT_HYPHENS: f32 = 0.7;
const TOLERANCES: [f32; 2] = [1.26, LAST_TOLERANCE];
const LAST_TOLERANCE: f32 = 2.0;
/// Ragged lines without hyphens are balanced when larger than this, in points: headings.
const BALANCED_ABOVE_PT: f32 = 14.0;

/// Which part of the text is on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cut {
    /// Where the line begins.
    pub start: usize,
    /// Where what is seen of it ends.
    pub end: usize,
    /// Where the next line begins.
    pub next: usize,
    /// Whether a hyphen is added.
    pub hyphen: bool,
    /// Whether a hyphen ends it, added or not.
    pub hyphenated: bool,
    /// Whether it ends its paragraph, or the author broke it.
    pub last: bool,
}

/// Cuts paragraphs into lines.
pub(super) struct Cutter<'a, 'b> {
    /// The text.
    pub collected: &'b Collected<'a>,
    /// Its widths.
    pub measured: &'b Measured<'b>,
    /// The style.
    pub style: &'b ParagraphStyle,
    /// Limits for hyphens.
    pub limits: &'b BreakingStyle,
    /// How words are hyphenated that no rule is right for.
    pub exceptions: &'b Exceptions,
    /// The width of full lines, indents taken off.
    pub measure: Measure,
    /// How many lines more than usual are wished for; fewer below 0.
    pub more_lines: i8,
}

impl Cutter<'_, '_> {
    /// Cuts the whole text.
    pub fn cut(&self) -> Vec<Cut> {
        let mut cuts = Vec::new();
        let mut start = 0;
        let text = &self.collected.text;
        for part in text.split_inclusive('\n') {
            let range = start..start + part.len();
            start = range.end;
            // Of a paragraph that its author broke, the last part takes the wish.
            let more = if start == text.len() { self.more_lines } else { 0 };
            self.cut_part(range, more, &mut cuts);
        }
        cuts
    }

    fn cut_part(&self, part: Range<usize>, more: i8, cuts: &mut Vec<Cut>) {
        let places = opportunities(&self.collected.text, part.clone(), &self.collected.marks);
        let start = part.start;
        let balanced = match self.style.align {
            Alignment::Centre => true,
            Alignment::Start => !self.style.hyphenate && self.style.size_pt > BALANCED_ABOVE_PT,
            Alignment::Justified => false,
        };
        if balanced {
            let places = self.fit(start, places);
            let ends = self.balance(start, &self.points(start, &places), more);
            return push(cuts, start, &ends, &places);
        }
        let (ends, places) = match self.style.align {
            Alignment::Justified => self.total_fit(part.clone(), places),
            Alignment::Start | Alignment::Centre => self.ragged_fit(part.clone(), places),
        };
        let wished = (more != 0).then(|| self.wished(part, &ends, more)).flatten();
        let (ends, places) = wished.unwrap_or((ends, places));
        push(cuts, start, &ends, &places);
    }

    /// The lines of a part of the text; its first may be indented.
    fn measure(&self, start: usize) -> Measure {
        let Measure { first, others } = self.measure;
        Measure { first: if start == 0 { first } else { others }, others }
    }

    /// The best ragged lines: however short one is, none is refused, since a shorter line may save
    /// the last one from holding a single word.
    fn ragged_fit(&self, part: Range<usize>, plain: Vec<Opportunity>) -> Cutting {
        let start = part.start;
        let places = self.fit(start, self.hyphenated(part, plain));
        let points = self.points(start, &places);
        let ends = linebreak::total_fit(&points, &self.policy(start), f32::INFINITY)
            .unwrap_or_else(|| linebreak::first_fit(&points, self.measure(start)));
        (ends, places)
    }

    fn points(&self, start: usize, places: &[Opportunity]) -> Vec<Point> {
        self.measured.points(start, places)
    }

    /// The best justified lines; hyphens are tried only where lines without them are not good.
    fn total_fit(&self, part: Range<usize>, plain: Vec<Opportunity>) -> Cutting {
        let start = part.start;
        let policy = self.policy(start);
        let points = self.points(start, &plain);
        let fits = widest_word(&points) <= self.measure(start).least();
        if fits && let Some(ends) = linebreak::total_fit(&points, &policy, WITHOUT_HYPHENS) {
            return (ends, plain);
        }
        let places = self.fit(start, self.hyphenated(part.clone(), plain.clone()));
        let points = self.points(start, &places);
        let mut tolerances = TOLERANCES.iter();
        if let Some(ends) =
            tolerances.find_map(|most| linebreak::total_fit(&points, &policy, *most))
        {
            return (ends, places);
        }
        let places = self.fit(start, self.hyphenated_as(Willing::Capitals, part, plain));
        let points = self.points(start, &places);
        let ends = linebreak::total_fit(&points, &policy, LAST_TOLERANCE)
            .or_else(|| linebreak::total_fit(&points, &self.emergency(start), f32::INFINITY))
            .unwrap_or_else(|| linebreak::first_fit(&points, policy.measure));
        (ends, places)
    }

    /// Lines as many as are wished for, or as near to that as good lines come; `None` where they
    /// would be no nearer than the usual ones.
    fn wished(&self, part: Range<usize>, usual: &[usize], more: i8) -> Option<Cutting> {
        let start = part.start;
        let wish = usual.len().saturating_add_signed(more.into()).max(1);
        let text = &self.collected.text;
        let plain = opportunities(text, part.clone(), &self.collected.marks);
        let places = self.fit(start, self.hyphenated(part, plain));
        let points = self.points(start, &places);
        let fit = |policy: &Policy, tolerance: f32| {
            linebreak::fit_in_lines(&points, policy, tolerance, wish)
        };
        let policy = self.policy(start);
        let ways = TOLERANCES.iter().filter_map(|tolerance| fit(&policy, *tolerance));
        let best = ways.min_by_key(|ends| ends.len().abs_diff(wish));
        let best = best.or_else(|| fit(&self.emergency(start), f32::INFINITY))?;
        let nearer = best.len().abs_diff(wish) < usual.len().abs_diff(wish);
        nearer.then_some((best, places))
    }

    fn policy(&self, start: usize) -> Policy {
        let em = self.style.size_pt;
        let (slack, last) = match self.style.align {
            Alignment::Justified => (0.0, 0.0),
            Alignment::Start | Alignment::Centre => {
                (RAG_EM * em, SHORTEST_LAST_RAGGED * self.measure.others)
            }
        };
        Policy { measure: self.measure(start), slack, last: last.max(SHORTEST_LAST_EM * em) }
    }

    fn emergency(&self, start: usize) -> Policy {
        let policy = self.policy(start);
        Policy { slack: policy.slack + EMERGENCY_EM * self.style.size_pt, ..policy }
    }

    fn hyphenated(&self, part: Range<usize>, places: Vec<Opportunity>) -> Vec<Opportunity> {
        self.hyphenated_as(Willing::Plain, part, places)
    }

    fn hyphenated_as(
        &self,
        willing: Willing,
        part: Range<usize>,
        mut places: Vec<Opportunity>,
    ) -> Vec<Opportunity> {
        if self.style.hyphenate {
            let Cutter { collected, limits, exceptions, .. } = self;
            places.extend(hyphenations(collected, part, limits, exceptions, willing));
            places.sort_by_key(|place| place.start);
        }
        places
    }

    /// Lets words that are wider than the measure break anywhere.
    fn fit(&self, start: usize, places: Vec<Opportunity>) -> Vec<Opportunity> {
        let points = self.points(start, &places);
        let measure = self.measure(start).least();
        if widest_word(&points) <= measure {
            return places;
        }
        let mut out = Vec::with_capacity(places.len());
        let mut from = start;
        for (index, place) in places.into_iter().enumerate() {
            if linebreak::width(&points, index, index + 1) > measure {
                out.extend(self.measured.clusters(from..place.end).map(anywhere));
            }
            from = place.start;
            out.push(place);
        }
        out
    }

    /// Even lines, which end where sense allows if that takes no more of them.
    fn balance(&self, start: usize, points: &[Point], more: i8) -> Vec<usize> {
        let measure = self.measure(start);
        let fewest = linebreak::first_fit(points, measure).len();
        let lines = fewest.saturating_add_signed(more.into()).max(fewest);
        let good = |most: f32| {
            let kept: Vec<usize> =
                (0..points.len()).filter(|index| points[*index].penalty <= most).collect();
            let chosen: Vec<Point> = kept.iter().map(|index| points[*index]).collect();
            let ends = linebreak::balance(&chosen, measure, lines);
            let fits = linebreak::fits(&chosen, &ends, measure) && ends.len() <= lines;
            fits.then(|| ends.into_iter().map(|end| kept[end]).collect::<Vec<usize>>())
        };
        [0.0, penalty::TIED - 1.0, f32::INFINITY].into_iter().find_map(good).unwrap_or_default()
    }
}

/// Ends of lines, as indexes into the points of some places, and these places.
type Cutting = (Vec<usize>, Vec<Opportunity>);

fn widest_word(points: &[Point]) -> f32 {
    let words = 1..points.len();
    words.map(|end| linebreak::width(points, end - 1, end)).fold(0.0, f32::max)
}

fn anywhere(at: usize) -> Opportunity {
    Opportunity { end: at, start: at, ending: Ending::Plain, penalty: penalty::ANYWHERE }
}

fn push(cuts: &mut Vec<Cut>, mut start: usize, ends: &[usize], places: &[Opportunity]) {
    for place in ends.iter().filter_map(|end| places.get(end.checked_sub(1)?)) {
        cuts.push(Cut {
            start,
            end: place.end.max(start),
            next: place.start,
            hyphen: place.ending == Ending::AddedHyphen,
            hyphenated: matches!(place.ending, Ending::AddedHyphen | Ending::Hyphen),
            last: place.ending == Ending::Forced,
        });
        start = place.start;
    }
}

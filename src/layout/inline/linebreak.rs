//! Breaks a paragraph into lines: first without hyphens, then with more and more compromises.

#![allow(clippy::indexing_slicing, reason = "breakpoints are indexed by positions in their list")]

use std::ops::Range;

use super::breakpoint::{self, Breakpoint, LineMeasures, LineSpan, widest_part};
use super::first_fit::{all_fit, balance, first_fit};
use super::hyphenate::{Exceptions, HyphenationScope, Hyphenator};
use super::opportunity::{BreakOpportunity, Ending, break_opportunities};
use super::prepare::Prepared;
use super::total_fit::{Policy, fit_in_lines, total_fit};
use crate::layout::penalties::line as penalty;
use crate::templates::{Alignment, BreakingStyle};

/// The desired minimum width of the last line, in em.
const SHORTEST_LAST_EM: f32 = 2.5;
/// The desired minimum width of the last line of ragged text, as a share of the measure.
const SHORTEST_LAST_RAGGED: f32 = 0.2;
/// How far ragged lines may fall short before it looks bad, in em.
const RAG_EM: f32 = 5.0;
/// Additional stretch of each line when nothing else helps, in em: TeX's `\emergencystretch`.
const EMERGENCY_EM: f32 = 2.0;
/// The stretch tolerated without hyphens, as a share of what spaces allow: TeX's `\pretolerance`.
const WITHOUT_HYPHENS: f32 = 0.7;
/// The stretch tolerated with hyphens, tried in order: TeX's `\tolerance`.
const TOLERANCES: [f32; 2] = [1.26, LAST_TOLERANCE];
/// The highest tolerance.
const LAST_TOLERANCE: f32 = 2.0;
/// The size in points above which ragged text without hyphenation is balanced: headings.
const BALANCED_ABOVE_PT: f32 = 14.0;

/// Line ends as indexes of breakpoints, and the opportunities from which the breakpoints were made.
type Solution = (Vec<usize>, Vec<BreakOpportunity>);

/// Breaks a paragraph into lines.
pub(super) struct LineBreaker<'b> {
    /// The paragraph.
    pub paragraph: &'b Prepared<'b>,
    /// The limits for hyphenation.
    pub limits: &'b BreakingStyle,
    /// The report's hyphenation exceptions.
    pub exceptions: &'b Exceptions,
    /// How many more lines than optimal are wanted, or fewer if negative.
    pub more_lines: i8,
}

impl LineBreaker<'_> {
    /// The lines of the whole text.
    pub fn line_spans(&self) -> Vec<LineSpan> {
        let mut spans = Vec::new();
        let mut start = 0;
        let text = &self.paragraph.collected.text;
        for part in text.split_inclusive('\n') {
            let range = start..start + part.len();
            start = range.end;
            // If the author broke the paragraph into parts, only the last part changes its number of lines.
            let more = if start == text.len() { self.more_lines } else { 0 };
            let (ends, places) = self.solve(range.clone(), more);
            push(&mut spans, range.start, &ends, &places);
        }
        spans
    }

    /// The width of the widest part of the text without a break opportunity, in points. Words are
    /// not hyphenated.
    pub fn widest_unbreakable(&self) -> f32 {
        let mut start = 0;
        let widths = self.paragraph.collected.text.split_inclusive('\n').map(|part| {
            let range = start..start + part.len();
            start = range.end;
            widest_part(&self.breakpoints(range.start, &self.opportunities(range)))
        });
        widths.fold(0.0, f32::max)
    }

    /// Breaks a part of the text between forced breaks.
    fn solve(&self, part: Range<usize>, more: i8) -> Solution {
        let places = self.opportunities(part.clone());
        let start = part.start;
        if more == 0 && self.is_one_line(start, &places) {
            return (vec![places.len()], places);
        }
        if self.is_balanced() {
            let places = self.fit_words(start, places);
            let ends = self.balance(start, &self.breakpoints(start, &places), more);
            return (ends, places);
        }
        let (ends, places) = match self.paragraph.style.align {
            Alignment::Justified => self.justified(part.clone(), places),
            Alignment::Start | Alignment::Centre => self.ragged(part.clone(), places),
        };
        let adjusted = (more != 0).then(|| self.with_more_lines(part, &ends, more)).flatten();
        adjusted.unwrap_or((ends, places))
    }

    /// Whether a part of the text fits on one line, which is better than any other solution. Lines
    /// of unlimited width are never broken.
    fn is_one_line(&self, start: usize, places: &[BreakOpportunity]) -> bool {
        let measures = self.measures(start);
        let natural = line_width(&self.breakpoints(start, places));
        natural <= measures.of(0) || measures.least() >= super::UNLIMITED
    }

    /// The natural width of the widest line, in points, if lines end only where the author breaks them.
    pub fn widest_line(&self) -> f32 {
        let mut start = 0;
        let widths = self.paragraph.collected.text.split_inclusive('\n').map(|part| {
            let range = start..start + part.len();
            start = range.end;
            line_width(&self.breakpoints(range.start, &self.opportunities(range)))
        });
        widths.fold(0.0, f32::max)
    }

    fn opportunities(&self, part: Range<usize>) -> Vec<BreakOpportunity> {
        let collected = &self.paragraph.collected;
        let mut places = break_opportunities(&collected.text, part, &collected.note_references);
        places.retain(|place| !collected.is_in_equation(place.start));
        places
    }

    fn is_balanced(&self) -> bool {
        let style = self.paragraph.style;
        match style.align {
            Alignment::Centre => true,
            Alignment::Start => !style.hyphenate && style.size_pt > BALANCED_ABOVE_PT,
            Alignment::Justified => false,
        }
    }

    /// The measures of a part of the text, only the first of which may be indented.
    fn measures(&self, start: usize) -> LineMeasures {
        let LineMeasures { first, rest } = self.paragraph.measures;
        LineMeasures { first: if start == 0 { first } else { rest }, rest }
    }

    fn breakpoints(&self, start: usize, places: &[BreakOpportunity]) -> Vec<Breakpoint> {
        self.paragraph.breakpoints(start, places)
    }

    /// The best ragged lines. No line is rejected for being short, since a shorter line may keep
    /// the last line from having a single word.
    fn ragged(&self, part: Range<usize>, plain: Vec<BreakOpportunity>) -> Solution {
        let start = part.start;
        let places = self.fit_words(start, self.hyphenated(HyphenationScope::NoNames, part, plain));
        let points = self.breakpoints(start, &places);
        let ends = total_fit(&points, &self.policy(start), f32::INFINITY)
            .unwrap_or_else(|| first_fit(&points, self.measures(start)));
        (ends, places)
    }

    /// The best justified lines. Each pass allows more than the one before: no hyphens, hyphens
    /// and looser lines, hyphens in capitalized words, emergency stretch, and at last any width.
    fn justified(&self, part: Range<usize>, plain: Vec<BreakOpportunity>) -> Solution {
        let start = part.start;
        let policy = self.policy(start);
        let points = self.breakpoints(start, &plain);
        let fits = widest_part(&points) <= self.measures(start).least();
        if fits && let Some(ends) = total_fit(&points, &policy, WITHOUT_HYPHENS) {
            return (ends, plain);
        }
        let hyphenated = self.hyphenated(HyphenationScope::NoNames, part.clone(), plain.clone());
        let places = self.fit_words(start, hyphenated);
        let points = self.breakpoints(start, &places);
        let mut tolerances = TOLERANCES.iter();
        if let Some(ends) = tolerances.find_map(|most| total_fit(&points, &policy, *most)) {
            return (ends, places);
        }
        let hyphenated = self.hyphenated(HyphenationScope::Capitalized, part, plain);
        self.justified_at_any_cost(start, self.fit_words(start, hyphenated))
    }

    fn justified_at_any_cost(&self, start: usize, places: Vec<BreakOpportunity>) -> Solution {
        let policy = self.policy(start);
        let points = self.breakpoints(start, &places);
        let ends = total_fit(&points, &policy, LAST_TOLERANCE)
            .or_else(|| total_fit(&points, &self.emergency_policy(start), f32::INFINITY))
            .unwrap_or_else(|| first_fit(&points, policy.measures));
        (ends, places)
    }

    /// Lines whose number is closer to the editor's request; `None` if there are no such good lines.
    fn with_more_lines(&self, part: Range<usize>, usual: &[usize], more: i8) -> Option<Solution> {
        let start = part.start;
        let target = usual.len().saturating_add_signed(more.into()).max(1);
        let plain = self.opportunities(part.clone());
        let places = self.fit_words(start, self.hyphenated(HyphenationScope::NoNames, part, plain));
        let points = self.breakpoints(start, &places);
        let fit =
            |policy: &Policy, tolerance: f32| fit_in_lines(&points, policy, tolerance, target);
        let policy = self.policy(start);
        let solutions = TOLERANCES.iter().filter_map(|tolerance| fit(&policy, *tolerance));
        let best = solutions.min_by_key(|ends| ends.len().abs_diff(target));
        let best = best.or_else(|| fit(&self.emergency_policy(start), f32::INFINITY))?;
        let closer = best.len().abs_diff(target) < usual.len().abs_diff(target);
        closer.then_some((best, places))
    }

    fn policy(&self, start: usize) -> Policy {
        let em = self.paragraph.style.size_pt;
        let (slack, last) = match self.paragraph.style.align {
            Alignment::Justified => (0.0, 0.0),
            Alignment::Start | Alignment::Centre => {
                (RAG_EM * em, SHORTEST_LAST_RAGGED * self.paragraph.measures.rest)
            }
        };
        Policy { measures: self.measures(start), slack, last: last.max(SHORTEST_LAST_EM * em) }
    }

    fn emergency_policy(&self, start: usize) -> Policy {
        let policy = self.policy(start);
        Policy { slack: policy.slack + EMERGENCY_EM * self.paragraph.style.size_pt, ..policy }
    }

    /// Adds the opportunities to hyphenate, if the style hyphenates.
    fn hyphenated(
        &self,
        scope: HyphenationScope,
        part: Range<usize>,
        mut places: Vec<BreakOpportunity>,
    ) -> Vec<BreakOpportunity> {
        if self.paragraph.style.hyphenate {
            let LineBreaker { limits, exceptions, .. } = *self;
            let hyphenator = Hyphenator { limits, exceptions, scope };
            places.extend(hyphenator.opportunities(&self.paragraph.collected, part));
            places.sort_by_key(|place| place.start);
        }
        places
    }

    /// Lets words wider than the measure break between any two clusters.
    fn fit_words(&self, start: usize, places: Vec<BreakOpportunity>) -> Vec<BreakOpportunity> {
        let points = self.breakpoints(start, &places);
        let measure = self.measures(start).least();
        if widest_part(&points) <= measure {
            return places;
        }
        let mut out = Vec::with_capacity(places.len());
        let mut from = start;
        for (index, place) in places.into_iter().enumerate() {
            if breakpoint::width(&points, index, index + 1) > measure {
                out.extend(self.paragraph.cluster_starts(from..place.end).map(anywhere));
            }
            from = place.start;
            out.push(place);
        }
        out
    }

    /// Balanced lines. They keep related words together if this does not need more lines.
    fn balance(&self, start: usize, points: &[Breakpoint], more: i8) -> Vec<usize> {
        let measures = self.measures(start);
        let fewest = first_fit(points, measures).len();
        let lines = fewest.saturating_add_signed(more.into()).max(fewest);
        let with_penalty = |most: f32| {
            let kept: Vec<usize> =
                (0..points.len()).filter(|index| points[*index].penalty <= most).collect();
            let chosen: Vec<Breakpoint> = kept.iter().map(|index| points[*index]).collect();
            let ends = balance(&chosen, measures, lines);
            let fits = all_fit(&chosen, &ends, measures) && ends.len() <= lines;
            fits.then(|| ends.into_iter().map(|end| kept[end]).collect::<Vec<usize>>())
        };
        let penalties = [0.0, penalty::TIED - 1.0, f32::INFINITY];
        penalties.into_iter().find_map(with_penalty).unwrap_or_default()
    }
}

/// The natural width of a line from the first breakpoint to the last.
fn line_width(points: &[Breakpoint]) -> f32 {
    breakpoint::width(points, 0, points.len().saturating_sub(1))
}

/// A break opportunity within a word that is wider than the measure.
fn anywhere(at: usize) -> BreakOpportunity {
    BreakOpportunity { end: at, start: at, ending: Ending::Plain, penalty: penalty::ANYWHERE }
}

/// Adds the lines of a solution for a part of the text.
fn push(spans: &mut Vec<LineSpan>, mut start: usize, ends: &[usize], places: &[BreakOpportunity]) {
    for place in ends.iter().filter_map(|end| places.get(end.checked_sub(1)?)) {
        spans.push(LineSpan {
            start,
            end: place.end.max(start),
            next: place.start,
            adds_hyphen: place.ending == Ending::AddedHyphen,
            hyphenated: matches!(place.ending, Ending::AddedHyphen | Ending::Hyphen),
            last: place.ending == Ending::Forced,
        });
        start = place.start;
    }
}

//! Checks that nothing is written in the wrong place: makes a draft of a new source, and compares it with the
//! result that the changes should give.
//!
//! Only authored text is compared, as letters and digits with their formats. Numbers are counted again,
//! references follow their targets, and plenary adds typography.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::lines::differences;
use super::mapping::Mapped;
use super::paragraphs::{Sent, number_length};
use super::plan::Planner;
use super::prediction::{Gone, Line, Prediction, Reading};
use super::proposals::{Action, Content};
use super::today::Today;
use crate::draft::{DraftParagraph, Format, Script, Span, Within};
use crate::rewrite::locate::locate;
use crate::yaml::tree::Node;

/// The numbers of the changes that a new source does not have where they belong. `made` contains the
/// proposals of all changes in it, each with the number of its change and the planner of its file.
pub fn misplaced<'p>(
    old: &Today,
    new: &Today,
    made: impl Iterator<Item = (usize, &'p Action, &'p Planner<'p>)>,
) -> HashSet<usize> {
    // Which of several references places the note, and which repeats its number, depends on the others.
    let again: HashSet<&str> = old.cited_again().union(&new.cited_again()).copied().collect();
    let text = Written::of(old, &again);
    let mut prediction = Prediction::new(&old.sent);
    let mut last = None;
    for (number, action, planner) in made {
        // A person is printed with everything that the register has about them.
        if let Action::Insert { beside, .. } = action
            && planner.mapping.paragraph(*beside).is_some_and(|now| old.is_person(now))
        {
            continue;
        }
        prediction.add(number, action, &Reader { text: &text, planner });
        last = Some(planner);
    }
    let Some(planner) = last else { return HashSet::new() };
    let (lines, gone) = prediction.lines(&Reader { text: &text, planner });
    let new_text = Written::of(new, &again);
    let printed = new
        .sent
        .iter()
        .enumerate()
        .map(|(at, it)| (is_sorted(new, at), new_text.glyphs(at, 0..it.text.len(), None)));
    let printed: Vec<(bool, String)> = printed.filter(|it| !it.1.is_empty()).collect();
    let mut out = out_of_order(old, &lines, &gone, &printed);
    out.extend(missing(old, &lines, &printed));
    out
}

/// Whether plenary decides the place of a paragraph.
fn is_sorted(today: &Today, at: usize) -> bool {
    today.paragraph(at).is_some_and(|it| it.kind.is_sorted())
}

/// The changes of paragraphs that are not where they should be.
fn out_of_order(
    old: &Today,
    lines: &[Line],
    gone: &[Gone],
    printed: &[(bool, String)],
) -> HashSet<usize> {
    let is_ordered = |line: &Line| !line.text.is_empty() && !is_sorted(old, line.at);
    let own: Vec<&Line> = lines.iter().filter(|line| is_ordered(line)).collect();
    let before: Vec<&str> = own.iter().map(|line| line.text.as_str()).collect();
    let after = printed.iter().filter(|it| !it.0).map(|it| it.1.as_str());
    let after: Vec<&str> = after.collect();
    let mut count = 0;
    let counts = lines.iter().map(|line| {
        count += usize::from(is_ordered(line));
        count
    });
    let counts: Vec<usize> = std::iter::once(0).chain(counts).collect();
    let mut out = HashSet::new();
    for hunk in differences(&before, &after) {
        let differing = own.get(hunk.before.clone()).unwrap_or_default();
        out.extend(differing.iter().flat_map(|line| line.by.iter().copied()));
        let extra = after.get(hunk.after.clone()).unwrap_or_default();
        let is_still_there = |it: &&Gone| {
            let at = counts.get(it.before).copied().unwrap_or_default();
            (hunk.before.start..=hunk.before.end).contains(&at) && extra.contains(&it.text.as_str())
        };
        if !extra.is_empty() {
            out.extend(gone.iter().filter(is_still_there).map(|it| it.by));
        }
    }
    out
}

/// The changes to notes and entries that are missing everywhere.
fn missing(old: &Today, lines: &[Line], printed: &[(bool, String)]) -> HashSet<usize> {
    let mut known: HashMap<&str, usize> = HashMap::new();
    for (_, text) in printed.iter().filter(|it| it.0) {
        *known.entry(text).or_default() += 1;
    }
    let own = |line: &&Line| !line.text.is_empty() && is_sorted(old, line.at);
    let own = lines.iter().filter(own).filter(|line| !line.by.is_empty());
    let lost = own.filter(|line| match known.get_mut(line.text.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        Some(_) | None => true,
    });
    lost.flat_map(|line| line.by.iter().copied()).collect()
}

/// The authored text of the paragraphs of a draft.
struct Written<'a> {
    sent: &'a [Sent],
    /// The authored bytes of each paragraph.
    ranges: Vec<Vec<Range<usize>>>,
    /// The footnotes that are cited several times. Their references are left out.
    again: &'a HashSet<&'a str>,
}

impl<'a> Written<'a> {
    fn of(today: &'a Today, again: &'a HashSet<&'a str>) -> Written<'a> {
        let ranges = today.draft.paragraphs.iter().map(|it| written(it, today.tree, again));
        Written { sent: &today.sent, ranges: ranges.collect(), again }
    }

    /// The letters, digits and notes in a range of a paragraph.
    fn glyphs(&self, at: usize, range: Range<usize>, format: Option<Format>) -> String {
        let (Some(own), Some(ranges)) = (self.sent.get(at), self.ranges.get(at)) else {
            return String::new();
        };
        let mut out = String::new();
        for written in ranges {
            let part = written.start.max(range.start)..written.end.min(range.end);
            let text = own.text.get(part.clone()).unwrap_or_default();
            for (offset, character) in text.char_indices() {
                let stretch = own.stretch_at(part.start + offset);
                let format = format.unwrap_or(stretch.format);
                let format = if stretch.is_free { format } else { Format::default() };
                push(character, format, &mut out);
            }
        }
        out
    }

    /// Whether a byte of a paragraph is among words that belong to another element.
    fn is_elsewhere(&self, at: usize, byte: usize) -> bool {
        let ranges = self.ranges.get(at).map_or(&[][..], Vec::as_slice);
        !ranges.is_empty() && !ranges.iter().any(|it| it.start <= byte && byte <= it.end)
    }

    /// Whether an author can choose the format of words at a byte of a paragraph.
    fn is_free(&self, at: usize, byte: usize) -> bool {
        let free = |byte: usize| self.sent.get(at).is_some_and(|it| it.stretch_at(byte).is_free);
        free(byte) || free(byte.saturating_sub(1))
    }
}

/// The bytes of a paragraph that come from the file, and those of its pictures and notes, except some notes.
/// References with the words of a heading change with the heading.
fn written(paragraph: &DraftParagraph, tree: &Node, left_out: &HashSet<&str>) -> Vec<Range<usize>> {
    let skipped = number_length(paragraph);
    let mut start = 0;
    let marks = paragraph.spans.iter().filter_map(|span| {
        let at = start..start + span.text().len();
        start = at.end;
        match span {
            Span::Note { id } => (!left_out.contains(id.as_str())).then_some(at),
            Span::Picture => Some(at),
            Span::Text { .. } | Span::Tab | Span::LineBreak => None,
        }
    });
    let mut all: Vec<Range<usize>> = marks.collect();
    all.extend(authored(paragraph, tree));
    all.sort_by_key(|at| at.start);
    all.retain(|at| at.end > skipped);
    all.into_iter().map(|at| at.start.saturating_sub(skipped)..at.end - skipped).collect()
}

/// The bytes of a paragraph that come from its own texts in the file.
fn authored(paragraph: &DraftParagraph, tree: &Node) -> Vec<Range<usize>> {
    let (mut start, mut own, mut cited) = (0, Vec::new(), Vec::new());
    for span in &paragraph.spans {
        let all = start..start + span.text().len();
        start = all.end;
        let Span::Text { text, within, .. } = span else { continue };
        let runs = text.runs().filter_map(|(at, source)| {
            let file = source.file_range(at.len())?;
            Some((all.start + at.start..all.start + at.end, file.start))
        });
        match within {
            Within::Reference(_) => cited.extend(runs),
            Within::Paragraph | Within::Link(_) | Within::Field(_) => own.extend(runs),
        }
    }
    if !cited.is_empty() && !own.is_empty() {
        let texts = own.iter().filter_map(|(_, at)| Some(locate(tree, *at).node()?.place.clone()));
        let texts: HashSet<Range<usize>> = texts.collect();
        cited.retain(|(_, at)| texts.iter().any(|text| text.contains(at)));
    }
    own.into_iter().chain(cited).map(|it| it.0).collect()
}

/// Adds a character in the form that is compared: without accents, because sources may compose them or not.
/// A letter in a format other than its paragraph's gets a format mark.
fn push(character: char, format: Format, out: &mut String) {
    if character == '\u{fffc}' {
        return out.push(character);
    }
    for part in std::iter::once(character).nfd().filter(|part| part.is_alphanumeric()) {
        out.push(part);
        out.extend(mark(format));
    }
}

/// The mark for a format; `None` for the format of the paragraph. Markup does not set small capitals.
fn mark(format: Format) -> Option<char> {
    let script = match format.script {
        Script::Baseline => 0,
        Script::Superscript => 4,
        Script::Subscript => 8,
    };
    let mark = u8::from(format.strong) | u8::from(format.emphasis) << 1 | script;
    (mark > 0).then(|| char::from(mark))
}

/// Reads the proposals of one returned file against the current draft.
struct Reader<'a> {
    text: &'a Written<'a>,
    planner: &'a Planner<'a>,
}

impl Reading for Reader<'_> {
    fn paragraph(&self, sent: usize) -> Option<usize> {
        self.planner.mapping.paragraph(sent)
    }

    fn beside(&self, _: usize, _: bool, paragraph: usize) -> Option<(usize, bool)> {
        self.planner.near(paragraph)
    }

    fn range(&self, sent: usize, at: &Range<usize>) -> Range<usize> {
        match self.planner.mapping.range(sent, at) {
            Mapped::Same(at) | Mapped::Changed { now: at, .. } => at,
        }
    }

    fn kept(&self, now: usize, at: Range<usize>, format: Option<Format>) -> String {
        self.text.glyphs(now, at, format)
    }

    fn added(&self, content: &[Content], at: Option<(usize, usize)>) -> String {
        if at.is_some_and(|(now, byte)| self.text.is_elsewhere(now, byte)) {
            return String::new();
        }
        let is_free = at.is_none_or(|(now, byte)| self.text.is_free(now, byte));
        let mut out = String::new();
        for piece in content {
            let (text, format) = match piece {
                Content::Sent { sent, at, format } => match self.paragraph(*sent) {
                    Some(now) => {
                        out.push_str(&self.kept(now, self.range(*sent, at), *format));
                        continue;
                    }
                    None => (
                        self.planner.printed(std::slice::from_ref(piece)),
                        format.unwrap_or_default(),
                    ),
                },
                Content::New { text, format } => (text.clone(), *format),
                Content::Note(number) => match self.planner.known_note(*number) {
                    Some(id) if self.text.again.contains(id) => continue,
                    Some(_) | None => (DraftParagraph::OBJECT.to_owned(), Format::default()),
                },
            };
            let format = if is_free { format } else { Format::default() };
            text.chars().for_each(|it| push(it, format, &mut out));
        }
        out
    }
}

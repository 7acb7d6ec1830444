//! The event on the cover: its dates and place.

use super::{Line, PLAIN, date};
use crate::import::flat::{BlockKind, DropReason, Inline};
use crate::import::recognize::words::Words;
use crate::import::recognize::{Recognizer, prefix, shown, text};
use crate::import::report::Event;
use crate::import::styles::Purpose;
use crate::languages::Term;

/// Takes the line with the dates of the event, and the place in it or beside it. A day alone, with no place
/// beside it, is left as the date of publication, unless the style or a panel says otherwise.
pub fn take(recognizer: &mut Recognizer, lines: &mut Vec<Line>) {
    let found = lines
        .iter()
        .enumerate()
        .find_map(|(at, line)| Some((at, date::find(&recognizer.words, &shown(&line.text))?)));
    let Some((at, date)) = found else { return };
    let words = lines.get(at).map(|line| shown(&line.text)).unwrap_or_default();
    let is_edge = |it: char| it.is_whitespace() || ",;|·–—:()".contains(it);
    let before = words.get(..date.start).unwrap_or_default().trim_matches(is_edge);
    let after = words.get(date.end..).unwrap_or_default().trim_matches(is_edge);
    let rest: Vec<&str> = [before, after].into_iter().filter(|it| !it.is_empty()).collect();
    let is_day = rest.is_empty() && date.to.is_none();
    let is_of_event = lines.get(at).is_some_and(|it| it.purpose == Some(Purpose::Date));
    let is_unsure = is_day && !is_of_event && !has_panels(recognizer);
    let beside = place_beside(&recognizer.words, lines, at, is_unsure).filter(|_| rest.is_empty());
    if is_unsure && beside.is_none() {
        return;
    }
    let place = beside.and_then(|it| lines.get_mut(it)).map(|it| std::mem::take(&mut it.text));
    let venue = match place {
        Some(place) => text::unbold(place),
        None if rest.is_empty() => Vec::new(),
        None => vec![Inline::text(rest.join(", "))],
    };
    let line = lines.remove(at);
    lines.retain(|it| !it.text.is_empty());
    let dates = words.get(date.start..date.end).unwrap_or_default().to_owned();
    recognizer.guess(line.place, "the dates of the event", &dates, 90);
    if !venue.is_empty() {
        recognizer.guess(line.place, "the place of the event", &shown(&venue), 75);
    }
    recognizer.drop(line.place, dates, DropReason::Date);
    let event = Event { name: Vec::new(), venue, from: date.from, to: date.to };
    recognizer.report.event = Some(event);
}

/// Whether a heading begins as that of a panel.
fn has_panels(recognizer: &Recognizer) -> bool {
    recognizer.flat.blocks.iter().any(|block| {
        let BlockKind::Heading { text, .. } = &block.kind else { return false };
        let words = shown(text);
        prefix::term(&recognizer.words, Term::Panel, &words).is_some_and(|it| it.number.is_some())
    })
}

/// The line before or after that of a date that is the place: one with a comma, or a short one. With
/// `is_strict`, a short one is a single word: others are as likely the publisher. A year is that of publication.
fn place_beside(words: &Words, lines: &[Line], at: usize, is_strict: bool) -> Option<usize> {
    let count = |line: &Line| shown(&line.text).split_whitespace().count();
    let is_place = |line: &Line| {
        line.purpose == Some(Purpose::Date)
            || line.rank == PLAIN
                && line.purpose.is_none()
                && count(line) <= 6
                && !shown(&line.text).contains(['.', ':'])
                && date::whole(words, &shown(&line.text)).is_none()
    };
    let is_sure =
        |line: &Line| line.purpose == Some(Purpose::Date) || shown(&line.text).contains(',');
    let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
    let beside = beside.filter_map(|at| Some((at, lines.get(at)?)));
    let beside: Vec<(usize, &Line)> = beside.filter(|(_, line)| is_place(line)).collect();
    let sure = beside.iter().find(|(_, line)| is_sure(line));
    let short = beside.iter().find(|(_, line)| !is_strict || count(line) == 1);
    sure.or(short).map(|(at, _)| *at)
}

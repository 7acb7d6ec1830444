//! Changes of words within a paragraph.

use std::ops::Range;

use super::{Action, Content, Interpreter};
use crate::review::matching::Certainty;
use crate::review::paragraphs::Hand;
use crate::review::script::Step;

impl Interpreter<'_> {
    /// The words changed within a paragraph of the draft.
    pub(super) fn words(&mut self, sent: usize, steps: &[Step], certainty: Certainty) {
        let mut open: Option<(Range<usize>, Vec<Content>, Hand)> = None;
        let mut cursor = 0;
        let mut found = Vec::new();
        for (index, step) in steps.iter().enumerate() {
            match step {
                Step::Delete { sent: it, .. } if *it != sent => {}
                Step::Delete { at, by, .. } => {
                    match &mut open {
                        Some((range, _, hand)) if hand == by && range.end == at.start => {
                            range.end = at.end;
                        }
                        _ => {
                            found.extend(open.take());
                            open = Some((at.clone(), Vec::new(), *by));
                        }
                    }
                    cursor = at.end;
                }
                Step::Insert { text, format, note, by } => {
                    let new = match note {
                        Some(note) => Content::Note(*note),
                        None => Content::New { text: text.clone(), format: *format },
                    };
                    match &mut open {
                        Some((_, content, hand)) if hand == by => content.push(new),
                        _ => {
                            found.extend(open.take());
                            open = Some((cursor..cursor, vec![new], *by));
                        }
                    }
                }
                Step::Keep { at, .. } => {
                    found.extend(open.take());
                    cursor = at.end;
                }
                Step::Format { at, format, by, .. } => {
                    let rest = steps.get(index + 1..).unwrap_or_default();
                    if let Some((range, content, hand)) = &mut open
                        && (hand == by, range.end) == (true, at.start)
                        && is_between(rest, *by)
                    {
                        let text = self.sent.get(sent).and_then(|it| it.text.get(at.clone()));
                        let text = text.unwrap_or_default().to_owned();
                        content.push(Content::New { text, format: *format });
                        (range.end, cursor) = (at.end, at.end);
                        continue;
                    }
                    found.extend(open.take());
                    cursor = at.end;
                    let (at, format) = (at.clone(), *format);
                    self.push(Action::Format { sent, at, format }, vec![*by], certainty);
                }
                Step::End { .. } | Step::Enter { .. } => {}
            }
        }
        found.extend(open);
        for (at, with, by) in found {
            self.push(Action::Words { sent, at, with }, vec![by], certainty);
        }
    }
}

/// Whether words in a different format are between words that the same person changed, and so were retyped
/// with them.
fn is_between(rest: &[Step], hand: Hand) -> bool {
    let next = rest.iter().find(|step| !matches!(step, Step::Format { by, .. } if *by == hand));
    match next {
        Some(Step::Insert { by, .. } | Step::Delete { by, .. }) => *by == hand,
        Some(Step::Enter { .. } | Step::Keep { .. } | Step::Format { .. } | Step::End { .. })
        | None => false,
    }
}

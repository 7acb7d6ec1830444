//! Fields that Word updates.

use super::Step;
use super::writer::Writer;
use crate::review::paragraphs::{Returned, Run};

impl Writer<'_> {
    /// Whether Word updated a field: it has a different number, or the words of a heading.
    fn is_update(&self, run: &Run, part: &str) -> bool {
        let is_counted = || match self.out.last() {
            Some(Step::Delete { sent, at, by }) if *by == self.sides.untracked => {
                let old = self.sides.sent.get(*sent).and_then(|it| it.text.get(at.clone()));
                old.is_some_and(|old| without_digits(old) == without_digits(part))
            }
            Some(_) | None => false,
        };
        let is_text = || {
            let texts = self.known.texts.get_or_init(|| {
                // Not the field's own paragraph: a cell may contain nothing else.
                let own = |it: &Returned| {
                    let runs = it.runs.iter().filter(|run| !run.is_field);
                    runs.map(|run| run.text.as_str()).collect()
                };
                self.sides.returned.iter().map(own).collect()
            });
            texts.contains(run.text.trim())
        };
        is_counted() || is_text()
    }

    /// Takes the words that a field replaced as kept. Words that a reviewer typed into a field would be lost
    /// at its next update, so `coverage` reports them, unless they are an update.
    pub(super) fn ignore_field(&mut self, run: &Run, part: &str) {
        let is_update = self.is_update(run, part);
        let mut old = String::new();
        if let Some(Step::Delete { sent, at, by }) = self.out.last()
            && *by == self.sides.untracked
        {
            let (sent, at) = (*sent, at.clone());
            let text = self.sides.sent.get(sent).and_then(|it| it.text.get(at.clone()));
            old.push_str(text.unwrap_or_default());
            self.out.pop();
            self.push_keep(sent, at);
        }
        if is_update {
            let updates = self.updates.entry(self.paragraph).or_default();
            updates.push((self.shown..self.shown + part.len(), old));
        }
    }
}

fn without_digits(text: &str) -> String {
    text.chars().filter(|character| !character.is_numeric()).collect()
}

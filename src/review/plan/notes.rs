//! Footnotes that a reviewer added.

use std::collections::{BTreeMap, HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use super::{Planner, plain, trimmed};
use crate::review::proposals::{Content, Notes, ReturnedNote};
use crate::review::today::{Reason, Today};
use crate::rewrite::{Edit, NewItem, NewValue, Side};

/// The key of the footnotes of a report.
const FOOTNOTES: &str = "footnotes";

/// The keys of a report before its footnotes, in the order of docs/source-format.md.
const BEFORE: [&str; 7] =
    ["publication", "event", "people", "front", "body", "annexes", "bibliography"];

/// The footnotes of a returned file, compared with the current source.
pub struct NewNotes<'a> {
    notes: &'a Notes,
    /// The ids of new footnotes.
    ids: HashMap<usize, String>,
    /// The texts of the footnotes of today's source, without its typography.
    texts: HashSet<String>,
}

impl<'a> NewNotes<'a> {
    /// Gives each new footnote an id that is not yet in the source, made from its first words.
    pub fn new(notes: &'a Notes, today: &Today) -> Self {
        if notes.is_empty() {
            return NewNotes { notes, ids: HashMap::new(), texts: HashSet::new() };
        }
        let entries = today.tree.entries_of(FOOTNOTES).iter();
        let mut taken: BTreeMap<String, usize> =
            entries.map(|entry| (entry.key.to_string(), 1)).collect();
        let mut ids = HashMap::new();
        for (number, note) in notes {
            if let ReturnedNote::New(_) = note {
                ids.insert(*number, unique(id(&words(note)), &mut taken));
            }
        }
        let texts = today.sent.iter().filter(|it| it.place.is_note());
        let texts = texts.map(|it| plain(it.text.trim())).collect();
        NewNotes { notes, ids, texts }
    }

    /// The words of a note, for people.
    pub fn words(&self, number: usize) -> String {
        self.notes.get(&number).map(words).unwrap_or_default()
    }

    /// Whether the source has all new footnotes that a text cites.
    pub fn are_there(&self, content: &[Content]) -> bool {
        content.iter().all(|piece| match piece {
            Content::Note(number) => match self.notes.get(number) {
                Some(ReturnedNote::New(paragraphs)) => paragraphs
                    .iter()
                    .all(|paragraph| self.texts.contains(&plain(text(paragraph).trim()))),
                Some(ReturnedNote::Known(_)) | None => true,
            },
            Content::New { .. } | Content::Sent { .. } => true,
        })
    }
}

/// The words of a note, which are all new.
fn words(note: &ReturnedNote) -> String {
    match note {
        ReturnedNote::New(paragraphs) => {
            paragraphs.iter().map(|it| text(it)).collect::<Vec<_>>().join(" ").trim().to_owned()
        }
        ReturnedNote::Known(_) => String::new(),
    }
}

fn text(paragraph: &[Content]) -> String {
    let pieces = paragraph.iter().map(|piece| match piece {
        Content::New { text, .. } => text.as_str(),
        Content::Sent { .. } | Content::Note(_) => "",
    });
    pieces.collect()
}

/// The number of words of an id.
const WORDS: usize = 3;

/// An id made from the first words of a note that have letters from A to Z.
fn id(text: &str) -> String {
    let plain: String =
        text.nfd().filter(|c| c.is_ascii()).collect::<String>().to_ascii_lowercase();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric());
    let words = words.filter(|word| word.len() > 1);
    let words = words.skip_while(|word| !word.starts_with(|c: char| c.is_ascii_alphabetic()));
    let words: Vec<&str> = words.take(WORDS).collect();
    if words.is_empty() { "note".into() } else { words.join("-") }
}

fn unique(id: String, taken: &mut BTreeMap<String, usize>) -> String {
    let Some(count) = taken.get(&id).copied() else {
        taken.insert(id.clone(), 1);
        return id;
    };
    let numbers = count + 1..=count + 1 + taken.len();
    let free = numbers.map(|number| (number, format!("{id}-{number}")));
    let Some((number, new)) = { free }.find(|(_, new)| !taken.contains_key(new)) else { return id };
    taken.insert(id, number);
    taken.insert(new.clone(), 1);
    new
}

impl Planner<'_> {
    /// The id of a footnote of the current source with a new reference in a paragraph.
    pub fn known_note(&self, number: usize) -> Option<&str> {
        match self.notes.notes.get(&number)? {
            ReturnedNote::Known(sent) => self.today.note_id(self.mapping.paragraph(*sent)?),
            ReturnedNote::New(_) => None,
        }
    }

    /// The id of a footnote with a new reference in a paragraph. A new footnote is added to the source.
    pub(super) fn note(
        &self,
        number: usize,
        near: usize,
        edits: &mut Vec<Edit>,
    ) -> Result<String, Reason> {
        match self.notes.notes.get(&number) {
            Some(ReturnedNote::Known(_)) => {
                self.known_note(number).map(str::to_owned).ok_or_else(|| {
                    Reason::new(
                        "the source no longer has this footnote",
                        "write the footnote into the source",
                    )
                })
            }
            Some(ReturnedNote::New(paragraphs)) if !paragraphs.is_empty() => {
                let id = self.notes.ids.get(&number).cloned().unwrap_or_default();
                let mut values = Vec::new();
                for paragraph in paragraphs {
                    let pieces = trimmed(self.content(paragraph, near, edits)?);
                    values.push(NewValue::Text(pieces));
                }
                let value = match values.pop() {
                    Some(only) if values.is_empty() => only,
                    last => NewValue::List(values.into_iter().chain(last).collect()),
                };
                self.add_note(id.clone(), value, near, edits)?;
                Ok(id)
            }
            Some(ReturnedNote::New(_)) | None => Err(Reason::new(
                "it adds a footnote without text",
                "write the footnote under `footnotes:`, and its mark `[^id]` in the text",
            )),
        }
    }

    /// Adds a footnote after the one that is cited before it. If the report has no footnotes, adds the key.
    fn add_note(
        &self,
        id: String,
        value: NewValue,
        near: usize,
        edits: &mut Vec<Edit>,
    ) -> Result<(), Reason> {
        let tree = self.today.tree;
        if let Some(footnotes) = tree.entry(FOOTNOTES) {
            let entries = footnotes.value.entries();
            let before = self.today.note_before(near);
            let before = entries.iter().find(|entry| before == Some(&*entry.key));
            let beside = before.or(entries.last()).ok_or_else(|| {
                Reason::new(
                    "the source has `footnotes:` without footnotes",
                    "delete this key, or write the footnote under it",
                )
            })?;
            let (beside, item) = (beside.key_place.clone(), NewItem { key: Some(id), value });
            edits.push(Edit::Insert { beside, side: Side::After, item });
            return Ok(());
        }
        let added = edits.iter_mut().find_map(|edit| match edit {
            Edit::Insert {
                item: NewItem { key: Some(key), value: NewValue::Mapping(entries) },
                ..
            } if key == FOOTNOTES => Some(entries),
            _ => None,
        });
        if let Some(entries) = added {
            entries.push((id, value));
            return Ok(());
        }
        let last = tree.entries().iter().rfind(|entry| BEFORE.contains(&&*entry.key));
        let Some(last) = last else {
            return Err(Reason::new(
                "the source has no body",
                "write the footnote into the source",
            ));
        };
        let value = NewValue::Mapping(vec![(id, value)]);
        let item = NewItem { key: Some(FOOTNOTES.into()), value };
        edits.push(Edit::Insert { beside: last.key_place.clone(), side: Side::After, item });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_made_of_words() {
        assert_eq!(id("Maritime Labour Convention, 2006."), "maritime-labour-convention");
        assert_eq!(id("2006: Décret-loi № 5 (à jour)."), "decret-loi-jour");
        assert_eq!(id("Конвенция"), "note");
        let mut taken = BTreeMap::from([("note".to_owned(), 1), ("note-2".to_owned(), 1)]);
        assert_eq!(unique("note".into(), &mut taken), "note-3");
        assert_eq!(unique("note".into(), &mut taken), "note-4");
        assert_eq!(unique("law".into(), &mut taken), "law");
        assert_eq!(unique("law".into(), &mut taken), "law-2");
    }
}

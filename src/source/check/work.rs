//! Works: each has what is needed to print it, each cited work is in the bibliography, and each work that is
//! data is cited.

use std::collections::HashSet;
use std::ops::Range;

use super::address::{self, Fault};
use super::inline_markup::Mentions;
use super::inventory::Inventory;
use super::publication::date;
use crate::diagnostic::{Code, Findings};
use crate::source::markup::{CitationForm, CitedTarget};
use crate::source::schema::{Reference, Work, WorkEntry};
use crate::yaml::Suggestions;
use crate::yaml::tree::Node;

/// A citation of a work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkMention {
    /// The id of the work.
    pub id: String,
    /// The bytes of the id in the file.
    pub place: Range<usize>,
}

/// Checks the fields of each entry of the bibliography.
pub fn fields(inventory: &Inventory, found: &mut Findings) {
    for (work, node) in works(inventory) {
        match &work.entry {
            WorkEntry::Text(_) => alone(node, "text", &["text", "id", "label"], found),
            WorkEntry::File(_) => alone(node, "data", &["data"], found),
            WorkEntry::Data(data) => data_fields(data, node, found),
        }
    }
}

fn works<'i>(inventory: &Inventory<'i>) -> impl Iterator<Item = (&'i Work, &'i Node<'i>)> {
    let node = inventory.tree.key("bibliography");
    let works = inventory.report.bibliography.iter().enumerate();
    works.map(|(index, work)| (work, node.item(index)))
}

/// Checks that an entry has no other fields than these.
fn alone(node: &Node, own: &str, fields: &[&str], found: &mut Findings) {
    for entry in node.entries().iter().filter(|entry| !fields.contains(&entry.key.as_ref())) {
        let message = format!("`{}` beside `{own}`", entry.key);
        let error = Code::BadWork.at(entry.key_place.clone(), message);
        found.push(error.hint(format!("delete it, or delete `{own}`")));
    }
}

fn data_fields(data: &Reference, node: &Node, found: &mut Findings) {
    if data.title.is_none() {
        let error = Code::BadWork.at(node.place.clone(), "this entry has no title");
        let hint = "write its `title`, or the whole entry as `text`, or a file as `data`";
        found.push(error.hint(hint));
    }
    for (key, text) in [("date", &data.date), ("accessed", &data.accessed)] {
        if let Some(text) = text {
            date(text, node.key(key).place.clone(), found);
        }
    }
    let Some(url) = &data.url else { return };
    let place = node.key("url").place.clone();
    if !["https://", "http://"].iter().any(|scheme| url.starts_with(scheme)) {
        let error = Code::BadAddress.at(place, format!("`{}` is not a web address", url.as_str()));
        let text = format!("https://{}", url.as_str());
        found.push(error.hint("begin it with `https://`").write(text));
    } else if let Some(Fault { message, hint, .. }) = address::fault(url) {
        found.push(Code::BadAddress.at(place, message).hint(hint));
    }
}

/// Whether the bibliography takes works from files.
pub fn has_files(inventory: &Inventory) -> bool {
    works(inventory).any(|(work, _)| matches!(work.entry, WorkEntry::File(_)))
}

/// Checks that `[@id]` names an entry, unless there are files with more entries, which are read later.
pub fn known(inventory: &Inventory, mentions: &Mentions, found: &mut Findings) {
    if has_files(inventory) {
        return;
    }
    let ids: HashSet<&str> = ids(inventory).collect();
    let others: HashSet<&str> = inventory.ids.iter().map(|id| id.id).collect();
    let mut suggestions = Suggestions::default();
    for (cited, place) in citations(mentions).filter(|(it, _)| !ids.contains(it.id.as_str())) {
        let id = cited.id.as_str();
        let meant = suggestions.nearest(id, self::ids(inventory));
        let meant = meant.filter(|_| !others.contains(id));
        let hint = match meant {
            _ if others.contains(id) => {
                format!("write `[#{id}]` for a reference to the element with this id")
            }
            Some(meant) => format!("did you mean `{meant}`?"),
            None if cited.prefix.is_some() => {
                format!("add an entry with `id: {id}` to `bibliography`, or write `\\@{id}`")
            }
            None => format!("add an entry with `id: {id}` to `bibliography`"),
        };
        let error = Code::UnknownWork.at(place.clone(), format!("unknown work `{id}`"));
        found.push(error.hint(hint).write_if(meant));
    }
}

/// Warns of entries that are data and are never cited.
pub fn used(inventory: &Inventory, mentions: &Mentions, found: &mut Findings) {
    let cited = mentions.citations.iter().flat_map(|entry| &entry.citation.targets);
    let cited = cited.map(|target| target.id.as_str());
    let cited: HashSet<&str> = cited.chain(mentions.references.iter().map(|it| it.id)).collect();
    for (work, node) in works(inventory) {
        let WorkEntry::Data(_) = work.entry else { continue };
        let Some(id) = work.id.as_deref().filter(|id| !cited.contains(id)) else { continue };
        let warning = Code::UnusedWork
            .at(node.key("id").place.clone(), format!("nothing cites the work `{id}`"));
        found.push(warning.hint(format!("write `[@{id}]` in the text, or delete the entry")));
    }
}

fn ids<'i>(inventory: &Inventory<'i>) -> impl Iterator<Item = &'i str> {
    works(inventory).filter_map(|(work, _)| work.id.as_deref())
}

/// The works that citations name.
fn citations<'m>(
    mentions: &'m Mentions,
) -> impl Iterator<Item = (&'m CitedTarget, &'m Range<usize>)> {
    let of_works =
        mentions.citations.iter().filter(|entry| entry.citation.form == CitationForm::Work);
    of_works.flat_map(|entry| entry.citation.targets.iter().zip(&entry.places))
}

/// Every mention of a work, by a citation or by a reference.
pub fn mentioned(mentions: &Mentions) -> Vec<WorkMention> {
    let mention = |(target, place): (&CitedTarget, &Range<usize>)| WorkMention {
        id: target.id.clone(),
        place: place.clone(),
    };
    citations(mentions).map(mention).collect()
}

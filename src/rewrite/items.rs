//! Removes, adds and moves the items of lists and the entries of mappings.

mod children;
mod new;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::rc::Rc;

use super::inline::Fault;
use super::locate::{Step, locate};
use super::report_file::{Expected, Insertion, Plan, ReportFile};
use super::scalar::Patch;
use super::target::{KeptPart, column, is_flow};
use super::{Edit, NewItem, Side};
use crate::yaml::tree::{Node, Value};
use children::Children;

/// The changes of the items of all lists and mappings.
pub struct Items<'a> {
    file: &'a ReportFile<'a>,
    /// The children of lists and mappings, each measured once.
    children: HashMap<*const Node<'a>, Rc<Children<'a>>>,
    lists: BTreeMap<usize, ListEdits<'a>>,
    moves: Vec<Moved>,
}

/// The changes to the items of one list, or to the entries of one mapping.
struct ListEdits<'a> {
    children: Rc<Children<'a>>,
    /// The steps to it.
    steps: Vec<Step<'a>>,
    /// The removed items by their index, each with its changes.
    removed: BTreeMap<usize, Vec<usize>>,
    inserted: Vec<Inserted<'a>>,
}

/// A new item: its change, its place, the expected result, and its lines without the indent of the
/// first.
struct Inserted<'a> {
    change: usize,
    beside: (usize, Side),
    insertion: Insertion<'a>,
    text: Lines,
}

enum Lines {
    New(String),
    /// The lines of a moved item, by its index, because other changes may affect its words.
    Moved(usize),
}

/// An item that is moved: its extent, and the columns of its dash or key, before and after.
struct Moved {
    extent: Range<usize>,
    columns: [usize; 2],
}

const NO_ITEM: Fault =
    ("these bytes are not an item of a list", "give the extent of an item, or change the source");
const KEYS: Fault = (
    "the entries of a mapping have keys, the items of a list have none",
    "make the change in the source",
);
const FLOW: Fault =
    ("a list in brackets cannot hold what the item has besides its text", "move it in the source");
const FLOW_LINES: Fault = ("the item in brackets has several lines", "move it in the source");
const ITSELF: Fault = ("an item cannot be moved into itself", "choose a place outside of it");

const NOT_SPLIT: Fault =
    ("only a paragraph or an item of a list can be split", "split the text in the source");
/// The keys that lead from a paragraph or an item of a list to its text.
const TEXT_KEYS: [&str; 2] = ["paragraph", "text"];

/// The part that stays in place if the text at an offset is split: the last, if its item has content below
/// it.
pub fn kept_part(file: &ReportFile, at: usize) -> KeptPart {
    let steps = locate(&file.parsed.tree, at).steps;
    let around = steps.iter().rev().map_while(|step| Some((step.entry?, step.parent)));
    let has_content = |parent: &Node| match &parent.value {
        Value::Mapping(entries) => entries.iter().any(|entry| &*entry.key == "content"),
        Value::Scalar(_) | Value::Sequence(_) => false,
    };
    let mut around = around.take_while(|(entry, _)| TEXT_KEYS.contains(&&*entry.key));
    match around.any(|(_, parent)| has_content(parent)) {
        true => KeptPart::Last,
        false => KeptPart::First,
    }
}

impl<'a> Items<'a> {
    pub fn new(file: &'a ReportFile<'a>) -> Self {
        Items { file, children: HashMap::new(), lists: BTreeMap::new(), moves: Vec::new() }
    }

    /// Adds an edit of a change.
    pub fn add(&mut self, edit: &Edit, change: usize) -> Result<(), Fault> {
        match edit {
            // The parts of a split text are added once all texts have been changed.
            Edit::Words { .. } | Edit::Format { .. } | Edit::Split { .. } => Ok(()),
            Edit::Remove { item } => {
                let steps = self.find(item)?;
                self.remove(&steps, &[change])
            }
            Edit::Insert { beside, side, item } => self.insert(beside, *side, item, change),
            Edit::Move { item, beside, side } => self.move_item(item, (beside, *side), change),
        }
    }

    /// The steps to the item with an extent, or to the innermost item of a list around it.
    fn find(&mut self, item: &Range<usize>) -> Result<Vec<Step<'a>>, Fault> {
        // The comments above an entry are after the one before it.
        let exact = [item.start, item.end.saturating_sub(1)].into_iter();
        let is_item = |step: &Step, extent: &Range<usize>| {
            extent == item || step.entry.is_some_and(|entry| entry.key_place == *item)
        };
        let mut exact = exact.filter_map(|at| self.innermost(at, is_item));
        if let Some(steps) = exact.next() {
            return Ok(steps);
        }
        let is_around = |step: &Step, extent: &Range<usize>| {
            step.entry.is_none() && extent.start <= item.start && item.end <= extent.end
        };
        self.innermost(item.start, is_around).ok_or(NO_ITEM)
    }

    /// The steps to the innermost item or entry around a byte for which a test holds.
    fn innermost(
        &mut self,
        at: usize,
        test: impl Fn(&Step, &Range<usize>) -> bool,
    ) -> Option<Vec<Step<'a>>> {
        let mut steps = locate(&self.file.parsed.tree, at).steps;
        let is_found = |step: &Step<'a>| test(step, &self.children(step.parent).extent(step.index));
        let depth = steps.iter().rposition(is_found)?;
        steps.truncate(depth + 1);
        Some(steps)
    }

    fn children(&mut self, parent: &'a Node<'a>) -> Rc<Children<'a>> {
        let children = self.children.entry(std::ptr::from_ref(parent));
        children.or_insert_with(|| Rc::new(Children::of(self.file.source, parent))).clone()
    }

    /// The changes of the list or mapping of the last of some steps.
    fn list(&mut self, steps: &[Step<'a>]) -> Result<(&mut ListEdits<'a>, Step<'a>), Fault> {
        let (step, before) = steps.split_last().ok_or(NO_ITEM)?;
        let children = self.children(step.parent);
        let list = self.lists.entry(children.start());
        let list = list.or_insert_with(|| ListEdits {
            children,
            steps: before.to_vec(),
            removed: BTreeMap::new(),
            inserted: Vec::new(),
        });
        Ok((list, *step))
    }

    fn remove(&mut self, steps: &[Step<'a>], changes: &[usize]) -> Result<(), Fault> {
        let (list, step) = self.list(steps)?;
        list.removed.entry(step.index).or_default().extend(changes);
        Ok(())
    }

    fn insert(
        &mut self,
        beside: &Range<usize>,
        side: Side,
        item: &NewItem,
        change: usize,
    ) -> Result<(), Fault> {
        let steps = self.find(beside)?;
        let file = self.file;
        let (list, step) = self.list(&steps)?;
        if step.entry.is_some() != item.key.is_some() {
            return Err(KEYS);
        }
        let (text, expected) = file.new_item(&steps, item)?;
        let insertion = list.insertion(step.index, side, item.key.clone(), expected);
        let text = Lines::New(text);
        list.inserted.push(Inserted { change, beside: (step.index, side), insertion, text });
        Ok(())
    }

    /// Removes a footnote, given by its key, because its last reference is removed.
    pub fn remove_uncited(&mut self, key: &Range<usize>) {
        if let Ok(steps) = self.find(key) {
            // The changes that remove references are not to blame if the footnote must stay.
            let _ = self.remove(&steps, &[]);
        }
    }

    /// Adds a part of a split text, which begins at an offset, as an item beside that of the text.
    pub fn add_part(&mut self, at: usize, text: String, change: usize) -> Result<(), Fault> {
        let mut steps = locate(&self.file.parsed.tree, at).steps;
        let item = steps.iter().rposition(|step| step.entry.is_none()).ok_or(NOT_SPLIT)?;
        let keys = steps.iter().skip(item + 1).filter_map(|step| step.entry);
        if !keys.map(|entry| &*entry.key).all(|key| TEXT_KEYS.contains(&key)) {
            return Err(NOT_SPLIT);
        }
        steps.truncate(item + 1);
        let file = self.file;
        let lines = file.new_text(&steps, &text)?;
        let side = match kept_part(file, at) {
            KeptPart::First => Side::After,
            KeptPart::Last => Side::Before,
        };
        let (list, step) = self.list(&steps)?;
        let insertion = list.insertion(step.index, side, None, Expected::Text(text));
        let (beside, text) = ((step.index, side), Lines::New(lines));
        list.inserted.push(Inserted { change, beside, insertion, text });
        Ok(())
    }

    fn move_item(
        &mut self,
        item: &Range<usize>,
        (beside, side): (&Range<usize>, Side),
        change: usize,
    ) -> Result<(), Fault> {
        let (from, to) = (self.find(item)?, self.find(beside)?);
        let source = self.file.source;
        let (step, target) = (from.last().ok_or(NO_ITEM)?, to.last().ok_or(NO_ITEM)?);
        if step.entry.is_some() != target.entry.is_some() {
            return Err(KEYS);
        }
        if to.iter().any(|around| std::ptr::eq(around.node, step.node)) {
            return Err(ITSELF);
        }
        let in_brackets =
            [&from, &to].map(|steps| steps.iter().any(|step| is_flow(source, step.parent)));
        let text = match in_brackets {
            [false, false] => {
                let columns = [step, target].map(|step| column(source, step));
                let extent = self.children(step.parent).extent(step.index);
                self.moves.push(Moved { extent, columns });
                Lines::Moved(self.moves.len() - 1)
            }
            [true, into] => {
                let words = self.children(step.parent).words(step.index);
                Lines::New(lines_of_flow(source, words, into || step.entry.is_some())?)
            }
            [false, true] => match (&step.node.value, step.entry) {
                (Value::Scalar(scalar), None) => Lines::New(self.file.new_text(&to, &scalar.text)?),
                (Value::Scalar(_) | Value::Sequence(_) | Value::Mapping(_), _) => return Err(FLOW),
            },
        };
        self.remove(&from, &[change])?;
        let key = step.entry.map(|entry| entry.key.to_string());
        let (list, target) = self.list(&to)?;
        let insertion = list.insertion(target.index, side, key, Expected::Old(step.node));
        list.inserted.push(Inserted { change, beside: (target.index, side), insertion, text });
        Ok(())
    }

    /// Removes each list that loses all its items, together with its key, and each mapping that loses all its
    /// keys, together with its item.
    fn remove_emptied(&mut self) {
        let mut starts: Vec<usize> = self.lists.keys().copied().collect();
        while let Some(start) = starts.pop() {
            let Some(list) = self.lists.get(&start).filter(|list| list.is_emptied()) else {
                continue;
            };
            let steps = list.steps.clone();
            let changes: Vec<usize> = list.removed.values().flatten().copied().collect();
            if let Some(step) = steps.last()
                && self.remove(&steps, &changes).is_ok()
            {
                self.lists.remove(&start);
                starts.push(self.children(step.parent).start());
            }
        }
    }

    /// Adds the patches and the expected results to the plan of the texts.
    pub fn write(mut self, plan: &mut Plan<'a>) {
        self.remove_emptied();
        plan.sort();
        let file = self.file;
        let moved: Vec<String> = self.moves.iter().map(|moved| moved.lines(file, plan)).collect();
        for list in self.lists.into_values() {
            list.write(file, &moved, plan);
        }
    }
}

/// An item in brackets, on one line, for a list or mapping in brackets or in lines.
fn lines_of_flow(source: &str, words: Range<usize>, is_bare: bool) -> Result<String, Fault> {
    let lines = source.get(words).unwrap_or_default().lines();
    let mut lines: Vec<&str> = lines.map(str::trim).collect();
    // A comment, an empty line or an escaped line break means something.
    if lines.len() > 1
        && lines.iter().any(|it| it.is_empty() || it.contains('#') || it.ends_with('\\'))
    {
        return Err(FLOW_LINES);
    }
    let dash = if is_bare { None } else { Some("-") };
    lines.splice(0..0, dash);
    Ok(lines.join(" "))
}

impl<'a> ListEdits<'a> {
    fn is_emptied(&self) -> bool {
        self.inserted.is_empty() && self.removed.len() == self.children.len()
    }

    fn insertion(
        &self,
        index: usize,
        side: Side,
        key: Option<String>,
        expected: Expected<'a>,
    ) -> Insertion<'a> {
        let index = match side {
            Side::Before => index,
            Side::After => index + 1,
        };
        Insertion { index, key, expected }
    }

    fn write(self, file: &ReportFile, moved: &[String], plan: &mut Plan<'a>) {
        for (at, changes) in self.children.removals(file.source, &self.removed) {
            plan.patches.push((Patch { at, with: String::new() }, changes));
        }
        let removed = self.removed.keys().filter_map(|index| self.children.node(*index));
        plan.removed.extend(removed.map(std::ptr::from_ref));
        let mut insertions = Vec::with_capacity(self.inserted.len());
        for inserted in self.inserted {
            let text = match &inserted.text {
                Lines::New(text) => text,
                Lines::Moved(index) => moved.get(*index).map_or("", String::as_str),
            };
            let patch = self.children.insertion(file, inserted.beside, text);
            insertions.push((patch.at.start, inserted.insertion));
            plan.patches.push((patch, vec![inserted.change]));
        }
        insertions.sort_by_key(|(at, insertion)| (insertion.index, *at));
        let insertions = insertions.into_iter().map(|(_, insertion)| insertion);
        plan.inserted.insert(std::ptr::from_ref(self.children.parent), insertions.collect());
    }
}

impl Moved {
    /// The lines of the item, indented for its new place, with the patches in it, which are removed from the
    /// plan.
    fn lines(&self, file: &ReportFile, plan: &mut Plan) -> String {
        let Range { start, end } = self.extent;
        let first = plan.patches.partition_point(|(patch, _)| patch.at.start < start);
        let last = plan.patches.partition_point(|(patch, _)| patch.at.end <= end).max(first);
        let mut text = String::new();
        let mut done = start;
        for (patch, _) in plan.patches.drain(first..last) {
            text.push_str(file.source.get(done..patch.at.start).unwrap_or_default());
            text.push_str(&patch.with);
            done = patch.at.end;
        }
        text.push_str(file.source.get(done..end).unwrap_or_default());
        children::reindented(&text, self.columns)
    }
}

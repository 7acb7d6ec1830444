//! Properties of changes that are written back: the new file prints the changed words, and nothing else in it
//! has changed.
//!
//! The reports are all cases, and generated ones with their texts in every style of scalar.
//! `REWRITE_ROUNDS` is the number of times that each is changed [default: 1].

use std::ops::Range;
use std::path::{Path, PathBuf};

use arbitrary::Unstructured;
use serde_json::Value;

use super::case::{cases, pictures, style};
use super::report_generator::GeneratedReport;
use crate::cache::Cache;
use crate::document::{Document, Inline, visit};
use crate::limits::Limits;
use crate::rewrite::locate::locate;
use crate::rewrite::{
    Change, Edit, Format, Layout, NewItem, NewValue, Rewritten, Side, Words, new_scalar, rewrite,
};
use crate::source;
use crate::templates::{Labels, load};
use crate::yaml::tree::{Node, ScalarStyle};
use crate::{resolve, yaml};

/// Words that the styles of YAML, the markup or the typography treat specially.
const WORDS: [&str; 24] = [
    "word",
    "two words",
    "a: b",
    "a #b",
    "- c",
    "2016",
    "null",
    "it’s",
    "*star*",
    "[note]",
    "[a](b",
    "x^2",
    "~",
    "C:\\dir",
    "5\u{a0}km",
    "é",
    "“q”",
    "«q»",
    "#",
    "漢字",
    "yes",
    "a, {b}",
    "!",
    "a`b",
];

pub type Random<'r> = &'r mut dyn FnMut() -> u64;

pub fn choose<T: Copy>(random: Random, choices: &[T]) -> T {
    choices[random() as usize % choices.len()]
}

fn labels(language: &str) -> Labels {
    let built_in = load::built_in_labels(language).or_else(|| load::built_in_labels("en"));
    load::labels(language, built_in.unwrap()).unwrap()
}

/// The document of a report, with its labels. It has no index, whose names depend on the changed texts.
pub fn document(bytes: &[u8], case: &Path) -> Option<(Document, Labels)> {
    let mut report = source::read("a.yaml", bytes).report?;
    report.options.index_of_persons = false;
    let labels = labels(&report.publication.language);
    let style = style("", &[]);
    let document = resolve::resolve(
        &report,
        &style,
        &labels,
        pictures(if case.exists() { bytes } else { b"" }, case),
        None,
        Cache::NONE,
    );
    Some((document, labels))
}

/// A printed character with the bytes from which it comes; `None` for a footnote.
pub type Printed = (Option<char>, Range<usize>);

/// The printed texts, without generated parts.
pub fn printed(document: &Document) -> Vec<Vec<Printed>> {
    let mut texts = Vec::new();
    visit::inlines(document, &mut |inline| match inline {
        Inline::Text(text) => {
            let characters = text.char_indices().filter_map(|(at, character)| {
                let file = text.file_range(at..at + character.len_utf8())?;
                Some((Some(character), file))
            });
            texts.push(characters.collect());
        }
        Inline::NoteReference(_) => texts.push(vec![(None, 0..0)]),
        _ => {}
    });
    texts
}

/// The characters of all texts after some changes, without spaces.
fn expected(texts: &[Vec<Printed>], changes: &[(Range<usize>, String)]) -> String {
    let mut out = String::new();
    let mut inside = None;
    for (character, file) in texts.iter().flatten() {
        let index = changes.partition_point(|(at, _)| at.end <= file.start);
        match changes.get(index).filter(|(at, _)| file.start < at.end && at.start < file.end) {
            Some((at, with)) => {
                if inside.replace(at.start) != Some(at.start) {
                    out.push_str(with);
                }
            }
            None => {
                inside = None;
                out.push(character.unwrap_or('\u{fffc}'));
            }
        }
    }
    // Whether a hyphen is a minus or a dash depends on the rest of its cell.
    without_spaces(&out).replace(['−', '–'], "-")
}

pub fn without_spaces(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Some random changes of different texts, in the order of the file.
fn random_changes(
    texts: &[Vec<Printed>],
    bytes: &[u8],
    random: Random,
) -> Vec<(Range<usize>, String)> {
    let tree = source::parse_report(bytes, &Limits::default()).unwrap().tree;
    let mut changes: Vec<(usize, Range<usize>, String)> = Vec::new();
    for _ in 0..1 + texts.len() / 3 {
        let text = &texts[random() as usize % texts.len()];
        if text.is_empty() || text[0].0.is_none() {
            continue;
        }
        let start = random() as usize % text.len();
        let end = (start + 1 + random() as usize % 12).min(text.len());
        let at = text[start].1.start..text[end - 1].1.end;
        let located = locate(&tree, at.start);
        // Lists of people are sorted, and a name is joined with a title.
        if located.to_string().starts_with("people") || at.is_empty() || at.start >= at.end {
            continue;
        }
        let with = match random() % 4 {
            0 => String::new(),
            _ => format!("{} {}", choose(random, &WORDS), choose(random, &WORDS)),
        };
        changes.push((located.node().unwrap().place.start, at, with));
    }
    changes.sort_by_key(|(_, at, _)| at.start);
    changes.dedup_by_key(|(node, ..)| *node);
    changes.into_iter().map(|(_, at, with)| (at, with)).collect()
}

pub fn rounds() -> usize {
    std::env::var("REWRITE_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(1)
}

/// How many changes were written, and how many refused.
#[derive(Debug, Default)]
pub struct Counts {
    pub written: usize,
    pub refused: usize,
}

fn check(bytes: &[u8], case: &Path, random: Random, counts: &mut Counts) {
    let Some((document, labels)) = document(bytes, case) else { return };
    let texts = printed(&document);
    if texts.is_empty() {
        return;
    }
    let changes = random_changes(&texts, bytes, random);
    let edits: Vec<Change> = changes
        .iter()
        .map(|(at, with)| {
            let with = vec![Words { text: with.clone(), format: Format::default() }.into()];
            Change(vec![Edit::Words { at: at.clone(), with }])
        })
        .collect();
    let Rewritten { bytes: new, refused } = rewrite(bytes, &labels, &Limits::default(), &edits);
    for refusal in &refused {
        let known = [
            "the source would have an error: ",
            "inline markup cannot express",
            "it deletes the key of an entry",
            // The header of a column and its unit.
            "the change reaches from one text of the source into another",
        ];
        assert!(
            known.iter().any(|known| refusal.reason.starts_with(known)),
            "{case:?} {refusal:?} {:?}",
            changes[refusal.change]
        );
    }
    if std::env::var_os("REWRITE_ROUNDS").is_some() {
        refused.iter().for_each(|it| eprintln!("{case:?} {it:?} {:?}", changes[it.change]));
    }
    let is_refused = |index: usize| refused.iter().any(|refusal| refusal.change == index);
    let written: Vec<(Range<usize>, String)> = changes
        .into_iter()
        .enumerate()
        .filter_map(|(index, change)| (!is_refused(index)).then_some(change))
        .collect();
    counts.written += written.len();
    counts.refused += refused.len();
    let (after, _) = self::document(&new, case).expect("the new file is valid");
    let got = expected(&printed(&after), &[]);
    let wanted = expected(&texts, &written);
    if got != wanted {
        let differs = got.chars().zip(wanted.chars()).position(|(one, other)| one != other);
        let from = differs.unwrap_or_default().saturating_sub(30);
        let part = |text: &str| text.chars().skip(from).take(60).collect::<String>();
        panic!(
            "{case:?}\n got {}\n not {}\n{written:?}\n{}",
            part(&got),
            part(&wanted),
            String::from_utf8_lossy(&new)
        );
    }
    check_unchanged(bytes, &new, &written);
}

/// Checks that the bytes around each changed scalar are unchanged.
fn check_unchanged(old: &[u8], new: &[u8], changes: &[(Range<usize>, String)]) {
    let tree = source::parse_report(old, &Limits::default()).unwrap().tree;
    let mut at = 0;
    let mut done = 0;
    for (change, _) in changes {
        let located = locate(&tree, change.start);
        let step = located.steps.last().unwrap();
        let key = step.entry.filter(|entry| change.start < entry.key_place.end);
        let place = key.map_or(&step.node.place, |entry| &entry.key_place);
        let start = step.entry.map_or(step.node.extent.start, |entry| entry.key_place.end);
        let start = if key.is_some() { place.start } else { start.min(place.start) };
        let kept = &old[done..start.max(done)];
        let found = new[at..].windows(kept.len().max(1)).position(|part| part == kept);
        if !kept.is_empty() {
            at += found.expect("the bytes before a change are kept") + kept.len();
        }
        done = place.end;
    }
    assert!(new[at..].ends_with(&old[done..]) || old[done..].is_empty());
}

#[test]
fn random_changes_of_all_cases_are_printed() {
    let areas = [
        "arabic",
        "editions",
        "epub",
        "formats",
        "languages",
        "layout",
        "markdown",
        "russian",
        "text",
    ];
    let mut all: Vec<PathBuf> = areas.iter().flat_map(|area| cases(area)).collect();
    all.push("source/alliance-2016.yaml".into());
    // Equations have a sequence of their own, so that the changes of the other cases stay the same.
    let is_late = |case: &PathBuf| case.display().to_string().contains("equations");
    let (late, early): (Vec<PathBuf>, Vec<PathBuf>) = all.into_iter().partition(is_late);
    let mut random = yaml::random(11);
    let mut counts = Counts::default();
    for case in early {
        let bytes = std::fs::read(&case).unwrap();
        for _ in 0..rounds() {
            check(&bytes, &case, &mut random, &mut counts);
        }
    }
    let mut random = yaml::random(11);
    for case in late {
        let bytes = std::fs::read(&case).unwrap();
        for _ in 0..rounds() {
            check(&bytes, &case, &mut random, &mut counts);
        }
    }
    assert!(counts.written > 300 && counts.refused * 20 < counts.written, "{counts:?}");
}

#[test]
fn random_changes_of_generated_reports_are_printed() {
    let mut random = yaml::random(12);
    let mut counts = Counts::default();
    for _ in 0..15 * rounds() {
        let seed: Vec<u8> = (0..700).map(|_| random() as u8).collect();
        let report = GeneratedReport::new(&mut Unstructured::new(&seed)).unwrap();
        let text = Emitter { random: &mut random, line_end: "\n" }.document(&report.source);
        check(text.as_bytes(), Path::new("generated.yaml"), &mut random, &mut counts);
    }
    // Much of these texts is raised or lowered, and so cannot contain spaces.
    assert!(counts.written > 100 && counts.refused * 5 < counts.written, "{counts:?}");
}

/// The extents of all items of lists.
fn extents(node: &Node, found: &mut Vec<Range<usize>>) {
    match &node.value {
        yaml::tree::Value::Scalar(_) => {}
        yaml::tree::Value::Sequence(items) => items.iter().for_each(|item| {
            found.push(item.extent.clone());
            extents(item, found);
        }),
        yaml::tree::Value::Mapping(entries) => {
            entries.iter().for_each(|entry| extents(&entry.value, found));
        }
    }
}

/// Removes, adds and moves random items. Changes to items that the report does not need must be written.
fn check_items(bytes: &[u8], random: Random, counts: &mut Counts) {
    let Some(parsed) = source::parse_report(bytes, &Limits::default()) else { return };
    let labels = labels(&parsed.report.publication.language);
    let mut items = Vec::new();
    extents(&parsed.tree, &mut items);
    if items.is_empty() {
        return;
    }
    let mut changes = Vec::new();
    for _ in 0..1 + items.len() / 10 {
        let mut choose = || items[random() as usize % items.len()].clone();
        let (item, beside) = (choose(), choose());
        let side = if random().is_multiple_of(2) { Side::Before } else { Side::After };
        let words = vec![Words { text: "New: words".into(), format: Format::default() }.into()];
        changes.push(Change(vec![match random() % 3 {
            0 => Edit::Remove { item },
            1 => {
                let item = NewItem { key: None, value: NewValue::Text(words) };
                Edit::Insert { beside, side, item }
            }
            _ => Edit::Move { item, beside, side },
        }]));
    }
    let done = rewrite(bytes, &labels, &Limits::default(), &changes);
    let known = [
        "the source would have an error: ",
        "another change",
        "a list in brackets cannot hold",
        "the item in brackets has several lines",
        "the source cannot hold this change",
        "the new item cannot be written",
        "an item cannot be moved into itself",
        "the changes cannot be written together",
    ];
    for refusal in &done.refused {
        let is_known = known.iter().any(|known| refusal.reason.starts_with(known));
        assert!(is_known, "{refusal:?} {:?}", changes[refusal.change]);
    }
    counts.refused += done.refused.len();
    counts.written += changes.len() - done.refused.len();
    let reading = source::read("a.yaml", &done.bytes);
    assert!(reading.report.is_some(), "{:?}", reading.diagnostics);
}

#[test]
fn random_items_are_removed_added_and_moved() {
    let mut random = yaml::random(13);
    let mut counts = Counts::default();
    for case in ["formats", "languages", "layout", "markdown"].iter().flat_map(|area| cases(area)) {
        let bytes = std::fs::read(&case).unwrap();
        if source::read("a.yaml", &bytes).report.is_some() {
            (0..rounds()).for_each(|_| check_items(&bytes, &mut random, &mut counts));
        }
    }
    // Most items fit only into lists of the same kind.
    assert!(counts.written > 20, "{counts:?}");
}

/// Writes a report with its texts in random styles.
pub struct Emitter<'r> {
    pub random: Random<'r>,
    pub line_end: &'static str,
}

impl Emitter<'_> {
    pub fn document(&mut self, value: &Value) -> String {
        let text = self.value(value, 0, false);
        format!("{}\n", text.trim_start())
    }

    fn value(&mut self, value: &Value, indent: usize, flow: bool) -> String {
        let flow = flow || (self.random)().is_multiple_of(12);
        let spaces = format!("\n{}", " ".repeat(indent));
        match value {
            Value::String(text) => self.text(text, indent, flow),
            Value::Array(items) if flow => {
                let items = items.iter().map(|item| self.value(item, indent, true));
                format!("[{}]", items.collect::<Vec<_>>().join(", "))
            }
            Value::Object(entries) if flow => {
                let entries = entries
                    .iter()
                    .map(|(key, value)| format!("{key}: {}", self.value(value, indent, true)));
                format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
            }
            Value::Array(items) => items
                .iter()
                .map(|item| {
                    let text = self.value(item, indent + 2, false);
                    format!("{spaces}- {}", text.trim_start())
                })
                .collect(),
            Value::Object(entries) => entries
                .iter()
                .map(|(key, value)| {
                    let text = self.value(value, indent + 2, false);
                    let gap = if text.starts_with('\n') { "" } else { " " };
                    format!("{spaces}{key}:{gap}{text}")
                })
                .collect(),
            Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
        }
    }

    fn text(&mut self, text: &str, indent: usize, flow: bool) -> String {
        let styles = [
            ScalarStyle::Plain,
            ScalarStyle::SingleQuoted,
            ScalarStyle::DoubleQuoted,
            ScalarStyle::Folded,
        ];
        let style = choose(self.random, &styles);
        let layout = Layout {
            flow,
            indent: " ".repeat(indent.max(2)),
            header: None,
            line_end: self.line_end,
        };
        let before = if (self.random)().is_multiple_of(2) { 70 } else { 20 };
        if !flow && style == ScalarStyle::Folded && (self.random)().is_multiple_of(2) {
            let lines = text.replace('\n', &format!("\n{}", layout.indent));
            return format!("|-\n{}{lines}", layout.indent);
        }
        new_scalar(text, style, &layout, before).unwrap()
    }
}

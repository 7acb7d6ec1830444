//! Headings → sections of kinds.

use super::blocks;
use super::prefix::{self, Prefixed};
use super::tree::{Built, Tree, level};
use super::{Part, Recognizer, matter, parts, people, programmes, shown, signatures, text};
use crate::import::flat::{self, BlockKind, DropReason, Inline};
use crate::import::report::{self, Block, Section};
use crate::languages::Term;
use crate::source::schema::SectionKind;

/// The deepest level of a section; deeper headings are blocks, and so are those of a draft that skip a level.
const DEEPEST: usize = 4;

/// Adds sections, annexes and the rest of the matter to the report.
pub fn build(recognizer: &mut Recognizer, blocks: Vec<flat::Block>) {
    let parts = parts::parts(recognizer, blocks);
    let parts = parts::with_titles(recognizer, parts);
    let parts = parts.into_iter().flat_map(|part| conclusion_of_draft(recognizer, part));
    let parts: Vec<Part> = parts.collect();
    let mut tree = Tree::default();
    for part in parts {
        add(recognizer, part, &mut tree);
    }
    tree.close_to(0);
    let sections = std::mem::take(&mut tree.done);
    let (annexes, body) = sections.into_iter().partition(|section| section.is_annex);
    let sections = |built: Vec<Built>| built.into_iter().map(|it| it.section).collect();
    let body: Vec<Built> = body;
    recognizer.report.annexes = sections(annexes);
    recognizer.report.body = sections(body);
    untitled_conclusion(recognizer);
}

/// What the bookmarks of a conclusion begin with in the drafts of plenary.
const OWN_CONCLUSION: &str = "b_conclusion_";

/// A part, and the conclusion without a title that follows it in a draft of plenary.
fn conclusion_of_draft(recognizer: &mut Recognizer, mut part: Part) -> Vec<Part> {
    let is_own = |it: &flat::Block| it.bookmarks.iter().any(|it| it.starts_with(OWN_CONCLUSION));
    let start = part.blocks.iter().position(is_own);
    let Some(blocks) = start.map(|at| part.blocks.split_off(at)) else { return vec![part] };
    let place = blocks.first().map_or(part.place, |it| it.place);
    recognizer.guess(place, "the conclusion", "", 95);
    let conclusion =
        Part { place, level: 1, title: Vec::new(), bookmarks: vec![OWN_CONCLUSION.into()], blocks };
    vec![part, conclusion]
}

/// The most words before the first comma of a conclusion: "In conclusion, …".
const MOST_WORDS: usize = 4;

/// Makes a conclusion of the last paragraph of the last panel, if it says that it is one.
fn untitled_conclusion(recognizer: &mut Recognizer) {
    let body = &mut recognizer.report.body;
    let is = |kind| move |section: &Section| section.kind == kind;
    let has_conclusion = body.iter().any(is(SectionKind::Conclusion));
    let last = body.iter().rposition(is(SectionKind::Panel)).filter(|_| !has_conclusion);
    let Some((at, panel)) = last.and_then(|at| Some((at, body.get_mut(at)?))) else { return };
    if !panel.sections.is_empty() || panel.content.len() < 2 {
        return;
    }
    let words = match panel.content.last().map(|it| &it.kind) {
        Some(report::BlockKind::Paragraph(text)) => shown(text),
        Some(_) | None => return,
    };
    let Some((opening, _)) = words.split_once([',', '،', '，']) else { return };
    if opening.split_whitespace().count() > MOST_WORDS
        || !recognizer.words.contains(Term::Conclusion, opening)
    {
        return;
    }
    let Some(paragraph) = panel.content.pop() else { return };
    let mut section = Section::new(paragraph.place, SectionKind::Conclusion, Vec::new());
    recognizer.guess(paragraph.place, "the conclusion", &words, 75);
    section.content.push(paragraph);
    recognizer.report.body.insert(at + 1, section);
}

/// Adds a part to the report.
fn add(recognizer: &mut Recognizer, mut part: Part, tree: &mut Tree) {
    let words = shown(&part.title);
    if let Some(length) = prefix::typed_number(&words) {
        let number = words.get(..length).unwrap_or_default().to_owned();
        recognizer.drop(part.place, number, DropReason::TypedNumber);
        part.title = text::skip(part.title, length);
    }
    let words = shown(&part.title);
    if matter::take(recognizer, &words, &mut part) {
        return;
    }
    if heading_of_list(recognizer, &words, &mut part, tree) {
        return;
    }
    let outer = tree.open.iter().rev().find(|it| it.level < part.level);
    let in_annexes = outer.is_some_and(|it| it.groups_annexes);
    let in_side_events = outer.is_some_and(|it| it.section.kind == SectionKind::SideEvents);
    let annex = prefix::term(&recognizer.words, Term::Annex, &words)
        .map(|it| (it.prefix.len(), it.rest.is_empty()));
    let groups_annexes = recognizer.words.is(Term::Annexes, &words) && part.blocks.is_empty();
    let is_annex =
        annex.is_some_and(|(_, is_bare)| !is_bare || part.blocks.iter().any(is_text)) || in_annexes;
    let (kind, label) = if let Some((length, is_bare)) = annex.filter(|_| is_annex) {
        if is_bare {
            title_below(&mut part);
        }
        let letter = char::from_u32(u32::from('A') + recognizer.annexes).map(String::from);
        let own = recognizer.words.labels().map(|it| it.annex.clone()).unwrap_or_default();
        let own = Some((own, letter.unwrap_or_default()));
        let label = strip(recognizer, &mut part, length, own, ("an annex", 95));
        (SectionKind::Section, label)
    } else {
        kind_of(recognizer, &words, &mut part, in_side_events)
    };
    if groups_annexes {
        recognizer.drop(part.place, words.as_str(), DropReason::Heading);
    }
    part.level = level(recognizer, kind, &words, part.level, tree);
    let depth = tree.open.iter().take_while(|it| it.level < part.level).count();
    let is_plain =
        kind == SectionKind::Section && !is_annex && label.is_empty() && is_of_draft(&part);
    let skips = |it: &Built| it.level + 1 < part.level && !it.groups_annexes;
    let is_inner = is_plain && tree.open.last().is_some_and(skips);
    if depth >= DEEPEST && !is_annex || is_inner {
        if let Some(last) = tree.open.last_mut() {
            let mut heading = Block::new(part.place, report::BlockKind::Heading(part.title));
            heading.bookmarks = part.bookmarks;
            let mut content = std::mem::take(&mut last.section.content);
            content.push(heading);
            content.extend(blocks::blocks(recognizer, part.blocks));
            last.section.content = programmes::take(recognizer, content);
        }
        return;
    }
    let participants = matter::participants(recognizer, &words, &mut part);
    let mut section = Section::new(part.place, kind, part.title);
    section.label = label;
    section.bookmarks = part.bookmarks;
    recognizer.panels += u32::from(kind == SectionKind::Panel);
    let rest = if kind == SectionKind::Panel || kind == SectionKind::SideEvent {
        people::take(recognizer, part.blocks, &mut section)
    } else {
        part.blocks
    };
    people::register(recognizer, &rest);
    section.content = blocks::blocks(recognizer, rest);
    if matches!(section.kind, SectionKind::Section | SectionKind::Conclusion) {
        signatures::take(recognizer, &mut section.content);
    }
    if let Some(people) = participants {
        let list = report::BlockKind::Participants(people);
        section.content.push(Block::new(part.place, list));
    }
    let is_annex = is_annex && !groups_annexes;
    recognizer.annexes += u32::from(is_annex);
    tree.add(Built { section, level: part.level, is_annex, groups_annexes });
}

/// Whether a heading is of a draft of plenary, by the bookmark that such headings have.
fn is_of_draft(part: &Part) -> bool {
    part.bookmarks.iter().any(|it| it.starts_with("b_h_"))
}

fn is_text(block: &flat::Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::ListItem(_) | BlockKind::Table(_))
}

/// A heading such as "Recommendations" over a list belongs to the list; returns whether it is one.
fn heading_of_list(
    recognizer: &mut Recognizer,
    words: &str,
    part: &mut Part,
    tree: &mut Tree,
) -> bool {
    let Some(kind) = super::recommendations::kind_of_heading(recognizer, words) else {
        return false;
    };
    // Over sections, or with text that is not a list, it is the title of a section.
    let is_inner = tree.open.last().is_some_and(|it| it.level < part.level);
    if !is_inner || !super::recommendations::is_list(&part.blocks) {
        return false;
    }
    let content = std::mem::take(&mut part.blocks);
    let title = std::mem::take(&mut part.title);
    let content =
        super::recommendations::with_heading(recognizer, kind, part.place, title, content);
    let depth = tree.open.iter().take_while(|it| it.level < part.level).count();
    tree.close_to(depth);
    if let Some(last) = tree.open.last_mut() {
        last.section.content.extend(content);
    }
    true
}

/// The kind of a section by its title, without the prefix that the kind generates, and its label.
fn kind_of(
    recognizer: &mut Recognizer,
    words: &str,
    part: &mut Part,
    in_side_events: bool,
) -> (SectionKind, Vec<Inline>) {
    let find = |term| prefix::term(&recognizer.words, term, words);
    let side_event = find(Term::SideEvent);
    if let Some(Prefixed { prefix, .. }) = side_event.filter(|it| !it.rest.is_empty()) {
        let length = prefix.len();
        strip(recognizer, part, length, None, ("a side event", 95));
        return (SectionKind::SideEvent, Vec::new());
    }
    let is_panel = find(Term::Panel).is_some_and(|it| it.number.is_some());
    if in_side_events && !is_panel {
        recognizer.guess(part.place, "a side event", words, 85);
        return (SectionKind::SideEvent, Vec::new());
    }
    if recognizer.words.is(Term::SideEvents, words) {
        recognizer.guess(part.place, "the side events", words, 95);
        return (SectionKind::SideEvents, Vec::new());
    }
    if let Some(Prefixed { prefix, number, rest, .. }) = find(Term::Panel) {
        let (length, confidence) = (prefix.len(), if number.is_some() { 98 } else { 75 });
        let has_title = !rest.is_empty();
        if has_title || title_below(part) || number.is_some() {
            let next = number.map_or(String::new(), |_| (recognizer.panels + 1).to_string());
            let own = recognizer.words.labels().map(|it| it.panel.clone()).unwrap_or_default();
            let label = strip(recognizer, part, length, Some((own, next)), ("a panel", confidence));
            return (SectionKind::Panel, label);
        }
    }
    let is_own = part.bookmarks.iter().any(|it| it == OWN_CONCLUSION);
    if is_own || recognizer.words.is(Term::Conclusion, words) {
        recognizer.guess(part.place, "the conclusion", words, 90);
        return (SectionKind::Conclusion, Vec::new());
    }
    (SectionKind::Section, Vec::new())
}

/// The longest title, in characters.
const LONGEST_TITLE: usize = 160;

/// Appends the paragraph under a bare prefix, if it is the title; returns whether it is.
fn title_below(part: &mut Part) -> bool {
    let (below, is_heading) = match part.blocks.first().map(|it| &it.kind) {
        Some(BlockKind::Paragraph(below)) => (below, false),
        // One that is not sure enough to begin a section.
        Some(BlockKind::Heading { text, .. }) => (text, true),
        Some(_) | None => return false,
    };
    let words = shown(below);
    let is_title = words.chars().count() <= LONGEST_TITLE
        && !words.ends_with(['.', ':', ';'])
        && (is_heading || text::is_bold(below) || below.iter().all(|it| it.format.emphasis));
    if is_title {
        let below = text::unbold(below.clone());
        part.blocks.remove(0);
        part.title.push(Inline::text(" "));
        part.title.extend(below);
    }
    is_title
}

/// Takes the prefix off a title. Returns it as a label if it differs from the one that is generated, which
/// is `own`: a word and a number. Without `own`, it is dropped.
fn strip(
    recognizer: &mut Recognizer,
    part: &mut Part,
    length: usize,
    own: Option<(String, String)>,
    (what, confidence): (&str, u8),
) -> Vec<Inline> {
    let words = flat::shown(&part.title);
    recognizer.guess(part.place, what, &words, confidence);
    let prefix = words.get(..length).unwrap_or_default();
    part.title = text::skip(std::mem::take(&mut part.title), length);
    let letters = |text: &str| text.to_lowercase().replace(|it: char| !it.is_alphanumeric(), "");
    if own.is_none_or(|(word, number)| letters(prefix) == letters(&(word + &number))) {
        recognizer.drop(part.place, prefix, DropReason::HeadingPrefix);
        return Vec::new();
    }
    vec![Inline::text(prefix.trim_end_matches(prefix::is_separator))]
}

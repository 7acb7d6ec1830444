//! Headings → sections of kinds.

use super::blocks;
use super::prefix::{self, Prefixed};
use super::{Part, Recognizer, captions, matter, people, shown, text};
use crate::import::flat::{self, BlockKind, DropReason, Inline};
use crate::import::report::{self, Block, Section};
use crate::import::styles::Purpose;
use crate::languages::Term;
use crate::source::schema::SectionKind;

/// The deepest level of a section; deeper headings are blocks.
const DEEPEST: usize = 4;

/// Adds sections, annexes and the rest of the matter to the report.
pub fn build(recognizer: &mut Recognizer, blocks: Vec<flat::Block>) {
    let parts = parts(recognizer, blocks);
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

/// The most words before the first comma of a conclusion: "In conclusion, …".
const MOST_WORDS: usize = 4;

/// Makes a conclusion of the last paragraph of the last panel, if it says that it is one.
fn untitled_conclusion(recognizer: &mut Recognizer) {
    let Some(last) = recognizer.report.body.last_mut() else { return };
    if last.kind != SectionKind::Panel || !last.sections.is_empty() || last.content.len() < 2 {
        return;
    }
    let words = match last.content.last().map(|it| &it.kind) {
        Some(report::BlockKind::Paragraph(text)) => shown(text),
        Some(_) | None => return,
    };
    let Some((opening, _)) = words.split_once([',', '،', '，']) else { return };
    if opening.split_whitespace().count() > MOST_WORDS
        || !recognizer.words.contains(Term::Conclusion, opening)
    {
        return;
    }
    let Some(paragraph) = last.content.pop() else { return };
    recognizer.guess(paragraph.place, "the conclusion", &words, 75);
    let mut section = Section::new(paragraph.place, SectionKind::Conclusion, Vec::new());
    section.content.push(paragraph);
    recognizer.report.body.push(section);
}

/// The parts of the body. Headings that are not sure become paragraphs with a comment later.
fn parts(recognizer: &mut Recognizer, blocks: Vec<flat::Block>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for mut block in blocks {
        let BlockKind::Heading { level, confidence, text } = &block.kind else {
            match parts.last_mut() {
                Some(part) => part.blocks.push(block),
                None if matches!(block.kind, BlockKind::PageBreak | BlockKind::Rule) => {}
                None => parts.push(untitled(recognizer, block)),
            }
            continue;
        };
        let words = shown(text);
        let is_known = super::sections::is_known(recognizer, &words);
        let confidence = if is_known { 95.max(*confidence) } else { *confidence };
        let is_first = parts.is_empty();
        if block.purpose() == Some(Purpose::Subheading)
            && let Some(part) = parts.last_mut()
        {
            part.blocks.push(block);
            continue;
        }
        let is_person = !is_known && confidence < 100 && is_person_line(recognizer, &words);
        let is_caption = confidence < 100 && captions::begins(recognizer, &words);
        if is_person || is_caption || is_label(recognizer, &words) {
            let words = bold(text.clone());
            block.kind = BlockKind::Paragraph(words);
            match parts.last_mut() {
                Some(part) => part.blocks.push(block),
                None => parts.push(untitled(recognizer, block)),
            }
        } else if confidence == 100
            || recognizer.guess(block.place, "a heading", &words, confidence)
            || is_first
        {
            parts.push(Part {
                place: block.place,
                level: *level,
                title: text.clone(),
                bookmarks: block.bookmarks,
                blocks: Vec::new(),
            });
        } else if let Some(part) = parts.last_mut() {
            part.blocks.push(block);
        }
    }
    // What is before the first heading is beside it.
    let outermost = parts.iter().skip(1).map(|part| part.level).min();
    if let (Some(first), Some(level)) = (parts.first_mut(), outermost)
        && first.title.is_empty()
    {
        first.level = level;
    }
    parts
}

/// Whether a heading is the label of people, such as "Speakers:".
fn is_label(recognizer: &Recognizer, words: &str) -> bool {
    [Term::Moderator, Term::Rapporteur, Term::Speakers].into_iter().any(|term| {
        recognizer.words.is(term, words) && !recognizer.words.is(Term::Participants, words)
    }) || people::role(recognizer, words).is_some_and(|it| !it.1.is_empty())
}

/// Whether a heading is a line such as "Name, post, organisation".
fn is_person_line(recognizer: &Recognizer, words: &str) -> bool {
    words.matches(", ").count() > 0 && super::persons::parse(&recognizer.words, words).is_some()
}

/// Whether a title is that of a part that every report may have.
fn is_known(recognizer: &Recognizer, title: &str) -> bool {
    let words = &recognizer.words;
    let titles = [
        Term::Conclusion,
        Term::Foreword,
        Term::Abbreviations,
        Term::Bibliography,
        Term::Participants,
        Term::Contents,
        Term::SideEvents,
        Term::Annexes,
        Term::RecommendationsHeading,
    ];
    titles.into_iter().any(|term| words.is(term, title))
        || [Term::Panel, Term::Annex]
            .into_iter()
            .any(|term| prefix::term(words, term, title).is_some_and(|it| it.number.is_some()))
}

fn bold(mut text: Vec<Inline>) -> Vec<Inline> {
    text.iter_mut().for_each(|it| it.format.strong = true);
    text
}

/// The part for blocks before the first heading. It has no title: words that are twice in the report but once
/// in the file would be added ones.
fn untitled(recognizer: &mut Recognizer, block: flat::Block) -> Part {
    recognizer.guess(block.place, "a section without a heading", "", 50);
    Part {
        place: block.place,
        level: 1,
        title: Vec::new(),
        bookmarks: Vec::new(),
        blocks: vec![block],
    }
}

/// A section with what its place in the report depends on.
struct Built {
    section: Section,
    level: u8,
    is_annex: bool,
    /// Whether it only groups annexes.
    groups_annexes: bool,
}

/// The sections that are finished, and those that are open, the outermost first.
#[derive(Default)]
struct Tree {
    done: Vec<Built>,
    open: Vec<Built>,
    /// The level and the number of the last panel.
    panel: Option<(u8, u32)>,
}

impl Tree {
    /// Closes all sections from a depth on.
    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            let Some(built) = self.open.pop() else { return };
            match self.open.last_mut() {
                Some(parent) => parent.section.sections.push(built.section),
                None if built.groups_annexes => {}
                None => self.done.push(built),
            }
        }
    }

    /// Opens a section at its level.
    fn add(&mut self, built: Built) {
        let depth = self.open.iter().take_while(|it| it.level < built.level).count();
        let depth = if built.is_annex { 0 } else { depth };
        self.close_to(depth);
        self.open.push(built);
    }
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
    let mut kind = SectionKind::Section;
    if let Some((length, is_bare)) = annex.filter(|_| is_annex) {
        if is_bare {
            title_below(&mut part);
        }
        strip(recognizer, &mut part, length, "an annex", 95);
    } else {
        kind = kind_of(recognizer, &words, &mut part, in_side_events);
    }
    if groups_annexes {
        recognizer.drop(part.place, words.as_str(), DropReason::Heading);
    }
    part.level = level(recognizer, kind, &words, part.level, tree);
    let depth = tree.open.iter().take_while(|it| it.level < part.level).count();
    if depth >= DEEPEST && !is_annex {
        if let Some(last) = tree.open.last_mut() {
            let mut heading = Block::new(part.place, report::BlockKind::Heading(part.title));
            heading.bookmarks = part.bookmarks;
            last.section.content.push(heading);
            last.section.content.extend(blocks::blocks(recognizer, part.blocks));
        }
        return;
    }
    let participants = matter::participants(recognizer, &words, &mut part);
    let mut section = Section::new(part.place, kind, part.title);
    section.bookmarks = part.bookmarks;
    let rest = if kind == SectionKind::Panel || kind == SectionKind::SideEvent {
        people::take(recognizer, part.blocks, &mut section)
    } else {
        part.blocks
    };
    people::register(recognizer, &rest);
    section.content = blocks::blocks(recognizer, rest);
    if let Some(people) = participants {
        let list = report::BlockKind::Participants(people);
        section.content.push(Block::new(part.place, list));
    }
    let is_annex = is_annex && !groups_annexes;
    tree.add(Built { section, level: part.level, is_annex, groups_annexes });
}

/// The level of a section: a panel has that of the panel before it, and side events are not part of a panel,
/// however their headings look.
fn level(
    recognizer: &Recognizer,
    kind: SectionKind,
    words: &str,
    level: u8,
    tree: &mut Tree,
) -> u8 {
    match kind {
        SectionKind::Panel => {
            let number = prefix::term(&recognizer.words, Term::Panel, words);
            let number = number.and_then(|it| it.number).unwrap_or_default();
            let before = tree.panel.filter(|(_, before)| before + 1 == number);
            let level = before.map_or(level, |(before, _)| level.min(before));
            tree.panel = Some((level, number));
            level
        }
        SectionKind::SideEvents => tree.panel.map_or(level, |(panel, _)| level.min(panel)),
        SectionKind::Section | SectionKind::SideEvent | SectionKind::Conclusion => level,
    }
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

/// The kind of a section by its title, without the prefix that the kind generates.
fn kind_of(
    recognizer: &mut Recognizer,
    words: &str,
    part: &mut Part,
    in_side_events: bool,
) -> SectionKind {
    let find = |term| prefix::term(&recognizer.words, term, words);
    let side_event = find(Term::SideEvent);
    if let Some(Prefixed { prefix, .. }) = side_event.filter(|it| !it.rest.is_empty()) {
        strip(recognizer, part, prefix.len(), "a side event", 95);
        return SectionKind::SideEvent;
    }
    let is_panel = find(Term::Panel).is_some_and(|it| it.number.is_some());
    if in_side_events && !is_panel {
        recognizer.guess(part.place, "a side event", words, 85);
        return SectionKind::SideEvent;
    }
    if recognizer.words.is(Term::SideEvents, words) {
        recognizer.guess(part.place, "the side events", words, 95);
        return SectionKind::SideEvents;
    }
    if let Some(Prefixed { prefix, number, rest, .. }) = find(Term::Panel) {
        let confidence = if number.is_some() { 98 } else { 75 };
        let has_title = !rest.is_empty();
        if has_title || title_below(part) {
            strip(recognizer, part, prefix.len(), "a panel", confidence);
            return SectionKind::Panel;
        }
    }
    if recognizer.words.is(Term::Conclusion, words) {
        recognizer.guess(part.place, "the conclusion", words, 90);
        return SectionKind::Conclusion;
    }
    SectionKind::Section
}

/// The longest title, in characters.
const LONGEST_TITLE: usize = 160;

/// Appends the paragraph under a bare prefix, if it is the title; returns whether it is.
fn title_below(part: &mut Part) -> bool {
    let Some(BlockKind::Paragraph(below)) = part.blocks.first().map(|it| &it.kind) else {
        return false;
    };
    let words = shown(below);
    let is_title = words.chars().count() <= LONGEST_TITLE
        && !words.ends_with(['.', ':', ';'])
        && (text::is_bold(below) || below.iter().all(|it| it.format.emphasis));
    if is_title {
        let below = text::unbold(below.clone());
        part.blocks.remove(0);
        part.title.push(Inline::text(" "));
        part.title.extend(below);
    }
    is_title
}

/// Takes the prefix off a title.
fn strip(recognizer: &mut Recognizer, part: &mut Part, length: usize, what: &str, confidence: u8) {
    let words = flat::shown(&part.title);
    recognizer.guess(part.place, what, &words, confidence);
    let prefix = words.get(..length).unwrap_or_default().to_owned();
    recognizer.drop(part.place, prefix, DropReason::HeadingPrefix);
    part.title = text::skip(std::mem::take(&mut part.title), length);
}

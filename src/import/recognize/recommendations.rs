//! Lists of recommendations, findings, lessons and conclusions, with the sentence that leads into them.

use std::collections::VecDeque;

use super::words::normalized;
use super::{Recognizer, blocks, shown, text};
use crate::import::flat::{self, DropReason, Inline, Place};
use crate::import::report::{Block, BlockKind, Item};
use crate::import::styles::Purpose;
use crate::languages::Term;
use crate::source::schema::RecommendationKind;

const KINDS: [(RecommendationKind, Term, Term); 4] = [
    (RecommendationKind::Recommendations, Term::RecommendationsHeading, Term::Recommendations),
    (RecommendationKind::Lessons, Term::LessonsHeading, Term::Lessons),
    (RecommendationKind::Conclusions, Term::ConclusionsHeading, Term::Conclusions),
    (RecommendationKind::Findings, Term::FindingsHeading, Term::Findings),
];

/// The kind of the list under a heading.
pub fn kind_of_heading(recognizer: &Recognizer, title: &str) -> Option<RecommendationKind> {
    KINDS.iter().find(|(_, heading, _)| recognizer.words.is(*heading, title)).map(|it| it.0)
}

/// The kind of the list after a sentence that ends with a colon.
fn kind_of_lead(recognizer: &Recognizer, lead: &str) -> Option<RecommendationKind> {
    if !lead.trim_end().ends_with([':', '：']) {
        return None;
    }
    KINDS.iter().find(|(_, _, term)| recognizer.words.leads(*term, lead)).map(|it| it.0)
}

/// The longest label of a list, in characters.
const LONGEST_LABEL: usize = 80;

/// The kind of the list that a paragraph is the label of: by its style, or in bold and known.
pub fn kind_of_label(
    recognizer: &Recognizer,
    block: &flat::Block,
    rest: &VecDeque<flat::Block>,
) -> Option<RecommendationKind> {
    let flat::BlockKind::Paragraph(words) = &block.kind else { return None };
    let line = shown(words);
    let is_styled = block.purpose() == Some(Purpose::RecommendationLabel);
    let is_label = is_styled || text::is_bold(words) && line.chars().count() <= LONGEST_LABEL;
    let is_item = |it: &flat::Block| matches!(it.kind, flat::BlockKind::ListItem(_));
    let leads = is_lead(rest.front()) && rest.get(1).is_some_and(is_item);
    if !is_label || !leads && !rest.front().is_some_and(is_item) {
        return None;
    }
    let by_label = KINDS.iter().find(|(kind, ..)| is_default(recognizer, *kind, &line));
    let by_word = || KINDS.iter().find(|(_, _, term)| recognizer.words.contains(*term, &line));
    let styled = || by_word().map_or(RecommendationKind::Recommendations, |it| it.0);
    by_label
        .map(|it| it.0)
        .or_else(|| kind_of_heading(recognizer, &line))
        .or_else(|| is_styled.then(styled))
}

/// Whether a block is a sentence that leads into a list.
pub fn is_lead(block: Option<&flat::Block>) -> bool {
    let Some(flat::BlockKind::Paragraph(words)) = block.map(|it| &it.kind) else { return false };
    shown(words).ends_with([':', '：'])
        || block.and_then(flat::Block::purpose) == Some(Purpose::RecommendationLead)
}

/// Whether blocks are one list, perhaps after a sentence.
pub fn is_list(blocks: &[flat::Block]) -> bool {
    let is_item = |it: &flat::Block| matches!(it.kind, flat::BlockKind::ListItem(_));
    let is_break = |it: &&flat::Block| !matches!(it.kind, flat::BlockKind::PageBreak);
    let mut blocks = blocks.iter().filter(is_break);
    match blocks.next() {
        Some(first) if is_item(first) => true,
        Some(_) => blocks.next().is_some_and(is_item),
        None => false,
    }
}

/// The blocks under a heading such as "Recommendations": the heading belongs to the first list.
pub fn with_heading(
    recognizer: &mut Recognizer,
    kind: RecommendationKind,
    place: Place,
    title: Vec<Inline>,
    content: Vec<flat::Block>,
) -> Vec<Block> {
    let mut blocks = blocks::blocks(recognizer, content);
    let words = shown(&title);
    let at = blocks.iter().position(|it| {
        matches!(it.kind, BlockKind::List { .. } | BlockKind::Recommendations { .. })
    });
    let Some(at) = at.filter(|at| *at < 2) else { return blocks };
    recognizer.guess(place, "a list of recommendations", &words, 95);
    let lead = match blocks.get(at.wrapping_sub(1)).map(|it| &it.kind) {
        Some(BlockKind::Paragraph(lead)) => Some(lead.clone()),
        Some(_) | None => None,
    };
    let list = blocks.remove(at);
    let list = match list.kind {
        BlockKind::Recommendations { lead: own, items, .. } => {
            let own = if own.is_empty() { lead.clone().unwrap_or_default() } else { own };
            BlockKind::Recommendations { kind, label: Vec::new(), lead: own, items }
        }
        BlockKind::List { items, .. } => BlockKind::Recommendations {
            kind,
            label: Vec::new(),
            lead: lead.clone().unwrap_or_default(),
            items,
        },
        other => other,
    };
    if at == 1 && lead.is_some() {
        blocks.remove(0);
    }
    let mut list = Block::new(place, list);
    // The heading that the list has by itself is not repeated.
    if is_default(recognizer, kind, &words) {
        recognizer.drop(place, words, DropReason::Heading);
    } else if let BlockKind::Recommendations { label, .. } = &mut list.kind {
        *label = title;
    }
    blocks.insert(0, list);
    blocks
}

/// Whether a title is the one that the language gives to a kind of list.
fn is_default(recognizer: &Recognizer, kind: RecommendationKind, title: &str) -> bool {
    let Some(labels) = recognizer.words.labels().map(|labels| &labels.recommendations) else {
        return false;
    };
    let label = match kind {
        RecommendationKind::Recommendations => &labels.recommendations,
        RecommendationKind::Findings => &labels.findings,
        RecommendationKind::Lessons => &labels.lessons,
        RecommendationKind::Conclusions => &labels.conclusions,
    };
    normalized(&label.heading) == normalized(title)
}

/// Makes recommendations of a paragraph and the list after it, if the paragraph leads into it. What is
/// before its last sentence stays a paragraph.
pub fn after_lead(
    recognizer: &mut Recognizer,
    paragraph: &Block,
    items: &mut Vec<Item>,
) -> Option<Vec<Block>> {
    let BlockKind::Paragraph(words) = &paragraph.kind else { return None };
    let whole = flat::shown(words);
    let start = last_sentence(&whole);
    let lead = whole.get(start..).unwrap_or_default();
    let kind = kind_of_lead(recognizer, lead)?;
    let what = match kind {
        RecommendationKind::Recommendations => "a list of recommendations",
        RecommendationKind::Findings => "a list of findings",
        RecommendationKind::Lessons => "a list of lessons",
        RecommendationKind::Conclusions => "a list of conclusions",
    };
    if !recognizer.guess(paragraph.place, what, lead, 88) {
        return None;
    }
    let (before, lead) = text::split(words.clone(), start);
    let list =
        BlockKind::Recommendations { kind, label: Vec::new(), lead, items: std::mem::take(items) };
    let mut out = Vec::new();
    if !before.is_empty() {
        out.push(Block { kind: BlockKind::Paragraph(before), ..paragraph.clone() });
    }
    out.push(Block::new(paragraph.place, list));
    Some(out)
}

/// Where the last sentence of a paragraph begins.
fn last_sentence(text: &str) -> usize {
    let mut start = 0;
    for (at, sign) in text.char_indices().filter(|(_, it)| ".!?。！？؟".contains(*it)) {
        let end = at + sign.len_utf8();
        let after = text.get(end..).unwrap_or_default();
        let rest = after.trim_start_matches(['”', '"', '»', ')', '’']);
        let next = rest.trim_start();
        let has_space = next.len() < rest.len() || sign == '。';
        // An abbreviation is followed by a letter in lower case, and an initial is one letter.
        let is_sentence = next.chars().next().is_some_and(|it| !it.is_lowercase());
        let before = text.get(..at).unwrap_or_default();
        let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        if has_space && is_sentence && word.chars().count() > 2 {
            start = text.len() - next.len();
        }
    }
    start
}

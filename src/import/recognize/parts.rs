//! Blocks → headings with the blocks under them.

use super::{Part, Recognizer, captions, prefix, roles, shown, text};
use crate::import::flat::{self, BlockKind, Inline};
use crate::import::styles::Purpose;
use crate::languages::Term;

/// The parts of the body. Headings that are not sure become paragraphs with a comment later.
pub fn parts(recognizer: &mut Recognizer, blocks: Vec<flat::Block>) -> Vec<Part> {
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
        let is_known = is_known(recognizer, &words);
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
                title: text::unbold(text.clone()),
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

/// Joins headings such as "Panel 2" with the heading below that is their title: the only one there, or one
/// of the same level.
pub fn with_titles(recognizer: &Recognizer, parts: Vec<Part>) -> Vec<Part> {
    let levels: Vec<u8> = parts.iter().map(|part| part.level).collect();
    let mut out: Vec<Part> = Vec::new();
    for (at, part) in parts.into_iter().enumerate() {
        let is_known = is_known(recognizer, &shown(&part.title));
        let above = out.last_mut().filter(|it| !is_known && is_bare(recognizer, it));
        let mut inner = levels.iter().skip(at + 1);
        match above {
            Some(panel)
                if part.level == panel.level
                    || part.level > panel.level
                        && inner
                            .find(|it| **it <= part.level)
                            .is_none_or(|it| *it <= panel.level) =>
            {
                panel.title.push(Inline::text(" "));
                panel.title.extend(part.title);
                panel.bookmarks.extend(part.bookmarks);
                panel.blocks.extend(part.blocks);
            }
            Some(_) | None => out.push(part),
        }
    }
    out
}

/// Whether a heading is a prefix such as "Panel 2" without a title, and nothing is under it.
fn is_bare(recognizer: &Recognizer, part: &Part) -> bool {
    let words = shown(&part.title);
    let prefixed = prefix::term(&recognizer.words, Term::Panel, &words);
    let is_break = |block: &flat::Block| block.is_break();
    prefixed.is_some_and(|it| it.number.is_some() && it.rest.is_empty())
        && part.blocks.iter().all(is_break)
}

/// Whether a heading is the label of people, such as "Speakers:".
fn is_label(recognizer: &Recognizer, words: &str) -> bool {
    [Term::Moderator, Term::Rapporteur, Term::Speakers].into_iter().any(|term| {
        recognizer.words.is(term, words) && !recognizer.words.is(Term::Participants, words)
    }) || roles::role(recognizer, words).is_some_and(|it| !it.1.is_empty())
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

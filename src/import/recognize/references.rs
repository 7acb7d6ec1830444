//! References in the text: "see Table 2", "recommendation 1.1", and fields of Word, to what is in the report.

mod mentions;
mod targets;

use super::words::Words;
use crate::import::flat::{Content, Format, Inline, Link};
use crate::import::report::ImportedReport;
use mentions::Mentions;

/// Makes references of the words that are ones, and words of the references that lead nowhere.
pub fn resolve(report: &mut ImportedReport, words: &Words) {
    let known = targets::number(report, words);
    let mentions = Mentions::of(words);
    let printed = std::mem::take(&mut report.printed);
    let references = References { known, mentions, printed: &printed };
    report.each_text_of_panels_mut(&mut |panel, text| {
        let old = std::mem::take(text);
        let found = old.into_iter().flat_map(|inline| references.inline(inline, panel)).collect();
        *text = references.whole(found);
        if is_heading(text) {
            first_as_words(text);
        }
    });
    report.each_title_mut(&mut |title| first_as_words(title));
    report.printed = printed;
}

/// Whether a text is a reference and nothing else, and looks like a heading.
fn is_heading(text: &[Inline]) -> bool {
    matches!(text, [only] if only.format != Format::default())
}

/// Makes words of a reference that begins a title: "Panel 2" does not refer to itself.
fn first_as_words(text: &mut [Inline]) {
    if let Some(Inline { content, .. }) = text.first_mut()
        && let Content::Reference { shown, .. } = content
    {
        *content = Content::Text(std::mem::take(shown));
    }
}

/// The bookmarks of what can be referred to.
type Known = std::collections::HashSet<String>;

struct References<'a> {
    known: Known,
    mentions: Mentions,
    /// The words that are printed for a reference, by bookmark.
    printed: &'a std::collections::HashMap<String, String>,
}

impl References<'_> {
    /// The inlines that an inline becomes in a panel with some bookmarks.
    fn inline(&self, mut inline: Inline, panel: &[String]) -> Vec<Inline> {
        if let Some(Link::Bookmark(bookmark)) = &inline.link
            && !self.known.contains(&**bookmark)
        {
            inline.link = None;
        }
        match &inline.content {
            Content::Reference { bookmark, shown } if !self.known.contains(bookmark) => {
                inline.content = Content::Text(shown.clone());
                vec![inline]
            }
            Content::Text(text) if inline.link.is_none() => {
                let contents = self.words(text, panel);
                contents.into_iter().map(|content| Inline { content, ..inline.clone() }).collect()
            }
            Content::Text(text) => {
                if let Some(bookmark) = self.linked(&inline, text) {
                    let shown = text.clone();
                    inline.content = Content::Reference { bookmark, shown };
                    inline.link = None;
                }
                vec![inline]
            }
            Content::LineBreak
            | Content::Note(_)
            | Content::Reference { .. }
            | Content::Equation { .. } => vec![inline],
        }
    }

    /// The bookmark to which a link with the words that are printed for it leads.
    fn linked(&self, inline: &Inline, words: &str) -> Option<String> {
        let Some(Link::Bookmark(bookmark)) = &inline.link else { return None };
        let printed = self.printed.get(&**bookmark)?;
        (*printed == plain(words)).then(|| bookmark.to_string())
    }

    /// A text with its references. A panel that names itself does not refer to itself.
    fn words(&self, text: &str, panel: &[String]) -> Vec<Content> {
        let mut out = Vec::new();
        let mut done = 0;
        for (at, bookmark) in self.mentions.find(text) {
            let (Some(before), Some(shown)) = (text.get(done..at.start), text.get(at.clone()))
            else {
                continue;
            };
            if self.known.contains(&bookmark) && !panel.contains(&bookmark) {
                out.extend([before, shown].map(|it| Content::Text(it.into())));
                out.pop();
                out.push(Content::Reference { bookmark, shown: shown.into() });
                done = at.end;
            }
        }
        out.push(Content::Text(text.get(done..).unwrap_or_default().into()));
        out.retain(|it| *it != Content::Text(String::new()));
        out
    }

    /// A text in which each reference has all words that are printed for it: Word has a field for the number
    /// alone, with "recommendation" or a quotation mark before it.
    fn whole(&self, mut text: Vec<Inline>) -> Vec<Inline> {
        for at in 0..text.len() {
            let (before, rest) = text.split_at_mut(at);
            let Some((reference, after)) = rest.split_first_mut() else { break };
            let Content::Reference { bookmark, shown } = &mut reference.content else { continue };
            let Some(printed) = self.printed.get(bookmark) else { continue };
            let Some((start, end)) = printed.split_once(plain(shown).as_str()) else { continue };
            let (before, after) = (before.last_mut(), after.first_mut());
            let cut = before.as_deref().and_then(|it| end_of(it, start));
            let follows = after.as_deref().is_some_and(|it| it.shown().starts_with(end));
            if start.is_empty() && end.is_empty() || cut.is_none() || !follows && !end.is_empty() {
                continue;
            }
            if let (Some(before), Some(cut)) = (before.and_then(text_of), cut) {
                before.truncate(cut);
            }
            if let Some(after) = after.and_then(text_of).filter(|_| follows) {
                after.drain(..end.len());
            }
            *shown = printed.clone();
        }
        text.retain(|it| it.content != Content::Text(String::new()));
        text
    }
}

/// Where some words at the end of an inline begin, whatever their spaces.
fn end_of(inline: &Inline, words: &str) -> Option<usize> {
    let text = inline.shown();
    let count = words.chars().count();
    let start = match count.checked_sub(1) {
        Some(last) => text.char_indices().rev().nth(last)?.0,
        None => text.len(),
    };
    (plain(text.get(start..)?) == words).then_some(start)
}

/// The words of an inline.
fn text_of(inline: &mut Inline) -> Option<&mut String> {
    match &mut inline.content {
        Content::Text(text) => Some(text),
        Content::LineBreak
        | Content::Note(_)
        | Content::Reference { .. }
        | Content::Equation { .. } => None,
    }
}

/// A text with plain spaces.
pub fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

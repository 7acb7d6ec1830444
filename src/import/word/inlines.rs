//! Runs → inlines.

use std::sync::Arc;

use super::{Front, Joined, NoteKind, symbols};
use crate::document::SpanStyle;
use crate::import::flat::{self, DropReason, Inline, Link};
use crate::word::{Content, Field, Formula, Run, Vertical, View};

/// What a field shows.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Shows {
    Text,
    Generated(DropReason),
    /// The text of what has a bookmark.
    Reference(String),
    /// The number of the note whose reference has a bookmark, as a reference (§17.16.5.38).
    Note(String),
}

/// What a field shows, by its instruction and those around it.
fn shows(field: &Field) -> Shows {
    let mut fields = std::iter::successors(Some(field), |it| it.outer.as_deref());
    let generated = fields.find_map(|field| match name(&field.instruction).as_str() {
        "TOC" | "INDEX" | "TOA" => Some(DropReason::Contents),
        "PAGE" | "NUMPAGES" | "SECTIONPAGES" => Some(DropReason::PageNumber),
        _ => None,
    });
    if let Some(reason) = generated {
        return Shows::Generated(reason);
    }
    let mut words = field.instruction.split_whitespace();
    if name(&field.instruction) == "NOTEREF" && words.clone().any(|it| it == "\\f") {
        return words.nth(1).map_or(Shows::Text, |bookmark| Shows::Note(bookmark.into()));
    }
    let is_reference = words.next().is_some_and(|it| it.eq_ignore_ascii_case("REF"));
    // With `\p` it shows "above" or "below" (§17.16.5.58).
    match words.next() {
        Some(bookmark) if is_reference && !words.any(|it| it == "\\p") => {
            Shows::Reference(bookmark.into())
        }
        Some(_) | None => Shows::Text,
    }
}

/// The name of a field in upper case.
fn name(instruction: &str) -> String {
    instruction.split_whitespace().next().unwrap_or_default().to_ascii_uppercase()
}

impl<'a> Front<'a> {
    /// The inlines of a paragraph, with the spaces at its ends; of generated paragraphs, all text is dropped.
    pub fn inlines(&mut self, joined: &Joined<'a>, is_generated: bool) -> Vec<Inline> {
        let mut out: Vec<Inline> = Vec::new();
        let mut dropped: Vec<(String, DropReason)> = Vec::new();
        let mut field: Option<&Arc<Field>> = None;
        let mut formula: Option<&Arc<Formula>> = None;
        let mut is_equation = false;
        for run in &joined.runs {
            let same_formula = match (formula, &run.formula) {
                (Some(last), Some(this)) => Arc::ptr_eq(last, this),
                (_, _) => false,
            };
            formula = run.formula.as_ref();
            let same = match (field, &run.field) {
                (Some(last), Some(this)) => Arc::ptr_eq(last, this),
                (_, _) => false,
            };
            field = run.field.as_ref();
            let is_hidden = run.format.hidden == Some(true);
            let shows = match field {
                _ if is_hidden && text(run).is_some() => Shows::Generated(DropReason::Hidden),
                _ if is_generated => Shows::Generated(DropReason::Contents),
                Some(field) => shows(field),
                None => Shows::Text,
            };
            match shows {
                Shows::Generated(reason) => {
                    let text = text(run).unwrap_or_default();
                    match dropped.last_mut() {
                        Some((last, of)) if *of == reason => last.push_str(&text),
                        Some(_) | None => dropped.push((text, reason)),
                    }
                }
                Shows::Reference(bookmark) if self.bookmarks.contains(bookmark.as_str()) => {
                    self.reference(run, bookmark, same, &mut out);
                }
                Shows::Note(bookmark) if self.note_bookmarks.contains_key(bookmark.as_str()) => {
                    let number = text(run).unwrap_or_default();
                    dropped.push((number, DropReason::NoteNumber));
                    if !same {
                        out.extend(self.note_again(&bookmark));
                    }
                }
                Shows::Note(_) | Shows::Reference(_) | Shows::Text => {
                    if let Some(formula) = formula.filter(|_| !same_formula) {
                        let equation = self.equation(formula);
                        is_equation = equation.is_some();
                        out.extend(equation);
                    }
                    if formula.is_none() || !is_equation {
                        out.extend(self.inline(run));
                    }
                }
            }
        }
        for (text, reason) in dropped {
            self.drop_contents(joined, &text, reason);
        }
        merge(out)
    }

    /// Appends to the reference that a field is.
    fn reference(&mut self, run: &Run, bookmark: String, same: bool, out: &mut Vec<Inline>) {
        let more = text(run).unwrap_or_default();
        match out.last_mut().map(|it| &mut it.content) {
            Some(flat::Content::Reference { shown, .. }) if same => shown.push_str(&more),
            Some(_) | None => out.push(Inline {
                content: flat::Content::Reference { bookmark, shown: more },
                ..self.format(run)
            }),
        }
    }

    /// The equation that begins with a run; `None` if it is not understood, and its characters are kept.
    fn equation(&mut self, formula: &Formula) -> Option<Inline> {
        let equation = formula.latex(self.view).and_then(flat::Content::equation);
        if equation.is_none() {
            let name = "structures of equations that LaTeX lacks";
            *self.flat.ignored.entry(name.into()).or_default() += 1;
        }
        Some(Inline { content: equation?, ..Inline::default() })
    }

    /// The inline that a run is.
    fn inline(&mut self, run: &'a Run) -> Option<Inline> {
        let content = match &run.content {
            Content::Text(_) | Content::Math(_) | Content::Symbol(_) => {
                flat::Content::Text(text(run)?)
            }
            Content::Break => flat::Content::LineBreak,
            Content::Footnote(id) => self.note(NoteKind::Footnote, id)?,
            Content::Endnote(id) => self.note(NoteKind::Endnote, id)?,
            Content::PageBreak | Content::Object(_) => return None,
        };
        let is_note = matches!(content, flat::Content::Note(_));
        let format = if is_note { Inline::default() } else { self.format(run) };
        Some(Inline { content, ..format })
    }

    /// Another reference to the note whose reference has a bookmark.
    fn note_again(&self, bookmark: &str) -> Option<Inline> {
        let content = match self.note_bookmarks.get(bookmark)? {
            Content::Footnote(id) => self.note(NoteKind::Footnote, id)?,
            Content::Endnote(id) => self.note(NoteKind::Endnote, id)?,
            Content::Text(_)
            | Content::Break
            | Content::PageBreak
            | Content::Object(_)
            | Content::Symbol(_)
            | Content::Math(_) => return None,
        };
        Some(Inline { content, ..Inline::default() })
    }

    fn note(&self, kind: NoteKind, id: &'a str) -> Option<flat::Content> {
        self.note_ids.get(&(kind, id)).map(|index| flat::Content::Note(*index))
    }

    /// An empty inline with the format of a run.
    fn format(&self, run: &Run) -> Inline {
        let before = run.format_change.as_ref().map(|change| &change.before);
        let format = before.filter(|_| self.view == View::Rejected).unwrap_or(&run.format);
        let link = run.link.as_ref().map(|link| match link.strip_prefix('#') {
            Some(bookmark) => Link::Bookmark(bookmark.into()),
            None => Link::Address(Arc::clone(link)),
        });
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
        let document = self.language.as_deref().map(primary);
        let language = run.language.clone().filter(|language| {
            document.as_deref().is_some_and(|document| primary(language) != document)
        });
        let is_on = |on: Option<bool>| on == Some(true);
        let spans = [
            (is_on(format.small_capitals), SpanStyle::SmallCaps),
            (is_on(format.strike), SpanStyle::Strikeout),
            // Links are underlined anyway.
            (is_on(format.underline) && link.is_none(), SpanStyle::Underline),
            (is_on(format.monospaced) && !self.is_monospaced, SpanStyle::Code),
        ];
        let spans = spans.into_iter().filter_map(|(on, style)| on.then_some(style)).collect();
        Inline {
            content: flat::Content::default(),
            format: flat::Format {
                strong: format.bold == Some(true),
                emphasis: format.italic == Some(true),
                superscript: format.vertical == Some(Vertical::Superscript),
                subscript: format.vertical == Some(Vertical::Subscript),
            },
            spans,
            link,
            language,
        }
    }
}

/// The text of a run, with characters of symbol fonts as those of Unicode.
fn text(run: &Run) -> Option<String> {
    match &run.content {
        Content::Text(text) => Some(symbols::text(text)),
        Content::Math(text) => Some(text.clone()),
        Content::Symbol(symbol) => {
            Some(symbols::character(&symbol.font, symbol.character).to_string())
        }
        Content::Break => Some(" ".into()),
        Content::PageBreak | Content::Footnote(_) | Content::Endnote(_) | Content::Object(_) => {
            None
        }
    }
}

/// Joins texts of one format.
fn merge(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for mut inline in inlines {
        let is_blank = inline.shown().trim().is_empty();
        if let Some(last) = out.last_mut() {
            // The format of spaces is not seen.
            let alike = (last.format, &last.spans) == (inline.format, &inline.spans);
            let same = alike || is_blank && inline.link.is_none();
            let fits = same && last.link == inline.link && last.language == inline.language
                || is_blank && inline.link.is_none() && last.link.is_none();
            if let (flat::Content::Text(text), flat::Content::Text(more), true) =
                (&mut last.content, &mut inline.content, fits)
            {
                text.push_str(more);
                continue;
            }
        }
        if is_blank && matches!(inline.content, flat::Content::Text(_)) {
            inline.format = flat::Format::default();
            inline.spans.clear();
            inline.language = None;
        }
        out.push(inline);
    }
    out
}

/// Without spaces and line breaks at the ends.
pub fn tidy(mut inlines: Vec<Inline>) -> Vec<Inline> {
    let is_space =
        |it: &Inline| it.shown().trim().is_empty() && !matches!(it.content, flat::Content::Note(_));
    while inlines.last().is_some_and(is_space) {
        inlines.pop();
    }
    let start = inlines.iter().take_while(|it| is_space(it)).count();
    inlines.drain(..start);
    if let Some(flat::Content::Text(text)) = inlines.first_mut().map(|it| &mut it.content) {
        *text = text.trim_start().to_owned();
    }
    if let Some(flat::Content::Text(text)) = inlines.last_mut().map(|it| &mut it.content) {
        *text = text.trim_end().to_owned();
    }
    inlines
}

//! Flat blocks → the blocks of a section.

use std::collections::VecDeque;

use super::captions::{self, Caption};
use super::{
    Recognizer, boxes, equations, lists, participants, programmes, recommendations, shown, tables,
    text,
};
use crate::import::flat::{self, DropReason, Inline};
use crate::import::report::{Block, BlockKind, Figure, Item};
use crate::import::styles::Purpose;
use crate::languages::Term;
use crate::source::schema::RecommendationKind;

/// The blocks of a section.
pub fn blocks(recognizer: &mut Recognizer, blocks: Vec<flat::Block>) -> Vec<Block> {
    let mut rest: VecDeque<flat::Block> = blocks.into();
    let mut out: Vec<Block> = Vec::new();
    while let Some(block) = rest.pop_front() {
        if let Some(kind) = recommendations::kind_of_label(recognizer, &block, &rest) {
            add_labelled(recognizer, block, kind, &mut rest, &mut out);
        } else if captions::is(recognizer, Some(&block), Term::Table)
            && matches!(rest.front().map(|it| &it.kind), Some(flat::BlockKind::Table(_)))
        {
            let caption = captions::take(recognizer, block, Term::Table);
            if let Some(table) = rest.pop_front() {
                add_table(recognizer, table, caption, &mut rest, &mut out);
            }
        } else if captions::is(recognizer, Some(&block), Term::Figure)
            && matches!(rest.front().map(|it| &it.kind), Some(flat::BlockKind::Figure(_)))
        {
            let caption = captions::take(recognizer, block, Term::Figure);
            if let Some(figure) = rest.pop_front() {
                add_figure(recognizer, figure, caption, &mut rest, &mut out);
            }
        } else {
            add(recognizer, block, &mut rest, &mut out);
        }
    }
    programmes::take(recognizer, out)
}

fn add(
    recognizer: &mut Recognizer,
    block: flat::Block,
    rest: &mut VecDeque<flat::Block>,
    out: &mut Vec<Block>,
) {
    let flat::Block { place, kind, bookmarks, .. } = &block;
    let (place, bookmarks) = (*place, bookmarks.clone());
    let with = |kind: BlockKind| Block { bookmarks: bookmarks.clone(), ..Block::new(place, kind) };
    match kind {
        flat::BlockKind::Paragraph(_)
            if matches!(block.purpose(), Some(Purpose::BoxTitle | Purpose::BoxText)) =>
        {
            boxes::add_styled_box(recognizer, block, rest, out);
        }
        flat::BlockKind::Paragraph(_) if is_participant(&block) => {
            add_participants(recognizer, block, rest, out);
        }
        flat::BlockKind::Paragraph(words) => {
            if let Some((latex, number)) = equations::alone(words) {
                let is_numbered = !number.is_empty();
                recognizer.drop(place, &number, DropReason::TypedNumber);
                let mut equation = with(BlockKind::Equation { latex, is_numbered });
                if is_numbered && equation.bookmarks.is_empty() {
                    // Names of bookmarks have no spaces.
                    equation.bookmarks.push(format!("equation {number} {place}"));
                }
                out.push(equation);
            } else if !words.is_empty() {
                out.push(with(BlockKind::Paragraph(words.clone())));
            }
        }
        flat::BlockKind::Heading { text, confidence, .. } => {
            if *confidence >= crate::import::report::THRESHOLD {
                out.push(with(BlockKind::Heading(text::unbold(text.clone()))));
            } else {
                let mut paragraph = with(BlockKind::Paragraph(strong(text.clone())));
                paragraph.comments.push("This may be a heading.".into());
                out.push(paragraph);
            }
        }
        flat::BlockKind::ListItem(_) => {
            add_lists(recognizer, lists::items(block, rest), out);
        }
        flat::BlockKind::Table(_) => {
            let mut caption = Caption::default();
            let is_next_own =
                matches!(rest.get(1).map(|it| &it.kind), Some(flat::BlockKind::Table(_)));
            if captions::is(recognizer, rest.front(), Term::Table)
                && !is_next_own
                && let Some(after) = rest.pop_front()
            {
                caption = captions::take(recognizer, after, Term::Table);
            }
            add_table(recognizer, block, caption, rest, out);
        }
        flat::BlockKind::Figure(_) => {
            let mut caption = Caption::default();
            if captions::is(recognizer, rest.front(), Term::Figure)
                && let Some(after) = rest.pop_front()
            {
                caption = captions::take(recognizer, after, Term::Figure);
            }
            add_figure(recognizer, block, caption, rest, out);
        }
        flat::BlockKind::Quotation(_) => {
            let mut quoted = vec![block];
            while matches!(rest.front().map(|it| &it.kind), Some(flat::BlockKind::Quotation(_))) {
                quoted.extend(rest.pop_front());
            }
            let is_source =
                rest.front().and_then(flat::Block::purpose) == Some(Purpose::QuotationSource);
            quoted.extend(rest.pop_front_if(|_| is_source));
            out.push(boxes::quotation(place, quoted, is_source));
        }
        flat::BlockKind::Preformatted(text) => {
            let mut code = text.clone();
            while let Some(flat::BlockKind::Preformatted(more)) = rest.front().map(|it| &it.kind) {
                code.push('\n');
                code.push_str(more);
                rest.pop_front();
            }
            out.push(with(BlockKind::Code(code)));
        }
        flat::BlockKind::TextBox(content) => {
            let content = content.clone();
            out.extend(boxes::text_box(recognizer, place, content, Vec::new(), Vec::new()));
        }
        flat::BlockKind::Definition { .. } => {
            let mut entries = vec![block];
            while matches!(
                rest.front().map(|it| &it.kind),
                Some(flat::BlockKind::Definition { .. })
            ) {
                entries.extend(rest.pop_front());
            }
            let entries = entries.into_iter().filter_map(|it| boxes::definition(recognizer, it));
            let entries = entries.collect();
            out.push(Block::new(place, BlockKind::Definitions(entries)));
        }
        flat::BlockKind::PageBreak | flat::BlockKind::Rule => {}
    }
}

/// Adds a list of recommendations with its label, and the sentence between them.
fn add_labelled(
    recognizer: &mut Recognizer,
    label: flat::Block,
    kind: RecommendationKind,
    rest: &mut VecDeque<flat::Block>,
    out: &mut Vec<Block>,
) {
    let flat::BlockKind::Paragraph(words) = label.kind else { return };
    let mut content = Vec::new();
    content.extend(rest.pop_front_if(|it| recommendations::is_lead(Some(it))));
    while let Some(item) = rest.pop_front_if(|it| matches!(it.kind, flat::BlockKind::ListItem(_))) {
        content.push(item);
    }
    let title = text::unbold(words);
    out.extend(recommendations::with_heading(recognizer, kind, label.place, title, content));
}

fn is_participant(block: &flat::Block) -> bool {
    matches!(block.purpose(), Some(Purpose::Participant | Purpose::ParticipantGroup))
}

/// Adds a list of participants whose paragraphs have its styles.
fn add_participants(
    recognizer: &mut Recognizer,
    first: flat::Block,
    rest: &mut VecDeque<flat::Block>,
    out: &mut Vec<Block>,
) {
    let place = first.place;
    let mut lines = vec![first];
    while let Some(next) = rest.pop_front_if(|it| is_participant(it)) {
        lines.push(next);
    }
    match participants::list(recognizer, &lines) {
        Some(people) => out.push(Block::new(place, BlockKind::Participants(people))),
        None => out.extend(lines.into_iter().filter_map(|line| {
            let flat::BlockKind::Paragraph(words) = line.kind else { return None };
            Some(Block::new(line.place, BlockKind::Paragraph(words)))
        })),
    }
}

fn strong(mut text: Vec<Inline>) -> Vec<Inline> {
    text.iter_mut().for_each(|it| it.format.strong = true);
    text
}

/// Adds lists; the first may belong to the sentence before it.
fn add_lists(recognizer: &mut Recognizer, items: Vec<flat::Block>, out: &mut Vec<Block>) {
    let mut lists = lists::lists(items).into_iter();
    let Some(first) = lists.next() else { return };
    match (out.pop(), first.kind) {
        (Some(paragraph), BlockKind::List { style, start, mut items }) if start == 1 => {
            match recommendations::after_lead(recognizer, &paragraph, &mut items) {
                Some(blocks) => out.extend(blocks),
                None => {
                    out.push(paragraph);
                    out.push(Block::new(first.place, BlockKind::List { style, start, items }));
                }
            }
        }
        (before, kind) => {
            out.extend(before);
            out.push(Block::new(first.place, kind));
        }
    }
    out.extend(lists);
}

fn add_table(
    recognizer: &mut Recognizer,
    block: flat::Block,
    mut caption: Caption,
    rest: &mut VecDeque<flat::Block>,
    out: &mut Vec<Block>,
) {
    let flat::BlockKind::Table(table) = block.kind else { return };
    let is_credit = |it: &mut flat::Block| it.purpose() == Some(Purpose::Credit);
    let mut notes = Vec::new();
    while rest.get(1).and_then(flat::Block::purpose) == Some(Purpose::Credit)
        && let Some(note) = rest.pop_front_if(is_credit)
    {
        notes.extend(note.line().map(<[Inline]>::to_vec));
    }
    let source = source(recognizer, rest);
    caption.bookmarks.extend(block.bookmarks);
    out.extend(tables::table(recognizer, block.place, table, caption, (notes, source)));
}

/// Takes the source of a table or figure.
fn source(recognizer: &Recognizer, rest: &mut VecDeque<flat::Block>) -> Vec<Inline> {
    if !captions::is_source(recognizer, rest.front()) {
        return Vec::new();
    }
    match rest.pop_front().map(|it| it.kind) {
        Some(flat::BlockKind::Paragraph(text)) => text,
        Some(_) | None => Vec::new(),
    }
}

fn add_figure(
    recognizer: &mut Recognizer,
    block: flat::Block,
    mut caption: Caption,
    rest: &mut VecDeque<flat::Block>,
    out: &mut Vec<Block>,
) {
    let flat::BlockKind::Figure(figure) = block.kind else { return };
    let credit = source(recognizer, rest);
    if caption.text.is_empty() {
        caption.text = figure.caption;
    }
    caption.bookmarks.extend(block.bookmarks);
    let bytes = figure.picture.and_then(|it| recognizer.flat.pictures.get(it));
    let can_be_shown = bytes.is_some_and(|it| is_supported(&it.bytes));
    if let Some(picture) = figure.picture.filter(|_| can_be_shown) {
        let alternative = figure.alternative;
        let kind = Figure { picture, alternative, caption: caption.text, credit };
        let mut figure = Block::new(block.place, BlockKind::Figure(kind));
        figure.bookmarks = caption.bookmarks;
        out.push(figure);
        return;
    }
    recognizer.guess(
        block.place,
        "a picture that is neither PNG nor JPEG",
        &shown(&caption.text),
        50,
    );
    for text in [caption.text, credit].into_iter().filter(|it| !it.is_empty()) {
        let mut paragraph = Block::new(block.place, BlockKind::Paragraph(text));
        paragraph.comments.push("A picture was here that is neither PNG nor JPEG.".into());
        out.push(paragraph);
    }
}

/// Whether every output can show a picture.
pub fn is_supported(bytes: &[u8]) -> bool {
    let start = bytes.get(..256.min(bytes.len())).unwrap_or_default();
    start.starts_with(b"\x89PNG")
        || start.starts_with(b"\xFF\xD8\xFF")
        || start.windows(4).any(|it| it == b"<svg")
}

/// The paragraphs of a block, for notes.
pub fn texts(block: Block) -> Vec<Vec<Inline>> {
    let item = |item: Item| {
        let rest = item.content.into_iter().flat_map(texts);
        std::iter::once(item.text).chain(rest).collect::<Vec<_>>()
    };
    match block.kind {
        BlockKind::Paragraph(text) | BlockKind::Heading(text) => vec![text],
        BlockKind::List { items, .. } => items.into_iter().flat_map(item).collect(),
        BlockKind::Recommendations { label, lead, items, .. } => {
            let items = items.into_iter().flat_map(item);
            let head = [label, lead].into_iter().filter(|it| !it.is_empty());
            head.chain(items).collect()
        }
        BlockKind::Quotation { text, source } => {
            text.into_iter().chain(Some(source).filter(|it| !it.is_empty())).collect()
        }
        BlockKind::Table(table) => {
            let rows = table.header.into_iter().chain(table.rows);
            let rows = rows.map(|row| text::joined(row.into_iter().map(|it| it.text)));
            let rows = rows.chain(table.notes);
            std::iter::once(table.caption).chain(rows).filter(|it| !it.is_empty()).collect()
        }
        BlockKind::Figure(figure) => {
            [figure.caption, figure.credit].into_iter().filter(|it| !it.is_empty()).collect()
        }
        BlockKind::TextBox { title, content } => {
            let title = Some(title).filter(|it| !it.is_empty());
            title.into_iter().chain(content.into_iter().flat_map(texts)).collect()
        }
        BlockKind::Participants(_) | BlockKind::Signature(_) => Vec::new(),
        BlockKind::Programme(days) => days
            .into_iter()
            .flat_map(|day| day.entries)
            .map(|(time, title)| text::joined([time, title]))
            .collect(),
        BlockKind::Equation { latex, .. } => vec![vec![Inline::text(latex)]],
        BlockKind::Code(text) => {
            let lines = text.lines().map(str::trim).filter(|it| !it.is_empty());
            lines.map(|line| vec![Inline::text(line)]).collect()
        }
        BlockKind::Definitions(entries) => entries
            .into_iter()
            .flat_map(|it| {
                let rest = it.content.into_iter().flat_map(texts);
                [it.term, it.definition].into_iter().chain(rest).collect::<Vec<_>>()
            })
            .collect(),
    }
}

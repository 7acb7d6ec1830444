//! All texts of a section that know where they come from, for what is made from their origins.
//!
//! Other walks leave out texts that they do not need. This one names every field, so the compiler finds new ones.

use super::{
    Block, Caption, Cell, Definition, DisplayEquation, Figure, FigurePicture, Heading,
    HeadingPrefix, IndexEntry, Inline, InlineEquation, List, ListItem, Paragraph, ParticipantGroup,
    Participants, People, PeopleGroup, Person, Quotation, Recommendations, Section, Table, TextBox,
};
use crate::origin::TracedString;

/// Calls `visit` with each text of a section and its subsections.
pub fn section_origins<'a>(section: &'a Section, visit: &mut dyn FnMut(&'a TracedString)) {
    let Section { id: _, kind: _, matter: _, heading, blocks, sections, key: _ } = section;
    heading.iter().for_each(|it| heading_origins(it, visit));
    all_blocks(blocks, visit);
    sections.iter().for_each(|inner| section_origins(inner, visit));
}

type Visit<'v, 'a> = &'v mut dyn FnMut(&'a TracedString);

fn all_blocks<'a>(blocks: &'a [Block], visit: Visit<'_, 'a>) {
    blocks.iter().for_each(|it| block(it, visit));
}

fn block<'a>(block: &'a Block, visit: Visit<'_, 'a>) {
    match block {
        Block::Code(it) | Block::Paragraph(it) => paragraph(it, visit),
        Block::Heading(it) => heading_origins(it, visit),
        Block::List(List { id: _, kind: _, depth: _, items }) => list_items(items, visit),
        Block::Recommendations(it) => {
            let Recommendations { id: _, heading, lead, numbered: _, items } = it;
            heading.iter().for_each(|it| inline_origins(it, visit));
            lead.iter().for_each(|it| paragraph(it, visit));
            list_items(items, visit);
        }
        Block::People(People { id: _, groups }) => {
            for PeopleGroup { id: _, role, people } in groups {
                visit(role);
                people.iter().for_each(|it| person(it, visit));
            }
        }
        Block::Participants(Participants { id: _, columns: _, groups }) => {
            for ParticipantGroup { id: _, heading, people } in groups {
                heading.iter().for_each(|it| inline_origins(it, visit));
                people.iter().for_each(|it| person(it, visit));
            }
        }
        Block::Quotation(Quotation { id: _, paragraphs, source, pull: _ }) => {
            paragraphs.iter().chain(source).for_each(|it| paragraph(it, visit));
        }
        Block::Table(it) => table(it, visit),
        Block::Figure(Figure { id: _, pictures, columns: _, caption, credit, position: _ }) => {
            for picture in pictures {
                let FigurePicture { id: _, image: _, alternative: _, .. } = picture;
                let FigurePicture { decorative: _, width: _, caption, .. } = picture;
                caption.iter().for_each(|it| caption_origins(it, visit));
            }
            caption.iter().for_each(|it| caption_origins(it, visit));
            credit.iter().for_each(|it| paragraph(it, visit));
        }
        Block::Equation(it) => {
            let DisplayEquation { id: _, equation: _, line: _, alternative: _, number: _ } = it;
        }
        Block::Box(TextBox { id: _, title, blocks }) => {
            title.iter().for_each(|it| paragraph(it, visit));
            all_blocks(blocks, visit);
        }
        Block::Definitions { id: _, entries } => {
            for Definition { id: _, term, blocks } in entries {
                inline_origins(term, visit);
                all_blocks(blocks, visit);
            }
        }
        Block::Bibliography { id: _, entries } => {
            entries.iter().for_each(|it| paragraph(it, visit));
        }
        Block::Endnotes { id: _, notes: _ } => {}
        Block::Index { id: _, entries } => {
            for IndexEntry { id: _, term, references: _ } in entries {
                inline_origins(term, visit);
            }
        }
    }
}

fn list_items<'a>(items: &'a [ListItem], visit: Visit<'_, 'a>) {
    for ListItem { id: _, marker: _, blocks } in items {
        all_blocks(blocks, visit);
    }
}

fn table<'a>(table: &'a Table, visit: Visit<'_, 'a>) {
    let Table { id: _, caption, columns: _, header, row_headers: _, rows, .. } = table;
    let Table { total_rows: _, shares: _, below, wide: _, .. } = table;
    caption.iter().for_each(|it| caption_origins(it, visit));
    for cell in header.iter().chain(rows).flatten() {
        let Cell { id: _, column: _, columns: _, rows: _, content, blocks, rotated: _ } = cell;
        inline_origins(content, visit);
        all_blocks(blocks, visit);
    }
    below.iter().for_each(|it| paragraph(it, visit));
}

fn caption_origins<'a>(caption: &'a Caption, visit: Visit<'_, 'a>) {
    let Caption { id: _, kind: _, name: _, annex: _, number: _, part: _, .. } = caption;
    let Caption { continued: _, separator: _, content, .. } = caption;
    inline_origins(content, visit);
}

fn heading_origins<'a>(heading: &'a Heading, visit: Visit<'_, 'a>) {
    let Heading { id: _, level: _, prefix, separator: _, title, running } = heading;
    if let Some(prefix) = prefix {
        let HeadingPrefix { kind: _, label, outer: _, ordinal: _, alphabet: _ } = prefix;
        inline_origins(label, visit);
    }
    inline_origins(title, visit);
    inline_origins(running, visit);
}

fn person<'a>(person: &'a Person, visit: Visit<'_, 'a>) {
    let Person { id: _, name, details } = person;
    inline_origins(name, visit);
    inline_origins(details, visit);
}

fn paragraph<'a>(paragraph: &'a Paragraph, visit: Visit<'_, 'a>) {
    let Paragraph { id: _, number: _, leads_in: _, content } = paragraph;
    inline_origins(content, visit);
}

/// Calls `visit` with each text of some inlines.
pub fn inline_origins<'a>(content: &'a [Inline], visit: &mut dyn FnMut(&'a TracedString)) {
    for inline in content {
        match inline {
            Inline::Text(text) => visit(text),
            Inline::Equation(InlineEquation { id: _, equation: _, line }) => visit(line),
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Span(_, inner)
            | Inline::Foreign { language: _, content: inner }
            | Inline::Link { id: _, url: _, content: inner }
            | Inline::CrossReference { id: _, target: _, content: inner } => {
                inline_origins(inner, visit)
            }
            Inline::NoteReference(_) | Inline::LineBreak => {}
        }
    }
}

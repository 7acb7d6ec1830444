//! Lists of people: those of a panel, the participants, and the index of persons.

use docx_rs::HyperlinkData;

use super::super::runs::{RunFormat, Runs, quoted};
use super::super::styles::{PEOPLE_ROLE, STRONG, WordStyle};
use super::block_context::BlockContext;
use super::collectors::Collectors;
use super::inline::inlines;
use super::input::Input;
use super::paragraph::{DirectFormatting, formatting, paragraph};
use super::section_break::set_columns;
use crate::document::{IndexEntry, ParticipantGroup, Participants, People, PeopleGroup, Person};
use crate::origin::Generator;

/// Writes each person as a paragraph that hangs from the role, in the order of speech.
pub fn people(input: &Input, out: &mut Collectors, people: &People, context: BlockContext) {
    out.story.begin(people.id);
    let persons: Vec<_> = people.groups.iter().flat_map(with_role).collect();
    let last = persons.len().saturating_sub(1);
    for (index, (group, person)) in persons.into_iter().enumerate() {
        let runs = role_and_person(input, out, group, person);
        let formatting = DirectFormatting {
            keep_next: true,
            indent_pt: context.hanging_indent(input.style.people.role_width_pt),
            after_pt: (index == last).then_some(input.style.page.grid_pt),
            ..DirectFormatting::default()
        };
        out.story.begin(person.id);
        paragraph(input, out, WordStyle::People, runs, formatting);
    }
}

/// The persons of a group, the first one with the group.
fn with_role(group: &PeopleGroup) -> impl Iterator<Item = (Option<&PeopleGroup>, &Person)> {
    std::iter::once(Some(group)).chain(std::iter::repeat(None)).zip(&group.people)
}

/// The line of a person, with the role before the first person of a group.
fn role_and_person(
    input: &Input,
    out: &mut Collectors,
    group: Option<&PeopleGroup>,
    person: &Person,
) -> Runs {
    let mut runs = Runs::default();
    if let Some(group) = group {
        out.story.begin(group.id);
        runs.text(&group.role, &RunFormat::default().with_style_only(PEOPLE_ROLE));
    }
    runs.tab().mark(out.references.mentions(person.id));
    add_person(input, out, person, &mut runs);
    runs
}

fn add_person(input: &Input, out: &mut Collectors, person: &Person, runs: &mut Runs) {
    let (strong, plain) = (RunFormat::default().with_style_only(STRONG), RunFormat::default());
    inlines(input, &mut out.references, &person.name, &strong, runs);
    if !person.details.is_empty() {
        runs.generated(&input.document.words.comma, Generator::Separator, &plain);
        inlines(input, &mut out.references, &person.details, &plain, runs);
    }
}

/// Writes participants in columns, each group below its heading.
pub fn participants(
    input: &Input,
    out: &mut Collectors,
    participants: &Participants,
    context: BlockContext,
) {
    in_columns(input, out, participants.columns, context, |out| {
        out.story.begin(participants.id);
        for group in &participants.groups {
            participant_group(input, out, group, context);
        }
    });
}

fn participant_group(
    input: &Input,
    out: &mut Collectors,
    group: &ParticipantGroup,
    context: BlockContext,
) {
    if let Some(heading) = &group.heading {
        let word_style = WordStyle::ParticipantGroup;
        let mut runs = Runs::default();
        inlines(input, &mut out.references, heading, &input.run_format(word_style), &mut runs);
        let formatting = formatting(input, out, word_style, context);
        out.story.begin(group.id);
        paragraph(input, out, word_style, runs, formatting);
    }
    for person in &group.people {
        let mut runs = Runs::default();
        add_person(input, out, person, &mut runs);
        out.story.begin(person.id);
        hanging(input, out, WordStyle::Participant, runs, context);
    }
}

/// Writes the index: a field that Word can rebuild from the index entries in the text (§17.16.5.26). Its
/// result has links to the places that name the persons.
pub fn index(input: &Input, out: &mut Collectors, entries: &[IndexEntry], context: BlockContext) {
    let comma = quoted(&input.document.words.comma);
    let columns = quoted(&input.style.columns.index.to_string());
    let field = format!("INDEX \\c {columns} \\e {comma} \\l {comma}");
    let last = entries.len().saturating_sub(1);
    in_columns(input, out, input.style.columns.index, context, |out| {
        for (number, entry) in entries.iter().enumerate() {
            let mut runs = Runs::default();
            if number == 0 {
                runs.field_begin(&field, &RunFormat::default());
            }
            index_entry(input, out, entry, &mut runs);
            if number == last {
                runs.field_end(&RunFormat::default());
            }
            out.story.begin(entry.id);
            hanging(input, out, WordStyle::IndexEntry, runs, context);
        }
    });
}

fn index_entry(input: &Input, out: &mut Collectors, entry: &IndexEntry, runs: &mut Runs) {
    let format = input.run_format(WordStyle::IndexEntry);
    inlines(input, &mut out.references, &entry.term, &format, runs);
    out.references.record.iter_mut().for_each(|record| record.is_incomplete = true);
    for place in input.map.index_places(&entry.references) {
        runs.generated(&input.document.words.comma, Generator::Separator, &RunFormat::default());
        let anchor = out.references.bookmark(place.target);
        runs.link(HyperlinkData::Anchor { anchor }, |runs| {
            runs.generated(&place.label, Generator::Number, &RunFormat::default());
        });
    }
}

fn in_columns(
    input: &Input,
    out: &mut Collectors,
    columns: u8,
    context: BlockContext,
    write: impl FnOnce(&mut Collectors),
) {
    if columns <= 1 || context.enclosed {
        return write(out);
    }
    set_columns(input, out, columns);
    write(out);
    set_columns(input, out, 1);
}

fn hanging(
    input: &Input,
    out: &mut Collectors,
    word_style: WordStyle,
    runs: Runs,
    context: BlockContext,
) {
    let indent_pt = context.hanging_indent(input.style.columns.hanging_pt);
    let formatting = DirectFormatting { indent_pt, ..DirectFormatting::default() };
    paragraph(input, out, word_style, runs, formatting);
}

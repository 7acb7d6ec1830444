//! The people of a panel: lines under its heading, and names in bold in its first paragraph.

use std::collections::VecDeque;

use super::persons::{self, is_name};
use super::prose::{self, Named};
use super::roles::{self, Beside, Role, role};
use super::words::Words;
use super::{Recognizer, shown, text};
use crate::import::flat::{Block, BlockKind, Content, DropReason, Inline, Place, Table};
use crate::import::report::{Person, Section};
use crate::languages::Term;

/// Takes the people from the blocks of a panel; returns the other blocks.
pub fn take(recognizer: &mut Recognizer, blocks: Vec<Block>, section: &mut Section) -> Vec<Block> {
    let mut out = Vec::new();
    let mut current = None;
    let (mut is_start, mut is_prose) = (true, false);
    let mut blocks = VecDeque::from(blocks);
    while let Some(block) = blocks.pop_front() {
        if block.kind == BlockKind::PageBreak && is_start {
            continue;
        }
        if let Some(lines) = lines(recognizer, &block).filter(|_| is_start) {
            lines.into_iter().rev().for_each(|line| blocks.push_front(line));
            continue;
        }
        let is_item = matches!(block.kind, BlockKind::ListItem(_));
        let is_line = |words: &&[Inline]| {
            !is_item || current.is_some() || has_role(recognizer, &shown(words))
        };
        let line = block.line().filter(is_line).map(<[Inline]>::to_vec);
        let Some(words) = line.filter(|_| is_start) else {
            is_start = false;
            if is_prose {
                named_in_prose(recognizer, &block, false, section);
            }
            out.push(block);
            continue;
        };
        if !line_of_people(recognizer, block.place, &words, &mut current, section) {
            is_start = false;
            let has_people = !section.moderators.is_empty()
                || !section.rapporteurs.is_empty()
                || !section.speakers.is_empty();
            is_prose = !has_people;
            if is_prose {
                named_in_prose(recognizer, &block, true, section);
            }
            out.push(block);
        }
    }
    out
}

/// The lines of people that a block has: rows of a table, or lines of a paragraph, with a role before them.
fn lines(recognizer: &Recognizer, block: &Block) -> Option<Vec<Block>> {
    match &block.kind {
        BlockKind::Table(table) => rows(recognizer, table),
        BlockKind::Paragraph(words) => {
            let is_break = |it: &Inline| it.content == Content::LineBreak;
            let lines: Vec<&[Inline]> = words.split(is_break).collect();
            let first = shown(lines.first().copied().filter(|_| lines.len() > 1)?);
            let line = |words: &[Inline]| Block {
                kind: BlockKind::Paragraph(words.to_vec()),
                bookmarks: Vec::new(),
                ..block.clone()
            };
            has_role(recognizer, &first).then(|| lines.into_iter().map(line).collect())
        }
        BlockKind::Definition { term, definition } => {
            let label = Block::new(block.place, BlockKind::Paragraph(term.clone()));
            labelled(recognizer, &label, definition)
        }
        BlockKind::ListItem(_)
        | BlockKind::Heading { .. }
        | BlockKind::Figure(_)
        | BlockKind::Quotation(_)
        | BlockKind::Preformatted(_)
        | BlockKind::TextBox(_)
        | BlockKind::PageBreak
        | BlockKind::Rule => None,
    }
}

/// Whether a line says the role of a person.
fn has_role(recognizer: &Recognizer, line: &str) -> bool {
    role(recognizer, line).is_some() || roles::beside(&recognizer.words, line).is_some()
}

/// The lines of a table with a role and its people in each row.
fn rows(recognizer: &Recognizer, table: &Table) -> Option<Vec<Block>> {
    let mut out = Vec::new();
    for row in &table.rows {
        let [label, people] = row.as_slice() else { return None };
        let [label] = label.blocks.as_slice() else { return None };
        out.extend(labelled(recognizer, label, &people.blocks)?);
    }
    (!out.is_empty()).then_some(out)
}

/// The name of a role and the lines of its people, if they are that.
fn labelled(recognizer: &Recognizer, label: &Block, people: &[Block]) -> Option<Vec<Block>> {
    let text = |block: &Block| block.line().map(shown);
    let is_label = role(recognizer, &text(label)?)?.1.is_empty();
    let is_people = |block: &Block| {
        let is_person = |entry: &&str| persons::parse(&recognizer.words, entry).is_some();
        text(block).is_some_and(|it| entries(&it, true).iter().all(is_person))
    };
    let is_list = is_label && !people.is_empty() && people.iter().all(is_people);
    is_list.then(|| std::iter::once(label).chain(people).cloned().collect())
}

/// Takes a line of people; returns whether it is one.
fn line_of_people(
    recognizer: &mut Recognizer,
    place: Place,
    words: &[Inline],
    current: &mut Option<Role>,
    section: &mut Section,
) -> bool {
    if words.iter().any(|it| !matches!(it.content, Content::Text(_) | Content::LineBreak)) {
        return false;
    }
    let line = shown(words);
    if let Some((role, rest)) = role(recognizer, &line) {
        if rest.is_empty() {
            recognizer.drop(place, line, DropReason::RoleLabel);
            *current = Some(role);
            return true;
        }
        let label = line.len() - rest.len();
        // After a tab there is one person in each line.
        let mut found = Found { place, role, confidence: 95, is_list: !line.contains('\t') };
        found.is_list &= role == Role::Speaker;
        if add(recognizer, &found, rest, section) {
            let label = line.get(..label).unwrap_or_default().to_owned();
            recognizer.drop(place, label, DropReason::RoleLabel);
            // A name after "Moderator:" is the only one; people without a label below it are others.
            let is_one = matches!(role, Role::Moderator | Role::Rapporteur);
            *current = Some(if is_one { Role::Speaker } else { role });
            return true;
        }
        return false;
    }
    // A line without a label belongs to the role above it, or begins with a name in bold.
    let begins_bold = words.first().is_some_and(|it| it.format.strong);
    let is_short = !line.ends_with('.') && line.chars().count() < 250;
    if let Some(Beside { role, rest, label }) =
        roles::beside(&recognizer.words, &line).filter(|_| is_short)
    {
        let is_taken =
            add(recognizer, &Found { place, role, confidence: 85, is_list: false }, &rest, section);
        if is_taken {
            recognizer.drop(place, label, DropReason::RoleLabel);
            // The others of such a list have no role beside them.
            current.get_or_insert(Role::Speaker);
        }
        return is_taken;
    }
    match *current {
        Some(role) if is_short => {
            add(recognizer, &Found { place, role, confidence: 90, is_list: false }, &line, section)
        }
        None if begins_bold && is_short && line.contains(',') => {
            let name = words.iter().take_while(|it| it.format.strong);
            let name: Vec<Inline> = name.cloned().collect();
            let name = shown(&name);
            let is_whole = text::is_bold(words) || is_name(name.trim_end_matches(','));
            let found = Found { place, role: Role::Speaker, confidence: 75, is_list: false };
            is_whole && add(recognizer, &found, &line, section)
        }
        Some(_) | None => false,
    }
}

/// A line of people.
struct Found {
    place: Place,
    role: Role,
    confidence: u8,
    /// Whether it may be names without posts, with commas between them.
    is_list: bool,
}

/// Adds the people of a line to the register and the section; returns whether all of it are people.
fn add(recognizer: &mut Recognizer, found: &Found, line: &str, section: &mut Section) -> bool {
    let Found { place, role, confidence, is_list } = *found;
    if role == Role::Organiser {
        section.co_organisers.push(vec![Inline::text(line)]);
        recognizer.guess(place, "organizers", line, confidence);
        return true;
    }
    let people: Option<Vec<Person>> = entries(line, is_list)
        .into_iter()
        .map(|entry| {
            let person = persons::parse(&recognizer.words, entry)?;
            recognizer.register.agrees(&person).then_some(person)
        })
        .collect();
    let Some(people) = people else { return false };
    for person in people {
        recognizer.guess(place, role.noun(), &person.name, confidence);
        let index = recognizer.enrol(place, person);
        let list = list(section, role);
        if !list.contains(&index) {
            list.push(index);
        }
    }
    true
}

fn list(section: &mut Section, role: Role) -> &mut Vec<usize> {
    match role {
        Role::Moderator => &mut section.moderators,
        Role::Rapporteur => &mut section.rapporteurs,
        Role::Speaker | Role::Organiser => &mut section.speakers,
    }
}

/// The people of a line, separated by semicolons; names alone by commas too, if it may be a list of them.
fn entries(line: &str, is_list: bool) -> Vec<&str> {
    let semicolon = [';', '；', '؛'];
    if line.contains(semicolon) {
        return line.split(semicolon).map(str::trim).filter(|it| !it.is_empty()).collect();
    }
    let names: Vec<&str> = line.split([',', '，', '،', '、']).map(str::trim).collect();
    if is_list && names.len() > 1 && names.iter().all(|it| is_name(it)) {
        // "Name, Post" is one person as long as the first alone is a name of two words.
        let all_long = names.iter().all(|it| it.split_whitespace().count() >= 2);
        if all_long && names.len() > 2 {
            return names;
        }
    }
    vec![line]
}

/// How far before a name its role is looked for, in bytes.
const REACH: usize = 60;

/// Adds the people whose names are bold in a paragraph of a panel. The words stay there. `is_first` says that
/// it is the first paragraph: in the others, people have a role only if a word before the name says so.
fn named_in_prose(
    recognizer: &mut Recognizer,
    block: &Block,
    is_first: bool,
    section: &mut Section,
) {
    let BlockKind::Paragraph(words) = &block.kind else { return };
    for named in prose::named(&recognizer.words, words) {
        let role = named_role(&recognizer.words, &named, is_first, section.moderators.is_empty());
        let Some((role, confidence)) = role else { continue };
        let Named { person, .. } = named;
        let is_taken = recognizer.guess(block.place, role.noun(), &person.name, confidence);
        if !is_taken {
            continue;
        }
        let index = recognizer.register.add_named(person);
        let list = list(section, role);
        if !list.contains(&index) {
            list.push(index);
        }
    }
}

/// The role of a person in running text, and how sure it is.
fn named_role(
    words: &Words,
    Named { before, after, .. }: &Named,
    is_first: bool,
    has_no_moderator: bool,
) -> Option<(Role, u8)> {
    let start = before.len().saturating_sub(REACH);
    let start = (start..=before.len()).find(|at| before.is_char_boundary(*at));
    let near = before.get(start.unwrap_or_default()..).unwrap_or_default();
    let near = near.rsplit(". ").next().unwrap_or(near);
    let sentence = after.split(". ").next().unwrap_or_default();
    let own =
        sentence.trim_start().starts_with(['(', '（']).then(|| roles::beside(words, sentence));
    if let Some(Beside { role, .. }) = own.flatten().filter(|it| it.role != Role::Organiser) {
        Some((role, 85))
    } else if words.contains(Term::Rapporteur, near) {
        Some((Role::Rapporteur, 80))
    } else if !has_no_moderator && words.contains(Term::Moderated, near) {
        // Somebody beside the moderator, who may be anything.
        Some((Role::Speaker, 60))
    } else if words.contains(Term::Moderator, near)
        || is_first && has_no_moderator && words.contains(Term::Moderated, sentence)
    {
        Some((Role::Moderator, 80))
    } else if words.contains(Term::Speakers, near) {
        Some((Role::Speaker, 80))
    } else {
        is_first.then_some((Role::Speaker, 80))
    }
}

/// Whether something besides the name is known of a person.
fn has_post(person: &Person) -> bool {
    person.post.is_some() || person.country.is_some() || person.honorific.is_some()
}

/// Adds the people of running text to the register, if their posts are there too. The words stay there.
pub fn register(recognizer: &mut Recognizer, blocks: &[Block]) {
    for block in blocks {
        let BlockKind::Paragraph(words) = &block.kind else { continue };
        let named = prose::named(&recognizer.words, words).into_iter();
        for Named { person, .. } in named.filter(|it| has_post(&it.person)) {
            recognizer.guess(block.place, "a person", &person.name, 80);
            recognizer.register.add_named(person);
        }
    }
}

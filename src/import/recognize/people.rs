//! The people of a panel: lines under its heading, and names in bold in its first paragraph.

use super::persons::{self, is_name};
use super::{Recognizer, shown, text};
use crate::import::flat::{Block, BlockKind, DropReason, Inline, Place};
use crate::import::report::{Person, Section};
use crate::languages::Term;

/// The role of people in a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Moderators.
    Moderator,
    /// Rapporteurs.
    Rapporteur,
    /// Speakers.
    Speaker,
    /// Organizations that held a side event.
    Organiser,
}

const ROLES: [(Role, Term); 4] = [
    (Role::Moderator, Term::Moderator),
    (Role::Rapporteur, Term::Rapporteur),
    (Role::Speaker, Term::Speakers),
    (Role::Organiser, Term::Organisers),
];

/// The role that begins a line, and what follows its colon.
pub fn role<'t>(recognizer: &Recognizer, line: &'t str) -> Option<(Role, &'t str)> {
    ROLES.iter().find_map(|(role, term)| {
        let (rest, _) = recognizer.words.after(*term, line)?;
        let rest = rest.trim_start();
        let after = rest.trim_start_matches([':', '：', '–', '—', '\t']);
        let is_label = after.len() < rest.len() || rest.is_empty();
        is_label.then(|| (*role, after.trim()))
    })
}

/// Takes the people from the blocks of a panel; returns the other blocks.
pub fn take(recognizer: &mut Recognizer, blocks: Vec<Block>, section: &mut Section) -> Vec<Block> {
    let mut out = Vec::new();
    let mut current = None;
    let mut is_start = true;
    for block in blocks {
        let line = match &block.kind {
            BlockKind::Paragraph(words) => Some(words.clone()),
            BlockKind::ListItem(item) if current.is_some() => Some(item.text.clone()),
            BlockKind::PageBreak if is_start => continue,
            BlockKind::ListItem(_)
            | BlockKind::Heading { .. }
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Quotation(_)
            | BlockKind::Preformatted(_)
            | BlockKind::TextBox(_)
            | BlockKind::Definition { .. }
            | BlockKind::PageBreak
            | BlockKind::Rule => None,
        };
        let Some(words) = line.filter(|_| is_start) else {
            is_start = false;
            out.push(block);
            continue;
        };
        if !line_of_people(recognizer, block.place, &words, &mut current, section) {
            is_start = false;
            named_in_prose(recognizer, &block, section);
            out.push(block);
        }
    }
    out
}

/// Takes a line of people; returns whether it is one.
fn line_of_people(
    recognizer: &mut Recognizer,
    place: Place,
    words: &[Inline],
    current: &mut Option<Role>,
    section: &mut Section,
) -> bool {
    if words.iter().any(|it| {
        !matches!(
            it.content,
            crate::import::flat::Content::Text(_) | crate::import::flat::Content::LineBreak
        )
    }) {
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
        if add(recognizer, place, role, rest, section, 95) {
            let label = line.get(..label).unwrap_or_default().to_owned();
            recognizer.drop(place, label, DropReason::RoleLabel);
            *current = Some(role);
            return true;
        }
        return false;
    }
    // A line without a label belongs to the role above it, or begins with a name in bold.
    let begins_bold = words.first().is_some_and(|it| it.format.strong);
    let is_short = !line.ends_with('.') && line.chars().count() < 250;
    match *current {
        Some(role) if is_short => add(recognizer, place, role, &line, section, 90),
        None if begins_bold && is_short && line.contains(',') => {
            let name = words.iter().take_while(|it| it.format.strong);
            let name: Vec<Inline> = name.cloned().collect();
            let name = shown(&name);
            let is_whole = text::is_bold(words) || is_name(name.trim_end_matches(','));
            is_whole && add(recognizer, place, Role::Speaker, &line, section, 75)
        }
        Some(_) | None => false,
    }
}

/// Adds the people of a line to the register and the section; returns whether all of it are people.
fn add(
    recognizer: &mut Recognizer,
    place: Place,
    role: Role,
    line: &str,
    section: &mut Section,
    confidence: u8,
) -> bool {
    if role == Role::Organiser {
        section.co_organisers.push(vec![Inline::text(line)]);
        recognizer.guess(place, "organizers", line, confidence);
        return true;
    }
    let people: Option<Vec<Person>> = entries(line)
        .into_iter()
        .map(|entry| {
            let person = persons::parse(&recognizer.words, entry)?;
            recognizer.register.agrees(&person).then_some(person)
        })
        .collect();
    let Some(people) = people else { return false };
    let what = match role {
        Role::Moderator => "the moderator",
        Role::Rapporteur => "the rapporteur",
        Role::Speaker => "a speaker",
        Role::Organiser => "organizers",
    };
    for person in people {
        recognizer.guess(place, what, &person.name, confidence);
        let index = recognizer.register.add(person);
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

/// The people of a line, separated by semicolons; names alone by commas too.
fn entries(line: &str) -> Vec<&str> {
    let semicolon = [';', '；', '؛'];
    if line.contains(semicolon) {
        return line.split(semicolon).map(str::trim).filter(|it| !it.is_empty()).collect();
    }
    let names: Vec<&str> = line.split([',', '，', '،', '、']).map(str::trim).collect();
    if names.len() > 1 && names.iter().all(|it| is_name(it)) {
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

/// Adds the people whose names are bold in the first paragraph. The words stay there.
fn named_in_prose(recognizer: &mut Recognizer, block: &Block, section: &mut Section) {
    let BlockKind::Paragraph(words) = &block.kind else { return };
    if text::is_bold(words) {
        return;
    }
    let mut before = String::new();
    for inline in words {
        let name = inline.shown().trim().trim_end_matches(',');
        if inline.format.strong && is_name(name) {
            let start = before.len().saturating_sub(REACH);
            let start = (start..=before.len()).find(|at| before.is_char_boundary(*at));
            let near = before.get(start.unwrap_or_default()..).unwrap_or_default();
            let near = near.rsplit(". ").next().unwrap_or(near);
            let role = if recognizer.words.contains(Term::Rapporteur, near) {
                Role::Rapporteur
            } else if recognizer.words.contains(Term::Moderator, near) {
                Role::Moderator
            } else {
                Role::Speaker
            };
            add(recognizer, block.place, role, name, section, 80);
            before.clear();
        } else {
            before.push_str(inline.shown());
        }
    }
}

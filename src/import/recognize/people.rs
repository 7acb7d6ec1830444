//! The people of a panel: lines under its heading, and names in bold in its first paragraph.

use super::persons::{self, is_name};
use super::prose::{self, Named};
use super::words::{self, Words};
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

impl Role {
    /// What it is called in guesses.
    fn noun(self) -> &'static str {
        match self {
            Role::Moderator => "the moderator",
            Role::Rapporteur => "the rapporteur",
            Role::Speaker => "a speaker",
            Role::Organiser => "organizers",
        }
    }
}

const ROLES: [(Role, Term); 4] = [
    (Role::Moderator, Term::Moderator),
    (Role::Rapporteur, Term::Rapporteur),
    (Role::Speaker, Term::Speakers),
    (Role::Organiser, Term::Organisers),
];

/// The role that begins a line, and what follows its colon.
pub fn role<'t>(recognizer: &Recognizer, line: &'t str) -> Option<(Role, &'t str)> {
    let words = &recognizer.words;
    let labelled = |rest: &'t str| {
        let signs = rest.trim_start();
        let after = signs.trim_start_matches([':', '：', '–', '—']);
        let is_label =
            after.len() < signs.len() || signs.is_empty() || rest.starts_with(['\t', '\n']);
        is_label.then(|| after.trim())
    };
    let by_label = own_labels(words).find_map(|(role, label)| {
        let rest = words::after_word(line, &label)?;
        labelled(rest).map(|rest| (role, rest))
    });
    by_label.or_else(|| {
        ROLES.iter().find_map(|(role, term)| {
            let (rest, _) = words.after(*term, line)?;
            labelled(rest).map(|rest| (*role, rest))
        })
    })
}

/// The labels that the language of the report generates for roles, in lower case.
fn own_labels(words: &Words) -> impl Iterator<Item = (Role, String)> {
    let roles = words.labels().map(|labels| &labels.roles).into_iter();
    roles.flat_map(|roles| {
        let forms = [
            (Role::Moderator, roles.moderator.words()),
            (Role::Rapporteur, roles.rapporteur.words()),
            (Role::Speaker, roles.speaker.words()),
            (Role::Organiser, roles.co_organiser.words().to_vec()),
        ];
        forms.into_iter().flat_map(|(role, words)| {
            words.into_iter().map(move |word| (role, word.to_lowercase()))
        })
    })
}

/// Takes the people from the blocks of a panel; returns the other blocks.
pub fn take(recognizer: &mut Recognizer, blocks: Vec<Block>, section: &mut Section) -> Vec<Block> {
    let mut out = Vec::new();
    let mut current = None;
    let (mut is_start, mut is_prose) = (true, false);
    for block in blocks {
        if block.kind == BlockKind::PageBreak && is_start {
            continue;
        }
        let is_item = matches!(block.kind, BlockKind::ListItem(_));
        let line = block.line().filter(|_| !is_item || current.is_some()).map(<[Inline]>::to_vec);
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
        // After a tab there is one person in each line.
        let mut found = Found { place, role, confidence: 95, is_list: !line.contains('\t') };
        found.is_list &= role == Role::Speaker;
        if add(recognizer, &found, rest, section) {
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
    if words.contains(Term::Rapporteur, near) {
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

//! The roles of people: words before their names, such as "Moderator:", or after them in brackets.

use super::words::{self, Words};
use super::{Recognizer, persons};
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
    pub fn noun(self) -> &'static str {
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
            let (rest, word) = words.after(*term, line)?;
            labelled(rest).or_else(|| led_by(words, word, rest)).map(|rest| (*role, rest))
        })
    })
}

/// What follows several words such as "chaired by" without a colon, if it is a person and not a sentence.
fn led_by<'t>(words: &Words, word: &str, rest: &'t str) -> Option<&'t str> {
    let name = rest.trim();
    let is_line = word.contains(' ') && rest.starts_with(' ') && !name.ends_with('.');
    (is_line && persons::parse(words, name).is_some()).then_some(name)
}

/// A line with the role of a person beside the name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// The role.
    pub role: Role,
    /// The line without it.
    pub rest: String,
    /// The words of the role, with the signs around them.
    pub label: String,
}

/// The role in brackets in a line, or at its end: "Ana Lima (moderator), Judge", "Ana Lima – Moderator".
pub fn beside(words: &Words, line: &str) -> Option<Beside> {
    let found = |role, label: std::ops::Range<usize>| {
        let (before, after) = (line.get(..label.start)?, line.get(label.end..)?);
        let rest = format!("{}{after}", before.trim_end()).trim_end().to_owned();
        Some(Beside { role, rest, label: line.get(label)?.to_owned() })
    };
    let brackets = line.match_indices(OPENING).find_map(|(start, sign)| {
        let inner = line.get(start + sign.len()..)?;
        let length = inner.find(CLOSING)?;
        let role = named(words, inner.get(..length)?)?;
        let end = inner.get(length..)?.chars().next()?.len_utf8();
        found(role, start..start + sign.len() + length + end)
    });
    brackets.or_else(|| {
        let (at, sign) = line.char_indices().rev().find(|(_, sign)| SEPARATORS.contains(sign))?;
        let last = line.get(at + sign.len_utf8()..)?.trim();
        let role = named(words, last).filter(|role| *role != Role::Organiser)?;
        // "Ana Lima, Board of Ports, Speaker" has a post.
        let is_role = !COMMAS.contains(&sign)
            || last.starts_with(char::is_lowercase)
            || role != Role::Speaker && !line.get(..at)?.contains(COMMAS);
        is_role.then(|| found(role, at..line.len())).flatten()
    })
}

const OPENING: [char; 3] = ['(', '（', '['];
const CLOSING: [char; 3] = [')', '）', ']'];
const COMMAS: [char; 3] = [',', '，', '،'];
const SEPARATORS: [char; 6] = [',', '，', '،', '–', '—', '|'];

/// The role that some words are, and nothing else.
fn named(words: &Words, text: &str) -> Option<Role> {
    let text = words::normalized(text);
    let own = own_labels(words).find(|(_, label)| *label == text).map(|(role, _)| role);
    own.or_else(|| ROLES.iter().find(|(_, term)| words.is(*term, &text)).map(|(role, _)| *role))
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

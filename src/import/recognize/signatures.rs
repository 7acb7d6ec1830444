//! Signatures at the end of a section: closing words, names in bold with posts, place and date.

use super::cover::date;
use super::persons::{self, is_name};
use super::{Recognizer, shown, text};
use crate::import::flat::{Content, DropReason, Inline};
use crate::import::report::{Block, BlockKind, Person, Signature};

/// The longest closing words, place and date, in characters.
const LONGEST: usize = 80;

/// Makes a signature of the last blocks of a section, if they are one.
pub fn take(recognizer: &mut Recognizer, content: &mut Vec<Block>) {
    let dated = content.last().and_then(|it| place_and_date(recognizer, it));
    let end = content.len() - usize::from(dated.is_some());
    let people: Vec<Person> = content
        .get(..end)
        .unwrap_or_default()
        .iter()
        .rev()
        .map_while(|block| signatory(recognizer, block))
        .collect();
    let mut start = end - people.len();
    let before = |at: usize| at.checked_sub(1).and_then(|at| content.get(at)).map(|it| &it.kind);
    let picture = match before(start) {
        Some(BlockKind::Figure(figure))
            if figure.caption.is_empty() && figure.credit.is_empty() =>
        {
            Some((figure.picture, figure.alternative.clone()))
        }
        Some(_) | None => None,
    };
    start -= usize::from(picture.is_some());
    let closing = match before(start) {
        Some(BlockKind::Paragraph(words)) if is_closing(words) => words.clone(),
        Some(_) | None => Vec::new(),
    };
    start -= usize::from(!closing.is_empty());
    let is_signed = !closing.is_empty() || dated.is_some() || picture.is_some();
    if people.is_empty() || !is_signed {
        return;
    }
    let Some(place) = content.get(start).map(|it| it.place) else { return };
    let names: Vec<&str> = people.iter().rev().map(|it| it.name.as_str()).collect();
    recognizer.guess(place, "a signature", &names.join(", "), 85);
    let last = content.last().map_or(place, |it| it.place);
    content.truncate(start);
    let (venue, date) = dated.map_or((Vec::new(), None), |(venue, words, date)| {
        recognizer.drop(last, words, DropReason::Date);
        (venue, Some(date))
    });
    let people = people.into_iter().rev().map(|it| recognizer.enrol(place, it)).collect();
    let signature = Signature { closing, picture, people, place: venue, date };
    content.push(Block::new(place, BlockKind::Signature(signature)));
}

fn is_closing(words: &[Inline]) -> bool {
    let line = shown(words);
    line.ends_with([',', '،', '，']) && line.chars().count() <= LONGEST
}

/// The person of a paragraph: a name in bold, and the post in the next line.
fn signatory(recognizer: &Recognizer, block: &Block) -> Option<Person> {
    let BlockKind::Paragraph(words) = &block.kind else { return None };
    let at = words.iter().position(|it| it.content == Content::LineBreak).unwrap_or(words.len());
    let (name, rest) = words.split_at_checked(at)?;
    let details = shown(rest);
    let line = match details.is_empty() {
        true => shown(name),
        false => format!("{}, {details}", shown(name)),
    };
    let person = persons::parse(&recognizer.words, &line)?;
    let fits = text::is_bold(name) && is_name(&person.name) && !details.ends_with('.');
    (fits && recognizer.register.agrees(&person)).then_some(person)
}

/// The place, the date as it is written, and the date of a short paragraph that is nothing else.
fn place_and_date(recognizer: &Recognizer, block: &Block) -> Option<(Vec<Inline>, String, String)> {
    let BlockKind::Paragraph(words) = &block.kind else { return None };
    let line = shown(words);
    if line.chars().count() > LONGEST {
        return None;
    }
    let at = line.rfind(", ").map(|at| (at, at + 2));
    let parts = [at.unwrap_or((0, 0)), (0, 0)];
    parts.into_iter().find_map(|(end, start)| {
        let written = line.get(start..)?;
        let date = date::whole(&recognizer.words, written)?;
        Some((text::split(words.clone(), end).0, written.to_owned(), date))
    })
}

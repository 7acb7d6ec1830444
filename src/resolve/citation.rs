//! The text of references to works: the label that the author wrote, the names of the authors and the
//! year ("Lind and Berg 2019"), or a number in brackets.
//!
//! Names and year are read from the entry as printed, so they are used only if this is reliable, and
//! only if all works that can be cited have them: a report has one citation style.

use std::collections::HashMap;

use super::{cldr, work};
use crate::math::linear;
use crate::origin::TracedString;
use crate::source::markup::{Piece, PieceKind};
use crate::source::schema::{Reference, Text, Work, WorkEntry};
use crate::templates::{CitationForm, Labels};

/// What references to a work print.
pub enum CitationLabel<'w> {
    /// The author's words.
    Authored(&'w Text),
    /// Names and year, or a label at the beginning of the entry. A letter distinguishes works by the same
    /// authors from the same year, if they are data.
    AuthorYear { words: String, suffix: Option<char> },
    /// The number of the entry.
    Number,
}

/// The label of each work; `None` if nothing can cite it and it needs no number. Without a form, works have
/// numbers unless the names and years of all works are unambiguous.
pub fn labels<'w>(
    works: &[&'w Work],
    form: Option<CitationForm>,
    labels: &Labels,
    language: &str,
) -> Vec<Option<CitationLabel<'w>>> {
    let derived = with_suffixes(works, works.iter().map(|work| of_work(work, labels, language)));
    let numbered = match form {
        Some(CitationForm::Numbered) => true,
        Some(CitationForm::AuthorDate | CitationForm::Note) => false,
        None => !are_clear(works, &derived),
    };
    let label = |(work, derived): (&&'w Work, Derived)| match (&work.label, numbered) {
        (Some(label), _) => Some(CitationLabel::Authored(label)),
        (None, true) => Some(CitationLabel::Number),
        (None, false) => {
            let Derived { words, suffix } = derived;
            match (words, work.id.is_some() && form.is_some()) {
                (Some(words), _) => Some(CitationLabel::AuthorYear { words, suffix }),
                (None, is_cited) => is_cited.then_some(CitationLabel::Number),
            }
        }
    };
    works.iter().zip(derived).map(label).collect()
}

/// The names and the year of a work.
#[derive(Default)]
struct Derived {
    words: Option<String>,
    suffix: Option<char>,
}

fn of_work(work: &Work, labels: &Labels, language: &str) -> Option<String> {
    match &work.entry {
        WorkEntry::Text(text) => derived(text, &labels.works.others, language),
        WorkEntry::Data(data) => {
            let names = short_names(data)?;
            let year = work::year(data, &labels.works.no_date, None);
            let others = &labels.works.others;
            let names = match names.as_slice() {
                [first, ..] if data.has_more_names => format!("{first} {others}"),
                _ => abridged(names, others, language),
            };
            Some(format!("{names} {year}"))
        }
        WorkEntry::File(_) => None,
    }
}

/// The family names of the authors or editors of a work, or its title.
fn short_names(data: &Reference) -> Option<Vec<String>> {
    let names = if data.authors.is_empty() { &data.editors } else { &data.authors };
    let family = |name: &TracedString| {
        let name = name.as_str();
        name.split_once(FAMILY_ENDS).map_or(name, |(family, _)| family).trim().to_owned()
    };
    match names.is_empty() {
        false => Some(names.iter().map(family).collect()),
        true => Some(vec![data.title.as_ref()?.words().as_str().to_owned()]),
    }
}

/// The commas between a family name and a given name, in Latin, Arabic and Chinese.
const FAMILY_ENDS: [char; 3] = [',', '،', '，'];

/// "Lind", "Lind and Berg", "Lind et al."
fn abridged(names: Vec<String>, others: &str, language: &str) -> String {
    let names: Vec<TracedString> = names.into_iter().map(TracedString::from).collect();
    match names.as_slice() {
        [first, _, _, ..] => format!("{} {others}", first.as_str()),
        few => cldr::list(few, language).as_str().to_owned(),
    }
}

/// Adds a letter to the years of works that are data and would be cited alike: "2019a", "2019b".
fn with_suffixes(works: &[&Work], derived: impl Iterator<Item = Option<String>>) -> Vec<Derived> {
    let derived: Vec<Option<String>> = derived.collect();
    let mut counts: HashMap<&str, u8> = HashMap::new();
    derived.iter().flatten().for_each(|words| *counts.entry(words).or_default() += 1);
    let mut next: HashMap<String, u8> = HashMap::new();
    let one = |(work, words): (&&Work, &Option<String>)| {
        let Some(own) = words.as_deref() else { return Derived::default() };
        let is_data = matches!(work.entry, WorkEntry::Data(_));
        if !is_data || counts.get(own).is_none_or(|count| *count < 2) {
            return Derived { words: Some(own.to_owned()), suffix: None };
        }
        let ordinal = next.entry(own.to_owned()).or_default();
        let suffix = char::from(b'a' + (*ordinal).min(25));
        *ordinal = ordinal.saturating_add(1);
        Derived { words: Some(format!("{own}{suffix}")), suffix: Some(suffix) }
    };
    works.iter().zip(&derived).map(one).collect()
}

/// Whether each work that can be cited without a label has distinct words.
fn are_clear(works: &[&Work], derived: &[Derived]) -> bool {
    let cited = works.iter().zip(derived).filter(|(work, _)| work.id.is_some());
    let mut words: Vec<&Option<String>> =
        cited.filter(|(work, _)| work.label.is_none()).map(|(_, derived)| &derived.words).collect();
    words.sort();
    words.iter().all(|words| words.is_some())
        && words.windows(2).all(|pair| pair.first() != pair.last())
}

/// The maximum length of an author's name in references, in characters.
const LONGEST_NAME: usize = 60;

/// The label at the beginning of an entry, or its authors and year.
fn derived(text: &Text, others: &str, language: &str) -> Option<String> {
    let entry = Entry::of(text);
    if let Some(label) = entry.opening_label() {
        return Some(label.to_owned());
    }
    let names = names(&entry.authors()?, language)?;
    Some(format!("{} {}", abridged(names, others, language), entry.year()?))
}

/// The words of an entry.
#[derive(Default)]
struct Entry {
    /// The words before the title, or all if the title is not marked.
    before: String,
    /// Whether the title is marked: in italics or quotation marks.
    has_title: bool,
    /// The words that are not in the title.
    plain: String,
}

impl Entry {
    fn of(text: &Text) -> Entry {
        let mut entry = Entry::default();
        entry.push(text.pieces());
        entry
    }

    fn push(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match &piece.kind {
                PieceKind::Text(words) | PieceKind::Code(words) => self.words(words),
                PieceKind::Emphasis(_) => self.has_title = true,
                PieceKind::LineBreak => self.words(" "),
                PieceKind::Equation(equation) => self.words(&linear(&equation.content)),
                PieceKind::Note { .. }
                | PieceKind::Citation(_)
                | PieceKind::InlineNote(_)
                | PieceKind::Superscript(_) => {}
                PieceKind::Strong(_)
                | PieceKind::Subscript(_)
                | PieceKind::Span(..)
                | PieceKind::Foreign { .. }
                | PieceKind::Link { .. }
                | PieceKind::Reference { .. } => self.push(piece.content()),
            }
        }
    }

    fn words(&mut self, words: &str) {
        let title = words.find(['“', '"', '«', '„', '‘']).filter(|_| !self.has_title);
        let (before, after) =
            words.split_at_checked(title.unwrap_or(words.len())).unwrap_or_default();
        if !self.has_title {
            self.before.push_str(before);
        }
        self.plain.push_str(before);
        self.has_title |= title.is_some();
        // The title ends before the last quotation mark.
        let rest = after.rfind(['”', '"', '»', '“', '’']).and_then(|end| after.get(end..));
        self.plain.push_str(rest.unwrap_or_default());
    }

    /// `[RFC7841]`
    fn opening_label(&self) -> Option<&str> {
        let end = self.before.find(']').filter(|_| self.before.starts_with('['))?;
        let inside = self.before.get(1..end)?;
        let is_label = !inside.is_empty() && !inside.contains(char::is_whitespace);
        is_label.then(|| self.before.get(..=end)).flatten()
    }

    /// The words before the title, or before the year in brackets. They may include an unmarked title.
    fn authors(&self) -> Option<String> {
        let before = self.before.as_str();
        let year =
            before.find('(').filter(|at| year_in(before.get(*at..).unwrap_or_default()).is_some());
        let end = match year {
            Some(year) => year,
            None if self.has_title => before.len(),
            None => initials_end(before)?,
        };
        let authors = before.get(..end)?.trim_end_matches([' ', ',', ':', ';']);
        (!authors.is_empty()).then(|| authors.to_owned())
    }

    /// The first year in brackets, otherwise the last year that is not part of a range.
    fn year(&self) -> Option<&str> {
        let mut brackets = self.plain.split('(').skip(1).filter_map(year_in);
        brackets.next().or_else(|| years(&self.plain).last())
    }
}

/// The last year before a closing bracket.
fn year_in(words: &str) -> Option<&str> {
    years(words.split(')').next()?).last()
}

/// The years from 1500 to 2099 outside ranges, each with its letter, if any ("2019a").
fn years(words: &str) -> impl Iterator<Item = &str> {
    let words = words.split(|c: char| !c.is_alphanumeric() && !"-–/".contains(c));
    words.filter(|word| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let is_year = digits.len() == 4 && word.len() <= 5;
        is_year && digits.parse().is_ok_and(|year: u16| (1500..2100).contains(&year))
    })
}

/// The end of the names at the beginning of an entry with an unmarked title: the last initial before
/// a word that is not an initial, as in "Lind, A. and Berg, B. Ports. 2019".
fn initials_end(before: &str) -> Option<usize> {
    let mut end = None;
    let mut at = 0;
    for word in before.split_inclusive(' ') {
        at += word.len();
        if is_initials(word.trim_end_matches([' ', ',', ';', ':'])) {
            end = Some(at);
        } else if end.is_some_and(|end| at - end > LONGEST_NAME) {
            break;
        }
    }
    end.filter(|end| before.get(..*end).is_some_and(|names| names.contains(',')))
}

/// The family names of authors: "Lind" and "Berg" of "Lind, A. and Berg, B. C."; an organization is
/// one name.
fn names(authors: &str, language: &str) -> Option<Vec<String>> {
    let joined = cldr::list(&["\u{1}".into(), "\u{2}".into()], language);
    let and = joined.as_str().trim_matches(['\u{1}', '\u{2}']).to_owned();
    let authors = [and.as_str(), " & ", "; "].iter().fold(authors.to_owned(), |authors, sign| {
        // Arabic writes "and" without a space before the next word.
        if sign.ends_with(' ') { authors.replace(sign, ", ") } else { authors }
    });
    let parts: Vec<&str> = authors.split(", ").map(str::trim).filter(|it| !it.is_empty()).collect();
    let is_given = |part: &str| {
        let words = part.split(' ').count();
        words <= 3 && part.chars().all(|c| c.is_alphabetic() || " .-’'".contains(c))
    };
    let names: Vec<&str> = match parts.as_slice() {
        [one] => vec![*one],
        [family, given] if is_given(given) => vec![*family],
        _ => {
            let pairs = parts.chunks(2);
            let family = |pair: &[&'_ str]| match pair {
                [_, initials] => is_initials(initials),
                _ => false,
            };
            if !pairs.clone().all(family) {
                return None;
            }
            parts.iter().copied().step_by(2).collect()
        }
    };
    let is_name = |name: &&str| {
        name.chars().count() <= LONGEST_NAME && name.starts_with(|c: char| !c.is_lowercase())
    };
    names.iter().all(is_name).then(|| names.into_iter().map(str::to_owned).collect())
}

/// "A.", "A. B.", "J.-P.", "A.B."
fn is_initials(words: &str) -> bool {
    let letters = words.split(['.', ' ', '-']).filter(|letter| !letter.is_empty());
    let mut letters = letters.peekable();
    words.contains('.')
        && letters.peek().is_some()
        && letters
            .all(|letter| letter.chars().count() <= 2 && letter.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(entry: &str) -> Option<String> {
        derived(&Text::new(entry.into()), "et al.", "en-GB")
    }

    #[test]
    fn names_and_year_are_found() {
        for (entry, expected) in [
            (
                "Horvat, Đ. and Ilves, K., *The gauge*, vol. 12, no. 3 (2021), pp. 201–219.",
                "Horvat and Ilves 2021",
            ),
            (
                "Council of River Cities, *Castelmar Declaration* (2018).",
                "Council of River Cities 2018",
            ),
            ("OSCE, *Addendum* (2013). Vienna.", "OSCE 2013"),
            (
                "Ekström, Å., “Name the bridge: in 1999”, *Law Review*, vol. 4 (2020), pp. 11–38.",
                "Ekström 2020",
            ),
            (
                "Lambert, P., *Losses and how to hear them*, 2nd ed. (Aldermere, 1998).",
                "Lambert 1998",
            ),
            ("Lind, Anna (2019a). Ports and people. Vienna.", "Lind 2019a"),
            ("Lind, A. and Berg, B. C. Ports and people. Vienna, 2019.", "Lind and Berg 2019"),
            ("Lind, A., Berg, B. & Holm, J.-P. (2019) *Ports*.", "Lind et al. 2019"),
            ("[RFC7841] Halpern, J., *RFC Streams*, 2016.", "[RFC7841]"),
        ] {
            assert_eq!(found(entry).as_deref(), Some(expected), "{entry}");
        }
    }

    #[test]
    fn entries_without_clear_names_or_year_have_none() {
        for entry in [
            "*Addendum to the OSCE Action Plan*, Decision No. 1107, 2013.",
            "Committee on the Rights of the Child, General Comment No. 6 (2005), section V.",
            "Lind, A., *Ports*, n.d.",
            "Maritime Labour Convention.",
            "Lind, A., *Ports*, pp. 1999–2004.",
            "A whole title without any sign that would say where it ends and how. 2019.",
        ] {
            assert_eq!(found(entry), None, "{entry}");
        }
    }
}

//! Works of BibTeX and BibLaTeX files.

mod bounds;

use biblatex::{
    Bibliography, Chunk, ChunksExt, ChunksRef, DateValue, Datetime, Entry, EntryType, ParseError,
    PermissiveType, Person, RawBibliography,
};

use super::Fault;
use crate::math;
use crate::origin::{Generator, TracedString};
use crate::source::schema::{Reference, Text, Work, WorkEntry};

/// The deepest nesting of braces: the parser is recursive.
const DEEPEST: usize = 100;

/// Reads the works of a file.
///
/// # Errors
///
/// The first fault of the file.
pub fn works(text: &str) -> Result<Vec<Work>, Fault> {
    if let Some(at) = too_deep(text) {
        let message = format!("braces are nested more than {DEEPEST} deep");
        return Err(Fault::at(text, at, message));
    }
    let raw = RawBibliography::parse(text).map_err(|error| fault(text, &error))?;
    bounds::check(&raw).map_err(|(place, message)| Fault::at(text, place.start, message))?;
    let bibliography = Bibliography::from_raw(raw).map_err(|error| fault(text, &error))?;
    Ok(bibliography.iter().map(work).collect())
}

fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    text.bytes().enumerate().find_map(|(at, byte)| {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (depth > DEEPEST).then_some(at)
    })
}

fn fault(text: &str, error: &ParseError) -> Fault {
    Fault::at(text, error.span.start, error.kind.to_string())
}

fn work(entry: &Entry) -> Work {
    let data = WorkEntry::Data(Box::new(reference(entry)));
    Work { entry: data, id: Some(entry.key.clone()), label: None }
}

fn reference(entry: &Entry) -> Reference {
    let is_part = matches!(entry.entry_type, EntryType::Article | EntryType::Periodical);
    // In BibTeX, `number` is the number of an issue.
    let (issue, number) = match is_part {
        true => (field(entry, &["issue", "number"]), None),
        false => (field(entry, &["issue"]), field(entry, &["number", "eprint"])),
    };
    let (authors, more_authors) = names(entry.author().unwrap_or_default());
    let editors = entry.editors().unwrap_or_default();
    let (editors, more_editors) = names(editors.into_iter().flat_map(|it| it.0).collect());
    Reference {
        authors,
        // Without authors, the editors are named in their place.
        has_more_names: more_authors || more_editors && entry.author().is_err(),
        editors,
        title: title(entry, "title", "subtitle"),
        container: title(entry, "journaltitle", "journalsubtitle")
            .or_else(|| title(entry, "journal", "journalsubtitle"))
            .or_else(|| title(entry, "booktitle", "booksubtitle")),
        genre: field(entry, &["type"]),
        number,
        edition: field(entry, &["edition"]),
        volume: field(entry, &["volume"]),
        issue,
        pages: field(entry, &["pages"]),
        publisher: field(entry, &["publisher", "institution", "school", "organization"]),
        place: field(entry, &["location", "address"]),
        date: entry.date().ok().and_then(|date| iso(&date)).or_else(|| year(entry)),
        doi: verbatim(entry, "doi"),
        url: verbatim(entry, "url"),
        accessed: entry.url_date().ok().and_then(|date| iso(&date)),
    }
}

fn year(entry: &Entry) -> Option<String> {
    field(entry, &["date", "year"]).map(|year| year.as_str().to_owned())
}

/// The first of some fields that an entry has.
fn field(entry: &Entry, names: &[&str]) -> Option<TracedString> {
    let chunks = names.iter().find_map(|name| entry.get(name))?;
    let text = printed(chunks);
    (!text.is_empty()).then(|| TracedString::generated(text, Generator::Data))
}

/// A title and its subtitle.
fn title(entry: &Entry, title: &str, subtitle: &str) -> Option<Text> {
    let mut text = printed(entry.get(title)?);
    if let Some(subtitle) = entry.get(subtitle) {
        text.push_str(": ");
        text.push_str(&printed(subtitle));
    }
    Some(Text::verbatim(&text))
}

/// A value as printed: on one line, with dashes for the hyphens of TeX, and with formulas as text.
fn printed(chunks: ChunksRef) -> String {
    let text: String = chunks.iter().map(|chunk| words(&chunk.v)).collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

fn words(chunk: &Chunk) -> String {
    match chunk {
        Chunk::Normal(text) | Chunk::Verbatim(text) => {
            // A backslash before a space is a space.
            text.replace("\\ ", " ").replace("---", "—").replace("--", "–")
        }
        Chunk::Math(latex) => match math::read(&latex.as_str().into()) {
            Ok(equation) => math::linear(&equation.content),
            Err(_) => format!("${latex}$"),
        },
    }
}

/// An address, in which the parser has put dashes for hyphens.
fn verbatim(entry: &Entry, name: &str) -> Option<TracedString> {
    let text = entry.get(name)?.format_verbatim().replace('—', "---").replace('–', "--");
    let text = text.trim();
    (!text.is_empty()).then(|| TracedString::generated(text, Generator::Data))
}

/// Names, and whether "and others" follows them.
fn names(mut people: Vec<Person>) -> (Vec<TracedString>, bool) {
    let are_others = |last: &mut Person| last.name == "others" && last.given_name.is_empty();
    let has_more = people.len() > 1 && people.pop_if(are_others).is_some();
    (people.iter().map(name).collect(), has_more)
}

/// A name as "Lind, Anna" or "van der Berg, Jon, Jr."; for an organization, its name unchanged.
fn name(person: &Person) -> TracedString {
    let parts = [&person.prefix, &person.name];
    let family: Vec<&str> =
        parts.into_iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    let mut name = family.join(" ");
    for part in [&person.given_name, &person.suffix] {
        if !part.trim().is_empty() {
            name.push_str(", ");
            name.push_str(part.trim());
        }
    }
    TracedString::generated(name, Generator::Data)
}

/// A date, or the first of a range, in ISO 8601.
fn iso(date: &PermissiveType<biblatex::Date>) -> Option<String> {
    let PermissiveType::Typed(date) = date else { return None };
    let (DateValue::At(at)
    | DateValue::After(at)
    | DateValue::Before(at)
    | DateValue::Between(at, _)) = date.value;
    let Datetime { year, month, day, .. } = at;
    let month = month.map(|month| format!("-{:02}", month + 1)).unwrap_or_default();
    let day = day.map(|day| format!("-{:02}", day + 1)).unwrap_or_default();
    Some(format!("{year:04}{month}{day}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Reference {
        let works = works(text).unwrap_or_else(|fault| panic!("{}", fault.message));
        let WorkEntry::Data(data) = &works[0].entry else { panic!() };
        (**data).clone()
    }

    #[test]
    fn an_article_is_read() {
        let data = read(
            "@article{lind, author = {Anna Lind and {United Nations} and van Berg, Jon}, \
             title = {Hours of {W}ork}, subtitle = \"At sea\", journal = {Journal of Ports}, \
             volume = 12, number = 3, pages = {4--19}, year = 2019, month = may, \
             doi = {10.1000/182}}",
        );
        let names: Vec<&str> = data.authors.iter().map(TracedString::as_str).collect();
        assert_eq!(names, ["Lind, Anna", "United Nations", "van Berg, Jon"]);
        let text = |it: &Option<Text>| it.as_ref().unwrap().as_str().to_owned();
        assert_eq!(text(&data.title), "Hours of Work: At sea");
        assert_eq!(text(&data.container), "Journal of Ports");
        assert_eq!((&data.issue.unwrap(), &data.number), (&"3".into(), &None));
        assert_eq!(data.pages.unwrap(), "4–19");
        assert_eq!(data.date.as_deref(), Some("2019-05"));
    }

    #[test]
    fn words_of_tex_are_printed() {
        let data = read(
            "@misc{zeng, author = {Zeng, Xiaoli and others}, title = {{L4S}: {$\\alpha$}-fairness \\& more}, \
             booktitle = {Proc.\\ of a -- b}, url = {https://example.org/a--b_c}}",
        );
        assert_eq!((data.authors.len(), data.has_more_names), (1, true));
        assert_eq!(data.title.unwrap().as_str(), "L4S: α-fairness & more");
        assert_eq!(data.container.unwrap().as_str(), "Proc. of a – b");
        assert_eq!(data.url.unwrap().as_str(), "https://example.org/a--b_c");
    }

    #[test]
    fn a_fault_has_its_line() {
        let fault = works("@book{a, title = {A}}\n@book{b, title = x # {B}}\n").err().unwrap();
        assert_eq!(fault.line, Some(2), "{}", fault.message);
        assert!(works(&"{".repeat(1000)).is_err());
    }
}

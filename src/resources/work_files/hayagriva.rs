//! Works of Hayagriva files: YAML with one entry for each work (file format of Hayagriva 0.9).

use super::Fault;
use crate::diagnostic::Severity;
use crate::origin::{Generator, TracedString};
use crate::source::schema::{Reference, Text, Work, WorkEntry};
use crate::yaml;
use crate::yaml::tree::{Entry, Node, Value};

/// Reads the works of a file. Fields without a counterpart in [`Reference`] are ignored.
///
/// # Errors
///
/// The first fault of the file.
pub fn works(text: &str) -> Result<Vec<Work>, Fault> {
    let (tree, found) = yaml::parse(text);
    if let Some(first) = found.iter().find(|found| found.severity == Severity::Error) {
        let at = first.place.clone().unwrap_or_default().start;
        return Err(Fault::at(text, at, first.message.clone()));
    }
    let Some(tree) = tree else { return Ok(Vec::new()) };
    let Value::Mapping(entries) = &tree.value else {
        return Err(Fault::at(text, tree.place.start, "expected works by their keys".into()));
    };
    entries.iter().map(|entry| work(text, entry)).collect()
}

fn work(text: &str, entry: &Entry) -> Result<Work, Fault> {
    let Value::Mapping(_) = &entry.value.value else {
        let message = format!("the work `{}` has no fields", entry.key);
        return Err(Fault::at(text, entry.key_place.start, message));
    };
    let data = WorkEntry::Data(Box::new(reference(&entry.value)));
    Ok(Work { entry: data, id: Some(entry.key.to_string()), label: None })
}

/// An entry and the works that contain it, of which the first with a field counts.
fn reference(entry: &Node) -> Reference {
    let parents = parents(entry);
    let own = |key: &str| entry.entry(key).and_then(|entry| words(&entry.value));
    let of_parent = |key: &str| parents.iter().find_map(|parent| words(&parent.entry(key)?.value));
    let either = |key: &str| own(key).or_else(|| of_parent(key));
    let names = |key: &str| entry.entry(key).map(|entry| names(&entry.value)).unwrap_or_default();
    let in_parent = |key: &str| {
        let found = parents.iter().find_map(|parent| parent.entry(key));
        found.map(|entry| self::names(&entry.value)).unwrap_or_default()
    };
    let (editors, above) = (names("editor"), in_parent("editor"));
    let url = entry.entry("url").map(|entry| &entry.value);
    Reference {
        has_more_names: false,
        authors: names("author"),
        editors: if editors.is_empty() { above } else { editors },
        title: own("title").map(|title| Text::verbatim(&title)),
        container: of_parent("title").map(|title| Text::verbatim(&title)),
        genre: traced(own("genre")),
        number: traced(serial(entry).or_else(|| own("serial-number"))),
        edition: traced(either("edition")),
        volume: traced(either("volume")),
        issue: traced(either("issue")),
        pages: traced(own("page-range").map(|pages| pages.replace("--", "–").replace('-', "–"))),
        publisher: traced(publisher(entry, &parents, "name").or_else(|| either("organization"))),
        place: traced(publisher(entry, &parents, "location").or_else(|| either("location"))),
        date: own("date").or_else(|| of_parent("date")),
        doi: traced(identifier(entry, "doi")),
        url: traced(url.and_then(words)),
        accessed: url.and_then(|url| words(&url.entry("date")?.value)),
    }
}

/// The works that contain a work: one, or a list.
fn parents<'n>(entry: &'n Node<'n>) -> Vec<&'n Node<'n>> {
    match entry.entry("parent").map(|entry| (&entry.value, &entry.value.value)) {
        Some((_, Value::Sequence(items))) => items.iter().collect(),
        Some((parent, Value::Mapping(_))) => vec![parent],
        Some((_, Value::Scalar(_))) | None => Vec::new(),
    }
}

/// The words of a text, or of a mapping with its `value`.
fn words(node: &Node) -> Option<String> {
    let words = match &node.value {
        Value::Scalar(scalar) => scalar.text.trim().to_owned(),
        Value::Mapping(_) => return words_of_value(node),
        Value::Sequence(_) => return None,
    };
    // Braces protect capitals, as in BibTeX.
    Some(words.replace(['{', '}'], "")).filter(|words| !words.is_empty())
}

fn words_of_value(node: &Node) -> Option<String> {
    match &node.entry("value")?.value.value {
        Value::Scalar(scalar) => Some(scalar.text.trim().replace(['{', '}'], "")),
        Value::Sequence(_) | Value::Mapping(_) => None,
    }
}

fn traced(text: Option<String>) -> Option<TracedString> {
    text.map(|text| TracedString::generated(text, Generator::Data))
}

/// One name, or a list of names.
fn names(node: &Node) -> Vec<TracedString> {
    let names = match &node.value {
        Value::Sequence(items) => items.iter().filter_map(name).collect(),
        Value::Scalar(_) | Value::Mapping(_) => name(node).into_iter().collect::<Vec<_>>(),
    };
    names.into_iter().map(|name| TracedString::generated(name, Generator::Data)).collect()
}

/// A name as "van der Berg, Jon", from a text or from its parts.
fn name(node: &Node) -> Option<String> {
    let part = |key: &str| node.entry(key).and_then(|entry| words(&entry.value));
    match &node.value {
        Value::Scalar(_) => words(node),
        Value::Mapping(_) => {
            let family: Vec<String> =
                [part("prefix"), part("name")].into_iter().flatten().collect();
            let family = Some(family.join(" ")).filter(|family| !family.is_empty());
            let parts = [family, part("given-name"), part("suffix")];
            let name: Vec<String> = parts.into_iter().flatten().collect();
            (!name.is_empty()).then(|| name.join(", "))
        }
        Value::Sequence(_) => None,
    }
}

/// An identifier of a work.
fn identifier(entry: &Node, key: &str) -> Option<String> {
    words(&entry.entry("serial-number")?.value.entry(key)?.value)
}

fn serial(entry: &Node) -> Option<String> {
    identifier(entry, "serial").or_else(|| identifier(entry, "arxiv"))
}

/// The name or the location of the publisher, which may be a text with the name alone.
fn publisher(entry: &Node, parents: &[&Node], key: &str) -> Option<String> {
    let works = [entry].into_iter().chain(parents.iter().copied());
    works.into_iter().find_map(|work| {
        let publisher = &work.entry("publisher")?.value;
        match &publisher.value {
            Value::Mapping(_) => words(&publisher.entry(key)?.value),
            Value::Scalar(_) if key == "name" => words(publisher),
            Value::Scalar(_) | Value::Sequence(_) => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Work> {
        works(text).unwrap_or_else(|fault| panic!("{}", fault.message))
    }

    #[test]
    fn an_article_is_read_with_its_journal() {
        let works = read(
            "lind:\n  type: article\n  title: {value: 'Hours of {Work}', short: Hours}\n  \
             author: [\"Lind, Anna\", {name: Berg, prefix: van, given-name: Jon}]\n  \
             date: 2019-05\n  page-range: 4-19\n  serial-number: {doi: 10.1000/182}\n  \
             url: {value: https://example.org/, date: 2020-01-31}\n  \
             parent: {type: periodical, title: Journal of Ports, volume: 12, issue: 3}\n",
        );
        assert_eq!(works[0].id.as_deref(), Some("lind"));
        let WorkEntry::Data(data) = &works[0].entry else { panic!() };
        let names: Vec<&str> = data.authors.iter().map(TracedString::as_str).collect();
        assert_eq!(names, ["Lind, Anna", "van Berg, Jon"]);
        let text = |it: &Option<Text>| it.as_ref().unwrap().as_str().to_owned();
        assert_eq!(text(&data.title), "Hours of Work");
        assert_eq!(text(&data.container), "Journal of Ports");
        let of = |it: &Option<TracedString>| it.as_ref().unwrap().as_str().to_owned();
        assert_eq!([of(&data.volume), of(&data.issue), of(&data.pages)], ["12", "3", "4–19"]);
        assert_eq!([of(&data.doi), of(&data.url)], ["10.1000/182", "https://example.org/"]);
        assert_eq!(
            data.date.as_deref().zip(data.accessed.as_deref()),
            Some(("2019-05", "2020-01-31"))
        );
    }

    #[test]
    fn a_publisher_may_have_a_location() {
        let works = read(
            "a: {type: book, title: A, author: United Nations, publisher: {name: UN, location: Geneva}}\n\
             b: {type: chapter, title: B, parent: [{title: A, editor: 'Ek, Per', publisher: UN}]}\n",
        );
        let places = works.iter().map(|work| {
            let WorkEntry::Data(data) = &work.entry else { panic!() };
            let of = |it: &Option<TracedString>| it.as_ref().map(|it| it.as_str().to_owned());
            (of(&data.publisher), of(&data.place), data.editors.len())
        });
        let places: Vec<_> = places.collect();
        let un = || Some("UN".to_owned());
        assert_eq!(places, [(un(), Some("Geneva".into()), 0), (un(), None, 1)]);
    }

    #[test]
    fn a_fault_has_its_line() {
        let line = |text: &str| works(text).err().and_then(|fault| fault.line);
        assert_eq!(line("a: {title: A}\nb: text\n"), Some(2));
        assert_eq!(line("- a\n"), Some(1));
        assert_eq!(line("a: {title: A}\nb: {title: \"B}\n"), Some(2));
        assert_eq!(line(&format!("a: {}", "[".repeat(10_000))), Some(1));
    }
}

//! Works of CSL-JSON files (CSL 1.0.2, csl-data.json).

use serde::Deserialize;

use super::Fault;
use crate::origin::{Generator, TracedString};
use crate::source::schema::{Reference, Text, Work, WorkEntry};

/// An item. Other variables are ignored.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Item {
    id: Value,
    #[serde(default)]
    author: Vec<Name>,
    #[serde(default)]
    editor: Vec<Name>,
    title: Option<String>,
    container_title: Option<String>,
    genre: Option<Value>,
    number: Option<Value>,
    edition: Option<Value>,
    volume: Option<Value>,
    issue: Option<Value>,
    page: Option<Value>,
    publisher: Option<String>,
    publisher_place: Option<String>,
    issued: Option<Date>,
    accessed: Option<Date>,
    #[serde(rename = "DOI")]
    doi: Option<String>,
    #[serde(rename = "URL")]
    url: Option<String>,
}

/// A string or a number.
#[derive(Deserialize)]
#[serde(untagged)]
enum Value {
    Text(String),
    Number(i64),
}

impl Value {
    fn into_text(self) -> String {
        match self {
            Value::Text(text) => text,
            Value::Number(number) => number.to_string(),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Name {
    family: Option<String>,
    given: Option<String>,
    non_dropping_particle: Option<String>,
    dropping_particle: Option<String>,
    suffix: Option<String>,
    literal: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Date {
    #[serde(default)]
    date_parts: Vec<Vec<Value>>,
    literal: Option<String>,
    raw: Option<String>,
}

/// Reads the works of a file.
///
/// # Errors
///
/// The first fault of the file.
pub fn works(text: &str) -> Result<Vec<Work>, Fault> {
    let items: Vec<Item> = serde_json::from_str(text).map_err(|error| fault(&error))?;
    Ok(items.into_iter().map(work).collect())
}

/// A JSON fault, with its place removed from the message.
fn fault(error: &serde_json::Error) -> Fault {
    let said = error.to_string();
    let message = said.split(" at line ").next().unwrap_or_default().to_owned();
    Fault { line: Some(error.line()), message }
}

fn work(item: Item) -> Work {
    let number = |value: Option<Value>| text(value.map(Value::into_text));
    let title = |title: Option<String>| title.map(|title| Text::verbatim(&title));
    let data = Reference {
        has_more_names: false,
        authors: item.author.iter().map(name).collect(),
        editors: item.editor.iter().map(name).collect(),
        title: title(item.title),
        container: title(item.container_title),
        genre: number(item.genre),
        number: number(item.number),
        edition: number(item.edition),
        volume: number(item.volume),
        issue: number(item.issue),
        pages: number(item.page),
        publisher: text(item.publisher),
        place: text(item.publisher_place),
        date: item.issued.and_then(date),
        doi: text(item.doi),
        url: text(item.url),
        accessed: item.accessed.and_then(date),
    };
    Work { entry: WorkEntry::Data(Box::new(data)), id: Some(item.id.into_text()), label: None }
}

fn text(text: Option<String>) -> Option<TracedString> {
    let text = text?.trim().to_owned();
    (!text.is_empty()).then(|| TracedString::generated(text, Generator::Data))
}

/// A name as "van der Berg, Jon, Jr."; for an organization, its name unchanged.
fn name(name: &Name) -> TracedString {
    let joined = |parts: &[&Option<String>], separator: &str| {
        let parts = parts.iter().filter_map(|part| part.as_deref());
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(separator)
    };
    let family = joined(&[&name.non_dropping_particle, &name.family], " ");
    let given = joined(&[&name.given, &name.dropping_particle], " ");
    let (family, given) = (Some(family), Some(given));
    let name =
        name.literal.clone().unwrap_or_else(|| joined(&[&family, &given, &name.suffix], ", "));
    TracedString::generated(name, Generator::Data)
}

/// A date, or the first of a range, in ISO 8601 if it has parts.
fn date(date: Date) -> Option<String> {
    let Some(parts) = date.date_parts.into_iter().next() else {
        return date.raw.or(date.literal);
    };
    let mut parts = parts.into_iter().map(Value::into_text);
    let mut iso = format!("{:0>4}", parts.next()?);
    parts.take(2).for_each(|part| iso.push_str(&format!("-{part:0>2}")));
    Some(iso)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_read() {
        let works = works(
            r#"[{"id": "lind", "type": "article-journal", "title": "Hours", "volume": 12,
                "author": [{"family": "Berg", "given": "Jon", "non-dropping-particle": "van"},
                           {"literal": "United Nations"}],
                "container-title": "Journal of Ports", "issued": {"date-parts": [["2019", 5]]}}]"#,
        );
        let works = works.unwrap_or_else(|fault| panic!("{}", fault.message));
        assert_eq!(works[0].id.as_deref(), Some("lind"));
        let WorkEntry::Data(data) = &works[0].entry else { panic!() };
        let names: Vec<&str> = data.authors.iter().map(TracedString::as_str).collect();
        assert_eq!(names, ["van Berg, Jon", "United Nations"]);
        assert_eq!(data.volume, Some("12".into()));
        assert_eq!(data.date.as_deref(), Some("2019-05"));
    }

    #[test]
    fn a_fault_has_its_line() {
        assert_eq!(works("[\n{\"title\": 1}]").err().and_then(|fault| fault.line), Some(2));
    }
}

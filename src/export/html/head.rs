//! The head of a web page: security policy, metadata for search engines and social networks, style sheet.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::Editions;
use crate::document::{Contributor, Document};
use crate::export::source_hash;
use crate::export::xml::{clean, escape};
use crate::templates::{Colour, Style};

/// The style sheet of a page.
#[derive(Clone, Copy, Debug)]
pub enum Sheet<'a> {
    /// In the page itself: the style sheet.
    Inline(&'a str),
    /// In a file in the same folder: its name.
    File(&'a str),
}

/// The `head` element. `title` is the title of the page.
pub fn head(
    document: &Document,
    style: &Style,
    title: &str,
    editions: Editions,
    sheet: Sheet,
) -> String {
    let metadata = &document.metadata;
    let policy = policy(sheet);
    let title = escape(title);
    let mut out = format!(
        "<head>\n<meta charset=\"utf-8\"/>\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta name=\"generator\" content=\"plenary\"/>\n<title>{title}</title>\n"
    );
    let description = metadata.description.as_deref().or(metadata.subtitle.as_deref());
    let names = [
        ("description", description.map(String::from)),
        ("author", Some(metadata.creators_line())),
        ("keywords", (!metadata.keywords.is_empty()).then(|| metadata.keywords.join(", "))),
        ("theme-color", Some(format!("#{}", style.colours.get(Colour::Primary).screen.hex()))),
    ];
    for (name, content) in names.into_iter().filter_map(|(name, it)| Some((name, it?))) {
        let _ = writeln!(out, "<meta name=\"{name}\" content=\"{}\"/>", escape(&content));
    }
    if editions.is_translation {
        alternates(editions, &mut out);
    }
    open_graph(document, description, editions, &mut out);
    let report = linked_data(document, description);
    let _ = writeln!(out, "<script type=\"application/ld+json\">{report}</script>");
    let _ = match sheet {
        Sheet::Inline(sheet) => writeln!(out, "<style>{sheet}</style>\n</head>"),
        Sheet::File(name) => writeln!(out, "<link rel=\"stylesheet\" href=\"{name}\"/>\n</head>"),
    };
    out
}

/// The policy: no requests, no scripts, no styles except the style sheet (Content Security Policy Level 3).
fn policy(sheet: Sheet) -> String {
    let styles = match sheet {
        Sheet::Inline(sheet) => format!("'{}'", source_hash(sheet)),
        Sheet::File(_) => "'self'".into(),
    };
    format!(
        "default-src 'none'; img-src data:; font-src data:; style-src {styles}; base-uri 'none'; \
         form-action 'none'"
    )
}

/// The editions in other languages, for search engines.
fn alternates(editions: Editions, out: &mut String) {
    for edition in editions.list {
        let (tag, href) = (escape(&edition.language), escape(&(editions.address)(edition)));
        let _ = writeln!(out, "<link rel=\"alternate\" hreflang=\"{tag}\" href=\"{href}\"/>");
    }
}

/// The preview that social networks show for a link to the page (the Open Graph protocol).
fn open_graph(
    document: &Document,
    description: Option<&str>,
    editions: Editions,
    out: &mut String,
) {
    let metadata = &document.metadata;
    let locale = |language: &str| crate::languages::with_region(language).replace('-', "_");
    let mut properties = vec![
        ("og:type", "article".to_owned()),
        ("og:title", metadata.title.clone()),
        ("og:site_name", metadata.publisher.clone()),
        ("og:locale", locale(&document.language)),
    ];
    properties.extend(description.map(|text| ("og:description", text.to_owned())));
    let others = editions.list.iter().filter(|_| editions.is_translation);
    let others = others.map(|edition| ("og:locale:alternate", locale(&edition.language)));
    properties.extend(others);
    let published = metadata.catalogue.published.unwrap_or(metadata.date);
    properties.push(("article:published_time", published.iso()));
    for (property, content) in properties {
        let _ = writeln!(out, "<meta property=\"{property}\" content=\"{}\"/>", escape(&content));
    }
}

/// The report as a schema.org `Report` in JSON-LD 1.1. Texts are escaped so that none of them can end the
/// element that contains the data.
fn linked_data(document: &Document, description: Option<&str>) -> String {
    let metadata = &document.metadata;
    let catalogue = &metadata.catalogue;
    let organization = |name: &str| json!({"@type": "Organization", "name": clean(name)});
    let text = |text: &Option<String>| text.as_deref().map(|text| json!(clean(text)));
    let people = |wanted: fn(&Contributor) -> bool| {
        let people: Vec<Value> =
            metadata.contributors.iter().filter(|it| wanted(it)).map(person).collect();
        (!people.is_empty()).then_some(Value::Array(people))
    };
    let creator = organization(&metadata.creator);
    let series = catalogue.collection.as_ref().map(|series| {
        let mut value = json!({"@type": "CreativeWorkSeries", "name": clean(&series.title)});
        if let (Some(issn), Some(map)) = (&series.issn, value.as_object_mut()) {
            map.insert("issn".into(), json!(issn));
        }
        value
    });
    let published = catalogue.published.unwrap_or(metadata.date).iso();
    let event = metadata.event.as_deref();
    let modes = if document.images.is_empty() { &["textual"][..] } else { &["textual", "visual"] };
    let keywords = (!metadata.keywords.is_empty())
        .then(|| metadata.keywords.iter().map(|keyword| json!(clean(keyword))).collect::<Value>());
    let properties = [
        ("@context", Some(json!("https://schema.org"))),
        ("@type", Some(json!("Report"))),
        ("name", Some(json!(clean(&metadata.title)))),
        ("alternativeHeadline", text(&metadata.subtitle)),
        ("description", description.map(|text| json!(clean(text)))),
        ("inLanguage", Some(json!(document.language))),
        ("identifier", Some(json!(metadata.identifier))),
        ("reportNumber", text(&metadata.symbol)),
        ("datePublished", Some(json!(published))),
        ("author", people(Contributor::is_author).or(Some(creator))),
        ("editor", people(|it| it.relators.contains(&"edt"))),
        ("publisher", Some(organization(&metadata.publisher))),
        ("isPartOf", series),
        ("about", event.map(|name| json!({"@type": "Event", "name": clean(name)}))),
        ("keywords", keywords),
        ("copyrightNotice", text(&metadata.rights)),
        ("accessMode", Some(json!(modes))),
        ("accessModeSufficient", Some(json!("textual"))),
    ];
    let report: Map<String, Value> =
        properties.into_iter().filter_map(|(name, value)| Some((name.into(), value?))).collect();
    let json = Value::Object(report).to_string();
    // In JSON, these signs occur only in strings.
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// An author or an editor.
fn person(contributor: &Contributor) -> Value {
    let mut person = json!({"@type": "Person", "name": clean(&contributor.name)});
    if let (Some(orcid), Some(map)) = (&contributor.orcid, person.as_object_mut()) {
        map.insert("sameAs".into(), json!(format!("https://orcid.org/{orcid}")));
    }
    person
}

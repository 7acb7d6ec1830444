//! Metadata for catalogues and file properties.

use indexmap::IndexMap;
use uuid::Uuid;

use super::titles::{self, plain};
use super::typography::Printing;
use crate::document::inline::plain_text;
use crate::document::unraised::title_line;
use crate::document::{
    AUTHOR, Catalogue, Certifier, Collection, Contributor, Cover, Date, Metadata, Period,
};
use crate::source::Report;
use crate::source::schema::{self, OneOrMany, Person, Section};
use crate::templates::Labels;

/// The metadata of a report; `date` takes precedence over the dates in the report.
pub fn metadata(report: &Report, labels: &Labels, cover: &Cover, date: Option<Date>) -> Metadata {
    let publication = &report.publication;
    let printing = Printing::of(report, labels);
    let line = |text: &Option<_>| text.as_ref().map(|text| plain(text, printing));
    let words = |text: &String| String::from(printing.print(&text.as_str().into()));
    let title = title_line(&cover.title, &report.publication.language);
    let publisher = plain_text(&cover.publisher);
    let own_date = own_date(report).unwrap_or(EARLIEST);
    let imprint = report.front.imprint.as_ref();
    let isbn = imprint.and_then(|imprint| imprint.isbn.clone().map(String::from));
    let stable = stable_name(publication.identifier.as_deref(), &publisher, &title, own_date);
    let catalogue = catalogue(report, labels, &stable, own_date);
    Metadata {
        identifier: identifier(isbn.as_deref(), &stable),
        subtitle: line(&publication.subtitle).or_else(|| line(&titles::series(report, labels))),
        creator: line(&publication.office).unwrap_or_else(|| publisher.clone()),
        event: line(&titles::event_name(report, labels)),
        status: line(&publication.status),
        symbol: imprint.and_then(|imprint| imprint.symbol.clone().map(String::from)),
        description: publication.description.as_ref().map(words),
        keywords: publication.keywords.iter().map(words).collect(),
        rights: imprint.and_then(|imprint| line(&imprint.copyright)),
        contributors: contributors(report),
        title,
        publisher,
        isbn,
        catalogue,
        date: date.map_or(own_date, Period::Day),
    }
}

fn catalogue(report: &Report, labels: &Labels, stable: &str, own_date: Period) -> Catalogue {
    let publication = &report.publication;
    let line =
        |text: &Option<_>| text.as_ref().map(|text| plain(text, Printing::of(report, labels)));
    Catalogue {
        identifier: identifier(publication.ebook_isbn.as_deref(), &format!("{stable}\nepub")),
        short_title: line(&publication.short_title),
        other_titles: publication.other_titles.clone().into_iter().collect(),
        series_title: line(&titles::series(report, labels)),
        published: Some(own_date),
        collection: publication.collection.as_ref().map(|collection| Collection {
            title: plain(&collection.title, Printing::of(report, labels)),
            number: collection.number,
            issn: collection.issn.clone(),
        }),
        certifier: publication.certifier.as_ref().map(certifier),
    }
}

/// The earliest date in a ZIP archive: the fallback for a report without dates, although the checks of
/// the source reject such a report.
const EARLIEST: Period = Period::Day(Date { year: 1980, month: 1, day: 1 });

fn own_date(report: &Report) -> Option<Period> {
    let event = report.event.as_ref();
    let published = report.publication.date.as_deref().and_then(Period::parse);
    published
        .or_else(|| Period::parse(event.map(|event| event.to.as_ref().unwrap_or(&event.from))?))
}

/// The name from which file identifiers are derived. If the report has an identifier, the name stays
/// the same when the title changes.
fn stable_name(identifier: Option<&str>, publisher: &str, title: &str, date: Period) -> String {
    match identifier {
        Some(identifier) => format!("{publisher}\n{identifier}"),
        None => format!("{publisher}\n{title}\n{}", date.iso()),
    }
}

fn identifier(isbn: Option<&str>, name: &str) -> String {
    match isbn {
        Some(isbn) => format!("urn:isbn:{}", isbn.replace([' ', '-'], "")),
        None => format!("urn:uuid:{}", Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes())),
    }
}

fn certifier(certifier: &schema::Certifier) -> Certifier {
    Certifier {
        name: certifier.name.clone(),
        credential: certifier.credential.clone(),
        report: certifier.report.clone(),
    }
}

/// Every person once, with all roles, in the order of their first role.
fn contributors(report: &Report) -> Vec<Contributor> {
    let publication = &report.publication;
    let mut roles = vec![(AUTHOR, &publication.authors), ("edt", &publication.editors)];
    report.body.iter().for_each(|section| collect(section, &mut roles));
    let mut all: IndexMap<&str, Contributor> = IndexMap::new();
    for (relator, ids) in roles {
        for person in ids.0.iter().filter_map(|id| report.people.get(id)) {
            let contributor = all.entry(&person.name).or_insert_with(|| contributor(person));
            if !contributor.relators.contains(&relator) {
                contributor.relators.push(relator);
            }
        }
    }
    all.into_values().collect()
}

fn contributor(person: &Person) -> Contributor {
    Contributor {
        name: person.name.clone().into(),
        sort_name: person.sort_as.clone().map(String::from),
        orcid: person.orcid.clone().map(String::from),
        relators: Vec::new(),
    }
}

fn collect<'r>(section: &'r Section, roles: &mut Vec<(&'static str, &'r OneOrMany)>) {
    roles.extend([
        ("mod", &section.moderator),
        ("rpt", &section.rapporteur),
        ("spk", &section.speakers),
    ]);
    section.sections.iter().for_each(|inner| collect(inner, roles));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_authored_identifier_does_not_depend_on_the_title() {
        let day = Period::Day(Date { year: 2016, month: 11, day: 1 });
        let name = |identifier, title| stable_name(identifier, "OSCE", title, day);
        assert_eq!(name(Some("a-16"), "One"), name(Some("a-16"), "Another"));
        assert_ne!(name(None, "One"), name(None, "Another"));
    }

    #[test]
    fn an_isbn_is_written_without_hyphens() {
        assert_eq!(identifier(Some("978-92-9235 000-0"), ""), "urn:isbn:9789292350000");
    }
}

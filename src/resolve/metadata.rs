//! What catalogues and file properties say.

use uuid::Uuid;

use super::typography::quotes;
use super::wording::{parse_date, plain};
use crate::document::inline::plain_text;
use crate::document::{Contributor, Cover, Date, Metadata};
use crate::source::Report;
use crate::source::schema::Section;
use crate::templates::Labels;

/// The metadata of a report. `date` wins over the report's own dates.
pub fn metadata(report: &Report, labels: &Labels, cover: &Cover, date: Option<Date>) -> Metadata {
    let publication = &report.publication;
    let line = |text: &Option<_>| text.as_ref().map(|text| plain(text, quotes(report, labels)));
    let title = plain_text(&cover.title);
    let publisher = plain_text(&cover.publisher);
    let own_date = own_date(report).unwrap_or(EARLIEST);
    let imprint = report.front.imprint.as_ref();
    let isbn = imprint.and_then(|imprint| imprint.isbn.clone());
    Metadata {
        identifier: identifier(isbn.as_deref(), &publisher, &title, own_date),
        subtitle: line(&publication.subtitle).or_else(|| line(&publication.series)),
        creator: line(&publication.office).unwrap_or_else(|| publisher.clone()),
        series: report.event.as_ref().and_then(|event| line(&event.name)),
        symbol: imprint.and_then(|imprint| imprint.symbol.clone()),
        description: publication.description.clone(),
        keywords: publication.keywords.clone(),
        rights: imprint.and_then(|imprint| line(&imprint.copyright)),
        contributors: contributors(report),
        title,
        publisher,
        isbn,
        date: date.unwrap_or(own_date),
    }
}

/// The first day that a zip archive can bear; for a report without any date, which the check of
/// the source refuses.
const EARLIEST: Date = Date { year: 1980, month: 1, day: 1 };

fn own_date(report: &Report) -> Option<Date> {
    let event = report.event.as_ref();
    let published = report.publication.date.as_deref().and_then(parse_date);
    published.or_else(|| parse_date(event.map(|event| event.to.as_ref().unwrap_or(&event.from))?))
}

fn identifier(isbn: Option<&str>, publisher: &str, title: &str, date: Date) -> String {
    match isbn {
        Some(isbn) => format!("urn:isbn:{}", isbn.replace([' ', '-'], "")),
        None => {
            let name = format!("{publisher}\n{title}\n{}", date.iso());
            format!("urn:uuid:{}", Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes()))
        }
    }
}

fn contributors(report: &Report) -> Vec<Contributor> {
    let mut all = Vec::new();
    report.body.iter().for_each(|section| collect(section, report, &mut all));
    all
}

fn collect(section: &Section, report: &Report, all: &mut Vec<Contributor>) {
    let roles =
        [("mod", &section.moderator), ("rpt", &section.rapporteur), ("spk", &section.speakers)];
    for (relator, ids) in roles {
        for person in ids.0.iter().filter_map(|id| report.people.get(id)) {
            let contributor = Contributor { name: person.name.clone(), relator };
            if !all.contains(&contributor) {
                all.push(contributor);
            }
        }
    }
    section.sections.iter().for_each(|inner| collect(inner, report, all));
}

//! Metadata for catalogues and file properties.

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year, 1 to 9999.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, 1 to 31.
    pub day: u8,
}

impl Date {
    /// Parses an ISO 8601 date; `None` if it is not a valid date.
    pub fn parse(text: &str) -> Option<Date> {
        let mut parts = text.trim().splitn(3, '-');
        let mut number = |digits: usize| {
            let part = parts.next()?;
            let is_number = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
            is_number.then(|| part.parse().ok()).flatten()
        };
        let (year, month, day): (u16, u16, u16) = (number(4)?, number(2)?, number(2)?);
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        let is_day = year > 0 && (1..=days_in(year, month)?).contains(&day);
        is_day.then_some(Date { year, month, day })
    }

    /// The ISO 8601 date: "2016-04-11".
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// The ISO 8601 time at midnight UTC: "2016-04-11T00:00:00Z".
    pub fn iso_midnight(self) -> String {
        format!("{}T00:00:00Z", self.iso())
    }
}

/// A day, a month or a year of the Gregorian calendar (ISO 8601, with reduced precision).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// A day.
    Day(Date),
    /// A month, as its first day.
    Month(Date),
    /// A year, as its first day.
    Year(Date),
}

impl Period {
    /// Parses `2016-04-11`, `2016-04` or `2016`; `None` if it is not valid.
    pub fn parse(text: &str) -> Option<Period> {
        let text = text.trim();
        match text.len() {
            4 => Date::parse(&format!("{text}-01-01")).map(Period::Year),
            7 => Date::parse(&format!("{text}-01")).map(Period::Month),
            _ => Date::parse(text).map(Period::Day),
        }
    }

    /// The first day.
    pub fn first(self) -> Date {
        match self {
            Period::Day(first) | Period::Month(first) | Period::Year(first) => first,
        }
    }

    /// The last day.
    pub fn last(self) -> Date {
        let Date { year, month, day } = self.first();
        match self {
            Period::Day(_) => Date { year, month, day },
            Period::Month(_) => Date { year, month, day: days_in(year, month).unwrap_or(day) },
            Period::Year(_) => Date { year, month: 12, day: 31 },
        }
    }

    /// As written: "2016-04-11", "2016-04", "2016".
    pub fn iso(self) -> String {
        let mut iso = self.first().iso();
        iso.truncate(match self {
            Period::Day(_) => 10,
            Period::Month(_) => 7,
            Period::Year(_) => 4,
        });
        iso
    }
}

fn days_in(year: u16, month: u8) -> Option<u8> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 => Some(if leap { 29 } else { 28 }),
        0 | 13.. => None,
    }
}

/// A contributor for catalogues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contributor {
    /// The name without honorific.
    pub name: String,
    /// The name for sorted lists, if the report gives one.
    pub sort_name: Option<String>,
    /// The ORCID iD.
    pub orcid: Option<String>,
    /// The MARC relator codes of the roles, in the order of the report: `aut` author, `edt` editor,
    /// `mod` moderator, `rpt` rapporteur (reporter), `spk` speaker.
    pub relators: Vec<&'static str>,
}

/// The MARC relator code of authors.
pub const AUTHOR: &str = "aut";

impl Contributor {
    /// Whether it is an author.
    pub fn is_author(&self) -> bool {
        self.relators.contains(&AUTHOR)
    }
}

/// Further metadata for catalogues, mostly of e-books.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    /// The URN of the e-book, as opposed to the printed book: its ISBN, or a version 5 UUID derived
    /// from the name of the publication.
    pub identifier: String,
    /// The short title.
    pub short_title: Option<String>,
    /// The titles in other languages, each after its BCP 47 tag.
    pub other_titles: Vec<(String, String)>,
    /// The series line.
    pub series_title: Option<String>,
    /// The date of publication, or the last day of the event; never `SOURCE_DATE_EPOCH`.
    pub published: Option<Period>,
    /// The series of publications.
    pub collection: Option<Collection>,
    /// The certifier of accessibility.
    pub certifier: Option<Certifier>,
}

/// A series of publications.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collection {
    /// Its title.
    pub title: String,
    /// The number of the report in it.
    pub number: Option<u32>,
    /// Its ISSN.
    pub issn: Option<String>,
}

/// The certifier that the e-book conforms to EPUB Accessibility 1.1 and WCAG 2.2, level AA.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certifier {
    /// The name of the person or organisation.
    pub name: String,
    /// Its credential.
    pub credential: Option<String>,
    /// The address of the conformance report.
    pub report: Option<String>,
}

/// The metadata of a publication, as plain text.
#[derive(Clone, Debug)]
pub struct Metadata {
    /// The title.
    pub title: String,
    /// The subtitle, or the series line.
    pub subtitle: Option<String>,
    /// The body responsible for the content: the office, or the publisher.
    pub creator: String,
    /// The publisher.
    pub publisher: String,
    /// The name of the event with its number.
    pub event: Option<String>,
    /// The status of the document: "Draft for comment".
    pub status: Option<String>,
    /// The ISBN as written, without the word "ISBN".
    pub isbn: Option<String>,
    /// The document symbol: "CTHB.GAL/3/16".
    pub symbol: Option<String>,
    /// A URN that is the same in every build: the ISBN, or a version 5 UUID derived from publisher,
    /// title and date.
    pub identifier: String,
    /// The description, in a sentence or two.
    pub description: Option<String>,
    /// Keywords.
    pub keywords: Vec<String>,
    /// The copyright line.
    pub rights: Option<String>,
    /// The date in file properties: `SOURCE_DATE_EPOCH`, or the date of publication, or the last day
    /// of the event. Times are those of its first day.
    pub date: Period,
    /// The authors, editors, moderators, rapporteurs and speakers.
    pub contributors: Vec<Contributor>,
    /// Further metadata for catalogues.
    pub catalogue: Catalogue,
}

impl Metadata {
    /// The names of the authors; without authors, the body responsible for the content.
    pub fn creators(&self) -> Vec<&str> {
        let authors = self.contributors.iter().filter(|it| it.is_author());
        let names: Vec<&str> = authors.map(|author| author.name.as_str()).collect();
        if names.is_empty() { vec![&self.creator] } else { names }
    }

    /// The creators as one text, in the manner of file properties: "Ana Horvat; Per Ek".
    pub fn creators_line(&self) -> String {
        self.creators().join("; ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_years_are_periods() {
        for (text, first, last) in [
            ("2016-02-03", "2016-02-03", "2016-02-03"),
            ("2016-02", "2016-02-01", "2016-02-29"),
            ("2016", "2016-01-01", "2016-12-31"),
        ] {
            let period = Period::parse(text).unwrap();
            let days = (period.first().iso(), period.last().iso());
            assert_eq!((period.iso().as_str(), days), (text, (first.into(), last.into())));
        }
        for wrong in ["2016-13", "2016-1", "16", "0000", "éé", "2016-02-30", ""] {
            assert_eq!(Period::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn only_valid_dates_are_parsed() {
        assert_eq!(Date::parse("2016-02-29"), Some(Date { year: 2016, month: 2, day: 29 }));
        for wrong in
            ["2015-02-29", "2016-13-01", "2016-4-1", "0000-01-01", "+016-01-01", "2016", ""]
        {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
    }
}

//! What catalogues and file properties say about the publication.

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// 1 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl Date {
    /// A day as ISO 8601 writes it; `None` where it is no day of the calendar.
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

    /// ISO 8601: "2016-04-11".
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// ISO 8601 with midnight UTC: "2016-04-11T00:00:00Z".
    pub fn iso_midnight(self) -> String {
        format!("{}T00:00:00Z", self.iso())
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

/// A person who took part, for catalogues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contributor {
    /// The name without honorific.
    pub name: String,
    /// MARC relator codes, in the order in which the report gives the roles: `edt` editor, `mod`
    /// moderator, `rpt` rapporteur (reporter), `spk` speaker.
    pub relators: Vec<&'static str>,
}

/// What catalogues ask for besides, most of them those of e-books.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    /// A URN that names the e-book, and not the printed book: of its own ISBN, else a UUID
    /// (version 5) made from what the publication is called.
    pub identifier: String,
    /// The short title.
    pub short_title: Option<String>,
    /// The title in other languages, each with its language as a BCP 47 tag.
    pub other_titles: Vec<(String, String)>,
    /// The series line.
    pub series_title: Option<String>,
    /// The day of publication, whatever day formats ask for; else the last of the event.
    pub published: Option<Date>,
    /// The series of publications.
    pub collection: Option<Collection>,
    /// Who has certified that the e-book is accessible.
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

/// Who has certified that the e-book conforms to EPUB Accessibility 1.1 and WCAG 2.2, level AA.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certifier {
    /// The name of the person or organisation.
    pub name: String,
    /// What entitles it to certify.
    pub credential: Option<String>,
    /// The address of its report.
    pub report: Option<String>,
}

/// What catalogues and file properties say. All text is plain.
#[derive(Clone, Debug)]
pub struct Metadata {
    /// The title.
    pub title: String,
    /// The subtitle, else the series line.
    pub subtitle: Option<String>,
    /// The body that answers for the content: the office, else the publisher.
    pub creator: String,
    /// The publisher.
    pub publisher: String,
    /// The series and the number in it.
    pub series: Option<String>,
    /// ISBN as written, without the word.
    pub isbn: Option<String>,
    /// The document symbol: "CTHB.GAL/3/16".
    pub symbol: Option<String>,
    /// A URN that is the same in each build: of the ISBN, else a UUID (version 5) made from
    /// publisher, title and date.
    pub identifier: String,
    /// What it is about, in a sentence or two.
    pub description: Option<String>,
    /// Keywords.
    pub keywords: Vec<String>,
    /// The copyright line.
    pub rights: Option<String>,
    /// The day that formats ask for: `SOURCE_DATE_EPOCH`, else that of publication, else the last
    /// of the event.
    pub date: Date,
    /// Who edited, moderated, reported and spoke.
    pub contributors: Vec<Contributor>,
    /// What catalogues ask for besides.
    pub catalogue: Catalogue,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_days_of_the_calendar() {
        assert_eq!(Date::parse("2016-02-29"), Some(Date { year: 2016, month: 2, day: 29 }));
        for wrong in
            ["2015-02-29", "2016-13-01", "2016-4-1", "0000-01-01", "+016-01-01", "2016", ""]
        {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
    }
}

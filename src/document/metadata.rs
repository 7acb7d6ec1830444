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
    /// ISO 8601: "2016-04-11".
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// ISO 8601 with midnight UTC: "2016-04-11T00:00:00Z".
    pub fn iso_midnight(self) -> String {
        format!("{}T00:00:00Z", self.iso())
    }
}

/// A person who took part, for catalogues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contributor {
    /// The name without honorific.
    pub name: String,
    /// MARC relator code: `mod` moderator, `rpt` rapporteur (reporter), `spk` speaker.
    pub relator: &'static str,
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
    /// Who moderated, reported and spoke.
    pub contributors: Vec<Contributor>,
}

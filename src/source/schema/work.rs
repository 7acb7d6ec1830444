//! Works cited: as a text, as data, or in a file beside the report.

use super::{Text, TracedString};

/// An entry of the bibliography: a text, or a mapping.
#[derive(Clone, Debug)]
pub struct Work {
    /// What the work is.
    pub entry: WorkEntry,
    /// The id for citations: `[@id]`, `[#id]`.
    pub id: Option<String>,
    /// What references print.
    pub label: Option<Text>,
}

/// What an entry of the bibliography is.
#[derive(Clone, Debug)]
pub enum WorkEntry {
    /// A text, printed as it is.
    Text(Text),
    /// Data, printed as the template says.
    Data(Box<Reference>),
    /// The works of a file.
    File(WorkFile),
}

/// A file with works.
#[derive(Clone, Debug)]
pub struct WorkFile {
    /// The path, relative to the report.
    pub path: TracedString,
    /// The works that the report cites. They are read after the report.
    pub works: Vec<Work>,
}

/// The data of a work.
#[derive(Clone, Debug, Default)]
pub struct Reference {
    /// The authors, each as "Lind, Anna", or as the name of an organization.
    pub authors: Vec<TracedString>,
    /// Whether there are more authors or, without authors, editors, whose names are not given.
    pub has_more_names: bool,
    /// The editors: of the work or, if it is part of another, of that.
    pub editors: Vec<TracedString>,
    /// The title.
    pub title: Option<Text>,
    /// The title of the journal, book or proceedings that the work is part of.
    pub container: Option<Text>,
    /// The kind of work, as printed: "Report", "PhD thesis".
    pub genre: Option<TracedString>,
    /// Its number or symbol: "RFC 7258".
    pub number: Option<TracedString>,
    /// The edition: a number, or as printed.
    pub edition: Option<TracedString>,
    /// The volume.
    pub volume: Option<TracedString>,
    /// The issue of a journal.
    pub issue: Option<TracedString>,
    /// The pages: "4–19".
    pub pages: Option<TracedString>,
    /// The publisher.
    pub publisher: Option<TracedString>,
    /// The place of publication.
    pub place: Option<TracedString>,
    /// The date of publication, in ISO 8601.
    pub date: Option<String>,
    /// The DOI, without its address.
    pub doi: Option<TracedString>,
    /// The web address.
    pub url: Option<TracedString>,
    /// The date on which the address was visited, in ISO 8601.
    pub accessed: Option<String>,
}

impl Reference {
    /// The texts of each field, by its key.
    pub fn fields(&self) -> [(&'static str, Vec<&str>); 16] {
        fn one(field: &Option<TracedString>) -> Vec<&str> {
            field.iter().map(TracedString::as_str).collect()
        }
        fn title(field: &Option<Text>) -> Vec<&str> {
            field.iter().map(Text::as_str).collect()
        }
        fn date(field: &Option<String>) -> Vec<&str> {
            field.iter().map(String::as_str).collect()
        }
        fn names(names: &[TracedString]) -> Vec<&str> {
            names.iter().map(TracedString::as_str).collect()
        }
        [
            ("author", names(&self.authors)),
            ("editor", names(&self.editors)),
            ("title", title(&self.title)),
            ("container", title(&self.container)),
            ("genre", one(&self.genre)),
            ("number", one(&self.number)),
            ("edition", one(&self.edition)),
            ("volume", one(&self.volume)),
            ("issue", one(&self.issue)),
            ("pages", one(&self.pages)),
            ("publisher", one(&self.publisher)),
            ("place", one(&self.place)),
            ("date", date(&self.date)),
            ("doi", one(&self.doi)),
            ("url", one(&self.url)),
            ("accessed", date(&self.accessed)),
        ]
    }
}

impl Work {
    /// Calls `visit` with each work that is printed: the works of a file in its place.
    pub fn each<'w>(works: &'w [Work], visit: &mut dyn FnMut(&'w Work)) {
        for work in works {
            match &work.entry {
                WorkEntry::Text(_) | WorkEntry::Data(_) => visit(work),
                WorkEntry::File(file) => Work::each(&file.works, visit),
            }
        }
    }

    /// The text, or the title of a work that is data.
    pub fn title(&self) -> Option<&Text> {
        match &self.entry {
            WorkEntry::Text(text) => Some(text),
            WorkEntry::Data(data) => data.title.as_ref(),
            WorkEntry::File(_) => None,
        }
    }
}

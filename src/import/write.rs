//! Writes an imported report as YAML: with the keys in the order of the schema, as typed by hand.

mod blocks;
mod inlines;
mod names;
mod slug;
mod yaml;

use super::flat::{Inline, Picture};
use super::report::{
    Event, FrontKind, ImportedReport, Person, Publication, Revision, Section, USUAL_LANGUAGE, Work,
};
use crate::source::schema::SectionKind;
use inlines::Texts;
use names::Names;
pub use names::generated_references;
use yaml::{Entry, Map, Value};

/// The name by which links refer to a heading in Markdown.
pub fn heading_name(heading: &str) -> String {
    let kept = |sign: &char| sign.is_alphanumeric() || [' ', '-', '_'].contains(sign);
    heading.trim().to_lowercase().chars().filter(kept).collect::<String>().replace(' ', "-")
}

/// What is in place of a value that was not found.
const UNKNOWN: &str = "?";

/// How a report is written.
pub struct Setting<'a> {
    /// The name of the file that it is imported from, for its first comment.
    pub from: &'a str,
    /// The date of publication, if the file does not say.
    pub date: &'a str,
    /// The pictures, under the names with which they are saved.
    pub pictures: &'a [Picture],
}

/// The report as YAML.
pub fn write(report: &ImportedReport, setting: &Setting) -> String {
    let names = Names::of(report);
    let writer = Writer { report, setting, names: &names, has_notes: true };
    yaml::document(writer.report())
}

#[derive(Clone, Copy)]
struct Writer<'a> {
    report: &'a ImportedReport,
    setting: &'a Setting<'a>,
    names: &'a Names,
    has_notes: bool,
}

impl Writer<'_> {
    fn text(&self, inlines: &[Inline]) -> String {
        Texts { names: self.names, has_notes: self.has_notes }.written(inlines)
    }

    fn report(&self) -> Map {
        let report = self.report;
        let mut map = Map::default();
        let from = [format!("Imported from {}.", self.setting.from)];
        let publication = self.publication(&report.publication).into_value();
        map.push(Entry::of("publication", publication).after(&from));
        let mut part = |key: &str, value: Option<Value>| {
            let entry = value.map(|value| Entry::of(key, value).set_off());
            entry.into_iter().for_each(|entry| map.push(entry));
        };
        part("event", report.event.as_ref().map(|event| self.event(event).into_value()));
        part("people", self.people());
        part("front", self.front());
        part("body", Some(self.body()));
        let annexes = (!report.annexes.is_empty()).then(|| self.sections(&report.annexes, true));
        part("annexes", annexes);
        part("bibliography", self.bibliography());
        part("footnotes", self.footnotes());
        part("options", self.options());
        map
    }

    fn publication(&self, publication: &Publication) -> Map {
        let mut map = Map::default();
        map.push(self.required("title", &publication.title));
        map.text("subtitle", self.text(&publication.subtitle));
        map.text("short_title", self.text(&publication.short_title));
        map.text("series", self.text(&publication.series));
        map.push(self.required("publisher", &publication.publisher));
        map.text("office", self.text(&publication.office));
        self.cover_picture("logo", publication.logo.as_ref(), &mut map);
        self.cover_picture("cover_picture", publication.cover_picture.as_ref(), &mut map);
        map.text("status", self.text(&publication.status));
        match &publication.language {
            Some(language) => map.text("language", language.as_str()),
            None => {
                let usual = Value::Text(USUAL_LANGUAGE.into());
                map.push(Entry::of("language", usual).after(&[NOT_FOUND.into()]));
            }
        }
        match (&publication.date, &self.report.event) {
            (Some(date), _) => map.push(Entry::of("date", Value::Quoted(date.clone()))),
            (None, Some(_)) => {}
            (None, None) => {
                let date = Value::Quoted(self.setting.date.into());
                map.push(Entry::of("date", date).after(&[NOT_FOUND.into()]));
            }
        }
        map.optional("description", publication.description.as_ref());
        let keywords = publication.keywords.iter().map(|it| Entry::item(Value::Text(it.clone())));
        map.list("keywords", keywords.collect());
        map.words("authors", self.ids(&publication.authors));
        map.words("editors", self.ids(&publication.editors));
        map
    }

    /// A text that a report must have.
    fn required(&self, key: &str, text: &[Inline]) -> Entry {
        let text = self.text(text);
        match text.is_empty() {
            true => Entry::of(key, Value::Quoted(UNKNOWN.into())).after(&[NOT_FOUND.into()]),
            false => Entry::of(key, Value::Text(text)),
        }
    }

    pub(super) fn cover_picture(
        &self,
        key: &str,
        picture: Option<&(usize, Option<String>)>,
        map: &mut Map,
    ) {
        let Some((index, alternative)) = picture else { return };
        let Some(picture) = self.picture(*index) else { return };
        let mut value = Map::default();
        value.text("image", picture.name.as_str());
        push_alternative(alternative.as_deref(), &mut value);
        map.push(Entry::of(key, value.into_value()));
    }

    fn event(&self, event: &Event) -> Map {
        let mut map = Map::default();
        map.text("name", self.text(&event.name));
        map.text("venue", self.text(&event.venue));
        map.push(Entry::of("from", Value::Quoted(event.from.clone())));
        if let Some(to) = event.to.as_ref().filter(|to| **to != event.from) {
            map.push(Entry::of("to", Value::Quoted(to.clone())));
        }
        map
    }

    fn people(&self) -> Option<Value> {
        let people = self.report.people.iter().zip(&self.names.people);
        let entries = people.map(|(person, id)| Entry::of(id, self.person(person).into_value()));
        let entries: Vec<Entry> = entries.collect();
        (!entries.is_empty()).then_some(Value::Map(entries))
    }

    fn person(&self, person: &Person) -> Map {
        let mut map = Map::default();
        map.text("name", person.name.as_str());
        map.optional("honorific", person.honorific.as_ref());
        map.optional("post", person.post.as_ref());
        map.optional("organisation", person.organisation.as_ref());
        map.optional("country", person.country.as_ref());
        map
    }

    fn front(&self) -> Option<Value> {
        let mut map = Map::default();
        let imprint = &self.report.imprint;
        let mut page = Map::default();
        page.optional("isbn", imprint.isbn.as_ref());
        page.optional("symbol", imprint.symbol.as_ref());
        page.text("copyright", self.text(&imprint.copyright));
        page.text("disclaimer", self.text(&imprint.disclaimer));
        page.text("photo_credits", self.text(&imprint.photo_credits));
        if !page.is_empty() {
            map.push(Entry::of("imprint", page.into_value()));
        }
        let mut sections: Vec<_> = self.report.front.iter().collect();
        sections.sort_by_key(|it| it.0);
        for (kind, section) in sections {
            let key = match kind {
                FrontKind::Foreword => "foreword",
                FrontKind::Acknowledgements => "acknowledgements",
                FrontKind::Abstract => "abstract",
            };
            map.push(Entry::of(key, self.untitled(section).into_value()));
        }
        let history = self.report.history.iter().map(|it| Entry::item(self.revision(it)));
        map.list("history", history.collect());
        let abbreviations = self.report.abbreviations.iter();
        let abbreviations: Vec<Entry> = abbreviations
            .map(|(term, meaning)| Entry::of(&self.text(term), Value::Text(self.text(meaning))))
            .collect();
        if !abbreviations.is_empty() {
            map.push(Entry::of("abbreviations", Value::Map(abbreviations)));
        }
        (!map.is_empty()).then(|| map.into_value())
    }

    fn revision(&self, revision: &Revision) -> Value {
        let mut map = Map::default();
        map.push(Entry::of("version", Value::Quoted(revision.version.clone())));
        if let Some(date) = &revision.date {
            map.push(Entry::of("date", Value::Quoted(date.clone())));
        }
        map.text("changes", self.text(&revision.changes));
        map.into_value()
    }

    /// The sections of the body; one with no more than a title if the file has none.
    fn body(&self) -> Value {
        match self.report.body.is_empty() {
            true => {
                let title = Entry::of("title", Value::Quoted(UNKNOWN.into()));
                let title = title.after(&[NOT_FOUND.into()]);
                Value::List(vec![Entry::item(Value::Map(vec![title]))])
            }
            false => self.sections(&self.report.body, true),
        }
    }

    fn sections(&self, sections: &[Section], is_outermost: bool) -> Value {
        let entries = sections.iter().enumerate().map(|(index, section)| {
            let entry = Entry::item(self.section(section).into_value()).after(&section.comments);
            if is_outermost && index > 0 { entry.set_off() } else { entry }
        });
        Value::List(entries.collect())
    }

    /// A section of the front matter, which has a title by itself.
    fn untitled(&self, section: &Section) -> Map {
        let mut map = Map::default();
        map.text("title", self.text(&section.title));
        map.optional("id", self.names.id(&section.bookmarks));
        map.list("content", self.blocks(&section.content));
        if map.is_empty() {
            map.push(self.required("title", &section.title));
        }
        map
    }

    fn section(&self, section: &Section) -> Map {
        let mut map = Map::default();
        if let Some(kind) = kind_name(section.kind) {
            map.bare("kind", kind);
        }
        map.optional("id", self.names.id(&section.bookmarks));
        map.text("label", self.text(&section.label));
        match section.title.is_empty() && section.kind == SectionKind::Conclusion {
            true => {}
            false => map.push(self.required("title", &section.title)),
        }
        map.words("moderator", self.ids(&section.moderators));
        map.words("rapporteur", self.ids(&section.rapporteurs));
        map.words("speakers", self.ids(&section.speakers));
        let organisers = section.co_organisers.iter().map(|it| self.text(it));
        let organisers = organisers.map(|it| Entry::item(Value::Text(it)));
        map.list("co_organisers", organisers.collect());
        map.list("content", self.blocks(&section.content));
        if !section.sections.is_empty() {
            map.push(Entry::of("sections", self.sections(&section.sections, false)));
        }
        map
    }

    pub(super) fn ids(&self, people: &[usize]) -> Vec<String> {
        people.iter().filter_map(|person| self.names.people.get(*person).cloned()).collect()
    }

    fn bibliography(&self) -> Option<Value> {
        let works = self.report.bibliography.iter().map(|work| self.work(work));
        let works: Vec<Entry> = works.collect();
        (!works.is_empty()).then_some(Value::List(works))
    }

    fn work(&self, work: &Work) -> Entry {
        let text = self.text(&work.text);
        match self.names.id(&work.bookmarks) {
            None => Entry::item(Value::Text(text)),
            Some(id) => {
                let mut map = Map::default();
                map.text("text", text);
                map.text("id", id.as_str());
                Entry::item(map.into_value())
            }
        }
    }

    fn footnotes(&self) -> Option<Value> {
        let writer = Writer { has_notes: false, ..*self };
        let notes = self.report.notes.iter().zip(&self.names.notes).filter_map(|(note, id)| {
            let texts = note.paragraphs.iter().map(|text| writer.text(text));
            let mut texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
            let first = texts.pop()?;
            if texts.is_empty() {
                return Some(Entry::of(id, Value::Text(first)));
            }
            texts.push(first);
            let texts = texts.into_iter().map(|text| Entry::item(Value::Text(text)));
            Some(Entry::of(id, Value::List(texts.collect())))
        });
        let notes: Vec<Entry> = notes.collect();
        (!notes.is_empty()).then_some(Value::Map(notes))
    }

    fn options(&self) -> Option<Value> {
        let mut map = Map::default();
        for (key, is_on) in [
            ("numbered_paragraphs", self.report.numbered_paragraphs),
            ("index_of_persons", self.report.index_of_persons),
        ] {
            if is_on {
                map.bare(key, "true");
            }
        }
        (!map.is_empty()).then(|| map.into_value())
    }

    /// A picture that a report can show.
    fn picture(&self, index: usize) -> Option<&Picture> {
        self.setting.pictures.get(index).filter(|picture| can_show(&picture.name))
    }
}

/// Whether a report can show a picture with this name.
pub fn can_show(name: &str) -> bool {
    let extension = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    ["png", "jpg", "jpeg", "svg"].contains(&extension.as_str())
}

const NOT_FOUND: &str = "not found in the file";

/// The alternative text. Without one, the picture is decorative until an editor describes it.
fn push_alternative(alternative: Option<&str>, map: &mut Map) {
    match alternative.map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => map.text("alt", text),
        None => {
            let advice = "describe the picture with alt: instead, unless it is decorative".into();
            map.push(Entry::of("decorative", Value::Bare("true".into())).after(&[advice]));
        }
    }
}

fn kind_name(kind: SectionKind) -> Option<&'static str> {
    match kind {
        SectionKind::Section => None,
        SectionKind::Panel => Some("panel"),
        SectionKind::SideEvents => Some("side-events"),
        SectionKind::SideEvent => Some("side-event"),
        SectionKind::Conclusion => Some("conclusion"),
    }
}

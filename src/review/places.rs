//! Names of places in a report, for people.

use super::summary::PlaceEntry;
use super::today::Today;
use crate::diagnostic::SourceText;
use crate::draft::DraftKind;

/// The names of all paragraphs of today's draft.
pub struct Places<'a> {
    today: &'a Today<'a>,
    source: &'a SourceText,
    /// For each paragraph, its heading, and its number among the paragraphs of its kind there.
    names: Vec<(Option<usize>, String)>,
}

impl<'a> Places<'a> {
    /// Names the paragraphs.
    pub fn new(today: &'a Today<'a>, source: &'a SourceText) -> Self {
        let mut heading = None;
        let mut counts = Counts::default();
        let name = |(at, paragraph): (usize, &crate::draft::DraftParagraph)| {
            if let DraftKind::Heading(_) = paragraph.kind {
                heading = Some(at);
                counts = Counts::default();
            }
            (heading, counts.name(&paragraph.kind))
        };
        let names = today.draft.paragraphs.iter().enumerate().map(name).collect();
        Places { today, source, names }
    }

    /// The name of a paragraph. Words of it are `at` that byte of the file.
    pub fn entry(&self, paragraph: usize, at: Option<usize>) -> PlaceEntry {
        let (heading, part) = self.names.get(paragraph).cloned().unwrap_or_default();
        let text =
            |at: usize| self.today.sent.get(at).map(|it| it.text.clone()).unwrap_or_default();
        let byte = at.or_else(|| self.today.start(paragraph));
        PlaceEntry {
            section: heading.map(text).unwrap_or_default().replace(['\n', '\t'], " "),
            part,
            line: byte.map_or(0, |byte| self.source.position(byte).line),
            path: byte.map(|byte| self.today.path_at(byte)).unwrap_or_default(),
            bookmark: self
                .today
                .paragraph(paragraph)
                .map(|it| it.bookmark.clone())
                .unwrap_or_default(),
            text: text(paragraph),
            order: paragraph + 1,
        }
    }
}

/// How many paragraphs of some kinds came since the last heading.
#[derive(Default)]
struct Counts {
    paragraphs: usize,
    items: usize,
    recommendations: usize,
    people: usize,
    quotations: usize,
}

impl Counts {
    fn name(&mut self, kind: &DraftKind) -> String {
        let numbered = |name: &str, count: &mut usize| {
            *count += 1;
            format!("{name} {count}")
        };
        match kind {
            DraftKind::Cover => "cover".into(),
            DraftKind::Generated => "generated text".into(),
            DraftKind::Paragraph => numbered("paragraph", &mut self.paragraphs),
            DraftKind::Heading(_) => "heading".into(),
            DraftKind::Item(_) => numbered("item", &mut self.items),
            DraftKind::Recommendation(_) => numbered("recommendation", &mut self.recommendations),
            DraftKind::RecommendationHeading => "heading of the recommendations".into(),
            DraftKind::LeadIn => "lead-in".into(),
            DraftKind::Quotation => numbered("quotation", &mut self.quotations),
            DraftKind::QuotationSource => "source of the quotation".into(),
            DraftKind::BoxTitle => "title of the box".into(),
            DraftKind::Caption => "caption".into(),
            DraftKind::Credit => "source or credit".into(),
            DraftKind::Cell { row, column, .. } => {
                format!("row {}, column {}", row + 1, column + 1)
            }
            DraftKind::Person | DraftKind::Participant => numbered("person", &mut self.people),
            DraftKind::ParticipantGroup => "group of participants".into(),
            DraftKind::Definition => "definition".into(),
            DraftKind::Work => "work cited".into(),
            DraftKind::IndexEntry => "index".into(),
            DraftKind::Note { id } => format!("footnote {id}"),
            DraftKind::Picture => "picture".into(),
            DraftKind::Separator => String::new(),
        }
    }
}

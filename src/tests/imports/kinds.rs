//! The kinds of the blocks of a report, in its order: a notation that people write and compare.

use std::fmt;

use crate::source::schema::{
    Block, BlockKind, Item, ListStyle, RecommendationKind, Report, Section, SectionKind, Text,
};

/// A block: its kind, with its depth or size, and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    kind: String,
    words: String,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let words: String = self.words.chars().take(50).collect();
        let words = words.trim_end();
        if words.is_empty() {
            write!(f, "{}", self.kind)
        } else {
            write!(f, "{} | {words}", self.kind)
        }
    }
}

impl Line {
    /// Whether two lines are of one kind, and the words of one begin with those of the other.
    fn fits(&self, other: &Line) -> bool {
        let start = |words: &str| words.chars().take(COMPARED).collect::<String>();
        let (one, other_words) = (start(&self.words), start(&other.words));
        self.kind == other.kind && (one.starts_with(&other_words) || other_words.starts_with(&one))
    }
}

/// Reads lines such as `section 1 | Introduction`.
pub fn parse(text: &str) -> Vec<Line> {
    let line = |line: &str| {
        let (kind, words) = line.split_once(" | ").unwrap_or((line, ""));
        Line { kind: kind.into(), words: plain(words) }
    };
    let mut lines: Vec<Line> = text.lines().map(line).collect();
    let is_unordered = |it: &Line| ["person", "note"].contains(&it.kind.as_str());
    let groups = lines.chunk_by_mut(|one, other| one.kind == other.kind);
    let groups = groups.filter(|group| group.first().is_some_and(is_unordered));
    groups.for_each(|group| group.sort_by(|one, other| one.words.cmp(&other.words)));
    lines
}

/// Words without the differences of signs that programs make.
fn plain(text: &str) -> String {
    let sign = |sign: char| match sign {
        '’' | '‘' | '‚' | '\'' | '“' | '”' | '"' | '„' | '«' | '»' | '\u{fffc}' => {
            None
        }
        '–' | '—' | '-' => Some('-'),
        sign if sign.is_whitespace() => Some(' '),
        sign => Some(sign),
    };
    let text: String = text.chars().filter_map(sign).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many characters of two blocks are compared.
const COMPARED: usize = 60;

/// How two lists of lines differ.
pub struct Comparison {
    /// How many lines both have, in order.
    pub common: usize,
    /// How many lines the longer one has.
    pub all: usize,
    /// The lines of only one of them, with `-` for the first and `+` for the second, in order.
    pub different: Vec<String>,
}

/// Compares two lists of lines along the longest list of lines that both have.
pub fn compare(expected: &[Line], found: &[Line]) -> Comparison {
    let width = found.len() + 1;
    let mut lengths = vec![0_usize; (expected.len() + 1) * width];
    for (i, one) in expected.iter().enumerate().rev() {
        for (j, other) in found.iter().enumerate().rev() {
            let diagonal = lengths[(i + 1) * width + j + 1] + 1;
            let best = lengths[(i + 1) * width + j].max(lengths[i * width + j + 1]);
            lengths[i * width + j] = if one.fits(other) { diagonal } else { best };
        }
    }
    let (mut i, mut j, mut different) = (0, 0, Vec::new());
    while i < expected.len() || j < found.len() {
        let is_common = i < expected.len() && j < found.len() && expected[i].fits(&found[j]);
        if is_common && lengths[i * width + j] == lengths[(i + 1) * width + j + 1] + 1 {
            (i, j) = (i + 1, j + 1);
        } else if j >= found.len()
            || i < expected.len() && lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]
        {
            different.push(format!("- {}", expected[i]));
            i += 1;
        } else {
            different.push(format!("+ {}", found[j]));
            j += 1;
        }
    }
    Comparison { common: lengths[0], all: expected.len().max(found.len()), different }
}

/// The blocks of a report.
pub fn of(report: &Report) -> Vec<Line> {
    let mut lines = Lines(Vec::new());
    let publication = &report.publication;
    lines.text("title", Some(&publication.title));
    lines.text("subtitle", publication.subtitle.as_ref());
    lines.text("series", publication.series.as_ref());
    lines.text("publisher", Some(&publication.publisher));
    lines.text("office", publication.office.as_ref());
    if publication.logo.is_some() {
        lines.add("logo", "");
    }
    if publication.cover_picture.is_some() {
        lines.add("cover picture", "");
    }
    if let Some(event) = &report.event {
        lines.text("venue", event.venue.as_ref());
        let to = event.to.as_ref().map(|to| format!(" {to}")).unwrap_or_default();
        lines.add(format!("event {}{to}", event.from), "");
    }
    // The order of people and notes means nothing.
    let mut people: Vec<&str> = report.people.values().map(|it| it.name.as_str()).collect();
    people.sort_unstable();
    people.into_iter().for_each(|name| lines.add("person", name));
    lines.front(report);
    report.body.iter().for_each(|section| lines.section(report, section, 1));
    for section in &report.annexes {
        lines.text("annex 1", Some(section.title.as_ref().unwrap_or(&Text::default())));
        lines.content(report, section, 1);
    }
    report.bibliography.iter().for_each(|work| lines.text("work", work.title()));
    let before = lines.0.len();
    for text in report.footnotes.values().flat_map(|note| &note.0) {
        lines.text("note", Some(text));
    }
    lines.0[before..].sort_by(|one, other| one.words.cmp(&other.words));
    lines.0
}

struct Lines(Vec<Line>);

impl Lines {
    fn add(&mut self, kind: impl Into<String>, words: &str) {
        self.0.push(Line { kind: kind.into(), words: plain(words) });
    }

    /// Adds a text. A text that import did not find is `?`.
    fn text(&mut self, kind: impl Into<String>, text: Option<&Text>) {
        let words = text.map(|text| plain(&text.words_around("\u{fffc}")));
        if let Some(words) = words.filter(|words| words != "?") {
            self.add(kind, &words);
        }
    }

    fn front(&mut self, report: &Report) {
        let front = &report.front;
        if let Some(imprint) = &front.imprint {
            let texts = [&imprint.copyright, &imprint.disclaimer, &imprint.photo_credits];
            texts.into_iter().for_each(|text| self.text("imprint", text.as_ref()));
        }
        for (kind, section) in front.sections() {
            let title = section.title.as_ref().map(Text::words).unwrap_or_default();
            self.add(kind, &title);
            self.content(report, section, 1);
        }
        front.abbreviations.keys().for_each(|term| self.add("abbreviation", term));
    }

    fn section(&mut self, report: &Report, section: &Section, depth: usize) {
        let kind = match section.kind {
            SectionKind::Section => "section",
            SectionKind::Panel => "panel",
            SectionKind::SideEvents => "side events",
            SectionKind::SideEvent => "side event",
            SectionKind::Conclusion => "conclusion",
        };
        let title = section.title.as_ref().map(|title| title.words().as_str().to_owned());
        let title = title.filter(|title| title != "?").unwrap_or_default();
        self.add(format!("{kind} {depth}"), &title);
        self.content(report, section, depth);
    }

    /// The people, blocks and subsections of a section.
    fn content(&mut self, report: &Report, section: &Section, depth: usize) {
        let roles = [
            ("moderator", &section.moderator),
            ("rapporteur", &section.rapporteur),
            ("speaker", &section.speakers),
        ];
        for (role, ids) in roles {
            ids.0.iter().for_each(|id| self.add(role, &report.people[id].name));
        }
        section.co_organisers.iter().for_each(|text| self.text("organizer", Some(text)));
        self.blocks(&section.content, 0);
        section.sections.iter().for_each(|section| self.section(report, section, depth + 1));
    }

    /// Blocks within some lists.
    fn blocks(&mut self, blocks: &[Block], lists: usize) {
        blocks.iter().for_each(|block| self.block(&block.kind, lists));
    }

    fn block(&mut self, block: &BlockKind, lists: usize) {
        match block {
            BlockKind::Paragraph(block) => self.text("paragraph", Some(&block.text)),
            BlockKind::Heading(block) => self.text("heading", Some(&block.text)),
            BlockKind::Bullets(items) => self.items("bullet", items, lists),
            BlockKind::Numbered(items) => self.items("numbered", items, lists),
            BlockKind::List(list) => self.items(style(list.style), &list.items, lists),
            BlockKind::Recommendations(block) => {
                let (plural, one) = recommendation(block.kind);
                self.text(format!("label of {plural}"), block.label.as_ref());
                self.text(format!("lead of {plural}"), block.lead.as_ref());
                self.items(one, &block.items, lists);
            }
            BlockKind::Quotation(block) => {
                block.text.0.iter().for_each(|text| self.text("quotation", Some(text)));
                self.text("quoted from", block.source.as_ref());
            }
            BlockKind::Table(table) => {
                let rows = table.header.rows.len() + table.rows.len();
                let columns = table.columns();
                let words = table.caption.as_ref().map(Text::words).unwrap_or_default();
                self.add(format!("table {rows} x {columns}"), &words);
                self.text("source", table.source.as_ref());
            }
            BlockKind::Figure(figure) => {
                let words = figure.caption.as_ref().map(Text::words).unwrap_or_default();
                self.add("figure", &words);
                self.text("source", figure.credit.as_ref());
            }
            BlockKind::Code(text) => self.add("code", text),
            BlockKind::Equation(block) => self.add("equation", block.latex.written()),
            BlockKind::Box(block) => {
                let words = block.title.as_ref().map(Text::words).unwrap_or_default();
                self.add("box", &words);
                self.blocks(&block.content, 0);
            }
            BlockKind::Participants(block) => match &block.people {
                Some(people) => self.add(format!("participants {}", people.len()), ""),
                None => self.add("participants", ""),
            },
            BlockKind::Signature(block) => self.text("signature", block.closing.as_ref()),
            BlockKind::Programme(block) => {
                for entry in block.days.iter().flat_map(|day| &day.entries) {
                    self.text("programme", entry.title.as_ref());
                }
            }
            BlockKind::Definitions(entries) => {
                for entry in entries {
                    self.text("definition", Some(&entry.term));
                    self.blocks(&entry.content, 0);
                }
            }
        }
    }

    fn items(&mut self, kind: &str, items: &[Item], lists: usize) {
        for item in items {
            self.add(format!("{kind} {}", lists + 1), &item.text.words());
            self.blocks(&item.content, lists + 1);
        }
    }
}

fn style(style: ListStyle) -> &'static str {
    match style {
        ListStyle::Bulleted => "bullet",
        ListStyle::Numbered => "numbered",
        ListStyle::Lettered => "lettered",
        ListStyle::Roman => "roman",
    }
}

/// The names of a kind of list and of its items.
fn recommendation(kind: RecommendationKind) -> (&'static str, &'static str) {
    match kind {
        RecommendationKind::Recommendations => ("recommendations", "recommendation"),
        RecommendationKind::Findings => ("findings", "finding"),
        RecommendationKind::Lessons => ("lessons", "lesson"),
        RecommendationKind::Conclusions => ("conclusions", "conclusion"),
    }
}

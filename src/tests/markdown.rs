//! Reads Markdown back with pandoc, and checks that it has the structure of the document: headings, numbered
//! lists, tables, notes, emphasis, languages and links with targets.
//!
//! Both structures are written in a line notation and compared.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::document::{
    Block, Caption, Document, Inline, ListItem, ListKind, Paragraph, Person, Section, SpanStyle,
    Table,
};
use serde_json::Value;

use super::case::{cases, document};
use super::golden::compare;

/// The structure that pandoc finds.
#[derive(Default)]
struct Found {
    lines: Vec<String>,
    anchors: Vec<String>,
    links: Vec<String>,
}

fn read_back(markdown: &str) -> Found {
    let mut pandoc = Command::new("pandoc")
        .args(["-f", "commonmark_x", "-t", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pandoc is missing: run `bash tests/validators/install`");
    let mut input = pandoc.stdin.take().unwrap();
    input.write_all(markdown.as_bytes()).unwrap();
    drop(input);
    let output = pandoc.wait_with_output().unwrap();
    assert!(output.status.success());
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut found = Found::default();
    found.blocks(&json["blocks"]);
    found
}

/// LaTeX with single spaces.
fn one_line(latex: &str) -> String {
    latex.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

impl Found {
    fn blocks(&mut self, blocks: &Value) {
        list(blocks).iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Value) {
        let content = &block["c"];
        match block["t"].as_str().unwrap() {
            "Header" => {
                self.anchor(&content[1]);
                self.line(&format!("h{}", content[0]), &content[2]);
            }
            "Div" => {
                self.anchor(&content[0]);
                self.blocks(&content[1]);
            }
            "Para" | "Plain" => self.line("p", content),
            "BulletList" => self.items("bullets", content),
            "OrderedList" => {
                let (start, kind) = (&content[0][0], content[0][1]["t"].as_str().unwrap());
                self.items(&format!("{kind} from {start}"), &content[1]);
            }
            "BlockQuote" => self.within("quote", |found| found.blocks(content)),
            "Table" => self.table(content),
            // Separates lists.
            "RawBlock" => assert_eq!(content[1].as_str().unwrap().trim(), "<!-- -->"),
            "Figure" => self.blocks(&content[2]),
            other => self.lines.push(other.into()),
        }
    }

    fn within(&mut self, name: &str, inner: impl FnOnce(&mut Self)) {
        self.lines.push(format!("{name} ["));
        inner(self);
        self.lines.push("]".into());
    }

    fn items(&mut self, name: &str, items: &Value) {
        self.within(name, |found| {
            list(items).iter().for_each(|item| found.within("item", |found| found.blocks(item)));
        });
    }

    fn line(&mut self, kind: &str, inlines: &Value) {
        let text = self.inlines(inlines);
        self.lines.push(format!("{kind} {}", text.trim()));
    }

    /// Notes the identifier of some attributes.
    fn anchor(&mut self, attributes: &Value) {
        self.anchors.push(attributes[0].as_str().unwrap().into());
    }

    fn table(&mut self, content: &Value) {
        let alignments: Vec<&str> =
            list(&content[2]).iter().map(|column| column[0]["t"].as_str().unwrap()).collect();
        self.lines.push(format!("table {}", alignments.join(" ")));
        let head = list(&content[3][1]);
        let bodies = list(&content[4]).iter().flat_map(|body| list(&body[3]));
        for row in head.iter().chain(bodies) {
            let cells: Vec<String> = list(&row[1]).iter().map(|cell| self.cell(&cell[4])).collect();
            self.lines.push(format!("row {}", cells.join(" | ")));
        }
    }

    fn cell(&mut self, blocks: &Value) -> String {
        let texts = list(blocks).iter().map(|block| self.inlines(&block["c"]));
        texts.collect()
    }

    fn inlines(&mut self, inlines: &Value) -> String {
        list(inlines).iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&mut self, inline: &Value) -> String {
        let content = &inline["c"];
        match inline["t"].as_str().unwrap() {
            "Str" => content.as_str().unwrap().into(),
            "Space" | "SoftBreak" => " ".into(),
            "LineBreak" => "/".into(),
            "Strong" => format!("<strong {}>", self.inlines(content)),
            "Emph" => format!("<em {}>", self.inlines(content)),
            "Strikeout" => format!("<strikeout {}>", self.inlines(content)),
            "Underline" => format!("<underline {}>", self.inlines(content)),
            "Code" => format!("<code {}>", content[1].as_str().unwrap()),
            "Math" => {
                let kind = content[0]["t"].as_str().unwrap();
                format!("<{kind} {}>", one_line(content[1].as_str().unwrap()))
            }
            "Superscript" => format!("<sup {}>", self.inlines(content)),
            "Subscript" => format!("<sub {}>", self.inlines(content)),
            "Span" if content[0][0] != "" => {
                self.anchor(&content[0]);
                self.inlines(&content[1])
            }
            "Span" => {
                let class = list(&content[0][1]).first().and_then(Value::as_str);
                let language = content[0][2][0][1].as_str();
                format!("<{} {}>", class.or(language).unwrap(), self.inlines(&content[1]))
            }
            "Link" => {
                let target = content[2][0].as_str().unwrap();
                self.links.extend(target.strip_prefix('#').map(String::from));
                format!("<{target} {}>", self.inlines(&content[1]))
            }
            "Image" => format!("<image {}>", self.inlines(&content[1])),
            "Note" => {
                let mut note = Found::default();
                note.blocks(content);
                self.anchors.append(&mut note.anchors);
                self.links.append(&mut note.links);
                format!("<note {}>", note.lines.join("; "))
            }
            "RawInline" if content[1] == "<br>" => "/".into(),
            other => format!("<{other}>"),
        }
    }
}

/// Writes a document in the same notation.
struct Expected<'d> {
    document: &'d Document,
    lines: Vec<String>,
}

fn expected(document: &Document) -> Vec<String> {
    let mut expected = Expected { document, lines: Vec::new() };
    for line in document.cover.lines() {
        let kind = if line == document.cover.title.as_slice() { "h1" } else { "p" };
        expected.line(kind, line);
    }
    let (before, after) = document.split_at_contents();
    before.iter().for_each(|section| expected.section(section));
    expected.contents();
    after.iter().for_each(|section| expected.section(section));
    expected.lines
}

impl Expected<'_> {
    fn line(&mut self, kind: &str, content: &[Inline]) {
        let text = self.inlines(content);
        self.lines.push(format!("{kind} {}", text.trim()));
    }

    fn within(&mut self, name: &str, inner: impl FnOnce(&mut Self)) {
        self.lines.push(format!("{name} ["));
        inner(self);
        self.lines.push("]".into());
    }

    fn contents(&mut self) {
        let Some(contents) = &self.document.contents else { return };
        self.line("h2", &contents.heading);
        let mut open = 0;
        for entry in &contents.entries {
            while open > entry.level {
                self.lines.extend(["]".to_owned(), "]".to_owned()]);
                open -= 1;
            }
            if open == entry.level {
                self.lines.push("]".into());
            }
            if open < entry.level {
                self.lines.push("bullets [".into());
                open += 1;
            }
            let target = self.document.anchor(entry.target);
            let text = self.inlines(&entry.content);
            self.lines.extend(["item [".to_owned(), format!("p <#{target} {text}>")]);
        }
        (0..open).for_each(|_| self.lines.extend(["]".to_owned(), "]".to_owned()]));
    }

    fn section(&mut self, section: &Section) {
        if let Some(heading) = &section.heading {
            self.line(&format!("h{}", heading.level + 1), &heading.line());
        }
        self.blocks(&section.blocks);
        section.sections.iter().for_each(|inner| self.section(inner));
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(block) => self.paragraph(block),
            Block::Heading(block) => self.line(&format!("h{}", block.level + 1), &block.line()),
            Block::List(block) => {
                let start = block.items.first().map_or(1, |item| item.marker.ordinal);
                // Markers that pandoc would misread are written as text.
                let otherwise = match block.kind {
                    ListKind::LowerAlpha => start == 9,
                    ListKind::LowerRoman => [5, 10, 50, 100, 500, 1000].contains(&start),
                    ListKind::Bulleted | ListKind::Decimal => false,
                };
                if otherwise {
                    return self
                        .items("bullets", &block.items, |item| format!("{} ", item.marker.text()));
                }
                let name = match block.kind {
                    ListKind::Bulleted => "bullets".into(),
                    ListKind::Decimal => format!("Decimal from {start}"),
                    ListKind::LowerAlpha => format!("LowerAlpha from {start}"),
                    ListKind::LowerRoman => format!("LowerRoman from {start}"),
                };
                self.items(&name, &block.items, |_| String::new());
            }
            Block::Recommendations(block) => {
                let label = block.heading.iter();
                let label = label.map(|label| format!("p <strong {}>", self.inlines(label)));
                self.lines.extend(label.collect::<Vec<_>>());
                block.lead.iter().for_each(|lead| self.paragraph(lead));
                let ordinary = |item: &ListItem| item.marker.text().ends_with('.');
                if block.items.iter().all(ordinary) {
                    self.items("Decimal from 1", &block.items, |_| String::new());
                } else {
                    self.items("bullets", &block.items, |item| format!("{} ", item.marker.text()));
                }
            }
            Block::People(block) => self.within("bullets", |it| {
                block.groups.iter().for_each(|group| it.group(&group.role, &group.people));
            }),
            Block::Participants(block) => self.within("bullets", |it| {
                for group in &block.groups {
                    match &group.heading {
                        Some(heading) => it.group(&it.inlines(heading), &group.people),
                        None => group.people.iter().for_each(|person| it.person(person)),
                    }
                }
            }),
            // They are read where they are cited.
            Block::Endnotes { .. } => {}
            Block::Index { entries, .. } => self.within("bullets", |it| {
                for entry in entries {
                    let (term, sections) = (it.inlines(&entry.term), entry.sections().join("; "));
                    let line = format!("p {term}{}{sections}", it.document.words.separator);
                    it.lines.extend(["item [".to_owned(), line, "]".to_owned()]);
                }
            }),
            Block::Quotation(block) => self.within("quote", |it| {
                block.paragraphs.iter().chain(&block.source).for_each(|inner| it.paragraph(inner));
            }),
            Block::Table(block) => self.table(block),
            Block::Figure(block) => {
                for picture in &block.pictures {
                    self.lines.push(format!("p <image {}>", picture.alternative));
                    picture.caption.iter().for_each(|caption| self.caption(caption));
                }
                block.caption.iter().for_each(|caption| self.caption(caption));
                block.credit.iter().for_each(|credit| self.paragraph(credit));
            }
            Block::Equation(block) => {
                let tag = block.number.as_ref().map(|number| format!(" \\tag{{{number}}}"));
                let latex = one_line(&block.equation.latex) + &tag.unwrap_or_default();
                self.lines.push(format!("p <DisplayMath {latex}>"));
            }
            Block::Code(block) => self.lines.push(format!("code {}", block.code_lines().join("/"))),
            Block::Box(block) => self.within("quote", |it| {
                if let Some(title) = &block.title {
                    let text = it.inlines(&title.content);
                    it.lines.push(format!("p <strong {text}>"));
                }
                it.blocks(&block.blocks);
            }),
            Block::Definitions { entries, .. } => self.within("bullets", |it| {
                for entry in entries {
                    let Some(Block::Paragraph(first)) = entry.blocks.first() else { panic!() };
                    let (term, text) = (it.inlines(&entry.term), it.inlines(&first.content));
                    let separator = &it.document.words.separator;
                    let line = format!("p <strong {term}>{separator}{text}");
                    it.lines.extend(["item [".to_owned(), line]);
                    it.blocks(&entry.blocks[1..]);
                    it.lines.push("]".to_owned());
                }
            }),
            Block::Bibliography { entries, .. } => self.within("bullets", |it| {
                entries.iter().for_each(|entry| it.within("item", |it| it.paragraph(entry)));
            }),
        }
    }

    fn group(&mut self, heading: &str, people: &[Person]) {
        self.within("item", |it| {
            it.lines.push(format!("p {heading}"));
            it.within("bullets", |it| people.iter().for_each(|person| it.person(person)));
        });
    }

    fn person(&mut self, person: &Person) {
        let comma = if person.details.is_empty() { "" } else { ", " };
        let (name, details) = (self.inlines(&person.name), self.inlines(&person.details));
        let line = format!("p <strong {name}>{comma}{details}");
        self.lines.extend(["item [".to_owned(), line, "]".to_owned()]);
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let number = paragraph.number.iter().map(|number| format!(" {}", number.text()));
        let number: String = number.collect();
        self.line(&format!("p{number}"), &paragraph.content);
    }

    fn items(&mut self, name: &str, items: &[ListItem], mark: impl Fn(&ListItem) -> String) {
        self.within(name, |it| {
            for item in items {
                it.lines.push("item [".into());
                let first = it.lines.len();
                it.blocks(&item.blocks);
                it.lines[first].insert_str(2, &mark(item));
                it.lines.push("]".into());
            }
        });
    }

    fn caption(&mut self, caption: &Caption) {
        let label = format!("{}{}", caption.prefix(), caption.separator);
        let gap = if label.ends_with(' ') { " " } else { "" };
        let text = self.inlines(&caption.content);
        let line = format!("p <strong {}>{gap}{text}", label.trim());
        self.lines.push(line.trim().into());
    }

    fn table(&mut self, table: &Table) {
        use crate::document::ColumnAlignment::{Centre, End, Start};
        table.caption.iter().for_each(|caption| self.caption(caption));
        let alignments = table.columns.iter().map(|alignment| match alignment {
            Start => "AlignDefault",
            Centre => "AlignCenter",
            End => "AlignRight",
        });
        self.lines.push(format!("table {}", alignments.collect::<Vec<_>>().join(" ")));
        for (index, row) in table.all_rows().enumerate() {
            let cells = row.iter().enumerate().map(|(column, cell)| {
                let text = self.inlines(&cell.content);
                let header = index > 0 && column < table.row_headers && !text.is_empty();
                if header { format!("<strong {text}>") } else { text }
            });
            let cells: Vec<String> = cells.collect();
            self.lines.push(format!("row {}", cells.join(" | ")));
        }
        table.below.iter().for_each(|text| self.paragraph(text));
    }

    fn inlines(&self, content: &[Inline]) -> String {
        content.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&self, inline: &Inline) -> String {
        let inside = |name: &str, inner: &[Inline]| format!("<{name} {}>", self.inlines(inner));
        match inline {
            Inline::Text(text) => text.as_str().into(),
            Inline::Strong(inner) => inside("strong", inner),
            Inline::Emphasis(inner) => inside("em", inner),
            Inline::Superscript(inner) => inside("sup", inner),
            Inline::Subscript(inner) => inside("sub", inner),
            Inline::Span(style, inner) => {
                let name = match style {
                    SpanStyle::SmallCaps => "smallcaps",
                    SpanStyle::Strikeout => "strikeout",
                    SpanStyle::Underline => "underline",
                    SpanStyle::NoHyphens => "nohyphen",
                    SpanStyle::Code => "code",
                };
                inside(name, inner)
            }
            Inline::Foreign { language, content } => inside(language, content),
            Inline::Link { url, content, .. } => inside(url, content),
            Inline::CrossReference { target, content, .. } => {
                inside(&format!("#{}", self.document.anchor(*target)), content)
            }
            Inline::NoteReference(reference) if !reference.first => {
                let target = self.document.anchor(self.document.notes[reference.note].id);
                format!("<sup <#{target} {}>>", reference.number)
            }
            Inline::NoteReference(reference) => {
                let mut note = Expected { document: self.document, lines: Vec::new() };
                note.blocks(&self.document.notes[reference.note].blocks);
                format!("<note {}>", note.lines.join("; "))
            }
            Inline::Equation(equation) => {
                format!("<InlineMath {}>", one_line(&equation.equation.latex))
            }
            Inline::LineBreak => "/".into(),
        }
    }
}

fn reads_back(case: &Path) {
    let document = document(case);
    let found = read_back(&crate::export::markdown::write(&document));
    let expected = expected(&document);
    for (expected, found) in expected.iter().zip(&found.lines) {
        assert_eq!(expected, found, "{case:?}");
    }
    assert_eq!(expected.len(), found.lines.len(), "{case:?}");
    for link in &found.links {
        assert!(found.anchors.contains(link), "{case:?}: #{link} has no target");
    }
}

#[test]
#[ignore = "needs the tools of tests/validators/install; run by tests/run"]
fn pandoc_reads_every_case_back() {
    for case in ["text", "markdown"].into_iter().flat_map(cases) {
        reads_back(&case);
    }
}

#[test]
#[ignore = "needs the tools of tests/validators/install; run by tests/run"]
fn pandoc_reads_the_reports_back() {
    reads_back(Path::new("source/alliance-2016.yaml"));
    reads_back(Path::new("tests/cases/second/report.yaml"));
    reads_back(Path::new("tests/cases/russian/report.yaml"));
}

#[test]
fn markdown() {
    for case in cases("markdown") {
        compare("markdown", &case, "md", &crate::export::markdown::write(&document(&case)));
    }
}

//! Makes valid reports from arbitrary bytes: every kind of block, field and inline markup, in several
//! languages. The property tests and the fuzzer share it, so it does not depend on the rest of the crate.

use arbitrary::{Result, Unstructured};
use serde_json::{Map, Value, json};

/// Words of the six languages whose letters the bundled fonts have, and signs that some format escapes.
const WORDS: [&str; 30] = [
    "a",
    "port",
    "seafarers",
    "Łódź",
    "co-operation",
    "naïve",
    "1,000",
    "2016",
    "OSCE",
    "§5",
    "AT&T",
    "x<y",
    "a>b",
    "“quoted”",
    "‘word’",
    "it's",
    "\"so\"",
    "50%",
    "$5",
    "#7",
    "C:\\dir",
    "|",
    "_under_",
    "`code`",
    "портовый",
    "Ελλάδα",
    "Straße",
    "efficient",
    "Donaudampfschifffahrt",
    "e\u{301}tude",
];

/// Languages with labels, and letters in the bundled fonts.
const LANGUAGES: [&str; 6] = ["en-GB", "fr", "de", "it", "ru", "es"];

/// The most sections within each other.
const DEPTH: usize = 4;

/// The pictures that figures name.
pub const PICTURES: [(&str, &[u8]); 3] = [
    ("photo.jpg", include_bytes!("../../tests/cases/formats/photo.jpg")),
    ("square.png", include_bytes!("../../tests/cases/layout/square.png")),
    ("logo.svg", include_bytes!("../../tests/cases/formats/logo.svg")),
];

/// A report, and the words that its text must contain.
#[derive(Debug)]
pub struct GeneratedReport {
    /// The report. JSON is YAML.
    pub source: Value,
    /// Every text that is printed, without markup.
    pub printed: Vec<String>,
}

impl GeneratedReport {
    /// Makes a report. Few bytes make a small one.
    pub fn new(bytes: &mut Unstructured) -> Result<GeneratedReport> {
        let mut writer = Writer {
            bytes,
            ids: Vec::new(),
            notes: 0,
            works: 0,
            people: 0,
            count: 0,
            printed: Vec::new(),
        };
        let source = writer.report()?;
        Ok(GeneratedReport { source, printed: writer.printed })
    }
}

struct Writer<'a, 'b> {
    bytes: &'a mut Unstructured<'b>,
    /// The ids so far that a reference may name.
    ids: Vec<String>,
    /// How many footnotes the report has.
    notes: usize,
    /// How many works its bibliography has.
    works: usize,
    /// How many people the register has.
    people: usize,
    /// The number of the next id.
    count: usize,
    printed: Vec<String>,
}

/// The markup that a text may contain.
#[derive(Clone, Copy, PartialEq)]
enum Markup {
    /// Nothing.
    None,
    /// Everything except footnotes.
    Inline,
    /// Everything.
    Notes,
}

impl Writer<'_, '_> {
    fn up_to(&mut self, most: usize) -> Result<usize> {
        self.bytes.int_in_range(0..=most)
    }

    fn flag(&mut self) -> Result<bool> {
        self.bytes.arbitrary()
    }

    fn choose<T: Copy>(&mut self, choices: &[T]) -> Result<T> {
        self.bytes.choose(choices).copied()
    }

    /// One to `most` values.
    fn some(&mut self, most: usize, make: impl Fn(&mut Self) -> Result<Value>) -> Result<Value> {
        let count = self.up_to(most - 1)? + 1;
        (0..count).map(|_| make(self)).collect::<Result<Vec<_>>>().map(Value::Array)
    }

    /// Adds a field or leaves it out.
    fn maybe(
        &mut self,
        map: &mut Map<String, Value>,
        key: &str,
        make: impl Fn(&mut Self) -> Result<Value>,
    ) -> Result<()> {
        if self.flag()? {
            let value = make(self)?;
            map.insert(key.into(), value);
        }
        Ok(())
    }

    fn report(&mut self) -> Result<Value> {
        self.notes = self.up_to(3)?;
        self.people = self.up_to(4)?;
        self.works = self.up_to(3)?;
        let (notes, people, works) = (self.notes, self.people, self.works);
        let named = |prefix: &str, values: Vec<Value>| -> Value {
            values
                .into_iter()
                .enumerate()
                .map(|(n, value)| (format!("{prefix}{n}"), value))
                .collect()
        };
        let publication = self.publication()?;
        let event = self.event()?;
        let people: Vec<Value> = (0..people).map(|n| self.person(n)).collect::<Result<_>>()?;
        let mut body =
            vec![json!({ "title": self.text(Markup::None)?, "content": self.citations()? })];
        for _ in 0..=self.up_to(3)? {
            body.push(self.section(1)?);
        }
        if self.flag()? {
            body.push(json!({ "kind": "conclusion", "content": self.blocks(2)? }));
        }
        let notes: Vec<Value> = (0..notes)
            .map(|_| self.some(2, |it| it.text(Markup::Inline)))
            .collect::<Result<_>>()?;
        let mut report = Map::new();
        report.insert("publication".into(), publication);
        report.insert("event".into(), event);
        report.insert("people".into(), named("person-", people));
        report.insert("body".into(), Value::Array(body));
        report.insert("footnotes".into(), named("note-", notes));
        self.maybe(&mut report, "front", Self::front)?;
        self.maybe(&mut report, "annexes", |it| it.some(2, |it| it.plain_section(DEPTH - 1)))?;
        if works > 0 {
            let works = (0..works).map(|n| self.work(n)).collect::<Result<Vec<_>>>()?;
            report.insert("bibliography".into(), works.into());
        }
        self.maybe(&mut report, "options", Self::options)?;
        Ok(Value::Object(report))
    }

    fn publication(&mut self) -> Result<Value> {
        let mut map = Map::new();
        map.insert("title".into(), self.text(Markup::None)?);
        map.insert("publisher".into(), self.text(Markup::None)?);
        map.insert("language".into(), self.choose(&LANGUAGES)?.into());
        for key in ["subtitle", "series", "office", "status"] {
            self.maybe(&mut map, key, |it| it.text(Markup::None))?;
        }
        if self.people > 0 {
            self.maybe(&mut map, "authors", |_| Ok("person-0".into()))?;
        }
        self.maybe(&mut map, "short_title", |it| it.unprinted())?;
        self.maybe(&mut map, "description", |it| it.unprinted())?;
        self.maybe(&mut map, "keywords", |it| it.some(3, |it| it.unprinted()))?;
        self.maybe(&mut map, "identifier", |_| Ok("ports-2024".into()))?;
        self.maybe(&mut map, "ebook_isbn", |_| Ok("978-92-9235-000-0".into()))?;
        self.maybe(&mut map, "other_titles", |it| Ok(json!({ "pl": it.unprinted()? })))?;
        self.maybe(&mut map, "collection", |it| {
            Ok(json!({ "title": it.unprinted()?, "number": 9, "issn": "1234-5679" }))
        })?;
        self.maybe(&mut map, "certifier", |it| Ok(json!({ "name": it.unprinted()? })))?;
        for key in ["logo", "cover_picture"] {
            self.maybe(&mut map, key, |it| {
                Ok(json!({ "image": it.choose(&PICTURES)?.0, "decorative": true }))
            })?;
        }
        Ok(Value::Object(map))
    }

    fn event(&mut self) -> Result<Value> {
        let (month, day) = (self.up_to(11)? + 1, self.up_to(27)? + 1);
        let mut map = Map::new();
        map.insert("from".into(), format!("2024-{month:02}-{day:02}").into());
        self.maybe(&mut map, "to", |it| Ok(it.choose(&["2024-12-31", "2025-01-02"])?.into()))?;
        if self.flag()? {
            map.insert("name".into(), self.unprinted()?);
            self.maybe(&mut map, "number", |it| Ok((it.up_to(998)? + 1).into()))?;
        }
        self.maybe(&mut map, "gender", |it| Ok(it.choose(&["feminine", "masculine"])?.into()))?;
        self.maybe(&mut map, "venue", |it| it.text(Markup::None))?;
        Ok(Value::Object(map))
    }

    fn person(&mut self, number: usize) -> Result<Value> {
        let first = self.choose(&["Anna", "Željko", "Chidi", "Ирина"])?;
        let last = self.choose(&["O’Neill", "Skrivánková", "de la Cruz", "Горват"])?;
        let mut map = Map::new();
        map.insert(
            "name".into(),
            format!("{first} {last} {}", ["I", "II", "III", "IV"][number]).into(),
        );
        for key in ["honorific", "post", "country"] {
            self.maybe(&mut map, key, |it| it.unprinted())?;
        }
        self.maybe(&mut map, "organisation", |it| it.some(2, |it| it.unprinted()))?;
        self.maybe(&mut map, "pronouns", |_| Ok("she/her".into()))?;
        self.maybe(&mut map, "email", |_| Ok("a.b@example.org".into()))?;
        self.maybe(&mut map, "orcid", |_| Ok("0000-0002-1825-0097".into()))?;
        self.maybe(&mut map, "sort_as", |_| Ok(format!("{last}, {first}").into()))?;
        Ok(Value::Object(map))
    }

    fn front(&mut self) -> Result<Value> {
        let mut map = Map::new();
        self.maybe(&mut map, "dedication", |it| it.some(2, |it| it.text(Markup::Notes)))?;
        for key in ["foreword", "acknowledgements", "abstract"] {
            self.maybe(&mut map, key, |it| Ok(json!({ "content": it.blocks(2)? })))?;
        }
        self.maybe(&mut map, "history", |it| {
            it.some(2, |it| Ok(json!({ "version": "1.1", "changes": it.text(Markup::Inline)? })))
        })?;
        self.maybe(&mut map, "abbreviations", |it| {
            Ok(json!({ "ILO": it.text(Markup::Inline)?, "OMC": it.text(Markup::None)? }))
        })?;
        self.maybe(&mut map, "imprint", |it| {
            Ok(json!({
                "isbn": "978-92-9235-000-0",
                "symbol": "OMC/SOC/2/24",
                "copyright": it.text(Markup::None)?,
                "disclaimer": it.text(Markup::Inline)?,
            }))
        })?;
        Ok(Value::Object(map))
    }

    fn options(&mut self) -> Result<Value> {
        let mut map = Map::new();
        for key in ["numbered_paragraphs", "contents", "straight_quotes", "index_of_persons"] {
            self.maybe(&mut map, key, |it| Ok(it.flag()?.into()))?;
        }
        self.maybe(&mut map, "hyphenation", |_| Ok(json!(["sea-farers", "OSCE"])))?;
        Ok(Value::Object(map))
    }

    /// A work, as a text or as data.
    fn work(&mut self, number: usize) -> Result<Value> {
        let id = format!("work-{number}");
        if self.flag()? {
            return Ok(json!({ "text": self.text(Markup::Inline)?, "id": id }));
        }
        let mut work = Map::new();
        work.insert("id".into(), id.into());
        work.insert("title".into(), self.text(Markup::None)?);
        for key in ["in", "genre", "number", "publisher", "place"] {
            self.maybe(&mut work, key, |it| it.text(Markup::None))?;
        }
        for (key, choices) in [
            ("author", ["Lind, Anna", "OSCE"]),
            ("editor", ["Berg, Jon", "UNODC"]),
            ("date", ["2019", "2019-05-03"]),
            ("edition", ["2", "revised"]),
            ("volume", ["12", "IV"]),
            ("pages", ["4", "4–19"]),
            ("url", ["https://example.org/a", "http://example.org/?b=c"]),
            ("doi", ["10.1000/182", "10.1000/a_b"]),
            ("accessed", ["2020-02-29", "2021-12"]),
        ] {
            self.maybe(&mut work, key, |it| Ok(it.choose(&choices)?.into()))?;
        }
        Ok(Value::Object(work))
    }

    /// A new id. Only some can be cited without words.
    fn id(&mut self, citable: bool) -> Value {
        let id = format!("id-{}", self.count);
        self.count += 1;
        if citable {
            self.ids.push(id.clone());
        }
        id.into()
    }

    /// A paragraph that cites every footnote.
    fn citations(&mut self) -> Result<Value> {
        let text = self.text(Markup::None)?;
        let notes: String = (0..self.notes).map(|n| format!("[^note-{n}]")).collect();
        Ok(json!([format!("{}{notes}", text.as_str().unwrap_or_default())]))
    }

    fn section(&mut self, depth: usize) -> Result<Value> {
        match self.up_to(3)? {
            0 | 1 => self.plain_section(depth),
            2 => {
                let mut panel = self.titled("panel")?;
                self.with_people(&mut panel)?;
                panel.insert("content".into(), self.blocks(2)?);
                Ok(Value::Object(panel))
            }
            _ => {
                let mut events = self.titled("side-events")?;
                events.insert("sections".into(), self.some(2, Self::side_event)?);
                Ok(Value::Object(events))
            }
        }
    }

    fn plain_section(&mut self, depth: usize) -> Result<Value> {
        let mut section = self.titled("section")?;
        section.insert("content".into(), self.blocks(2)?);
        if depth < DEPTH {
            self.maybe(&mut section, "sections", |it| {
                it.some(2, |it| it.plain_section(depth + 1))
            })?;
        }
        self.maybe(&mut section, "layout", |_| Ok(json!({ "page_break_before": true })))?;
        Ok(Value::Object(section))
    }

    fn side_event(&mut self) -> Result<Value> {
        let mut event = self.titled("side-event")?;
        self.with_people(&mut event)?;
        self.maybe(&mut event, "co_organisers", |it| it.some(2, |it| it.text(Markup::None)))?;
        event.insert("content".into(), self.blocks(2)?);
        Ok(Value::Object(event))
    }

    fn titled(&mut self, kind: &str) -> Result<Map<String, Value>> {
        let mut section = Map::new();
        section.insert("kind".into(), kind.into());
        section.insert("title".into(), self.text(Markup::Inline)?);
        section.insert("id".into(), self.id(true));
        self.maybe(&mut section, "short_title", |it| it.unprinted())?;
        self.maybe(&mut section, "label", |it| it.unprinted())?;
        Ok(section)
    }

    /// Adds a different person for each role.
    fn with_people(&mut self, section: &mut Map<String, Value>) -> Result<()> {
        for (number, role) in ["moderator", "rapporteur", "speakers"].into_iter().enumerate() {
            if number < self.people {
                self.maybe(section, role, |_| Ok(format!("person-{number}").into()))?;
            }
        }
        Ok(())
    }

    /// Blocks that may contain blocks `depth` levels deep.
    fn blocks(&mut self, depth: usize) -> Result<Value> {
        self.some(4, |it| it.block(depth))
    }

    fn block(&mut self, depth: usize) -> Result<Value> {
        let kind = self.up_to(if depth > 0 { 14 } else { 5 })?;
        Ok(match kind {
            0 | 1 => self.text(Markup::Notes)?,
            2 => json!({ "paragraph": {
                "text": self.text(Markup::Notes)?, "id": self.id(true), "numbered": true,
            } }),
            3 => json!({ "heading": { "text": self.text(Markup::Inline)?, "id": self.id(true) } }),
            4 => json!({ "quotation": {
                "text": self.some(2, |it| it.text(Markup::Notes))?, "source": self.text(Markup::Inline)?,
            } }),
            5 => json!({ "bullets": self.some(3, |it| it.item(0))? }),
            6 => json!({ "numbered": self.some(3, |it| it.item(depth - 1))? }),
            7 => json!({ "list": {
                "style": self.choose(&["bulleted", "numbered", "lettered", "roman"])?,
                "start": self.up_to(98)? + 1,
                "items": self.some(3, |it| it.item(depth - 1))?,
            } }),
            8 => self.recommendations(depth - 1)?,
            9 => self.table()?,
            10 => self.figure()?,
            11 => json!({ "box": {
                "title": self.text(Markup::Inline)?, "id": self.id(true), "content": self.blocks(depth - 1)?,
            } }),
            12 if self.people > 0 => json!({ "signature": {
                "closing": self.text(Markup::Inline)?, "people": "person-0", "place": self.text(Markup::None)?,
                "picture": { "image": self.choose(&PICTURES)?.0, "alt": self.unprinted()? },
            } }),
            13 => json!({ "programme": {
                "style": self.choose(&["table", "list"])?,
                "days": self.some(2, |it| Ok(json!({
                    "title": it.text(Markup::Inline)?,
                    "entries": it.some(3, |it| Ok(json!({
                        "time": it.text(Markup::None)?, "title": it.text(Markup::Notes)?,
                    })))?,
                })))?,
            } }),
            _ if self.people > 0 && self.flag()? => json!({ "participants": {
                "columns": self.up_to(2)? + 1, "order": self.choose(&["register", "name", "country"])?,
            } }),
            _ => json!({ "definitions": self.some(3, |it| it.definition(depth - 1))? }),
        })
    }

    fn item(&mut self, depth: usize) -> Result<Value> {
        let text = self.text(Markup::Notes)?;
        if depth == 0 || self.flag()? {
            return Ok(text);
        }
        Ok(json!({ "text": text, "content": self.blocks(depth - 1)? }))
    }

    fn recommendations(&mut self, depth: usize) -> Result<Value> {
        let mut map = Map::new();
        let kind = self.choose(&["recommendations", "findings", "lessons", "conclusions"])?;
        map.insert("kind".into(), kind.into());
        self.maybe(&mut map, "label", |it| it.unprinted())?;
        map.insert("lead".into(), self.text(Markup::Notes)?);
        let items = self.some(3, |it| {
            let text = it.text(Markup::Notes)?;
            let mut item = json!({ "text": text, "id": it.id(true) });
            if depth > 0 && it.flag()? {
                item["content"] = it.blocks(depth - 1)?;
            }
            Ok(item)
        })?;
        map.insert("items".into(), items);
        Ok(json!({ "recommendations": map }))
    }

    fn table(&mut self) -> Result<Value> {
        let columns = self.up_to(4)? + 1;
        let row = |it: &mut Self| -> Result<Value> {
            (0..columns)
                .map(|_| it.text(Markup::Notes))
                .collect::<Result<Vec<_>>>()
                .map(Value::Array)
        };
        let mut map = Map::new();
        map.insert("caption".into(), self.text(Markup::Inline)?);
        if self.flag()? {
            map.insert("header".into(), row(self)?);
        } else {
            self.maybe(&mut map, "header", |it| Ok(vec![it.wide_row(columns)?, row(it)?].into()))?;
        }
        let mut rows = Vec::new();
        for _ in 0..=self.up_to(4)? {
            match self.up_to(3)? {
                0 => rows.push(self.wide_row(columns)?),
                1 => rows.extend(self.joined_rows(columns)?),
                _ => rows.push(row(self)?),
            }
        }
        map.insert("rows".into(), rows.into());
        map.insert("row_headers".into(), self.up_to(columns)?.into());
        self.maybe(&mut map, "align", |it| {
            let column = |_| Ok(it.choose(&["start", "centre", "end"])?.into());
            (0..columns).map(column).collect::<Result<Vec<_>>>().map(Value::Array)
        })?;
        self.maybe(&mut map, "rotated_header", |it| Ok(it.choose(&[true, false])?.into()))?;
        self.maybe(&mut map, "widths", |_| Ok((0..columns).map(|n| n + 1).collect()))?;
        self.maybe(&mut map, "notes", |it| it.some(2, |it| it.text(Markup::Notes)))?;
        self.maybe(&mut map, "source", |it| it.text(Markup::Inline))?;
        self.maybe(&mut map, "wide", |it| Ok(it.flag()?.into()))?;
        map.insert("id".into(), self.id(true));
        Ok(json!({ "table": map }))
    }

    /// A row with a first cell that spans columns.
    fn wide_row(&mut self, columns: usize) -> Result<Value> {
        let span = self.up_to(columns - 1)? + 1;
        let mut row = vec![json!({ "text": self.text(Markup::Notes)?, "columns": span })];
        for _ in span..columns {
            row.push(self.text(Markup::Notes)?);
        }
        Ok(row.into())
    }

    /// Two rows with a cell that spans both.
    fn joined_rows(&mut self, columns: usize) -> Result<[Value; 2]> {
        let spanning = self.up_to(columns - 1)?;
        let (mut first, mut second) = (Vec::new(), Vec::new());
        for column in 0..columns {
            let text = self.text(Markup::Notes)?;
            if column == spanning {
                first.push(json!({ "text": text, "rows": 2 }));
            } else {
                first.push(text);
                second.push(self.text(Markup::Notes)?);
            }
        }
        Ok([first.into(), second.into()])
    }

    fn figure(&mut self) -> Result<Value> {
        let mut map = Map::new();
        map.insert("place".into(), self.choose(&["float", "here", "page", "landscape"])?.into());
        self.maybe(&mut map, "credit", |it| it.text(Markup::Inline))?;
        if self.flag()? {
            return self.figure_of_parts(map);
        }
        self.picture(&mut map)?;
        map.insert("caption".into(), self.text(Markup::Inline)?);
        self.maybe(&mut map, "width", |it| Ok((it.up_to(90)? + 10).into()))?;
        map.insert("id".into(), self.id(true));
        Ok(json!({ "figure": map }))
    }

    fn picture(&mut self, map: &mut Map<String, Value>) -> Result<()> {
        map.insert("image".into(), self.choose(&PICTURES)?.0.into());
        map.insert("alt".into(), self.unprinted()?);
        Ok(())
    }

    /// A figure with several pictures, lettered or numbered.
    fn figure_of_parts(&mut self, mut map: Map<String, Value>) -> Result<Value> {
        let is_numbered = self.flag()?;
        let mut parts = Vec::new();
        for _ in 0..self.up_to(4)? + 1 {
            let mut part = Map::new();
            self.picture(&mut part)?;
            self.maybe(&mut part, "caption", |it| it.text(Markup::Inline))?;
            if part.contains_key("caption") {
                part.insert("id".into(), self.id(true));
            }
            parts.push(Value::Object(part));
        }
        map.insert("parts".into(), parts.into());
        self.maybe(&mut map, "columns", |it| Ok((it.up_to(3)? + 1).into()))?;
        match is_numbered {
            true => map.insert("side_by_side".into(), true.into()),
            false => map.insert("caption".into(), self.text(Markup::Inline)?),
        };
        Ok(json!({ "figure": map }))
    }

    fn definition(&mut self, depth: usize) -> Result<Value> {
        let (term, definition) = (self.text(Markup::Inline)?, self.text(Markup::Notes)?);
        let mut entry = json!({ "term": term, "definition": definition, "id": self.id(true) });
        if depth > 0 && self.flag()? {
            entry["content"] = self.blocks(depth - 1)?;
        }
        Ok(entry)
    }

    /// A text that some format leaves out.
    fn unprinted(&mut self) -> Result<Value> {
        Ok(self.choose(&["Words", "Ports & people", "Порты", "A \"B\" <C>"])?.into())
    }

    fn text(&mut self, markup: Markup) -> Result<Value> {
        let mut pieces = Vec::new();
        for _ in 0..=self.up_to(5)? {
            pieces.push(self.piece(markup)?);
        }
        Ok(pieces.join(" ").into())
    }

    /// A piece of a text that begins and ends with a word or a sign that encloses one.
    fn piece(&mut self, markup: Markup) -> Result<String> {
        let kind = self.up_to(if markup == Markup::None { 2 } else { 15 })?;
        Ok(match kind {
            0..=4 => self.words()?,
            5 => format!("**{} *{}* {}**", self.words()?, self.words()?, self.words()?),
            6 => format!("*{} **{}** {}*", self.words()?, self.words()?, self.words()?),
            7 => format!("{}^{}^~{}~", self.words()?, self.word()?, self.word()?),
            8 => format!("[{}](https://example.org/{}?a=1&b=%20)", self.words()?, self.count),
            9 => format!("[{}]{{lang={}}}", self.words()?, self.choose(&LANGUAGES)?),
            10 => format!("[{} *{}*]{{.smallcaps}}", self.words()?, self.words()?),
            11 => format!("{}\\ {}\\\n{}", self.words()?, self.words()?, self.words()?),
            12 => self.reference()?,
            15 if markup == Markup::Notes && self.works > 0 => {
                let last = self.up_to(self.works - 1)?;
                let locator = self.choose(&["", ", p. 4", ", ch. 2"])?;
                format!("{} [@work-{last}{locator}; @work-0]", self.words()?)
            }
            13 if markup == Markup::Notes => {
                format!("{}[^: {} *{}*]", self.words()?, self.words()?, self.words()?)
            }
            _ if markup == Markup::Notes && self.notes > 0 => {
                format!("{}[^note-{}]", self.words()?, self.up_to(self.notes - 1)?)
            }
            _ => self.words()?,
        })
    }

    fn reference(&mut self) -> Result<String> {
        let Some(last) = self.ids.len().checked_sub(1) else { return self.words() };
        let index = self.up_to(last)?;
        let id = self.ids[index].clone();
        Ok(if self.flag()? { format!("[#{id}]") } else { format!("[{}](#{id})", self.words()?) })
    }

    /// One to four words, with the signs of inline markup escaped.
    fn words(&mut self) -> Result<String> {
        let mut words = Vec::new();
        for _ in 0..=self.up_to(3)? {
            words.push(self.choose(&WORDS)?);
        }
        Ok(self.escaped(words.join(" ")))
    }

    /// A word without figures, which have raised forms in plain text.
    fn word(&mut self) -> Result<String> {
        let word = self.choose(&["port", "naïve", "co-operation", "x<y", "*", "портовый"])?;
        Ok(self.escaped(word.into()))
    }

    fn escaped(&mut self, words: String) -> String {
        let escape = |c: char| match c {
            '\\' | '*' | '^' | '~' | '[' | ']' | '#' => format!("\\{c}"),
            c => c.into(),
        };
        let escaped = words.chars().map(escape).collect();
        self.printed.push(words);
        escaped
    }
}

//! The blocks of sections.

use super::yaml::{Entry, Map, Value};
use super::{Writer, push_alternative};
use crate::import::flat::Inline;
use crate::import::report::{
    Block, BlockKind, Definition, Figure, Item, Participants, ProgrammeDay, Signature, Table,
    TableCell,
};
use crate::source::schema::{Alignment, ListStyle, RecommendationKind};

impl Writer<'_> {
    /// Blocks as items of a list. Those without content are left out.
    pub(super) fn blocks(&self, blocks: &[Block]) -> Vec<Entry> {
        blocks.iter().flat_map(|block| self.block(block)).collect()
    }

    fn block(&self, block: &Block) -> Vec<Entry> {
        let id = self.names.id(&block.bookmarks);
        let (key, value) = match &block.kind {
            BlockKind::Paragraph(text) => return self.paragraph(text, &block.comments),
            BlockKind::Heading(text) => ("heading", self.heading(text, id)),
            BlockKind::List { style, start, items } => self.list(*style, *start, items),
            BlockKind::Recommendations { kind, label, lead, items } => {
                let mut map = Map::default();
                map.bare("kind", recommendation_name(*kind));
                map.text("label", self.text(label));
                map.optional("id", id);
                map.text("lead", self.text(lead));
                let items = self.items(items);
                let value = (!items.is_empty()).then(|| {
                    map.list("items", items);
                    map.into_value()
                });
                ("recommendations", value)
            }
            BlockKind::Quotation { text, source } => ("quotation", self.quotation(text, source)),
            BlockKind::Table(table) => ("table", self.table(table, id)),
            BlockKind::Figure(figure) => return self.figure(figure, id, &block.comments),
            BlockKind::TextBox { title, content } => {
                let mut map = Map::default();
                map.optional("id", id);
                map.text("title", self.text(title));
                let content = self.blocks(content);
                let value = (!content.is_empty()).then(|| {
                    map.list("content", content);
                    map.into_value()
                });
                ("box", value)
            }
            BlockKind::Participants(Participants { people, is_by_country }) => {
                let mut map = Map::default();
                let all = self.report.people.len();
                let is_all =
                    people.len() == all && (*is_by_country || people.iter().copied().eq(0..all));
                let people = if is_all { &Vec::new() } else { people };
                match (is_by_country, people.is_empty()) {
                    (true, _) => map.bare("order", "country"),
                    (false, true) => map.bare("order", "register"),
                    (false, false) => {}
                }
                if !people.is_empty() {
                    map.push(Entry::of("people", Value::Line(self.ids(people))));
                }
                ("participants", Some(map.into_value()))
            }
            BlockKind::Code(text) => {
                ("code", (!text.trim().is_empty()).then(|| Value::Literal(text.clone())))
            }
            BlockKind::Equation { latex, .. } => {
                let value = match id {
                    None => Value::Text(latex.clone()),
                    Some(_) => {
                        let mut map = Map::default();
                        map.text("latex", latex.clone());
                        map.optional("id", id);
                        map.into_value()
                    }
                };
                ("equation", Some(value))
            }
            BlockKind::Signature(signature) => ("signature", Some(self.signature(signature))),
            BlockKind::Programme(days) => ("programme", Some(self.programme(days))),
            BlockKind::Definitions(entries) => {
                let entries: Vec<Entry> = entries.iter().map(|it| self.definition(it)).collect();
                ("definitions", (!entries.is_empty()).then_some(Value::List(entries)))
            }
        };
        let value = value.map(|value| Value::Map(vec![Entry::of(key, value)]));
        let entry = value.map(|value| Entry::item(value).after(&block.comments));
        entry.into_iter().collect()
    }

    fn paragraph(&self, text: &[Inline], comments: &[String]) -> Vec<Entry> {
        let text = self.text(text);
        let entry = Entry::item(Value::Text(text.clone())).after(comments);
        if text.is_empty() { Vec::new() } else { vec![entry] }
    }

    fn heading(&self, text: &[Inline], id: Option<&String>) -> Option<Value> {
        let text = self.text(text);
        let has_text = !text.is_empty();
        let value = match id {
            None => Value::Text(text),
            Some(_) => {
                let mut map = Map::default();
                map.text("text", text);
                map.optional("id", id);
                map.into_value()
            }
        };
        has_text.then_some(value)
    }

    fn list(&self, style: ListStyle, start: u32, items: &[Item]) -> (&'static str, Option<Value>) {
        let items = self.items(items);
        if items.is_empty() {
            return ("list", None);
        }
        let name = match (style, start) {
            (ListStyle::Bulleted, _) => return ("bullets", Some(Value::List(items))),
            (ListStyle::Numbered, 1) => return ("numbered", Some(Value::List(items))),
            (ListStyle::Numbered, _) => "numbered",
            (ListStyle::Lettered, _) => "lettered",
            (ListStyle::Roman, _) => "roman",
        };
        let mut map = Map::default();
        map.bare("style", name);
        if start > 1 {
            map.bare("start", start.to_string());
        }
        map.list("items", items);
        ("list", Some(map.into_value()))
    }

    fn items(&self, items: &[Item]) -> Vec<Entry> {
        items.iter().filter_map(|item| self.item(item)).collect()
    }

    fn item(&self, item: &Item) -> Option<Entry> {
        let text = self.text(&item.text);
        let content = self.blocks(&item.content);
        let id = self.names.id(&item.bookmarks);
        if text.is_empty() && content.is_empty() {
            return None;
        }
        if id.is_none() && content.is_empty() {
            return Some(Entry::item(Value::Text(text)));
        }
        let mut map = Map::default();
        match text.is_empty() {
            // An item needs a text.
            true => map.push(Entry::of("text", Value::Quoted("–".into()))),
            false => map.text("text", text),
        }
        map.optional("id", id);
        map.list("content", content);
        Some(Entry::item(map.into_value()))
    }

    fn quotation(&self, text: &[Vec<Inline>], source: &[Inline]) -> Option<Value> {
        let texts = text.iter().map(|text| self.text(text));
        let mut texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
        let last = texts.pop()?;
        let mut map = Map::default();
        match texts.is_empty() {
            true => map.text("text", last),
            false => {
                texts.push(last);
                let texts = texts.into_iter().map(|text| Entry::item(Value::Text(text)));
                map.list("text", texts.collect());
            }
        }
        map.text("source", self.text(source));
        Some(map.into_value())
    }

    fn table(&self, table: &Table, id: Option<&String>) -> Option<Value> {
        let columns = table.header.first()?.iter().map(|cell| cell.columns).sum::<usize>();
        if columns == 0 {
            return None;
        }
        let mut map = Map::default();
        map.optional("id", id);
        map.text("caption", self.text(&table.caption));
        // A table has rows; one that is all header has no header.
        let (header, rows) = match table.rows.is_empty() {
            true => (&[][..], &table.header),
            false => (table.header.as_slice(), &table.rows),
        };
        match header {
            [] => {}
            [row] => map.push(Entry::of("header", self.row(row))),
            rows => map.list("header", rows.iter().map(|it| Entry::item(self.row(it))).collect()),
        }
        map.list("rows", rows.iter().map(|row| Entry::item(self.row(row))).collect());
        let align: Vec<String> = table.align.iter().map(|it| alignment_name(*it).into()).collect();
        if align.len() == columns {
            map.push(Entry::of("align", Value::Line(align)));
        }
        if table.rotated_header {
            map.bare("rotated_header", "true");
        }
        if table.row_headers {
            map.bare("row_headers", "true");
        }
        let notes = table.notes.iter().map(|it| Entry::item(Value::Text(self.text(it))));
        map.list("notes", notes.collect());
        map.text("source", self.text(&table.source));
        if table.wide {
            map.bare("wide", "true");
        }
        Some(map.into_value())
    }

    /// The cells of a row, on one line unless one of them spans others.
    fn row(&self, cells: &[TableCell]) -> Value {
        if cells.iter().all(|cell| cell.columns == 1 && cell.rows == 1) {
            return Value::Line(cells.iter().map(|cell| self.text(&cell.text)).collect());
        }
        let cell = |cell: &TableCell| {
            let text = Value::Text(self.text(&cell.text));
            if cell.columns == 1 && cell.rows == 1 {
                return Entry::item(text);
            }
            let mut map = Map::default();
            map.push(Entry::of("text", text));
            for (key, span) in [("columns", cell.columns), ("rows", cell.rows)] {
                if span > 1 {
                    map.bare(key, span.to_string());
                }
            }
            Entry::item(map.into_value())
        };
        Value::List(cells.iter().map(cell).collect())
    }

    /// A figure; the paragraphs of its texts, if a report cannot show its picture.
    fn figure(&self, figure: &Figure, id: Option<&String>, comments: &[String]) -> Vec<Entry> {
        let Some(picture) = self.picture(figure.picture) else {
            let name = self.setting.pictures.get(figure.picture).map(|it| it.name.as_str());
            let advice = format!(
                "the picture {} has to be saved as PNG, JPEG, SVG or PDF",
                name.unwrap_or_default()
            );
            let mut entries = self.paragraph(&figure.caption, &[advice]);
            entries.extend(self.paragraph(&figure.credit, comments));
            return entries;
        };
        let mut map = Map::default();
        map.text("image", picture.name.as_str());
        map.optional("id", id);
        push_alternative(figure.alternative.as_deref(), &mut map);
        map.text("caption", self.text(&figure.caption));
        map.text("credit", self.text(&figure.credit));
        let value = Value::Map(vec![Entry::of("figure", map.into_value())]);
        vec![Entry::item(value).after(comments)]
    }

    fn definition(&self, entry: &Definition) -> Entry {
        let mut map = Map::default();
        for (key, text) in [("term", &entry.term), ("definition", &entry.definition)] {
            let text = self.text(text);
            match text.is_empty() {
                true => map.push(Entry::of(key, Value::Quoted("–".into()))),
                false => map.text(key, text),
            }
        }
        map.optional("id", self.names.id(&entry.bookmarks));
        map.list("content", self.blocks(&entry.content));
        Entry::item(map.into_value())
    }
}

impl Writer<'_> {
    fn signature(&self, signature: &Signature) -> Value {
        let mut map = Map::default();
        map.text("closing", self.text(&signature.closing));
        self.cover_picture("picture", signature.picture.as_ref(), &mut map);
        map.words("people", self.ids(&signature.people));
        map.text("place", self.text(&signature.place));
        if let Some(date) = &signature.date {
            map.push(Entry::of("date", Value::Quoted(date.clone())));
        }
        map.into_value()
    }

    fn programme(&self, days: &[ProgrammeDay]) -> Value {
        let mut map = Map::default();
        if days.iter().all(|day| day.is_list) {
            map.bare("style", "list");
        }
        let days = days.iter().map(|day| {
            let mut map = Map::default();
            if let Some(date) = &day.date {
                map.push(Entry::of("date", Value::Quoted(date.clone())));
            }
            map.text("title", self.text(&day.title));
            let entries = day.entries.iter().map(|(time, title)| {
                let mut map = Map::default();
                map.push(Entry::of("time", Value::Quoted(self.text(time))));
                map.text("title", self.text(title));
                Entry::item(map.into_value())
            });
            map.list("entries", entries.collect());
            Entry::item(map.into_value())
        });
        map.list("days", days.collect());
        map.into_value()
    }
}

fn alignment_name(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Start => "start",
        Alignment::Centre => "centre",
        Alignment::End => "end",
    }
}

fn recommendation_name(kind: RecommendationKind) -> &'static str {
    match kind {
        RecommendationKind::Recommendations => "recommendations",
        RecommendationKind::Findings => "findings",
        RecommendationKind::Lessons => "lessons",
        RecommendationKind::Conclusions => "conclusions",
    }
}

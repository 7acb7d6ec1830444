//! YAML as an editor types it: block style, plain texts where they can be, long ones folded.

use crate::rewrite::{Layout, new_scalar};
use crate::yaml::tree::ScalarStyle;

/// A value to write.
#[derive(Clone, Debug)]
pub enum Value {
    /// A text.
    Text(String),
    /// A text whose lines stay as they are.
    Literal(String),
    /// A text in quotation marks, such as a date.
    Quoted(String),
    /// A number, truth value or word that needs no quotation marks.
    Bare(String),
    /// A short list on one line.
    Line(Vec<String>),
    /// A list.
    List(Vec<Entry>),
    /// A mapping.
    Map(Vec<Entry>),
}

/// An item of a list, or an entry of a mapping with its key.
#[derive(Clone, Debug)]
pub struct Entry {
    key: Option<String>,
    value: Value,
    comments: Vec<String>,
    is_set_off: bool,
}

impl Entry {
    /// An item of a list.
    pub fn item(value: Value) -> Self {
        Entry { key: None, value, comments: Vec::new(), is_set_off: false }
    }

    /// An entry of a mapping.
    pub fn of(key: &str, value: Value) -> Self {
        Entry { key: Some(key.into()), ..Entry::item(value) }
    }

    /// The entry after these comments.
    pub fn after(mut self, comments: &[String]) -> Self {
        self.comments.extend_from_slice(comments);
        self
    }

    /// The entry after an empty line.
    pub fn set_off(mut self) -> Self {
        self.is_set_off = true;
        self
    }
}

/// A mapping in the making, whose empty values are left out.
#[derive(Debug, Default)]
pub struct Map(Vec<Entry>);

impl Map {
    /// Adds an entry.
    pub fn push(&mut self, entry: Entry) {
        self.0.push(entry);
    }

    /// Adds a text, unless it is empty.
    pub fn text(&mut self, key: &str, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.push(Entry::of(key, Value::Text(text)));
        }
    }

    /// Adds a text, if there is one.
    pub fn optional(&mut self, key: &str, text: Option<&String>) {
        self.text(key, text.cloned().unwrap_or_default());
    }

    /// Adds a list, unless it is empty.
    pub fn list(&mut self, key: &str, items: Vec<Entry>) {
        if !items.is_empty() {
            self.push(Entry::of(key, Value::List(items)));
        }
    }

    /// Adds one word, or a list of words on one line.
    pub fn words(&mut self, key: &str, mut words: Vec<String>) {
        match (words.pop(), words.is_empty()) {
            (Some(word), true) => self.text(key, word),
            (Some(word), false) => {
                words.push(word);
                self.push(Entry::of(key, Value::Line(words)));
            }
            (None, _) => {}
        }
    }

    /// Adds a number, truth value or name of a choice.
    pub fn bare(&mut self, key: &str, value: impl Into<String>) {
        self.push(Entry::of(key, Value::Bare(value.into())));
    }

    /// Whether it has no entry.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The mapping.
    pub fn into_value(self) -> Value {
        Value::Map(self.0)
    }
}

/// Writes a mapping as a document.
pub fn document(map: Map) -> String {
    let mut out = String::new();
    entries(&map.0, 0, &mut out);
    out
}

fn entries(entries: &[Entry], column: usize, out: &mut String) {
    for (index, entry) in entries.iter().enumerate() {
        // The first entry of a mapping in a list follows its dash.
        if index > 0 || out.is_empty() || out.ends_with('\n') {
            before(entry, column, out);
        }
        let start = match &entry.key {
            Some(key) => {
                out.push_str(&crate::rewrite::new_key(key, false).unwrap_or_default());
                out.push(':');
                column
            }
            None => {
                out.push('-');
                column
            }
        };
        value(entry, start, out);
    }
}

/// The empty line and the comments before an entry, and its indent.
fn before(entry: &Entry, column: usize, out: &mut String) {
    let indent = " ".repeat(column);
    if entry.is_set_off && !out.is_empty() {
        out.push('\n');
    }
    for comment in &entry.comments {
        let words: String =
            comment.chars().map(|it| if it.is_control() { ' ' } else { it }).collect();
        out.push_str(&format!("{indent}# {}\n", words.trim()));
    }
    out.push_str(&indent);
}

fn value(entry: &Entry, column: usize, out: &mut String) {
    match &entry.value {
        Value::Text(text) => {
            out.push(' ');
            let line = out.rsplit('\n').next().unwrap_or_default();
            let columns = line.chars().count();
            out.push_str(&scalar(text, column, columns));
            out.push('\n');
        }
        Value::Literal(text) => push_literal(text, column, out),
        Value::Quoted(text) => out.push_str(&format!(" \"{text}\"\n")),
        Value::Bare(word) => out.push_str(&format!(" {word}\n")),
        Value::Line(words) => push_line(words, column, out),
        Value::List(items) => {
            out.push('\n');
            entries(items, column + 2, out);
        }
        Value::Map(map) if entry.key.is_none() => {
            out.push(' ');
            entries(map, column + 2, out);
        }
        Value::Map(map) => {
            out.push('\n');
            entries(map, column + 2, out);
        }
    }
}

/// A literal block (YAML 1.2.2 §8.1.2), whose lines are indented by two columns.
fn push_literal(text: &str, column: usize, out: &mut String) {
    let text = text.trim_matches('\n').trim_end();
    // Without an indicator, the first line would give the indent.
    let indicator = if text.starts_with(char::is_whitespace) { "2" } else { "" };
    out.push_str(&format!(" |{indicator}\n"));
    for line in text.lines() {
        let is_printable = |it: &char| !it.is_control() || *it == '\t';
        let line: String = line.chars().filter(is_printable).collect();
        let indent = if line.is_empty() { 0 } else { column + 2 };
        out.push_str(&format!("{}{line}\n", " ".repeat(indent)));
    }
}

/// A list on one line, if it fits there.
fn push_line(words: &[String], column: usize, out: &mut String) {
    let line = out.rsplit('\n').next().unwrap_or_default().chars().count();
    let layout = Layout { flow: true, indent: String::new(), header: None, line_end: "\n" };
    let word = |word: &String| match word.is_empty() {
        true => Some("\"\"".into()),
        false => new_scalar(word, ScalarStyle::Plain, &layout, 0),
    };
    let written: Vec<String> = words.iter().filter_map(word).collect();
    let joined = written.join(", ");
    if line + joined.chars().count() + 3 <= WIDTH {
        return out.push_str(&format!(" [{joined}]\n"));
    }
    out.push('\n');
    let items: Vec<Entry> =
        words.iter().map(|word| Entry::item(Value::Text(word.clone()))).collect();
    entries(&items, column + 2, out);
}

/// The columns of a line.
const WIDTH: usize = 100;

/// A text after some columns of its line; `column` is that of its key or dash.
fn scalar(text: &str, column: usize, before: usize) -> String {
    if text.is_empty() {
        return "\"\"".into();
    }
    let indent = " ".repeat(column + 2);
    let layout = Layout { flow: false, indent, header: None, line_end: "\n" };
    let is_long = before + text.chars().count() > WIDTH || text.contains('\n');
    let style = if is_long { ScalarStyle::Folded } else { ScalarStyle::Plain };
    let written = new_scalar(text, style, &layout, before).unwrap_or_default();
    let is_quotable = written.starts_with('\'') && !text.contains(['"', '\\']);
    let quoted =
        is_quotable.then(|| new_scalar(text, ScalarStyle::DoubleQuoted, &layout, before)).flatten();
    quoted.unwrap_or(written)
}

//! The YAML of new items.

use crate::rewrite::inline::{self, Action, Fault, TextEdit};
use crate::rewrite::locate::Step;
use crate::rewrite::report_file::Expected;
use crate::rewrite::report_file::ReportFile;
use crate::rewrite::scalar;
use crate::rewrite::target::{column, is_flow};
use crate::rewrite::texts::is_of_person;
use crate::rewrite::{NewItem, NewValue, Piece};
use crate::yaml::tree::{Node, ScalarStyle, Value};

/// Writes new values in the style of their neighbours.
struct Writer<'a> {
    file: &'a ReportFile<'a>,
    /// Whether texts have inline markup.
    marked: bool,
    /// The style of the texts.
    style: ScalarStyle,
    /// Whether lists within the item are in brackets.
    flow_lists: bool,
}

/// The place where a value is written.
#[derive(Clone, Copy)]
struct Place {
    /// The columns before further lines.
    indent: usize,
    /// The columns before the value on its line.
    before: usize,
    flow: bool,
    /// Whether it follows a key, so that a list or mapping begins on the next line.
    after_key: bool,
}

type Written = (String, Expected<'static>);

impl<'a> ReportFile<'a> {
    /// The lines of a new item with a text as written, including markup.
    pub fn new_text(&self, steps: &[Step], text: &str) -> Result<String, Fault> {
        let Some(beside) = steps.last() else { return Err(UNWRITABLE) };
        let flow = steps.iter().any(|step| is_flow(self.source, step.parent));
        let column = column(self.source, beside);
        let sign = if flow { "" } else { "- " };
        let layout = self.layout(column + 2, flow);
        let style = style_of(beside.node);
        let written = scalar::new(text, style, &layout, column + sign.len()).ok_or(UNWRITABLE)?;
        Ok(format!("{sign}{written}"))
    }

    fn layout(&self, indent: usize, flow: bool) -> scalar::Layout {
        let line_end = self.line_end;
        scalar::Layout { flow, indent: " ".repeat(indent), header: None, line_end }
    }

    /// The lines of a new item beside that of some steps, without the indent of the first.
    pub fn new_item(&self, steps: &[Step], item: &NewItem) -> Result<Written, Fault> {
        let Some(beside) = steps.last() else { return Err(UNWRITABLE) };
        let writer = Writer {
            file: self,
            marked: !is_of_person(steps),
            style: style_of(beside.node),
            flow_lists: match &beside.node.value {
                Value::Sequence(_) => is_flow(self.source, beside.node),
                Value::Scalar(_) | Value::Mapping(_) => match &item.value {
                    NewValue::Mapping(_) => false,
                    NewValue::Text(_) | NewValue::List(_) => item.key.is_none(),
                },
            },
        };
        let flow = steps.iter().any(|step| is_flow(self.source, step.parent));
        let column = column(self.source, beside);
        let sign = match &item.key {
            Some(key) => format!("{}: ", scalar::new_key(key, flow).ok_or(UNWRITABLE)?),
            None if flow => String::new(),
            None => "- ".into(),
        };
        let place = Place {
            indent: column + 2,
            before: column + sign.chars().count(),
            flow,
            after_key: item.key.is_some(),
        };
        let (value, expected) = writer.value(&item.value, place)?;
        Ok((joined(&sign, &value), expected))
    }
}

const UNWRITABLE: Fault =
    ("the new item cannot be written in this list", "add the item in the source");

/// A key or dash and its value, which may begin on the next line.
fn joined(sign: &str, value: &str) -> String {
    match value.starts_with(['\n', '\r']) {
        true => format!("{}{value}", sign.trim_end()),
        false => format!("{sign}{value}"),
    }
}

impl Writer<'_> {
    fn value(&self, value: &NewValue, place: Place) -> Result<Written, Fault> {
        match value {
            NewValue::Text(pieces) => self.text(pieces, place),
            NewValue::List(values) => {
                let place = Place { flow: place.flow || self.flow_lists, ..place };
                self.list(values, place)
            }
            NewValue::Mapping(entries) => self.mapping(entries, place),
        }
    }

    fn text(&self, pieces: &[Piece], place: Place) -> Result<Written, Fault> {
        let manner = self.file.texts.manner_of(self.marked, "");
        let edit = TextEdit { at: 0..0, action: Action::Replace(self.file.pieces(pieces)?) };
        let parts = inline::change("", manner, &[edit])?;
        let text = parts.first().map_or_else(String::new, |part| inline::text(part, ""));
        let layout = self.file.layout(place.indent, place.flow);
        let written = scalar::new(&text, self.style, &layout, place.before).ok_or(UNWRITABLE)?;
        Ok((written, Expected::Text(text)))
    }

    fn list(&self, values: &[NewValue], place: Place) -> Result<Written, Fault> {
        let within = place.within(2);
        let values = values.iter().map(|value| self.value(value, within));
        let (texts, expected): (Vec<_>, Vec<_>) =
            values.collect::<Result<Vec<_>, _>>()?.into_iter().unzip();
        let text = match place.flow {
            true => format!("[{}]", texts.join(", ")),
            false => self.block(texts.iter().map(|text| joined("- ", text)), place),
        };
        Ok((text, Expected::List(expected)))
    }

    fn mapping(&self, entries: &[(String, NewValue)], place: Place) -> Result<Written, Fault> {
        let mut texts = Vec::new();
        let mut expected = Vec::new();
        for (key, value) in entries {
            let sign = format!("{}: ", scalar::new_key(key, place.flow).ok_or(UNWRITABLE)?);
            let within = Place { after_key: true, ..place.within(sign.chars().count()) };
            let (text, value) = self.value(value, within)?;
            texts.push(joined(&sign, &text));
            expected.push((key.clone(), value));
        }
        let text = match place.flow {
            true => format!("{{{}}}", texts.join(", ")),
            false => self.block(texts.into_iter(), place),
        };
        Ok((text, Expected::Mapping(expected)))
    }

    /// Lines in block style, on the next line after a key.
    fn block(&self, lines: impl Iterator<Item = String>, place: Place) -> String {
        let line_break = format!("{}{}", self.file.line_end, " ".repeat(place.indent));
        let lines = lines.collect::<Vec<_>>().join(&line_break);
        if place.after_key { format!("{line_break}{lines}") } else { lines }
    }
}

impl Place {
    /// The place of a value after some columns within this one.
    fn within(self, columns: usize) -> Place {
        Place {
            indent: self.indent + 2,
            before: self.indent + columns,
            flow: self.flow,
            after_key: false,
        }
    }
}

/// The style of the first text of an item.
fn style_of(node: &Node) -> ScalarStyle {
    match &node.value {
        Value::Scalar(scalar) => scalar.style,
        Value::Sequence(items) => items.first().map_or(ScalarStyle::Plain, style_of),
        Value::Mapping(_) => match &node.key("text").value {
            Value::Scalar(scalar) => scalar.style,
            Value::Sequence(_) | Value::Mapping(_) => ScalarStyle::Plain,
        },
    }
}

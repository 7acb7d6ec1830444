//! What is known of ids, and definition, references, symbols and folding.

use std::ops::Range;

use plenary::lookup::{Lookup, Register, SectionPlace};
use serde_json::{Value, json};

use super::document::Document;
use super::hover::{Hover, escaped};
use super::text::Text;

/// The meaning of an id, and the text that a reference to it prints.
pub fn hover(document: &mut Document, lookup: &Lookup, offset: usize) -> Option<Hover> {
    let (register, id, place) = lookup.id_at(offset)?;
    let definition = lookup.definition(register, id)?;
    let mut lines = vec![format!("**{}** `{id}`", definition.kind)];
    if !definition.words.is_empty() {
        lines.push(escaped(&definition.words));
    }
    let printed = document.printed().get(id).filter(|_| register == Register::Elements);
    lines.extend(printed.map(|it| format!("A reference prints: {}", escaped(it))));
    let page = document.pages.of(id).filter(|_| register == Register::Elements);
    lines.extend(page.map(|page| format!("On page {}", escaped(&page))));
    let uses = lookup.uses.iter().filter(|it| it.register == register && it.id == id);
    let uses: Vec<&Range<usize>> = uses.map(|it| &it.place).collect();
    lines.push(match uses.len() {
        0 => "Not referred to".into(),
        1 => "Referred to once:".into(),
        more => format!("Referred to {more} times:"),
    });
    let places = uses.iter().take(MOST_USES).map(|place| used_in(&document.text, lookup, place));
    let places: String = places.collect();
    let more = if uses.len() > MOST_USES { "\n- …" } else { "" };
    let words = format!("{}{places}{more}", lines.join("\n\n"));
    Some(Hover { words, place: place.clone() })
}

/// The most uses of an id that are listed.
const MOST_USES: usize = 8;

/// The line of a use, and the section that it is in.
fn used_in(text: &Text, lookup: &Lookup, place: &Range<usize>) -> String {
    let line = text.line_and_column(place.start).0;
    let sections = lookup.sections.iter().rev();
    let mut around = sections
        .filter(|it| it.extent.start <= place.start && place.end <= it.extent.end)
        .filter(|it| !it.title.is_empty());
    let section = around.next().map(|it| format!(", in “{}”", escaped(&it.title)));
    format!("\n- line {line}{}", section.unwrap_or_default())
}

/// The definition of the id at a byte.
pub fn definition(document: &Document, lookup: &Lookup, offset: usize) -> Value {
    let found = lookup.id_at(offset);
    let found = found.and_then(|(register, id, _)| lookup.definition(register, id));
    found.map_or(
        Value::Null,
        |it| json!({ "uri": document.uri, "range": document.text.range(&it.place) }),
    )
}

/// The uses of the id at a byte, after its definition if that is requested.
pub fn references(document: &Document, lookup: &Lookup, offset: usize, with_own: bool) -> Value {
    let Some((register, id, _)) = lookup.id_at(offset) else { return json!([]) };
    let own = lookup.definition(register, id).map(|it| &it.place);
    let places = lookup.places(register, id);
    let places = places.iter().filter(|place| with_own || own != Some(*place));
    places
        .map(|place| json!({ "uri": document.uri, "range": document.text.range(place) }))
        .collect()
}

/// The sections as nested symbols.
pub fn symbols(text: &Text, lookup: &Lookup) -> Value {
    let mut sections = lookup.sections.iter().peekable();
    let mut symbols = Vec::new();
    while sections.peek().is_some() {
        symbols.extend(symbol(text, &mut sections));
    }
    Value::Array(symbols)
}

type Sections<'l> = std::iter::Peekable<std::slice::Iter<'l, SectionPlace>>;

fn symbol(text: &Text, sections: &mut Sections) -> Option<Value> {
    let section = sections.next()?;
    let mut children = Vec::new();
    while sections.peek().is_some_and(|next| next.depth > section.depth) {
        children.extend(symbol(text, sections));
    }
    // Editors refuse an empty name, and a selection outside its range.
    let name: &str = if section.title.is_empty() { section.kind } else { &section.title };
    let (place, extent) = (&section.place, &section.extent);
    let extent = extent.start.min(place.start)..extent.end.max(place.end);
    Some(json!({
        "name": name,
        "detail": section.kind,
        "kind": 3,
        "range": text.range(&extent),
        "selectionRange": text.range(place),
        "children": children,
    }))
}

/// The lines of each section.
pub fn folding(text: &Text, lookup: &Lookup) -> Value {
    let ranges = lookup.sections.iter().map(|section| {
        let extent = &section.extent;
        let last = text.as_str().get(extent.clone()).unwrap_or_default().trim_end().len();
        (text.position(extent.start).line, text.position(extent.start + last).line)
    });
    let ranges = ranges.filter(|(first, last)| last > first);
    ranges.map(|(first, last)| json!({ "startLine": first, "endLine": last })).collect()
}

//! The data for the page in the browser.

use std::path::Path;

use plenary::diagnostics::{Diagnostic, Diagnostics, Severity, SourceText};
use plenary::preview::{
    Area, Field, PageDefect, PageDefectKind, PageTag, PageText, PrintedWord, Record, TextPiece,
};
use serde_json::{Value, json};

use crate::commands::layout::one as defect_name;

use super::report::{Built, Failure, Report, Shown, locked};

/// The maximum number of problems that are listed.
const MOST_PROBLEMS: u64 = 200;

/// The state of a report that is shown. `link` opens places in an editor, unless a command does.
pub fn state(report: &Report, link: Option<&str>) -> Value {
    let shown = report.shown();
    let (problems, more) = problems(report, &shown);
    let built = shown.built.as_deref();
    let (title, language) = built.map(|built| built.pages.title()).unwrap_or_default();
    let (forms, pages) = built.map(pages).unwrap_or_else(|| (json!([]), json!([])));
    let fonts = built.map(|built| built.fonts.as_slice()).unwrap_or_default();
    let fonts: Vec<_> = fonts.iter().map(|(font, content)| (font, name(*content))).collect();
    let undo = !locked(&report.history).changes.is_empty();
    json!({
        "name": report.path.display().to_string(),
        "path": report.absolute().display().to_string(),
        "title": title,
        "language": language,
        "version": shown.version,
        "built": built.map(|built| built.version),
        "current": shown.failure.is_none(),
        "undo": undo,
        "link": link,
        "forms": forms,
        "pages": pages,
        "bleed": built.map(|built| built.pages.bleed()),
        "fonts": fonts,
        "problems": problems,
        "more": more,
    })
}

/// A number in the form used in addresses.
pub fn name(number: u64) -> String {
    format!("{number:016x}")
}

/// The sizes of pages with the areas of their texts, each once, and the pages, which name them by their index.
fn pages(built: &Built) -> (Value, Value) {
    let mut forms: Vec<(f32, f32, Option<Area>)> = Vec::new();
    let pages = built.list.iter().map(|page| {
        let own = (page.width, page.height, page.text_area);
        let form = forms.iter().position(|form| *form == own).unwrap_or_else(|| {
            forms.push(own);
            forms.len() - 1
        });
        json!({ "label": page.label, "form": form, "fingerprint": name(page.fingerprint) })
    });
    let pages = pages.collect();
    let grid = built.pages.grid();
    let form = |(width, height, text): &(f32, f32, Option<Area>)| {
        let guides = text.map(|text| with(area(text), json!({ "grid": grid })));
        json!({ "width": width, "height": height, "guides": guides })
    };
    (forms.iter().map(form).collect(), pages)
}

/// An area on a page, in points.
pub fn area(area: Area) -> Value {
    json!({ "x": area.x, "y": area.y, "width": area.width, "height": area.height })
}

/// The place of a byte of the version that is shown.
pub fn start_of(report: &Report, built: &Built, byte: usize) -> Value {
    place(report, built.source.text(), byte)
}

/// The place of a byte of the report.
fn place(report: &Report, text: &SourceText, byte: usize) -> Value {
    let position = text.position(byte);
    json!({
        "file": report.path.display().to_string(),
        "path": report.absolute().display().to_string(),
        "line": position.line,
        "column": position.column,
    })
}

fn with(mut value: Value, more: Value) -> Value {
    if let (Some(object), Value::Object(more)) = (value.as_object_mut(), more) {
        object.extend(more);
    }
    value
}

/// A word of a page.
pub fn word(report: &Report, built: &Built, word: &PrintedWord) -> Value {
    let found = json!({
        "word": word.word,
        "area": area(word.area),
        "made": word.made_by,
        "text": word.text,
    });
    match &word.place {
        Some(bytes) => with(found, place(report, built.source.text(), bytes.start)),
        None => found,
    }
}

/// The texts of a page.
pub fn texts(report: &Report, built: &Built, texts: &[PageText]) -> Value {
    let text = |text: &PageText| {
        let found = json!({
            "text": text.text,
            "kind": text.kind,
            "area": area(text.area),
            "words": text.words,
        });
        match &text.place {
            Some(bytes) => with(found, place(report, built.source.text(), bytes.start)),
            None => found,
        }
    };
    texts.iter().map(text).collect()
}

/// The content of a page with its tags.
pub fn tags(tags: &[PageTag]) -> Value {
    let tag = |tag: &PageTag| {
        json!({
            "area": area(tag.area),
            "tags": tag.tags,
            "alternative": tag.alternative,
            "words": tag.words,
        })
    };
    tags.iter().map(tag).collect()
}

/// A loose line whose widest space is larger, in natural spaces, is marked in another colour.
const VERY_LOOSE: f32 = 2.5;

/// The typographic defects of all pages.
pub fn defects(found: &[PageDefect]) -> Value {
    let defect = |found: &PageDefect| {
        let (kind, sign, name) = match found.kind {
            PageDefectKind::Loose(stretch) => {
                let kind = if stretch > VERY_LOOSE { "looser" } else { "loose" };
                let sign = format!("{stretch:.1}");
                (kind, sign.clone(), format!("loose line, widest space {sign} × natural width"))
            }
            PageDefectKind::Short(lines) => {
                ("short", format!("−{lines:.0}"), format!("page {lines:.1} lines short"))
            }
            PageDefectKind::Other(defect) => ("other", "!".into(), defect_name(defect).into()),
        };
        let words = if found.words.is_empty() { "" } else { ": " };
        json!({
            "page": found.page,
            "area": found.area.map(area),
            "kind": kind,
            "sign": sign,
            "label": format!("{name}{words}{}", found.words),
        })
    };
    found.iter().map(defect).collect()
}

/// The rows of the forms.
pub fn records(records: &[Record]) -> Value {
    let field =
        |it: &Field| json!({ "key": it.key, "value": it.value, "editable": it.is_editable });
    let record = |it: &Record| json!({ "path": it.path, "fields": it.fields.iter().map(field).collect::<Value>() });
    records.iter().map(record).collect()
}

/// The parts of a text.
pub fn pieces(pieces: &[TextPiece]) -> Value {
    let piece = |piece: &TextPiece| {
        json!({
            "text": piece.text,
            "made": piece.made_by,
            "strong": piece.strong,
            "emphasis": piece.emphasis,
        })
    };
    pieces.iter().map(piece).collect()
}

/// The headings; their places are in the file of the report.
pub fn outline(built: &Built) -> Value {
    let entries = built.pages.outline().into_iter().map(|entry| {
        let position = entry.place.map(|bytes| built.source.text().position(bytes.start));
        json!({
            "level": entry.level,
            "title": entry.title,
            "page": entry.page,
            "line": position.map(|it| it.line),
            "column": position.map(|it| it.column),
        })
    });
    entries.collect()
}

/// Whether a problem of a report is in a file.
pub fn names(report: &Report, file: &str) -> bool {
    let shown = report.shown();
    let found = match (&shown.failure, &shown.built) {
        (Some(Failure::Diagnostics(found)), _) => found,
        (None, Some(built)) => built.pages.warnings(),
        (Some(Failure::Message(_)), _) | (None, None) => return false,
    };
    found.iter().any(|(it, _)| it.file == file)
}

/// The problems of a report, errors first, and the number of problems that are not listed.
fn problems(report: &Report, shown: &Shown) -> (Vec<Value>, Option<String>) {
    let built = shown.built.as_deref();
    let found = match (&shown.failure, built) {
        (Some(Failure::Message(message)), _) => {
            let problem =
                json!({ "severity": "error", "code": "", "message": message, "page": null });
            return (vec![problem], None);
        }
        (Some(Failure::Diagnostics(found)), _) => found,
        (None, Some(built)) => built.pages.warnings(),
        (None, None) => return (Vec::new(), None),
    };
    listed(report, found, built, shown.failure.is_none())
}

fn listed(
    report: &Report,
    found: &Diagnostics,
    built: Option<&Built>,
    is_current: bool,
) -> (Vec<Value>, Option<String>) {
    let selection = found.select(Severity::Warning, MOST_PROBLEMS);
    let mut chosen = selection.chosen.clone();
    if chosen.is_empty() {
        return (Vec::new(), selection.rest());
    }
    chosen.sort_by_key(|(it, _)| it.severity != Severity::Error);
    let current = built.filter(|_| is_current);
    let fixes = current.map(Built::corrections).unwrap_or_default();
    let own_file = report.path.display().to_string();
    let own_place = |it: &Diagnostic| it.place.clone().filter(|_| it.file == own_file);
    let starts: Vec<_> =
        chosen.iter().filter_map(|(it, text)| Some((*text, own_place(it)?.start))).collect();
    let found = built.map(|built| match is_current {
        true => built.pages.find(&starts.iter().map(|it| it.1).collect::<Vec<_>>()),
        false => built.pages.find_near(&earlier(&starts, built.source.text().bytes())),
    });
    let mut found = found.unwrap_or_default().into_iter();
    let problem = |(it, text): &(&Diagnostic, &SourceText)| {
        let own = own_place(it);
        let fix = own.as_ref().and_then(|place| fixes.iter().find(|fix| fix.place == *place));
        let fix =
            fix.map(|fix| json!({ "place": [fix.place.start, fix.place.end], "right": fix.right }));
        let shown = own.and_then(|_| found.next().flatten());
        let problem = json!({
            "severity": it.severity.name(),
            "code": it.code.id(),
            "message": it.message,
            "hint": it.hint,
            "page": shown.map(|it| it.0),
            "area": shown.map(|it| area(it.1)),
            "fix": fix,
        });
        let Some(bytes) = &it.place else { return problem };
        let position = text.position(bytes.start);
        let path =
            std::path::absolute(Path::new(&it.file)).unwrap_or_else(|_| it.file.clone().into());
        with(
            problem,
            json!({
                "file": it.file,
                "path": path.display().to_string(),
                "line": position.line,
                "column": position.column,
            }),
        )
    };
    (chosen.iter().map(problem).collect(), selection.rest())
}

/// Where some bytes of a file were in an earlier version: what precedes and follows the change moved as a whole,
/// and the change itself begins where it did.
fn earlier(starts: &[(&SourceText, usize)], before: &[u8]) -> Vec<usize> {
    let Some((text, _)) = starts.first() else { return Vec::new() };
    let now = text.bytes();
    let same = |pairs: &mut dyn Iterator<Item = (&u8, &u8)>| {
        pairs.take_while(|(one, other)| one == other).count()
    };
    let head = same(&mut before.iter().zip(now));
    let most = before.len().min(now.len()) - head;
    let tail = same(&mut before.iter().rev().zip(now.iter().rev()).take(most));
    let place = |(_, byte): &(&SourceText, usize)| match now.len().saturating_sub(*byte) {
        rest if rest <= tail => before.len() - rest,
        _ => (*byte).min(head),
    };
    starts.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_in_the_version_before_a_change() {
        let now = SourceText::new(b"body: [aaa, NEW, ccc]");
        let starts = [7, 12, 17].map(|byte| (&now, byte));
        assert_eq!(earlier(&starts, b"body: [aaa, ccc]"), [7, 12, 12]);
    }
}

//! Small reports before and after a change.

mod items;
mod paragraphs;

use super::{Change, Edit, Format, NewItem, NewValue, Piece, Words, rewrite};
use crate::limits::Limits;
use crate::templates::{Labels, load};

fn labels(language: &str) -> Labels {
    load::labels(language, load::built_in_labels(language).unwrap()).unwrap()
}

pub fn words(text: &str) -> Vec<Piece> {
    vec![formatted(text, Format::default())]
}

const STRONG: Format =
    Format { strong: true, emphasis: false, superscript: false, subscript: false };

fn formatted(text: &str, format: Format) -> Piece {
    Piece::Words(Words { text: text.into(), format })
}

/// A report with a paragraph. `‹` and `›` in it enclose the bytes to change.
fn report(language: &str, paragraph: &str) -> (String, std::ops::Range<usize>) {
    let source = format!(
        "publication: {{title: T, publisher: P, date: 2024-01-01, language: {language}}}\nbody:\n  - title: S # c\n    content:\n      - {paragraph}\nfootnotes: {{n: N.}}\n"
    );
    let start = source.find('‹').unwrap();
    let end = source.find('›').unwrap() - '‹'.len_utf8();
    (source.replace(['‹', '›'], ""), start..end)
}

#[track_caller]
fn check_edit(
    language: &str,
    before: &str,
    edit: impl Fn(std::ops::Range<usize>) -> Edit,
    after: &str,
) {
    let (source, at) = report(language, before);
    let expected = report(language, &format!("{after}‹›")).0;
    check_report(language, &source, &[edit(at)], &expected);
}

/// Makes a change. If it is expected to do nothing, it must be refused.
#[track_caller]
fn check_report(language: &str, source: &str, edits: &[Edit], expected: &str) {
    let changes = [Change(edits.to_vec())];
    for (mark, line_end) in [("", "\n"), ("\u{feff}", "\n"), ("", "\r\n"), ("\u{feff}", "\r\n")] {
        let shifted: Vec<Change> = changes
            .iter()
            .map(|change| shifted(change, source, mark.len(), line_end.len()))
            .collect();
        let file = format!("{mark}{}", source.replace('\n', line_end));
        let done = rewrite(file.as_bytes(), &labels(language), &Limits::default(), &shifted);
        let got = String::from_utf8(done.bytes).unwrap();
        let got = got.strip_prefix(mark).unwrap();
        assert_eq!(got.matches('\r').count(), got.matches("\r\n").count());
        assert_eq!(got.replace(line_end, "\n"), expected, "{:?}", done.refused);
        assert_eq!(done.refused.is_empty(), source != expected, "{:?}", done.refused);
    }
}

/// A change of a file with a byte order mark and other line endings.
fn shifted(change: &Change, source: &str, mark: usize, line_end: usize) -> Change {
    let offset = |at: usize| at + mark + source[..at].matches('\n').count() * (line_end - 1);
    let range = |at: &std::ops::Range<usize>| offset(at.start)..offset(at.end);
    let pieces = |with: &[Piece]| -> Vec<Piece> {
        let piece = |piece: &Piece| match piece {
            Piece::Copy(at) => Piece::Copy(range(at)),
            Piece::Words(_) | Piece::Note(_) => piece.clone(),
        };
        with.iter().map(piece).collect()
    };
    let edits = change.0.iter().map(|edit| match edit {
        Edit::Words { at, with } => Edit::Words { at: range(at), with: pieces(with) },
        Edit::Format { at, format } => Edit::Format { at: range(at), format: *format },
        Edit::Remove { item } => Edit::Remove { item: range(item) },
        Edit::Split { at } => Edit::Split { at: offset(*at) },
        Edit::Insert { beside, side, item } => {
            let item = NewItem { key: item.key.clone(), value: value(&item.value, &pieces) };
            Edit::Insert { beside: range(beside), side: *side, item }
        }
        Edit::Move { item, beside, side } => {
            Edit::Move { item: range(item), beside: range(beside), side: *side }
        }
    });
    Change(edits.collect())
}

fn value(of: &NewValue, pieces: &dyn Fn(&[Piece]) -> Vec<Piece>) -> NewValue {
    match of {
        NewValue::Text(with) => NewValue::Text(pieces(with)),
        NewValue::List(values) => {
            NewValue::List(values.iter().map(|it| value(it, pieces)).collect())
        }
        NewValue::Mapping(entries) => {
            let entries = entries.iter().map(|(key, it)| (key.clone(), value(it, pieces)));
            NewValue::Mapping(entries.collect())
        }
    }
}

#[track_caller]
fn check(before: &str, with: &str, after: &str) {
    check_edit("en", before, |at| Edit::Words { at, with: words(with) }, after);
}

#[track_caller]
fn check_words(before: &str, with: &[Piece], after: &str) {
    check_edit("en", before, |at| Edit::Words { at, with: with.to_vec() }, after);
}

#[track_caller]
fn check_format(before: &str, format: Format, after: &str) {
    check_edit("en", before, |at| Edit::Format { at, format }, after);
}

#[test]
fn words_of_inline_notes_change_in_place() {
    check("One^[A ‹note›.] two. # c", "remark", "One^[A remark.] two. # c");
    check("One^[A note‹›] two. # c", " more", "One^[A note more] two. # c");
    check("'One[^: ‹›A note] two.' # c", "No. ", "'One[^: No. A note] two.' # c");
    check("One^[A note]‹› two. # c", ", and", "One^[A note], and two. # c");
    check("One‹›^[A note] two. # c", " more", "One more^[A note] two. # c");
    check("One ‹two^[A note] three› four. # c", "five", "One five four. # c");
    check("'One‹[^x: A note]› two.' # c", "", "'One two.' # c");
    let before = "One^[A [‹b›](https://e.org) \"c\"] \"two\". # c";
    check(before, "d", &before.replace("‹b›", "d"));
    let split = |at: std::ops::Range<usize>| Edit::Split { at: at.start };
    check_edit("en", "One^[A ‹›note] two. # c", split, "One^[A note] two. # c");
}

#[test]
fn a_scalar_keeps_its_style() {
    check("One ‹two› three. # c", "four", "One four three. # c");
    check("'One ‹two› it''s.' # c", "isn't", "'One isn''t it''s.' # c");
    check("\"One ‹two› \\u00e9.\" # c", "a\\b \"c\"", "\"One a\\\\\\\\b \\\"c\\\" \\u00e9.\" # c");
    check(
        ">-\n        One\n        ‹two› three\n        four",
        "five",
        ">-\n        One\n        five three\n        four",
    );
    check(
        "|\n        One\n        ‹two› three\n        four",
        "five",
        "|\n        One\n        five three\n        four",
    );
    check(
        "One\n        ‹two› three\n        four.",
        "five",
        "One\n        five three\n        four.",
    );
    check(">2-\n          One ‹two›", "x", ">2-\n          One x");
}

#[test]
fn an_empty_text_gets_its_first_words() {
    check_edit(
        "en",
        "table: {header: [a], rows: [[‹\'\'›]]}",
        |at| Edit::Words { at: at.start..at.start, with: words("b: c") },
        "table: {header: [a], rows: [['b: c']]}",
    );
}

#[test]
fn a_style_that_cannot_hold_a_text_changes() {
    check("One ‹two› three.", "two: four", "'One two: four three.'");
    check("One ‹two› three.", "two #", "'One two # three.'");
    check("‹One› two", "-", "'- two'");
    check("‹One›", "2016", "'2016'");
    check("‹One›", "null", "'null'");
    check("‹One›", "Yes", "'Yes'");
    check("It's ‹two›", "so: \"a\"", "'It''s so: \"a\"'");
    check("It's ‹two›", "so: a", "\"It's so: a\"");
    check(
        "One\n        two ‹three›\n        four",
        "a: b",
        ">-\n        One\n        two a: b\n        four",
    );
    check("‹One›", "\"A\" b", "'\"A\" b'");
}

#[test]
fn spaces_at_the_seams_are_removed() {
    check("One ‹two› three.", "", "One three.");
    check("One two ‹three›", "", "One two");
    check("‹One› two", "", "two");
    check(">-\n        One\n        ‹two›\n        four", "", ">-\n        One\n        four");
    check(">\n        One\n        ‹two›", "", ">\n        One");
    check("|\n        One\n        ‹two›\n        four", "", "|\n        One\n        four");
}

#[test]
fn markup_stays_balanced() {
    check("'a **b ‹c** d› e'", "", "'a **b** e'");
    check("'a **‹b›** c'", "", "'a c'");
    check("a **b‹› c** d", " x", "a **b** x **c** d");
    check_words("a **b‹› c** d", &[formatted(" x", STRONG)], "a **b x c** d");
    check_words("a ‹b› c", &[formatted("x", STRONG)], "a **x** c");
    check_words("a **b** ‹c› d", &[formatted("x", STRONG)], "a **b** **x** d");
    check_words("a **b**‹› d", &[formatted(" x", STRONG)], "a **b x** d");
    check("a [b ‹c›](https://e.org) d", "x", "a [b x](https://e.org) d");
    check("a [‹b c›](https://e.org) d", "", "a d");
    check("a [‹b c›](https://e.org) d", "x", "a [x](https://e.org) d");
    check("a [‹b c›]{lang=fr} d", "x", "a [x]{lang=fr} d");
    check("a **b** ‹x› **c** d", "", "a **b** **c** d");
    check("a **b**‹ x ›**c** d", "", "a **bc** d");
    check("a *b*‹ x ›*c* d", "", "a *bc* d");
}

#[test]
fn formats_are_set() {
    check_format("a ‹b› c", STRONG, "a **b** c");
    check_format("a ‹b› **c** d", STRONG, "a **b** **c** d");
    check_format("a ‹b **c› d** e", STRONG, "a **b c d** e");
    check_format("a **b ‹c› d** e", Format::default(), "a **b** c **d** e");
    check_format("a ‹[b](https://e.org) c› d", STRONG, "a **[b](https://e.org) c** d");
    check_format(
        "a *b ‹c› d* e",
        Format { strong: true, emphasis: true, ..STRONG },
        "a *b **c** d* e",
    );
    check_format(
        "a *‹b› c* e",
        Format { strong: true, emphasis: true, ..STRONG },
        "a ***b*** *c* e",
    );
}

#[test]
fn signs_are_escaped_where_they_mean_something() {
    check("One ‹two›", "*a* [b] [c](d)", "One \\*a\\* \\[b\\] \\[c\\](d)");
    check("One ‹two›", "*a* [b]", "One \\*a\\* [b]");
    check("One ‹two›", "5\u{a0}km", "One 5\\ km");
    check("One [‹two›]", "x](y", "One [x\\](y]");
    check("One ‹two› three", "a\nb", "One a\\\n\n        b three");
    check("\"One ‹two› three\"", "a\nb", "\"One a\\\\\\nb three\"");
}

#[test]
fn quotation_marks_go_back_to_straight_ones() {
    check("An \"a\" ‹two›", "“b” isn’t", "An \"a\" \"b\" isn't");
    check("An “a” ‹two›", "“b” isn’t", "An “a” “b” isn’t");
    check("An \"a\" ‹two›", "\"b\"", "An \"a\" \"b\"");
    check("'‹\"›a \"b\" c\"'", "", "'a ‘b’ c\"'");
    check_edit(
        "fr",
        "Un \"mot\" ‹x›",
        |at| Edit::Words { at, with: words("«\u{a0}a\u{a0}»") },
        "Un \"mot\" \"a\"",
    );
    check_edit(
        "ru",
        "О \"сети\" ‹и›",
        |at| Edit::Words { at, with: words("«о „сети“»") },
        "О \"сети\" \"о 'сети'\"",
    );
}

#[test]
fn long_lines_are_broken() {
    let line = "word ".repeat(15);
    check(
        &format!("{line}‹end›"),
        "one two three four",
        &format!("{line}one\n        two three four"),
    );
}

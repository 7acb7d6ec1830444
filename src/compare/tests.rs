//! Redlines: after all changes are accepted, the new draft; after all are rejected, the old one.

mod edits;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::io::Cursor;
use std::path::Path;

use super::{ChangeEntry, ChangeSpot, Comparison, Settings, compare};
use crate::compile::Source;
use crate::document::Date;
use crate::error::Error;
use crate::export::Format;
use crate::limits::Limits;
use crate::options::Options;
use crate::review::{self, ReturnedFile, Review};
use crate::word::{self, Block, Content, View, WordFile};
use crate::world::{FileSystem, MemoryWorld};

fn options() -> Options {
    Options { formats: vec![Format::Docx], ..Options::default() }
}

const SETTINGS: Settings =
    Settings { author: "Ana Lima", date: Some(Date { year: 2024, month: 5, day: 6 }), draft: true };

/// Compares two sources in memory.
fn compared(old: &str, new: &str) -> Result<Comparison, Error> {
    let [old, new] = [old, new].map(|text| Source::new("report.yaml", text));
    compare(&old, &new, &MemoryWorld::new(), &options(), SETTINGS)
}

/// A report with some content.
fn report(body: &str) -> String {
    format!("publication: {{title: Ports, publisher: Board, date: 2024-06-14}}\nbody:\n{body}")
}

fn read(comparison: &Comparison) -> WordFile {
    let docx = comparison.docx.as_deref().unwrap();
    word::read(docx, &Limits::default()).unwrap()
}

/// The Word file of a source.
fn plain(source: &Source) -> WordFile {
    let outputs = crate::compile::compile(source, &FileSystem, &options()).unwrap();
    word::read(&outputs.files[0].bytes, &Limits::default()).unwrap()
}

/// The text of the body in a view, without empty paragraphs at its end, with the notes in the order of their references. Numbers are `#`, since
/// those that follow from the order are not tracked; the contents and the index are left out.
fn text(file: &WordFile, view: View) -> String {
    let mut body = file.body.clone();
    body.retain(|block| !is_list(block));
    let mut lines = word::text(&body, view);
    // The last paragraph of a document cannot go; after a table that is gone, an empty one is left.
    lines.truncate(lines.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1));
    let mut ids = Vec::new();
    note_ids(&body, view, &mut ids);
    for id in ids {
        let note = file.footnotes.iter().find(|note| note.id == id).unwrap();
        lines.push("note".into());
        lines.extend(word::text(&note.blocks, view));
    }
    let mut out = String::new();
    let mut was_digit = false;
    for c in lines.join("\n").chars() {
        if !(c.is_ascii_digit() && was_digit) {
            out.push(if c.is_ascii_digit() { '#' } else { c });
        }
        was_digit = c.is_ascii_digit();
    }
    out
}

fn is_list(block: &Block) -> bool {
    let Block::Paragraph(paragraph) = block else { return false };
    paragraph.runs.iter().any(|run| {
        let mut field = run.field.as_deref();
        while let Some(outer) = field.and_then(|field| field.outer.as_deref()) {
            field = Some(outer);
        }
        field.is_some_and(|it| {
            ["TOC", "INDEX"].contains(&it.instruction.split_whitespace().next().unwrap_or(""))
        })
    })
}

fn note_ids(blocks: &[Block], view: View, out: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let runs = paragraph.runs.iter().filter(|run| run.tracked.is_in(view));
                out.extend(runs.filter_map(|run| match &run.content {
                    Content::Footnote(id) => Some(id.clone()),
                    _ => None,
                }));
            }
            Block::Table(table) => {
                for row in table.rows.iter().filter(|row| row.tracked.is_in(view)) {
                    row.cells.iter().for_each(|cell| note_ids(&cell.blocks, view, out));
                }
            }
        }
    }
}

/// What a review of a redline that came back lists.
fn reviewed(comparison: &Comparison, new: &Source) -> Vec<String> {
    let bytes = comparison.docx.clone().unwrap();
    let file = ReturnedFile { name: "redline.docx".into(), bytes };
    let options = options();
    let settings = review::Settings::default();
    let review = Review::read(new, &FileSystem, &options, &[file], settings).unwrap();
    let summary = review.summary();
    let changes =
        summary.changes.iter().map(|it| format!("{}: {} → {}", it.kind, it.before, it.after));
    changes.chain(summary.comments.iter().map(|it| format!("{it:?}"))).collect()
}

/// Shows paragraphs with their changes: `[+came+]`, `[-gone-]`, `¶` for a changed end.
fn shown(file: &WordFile) -> String {
    let mut out = String::new();
    show(&file.body, &mut out);
    for note in &file.footnotes {
        let _ = write!(out, "note {}: ", note.id);
        show(&note.blocks, &mut out);
    }
    out
}

fn show(blocks: &[Block], out: &mut String) {
    for block in blocks.iter().filter(|block| !is_list(block)) {
        match block {
            Block::Paragraph(paragraph) => {
                for run in &paragraph.runs {
                    let text = match &run.content {
                        Content::Text(text) => text.clone(),
                        Content::Footnote(id) => format!("†{id}"),
                        _ => "▭".into(),
                    };
                    let text = match run.format_change.is_some() {
                        true => format!("{{{text}}}"),
                        false => text,
                    };
                    out.push_str(&marked(&run.tracked, &text));
                }
                let end = marked(&paragraph.mark, "¶");
                out.push_str(if end == "¶" { "" } else { &end });
                out.push('\n');
            }
            Block::Table(table) => {
                for row in &table.rows {
                    let _ = write!(out, "{}", marked(&row.tracked, "row"));
                    out.push('\n');
                    row.cells.iter().for_each(|cell| show(&cell.blocks, out));
                }
            }
        }
    }
}

fn marked(tracked: &word::Tracked, text: &str) -> String {
    match (&tracked.inserted, &tracked.deleted) {
        (None, None) => text.into(),
        (Some(_), None) => format!("[+{text}+]"),
        (None, Some(_)) => format!("[-{text}-]"),
        (Some(_), Some(_)) => format!("[±{text}±]"),
    }
}

/// The changed lines of the body.
fn changes(old: &str, new: &str) -> Vec<String> {
    let comparison = compared(&report(old), &report(new)).unwrap();
    let shown = shown(&read(&comparison));
    let changed = |line: &&str| line.contains(['[', '{']);
    let lines: Vec<String> = shown.lines().filter(changed).map(str::to_owned).collect();
    for (source, view) in [(old, View::Rejected), (new, View::Accepted)] {
        let plain = plain(&Source::new("report.yaml", report(source)));
        similar_asserts(&text(&read(&comparison), view), &text(&plain, view));
    }
    lines
}

fn similar_asserts(found: &str, expected: &str) {
    if found != expected {
        let diff = similar::TextDiff::from_lines(expected, found);
        panic!("\n{}", diff.unified_diff().context_radius(2).header("expected", "found"));
    }
}

#[test]
fn words_are_changed_within_their_paragraph() {
    let old = "  - title: One\n    content: [It met in the small port., Same.]\n";
    let new = "  - title: One\n    content: [It met in the **large** port., Same.]\n";
    assert_eq!(changes(old, new), ["It met in the [-small-][+large+] port."]);
    let new = "  - title: One\n    content: [It met in the *small* port., Same.]\n";
    assert_eq!(changes(old, new), ["It met in the {small} port."]);
}

#[test]
fn a_sentence_written_anew_is_one_change() {
    let old = "  - title: One\n    content: ['Some end in a stop, it holds another, said she, and more.']\n";
    let new =
        "  - title: One\n    content: ['One begins with a mark, and holds three, as we know.']\n";
    assert_eq!(changes(old, new).len(), 1);
    assert_eq!(changes(old, new)[0].matches("[-").count(), 1, "{:?}", changes(old, new));
    let old = "  - title: One\n    content: ['It met in small[^a] old, busy and well-known ports.']\nfootnotes: {a: A note.}\n";
    let new = "  - title: One\n    content: ['It met in large[^a] new, busy and well-known harbours.']\nfootnotes: {a: A note.}\n";
    let kept = [
        "It met in [-small-][+large+]†1 [-old-][+new+], busy and well-known [-ports-][+harbours+].",
    ];
    assert_eq!(changes(old, new), kept);
}

#[test]
fn paragraphs_come_and_go_with_their_ends() {
    let old = "  - title: One\n    content: [First of all., Second of both., Last.]\n";
    let new = "  - title: One\n    content: [First of all., New and other., Last.]\n";
    assert_eq!(changes(old, new), ["[-Second of both-][+New and other+]."]);
    let less = "  - title: One\n    content: [First of all., Last.]\n";
    assert_eq!(changes(old, less), ["[-Second of both.-][-¶-]"]);
    assert_eq!(changes(less, old), ["[+Second of both.+][+¶+]"]);
    let fewer = "  - title: One\n    content: [First of all.]\n";
    assert_eq!(changes(old, fewer).len(), 3);
}

#[test]
fn a_moved_paragraph_is_in_both_places() {
    let moved = "The Board of the port met twice in Lisbon and once in Porto.";
    let old = format!("  - title: One\n    content: [{moved}, Second., Third of them., Last.]\n");
    let new = format!("  - title: One\n    content: [Second., Third of them., {moved}, Last.]\n");
    let shown = changes(&old, &new);
    assert_eq!(shown, [format!("[-{moved}-][-¶-]"), format!("[+{moved}+][+¶+]")]);
}

/// The words that are the same are moved, and those that differ are deleted or inserted in their place, whether
/// the paragraph has an id or is only alike.
#[test]
fn a_moved_paragraph_may_be_edited() {
    let [before, after] = ["twice in Lisbon and once", "twice in Faro and at least once"]
        .map(|it| format!("The Board of the port met {it} in Porto[^n]."));
    for id in ["", ", id: board"] {
        let body = |items: [&str; 3]| {
            let items = items.join(", ");
            format!("  - title: One\n    content: [{items}, Last.]\nfootnotes: {{n: A note.}}\n")
        };
        let [before, after] =
            [&before, &after].map(|it| format!("{{paragraph: {{text: '{it}'{id}}}}}"));
        let (second, third) =
            ("Second of all paragraphs.", "Third of them. It is not a short one.");
        let (old, new) = (body([&before, second, third]), body([second, third, &after]));
        let shown = changes(&old, &new);
        let from = "[-The Board of the port met twice in -][-Lisbon and-][- once in Porto-][-†1-][-.-][-¶-]";
        let to = "[+The Board of the port met twice in +][+Faro and at least+][+ once in Porto+][+†2+][+.+][+¶+]";
        assert_eq!(shown, [from, to]);
        let comparison = compared(&report(&old), &report(&new)).unwrap();
        let xml = part(comparison.docx.as_deref().unwrap(), "word/document.xml");
        let count = |name: &str| xml.matches(&format!("<w:{name} ")).count();
        let names = ["moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart", "del", "ins"];
        // Two stretches of text and the end of the paragraph.
        assert_eq!(names.map(count), [3, 3, 1, 1, 1, 1]);
        let kinds: Vec<_> = comparison.summary.changes.iter().map(|it| it.kind).collect();
        assert_eq!(kinds, ["move", "replace"]);
    }
}

/// Programs update fields. One whose bookmark came would be an error after all changes are rejected.
#[test]
fn references_to_what_moved_are_links() {
    let moved = "The Board of the port met twice in Lisbon and once in Porto.";
    let panel = |id: &str, text: &str| {
        format!("  - {{kind: panel, title: Title of {id}, id: {id}, content: ['{text}']}}\n")
    };
    let see = "  - {title: One, content: ['See [#a] and [#b].']}\n";
    let (a, b) = (panel("a", moved), panel("b", "Other."));
    let (old, new) = (report(&format!("{see}{a}{b}")), report(&format!("{see}{b}{a}")));
    let comparison = compared(&old, &new).unwrap();
    let xml = part(comparison.docx.as_deref().unwrap(), "word/document.xml");
    let count = |words: &str| xml.matches(words).count();
    assert_eq!((count(" REF b_"), count("<w:hyperlink w:anchor=\"b_")), (1, 1), "{xml}");
}

/// LibreOffice 7.4 counts the letters of a field in a note as one, and changes other words after it.
#[test]
fn references_in_changed_notes_are_links() {
    let with = |note: &str| {
        report(&format!(
            "  - {{title: One, id: one, content: ['A.[^a] B.[^b]']}}\nfootnotes: {{a: '{note}', b: 'See [#one].'}}\n"
        ))
    };
    let comparison = compared(&with("See [#one], old."), &with("See [#one], new.")).unwrap();
    let xml = part(comparison.docx.as_deref().unwrap(), "word/footnotes.xml");
    let (changed, kept) = xml.split_once("</w:footnote><w:footnote w:id=\"2\"").unwrap();
    assert!(!changed.contains("REF ") && changed.contains("<w:hyperlink w:anchor="), "{changed}");
    assert!(kept.contains("REF "), "{kept}");
}

#[test]
fn notes_are_changed_or_come_and_go() {
    let with = |body: &str, notes: &str| {
        format!("  - title: One\n    content: [{body}]\nfootnotes: {{{notes}}}\n")
    };
    let old = with("'A.[^a] B.[^b]'", "a: Text of it., b: Other.");
    let new = with("'A.[^a] B.'", "a: Words of it.");
    assert_eq!(changes(&old, &new), ["A.†1 B.[-†2-]", "note 1: \t[-Text-][+Words+] of it."]);
}

#[test]
fn rows_come_and_go() {
    let table = |rows: &str| {
        format!(
            "  - title: One\n    content:\n      - table:\n          caption: Ports\n          \
             header: [Port, Ships]\n          rows: [{rows}]\n"
        )
    };
    let old = table("[Lisbon, '12'], [Porto, '3']");
    let new = table("[Lisbon, '14'], [Faro, '3'], [Porto, '3']");
    assert_eq!(changes(&old, &new), ["[-12-][+14+]", "[+row+]", "[+Faro+]", "[+3+]"]);
}

/// Pandoc cuts rows off that have more cells than the grid has columns.
#[test]
fn a_table_with_fewer_columns_has_the_grid_of_the_older_one() {
    let table = |cells: &str| {
        report(&format!(
            "  - title: One\n    content:\n      - table: {{header: [{cells}], rows: [[{cells}]]}}\n"
        ))
    };
    let (wide, narrow) = (table("A, B, C, D"), table("A, B"));
    for (old, new) in [(&wide, &narrow), (&narrow, &wide)] {
        let docx = compared(old, new).unwrap().docx.unwrap();
        let document = part(&docx, "word/document.xml");
        assert_eq!(document.matches("<w:gridCol ").count(), 4);
    }
}

/// A part of a Word file.
fn part(docx: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    std::io::read_to_string(package.by_name(name).unwrap()).unwrap()
}

#[test]
fn numbers_that_follow_are_not_changes() {
    let panel = |id: &str| {
        format!("  - {{kind: panel, title: {id}, id: {id}, content: [Text of {id}.]}}\n")
    };
    let see = "  - {title: One, content: ['See [#b].']}\n";
    let old = format!("{see}{}{}", panel("a"), panel("b"));
    let new = format!("{see}{}{}{}", panel("new"), panel("a"), panel("b"));
    assert_eq!(changes(&old, &new), ["[+new+][+¶+]", "[+Text of new.+][+¶+]"]);
}

#[test]
fn different_languages_are_refused() {
    let report = |language: &str| {
        format!(
            "publication: {{title: T, publisher: P, date: 2024-06-14, language: {language}}}\n\
             body: [{{title: One, content: [Same.]}}]\n"
        )
    };
    let error = compared(&report("en-GB"), &report("fr")).unwrap_err();
    assert!(error.to_string().contains("E0016"), "{error}");
}

/// Seeded random edits of real reports.
#[test]
fn all_changes_accepted_are_the_new_draft_and_rejected_the_old_one() {
    let pairs = std::env::var("COMPARED_PAIRS").map_or(6, |count| count.parse().unwrap());
    for seed in 0..pairs {
        let case = edits::CASES[seed as usize % edits::CASES.len()];
        let old = fs::read_to_string(case).unwrap();
        let path = Path::new(case);
        let Some(new) = edits::edited(path, &old, seed) else { continue };
        let [one, other] = [&old, &new].map(|text| Source::new(path, text));
        let comparison = compare(&one, &other, &FileSystem, &options(), SETTINGS).unwrap();
        if let Some(folder) = std::env::var_os("COMPARED_FOLDER") {
            let name = |kind: &str| Path::new(&folder).join(format!("{seed:03}-{kind}"));
            fs::write(name("redline.docx"), comparison.docx.as_deref().unwrap()).unwrap();
            for (kind, source) in [("old", &one), ("new", &other)] {
                fs::write(name(&format!("{kind}.yaml")), source.text().bytes()).unwrap();
                let outputs = crate::compile::compile(source, &FileSystem, &options()).unwrap();
                fs::write(name(&format!("{kind}.docx")), &outputs.files[0].bytes).unwrap();
            }
        }
        let redline = read(&comparison);
        eprintln!("{case} {seed}");
        similar_asserts(&text(&redline, View::Accepted), &text(&plain(&other), View::Accepted));
        similar_asserts(&text(&redline, View::Rejected), &text(&plain(&one), View::Rejected));
        assert_eq!(reviewed(&comparison, &other), [""; 0]);
    }
}

#[test]
fn notes_are_numbered_in_the_order_of_their_references() {
    let old = report(
        "  - title: One\n    content: ['Gone.[^a]', 'Kept.[^b]', 'Last.[^c]']\n\
         footnotes: {a: First., b: Second., c: Third.}\n",
    );
    let new = report(
        "  - title: One\n    content: ['Kept.[^b]', 'Last.[^c]', 'And new.[^d]']\n\
         footnotes: {b: Second., c: Third., d: Fourth.}\n",
    );
    let file = read(&compared(&old, &new).unwrap());
    let mut ids = Vec::new();
    note_ids(&file.body, View::Accepted, &mut ids);
    assert_eq!(ids, ["2", "3", "4"]);
    let mut ids = Vec::new();
    note_ids(&file.body, View::Rejected, &mut ids);
    assert_eq!(ids, ["1", "2", "3"]);
    let notes: Vec<_> = file.footnotes.iter().map(|note| note.id.as_str()).collect();
    assert_eq!(notes, ["1", "2", "3", "4"]);
    assert!(shown(&file).contains("note 1: \tFirst."), "{}", shown(&file));
}

#[test]
fn another_alternative_text_is_another_picture() {
    let with = |alt: &str| {
        report(&format!(
            "  - title: One\n    content: [{{figure: {{image: p.svg, alt: {alt}}}}}]\n"
        ))
    };
    let mut world = MemoryWorld::new();
    world.insert("p.svg", PICTURE);
    let [old, new] = [with("A port"), with("A harbour")].map(|it| Source::new("report.yaml", it));
    let comparison = compare(&old, &new, &world, &options(), SETTINGS).unwrap();
    let lines = shown(&read(&comparison));
    assert!(lines.contains("[-▭-][+▭+]"), "{lines}");
    assert_eq!(
        comparison.summary.notices,
        ["The alternative text of a picture changed: the picture replaces itself."]
    );
}

#[test]
fn the_page_and_the_list_say_the_same_as_the_draft() {
    let old = report("  - title: One\n    content: [It met in the small port., Same., End.]\n");
    let new = report("  - title: One\n    content: [It met in the large port., Same.]\n");
    let summary = compared(&old, &new).unwrap().summary;
    let kinds: Vec<&str> = summary.changes.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, ["replace", "delete paragraph"]);
    let list = super::list(&summary, 80);
    assert!(list.contains("“small” → “large”"), "{list}");
    let page = super::page(&summary, "a <1>", "b");
    assert!(page.contains("in the <del>small</del><ins>large</ins> port."), "{page}");
    assert!(page.contains("<bdi>a &lt;1&gt;</bdi>"));
    assert!(summary.json().contains("\"kind\":\"replace\""));
}

/// The parts of the newer source where changes are, each with its kind.
fn spots(old: &str, new: &str) -> Vec<(&'static str, String)> {
    let summary = compared(old, new).unwrap().summary;
    let spot = |change: &ChangeEntry| {
        let place = change.place.as_ref().unwrap();
        let near = |byte: usize| format!("{}|{}", &new[byte - 4..byte], &new[byte..byte + 4]);
        let shown = match &place.spot {
            ChangeSpot::Words(words) => new[words.clone()].to_owned(),
            ChangeSpot::Gap(byte) => near(*byte),
            ChangeSpot::After => format!("after {}", &new[place.paragraph.clone()]),
            ChangeSpot::Paragraph => format!("all of {}", &new[place.paragraph.clone()]),
        };
        (change.kind, shown)
    };
    summary.changes.iter().map(spot).collect()
}

#[test]
fn changes_have_their_places_in_the_newer_source() {
    let old = report(
        "  - title: One\n    content:\n      - It met in the small port by the open sea of Lisbon.\n      \
         - A paragraph that goes away.\n      - The ships[^n] were **very** old.\n\
         footnotes: {n: A note.}\n",
    );
    let new = report(
        "  - title: One\n    content:\n      - It met in the \"large\" port by the open sea.\n      \
         - The ships were **very** old, and slow.\n      - Another paragraph.\n",
    );
    let found = spots(&old, &new);
    let expected = [
        ("replace", "\"large\""),
        ("delete", " sea|.\n  "),
        ("delete paragraph", "after It met in the \"large\" port by the open sea."),
        ("delete", "hips| wer"),
        ("insert", ", and slow"),
        ("insert paragraph", "all of Another paragraph."),
        // The note is shown where its reference was.
        ("delete paragraph", "hips| wer"),
    ];
    assert_eq!(found, expected.map(|(kind, shown)| (kind, shown.to_owned())));
}

#[test]
fn a_deleted_row_follows_the_row_before_it() {
    let table = |rows: &str| {
        report(&format!("  - title: One\n    content:\n      - table: {{rows: [{rows}]}}\n"))
    };
    let old = table("[Lisbon, many ships], [Porto, few ships], [Faro, no ships]");
    let new = table("[Lisbon, many ships], [Faro, two ships]");
    let found = spots(&old, &new);
    let expected = [("delete row", "after many ships"), ("replace", "two")];
    assert_eq!(found, expected.map(|(kind, shown)| (kind, shown.to_owned())));
}

/// The page that tests/validators/comparepage reads in a browser. `UPDATE=1` rewrites it.
#[test]
fn the_page_of_all_kinds_is_as_before() {
    let [old, new] = ["old", "new"].map(|name| {
        let path = format!("tests/cases/compare/{name}.yaml");
        Source::new(&path, fs::read(&path).unwrap())
    });
    let summary = compare(&old, &new, &FileSystem, &options(), SETTINGS).unwrap().summary;
    let page = super::page(&summary, "old.yaml", "new.yaml");
    let golden = "tests/golden/compare/page.html";
    if std::env::var_os("UPDATE").is_some() {
        fs::write(golden, &page).unwrap();
    }
    assert!(page == fs::read_to_string(golden).unwrap_or_default(), "{golden} differs");
    let kinds: BTreeSet<&str> = summary.changes.iter().map(|change| change.kind).collect();
    for kind in ["replace", "format", "style", "insert paragraph", "delete paragraph", "move"] {
        assert!(kinds.contains(kind), "no {kind} in {kinds:?}");
    }
}

const PICTURE: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>";

/// What the list says of two revisions beside tracked changes; the comment of the draft must say the same.
fn notices(
    old: (&str, &str),
    new: (&str, &str),
    template: &str,
    world: &MemoryWorld,
) -> Vec<String> {
    let [old, new] = [old, new].map(|(path, body)| Source::new(path, report(body)));
    let options = Options { template: template.into(), ..options() };
    let comparison = compare(&old, &new, world, &options, SETTINGS).unwrap();
    let file = read(&comparison);
    let comments = file.comments.iter().flat_map(|it| word::text(&it.blocks, View::Accepted));
    assert_eq!(comments.collect::<Vec<_>>(), comparison.summary.notices);
    comparison.summary.notices
}

#[test]
fn another_template_is_said() {
    let mut world = MemoryWorld::new();
    for (folder, align) in [("a", "start"), ("b", "justified")] {
        let template =
            format!("extends: conference\nname: house\nparagraphs: {{body: {{align: {align}}}}}\n");
        world.insert(format!("{folder}/templates/house/template.yaml"), template);
    }
    let body = "  - title: One\n    content: [Same.]\n";
    let said = |old, new| notices((old, body), (new, body), "house", &world);
    assert_eq!(said("a/r.yaml", "a/s.yaml"), [""; 0]);
    let changed = ["The template changed. Both revisions are shown in the new one."];
    assert_eq!(said("a/r.yaml", "b/r.yaml"), changed);
}

#[test]
fn another_picture_is_said_and_shown() {
    let mut world = MemoryWorld::new();
    world.insert("a/p.svg", PICTURE);
    world.insert("a/q.svg", PICTURE.replace("width='9'", "width='8'"));
    world.insert("b/p.svg", PICTURE.replace("width='9'", "width='7'"));
    let with = |name: &str| {
        format!("  - title: One\n    content: [{{figure: {{image: {name}, alt: A port}}}}]\n")
    };
    let (p, q) = (with("p.svg"), with("q.svg"));
    let said = |old: (&str, &str), new: (&str, &str)| notices(old, new, "conference", &world);
    assert_eq!(said(("a/r.yaml", &p), ("a/s.yaml", &p)), [""; 0]);
    assert_eq!(said(("a/r.yaml", &p), ("a/r.yaml", &q)), ["Pictures changed."]);
    // The same name in another folder is another picture: only those of one folder are read once.
    assert_eq!(said(("a/r.yaml", &p), ("b/r.yaml", &p)), ["Pictures changed."]);
    let [old, new] = [&p, &q].map(|body| Source::new("a/r.yaml", report(body)));
    let comparison = compare(&old, &new, &world, &options(), SETTINGS).unwrap();
    assert!(shown(&read(&comparison)).contains("[-▭-][+▭+]"));
}

#[test]
fn another_order_of_sections_is_said() {
    let section =
        |id: &str| format!("  - {{title: Title of {id}, id: {id}, content: [Text of {id}.]}}\n");
    let [a, b, c] = ["a", "b", "c"].map(section);
    let (old, new) = (format!("{a}{b}{c}"), format!("{b}{c}{a}"));
    let world = MemoryWorld::new();
    let said = notices(("r.yaml", &old), ("r.yaml", &new), "conference", &world);
    assert_eq!(said, ["Sections were moved: “Title of a”."]);
}

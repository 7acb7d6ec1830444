//! Reviews of drafts that are edited here: the reported changes, and the source after all of them are
//! applied.

use std::io::{Cursor, Read, Write};
use std::ops::Range;

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::golden;
use crate::compile::{Source, compile};
use crate::export::Format;
use crate::options::Options;
use crate::review::output::list;
use crate::review::{ReturnedFile, Review, Settings};
use crate::world::MemoryWorld;

const SOURCE: &str = include_str!("../../tests/cases/review/report.yaml");

/// The draft of a source.
fn draft(source: &str) -> Vec<u8> {
    let options = Options { formats: vec![Format::Docx], ..Options::default() };
    let outputs = compile(&Source::new("report.yaml", source), &MemoryWorld::new(), &options);
    outputs.unwrap().files.remove(0).bytes
}

/// A Word file with its text changed; if `is_plain`, without the data that Google Docs drops.
fn edited(draft: &[u8], edit: impl Fn(&mut Xml), is_plain: bool) -> Vec<u8> {
    let mut draft = ZipArchive::new(Cursor::new(draft)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let mut parts = Vec::new();
    for index in 0..draft.len() {
        let mut part = draft.by_index(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.push((part.name().to_owned(), bytes));
    }
    let text = |name: &str| {
        let part = parts.iter().find(|part| part.0 == name).unwrap();
        String::from_utf8(part.1.clone()).unwrap()
    };
    let mut xml = Xml { body: text("word/document.xml"), notes: text("word/footnotes.xml") };
    edit(&mut xml);
    for (name, mut bytes) in parts {
        match name.as_str() {
            "word/document.xml" => bytes = xml.body.clone().into(),
            "word/footnotes.xml" => bytes = xml.notes.clone().into(),
            _ => {}
        }
        if is_plain && name.ends_with(".xml") && name.starts_with("word/") {
            bytes = without(&String::from_utf8(bytes).unwrap(), "<w:bookmark").into();
        }
        if is_plain && (name.starts_with("customXml") || name == "docProps/custom.xml") {
            continue;
        }
        if is_plain && name.ends_with(".rels") {
            bytes = without_custom(&String::from_utf8(bytes).unwrap()).into();
        }
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// A text without the empty elements that begin with some characters.
fn without(text: &str, element: &str) -> String {
    let mut parts = text.split(element);
    let mut out = parts.next().unwrap().to_owned();
    parts.for_each(|part| out.push_str(part.split_once("/>").unwrap().1));
    out
}

/// Relationships without those to the source and the properties.
fn without_custom(relationships: &str) -> String {
    let mut parts = relationships.split("<Relationship ");
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        let (attributes, rest) = part.split_once("/>").unwrap();
        if !attributes.to_lowercase().contains("custom") {
            out.push_str(&format!("<Relationship {attributes}/>"));
        }
        out.push_str(rest);
    }
    out
}

const MARK: &str = "w:id=\"9001\" w:author=\"Ana\" w:date=\"2026-11-20T10:00:00Z\"";
const RUN: &str = "<w:r><w:t xml:space=\"preserve\">";
const END: &str = "</w:t></w:r>";

/// The text of a draft, as Word writes it.
struct Xml {
    body: String,
    notes: String,
}

impl Xml {
    /// Replaces words, with change tracking or without.
    fn replace(&mut self, before: &str, after: &str, is_tracked: bool) {
        let new = match is_tracked {
            false => after.to_owned(),
            true => format!(
                "{END}<w:del {MARK}><w:r><w:delText xml:space=\"preserve\">{before}</w:delText></w:r>\
                 </w:del><w:ins {MARK}>{RUN}{after}{END}</w:ins>{RUN}"
            ),
        };
        let text = if self.body.contains(before) { &mut self.body } else { &mut self.notes };
        assert!(text.contains(before), "the draft has no {before}");
        let at = text.rfind(before).unwrap();
        text.replace_range(at..at + before.len(), &new);
    }

    /// Makes words bold.
    fn bold(&mut self, words: &str) {
        let new =
            format!("{END}<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{words}{END}{RUN}");
        let at = self.body.rfind(words).unwrap();
        self.body.replace_range(at..at + words.len(), &new);
    }

    /// The paragraph with some words.
    fn paragraph(&self, words: &str) -> Range<usize> {
        let at = self.body.rfind(words).unwrap_or_else(|| panic!("the draft has no {words}"));
        let start = ["<w:p>", "<w:p "].iter().filter_map(|it| self.body[..at].rfind(it)).max();
        start.unwrap()..at + self.body[at..].find("</w:p>").unwrap() + "</w:p>".len()
    }

    fn remove(&mut self, words: &str) {
        let at = self.paragraph(words);
        self.body.replace_range(at, "");
    }

    fn move_after(&mut self, words: &str, other: &str) {
        let at = self.paragraph(words);
        let moved = self.body[at.clone()].to_owned();
        self.body.replace_range(at, "");
        let end = self.paragraph(other).end;
        self.body.insert_str(end, &moved);
    }

    fn properties(&self, words: &str) -> String {
        let paragraph = &self.body[self.paragraph(words)];
        let start = paragraph.find("<w:pPr>").unwrap();
        paragraph[start..paragraph.find("</w:pPr>").unwrap() + "</w:pPr>".len()].to_owned()
    }

    fn add_after(&mut self, words: &str, new: &str) {
        let (end, properties) = (self.paragraph(words).end, self.properties(words));
        self.body.insert_str(end, &format!("<w:p>{properties}{RUN}{new}{END}</w:p>"));
    }

    /// Splits a paragraph before some words.
    fn split(&mut self, words: &str) {
        let properties = self.properties(words);
        let at = self.body.rfind(words).unwrap();
        self.body.insert_str(at, &format!("{END}</w:p><w:p>{properties}{RUN}"));
    }

    /// Appends a paragraph to the one before it.
    fn merge(&mut self, words: &str) {
        let at = self.paragraph(words);
        let start = self.body[..at.start].rfind("</w:p>").unwrap();
        let properties = at.start + self.body[at.start..].find("</w:pPr>").unwrap();
        self.body.replace_range(start..properties + "</w:pPr>".len(), &format!("{RUN} {END}"));
    }
}

/// The listed changes, the refused ones, and the difference of the source after all others are applied. In a
/// second review, only the refused changes remain.
fn reviewed(source: &str, files: &[ReturnedFile]) -> String {
    let (old, world, options) =
        (Source::new("report.yaml", source), MemoryWorld::new(), Options::default());
    let settings = Settings { base: Some(&old), untracked: None };
    let review = Review::read(&old, &world, &options, files, settings).unwrap();
    let numbers: Vec<usize> = review.summary().changes.iter().map(|it| it.number).collect();
    let applied = review.apply(&numbers).unwrap();
    let new = Source::new("report.yaml", applied.bytes.clone());
    let again = Review::read(&new, &world, &options, files, settings).unwrap();
    assert_eq!(again.apply(&numbers).unwrap().bytes, applied.bytes, "a second time");
    let refused = applied.refused.iter();
    let refused: String =
        refused.map(|(number, why, hint)| format!("refused {number}: {why}; {hint}\n")).collect();
    let text = String::from_utf8(applied.bytes).unwrap();
    let diff = golden::unified_diff(source, &text, "report.yaml");
    format!("{}\n{refused}\n{diff}", list(review.summary(), 80))
}

type Edit = fn(&mut Xml);

const EDITS: &[(&str, Edit)] = &[
    ("tracked-words", |xml| {
        xml.replace("Sixty", "Seventy", true);
        xml.replace("1,204", "1,205", true);
        xml.replace("Port of Split", "Port of Zadar", true);
        xml.replace("counted twice", "counted three times", true);
    }),
    ("words", |xml| {
        xml.replace("Sixty", "Seventy", false);
        xml.replace("1,204", "1,205", false);
        xml.replace("Port of Split", "Port of Zadar", false);
        xml.replace("counted twice", "counted three times", false);
    }),
    ("bold", |xml| xml.bold("quotation")),
    ("delete", |xml| xml.remove("The second paragraph")),
    ("add", |xml| xml.add_after("The second paragraph", "A new one: “quoted”, #2 &amp; *three*.")),
    ("move", |xml| xml.move_after("Keep the quays dry", "Count the cranes")),
    ("split", |xml| xml.split("It has two sentences")),
    ("merge", |xml| xml.merge("The third paragraph")),
];

#[test]
fn edits_are_listed_and_applied() {
    let sent = draft(SOURCE);
    let mut differing = Vec::new();
    for (name, edit) in EDITS {
        for (shape, is_plain) in [("", false), ("-without-bookmarks", true)] {
            let bytes = edited(&sent, edit, is_plain);
            let found = reviewed(SOURCE, &[ReturnedFile { name: "ana.docx".into(), bytes }]);
            let name = format!("{name}{shape}");
            differing.extend(golden::difference("review", &name, "txt", &found));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

/// Files in which python-docx, LibreOffice and Google Docs wrote the same edits and comments, made by
/// `tests/cases/review/returned/make`.
#[test]
fn files_of_other_programs_are_listed_and_applied() {
    let source = include_str!("../../tests/cases/review/delegations.yaml");
    let mut differing = Vec::new();
    for name in ["python-docx", "libreoffice", "google-docs"] {
        let bytes = std::fs::read(format!("tests/cases/review/returned/{name}.docx")).unwrap();
        let found = reviewed(source, &[ReturnedFile { name: format!("{name}.docx"), bytes }]);
        let name = format!("returned-{name}");
        differing.extend(golden::difference("review", &name, "txt", &found));
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

/// Equal paragraphs that one file adds are separate changes; those of another file match them one by one.
#[test]
fn equal_paragraphs_are_added_as_often_as_they_came() {
    let sent = draft(SOURCE);
    let copy = |count: usize| {
        let edit = |xml: &mut Xml| {
            (0..count).for_each(|_| xml.add_after("The second paragraph", "Added."));
        };
        ReturnedFile { name: format!("{count}.docx"), bytes: edited(&sent, edit, false) }
    };
    let (old, world, options) =
        (Source::new("report.yaml", SOURCE), MemoryWorld::new(), Options::default());
    let files = [copy(3), copy(2)];
    let review = Review::read(&old, &world, &options, &files, Settings::default()).unwrap();
    let count: Vec<usize> = review.summary().changes.iter().map(|it| it.reviewers.len()).collect();
    assert_eq!(count, [2, 2, 1]);
    let applied = review.apply(&[1, 2, 3]).unwrap();
    assert_eq!((applied.made.len(), applied.refused.len()), (3, 0));
    let text = String::from_utf8(applied.bytes).unwrap();
    assert_eq!(text.matches("Added.\n").count(), 3, "{text}");
}

/// Twenty copies: one change that all propose, one change from each alone, and five pairs in conflict.
#[test]
fn twenty_copies_make_one_matrix() {
    let paragraphs =
        (0..30).map(|n| format!("      - Paragraph {n} has the word w{n}x and others.\n"));
    let source = format!(
        "publication: {{title: T, publisher: P}}\nevent: {{from: \"2016-04-11\"}}\nbody:\n  \
         - title: S\n    content:\n{}footnotes: {{n: N.}}\n",
        paragraphs.collect::<String>().replace("Paragraph 29 has", "Paragraph 29[^n] has"),
    );
    let sent = draft(&source);
    let copy = |reader: usize| {
        let edit = |xml: &mut Xml| {
            xml.replace("w0x", "the same", true);
            xml.replace(&format!("w{}x", reader + 1), &format!("own{reader}"), true);
            if reader < 10 {
                let shared = 21 + reader / 2;
                xml.replace(&format!("w{shared}x"), &format!("rival{reader}"), true);
            }
            xml.body = xml.body.replace("\"Ana\"", &format!("\"Reader {reader}\""));
        };
        ReturnedFile { name: format!("{reader}.docx"), bytes: edited(&sent, edit, false) }
    };
    let files: Vec<ReturnedFile> = (0..20).map(copy).collect();
    let (old, world, options) =
        (Source::new("report.yaml", &*source), MemoryWorld::new(), Options::default());
    let review = Review::read(&old, &world, &options, &files, Settings::default()).unwrap();
    let changes = &review.summary().changes;
    assert_eq!(changes.len(), 1 + 20 + 10);
    assert_eq!(changes[0].after, "the same");
    assert_eq!(changes[0].reviewers.len(), 20);
    for change in changes {
        let rival = change.after.starts_with("rival");
        assert_eq!(change.status, if rival { "conflict" } else { "open" }, "{change:?}");
        assert_eq!(change.conflicts.len(), usize::from(rival), "{change:?}");
        if change.number > 1 {
            assert_eq!(change.reviewers.len(), 1, "{change:?}");
        }
    }
    let numbers: Vec<usize> = changes.iter().map(|it| it.number).collect();
    let applied = review.apply(&numbers).unwrap();
    assert_eq!((applied.made.len(), applied.refused.len()), (21, 10));
    let mut expected = source.replace("w0x", "the same");
    for reader in 0..20 {
        expected = expected.replace(&format!("w{}x", reader + 1), &format!("own{reader}"));
    }
    assert_eq!(String::from_utf8(applied.bytes).unwrap(), expected);
}

/// Paragraphs with a list style outside a list form a new list: like the other lists with the style, or as
/// the style says if there are none.
#[test]
fn the_first_item_of_a_list_is_added() {
    let numbered = |xml: &mut Xml| {
        xml.add_after("The third paragraph", "One.");
        xml.add_after("One.", "Two.");
        for words in ["One.", "Two."] {
            let at = xml.paragraph(words);
            let new = xml.body[at.clone()].replace("BodyText", "ListNumber");
            xml.body.replace_range(at, &new);
        }
    };
    let bullets = |xml: &mut Xml| {
        xml.add_after("The third paragraph", "One.");
        xml.add_after("One.", "Two.");
        let properties = xml.properties("Paint the sheds");
        for words in ["One.", "Two."] {
            let at = xml.paragraph(words);
            let own = xml.properties(words);
            let new = xml.body[at.clone()].replace(&own, &properties);
            xml.body.replace_range(at, &new);
        }
    };
    let edits: [(Edit, &str); 2] = [(numbered, "numbered"), (bullets, "bullets")];
    for (edit, key) in edits {
        for is_plain in [false, true] {
            let bytes = edited(&draft(SOURCE), edit, is_plain);
            let found = reviewed(SOURCE, &[ReturnedFile { name: "ana.docx".into(), bytes }]);
            let list = format!("+      - {key}:\n+          - One.\n+          - Two.\n");
            assert!(found.contains(&list), "{found}");
            assert!(!found.contains("refused"), "{found}");
        }
    }
}

/// New lines of a panel are people of the register, in their order, with or without a title. A name that two
/// people have and a name that nobody has are refused.
#[test]
fn people_of_the_register_are_added_to_a_panel() {
    let source = |speakers: &str| {
        format!(
            "publication: {{title: T, publisher: P}}\nevent: {{from: \"2016-04-11\"}}\npeople:\n  \
             a: {{name: Ana Horvat, honorific: Dr}}\n  b: {{name: Rui Silva, post: Pilot}}\n  \
             c: {{name: Ana}}\n  d: {{name: Eva Lind, post: Judge}}\n  e: {{name: Eva Lind, post: Clerk}}\n  \
             f: {{name: Drew Berg, honorific: Dr}}\nbody:\n  - title: S\n    kind: panel\n    \
             speakers: [{speakers}]\n    content:\n      - Words[^n].\nfootnotes: {{n: N.}}\n"
        )
    };
    let old = source("b");
    let edit = |xml: &mut Xml| {
        let lines = ["Dr  Ana Horvat, Judge", "Drew Berg", "Eva Lind, Judge", "Nobody Else"];
        lines.iter().rev().for_each(|line| xml.add_after("Rui Silva", line));
    };
    let files = [ReturnedFile { name: "a.docx".into(), bytes: edited(&draft(&old), edit, false) }];
    let (old, world, options) =
        (Source::new("report.yaml", &*old), MemoryWorld::new(), Options::default());
    let review = Review::read(&old, &world, &options, &files, Settings::default()).unwrap();
    let applied = review.apply(&[1, 2, 3, 4]).unwrap();
    let refused: Vec<usize> = applied.refused.iter().map(|it| it.0).collect();
    assert_eq!((applied.made, refused), (vec![1, 2], vec![3, 4]));
    assert_eq!(String::from_utf8(applied.bytes.clone()).unwrap(), source("b, a, f"));
    let new = Source::new("report.yaml", applied.bytes);
    let again = Review::read(&new, &world, &options, &files, Settings::default()).unwrap();
    assert_eq!(again.apply(&[1, 2, 3, 4]).unwrap().already, [1, 2]);
}

/// The first reference to a footnote places it, and later ones print its number. Without the first, the
/// second places it.
#[test]
fn a_paragraph_with_a_note_that_is_cited_again_goes_with_other_changes() {
    let source = SOURCE.replace("The third paragraph.", "The third paragraph.[^count]");
    let sent = draft(&source);
    let edit = |xml: &mut Xml| {
        xml.remove("participants met");
        xml.replace("third", "last", true);
    };
    let file = ReturnedFile { name: "ana.docx".into(), bytes: edited(&sent, edit, false) };
    let (old, world, options) =
        (Source::new("report.yaml", &*source), MemoryWorld::new(), Options::default());
    let files = [file];
    let review = Review::read(&old, &world, &options, &files, Settings::default()).unwrap();
    let applied = review.apply(&[1, 2]).unwrap();
    assert_eq!((applied.made.len(), applied.refused), (2, vec![]));
    let wanted = source
        .replace("      - Sixty participants met in Lisbon.[^count]\n", "")
        .replace("The third", "The last");
    assert_eq!(String::from_utf8(applied.bytes).unwrap(), wanted);
}

/// A reference prints the words of a heading. It changes with the heading, independently of other changes to
/// its paragraph.
#[test]
fn a_reference_follows_its_heading_beside_other_changes() {
    let harbours = "  - title: Harbours\n    id: harbours\n    content: [Some words.]\nfootnotes:";
    let source = SOURCE
        .replace("The third paragraph.", "The third paragraph follows [#harbours].")
        .replace("footnotes:", harbours);
    let edit = |xml: &mut Xml| {
        xml.replace("Harbours", "Ports", true);
        xml.replace("third", "last", true);
    };
    let bytes = edited(&draft(&source), edit, false);
    let (old, world, options) =
        (Source::new("report.yaml", &*source), MemoryWorld::new(), Options::default());
    let files = [ReturnedFile { name: "ana.docx".into(), bytes }];
    let review = Review::read(&old, &world, &options, &files, Settings::default()).unwrap();
    let applied = review.apply(&[1, 2]).unwrap();
    assert_eq!((applied.made.len(), applied.refused), (2, vec![]));
    let wanted = source.replace("title: Harbours", "title: Ports").replace("The third", "The last");
    assert_eq!(String::from_utf8(applied.bytes).unwrap(), wanted);
}

/// A reference is deleted with the words around it, but not in part: Word computes its number, and the words
/// of the heading that it repeats are changed with the heading.
#[test]
fn a_reference_is_deleted_as_a_whole() {
    let with = |xml: &mut Xml, new: &str| {
        let at = xml.paragraph("says, nothing");
        let start = at.start + xml.body[at.clone()].find("</w:pPr>").unwrap() + "</w:pPr>".len();
        let end = start + xml.body[start..at.end].find(" says").unwrap();
        let end = start + xml.body[start..end].rfind("<w:r>").unwrap();
        xml.body.replace_range(start..end, &format!("{RUN}{new}{END}"));
    };
    let reviewed = |id: &str, new: &str| {
        let source = format!(
            "publication: {{title: T, publisher: P}}\nevent: {{from: \"2016-04-11\"}}\nbody:\n  \
             - title: Ports\n    id: ports\n    content:\n      - recommendations:\n          items:\n            \
             - {{text: Dry quays., id: dry}}\n      - As [#{id}] says, nothing[^n].\nfootnotes: {{n: N.}}\n"
        );
        let bytes = edited(&draft(&source), |xml| with(xml, new), false);
        reviewed(&source, &[ReturnedFile { name: "ana.docx".into(), bytes }])
    };
    for id in ["dry", "ports"] {
        let found = reviewed(id, "As everybody");
        assert!(found.contains("+      - As everybody says, nothing[^n].\n"), "{found}");
        assert!(!found.contains("+  - title"), "{found}");
    }
    let found = reviewed("dry", "As 1");
    assert!(found.contains("refused 1: it changes a part of a reference"), "{found}");
    let found = reviewed("ports", "As “Ports");
    assert!(found.contains("refused 1: it changes a label of the language"), "{found}");
}

/// Six copies of one report: every kind of change that contradicts another, and some that only seem to.
#[test]
fn conflicts_are_exactly_those_that_were_planted() {
    let sent = draft(SOURCE);
    let copy = |reader: usize, edit: Edit| {
        let edit = |xml: &mut Xml| {
            edit(xml);
            xml.replace("Sixty", "Seventy", true);
            for text in [&mut xml.body, &mut xml.notes] {
                *text = text.replace("\"Ana\"", &format!("\"Reader {reader}\""));
            }
        };
        ReturnedFile { name: format!("{reader}.docx"), bytes: edited(&sent, edit, false) }
    };
    let edits: [Edit; 6] = [
        |xml| {
            xml.remove("The third paragraph");
            xml.split("It has two sentences");
            xml.replace("1,204", "1,205", true);
        },
        |xml| {
            xml.replace("third", "3rd", true);
            xml.replace("several", "many", true);
            xml.replace("1,204", "1,206", true);
        },
        |xml| {
            xml.bold("quotation");
            xml.replace("counted twice", "counted once", true);
        },
        |xml| {
            xml.replace("quotation", "motto", true);
            xml.replace("counted twice", "never counted", true);
        },
        // The same changes as in other copies, changes to other words of the same paragraphs, and new
        // paragraphs.
        |xml| {
            xml.replace("quotation", "motto", true);
            xml.replace("folded", "bent", true);
            xml.add_after("participants met", "A new one.");
        },
        |xml| {
            xml.replace("The first", "The 1st", true);
            xml.move_after("Keep the quays dry", "Count the cranes");
        },
    ];
    let files: Vec<ReturnedFile> =
        edits.into_iter().enumerate().map(|(reader, edit)| copy(reader, edit)).collect();
    let (old, world, options) =
        (Source::new("report.yaml", SOURCE), MemoryWorld::new(), Options::default());
    let review = Review::read(&old, &world, &options, &files, Settings::default()).unwrap();
    let changes = &review.summary().changes;
    let shown = |number: usize| {
        let change = &changes[number - 1];
        let readers: Vec<&str> =
            change.reviewers.iter().map(|it| it.file.trim_end_matches(".docx")).collect();
        format!("{} of {}", change.kind, readers.join(", "))
    };
    let mut conflicts: Vec<String> = Vec::new();
    for change in changes {
        let others: Vec<String> = change.conflicts.iter().map(|it| shown(*it)).collect();
        if !others.is_empty() {
            conflicts.push(format!("{} – {}", shown(change.number), others.join("; ")));
        }
        assert_eq!(change.status == "conflict", !others.is_empty(), "{change:?}");
        assert!(["conflict", "open"].contains(&change.status), "{change:?}");
    }
    conflicts.sort();
    let mut wanted = [
        "delete paragraph of 0 – replace of 1",
        "replace of 1 – delete paragraph of 0",
        "split of 0 – replace of 1",
        "replace of 1 – split of 0",
        "replace of 0 – replace of 1",
        "replace of 1 – replace of 0",
        "format of 2 – replace of 3, 4",
        "replace of 3, 4 – format of 2",
        "replace of 2 – replace of 3",
        "replace of 3 – replace of 2",
    ];
    wanted.sort_unstable();
    assert_eq!(conflicts, wanted);
    // Neither of two changes in conflict is made, but all others are.
    let all: Vec<usize> = changes.iter().map(|it| it.number).collect();
    let applied = review.apply(&all).unwrap();
    assert_eq!(applied.refused.len(), wanted.len(), "{:?}", applied.refused);
    let text = String::from_utf8(applied.bytes).unwrap();
    let moved = "- Count the cranes.\n          - Keep the quays dry.";
    for made in ["Seventy", "1st", "bent", "- A new one.", moved] {
        assert!(text.contains(made), "no {made}: {text}");
    }
    for refused in ["third", "quotation", "1,204", "several", "counted twice"] {
        assert!(text.contains(refused), "no {refused}: {text}");
    }
}

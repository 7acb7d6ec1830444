//! Hostile Word files that come back from reviewers, each as `returned.docx` beside the report from which it
//! was made.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::generated::{each, nested, noise};
use super::{PLAIN, place};

/// A case: its name, and a function that makes the returned file from the parts of the draft.
pub type Returned = (&'static str, fn(Parts) -> Vec<u8>);

/// The parts of a Word file: name and content.
type Parts = Vec<(String, Vec<u8>)>;

/// The cases.
pub const FILES: &[Returned] = &[
    ("returned-empty", |_| Vec::new()),
    ("returned-noise", |_| noise(200_000, 11)),
    ("returned-cut-off", |parts| {
        let whole = zipped(&parts);
        whole[..whole.len() / 2].to_vec()
    }),
    ("returned-cut-off-in-a-part", |mut parts| {
        let document = part(&mut parts, DOCUMENT);
        document.truncate(document.len() / 2);
        zipped(&parts)
    }),
    ("returned-bomb", |_| with(bare(), DOCUMENT, &vec![b' '; 200_000_000])),
    ("returned-bomb-of-many-parts", |mut parts| {
        parts.extend((0..3_000).map(|n| (format!("word/media/{n}.xml"), vec![b' '; 100_000])));
        zipped(&parts)
    }),
    ("returned-60000-members", |_| {
        let mut parts = bare();
        parts.extend((0..60_000).map(|n| (format!("word/media/{n}.png"), Vec::new())));
        zipped(&parts)
    }),
    ("returned-path-out", |mut parts| {
        parts.push(("../../outside.xml".into(), b"words".to_vec()));
        zipped(&parts)
    }),
    ("returned-external-entity", |parts| {
        let entity = "<!DOCTYPE w:document [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>";
        declared(parts, entity)
    }),
    ("returned-external-type", |parts| {
        declared(parts, "<!DOCTYPE w:document SYSTEM 'https://example.org/a.dtd'>")
    }),
    ("returned-entities-nested", |parts| {
        let entities =
            each(9, |n| format!("<!ENTITY e{} '{}'>", n + 1, format!("&e{n};").repeat(9)));
        declared(parts, &format!("<!DOCTYPE w:document [<!ENTITY e0 'words'>{entities}]>"))
    }),
    ("returned-10000000-revisions", |_| body(bare(), &"<w:ins/>".repeat(10_000_000))),
    ("returned-250000-revisions", |parts| {
        body(parts, &each(250_000, |n| format!("<w:p><w:ins w:id='{n}' w:author='A'/></w:p>")))
    }),
    ("returned-paragraphs-400000", |parts| body(parts, &"<w:p/>".repeat(400_000))),
    ("returned-paragraphs-alike", |parts| {
        body(parts, &"<w:p><w:r><w:t>Efficient text</w:t></w:r></w:p>".repeat(100_000))
    }),
    ("returned-word-of-1-mb", |parts| {
        body(parts, &format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "a ".repeat(500_000)))
    }),
    ("returned-tables-nested", |parts| {
        let (open, close) = ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>");
        body(parts, &nested(50_000, open, "<w:p/>", close, "", ""))
    }),
    ("returned-attributes-100000", |parts| {
        body(parts, &format!("<w:p {}/>", each(100_000, |n| format!("a{n}='1' "))))
    }),
    ("returned-equal-comments", |mut parts| {
        let comment = "<w:comment w:id='1' w:author='A'><w:p/></w:comment>";
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
        insert(
            part(&mut parts, "word/_rels/document.xml.rels"),
            "</Relationships>",
            &format!("<Relationship Id='c9' Type='{kind}' Target='comments.xml'/>"),
        );
        let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        let comments = format!("<w:comments xmlns:w='{main}'>{comment}{comment}</w:comments>");
        parts.push(("word/comments.xml".into(), comments.into_bytes()));
        zipped(&parts)
    }),
    ("returned-equal-notes", |mut parts| {
        let note = "<w:footnote w:id='1'><w:p/></w:footnote>".repeat(2);
        insert(part(&mut parts, "word/footnotes.xml"), "</w:footnotes>", &note);
        zipped(&parts)
    }),
    ("returned-equal-bookmarks", |parts| {
        let start = "<w:bookmarkStart w:id='1' w:name='p1'/><w:bookmarkEnd w:id='1'/>";
        body(parts, &format!("<w:p>{start}<w:r><w:t>words</w:t></w:r></w:p>").repeat(1_000))
    }),
    ("returned-controls-in-names", |parts| {
        let by = "w:id='9' w:author='A&#x9b;31m&#x202e;B' w:date='&#x9b;2J'";
        body(parts, &format!("<w:p><w:ins {by}><w:r><w:t>wo&#x9b;31mrds</w:t></w:r></w:ins></w:p>"))
    }),
    ("returned-data-of-the-draft-damaged", |parts| with(parts, DATA, &noise(10_000, 13))),
    ("returned-data-of-the-draft-large", |_| with(bare(), DATA, &vec![b' '; 90_000_000])),
];

const DOCUMENT: &str = "word/document.xml";

/// The part with the source of the report and the texts of the draft.
const DATA: &str = "customXml/item1.xml";

/// Writes the report and the file that came back, and the same file without the source in it, in which
/// import must recognize a report.
pub fn write(folder: &Path, make: fn(Parts) -> Vec<u8>) {
    place(folder, "yaml-plain.yaml", PLAIN.as_bytes());
    fs::write(folder.join("returned.docx"), make(DRAFT.clone())).unwrap();
    let mut foreign = DRAFT.clone();
    *part(&mut foreign, DATA) = b"<data/>".to_vec();
    fs::write(folder.join("imported.docx"), make(foreign)).unwrap();
}

/// The parts of the draft of the report.
static DRAFT: LazyLock<Parts> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    place(folder.path(), "yaml-plain.yaml", PLAIN.as_bytes());
    let mut command = Command::new(env!("CARGO_BIN_EXE_plenary"));
    command.args(["build", "report.yaml", "--to", "docx", "--out", "."]);
    let built = command.current_dir(folder.path()).output().unwrap();
    assert!(built.status.success(), "{built:?}");
    let bytes = fs::read(folder.path().join("report.docx")).unwrap();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = archive.len();
    let read = |index| {
        let mut member = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        member.read_to_end(&mut content).unwrap();
        (member.name().to_owned(), content)
    };
    (0..count).map(read).collect()
});

/// The parts of a small file. Messages about its size do not depend on the drafts that plenary writes.
fn bare() -> Parts {
    let package = "http://schemas.openxmlformats.org/package/2006";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns='{package}/relationships'>\
             <Relationship Id='r1' Type='{office}/{kind}' Target='{target}'/></Relationships>"
        )
    };
    let types = format!(
        "<Types xmlns='{package}/content-types'><Default Extension='xml' \
         ContentType='application/xml'/><Override PartName='/{DOCUMENT}' ContentType='{word}'/></Types>"
    );
    let document = format!("<w:document xmlns:w='{main}'><w:body><w:p/></w:body></w:document>");
    [
        ("[Content_Types].xml", types),
        ("_rels/.rels", relation("officeDocument", DOCUMENT)),
        (DOCUMENT, document),
        ("word/_rels/document.xml.rels", relation("customXml", "../customXml/item1.xml")),
        (DATA, String::new()),
    ]
    .map(|(name, content)| (name.to_owned(), content.into_bytes()))
    .to_vec()
}

fn zipped(parts: &Parts) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn part<'p>(parts: &'p mut Parts, name: &str) -> &'p mut Vec<u8> {
    &mut parts.iter_mut().find(|(it, _)| it == name).unwrap().1
}

fn with(mut parts: Parts, name: &str, content: &[u8]) -> Vec<u8> {
    *part(&mut parts, name) = content.to_vec();
    zipped(&parts)
}

/// Inserts XML before the last occurrence of a tag.
fn insert(part: &mut Vec<u8>, tag: &str, xml: &str) {
    let at = part.windows(tag.len()).rposition(|it| it == tag.as_bytes()).unwrap();
    part.splice(at..at, xml.bytes());
}

/// A file with additional content at the end of its text.
fn body(mut parts: Parts, xml: &str) -> Vec<u8> {
    let document = part(&mut parts, DOCUMENT);
    let tag = if find(document, "<w:sectPr").is_some() { "<w:sectPr" } else { "</w:body>" };
    insert(document, tag, xml);
    zipped(&parts)
}

fn find(part: &[u8], word: &str) -> Option<usize> {
    part.windows(word.len()).position(|it| it == word.as_bytes())
}

/// A file with a document type declaration.
fn declared(mut parts: Parts, declaration: &str) -> Vec<u8> {
    let document = part(&mut parts, DOCUMENT);
    let at = find(document, "<w:document").unwrap();
    document.splice(at..at, declaration.bytes());
    zipped(&parts)
}

/// Conflicts with the changes of one reviewer would be missed, so nothing is applied.
#[test]
fn every_file_that_cannot_be_read_is_named() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), |parts| zipped(&parts));
    fs::write(folder.path().join("noise.docx"), noise(99, 1)).unwrap();
    fs::write(folder.path().join("cut.docx"), &zipped(&DRAFT)[..999]).unwrap();
    let files = ["none.docx", "noise.docx", "returned.docx", "cut.docx"];
    let output = Command::new(env!("CARGO_BIN_EXE_plenary"))
        .args(["review", "--source", "report.yaml", "--apply", "all"])
        .args(files)
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(3), 0));
    let said = String::from_utf8(output.stderr).unwrap();
    let named: Vec<bool> = files.iter().map(|name| said.contains(name)).collect();
    assert_eq!(named, [true, true, false, true], "{said}");
}

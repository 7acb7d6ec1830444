//! Archives and encodings of different programs, and files that are not Word files.

use super::describe::blocks;
use super::{NAMESPACES, Parts, relationships, root};
use crate::limits::Limits;
use crate::word::{OtherFile, WordError, read};

const BODY: &str = "<w:p><w:r><w:t>é</w:t></w:r></w:p>";

#[test]
fn strict_files_are_read() {
    let strict = |text: String| {
        text.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        .replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/",
            "http://purl.oclc.org/ooxml/officeDocument/",
        )
    };
    let document = strict(root("document", &format!("<w:body>{BODY}</w:body>")));
    let package = strict(relationships(&[("officeDocument", "word/document.xml")]));
    let file = Parts::of("").with("word/document.xml", document).with("_rels/.rels", package);
    assert_eq!(blocks(&file.read().unwrap().body), "{é}");
}

#[test]
fn parts_are_in_utf_8_or_utf_16() {
    let text = root("document", &format!("<w:body>{BODY}</w:body>"));
    let wide = |mark: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("{mark}{text}").encode_utf16().flat_map(bytes).collect()
    };
    for content in [
        format!("\u{FEFF}{text}").into_bytes(),
        wide("\u{FEFF}", u16::to_le_bytes),
        wide("\u{FEFF}", u16::to_be_bytes),
        wide("", u16::to_le_bytes),
        wide("", u16::to_be_bytes),
    ] {
        let file = Parts::of("").with("word/document.xml", content).read().unwrap();
        assert_eq!(blocks(&file.body), "{é}");
    }
    let latin = text.chars().map(|it| it as u8).collect::<Vec<u8>>();
    let error = Parts::of("").with("word/document.xml", latin).read().unwrap_err();
    let expected = "the file is damaged: neither UTF-8 nor UTF-16 in `word/document.xml`";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn parts_are_found_by_relationships() {
    let document = root("document", &format!("<w:body>{BODY}</w:body>"));
    let file = Parts::of("").with("Word\\Main2.xml", document);
    let file = file.with("_rels/.rels", relationships(&[("officeDocument", "/word/main2.xml")]));
    assert_eq!(blocks(&file.read().unwrap().body), "{é}");
}

#[test]
fn a_missing_part_is_named() {
    let package = relationships(&[("officeDocument", "word/absent.xml")]);
    let error = Parts::of("").with("_rels/.rels", package).read().unwrap_err();
    assert_eq!(error.to_string(), "the file is damaged: the part `word/absent.xml` is missing");
}

#[test]
fn other_files_are_recognized() {
    let compound = |name: &str| {
        let name = name.bytes().flat_map(|byte| [byte, 0]);
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0".iter().copied().chain(name).collect::<Vec<u8>>()
    };
    let zip = |name: &str, content: &str| Parts(Vec::new()).with(name, content).zip();
    let workbook =
        Parts::of("").with("word/document.xml", format!("<workbook {NAMESPACES}/>")).zip();
    for (bytes, expected) in [
        (compound("WordDocument"), OtherFile::OldWord),
        (compound("EncryptedPackage"), OtherFile::Encrypted),
        (zip("mimetype", "application/vnd.oasis.opendocument.text"), OtherFile::OpenDocument),
        (zip("Index/Document.iwa", ""), OtherFile::Pages),
        (zip("mimetype", "application/epub+zip"), OtherFile::Unknown),
        (b"{\\rtf1".to_vec(), OtherFile::RichText),
        (b"%PDF-1.7".to_vec(), OtherFile::Pdf),
        (b"\n<!DOCTYPE html>".to_vec(), OtherFile::Html),
        (b"<?xml version='1.0'?><pkg:package>".to_vec(), OtherFile::FlatXml),
        (workbook, OtherFile::Office),
        (Vec::new(), OtherFile::Unknown),
    ] {
        assert_eq!(read(&bytes, &Limits::default()), Err(WordError::Other(expected)));
    }
}

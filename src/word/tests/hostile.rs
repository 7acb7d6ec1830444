//! Files made to exhaust memory or time, or to confuse the reader. Each is refused, and counts are checked
//! before the work is done.

use super::{NAMESPACES, Parts, TYPES, root};
use crate::limits::{Limit, Limits};
use crate::word::{WordError, read};

/// The message about a file; an error if it is read.
fn refusal(bytes: &[u8]) -> String {
    match read(bytes, &Limits::default()) {
        Ok(_) => "it is read".into(),
        Err(error) => error.to_string(),
    }
}

/// The message about a file with this body.
fn body(content: &str) -> String {
    refusal(&Parts::of(content).zip())
}

/// The limit that a file with this body exceeds.
fn limit(content: &str) -> Option<Limit> {
    match Parts::of(content).read() {
        Err(WordError::OverLimit(error)) => Some(error.limit),
        Ok(_) | Err(_) => None,
    }
}

#[test]
fn what_a_file_contains_is_bounded() {
    let ranges = |name: &str| {
        (0..201).map(|id| format!("<w:{name} w:id='{id}' w:name='m'/>")).collect::<String>()
    };
    let field = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>".repeat(201);
    let ends = "<w:r><w:fldChar w:fldCharType='end'/></w:r>".repeat(201);
    let attributes: String = (0..151).map(|it| format!(" a{it}=''")).collect();
    let namespaces: String = (0..151).map(|it| format!(" xmlns:a{it}='a'")).collect();
    for (content, expected) in [
        ("<w:p/>".repeat(300_001), Limit::WordParagraphs),
        (format!("<w:p><w:r>{}</w:r></w:p>", "<w:br/>".repeat(400_001)), Limit::WordRuns),
        ("<w:ins w:id='1' w:author='A'/>".repeat(200_001), Limit::WordChanges),
        ("<w:ins/>".repeat(7_000_000), Limit::WordNodes),
        (format!("<w:tbl>{}</w:tbl>", "<w:tr/>".repeat(100_001)), Limit::Rows),
        (format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", "<w:tc/>".repeat(200_001)), Limit::Cells),
        ("<w:sdt>".repeat(100_000), Limit::WordDepth),
        ("<w:tbl><w:tr><w:tc>".repeat(100_000), Limit::WordDepth),
        (format!("<w:p>{}</w:p>", ranges("moveFromRangeStart")), Limit::WordOverlap),
        (format!("<w:p>{}</w:p>", ranges("moveToRangeStart")), Limit::WordOverlap),
        (format!("<w:p>{field}{ends}</w:p>"), Limit::WordOverlap),
        (format!("<w:p{attributes}/>"), Limit::WordAttributes),
        (format!("<w:p{namespaces}/>"), Limit::WordAttributes),
        (format!("<w:p>{}</w:p>", " ".repeat(70_000_000)), Limit::WordXml),
    ] {
        assert_eq!(limit(&content), Some(expected), "{:.60}", content);
    }
}

#[test]
fn inherited_namespaces_are_bounded() {
    let nested: String =
        (0..90).map(|it| format!("<w:p xmlns:a{it}='a' xmlns:b{it}='b'>")).collect();
    assert_eq!(limit(&nested), Some(Limit::WordAttributes));
    // 140 namespaces are listed again for each of these elements.
    let many: String = (0..132).map(|it| format!(" xmlns:a{it}='a'")).collect();
    let content = format!("<w:sdt{many}>{}</w:sdt>", "<w:p xmlns:c='c'/>".repeat(6_000));
    assert_eq!(limit(&content), Some(Limit::WordNodes));
}

#[test]
fn comments_are_bounded() {
    let comments = |count: usize| -> String {
        let comment = |id| format!("<w:comment w:id='{id}'/>");
        root("comments", &(0..count).map(comment).collect::<String>())
    };
    let starts = (0..201).map(|id| format!("<w:commentRangeStart w:id='{id}'/>"));
    let starts = format!("<w:p>{}</w:p>", starts.collect::<String>());
    for (body, count, expected) in
        [("", 20_001, Limit::WordComments), (starts.as_str(), 201, Limit::WordOverlap)]
    {
        let error = Parts::of(body).with("word/comments.xml", comments(count)).read().unwrap_err();
        let WordError::OverLimit(error) = error else { panic!("{error}") };
        assert_eq!(error.limit, expected);
    }
}

#[test]
fn nesting_up_to_the_limit_is_read() {
    let depth = Limit::WordDepth.default_value() as usize - 2;
    let tables = depth / 3;
    let content = format!(
        "{}{}",
        "<w:tbl><w:tr><w:tc>".repeat(tables),
        "</w:tc></w:tr></w:tbl>".repeat(tables)
    );
    let controls = format!(
        "{}{}",
        "<w:sdt><w:sdtContent>".repeat(depth / 2),
        "</w:sdtContent></w:sdt>".repeat(depth / 2)
    );
    for content in [content, controls] {
        assert!(Parts::of(&content).read().is_ok());
    }
}

#[test]
fn entities_and_document_types_are_refused() {
    for declaration in [
        "<!DOCTYPE w:document [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE w:document SYSTEM 'https://example.org/a.dtd'>",
        "<!DOCTYPE w:document [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>",
    ] {
        let document =
            format!("{declaration}<w:document {NAMESPACES}><w:body>&a;</w:body></w:document>");
        let error = Parts::of("").with("word/document.xml", document).read().unwrap_err();
        let expected = "document type declaration in `word/document.xml`";
        assert_eq!(error.to_string(), expected);
    }
    assert!(body("<w:p>&unknown;</w:p>").starts_with("the file is damaged: unknown entity"));
}

#[test]
fn names_that_leave_the_archive_are_refused() {
    for name in ["../../etc/passwd", "word/../../x", "..\\x"] {
        let error = Parts::of("").with(name, "").read().unwrap_err();
        assert!(error.to_string().starts_with("name that leaves the archive"), "{error}");
    }
    let link = format!(
        "<Relationships><Relationship Id='a' Type='{TYPES}/officeDocument' \
         Target='../../../../etc/passwd'/></Relationships>"
    );
    let error = Parts::of("").with("_rels/.rels", link).read().unwrap_err();
    assert_eq!(error.to_string(), "the file is damaged: the part `etc/passwd` is missing");
}

#[test]
fn equal_ids_are_refused() {
    let two = |name: &str| format!("<w:{name} w:id='1'/><w:{name} w:id='1'/>");
    for (kind, name, expected) in [
        ("comments", "comment", "two comments have the id 1 in `word/comments.xml`"),
        ("footnotes", "footnote", "two notes have the id 1 in `word/footnotes.xml`"),
        ("endnotes", "endnote", "two notes have the id 1 in `word/endnotes.xml`"),
    ] {
        let part = format!("word/{kind}.xml");
        let error = Parts::of("").with(&part, root(kind, &two(name))).read().unwrap_err();
        assert_eq!(error.to_string(), format!("the file is damaged: {expected}"));
    }
}

#[test]
fn replies_in_a_circle_are_refused() {
    let comments: String = (0..3)
        .map(|id| format!("<w:comment w:id='{id}'><w:p w14:paraId='{id}'/></w:comment>"))
        .collect();
    for parents in [[1, 2, 0], [0, 1, 2]] {
        let replies: String = (0..3)
            .zip(parents)
            .map(|(id, parent)| {
                format!("<w15:commentEx w15:paraId='{id}' w15:paraIdParent='{parent}'/>")
            })
            .collect();
        let extended = format!("<w15:commentsEx xmlns:w15='urn:w15'>{replies}</w15:commentsEx>");
        let error = Parts::of("")
            .with("word/comments.xml", root("comments", &comments))
            .with("word/commentsExtended.xml", extended)
            .read()
            .unwrap_err();
        let expected = "comments are replies to each other in `word/commentsExtended.xml`";
        assert_eq!(error.to_string(), format!("the file is damaged: {expected}"));
    }
}

/// The positions of a signature.
fn positions(bytes: &[u8], signature: &[u8]) -> Vec<usize> {
    let starts = 0..bytes.len();
    starts.filter(|at| bytes[*at..].starts_with(signature)).collect()
}

#[test]
fn a_file_cut_off_anywhere_is_refused() {
    let bytes = Parts::of("<w:p><w:r><w:t>a</w:t></w:r></w:p>").zip();
    for length in 0..bytes.len() {
        assert!(read(&bytes[..length], &Limits::default()).is_err(), "{length} bytes");
    }
    assert_eq!(refusal(&bytes[..bytes.len() / 2]), "the file is damaged: it is cut off");
}

#[test]
fn members_with_equal_names_are_refused() {
    let mut bytes = Parts::of("").with("word/dopument.xml", "<a/>").zip();
    for at in positions(&bytes, b"word/dopument.xml") {
        bytes[at + 7] = b'c';
    }
    let expected = "the file is damaged: two of its members have the same name";
    assert_eq!(refusal(&bytes), expected);
    assert_eq!(refusal(&Parts::of("").with("Word/Document.xml", "<a/>").zip()), expected);
}

#[test]
fn members_that_lie_about_their_size_are_refused() {
    let bytes = Parts::of("<w:p/>").zip();
    // The size before compression is 24 bytes after the signature in the list of members.
    for (size, expected) in [
        (0_u32, "the file is damaged: its size is not the stated one in `_rels/.rels`"),
        (u32::MAX - 1, "4,294,967,294 bytes, more than 67,108,864"),
    ] {
        let mut bytes = bytes.clone();
        for at in positions(&bytes, b"PK\x01\x02") {
            bytes[at + 24..at + 28].copy_from_slice(&size.to_le_bytes());
        }
        assert_eq!(refusal(&bytes), expected);
    }
}

#[test]
fn lists_of_members_are_bounded() {
    let members = b"PK\x01\x02".repeat(10_001);
    let bytes = [Parts::of("").zip(), members].concat();
    assert_eq!(refusal(&bytes), "10,005 members, more than 10,000");
    // A 64-bit end record that states a billion members.
    let mut end = b"PK\x06\x06".repeat(20);
    end[32..40].copy_from_slice(&1_000_000_000_u64.to_le_bytes());
    let expected = "the file is damaged: its list of members is false";
    assert_eq!(refusal(&[Parts::of("").zip(), end].concat()), expected);
    let ends = b"PK\x05\x06".repeat(1_000_000);
    assert_eq!(refusal(&[Parts::of("").zip(), ends].concat()), expected);
}

#[test]
fn damage_anywhere_is_survived() {
    let bytes = Parts::of("<w:p><w:r><w:t>a</w:t></w:r></w:p>")
        .with("word/comments.xml", root("comments", "<w:comment w:id='1'><w:p/></w:comment>"))
        .zip();
    for at in 0..bytes.len() {
        for value in [0, 1, 0x7F, 0xFF] {
            let mut bytes = bytes.clone();
            bytes[at] ^= value | 1;
            // A result of any kind will do.
            let _ = read(&bytes, &Limits::default());
        }
    }
}

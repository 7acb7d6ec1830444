//! Each construct that Word writes, in a small file.

use super::describe::blocks;
use super::{Parts, root};
use crate::word::{Position, WordFile};

fn file(body: &str) -> WordFile {
    Parts::of(body).read().unwrap()
}

/// Compares the body of small files with descriptions.
fn compare(cases: &[(&str, &str)]) {
    for (body, expected) in cases {
        assert_eq!(blocks(&file(body).body), *expected, "{body}");
    }
}

/// A paragraph with the text of a run.
fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn runs_of_one_look_are_joined() {
    compare(&[
        ("<w:p><w:r><w:t>a</w:t></w:r><w:r><w:t>b</w:t><w:tab/></w:r></w:p>", "{ab\t}"),
        (
            "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r><w:r><w:rPr><w:b w:val='0'/>\
             </w:rPr><w:t>b</w:t></w:r></w:p>",
            "{a/bold|b/no bold}",
        ),
        (
            "<w:p><w:r><w:rPr><w:lang w:val='fr-FR'/></w:rPr><w:t>a</w:t></w:r><w:r><w:rPr><w:rtl/>\
             <w:lang w:val='fr-FR' w:bidi='ar-SA'/></w:rPr><w:t>b</w:t></w:r></w:p>",
            "{a:fr-FR|b:ar-SA}",
        ),
    ]);
}

#[test]
fn characters_and_breaks_are_kept() {
    compare(&[
        (
            "<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:br w:type='page'/><w:cr/><w:ptab/>\
             <w:noBreakHyphen/><w:softHyphen/><w:sym w:font='Wingdings' w:char='F0FC'/></w:r></w:p>",
            "{a|BREAK|b|PAGE|BREAK|\t\u{2011}\u{AD}|Wingdings:F0FC}",
        ),
        ("<w:p><w:r><w:t> a </w:t><w:t xml:space='preserve'> b </w:t></w:r></w:p>", "{a b }"),
        ("<w:p><w:r><w:t>a\nb<!-- c --> d</w:t></w:r></w:p>", "{a b d}"),
    ]);
}

#[test]
fn insertions_deletions_and_moves_have_authors() {
    compare(&[
        (
            "<w:p><w:pPr><w:rPr><w:ins w:author='A'/><w:del w:author='B'/></w:rPr></w:pPr>\
             <w:ins w:author='A'><w:r><w:t>a</w:t></w:r><w:del w:author='B'><w:r><w:delText>b\
             </w:delText></w:r></w:del></w:ins></w:p>",
            "{+A a|+A -B b+A -B }",
        ),
        (
            "<w:p><w:moveFromRangeStart w:id='1' w:name='m'/><w:moveFrom w:author='A'><w:r><w:t>a\
             </w:t></w:r></w:moveFrom><w:moveFromRangeEnd w:id='1'/></w:p>\
             <w:moveToRangeStart w:id='2' w:name='m'/><w:p><w:pPr><w:rPr><w:moveTo w:author='A'/>\
             </w:rPr></w:pPr><w:moveTo w:author='A'><w:r><w:t>a</w:t></w:r></w:moveTo></w:p>\
             <w:moveToRangeEnd w:id='2'/>",
            "{>Am a} {<Am a<Am }",
        ),
        (
            "<w:p><w:r><w:rPr><w:b/><w:rPrChange w:author='A'><w:rPr><w:b w:val='off'/></w:rPr>\
             </w:rPrChange></w:rPr><w:t>a</w:t></w:r></w:p>",
            "{a/bold~A Some(false)}",
        ),
        (
            "<w:p><w:pPr><w:pStyle w:val='S'/><w:pPrChange w:author='A'><w:pPr><w:pStyle \
             w:val='T'/></w:pPr></w:pPrChange></w:pPr></w:p>",
            "S~A{}",
        ),
    ]);
}

#[test]
fn tables_have_tracked_rows_and_cells() {
    compare(&[
        (
            "<w:tbl><w:tr><w:trPr><w:tblHeader/><w:ins w:author='A'/></w:trPr><w:tc><w:tcPr>\
             <w:gridSpan w:val='2'/><w:cellDel w:author='B'/></w:tcPr><w:p/></w:tc></w:tr>\
             <w:sdt><w:sdtContent><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:tbl><w:tr><w:tc><w:p/>\
             </w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>",
            "[+A H-B 2({}); ^([({})] {})]",
        ),
        ("<w:tbl><w:tr><w:customXml><w:tc><w:p/></w:tc></w:customXml></w:tr></w:tbl>", "[({})]"),
    ]);
}

#[test]
fn what_is_transparent_hides_nothing() {
    let wrapped =
        |name: &str| format!("<w:p><w:{name}>{}</w:{name}></w:p>", "<w:r><w:t>a</w:t></w:r>");
    for name in ["smartTag", "customXml", "dir", "bdo"] {
        compare(&[(&wrapped(name), "{a}")]);
    }
    let sdt = format!("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", p("a"));
    let alternatives = format!(
        "<mc:AlternateContent><mc:Choice Requires='x'>{}</mc:Choice><mc:Fallback>{}</mc:Fallback>\
         </mc:AlternateContent>",
        p("a"),
        p("b")
    );
    compare(&[
        (&sdt, "{a}"),
        (&alternatives, "{a}"),
        ("<w:p><w:sdt><w:sdtContent><w:r><w:t>a</w:t></w:r></w:sdtContent></w:sdt></w:p>", "{a}"),
        (
            "<w:p><w:r><w:ruby><w:rt><w:r><w:t>b</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>a</w:t>\
             </w:r></w:rubyBase></w:ruby></w:r></w:p>",
            "{a}",
        ),
        (
            "<w:p><m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><w:ins w:author='A'>\
             <m:r><m:t>b</m:t></m:r></w:ins></m:den></m:f></m:oMath></w:p>",
            "{MATH a|+A MATH b}",
        ),
        ("<m:oMathPara><m:oMath><m:r><m:t>a</m:t></m:r></m:oMath></m:oMathPara>", "{MATH a}"),
    ]);
}

#[test]
fn text_boxes_are_read_once() {
    let text_box = |text: &str| {
        format!(
            "<w:drawing><wp:docPr descr='d'/><w:txbxContent>{}</w:txbxContent></w:drawing>",
            p(text)
        )
    };
    let body = format!(
        "<w:p><w:r><w:t>a</w:t><mc:AlternateContent><mc:Choice Requires='wps'>{}</mc:Choice>\
         <mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox>\
         </v:shape></w:pict></mc:Fallback></mc:AlternateContent><w:t>c</w:t></w:r></w:p>",
        text_box("b"),
        p("b")
    );
    compare(&[
        (&body, "{a|OBJECT d - {b}|c}"),
        (
            "<w:p><w:r><w:drawing><a:blip r:embed='rId8'/></w:drawing></w:r></w:p>",
            "{OBJECT - word/media/image1.png }",
        ),
        (
            "<w:p><w:r><w:pict><v:shape alt='d'><v:imagedata r:id='rId8'/></v:shape></w:pict></w:r>\
             </w:p>",
            "{OBJECT d word/media/image1.png }",
        ),
    ]);
}

/// A paragraph with a drawing.
fn drawing(behind: u8, content: &str) -> String {
    format!(
        "<w:p><w:r><w:drawing><wp:anchor behindDoc='{behind}'><wp:docPr id='1' name='a' descr=''/>\
         {content}</wp:anchor></w:drawing></w:r><w:r><w:t>b</w:t></w:r></w:p>"
    )
}

#[test]
fn a_shape_behind_the_text_says_nothing() {
    let text = "<wps:txbx xmlns:wps='s'><w:txbxContent><w:p><w:r><w:t>a</w:t></w:r></w:p>\
                </w:txbxContent></wps:txbx>";
    let objects = |xml: &str| blocks(&file(xml).body);
    assert_eq!(objects(&drawing(1, "")), "{b}");
    assert_ne!(objects(&drawing(0, "")), "{b}");
    assert_ne!(objects(&drawing(1, text)), "{b}");
}

/// A character of a field.
fn character(kind: &str) -> String {
    format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>")
}

/// A field with an instruction and a result.
fn field(instruction: &str, result: &str) -> String {
    format!(
        "{}<w:r><w:instrText>{instruction}</w:instrText></w:r>{}{result}{}",
        character("begin"),
        character("separate"),
        character("end")
    )
}

#[test]
fn results_of_fields_know_their_instructions() {
    let run = "<w:r><w:t>1</w:t></w:r>";
    let nested = field(
        "TOC",
        &field("HYPERLINK \\l \"_Toc1\"", &format!("{run}{}", field("PAGEREF x", run))),
    );
    compare(&[
        (&format!("<w:p>{}{run}</w:p>", field("REF a", run)), "{1@REF a|1}"),
        (
            &format!("<w:p>{}{}</w:p>", field("REF a", run), field("REF a", run)),
            "{1@REF a|1@REF a}",
        ),
        (
            &format!("<w:p>{nested}{run}</w:p>"),
            "{1@HYPERLINK \\l \"_Toc1\"@TOC→#_Toc1|1@PAGEREF x@HYPERLINK \\l \"_Toc1\"@TOC→#_Toc1|1}",
        ),
        (&format!("<w:p><w:fldSimple w:instr=' PAGE '>{run}</w:fldSimple></w:p>"), "{1@PAGE}"),
        // The instruction of IF shows nothing, though it contains a result.
        (
            &format!(
                "<w:p>{}{run}</w:p>",
                field(
                    &format!("IF</w:instrText></w:r>{}<w:r><w:instrText>", field("REF a", run)),
                    run
                )
            ),
            "{1@IF|1}",
        ),
    ]);
}

#[test]
fn a_field_may_span_paragraphs() {
    let body = format!(
        "<w:p>{}<w:r><w:instrText>TOC</w:instrText></w:r>{}<w:r><w:t>a</w:t></w:r></w:p>{}<w:p>{}\
         <w:r><w:t>b</w:t></w:r></w:p>",
        character("begin"),
        character("separate"),
        p("c"),
        character("end")
    );
    compare(&[(&body, "{a@TOC} {c@TOC} {b}")]);
}

#[test]
fn a_field_without_end_hides_nothing() {
    let body = format!("<w:p>{}<w:r><w:t>a</w:t></w:r></w:p>{}", character("begin"), p("b"));
    let stray = format!("<w:p>{}<w:r><w:t>a</w:t></w:r></w:p>", character("end"));
    compare(&[(&body, "{a} {b}"), (&stray, "{a}")]);
}

#[test]
fn links_have_addresses() {
    let run = "<w:r><w:t>a</w:t></w:r>";
    let body = format!(
        "<w:p><w:hyperlink r:id='x'>{run}</w:hyperlink><w:hyperlink w:anchor='b'>{run}</w:hyperlink>\
         {run}</w:p>"
    );
    let links = "<Relationships><Relationship Id='x' Type='hyperlink' TargetMode='External' \
                 Target='https://example.org'/></Relationships>";
    let file = Parts::of(&body).with("word/_rels/document.xml.rels", links).read().unwrap();
    assert_eq!(blocks(&file.body), "{a→https://example.org|a→#b|a}");
}

#[test]
fn bookmarks_begin_and_end_between_runs() {
    let file = file(&format!(
        "<w:bookmarkStart w:id='1' w:name='a'/><w:p><w:r><w:t>a</w:t></w:r><w:bookmarkStart w:id='2' \
         w:name='b'/><w:r><w:t>b</w:t></w:r></w:p><w:bookmarkEnd w:id='1'/>{}<w:bookmarkEnd w:id='2'/>",
        p("c")
    ));
    assert_eq!(blocks(&file.body), "{a|b} {c}");
    let crate::word::Block::Paragraph(first) = &file.body[0] else { panic!() };
    let found: Vec<_> =
        first.bookmarks.iter().map(|it| (it.name.as_str(), it.run, it.end)).collect();
    let end = |paragraph, run| Position { paragraph, run };
    assert_eq!(found, [("a", 0, end(0, 2)), ("b", 1, end(1, 1))]);
}

const COMMENTS: &str = "<w:comment w:id='0' w:author='A' w:initials='a' w:date='2026-01-02T03:04:05Z'>\
    <w:p w14:paraId='10'><w:r><w:annotationRef/><w:t>Why?</w:t></w:r></w:p></w:comment>\
    <w:comment w:id='1' w:author='B'><w:p w14:paraId='11'><w:r><w:t>So.</w:t></w:r></w:p></w:comment>\
    <w:comment w:id='2' w:author='B'><w:p/></w:comment>";

#[test]
fn comments_have_places_threads_and_states() {
    let extended = "<w15:commentsEx xmlns:w15='urn:w15'><w15:commentEx w15:paraId='10' w15:done='1'/>\
        <w15:commentEx w15:paraId='11' w15:paraIdParent='10' w15:done='0'/></w15:commentsEx>";
    let file = Parts::of(
        "<w:p><w:r><w:t>a</w:t></w:r><w:commentRangeStart w:id='0'/><w:commentRangeStart w:id='1'/>\
         <w:r><w:t>b</w:t></w:r></w:p><w:p><w:r><w:t>c</w:t></w:r><w:commentRangeEnd w:id='0'/>\
         <w:r><w:commentReference w:id='0'/></w:r><w:commentRangeEnd w:id='1'/><w:r><w:t>d</w:t></w:r>\
         </w:p>",
    )
    .with("word/comments.xml", root("comments", COMMENTS))
    .with("word/commentsExtended.xml", extended)
    .read()
    .unwrap();
    assert_eq!(blocks(&file.body), "{a|b#[0, 1]} {c#[0, 1]|d}");
    let [first, reply, lost] = &file.comments[..] else { panic!() };
    assert_eq!((first.author.as_str(), first.initials.as_str()), ("A", "a"));
    assert_eq!(first.date.as_deref(), Some("2026-01-02T03:04:05Z"));
    assert_eq!(blocks(&first.blocks), "{Why?}");
    assert_eq!((first.parent, reply.parent), (None, Some(0)));
    assert_eq!([first, reply, lost].map(|it| it.is_resolved), [true, true, false]);
    let anchor = first.anchor.unwrap();
    // The comments have the paragraphs 0 to 2.
    assert_eq!(anchor.start, Position { paragraph: 3, run: 1 });
    assert_eq!(anchor.end, Position { paragraph: 4, run: 1 });
    assert_eq!(lost.anchor, None);
}

#[test]
fn a_comment_may_have_a_place_without_a_range() {
    let body =
        format!("{}<w:p><w:r><w:t>a</w:t><w:commentReference w:id='0'/></w:r></w:p>", p("b"));
    let file =
        Parts::of(&body).with("word/comments.xml", root("comments", COMMENTS)).read().unwrap();
    let anchor = file.comments[0].anchor.unwrap();
    assert_eq!((anchor.start, anchor.end), (anchor.end, Position { paragraph: 4, run: 1 }));
}

#[test]
fn notes_are_read_without_their_separators() {
    let notes = "<w:footnote w:type='separator' w:id='-1'><w:p/></w:footnote><w:footnote w:id='2'>\
        <w:p><w:r><w:footnoteRef/><w:t xml:space='preserve'> n</w:t></w:r></w:p></w:footnote>";
    let file = Parts::of("<w:p><w:r><w:footnoteReference w:id='2'/></w:r></w:p>")
        .with("word/footnotes.xml", root("footnotes", notes))
        .read()
        .unwrap();
    assert_eq!(blocks(&file.body), "{FOOTNOTE 2}");
    let [note] = &file.footnotes[..] else { panic!() };
    assert_eq!((note.id.as_str(), blocks(&note.blocks)), ("2", "{ n}".into()));
}

#[test]
fn styles_decide_lists_levels_and_character_formats() {
    let styles = "<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val='en-GB'/></w:rPr></w:rPrDefault>\
        </w:docDefaults><w:style w:styleId='A'><w:name w:val='heading 1'/><w:pPr><w:numPr>\
        <w:ilvl w:val='1'/><w:numId w:val='7'/></w:numPr><w:outlineLvl w:val='0'/></w:pPr></w:style>\
        <w:style w:styleId='B'><w:basedOn w:val='A'/></w:style>\
        <w:style w:styleId='C'><w:basedOn w:val='C'/></w:style>\
        <w:style w:type='character' w:styleId='E'><w:rPr><w:i/></w:rPr></w:style>";
    let file = Parts::of(
        "<w:p><w:pPr><w:pStyle w:val='B'/></w:pPr><w:r><w:rPr><w:rStyle w:val='E'/></w:rPr><w:t>a\
         </w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val='C'/></w:pPr></w:p>",
    )
    .with("word/styles.xml", root("styles", styles))
    .read()
    .unwrap();
    assert_eq!(blocks(&file.body), "B{a/italic} C{}");
    assert_eq!(file.language.as_deref(), Some("en-GB"));
    let levels = file.body.iter().map(|block| {
        let crate::word::Block::Paragraph(it) = block else { panic!() };
        (file.numbering(it).map(|it| (it.list, it.level)), file.outline_level(it))
    });
    assert_eq!(levels.collect::<Vec<_>>(), [(Some((7, 1)), Some(0)), (None, None)]);
}

#[test]
fn skipped_content_is_counted() {
    let skipped = file(
        "<w:altChunk r:id='x'/><w:p><w:subDoc r:id='y'/><w:r><w:rPr><w:color w:val='red'/></w:rPr>\
         <w:dayLong/><w:t>a</w:t></w:r></w:p>",
    )
    .skipped;
    let content: Vec<_> =
        skipped.content.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    assert_eq!(content, [("altChunk", 1), ("dayLong", 1), ("subDoc", 1)]);
    assert_eq!(skipped.properties["color"], 1);
}

#[test]
fn settings_properties_and_custom_xml_are_read() {
    let package = super::relationships(&[
        ("officeDocument", "/word/document.xml"),
        ("custom-properties", "docProps/custom.xml"),
    ]);
    let file = Parts::of("")
        .with("_rels/.rels", package)
        .with("word/settings.xml", root("settings", "<w:trackRevisions/>"))
        .with(
            "docProps/custom.xml",
            "<Properties><property name='n'><a>v</a></property></Properties>",
        )
        .with("customXml/item1.xml", "<source>a</source>")
        .read()
        .unwrap();
    assert!(file.track_revisions);
    assert_eq!(file.properties, [("n".into(), "v".into())]);
    assert_eq!(file.custom_xml, ["<source>a</source>"]);
}

//! Footnotes, references and the index as fields.

use super::*;

#[test]
fn a_second_reference_to_a_footnote_is_a_field() {
    let mark = |first| {
        let number = "1".into();
        Inline::NoteReference(NoteReference {
            id: ElementId(4 + u32::from(first)),
            note: 0,
            number,
            first,
        })
    };
    let note = Note {
        id: ElementId(6),
        author_id: "n".into(),
        number: "1".into(),
        restarts_in: None,
        first_reference: ElementId(5),
        references: vec![ElementId(5), ElementId(4)],
        blocks: vec![said("See."), said("And.")],
    };
    let blocks = vec![Block::Paragraph(paragraph(vec![mark(true), mark(false)]))];
    let xml = body(blocks.clone(), vec![note.clone()]);
    holds(&xml, "<w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"1\"/>");
    holds(&xml, " NOTEREF b_e5 \\f \\h </w:instrText>");
    let stories = stories(blocks, vec![note]);
    let notes = serialized(&stories.notes, &stories);
    assert_eq!(notes.matches("<w:footnoteRef/>").count(), 1, "{notes}");
    assert_eq!(notes.matches("<w:pStyle w:val=\"FootnoteText\"/>").count(), 2, "{notes}");
    holds(&notes, "<w:footnote w:id=\"1\">");
}

#[test]
fn references_are_fields_if_word_computes_their_text() {
    let reference = |target, text: &str| {
        let (id, target, content) = (ElementId(4), ElementId(target), words(text));
        Block::Paragraph(paragraph(vec![Inline::CrossReference { id, target, content }]))
    };
    let mut document = numbered_document();
    let number = Some(ListMarker::number(ListKind::Decimal, 12));
    let numbered = Paragraph { id: ElementId(5), number, ..paragraph(words("said")) };
    let note = Note {
        id: ElementId(6),
        author_id: "n".into(),
        number: "1".into(),
        restarts_in: None,
        first_reference: ElementId(7),
        references: vec![ElementId(7)],
        blocks: vec![said("See.")],
    };
    document.notes.push(note);
    let sections: Vec<&mut Section> = document.sections.iter_mut().map(Arc::make_mut).collect();
    let Ok([first, second, third]) = <[&mut Section; 3]>::try_from(sections) else { panic!() };
    let blocks = &mut first.blocks;
    blocks.push(Block::Paragraph(numbered));
    blocks.push(reference(3, "Table\u{a0}ronde\u{a0}3"));
    blocks.push(reference(5, "paragraph 12"));
    blocks.push(reference(5, "the said one"));
    blocks.push(reference(6, "note 1"));
    second.heading.as_mut().unwrap().id = ElementId(9);
    third.heading.as_mut().unwrap().id = ElementId(10);
    first.heading.as_mut().unwrap().prefix.as_mut().unwrap().ordinal = 3;
    let stories = write(&document, &style());
    let xml = serialized(&stories.body, &stories);
    let xml = xml.replace(" xml:space=\"preserve\"", "");
    holds(&xml, " REF b_e3 \\n \\h </w:instrText>");
    holds(&xml, "<w:t>paragraph </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/>");
    holds(&xml, " REF b_e5 \\n \\h </w:instrText>");
    holds(&xml, "<w:hyperlink w:anchor=\"b_e5\" w:history=\"1\"><w:r><w:t>the said one");
    holds(&xml, " NOTEREF b_e7 \\h </w:instrText>");
}

#[test]
fn a_reference_to_a_title_is_a_field_in_quotation_marks() {
    let title = |id| Heading {
        id: ElementId(id),
        level: 3,
        prefix: None,
        separator: String::new(),
        title: words("Aside"),
        running: Vec::new(),
    };
    let content = ["“", "Aside", "”"].map(|text| Inline::Text(text.into())).to_vec();
    let (id, target) = (ElementId(4), ElementId(3));
    let reference = Inline::CrossReference { id, target, content };
    let xml = body(
        vec![Block::Heading(title(3)), Block::Paragraph(paragraph(vec![reference]))],
        Vec::new(),
    );
    holds(&xml, "<w:t>“</w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/>");
    holds(&xml, " REF b_e3 \\h \\* MERGEFORMAT </w:instrText>");
}

#[test]
fn the_index_is_a_field_made_of_marks_before_the_names() {
    let text = "Then Ana Horvat spoke.";
    let spoken = Paragraph { id: ElementId(5), ..paragraph(words(text)) };
    let (target, offset) = (ElementId(5), text.find("Ana").unwrap());
    let (id, section) = (ElementId(6), String::new());
    let references = vec![IndexReference { id, target, offset, section }];
    let term = words("Horvat \"&\": Ana");
    let entries = vec![IndexEntry { id: ElementId(7), term, references }];
    let index = Block::Index { id: ElementId(8), entries };
    let document = document(vec![Block::Paragraph(spoken), index], Vec::new());
    let stories = write(&document, &style());
    let xml = serialized(&stories.body, &stories).replace(" xml:space=\"preserve\"", "");
    holds(&xml, "<w:t>Then </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>");
    let mark = " XE &quot;Horvat \\&quot;&amp;\\&quot;\\: Ana&quot; ".replace("&quot;", "\"");
    holds(&xml.replace("&quot;", "\""), &mark);
    holds(&xml, "<w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t>Ana Horvat spoke.</w:t>");
    holds(&xml.replace("&quot;", "\""), " INDEX \\c \"2\" \\e \", \" \\l \", \" </w:instrText>");
    assert_eq!(xml.matches("w:fldCharType=\"begin\"").count(), 2, "{xml}");
    assert_eq!(xml.matches("w:fldCharType=\"end\"").count(), 2, "{xml}");
}

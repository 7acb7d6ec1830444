//! Boxes, and what is in them.

use super::*;

fn text_box(blocks: Vec<Block>) -> Block {
    Block::Box(TextBox { id: ElementId(8), title: None, blocks })
}

/// The values of an attribute within a part of each paragraph, without repetitions.
fn values(xml: &str, element: &str, attribute: &str) -> Vec<Vec<String>> {
    let paragraphs = xml.split("<w:p>").skip(1);
    let opening = format!("<{element} ");
    let values = paragraphs.map(|paragraph| {
        let elements = paragraph.split(&opening).skip(1);
        let value = |it: &str| {
            let (_, value) = it.split_once(&format!("{attribute}=\""))?;
            value.split('"').next().map(str::to_owned)
        };
        elements.filter_map(value).collect::<Vec<String>>()
    });
    let mut values: Vec<_> = values.collect();
    values.dedup();
    values
}

#[test]
fn boxes_are_paragraphs_that_are_not_joined_to_the_next_box() {
    let blocks = vec![text_box(vec![said("a")]), text_box(vec![text_box(vec![said("b")])])];
    let xml = body(blocks, Vec::new());
    assert!(!xml.contains("<w:tbl>"), "{xml}");
    // The first box has the style only, the second a colour that is one step off.
    assert_eq!(values(&xml, "w:shd", "w:fill"), [vec![], vec!["F1F3F4".to_owned()]], "{xml}");
    assert_eq!(values(&xml, "w:top", "w:color"), [vec![], vec!["F1F3F4".to_owned()]], "{xml}");
    let styles = String::from_utf8(styles::styles(&style(), "en")).unwrap();
    holds(&styles, "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F1F3F5\"");
    let sides = "<w:left w:val=\"single\" w:sz=\"2\" w:space=\"7\"";
    holds(&styles, sides);
}

#[test]
fn what_is_in_a_box_reaches_its_edges() {
    let marker = ListMarker::bullet("•", 1);
    let inner = List {
        id: ElementId(7),
        kind: ListKind::Bulleted,
        depth: 1,
        items: vec![item(marker, vec![said("b"), said("c")])],
    };
    let cell = |text: &str| Cell::new(ElementId(9), 0, words(text));
    let table = Table {
        id: ElementId(8),
        caption: None,
        columns: vec![ColumnAlignment::Start],
        header: Vec::new(),
        row_headers: 0,
        total_rows: 0,
        rows: vec![vec![cell("d")]],
        shares: Vec::new(),
        below: Vec::new(),
        wide: true,
    };
    let blocks = vec![said("a"), Block::List(inner), Block::Table(table), said("e")];
    let xml = body(vec![text_box(blocks), said("f")], Vec::new());
    let [a, b, c, rest @ ..] = &xml.split("<w:p>").skip(1).collect::<Vec<_>>()[..] else {
        panic!("{xml}")
    };
    assert!(!a.contains("w:pBdr"), "{a}");
    // An item hangs to the edge of the text, 7.25 points from that of the box; 14.5 is its indent.
    holds(b, "w:left=\"435\" w:right=\"145\" w:hanging=\"290\"");
    holds(b, "<w:spacing w:after=\"0\"/>");
    // A later paragraph does not hang, so its border is farther away.
    holds(c, "w:left=\"435\" w:right=\"145\" w:hanging=\"0\"");
    holds(c, "<w:left w:val=\"single\" w:sz=\"6\" w:space=\"21\"");
    let [d, e, f] = rest else { panic!("{xml}") };
    holds(c, "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F1F3F5\"/>");
    assert!(!d.contains("w:pBdr") && !e.contains("w:pBdr") && !f.contains("w:pBdr"), "{xml}");
}

#[test]
fn the_rule_beside_recommendations_neither_moves_nor_ends() {
    let bullet = || ListMarker::bullet("–", 1);
    let nested = |depth, items| {
        Block::List(List { id: ElementId(7), kind: ListKind::Bulleted, depth, items })
    };
    let deepest = nested(3, vec![item(bullet(), vec![said("d")])]);
    let deeper = nested(2, vec![item(bullet(), vec![said("b"), said("c"), deepest])]);
    let first = item(ListMarker::number(ListKind::Decimal, 1), vec![said("a"), deeper]);
    let list = Recommendations {
        id: ElementId(6),
        heading: None,
        lead: None,
        numbered: true,
        items: vec![first, item(ListMarker::number(ListKind::Decimal, 2), vec![said("e")])],
    };
    let xml = body(vec![Block::Recommendations(list)], Vec::new());
    let paragraphs: Vec<_> = xml.split("<w:p>").skip(1).collect();
    // Where the rule is farther away, borders make the space; between equal paragraphs, there is space.
    let is_closed: Vec<_> = paragraphs.iter().map(|it| it.contains("w:after=\"0\"")).collect();
    assert_eq!(is_closed, [true, false, false, true, false], "{xml}");
}

#[test]
fn numbers_of_recommendations_have_the_width_that_the_template_gives_them() {
    let mut style = style();
    style.recommendations.indent_pt = 40.0;
    let indents = |level| indents_pt(&style, WordStyle::Recommendation(level));
    let (left, hanging, _) = indents(0);
    assert_eq!((left, hanging), (50.5, 40.0));
    // Others begin where Word can draw the rule beside them.
    let (left, hanging, _) = indents(1);
    assert_eq!((left, hanging), (47.0, 14.5));
}

#[test]
fn paragraphs_in_boxes_keep_their_numbers() {
    let number = Some(ListMarker::number(ListKind::Decimal, 1));
    let numbered = Block::Paragraph(Paragraph { number, ..paragraph(words("a")) });
    let text_box = TextBox { id: ElementId(8), title: None, blocks: vec![numbered] };
    let xml = body(vec![Block::Box(text_box)], Vec::new());
    holds(&xml, "<w:pStyle w:val=\"BoxText\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId ");
}

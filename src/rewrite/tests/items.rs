//! Items of lists and entries of mappings, removed, added and moved.

use super::{check_report, words};
use crate::rewrite::{Edit, NewItem, NewValue, Piece, Side};

const HEAD: &str = "publication: {title: T, publisher: P, date: 2024-01-01}\n";

fn text(text: &str) -> NewItem {
    NewItem { key: None, value: NewValue::Text(words(text)) }
}

/// The extent of the item of the list that begins with these words, which are on its first line.
fn at(source: &str, words: &str) -> std::ops::Range<usize> {
    let start = source.find(words).unwrap();
    start..start + words.len()
}

#[track_caller]
fn check(body: &str, edit: impl Fn(&str) -> Vec<Edit>, after: &str) {
    let source = format!("{HEAD}{body}");
    check_report("en", &source, &edit(&source), &format!("{HEAD}{after}"));
}

const BODY: &str = "body:
  - title: A
    content:
      # of a
      - aa
      - bullets:
          - b1 # c

          - b2
      - >-
        cc
        cc
  - title: B
    content: [dd, ee]
";

#[test]
fn items_are_removed() {
    let remove =
        |words: &'static str| move |source: &str| vec![Edit::Remove { item: at(source, words) }];
    check(BODY, remove("aa"), &BODY.replace("      # of a\n      - aa\n", ""));
    check(BODY, remove("b2"), &BODY.replace("          - b2\n", ""));
    check(BODY, remove("cc"), &BODY.replace("      - >-\n        cc\n        cc\n", ""));
    check(BODY, remove("dd"), &BODY.replace("[dd, ee]", "[ee]"));
    check(BODY, remove("ee"), &BODY.replace("[dd, ee]", "[dd]"));
}

#[test]
fn a_list_without_items_goes_with_its_key() {
    let remove =
        |source: &str| ["b1", "b2"].map(|it| Edit::Remove { item: at(source, it) }).to_vec();
    check(
        BODY,
        remove,
        &BODY.replace("      - bullets:\n          - b1 # c\n\n          - b2\n", ""),
    );
    let remove =
        |source: &str| ["dd", "ee"].map(|it| Edit::Remove { item: at(source, it) }).to_vec();
    check(BODY, remove, &BODY.replace("    content: [dd, ee]\n", ""));
}

#[test]
fn items_are_added() {
    let insert = |words: &'static str, side: Side, new: &'static str| {
        move |source: &str| vec![Edit::Insert { beside: at(source, words), side, item: text(new) }]
    };
    check(
        BODY,
        insert("aa", Side::After, "x: y"),
        &BODY.replace("- aa\n", "- aa\n      - 'x: y'\n"),
    );
    check(
        BODY,
        insert("aa", Side::Before, "x"),
        &BODY.replace("      # of a\n", "      - x\n      # of a\n"),
    );
    check(BODY, insert("b2", Side::After, "x"), &BODY.replace("- b2\n", "- b2\n\n          - x\n"));
    check(
        BODY,
        insert("cc", Side::After, "x"),
        &BODY
            .replace("        cc\n        cc\n", "        cc\n        cc\n      - >-\n        x\n"),
    );
    check(BODY, insert("dd", Side::After, "x, y"), &BODY.replace("[dd, ee]", "[dd, 'x, y', ee]"));
    check(BODY, insert("dd", Side::Before, "x"), &BODY.replace("[dd, ee]", "[x, dd, ee]"));
}

#[test]
fn items_are_moved() {
    let moved = |words: &'static str, beside: &'static str, side: Side| {
        move |source: &str| {
            vec![Edit::Move { item: at(source, words), beside: at(source, beside), side }]
        }
    };
    let without = BODY.replace("      # of a\n      - aa\n", "");
    check(
        BODY,
        moved("aa", "b2", Side::After),
        &without.replace("- b2\n", "- b2\n\n          # of a\n          - aa\n"),
    );
    let without = BODY.replace("      - >-\n        cc\n        cc\n", "");
    check(
        BODY,
        moved("cc", "b1", Side::Before),
        &without.replace(
            "          - b1",
            "          - >-\n            cc\n            cc\n\n          - b1",
        ),
    );
}

#[test]
fn items_are_moved_between_lists_in_brackets_and_in_lines() {
    let body = "body:
  - title: A
    content: ['a: a', {paragraph: {text: b}}, cc]
  - title: B
    content:
      - dd # c
      - >-
        ee
        ff, g
      - paragraph: {text: hh}
";
    let moved = |words: &'static str, beside: &'static str, side: Side| {
        move |source: &str| {
            vec![Edit::Move { item: at(source, words), beside: at(source, beside), side }]
        }
    };
    check(
        body,
        moved("'a: a'", "dd", Side::After),
        &body.replace("'a: a', ", "").replace("dd # c\n", "dd # c\n      - 'a: a'\n"),
    );
    check(
        body,
        moved("{paragraph", "ee", Side::Before),
        &body
            .replace("{paragraph: {text: b}}, ", "")
            .replace("dd # c\n", "dd # c\n      - {paragraph: {text: b}}\n"),
    );
    check(
        body,
        moved("ee", "cc", Side::Before),
        &body
            .replace("      - >-\n        ee\n        ff, g\n", "")
            .replace("}}, cc", "}}, 'ee ff, g', cc"),
    );
    check(
        body,
        moved("cc", "'a: a'", Side::Before),
        &body.replace("['a", "[cc, 'a").replace(", cc]", "]"),
    );
    // It has more than a text.
    check(body, moved("paragraph: {text: hh", "cc", Side::Before), body);
}

#[test]
fn a_section_gets_its_first_content_and_a_report_its_first_footnote() {
    let body = "body:
  - title: A # c
    id: a

  - {title: B, id: b}
";
    let content = |beside: &'static str| {
        move |source: &str| {
            let value =
                NewValue::List(vec![NewValue::Text(words("x: y")), NewValue::Text(words("z"))]);
            let item = NewItem { key: Some("content".into()), value };
            vec![Edit::Insert { beside: at(source, beside), side: Side::After, item }]
        }
    };
    check(
        body,
        |source| {
            let start = source.find("id: a").unwrap();
            let mut edits = content("id: a")(source);
            if let Some(Edit::Insert { beside, .. }) = edits.first_mut() {
                *beside = start..start + 2;
            }
            edits
        },
        &body.replace("    id: a\n", "    id: a\n    content:\n      - 'x: y'\n      - z\n"),
    );
    let flow = |source: &str| {
        let start = source.find("id: b").unwrap();
        let mut edits = content("id: b")(source);
        if let Some(Edit::Insert { beside, .. }) = edits.first_mut() {
            *beside = start..start + 2;
        }
        edits
    };
    check(body, flow, &body.replace("id: b}", "id: b, content: ['x: y', z]}"));
    let note = |source: &str| {
        let notes = NewValue::Mapping(vec![("n".into(), NewValue::Text(words("N: m.")))]);
        let item = NewItem { key: Some("footnotes".into()), value: notes };
        let (end, body) = (at(source, "title: A").end, at(source, "body"));
        vec![
            Edit::Words { at: end..end, with: vec![Piece::Note("n".into())] },
            Edit::Insert { beside: body, side: Side::After, item },
        ]
    };
    check(
        body,
        note,
        &format!("{}footnotes:\n  n: 'N: m.'\n", body.replace("title: A", "title: A[^n]")),
    );
}

/// The words of the item change too.
#[test]
fn a_moved_item_takes_its_changes_along() {
    let edits = |source: &str| {
        vec![
            Edit::Words { at: at(source, "aa"), with: words("x") },
            Edit::Move { item: at(source, "aa"), beside: at(source, "cc"), side: Side::After },
        ]
    };
    let without = BODY.replace("      # of a\n      - aa\n", "");
    check(
        BODY,
        edits,
        &without.replace(
            "        cc\n        cc\n",
            "        cc\n        cc\n      # of a\n      - x\n",
        ),
    );
}

const REGISTER: &str = "people:
  ana: {name: Ana Horvat}
  # of eva
  eva:
    name: Eva Novak
    post: Judge
front: {abbreviations: {OSCE: Organization, UN: Nations}}
body:
  - kind: panel
    title: A
    speakers: [ana]
    content:
      - 'A.[^n]'
      - table:
          header: [A, B]
          rows:
            - [a, b]
            - [c, d]
      - definitions:
          - term: t
            definition: u
footnotes:
  n: N.
";

#[test]
fn rows_definitions_and_entries_are_added() {
    let insert = |beside: &'static str, item: NewItem| {
        move |source: &str| {
            vec![Edit::Insert { beside: at(source, beside), side: Side::After, item: item.clone() }]
        }
    };
    let value = |it: &str| NewValue::Text(words(it));
    let row = NewItem { key: None, value: NewValue::List(vec![value("e"), value("f: g")]) };
    check(
        REGISTER,
        insert("            - [a, b]\n", row),
        &REGISTER.replace("- [a, b]\n", "- [a, b]\n            - [e, 'f: g']\n"),
    );
    let entry =
        NewValue::Mapping(vec![("term".into(), value("x")), ("definition".into(), value("z"))]);
    let item = NewItem { key: None, value: entry };
    check(
        REGISTER,
        insert("term: t", item),
        &REGISTER.replace(
            "definition: u\n",
            "definition: u\n          - term: x\n            definition: z\n",
        ),
    );
    let person =
        NewValue::Mapping(vec![("name".into(), value("Ivo")), ("post".into(), value("Cook"))]);
    let item = NewItem { key: Some("ivo".into()), value: person };
    check(
        REGISTER,
        insert("  ana: {name: Ana Horvat}\n", item),
        &REGISTER.replace("Horvat}\n", "Horvat}\n  ivo:\n    name: Ivo\n    post: Cook\n"),
    );
}

#[test]
fn entries_are_removed() {
    let remove =
        |words: &'static str| move |source: &str| vec![Edit::Remove { item: at(source, words) }];
    let eva = "  # of eva\n  eva:\n    name: Eva Novak\n    post: Judge\n";
    check(REGISTER, remove(eva), &REGISTER.replace(eva, ""));
    check(
        REGISTER,
        remove("            - [c, d]\n"),
        &REGISTER.replace("            - [c, d]\n", ""),
    );
    // It is cited.
    check(REGISTER, remove("  n: N.\n"), REGISTER);
    // She speaks.
    check(REGISTER, remove("  ana: {name: Ana Horvat}\n"), REGISTER);
}

#[test]
fn names_posts_and_keys_change() {
    let change = |old: &'static str, new: &'static str| {
        move |source: &str| vec![Edit::Words { at: at(source, old), with: words(new) }]
    };
    check(REGISTER, change("Horvat", "*Kovač*"), &REGISTER.replace("Horvat", "*Kovač*"));
    check(REGISTER, change("Judge", "Chief: judge"), &REGISTER.replace("Judge", "'Chief: judge'"));
    check(REGISTER, change("OSCE", "CSCE"), &REGISTER.replace("OSCE", "CSCE"));
    check(REGISTER, change("UN", "U: N"), &REGISTER.replace("UN:", "'U: N':"));
    check(REGISTER, change("Nations", "a, b"), &REGISTER.replace("Nations", "'a, b'"));
    // Ids are not printed.
    check(REGISTER, change("ana", "anna"), REGISTER);
}

const SPLIT: &str = "body:
  - title: A
    content:
      - One two [three](https://e.org), *four five*.[^n] Six
        \"seven\" eight.
      - >
        Nine
        ten.
      - paragraph:
          id: p
          text: 'Eleven: twelve.'
footnotes:
  n: N.
";

#[test]
fn texts_are_split() {
    let split = |before: &'static str| {
        move |source: &str| vec![Edit::Split { at: source.find(before).unwrap() }]
    };
    check(
        SPLIT,
        split("five"),
        &SPLIT.replace(
            "*four five*.[^n] Six\n        \"seven\" eight.\n",
            "*four*\n      - '*five*.[^n] Six \"seven\" eight.'\n",
        ),
    );
    check(
        SPLIT,
        split("ten."),
        &SPLIT.replace("Nine\n        ten.\n", "Nine\n      - >-\n        ten.\n"),
    );
    check(
        SPLIT,
        split("twelve"),
        &SPLIT.replace("'Eleven: twelve.'\n", "'Eleven:'\n      - twelve.\n"),
    );
    check(SPLIT, split("One"), SPLIT);
    // A footnote is not an item of a list.
    check(&SPLIT.replace("N.", "N. O."), split("O."), &SPLIT.replace("N.", "N. O."));
}

/// The edits that append the text of an item, which is between some words, to the text that ends with
/// others.
fn join(source: &str, into: &str, text: [&str; 2], item: &str) -> Vec<Edit> {
    let end = at(source, into).end;
    let copy = at(source, text[0]).start..at(source, text[1]).end;
    let with = [words(" "), vec![Piece::Copy(copy)]].concat();
    vec![Edit::Words { at: end..end, with }, Edit::Remove { item: at(source, item) }]
}

#[test]
fn texts_are_joined() {
    let second = "      - >\n        Nine\n        ten.\n";
    check(
        SPLIT,
        |source| join(source, "eight.", ["Nine", "ten."], second),
        &SPLIT.replace(second, "").replace("eight.\n", "eight. Nine ten.\n"),
    );
    let first =
        "      - One two [three](https://e.org), *four five*.[^n] Six\n        \"seven\" eight.\n";
    let joined =
        "        ten. One two [three](https://e.org), *four five*.[^n] Six \"seven\" eight.\n";
    check(
        SPLIT,
        |source| join(source, "ten.", ["One", "eight."], first),
        &SPLIT.replace(first, "").replace("        ten.\n", joined),
    );
    let third = "      - paragraph:\n          id: p\n          text: 'Eleven: twelve.'\n";
    let joined = "        ten. Eleven: twelve.\n";
    check(
        SPLIT,
        |source| join(source, "ten.", ["Eleven", "twelve."], third),
        &SPLIT.replace(third, "").replace("        ten.\n", joined),
    );
}

/// Parts of a text with markup at their edges, and new words between them.
#[test]
fn parts_of_texts_are_copied() {
    let copy = |from: &'static str, to: &'static str, new: &'static str| {
        move |source: &str| {
            let at_end = at(source, "ten.").end;
            let part = at(source, from).start..at(source, to).end;
            let with = [words(new), vec![Piece::Copy(part)], words(" (so)")].concat();
            vec![Edit::Words { at: at_end..at_end, with }]
        }
    };
    let after = |new: &str| SPLIT.replace("        ten.\n", &format!("        ten.{new}\n"));
    check(SPLIT, copy("ree]", "four", " "), &after(" [ree](https://e.org), *four* (so)"));
    check(SPLIT, copy("five", "[^n]", " and "), &after(" and *five*.[^n] (so)"));
    check(SPLIT, copy("[^n]", "[^n]", ""), &after("[^n] (so)"));
}

#[test]
fn footnotes_come_and_go_with_their_marks() {
    let note = |source: &str| {
        let end = at(source, "three]").end - 1;
        let item = NewItem { key: Some("law".into()), value: NewValue::Text(words("A: b.")) };
        vec![
            Edit::Words { at: end..end, with: vec![Piece::Note("law".into())] },
            Edit::Insert {
                beside: at(source, "footnotes:\n  n").end - 1..at(source, "footnotes:\n  n").end,
                side: Side::After,
                item,
            },
        ]
    };
    check(
        SPLIT,
        note,
        &SPLIT.replace("e.org)", "e.org)[^law]").replace("  n: N.\n", "  n: N.\n  law: 'A: b.'\n"),
    );
    let two = SPLIT
        .replace("  n: N.\n", "  # of n\n  n: N. # c\n  m: M.\n")
        .replace("'Eleven", "'[^m] Eleven");
    let remove = |words: &'static str| {
        move |source: &str| vec![Edit::Words { at: at(source, words), with: Vec::new() }]
    };
    check(&two, remove("[^n]"), &two.replace("[^n]", "").replace("  # of n\n  n: N. # c\n", ""));
    check(
        &two,
        remove("four five*.[^n] Six"),
        &two.replace(" *four five*.[^n] Six", "").replace("  # of n\n  n: N. # c\n", ""),
    );
    let item = |source: &str| vec![Edit::Remove { item: at(source, "Eleven") }];
    let third = "      - paragraph:\n          id: p\n          text: '[^m] Eleven: twelve.'\n";
    check(&two, item, &two.replace(third, "").replace("  m: M.\n", ""));
    // It is cited elsewhere too.
    let again = two.replace("Nine", "Nine[^n]");
    check(&again, remove("five*.[^n]"), &again.replace(" five*.[^n]", "*"));
}

/// The item of a split text may have content below it, which stays below the last part.
#[test]
fn content_stays_below_the_end_of_a_split_text() {
    let source = "body:
  - title: A
    content:
      - recommendations:
          items:
            - id: r
              text: One two. Three four, such as
              content:
                - Five.
            - Six.
";
    check(
        source,
        |source| vec![Edit::Split { at: source.find("Three").unwrap() }],
        &source
            .replace("            - id: r\n", "            - One two.\n            - id: r\n")
            .replace("text: One two. Three", "text: Three"),
    );
}

/// The words of both parts change too.
#[test]
fn a_split_text_takes_its_changes_along() {
    let edits = |source: &str| {
        vec![
            Edit::Words { at: at(source, "One"), with: words("1") },
            Edit::Split { at: source.find("Six").unwrap() },
            Edit::Words { at: at(source, "eight"), with: words("8") },
        ]
    };
    let after = SPLIT
        .replace("One", "1")
        .replace(" Six\n        \"seven\" eight.", "\n      - Six \"seven\" 8.");
    check(SPLIT, edits, &after);
}

#[test]
fn a_file_may_end_without_a_line_break() {
    let source = "body:\n  - title: A\n    content:\n      - b\n      - bb";
    check(source, insert_after("bb", "c"), &format!("{source}\n      - c"));
}

fn insert_after(words: &'static str, new: &'static str) -> impl Fn(&str) -> Vec<Edit> {
    move |source: &str| {
        let start = source.rfind(words).unwrap();
        let beside = start..start + words.len();
        vec![Edit::Insert { beside, side: Side::After, item: text(new) }]
    }
}

#[test]
fn a_key_is_not_emptied() {
    let body =
        "front: {abbreviations: {EU: European Union}}\nbody:\n  - {title: A, content: [aa]}\n";
    let empty = |source: &str| vec![Edit::Words { at: at(source, "EU"), with: Vec::new() }];
    check(body, empty, body);
}

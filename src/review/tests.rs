//! Returned drafts in a short notation, and the proposals in them.

use super::coverage::{Came, complete};
use super::mapping::Mapping;
use super::matching::{Certainty, clusters};
use super::paragraphs::{Hand, Place, Returned, Run, Sent, Stretch, Tracked, groups};
use super::proposals::{Action, Content, Notes, Proposal, proposals};
use super::script::{Sides, Updates, script};
use crate::draft::Format;

const UNTRACKED: Hand = Hand(9);

fn sent(texts: &[&str]) -> Vec<Sent> {
    let one = |(at, text): (usize, &&str)| {
        let (place, text) = placed(text);
        Sent {
            bookmark: format!("b{at}"),
            place,
            text: text.into(),
            formats: vec![Stretch { end: text.len(), format: Format::default(), is_free: true }],
            is_generated: false,
            captions: None,
        }
    };
    texts.iter().enumerate().map(one).collect()
}

/// `[0,1,2] text` is in a cell.
fn placed(text: &str) -> (Place, &str) {
    let Some((cell, text)) = text.strip_prefix('[').and_then(|it| it.split_once("] ")) else {
        return (Place::Body, text);
    };
    let numbers: Vec<usize> = cell.split(',').map(|it| it.parse().unwrap()).collect();
    (Place::Cell { table: numbers[0], row: numbers[1], column: numbers[2] }, text)
}

/// `@b1 kept <+0 inserted by the first><-1 deleted by the second>…`; `<+0>` and `<-0>` at the end are
/// about the end of the paragraph, `<*0 bold>` is text made bold.
fn returned(texts: &[&str]) -> Vec<Returned> {
    texts.iter().enumerate().map(|(number, text)| paragraph(number, text)).collect()
}

fn paragraph(number: usize, text: &str) -> Returned {
    let (place, mut rest) = placed(text);
    let mut bookmarks = Vec::new();
    while let Some((name, text)) = rest.strip_prefix('@').and_then(|it| it.split_once(' ')) {
        bookmarks.push(name.to_owned());
        rest = text;
    }
    let (mut runs, mut mark) = (Vec::new(), Tracked::default());
    for (at, part) in rest.split('<').enumerate() {
        let (tracked, after) = match (at, part.split_once('>')) {
            (1.., Some((tracked, after))) => (tracked, after),
            _ => ("", part),
        };
        if !tracked.is_empty() {
            let (head, text) = tracked.split_at(2);
            let hand = Some(Hand(head[1..].parse().unwrap()));
            let (state, formatted) = match &head[..1] {
                "+" => (Tracked { inserted: hand, deleted: None }, None),
                "-" => (Tracked { inserted: None, deleted: hand }, None),
                _ => (Tracked::default(), hand),
            };
            match text.strip_prefix(' ') {
                Some(text) => runs.push(run(text, state, formatted)),
                None => mark = state,
            }
        }
        if !after.is_empty() {
            runs.push(run(after, Tracked::default(), None));
        }
    }
    Returned {
        place,
        number,
        style: None,
        bookmarks,
        runs,
        mark,
        row: Tracked::default(),
        is_apart: false,
    }
}

fn run(text: &str, tracked: Tracked, formatted: Option<Hand>) -> Run {
    let format = Format { strong: formatted.is_some(), ..Format::default() };
    Run { text: text.into(), format, formatted, tracked, note: None, is_field: false }
}

fn shown(texts: &[&str], came: &[&str]) -> Vec<String> {
    found(texts, &returned(came))
}

fn found(texts: &[&str], came: &[Returned]) -> Vec<String> {
    found_in(&sent(texts), came)
}

fn found_in(sent: &[Sent], came: &[Returned]) -> Vec<String> {
    let groups = groups(came);
    let sides = Sides { sent, returned: came, groups: &groups, untracked: UNTRACKED };
    let (steps, updates) = script(&sides, &clusters(sent, &groups, true));
    let (proposals, notes) = proposals(sent, &steps, UNTRACKED);
    let came = Came { returned: came, updates: &updates, notes: &notes, untracked: UNTRACKED };
    complete(sent, &came, proposals).iter().map(|it| show(sent, it)).collect()
}

fn show(sent: &[Sent], proposal: &Proposal) -> String {
    let content = |content: &[Content]| {
        let pieces = content.iter().map(|it| match it {
            Content::Sent { sent: it, at, .. } => sent[*it].text[at.clone()].to_owned(),
            Content::New { text, .. } => format!("+{text}+"),
            Content::Note(note) => format!("^{note}"),
        });
        pieces.collect::<String>()
    };
    let side = |after: bool| if after { "after" } else { "before" };
    let hands: Vec<String> = proposal.hands.iter().map(|it| it.0.to_string()).collect();
    let what = match &proposal.action {
        Action::Words { sent: it, at, with } => {
            format!("words {it}: {:?} → {:?}", &sent[*it].text[at.clone()], content(with))
        }
        Action::Format { sent: it, at, .. } => {
            format!("format {it}: {:?}", &sent[*it].text[at.clone()])
        }
        Action::Remove { sent } => format!("remove {sent}"),
        Action::Insert { beside, after, content: it, .. } => {
            format!("insert {} {beside}: {:?}", side(*after), content(it))
        }
        Action::Split { sent, at, rest } => {
            let rest: Vec<String> = rest.iter().map(|it| content(it)).collect();
            format!("split {sent} at {at}: {rest:?}")
        }
        Action::Join { sent, with, content: it } => {
            format!("join {sent} with {with:?}: {:?}", content(it))
        }
        Action::Move { sent, beside, after } => format!("move {sent} {} {beside}", side(*after)),
        Action::InsertColumn { cells, .. } => {
            let cells: Vec<String> = cells.iter().map(|(_, it)| content(it)).collect();
            format!("insert column: {cells:?}")
        }
        Action::InsertTable { beside, rows, .. } => {
            let rows: Vec<Vec<String>> =
                rows.iter().map(|row| row.iter().map(|it| content(it)).collect()).collect();
            format!("insert table at {beside}: {rows:?}")
        }
        Action::RemoveTable { cell } => format!("remove table of {cell}"),
        Action::Unclear { sent, with } => format!("unclear {sent}: {with:?}"),
        Action::RemoveRow { cell } => format!("remove row of {cell}"),
        Action::InsertRow { beside, after, cells } => {
            let cells: Vec<String> = cells.iter().map(|it| content(it)).collect();
            format!("insert row {} {beside}: {cells:?}", side(*after))
        }
    };
    format!("{what} ({})", hands.join(", "))
}

#[test]
fn tracked_words_are_taken_as_they_are() {
    assert_eq!(
        shown(
            &["Sixty participants met."],
            &["@b0 <-0 Sixty><+0 Seventy> participants<+1  also> met."]
        ),
        ["words 0: \"Sixty\" → \"+Seventy+\" (0)", "words 0: \"\" → \"+ also+\" (1)"]
    );
}

#[test]
fn changes_that_are_not_tracked_are_found() {
    assert_eq!(
        shown(
            &["Sixty participants met in Lisbon."],
            &["@b0 Seventy participants met <-0 in ><+0 at >Lisbon."]
        ),
        ["words 0: \"Sixty\" → \"+Seventy+\" (9)", "words 0: \"in \" → \"+at +\" (0)"]
    );
    assert_eq!(shown(&["One thing.", "Another one."], &["One thing.", "Another one."]), [""; 0]);
    assert_eq!(
        shown(&["One thing.", "Another one."], &["Another one.", "Something new."]),
        ["insert after 1: \"+Something new.+\" (9)", "remove 0 (9)"]
    );
}

#[test]
fn bold_is_a_format() {
    assert_eq!(shown(&["Sixty people"], &["Sixty <*0 people>"]), ["format 0: \"people\" (0)"]);
}

#[test]
fn words_between_new_ones_are_replaced_with_them() {
    let mut sent = sent(&["Old ways of work are here."]);
    sent[0].formats[0].format.strong = true;
    let mut came = returned(&["@b0 Whole ways for work are here now."]);
    came[0].runs[0].format.strong = false;
    assert_eq!(
        found_in(&sent, &came),
        [
            "format 0: \".\" (9)",
            "words 0: \"Old ways of work are here\" → \"+Whole++ ways ++for++ work are here++ now+\" (9)"
        ]
    );
}

#[test]
fn bold_of_the_first_row_and_column_is_that_of_the_table() {
    let cells = ["[0,0,0] Year", "[0,0,1] Number", "[0,1,0] 2015", "[0,1,1] 7"];
    let mut came = returned(&cells);
    for cell in &mut came {
        cell.runs[0].format.strong = true;
    }
    assert_eq!(found(&cells, &came), ["format 3: \"7\" (9)"]);
}

#[test]
fn paragraphs_are_added_and_removed() {
    // As Word writes a paragraph typed at the end of another.
    assert_eq!(
        shown(&["One.", "Two."], &["@b0 One.<+0>", "<+0 New.>", "@b1 Two."]),
        ["insert after 0: \"+New.+\" (0)"]
    );
    // At the beginning of another.
    assert_eq!(
        shown(&["One.", "Two."], &["One.", "<+0 New.><+0>", "@b1 Two."]),
        ["insert after 0: \"+New.+\" (0)"]
    );
    assert_eq!(
        shown(&["One.", "Two.", "Three."], &["One.", "<-0 Two.><-0>", "Three."]),
        ["remove 1 (0)"]
    );
    assert_eq!(
        shown(&["One.", "Two.", "Three."], &["One.", "<-0 Two.>", "Three."]),
        ["remove 1 (0)"]
    );
    assert_eq!(
        shown(&["One.", "Two.", "Three."], &["One.<-0>", "<-0 Two.>", "Three."]),
        ["remove 1 (0)"]
    );
}

#[test]
fn paragraphs_are_split_and_joined() {
    assert_eq!(
        shown(
            &["One two three. Four five six."],
            &["@b0 One two three.<+0>", "<-0  >Four five <+0 fine >six."]
        ),
        ["split 0 at 14: [\"Four five +fine +six.\"] (0)"]
    );
    assert_eq!(
        shown(&["One two three. Four five six."], &["@b0 One two three.", "Four five six."]),
        ["split 0 at 14: [\"Four five six.\"] (9)"]
    );
    assert_eq!(
        shown(
            &["One two three.", "Four five six."],
            &["One two three.<-0>", "<+0  >Four five six."]
        ),
        ["join 0 with [1]: \"+ +Four five six.\" (0)"]
    );
    assert_eq!(
        shown(&["One two three.", "Four five six."], &["@b0 One two three. Four five six."]),
        ["join 0 with [1]: \"+ +Four five six.\" (9)"]
    );
}

#[test]
fn paragraphs_are_moved() {
    assert_eq!(
        shown(&["One.", "Two.", "Three."], &["Three.", "One.", "Two."]),
        ["move 2 before 0 (9)"]
    );
    assert_eq!(
        shown(&["One.", "Two.", "Three."], &["<-0 One.><-0>", "Two.", "Three.<+0>", "<+0 One.>"]),
        ["move 0 after 2 (0)"]
    );
}

#[test]
fn rows_are_added_and_removed() {
    let table = [
        "[0,0,0] Year",
        "[0,0,1] Number",
        "[0,1,0] 2015",
        "[0,1,1] 7",
        "[0,2,0] 2016",
        "[0,2,1] 9",
    ];
    assert_eq!(
        shown(
            &table,
            &[
                "[0,0,0] Year",
                "[0,0,1] Number",
                "[0,1,0] 2015",
                "[0,1,1] 8",
                "[0,2,0] 2016",
                "[0,2,1] 9"
            ]
        ),
        ["words 3: \"7\" → \"+8+\" (9)"]
    );
    assert_eq!(
        shown(&table, &["[0,0,0] Year", "[0,0,1] Number", "[0,1,0] 2016", "[0,1,1] 9"]),
        ["remove row of 2 (9)"]
    );
    assert_eq!(
        shown(
            &table,
            &[
                "[0,0,0] Year",
                "[0,0,1] Number",
                "[0,1,0] 2015",
                "[0,1,1] 7",
                "[0,2,0] 2016",
                "[0,2,1] 9",
                "[0,3,0] 2017",
                "[0,3,1] 5"
            ]
        ),
        ["insert row after 5: [\"+2017+\", \"+5+\"] (9)"]
    );
}

#[test]
fn a_cell_is_filled_or_emptied() {
    let table = ["[0,0,0] Year", "[0,0,1] ", "[0,1,0] 2015", "[0,1,1] 7"];
    assert_eq!(
        shown(&table, &["[0,0,0] Year", "[0,0,1] Number", "[0,1,0] 2015", "[0,1,1] <-0 7>"]),
        ["words 1: \"\" → \"+Number+\" (9)", "words 3: \"7\" → \"\" (0)"]
    );
}

#[test]
fn a_joined_paragraph_may_have_the_bookmark_of_its_end() {
    assert_eq!(
        shown(
            &["One two.", "Four five six seven eight."],
            &["@b0 @b1 One two. Four five six seven eight."]
        ),
        ["join 0 with [1]: \"+ +Four five six seven eight.\" (9)"]
    );
}

#[test]
fn a_table_that_only_places_the_cover_is_not_a_table_of_the_draft() {
    assert_eq!(
        shown(
            &["Council", "[0,0,0] Year", "[0,0,1] Number", "[0,1,0] 2015", "[0,1,1] 7"],
            &["[0,0,0] @b0 Council", "[1,0,0] Year", "[1,0,1] Number", "[1,1,0] 2015", "[1,1,1] 8"]
        ),
        ["words 4: \"7\" → \"+8+\" (9)"]
    );
    assert_eq!(
        shown(
            &["[0,0,0] Year", "[0,0,1] Number", "[0,1,0] 2015", "[0,1,1] 7"],
            &["[0,0,0] Council", "[1,0,0] Year", "[1,0,1] Number", "[1,1,0] 2015", "[1,1,1] 8"]
        )
        .last()
        .map(String::as_str),
        Some("words 3: \"7\" → \"+8+\" (9)")
    );
}

#[test]
fn a_box_may_come_back_as_a_table() {
    let sent = ["Before.", "Text of the box.", "More of the box.", "After."];
    let came = ["Before.", "[0,0,0] Text of the box.", "[0,0,0] More of a box.", "After."];
    assert_eq!(shown(&sent, &came), ["words 2: \"the\" → \"+a+\" (9)"]);
}

#[test]
fn the_shorter_half_of_a_split_may_come_first() {
    let sent = ["One two. Three four five six seven eight."];
    assert_eq!(
        shown(&sent, &["One two.", "@b0 Three four five six seven eight."]),
        ["split 0 at 8: [\"Three four five six seven eight.\"] (9)"]
    );
}

#[test]
fn a_paragraph_in_the_place_of_another_replaces_it() {
    assert_eq!(
        shown(&["One.", "Two of them.", "Three."], &["One.", "Wholly new words.", "Three."]),
        ["words 1: \"Two of them\" → \"+Wholly new words+\" (9)"]
    );
}

#[test]
fn half_of_a_split_does_not_replace_the_paragraph_that_is_gone() {
    let sent = ["One two three. Four five six.", "Gone with it.", "Last."];
    assert_eq!(
        shown(&sent, &["@b0 One two three.", "Four five six.", "@b2 Last."]),
        ["split 0 at 14: [\"Four five six.\"] (9)", "remove 1 (9)"]
    );
}

#[test]
fn a_space_typed_before_a_deleted_end_belongs_to_the_merge() {
    assert_eq!(
        shown(
            &["One two three.", "Four five six."],
            &["@b0 One two three.<+0  ><-0>", "@b1 Four five six."]
        ),
        ["join 0 with [1]: \"+ +Four five six.\" (0)"]
    );
}

#[test]
fn bold_of_one_cell_in_a_first_row_is_its_authors() {
    let cells = ["[0,0,0] Year", "[0,0,1] Number", "[0,1,0] 2015", "[0,1,1] 7"];
    let mut came = returned(&cells);
    came[0].runs[0].format.strong = true;
    assert_eq!(found(&cells, &came), ["format 0: \"Year\" (9)"]);
}

/// LibreOffice writes the bold of the style into the runs, even in a table of one row.
#[test]
fn bold_of_the_only_cell_of_a_column_that_the_style_sets_apart_is_that_of_the_table() {
    let cells = ["[0,0,0] Year", "[0,0,1] Number", "[0,1,0] 2015", "[0,1,1] 7"];
    let mut came = returned(&cells);
    came[2].runs[0].format.strong = true;
    assert_eq!(found(&cells, &came), ["format 2: \"2015\" (9)"]);
    came[2].is_apart = true;
    assert_eq!(found(&cells, &came), [""; 0]);
}

#[test]
fn words_in_a_row_that_is_bold_as_a_whole_are_not_bold() {
    let cells = ["[0,0,0] Year", "[0,0,1] Number"];
    let mut came = returned(&["[0,0,0] Year<+0  again>", "[0,0,1] Number"]);
    came.iter_mut().flat_map(|it| &mut it.runs).for_each(|run| run.format.strong = true);
    let (sent, groups) = (sent(&cells), groups(&came));
    let sides = Sides { sent: &sent, returned: &came, groups: &groups, untracked: UNTRACKED };
    let (steps, _) = script(&sides, &clusters(&sent, &groups, true));
    let (proposals, _) = proposals(&sent, &steps, UNTRACKED);
    let new = Content::New { text: " again".into(), format: Format::default() };
    let wanted = Action::Words { sent: 0, at: 4..4, with: vec![new] };
    assert_eq!(proposals.iter().map(|it| &it.action).collect::<Vec<_>>(), [&wanted]);
}

#[test]
fn paragraphs_moved_to_the_beginning_keep_their_order() {
    assert_eq!(
        shown(
            &["One.", "Two.", "Three.", "Four.", "Five."],
            &["Four.", "Five.", "One.", "Two.", "Three."]
        ),
        ["move 3 before 4 (9)", "move 4 before 0 (9)"]
    );
}

#[test]
fn words_typed_into_a_field_are_not_its_update() {
    let texts = ["As Table 3 shows."];
    let field = |text: &str| Run { is_field: true, ..run(text, Tracked::default(), None) };
    let plain = |text: &str| run(text, Tracked::default(), None);
    let mut came = returned(&["@b0 "]);
    came[0].runs = vec![plain("As Table "), field("4"), plain(" shows.")];
    assert_eq!(found(&texts, &came), [""; 0]);
    came[0].runs = vec![plain("As Table "), field("3 or 4"), plain(" shows.")];
    assert_eq!(found(&texts, &came), ["unclear 0: \"As Table 3 or 4 shows.\" (9)"]);
}

/// LibreOffice fills in the number of a caption whose words somebody replaced, number and all.
#[test]
fn a_caption_whose_number_came_back_is_unclear() {
    let field = Run { is_field: true, ..run("3", Tracked::default(), None) };
    let mut came = returned(&["@b0 ", "@b1 One or two."]);
    came[0].runs = vec![field, run("Wholly new words.", Tracked::default(), None)];
    let shown = found(&["Table 3. Water lost in 2022", "One."], &came);
    let wanted = ["words 1: \"\" → \"+ or two+\" (9)", "unclear 0: \"3Wholly new words.\" (9)"];
    assert_eq!(shown, wanted);
}

#[test]
fn a_note_that_goes_with_its_mark_is_not_a_change() {
    let mut sent = sent(&["One.\u{fffc}", "Two.\u{fffc}", "Of one.", "Of two."]);
    (sent[2].place, sent[3].place) = (Place::Note(0), Place::Note(1));
    let mut came = returned(&["@b0 One.", "@b1 Two.\u{fffc}", "@b3 Of two."]);
    came[2].place = Place::Note(0);
    let shown = found_in(&sent, &came);
    assert_eq!(shown, ["words 0: \"\u{fffc}\" → \"\" (9)"]);
    // A note that was deleted while its reference remains.
    let mut came = returned(&["@b0 One.\u{fffc}", "@b1 Two.\u{fffc}", "@b3 Of two."]);
    came[2].place = Place::Note(0);
    let shown = found_in(&sent, &came);
    assert_eq!(shown, ["unclear 2: \"\" (9)"]);
}

#[test]
fn what_no_proposal_explains_is_unclear() {
    let (texts, changed) = (["One.", "Two.", "Three."], ["@b0 One.", "@b1 Two or more.", "Four."]);
    let (sent, came) = (sent(&texts), returned(&changed));
    let (notes, updates) = (Notes::new(), Updates::new());
    let came = Came { returned: &came, updates: &updates, notes: &notes, untracked: UNTRACKED };
    let found = complete(&sent, &came, Vec::new());
    let found: Vec<String> = found.iter().map(|it| show(&sent, it)).collect();
    assert_eq!(found, ["unclear 1: \"Two or more.\" (9)", "unclear 2: \"Four.\" (9)"]);
    // A proposal that leads elsewhere is replaced.
    let action = Action::Remove { sent: 0 };
    let wrong = Proposal { action, hands: vec![Hand(1)], certainty: Certainty::Identity };
    let same = returned(&texts);
    let came = Came { returned: &same, ..came };
    let found = complete(&sent, &came, vec![wrong]);
    assert_eq!(found.last().map(|it| show(&sent, it)), Some("unclear 0: \"One.\" (9)".into()));
}

#[test]
fn equal_cells_are_found_again_when_the_first_of_them_changed() {
    let (before, after) = (
        ["[0,0,0] Port", "[0,0,1] 2013", "[0,1,0] Quay", "[0,1,1] 2013"],
        ["[0,0,0] Port", "[0,0,1] 2014", "[0,1,0] Quay", "[0,1,1] 2013"],
    );
    let (then, mut now) = (sent(&before), sent(&after));
    // Bookmarks are made from texts.
    (now[1].bookmark, now[3].bookmark) = ("other".into(), then[1].bookmark.clone());
    let mapping = Mapping::new(&then, &now);
    let found: Vec<Option<usize>> = (0..4).map(|at| mapping.paragraph(at)).collect();
    assert_eq!(found, [Some(0), Some(1), Some(2), Some(3)]);
}

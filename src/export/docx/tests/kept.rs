//! Sections that an earlier build has written are not written again, and nothing differs.

use super::*;
use crate::cache::Cache;
use crate::document::Pictures;
use crate::draft::{SourceParts, WrittenParagraphs};
use crate::export::docx::writer::KeptSections;
use crate::export::docx::written_text;
use crate::{resolve, source};

/// The number of sections.
const SECTIONS: usize = 40;

/// A report whose sections refer to each other and have lists, boxes, notes and links.
fn report() -> String {
    let mut text = "publication:\n  title: Report\n  publisher: Office\n  language: en-GB\n\
        event:\n  name: Meeting\n  venue: Vienna\n  from: \"2024-05-06\"\n  to: \"2024-05-07\"\n\
        people:\n  ana:\n    name: Ana\n    post: Judge\nbody:\n"
        .to_owned();
    for number in 0..SECTIONS {
        let other = (number * 7 + 3) % SECTIONS;
        let reference = if number % 8 == 5 { format!("[#s{other}]") } else { "it".to_owned() };
        let said: String = (0..60).map(|word| format!("word{number}x{word} ")).collect();
        text.push_str(&format!(
            "  - title: Title {number}\n    id: s{number}\n    content:\n      - {said}\n\
             \x20     - See {reference}, [a place](https://example.org/{}) and more^[Note {number}.].\n\
             \x20     - numbered:\n          - first{number}\n          - second\n\
             \x20     - box: {{content: [boxed{number}]}}\n      - The end of {said}\n",
            number % 9,
        ));
    }
    text
}

/// The body, the notes and the text of a report.
struct Made {
    stories: Stories,
    xml: String,
    text: Vec<Arc<WrittenParagraphs>>,
}

fn made(text: &str, cache: &Cache) -> Made {
    cache.begin_build();
    let reading = source::read("report.yaml", text.as_bytes());
    let report = reading.report.unwrap_or_else(|| panic!("{:?}", reading.diagnostics));
    let labels = load::labels("en-GB", load::built_in_labels("en-GB").unwrap()).unwrap();
    let style = &style();
    let document =
        resolve::resolve(&report, style, &labels, Pictures::default(), None, Cache::NONE);
    let (fonts, parts) = (&Fonts::bundled().unwrap(), SourceParts::of(text));
    let kept = KeptSections::of(&document, style, fonts, (cache, &parts));
    let (map, kept) = (&PageMap::default(), kept.as_ref());
    let mut stories = writer::write(&Input { document: &document, style, fonts, map, kept });
    let xml = [&stories.body, &stories.notes].map(|story| serialized(story, &stories)).concat();
    let text = written_text(&mut stories, &parts);
    Made { stories, xml, text }
}

/// Builds a report after an edit, and compares it with a build from nothing. Returns how many parts of its text are
/// those of the build before.
fn kept_after(edit: impl Fn(&str) -> String) -> usize {
    let (text, cache) = (report(), Cache::new());
    let before = made(&text, &cache);
    let text = edit(&text);
    let (warm, cold) = (made(&text, &cache), made(&text, Cache::NONE));
    assert!(warm.xml == cold.xml);
    let whole = |made: &Made| made.text.iter().map(|it| format!("{it:?}")).collect::<Vec<_>>();
    let joined =
        |made: &Made| made.text.iter().map(|it| it.xml().to_owned()).collect::<Vec<_>>().concat();
    assert!(joined(&warm) == joined(&cold), "{:?}", whole(&warm));
    assert_eq!(warm.stories.numbering.instances(), cold.stories.numbering.instances());
    let links = |made: &Made| format!("{:?}", made.stories.links);
    assert_eq!(links(&warm), links(&cold));
    let kept = warm.text.iter().filter(|it| before.text.iter().any(|old| Arc::ptr_eq(old, it)));
    kept.count()
}

/// The contents are kept, too.
#[test]
fn nothing_is_written_again_without_an_edit() {
    assert_eq!(kept_after(str::to_owned), SECTIONS + 1);
}

#[test]
fn another_word_changes_its_section_and_few_others() {
    let kept = kept_after(|text| text.replacen("word20x30", "another word", 1));
    assert!((SECTIONS / 3..SECTIONS).contains(&kept), "{kept}");
}

#[test]
fn another_title_changes_what_refers_to_it() {
    let kept = kept_after(|text| text.replacen("Title 14\n", "Title 1x\n", 1));
    assert!((SECTIONS / 2..SECTIONS - 1).contains(&kept), "{kept}");
}

#[test]
fn another_note_changes_few_sections() {
    let kept = kept_after(|text| text.replacen("Note 20.", "Another note.", 1));
    assert!((SECTIONS / 3..SECTIONS).contains(&kept), "{kept}");
}

/// Each of these moves the counters of everything that follows.
#[test]
fn counters_move_with_what_precedes_them() {
    for (old, new) in [
        ("word3x3 ", "word^[Another.] "),
        ("https://example.org/1)", "https://example.net/)"),
        ("word3x3 ", "[word](https://example.com) "),
        ("          - first3\n", "          - first3\n          - added\n"),
        ("      - box: {content: [boxed3]}\n", ""),
        (
            "  - title: Title 3\n",
            "  - title: New\n    content:\n      - Text\n  - title: Title 3\n",
        ),
        ("      - The end of word3x0", "      - The end of\n      - word3x0"),
    ] {
        kept_after(|text| {
            assert!(text.contains(old), "{old}");
            text.replacen(old, new, 1)
        });
    }
}

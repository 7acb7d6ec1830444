//! `word/settings.xml`, ECMA-376 Part 1 §17.15.

use crate::languages;
use crate::templates::{NoteNumbering, Protection, ReviewStyle, Style};

use super::super::language::of_document;
use super::super::note_part::Position;
use super::super::xml::{WORD, Xml};

/// Writes the part.
///
/// `endnotes` says where endnotes are printed; `None` if the notes are footnotes.
pub fn settings(
    style: &Style,
    language: &str,
    embeds_fonts: bool,
    endnotes: Option<Position>,
) -> Vec<u8> {
    let mut xml = Xml::part("w:settings", WORD);
    xml.leaf("w:zoom", &[("w:percent", "100")]);
    if embeds_fonts {
        // Otherwise, Word drops them when it saves the file (§17.8.3.8).
        xml.leaf("w:embedTrueTypeFonts", &[]);
    }
    if style.page.two_sided {
        xml.leaf("w:mirrorMargins", &[]);
    }
    review(&mut xml, style.review);
    xml.value("w:defaultTabStop", 709).leaf("w:autoHyphenation", &[]);
    xml.value("w:consecutiveHyphenLimit", 3).value("w:hyphenationZone", 357);
    xml.leaf("w:doNotHyphenateCaps", &[]);
    if style.page.two_sided {
        xml.leaf("w:evenAndOddHeaders", &[]);
    }
    xml.value("w:characterSpacingControl", "doNotCompress");
    notes(&mut xml, style, endnotes);
    compatibility(&mut xml);
    let languages = of_document(language);
    let languages = languages.each_ref().map(|(name, tag)| (*name, tag.as_str()));
    xml.leaf("w:themeFontLang", &languages).leaf("w:clrSchemeMapping", COLOURS);
    let (decimal, list) = separators(language);
    xml.value("w:decimalSymbol", decimal).value("w:listSeparator", list);
    xml.end("w:settings")
}

/// The separators of notes, and where endnotes are (§17.11.4, §17.11.12).
fn notes(xml: &mut Xml, style: &Style, endnotes: Option<Position>) {
    let (properties, separator) = match endnotes {
        None => ("w:footnotePr", "w:footnote"),
        Some(_) => ("w:endnotePr", "w:endnote"),
    };
    xml.open(properties, &[]);
    if let Some(position) = endnotes {
        let position = match position {
            Position::DocumentEnd => "docEnd",
            Position::SectionEnd => "sectEnd",
        };
        xml.value("w:pos", position).value("w:numFmt", "decimal");
    }
    if style.notes.numbering == NoteNumbering::Section {
        xml.value("w:numRestart", "eachSect");
    }
    for id in ["-1", "0"] {
        xml.leaf(separator, &[("w:id", id)]);
    }
    xml.close(properties);
}

/// The decimal separator, and the separator of list items in fields (§17.15.1.27, §17.15.1.56).
fn separators(language: &str) -> (&'static str, &'static str) {
    let has_comma = languages::find(language).is_some_and(|it| it.rules().decimals_follow_comma);
    if has_comma { (",", ";") } else { (".", ",") }
}

/// Tracks changes (§17.15.1.90) and restricts editing (§17.15.1.29), without a password: this guides
/// reviewers but does not lock them out.
fn review(xml: &mut Xml, review: ReviewStyle) {
    if review.track_changes {
        xml.leaf("w:trackRevisions", &[]);
    }
    let edit = match review.protection {
        Protection::None => return,
        Protection::Comments => "comments",
        Protection::TrackedChanges => "trackedChanges",
    };
    xml.leaf("w:documentProtection", &[("w:edit", edit), ("w:enforcement", "1")]);
}

/// Selects the mode of Word 2013, so that Word does not open the file in compatibility mode
/// ([MS-DOCX] §2.8).
fn compatibility(xml: &mut Xml) {
    let uri = ("w:uri", "http://schemas.microsoft.com/office/word");
    xml.open("w:compat", &[]);
    // A justified line that ends in a line break is not spread (ECMA-376 Part 1 §17.15.3.5).
    xml.leaf("w:doNotExpandShiftReturn", &[]);
    for (name, value) in [
        ("compatibilityMode", "15"),
        ("overrideTableStyleFontSizeAndJustification", "1"),
        ("enableOpenTypeFeatures", "1"),
        ("doNotFlipMirrorIndents", "1"),
        ("differentiateMultirowTableHeaders", "1"),
    ] {
        xml.leaf("w:compatSetting", &[("w:name", name), uri, ("w:val", value)]);
    }
    xml.close("w:compat");
}

const COLOURS: &[(&str, &str)] = &[
    ("w:bg1", "light1"),
    ("w:t1", "dark1"),
    ("w:bg2", "light2"),
    ("w:t2", "dark2"),
    ("w:accent1", "accent1"),
    ("w:accent2", "accent2"),
    ("w:accent3", "accent3"),
    ("w:accent4", "accent4"),
    ("w:accent5", "accent5"),
    ("w:accent6", "accent6"),
    ("w:hyperlink", "hyperlink"),
    ("w:followedHyperlink", "followedHyperlink"),
];

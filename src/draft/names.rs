//! The names of elements and attributes in the data of a draft.

use super::{DraftKind, Format, Script, Within};

/// The namespace of the data.
pub const NAMESPACE: &str = "urn:plenary:draft";
/// The version of the data that is written.
pub const VERSION: &str = "2";
/// The version before, which is read too. It counts positions from the beginning of the source.
pub const VERSION_1: &str = "1";

/// The root element.
pub const DRAFT: &str = "draft";
/// The attribute of the root with the author of the changes of a redline.
pub const REDLINE_AUTHOR: &str = "redline-author";
/// The attribute of the root with their time.
pub const REDLINE_DATE: &str = "redline-date";
/// The attribute of the root with the first byte of each part of the source.
pub const PARTS: &str = "parts";
/// The source of the report, deflated (RFC 1951), in Base64.
pub const SOURCE: &str = "source";
/// A paragraph.
pub const PARAGRAPH: &str = "p";
/// A text.
pub const TEXT: &str = "t";
/// A tab.
pub const TAB: &str = "tab";
/// A line break.
pub const LINE_BREAK: &str = "br";
/// A note reference.
pub const NOTE: &str = "note";
/// A picture.
pub const PICTURE: &str = "picture";

/// The name of a kind.
pub fn kind(kind: &DraftKind) -> &'static str {
    match kind {
        DraftKind::Cover => "cover",
        DraftKind::Generated => "generated",
        DraftKind::Paragraph => "paragraph",
        DraftKind::Heading(_) => "heading",
        DraftKind::Item(_) => "item",
        DraftKind::Recommendation(_) => "recommendation",
        DraftKind::RecommendationHeading => "recommendation-heading",
        DraftKind::LeadIn => "lead-in",
        DraftKind::Quotation => "quotation",
        DraftKind::QuotationSource => "quotation-source",
        DraftKind::BoxTitle => "box-title",
        DraftKind::Caption => "caption",
        DraftKind::Credit => "credit",
        DraftKind::Cell { .. } => "cell",
        DraftKind::Person => "person",
        DraftKind::ParticipantGroup => "participant-group",
        DraftKind::Participant => "participant",
        DraftKind::Definition => "definition",
        DraftKind::Work => "work",
        DraftKind::IndexEntry => "index-entry",
        DraftKind::Note { .. } => "note",
        DraftKind::Picture => "picture",
        DraftKind::Separator => "separator",
    }
}

/// The details of a kind, as the values of its attributes: a level, the id of a note, or the place of a
/// cell.
#[derive(Clone, Debug, Default)]
pub struct Details {
    /// A level, or the column of a cell.
    pub number: u32,
    /// The row of a cell.
    pub row: u32,
    /// The id of a note, or the bookmark of a table.
    pub of: String,
}

/// The kind with a name and its details.
pub fn kind_named(name: &str, details: Details) -> Option<DraftKind> {
    let Details { number, row, of } = details;
    let level = || u8::try_from(number).ok();
    Some(match name {
        "cover" => DraftKind::Cover,
        "generated" => DraftKind::Generated,
        "paragraph" => DraftKind::Paragraph,
        "heading" => DraftKind::Heading(level()?),
        "item" => DraftKind::Item(level()?),
        "recommendation" => DraftKind::Recommendation(level()?),
        "recommendation-heading" => DraftKind::RecommendationHeading,
        "lead-in" => DraftKind::LeadIn,
        "quotation" => DraftKind::Quotation,
        "quotation-source" => DraftKind::QuotationSource,
        "box-title" => DraftKind::BoxTitle,
        "caption" => DraftKind::Caption,
        "credit" => DraftKind::Credit,
        "cell" => DraftKind::Cell { table: of, row, column: number },
        "person" => DraftKind::Person,
        "participant-group" => DraftKind::ParticipantGroup,
        "participant" => DraftKind::Participant,
        "definition" => DraftKind::Definition,
        "work" => DraftKind::Work,
        "index-entry" => DraftKind::IndexEntry,
        "note" => DraftKind::Note { id: of },
        "picture" => DraftKind::Picture,
        "separator" => DraftKind::Separator,
        _ => return None,
    })
}

/// A format as letters: `b`, `i`, `s` for superscript or `u` for subscript, `c` for small capitals.
pub fn format(format: Format) -> String {
    let script = match format.script {
        Script::Baseline => None,
        Script::Superscript => Some('s'),
        Script::Subscript => Some('u'),
    };
    let letters = [
        format.strong.then_some('b'),
        format.emphasis.then_some('i'),
        script,
        format.small_caps.then_some('c'),
    ];
    letters.into_iter().flatten().collect()
}

/// The format with some letters.
pub fn format_named(letters: &str) -> Option<Format> {
    let mut format = Format::default();
    for letter in letters.chars() {
        match letter {
            'b' => format.strong = true,
            'i' => format.emphasis = true,
            's' => format.script = Script::Superscript,
            'u' => format.script = Script::Subscript,
            'c' => format.small_caps = true,
            _ => return None,
        }
    }
    Some(format)
}

/// The attribute for the atom that a text belongs to, and its value.
pub fn within(within: Within) -> Option<(&'static str, u32)> {
    match within {
        Within::Paragraph => None,
        Within::Link(number) => Some(("link", number)),
        Within::Reference(number) => Some(("reference", number)),
        Within::Field(number) => Some(("field", number)),
    }
}

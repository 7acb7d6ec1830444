//! Every kind of message, with its stable code. The one table.
//!
//! A code has a page, `docs/messages/<code>.md`, which `plenary explain` prints: why this is so,
//! then an example of what is wrong and one of what is right. A new code does not compile before
//! its page is written.

use std::ops::Range;

use super::{Diagnostic, Severity};

/// Writes the table: name, code, severity, explanation.
macro_rules! codes {
    ($($name:ident $id:literal $severity:ident $explanation:literal)*) => {
        /// A kind of message. `P` is about a report, `E` about the editions of one in several
        /// languages, `F` about a file that it is built with, `T` about a template or labels.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $explanation] $name,)*
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &[Code] = &[$(Code::$name),*];

            /// The code as printed, `P0012`: it never changes its meaning.
            pub fn id(self) -> &'static str {
                match self { $(Code::$name => $id),* }
            }

            /// How bad it is.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity),* }
            }

            /// What it means, in a sentence.
            pub fn explanation(self) -> &'static str {
                match self { $(Code::$name => $explanation),* }
            }

            /// Its page in Markdown, without heading: why, and examples.
            pub fn page(self) -> &'static str {
                match self {
                    $(Code::$name => include_str!(concat!("../../docs/messages/", $id, ".md"))),*
                }
            }
        }
    };
}

codes! {
    NotUtf8 "P0001" Error "the file is not text in UTF-8"
    EmptyFile "P0002" Error "the file holds no report"
    Syntax "P0003" Error "the line does not fit here in YAML"
    Tab "P0004" Error "a line is indented with a tab; YAML wants spaces"
    UnclosedQuote "P0005" Error "a quotation mark opens a text and nothing closes it"
    ColonInText "P0006" Error "a text without quotes holds a colon and a space, which make a key of it"
    NeedsQuotes "P0007" Error "a text without quotes begins with a sign that YAML keeps for itself"
    UnclosedBracket "P0008" Error "a bracket or brace is not closed, or not by its partner"
    SeveralDocuments "P0009" Error "`---` begins a second document; a file holds one report"
    Anchor "P0010" Error "anchors and aliases are not used; people and notes are referred to by id"
    Tag "P0011" Error "tags with `!` are not used"
    TooDeep "P0012" Error "lists and mappings are nested deeper than any report needs"
    DuplicateKey "P0013" Error "a mapping has the same key twice"
    KeyNotText "P0014" Error "a key is a list or a mapping"
    CutByHash "P0015" Warning "a `#` after a space cuts the text off: the rest is a comment"
    BadEscape "P0016" Error "a backslash within double quotes has no such meaning"

    UnknownField "P0020" Error "a mapping has a key that nothing reads"
    MissingField "P0021" Error "a mapping lacks a key that it needs"
    WrongType "P0022" Error "a list, mapping or text stands where another of them is wanted"
    NotQuoted "P0023" Error "a number, or `true` or `false`, stands where a text is wanted"
    UnknownChoice "P0024" Error "a word is none of those that may stand here"
    OutOfRange "P0025" Error "a number is too small or too large"
    NotOneKey "P0026" Error "a block is a mapping with exactly one key that says what it is"
    NoValue "P0027" Error "a key has no value"
    Unreadable "P0028" Error "the value cannot be read for another reason"
    NothingWritten "P0029" Warning "a field that may be left out is there without a value"

    BadId "P0030" Error "an id is made of letters, digits, `-` and `_`, and begins with a letter"
    DuplicateId "P0031" Error "two things have the same id, or ids that differ only in capitals"
    UnknownPerson "P0032" Error "no person of the register has this id"
    UnusedPerson "P0033" Warning "nothing refers to a person of the register"
    UnknownNote "P0034" Error "no footnote has this id"
    UnusedNote "P0035" Warning "nothing refers to a footnote"
    UnknownReference "P0036" Error "nothing in the report has this id"
    NotCitable "P0037" Error "what is referred to has neither number nor title to cite"
    RepeatedPerson "P0038" Error "a role or list names the same person twice"
    NoteInNote "P0039" Error "a footnote refers to a footnote"

    NoTitle "P0040" Error "a section needs a title, unless it is the conclusion"
    SideEventOutside "P0041" Error "a side event stands only in the section of side events"
    PeopleOutside "P0042" Error "only panels and side events have a moderator, a rapporteur, speakers"
    OrganisersOutside "P0043" Error "only a side event has co-organisers"
    SectionTooDeep "P0044" Error "sections are nested more than six deep"
    EmptyBody "P0045" Error "the body holds no section"
    KindOutside "P0046" Error "only the body holds panels, side events and the conclusion"

    EmptyList "P0050" Error "a list, table or box holds nothing"
    RowCells "P0051" Error "a row has more or fewer cells than the header"
    AlignCount "P0052" Error "`align` has more or fewer entries than the header has cells"
    NoAlternative "P0053" Error "a figure or picture says neither what it shows nor that it only adorns"
    LayoutMisplaced "P0054" Error "a field of `layout` has no meaning where it stands"
    BadHyphenation "P0055" Error "a word under `hyphenation` is made of letters, with hyphens between them"

    BadDate "P0060" Error "a date is a day of the calendar, written year-month-day"
    DatesReversed "P0061" Error "the event ends before it begins"
    NoDate "P0062" Error "the report has neither a date of publication nor an event"
    BadLanguage "P0063" Error "a language is written as a BCP 47 tag"
    BadAddress "P0064" Error "an address begins with `https://` and holds no space"

    Markup "P0070" Error "inline markup is not closed, or says nothing"
    EmptyText "P0071" Error "a text is empty"
    ControlCharacter "P0072" Error "a text holds a character that no format can show"
    InvisibleCharacter "P0073" Warning "a text holds a character that cannot be seen and is likely a slip"
    UnpairedBidi "P0074" Warning "a mark that turns the direction of writing is not closed"
    ForeignMarkup "P0075" Warning "a text holds markup of Markdown or HTML, which is printed as it stands"

    DoubleSpace "P0080" Warning "more than one space stands between two words"
    HyphenForDash "P0081" Warning "a hyphen stands where a dash belongs"
    StraightQuote "P0082" Warning "a quotation mark is straight"
    NameSpelled "P0083" Warning "a name is spelled otherwise than in the register of people"
    NotRegistered "P0084" Warning "somebody who is named in a panel is not in the register of people"
    NoLead "P0085" Warning "no sentence leads into a list of recommendations"
    NotSpelledOut "P0086" Warning "an abbreviation is used before it is spelled out"
    MixedSpelling "P0087" Warning "one word is spelled in two ways"

    OtherLanguage "E0001" Warning "the name of a file and the language of its report disagree"
    EditionUnread "E0002" Warning "an edition cannot be read, so the others are not compared with it"
    MissingHere "E0003" Warning "something that another edition has is missing"
    ExtraHere "E0004" Warning "something stands here that another edition has not"
    OtherPlace "E0005" Warning "something stands elsewhere in another edition"
    OtherKind "E0006" Warning "something is of another kind in another edition"
    OtherId "E0007" Warning "one thing has different ids in two editions"
    OtherPeople "E0008" Warning "somebody is missing from a role or list, or is named there in one edition only"
    OtherNote "E0009" Warning "the mark of a footnote stands elsewhere in another edition, or in one edition only"
    OtherTable "E0010" Warning "a table has more or fewer rows or columns in another edition"
    OtherTarget "E0011" Warning "a text refers to something else in another edition"
    OtherFigure "E0012" Warning "a figure or a date differs between editions"
    OtherAddress "E0013" Warning "a web address differs between editions"
    Untranslated "E0014" Warning "a text is not translated"
    OtherPublication "E0015" Warning "what is said of the publication or the event differs between editions"

    PictureMissing "F0001" Error "a picture cannot be read"
    PictureOutside "F0002" Error "a picture stands outside the folder of the report"
    PictureBroken "F0003" Error "a picture is broken, or neither PNG nor JPEG nor SVG"
    PictureTooLarge "F0004" Error "a picture has more pixels than can be worked on"
    FontBroken "F0005" Error "a font cannot be read"
    NoLabels "F0006" Error "there are no generated words in the language of the report"
    BadProfile "F0007" Error "the ICC profile of a template is not one of a press"
    CoarsePicture "F0008" Warning "a picture has too few pixels for print"
    HeavyInks "F0009" Warning "the inks of a colour or picture cover more than the sheet can take"
    NoGlyph "F0010" Error "a character is in none of the fonts"
    PictureRefused "F0011" Error "a picture in SVG holds more than shapes and words"
    PagesUnsettled "F0012" Warning "page numbers in the contents are not those of the pages"
    NearEdge "F0013" Warning "text comes too near the edge at which the sheet is cut"
    EbookCover "F0014" Warning "the cover of the e-book is small, or not upright"

    BadTemplate "T0001" Error "a template or labels cannot be read"
    NoParent "T0002" Error "a template extends one that is not there"
    SharedByFormats "T0003" Error "a template says for one format what is the same in all"
    NoRoom "T0010" Error "the margins of a template leave no room for text"
    FontNotThere "T0011" Warning "a template names a family of type that is in no font file"
}

impl Code {
    /// The code of an id, in capitals or not.
    pub fn find(id: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.id().eq_ignore_ascii_case(id))
    }

    /// A message of this kind about a place.
    pub fn at(self, place: Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic { place: Some(place), ..self.of_file(message) }
    }

    /// A message of this kind about the whole file.
    pub fn of_file(self, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            severity: self.severity(),
            code: self.id(),
            message: message.into(),
            file: String::new(),
            place: None,
            hint: None,
            related: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_in_order() {
        let ids: Vec<&str> = Code::ALL.iter().map(|code| code.id()).collect();
        let by_letter = ids.chunk_by(|one, next| one.as_bytes()[0] == next.as_bytes()[0]);
        assert_eq!(by_letter.clone().count(), 4, "{ids:?}");
        by_letter.for_each(|ids| assert!(ids.is_sorted_by(|one, next| one < next), "{ids:?}"));
        assert!(Code::ALL.iter().all(|code| !code.explanation().ends_with('.')));
    }
}

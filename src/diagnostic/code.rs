//! The list of all messages: the code, severity and summary of each.
//!
//! `plenary explain CODE` prints `docs/messages/CODE.md`, which gives the reason for the rule, then
//! a wrong and a right example. A code without that page does not compile.

use std::cmp::Ordering;
use std::fmt;

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a look; outputs are written.
    Warning,
    /// The report cannot be built; no output is written.
    Error,
}

impl Severity {
    /// The name in messages: `warning` or `error`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Defines [`Code`] from the list: name, code, severity, summary.
macro_rules! codes {
    ($($name:ident $id:literal $severity:ident $summary:literal)*) => {
        /// The kind of a diagnostic.
        ///
        /// Codes with `P` are about a report, `E` about its editions in several languages, `F`
        /// about a file used to build it, `T` about a template or labels. Ordered by [`Code::id`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $summary] $name,)*
        }

        impl Code {
            /// Every code, in the order of the list.
            pub const ALL: &[Code] = &[$(Code::$name),*];

            /// The code as printed, such as `P0012`. Its meaning never changes.
            pub fn id(self) -> &'static str {
                match self { $(Code::$name => $id),* }
            }

            /// The severity, unless warnings are treated as errors.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity),* }
            }

            /// A summary in one line: lower case, no full stop.
            pub fn summary(self) -> &'static str {
                match self { $(Code::$name => $summary),* }
            }

            /// The explanation, in Markdown without a heading: the reason and examples.
            pub fn page(self) -> &'static str {
                match self {
                    $(Code::$name => include_str!(concat!("../../docs/messages/", $id, ".md"))),*
                }
            }
        }
    };
}

codes! {
    NotUtf8 "P0001" Error "the file is not encoded as UTF-8"
    EmptyFile "P0002" Error "the file contains no report"
    Syntax "P0003" Error "YAML syntax error"
    Tab "P0004" Error "tab used for indentation"
    UnclosedQuote "P0005" Error "quoted text without a closing quotation mark"
    ColonInText "P0006" Error "unquoted text contains a colon followed by a space"
    NeedsQuotes "P0007" Error "unquoted text begins with a character that has a meaning in YAML"
    UnclosedBracket "P0008" Error "unclosed or mismatched bracket or brace"
    SeveralDocuments "P0009" Error "more than one YAML document in a file"
    Anchor "P0010" Error "YAML anchors and aliases are not supported"
    Tag "P0011" Error "YAML tags are not supported"
    TooDeep "P0012" Error "lists and mappings are nested too deeply"
    DuplicateKey "P0013" Error "duplicate key in a mapping"
    KeyNotText "P0014" Error "a list or mapping is used as a key"
    CutByHash "P0015" Warning "text after ` #` is read as a comment"
    BadEscape "P0016" Error "unknown escape sequence in a double-quoted text"
    OverLimit "P0017" Error "the report exceeds a limit on its size"
    NewerFormat "P0018" Error "the report is written in a newer format"

    UnknownField "P0020" Error "unknown field"
    MissingField "P0021" Error "required field is missing"
    WrongType "P0022" Error "wrong type: text, list or mapping expected"
    NotQuoted "P0023" Error "a number, `true` or `false` where text is expected"
    UnknownChoice "P0024" Error "unknown value"
    OutOfRange "P0025" Error "number out of range"
    NotOneKey "P0026" Error "a block must have exactly one key, which names its kind"
    NoValue "P0027" Error "key without a value"
    Unreadable "P0028" Error "value cannot be read"
    NothingWritten "P0029" Warning "optional field without a value"

    BadId "P0030" Error "invalid id"
    DuplicateId "P0031" Error "duplicate id"
    UnknownPerson "P0032" Error "unknown person"
    UnusedPerson "P0033" Warning "person is never mentioned"
    UnknownNote "P0034" Error "unknown footnote"
    UnusedNote "P0035" Warning "footnote is never cited"
    UnknownReference "P0036" Error "cross-reference to an unknown id"
    NotCitable "P0037" Error "cross-reference to something without a number or title"
    RepeatedPerson "P0038" Error "person named twice in a role or list"
    NoteInNote "P0039" Error "footnote cited inside a footnote"

    NoTitle "P0040" Error "section without a title"
    SideEventOutside "P0041" Error "side event outside the section of side events"
    PeopleOutside "P0042" Error "moderator, rapporteur or speakers outside a panel or side event"
    OrganisersOutside "P0043" Error "co-organizers outside a side event"
    SectionTooDeep "P0044" Error "sections nested more than six levels deep"
    EmptyBody "P0045" Error "the body has no sections"
    KindOutside "P0046" Error "panel, side event or conclusion outside the body"

    EmptyList "P0050" Error "empty list, table or box"
    RowCells "P0051" Error "a row and the table differ in their number of columns"
    AlignCount "P0052" Error "`align`, `units` or `widths` and the table differ in their number of columns"
    NoAlternative "P0053" Error "figure or picture without alternative text"
    LayoutMisplaced "P0054" Error "`layout` field has no effect here"
    BadHyphenation "P0055" Error "invalid entry under `hyphenation`"
    CellSpan "P0056" Error "a table cell spans others that it may not"
    BlockInCell "P0057" Error "a block that a table cell cannot contain"
    FigureParts "P0058" Error "a figure has neither one picture nor parts, or keys that do not fit them"

    BadDate "P0060" Error "invalid date"
    DatesReversed "P0061" Error "the event ends before it begins"
    NoDate "P0062" Error "the report has neither a publication date nor an event"
    BadLanguage "P0063" Error "invalid language tag"
    BadAddress "P0064" Error "invalid web address"
    BadContact "P0065" Error "invalid ORCID iD or e-mail address"

    Markup "P0070" Error "unclosed or empty inline markup"
    EmptyText "P0071" Error "empty text"
    ControlCharacter "P0072" Error "control character in a text"
    InvisibleCharacter "P0073" Warning "suspicious invisible character"
    UnpairedBidi "P0074" Warning "unclosed bidirectional control character"
    ForeignMarkup "P0075" Warning "Markdown, HTML or LaTeX markup, which is printed literally"
    DoubtfulMarkup "P0076" Warning "sign that may have been meant as markup"
    UnlinkedAddress "P0077" Warning "web or mail address that is not a link"
    BadRange "P0078" Error "range of references that is not one"

    DoubleSpace "P0080" Warning "more than one space between words"
    HyphenForDash "P0081" Warning "hyphen used instead of a dash"
    StraightQuote "P0082" Warning "straight quotation mark"
    NameSpelled "P0083" Warning "name spelled differently from the list of people"
    NotRegistered "P0084" Warning "person missing from the list of people"
    NoLead "P0085" Warning "list of recommendations without a lead-in sentence"
    NotSpelledOut "P0086" Warning "abbreviation used before it is spelled out"
    MixedSpelling "P0087" Warning "inconsistent spelling of a word"
    ProgrammeDiffers "P0088" Warning "the programme and the panels differ"
    CommonSlip "P0089" Warning "common slip of the language"

    UnknownWork "P0090" Error "citation of a work that is not in the bibliography"
    UnusedWork "P0091" Warning "work of the bibliography is never cited"
    BadWork "P0092" Error "entry of the bibliography without a title, or with fields that exclude each other"

    OtherLanguage "E0001" Warning "the file name and the report disagree about the language"
    EditionUnread "E0002" Warning "the edition has errors and is not compared"
    MissingHere "E0003" Warning "content of another edition is missing here"
    ExtraHere "E0004" Warning "content is missing from another edition"
    OtherPlace "E0005" Warning "content is in a different place in another edition"
    OtherKind "E0006" Warning "content is of a different kind in another edition"
    OtherId "E0007" Warning "the same content has different ids in two editions"
    OtherPeople "E0008" Warning "the people in a role or list differ between editions"
    OtherNote "E0009" Warning "footnote references differ between editions"
    OtherTable "E0010" Warning "the rows or columns of a table differ between editions"
    OtherTarget "E0011" Warning "cross-references differ between editions"
    OtherFigure "E0012" Warning "a number or date differs between editions"
    OtherAddress "E0013" Warning "a web address differs between editions"
    Untranslated "E0014" Warning "untranslated text"
    OtherPublication "E0015" Warning "details of the publication or event differ between editions"
    OtherRevision "E0016" Error "the revisions to compare are in different languages"
    OtherPicture "E0017" Warning "pictures of a figure have different shapes in two editions"

    PictureMissing "F0001" Error "picture cannot be read"
    PictureOutside "F0002" Error "picture outside the folder of the report"
    PictureBroken "F0003" Error "picture is damaged, or not PNG, JPEG, SVG or PDF"
    PictureTooLarge "F0004" Error "picture has too many pixels"
    FontBroken "F0005" Error "font cannot be read"
    NoLabels "F0006" Error "no labels for the language of the report"
    BadProfile "F0007" Error "the ICC profile of the template is not a CMYK output profile"
    CoarsePicture "F0008" Warning "picture resolution is too low for print"
    HeavyInks "F0009" Warning "total ink coverage exceeds the limit"
    NoGlyph "F0010" Error "no font has a glyph for a character"
    PictureRefused "F0011" Error "SVG picture uses unsupported features"
    PagesUnsettled "F0012" Warning "page numbers in the contents are wrong"
    NearEdge "F0013" Warning "text too close to the trimmed edge"
    EbookCover "F0014" Warning "the e-book cover is too small or not in portrait format"
    FileOverLimit "F0015" Error "a file that the report uses exceeds a limit on its size"
    FileOutside "F0016" Error "a font, template or labels file is outside its folder"
    NoWordForm "F0017" Error "the labels lack a form of a word that a reference prints"
    TypedReference "F0018" Warning "number of a table or figure typed instead of a reference"
    TableData "F0019" Error "the data of a table cannot be used"
    WorkData "F0020" Error "the file of a bibliography cannot be used"
    UnknownEntry "F0021" Error "citation of a work that no file of the bibliography has"

    BadTemplate "T0001" Error "invalid template or labels"
    NoParent "T0002" Error "the template extends a template that does not exist"
    SharedByFormats "T0003" Error "the template sets for one format what all formats share"
    NoRoom "T0010" Error "the template margins leave no room for text"
    FontNotThere "T0011" Warning "the template names a font family that no font file provides"
    SmallText "T0012" Warning "the template has text that is much smaller than the body text"
}

impl Code {
    /// The code with an id, in upper or lower case.
    pub fn find(id: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.id().eq_ignore_ascii_case(id))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl Ord for Code {
    fn cmp(&self, other: &Code) -> Ordering {
        self.id().cmp(other.id())
    }
}

impl PartialOrd for Code {
    fn partial_cmp(&self, other: &Code) -> Option<Ordering> {
        Some(self.cmp(other))
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
        assert!(Code::ALL.iter().all(|code| !code.summary().ends_with('.')));
    }

    #[test]
    fn codes_are_found_in_either_case() {
        assert_eq!(Code::find("p0012"), Some(Code::TooDeep));
        assert_eq!(Code::find("P9999"), None);
    }
}

//! Limits on the size of inputs: one table for the library, the command line and the documentation.
//!
//! A limit is a count that is checked before the work is done, never a time, so the same input gives the
//! same result on every machine.

use std::fmt;

/// Defines [`Limit`] from the table: variant, name, default, unit, description, advice.
macro_rules! limits {
    ($($variant:ident $name:literal $default:literal $unit:literal $about:literal $advice:literal)*) => {
        /// A limit on the size of an input.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Limit {
            $(#[doc = concat!("The most ", $unit, " ", $about, ".")] $variant,)*
        }

        impl Limit {
            /// Every limit, in the order of the table.
            pub const ALL: &[Limit] = &[$(Limit::$variant),*];

            /// The name on the command line, such as `text-length`.
            pub fn name(self) -> &'static str {
                match self { $(Limit::$variant => $name),* }
            }

            /// The default value, which reports written for readers do not reach.
            pub fn default_value(self) -> u64 {
                match self { $(Limit::$variant => $default),* }
            }

            /// What is counted, in the plural, such as `characters`.
            pub fn unit(self) -> &'static str {
                match self { $(Limit::$variant => $unit),* }
            }

            /// Where it is counted, such as `in a text`.
            pub fn about(self) -> &'static str {
                match self { $(Limit::$variant => $about),* }
            }

            /// The advice for an input that exceeds it, as an imperative.
            pub fn advice(self) -> &'static str {
                match self { $(Limit::$variant => $advice),* }
            }
        }
    };
}

limits! {
    FileSize "file-size" 67_108_864 "bytes" "in a report" "split the file"
    TemplateSize "template-size" 1_048_576 "bytes" "in a template or labels file"
        "delete what it does not change"
    Templates "templates" 16 "templates" "that extend each other" "extend one of the last directly"
    LabelLength "label-length" 2_000 "characters" "in a text of a template or labels file" "shorten it"
    ProfileSize "profile-size" 16_777_216 "bytes" "in an ICC profile"
        "use the profile of the printing condition"
    TextLength "text-length" 200_000 "characters" "in a text" "split the text"
    MarkupDepth "markup-depth" 32 "levels" "of inline markup within each other"
        "close each sign before the next one opens"
    Values "values" 1_000_000 "values" "in a report, template or labels file" "split the file"
    Sections "sections" 20_000 "sections" "in a report" "split the report"
    Blocks "blocks" 250_000 "blocks and list items" "in a report" "split the report"
    BlockParts "block-parts" 10_000 "items, paragraphs and blocks"
        "in a list, quotation, note, box or item" "split it"
    Rows "rows" 100_000 "table rows" "in a report or Word file" "split the report"
    Cells "cells" 200_000 "table cells" "in a report or Word file" "split the report"
    Columns "columns" 63 "columns" "in a table, as in Word" "split the table"
    Notes "notes" 50_000 "footnotes" "in a report or Word file" "split the report"
    Entries "entries" 10_000 "entries" "in glossaries, abbreviations and bibliography of a report"
        "split the report"
    Pictures "pictures" 1_000 "pictures" "in a report" "split the report"
    People "people" 20_000 "people" "in the register" "split the report"
    Participants "participants" 200_000 "participants" "in the lists of a report"
        "list fewer people"
    Hyphenation "hyphenation" 10_000 "hyphenated words" "under `options.hyphenation`"
        "list only words that break badly"
    NameComparisons "name-comparisons" 300_000 "comparisons of names" "with words of a report"
        "set `options.lint.names` to `false`"
    DataSize "data-size" 16_777_216 "bytes" "in a CSV file, or one of a bibliography" "split the file"
    FieldLength "field-length" 100_000 "characters" "in a field of a work in a file"
        "shorten it"
    PictureSize "picture-size" 104_857_600 "bytes" "in a picture" "save it smaller"
    PicturePixels "picture-pixels" 100_000_000 "pixels" "in a picture" "scale it down"
    PictureMemory "picture-memory" 335_544_320 "bytes" "of all pixels in a picture"
        "save it with 8 bits for each colour, or scale it down"
    JpegScans "jpeg-scans" 100 "scans" "in a JPEG picture" "save it as baseline JPEG"
    Fonts "fonts" 200 "files" "with fonts" "remove fonts that the report does not use"
    FontSize "font-size" 268_435_456 "bytes" "in all fonts together"
        "remove fonts that the report does not use"
    SvgSize "svg-size" 16_777_216 "bytes" "in an SVG picture" "simplify its paths"
    SvgDepth "svg-depth" 100 "levels" "of elements in an SVG picture, through references too"
        "ungroup its shapes"
    SvgElements "svg-elements" 200_000 "elements"
        "in an SVG picture, each counted wherever it is repeated" "simplify it"
    SvgAttributes "svg-attributes" 250 "attributes" "of an element in an SVG picture"
        "save it as plain SVG"
    SvgValue "svg-value" 10_000 "bytes" "in an attribute of an SVG picture, except paths and positions"
        "save it as plain SVG"
    SvgStyle "svg-style" 100_000 "bytes" "in the style sheets of an SVG picture" "save it as plain SVG"
    SvgPath "svg-path" 5_000_000 "numbers" "in the paths of an SVG picture" "simplify its paths"
    SvgLayers "svg-layers" 40_000_000 "pixels in layers and bitmaps"
        "at the same time in an SVG picture 800 pixels wide or high"
        "remove groups with opacity, masks and filters, or scale bitmaps down"
    SvgWork "svg-work" 2_000_000_000 "drawing steps"
        "for an SVG picture 800 pixels wide or high"
        "remove filters and large patterns"
    SvgTotal "svg-total" 10_000_000_000 "drawing steps"
        "for all SVG pictures of a report, each at most 1600 pixels wide or high"
        "use fewer pictures, or simpler ones"
    PdfSize "pdf-size" 16_777_216 "bytes" "in a PDF picture" "save only the page of the picture"
    PdfContent "pdf-content" 134_217_728 "bytes" "in a PDF picture, unpacked"
        "save only the page of the picture"
    PdfShapes "pdf-shapes" 2_000_000 "points and letters" "on the page of a PDF picture"
        "simplify it, or save it as PNG"
    DraftParts "draft-parts" 1_000_000 "paragraphs and parts of them" "in the data of a Word draft"
        "split the report"
    WordSize "word-size" 134_217_728 "bytes" "in a Word file" "compress its pictures in Word"
    WordMembers "word-members" 10_000 "members" "in the archive of a Word file"
        "save it again in Word"
    WordXml "word-xml" 67_108_864 "bytes" "of XML in a Word file, unpacked" "split the file"
    WordPictures "word-pictures" 268_435_456 "bytes" "of all pictures in a Word file"
        "compress its pictures in Word"
    WordNodes "word-nodes" 1_500_000 "elements, attributes and texts" "in a part of a Word file"
        "split the file"
    WordDepth "word-depth" 200 "levels" "of elements in a Word file" "unpack its nested tables"
    WordAttributes "word-attributes" 150 "attributes"
        "of an element in a Word file, inherited namespaces included" "save it again in Word"
    WordParagraphs "word-paragraphs" 300_000 "paragraphs" "in a Word file, those in tables included"
        "split the file"
    WordRuns "word-runs" 400_000 "runs" "in a Word file" "split the file"
    WordChanges "word-changes" 200_000 "tracked changes" "in a Word file"
        "accept those that are settled"
    WordComments "word-comments" 20_000 "comments" "in a Word file"
        "delete those that are resolved"
    WordOverlap "word-overlap" 200 "comments, fields or moves" "at the same place of a Word file"
        "delete those that are resolved"
    ReviewChanges "review-changes" 50_000 "changes" "that a returned Word file proposes"
        "check that the file was made of this report"
    ImportParts "import-parts" 60_000 "paragraphs, cells and formatted parts of them"
        "in a file that is imported" "split the file"
    MarkdownDepth "markdown-depth" 100 "levels"
        "of lists, quotations and markup in a Markdown file" "unpack its nested lists"
    DecisionsSize "decisions-size" 67_108_864 "bytes" "in a file of decisions on a review"
        "save the decisions of fewer changes"
    CommentsSize "comments-size" 16_777_216 "bytes" "in a file of comments on a report"
        "delete comments that are resolved"
    Messages "messages" 100 "messages" "printed for a report; the others are counted"
        "correct these first"
}

impl Limit {
    /// The limit with a name.
    pub fn find(name: &str) -> Option<Limit> {
        Limit::ALL.iter().copied().find(|limit| limit.name() == name)
    }
}

/// The value of each limit. Reports written for readers do not reach the defaults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// In the order of [`Limit::ALL`].
    values: Vec<u64>,
}

impl Limits {
    /// The value of a limit.
    pub fn get(&self, limit: Limit) -> u64 {
        self.values.get(limit as usize).copied().unwrap_or_else(|| limit.default_value())
    }

    /// Changes a limit.
    pub fn set(&mut self, limit: Limit, most: u64) {
        if let Some(value) = self.values.get_mut(limit as usize) {
            *value = most;
        }
    }

    /// Compares a count with a limit.
    pub(crate) fn check(&self, limit: Limit, count: usize) -> Result<(), LimitError> {
        let (count, most) = (count as u64, self.get(limit));
        if count > most { Err(LimitError { limit, count, most }) } else { Ok(()) }
    }
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { values: Limit::ALL.iter().map(|limit| limit.default_value()).collect() }
    }
}

/// A count that exceeds a limit. Displayed as "260,000 characters, more than 200,000".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LimitError {
    pub(crate) limit: Limit,
    pub(crate) count: u64,
    pub(crate) most: u64,
}

impl LimitError {
    /// What to do about it: "split the text, or allow more with `--limit text-length=260000`".
    pub(crate) fn hint(self) -> String {
        let LimitError { limit, count, .. } = self;
        format!("{}, or allow more with `--limit {}={count}`", limit.advice(), limit.name())
    }
}

impl fmt::Display for LimitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let LimitError { limit, count, most } = *self;
        write!(f, "{} {}, more than {}", grouped(count), limit.unit(), grouped(most))
    }
}

/// A number with a comma between groups of three digits.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_may_equal_its_limit() {
        let mut limits = Limits::default();
        limits.set(Limit::TextLength, 1_234);
        assert_eq!(limits.check(Limit::TextLength, 1_234), Ok(()));
        let error = limits.check(Limit::TextLength, 1_000_000).unwrap_err();
        assert_eq!(error.to_string(), "1,000,000 characters, more than 1,234");
        let hint = "split the text, or allow more with `--limit text-length=1000000`";
        assert_eq!(error.hint(), hint);
    }

    #[test]
    fn limits_have_different_names() {
        assert!(Limit::ALL.iter().all(|limit| Limit::find(limit.name()) == Some(*limit)));
        assert_eq!(Limit::find("nothing"), None);
    }

    #[test]
    fn the_page_lists_every_limit() {
        let page = std::fs::read_to_string("docs/limits.md").unwrap();
        let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| `")).collect();
        let row = |limit: &Limit| {
            let (name, unit, about) = (limit.name(), limit.unit(), limit.about());
            format!("| `{name}` | {} | {unit} {about} |", grouped(limit.default_value()))
        };
        assert_eq!(rows, Limit::ALL.iter().map(row).collect::<Vec<_>>());
    }

    #[test]
    fn digits_are_grouped_by_three() {
        assert_eq!(
            [0, 999, 1_000, 123_456, 1_234_567].map(grouped).join(" "),
            "0 999 1,000 123,456 1,234,567"
        );
    }
}

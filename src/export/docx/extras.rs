//! Properties that the types of docx-rs cannot express, kept beside the paragraphs and tables.

use std::collections::BTreeMap;

use crate::document::Direction;

/// Extra properties by paragraph number. A paragraph has its number in `w14:paraId` until it
/// is serialized.
pub type Extras = BTreeMap<u32, ParagraphExtra>;

/// Extra properties of a paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParagraphExtra {
    /// Extra properties of runs, by the index of the run in the paragraph.
    pub runs: BTreeMap<u32, RunExtra>,
    /// Whether the paragraph begins with the number of its footnote.
    pub footnote_number: bool,
    /// The background of the page that is anchored in the paragraph.
    pub background: Option<BackgroundExtra>,
    /// The pictures in the paragraph.
    pub pictures: Vec<PictureExtra>,
    /// Other properties: `w:pBdr`, `w:shd`.
    pub properties: Vec<String>,
    /// The properties of the section that ends with the paragraph, `w:sectPr`.
    pub section: Option<String>,
}

/// Extra properties of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RunExtra {
    /// The language, as a BCP 47 tag.
    pub language: Option<String>,
    /// The writing direction, if it differs from the document's.
    pub direction: Option<Direction>,
    /// Whether the run is in small capitals.
    pub small_caps: bool,
    /// Whether the run is struck through.
    pub strikeout: bool,
    /// Whether the run is underlined.
    pub underline: bool,
    /// The equation that replaces the run: `m:oMath` or `m:oMathPara`.
    pub equation: Option<String>,
    /// The family of code, if the run is code.
    pub code: Option<String>,
    /// Whether the run is neither proofed nor hyphenated.
    pub no_proof: bool,
}

/// Extra properties of a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureExtra {
    /// The unique id of the drawing, counted from 1.
    pub number: u32,
    /// The name: the caption's prefix, or a generic one.
    pub name: String,
    /// The alternative text.
    pub alternative: String,
    /// Whether the picture is decorative.
    pub decorative: bool,
    /// The relationship of the fallback pixels, if the picture is an SVG.
    pub svg_fallback: Option<String>,
    /// The fractions of width and height that are cropped at each side, and at top and bottom.
    pub crop: Option<(f32, f32)>,
}

/// A decorative rectangle in the primary colour, from the top left corner of the page, behind the text.
#[derive(Clone, Debug, PartialEq)]
pub struct BackgroundExtra {
    /// The unique id of the drawing, counted from 1.
    pub number: u32,
    /// Width and height, in points.
    pub size_pt: (f32, f32),
    /// The primary colour in hexadecimal digits.
    pub hex: String,
}

/// Extra properties of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableExtra {
    /// How many of the first rows are headers, repeated on each page.
    pub header_rows: usize,
    /// Whether the first cell of each row is a header.
    pub header_column: bool,
    /// The title of the table for assistive technology.
    pub title: Option<String>,
    /// A description of the table for assistive technology: its columns.
    pub description: Option<String>,
    /// Whether columns run from right to left.
    pub right_to_left: bool,
}

/// Formats a paragraph number as a `w14:paraId`.
pub fn paragraph_id(number: u32) -> String {
    format!("{number:08X}")
}

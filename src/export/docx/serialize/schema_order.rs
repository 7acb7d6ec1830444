//! The order in which the schema requires the children of property elements
//! (ECMA-376 Part 1 Annex A, `wml.xsd`).

type Names = &'static [&'static [u8]];

macro_rules! names {
    ($($name:literal)*) => {
        &[$(concat!("w:", $name).as_bytes()),*]
    };
}

/// `CT_PPr`, §17.3.1.26.
const PARAGRAPH: Names = names![
    "pStyle" "keepNext" "keepLines" "pageBreakBefore" "framePr" "widowControl" "numPr"
    "suppressLineNumbers" "pBdr" "shd" "tabs" "suppressAutoHyphens" "bidi" "adjustRightInd"
    "snapToGrid" "spacing" "ind" "contextualSpacing" "mirrorIndents" "jc" "textDirection"
    "textAlignment" "outlineLvl" "divId" "cnfStyle" "rPr" "sectPr" "pPrChange"
];

/// `CT_RPr`, §17.3.2.28.
const RUN: Names = names![
    "ins" "del" "rStyle" "rFonts" "b" "bCs" "i" "iCs" "caps" "smallCaps" "strike" "dstrike"
    "noProof" "vanish" "webHidden" "color" "spacing" "w" "kern" "position" "sz" "szCs"
    "highlight" "u" "bdr" "shd" "fitText" "vertAlign" "rtl" "cs" "lang" "specVanish"
];

/// `CT_TblPr`, §17.4.59.
const TABLE: Names = names![
    "tblStyle" "tblpPr" "tblOverlap" "bidiVisual" "tblStyleRowBandSize" "tblStyleColBandSize"
    "tblW" "jc" "tblCellSpacing" "tblInd" "tblBorders" "shd" "tblLayout" "tblCellMar" "tblLook"
    "tblCaption" "tblDescription"
];

/// `CT_TrPr`, §17.4.81. The schema allows any order; this is the one that Word writes.
const ROW: Names = names![
    "cnfStyle" "gridBefore" "gridAfter" "wBefore" "wAfter" "cantSplit" "trHeight" "tblHeader"
    "tblCellSpacing" "jc" "hidden"
];

/// `CT_TcPr`, §17.4.69.
const CELL: Names = names![
    "cnfStyle" "tcW" "gridSpan" "vMerge" "tcBorders" "shd" "noWrap" "tcMar" "textDirection"
    "tcFitText" "vAlign" "hideMark"
];

/// `CT_PBdr`, `CT_TblBorders`, `CT_TblCellMar` and similar types.
const EDGES: Names =
    names!["top" "left" "start" "bottom" "right" "end" "insideH" "insideV" "between" "bar"];

/// `CT_NumPr`, §17.3.1.19.
const NUMBERING: Names = names!["ilvl" "numId"];

/// Returns the order of the children of a property element; `None` for other elements.
pub fn schema_order(name: &[u8]) -> Option<Names> {
    match name {
        b"w:pPr" => Some(PARAGRAPH),
        b"w:rPr" => Some(RUN),
        b"w:tblPr" => Some(TABLE),
        b"w:trPr" => Some(ROW),
        b"w:tcPr" => Some(CELL),
        b"w:pBdr" | b"w:tblBorders" | b"w:tcBorders" | b"w:tblCellMar" | b"w:tcMar" => Some(EDGES),
        b"w:numPr" => Some(NUMBERING),
        _ => None,
    }
}

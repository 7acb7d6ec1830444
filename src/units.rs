//! Units of length: points, millimetres, inches and ems, and the integer units of OOXML.
//!
//! Lengths are `f32` and names end in their unit (`width_pt`, `inner_mm`). A point is 1/72 inch,
//! as in PDF, CSS and Word, not TeX's 1/72.27 inch.

/// Points in an inch.
const PT_PER_INCH: f32 = 72.0;

/// Millimetres in an inch.
const MM_PER_INCH: f32 = 25.4;

/// Points in a millimetre.
///
/// A product with this factor and [`pt_from_mm`] can differ in the last bit. Pages are sized with
/// the function; text is positioned with the factor.
pub(crate) const PT_PER_MM: f32 = PT_PER_INCH / MM_PER_INCH;

/// Converts millimetres to points.
pub(crate) const fn pt_from_mm(mm: f32) -> f32 {
    mm * PT_PER_INCH / MM_PER_INCH
}

/// Converts points to millimetres.
pub(crate) const fn mm_from_pt(pt: f32) -> f32 {
    pt * (MM_PER_INCH / PT_PER_INCH)
}

/// Converts millimetres to inches.
pub(crate) const fn inches_from_mm(mm: f32) -> f32 {
    mm / MM_PER_INCH
}

/// Converts points to ems of a font size, which is also in points.
pub(crate) const fn em_from_pt(pt: f32, size_pt: f32) -> f32 {
    pt / size_pt
}

/// Twentieths of a point (`ST_TwipsMeasure`, ECMA-376 Part 1 §22.9.2.14).
pub(crate) fn twips(pt: f32) -> i32 {
    (pt * 20.0).round() as i32
}

/// Half-points, at least 2: the unit of a font size (`ST_HpsMeasure`, ECMA-376 Part 1 §17.18.42).
pub(crate) fn half_points(pt: f32) -> i32 {
    (pt * 2.0).round().max(2.0) as i32
}

/// Eighths of a point, 2 to 96: the unit of a line border's width (`ST_EighthPointMeasure`,
/// ECMA-376 Part 1 §17.18.23).
pub(crate) fn eighths(pt: f32) -> i32 {
    ((pt * 8.0).round() as i32).clamp(2, 96)
}

/// English Metric Units, at least 1: 914,400 to the inch (ECMA-376 Part 1 §20.1.2.1).
pub(crate) fn emu(pt: f32) -> u32 {
    (pt * 12_700.0).round().max(1.0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inch_is_the_same_in_every_unit() {
        assert_eq!(pt_from_mm(25.4), 72.0);
        assert_eq!(mm_from_pt(72.0), 25.4);
        assert_eq!(inches_from_mm(25.4), 1.0);
        assert_eq!(em_from_pt(72.0, 12.0), 6.0);
        assert_eq!(twips(72.0), 1440);
        assert_eq!(half_points(72.0), 144);
        assert_eq!(emu(72.0), 914_400);
    }

    #[test]
    fn lengths_of_ooxml_stay_within_their_limits() {
        assert_eq!((half_points(0.1), emu(0.0)), (2, 1));
        assert_eq!((eighths(0.1), eighths(1.0), eighths(50.0)), (2, 8, 96));
    }
}

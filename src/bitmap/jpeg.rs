//! The segments of a JPEG (ITU-T T.81 §B).

/// The maximum number of pixels that a byte encodes. Each block of 8 × 8 pixels takes at least a bit of one
/// of up to four components, which together have at least a quarter as many blocks as the picture (§A.1.1,
/// §C).
pub const MOST_PIXELS_PER_BYTE: usize = 8 * 8 * 8 * 4;

/// Frame header of a JPEG.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Number of components: 1 (grey), 3 (colour) or 4 (CMYK).
    pub components: u8,
    /// Whether CMYK values are inverted, as in files with Adobe's marker.
    pub inverted: bool,
}

/// Reads the frame header (§B.2.2) of a file that PDF viewers can show: 8 bits, Huffman coding, baseline or
/// progressive.
pub fn frame(bytes: &[u8]) -> Option<Frame> {
    let mut rest = bytes.strip_prefix(&[0xFF, 0xD8])?;
    let mut inverted = false;
    loop {
        let (marker, segment, after) = segment(rest)?;
        match marker {
            0xC0..=0xC2 => return header(segment, inverted),
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF | 0xD9 | 0xDA => return None,
            0xEE => (inverted, rest) = (inverted || segment.starts_with(b"Adobe"), after),
            _ => rest = after,
        }
    }
}

/// The number of scans (§B.2.3) of a file; `None` if it is cut off before the end of the image. Bytes
/// after the end are ignored, because cameras append some.
pub fn scans(bytes: &[u8]) -> Option<usize> {
    let mut rest = bytes.strip_prefix(&[0xFF, 0xD8])?;
    let mut scans = 0;
    loop {
        rest = rest.get(next_marker(rest)?..)?;
        if rest.starts_with(&[0xFF, 0xD9]) {
            return (scans > 0).then_some(scans);
        }
        let (marker, _, after) = segment(rest)?;
        scans += usize::from(marker == 0xDA);
        rest = after;
    }
}

/// The offset of the next marker, after coded data or stray bytes. In coded data, a zero follows a byte
/// 0xFF, and restart markers divide it (§B.1.1.5, §E.1.4).
fn next_marker(bytes: &[u8]) -> Option<usize> {
    let is_marker = |pair: &[u8]| matches!(pair, [0xFF, 0x01..=0xCF | 0xD8..=0xFE]);
    bytes.windows(2).position(is_marker)
}

/// Splits off a segment: its marker, its content and the remaining bytes.
fn segment(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let filled = bytes.iter().position(|byte| *byte != 0xFF)?;
    if filled == 0 {
        return None;
    }
    let (marker, bytes) = bytes.get(filled..)?.split_first()?;
    let length = usize::from(u16::from_be_bytes([*bytes.first()?, *bytes.get(1)?]));
    Some((*marker, bytes.get(2..length)?, bytes.get(length..)?))
}

fn header(segment: &[u8], inverted: bool) -> Option<Frame> {
    let [8, height_1, height_2, width_1, width_2, components, ..] = *segment else { return None };
    let width = u32::from(u16::from_be_bytes([width_1, width_2]));
    let height = u32::from(u16::from_be_bytes([height_1, height_2]));
    (width > 0 && height > 0).then_some(Frame { width, height, components, inverted })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frame_is_found_after_other_segments() {
        let bytes = [
            0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xFF, 0xC2, 0, 8, 8, 0, 3, 0, 4, 1, 0xFF,
            0xDA,
        ];
        assert_eq!(
            frame(&bytes),
            Some(Frame { width: 4, height: 3, components: 1, inverted: false })
        );
    }

    #[test]
    fn scans_are_counted_up_to_the_end() {
        let whole = [
            0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0xFF, 0xD9, 0xFF, 0xDA, 0, 2, 1, 0xFF, 0, 2, 0xFF, 0xD3,
            7, 0xFF, 0xFF, 0xDA, 0, 2, 5, 0xFF, 0xD9, 1, 2,
        ];
        assert_eq!(scans(&whole), Some(2));
        assert!((0..whole.len() - 3).all(|end| scans(&whole[..end]).is_none()));
    }

    #[test]
    fn broken_files_have_no_frame() {
        for bytes in [&b""[..], &[0xFF, 0xD8], &[0xFF, 0xD8, 0xFF, 0xC0, 0, 1], b"\xFF\xD8PNG"] {
            assert_eq!(frame(bytes), None);
        }
    }
}

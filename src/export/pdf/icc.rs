//! The sRGB colour space (IEC 61966-2-1) as an ICC profile of version 2 (ICC.1:2001). Computing it
//! here keeps it small and free of third-party licences.

/// Number of points of the tone curve; readers interpolate linearly between them.
const CURVE_POINTS: u16 = 1024;

/// Returns the profile.
pub fn srgb() -> Vec<u8> {
    let tags = tags();
    let directory = 4 + 12 * tags.len();
    let mut table = (tags.len() as u32).to_be_bytes().to_vec();
    let mut data: Vec<u8> = Vec::new();
    let mut last: Option<(&[u8], u32)> = None;
    for (signature, content) in &tags {
        // The three curves are identical and share one data block.
        let offset = match last {
            Some((before, offset)) if before == content.as_slice() => offset,
            _ => (HEADER + directory + data.len()) as u32,
        };
        if last.is_none_or(|(before, _)| before != content.as_slice()) {
            data.extend_from_slice(content);
            data.resize(data.len().next_multiple_of(4), 0);
        }
        last = Some((content, offset));
        table.extend_from_slice(*signature);
        table.extend_from_slice(&offset.to_be_bytes());
        table.extend_from_slice(&(content.len() as u32).to_be_bytes());
    }
    let size = HEADER + table.len() + data.len();
    [header(size as u32), table, data].concat()
}

/// Length of the header, in bytes (§6.1).
const HEADER: usize = 128;

fn header(size: u32) -> Vec<u8> {
    let mut header = vec![0; HEADER];
    let mut put = |at: usize, bytes: &[u8]| {
        header.splice(at..at + bytes.len(), bytes.iter().copied());
    };
    put(0, &size.to_be_bytes());
    put(8, &[2, 0x10, 0, 0]);
    put(12, b"mntrRGB XYZ ");
    // Creation date: that of IEC 61966-2-1 (year, month, day).
    put(24, &[0x07, 0xCF, 0, 10, 0, 18]);
    put(36, b"acsp");
    put(68, &xyz(D50));
    header
}

/// White point of the profile connection space.
const D50: [f64; 3] = [0.9642, 1.0, 0.8249];

/// White point, primaries adapted to D50 (Bradford), and tone curves.
fn tags() -> Vec<(&'static [u8; 4], Vec<u8>)> {
    let curve = curve();
    vec![
        (b"desc", description("sRGB IEC61966-2.1")),
        (b"cprt", text("No copyright, use freely")),
        (b"wtpt", tagged_xyz([0.95045, 1.0, 1.08905])),
        (b"rXYZ", tagged_xyz([0.43607, 0.22249, 0.01392])),
        (b"gXYZ", tagged_xyz([0.38515, 0.71687, 0.09708])),
        (b"bXYZ", tagged_xyz([0.14307, 0.06061, 0.71410])),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ]
}

/// Encodes `s15Fixed16Number` values (§5.3.2).
fn xyz(values: [f64; 3]) -> Vec<u8> {
    values.iter().flat_map(|value| ((value * 65536.0).round() as i32).to_be_bytes()).collect()
}

fn tagged_xyz(values: [f64; 3]) -> Vec<u8> {
    [b"XYZ \0\0\0\0".to_vec(), xyz(values)].concat()
}

fn text(text: &str) -> Vec<u8> {
    [b"text\0\0\0\0", text.as_bytes(), b"\0"].concat()
}

/// A `textDescriptionType` tag (§6.5.17): ASCII text, with the Unicode and script variants empty.
fn description(text: &str) -> Vec<u8> {
    let length = (text.len() as u32 + 1).to_be_bytes();
    let others = [0; 4 + 4 + 2 + 1 + 67];
    [b"desc\0\0\0\0", &length[..], text.as_bytes(), b"\0", &others].concat()
}

fn curve() -> Vec<u8> {
    let points = (0..CURVE_POINTS).map(|point| f64::from(point) / f64::from(CURVE_POINTS - 1));
    let values = points.flat_map(|point| ((linear(point) * 65535.0).round() as u16).to_be_bytes());
    let count = u32::from(CURVE_POINTS).to_be_bytes();
    b"curv\0\0\0\0".iter().copied().chain(count).chain(values).collect()
}

fn linear(value: f64) -> f64 {
    if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn profile_is_complete() {
        let profile = srgb();
        let number = |at: usize| {
            u32::from_be_bytes([profile[at], profile[at + 1], profile[at + 2], profile[at + 3]])
        };
        assert_eq!(number(0) as usize, profile.len());
        assert_eq!(&profile[36..40], b"acsp");
        let tags = number(128) as usize;
        for tag in 0..tags {
            let (offset, size) = (number(136 + 12 * tag), number(140 + 12 * tag));
            assert_eq!(offset % 4, 0);
            assert!((offset + size) as usize <= profile.len());
        }
        let curves: Vec<u32> = (6..9).map(|tag| number(136 + 12 * tag)).collect();
        assert!(curves[0] == curves[1] && curves[1] == curves[2]);
    }

    #[test]
    fn primaries_add_up_to_white() {
        let sum = |row: usize| {
            let red = [0.43607, 0.22249, 0.01392][row];
            red + [0.38515, 0.71687, 0.09708][row] + [0.14307, 0.06061, 0.71410][row]
        };
        assert!((0..3).all(|row| (sum(row) - D50[row]).abs() < 0.0005));
    }
}

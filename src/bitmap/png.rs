//! The chunks of a PNG (ISO/IEC 15948 §5).

use flate2::Crc;

/// The signature of a PNG (§5.2).
pub const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Checks that all chunks up to the last are complete. Bytes after the last one are ignored, as everywhere.
pub fn check(bytes: &[u8]) -> Result<(), String> {
    let mut rest = bytes.strip_prefix(SIGNATURE).ok_or("the signature is damaged")?;
    loop {
        let Chunk { kind, intact, after } = chunk(rest).ok_or("it is cut off")?;
        if !intact {
            let kind = kind.escape_ascii();
            return Err(format!("the checksum of a part of it, `{kind}`, is wrong"));
        }
        if kind == b"IEND" {
            return Ok(());
        }
        rest = after;
    }
}

/// A chunk (§5.3).
struct Chunk<'a> {
    /// Its type, such as `IDAT`.
    kind: &'a [u8],
    /// Whether its checksum is right.
    intact: bool,
    /// The bytes after it.
    after: &'a [u8],
}

/// The first chunk; `None` if the file ends in it.
fn chunk(bytes: &[u8]) -> Option<Chunk<'_>> {
    let (length, bytes) = bytes.split_first_chunk()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?.checked_add(4)?;
    let (content, bytes) = bytes.split_at_checked(length)?;
    let (sum, after) = bytes.split_first_chunk()?;
    let mut crc = Crc::new();
    crc.update(content);
    let intact = crc.sum() == u32::from_be_bytes(*sum);
    Some(Chunk { kind: content.get(..4)?, intact, after })
}

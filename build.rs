//! Compresses the bundled fonts at build time, so that writing an EPUB need not compress them.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=fonts");
    println!("cargo::rerun-if-env-changed=PLENARY_INTERNALS");
    // The package in `benches` measures modules that are not public.
    if env::var_os("PLENARY_INTERNALS").is_some() {
        println!("cargo::rustc-cfg=internals");
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    let mut files: Vec<PathBuf> =
        fs::read_dir("fonts")?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "ttf"));
    files.sort();
    let entries: String = files.iter().map(|file| entry(file, &out)).collect::<io::Result<_>>()?;
    fs::write(out.join("deflated_fonts.rs"), format!("&[{entries}]"))
}

/// Writes a compressed copy of a font, and returns the Rust expression that describes it.
fn entry(file: &Path, out: &Path) -> io::Result<String> {
    let bytes = fs::read(file)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&bytes)?;
    fs::write(out.join(format!("{name}.deflated")), encoder.finish()?)?;
    let mut crc = Crc::new();
    crc.update(&bytes);
    let mut entry = String::new();
    let included = format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}.deflated\"))");
    let (crc32, size) = (crc.sum(), bytes.len());
    let _ = write!(
        entry,
        "({name:?}, Deflated {{ bytes: {included}, crc32: {crc32}, size: {size} }}),"
    );
    Ok(entry)
}

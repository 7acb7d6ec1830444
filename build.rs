//! Compresses the bundled fonts as WOFF2 at build time, for e-books and web pages, and tells a release its
//! commit.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io, thread};

use ttf2woff2::{BrotliQuality, EncodeOptions, encode_with_options};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=fonts");
    println!("cargo::rerun-if-env-changed=PLENARY_INTERNALS");
    // The package in `benches` measures modules that are not public.
    if env::var_os("PLENARY_INTERNALS").is_some() {
        println!("cargo::rustc-cfg=internals");
    }
    println!("cargo::rerun-if-env-changed=PLENARY_COMMIT");
    if let Some(commit) = commit() {
        println!("cargo::rustc-env=PLENARY_COMMIT={commit}");
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    let folders = fs::read_dir("fonts")?.chain(fs::read_dir("fonts/math")?);
    let mut files: Vec<PathBuf> =
        folders.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "ttf"));
    files.sort();
    let entries: io::Result<String> = thread::scope(|scope| {
        let entries: Vec<_> = files.iter().map(|file| scope.spawn(|| entry(file, &out))).collect();
        entries.into_iter().map(|entry| entry.join().map_err(|_| io::ErrorKind::Other)?).collect()
    });
    fs::write(out.join("woff2_fonts.rs"), format!("&[{}]", entries?))
}

/// The commit that a release is built from, if the package is a checkout; `PLENARY_COMMIT` takes precedence.
/// Other builds have none, so that a commit does not compile everything anew.
fn commit() -> Option<String> {
    if env::var_os("PLENARY_COMMIT").is_some() || env::var("PROFILE").ok()? != "release" {
        return None;
    }
    // An unpacked package may be inside of another repository.
    if !git(&["rev-parse", "--show-prefix"])?.is_empty() {
        return None;
    }
    let log = git(&["rev-parse", "--git-path", "logs/HEAD"])?;
    if Path::new(&log).exists() {
        println!("cargo::rerun-if-changed={log}");
    }
    git(&["describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"])
}

/// What a command of git prints; `None` if it fails or there is no git.
fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim_end().to_owned())
}

/// Writes a font as WOFF2, and returns the Rust expression that names it.
fn entry(file: &Path, out: &Path) -> io::Result<String> {
    let bytes = fs::read(file)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let options = EncodeOptions {
        quality: BrotliQuality::from(11),
        // Saves a tenth more. The tests read every font back.
        transform_glyf_loca: true,
        threads: None,
    };
    let woff2 = encode_with_options(&bytes, options).map_err(io::Error::other)?;
    fs::write(out.join(format!("{name}.woff2")), woff2)?;
    Ok(format!("({name:?}, include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}.woff2\"))),"))
}

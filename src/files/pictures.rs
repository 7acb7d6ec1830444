//! The pictures of a report: from beside it, never from elsewhere.

use std::fs;
use std::io::{self, Cursor};
use std::ops::Range;
use std::path::{Component, Path, PathBuf};

use image::ImageReader;
use plenary::diagnostic::{Code, Diagnostic};
use plenary::document::{Image, ImageFormat};
use plenary::source::{Picture, did_you_mean};
use plenary::svg::{self, SvgError};

use super::{read, reason, with_extension};

/// Pixels of a picture, at most: a small file can claim to hold more than memory does.
const PIXELS_AT_MOST: u64 = 100_000_000;

/// How names of pictures end.
const EXTENSIONS: [&str; 8] = ["png", "jpg", "jpeg", "svg", "PNG", "JPG", "JPEG", "SVG"];

/// What is wrong with a picture: code, message, hint.
pub type Fault = (Code, String, String);

/// Reads the pictures of a report, each once; says of each that cannot be used what is wrong.
pub fn read_pictures(
    file: &str,
    wanted: Vec<Picture>,
    beside: &Path,
) -> (Vec<Image>, Vec<Diagnostic>) {
    let mut images: Vec<Image> = Vec::new();
    let mut diagnostics = Vec::new();
    for Picture { path, place } in wanted {
        if images.iter().any(|image| image.path == path) {
            continue;
        }
        match picture(&path, beside, "the report") {
            Ok(image) => images.push(image),
            Err(fault) => diagnostics.push(diagnostic(fault, file, place)),
        }
    }
    (images, diagnostics)
}

fn diagnostic(fault: Fault, file: &str, place: Range<usize>) -> Diagnostic {
    let (code, message, hint) = fault;
    code.at(place, message).in_file(file).hint(hint)
}

/// Reads a picture in the folder of `owner`, which is what messages call it: "the report".
pub fn picture(path: &str, beside: &Path, owner: &str) -> Result<Image, Fault> {
    let bytes = read(&find(path, beside, owner)?)
        .map_err(|error| missing(path, beside, error.reason(), owner))?;
    let format = format(&bytes).ok_or_else(|| unknown(path))?;
    let (width_px, height_px) = size(path, &bytes, format)?;
    if u64::from(width_px) * u64::from(height_px) > PIXELS_AT_MOST {
        let message = format!("the picture {path} has {width_px} × {height_px} pixels");
        let hint = "scale it down to 100 million pixels at most";
        return Err((Code::PictureTooLarge, message, hint.into()));
    }
    Ok(Image { path: path.into(), format, bytes: bytes.into(), width_px, height_px })
}

/// The file that a path means, when it stands in the report's folder or below, symbolic links
/// followed.
fn find(path: &str, beside: &Path, owner: &str) -> Result<PathBuf, Fault> {
    let relative = Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if path.is_empty() || !relative {
        return Err(outside(path, owner));
    }
    let missing = |error: io::Error| missing(path, beside, reason(&error), owner);
    let found = fs::canonicalize(beside.join(path)).map_err(missing)?;
    let folder = fs::canonicalize(beside).map_err(missing)?;
    if found.starts_with(folder) { Ok(found) } else { Err(outside(path, owner)) }
}

fn missing(path: &str, beside: &Path, reason: String, owner: &str) -> Fault {
    let hint = match nearest(path, beside) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("give the path of a picture from the folder of {owner} on"),
    };
    (Code::PictureMissing, format!("cannot read the picture {path}: {reason}"), hint)
}

/// A file that is called nearly so, in the folder that a path names.
fn nearest(path: &str, beside: &Path) -> Option<String> {
    let wanted = Path::new(path);
    let folder = wanted.parent().unwrap_or(Path::new(""));
    let files = with_extension(&beside.join(folder), &EXTENSIONS).ok()?;
    let names: Vec<&str> =
        files.iter().filter_map(|file| file.file_name().and_then(|name| name.to_str())).collect();
    let meant = did_you_mean(wanted.file_name()?.to_str()?, names.into_iter())?;
    Some(folder.join(meant).display().to_string())
}

fn outside(path: &str, owner: &str) -> Fault {
    let message = format!("the picture {path} stands outside the folder of {owner}");
    (Code::PictureOutside, message, format!("put it beside {owner}"))
}

fn unknown(path: &str) -> Fault {
    (
        Code::PictureBroken,
        format!("the picture {path} is neither PNG nor JPEG nor SVG"),
        "save it as PNG, JPEG or SVG".into(),
    )
}

/// What the first bytes say: ISO/IEC 15948 §5.2, ISO/IEC 10918-1 §B.1.1.3.
fn format(bytes: &[u8]) -> Option<ImageFormat> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(ImageFormat::Png)
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        Some(ImageFormat::Jpeg)
    } else {
        begins_as_xml(bytes).then_some(ImageFormat::Svg)
    }
}

/// Whether a file begins with a tag, a byte order mark and blanks before it apart.
fn begins_as_xml(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.trim_ascii_start().starts_with(b"<")
}

/// Width and height in pixels; or why a picture cannot be used.
fn size(path: &str, bytes: &[u8], format: ImageFormat) -> Result<(u32, u32), Fault> {
    let format = match format {
        ImageFormat::Png => image::ImageFormat::Png,
        ImageFormat::Jpeg => image::ImageFormat::Jpeg,
        ImageFormat::Svg => return svg::size(bytes).map_err(|flaw| flawed(path, flaw)),
    };
    pixels(bytes, format).ok_or_else(|| broken(path))
}

fn broken(path: &str) -> Fault {
    (Code::PictureBroken, format!("the picture {path} is broken"), "save it anew".into())
}

fn flawed(path: &str, flaw: SvgError) -> Fault {
    match flaw {
        SvgError::Invalid(reason) => {
            let message = format!("the picture {path} is broken: {reason}");
            (Code::PictureBroken, message, "save it anew".into())
        }
        SvgError::Unsupported(what) => {
            let message = format!("the picture {path} holds {what}, which not every format shows");
            let hint = "save it as plain shapes: without scripts, links, animation and pictures";
            (Code::PictureRefused, message, hint.into())
        }
    }
}

/// Width and height in pixels, from the header; `None` when there is no sound header.
fn pixels(bytes: &[u8], format: image::ImageFormat) -> Option<(u32, u32)> {
    let (width, height) =
        ImageReader::with_format(Cursor::new(bytes), format).into_dimensions().ok()?;
    (width > 0 && height > 0).then_some((width, height))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let picture = image::GrayImage::new(width, height);
        picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    fn faults(beside: &Path, paths: &[&str]) -> (Vec<Image>, Vec<&'static str>) {
        let wanted = paths.iter().map(|path| Picture { path: (*path).into(), place: 3..5 });
        let (images, diagnostics) = read_pictures("r.yaml", wanted.collect(), beside);
        assert!(diagnostics.iter().all(|diagnostic| diagnostic.place == Some(3..5)));
        (images, diagnostics.iter().map(|diagnostic| diagnostic.code.id()).collect())
    }

    #[test]
    fn a_picture_is_read_once_with_its_size() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("pictures")).unwrap();
        fs::write(folder.path().join("pictures/a.png"), png(3, 2)).unwrap();
        let (images, faults) = faults(folder.path(), &["pictures/a.png", "pictures/a.png"]);
        assert_eq!((images.len(), faults.len()), (1, 0));
        assert_eq!((images[0].width_px, images[0].height_px), (3, 2));
        assert_eq!(images[0].format, ImageFormat::Png);
    }

    #[test]
    fn an_svg_is_measured_by_its_view_box_and_may_only_hold_shapes() {
        let folder = tempfile::tempdir().unwrap();
        let save = |name: &str, inner: &str| {
            let svg = format!(
                "\u{feff}<?xml version='1.0'?>\n\
                 <svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 30 20'>{inner}</svg>"
            );
            fs::write(folder.path().join(name), svg).unwrap();
        };
        save("shapes.svg", "<circle r='3'/>");
        save("acts.svg", "<script>alert(1)</script>");
        save("cut.svg", "<g>");
        let (images, faults) = faults(folder.path(), &["shapes.svg", "acts.svg", "cut.svg"]);
        assert_eq!(faults, ["F0011", "F0003"]);
        assert_eq!((images[0].width_px, images[0].height_px), (30, 20));
        assert_eq!(images[0].format, ImageFormat::Svg);
    }

    #[test]
    fn what_is_missing_or_no_picture_is_said() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("text.png"), "words").unwrap();
        fs::write(folder.path().join("cut.png"), &png(3, 2)[..12]).unwrap();
        fs::create_dir(folder.path().join("folder.png")).unwrap();
        let (_, faults) = faults(folder.path(), &["no.png", "text.png", "cut.png", "folder.png"]);
        assert_eq!(faults, ["F0001", "F0003", "F0003", "F0001"]);
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("inner");
        fs::create_dir(&inner).unwrap();
        let secret = folder.path().join("secret.png");
        fs::write(&secret, png(1, 1)).unwrap();
        let (_, faults) = faults(&inner, &["../secret.png", secret.to_str().unwrap(), ""]);
        assert_eq!(faults, ["F0002", "F0002", "F0002"]);
    }

    #[cfg(unix)]
    #[test]
    fn no_symbolic_link_leads_out_of_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("inner");
        fs::create_dir(&inner).unwrap();
        fs::write(folder.path().join("secret.png"), png(1, 1)).unwrap();
        fs::write(inner.join("own.png"), png(1, 1)).unwrap();
        std::os::unix::fs::symlink("../secret.png", inner.join("link.png")).unwrap();
        std::os::unix::fs::symlink("own.png", inner.join("good.png")).unwrap();
        let (images, faults) = faults(&inner, &["link.png", "good.png"]);
        assert_eq!((images.len(), faults), (1, vec!["F0002"]));
    }
}

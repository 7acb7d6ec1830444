//! The pictures of a report, which are read only from its folder.

use std::cell::Cell;
use std::path::Path;

use crate::bitmap::{self, BitmapError};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Image, ImageContent};
use crate::limits::{Limit, LimitError, Limits};
use crate::pdf_page::{self, PdfError};
use crate::source::{Picture, did_you_mean};
use crate::svg::{Drawing, SvgError, SvgPart, TextFonts};
use crate::world::{FileError, FilePath, World, files_with_extension};

/// The context in which pictures are read.
#[derive(Clone, Copy)]
pub struct PictureSource<'a> {
    /// The files.
    pub world: &'a dyn World,
    /// The fonts of texts in SVG pictures.
    pub fonts: &'a TextFonts<'a>,
    /// The limits on their size.
    pub limits: &'a Limits,
    /// The steps to draw the SVG pictures of the report that were read before.
    pub svg_steps: &'a Cell<u64>,
    /// Pictures of the same folder that were read before, for another revision of the report.
    pub known: &'a [Image],
    /// Whether SVG pictures are drawn to find out whether they can be.
    pub is_drawn: bool,
}

/// The extensions of picture files.
const EXTENSIONS: [&str; 10] =
    ["png", "jpg", "jpeg", "svg", "pdf", "PNG", "JPG", "JPEG", "SVG", "PDF"];

/// Reads the pictures of a report, each once. Returns a diagnostic for each that cannot be used.
pub fn read_pictures(
    file: &str,
    pictures: Vec<Picture>,
    folder: &FilePath,
    source: &PictureSource,
) -> (Vec<Image>, Vec<Diagnostic>) {
    let mut images: Vec<Image> = Vec::new();
    let mut errors = Vec::new();
    for Picture { path, place } in pictures {
        if images.iter().any(|image| image.path == path) {
            continue;
        }
        if let Some(image) = source.known.iter().find(|image| image.path == path) {
            images.push(image.clone());
            continue;
        }
        match read_picture(&path, folder, "the report", source) {
            Ok(image) => images.push(image),
            Err(error) => errors.push(error.at(Some(place)).in_file(file)),
        }
    }
    (images, errors)
}

/// Reads a picture in a folder. `owner` is the owner of the folder in messages: "the report".
///
/// # Errors
///
/// The reason why the picture cannot be used, without file and place.
pub fn read_picture(
    path: &str,
    folder: &FilePath,
    owner: &str,
    source: &PictureSource,
) -> Result<Image, Diagnostic> {
    let PictureSource { world, limits, .. } = *source;
    let most = limits.get(Limit::PictureSize);
    let (file_path, page) = pdf_page::file_and_page(path);
    let read = world.read(&folder.named(file_path), most);
    let bytes = read.map_err(|error| match error.excess() {
        Some(count) => {
            let error = LimitError { limit: Limit::PictureSize, count, most };
            Code::FileOverLimit.of_limit(&format!("the picture {path}"), error)
        }
        None => unread(file_path, folder, &error, owner, world),
    })?;
    let bitmap =
        |format| bitmap::check(&bytes, format, limits).map_err(|error| bitmap_error(path, error));
    let format = format(&bytes).ok_or_else(|| unknown_format(path))?;
    let ((width_px, height_px), content) = match format {
        Format::Bitmap(format @ bitmap::Format::Png) => {
            (bitmap(format)?, ImageContent::Png(bytes.into()))
        }
        Format::Bitmap(format @ bitmap::Format::Jpeg) => {
            (bitmap(format)?, ImageContent::Jpeg(bytes.into()))
        }
        Format::Svg => {
            let drawing = drawing(&bytes, source).map_err(|error| svg_error(path, error))?;
            (drawing.size(), ImageContent::Svg(drawing.into()))
        }
        Format::Pdf => {
            let svg = pdf_page::to_svg(&bytes, page, limits).map_err(|it| pdf_error(path, it))?;
            let drawing = drawing(svg.as_bytes(), source).map_err(|error| match error {
                // Shades that are neither linear nor radial, for example.
                SvgError::Unsupported(_) => pdf_error(path, PdfError::Unsupported("effects")),
                SvgError::Invalid(_) | SvgError::OverLimit(..) => svg_error(path, error),
            })?;
            (drawing.size(), ImageContent::Svg(drawing.into()))
        }
    };
    Ok(Image { path: path.into(), content, width_px, height_px })
}

fn drawing(bytes: &[u8], source: &PictureSource) -> Result<Drawing, SvgError> {
    let PictureSource { fonts, limits, svg_steps, is_drawn, .. } = *source;
    Drawing::read(bytes, fonts, limits, svg_steps, is_drawn)
}

/// Why a file could not be read.
fn unread(
    path: &str,
    folder: &FilePath,
    error: &FileError,
    owner: &str,
    world: &dyn World,
) -> Diagnostic {
    if error.is_outside() {
        return outside(path, owner);
    }
    let message = format!("cannot read the picture {path}: {}", error.reason());
    let error = Code::PictureMissing.of_file(message);
    match nearest(path, folder, world) {
        Some(name) => error.did_you_mean(&name),
        None => error.hint(format!("write the path relative to the folder of {owner}")),
    }
}

/// A picture with a similar name in the folder that a path names.
fn nearest(path: &str, folder: &FilePath, world: &dyn World) -> Option<String> {
    let path = Path::new(path);
    let subfolder = path.parent().unwrap_or(Path::new(""));
    let files = files_with_extension(world, &folder.join(subfolder), &EXTENSIONS).ok()?;
    let names = files.iter().filter_map(|file| file.path().file_name()?.to_str());
    let names: Vec<&str> = names.collect();
    let meant = did_you_mean(path.file_name()?.to_str()?, names.into_iter())?;
    Some(subfolder.join(meant).display().to_string())
}

fn outside(path: &str, owner: &str) -> Diagnostic {
    let message = format!("the picture {path} is outside the folder of {owner}");
    Code::PictureOutside.of_file(message).hint(format!("move it into the folder of {owner}"))
}

fn unknown_format(path: &str) -> Diagnostic {
    let message = format!("the picture {path} is not a PNG, JPEG, SVG or PDF file");
    Code::PictureBroken.of_file(message).hint("save it as PNG, JPEG, SVG or PDF")
}

/// The formats of picture files.
enum Format {
    Bitmap(bitmap::Format),
    Svg,
    Pdf,
}

/// The format by the first bytes.
fn format(bytes: &[u8]) -> Option<Format> {
    let bitmap = bitmap::Format::of(bytes).map(Format::Bitmap);
    let pdf = || pdf_page::is_pdf(bytes).then_some(Format::Pdf);
    bitmap.or_else(pdf).or_else(|| begins_with_tag(bytes).then_some(Format::Svg))
}

/// Whether a file begins with a tag, after an optional byte order mark and white space.
fn begins_with_tag(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.trim_ascii_start().starts_with(b"<")
}

fn bitmap_error(path: &str, error: BitmapError) -> Diagnostic {
    let thing = format!("the picture {path}");
    match error {
        BitmapError::Damaged(None) => broken(format!("{thing} is damaged")),
        BitmapError::Damaged(Some(reason)) => broken(format!("{thing} is damaged: {reason}")),
        BitmapError::TooLarge(error) => Code::PictureTooLarge.of_limit(&thing, error),
        BitmapError::OverLimit(error) => Code::FileOverLimit.of_limit(&thing, error),
    }
}

fn broken(message: String) -> Diagnostic {
    Code::PictureBroken.of_file(message).hint("save it again")
}

fn svg_error(path: &str, error: SvgError) -> Diagnostic {
    match error {
        SvgError::OverLimit(part, error) => {
            let part = match part {
                SvgPart::Picture => "",
                SvgPart::Element => "an element of ",
                SvgPart::Attribute => "an attribute of ",
                SvgPart::Style => "the style of ",
                SvgPart::Bitmap => "a bitmap in ",
                SvgPart::Report => "the report with ",
            };
            Code::FileOverLimit.of_limit(&format!("{part}the picture {path}"), error)
        }
        SvgError::Invalid(reason) => broken(format!("the picture {path} is damaged: {reason}")),
        SvgError::Unsupported(what) => {
            let message =
                format!("the picture {path} contains {what}, which not every format shows");
            let hint = "save it as plain shapes, without scripts, links or animation; \
                        embed pictures as PNG or JPEG";
            Code::PictureRefused.of_file(message).hint(hint)
        }
    }
}

fn pdf_error(path: &str, error: PdfError) -> Diagnostic {
    let message = format!("cannot use the picture {path}: {error}");
    match error {
        PdfError::Damaged => Code::PictureBroken.of_file(message).hint("save it again"),
        PdfError::Encrypted => {
            Code::PictureBroken.of_file(message).hint("save it without a password")
        }
        PdfError::NoPage(_) => {
            let hint = "write the number of one of its pages after `#page=`";
            Code::PictureMissing.of_file(message).hint(hint)
        }
        PdfError::Unsupported(_) => {
            let hint = "save it with its fonts, as plain shapes; or save the figure as PNG";
            Code::PictureRefused.of_file(message).hint(hint)
        }
        PdfError::OverLimit(error) => {
            Code::FileOverLimit.of_limit(&format!("the picture {path}"), error)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::fonts::Fonts;
    use crate::world::MemoryWorld;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let picture = image::GrayImage::new(width, height);
        picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    fn read(world: &MemoryWorld, paths: &[&str]) -> (Vec<Image>, Vec<&'static str>) {
        let pictures = paths.iter().map(|path| Picture { path: (*path).into(), place: 3..5 });
        let folder = FilePath::beneath("reports", "");
        let (fonts, limits) = (Fonts::bundled().unwrap(), Limits::default());
        let (fonts, svg_steps) = (TextFonts::new(&fonts), Cell::default());
        let source = PictureSource {
            world,
            fonts: &fonts,
            limits: &limits,
            svg_steps: &svg_steps,
            known: &[],
            is_drawn: true,
        };
        let (images, errors) = read_pictures("r.yaml", pictures.collect(), &folder, &source);
        assert!(errors.iter().all(|error| error.place == Some(3..5)));
        (images, errors.iter().map(|error| error.code.id()).collect())
    }

    #[test]
    fn pictures_are_read_once_with_their_size() {
        let mut world = MemoryWorld::new();
        world.insert("reports/pictures/a.png", png(3, 2));
        let (images, errors) = read(&world, &["pictures/a.png", "pictures/a.png"]);
        assert_eq!((images.len(), errors.len()), (1, 0));
        assert_eq!((images[0].width_px, images[0].height_px), (3, 2));
        assert!(matches!(images[0].content, ImageContent::Png(_)));
    }

    #[test]
    fn svg_pictures_have_the_size_of_their_view_box_and_may_contain_only_shapes() {
        let mut world = MemoryWorld::new();
        let mut save = |name: &str, inner: &str| {
            let svg = format!(
                "\u{feff}<?xml version='1.0'?>\n\
                 <svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 30 20'>{inner}</svg>"
            );
            world.insert(format!("reports/{name}"), svg);
        };
        save("shapes.svg", "<circle r='3'/>");
        save("acts.svg", "<script>alert(1)</script>");
        save("cut.svg", "<g>");
        let (images, errors) = read(&world, &["shapes.svg", "acts.svg", "cut.svg"]);
        assert_eq!(errors, ["F0011", "F0003"]);
        assert_eq!((images[0].width_px, images[0].height_px), (30, 20));
        assert!(matches!(images[0].content, ImageContent::Svg(_)));
    }

    /// Many drawings are costly in total. Their order decides which ones are refused, but not whether any is.
    #[test]
    fn drawings_have_a_limit_together() {
        let mut world = MemoryWorld::new();
        let svg =
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 30 20'><circle r='9'/></svg>";
        ["a.svg", "b.svg"].iter().for_each(|name| world.insert(format!("reports/{name}"), svg));
        let (fonts, mut limits) = (Fonts::bundled().unwrap(), Limits::default());
        let fonts = TextFonts::new(&fonts);
        let mut read = |names: &[&str], most: u64| {
            limits.set(Limit::SvgTotal, most);
            let svg_steps = Cell::default();
            let source = PictureSource {
                world: &world,
                fonts: &fonts,
                limits: &limits,
                svg_steps: &svg_steps,
                known: &[],
                is_drawn: true,
            };
            let folder = FilePath::beneath("reports", "");
            let read = |name: &&str| read_picture(name, &folder, "the report", &source);
            (names.iter().map(read).filter_map(Result::err).count(), svg_steps.get())
        };
        let (errors, one) = read(&["a.svg"], u64::MAX);
        assert_eq!(errors, 0);
        assert_eq!(read(&["a.svg", "b.svg"], one * 2).0, 0);
        assert_eq!(read(&["a.svg", "b.svg"], one * 2 - 1).0, 1);
        assert_eq!(read(&["b.svg", "a.svg"], one * 2 - 1).0, 1);
        let default = Limits::default().get(Limit::SvgTotal);
        assert!(one * 200 < default, "200 pictures of {one} steps");
    }

    #[test]
    fn missing_and_damaged_pictures_are_errors() {
        let mut world = MemoryWorld::new();
        world.insert("reports/text.png", "words");
        world.insert("reports/cut.png", &png(3, 2)[..12]);
        world.insert("reports/folder.png/a", "");
        let (_, errors) = read(&world, &["no.png", "text.png", "cut.png", "folder.png"]);
        assert_eq!(errors, ["F0001", "F0003", "F0003", "F0001"]);
    }

    #[test]
    fn pictures_outside_the_folder_are_refused() {
        let mut world = MemoryWorld::new();
        world.insert("secret.png", png(1, 1));
        let (_, errors) = read(&world, &["../secret.png", "/secret.png", ""]);
        assert_eq!(errors, ["F0002", "F0002", "F0001"]);
    }
}

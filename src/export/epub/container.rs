//! Manifest, spine and package: epub-builder's, then finished.

use std::io::{Cursor, Read};

use epub_builder::{EpubBuilder, EpubContent, EpubVersion, PageDirection, ZipLibrary};
use zip::ZipArchive;

use super::book::{Book, image_name, images};
use super::fonts::{Embedded, LICENCES};
use super::{metadata, navigation, ncx};
use crate::document::{Direction, Document, ImageFormat};
use crate::export::package::Package;
use crate::export::{CoverImage, ExportError};

/// Packs the book.
pub fn write(
    document: &Document,
    book: &Book,
    css: &str,
    faces: &[Embedded],
    cover: &CoverImage,
) -> Result<Vec<u8>, ExportError> {
    let built =
        build(document, book, faces, cover).map_err(|error| ExportError(error.to_string()))?;
    let mut archive =
        ZipArchive::new(Cursor::new(built)).map_err(|error| ExportError(error.to_string()))?;
    let mut package = Package::new();
    package.add_stored("mimetype", b"application/epub+zip".as_slice());
    let container = member(&mut archive, "META-INF/container.xml")?;
    package.add("META-INF/container.xml", container.into_bytes());
    let opf = finish(member(&mut archive, "OEBPS/content.opf")?, document, book)?;
    package.add("OEBPS/content.opf", opf.into_bytes());
    package.add("OEBPS/nav.xhtml", navigation::document(document, book).into_bytes());
    package.add("OEBPS/toc.ncx", ncx::write(document, book).into_bytes());
    package.add("OEBPS/stylesheet.css", css.as_bytes());
    for chapter in &book.chapters {
        package.add(format!("OEBPS/{}", chapter.name), chapter.xhtml.as_bytes());
    }
    package.add_stored(format!("OEBPS/{}", cover.name()), &*cover.bytes);
    for image in images(document) {
        let name = image_name(document, image);
        package.add_stored(format!("OEBPS/{name}"), &*document.image(image).bytes);
    }
    add_fonts(&mut package, faces);
    package.finish()
}

fn add_fonts<'a>(package: &mut Package<'a>, faces: &[Embedded<'a>]) {
    for embedded in faces {
        let name = format!("OEBPS/fonts/{}", embedded.face.file);
        match embedded.deflated {
            Some(deflated) => package.add_deflated(name, deflated),
            None => package.add(name, &*embedded.face.bytes),
        }
    }
    for (name, text) in LICENCES {
        package.add(format!("OEBPS/{name}"), text.as_bytes());
    }
}

/// Manifest, spine and container; the content of files is added by the finishing pass, so that
/// nothing is deflated twice.
fn build(
    document: &Document,
    book: &Book,
    faces: &[Embedded],
    cover: &CoverImage,
) -> epub_builder::Result<Vec<u8>> {
    let empty: &[u8] = &[];
    let mut builder = EpubBuilder::new(ZipLibrary::new()?)?;
    builder.epub_version(EpubVersion::V33);
    builder.set_title("title");
    builder.set_modified_date(chrono::DateTime::UNIX_EPOCH);
    builder.epub_direction(match document.direction() {
        Direction::LeftToRight => PageDirection::Ltr,
        Direction::RightToLeft => PageDirection::Rtl,
    });
    builder.stylesheet(empty)?;
    builder.add_cover_image(cover.name(), empty, cover.media_type())?;
    for image in images(document) {
        let mime = match document.image(image).format {
            ImageFormat::Png => "image/png",
            ImageFormat::Jpeg => "image/jpeg",
            ImageFormat::Svg => "image/svg+xml",
        };
        builder.add_resource(image_name(document, image), empty, mime)?;
    }
    for embedded in faces {
        builder.add_resource(
            format!("fonts/{}", embedded.face.file),
            empty,
            media_type(embedded),
        )?;
    }
    for (name, _) in LICENCES {
        builder.add_resource(*name, empty, "text/plain")?;
    }
    for chapter in &book.chapters {
        builder.add_content(EpubContent::new(&chapter.name, empty).title(&chapter.title))?;
    }
    let mut out = Vec::new();
    builder.generate(&mut out)?;
    Ok(out)
}

/// OpenType with the outlines of PostScript begins with `OTTO` (OpenType, "Organization of an
/// OpenType font").
fn media_type(embedded: &Embedded) -> &'static str {
    if embedded.face.bytes.starts_with(b"OTTO") { "font/otf" } else { "font/ttf" }
}

fn member(archive: &mut ZipArchive<Cursor<Vec<u8>>>, name: &str) -> Result<String, ExportError> {
    let mut text = String::new();
    let mut file = archive.by_name(name).map_err(|error| ExportError(error.to_string()))?;
    file.read_to_string(&mut text).map_err(|error| ExportError(error.to_string()))?;
    Ok(text)
}

/// Puts into the package document what epub-builder cannot say.
fn finish(opf: String, document: &Document, book: &Book) -> Result<String, ExportError> {
    let language = super::xhtml::escape(&document.language);
    let direction = document.direction().name();
    let attributes =
        format!("<package version=\"3.0\" xml:lang=\"{language}\" dir=\"{direction}\"");
    let opf = replace(opf, "<package version=\"3.0\"", "", &attributes)?;
    let opf = replace(opf, "  <metadata", "</metadata>\n", &metadata::write(document, book))?;
    let opf = replace(opf, "  <guide>", "</guide>\n", "")?;
    // The navigation document is also the visible list of contents.
    let before = format!("<itemref idref=\"id_{}\"/>", book.before_contents);
    let both = format!("{before}\n    <itemref idref=\"nav\"/>");
    let opf = if document.contents.is_some() { replace(opf, &before, "", &both)? } else { opf };
    let lines: Vec<&str> = opf.lines().filter(|line| !line.trim().is_empty()).collect();
    Ok(lines.join("\n") + "\n")
}

/// Replaces what begins with `from` and ends with `to`; it must stand there.
fn replace(text: String, from: &str, to: &str, with: &str) -> Result<String, ExportError> {
    let missing = || ExportError(format!("the package document lacks `{}`", from.trim()));
    let (before, rest) = text.split_once(from).ok_or_else(missing)?;
    let (_, after) = rest.split_once(to).ok_or_else(missing)?;
    Ok(format!("{before}{with}{after}"))
}

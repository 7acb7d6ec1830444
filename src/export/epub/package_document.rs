//! The package document, EPUB 3.3 §5: manifest and spine from `epub-builder`, and metadata written
//! here.

use std::error::Error;
use std::io::{Cursor, Read};

use epub_builder::{EpubBuilder, EpubContent, EpubVersion, PageDirection, ZipLibrary};
use uuid::Uuid;
use zip::ZipArchive;

use super::embedded_fonts::{EmbeddedFont, licences};
use super::images::{image_name, images, media_type};
use super::metadata;
use super::publication::Publication;
use crate::cache::{Cache, Key};
use crate::document::{Direction, Document};
use crate::export::xml::escape;
use crate::export::{CoverImage, ExportError};

/// The files that `epub-builder` contributes to the EPUB.
pub struct Scaffold {
    /// `META-INF/container.xml`.
    pub container: String,
    /// The package document.
    pub package_document: String,
}

/// Writes container and package document.
pub fn write(
    document: &Document,
    publication: &Publication,
    fonts: &[EmbeddedFont],
    (cover, cache): (&CoverImage, &Cache),
) -> Result<Scaffold, ExportError> {
    let files = Files::of(document, publication, fonts, cover);
    let key = || Key::new("epub-builder", &files);
    let both = cache.try_get_shared(key, || scaffold(&files).map_err(|error| failure(&*error)))?;
    let both = String::from_utf8(both).map_err(|error| failure(&error))?;
    let (container, opf) = both.split_once(SEPARATOR).unwrap_or_default();
    let package_document = finish(opf.to_owned(), document, publication)?;
    Ok(Scaffold { container: container.to_owned(), package_document })
}

fn failure(error: &dyn Error) -> ExportError {
    ExportError(error.to_string())
}

/// The files of a publication, without their content. Many reports have the same.
#[derive(Hash)]
struct Files<'a> {
    direction: Direction,
    cover: (&'a str, &'a str),
    /// The names and media types of pictures, fonts and licences.
    resources: Vec<(String, &'a str)>,
    /// The names of content documents.
    content_documents: Vec<&'a str>,
}

impl<'a> Files<'a> {
    fn of(
        document: &'a Document,
        publication: &'a Publication,
        fonts: &'a [EmbeddedFont],
        cover: &'a CoverImage,
    ) -> Files<'a> {
        let images = images(document).into_iter();
        let images = images.map(|it| (image_name(document, it), media_type(document, it)));
        let faces = fonts.iter().map(|font| (font.name.clone(), font.media_type()));
        let licences = licences(fonts).map(|(name, _)| (name.to_string(), "text/plain"));
        let contents = publication.content_documents.iter();
        Files {
            direction: document.direction(),
            cover: (cover.name(), cover.media_type()),
            resources: images.chain(faces).chain(licences).collect(),
            content_documents: contents.map(|it| it.name.as_str()).collect(),
        }
    }
}

/// Between the container and the package document. No XML has this character.
const SEPARATOR: char = '\0';

/// The container and the package document as `epub-builder` writes them.
fn scaffold(files: &Files) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut archive = ZipArchive::new(Cursor::new(build(files)?))?;
    let mut member = |name| {
        let mut text = String::new();
        archive.by_name(name)?.read_to_string(&mut text)?;
        Ok::<_, Box<dyn Error>>(text)
    };
    let (container, opf) = (member("META-INF/container.xml")?, member("OEBPS/content.opf")?);
    Ok(format!("{container}{SEPARATOR}{opf}").into_bytes())
}

/// Builds an EPUB whose files are empty, except the container and the package document. The content
/// is added later, so that nothing is deflated twice.
fn build(files: &Files) -> epub_builder::Result<Vec<u8>> {
    let empty: &[u8] = &[];
    let mut builder = EpubBuilder::new(ZipLibrary::new()?)?;
    builder.epub_version(EpubVersion::V33);
    builder.set_title("title");
    // It would choose one at random. The metadata written here has the identifier.
    builder.set_uuid(Uuid::nil());
    builder.set_modified_date(chrono::DateTime::UNIX_EPOCH);
    builder.epub_direction(match files.direction {
        Direction::LeftToRight => PageDirection::Ltr,
        Direction::RightToLeft => PageDirection::Rtl,
    });
    builder.stylesheet(empty)?;
    let (cover, media_type) = files.cover;
    builder.add_cover_image(cover, empty, media_type)?;
    for (name, media_type) in &files.resources {
        builder.add_resource(name, empty, *media_type)?;
    }
    for name in &files.content_documents {
        builder.add_content(EpubContent::new(*name, empty))?;
    }
    let mut out = Vec::new();
    builder.generate(&mut out)?;
    Ok(out)
}

/// Adds to a package document what `epub-builder` cannot write.
fn finish(
    opf: String,
    document: &Document,
    publication: &Publication,
) -> Result<String, ExportError> {
    let language = escape(&document.language);
    let direction = document.direction().name();
    let attributes =
        format!("<package version=\"3.0\" xml:lang=\"{language}\" dir=\"{direction}\"");
    let metadata = metadata::write(document, publication);
    let opf = replace(opf, "<package version=\"3.0\"", "", &attributes)?;
    let opf = replace(opf, "  <metadata", "</metadata>\n", &metadata)?;
    let opf = replace(opf, "  <guide>", "</guide>\n", "")?;
    // The navigation document is also the visible table of contents.
    let before = format!("<itemref idref=\"id_{}\"/>", publication.before_contents);
    let both = format!("{before}\n    <itemref idref=\"nav\"/>");
    let opf = if document.contents.is_some() { replace(opf, &before, "", &both)? } else { opf };
    let mut opf = opf;
    for file in publication.content_documents.iter().filter(|file| file.used.has_equations) {
        let item = format!(" href=\"{}\"", file.name);
        opf = replace(opf, &item, "", &format!("{item} properties=\"mathml\""))?;
    }
    let lines: Vec<&str> = opf.lines().filter(|line| !line.trim().is_empty()).collect();
    Ok(lines.join("\n") + "\n")
}

/// Replaces the first passage that begins with `from` and ends with `to`. It is an error if there
/// is none.
fn replace(text: String, from: &str, to: &str, with: &str) -> Result<String, ExportError> {
    let missing = || ExportError(format!("the package document lacks `{}`", from.trim()));
    let (before, rest) = text.split_once(from).ok_or_else(missing)?;
    let (_, after) = rest.split_once(to).ok_or_else(missing)?;
    Ok(format!("{before}{with}{after}"))
}

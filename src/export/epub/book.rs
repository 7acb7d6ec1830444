//! Document → the files of the book.

use rayon::prelude::*;

use super::captions::Captions;
use super::files::{File, Files};
use super::landmarks::Landmark;
use super::pages::{PageBreak, PageBreaks};
use super::table::Rooms;
use super::writer::{Context, Writer};
use super::{captions, front, landmarks, xhtml};
use crate::document::inline::plain_text;
use crate::document::visit::blocks;
use crate::document::{Block, Document, ImageFormat, ImageId, Matter, Section};
use crate::export::CoverImage;
use crate::layout::{PageLabel, PageMap};
use crate::templates::Style;

/// One file of XHTML.
#[derive(Debug)]
pub struct Chapter {
    /// Its name.
    pub name: String,
    /// Its title, as plain text.
    pub title: String,
    /// Its content.
    pub xhtml: String,
    /// Pages of the PDF that begin in it: number and id.
    pages: Vec<(usize, String)>,
    /// Rooms that its tables need.
    rooms: Rooms,
}

/// A line of the navigation, with those under it.
#[derive(Debug)]
pub struct Entry {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub title: String,
    /// Lines of the next level.
    pub entries: Vec<Entry>,
}

/// Everything that is written into the book, but pictures and fonts.
#[derive(Debug)]
pub struct Book {
    /// Cover, title page, then the text, in order.
    pub chapters: Vec<Chapter>,
    /// The navigation.
    pub entries: Vec<Entry>,
    /// The pages of the PDF: label and where it begins.
    pub pages: Vec<(PageLabel, String)>,
    /// The page on which the list of contents begins.
    pub contents_page: Option<PageBreak>,
    /// The file that the list of contents follows.
    pub before_contents: String,
    /// Parts that readers look for.
    pub landmarks: Vec<Landmark>,
    /// Tables that have a caption.
    pub tables: Captions,
    /// Figures that have one.
    pub figures: Captions,
}

/// Names of the files that are not sections.
pub const COVER: &str = "cover.xhtml";
/// The title page.
pub const TITLE: &str = "title.xhtml";
/// The navigation, which is also the list of contents.
pub const NAVIGATION: &str = "nav.xhtml";

/// Writes all files.
pub fn write(document: &Document, style: &Style, map: &PageMap, cover: &CoverImage) -> Book {
    let files = Files::new(document);
    let breaks = PageBreaks::new(map);
    let context = Context { document, style, files: &files, map, breaks: &breaks };
    let contents = document.contents.as_ref();
    let contents_page = contents.and_then(|it| breaks.of(it.id).first().cloned());
    let mut chapters = front(&context, cover);
    chapters.par_extend(
        files
            .files
            .par_iter()
            .enumerate()
            .map(|(at, file)| chapter(Writer::new(context, Some(at)), file)),
    );
    let (tables, figures) = captions::captions(document, &files);
    let sections = document.sections.iter();
    Book {
        pages: pages(map, contents_page.as_ref(), &chapters),
        entries: sections.flat_map(|it| entries(document, style, &files, it)).collect(),
        before_contents: before_contents(document, &files),
        landmarks: landmarks::landmarks(document, &files),
        chapters,
        contents_page,
        tables,
        figures,
    }
}

impl Book {
    /// Rooms that the tables need.
    pub fn rooms(&self) -> Rooms {
        self.chapters.iter().flat_map(|chapter| &chapter.rooms).copied().collect()
    }
}

/// Cover and title page.
fn front(context: &Context, cover: &CoverImage) -> Vec<Chapter> {
    let words = &context.document.words;
    let mut title = Writer::new(*context, None);
    front::title_page(&mut title);
    let title = xhtml::page(context.document, &words.title_page, "frontmatter", &title.out);
    let cover = front::cover(context.document, cover);
    let pages = [(COVER, &words.cover, cover), (TITLE, &words.title_page, title)];
    let pages = pages.map(|(name, title, xhtml)| Chapter {
        name: name.into(),
        title: title.clone(),
        xhtml,
        pages: Vec::new(),
        rooms: Rooms::new(),
    });
    pages.into()
}

/// The last file before the list of contents: that of the imprint, else the title page.
fn before_contents(document: &Document, files: &Files) -> String {
    let last = document.split_at_contents().0.last().and_then(|section| files.index(section.id));
    let file = last.and_then(|index| files.files.get(index));
    file.map_or(TITLE.into(), |file| file.name.clone())
}

fn chapter<'a>(mut writer: Writer<'a>, file: &File<'a>) -> Chapter {
    file.sections.iter().for_each(|section| writer.section(section));
    writer.notes_of_file();
    let document = writer.document;
    let heading = file.sections.iter().find_map(|section| section.heading.as_ref());
    let title = heading
        .map_or_else(|| document.metadata.title.clone(), |heading| plain_text(&heading.line()));
    let kind = match file.matter() {
        Matter::Front => "frontmatter",
        Matter::Body => "bodymatter",
        Matter::Back => "backmatter",
    };
    let xhtml = xhtml::page(document, &title, kind, &writer.out);
    Chapter { name: file.name.clone(), title, xhtml, pages: writer.pages, rooms: writer.rooms }
}

/// The page list: the cover, the list of contents, and pages that begin in the text.
fn pages(
    map: &PageMap,
    contents: Option<&PageBreak>,
    chapters: &[Chapter],
) -> Vec<(PageLabel, String)> {
    let mut places: Vec<Option<String>> = vec![None; map.starts.len()];
    let mut put = |page: usize, place: String| {
        places.get_mut(page).map(|it| it.replace(place));
    };
    put(0, COVER.into());
    contents.iter().for_each(|page| put(page.page, format!("{NAVIGATION}#page.{}", page.page)));
    for chapter in chapters {
        let pages = chapter.pages.iter();
        pages.for_each(|(page, id)| put(*page, format!("{}#{id}", chapter.name)));
    }
    let labels = map.starts.iter().map(|start| start.label.clone());
    labels.zip(places).filter_map(|(label, place)| Some((label, place?))).collect()
}

fn entries(document: &Document, style: &Style, files: &Files, section: &Section) -> Vec<Entry> {
    let inner = section.sections.iter().flat_map(|inner| entries(document, style, files, inner));
    let inner: Vec<Entry> = inner.collect();
    match &section.heading {
        Some(heading) if heading.level <= style.contents.depth => vec![Entry {
            href: files.href(document, heading.id, None),
            title: plain_text(&heading.line()),
            entries: inner,
        }],
        Some(_) | None => inner,
    }
}

/// The pictures that the book shows besides its cover, each once.
pub fn images(document: &Document) -> Vec<ImageId> {
    let mut shown: Vec<ImageId> = document.cover.logo.iter().map(|logo| logo.image).collect();
    blocks(document, &mut |block| {
        if let Block::Figure(figure) = block {
            shown.push(figure.image);
        }
    });
    shown.sort_by_key(|image| image.0);
    shown.dedup();
    shown
}

/// The name of a picture in the book.
pub fn image_name(document: &Document, image: ImageId) -> String {
    let extension = match document.image(image).format {
        ImageFormat::Png => "png",
        ImageFormat::Jpeg => "jpg",
        ImageFormat::Svg => "svg",
    };
    format!("images/image-{}.{extension}", image.0 + 1)
}

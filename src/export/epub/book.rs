//! Document → the files of the book.

use rayon::prelude::*;

use super::files::{File, Files};
use super::pages::PageBreaks;
use super::writer::Writer;
use super::{front, xhtml};
use crate::document::inline::plain_text;
use crate::document::{Document, ImageFormat, ImageId, Matter, Note, Section, SectionKind};
use crate::layout::PageMap;
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
    pub pages: Vec<(String, String)>,
    /// The file that the list of contents follows.
    pub before_contents: String,
    /// The first file of the text proper.
    pub start: Option<String>,
}

/// Names of the files that are not sections.
pub const COVER: &str = "cover.xhtml";
/// The title page.
pub const TITLE: &str = "title.xhtml";

/// Writes all files.
pub fn write(document: &Document, style: &Style, map: &PageMap) -> Book {
    let files = Files::new(document);
    let breaks = PageBreaks::new(map);
    let writer = |file| Writer {
        document,
        style,
        files: &files,
        map,
        breaks: &breaks,
        file,
        out: String::new(),
        notes: Vec::new(),
        pages: Vec::new(),
        rank: 0,
    };
    let mut title = writer(None);
    front::title_page(&mut title);
    let language = &document.language;
    let name = &document.words.title_page;
    let title = xhtml::page(language, name, "frontmatter", &title.out);
    let written: Vec<(Chapter, Vec<(usize, String)>)> = files
        .files
        .par_iter()
        .enumerate()
        .map(|(at, file)| chapter(writer(Some(at)), file))
        .collect();
    let pages = pages(map, &written);
    let front = [(COVER, &document.words.cover, front::cover(document)), (TITLE, name, title)];
    let front = front.map(|(name, title, xhtml)| Chapter {
        name: name.into(),
        title: title.clone(),
        xhtml,
    });
    let chapters =
        front.into_iter().chain(written.into_iter().map(|(chapter, _)| chapter)).collect();
    let first = files.files.iter().find(|file| matter(file) == Matter::Body);
    let start = first.map(|file| file.name.clone());
    let entries =
        document.sections.iter().flat_map(|section| entries(document, style, &files, section));
    let entries = entries.collect();
    Book { chapters, entries, pages, before_contents: before_contents(document, &files), start }
}

/// The last file before the list of contents: that of the imprint, else the title page.
fn before_contents(document: &Document, files: &Files) -> String {
    let last = document.around_contents().0.last().and_then(|section| files.index(section.id));
    let file = last.and_then(|index| files.files.get(index));
    file.map_or(TITLE.into(), |file| file.name.clone())
}

fn matter(file: &File) -> Matter {
    file.sections.first().map_or(Matter::Body, |section| section.matter)
}

fn chapter<'a>(mut writer: Writer<'a>, file: &File<'a>) -> (Chapter, Vec<(usize, String)>) {
    file.sections.iter().for_each(|section| writer.section(section));
    writer.notes_of_file();
    let document = writer.document;
    let heading = file.sections.iter().find_map(|section| section.heading.as_ref());
    let title = heading
        .map_or_else(|| document.metadata.title.clone(), |heading| plain_text(&heading.line()));
    let kind = match matter(file) {
        Matter::Front => "frontmatter",
        Matter::Body => "bodymatter",
        Matter::Back => "backmatter",
    };
    let xhtml = xhtml::page(&document.language, &title, kind, &writer.out);
    (Chapter { name: file.name.clone(), title, xhtml }, writer.pages)
}

/// The page list: the cover, and pages that begin in the text.
fn pages(map: &PageMap, written: &[(Chapter, Vec<(usize, String)>)]) -> Vec<(String, String)> {
    let mut places: Vec<Option<String>> = vec![None; map.starts.len()];
    for (chapter, pages) in written {
        for (page, id) in pages {
            if let Some(place) = places.get_mut(*page) {
                *place = Some(format!("{}#{id}", chapter.name));
            }
        }
    }
    let starts = map.starts.iter().zip(places).enumerate();
    starts
        .filter_map(|(page, (start, place))| match place {
            Some(place) => Some((start.label.clone(), place)),
            None if page == 0 => Some((start.label.clone(), COVER.into())),
            None => None,
        })
        .collect()
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

/// The name of a picture in the book.
pub fn image_name(document: &Document, image: ImageId) -> String {
    let extension = match document.image(image).format {
        ImageFormat::Png => "png",
        ImageFormat::Jpeg => "jpg",
        ImageFormat::Svg => "svg",
    };
    format!("images/image-{}.{extension}", image.0 + 1)
}

impl<'a> Writer<'a> {
    /// A section with its heading, blocks and subsections.
    fn section(&mut self, section: &'a Section) {
        let id = self.anchor(section.id);
        let name = section.heading.as_ref().map(|heading| self.anchor(heading.id));
        let name = name.map(|name| format!(" aria-labelledby=\"{name}\"")).unwrap_or_default();
        let (kind, class) = (kind(section.kind), section.kind.name());
        self.raw(&format!("<section id=\"{id}\" class=\"{class}\"{kind}{name}>\n"));
        self.page_break(section.id);
        if let Some(heading) = &section.heading {
            self.heading(heading);
        }
        self.blocks(&section.blocks);
        section.sections.iter().for_each(|inner| self.section(inner));
        self.raw("</section>\n");
    }

    /// The notes whose first references stand in the file.
    fn notes_of_file(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        self.raw("<section class=\"notes\" epub:type=\"footnotes\">\n");
        let mut done = 0;
        // A note may bring further notes.
        while let Some(note) = self.notes.get(done).copied() {
            self.note(note);
            done += 1;
        }
        self.raw("</section>\n");
    }

    fn note(&mut self, note: &Note) {
        let id = self.anchor(note.id);
        self.raw(&format!(
            "<aside id=\"{id}\" epub:type=\"footnote\" role=\"doc-footnote\">\n<p class=\"note-number\">"
        ));
        let back = self.anchor(note.first_reference);
        let name = xhtml::escape(&format!("{} ({})", self.document.words.back, note.number));
        let number = xhtml::escape(&note.number);
        self.raw(&format!(
            "<a href=\"#{back}\" role=\"doc-backlink\" aria-label=\"{name}\">{number}</a></p>\n"
        ));
        self.blocks(&note.blocks);
        self.raw("</aside>\n");
    }
}

/// `epub:type` and role of a section, EPUB Structural Semantics 1.1 and DPUB-ARIA 1.1.
fn kind(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Imprint => " epub:type=\"imprint\"",
        SectionKind::Foreword => " epub:type=\"foreword\" role=\"doc-foreword\"",
        SectionKind::Abbreviations => " epub:type=\"glossary\" role=\"doc-glossary\"",
        SectionKind::Section | SectionKind::Panel | SectionKind::SideEvents => {
            " epub:type=\"chapter\" role=\"doc-chapter\""
        }
        SectionKind::SideEvent => "",
        SectionKind::Conclusion => " epub:type=\"conclusion\" role=\"doc-conclusion\"",
        SectionKind::Annex => " epub:type=\"appendix\" role=\"doc-appendix\"",
        SectionKind::Bibliography => " epub:type=\"bibliography\" role=\"doc-bibliography\"",
        SectionKind::Index => " epub:type=\"index\" role=\"doc-index\"",
    }
}

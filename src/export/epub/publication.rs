//! The EPUB publication before it is packaged: content documents, and the data for the navigation
//! document.

use std::mem;
use std::sync::Arc;

use rayon::prelude::*;

use super::caption_lists::{CaptionLists, caption_lists};
use super::content_document::{COVER, ContentDocument, TITLE_PAGE, frame};
use super::front_pages::cover_page;
use super::kept::KeptDocuments;
use super::landmarks::{Landmark, landmarks};
use super::links::SpineLinks;
use super::page_list::{PageTarget, page_list};
use super::toc::toc;
use crate::cache::Cache;
use crate::document::{Document, Matter};
use crate::export::CoverImage;
use crate::export::xhtml::page_break::{PageBreak, PageBreaks};
use crate::export::xhtml::record::Record;
use crate::export::xhtml::spine::{Spine, SpineItem};
use crate::export::xhtml::toc::TocEntry;
use crate::export::xhtml::writer::{Context, Medium, Used, Writer};
use crate::layout::PageMap;
use crate::templates::Style;

/// Everything in the EPUB except images and fonts.
#[derive(Debug)]
pub struct Publication {
    /// Cover page, title page and text, in reading order.
    pub content_documents: Vec<Arc<ContentDocument>>,
    /// The table of contents.
    pub toc: Vec<TocEntry>,
    /// The page list.
    pub page_list: Vec<PageTarget>,
    /// The landmarks.
    pub landmarks: Vec<Landmark>,
    /// The lists of tables and figures.
    pub captions: CaptionLists,
    /// The page of the PDF on which the table of contents begins.
    pub contents_page: Option<PageBreak>,
    /// The file name of the content document before the table of contents in the spine.
    pub before_contents: String,
}

impl Publication {
    /// The features on which the style sheet depends.
    pub fn used(&self) -> Used {
        let mut used = Used::default();
        self.content_documents.iter().for_each(|file| used.extend(&file.used));
        used
    }
}

/// Writes the content documents, and collects the data for the navigation document.
pub fn write(
    document: &Document,
    style: &Style,
    map: &PageMap,
    (cover, cache): (&CoverImage, &Cache),
) -> Publication {
    let spine = Spine::new(document, "xhtml");
    let breaks = PageBreaks::new(map);
    let links = SpineLinks { document, spine: &spine, from: None };
    let medium = Medium::Ebook;
    let context =
        Context { document, style, map: Some(map), breaks: &breaks, links: &links, medium };
    let kept = KeptDocuments::of(&context, cache);
    let mut content_documents = front_pages(&context, cover);
    content_documents.par_extend(spine.items.par_iter().enumerate().map(|(index, item)| {
        let links = SpineLinks { from: Some(index), ..links };
        let context = Context { links: &links, ..context };
        match &kept {
            Some(kept) => kept.get(&context, item, || recorded(context, item)),
            None => Arc::new(content_document(&mut Writer::new(context), item)),
        }
    }));
    let contents = document.contents.as_ref();
    let contents_page = contents.and_then(|it| breaks.of(it.id).first().cloned());
    Publication {
        toc: toc(document, &links),
        page_list: page_list(map, contents_page.as_ref(), &content_documents),
        landmarks: landmarks(document, &spine),
        captions: caption_lists(document, &links),
        contents_page,
        before_contents: before_contents(document, &spine),
        content_documents,
    }
}

/// The cover page and the title page.
fn front_pages(context: &Context, cover: &CoverImage) -> Vec<Arc<ContentDocument>> {
    let words = &context.document.words;
    let mut writer = Writer::new(*context);
    writer.title_page();
    let title = frame(context.document, &words.title_page, "frontmatter", &writer.out);
    let cover = cover_page(context.document, cover);
    let pages = [(COVER, &words.cover, cover), (TITLE_PAGE, &words.title_page, title)];
    let pages = pages.map(|(name, title, xhtml)| {
        let (name, title) = (name.into(), title.clone());
        let (pages, used) = (Vec::new(), Used::default());
        Arc::new(ContentDocument { name, title, xhtml, pages, used })
    });
    pages.into()
}

/// A content document, and what it looks up.
fn recorded<'a>(context: Context<'a>, item: &SpineItem<'a>) -> (ContentDocument, Record) {
    let mut writer = Writer::new(context);
    writer.recorder.begin();
    let written = content_document(&mut writer, item);
    (written, writer.recorder.finish())
}

fn content_document<'a>(writer: &mut Writer<'a>, item: &SpineItem<'a>) -> ContentDocument {
    item.sections.iter().for_each(|section| writer.section(section));
    writer.notes_of_file();
    let document = writer.document;
    let title = item.title(document);
    let division = match item.matter() {
        Matter::Front => "frontmatter",
        Matter::Body => "bodymatter",
        Matter::Back => "backmatter",
    };
    ContentDocument {
        name: item.name.clone(),
        xhtml: frame(document, &title, division, &writer.out),
        title,
        pages: mem::take(&mut writer.pages),
        used: mem::take(&mut writer.used),
    }
}

/// The content document with the imprint, otherwise the title page.
fn before_contents(document: &Document, spine: &Spine) -> String {
    let last = document.split_at_contents().0.last().and_then(|section| spine.index(section.id));
    let item = last.and_then(|index| spine.items.get(index));
    item.map_or(TITLE_PAGE.into(), |item| item.name.clone())
}

//! The page list, EPUB 3.3 §7.4: the places in the text at which the pages of the PDF begin.

use std::sync::Arc;

use super::content_document::{COVER, ContentDocument, NAV};
use crate::export::xhtml::page_break::PageBreak;
use crate::layout::{PageLabel, PageMap};

/// An entry of the page list.
#[derive(Debug)]
pub struct PageTarget {
    /// The page label: "iii", "12".
    pub label: PageLabel,
    /// The URL of the page break marker.
    pub href: String,
}

/// The pages that begin at the cover, in the table of contents (on page `contents`) and in the text.
/// Pages that begin elsewhere, such as blank ones, are left out.
pub fn page_list(
    map: &PageMap,
    contents: Option<&PageBreak>,
    content_documents: &[Arc<ContentDocument>],
) -> Vec<PageTarget> {
    let mut hrefs: Vec<Option<String>> = vec![None; map.starts.len()];
    let mut set = |page: usize, href: String| {
        hrefs.get_mut(page).map(|it| it.replace(href));
    };
    set(0, COVER.into());
    contents.iter().for_each(|page| set(page.page, format!("{NAV}#page.{}", page.page)));
    for file in content_documents {
        file.pages.iter().for_each(|(page, id)| set(*page, format!("{}#{id}", file.name)));
    }
    let labels = map.starts.iter().map(|start| start.label.clone());
    let targets = labels.zip(hrefs).filter_map(|(label, href)| Some((label, href?)));
    targets.map(|(label, href)| PageTarget { label, href }).collect()
}

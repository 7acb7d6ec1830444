//! Page bodies with their page labels, which the contents, the index and other formats use.

use std::sync::Arc;

use crate::document::{Document, ElementId, Inline};
use crate::layout::flow::page_body::PageBody;
use crate::layout::page_label::PageLabel;
use crate::layout::page_map::{PageMap, PageStart};

/// A page body with its page label.
pub struct LabelledBody {
    /// The page label.
    pub label: PageLabel,
    /// The body.
    pub body: Arc<PageBody>,
    /// The running head.
    pub running_head: Option<Arc<[Inline]>>,
}

/// Gives pages their labels. A page on which no section begins has the running head of the page before it.
pub fn labelled(
    bodies: Vec<Arc<PageBody>>,
    label: impl Fn(usize) -> PageLabel,
) -> Vec<LabelledBody> {
    let mut current = None;
    let bodies = bodies.into_iter().enumerate().map(|(index, body)| {
        current = body.running_head.clone().or_else(|| current.take());
        LabelledBody { label: label(index), running_head: current.clone(), body }
    });
    bodies.collect()
}

/// For each element, the label of the page on which it begins. Indexed by [`ElementId`].
pub struct PageLabels(Vec<Option<PageLabel>>);

impl PageLabels {
    /// The page labels of a document whose pages have these bodies.
    pub fn new<'b>(
        document: &Document,
        bodies: impl Iterator<Item = &'b LabelledBody>,
    ) -> PageLabels {
        let mut labels = vec![None; document.anchors.len()];
        for LabelledBody { label, body, .. } in bodies {
            for element in &body.elements {
                if let Some(entry) = labels.get_mut(element.0 as usize) {
                    entry.get_or_insert_with(|| label.clone());
                }
            }
        }
        PageLabels(labels)
    }

    /// The label of the page on which an element begins.
    pub fn get(&self, element: ElementId) -> Option<&PageLabel> {
        self.0.get(element.0 as usize)?.as_ref()
    }
}

/// The page map of a document whose pages are the cover, the front matter and the text.
pub fn page_map(document: &Document, front: &[LabelledBody], text: &[LabelledBody]) -> PageMap {
    let cover = PageStart {
        label: PageLabel::Word(document.words.cover.clone()),
        element: Some(document.cover.id),
        offset: 0,
    };
    let mut map = PageMap { starts: vec![cover], page_of: vec![None; document.anchors.len()] };
    map.begin(document.cover.id, 0);
    for LabelledBody { label, body, .. } in front.iter().chain(text) {
        let page = map.starts.len() as u32;
        body.elements.iter().for_each(|element| map.begin(*element, page));
        map.starts.push(PageStart {
            label: label.clone(),
            element: body.start.map(|start| start.element),
            offset: body.start.map_or(0, |start| start.offset),
        });
    }
    map
}

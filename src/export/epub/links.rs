//! The URLs of elements and images in an e-book.

use super::images::image_name;
use crate::document::{Document, ElementId, ImageId};
use crate::export::xhtml::spine::Spine;
use crate::export::xhtml::writer::Links;

/// The links of one content document.
#[derive(Clone, Copy)]
pub struct SpineLinks<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its content documents.
    pub spine: &'a Spine<'a>,
    /// The item that contains the links; `None` for files that are not in [`Spine::items`].
    pub from: Option<usize>,
}

impl Links for SpineLinks<'_> {
    fn element(&self, element: ElementId) -> String {
        let anchor = self.document.anchor(element);
        let item = self.spine.index(element).filter(|item| self.from != Some(*item));
        let item = item.and_then(|item| self.spine.items.get(item));
        format!("{}#{anchor}", item.map_or("", |item| item.name.as_str()))
    }

    fn image(&self, image: ImageId) -> String {
        image_name(self.document, image)
    }
}

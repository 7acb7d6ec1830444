//! The drawings of a document and the pictures in them.

use super::super::extras::PictureExtra;
use super::super::media::relationship;
use crate::document::{Document, ImageContent, ImageId};

/// Collects the pictures and numbers the drawings.
#[derive(Debug, Default)]
pub struct Drawings {
    /// The pictures shown, in the order of their first use.
    pub images: Vec<ImageId>,
    count: u32,
}

/// A picture to show.
pub struct Picture<'a> {
    /// The picture.
    pub image: ImageId,
    /// The name of the drawing; `None` for a generic one.
    pub name: Option<String>,
    /// The alternative text.
    pub alternative: &'a str,
    /// Whether the picture is decorative.
    pub decorative: bool,
    /// The fractions of width and height that are cropped at each side, and at top and bottom.
    pub crop: Option<(f32, f32)>,
}

impl Drawings {
    /// The pictures shown and the number of drawings.
    pub fn state(&self) -> (Vec<ImageId>, u32) {
        (self.images.clone(), self.count)
    }

    /// Continues from a state.
    pub fn resume(&mut self, (images, count): &(Vec<ImageId>, u32)) {
        self.images.clone_from(images);
        self.count = *count;
    }

    /// Numbers a drawing; returns the relationship of its picture and its extra properties.
    pub fn add(&mut self, document: &Document, picture: Picture) -> (String, PictureExtra) {
        let number = self.number();
        let relationship = relationship(self.index(picture.image));
        let content = document.images.get(picture.image.0).map(|image| &image.content);
        let is_svg = matches!(content, Some(ImageContent::Svg(_)));
        let extra = PictureExtra {
            number,
            name: picture.name.unwrap_or_else(|| format!("Picture {number}")),
            alternative: picture.alternative.to_owned(),
            decorative: picture.decorative,
            svg_fallback: is_svg.then(|| relationship.clone()),
            crop: picture.crop,
        };
        (relationship, extra)
    }

    /// The number of the next drawing.
    pub fn number(&mut self) -> u32 {
        self.count += 1;
        self.count
    }

    fn index(&mut self, image: ImageId) -> usize {
        self.images.iter().position(|other| *other == image).unwrap_or_else(|| {
            self.images.push(image);
            self.images.len() - 1
        })
    }
}

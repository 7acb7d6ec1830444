//! What editions compare of their pictures: the shape, and the words in SVG.

use std::collections::HashMap;

use crate::bitmap;
use crate::limits::{Limit, Limits};
use crate::pdf_page;
use crate::svg::{Outline, outline};
use crate::world::{FilePath, World};

/// The pictures of an edition that can be read, by their paths.
pub type Pictures = HashMap<String, Picture>;

/// A picture.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Width and height in any unit.
    pub size: (f32, f32),
    /// The words of each text in it.
    pub texts: Vec<String>,
}

/// Reads pictures of a folder, without drawing them. Those that cannot be read are left out: the check of the
/// report itself names them.
pub fn read<'p>(
    paths: impl Iterator<Item = &'p str>,
    folder: &FilePath,
    world: &dyn World,
    limits: &Limits,
) -> Pictures {
    let read = |path: &str| {
        let (file_path, page) = pdf_page::file_and_page(path);
        let bytes = world.read(&folder.named(file_path), limits.get(Limit::PictureSize)).ok()?;
        let picture = match bitmap::Format::of(&bytes) {
            Some(format) => {
                let (width, height) = bitmap::size(&bytes, format)?;
                Picture { size: (width as f32, height as f32), texts: Vec::new() }
            }
            None => {
                let svg = pdf_page::is_pdf(&bytes).then(|| pdf_page::to_svg(&bytes, page, limits));
                let svg = svg.transpose().ok()?.map_or(bytes, String::into_bytes);
                let Outline { size, texts } = outline(&svg, limits)?;
                Picture { size, texts }
            }
        };
        Some((path.to_owned(), picture))
    };
    paths.filter_map(read).collect()
}

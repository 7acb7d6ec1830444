//! The cover image of an EPUB: the author's own file or, without one, the cover page drawn as pixels.

mod coverage;
mod glyph_outline;
mod palette;
mod picture;
mod png;
mod rows;
mod shape;

use tiny_skia::{Pixmap, Transform};

use self::glyph_outline::Outlines;
use self::rows::Rows;
use self::shape::{Shape, colour};
use super::{CoverFormat, CoverImage, ExportError};
use crate::cache::{Cache, Key};
use crate::document::{Document, Image, ImageContent};
use crate::fonts::Fonts;
use crate::layout::{GlyphRun, Item, Page, Rect};
use crate::templates::{Palette, Rgb, Style};

/// Width of a drawn cover, in pixels.
const WIDTH_PX: u32 = 1000;

/// Maximum height of a drawn cover, in pixels.
const MAX_HEIGHT_PX: f32 = 4000.0;

/// Returns the cover file that the report names, or draws its cover page, unless an earlier build has.
pub fn render<'d>(
    page: &Page,
    document: &'d Document,
    style: &Style,
    fonts: &Fonts,
    cache: &Cache,
) -> Result<CoverImage<'d>, ExportError> {
    match document.cover.ebook.and_then(|image| document.images.get(image.0)) {
        Some(image) => supplied(image),
        None => {
            let pictures: Vec<_> =
                page.items.iter().filter_map(|it| picture_of(it, document)).collect();
            let colours = || format!("{:?}", style.colours);
            let key = || Key::new("cover", (page, colours(), fonts.key(), pictures));
            let png = cache.try_get(key, || draw(page, document, style, fonts, WIDTH_PX));
            Ok(as_png(png?))
        }
    }
}

/// The picture that an item shows.
fn picture_of<'d>(item: &Item, document: &'d Document) -> Option<&'d ImageContent> {
    let Item::Image { image, .. } = item else { return None };
    document.images.get(image.0).map(|image| &image.content)
}

fn as_png(bytes: Vec<u8>) -> CoverImage<'static> {
    CoverImage { format: CoverFormat::Png, bytes: bytes.into() }
}

/// Rasterizes an SVG, since few reading systems show one on the shelf; keeps other images as is.
fn supplied(image: &Image) -> Result<CoverImage<'_>, ExportError> {
    match &image.content {
        ImageContent::Png(bytes) => {
            Ok(CoverImage { format: CoverFormat::Png, bytes: (&**bytes).into() })
        }
        ImageContent::Jpeg(bytes) => {
            Ok(CoverImage { format: CoverFormat::Jpeg, bytes: (&**bytes).into() })
        }
        ImageContent::Svg(_) => {
            let (width, height) = image.size();
            let height_px = (height / width * WIDTH_PX as f32).round().clamp(1.0, MAX_HEIGHT_PX);
            let pixels = picture::decode(image, (WIDTH_PX, height_px as u32))?;
            let mut rows = Rows::new(pixels.width());
            rows.append(pixels.data());
            Ok(as_png(png::write(&rows)?))
        }
    }
}

/// The height of the bands in which a page is drawn, in pixels. A band fits into the cache of a core; the whole page
/// would be read from memory in each step. Most low bands have one colour, and nothing is drawn in them.
const BAND_PX: u32 = 16;

/// Draws a page as a PNG that is `width_px` wide.
fn draw(
    page: &Page,
    document: &Document,
    style: &Style,
    fonts: &Fonts,
    width_px: u32,
) -> Result<Vec<u8>, ExportError> {
    let scale = width_px as f32 / page.width;
    let height_px = (page.height * scale).round() as u32;
    let size = (width_px, height_px);
    let canvas = Canvas { scale, size, palette: &style.colours, fonts };
    let mut shapes = Vec::new();
    for item in &page.items {
        shapes.extend(canvas.shape(item, document)?);
    }
    let paper = style.colours.paper.screen;
    let mut rows = Rows::new(width_px);
    let mut band = band(width_px, BAND_PX.min(height_px))?;
    for top in (0..height_px).step_by(BAND_PX as usize) {
        let height = BAND_PX.min(height_px - top);
        let shapes: Vec<&Shape> = shapes.iter().filter(|it| it.is_in(top, height)).collect();
        let plain = shapes.last().map_or(Some(paper), |last| last.fills((width_px, height), top));
        if let Some(Rgb { red, green, blue }) = plain {
            rows.append_plain([red, green, blue], height);
            continue;
        }
        if height != band.height() {
            band = self::band(width_px, height)?;
        }
        band.fill(colour(paper));
        shapes.iter().for_each(|shape| shape.draw(&mut band, top));
        rows.append(band.data());
    }
    png::write(&rows)
}

fn band(width_px: u32, height_px: u32) -> Result<Pixmap, ExportError> {
    let band = Pixmap::new(width_px, height_px);
    band.ok_or_else(|| ExportError("the cover page has no area".into()))
}

struct Canvas<'a> {
    /// Pixels per point.
    scale: f32,
    /// Width and height, in pixels.
    size: (u32, u32),
    palette: &'a Palette,
    fonts: &'a Fonts,
}

impl Canvas<'_> {
    /// The shape of an item; `None` if there is nothing to see.
    fn shape(&self, item: &Item, document: &Document) -> Result<Option<Shape>, ExportError> {
        match item {
            Item::Glyphs(run) => self.glyphs(run),
            Item::Fill { rect, colour, .. } => {
                let ink = self.palette.get(*colour).screen;
                Ok(self.in_pixels(rect).map(|rect| Shape::area(rect, ink)))
            }
            Item::Image { rect, window, image, .. } => {
                let Some(image) = document.images.get(image.0) else { return Ok(None) };
                let window = window.as_ref().and_then(|window| self.in_pixels(window));
                picture::shape(image, rect, self.scale, window).map(Some)
            }
            Item::Link(_) => Ok(None),
        }
    }

    fn glyphs(&self, run: &GlyphRun) -> Result<Option<Shape>, ExportError> {
        let unknown = || ExportError("the cover page uses an unknown font".into());
        let face = self.fonts.faces.get(run.face.0).ok_or_else(unknown)?;
        let outline = Outlines::read(face)?.of(run, self.scale);
        let ink = self.palette.get(run.colour).screen;
        Ok(outline.coverage(self.size).map(|coverage| Shape::letters(coverage, ink)))
    }

    fn in_pixels(&self, rect: &Rect) -> Option<tiny_skia::Rect> {
        let rect = tiny_skia::Rect::from_xywh(rect.x, rect.y, rect.width, rect.height)?;
        rect.transform(Transform::from_scale(self.scale, self.scale))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::ImageId;
    use crate::export::pdf::sample;
    use crate::layout::{Artifact, Owner};
    use crate::templates::Colour;

    fn rendered(items: Vec<Item>) -> image::RgbaImage {
        let fonts = Fonts::bundled().unwrap();
        let page = sample::page(items);
        let bytes = draw(&page, &sample::document(), &sample::style(), &fonts, 400).unwrap();
        image::load_from_memory(&bytes).unwrap().to_rgba8()
    }

    #[test]
    fn fills_and_glyphs_are_drawn_at_their_positions() {
        let fonts = Fonts::bundled().unwrap();
        let band = Item::Fill {
            rect: Rect { x: 0.0, y: 0.0, width: 200.0, height: 50.0 },
            colour: Colour::Primary,
            owner: Owner::Artifact(Artifact::Background),
        };
        let mut word = sample::run(&fonts, "Il", 20.0, 150.0);
        word.size = 100.0;
        word.glyphs.iter_mut().for_each(|glyph| glyph.advance *= 10.0);
        let picture = rendered(vec![band, Item::Glyphs(word)]);
        assert_eq!(picture.dimensions(), (400, 400));
        assert_eq!(picture.get_pixel(200, 50).0, [0x14, 0x37, 0x5E, 0xFF]);
        assert_eq!(picture.get_pixel(200, 110).0, [0xFF; 4], "paper below the band");
        let inked = |(x, y, _): &(u32, u32, &image::Rgba<u8>)| *x > 40 && *y > 120;
        let dark = picture.enumerate_pixels().filter(inked).filter(|pixel| pixel.2.0[0] == 0);
        assert!(dark.count() > 1000, "glyphs are filled with ink");
    }

    /// Renders a drawing that is much larger than its window.
    fn clipped(svg: &str) -> image::RgbaImage {
        let fonts = Fonts::bundled().unwrap();
        let mut document = sample::document();
        let content = ImageContent::Svg(crate::svg::drawing(svg.as_bytes()).unwrap().into());
        document.images.push(Image { path: "a.svg".into(), content, width_px: 1, height_px: 1 });
        let rect = Rect { x: -1e4, y: 0.0, width: 2e4, height: 200.0 };
        let window = Some(Rect { x: 50.0, y: 50.0, width: 50.0, height: 50.0 });
        let owner = Owner::Artifact(Artifact::Layout);
        let page = sample::page(vec![Item::Image { rect, window, image: ImageId(0), owner }]);
        let bytes = draw(&page, &document, &sample::style(), &fonts, 400).unwrap();
        image::load_from_memory(&bytes).unwrap().to_rgba8()
    }

    #[test]
    fn a_picture_is_clipped_to_its_window() {
        let red = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 1'>\
                   <path fill='#f00' d='M0 0h100v1h-100z'/></svg>";
        let picture = clipped(red);
        assert_eq!(picture.get_pixel(150, 150).0, [0xFF, 0, 0, 0xFF]);
        for (x, y) in [(90, 150), (150, 90), (210, 150), (150, 210)] {
            assert_eq!(picture.get_pixel(x, y).0, [0xFF; 4], "{x}, {y}");
        }
    }

    #[test]
    fn an_unknown_picture_is_skipped() {
        let rect = Rect { x: 0.0, y: 0.0, width: 20.0, height: 20.0 };
        let owner = Owner::Artifact(Artifact::Background);
        let picture = rendered(vec![Item::Image { rect, window: None, image: ImageId(9), owner }]);
        assert!(picture.pixels().all(|pixel| pixel.0 == [0xFF; 4]));
    }
}

//! The covers of e-books: a picture of the cover page, or the one that the editor brings.

mod glyph_outline;
mod palette;
mod picture;
mod png;

use tiny_skia::{Color, FillRule, Paint, Pixmap, Transform};

use self::glyph_outline::Outlines;
use super::{CoverFormat, CoverImage, ExportError};
use crate::document::{Document, Image, ImageFormat};
use crate::fonts::Fonts;
use crate::layout::{GlyphRun, Item, Page, Rect};
use crate::templates::{Palette, Rgb, Style};

/// Width of a cover that is drawn, in pixels.
const WIDTH_PX: u32 = 1000;

/// The cover that the editor brings, else a picture of the cover page.
pub fn render<'d>(
    page: &Page,
    document: &'d Document,
    style: &Style,
    fonts: &Fonts,
) -> Result<CoverImage<'d>, ExportError> {
    match document.cover.ebook.and_then(|image| document.images.get(image.0)) {
        Some(image) => brought(image, fonts),
        None => Ok(png_of(draw(page, document, style, fonts, WIDTH_PX)?)),
    }
}

fn png_of(bytes: Vec<u8>) -> CoverImage<'static> {
    CoverImage { format: CoverFormat::Png, bytes: bytes.into() }
}

/// A picture as it is; an SVG as its pixels, since few reading systems show one on their shelves.
fn brought<'d>(image: &'d Image, fonts: &Fonts) -> Result<CoverImage<'d>, ExportError> {
    let as_it_is = |format| CoverImage { format, bytes: (&*image.bytes).into() };
    match image.format {
        ImageFormat::Png => Ok(as_it_is(CoverFormat::Png)),
        ImageFormat::Jpeg => Ok(as_it_is(CoverFormat::Jpeg)),
        ImageFormat::Svg => {
            let (width, height) = image.size();
            let height_px = (height / width * WIDTH_PX as f32).round().clamp(1.0, MOST_PX);
            Ok(png_of(png::write(&picture::decode(image, fonts, (WIDTH_PX, height_px as u32))?)?))
        }
    }
}

/// No side of a cover has more pixels.
const MOST_PX: f32 = 4000.0;

/// Draws a page as a PNG, `width_px` wide.
fn draw(
    page: &Page,
    document: &Document,
    style: &Style,
    fonts: &Fonts,
    width_px: u32,
) -> Result<Vec<u8>, ExportError> {
    let scale = width_px as f32 / page.width;
    let height_px = (page.height * scale).round() as u32;
    let pixels = Pixmap::new(width_px, height_px)
        .ok_or_else(|| ExportError("the cover has no size".into()))?;
    let mut canvas = Canvas { pixels, scale, palette: &style.colours, fonts };
    canvas.pixels.fill(colour(style.colours.paper.screen));
    for item in &page.items {
        canvas.item(item, document)?;
    }
    png::write(&canvas.pixels)
}

struct Canvas<'a> {
    pixels: Pixmap,
    /// Pixels of a point.
    scale: f32,
    palette: &'a Palette,
    fonts: &'a Fonts,
}

impl Canvas<'_> {
    fn item(&mut self, item: &Item, document: &Document) -> Result<(), ExportError> {
        match item {
            Item::Glyphs(run) => self.glyphs(run)?,
            Item::Fill { rect, colour, .. } => self.fill(rect, self.palette.get(*colour).screen),
            Item::Image { rect, window, image, .. } => {
                if let Some(image) = document.images.get(image.0) {
                    let place = picture::Place { rect, window: window.as_ref(), scale: self.scale };
                    picture::draw(&mut self.pixels, image, self.fonts, &place)?;
                }
            }
            Item::Link(_) => {}
        }
        Ok(())
    }

    /// All glyphs of a run are one path, filled once.
    fn glyphs(&mut self, run: &GlyphRun) -> Result<(), ExportError> {
        let unknown = || ExportError("the cover names a face that is not there".into());
        let face = self.fonts.faces.get(run.face.0).ok_or_else(unknown)?;
        if let Some(path) = Outlines::read(face)?.path(run) {
            let paint = paint(self.palette.get(run.colour).screen);
            let scale = Transform::from_scale(self.scale, self.scale);
            self.pixels.fill_path(&path, &paint, FillRule::Winding, scale, None);
        }
        Ok(())
    }

    fn fill(&mut self, rect: &Rect, ink: Rgb) {
        let rect = tiny_skia::Rect::from_xywh(rect.x, rect.y, rect.width, rect.height);
        if let Some(rect) = rect {
            let scale = Transform::from_scale(self.scale, self.scale);
            self.pixels.fill_rect(rect, &paint(ink), scale, None);
        }
    }
}

fn colour(ink: Rgb) -> Color {
    Color::from_rgba8(ink.red, ink.green, ink.blue, u8::MAX)
}

fn paint(ink: Rgb) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color(colour(ink));
    paint
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::ImageId;
    use crate::export::pdf::sample;
    use crate::layout::{Artifact, Owner};
    use crate::templates::Colour;

    fn drawn(items: Vec<Item>) -> image::RgbaImage {
        let fonts = Fonts::bundled().unwrap();
        let page = sample::page(items);
        let bytes = draw(&page, &sample::document(), &sample::style(), &fonts, 400).unwrap();
        image::load_from_memory(&bytes).unwrap().to_rgba8()
    }

    #[test]
    fn fills_and_letters_stand_where_the_page_has_them() {
        let fonts = Fonts::bundled().unwrap();
        let band = Item::Fill {
            rect: Rect { x: 0.0, y: 0.0, width: 200.0, height: 50.0 },
            colour: Colour::Primary,
            owner: Owner::Artifact(Artifact::Background),
        };
        let mut word = sample::run(&fonts, "Il", 20.0, 150.0);
        word.size = 100.0;
        word.glyphs.iter_mut().for_each(|glyph| glyph.advance *= 10.0);
        let picture = drawn(vec![band, Item::Glyphs(word)]);
        assert_eq!(picture.dimensions(), (400, 400));
        assert_eq!(picture.get_pixel(200, 50).0, [0x14, 0x37, 0x5E, 0xFF]);
        assert_eq!(picture.get_pixel(200, 110).0, [0xFF; 4], "below the band is paper");
        let inked = |(x, y, _): &(u32, u32, &image::Rgba<u8>)| *x > 40 && *y > 120;
        let dark = picture.enumerate_pixels().filter(inked).filter(|pixel| pixel.2.0[0] == 0);
        assert!(dark.count() > 1000, "letters are drawn in ink");
    }

    /// What a drawing looks like that reaches far past its window.
    fn through_a_window(svg: &str) -> image::RgbaImage {
        let fonts = Fonts::bundled().unwrap();
        let mut document = sample::document();
        let (path, format, bytes) = ("a.svg".into(), ImageFormat::Svg, svg.as_bytes().into());
        document.images.push(Image { path, format, bytes, width_px: 1, height_px: 1 });
        let rect = Rect { x: -1e4, y: 0.0, width: 2e4, height: 200.0 };
        let window = Some(Rect { x: 50.0, y: 50.0, width: 50.0, height: 50.0 });
        let owner = Owner::Artifact(Artifact::Layout);
        let page = sample::page(vec![Item::Image { rect, window, image: ImageId(0), owner }]);
        let bytes = draw(&page, &document, &sample::style(), &fonts, 400).unwrap();
        image::load_from_memory(&bytes).unwrap().to_rgba8()
    }

    #[test]
    fn a_picture_is_seen_through_its_window_alone() {
        let red = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 1'>\
                   <path fill='#f00' d='M0 0h100v1h-100z'/></svg>";
        let picture = through_a_window(red);
        assert_eq!(picture.get_pixel(150, 150).0, [0xFF, 0, 0, 0xFF]);
        for (x, y) in [(90, 150), (150, 90), (210, 150), (150, 210)] {
            assert_eq!(picture.get_pixel(x, y).0, [0xFF; 4], "{x}, {y}");
        }
    }

    #[test]
    fn an_unknown_picture_is_left_out() {
        let rect = Rect { x: 0.0, y: 0.0, width: 20.0, height: 20.0 };
        let owner = Owner::Artifact(Artifact::Background);
        let picture = drawn(vec![Item::Image { rect, window: None, image: ImageId(9), owner }]);
        assert!(picture.pixels().all(|pixel| pixel.0 == [0xFF; 4]));
    }
}

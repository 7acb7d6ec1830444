//! The same pages, written by krilla.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag, Tag, TagGroup, TagTree};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use plenary::internals::document::ElementId;
use plenary::internals::fonts::Fonts;
use plenary::internals::layout::{GlyphRun, Item, Owner, Page};
use plenary::internals::templates::{Colour, Palette, Style};

use crate::Outcome;

/// Writes the pages.
pub fn write(pages: &[Arc<Page>], style: &Style, fonts: &Fonts) -> Outcome<Vec<u8>> {
    let faces = fonts.faces.iter().map(|face| Font::new(face.bytes.to_vec().into(), 0));
    let faces: Vec<Font> = faces.collect::<Option<_>>().ok_or("a font cannot be read")?;
    let mut document = Document::new();
    let mut tags = Tags::default();
    for page in pages {
        let settings = PageSettings::from_wh(page.width, page.height).ok_or("no page")?;
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        let drawn: Vec<&Item> = page.items.iter().filter(|item| owner(item).is_some()).collect();
        for items in drawn.chunk_by(|one, next| owner(one) == owner(next)) {
            let owner = items.first().and_then(|item| owner(item)).ok_or("no owner")?;
            let identifier = surface.start_tagged(tag(owner));
            if let Owner::Element(element, _) = owner {
                tags.push(element, identifier);
            }
            for item in items {
                draw(&mut surface, item, &style.colours, &faces)?;
            }
            surface.end_tagged();
        }
        surface.finish();
        sheet.finish();
    }
    document.set_tag_tree(tags.tree());
    document.finish().map_err(|error| format!("{error:?}").into())
}

/// The elements in the order in which they occur.
#[derive(Default)]
struct Tags {
    places: BTreeMap<ElementId, usize>,
    groups: Vec<TagGroup>,
}

impl Tags {
    fn push(&mut self, element: ElementId, identifier: krilla::tagging::Identifier) {
        let place = match self.places.entry(element) {
            Entry::Occupied(place) => *place.get(),
            Entry::Vacant(place) => {
                self.groups.push(TagGroup::new(Tag::P));
                *place.insert(self.groups.len() - 1)
            }
        };
        if let Some(group) = self.groups.get_mut(place) {
            group.push(identifier);
        }
    }

    fn tree(self) -> TagTree {
        let mut tree = TagTree::new();
        self.groups.into_iter().for_each(|group| tree.push(group));
        tree
    }
}

fn owner(item: &Item) -> Option<Owner> {
    match item {
        Item::Glyphs(run) => Some(run.owner),
        Item::Fill { owner, .. } | Item::Image { owner, .. } => Some(*owner),
        Item::Link(_) => None,
    }
}

fn tag(owner: Owner) -> ContentTag<'static> {
    match owner {
        Owner::Element(..) => ContentTag::Span(SpanTag::empty()),
        Owner::Artifact(_) => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)),
    }
}

fn draw(surface: &mut Surface, item: &Item, palette: &Palette, faces: &[Font]) -> Outcome<()> {
    match item {
        Item::Glyphs(run) => text(surface, run, palette, faces),
        Item::Fill { rect, colour, .. } => {
            surface.set_fill(Some(fill(palette, *colour)));
            let rect = Rect::from_xywh(rect.x, rect.y, rect.width, rect.height);
            let mut path = PathBuilder::new();
            path.push_rect(rect.ok_or("an empty rectangle")?);
            surface.draw_path(&path.finish().ok_or("an empty path")?);
            Ok(())
        }
        Item::Image { .. } | Item::Link(_) => Ok(()),
    }
}

fn text(surface: &mut Surface, run: &GlyphRun, palette: &Palette, faces: &[Font]) -> Outcome<()> {
    surface.set_fill(Some(fill(palette, run.colour)));
    let glyphs: Vec<KrillaGlyph> = run
        .glyphs
        .iter()
        .enumerate()
        .map(|(index, glyph)| KrillaGlyph {
            glyph_id: GlyphId::new(glyph.id.into()),
            text_range: glyph.range(),
            x_advance: glyph.advance / run.size,
            x_offset: run.offsets.of(index).0 / run.size,
            y_offset: run.offsets.of(index).1 / run.size,
            y_advance: 0.0,
            location: None,
        })
        .collect();
    let font = faces.get(run.face.0).ok_or("no face")?.clone();
    let start = Point::from_xy(run.origin.x, run.origin.y);
    surface.draw_glyphs(start, &glyphs, font, &run.text, run.size, false);
    Ok(())
}

fn fill(palette: &Palette, colour: Colour) -> Fill {
    let rgb = palette.get(colour).screen;
    Fill { paint: rgb::Color::new(rgb.red, rgb.green, rgb.blue).into(), ..Fill::default() }
}

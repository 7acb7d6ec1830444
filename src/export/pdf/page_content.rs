//! Page → content stream (ISO 32000-1 §7.8.2).

use super::colour::Colours;
use super::fonts::Subsets;
use super::image;
use super::marked_content::{Sequence, SequenceKind, sequences};
use super::operators::Operators;
use super::page_boxes::PageBoxes;
use super::text::{TextState, set_place, show};
use crate::document::ImageId;
use crate::layout::{Artifact, GlyphRun, Item, Page, Rect};
use crate::templates::{Colour, Palette};

/// Writes the content stream of a page for readers, uncompressed and with marked content.
pub fn write(page: &Page, subsets: &Subsets, palette: &Palette) -> Vec<u8> {
    let mut writer = Writer::new(page, subsets, Colours::Screen(palette), None);
    let sequences = sequences(page);
    for (index, sequence) in sequences.iter().enumerate() {
        let after = sequences.get(index + 1..).unwrap_or_default();
        writer.sequence(sequence, continues(sequence, after));
    }
    writer.out.into_bytes()
}

/// Whether the next content on the page belongs to the same element, such as a heading after its
/// prefix or a page number after its contents entry.
fn continues(sequence: &Sequence, after: &[Sequence]) -> bool {
    let next = after.iter().find_map(|sequence| sequence.kind.element());
    sequence.kind.element().is_some_and(|element| next == Some(element))
}

/// Writes the content stream of a page for print, uncompressed: no marked content, and fills and
/// pictures at the trim edge extend into the bleed.
pub fn write_for_print(
    page: &Page,
    subsets: &Subsets,
    palette: &Palette,
    boxes: &PageBoxes,
) -> Vec<u8> {
    let mut writer = Writer::new(page, subsets, Colours::Print(palette), Some(boxes));
    writer.out.numbers(&[1.0, 0.0, 0.0, 1.0, boxes.margin, boxes.margin]);
    writer.out.line("cm");
    writer.items(&page.items);
    writer.out.into_bytes()
}

struct Writer<'a> {
    out: Operators,
    page: &'a Page,
    subsets: &'a Subsets,
    colours: Colours<'a>,
    /// The page boxes of a page for print.
    boxes: Option<&'a PageBoxes>,
    /// The current fill colour.
    colour: Option<Colour>,
    /// The current text state.
    text: TextState,
}

impl<'a> Writer<'a> {
    fn new(
        page: &'a Page,
        subsets: &'a Subsets,
        colours: Colours<'a>,
        boxes: Option<&'a PageBoxes>,
    ) -> Writer<'a> {
        let (out, text) = (Operators::default(), TextState::default());
        Writer { out, page, subsets, colours, boxes, colour: None, text }
    }

    fn sequence(&mut self, sequence: &Sequence, continues: bool) {
        self.begin(sequence.kind);
        self.items(sequence.items);
        if continues && let Some(Item::Glyphs(run)) = sequence.items.last() {
            self.invisible_space(run);
        }
        self.out.line("EMC");
    }

    /// Ends a text with an invisible space, so that screen readers separate it from the next word.
    fn invisible_space(&mut self, run: &GlyphRun) {
        let code = self.subsets.get(run.face).and_then(|subset| subset.code_of(" "));
        if let Some(code) = code.filter(|_| !run.text.ends_with([' ', '\u{AD}'])) {
            self.out.word("BT");
            set_place(&mut self.out, run, run.width(), self.page.height);
            self.out.raw(" Tm (");
            self.out.code(code);
            self.out.raw(") Tj ET\n");
        }
    }

    fn items(&mut self, items: &[Item]) {
        for items in items.chunk_by(|one, next| is_text(one) == is_text(next)) {
            let text = items.first().is_some_and(is_text);
            if text {
                self.out.line("BT");
            }
            items.iter().for_each(|item| self.item(item));
            if text {
                self.out.line("ET");
            }
        }
    }

    /// Begins a marked-content sequence. Artifacts state their type (§14.8.2.2.2), backgrounds also
    /// their size.
    fn begin(&mut self, kind: SequenceKind) {
        let out = &mut self.out;
        match kind {
            SequenceKind::Content { mcid, .. } => out.line(&format!("/Span <</MCID {mcid}>> BDC")),
            SequenceKind::Artifact(Artifact::Header) => {
                out.line("/Artifact <</Type /Pagination /Subtype /Header /Attached [/Top]>> BDC")
            }
            SequenceKind::Artifact(Artifact::Footer) => {
                out.line("/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC")
            }
            SequenceKind::Artifact(Artifact::Layout) => out.line("/Artifact <</Type /Layout>> BDC"),
            SequenceKind::Artifact(Artifact::Background) => {
                out.word("/Artifact <</Type /Background /BBox [0 0");
                out.number(self.page.width);
                out.number(self.page.height);
                out.line("]>> BDC");
            }
        }
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Glyphs(run) => {
                let Some(subset) = self.subsets.get(run.face) else { return };
                self.fill_with(run.colour);
                show(&mut self.out, &mut self.text, run, subset, self.page.height);
            }
            Item::Fill { rect, colour, .. } => {
                self.fill_with(*colour);
                let rect = self.boxes.map_or(*rect, |boxes| boxes.bleed_rect(rect));
                self.rectangle(&rect);
                self.out.line("re f");
            }
            Item::Image { rect, window, image, .. } => self.image(rect, window.as_ref(), *image),
            Item::Link(_) => {}
        }
    }

    fn fill_with(&mut self, colour: Colour) {
        if self.colour != Some(colour) {
            self.colour = Some(colour);
            self.colours.fill(colour, &mut self.out);
        }
    }

    fn rectangle(&mut self, rect: &Rect) {
        let foot = self.page.height - rect.y - rect.height;
        self.out.numbers(&[rect.x, foot, rect.width, rect.height]);
    }

    /// Draws a picture, clipped to its window and to the page or, for print, to the bleed (§8.5.4).
    fn image(&mut self, rect: &Rect, window: Option<&Rect>, image: ImageId) {
        let page = self.page.bounds();
        let seen = window.unwrap_or(rect);
        let (drawn, shown) = match self.boxes {
            Some(boxes) => boxes
                .bleed_picture(rect, seen)
                .map_or((*rect, None), |bled| (bled.drawn, Some(bled.shown))),
            None => (*rect, Some(page.common(seen)).filter(|shown| shown != rect)),
        };
        self.out.word("q");
        if let Some(shown) = shown {
            self.rectangle(&shown);
            self.out.line("re W n");
        }
        let foot = self.page.height - drawn.y - drawn.height;
        self.out.numbers(&[drawn.width, 0.0, 0.0, drawn.height, drawn.x, foot]);
        self.out.line(&format!("cm /{} Do Q", image::resource(image)));
    }
}

fn is_text(item: &Item) -> bool {
    match item {
        Item::Glyphs(_) => true,
        Item::Fill { .. } | Item::Image { .. } | Item::Link(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::cache::Cache;
    use crate::document::ElementId;
    use crate::fonts::Fonts;
    use crate::layout::Glyph;
    use crate::layout::{Owner, Part};
    use crate::templates::PrintStyle;
    use crate::units::mm_from_pt;

    fn fonts() -> Fonts {
        Fonts::bundled().unwrap()
    }

    fn written(items: Vec<Item>) -> String {
        let fonts = fonts();
        let pages = [sample::page(items).into()];
        let subsets = Subsets::collect(&pages, &fonts, Cache::NONE).unwrap();
        let bytes = write(&pages[0], &subsets, &sample::style().colours);
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn page_items_become_operators() {
        let fonts = Fonts::bundled().unwrap();
        let mut words = sample::run(&fonts, "abba", 20.0, 30.0);
        words.glyphs[1].advance += 0.5;
        words.offsets.push(2, (0.0, 2.0));
        let rule = Item::Fill {
            rect: Rect { x: 20.0, y: 40.0, width: 50.5, height: 0.4 },
            colour: Colour::Accent,
            owner: Owner::Artifact(Artifact::Layout),
        };
        let picture = Item::Image {
            rect: Rect { x: 10.0, y: 50.0, width: 20.0, height: 10.0 },
            window: Some(Rect { x: 10.0, y: 50.0, width: 10.0, height: 10.0 }),
            image: ImageId(3),
            owner: Owner::Element(ElementId(7), Part::Content),
        };
        let expected = "\
/Span <</MCID 0>> BDC
BT
0 0 0 rg
/F4 10 Tf
1 0 0 1 20 170 Tm
[(\0\u{1}\0\u{2})]TJ
2 Ts
[-50(\0\u{2})]TJ
0 Ts
[(\0\u{1})]TJ
ET
EMC
/Artifact <</Type /Layout>> BDC
0.541 0.231 0.11 rg
20 159.6 50.5 0.4 re f
EMC
/Span <</MCID 1>> BDC
q 10 140 10 10 re W n
20 0 0 10 10 140 cm /I3 Do Q
EMC
";
        assert_eq!(written(vec![Item::Glyphs(words), rule, picture]), expected);
    }

    #[test]
    fn overhanging_pictures_are_clipped_at_the_edge() {
        let rect = Rect { x: -30.0, y: 50.0, width: 60.0, height: 30.0 };
        let owner = Owner::Artifact(Artifact::Background);
        let picture = || vec![Item::Image { rect, window: None, image: ImageId(3), owner }];
        let drawn = "q 0 120 30 30 re W n\n60 0 0 30 -30 120 cm /I3 Do Q\n";
        assert!(written(picture()).contains(drawn), "{}", written(picture()));
        let page = sample::page(picture());
        let style = PrintStyle { bleed_mm: mm_from_pt(10.0), ..PrintStyle::default() };
        let (boxes, subsets) =
            (PageBoxes::new(&page, &style), Subsets::collect(&[], &fonts(), Cache::NONE).unwrap());
        let bytes = write_for_print(&page, &subsets, &sample::style().colours, &boxes);
        let printed = String::from_utf8(bytes).unwrap();
        let drawn = "q -10 120 40 30 re W n\n60 0 0 30 -30 120 cm /I3 Do Q\n";
        assert!(printed.ends_with(drawn), "{printed}");
    }

    #[test]
    fn heading_prefix_ends_with_an_invisible_space() {
        let fonts = Fonts::bundled().unwrap();
        let mut label = sample::run(&fonts, "a b", 20.0, 30.0);
        label.owner = Owner::Element(ElementId(7), Part::Marker);
        let mut title = sample::run(&fonts, "a", 20.0, 40.0);
        title.owner = Owner::Element(ElementId(7), Part::Content);
        let written = written(vec![Item::Glyphs(label), Item::Glyphs(title)]);
        assert_eq!(written.matches(" Tm (\0\u{2}) Tj ET\nEMC").count(), 1, "{written}");
    }

    #[test]
    fn glyphs_of_one_cluster_share_actual_text() {
        let fonts = Fonts::bundled().unwrap();
        let mut run = sample::run(&fonts, "abc", 0.0, 0.0);
        let second = run.glyphs[1];
        run.glyphs[1] = Glyph::new(second.id, second.advance, 0..1);
        let expected = "\
/Span <</ActualText <FEFF0061>>> BDC
[(\0\u{1}\0\u{2})]TJ
EMC
[(\0\u{3})]TJ
";
        let written = written(vec![Item::Glyphs(run)]);
        assert!(written.contains(expected), "{written}");
    }
}

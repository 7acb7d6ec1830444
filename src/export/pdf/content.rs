//! Page → content stream (ISO 32000-1 §7.8.2).

use super::fonts::Subsets;
use super::image;
use super::marks::{Mark, Sequence, sequences};
use super::operators::Operators;
use super::text::{TextState, show};
use crate::document::ImageId;
use crate::layout::{Artifact, Item, Page, Rect};
use crate::templates::{Palette, Rgb};

/// Writes the operators of a page, not yet deflated.
pub fn write(page: &Page, subsets: &Subsets, palette: &Palette) -> Vec<u8> {
    let mut writer = Writer {
        out: Operators::default(),
        page,
        subsets,
        palette,
        colour: None,
        text: TextState::default(),
    };
    sequences(page).iter().for_each(|sequence| writer.sequence(sequence));
    writer.out.into_bytes()
}

struct Writer<'a> {
    out: Operators,
    page: &'a Page,
    subsets: &'a Subsets,
    palette: &'a Palette,
    /// The colour that fills now.
    colour: Option<Rgb>,
    /// The font that is set now.
    text: TextState,
}

impl Writer<'_> {
    fn sequence(&mut self, sequence: &Sequence) {
        self.begin(sequence.mark);
        for items in sequence.items.chunk_by(|one, next| is_text(one) == is_text(next)) {
            let text = items.first().is_some_and(is_text);
            if text {
                self.out.line("BT");
            }
            items.iter().for_each(|item| self.item(item));
            if text {
                self.out.line("ET");
            }
        }
        self.out.line("EMC");
    }

    /// Artifacts say why they are none (§14.8.2.2.2); a background says how large it is.
    fn begin(&mut self, mark: Mark) {
        let out = &mut self.out;
        match mark {
            Mark::Content { mcid, .. } => out.line(&format!("/Span <</MCID {mcid}>> BDC")),
            Mark::Artifact(Artifact::Header) => {
                out.line("/Artifact <</Type /Pagination /Subtype /Header /Attached [/Top]>> BDC")
            }
            Mark::Artifact(Artifact::Footer) => {
                out.line("/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC")
            }
            Mark::Artifact(Artifact::Layout) => out.line("/Artifact <</Type /Layout>> BDC"),
            Mark::Artifact(Artifact::Background) => {
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
                self.fill_with(self.palette.get(run.colour).screen);
                show(&mut self.out, &mut self.text, run, subset, self.page.height);
            }
            Item::Fill { rect, colour, .. } => {
                self.fill_with(self.palette.get(*colour).screen);
                self.rectangle(rect);
                self.out.line("re f");
            }
            Item::Image { rect, image, .. } => self.image(rect, *image),
            Item::Link(_) => {}
        }
    }

    fn fill_with(&mut self, colour: Rgb) {
        if self.colour != Some(colour) {
            self.colour = Some(colour);
            let parts = [colour.red, colour.green, colour.blue];
            self.out.numbers(&parts.map(|part| f32::from(part) / 255.0));
            self.out.line("rg");
        }
    }

    fn rectangle(&mut self, rect: &Rect) {
        let foot = self.page.height - rect.y - rect.height;
        self.out.numbers(&[rect.x, foot, rect.width, rect.height]);
    }

    fn image(&mut self, rect: &Rect, image: ImageId) {
        let foot = self.page.height - rect.y - rect.height;
        self.out.word("q");
        self.out.numbers(&[rect.width, 0.0, 0.0, rect.height, rect.x, foot]);
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
    use crate::document::ElementId;
    use crate::fonts::Fonts;
    use crate::layout::{Owner, Part};
    use crate::templates::Colour;

    fn written(items: Vec<Item>) -> String {
        let fonts = Fonts::bundled().unwrap();
        let pages = [sample::page(items)];
        let subsets = Subsets::collect(&pages, &fonts).unwrap();
        let bytes = write(&pages[0], &subsets, &sample::style().colours);
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_page_reads_as_operators() {
        let fonts = Fonts::bundled().unwrap();
        let mut words = sample::run(&fonts, "abba", 20.0, 30.0);
        words.glyphs[1].advance += 0.5;
        words.glyphs[2].offset = (0.0, 2.0);
        let rule = Item::Fill {
            rect: Rect { x: 20.0, y: 40.0, width: 50.5, height: 0.4 },
            colour: Colour::Accent,
            owner: Owner::Artifact(Artifact::Layout),
        };
        let picture = Item::Image {
            rect: Rect { x: 10.0, y: 50.0, width: 20.0, height: 10.0 },
            image: ImageId(3),
            owner: Owner::Element(ElementId(7), Part::Content),
        };
        let expected = "\
/Span <</MCID 0>> BDC
BT
0 0 0 rg
/F4 10 Tf
1 0 0 1 20 170 Tm
[<00010002>]TJ
2 Ts
[-50<0002>]TJ
0 Ts
[<0001>]TJ
ET
EMC
/Artifact <</Type /Layout>> BDC
0.541 0.231 0.11 rg
20 159.6 50.5 0.4 re f
EMC
/Span <</MCID 1>> BDC
q 20 0 0 10 10 140 cm /I3 Do Q
EMC
";
        assert_eq!(written(vec![Item::Glyphs(words), rule, picture]), expected);
    }

    #[test]
    fn glyphs_that_share_a_text_bear_it_together() {
        let fonts = Fonts::bundled().unwrap();
        let mut run = sample::run(&fonts, "abc", 0.0, 0.0);
        run.glyphs[1].text = (0, 1);
        let expected = "\
/Span <</ActualText <FEFF0061>>> BDC
[<00010002>]TJ
EMC
[<0003>]TJ
";
        let written = written(vec![Item::Glyphs(run)]);
        assert!(written.contains(expected), "{written}");
    }
}

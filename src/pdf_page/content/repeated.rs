//! What the instructions of a content stream draw, and how often.

use hayro_svg::hayro_syntax::content::ops::TypedInstruction;
use hayro_svg::hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as Text};
use hayro_svg::hayro_syntax::page::Resources;

use super::{Inherited, PdfError, Streams};

/// The lengths of what a content stream draws.
pub struct Content {
    /// Its own bytes, forms and masks.
    length: usize,
    /// The longest pattern and the longest letter up to here.
    longest: Inherited,
    /// Shapes and letters, each of which may be filled with a pattern.
    shapes: usize,
    /// Bytes of texts, each of which may be a letter.
    letters: usize,
}

impl Content {
    /// Content of some bytes before its instructions are read.
    pub fn new(length: usize, inherited: Inherited) -> Content {
        Content { length, longest: inherited, shapes: 0, letters: 0 }
    }

    /// The length of everything. It may be too large: any shape may have the longest pattern.
    pub fn length(&self) -> usize {
        let patterns = self.shapes.saturating_mul(self.longest.pattern);
        let letters = self.letters.saturating_mul(self.longest.letter);
        self.length.saturating_add(patterns).saturating_add(letters)
    }

    /// Adds what an instruction draws.
    pub fn add(
        &mut self,
        instruction: TypedInstruction,
        resources: &Resources,
        streams: &mut Streams,
        depth: usize,
    ) -> Result<(), PdfError> {
        match instruction {
            TypedInstruction::XObject(drawn) => self.form(drawn.0, resources, streams, depth),
            TypedInstruction::SetGraphicsState(set) => {
                let state = resources.get_ext_g_state(set.0);
                state.map_or(Ok(()), |state| self.state(&state, resources, streams, depth))
            }
            TypedInstruction::TextFont(set) => {
                let font = resources.get_font(set.0);
                font.map_or(Ok(()), |font| self.font(&font, resources, streams, depth))
            }
            TypedInstruction::NonStrokeColorNamed(set) => {
                self.pattern(set.1, resources, streams, depth)
            }
            TypedInstruction::StrokeColorNamed(set) => {
                self.pattern(set.1, resources, streams, depth)
            }
            TypedInstruction::ShowText(shown) => self.text(shown.0),
            TypedInstruction::NextLineAndShowText(shown) => self.text(shown.0),
            TypedInstruction::ShowTextWithParameters(shown) => self.text(shown.2),
            TypedInstruction::ShowTexts(shown) => {
                shown.0.iter::<Text>().try_for_each(|text| self.text(&text))
            }
            TypedInstruction::StrokePath(_)
            | TypedInstruction::CloseAndStrokePath(_)
            | TypedInstruction::FillPathNonZero(_)
            | TypedInstruction::FillPathNonZeroCompatibility(_)
            | TypedInstruction::FillPathEvenOdd(_)
            | TypedInstruction::FillAndStrokeNonZero(_)
            | TypedInstruction::FillAndStrokeEvenOdd(_)
            | TypedInstruction::CloseFillAndStrokeNonZero(_)
            | TypedInstruction::CloseFillAndStrokeEvenOdd(_) => {
                // One pattern for the inside, and one for the outline.
                self.shapes = self.shapes.saturating_add(2);
                Ok(())
            }
            // Others draw nothing, or a shading or bitmap, which has no content.
            _ => Ok(()),
        }
    }

    fn text(&mut self, text: &Text) -> Result<(), PdfError> {
        self.letters = self.letters.saturating_add(text.len());
        self.shapes = self.shapes.saturating_add(text.len().saturating_mul(2));
        Ok(())
    }

    fn form(
        &mut self,
        name: &Name,
        resources: &Resources,
        streams: &mut Streams,
        depth: usize,
    ) -> Result<(), PdfError> {
        let reference = resources.x_objects.get_ref(name);
        if reference.is_some_and(|it| streams.open.contains(&it.into())) {
            return Err(PdfError::Unsupported("a form that draws itself"));
        }
        let form = resources.get_x_object(name).filter(is_form);
        let length =
            form.map_or(Ok(0), |form| streams.stream(&form, resources, self.longest, depth + 1))?;
        self.length = self.length.saturating_add(length);
        Ok(())
    }

    /// The mask and the font of a graphics state (ISO 32000-1 §8.4.5).
    fn state(
        &mut self,
        state: &Dict,
        resources: &Resources,
        streams: &mut Streams,
        depth: usize,
    ) -> Result<(), PdfError> {
        let mask = state.get::<Dict>("SMask").and_then(|it| it.get::<Stream>("G"));
        if let Some(mask) = mask {
            let length = streams.stream(&mask, resources, Inherited::default(), depth + 1)?;
            self.length = self.length.saturating_add(length);
        }
        let font = state.get::<Array>("Font").and_then(|it| it.iter::<Object>().next());
        let font = font.and_then(Object::into_dict);
        font.map_or(Ok(()), |font| self.font(&font, resources, streams, depth))
    }

    /// The longest letter of a font of Type 3, whose letters are content streams (§9.6.5).
    fn font(
        &mut self,
        font: &Dict,
        resources: &Resources,
        streams: &mut Streams,
        depth: usize,
    ) -> Result<(), PdfError> {
        let Some(letters) = font.get::<Dict>("CharProcs") else { return Ok(()) };
        let own = font.get::<Dict>("Resources").map(Resources::new);
        let resources = own.as_ref().unwrap_or(resources);
        let inherited = Inherited { letter: 0, ..self.longest };
        for name in letters.keys() {
            if let Some(letter) = letters.get::<Stream>(&name) {
                let length = streams.stream(&letter, resources, inherited, depth + 1)?;
                self.longest.letter = self.longest.letter.max(length);
            }
        }
        Ok(())
    }

    fn pattern(
        &mut self,
        name: Option<&Name>,
        resources: &Resources,
        streams: &mut Streams,
        depth: usize,
    ) -> Result<(), PdfError> {
        let pattern = name.and_then(|name| resources.get_pattern(name));
        let Some(Object::Stream(pattern)) = pattern else { return Ok(()) };
        let length = streams.stream(&pattern, resources, Inherited::default(), depth + 1)?;
        self.longest.pattern = self.longest.pattern.max(length);
        Ok(())
    }
}

fn is_form(drawn: &Stream) -> bool {
    drawn.dict().get::<Name>("Subtype").is_some_and(|it| it.as_str() == "Form")
}

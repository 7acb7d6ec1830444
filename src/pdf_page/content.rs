//! The length of the content that a page draws, with each form, pattern, mask and letter of a Type 3 font as often
//! as it may be drawn. The interpreter reads their content each time, even if it shows nothing.

mod repeated;

use std::collections::{HashMap, HashSet};

use hayro_svg::hayro_syntax::content::TypedIter;
use hayro_svg::hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_svg::hayro_syntax::page::{Page, Resources};

use self::repeated::Content;
use super::PdfError;
use crate::limits::{Limit, Limits};

/// How deeply forms are drawn in each other; the interpreter leaves out those that are deeper.
const DEEPEST: usize = 50;

/// The length that each reading of a stream counts in addition to its bytes.
const READING: usize = 100;

/// Checks that the content of a page is not too long.
pub fn check(page: &Page, limits: &Limits) -> Result<(), PdfError> {
    let mut streams = Streams::new(limits);
    let content = page.page_stream().unwrap_or_default();
    let mut length = streams.length(content, page.resources(), Inherited::default(), 0)?;
    let annotations = page.raw().get::<Array>("Annots");
    for annotation in annotations.iter().flat_map(|it| it.iter::<Dict>()) {
        for appearance in appearances(&annotation) {
            let inherited = Inherited::default();
            let drawn = streams.stream(&appearance, page.resources(), inherited, 1)?;
            length = length.saturating_add(drawn);
            limits.check(Limit::PdfContent, length)?;
        }
    }
    Ok(())
}

/// The drawings of an annotation in its normal appearance, of which one is drawn (ISO 32000-1 §12.5.5).
fn appearances<'a>(annotation: &Dict<'a>) -> Vec<Stream<'a>> {
    let appearance = annotation.get::<Dict>("AP").and_then(|it| it.get::<Object>("N"));
    match appearance {
        Some(Object::Stream(stream)) => vec![stream],
        Some(Object::Dict(states)) => {
            let state = annotation.get::<Name>("AS");
            let drawn = state.and_then(|it| states.get::<Stream>(it));
            drawn.or_else(|| states.get::<Stream>("Off")).into_iter().collect()
        }
        Some(_) | None => Vec::new(),
    }
}

/// What a stream may repeat because the content that draws it chose it: the lengths of the longest pattern and of
/// the longest letter of Type 3.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
struct Inherited {
    pattern: usize,
    letter: usize,
}

/// A stream, the resources that it takes from what draws it, and what it may repeat.
type Key = (ObjectIdentifier, Option<ObjectIdentifier>, Inherited);

struct Streams<'l> {
    limits: &'l Limits,
    /// The lengths of streams, with those that they draw.
    lengths: HashMap<Key, usize>,
    /// The streams that are being measured.
    open: HashSet<ObjectIdentifier>,
    /// The length of all streams that were read. Each is part of what the page draws.
    read: usize,
}

impl Streams<'_> {
    fn new(limits: &Limits) -> Streams<'_> {
        Streams { limits, lengths: HashMap::new(), open: HashSet::new(), read: 0 }
    }

    /// The length of some content, with what it draws.
    fn length(
        &mut self,
        content: &[u8],
        resources: &Resources,
        inherited: Inherited,
        depth: usize,
    ) -> Result<usize, PdfError> {
        self.read = self.read.saturating_add(content.len() + READING);
        self.limits.check(Limit::PdfContent, self.read)?;
        let mut measured = Content::new(content.len(), inherited);
        let mut instructions = TypedIter::new(content);
        while let Some(instruction) = instructions.next() {
            measured.add(instruction, resources, self, depth)?;
        }
        let length = measured.length();
        self.limits.check(Limit::PdfContent, length)?;
        Ok(length)
    }

    /// The length of a form, pattern, mask or letter.
    fn stream(
        &mut self,
        stream: &Stream,
        outer: &Resources,
        inherited: Inherited,
        depth: usize,
    ) -> Result<usize, PdfError> {
        let inner = stream.dict().get::<Dict>("Resources").map(Resources::new);
        let taken = if inner.is_some() { None } else { Some(outer.x_objects.obj_id()) };
        let key = (stream.obj_id(), taken.flatten(), inherited);
        // Resources without a number of their own cannot be told apart.
        let is_unique = taken != Some(None);
        if let Some(length) = self.lengths.get(&key).filter(|_| is_unique) {
            return Ok(*length);
        }
        if depth > DEEPEST {
            return Err(PdfError::Unsupported("forms in more than 50 others"));
        }
        if !self.open.insert(stream.obj_id()) {
            return Err(PdfError::Unsupported("a form that draws itself"));
        }
        let content = stream.decoded_data().unwrap_or_default();
        let length = self.length(&content, inner.as_ref().unwrap_or(outer), inherited, depth)?;
        self.open.remove(&stream.obj_id());
        self.lengths.insert(key, length);
        Ok(length)
    }
}

//! The length of the content that a page draws, with each form as often as it is drawn. The interpreter reads the
//! content of a form each time, even if it shows nothing.

use std::collections::{HashMap, HashSet};

use hayro_svg::hayro_syntax::content::TypedIter;
use hayro_svg::hayro_syntax::content::ops::TypedInstruction;
use hayro_svg::hayro_syntax::object::{Dict, Name, ObjectIdentifier, Stream};
use hayro_svg::hayro_syntax::page::{Page, Resources};

use super::PdfError;
use crate::limits::{Limit, Limits};

/// How deeply forms are drawn in each other; the interpreter leaves out those that are deeper.
const DEEPEST: usize = 50;

/// Checks that the content of a page is not too long.
pub fn check(page: &Page, limits: &Limits) -> Result<(), PdfError> {
    let content = page.page_stream().unwrap_or_default();
    let length = Forms::default().length(content, page.resources(), 0)?;
    Ok(limits.check(Limit::PdfContent, length)?)
}

/// A form, and the resources that it takes from what draws it.
type Key = (ObjectIdentifier, Option<ObjectIdentifier>);

#[derive(Default)]
struct Forms {
    /// The lengths of forms, with those that they draw.
    lengths: HashMap<Key, usize>,
    /// The forms that are being measured. The parser does not find a form in itself.
    open: HashSet<ObjectIdentifier>,
}

impl Forms {
    fn length(
        &mut self,
        content: &[u8],
        resources: &Resources,
        depth: usize,
    ) -> Result<usize, PdfError> {
        let mut length = content.len();
        let mut instructions = TypedIter::new(content);
        while let Some(instruction) = instructions.next() {
            if let TypedInstruction::XObject(drawn) = instruction {
                length = length.saturating_add(self.drawn(drawn.0, resources, depth)?);
            }
        }
        Ok(length)
    }

    fn drawn(
        &mut self,
        name: &Name,
        resources: &Resources,
        depth: usize,
    ) -> Result<usize, PdfError> {
        let reference = resources.x_objects.get_ref(name);
        if reference.is_some_and(|it| self.open.contains(&it.into())) {
            return Err(PdfError::Unsupported("a form that draws itself"));
        }
        let form = resources.get_x_object(name).filter(is_form);
        form.map_or(Ok(0), |form| self.form(&form, resources, depth + 1))
    }

    fn form(&mut self, form: &Stream, outer: &Resources, depth: usize) -> Result<usize, PdfError> {
        let inner = form.dict().get::<Dict>("Resources").map(Resources::new);
        let inherited = if inner.is_some() { None } else { outer.x_objects.obj_id() };
        let key = (form.obj_id(), inherited);
        if let Some(length) = self.lengths.get(&key) {
            return Ok(*length);
        }
        if depth > DEEPEST {
            return Err(PdfError::Unsupported("forms in more than 50 others"));
        }
        self.open.insert(form.obj_id());
        let content = form.decoded_data().unwrap_or_default();
        let length = self.length(&content, inner.as_ref().unwrap_or(outer), depth)?;
        self.open.remove(&form.obj_id());
        self.lengths.insert(key, length);
        Ok(length)
    }
}

fn is_form(drawn: &Stream) -> bool {
    drawn.dict().get::<Name>("Subtype").is_some_and(|it| it.as_str() == "Form")
}

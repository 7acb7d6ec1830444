//! Results that are made from one section of the body, kept for the builds after an edit elsewhere.

use std::hash::Hash;
use std::sync::Arc;

use crate::cache::{Cache, Key};
use crate::origin::{Shift, Shifted};
use crate::yaml::PartKeys;
use crate::yaml::tree::Node;

/// The results of earlier builds of the sections of a file.
pub struct KeptSections<'k> {
    /// The parts from which the tree was made; none if it was changed since.
    pub parts: PartKeys,
    /// Where the results are kept.
    pub cache: &'k Cache,
}

/// A result, and the first byte of the part that it was made from.
struct Placed<T> {
    start: usize,
    value: Arc<T>,
}

impl<T> Clone for Placed<T> {
    fn clone(&self) -> Self {
        Placed { start: self.start, value: Arc::clone(&self.value) }
    }
}

impl KeptSections<'_> {
    /// The result of one kind that is made from a section and some context, with its positions in this file.
    ///
    /// # Errors
    ///
    /// If it cannot be made.
    pub fn try_get<T, E>(
        &self,
        (kind, context): (&str, impl Hash),
        section: &Node,
        make: impl FnOnce() -> Result<T, E>,
    ) -> Result<Arc<T>, E>
    where
        T: Shifted + Clone + Send + Sync + 'static,
    {
        let Some((start, part)) = self.parts.around(section.place.start) else {
            return make().map(Arc::new);
        };
        let key = Key::new(kind, (part, section.place.start - start, context));
        let value = match self.cache.find::<Placed<T>>(key) {
            Some(known) if known.start == start => return Ok(known.value),
            Some(known) => {
                let mut value = Arc::unwrap_or_clone(known.value);
                value.shift(Shift { from: known.start, to: start });
                Arc::new(value)
            }
            None => Arc::new(make()?),
        };
        self.cache.put(key, Placed { start, value: Arc::clone(&value) });
        Ok(value)
    }
}

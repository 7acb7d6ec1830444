//! Another place that a message is about: in another file, of which it keeps what is shown.

use std::ops::Range;

use super::excerpt::Excerpt;
use super::{Lined, Position, position};

/// Another place that a message is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// What stands there: lower case, no full stop.
    pub label: String,
    /// The file, as the user named it.
    pub file: String,
    /// Where the place begins, and the position after its last character.
    pub positions: (Position, Position),
    pub(super) excerpt: Excerpt<'static>,
}

impl Related {
    /// A place in a file.
    pub fn new<S: Lined + ?Sized>(
        label: impl Into<String>,
        file: impl Into<String>,
        source: &S,
        place: Range<usize>,
    ) -> Related {
        let positions = (position(source, place.start), position(source, place.end));
        let excerpt = Excerpt::new(source, &place).into_owned();
        Related { label: label.into(), file: file.into(), positions, excerpt }
    }
}

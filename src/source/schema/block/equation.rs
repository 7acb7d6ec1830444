//! Equations on a line of their own.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use crate::math::{self, Equation, Fault};
use crate::origin::{Shift, Shifted, TracedString};

/// An equation on a line of its own.
#[derive(Clone, Debug)]
pub struct DisplayEquation {
    /// The equation in LaTeX, without dollar signs: `E = mc^2`.
    pub latex: Latex,
    /// The id for references: `[#id]`. An equation with an id is numbered.
    pub id: Option<String>,
    /// A description for readers who cannot see the equation [default: the equation as a line of text].
    pub alt: Option<String>,
}

/// An equation in LaTeX, read once.
#[derive(Clone, Debug)]
pub struct Latex {
    written: TracedString,
    equation: Result<Arc<Equation>, Box<Fault>>,
}

impl Latex {
    /// The LaTeX as written.
    pub fn written(&self) -> &TracedString {
        &self.written
    }

    /// The equation.
    ///
    /// # Errors
    ///
    /// The first error in the LaTeX.
    pub fn equation(&self) -> Result<&Arc<Equation>, &Fault> {
        self.equation.as_ref().map_err(|fault| &**fault)
    }
}

impl Shifted for Latex {
    fn shift(&mut self, by: Shift) {
        self.written.shift(by);
        // The range of a fault is in the equation.
        if let Ok(equation) = &mut self.equation {
            Arc::make_mut(equation).latex.shift(by);
        }
    }
}

impl From<TracedString> for Latex {
    fn from(written: TracedString) -> Self {
        let equation = math::read(&written).map(Arc::new).map_err(Box::new);
        Latex { written, equation }
    }
}

impl<'de> Deserialize<'de> for Latex {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        TracedString::deserialize(deserializer).map(Latex::from)
    }
}

impl JsonSchema for Latex {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Latex".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string" })
    }
}

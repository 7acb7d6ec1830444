//! template.yaml → [`Style`], `labels/<language>.yaml` → [`Labels`].

pub mod load;
pub mod style;

pub use style::*;

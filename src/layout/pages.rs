//! Sheets → pages: cover, contents, running heads, folios.

pub mod contents;
pub mod cover;
pub mod front_matter;
pub mod furniture;
pub mod mirror;

//! Sheets → pages: cover, contents, running heads, folios.

pub mod contents;
pub mod cover;
pub mod furniture;
pub mod matter;
pub mod mirror;

//! Document → XHTML: the elements that an e-book and a web page share.
//!
//! [`writer::Writer`] writes one file. What differs between an e-book and a web page is in its
//! [`writer::Context`]: where links lead, and whether `epub:type` attributes are written. Roles
//! are those of WAI-ARIA 1.2 and DPUB-ARIA 1.1.

mod block;
pub mod css;
mod inline;
mod list;
mod note;
pub mod page_break;
mod people;
mod section;
mod table;
pub mod writer;

//! Document → XHTML: the elements that an e-book and a web page share.
//!
//! [`writer::Writer`] writes one file. The differences between an e-book and a web page are in its
//! [`writer::Context`]: the [medium](writer::Medium), and the targets of links. Roles come from
//! WAI-ARIA 1.2 and DPUB-ARIA 1.1.

mod block;
pub mod css;
mod equation;
mod inline;
mod list;
mod note;
pub mod page_break;
mod people;
pub mod record;
mod section;
pub mod spine;
mod table;
mod title_page;
pub mod toc;
pub mod writer;

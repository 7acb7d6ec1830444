//! Report + Style + Labels → [`Document`]: every decision about characters, numbers and order.

use crate::document::{Date, Document, Image};
use crate::source::Report;
use crate::templates::{Labels, Style};

/// Decides everything about a checked report.
pub fn resolve(
    report: &Report,
    style: &Style,
    labels: &Labels,
    images: Vec<Image>,
    date: Option<Date>,
) -> Document {
    let _ = (report, style, labels, images, date);
    todo!()
}

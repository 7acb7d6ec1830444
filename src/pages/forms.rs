//! Forms for the register of people and the imprint, written into the source.

use super::Pages;
use super::rewording::Refused;
use crate::rewrite::fields::Record;
use crate::rewrite::{self, fields};

impl Pages {
    /// The rows of a source of this report: the people of the register, then the imprint. Empty if it is not
    /// YAML.
    pub fn records(&self, file: &[u8]) -> Vec<Record> {
        fields::records(file, self.report.limits()).unwrap_or_default()
    }

    /// Gives a field of a source of this report another text, or removes the field or row if the text is
    /// empty. `path` contains the keys that lead to it. Returns the bytes of the new file, in which nothing
    /// else differs.
    ///
    /// # Errors
    ///
    /// If the change cannot be written.
    pub fn set_field(&self, file: &[u8], path: &[&str], value: &str) -> Result<Vec<u8>, Refused> {
        let (labels, limits) = (self.report.labels(), self.report.limits());
        let change = fields::set(file, limits, path, value).ok_or_else(|| {
            Refused::new("this form cannot change the field", "change it in the source")
        })?;
        let written = rewrite::rewrite(file, labels, limits, &[change]);
        match written.refused.into_iter().next() {
            Some(refusal) => Err(Refused { reason: refusal.reason, hint: refusal.hint }),
            None => Ok(written.bytes),
        }
    }
}

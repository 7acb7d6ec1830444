//! The names of all elements.

use std::fmt;
use std::sync::Arc;

use super::ElementId;

/// The anchors of a document: unique, of ASCII letters, digits and `-`, starting with a letter. Builds share those of
/// unchanged sections.
#[derive(Clone, Default)]
pub struct AnchorNames {
    /// Runs of names, each with the number of its first element.
    runs: Vec<(usize, Arc<[String]>)>,
    length: usize,
}

impl AnchorNames {
    /// The name of an element.
    pub fn name(&self, element: ElementId) -> Option<&str> {
        let index = element.0 as usize;
        let after = self.runs.partition_point(|(start, _)| *start <= index);
        let (start, names) = self.runs.get(after.checked_sub(1)?)?;
        names.get(index - start).map(String::as_str)
    }

    /// The number of names.
    pub fn len(&self) -> usize {
        self.length
    }

    /// The names of all elements in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &String> {
        self.runs.iter().flat_map(|(_, names)| names.iter())
    }

    /// Adds the names of the next elements.
    pub fn extend(&mut self, names: Arc<[String]>) {
        if !names.is_empty() {
            self.runs.push((self.length, Arc::clone(&names)));
            self.length += names.len();
        }
    }
}

impl fmt::Debug for AnchorNames {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.debug_list().entries(self.iter()).finish()
    }
}

impl FromIterator<String> for AnchorNames {
    fn from_iter<T: IntoIterator<Item = String>>(names: T) -> Self {
        let mut anchors = AnchorNames::default();
        anchors.extend(names.into_iter().collect());
        anchors
    }
}

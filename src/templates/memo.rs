//! Cached results, because thousands of reports use the same template and labels.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use super::layer::Layer;
use crate::diagnostic::Findings;

/// The last few results of a function of layers. Only successes are kept.
pub struct Memo<T>(Mutex<VecDeque<(Vec<Layer>, T)>>);

/// The number of results that are kept: enough for reports in ten languages with templates of a few
/// organizations.
const MOST: usize = 16;

impl<T: Clone> Memo<T> {
    /// Remembers nothing.
    pub const fn new() -> Memo<T> {
        Memo(Mutex::new(VecDeque::new()))
    }

    /// The result for some layers, from memory if they are the same as before.
    pub fn get(
        &self,
        layers: &[Layer],
        read: impl FnOnce(&[Layer]) -> Result<T, Findings>,
    ) -> Result<T, Findings> {
        let known = |all: &VecDeque<(Vec<Layer>, T)>| {
            let found = all.iter().find(|(known, _)| are_same(known, layers));
            found.map(|(_, result)| result.clone())
        };
        if let Some(result) = known(&self.0.lock().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(result);
        }
        let result = read(layers)?;
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.pop_front();
        }
        all.push_back((layers.to_vec(), result.clone()));
        Ok(result)
    }
}

fn are_same(some: &[Layer], others: &[Layer]) -> bool {
    let is_same = |(one, other): (&Layer, &Layer)| {
        one.file == other.file && one.source.bytes() == other.source.bytes()
    };
    some.len() == others.len() && some.iter().zip(others).all(is_same)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_result_is_made_once_for_the_same_layers() {
        let memo = Memo::new();
        let made = Cell::new(0);
        let get = |text: &str| {
            let length = |layers: &[Layer]| {
                made.set(made.get() + 1);
                Ok(layers[0].text().len())
            };
            memo.get(&[Layer::new("a", text)], length).unwrap()
        };
        assert_eq!((get("one"), get("three"), get("one"), made.get()), (3, 5, 3, 2));
        for number in 0..MOST {
            let _ = get(&"x".repeat(number));
        }
        get("one");
        assert_eq!(made.get(), 2 + MOST + 1);
        assert!(memo.get(&[Layer::new("b", "")], |_| Err(Findings::default())).is_err());
    }
}

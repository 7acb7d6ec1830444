//! Cached results, because thousands of reports use the same template and labels.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// The last few results of a function. Only successes are kept.
pub struct Memo<K, T>(Mutex<VecDeque<(Vec<K>, T)>>);

/// The number of results that are kept: enough for reports in ten languages with templates of a few
/// organizations.
const MOST: usize = 16;

impl<K: Clone + PartialEq, T: Clone> Memo<K, T> {
    /// Remembers nothing.
    pub const fn new() -> Memo<K, T> {
        Memo(Mutex::new(VecDeque::new()))
    }

    /// The result for some inputs, from memory if they are the same as before.
    pub fn get<E>(&self, inputs: &[K], make: impl FnOnce(&[K]) -> Result<T, E>) -> Result<T, E> {
        let known = |all: &VecDeque<(Vec<K>, T)>| {
            let found = all.iter().find(|(known, _)| known == inputs);
            found.map(|(_, result)| result.clone())
        };
        if let Some(result) = known(&self.0.lock().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(result);
        }
        let result = make(inputs)?;
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.pop_front();
        }
        all.push_back((inputs.to_vec(), result.clone()));
        Ok(result)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_result_is_made_once_for_the_same_inputs() {
        let memo = Memo::new();
        let made = Cell::new(0);
        let get = |text: &str| {
            let length = |inputs: &[String]| {
                made.set(made.get() + 1);
                Ok::<_, ()>(inputs[0].len())
            };
            memo.get(&[text.to_owned()], length).unwrap()
        };
        assert_eq!((get("one"), get("three"), get("one"), made.get()), (3, 5, 3, 2));
        for number in 0..MOST {
            let _ = get(&"x".repeat(number));
        }
        get("one");
        assert_eq!(made.get(), 2 + MOST + 1);
        assert!(memo.get(&["b".to_owned()], |_| Err(())).is_err());
    }
}

//! Short results that were made lately, such as compressed streams. Thousands of reports in the same template share
//! style sheets, licences and fonts, nearly half of what their packages contain.

use std::collections::HashMap;
use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

use crate::cache::Key;

/// The most results in a generation: several times what the reports in progress have.
const MOST: usize = 512;

/// The most bytes of a result that is kept.
const LONGEST: usize = 1 << 13;

/// The last results of the process, by the hash of what they were made from. They never change an output.
pub static RECENT: Recent = Recent(Mutex::new(None));

/// Results in two generations. When the young one is full, it becomes the old one, whose results are dropped.
pub struct Recent(Mutex<Option<Generations>>);

#[derive(Default)]
struct Generations {
    young: HashMap<Key, Arc<[u8]>>,
    old: HashMap<Key, Arc<[u8]>>,
}

impl Recent {
    /// The result with a key, made if it is not known.
    ///
    /// # Errors
    ///
    /// If it cannot be made.
    pub fn get<E>(
        &self,
        key: Key,
        make: impl FnOnce() -> Result<Vec<u8>, E>,
    ) -> Result<Vec<u8>, E> {
        if let Some(known) = self.with(|all| all.find(key)) {
            return Ok(known.to_vec());
        }
        let made = make()?;
        if made.len() <= LONGEST {
            self.with(|all| all.keep(key, made.as_slice().into()));
        }
        Ok(made)
    }

    fn with<T>(&self, work: impl FnOnce(&mut Generations) -> T) -> T {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        work(all.get_or_insert_default())
    }
}

impl Generations {
    /// A result, which counts as young again.
    fn find(&mut self, key: Key) -> Option<Arc<[u8]>> {
        if let Some(known) = self.young.get(&key) {
            return Some(known.clone());
        }
        let known = self.old.remove(&key)?;
        self.keep(key, known.clone());
        Some(known)
    }

    fn keep(&mut self, key: Key, result: Arc<[u8]>) {
        if self.young.len() >= MOST {
            self.old = mem::take(&mut self.young);
        }
        self.young.insert(key, result);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a result has to be made.
    fn is_made(recent: &Recent, name: usize, length: usize) -> bool {
        let mut made = false;
        let make = || {
            made = true;
            Ok::<_, ()>(vec![b'x'; length])
        };
        assert_eq!(recent.get(Key::new("test", name), make).unwrap().len(), length);
        made
    }

    #[test]
    fn results_that_are_used_are_kept() {
        let recent = Recent(Mutex::new(None));
        assert!(is_made(&recent, 0, 9));
        for number in 1..5 * MOST {
            assert!(is_made(&recent, number, 9));
            assert!(!is_made(&recent, 0, 9));
        }
        assert!(is_made(&recent, 1, 9));
        recent.with(|all| assert!(all.young.len() + all.old.len() <= 2 * MOST));
    }

    #[test]
    fn long_results_are_not_kept() {
        let recent = Recent(Mutex::new(None));
        assert!(is_made(&recent, 0, LONGEST + 1) && is_made(&recent, 0, LONGEST + 1));
        assert!(recent.get(Key::new("test", 1_usize), || Err(())).is_err());
        assert!(is_made(&recent, 1, 9));
    }
}

//! Results that builds of a report keep for the next build, so that a build after an edit makes only what the
//! edit changed.
//!
//! A result is found by a hash of everything it was made from, so it is never out of date, and outputs do
//! not depend on what is kept. Each build is a generation: a result that the last [`KEPT`] builds did not use is
//! dropped. Builds that fail or are interrupted do not count, because they do not reach most results.

mod recent;

use std::any::Any;
use std::collections::HashMap;
use std::convert::Infallible;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use recent::RECENT;

/// The number of builds for which an unused result is kept. With two, undoing an edit is as fast as the edit.
const KEPT: u32 = 2;

/// The number of parts that are locked separately.
const SHARDS: usize = 64;

/// Results of earlier builds of a report. They make builds after an edit faster, but never change an output.
///
/// Clones share the results. A cache is for one report: a build drops the results that the last builds did not
/// use. By default nothing is kept.
#[derive(Clone, Default)]
pub struct Cache(Option<Arc<Store>>);

struct Store {
    generation: AtomicU32,
    shards: [Mutex<HashMap<Key, Entry>>; SHARDS],
}

/// A result, and the last build that used it.
struct Entry {
    value: Arc<dyn Any + Send + Sync>,
    used: u32,
}

/// The hash of everything that a result is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key([u8; 16]);

impl Key {
    /// The key of the result of one kind. The parts must tell apart any two inputs with different results.
    pub fn new(kind: &str, parts: impl Hash) -> Key {
        let mut hashed = Hashed::default();
        hashed.whole.update(kind.as_bytes());
        parts.hash(&mut hashed);
        hashed.flush();
        Key::from(hashed.whole.finalize())
    }

    /// The key of a result of one kind that is made from bytes.
    pub fn of_bytes(kind: &str, bytes: &[u8]) -> Key {
        let mut hasher = blake3::Hasher::new();
        hasher.update(kind.as_bytes()).update(bytes);
        Key::from(hasher.finalize())
    }

    fn shard(self) -> usize {
        let [first, ..] = self.0;
        usize::from(first) % SHARDS
    }
}

impl From<blake3::Hash> for Key {
    fn from(hash: blake3::Hash) -> Key {
        let mut key = [0; 16];
        key.iter_mut().zip(hash.as_bytes()).for_each(|(byte, hashed)| *byte = *hashed);
        Key(key)
    }
}

/// Collects what is short, because one hash of many bytes is faster than many short ones.
#[derive(Default)]
struct Hashed {
    whole: blake3::Hasher,
    short: Vec<u8>,
}

/// The number of bytes from which they are hashed where they are.
const LONG: usize = 1 << 10;

impl Hashed {
    fn flush(&mut self) {
        self.whole.update(&self.short);
        self.short.clear();
    }
}

impl Hasher for Hashed {
    fn write(&mut self, bytes: &[u8]) {
        if bytes.len() < LONG {
            return self.short.extend_from_slice(bytes);
        }
        self.flush();
        self.whole.update(bytes);
    }

    /// Only [`Key`] hashes the bytes.
    fn finish(&self) -> u64 {
        0
    }
}

impl Cache {
    /// Keeps nothing.
    pub(crate) const NONE: &'static Cache = &Cache(None);

    /// A cache that keeps results.
    pub fn new() -> Cache {
        let shards = std::array::from_fn(|_| Mutex::default());
        Cache(Some(Arc::new(Store { generation: AtomicU32::new(0), shards })))
    }

    /// Whether it keeps anything.
    pub(crate) fn keeps(&self) -> bool {
        self.0.is_some()
    }

    /// Begins a build: drops the results that the last builds did not use.
    pub(crate) fn begin_build(&self) {
        let Some(store) = &self.0 else { return };
        let generation = store.generation.fetch_add(1, Ordering::Relaxed) + 1;
        for shard in &store.shards {
            locked(shard).retain(|_, entry| entry.used + KEPT >= generation);
        }
    }

    /// Gives a build up: what it has not reached is kept as if it had not begun.
    pub(crate) fn abandon_build(&self) {
        if let Some(store) = &self.0 {
            store.generation.fetch_sub(1, Ordering::Relaxed);
        }
    }

    /// The result with a key, made if no earlier build has made it.
    pub(crate) fn get<T>(&self, key: impl FnOnce() -> Key, make: impl FnOnce() -> T) -> T
    where
        T: Clone + Send + Sync + 'static,
    {
        let made: Result<T, Infallible> = self.try_get(key, || Ok(make()));
        let Ok(made) = made;
        made
    }

    /// As [`Cache::get`], for a result that may fail. Failures are not kept.
    ///
    /// # Errors
    ///
    /// If it cannot be made.
    pub(crate) fn try_get<T, E>(
        &self,
        key: impl FnOnce() -> Key,
        make: impl FnOnce() -> Result<T, E>,
    ) -> Result<T, E>
    where
        T: Clone + Send + Sync + 'static,
    {
        let Some(store) = &self.0 else { return make() };
        let key = key();
        if let Some(known) = store.find::<T>(key) {
            return Ok(known.as_ref().clone());
        }
        let made = make()?;
        store.keep(key, Arc::new(made.clone()));
        Ok(made)
    }

    /// A result with a key, if it is kept.
    pub(crate) fn find<T: Clone + Send + Sync + 'static>(&self, key: Key) -> Option<T> {
        let known = self.0.as_ref()?.find::<T>(key)?;
        Some(known.as_ref().clone())
    }

    /// Keeps results longer, because the result that was made from them is used.
    pub(crate) fn keep_longer(&self, keys: &[Key]) {
        let Some(store) = &self.0 else { return };
        let generation = store.generation.load(Ordering::Relaxed);
        for key in keys {
            let Some(shard) = store.shard(*key) else { continue };
            locked(shard).entry(*key).and_modify(|entry| entry.used = generation);
        }
    }

    /// Drops the result with a key.
    pub(crate) fn remove(&self, key: Key) {
        if let Some(shard) = self.0.as_ref().and_then(|store| store.shard(key)) {
            locked(shard).remove(&key);
        }
    }

    /// Keeps a result instead of the one with the same key, if there is one.
    pub(crate) fn put<T: Send + Sync + 'static>(&self, key: Key, value: T) {
        if let Some(store) = &self.0 {
            store.keep(key, Arc::new(value));
        }
    }

    /// As [`Cache::try_get`], for bytes that the reports of an archive share. A cache that keeps nothing looks for them
    /// in those that the process has made lately, if they are short.
    ///
    /// # Errors
    ///
    /// If they cannot be made.
    pub(crate) fn try_get_shared<E>(
        &self,
        key: impl FnOnce() -> Key,
        make: impl FnOnce() -> Result<Vec<u8>, E>,
    ) -> Result<Vec<u8>, E> {
        match self.keeps() {
            true => self.try_get(key, make),
            false => RECENT.get(key(), make),
        }
    }
}

impl Store {
    fn shard(&self, key: Key) -> Option<&Mutex<HashMap<Key, Entry>>> {
        self.shards.get(key.shard())
    }

    fn find<T: Send + Sync + 'static>(&self, key: Key) -> Option<Arc<T>> {
        let mut shard = locked(self.shard(key)?);
        let entry = shard.get_mut(&key)?;
        entry.used = self.generation.load(Ordering::Relaxed);
        Arc::clone(&entry.value).downcast().ok()
    }

    fn keep(&self, key: Key, value: Arc<dyn Any + Send + Sync>) {
        let used = self.generation.load(Ordering::Relaxed);
        if let Some(shard) = self.shard(key) {
            locked(shard).insert(key, Entry { value, used });
        }
    }
}

impl Default for &Cache {
    fn default() -> Self {
        Cache::NONE
    }
}

/// What is kept does not matter to anyone who compares options.
impl fmt::Debug for Cache {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("Cache")
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    /// Gets the lengths of words, and returns how many had to be made.
    fn made(cache: &Cache, words: &[&str]) -> usize {
        let made = Cell::new(0);
        for word in words {
            let length = || {
                made.set(made.get() + 1);
                word.len()
            };
            assert_eq!(cache.get(|| Key::new("length", word), length), word.len());
        }
        made.get()
    }

    #[test]
    fn results_are_made_once_until_two_builds_do_without_them() {
        let cache = Cache::new();
        let builds = [(&["a", "b"][..], 2), (&["a"], 0), (&["a"], 0), (&["a", "b"], 1)];
        for (words, expected) in builds {
            cache.begin_build();
            assert_eq!(made(&cache, words), expected, "{words:?}");
        }
    }

    #[test]
    fn builds_that_were_given_up_drop_nothing() {
        let cache = Cache::new();
        cache.begin_build();
        assert_eq!(made(&cache, &["a", "b"]), 2);
        for _ in 0..9 {
            cache.begin_build();
            made(&cache, &["c"]);
            cache.abandon_build();
        }
        cache.begin_build();
        assert_eq!(made(&cache, &["a", "b", "c"]), 0);
    }

    #[test]
    fn without_a_cache_everything_is_made() {
        let cache = Cache::default();
        cache.begin_build();
        assert_eq!(made(&cache, &["a", "a"]), 2);
    }

    #[test]
    fn results_of_different_kinds_are_kept_apart() {
        let cache = Cache::new();
        assert_eq!(cache.get(|| Key::new("one", "a"), || 1), 1);
        assert_eq!(cache.get(|| Key::new("other", "a"), || "b".to_owned()), "b");
        assert_eq!(cache.get(|| Key::new("one", "a"), || 2), 1);
    }
}

//! The XML of property elements that were made lately. Few differ: a style has the properties of most paragraphs.

/// The most that are kept, so that none is long to find.
const MOST: usize = 32;

/// XML by what it is made from, the oldest first.
pub struct Recent<K>(Vec<(K, Vec<u8>)>);

impl<K> Default for Recent<K> {
    fn default() -> Self {
        Recent(Vec::new())
    }
}

impl<K: PartialEq> Recent<K> {
    /// Appends the XML with a key to `out`, made if it is not known.
    ///
    /// # Errors
    ///
    /// If it cannot be made.
    pub fn append<E>(
        &mut self,
        key: K,
        make: impl FnOnce(&K) -> Result<Vec<u8>, E>,
        out: &mut Vec<u8>,
    ) -> Result<(), E> {
        if let Some((_, xml)) = self.0.iter().rev().find(|(known, _)| *known == key) {
            out.extend_from_slice(xml);
            return Ok(());
        }
        let xml = make(&key)?;
        out.extend_from_slice(&xml);
        if self.0.len() == MOST {
            self.0.remove(0);
        }
        self.0.push((key, xml));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_not_made_again() {
        let (mut recent, mut made) = (Recent::default(), Vec::new());
        let all = [1, 2, 1, 2].into_iter().chain(3..3 + MOST).chain([1]);
        let mut out = Vec::new();
        for key in all.clone() {
            let make = |key: &usize| {
                made.push(*key);
                Ok::<_, ()>(vec![*key as u8])
            };
            recent.append(key, make, &mut out).unwrap();
        }
        assert!(out.iter().map(|it| usize::from(*it)).eq(all));
        assert!(made.into_iter().eq((1..3 + MOST).chain([1])));
        assert_eq!(recent.0.len(), MOST);
    }
}

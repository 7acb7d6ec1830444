//! Suggestions for hints: the known word that was meant, lists of allowed words.

/// Returns the known word that `word` most likely misspells, if one is near enough.
pub fn did_you_mean<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    Suggestions::default().nearest(word, known)
}

/// Finds the known words that the unknown words of a file most likely misspell.
///
/// If a file has very many of both, the first unknown words get suggestions. The others would not be
/// printed.
#[derive(Debug)]
pub struct Suggestions {
    /// The number of pairs of letters that may still be compared.
    left: usize,
}

/// The maximum number of pairs of letters that are compared for one file.
const COMPARED: usize = 4_000_000;

/// The length of a word beyond which it is a text, in bytes.
const LONGEST: usize = 100;

impl Default for Suggestions {
    fn default() -> Self {
        Suggestions { left: COMPARED }
    }
}

impl Suggestions {
    /// Returns the known word that `word` most likely misspells, if one is near enough.
    pub fn nearest<'k>(
        &mut self,
        word: &str,
        known: impl Iterator<Item = &'k str>,
    ) -> Option<&'k str> {
        if word.len() > LONGEST || self.left == 0 {
            return None;
        }
        let word = word.to_lowercase();
        let length = word.chars().count();
        let mut nearest: Option<(usize, &str)> = None;
        for candidate in known {
            // The number of differing letters is at least the difference in length.
            let letters = candidate.chars().take(2 * LONGEST).count();
            let pairs = match letters.abs_diff(length) <= tolerance(letters) {
                true => letters * length,
                false => 0,
            };
            self.spend(letters + pairs)?;
            if pairs == 0 {
                continue;
            }
            let distance = strsim::osa_distance(&word, &candidate.to_lowercase());
            if nearest.is_none_or(|(least, _)| distance < least) {
                nearest = Some((distance, candidate));
            }
        }
        let (distance, nearest) = nearest?;
        (distance <= tolerance(nearest.chars().count())).then_some(nearest)
    }

    /// Takes some pairs of letters. If fewer are left, takes all of them and returns `None`.
    fn spend(&mut self, pairs: usize) -> Option<()> {
        let left = self.left.checked_sub(pairs);
        self.left = left.unwrap_or_default();
        left.map(drop)
    }
}

/// Up to a third of the letters may differ: `titel`, `moderater`.
fn tolerance(letters: usize) -> usize {
    letters.max(3) / 3
}

/// Words as a list: "`a`, `b` or `c`".
pub fn list<S: AsRef<str>>(words: &[S]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{}`", word.as_ref())).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => "nothing".into(),
    }
}

/// The truth value that a word expresses in a way that YAML's core schema does not accept.
pub fn truth(word: &str) -> Option<bool> {
    match word.to_lowercase().as_str() {
        "yes" | "y" | "on" => Some(true),
        "no" | "n" | "off" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_suggested_and_distant_ones_are_not() {
        let known = ["title", "moderator", "id"];
        let guess = |word| did_you_mean(word, known.into_iter());
        assert_eq!(guess("titel"), Some("title"));
        assert_eq!(guess("Moderator"), Some("moderator"));
        assert_eq!(guess("moderaters"), Some("moderator"));
        assert_eq!(guess("ID"), Some("id"));
        assert_eq!(guess("rapporteur"), None);
        assert_eq!(list(&known), "`title`, `moderator` or `id`");
    }

    /// The number of compared letters is bounded, however many words there are.
    #[test]
    fn only_the_first_of_very_many_words_get_suggestions() {
        let known: Vec<String> =
            (0..10_000).map(|number| format!("recommendation-{number:05}")).collect();
        let mut suggestions = Suggestions::default();
        let mut meant = 0;
        for number in 0..10_000 {
            let word = format!("recomendation-{number:05}");
            meant +=
                usize::from(suggestions.nearest(&word, known.iter().map(String::as_str)).is_some());
        }
        assert!((1..100).contains(&meant), "{meant}");
        assert_eq!(did_you_mean(&"a".repeat(1000), ["a"].into_iter()), None);
    }
}

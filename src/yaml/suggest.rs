//! Suggestions for hints: the known word that was meant, lists of allowed words.

/// Returns the known word that `word` most likely misspells, if one is near enough.
pub fn did_you_mean<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let word = word.to_lowercase();
    let distance = |known: &&str| strsim::osa_distance(&word, &known.to_lowercase());
    let nearest = known.min_by_key(distance)?;
    // Up to a third of the letters may differ: `titel`, `moderater`.
    (distance(&nearest) <= (nearest.chars().count().max(3)) / 3).then_some(nearest)
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
}

//! What to write instead.

use super::schema::Alternatives;

/// The known word that was likely meant.
pub fn did_you_mean<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let word = word.to_lowercase();
    let distance = |known: &&str| strsim::osa_distance(&word, &known.to_lowercase());
    let nearest = known.min_by_key(distance)?;
    // A third of the letters may differ: `titel`, `moderater`.
    (distance(&nearest) <= (nearest.chars().count().max(3)) / 3).then_some(nearest)
}

/// Words in a row: "`a`, `b` and `c`".
pub fn list<S: AsRef<str>>(words: &[S]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{}`", word.as_ref())).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => "nothing".into(),
    }
}

/// Whether a word says yes or no in a way that YAML does not take for it.
pub fn truth(word: &str) -> Option<bool> {
    match word.to_lowercase().as_str() {
        "yes" | "y" | "on" => Some(true),
        "no" | "n" | "off" => Some(false),
        _ => None,
    }
}

/// How to write what may stand in a place.
pub fn one_of(allowed: &Alternatives, name: &str) -> String {
    if allowed.array.is_some() && !allowed.text {
        return format!("write a list: under {name}, each item on a line of its own after `- `");
    }
    if !allowed.objects.is_empty() && !allowed.text {
        return format!("write a mapping: under {name}, each `key: value` on a line of its own");
    }
    format!("write {}", allowed.expected())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_proposed_and_far_ones_not() {
        let known = ["title", "moderator", "id"];
        let guess = |word| did_you_mean(word, known.into_iter());
        assert_eq!(guess("titel"), Some("title"));
        assert_eq!(guess("Moderator"), Some("moderator"));
        assert_eq!(guess("moderaters"), Some("moderator"));
        assert_eq!(guess("ID"), Some("id"));
        assert_eq!(guess("rapporteur"), None);
        assert_eq!(list(&known), "`title`, `moderator` and `id`");
    }
}

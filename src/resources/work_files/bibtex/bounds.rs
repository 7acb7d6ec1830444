//! Bounds on what the abbreviations and cross-references of a BibTeX file expand to. The parser follows them
//! recursively, without a limit.

use std::collections::HashMap;
use std::ops::Range;

use biblatex::{Pair, RawBibliography, RawChunk, RawEntry};

/// The maximum number of bytes of all fields, with their abbreviations expanded.
const MOST_BYTES: usize = 64 << 20;

/// The maximum number of entries that one entry inherits from, counting each path.
const MOST_INHERITED: usize = 100;

/// A fault, and the bytes of its place.
pub type Excess = (Range<usize>, String);

/// Checks that a file expands to a reasonable size.
///
/// # Errors
///
/// If an abbreviation or an entry refers to itself, or if there is too much to expand.
pub fn check(raw: &RawBibliography) -> Result<(), Excess> {
    abbreviations(raw)?;
    let entries = Entries::new(raw)?;
    (0..raw.entries.len()).try_for_each(|index| entries.inherited(index, 0).map(drop))
}

/// Checks that each abbreviation is defined before it is used, as BibTeX requires, and sums the fields.
fn abbreviations(raw: &RawBibliography) -> Result<(), Excess> {
    // The last definition of a name counts for the whole file.
    let names = raw.abbreviations.iter().enumerate();
    let last: HashMap<&str, usize> = names.map(|(index, pair)| (pair.key.v, index)).collect();
    let mut sizes: HashMap<&str, usize> = HashMap::new();
    for (index, pair) in raw.abbreviations.iter().enumerate() {
        let known = |name: &str| last.get(name).is_none_or(|defined| *defined < index);
        let size = size(pair, &sizes, &known)?;
        sizes.insert(pair.key.v, size);
    }
    let mut total = 0_usize;
    for pair in raw.entries.iter().flat_map(|entry| &entry.v.fields) {
        total = total.saturating_add(size(pair, &sizes, &|_| true)?);
        if total > MOST_BYTES {
            let message = format!("abbreviations expand to more than {} MB", MOST_BYTES >> 20);
            return Err((pair.key.span.clone(), message));
        }
    }
    Ok(())
}

/// The size of a value in bytes, with its abbreviations expanded.
fn size(
    pair: &Pair,
    sizes: &HashMap<&str, usize>,
    is_known: &dyn Fn(&str) -> bool,
) -> Result<usize, Excess> {
    let mut total = 0_usize;
    for chunk in &pair.value.v {
        total = total.saturating_add(match chunk.v {
            RawChunk::Normal(text) => text.len(),
            RawChunk::Abbreviation(name) if is_known(name) => sizes.get(name).copied().unwrap_or(0),
            RawChunk::Abbreviation(name) => {
                let message = format!("the abbreviation `{name}` is used before its definition");
                return Err((chunk.span.clone(), message));
            }
        });
    }
    Ok(total)
}

/// For each entry, the entries that it inherits from.
struct Entries<'r> {
    raw: &'r RawBibliography<'r>,
    parents: Vec<Vec<usize>>,
}

impl<'r> Entries<'r> {
    fn new(raw: &'r RawBibliography<'r>) -> Result<Self, Excess> {
        let mut numbers: HashMap<String, usize> = HashMap::new();
        for (number, entry) in raw.entries.iter().enumerate() {
            numbers.insert(entry.v.key.v.to_owned(), number);
            numbers.extend(keys(&entry.v, &["ids"])?.into_iter().map(|key| (key, number)));
        }
        let parents = raw.entries.iter().map(|entry| {
            let keys = keys(&entry.v, &["crossref", "xdata"])?;
            Ok(keys.iter().filter_map(|key| numbers.get(key).copied()).collect())
        });
        let parents = parents.collect::<Result<_, Excess>>()?;
        Ok(Entries { raw, parents })
    }

    /// The number of entries that an entry inherits from. `depth` entries inherit from it.
    fn inherited(&self, entry: usize, depth: usize) -> Result<usize, Excess> {
        let mut count = 0;
        for parent in self.parents.get(entry).into_iter().flatten() {
            if depth < MOST_INHERITED {
                count += 1 + self.inherited(*parent, depth + 1)?;
            }
            if count > MOST_INHERITED || depth >= MOST_INHERITED {
                let place = self.raw.entries.get(entry).map(|entry| entry.v.key.span.clone());
                let message =
                    "cross-references lead in a circle, or to too many entries".to_owned();
                return Err((place.unwrap_or_default(), message));
            }
        }
        Ok(count)
    }
}

/// The keys in some fields of an entry.
fn keys(entry: &RawEntry, names: &[&str]) -> Result<Vec<String>, Excess> {
    let fields = entry.fields.iter();
    let fields = fields.filter(|field| names.contains(&&*field.key.v.to_ascii_lowercase()));
    let mut keys = Vec::new();
    for field in fields {
        let mut text = String::new();
        for chunk in &field.value.v {
            match chunk.v {
                RawChunk::Normal(part) if part.chars().all(is_plain) => text.push_str(part),
                RawChunk::Normal(_) | RawChunk::Abbreviation(_) => {
                    let message = format!("`{}` must contain only keys", field.key.v);
                    return Err((chunk.span.clone(), message));
                }
            }
        }
        let text = text.replace(['{', '}'], "");
        keys.extend(text.split(',').map(|key| key.trim().to_owned()));
    }
    Ok(keys)
}

/// Whether a character of a key means itself in TeX.
fn is_plain(character: char) -> bool {
    character.is_alphanumeric() || " \t\r\n-_:./+,{}".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Option<String> {
        check(&RawBibliography::parse(text).unwrap()).err().map(|(_, message)| message)
    }

    #[test]
    fn circles_and_explosions_are_found() {
        assert_eq!(said("@string{s = {A}} @string{t = s # s} @book{a, title = t # jan}"), None);
        let early = |name| Some(format!("the abbreviation `{name}` is used before its definition"));
        assert_eq!(said("@string{s = t} @string{t = s} @book{a, title = s}"), early("t"));
        assert_eq!(said("@string{s = {A}} @string{s = s # s} @book{a, title = s}"), early("s"));
        let doubled: String =
            (0..40).map(|n| format!("@string{{s{} = s{n} # s{n}}}", n + 1)).collect();
        let text = format!("@string{{s0 = {{A}}}}{doubled}@book{{a, title = s40}}");
        assert!(said(&text).unwrap().contains("expand"));
    }

    #[test]
    fn inheritance_is_bounded() {
        assert_eq!(
            said("@book{a, crossref = {b}} @book{b, xdata = {c, d}} @xdata{c,} @xdata{d,}"),
            None
        );
        let circle = |text| said(text).unwrap().contains("circle");
        assert!(circle("@book{a, crossref = {b}} @book{b, CrossRef = {a}}"));
        assert!(circle("@book{a, ids = {x}, crossref = \"x\"}"));
        // Each level doubles the paths.
        let wide: String =
            (0..20).map(|n| format!("@xdata{{x{n}, xdata = {{x{0}, x{0}}}}}", n + 1)).collect();
        assert!(circle(&format!("{wide}@xdata{{x20,}}")));
        assert!(said("@string{s = {a}} @book{a, crossref = s}").unwrap().contains("only keys"));
        assert!(said("@book{a, crossref = {\\b}}").unwrap().contains("only keys"));
    }
}

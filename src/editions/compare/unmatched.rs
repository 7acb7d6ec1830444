//! Finds the elements of two lists that have no match in the other.

/// The number of elements compared after the common beginning, since the search is quadratic.
const LIMIT: usize = 300;

/// The elements of each list that match none of the other; each element matches at most once.
pub fn unmatched<'t, T>(
    first: &'t [T],
    second: &'t [T],
    same: impl Fn(&T, &T) -> bool,
) -> (Vec<&'t T>, Vec<&'t T>) {
    let pairs = || first.iter().zip(second);
    let begin = pairs().take_while(|(one, other)| same(one, other)).count();
    let mut ones: Vec<&T> = first.iter().skip(begin).take(LIMIT).collect();
    let mut others: Vec<&T> = second.iter().skip(begin).take(LIMIT).collect();
    ones.retain(|one| match others.iter().position(|other| same(one, other)) {
        Some(at) => {
            others.remove(at);
            false
        }
        None => true,
    });
    (ones, others)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unmatched_elements_are_returned_in_order() {
        let of = |one: &str, other: &str| {
            let (one, other) = (one.as_bytes(), other.as_bytes());
            let (ones, others) = unmatched(one, other, |a, b| a == b);
            let text = |left: Vec<&u8>| left.iter().map(|byte| **byte as char).collect::<String>();
            (text(ones), text(others))
        };
        assert_eq!(of("abc", "abc"), (String::new(), String::new()));
        assert_eq!(of("abca", "acb"), ("a".into(), String::new()));
        assert_eq!(of("ab", "cb"), ("a".into(), "c".into()));
    }
}

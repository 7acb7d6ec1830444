//! What of two lists has no partner in the other.

/// More than this of one text is not looked at: it would take long, and say nothing new.
const MOST: usize = 300;

/// The elements of each list that have no equal in the other, each partner taken once.
pub fn leftover<'t, T>(
    first: &'t [T],
    second: &'t [T],
    same: impl Fn(&T, &T) -> bool,
) -> (Vec<&'t T>, Vec<&'t T>) {
    let pairs = || first.iter().zip(second);
    let begin = pairs().take_while(|(one, other)| same(one, other)).count();
    let mut ones: Vec<&T> = first.iter().skip(begin).take(MOST).collect();
    let mut others: Vec<&T> = second.iter().skip(begin).take(MOST).collect();
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
    fn what_has_no_partner_is_left() {
        let of = |one: &str, other: &str| {
            let (one, other) = (one.as_bytes(), other.as_bytes());
            let (ones, others) = leftover(one, other, |a, b| a == b);
            let text = |left: Vec<&u8>| left.iter().map(|byte| **byte as char).collect::<String>();
            (text(ones), text(others))
        };
        assert_eq!(of("abc", "abc"), (String::new(), String::new()));
        assert_eq!(of("abca", "acb"), ("a".into(), String::new()));
        assert_eq!(of("ab", "cb"), ("a".into(), "c".into()));
    }
}

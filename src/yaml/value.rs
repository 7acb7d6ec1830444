//! Tree → the values that serde reads, so that types are read from the nodes that have places.

use serde_yaml::Value as Yaml;

use super::tree::{Node, Scalar, Value};

/// The value of a node.
pub fn value(node: &Node) -> Yaml {
    match &node.value {
        Value::Scalar(scalar) => scalar_value(scalar),
        Value::Sequence(items) => Yaml::Sequence(items.iter().map(value).collect()),
        Value::Mapping(entries) => {
            let pair = |entry: &super::tree::Entry| {
                (Yaml::String(entry.key.clone().into_owned()), value(&entry.value))
            };
            Yaml::Mapping(entries.iter().map(pair).collect())
        }
    }
}

/// The value of a scalar: a text, unless it is plain and a number, a truth value or null by YAML's
/// core schema (YAML 1.2.2 §10.3).
pub fn scalar_value(scalar: &Scalar) -> Yaml {
    let text = scalar.text.as_ref();
    if scalar.is_text {
        return Yaml::String(text.into());
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Yaml::Null,
        "true" | "True" | "TRUE" => Yaml::Bool(true),
        "false" | "False" | "FALSE" => Yaml::Bool(false),
        _ if may_be_number(text) => number(text),
        _ => Yaml::String(text.into()),
    }
}

fn may_be_number(text: &str) -> bool {
    let first = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.');
    let further = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | '_');
    text.starts_with(first) && text.chars().all(further)
}

fn number(text: &str) -> Yaml {
    match serde_yaml::from_str(text) {
        Ok(Yaml::Number(number)) => Yaml::Number(number),
        _ => Yaml::String(text.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    #[test]
    fn values_match_serde_yaml() {
        let source = "a: [2016, 1.5, 0x1F, -3, .5, 1e3, .inf, +7, 007, 1_000]\n\
                      b: [true, False, no, yes, null, ~, '1', \"true\"]\n\
                      c: {d: 2016-04-11, e: 12:30, g: '---', h: 10.1.2, i: v1}\n\
                      f: '-'\nl: --- a\nm: 1-2\nn: +\no: ..\n\
                      j: >-\n  folded\n  text\n\n  here\nk: |\n  kept\n   so\n";
        let (root, found) = parse(source);
        assert!(found.is_empty(), "{found:?}");
        let ours = value(&root.unwrap());
        assert_eq!(ours, serde_yaml::from_str::<Yaml>(source).unwrap());
    }

    /// Both parsers agree on every source that both accept, however odd.
    #[test]
    fn values_of_mutated_sources_match_serde_yaml() {
        let source = "a: one two # c\nb:\n  - 'it''s'\n  - \"x\\ty\"\n  - {c: d, e: [g, f]}\n\
                      g: >-\n  folded\n  text\n\n  more\nh: |\n  kept\n   so\nk: last\n  one\n";
        let pieces =
            ["", " ", "\n", "\n\n", "- ", ": ", "'", "\"", ">\n", "|-\n", "é", ",", "]", "#"];
        let mut random = super::super::random(3);
        let mut compared = 0;
        for _ in 0..6000 {
            let at = source.floor_char_boundary(random() as usize % source.len());
            let end = source.floor_char_boundary((at + random() as usize % 3).min(source.len()));
            let piece = pieces[random() as usize % pieces.len()];
            let mutant = format!("{}{piece}{}", &source[..at], &source[end..]);
            let (Some(root), found) = parse(&mutant) else { continue };
            let Ok(theirs) = serde_yaml::from_str::<Yaml>(&mutant) else { continue };
            if found.is_empty() {
                assert_eq!(value(&root), theirs, "{mutant}");
                compared += 1;
            }
        }
        assert!(compared > 1000, "{compared}");
    }
}

//! The origin of a scalar's text: the bytes of the file from which each character was unescaped or
//! unfolded.

mod block;
mod flow;

use std::ops::Range;

use super::tree::ScalarStyle;
use crate::origin::Origin;

/// The origin of the text of a scalar at `place` in the file.
///
/// The text is derived from the file a second time. If it differs from the parser's text, the
/// whole scalar is the origin of each character.
pub fn origin(source: &str, place: Range<usize>, style: ScalarStyle, text: &str) -> Origin {
    let quoted = matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted);
    let inner = match quoted {
        true => place.start + 1..place.end.saturating_sub(1),
        false => place.clone(),
    };
    if source.get(inner.clone()) == Some(text) {
        return Origin::copied(inner.start);
    }
    let traced = match style {
        ScalarStyle::Literal | ScalarStyle::Folded => block::trace(source, place.clone(), text),
        ScalarStyle::Plain | ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
            flow::trace(source, inner, style)
        }
    };
    let traced = traced.filter(|traced| *traced == *text);
    traced.map_or_else(|| Origin::replaced(place), |traced| traced.into_origin())
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::super::tree::Value;
    use crate::origin::Source;

    /// Reads every run of the text of `k` back from the file.
    #[track_caller]
    fn check(source: &str) {
        let (root, found) = parse(source);
        assert!(found.is_empty(), "{source:?} {found:?}");
        let root = root.unwrap();
        let Value::Scalar(scalar) = &root.key("k").value else { panic!("no scalar") };
        let text = &scalar.text;
        let mut covered = 0;
        for (at, run) in scalar.origin.runs_in(0..text.len()) {
            assert_eq!(at.start, covered);
            covered = at.end;
            let part = &text[at];
            let file = &source[run.file_range(part.len()).unwrap()];
            match run {
                Source::Copied { .. } => assert_eq!(part, file, "{source:?}"),
                Source::Replaced { .. } => {
                    assert_eq!(unescaped(file), part, "{source:?}: {file:?}")
                }
                Source::Generated(_) => panic!("a scalar generates nothing"),
            }
        }
        assert_eq!(covered, text.len(), "{source:?} gives no {text:?}");
    }

    /// The character of an escape, or the result of folding line breaks.
    fn unescaped(file: &str) -> String {
        match file {
            "''" => return "'".into(),
            _ if file.starts_with('\\') && !file.contains('\n') => {
                return serde_yaml::from_str::<String>(&format!("\"{file}\"")).unwrap();
            }
            _ => {}
        }
        assert!(file.trim_matches([' ', '\t', '\n', '\r', '\\']).is_empty(), "{file:?}");
        match file.matches('\n').count() {
            1 if file.starts_with('\\') => String::new(),
            1 => " ".into(),
            breaks => "\n".repeat(breaks - 1),
        }
    }

    /// As [`check`], for literal scalars and the ends of folded ones, where a line break stays one.
    #[track_caller]
    fn check_copies(source: &str) {
        let (root, found) = parse(source);
        assert!(found.is_empty(), "{source:?} {found:?}");
        let root = root.unwrap();
        let Value::Scalar(scalar) = &root.key("k").value else { panic!("no scalar") };
        let text = &scalar.text;
        let mut covered = 0;
        for (at, run) in scalar.origin.runs_in(0..text.len()) {
            assert_eq!(at.start, covered);
            covered = at.end;
            let file = &source[run.file_range(at.len()).unwrap()];
            let part = &text[at];
            match run {
                Source::Copied { .. } => assert_eq!(part, file, "{source:?}"),
                _ => {
                    assert!(
                        part == " " || part.trim_matches('\n').is_empty(),
                        "{source:?} {part:?}"
                    );
                    assert!(file.contains('\n') || source.ends_with(file), "{source:?} {part:?}");
                    assert!(
                        file.trim_matches([' ', '\t', '\n', '\r']).is_empty(),
                        "{source:?} {file:?}"
                    );
                }
            }
        }
        assert_eq!(covered, text.len(), "{source:?} gives no {text:?}");
    }

    #[test]
    fn characters_of_every_style_read_back() {
        for source in [
            "k: plain text\n",
            "k: plain\n  goes\n\n\n  on   \n  here # c\n",
            "k: 'it''s ''so''\n\n  on '\n",
            "k: \"a\\tb \\u00e4\\\n   c  \n  d\\\n\n  e \\x41\\\"\\\\ \\_ \\N\"\n",
            "k: \"é\\\r\n  č\r\n  ž\"\r\n",
            "k: ''\n",
            "k: \"\"\n",
        ] {
            check(source);
        }
        for source in [
            "k: |\n\n\n  text\n   more\n\n  end\n\n\nn: x\n",
            "k: |2-\n   first\n  second\n",
            "k: >-\n  folded\n  text\n\n  para\n    more\n    more\n\n  last\n",
            "k: >+\n\n  a\n\n   b\n   \n  c  \n  d\n\n\n",
            "k: >\r\n  c\r\n  d\r\n\r\n  e\r\n",
            "k: |-\n  a   \n  b  ",
            "k: |+\n\n\n",
        ] {
            check_copies(source);
        }
    }

    #[test]
    fn a_range_covers_folds_and_escapes() {
        let source = "k: >-\n  one two\n  three\nj: \"a\\u00e4b\"\n";
        let (root, _) = parse(source);
        let root = root.unwrap();
        assert_eq!(&source[root.key("k").locate(4..13)], "two\n  three");
        assert_eq!(&source[root.key("j").locate(1..3)], "\\u00e4");
        assert_eq!(&source[root.key("j").locate(3..4)], "b");
        let end = root.key("k").locate(13..13);
        assert_eq!(&source[..end.start], "k: >-\n  one two\n  three");
    }

    /// Scalars in every style, of pieces that are hard to fold.
    #[test]
    fn many_scalars_read_back() {
        let pieces =
            ["a", "čć", " ", "  ", "\n", "\n\n", "\n\n\n", "it's", "#x", "漢", "b c", "\\"];
        let mut random = super::super::random(7);
        for _ in 0..3000 {
            let text: String =
                (0..1 + random() % 9).map(|_| pieces[random() as usize % pieces.len()]).collect();
            let text = text.trim_matches(['\n', ' ']);
            if text.is_empty() {
                continue;
            }
            let ending = if random().is_multiple_of(3) { "\r\n" } else { "\n" };
            let lines = text.replace('\n', &format!("{ending}  "));
            check_copies(&format!("k: |{ending}  {lines}{ending}"));
            check_copies(&format!("k: >-{ending}  {lines}{ending}j: x{ending}"));
            check(&format!("k: 'x{}'{ending}", lines.replace('\'', "''")));
            check(&format!("k: \"x{}\"{ending}", lines.replace('\\', "\\\\")));
            check(&format!("k: x{}{ending}", lines.replace(" #", "")));
        }
    }
}

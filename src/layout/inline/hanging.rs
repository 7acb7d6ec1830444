//! Hanging punctuation (optical margin alignment): how far signs protrude into the margins.
//!
//! A full stop or hyphen at the edge of justified text looks like a dent; a partial overhang makes
//! the edge look straight.

/// The share of its width by which a sign hangs over the edge at the end of a line.
pub(super) fn at_end(sign: char) -> f32 {
    match sign {
        '-' | '\u{2010}' | '\u{AD}' | '.' | ',' | '،' | '۔' => 0.5,
        '’' | '”' | '‘' | '“' | '\'' | '"' => 0.5,
        '»' | '›' | '«' | '‹' => 0.35,
        ':' | ';' | '؛' => 0.3,
        '–' | '—' => 0.2,
        ')' | ']' | '!' | '?' => 0.1,
        _ => 0.0,
    }
}

/// The share of its width by which a sign hangs over the edge at the start of a line.
pub(super) fn at_start(sign: char) -> f32 {
    match sign {
        '“' | '‘' | '„' | '‚' | '”' | '’' | '\'' | '"' => 0.5,
        '«' | '‹' | '»' | '›' => 0.35,
        '–' | '—' => 0.2,
        '(' | '[' => 0.1,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_signs_hang_furthest_and_letters_not_at_all() {
        assert!(at_end('.') > at_end('–') && at_end('–') > at_end(')'));
        assert!(at_start('“') > at_start('('));
        assert_eq!((at_end('a'), at_start('.'), at_start('漢')), (0.0, 0.0, 0.0));
    }
}

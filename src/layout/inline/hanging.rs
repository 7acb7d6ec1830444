//! Which signs hang over the edges of justified text, so that the edges look straight: a full stop
//! or a hyphen leaves a hole that a letter would not.

/// How much of a sign hangs over the edge at the end of a line, as a share of its width.
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

/// How much of a sign hangs over the edge at the beginning of a line, as a share of its width.
pub(super) fn at_start(sign: char) -> f32 {
    match sign {
        '“' | '‘' | '„' | '‚' | '”' | '’' | '\'' | '"' => 0.5,
        '«' | '‹' | '»' | '›' => 0.35,
        '–' | '—' => 0.2,
        '(' | '[' => 0.1,
        _ => 0.0,
    }
}

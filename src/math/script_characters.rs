//! Superscript and subscript characters.

/// Characters and their superscript forms (Unicode block Superscripts and Subscripts, and Latin-1).
const RAISED: &[(char, char)] = &[
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('+', '⁺'),
    ('-', '⁻'),
    ('−', '⁻'),
    ('=', '⁼'),
    ('(', '⁽'),
    (')', '⁾'),
    ('i', 'ⁱ'),
    ('n', 'ⁿ'),
];

/// Characters and their subscript forms.
const LOWERED: &[(char, char)] = &[
    ('0', '₀'),
    ('1', '₁'),
    ('2', '₂'),
    ('3', '₃'),
    ('4', '₄'),
    ('5', '₅'),
    ('6', '₆'),
    ('7', '₇'),
    ('8', '₈'),
    ('9', '₉'),
    ('+', '₊'),
    ('-', '₋'),
    ('−', '₋'),
    ('=', '₌'),
    ('(', '₍'),
    (')', '₎'),
];

/// A text in superscript characters, if each character has one.
pub fn raised_characters(text: &str) -> Option<String> {
    in_forms(text, RAISED)
}

/// A text in subscript characters, if each character has one.
pub fn lowered_characters(text: &str) -> Option<String> {
    in_forms(text, LOWERED)
}

fn in_forms(text: &str, forms: &[(char, char)]) -> Option<String> {
    let form = |c| forms.iter().find(|(plain, _)| *plain == c).map(|(_, form)| *form);
    text.chars().map(form).collect()
}

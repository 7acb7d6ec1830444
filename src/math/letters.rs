//! The alphabets of mathematics (Unicode block Mathematical Alphanumeric Symbols).

/// An alphabet of mathematics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Letters {
    /// Italic letters, upright Greek capitals and digits, as usual in mathematics.
    #[default]
    Usual,
    /// `\mathrm`
    Upright,
    /// `\mathit`
    Italic,
    /// `\mathbf`
    Bold,
    /// `\boldsymbol` of a letter that is usually italic
    BoldItalic,
    /// `\mathcal`
    Script,
    /// Bold script.
    BoldScript,
    /// `\mathfrak`
    Fraktur,
    /// Bold fraktur.
    BoldFraktur,
    /// `\mathbb`
    DoubleStruck,
    /// `\mathsf`
    Sans,
    /// Bold sans serif.
    BoldSans,
    /// Italic sans serif.
    ItalicSans,
    /// Bold italic sans serif.
    BoldItalicSans,
    /// `\mathtt`
    Monospace,
}

/// The alphabets with characters of their own.
const ALL: &[Letters] = &[
    Letters::Italic,
    Letters::Bold,
    Letters::BoldItalic,
    Letters::Script,
    Letters::BoldScript,
    Letters::Fraktur,
    Letters::BoldFraktur,
    Letters::DoubleStruck,
    Letters::Sans,
    Letters::BoldSans,
    Letters::ItalicSans,
    Letters::BoldItalicSans,
    Letters::Monospace,
];

/// The letters that were in Unicode before the block, and are left out in it.
const EARLIER: &[(Letters, &str, &str)] = &[
    (Letters::Italic, "h", "ℎ"),
    (Letters::Script, "BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ"),
    (Letters::Fraktur, "CHIRZ", "ℭℌℑℜℨ"),
    (Letters::DoubleStruck, "CHNPQRZ", "ℂℍℕℙℚℝℤ"),
];

/// The signs after the Greek letters of an alphabet, in the order of the block.
const GREEK_SIGNS: &str = "∂ϵϑϰϕϱϖ";

impl Letters {
    /// Whether its letters are italic.
    pub fn is_italic(self) -> bool {
        match self {
            Letters::Usual
            | Letters::Italic
            | Letters::BoldItalic
            | Letters::ItalicSans
            | Letters::BoldItalicSans => true,
            Letters::Upright
            | Letters::Bold
            | Letters::Script
            | Letters::BoldScript
            | Letters::Fraktur
            | Letters::BoldFraktur
            | Letters::DoubleStruck
            | Letters::Sans
            | Letters::BoldSans
            | Letters::Monospace => false,
        }
    }

    /// Whether its letters are bold.
    pub fn is_bold(self) -> bool {
        match self {
            Letters::Bold
            | Letters::BoldItalic
            | Letters::BoldScript
            | Letters::BoldFraktur
            | Letters::BoldSans
            | Letters::BoldItalicSans => true,
            Letters::Usual
            | Letters::Upright
            | Letters::Italic
            | Letters::Script
            | Letters::Fraktur
            | Letters::DoubleStruck
            | Letters::Sans
            | Letters::ItalicSans
            | Letters::Monospace => false,
        }
    }

    /// The first code points of its Latin letters, its digits and its Greek letters, if it has them.
    fn starts(self) -> [Option<u32>; 3] {
        match self {
            Letters::Usual | Letters::Upright => [None; 3],
            Letters::Italic => [Some(0x1D434), None, Some(0x1D6E2)],
            Letters::Bold => [Some(0x1D400), Some(0x1D7CE), Some(0x1D6A8)],
            Letters::BoldItalic => [Some(0x1D468), Some(0x1D7CE), Some(0x1D71C)],
            Letters::Script => [Some(0x1D49C), None, None],
            Letters::BoldScript => [Some(0x1D4D0), None, None],
            Letters::Fraktur => [Some(0x1D504), None, None],
            Letters::BoldFraktur => [Some(0x1D56C), None, None],
            Letters::DoubleStruck => [Some(0x1D538), Some(0x1D7D8), None],
            Letters::Sans => [Some(0x1D5A0), Some(0x1D7E2), None],
            Letters::BoldSans => [Some(0x1D5D4), Some(0x1D7EC), Some(0x1D756)],
            Letters::ItalicSans => [Some(0x1D608), None, None],
            Letters::BoldItalicSans => [Some(0x1D63C), Some(0x1D7EC), Some(0x1D790)],
            Letters::Monospace => [Some(0x1D670), Some(0x1D7F6), None],
        }
    }

    /// The alphabet of a character that has no other: Greek capitals and digits are upright.
    fn usual(character: char) -> Letters {
        match character {
            'Α'..='Ω' | 'ϴ' | '∇' => Letters::Upright,
            _ => Letters::Italic,
        }
    }
}

/// A character in an alphabet; itself if the alphabet lacks it.
pub fn styled(character: char, letters: Letters) -> char {
    let letters = match letters {
        Letters::Usual => Letters::usual(character),
        other => other,
    };
    earlier(character, letters).or_else(|| in_block(character, letters)).unwrap_or(character)
}

/// The plain letter of a character of an alphabet, and the alphabet.
pub fn plain(character: char) -> Option<(char, Letters)> {
    for (letters, plain, styled) in EARLIER {
        if let Some(at) = styled.chars().position(|own| own == character) {
            return Some((plain.chars().nth(at)?, *letters));
        }
    }
    let is_in_block = ('\u{1D400}'..='\u{1D7FF}').contains(&character);
    let letters = ALL.iter().filter(|_| is_in_block);
    let found = |letters: &Letters| {
        let candidates = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain('Α'..='Ω');
        let candidates =
            candidates.chain('α'..='ω').chain("∇ıȷ".chars()).chain(GREEK_SIGNS.chars());
        let mut candidates = candidates;
        Some((candidates.find(|plain| in_block(*plain, *letters) == Some(character))?, *letters))
    };
    letters.into_iter().find_map(found)
}

fn earlier(character: char, letters: Letters) -> Option<char> {
    let (_, plain, styled) = EARLIER.iter().find(|(own, ..)| *own == letters)?;
    plain.chars().zip(styled.chars()).find(|(plain, _)| *plain == character).map(|(_, own)| own)
}

fn in_block(character: char, letters: Letters) -> Option<char> {
    let [latin, digits, greek] = letters.starts();
    let after =
        |start: Option<u32>, first: char| Some(start? + (u32::from(character) - u32::from(first)));
    let code = match character {
        'A'..='Z' => after(latin, 'A'),
        'a'..='z' => after(latin.map(|latin| latin + 26), 'a'),
        '0'..='9' => after(digits, '0'),
        'Α'..='Ω' => after(greek, 'Α'),
        '∇' => greek.map(|greek| greek + 25),
        'α'..='ω' => after(greek.map(|greek| greek + 26), 'α'),
        'ı' | 'ȷ' if letters == Letters::Italic => {
            Some(if character == 'ı' { 0x1D6A4 } else { 0x1D6A5 })
        }
        _ => {
            let place = GREEK_SIGNS.chars().position(|sign| sign == character)?;
            greek.map(|greek| greek + 51 + place as u32)
        }
    };
    code.and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_read_back() {
        for letters in ALL {
            for plain in "xhRβΓ".chars() {
                let own = styled(plain, *letters);
                let expected = (own != plain).then_some((plain, *letters));
                assert_eq!(super::plain(own), expected, "{own}");
            }
        }
    }

    #[test]
    fn letters_have_the_forms_of_their_alphabet() {
        for (letters, plain, expected) in [
            (Letters::Usual, "xhα∂Γ2ϕ", "𝑥ℎ𝛼𝜕Γ2𝜙"),
            (Letters::Bold, "xΓ2∇", "𝐱𝚪𝟐𝛁"),
            (Letters::DoubleStruck, "RAb1", "ℝ𝔸𝕓𝟙"),
            (Letters::Script, "LA", "ℒ𝒜"),
            (Letters::Upright, "dx", "dx"),
            (Letters::Sans, "xα", "𝗑α"),
        ] {
            let written: String = plain.chars().map(|it| styled(it, letters)).collect();
            assert_eq!(written, expected);
        }
    }
}

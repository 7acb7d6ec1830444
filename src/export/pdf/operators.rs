//! Content stream syntax: operators and operands separated by spaces.

#![allow(clippy::indexing_slicing, reason = "`start` is an earlier length")]

/// A content stream under construction.
#[derive(Default)]
pub struct Operators {
    bytes: Vec<u8>,
}

impl Operators {
    /// Returns the content stream.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Appends a token.
    pub fn word(&mut self, word: &str) {
        self.blank();
        self.bytes.extend_from_slice(word.as_bytes());
    }

    /// Appends a token and ends the line.
    pub fn line(&mut self, word: &str) {
        self.word(word);
        self.bytes.push(b'\n');
    }

    /// Appends a number, rounded to thousandths and without exponent (§7.3.3).
    pub fn number(&mut self, number: f32) {
        self.blank();
        let thousandths = (f64::from(number) * 1000.0).round();
        let thousandths = if thousandths.is_finite() { thousandths as i64 } else { 0 };
        if thousandths < 0 {
            self.bytes.push(b'-');
        }
        let (whole, part) = (thousandths.unsigned_abs() / 1000, thousandths.unsigned_abs() % 1000);
        self.digits(whole);
        if part != 0 {
            let digits = [part / 100, part / 10 % 10, part % 10];
            let used = if digits[2] != 0 { 3 } else { 1 + usize::from(digits[1] != 0) };
            self.bytes.push(b'.');
            self.bytes.extend(digits.iter().take(used).map(|digit| b'0' + *digit as u8));
        }
    }

    /// Appends several numbers.
    pub fn numbers(&mut self, numbers: &[f32]) {
        numbers.iter().for_each(|number| self.number(*number));
    }

    /// Appends an integer without a preceding space.
    pub fn integer(&mut self, number: i32) {
        if number < 0 {
            self.bytes.push(b'-');
        }
        self.digits(u64::from(number.unsigned_abs()));
    }

    /// Appends text unchanged.
    pub fn raw(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Appends a two-byte code inside a literal string (§7.3.4.2). Literal strings compress better
    /// than hexadecimal ones.
    pub fn code(&mut self, code: u16) {
        for byte in code.to_be_bytes() {
            match byte {
                b'(' | b')' | b'\\' => self.bytes.extend([b'\\', byte]),
                // Readers would turn a bare carriage return into a line feed.
                b'\r' => self.bytes.extend(*b"\\r"),
                byte => self.bytes.push(byte),
            }
        }
    }

    /// Appends a number as four hexadecimal digits.
    pub fn hexadecimal(&mut self, code: u16) {
        for shift in [12, 8, 4, 0] {
            let digit = (code >> shift & 15) as u8;
            self.bytes.push(if digit < 10 { b'0' + digit } else { b'A' + digit - 10 });
        }
    }

    fn digits(&mut self, mut number: u64) {
        let start = self.bytes.len();
        loop {
            self.bytes.push(b'0' + (number % 10) as u8);
            number /= 10;
            if number == 0 {
                break;
            }
        }
        self.bytes[start..].reverse();
    }

    fn blank(&mut self) {
        if !matches!(self.bytes.last(), None | Some(b'\n' | b' ')) {
            self.bytes.push(b' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_plain() {
        let mut out = Operators::default();
        for number in [0.0, -0.0001, 1.0, -1.5, 0.05, 12.3456, 841.89, f32::NAN, 1e9] {
            out.number(number);
        }
        let expected = b"0 0 1 -1.5 0.05 12.346 841.89 0 1000000000";
        assert_eq!(out.into_bytes(), expected);
    }

    #[test]
    fn codes_are_escaped_in_literal_strings() {
        let mut out = Operators::default();
        for code in [1, 0x28, 0x29, 0x5C, 0x0D, 0x0A, 0x2829] {
            out.code(code);
        }
        let expected = b"\0\x01\0\\(\0\\)\0\\\\\0\\r\0\n\\(\\)";
        assert_eq!(out.into_bytes(), expected);
    }
}

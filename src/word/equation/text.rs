//! The runs of equations: letters, numbers, signs and words.

use roxmltree::Node;

use super::{Writer, is_on, math_child, property};
use crate::math::{Letters, command, is_function, plain};
use crate::word::xml::{self, Vocabulary};

impl Writer {
    /// A run (§22.1.2.87).
    pub fn run(&mut self, node: Node) -> Option<()> {
        let properties = xml::child(node, "rPr");
        if properties.is_some_and(|it| xml::elements(it).any(|change| !self.is_in_view(change))) {
            return Some(());
        }
        let text = self.text(node)?;
        if text.is_empty() {
            return Some(());
        }
        if is_on(node, "rPr", "nor") {
            return self.words(&text);
        }
        let is_aligned =
            self.lines && math_child(node, "rPr").is_some_and(|it| math_child(it, "aln").is_some());
        if is_aligned {
            self.out.push('&');
        }
        let letters =
            alphabet(property(node, "rPr", "scr"), property(node, "rPr", "sty"), is_aligned)?;
        if letters == Letters::Upright && is_function(&text) {
            self.command(&text, &[]);
            return Some(());
        }
        self.characters(&text, letters)
    }

    /// The text of a run in the view, or of a tracked change in a run; `None` if it has anything else than text.
    fn text(&self, run: Node) -> Option<String> {
        let mut text = String::new();
        for node in xml::elements(run) {
            match xml::name(node) {
                (Vocabulary::Math | Vocabulary::Word, "t" | "delText") => {
                    text.push_str(&xml::content(node));
                }
                (Vocabulary::Word, "ins" | "moveTo" | "del" | "moveFrom") => {
                    if self.is_in_view(node) {
                        text.push_str(&self.text(node)?);
                    }
                }
                (Vocabulary::Math | Vocabulary::Word, "rPr") => {}
                (Vocabulary::Word, "lastRenderedPageBreak") => {}
                _ => return None,
            }
        }
        Some(text)
    }

    /// Words among the mathematics.
    fn words(&mut self, text: &str) -> Option<()> {
        let text = text.replace('\u{a0}', " ");
        if text.contains(['\\', '{', '}', '$', '%', '~', '^']) {
            return None;
        }
        self.command("text", &[&text]);
        Some(())
    }

    /// Characters in an alphabet, those of one alphabet together.
    fn characters(&mut self, text: &str, letters: Letters) -> Option<()> {
        let with_letters = text.chars().map(|character| {
            let own = command(character).is_none().then(|| plain(character)).flatten();
            let (character, own) = own.unwrap_or((character, letters));
            // Signs and digits are the same in every style of letters.
            let is_letter =
                character.is_alphabetic() || own != letters && character.is_ascii_digit();
            (character, if is_letter { own } else { Letters::Usual })
        });
        let characters: Vec<(char, Letters)> = with_letters.collect();
        for part in characters.chunk_by(|(_, one), (_, next)| one == next) {
            let Some((_, letters)) = part.first() else { continue };
            let name = font(*letters)?;
            let mut inner = self.empty();
            part.iter().try_for_each(|(character, _)| inner.character(*character))?;
            match name {
                "" => self.push(&inner.out),
                name => self.command(name, &[inner.out.trim_end()]),
            }
        }
        Some(())
    }

    fn character(&mut self, character: char) -> Option<()> {
        match character {
            // Alignment, and space after it, in lines of equations (§22.1.2.34).
            '&' if self.lines => self.out.push('&'),
            '#' | '$' | '%' | '&' | '_' | '{' | '}' => self.out.extend(['\\', character]),
            '\\' => self.command("backslash", &[]),
            '^' | '~' => return None,
            '\u{2009}' | '\u{2006}' | '\u{200a}' | '\u{202f}' => self.push("\\,"),
            '\u{2005}' => self.push("\\:"),
            '\u{2004}' => self.push("\\;"),
            '\u{2002}' => self.command("enspace", &[]),
            '\u{2003}' => self.command("quad", &[]),
            '\u{a0}' => self.push("\\ "),
            // Signs that only a program reads: function application and the like.
            '\u{2061}'..='\u{2064}' | '\u{200b}' => {}
            '−' => self.push("-"),
            '∗' => self.push("*"),
            space if space.is_whitespace() => {
                if !self.out.ends_with(' ') {
                    self.out.push(' ');
                }
            }
            control if control.is_control() => return None,
            other => match command(other) {
                Some(name) => self.command(name, &[]),
                None => self.push(other.encode_utf8(&mut [0; 4])),
            },
        }
        Some(())
    }
}

/// The alphabet of a script and a style (§22.1.2.94 and §22.1.2.111).
fn alphabet(script: Option<&str>, style: Option<&str>, is_aligned: bool) -> Option<Letters> {
    Some(match (script.unwrap_or("roman"), style.unwrap_or("")) {
        // Our own alignment signs have a style because the schema demands one.
        ("roman", "i") if is_aligned => Letters::Usual,
        ("roman", "") => Letters::Usual,
        ("roman", "p") => Letters::Upright,
        ("roman", "i") => Letters::Italic,
        ("roman", "b") => Letters::Bold,
        ("roman", "bi") => Letters::BoldItalic,
        ("script", "b" | "bi") => Letters::BoldScript,
        ("script", _) => Letters::Script,
        ("fraktur", "b" | "bi") => Letters::BoldFraktur,
        ("fraktur", _) => Letters::Fraktur,
        ("double-struck", _) => Letters::DoubleStruck,
        ("sans-serif", "b") => Letters::BoldSans,
        ("sans-serif", "i") => Letters::ItalicSans,
        ("sans-serif", "bi") => Letters::BoldItalicSans,
        ("sans-serif", _) => Letters::Sans,
        ("monospace", _) => Letters::Monospace,
        (_, _) => return None,
    })
}

/// The command of an alphabet; empty for the usual one.
fn font(letters: Letters) -> Option<&'static str> {
    Some(match letters {
        Letters::Usual => "",
        Letters::Upright => "mathrm",
        Letters::Italic => "mathit",
        Letters::Bold => "mathbf",
        Letters::BoldItalic => "boldsymbol",
        Letters::Script => "mathcal",
        Letters::BoldScript => "mathbfcal",
        Letters::Fraktur => "mathfrak",
        Letters::BoldFraktur => "mathbffrak",
        Letters::DoubleStruck => "mathbb",
        Letters::Sans => "mathsf",
        Letters::BoldSans => "mathbfsfup",
        Letters::ItalicSans => "mathsfit",
        Letters::BoldItalicSans => "mathbfsfit",
        Letters::Monospace => "mathtt",
    })
}

//! No-break spaces, including those before French punctuation: U+00A0 and U+202F in place of plain spaces,
//! decided once, for every format.
//!
//! Each language has a table in `src/languages/<code>/rules.txt`, with its sources. The rules that all
//! languages share are here: initials, units, signs, groups of digits, and dashes. No-break spaces that the
//! author typed stay as they are.

mod words;

use std::ops::Range;

use crate::languages::{self, Language, Phrase, Rules};
use crate::origin::TracedString;
use crate::scripts::is_unspaced;
use words::{
    CLOSING, bare_end, bare_start, begins_with_capital, ends_with_sign, follows_closely,
    has_figures, is_day, is_initial, is_month, is_name, is_number, is_number_tie, is_of_name,
    is_roman_or_ordinal, is_same_word, raised, raised_numbers,
};

/// The no-break space, as wide as a plain one.
pub const NO_BREAK: char = '\u{a0}';
/// The narrow no-break space.
pub const NARROW: char = '\u{202f}';
/// The character in place of a note reference or other object in a text.
pub const OBJECT: char = '\u{fffc}';

/// The replacement of one character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes of the character.
    pub at: Range<usize>,
    /// The characters printed instead.
    pub with: String,
}

/// The rules of a language.
#[derive(Clone, Copy, Debug)]
pub struct Spacing {
    language: Option<&'static Language>,
}

impl Spacing {
    /// The rules for a BCP 47 tag. An unknown language has only the rules that all languages share.
    pub fn of(tag: &str) -> Spacing {
        Spacing { language: languages::find(tag) }
    }

    /// A text with its spaces. Each character keeps its origin.
    pub fn print(self, text: &TracedString) -> TracedString {
        let edits = self.edits(text);
        apply(text, 0, &mut edits.as_slice())
    }

    /// The changes of a paragraph, in order.
    pub fn edits(self, text: &str) -> Vec<Edit> {
        let mut edits = Vec::new();
        let marks = self.rules().filter(|rules| rules.adds_spaces());
        // Whether the word so far has only small letters and marks after them; `None` before the first.
        let mut is_small = None;
        let mut word = 0;
        let mut next = 0;
        while let Some(rest) = text.get(next..) {
            // Most of a text is small letters, which change nothing.
            let letters = rest.bytes().take_while(u8::is_ascii_lowercase).count();
            if letters > 0 {
                is_small.get_or_insert(true);
            }
            let at = next + letters;
            let Some(character) = rest.get(letters..).and_then(|rest| rest.chars().next()) else {
                break;
            };
            let here = Here { text, word, at, end: at + character.len_utf8() };
            next = here.end;
            let with = match character {
                ' ' if is_small == Some(true) && here.next().is_some_and(char::is_lowercase) => {
                    self.is_in_phrase(here).then(|| NO_BREAK.into())
                }
                ' ' => self.space(here).map(String::from),
                _ => marks.and_then(|rules| missing_space(rules, here, character)),
            };
            let letter = is_small.unwrap_or(true) && is_of_small_word(character);
            is_small = (!character.is_whitespace()).then_some(letter);
            if is_small.is_none() {
                word = here.end;
            }
            edits.extend(with.map(|with| Edit { at: at..here.end, with }));
        }
        edits
    }

    /// Whether this space is within a phrase of the language. Between two lower-case words, only phrases
    /// decide: every other rule is about numbers, capitals or marks.
    fn is_in_phrase(self, here: Here) -> bool {
        self.rules().is_some_and(|rules| rules.phrases.iter().any(|it| is_within(it, here)))
    }

    /// The ordinal suffixes that are raised, such as the "er" of French "1er", in order.
    pub fn raised(self, text: &str) -> Vec<Range<usize>> {
        let Some(rules) = self.rules().filter(|rules| !rules.ordinals.is_empty()) else {
            return Vec::new();
        };
        let ending = |(at, word): (usize, &str)| {
            raised(word, &rules.ordinals, at).or_else(|| raised_numbers(text, word, rules, at))
        };
        words(text).filter_map(ending).collect()
    }

    fn rules(self) -> Option<&'static Rules> {
        self.language.map(Language::rules)
    }

    /// Whether a phrase of the language ends before a space, so its last letter is not an initial: the B of
    /// German "z. B. Kinder".
    fn ends_phrase(self, here: Here) -> bool {
        let phrases = self.rules().map_or(&[][..], |rules| rules.phrases.as_slice());
        let ends = |phrase: &Phrase| ends_with_phrase(here.before(), phrase.words);
        phrases.iter().any(|phrase| !phrase.spaces.is_empty() && ends(phrase))
    }

    /// The character printed in place of a plain space; `None` if it stays.
    fn space(self, here: Here) -> Option<char> {
        let (last, next) = (here.last_word(), here.next_word());
        if last.is_empty() || next.is_empty() {
            return None;
        }
        if let Some(space) = self.rules().and_then(|rules| space_of_mark(rules, here)) {
            return Some(space);
        }
        let tied = follows_closely(next)
            || is_initial(last) && is_of_name(next) && !self.ends_phrase(here)
            || is_number_tie(last, next)
            || is_digit_group(here)
            || self.language.is_some_and(|language| is_tied(language, here, last, next))
            || self.is_in_phrase(here);
        tied.then_some(NO_BREAK)
    }
}

/// Applies edits to a part of the text that begins at byte `start`, and removes them from the list.
pub fn apply(part: &TracedString, start: usize, edits: &mut &[Edit]) -> TracedString {
    let mut out = TracedString::with_capacity(part.len());
    let mut done = 0;
    while let Some((edit, rest)) =
        edits.split_first().filter(|(edit, _)| edit.at.start < start + part.len())
    {
        *edits = rest;
        let at = edit.at.start.saturating_sub(start)..edit.at.end.saturating_sub(start);
        out.push_part(part, done..at.start);
        out.push_substitute(&edit.with, part, at.clone());
        done = at.end;
    }
    out.push_part(part, done..part.len());
    out
}

/// Whether a character occurs in words without capitals and figures, or after them.
fn is_of_small_word(character: char) -> bool {
    character.is_lowercase() || matches!(character, ',' | '.' | ';' | ':' | ')' | '’' | '-')
}

/// A character of a text.
#[derive(Clone, Copy)]
struct Here<'t> {
    text: &'t str,
    /// The start of the word before the character.
    word: usize,
    at: usize,
    end: usize,
}

impl<'t> Here<'t> {
    fn before(self) -> &'t str {
        self.text.get(..self.at).unwrap_or_default()
    }

    fn after(self) -> &'t str {
        self.text.get(self.end..).unwrap_or_default()
    }

    fn last_word(self) -> &'t str {
        self.text.get(self.word..self.at).unwrap_or_default()
    }

    fn word_before_last(self) -> &'t str {
        let before = self.text.get(..self.word).unwrap_or_default();
        before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default()
    }

    fn next_word(self) -> &'t str {
        self.after().split(char::is_whitespace).next().unwrap_or_default()
    }

    /// The character after this one.
    fn next(self) -> Option<char> {
        self.after().chars().next()
    }
}

/// The words of a text with their places, and the parts of ranges.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '–' | '-' | '/'))
        .map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// Whether a space separates groups of digits: "12 000", "144 822 600".
fn is_digit_group(here: Here) -> bool {
    let digits = |c: &char| c.is_ascii_digit();
    let before = here.before().chars().rev().take_while(digits).count();
    if before == 0 {
        return false;
    }
    let rest = here.after().trim_start_matches(|c: char| c.is_ascii_digit());
    let after = here.after().len() - rest.len();
    let is_of_word = |c: char| c.is_alphabetic() && !is_unspaced(c);
    let starts = here
        .before()
        .chars()
        .rev()
        .nth(before)
        .is_none_or(|c| !is_of_word(c) && !c.is_numeric() && !".,".contains(c));
    (1..=3).contains(&before) && after == 3 && starts && !rest.starts_with(is_of_word)
}

/// Whether the table of a language ties two words.
fn is_tied(language: &Language, here: Here, last: &str, next: &str) -> bool {
    let rules = language.rules();
    let word = || bare_start(last);
    let precedes_name = || {
        let word = word();
        rules.before_name.iter().any(|listed| is_same_word(word, listed))
    };
    let is_date = || is_day(word()) && is_month(language, bare_end(next));
    is_counted(rules, last, next)
        || (rules.days_are_tied && has_figures(last) && is_date())
        || (begins_with_capital(next)
            && precedes_name()
            && !is_counted(rules, here.word_before_last(), last))
        || (rules.names_precede_initials && is_name(word()) && are_initials_of_name(here))
}

/// Whether a word belongs to the number before it. An abbreviation of years then is not that of a city
/// before a name: "1990-х гг. Г-н Ким", unlike "г. Москва".
fn is_counted(rules: &Rules, number: &str, word: &str) -> bool {
    has_figures(number) && is_number(bare_start(number)) && is_listed(word, &rules.after_number)
        || !rules.after_roman.is_empty()
            && is_roman_or_ordinal(number, rules)
            && is_listed(word, &rules.after_roman)
}

/// Whether a table lists a word, ignoring signs after it. Some tables have "г." with its full stop.
fn is_listed(word: &str, list: &[&str]) -> bool {
    list.contains(&bare_end(word)) || list.iter().any(|listed| ends_with_sign(word, listed))
}

/// Whether initials follow that belong to the name before them: "Петров В. Г. сказал", unlike "Сказал
/// В. Г. Петров".
fn are_initials_of_name(here: Here) -> bool {
    let mut words = here.after().split(char::is_whitespace);
    let mut count = 0;
    let after = words.by_ref().find(|word| {
        let initial = is_initial(word);
        count += usize::from(initial);
        !initial
    });
    match (count, after) {
        // Signs after an initial separate it from what follows: "Петров В. Г., …".
        (_, Some(word)) if is_initial(bare_initial(word)) => true,
        (0, _) => false,
        (_, Some(word)) => !is_of_name(word),
        (_, None) => true,
    }
}

/// A word without the signs after its full stop.
fn bare_initial(word: &str) -> &str {
    word.trim_end_matches(|c| c != '.' && CLOSING.contains(&c))
}

/// Whether a space is within a phrase of several words that stay together: "и т. д.".
fn is_within(phrase: &Phrase, here: Here) -> bool {
    phrase.spaces.iter().any(|(head, tail)| {
        let after = here.after().strip_prefix(tail);
        let ends = |it: &str| tail.ends_with('.') || !it.starts_with(char::is_alphanumeric);
        after.is_some_and(ends) && ends_with_phrase(here.before(), head)
    })
}

/// Whether a text ends with a phrase as whole words, which may begin with a capital.
fn ends_with_phrase(text: &str, phrase: &str) -> bool {
    let Some(start) = text.len().checked_sub(phrase.len()) else { return false };
    let (Some(before), Some(words)) = (text.get(..start), text.get(start..)) else { return false };
    let mut letters = words.chars().zip(phrase.chars());
    let is_first = letters.next().is_some_and(|(typed, listed)| {
        typed == listed || typed.to_lowercase().eq(std::iter::once(listed))
    });
    is_first
        && letters.all(|(typed, listed)| typed == listed)
        && !before.ends_with(char::is_alphanumeric)
}

/// The unbreakable space in place of a plain one before or after a mark of punctuation.
fn space_of_mark(rules: &Rules, here: Here) -> Option<char> {
    let next = here.next()?;
    let mark = Here { word: here.end, at: here.end, end: here.end + next.len_utf8(), ..here };
    if rules.guillemets_are_spaced && (next == '»' || here.before().ends_with('«')) {
        return Some(NO_BREAK);
    }
    // A dash or a quotation mark may follow: "quoi ?–".
    let ends_word = is_last(mark) || mark.next().is_some_and(|c| !c.is_alphanumeric());
    ends_word.then(|| space_before(rules, next)).flatten()
}

/// The space that a language sets before a mark.
fn space_before(rules: &Rules, mark: char) -> Option<char> {
    let has = |marks: &[&str]| marks.iter().any(|it| it.starts_with(mark));
    if has(&rules.narrow_before) {
        Some(NARROW)
    } else {
        has(&rules.wide_before).then_some(NO_BREAK)
    }
}

/// A mark with the space that its language sets before it, or after an opening guillemet, and that was not
/// typed.
fn missing_space(rules: &Rules, here: Here, mark: char) -> Option<String> {
    if rules.guillemets_are_spaced && mark == '«' && here.next().is_some_and(|c| !c.is_whitespace())
    {
        return Some(format!("{mark}{NO_BREAK}"));
    }
    let previous = here.before().chars().next_back()?;
    let is_spaced = previous.is_whitespace();
    if rules.guillemets_are_spaced && mark == '»' && !is_spaced {
        return Some(format!("{NO_BREAK}{mark}"));
    }
    let space = space_before(rules, mark)?;
    let follows =
        previous.is_alphanumeric() || ")]»”’%*°…".contains(previous) || previous == OBJECT;
    let is_address = || languages::is_address(here.last_word());
    (follows && is_last(here) && !is_address()).then(|| format!("{space}{mark}"))
}

/// Whether a mark ends a word: "20:30" and "?a=1" are not punctuation.
fn is_last(here: Here) -> bool {
    here.next().is_none_or(|c| c.is_whitespace() || CLOSING.contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with `~` for U+00A0 and `'` for U+202F.
    fn shown(language: &str, text: &str) -> String {
        let printed = String::from(Spacing::of(language).print(&text.into()));
        printed.replace(NO_BREAK, "~").replace(NARROW, "'")
    }

    fn check(language: &str, wanted: &[&str]) {
        for wanted in wanted {
            assert_eq!(shown(language, &wanted.replace(['~', '\''], " ")), *wanted);
        }
    }

    #[test]
    fn french_marks_have_their_spaces() {
        check(
            "fr",
            &["oui'; non'! et quoi'? ici~: là", "dit «~oui~» puis", "vu «~oui~»'; fin~: «~a~»."],
        );
        let typed = [
            ("oui; non!", "oui'; non'!"),
            ("quoi?! (ah!)", "quoi'?! (ah'!)"),
            ("«oui», dit-il:", "«~oui~», dit-il~:"),
            (
                "à 20:30, https://a.org/?b=1;c et a@b.org:",
                "à 20:30, https://a.org/?b=1;c et a@b.org:",
            ),
            ("« oui »", "«~oui~»"),
            ("(!) ... 1:25", "(!) ... 1:25"),
            ("mot ?- et ?a=1", "mot'?- et ?a=1"),
        ];
        for (text, wanted) in typed {
            assert_eq!(shown("fr", text), wanted);
        }
    }

    #[test]
    fn french_words_stay_with_what_they_belong_to() {
        check(
            "fr",
            &[
                "avec M.~Dupont et MM.~A.~Noël, Mme~Ruiz",
                "n°~5, t.~II, p.~12, (art.~3), Art.~4 et pp.~4–6",
                "12~000 et 144~822~600 ou 150~millions, 5~%",
                "le 3~mars et le 1er~avril 2016, 2–4~mai, 1er–3~juin, 1er-3~juin, à 20~h~30",
                "au XXe~siècle, au 21e~siècle, la 5e~République, à la 16e~session, l’an 5 s. f.",
                "fin~– ou presque~– du texte",
                "l’art.~26, (l’al.~2), d’A.~de Vries, les XIXe-XXe~siècles, l’XIe~session",
            ],
        );
        assert_eq!(shown("fr", "en 2016 150 personnes"), "en 2016 150 personnes");
    }

    #[test]
    fn french_ordinals_are_raised() {
        let raised = |text: &str| {
            let spacing = Spacing::of("fr");
            spacing.raised(text).into_iter().map(|at| text[at].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(
            raised("1er, 1re (2e) XXe, XIXe–XXe l’XIe Ier."),
            ["er", "re", "e", "e", "e", "e", "e", "er"]
        );
        assert_eq!(
            raised("Les nos 3 et 4, (Nos 1-2), nos 1, 2; la 2nde, le 2nd."),
            ["os", "os", "os", "nde", "nd"]
        );
        assert!(raised("dans nos 12 ports et nos ports, nos 3 à bord, nos 2. En 2016").is_empty());
        assert!(raised("De Me Le Ce 15h X 10 Vie 3es3").is_empty());
        let spanish = "El 1.er informe, 23.er. 2.as y 3.ª (5.os), n.os 3.er5 1er";
        let raised = Spacing::of("es").raised(spanish).into_iter().map(|at| &spanish[at]);
        assert_eq!(raised.collect::<Vec<_>>(), ["er", "er", "as", "os"]);
    }

    #[test]
    fn russian_words_stay_with_what_they_belong_to() {
        check(
            "ru",
            &[
                "в 2016~г. и в 2014–2016~гг., 20~млн человек",
                "ст.~5, №~7, с.~12 и~т.~д.",
                "г-н~Мирослав и А.~Б.~Иванов, Петров~В.~Г. сказал",
                "Г-н~Ким. Сказал А.~Б.~Иванов (Петров~В.~Г.), П.~ван ден Берг, Петров~В.~Г.",
                "И~т.~д. и~т.~п., 3~км, 22-я~сессия",
                "в XX~в., XIX–XX~вв. в г.~Москве, 3~марта",
                "Вена~— город, о.~Сахалин, 25~°С",
                "1990-х~гг. Г-н~Ким, гг.~Иванов и Ек, в 2016~г. Москва, г.~Москва, XX~в. Ек",
                "Это было в (2014–2016~гг. Россия) и XX~вв. Россия",
            ],
        );
    }

    #[test]
    fn other_languages_have_their_tables() {
        check(
            "de",
            &["Z.~B. Kinder, um 20~Uhr“, Lager~…“, am 3.~März, 1.–2.~April, S.~7~f., S.~8~ff."],
        );
        check("zh", &["在12~000艘船中，重24~t，共3~500个"]);
        check("en", &["St~Paul’s and Mr~O’Neill’s"]);
        check("ar", &["أ.~ب.~إيفانوف، 41~%، ٣~٪"]);
        check("de", &["z.~B. §~5, 3~Mio. Euro, Dr.~Weber, S.~7, d.~h. so"]);
        check("es", &["la Sra.~Ruiz, p.~ej. el s.~XVI, EE.~UU., núm.~4"]);
        check(
            "it",
            &["n.~3, il dott.~Rossi e il Dott.~Rossi, l’Avv.~Ek, 5~%, p.~es. qui, 1º~maggio"],
        );
        check("en", &["Dr~Smith, pp.~3–7, No.~6, 3~million, 5~%", "in May~– or so, 3~May"]);
        check("pt", &["a Sra.~Costa, n.º~4, p.~ex. isto"]);
        check("uk", &["ст.~5, 20~млн, Т.~Г.~Шевченко, і~т.~д."]);
        check("tlh", &["p.~4 M.~Name"]);
    }

    #[test]
    fn spaces_of_the_author_stay() {
        let typed = "oui\u{a0}; 12\u{202f}000 et 5\u{a0}%";
        assert_eq!(String::from(Spacing::of("fr").print(&typed.into())), typed);
    }

    #[test]
    fn changed_characters_keep_their_origin() {
        let text = TracedString::with_origin("oui; p. 5", crate::origin::Origin::copied(10));
        let printed = Spacing::of("fr").print(&text);
        assert_eq!(printed, "oui\u{202f}; p.\u{a0}5");
        assert_eq!(printed.file_range(3..7), Some(13..14));
        assert_eq!(printed.file_range(8..12), Some(15..18));
    }
}

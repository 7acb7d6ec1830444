//! Dates as people write them: "11–12 April 2016", "April 11, 2016", "2016年4月11日".

use crate::import::recognize::words::Words;

/// Dates in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where they begin in the text, in bytes.
    pub start: usize,
    /// Where they end.
    pub end: usize,
    /// The first day in ISO 8601.
    pub from: String,
    /// The last day in ISO 8601, if it is another.
    pub to: Option<String>,
}

/// A part of a text: a number, or letters.
#[derive(Clone, Copy, Debug)]
struct Token<'t> {
    text: &'t str,
    start: usize,
}

/// The longest word within dates that is not a month: "and", "по", "de".
const LONGEST_LINK: usize = 3;

/// Longer words after a year: "of the year".
const OF_YEAR: [&str; 2] = ["года", "року"];

/// The date that a text is as a whole in ISO 8601: a day, a month with its year, or a year.
pub fn whole(words: &Words, text: &str) -> Option<String> {
    if let Some(found) = find(words, text) {
        let is_whole = found.start == 0 && found.end == text.len() && found.to.is_none();
        return is_whole.then_some(found.from);
    }
    let tokens = without_other_names(words, text, tokens(text));
    let year = tokens.iter().find_map(|it| year(it.text))?;
    let month_of = |(at, it): (usize, &Token)| {
        let next = tokens.get(at + 1).map(|it| it.text).unwrap_or_default();
        words.month(it.text).or_else(|| number(it.text).filter(|_| next.starts_with('月')))
    };
    let month = tokens.iter().enumerate().find_map(month_of);
    // Besides month and year there are only words such as "de" and "г.".
    let is_other = |it: &&Token| {
        let is_month = words.month(it.text).is_some() || number(it.text) == month;
        let is_word = it.text.chars().count() > LONGEST_LINK && !OF_YEAR.contains(&it.text);
        !is_month && it.text != year && is_word
            || number(it.text).is_some_and(|it| Some(it) != month)
    };
    let is_whole =
        text.chars().all(|it| it.is_alphanumeric() || it.is_whitespace() || it == '/' || it == '.');
    match month {
        _ if !is_whole || tokens.iter().any(|it| is_other(&it)) => None,
        Some(month) => (1..=12).contains(&month).then(|| format!("{year}-{month:02}")),
        None => (tokens.len() == 1).then_some(year),
    }
}

/// The dates in a text: one or two days with a month and a year.
pub fn find(words: &Words, text: &str) -> Option<Found> {
    let tokens = without_other_names(words, text, tokens(text));
    let year_at = tokens.iter().position(|it| year(it.text).is_some())?;
    let year = year(tokens.get(year_at)?.text)?;
    let is_cjk = tokens.iter().any(|it| it.text.starts_with('年') || it.text == "月");
    let (mut days, mut months) = (Vec::new(), Vec::new());
    let (mut first, mut last) = (year_at, year_at);
    let is_numeric = !is_cjk && !tokens.iter().any(|it| words.month(it.text).is_some());
    if is_numeric {
        return numeric(text, &tokens, year_at, &year);
    }
    for (at, token) in tokens.iter().enumerate().filter(|(at, _)| at.abs_diff(year_at) <= 9) {
        let next = tokens.get(at + 1).map(|it| it.text).unwrap_or_default();
        let number = number(token.text).filter(|it| (1..=31).contains(it));
        if let Some(month) = words.month(token.text) {
            months.push(month);
        } else if let (Some(number), true) = (number, next.starts_with('月')) {
            months.push(number);
        } else if let Some(number) = number {
            days.push(number);
        } else {
            continue;
        }
        first = first.min(at);
        last = last.max(at);
    }
    let between = tokens.get(first..=last)?;
    let is_link = |it: &&Token| {
        it.text.chars().count() > LONGEST_LINK
            && words.month(it.text).is_none()
            && super::date::year(it.text).is_none()
    };
    if between.iter().any(|it| is_link(&it)) {
        return None;
    }
    let (from, to) = match (days.as_slice(), months.as_slice()) {
        ([day], [month]) => ((*month, *day), None),
        ([from, to], [month]) if from < to => ((*month, *from), Some((*month, *to))),
        ([from, to], [first, second]) => ((*first, *from), Some((*second, *to))),
        _ => return None,
    };
    let iso = |(month, day): (u8, u8)| format!("{year}-{month:02}-{day:02}");
    // What belongs to the year: "2016 года", "2016 г.", "2016 року", "日".
    let mut end = tokens.get(last).map(|it| it.start + it.text.len())?;
    if let Some(next) =
        tokens.get(last + 1).filter(|it| ["года", "г", "року", "р", "日"].contains(&it.text))
    {
        end = next.start + next.text.len();
        end += usize::from(
            ["г", "р"].contains(&next.text)
                && text.get(end..).is_some_and(|it| it.starts_with('.')),
        );
    }
    let start = tokens.get(first)?.start;
    Some(Found { start, end, from: iso(from), to: to.map(iso) })
}

/// A date in figures: `2016-04-11` or `11.04.2016`.
fn numeric(text: &str, tokens: &[Token], year_at: usize, year: &str) -> Option<Found> {
    let number = |at: usize| number(tokens.get(at)?.text);
    let sign = |one: usize, other: usize| {
        let (one, other) = (tokens.get(one)?, tokens.get(other)?);
        text.get(one.start + one.text.len()..other.start)
    };
    let iso = (year_at + 1, year_at + 2);
    let (month, day, first, last) =
        if sign(year_at, iso.0) == Some("-") && sign(iso.0, iso.1) == Some("-") {
            (number(iso.0)?, number(iso.1)?, year_at, iso.1)
        } else {
            let before = (year_at.checked_sub(2)?, year_at.checked_sub(1)?);
            if sign(before.0, before.1) != Some(".") || sign(before.1, year_at) != Some(".") {
                return None;
            }
            (number(before.1)?, number(before.0)?, before.0, year_at)
        };
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let end = tokens.get(last).map(|it| it.start + it.text.len())?;
    let from = format!("{year}-{month:02}-{day:02}");
    Some(Found { start: tokens.get(first)?.start, end, from, to: None })
}

/// The year that a word is.
fn year(text: &str) -> Option<String> {
    let year = text.chars().map(digit).collect::<Option<String>>().filter(|it| it.len() == 4)?;
    (year.starts_with("19") || year.starts_with("20")).then_some(year)
}

/// The number that a word is, if it is below 256.
fn number(text: &str) -> Option<u8> {
    text.chars().map(digit).collect::<Option<String>>()?.parse().ok()
}

/// A digit of Latin, Arabic or Persian as one of Latin.
fn digit(sign: char) -> Option<char> {
    let zero = ['0', '٠', '۰']
        .into_iter()
        .find(|zero| (u32::from(*zero)..u32::from(*zero) + 10).contains(&u32::from(sign)))?;
    char::from_digit(u32::from(sign) - u32::from(zero), 10)
}

/// Without the first of two names of a month, as in "كانون الثاني/يناير".
fn without_other_names<'t>(words: &Words, text: &str, tokens: Vec<Token<'t>>) -> Vec<Token<'t>> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let is_second = text.get(..token.start).is_some_and(|it| it.ends_with('/'));
        if is_second && words.month(token.text).is_some() {
            while out.pop_if(|it| digit_of(it).is_none()).is_some() {}
        }
        out.push(token);
    }
    out
}

/// The first digit of a token, if it is a number.
fn digit_of(token: &Token) -> Option<char> {
    token.text.chars().next().and_then(digit)
}

/// The numbers and words of a text.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let kind = |it: char| (digit(it).is_some(), it.is_alphabetic());
    let mut tokens = Vec::new();
    let mut start: Option<(usize, (bool, bool))> = None;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        if start.is_some_and(|(_, last)| last != kind(character)) {
            let from = start.take().map_or(at, |it| it.0);
            tokens.extend(text.get(from..at).map(|text| Token { text, start: from }));
        }
        if start.is_none() && kind(character) != (false, false) {
            start = Some((at, kind(character)));
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_may_be_a_month_or_a_year() {
        let cases = [
            ("en", "May 2024", Some("2024-05")),
            ("es", "mayo de 2024", Some("2024-05")),
            ("ru", "май 2024 г.", Some("2024-05")),
            ("zh", "2024年5月", Some("2024-05")),
            ("en", "14 May 2024", Some("2024-05-14")),
            ("en", "2024", Some("2024")),
            ("en", "Vienna 2024", None),
            ("en", "12 2024", None),
            ("en", "11–12 May 2024", None),
        ];
        for (language, text, expected) in cases {
            assert_eq!(whole(&Words::new(language), text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn dates_are_found_in_every_language() {
        let cases = [
            ("en", "Vienna, 11–12 April 2016", Some(("2016-04-11", Some("2016-04-12")))),
            ("en", "April 11, 2016", Some(("2016-04-11", None))),
            ("en", "30 May - 1 June 2016", Some(("2016-05-30", Some("2016-06-01")))),
            ("fr", "Vienne, les 11 et 12 avril 2016", Some(("2016-04-11", Some("2016-04-12")))),
            ("de", "11.04.2016", Some(("2016-04-11", None))),
            ("ru", "11–12 апреля 2016 года", Some(("2016-04-11", Some("2016-04-12")))),
            ("uk", "11–12 квітня 2016 року", Some(("2016-04-11", Some("2016-04-12")))),
            ("zh", "2016年4月11日至12日", Some(("2016-04-11", Some("2016-04-12")))),
            ("ar", "30 نيسان/أبريل – 1 أيار/مايو 2024", Some(("2024-04-30", Some("2024-05-01")))),
            ("ar", "11 كانون الثاني/يناير 2024", Some(("2024-01-11", None))),
            ("ar", "١١ و١٢ يناير ٢٠٢٤", Some(("2024-01-11", Some("2024-01-12")))),
            ("en", "In 2016 the conference met", None),
            ("en", "16th conference", None),
        ];
        for (language, text, expected) in cases {
            let found = find(&Words::new(language), text);
            let found = found.as_ref().map(|it| (it.from.as_str(), it.to.as_deref()));
            assert_eq!(found, expected, "{text}");
        }
    }
}

//! Generated words: dates, short titles, plain texts for catalogues.

use super::grammar;
use super::typography::{Typographer, quotes};
use crate::document::Date;
use crate::source::Report;
use crate::source::markup::{self, Markup};
use crate::source::schema::Text;
use crate::templates::{Labels, Quotes};

/// A running head holds about this many characters.
const RUNNING_LENGTH: usize = 68;
/// A reference quotes about as many characters of what has no number.
const CITED_LENGTH: usize = 48;

/// A day as ISO 8601 writes it; `None` where it is no day of the calendar.
pub fn parse_date(text: &str) -> Option<Date> {
    Date::parse(text)
}

/// One day, written out: "11 April 2016".
pub fn day(date: Date, labels: &Labels) -> String {
    fill(&labels.date, &[("day", &number(date, labels)), ("month", month(date, labels))], date)
}

/// Some days, written out: "11–12 April 2016", "30 April – 2 May 2016".
pub fn days(from: Date, to: Date, labels: &Labels) -> String {
    if from == to {
        return day(from, labels);
    }
    if from.year != to.year {
        return format!("{}{}{}", day(from, labels), labels.range, day(to, labels));
    }
    let pattern = if from.month == to.month { &labels.days } else { &labels.days_of_two_months };
    let parts = [
        ("from", number(from, labels)),
        ("from_month", month(from, labels).into()),
        ("to", number(to, labels)),
        ("to_month", month(to, labels).into()),
        ("month", month(to, labels).into()),
    ];
    let parts: Vec<(&str, &str)> =
        parts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fill(pattern, &parts, to)
}

/// The number of a day; the first of a month is an ordinal in some languages.
fn number(date: Date, labels: &Labels) -> String {
    if date.day == 1 { labels.first_day.clone() } else { date.day.to_string() }
}

fn month(date: Date, labels: &Labels) -> &str {
    let month = usize::from(date.month).checked_sub(1).and_then(|index| labels.months.get(index));
    month.map_or("", String::as_str)
}

fn fill(pattern: &str, parts: &[(&str, &str)], date: Date) -> String {
    let filled = pattern.replace("{year}", &date.year.to_string());
    parts.iter().fold(filled, |filled, (name, value)| filled.replace(&format!("{{{name}}}"), value))
}

/// What stands above the title: as the author says, else the event where it has a number.
pub fn series(report: &Report, labels: &Labels) -> Option<Text> {
    let numbered = || {
        report.event.as_ref()?.number?;
        event_name(report, labels)
    };
    report.publication.series.clone().or_else(numbered)
}

/// The name of the event, after its number where it has one: "16^th^ conference".
pub fn event_name(report: &Report, labels: &Labels) -> Option<Text> {
    let event = report.event.as_ref()?;
    let name = event.name.as_ref()?;
    let Some(number) = event.number else { return Some(name.clone()) };
    let language = &report.publication.language;
    let ordinal = grammar::ordinal(number, event.gender, &labels.ordinals, language);
    // The name last: an author's braces are no parts of the pattern.
    let pattern = labels.numbered_event.replace("{ordinal}", &ordinal);
    Some(Text(pattern.replace("{name}", &name.0)))
}

/// The words of a text without markup and notes, as catalogues and running heads show them.
pub fn plain(text: &Text, quotes: Option<&Quotes>) -> String {
    let parsed = markup::parse(&text.0).unwrap_or_else(|_| vec![Markup::Text(text.0.clone())]);
    let mut raw = String::new();
    push_plain(&parsed, &mut raw);
    Typographer::new(quotes).print(raw.trim())
}

fn push_plain(markup: &[Markup], out: &mut String) {
    for part in markup {
        match part {
            Markup::Text(text) => out.push_str(text),
            Markup::Strong(inner)
            | Markup::Emphasis(inner)
            | Markup::Superscript(inner)
            | Markup::Subscript(inner)
            | Markup::SmallCaps(inner)
            | Markup::Foreign { content: inner, .. }
            | Markup::Link { content: inner, .. }
            | Markup::Reference { content: Some(inner), .. } => push_plain(inner, out),
            Markup::Note { .. } | Markup::Reference { content: None, .. } => {}
            Markup::LineBreak => out.push(' '),
        }
    }
}

/// The title that running heads repeat on left pages.
pub fn running_title(report: &Report, labels: &Labels) -> String {
    let publication = &report.publication;
    let title = publication.short_title.as_ref().unwrap_or(&publication.title);
    shorten(&plain(title, quotes(report, labels)), RUNNING_LENGTH)
}

/// The running head of a section: its short title; else its title, or its prefix alone where both
/// do not fit.
pub fn running_head(
    prefix: Option<&str>,
    separator: &str,
    title: &str,
    short: Option<&str>,
) -> String {
    let Some(prefix) = prefix else { return shorten(short.unwrap_or(title), RUNNING_LENGTH) };
    let whole = format!("{prefix}{separator}{}", short.unwrap_or(title));
    if short.is_none() && whole.chars().count() > RUNNING_LENGTH {
        prefix.into()
    } else {
        shorten(&whole, RUNNING_LENGTH)
    }
}

/// How an item without a number is cited: by its first words.
pub fn first_words(text: &str) -> String {
    shorten(text.trim_end_matches(['.', ':', ';', ',', '。', '：', '；', '،', '؛']), CITED_LENGTH)
}

/// Cuts a text that is too long after a word.
fn shorten(text: &str, length: usize) -> String {
    if text.chars().count() <= length {
        return text.into();
    }
    let mut short = String::new();
    for word in text.split(' ') {
        if short.chars().count() + word.chars().count() + 2 > length {
            break;
        }
        short.push_str(word);
        short.push(' ');
    }
    format!("{}…", short.trim_end_matches([' ', ',', ':', ';', '–']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::templates::load;

    fn english() -> Labels {
        load::labels("en", load::built_in_labels("en-GB").unwrap()).unwrap()
    }

    #[test]
    fn dates_are_days_of_the_calendar() {
        assert_eq!(parse_date("2016-02-29"), Some(Date { year: 2016, month: 2, day: 29 }));
        for wrong in ["2015-02-29", "2016-13-01", "2016-4-1", "0000-01-01", "soon", "2016-04-11x"] {
            assert_eq!(parse_date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn ranges_are_as_short_as_they_can_be() {
        let date = |text| parse_date(text).unwrap();
        let range = |from, to| days(date(from), date(to), &english());
        assert_eq!(range("2016-04-11", "2016-04-12"), "11–12 April 2016");
        assert_eq!(range("2016-04-11", "2016-04-11"), "11 April 2016");
        assert_eq!(range("2016-04-30", "2016-05-01"), "30 April – 1 May 2016");
        assert_eq!(range("2016-12-31", "2017-01-02"), "31 December 2016 – 2 January 2017");
    }

    /// A day, days of one month and of two, in every language that is built in.
    #[test]
    fn dates_are_those_of_the_language() {
        let date = |text| parse_date(text).unwrap();
        for (language, one, some, two) in [
            (
                "ar",
                "1 نيسان/أبريل 2016",
                "11–12 نيسان/أبريل 2016",
                "30 نيسان/أبريل – 1 أيار/مايو 2016",
            ),
            ("de", "1. April 2016", "11.–12. April 2016", "30. April – 1. Mai 2016"),
            ("en", "1 April 2016", "11–12 April 2016", "30 April – 1 May 2016"),
            (
                "es",
                "1 de abril de 2016",
                "11–12 de abril de 2016",
                "30 de abril – 1 de mayo de 2016",
            ),
            ("fr", "1er avril 2016", "11–12 avril 2016", "30 avril – 1er mai 2016"),
            ("it", "1º aprile 2016", "11–12 aprile 2016", "30 aprile – 1º maggio 2016"),
            ("ru", "1 апреля 2016 года", "11–12 апреля 2016 года", "30 апреля – 1 мая 2016 года"),
            ("zh", "2016年4月1日", "2016年4月11日至12日", "2016年4月30日至5月1日"),
        ] {
            let labels = load::labels(language, load::built_in_labels(language).unwrap()).unwrap();
            assert_eq!(day(date("2016-04-01"), &labels), one);
            assert_eq!(days(date("2016-04-11"), date("2016-04-12"), &labels), some);
            assert_eq!(days(date("2016-04-30"), date("2016-05-01"), &labels), two);
        }
        assert_eq!(load::languages().count(), 8);
    }

    #[test]
    fn running_heads_fit() {
        let long =
            "Victims’ rights: challenges in identification, referral and assistance of people";
        assert_eq!(running_head(Some("Panel 3"), ": ", long, None), "Panel 3");
        assert_eq!(running_head(Some("Panel 3"), ": ", long, Some("Rights")), "Panel 3: Rights");
        let cut = running_head(None, ": ", long, None);
        assert_eq!(cut, "Victims’ rights: challenges in identification, referral and…");
    }
}

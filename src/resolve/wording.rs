//! Generated words: dates, short titles, plain texts for catalogues.

use super::typography::{Typographer, quotes};
use crate::document::Date;
use crate::source::Report;
use crate::source::markup::{self, Markup};
use crate::source::schema::Text;
use crate::templates::{Labels, Quotes};

/// A running head holds about this many characters.
const RUNNING_LENGTH: usize = 68;

/// A day as ISO 8601 writes it; `None` where it is no day of the calendar.
pub fn parse_date(text: &str) -> Option<Date> {
    Date::parse(text)
}

/// One day, written out: "11 April 2016".
pub fn day(date: Date, labels: &Labels) -> String {
    fill(&labels.date, date, labels).replace("{day}", &date.day.to_string())
}

/// Some days, written out: "11–12 April 2016".
pub fn days(from: Date, to: Date, labels: &Labels) -> String {
    if from == to {
        return day(from, labels);
    }
    if (from.year, from.month) != (to.year, to.month) {
        return format!("{}{}{}", day(from, labels), labels.range, day(to, labels));
    }
    fill(&labels.days, to, labels)
        .replace("{from}", &from.day.to_string())
        .replace("{to}", &to.day.to_string())
}

fn fill(pattern: &str, date: Date, labels: &Labels) -> String {
    let month = usize::from(date.month).checked_sub(1).and_then(|index| labels.months.get(index));
    pattern
        .replace("{month}", month.map_or("", String::as_str))
        .replace("{year}", &date.year.to_string())
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
    shorten(&plain(title, quotes(report, labels)))
}

/// The running head of a section: its short title; else its title, or its label alone where both
/// do not fit.
pub fn running_head(
    label: Option<&str>,
    separator: &str,
    title: &str,
    short: Option<&str>,
) -> String {
    let Some(label) = label else { return shorten(short.unwrap_or(title)) };
    let whole = format!("{label}{separator}{}", short.unwrap_or(title));
    if short.is_none() && whole.chars().count() > RUNNING_LENGTH {
        label.into()
    } else {
        shorten(&whole)
    }
}

/// Cuts a text that is too long for a running head after a word.
fn shorten(text: &str) -> String {
    if text.chars().count() <= RUNNING_LENGTH {
        return text.into();
    }
    let mut short = String::new();
    for word in text.split(' ') {
        if short.chars().count() + word.chars().count() + 2 > RUNNING_LENGTH {
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
        assert_eq!(range("2016-04-30", "2016-05-01"), "30 April 2016 – 1 May 2016");
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

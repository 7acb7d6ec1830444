//! Writes dates in the language of the report.

use crate::document::{Date, Period};
use crate::templates::Labels;

/// A day, a month or a year: "11 April 2016", "April 2016", "2016".
pub fn period(period: Period, labels: &Labels) -> String {
    let first = period.first();
    match period {
        Period::Day(date) => day(date, labels),
        Period::Month(_) => {
            let months = labels.standalone_months.as_ref().unwrap_or(&labels.months);
            fill(&labels.month_and_year, &[("month", month(first, months))], first)
        }
        Period::Year(_) => fill(&labels.year, &[], first),
    }
}

/// The range from one period to another, as [`days`]: "April 2016 – May 2016".
pub fn periods(from: Period, to: Period, labels: &Labels) -> String {
    match (from, to) {
        (Period::Day(from), Period::Day(to)) => days(from, to, labels),
        _ if from == to => period(from, labels),
        _ => format!("{}{}{}", period(from, labels), labels.range, period(to, labels)),
    }
}

/// A day: "11 April 2016".
fn day(date: Date, labels: &Labels) -> String {
    fill(
        &labels.date,
        &[("day", &number(date, labels)), ("month", month(date, &labels.months))],
        date,
    )
}

/// A range of days: "11–12 April 2016", "30 April – 2 May 2016".
fn days(from: Date, to: Date, labels: &Labels) -> String {
    if from == to {
        return day(from, labels);
    }
    if from.year != to.year {
        return format!("{}{}{}", day(from, labels), labels.range, day(to, labels));
    }
    let two = labels.two_days.as_ref().filter(|_| from.day.checked_add(1) == Some(to.day));
    let pattern = match from.month == to.month {
        true => two.unwrap_or(&labels.days),
        false => &labels.days_of_two_months,
    };
    let parts = [
        ("from", number(from, labels)),
        ("from_month", month(from, &labels.months).into()),
        ("to", number(to, labels)),
        ("to_month", month(to, &labels.months).into()),
        ("month", month(to, &labels.months).into()),
    ];
    let parts: Vec<(&str, &str)> =
        parts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fill(pattern, &parts, to)
}

/// The number of a day. The first of a month is an ordinal in some languages.
fn number(date: Date, labels: &Labels) -> String {
    if date.day == 1 { labels.first_day.clone() } else { date.day.to_string() }
}

fn month(date: Date, months: &[String; 12]) -> &str {
    let month = usize::from(date.month).checked_sub(1).and_then(|index| months.get(index));
    month.map_or("", String::as_str)
}

fn fill(pattern: &str, parts: &[(&str, &str)], date: Date) -> String {
    let filled = pattern.replace("{year}", &date.year.to_string());
    parts.iter().fold(filled, |filled, (name, value)| filled.replace(&format!("{{{name}}}"), value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::templates::load;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn ranges_omit_repeated_parts() {
        let english = load::labels("en", load::built_in_labels("en-GB").unwrap()).unwrap();
        let range = |from, to| days(date(from), date(to), &english);
        assert_eq!(range("2016-04-11", "2016-04-12"), "11–12 April 2016");
        assert_eq!(range("2016-04-11", "2016-04-11"), "11 April 2016");
        assert_eq!(range("2016-04-30", "2016-05-01"), "30 April – 1 May 2016");
        assert_eq!(range("2016-12-31", "2017-01-02"), "31 December 2016 – 2 January 2017");
    }

    /// A month and a year, in every built-in language.
    #[test]
    fn months_and_years_follow_the_language() {
        for (language, month, year) in [
            ("ar", "نيسان/أبريل 2016", "2016"),
            ("de", "April 2016", "2016"),
            ("en", "April 2016", "2016"),
            ("es", "abril de 2016", "2016"),
            ("fr", "avril 2016", "2016"),
            ("it", "aprile 2016", "2016"),
            ("pt", "abril de 2016", "2016"),
            ("ru", "апрель 2016 года", "2016 год"),
            ("uk", "квітень 2016 року", "2016 рік"),
            ("zh", "2016年4月", "2016年"),
        ] {
            let labels = load::labels(language, load::built_in_labels(language).unwrap()).unwrap();
            let written = |text| period(Period::parse(text).unwrap(), &labels);
            assert_eq!((written("2016-04").as_str(), written("2016").as_str()), (month, year));
            let (from, to) = (Period::parse("2016-04").unwrap(), Period::parse("2016-05").unwrap());
            assert!(periods(from, to, &labels).starts_with(&format!("{month}{}", labels.range)));
        }
    }

    /// A day, a range within a month and a range over two months, in every built-in language.
    #[test]
    fn dates_follow_the_language() {
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
                "11 y 12 de abril de 2016",
                "30 de abril – 1 de mayo de 2016",
            ),
            ("fr", "1er avril 2016", "11 et 12 avril 2016", "30 avril – 1er mai 2016"),
            ("it", "1º aprile 2016", "11-12 aprile 2016", "30 aprile – 1º maggio 2016"),
            (
                "pt",
                "1 de abril de 2016",
                "11–12 de abril de 2016",
                "30 de abril – 1 de maio de 2016",
            ),
            ("ru", "1 апреля 2016 года", "11–12 апреля 2016 года", "30 апреля – 1 мая 2016 года"),
            (
                "uk",
                "1 квітня 2016 року",
                "11–12 квітня 2016 року",
                "30 квітня – 1 травня 2016 року",
            ),
            ("zh", "2016年4月1日", "2016年4月11日至12日", "2016年4月30日至5月1日"),
        ] {
            let labels = load::labels(language, load::built_in_labels(language).unwrap()).unwrap();
            assert_eq!(day(date("2016-04-01"), &labels), one);
            assert_eq!(days(date("2016-04-11"), date("2016-04-12"), &labels), some);
            assert_eq!(days(date("2016-04-30"), date("2016-05-01"), &labels), two);
        }
        let spanish = load::labels("es", load::built_in_labels("es").unwrap()).unwrap();
        let several = days(date("2016-04-11"), date("2016-04-15"), &spanish);
        assert_eq!(several, "11 a 15 de abril de 2016");
        assert_eq!(load::languages().count(), 10);
    }
}

//! The definitions of lists, and their numbers as Word counts them (§17.9).

use std::collections::{HashMap, HashSet};

use roxmltree::Node;

use super::model::{ListInstance, ListLevel, Lists, NumberFormat, Numbering};
use super::styles::Styles;
use super::xml;
use crate::numerals;

/// The maximum number of levels of a list (§17.9.6).
const LEVELS: usize = 9;

/// The longest marker that Word writes.
const LONGEST_MARKER: usize = 255;

/// Reads the root of the part.
pub fn read(root: Node, styles: &Styles) -> Lists {
    let mut lists = Lists::default();
    // Definitions that only name the list style that has the levels, and those that have them.
    let mut linked = Vec::new();
    let mut by_style = HashMap::new();
    for node in xml::elements(root) {
        match xml::word_name(node) {
            "abstractNum" => {
                let Some(id) = number(node, "abstractNumId") else { continue };
                if let Some(style) = xml::child_value(node, "numStyleLink") {
                    linked.push((id, style));
                }
                if let Some(style) = xml::child_value(node, "styleLink") {
                    by_style.insert(style, id);
                }
                lists.definitions.insert(id, levels(node));
            }
            "num" => lists.instances.extend(instance(node)),
            _ => {}
        }
    }
    for (id, style) in linked {
        let by_number = || {
            let numbering = styles.get(style)?.numbering?;
            Some(lists.instances.get(&numbering.list)?.definition)
        };
        let definition = by_style.get(style).copied().or_else(by_number);
        // A link replaces only definitions without levels, so that no list is copied repeatedly.
        let levels = definition.and_then(|it| lists.definitions.get(&it)).cloned();
        if let Some(levels) =
            levels.filter(|_| lists.definitions.get(&id).is_none_or(Vec::is_empty))
        {
            lists.definitions.insert(id, levels);
        }
    }
    lists
}

/// An attribute as a number.
fn number<T: std::str::FromStr>(node: Node, name: &str) -> Option<T> {
    xml::attribute(node, name)?.parse().ok()
}

/// A child's `w:val` as a number.
fn value<T: std::str::FromStr>(node: Node, name: &str) -> Option<T> {
    xml::child_value(node, name)?.parse().ok()
}

fn levels(node: Node) -> Vec<ListLevel> {
    let levels = xml::elements(node).filter(|it| xml::word_name(*it) == "lvl");
    levels.filter_map(level).take(LEVELS).collect()
}

fn level(node: Node) -> Option<ListLevel> {
    let text = xml::child_value(node, "lvlText").unwrap_or_default();
    Some(ListLevel {
        level: number(node, "ilvl").filter(|it| usize::from(*it) < LEVELS)?,
        // A level without a start begins with 0 (§17.9.25).
        start: value(node, "start").unwrap_or(0),
        format: xml::child_value(node, "numFmt").map(format).unwrap_or_default(),
        text: text.chars().take(LONGEST_MARKER).collect(),
        restart: value(node, "lvlRestart"),
        style: xml::child_value(node, "pStyle").map(Into::into),
        is_legal: xml::child(node, "isLgl").is_some_and(xml::is_on),
    })
}

fn format(name: &str) -> NumberFormat {
    match name {
        "decimalZero" => NumberFormat::DecimalZero,
        "lowerLetter" | "russianLower" => NumberFormat::LowerLetter,
        "upperLetter" | "russianUpper" => NumberFormat::UpperLetter,
        "lowerRoman" => NumberFormat::LowerRoman,
        "upperRoman" => NumberFormat::UpperRoman,
        "bullet" => NumberFormat::Bullet,
        "none" => NumberFormat::None,
        _ => NumberFormat::Decimal,
    }
}

fn instance(node: Node) -> Option<(u32, ListInstance)> {
    let mut instance =
        ListInstance { definition: value(node, "abstractNumId")?, ..ListInstance::default() };
    for node in xml::elements(node).filter(|it| xml::word_name(*it) == "lvlOverride") {
        let at = number::<u8>(node, "ilvl").filter(|it| usize::from(*it) < LEVELS);
        let Some(at) = at else { continue };
        if let Some(level) = xml::child(node, "lvl").and_then(level) {
            instance.levels.insert(at, level);
        }
        if let Some(start) = value(node, "startOverride") {
            instance.starts.insert(at, start);
        }
    }
    Some((number(node, "numId")?, instance))
}

impl Lists {
    /// A level of an instance.
    pub fn level(&self, item: Numbering) -> Option<&ListLevel> {
        let instance = self.instances.get(&item.list)?;
        instance.levels.get(&item.level).or_else(|| {
            self.definitions.get(&instance.definition)?.iter().find(|it| it.level == item.level)
        })
    }

    /// The level of an instance to which a paragraph style belongs.
    pub fn level_of_style(&self, list: u32, style: &str) -> Option<u8> {
        let instance = self.instances.get(&list)?;
        let levels = self.definitions.get(&instance.definition)?;
        let is_it = |it: &&ListLevel| it.style.as_deref() == Some(style);
        instance.levels.values().chain(levels).find(is_it).map(|it| it.level)
    }
}

/// The marker of a list item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// How its number is written.
    pub format: NumberFormat,
    /// Its number at its level.
    pub value: u32,
    /// The marker as shown, such as `2.1` or `Panel 3:`.
    pub text: String,
    /// Whether its level restarts with it.
    pub begins: bool,
}

/// Counts the items of lists in the order of the text.
#[derive(Debug)]
pub struct ListCounter<'a> {
    lists: &'a Lists,
    /// The last number at each level, by definition.
    numbers: HashMap<u32, [Option<u32>; LEVELS]>,
    /// The levels of instances that have used their start number.
    begun: HashSet<(u32, u8)>,
}

impl<'a> ListCounter<'a> {
    /// Counts from the beginning.
    pub fn new(lists: &'a Lists) -> ListCounter<'a> {
        ListCounter { lists, numbers: HashMap::new(), begun: HashSet::new() }
    }

    /// The marker of the next item.
    pub fn next(&mut self, item: Numbering) -> Option<Marker> {
        let level = self.lists.level(item)?;
        let instance = self.lists.instances.get(&item.list)?;
        let numbers = self.numbers.entry(instance.definition).or_default();
        let at = usize::from(item.level);
        let is_first = self.begun.insert((item.list, item.level));
        let anew = instance.starts.get(&item.level).copied().filter(|_| is_first);
        let last = numbers.get(at).copied().flatten();
        let value = anew.or_else(|| last.map(|it| it.saturating_add(1))).unwrap_or(level.start);
        for (above, number) in (0..).zip(numbers.iter_mut()).take(at) {
            let start = || self.lists.level(Numbering { level: above, ..item });
            number.get_or_insert_with(|| start().map_or(1, |it| it.start));
        }
        if let Some(number) = numbers.get_mut(at) {
            *number = Some(value);
        }
        for (below, number) in (0..).zip(numbers.iter_mut()).skip(at + 1) {
            let level = self.lists.level(Numbering { level: below, ..item });
            let restart = level.and_then(|it| it.restart);
            // Counted from 1, so that the number equals the number of levels above.
            if restart.is_none_or(|restart| at < usize::from(restart)) {
                *number = None;
            }
        }
        let numbers = *numbers;
        Some(Marker {
            format: level.format,
            value,
            text: self.text(level, item, &numbers),
            begins: anew.is_some() || last.is_none(),
        })
    }

    /// The marker with its numbers.
    fn text(&self, level: &ListLevel, item: Numbering, numbers: &[Option<u32>; LEVELS]) -> String {
        let mut text = String::new();
        let mut characters = level.text.chars().peekable();
        while let Some(character) = characters.next() {
            let place = characters.peek().and_then(|it| it.to_digit(10)).filter(|it| *it > 0);
            let Some(place) = place.filter(|_| character == '%') else {
                text.push(character);
                continue;
            };
            characters.next();
            let at = place as usize - 1;
            let of = self.lists.level(Numbering { level: at as u8, ..item });
            let Some(number) = numbers.get(at).copied().flatten() else { continue };
            let format = of.map_or(NumberFormat::Decimal, |it| it.format);
            text += &write(number, if level.is_legal { NumberFormat::Decimal } else { format });
        }
        text
    }
}

/// Letters repeat after z: aa, bb, cc (§17.18.59). Numerals longer than Word's are cut off.
fn letter(number: u32) -> String {
    let Some(number) = number.checked_sub(1) else { return String::new() };
    let letter = numerals::letters(number % 26 + 1);
    letter.repeat((number / 26 + 1).min(30) as usize)
}

/// The largest number that Word writes in roman numerals.
const LARGEST_ROMAN: u32 = 32_767;

fn write(number: u32, format: NumberFormat) -> String {
    match format {
        NumberFormat::Decimal => number.to_string(),
        NumberFormat::DecimalZero => format!("{number:02}"),
        NumberFormat::LowerLetter => letter(number),
        NumberFormat::UpperLetter => letter(number).to_uppercase(),
        NumberFormat::LowerRoman => numerals::roman(number.min(LARGEST_ROMAN)),
        NumberFormat::UpperRoman => numerals::roman(number.min(LARGEST_ROMAN)).to_uppercase(),
        NumberFormat::Bullet | NumberFormat::None => String::new(),
    }
}

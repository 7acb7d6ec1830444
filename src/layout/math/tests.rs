use super::*;
use crate::document::ElementId;
use crate::layout::page::{Item, Owner, Part};
use crate::math::read;
use crate::templates::Colour;

fn set_latex(latex: &str, as_display: bool) -> SetEquation {
    let fonts = Fonts::bundled().unwrap();
    let equation = read(&latex.into()).unwrap();
    set(&fonts, &equation.content, as_display, (10.0, "Source Serif 4", "en")).unwrap()
}

/// The texts of an equation with the distance of their baselines below that of the equation, and its rules.
fn parts(latex: &str) -> (Vec<(String, f32)>, Vec<f32>) {
    let owner = Owner::Element(ElementId(1), Part::Content);
    let (mut texts, mut rules) = (Vec::new(), Vec::new());
    for item in set_latex(latex, true).items(Colour::Ink, owner) {
        match item {
            Item::Glyphs(run) => texts.push((run.text, run.origin.y)),
            Item::Fill { rect, .. } => rules.push(rect.y),
            Item::Image { .. } | Item::Link(_) => panic!(),
        }
    }
    (texts, rules)
}

#[test]
fn scripts_and_fractions_are_above_and_below_the_baseline() {
    let (texts, rules) = parts("x_1^2");
    let all: Vec<(&str, bool)> = texts.iter().map(|(text, y)| (text.as_str(), *y > 0.0)).collect();
    assert_eq!((all, rules.len()), (vec![("x", false), ("2", false), ("1", true)], 0));
    assert!(texts[1].1 < -3.0 && texts[2].1 > 1.0, "{texts:?}");
    let (texts, rules) = parts(r"\frac{a}{b}");
    // The rule is on the axis, 0.258 em above the baseline.
    assert!(texts[0].1 < rules[0] && rules[0] < -2.0 && texts[1].1 > 0.0, "{texts:?} {rules:?}");
    assert_eq!(parts(r"\binom{n}{k}").1.len(), 0);
}

#[test]
fn delimiters_and_roots_are_as_high_as_their_content() {
    let content = set_latex(r"\frac{a}{\frac{b}{c}}", true);
    for latex in [r"\left( \frac{a}{\frac{b}{c}} \right)", r"\sqrt{\frac{a}{\frac{b}{c}}}"] {
        let set = set_latex(latex, true);
        assert!(set.height + set.depth >= 0.9 * (content.height + content.depth), "{latex}");
        assert!(set.width > content.width);
    }
    let high = r"\left\{ \begin{matrix} 1\\2\\3\\4\\5\\6\\7\\8\\9\\10\\11\\12 \end{matrix} \right.";
    let brace = set_latex(high, true);
    assert!(brace.height + brace.depth > 12.0 * 11.0, "{} {}", brace.height, brace.depth);
}

#[test]
fn displays_are_larger_than_equations_in_texts() {
    for latex in [r"\frac{a}{b}", r"\sum_{i=1}^n i", r"\int_0^1 x"] {
        let [display, text] = [true, false].map(|as_display| set_latex(latex, as_display));
        assert!(display.height + display.depth > text.height + text.depth, "{latex}");
    }
}

#[test]
fn spaces_depend_on_the_atoms() {
    let width = |latex: &str| set_latex(latex, false).width;
    let near = |one: f32, other: f32| (one - other).abs() < 0.01;
    let letters = width("ab");
    assert!(near(width("a=b") - letters - width("="), 2.0 * 10.0 * 5.0 / 18.0));
    assert!(near(width("a+b") - letters - width("+"), 2.0 * 10.0 * 4.0 / 18.0));
    // A sign is not an operation.
    assert!(near(width("-a"), width("a") + width("-")));
    assert!(near(width(r"a\quad b") - letters, 10.0));
}

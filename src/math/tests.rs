use super::*;

fn line(latex: &str) -> String {
    linear(&read(&latex.into()).unwrap().content)
}

#[test]
fn equations_become_lines_of_text() {
    for (latex, expected) in [
        ("E = mc^2", "E = mc²"),
        (r"\frac{2a}{b} e^{i\pi} A_{ij}^\infty", "2a/b e^(iπ)A_(ij)^∞"),
        (r"\frac{a+b}{c}", "(a + b)/c"),
        (r"x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}", "x = (−b ± √(b² − 4ac))/(2a)"),
        (r"\sum_{i=1}^{n} x_i", "∑_(i = 1)ⁿ x_i"),
        (r"\sqrt[n+1]{x}", "ⁿ⁺¹√x"),
        ("f'(x) = 2x", "f′(x) = 2x"),
        (r"x_1 ^2 \not= \alpha", "x₁² ≠ α"),
        (r"\sin x + \log(y)", "sin x + log(y)"),
        (r"\lim_{x \to 0} f(x)", "lim_(x → 0) f(x)"),
        (r"\left( \frac{1}{2} \right)^2", "(1/2)²"),
        (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", "(a, b; c, d)"),
        (
            r"|x| = \begin{cases} x & \text{if } x \ge 0 \\ -x & \text{otherwise} \end{cases}",
            "|x| = {x if x ≥ 0; −x otherwise",
        ),
        (r"\begin{aligned} a &= b \\ &= c \end{aligned}", "a = b; = c"),
        (r"\hat{x} + \overline{AB}", "x\u{302} + A\u{305}B\u{305}"),
        (r"\mathbf{v} \in \mathbb{R}^n", "v ∈ Rⁿ"),
        (r"a \quad b, c", "a b, c"),
        (r"\int_0^1 x\,dx", "∫₀¹ xdx"),
    ] {
        assert_eq!(line(latex), expected, "{latex}");
    }
}

#[test]
fn lines_break_after_relations() {
    let parts = |latex: &str| {
        let equation = read(&latex.into()).unwrap();
        let parts = unbreakable_parts(&equation.content).into_iter();
        parts.map(|(_, text)| text).collect::<Vec<_>>()
    };
    assert_eq!(parts(r"a + b = -c \le \frac{x = y}{2}"), ["a + b =", "−c ≤", "(x = y)/2"]);
    assert_eq!(parts("= b"), ["= b"]);
    assert_eq!(parts("a b"), ["ab"]);
}

#[test]
fn errors_have_their_place() {
    for (latex, at, message) in [
        (r"a + \foo{b}", r"\foo", r"unknown LaTeX command `\foo`"),
        (r"\frac{a}{\frc b}", r"\frc", r"unknown LaTeX command `\frc`"),
        ("{a}{b", "{", "`{` is never closed"),
        ("a}", "}", "`}` closes a group that was never opened"),
        (r"\left( a", r"\left", r"`\left` is never closed"),
        (
            r"\begin{cases} a \end{matrix}",
            r"\end{matrix}",
            r"`\end{matrix}` closes here while `\begin{cases}` is still open",
        ),
        (
            "x^2^3",
            "^",
            "this LaTeX cannot be read: trying to add a superscript twice to the same element",
        ),
        ("", "", "this equation is empty"),
    ] {
        let fault = read(&latex.into()).unwrap_err();
        assert_eq!((&latex[fault.at], fault.message.as_str()), (at, message), "{latex}");
    }
    let hats = format!("{{{}x}}", "\\hat ".repeat(29));
    let twice = hats.replace('x', &hats);
    let deep = twice.replace('x', &hats);
    assert_eq!(
        read(&deep.as_str().into()).unwrap_err().message,
        "this equation has too many levels"
    );
    let row = "\\hat ".repeat(1_000) + "x";
    assert_eq!(read(&row.as_str().into()).unwrap_err().message, "more than 30 commands in a row");
    let fault = read(&"{".repeat(40).as_str().into()).unwrap_err();
    assert_eq!(
        (fault.at, fault.message.as_str()),
        (30..31, "more than 30 groups within each other")
    );
}

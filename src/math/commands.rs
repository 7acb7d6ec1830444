//! The commands of signs and Greek letters, for LaTeX that is written.

/// Characters with their commands, without the backslash. Other characters are typed as they are.
#[rustfmt::skip]
const COMMANDS: &[(char, &str)] = &[
    ('α', "alpha"), ('β', "beta"), ('γ', "gamma"), ('δ', "delta"), ('ϵ', "epsilon"), ('ζ', "zeta"),
    ('η', "eta"), ('θ', "theta"), ('ι', "iota"), ('κ', "kappa"), ('λ', "lambda"), ('μ', "mu"),
    ('ν', "nu"), ('ξ', "xi"), ('π', "pi"), ('ρ', "rho"), ('σ', "sigma"), ('τ', "tau"),
    ('υ', "upsilon"), ('ϕ', "phi"), ('χ', "chi"), ('ψ', "psi"), ('ω', "omega"), ('Γ', "Gamma"),
    ('Δ', "Delta"), ('Θ', "Theta"), ('Λ', "Lambda"), ('Ξ', "Xi"), ('Π', "Pi"), ('Σ', "Sigma"),
    ('Υ', "Upsilon"), ('Φ', "Phi"), ('Ψ', "Psi"), ('Ω', "Omega"), ('ε', "varepsilon"),
    ('ϑ', "vartheta"), ('ϰ', "varkappa"), ('ϱ', "varrho"), ('ς', "varsigma"), ('ϖ', "varpi"),
    ('φ', "varphi"), ('ℓ', "ell"), ('∇', "nabla"), ('∂', "partial"), ('ℏ', "hbar"), ('ı', "imath"),
    ('ȷ', "jmath"), ('ℑ', "Im"), ('ℜ', "Re"), ('℘', "wp"), ('ℵ', "aleph"), ('∞', "infty"),
    ('∅', "emptyset"), ('∀', "forall"), ('∃', "exists"), ('∄', "nexists"), ('¬', "neg"),
    ('∠', "angle"), ('°', "degree"), ('′', "prime"), ('″', "dprime"), ('‴', "trprime"),
    ('…', "ldots"), ('⋯', "cdots"), ('⋮', "vdots"), ('⋱', "ddots"), ('∑', "sum"), ('∏', "prod"),
    ('∐', "coprod"), ('⋃', "bigcup"), ('⋂', "bigcap"), ('⋁', "bigvee"), ('⋀', "bigwedge"),
    ('⨁', "bigoplus"), ('⨂', "bigotimes"), ('∫', "int"), ('∬', "iint"), ('∭', "iiint"),
    ('∮', "oint"), ('∯', "oiint"), ('·', "cdotp"), ('⋅', "cdot"), ('∘', "circ"), ('∙', "bullet"),
    ('×', "times"), ('÷', "div"), ('±', "pm"), ('∓', "mp"), ('∪', "cup"), ('∩', "cap"),
    ('∖', "setminus"), ('∧', "wedge"), ('∨', "vee"), ('⊕', "oplus"), ('⊗', "otimes"),
    ('⊖', "ominus"), ('⊙', "odot"), ('⋆', "star"), ('≤', "le"), ('≥', "ge"), ('≠', "ne"),
    ('≈', "approx"), ('≡', "equiv"), ('∼', "sim"), ('≃', "simeq"), ('≅', "cong"), ('∝', "propto"),
    ('≪', "ll"), ('≫', "gg"), ('⊂', "subset"), ('⊃', "supset"), ('⊆', "subseteq"),
    ('⊇', "supseteq"), ('∈', "in"), ('∋', "ni"), ('∉', "notin"), ('∣', "mid"), ('∥', "parallel"),
    ('⊥', "bot"), ('⟂', "perp"), ('≺', "prec"), ('≻', "succ"), ('⊢', "vdash"), ('⊨', "models"),
    ('≐', "doteq"), ('≔', "coloneqq"), ('∴', "therefore"), ('∵', "because"), ('⩽', "leqslant"),
    ('⩾', "geqslant"), ('→', "to"), ('←', "gets"), ('↔', "leftrightarrow"), ('⇒', "Rightarrow"),
    ('⇐', "Leftarrow"), ('⇔', "Leftrightarrow"), ('⟹', "implies"), ('⟺', "iff"), ('↦', "mapsto"),
    ('↑', "uparrow"), ('↓', "downarrow"), ('⇌', "rightleftharpoons"), ('⟶', "longrightarrow"),
    ('⟵', "longleftarrow"), ('↗', "nearrow"), ('↘', "searrow"), ('⟨', "langle"), ('⟩', "rangle"),
    ('⌈', "lceil"), ('⌉', "rceil"), ('⌊', "lfloor"), ('⌋', "rfloor"), ('‖', "Vert"),
];

/// The functions with a command, as printed.
const FUNCTIONS: &[&str] = &[
    "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "coth", "csc", "deg", "det", "dim",
    "exp", "gcd", "hom", "inf", "ker", "lg", "lim", "ln", "log", "max", "min", "sec", "sin",
    "sinh", "sup", "tan", "tanh",
];

/// The functions whose limits are below them in a display.
const WITH_LIMITS: &[&str] = &["gcd", "inf", "lim", "max", "min", "sup"];

/// The command of a character, without the backslash.
pub fn command(character: char) -> Option<&'static str> {
    COMMANDS.iter().find(|(own, _)| *own == character).map(|(_, name)| *name)
}

/// Whether a name is that of a function with a command.
pub fn is_function(name: &str) -> bool {
    FUNCTIONS.contains(&name)
}

/// Whether the limits of a function with a command are below it in a display.
pub fn has_limits(function: &str) -> bool {
    WITH_LIMITS.contains(&function)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::{Node, linear, read};

    #[test]
    fn commands_print_their_character() {
        for (character, name) in COMMANDS {
            let equation = read(&format!("\\{name}").as_str().into());
            let equation = equation.unwrap_or_else(|fault| panic!("{name}: {}", fault.message));
            // Primes are raised.
            let printed = match equation.content.as_slice() {
                [Node::Scripts(scripts)] => linear(&scripts.above.clone().unwrap()),
                row => linear(row),
            };
            assert_eq!(printed.trim(), character.to_string(), "{name}");
        }
        for name in FUNCTIONS {
            let equation = read(&format!("\\{name}").as_str().into()).unwrap();
            assert_eq!(linear(&equation.content).trim(), *name);
        }
    }
}

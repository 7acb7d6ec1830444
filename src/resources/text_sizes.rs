//! Checks that no text of a template is much smaller than its body text.

use super::TemplateChain;
use crate::diagnostic::{Code, Diagnostics};
use crate::templates::{SMALLEST_SHARE, Style};

/// Warns about text that is much smaller than the body text, in one message: a template that enlarges the
/// body alone often leaves many kinds of text behind.
pub fn check_sizes(template: &TemplateChain, style: &Style) -> Diagnostics {
    let small = style.paragraphs.too_small();
    let Some((first, _)) = small.first() else { return Diagnostics::default() };
    let sizes: Vec<String> =
        small.iter().map(|(key, style)| format!("`{key}` {} pt", style.size_pt)).collect();
    let (share, body) = (SMALLEST_SHARE * 100.0, style.paragraphs.body.size_pt);
    let message = format!("text under {share} % of the size of the body text, {body} pt");
    let hint = format!("enlarge {}", sizes.join(", "));
    let keys = [["paragraphs", *first, "size_pt"], ["paragraphs", "body", "size_pt"]];
    let warning = Code::SmallText.of_file(message).hint(hint);
    [template.at_first_value(warning, &keys.each_ref().map(|keys| keys.as_slice()))]
        .into_iter()
        .collect()
}

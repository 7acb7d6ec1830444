//! Output intents: a printing condition and its ICC profile (ISO 32000-1 §14.11.5, ISO 15930-7
//! §6.2.2).

use lopdf::{Dictionary, Document as Pdf, Stream, dictionary};

use super::super::object::text_string;
use crate::templates::PrintStyle;

/// Profile for coated offset, computed from the characterization data FOGRA39L; see NOTICE.md.
const COATED: &[u8] = include_bytes!("../../../../templates/profiles/coated-fogra39l.icc");

/// A printing condition with its ICC profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutputIntent<'a> {
    /// Identifier in the registry.
    pub identifier: &'a str,
    /// Description for people.
    pub description: &'a str,
    /// URL of the registry.
    pub registry: &'a str,
    /// The ICC profile.
    pub profile: &'a [u8],
}

impl<'a> OutputIntent<'a> {
    /// The template's printing condition if its profile is given, otherwise the built-in one.
    pub fn new(style: &'a PrintStyle, profile: Option<&'a [u8]>) -> OutputIntent<'a> {
        match (&style.condition, profile) {
            (Some(condition), Some(profile)) => OutputIntent {
                identifier: &condition.identifier,
                description: &condition.description,
                registry: &condition.registry,
                profile,
            },
            (Some(_), None) | (None, _) => OutputIntent {
                identifier: "FOGRA39",
                description: "Offset on coated paper, FOGRA39L (ISO 12647-2:2004/Amd 1)",
                registry: "http://www.color.org",
                profile: COATED,
            },
        }
    }

    /// Writes the output intent.
    pub fn output_intent(&self, pdf: &mut Pdf) -> Dictionary {
        let profile = Stream::new(dictionary! { "N" => 4 }, self.profile.to_vec());
        let profile = pdf.add_object(profile);
        dictionary! {
            "Type" => "OutputIntent",
            "S" => "GTS_PDFX",
            "OutputConditionIdentifier" => text_string(self.identifier),
            "OutputCondition" => text_string(self.description),
            "RegistryName" => text_string(self.registry),
            "Info" => text_string(self.description),
            "DestOutputProfile" => profile,
        }
    }
}

/// Whether bytes are an ICC output profile for CMYK (ICC.1 §7.2: signature, class `prtr`, colour
/// space `CMYK`).
pub fn is_cmyk_output_profile(bytes: &[u8]) -> bool {
    let field = |at: usize| bytes.get(at..at + 4);
    let length = field(0).and_then(|size| size.try_into().ok()).map(u32::from_be_bytes);
    length.is_some_and(|length| length as usize == bytes.len())
        && field(12) == Some(b"prtr")
        && field(16) == Some(b"CMYK")
        && field(36) == Some(b"acsp")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::templates::PrintCondition;

    #[test]
    fn built_in_profile_is_a_cmyk_output_profile() {
        assert!(is_cmyk_output_profile(COATED));
        assert!(!is_cmyk_output_profile(&super::super::super::icc::srgb()));
        assert!(!is_cmyk_output_profile(&COATED[..200]) && !is_cmyk_output_profile(b""));
    }

    #[test]
    fn template_condition_replaces_the_built_in_one() {
        let condition = PrintCondition {
            identifier: "FOGRA51".into(),
            description: "Premium coated".into(),
            registry: "http://www.color.org".into(),
            profile: "own.icc".into(),
        };
        let style = PrintStyle { condition: Some(condition), ..PrintStyle::default() };
        assert_eq!(OutputIntent::new(&style, Some(b"x")).identifier, "FOGRA51");
        assert_eq!(OutputIntent::new(&PrintStyle::default(), None).identifier, "FOGRA39");
    }
}

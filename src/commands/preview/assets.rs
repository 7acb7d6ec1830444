//! The files of the page in the browser.

/// A file.
pub struct Asset {
    /// Its name in the address.
    pub name: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// Its content.
    pub text: &'static str,
}

const SCRIPT: &str = "text/javascript; charset=utf-8";

macro_rules! asset {
    ($name:literal, $media_type:expr) => {
        Asset { name: $name, media_type: $media_type, text: include_str!(concat!("page/", $name)) }
    };
}

/// All files; the first is the page itself.
pub const ASSETS: [Asset; 10] = [
    asset!("page.html", "text/html; charset=utf-8"),
    asset!("page.css", "text/css; charset=utf-8"),
    asset!("main.js", SCRIPT),
    asset!("pages.js", SCRIPT),
    asset!("drawing.js", SCRIPT),
    asset!("words.js", SCRIPT),
    asset!("frames.js", SCRIPT),
    asset!("forms.js", SCRIPT),
    asset!("lists.js", SCRIPT),
    asset!("requests.js", SCRIPT),
];

//! The version of the program, with its commit and features.

use std::sync::LazyLock;

/// The commit of a release that was built in a checkout. `build.rs` sets it.
const COMMIT: Option<&str> = option_env!("PLENARY_COMMIT");

/// The version and the commit, which identify the program in a manifest.
pub fn program() -> &'static str {
    static TEXT: LazyLock<String> = LazyLock::new(|| {
        let commit = COMMIT.filter(|commit| !commit.is_empty());
        let commit = commit.map(|commit| format!(" ({commit})")).unwrap_or_default();
        format!("{}{commit}", env!("CARGO_PKG_VERSION"))
    });
    &TEXT
}

/// The text of `--version`: version, commit and features.
pub fn long() -> &'static str {
    static TEXT: LazyLock<String> = LazyLock::new(|| {
        let features =
            [("mimalloc", cfg!(feature = "mimalloc")), ("preview", cfg!(feature = "preview"))];
        let features: Vec<&str> =
            features.into_iter().filter(|(_, is_on)| *is_on).map(|(name, _)| name).collect();
        let features = if features.is_empty() { "none".into() } else { features.join(", ") };
        format!("{}\nfeatures: {features}", program())
    });
    &TEXT
}

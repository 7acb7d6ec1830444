//! The font files of `fonts/`, built into the program.

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../fonts/", $name)))),*]
    };
}

/// Each file's name and content.
pub const FILES: &[(&str, &[u8])] = files![
    "SourceSerif4-Regular.ttf",
    "SourceSerif4-It.ttf",
    "SourceSerif4-Bold.ttf",
    "SourceSerif4-BoldIt.ttf",
    "SourceSans3-Regular.ttf",
    "SourceSans3-It.ttf",
    "SourceSans3-Bold.ttf",
    "SourceSans3-BoldIt.ttf",
];

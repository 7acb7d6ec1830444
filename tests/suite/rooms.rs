//! The rooms of `src/` and what they may import, read from their `use` lines and paths.

//! The command line: exit codes, what is written and what is left alone.

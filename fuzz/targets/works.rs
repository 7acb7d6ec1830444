#![no_main]

libfuzzer_sys::fuzz_target!(init: plenary_fuzz::start(), |bytes: &[u8]| plenary_fuzz::works(bytes));

//! Prints the 2016 report repeated a number of times: `scale FACTOR`. It needs only `rustc`, see
//! `tests/run`.

mod scaled;

use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let factor = std::env::args().nth(1).ok_or("usage: scale FACTOR")?.parse()?;
    let report = std::fs::read_to_string("source/alliance-2016.yaml")?;
    Ok(std::io::stdout().write_all(scaled::report(&report, factor).as_bytes())?)
}

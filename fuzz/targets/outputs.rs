#![no_main]

use libfuzzer_sys::arbitrary::{Arbitrary, Result, Unstructured};
use plenary_fuzz::report_generator::GeneratedReport;

#[derive(Debug)]
struct Report(GeneratedReport);

impl<'a> Arbitrary<'a> for Report {
    fn arbitrary(bytes: &mut Unstructured<'a>) -> Result<Report> {
        GeneratedReport::new(bytes).map(Report)
    }
}

libfuzzer_sys::fuzz_target!(init: plenary_fuzz::start(), |report: Report| plenary_fuzz::outputs(&report.0));

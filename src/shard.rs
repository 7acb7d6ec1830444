//! `--shard 3/100`: the part of an archive that one of several machines builds.

use std::ffi::OsStr;
use std::path::Path;
use std::str::FromStr;

use plenary::EditionSet;

/// A part of the reports. Every report is in exactly one part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// The number of the part, from 1.
    pub number: u32,
    /// The number of parts.
    pub of: u32,
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(typed: &str) -> Result<Shard, String> {
        let parts = typed.split_once('/').and_then(|(number, of)| {
            Some(Shard { number: number.parse().ok()?, of: of.parse().ok()? })
        });
        let shard = parts.filter(|it| (1..=it.of).contains(&it.number));
        shard.ok_or_else(|| "expected a part of all, such as 3/100".into())
    }
}

impl Shard {
    /// Whether a report is in the part, given the folder of its outputs below the output folder, and their
    /// name without extension.
    ///
    /// Its part is 1 + (h mod N), where h is the big-endian number in the first eight bytes of the BLAKE3
    /// hash of the path of its outputs below the output folder, with `/` and without extension. The path of
    /// an edition does not include the language, so all editions are in the same part. A report stays in its
    /// part when others are added, and other programs can compute the part.
    pub fn has(self, folder: &Path, name: &OsStr) -> bool {
        let name = name.to_string_lossy();
        let name = EditionSet::split_name(&name).map_or(&*name, |(name, _)| name);
        let folders = folder.iter().map(|folder| folder.to_string_lossy() + "/");
        let path: String = folders.chain([name.into()]).collect();
        let [a, b, c, d, e, f, g, h, ..] = *blake3::hash(path.as_bytes()).as_bytes();
        let hash = u64::from_be_bytes([a, b, c, d, e, f, g, h]);
        hash % u64::from(self.of) == u64::from(self.number - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts that a report is in.
    fn parts(folder: &str, name: &str, of: u32) -> Vec<u32> {
        let (folder, name) = (Path::new(folder), OsStr::new(name));
        (1..=of).filter(|number| Shard { number: *number, of }.has(folder, name)).collect()
    }

    #[test]
    fn every_report_is_in_one_part() {
        for number in 0..200 {
            let name = format!("report-{number}");
            assert_eq!(parts("2016", &name, 7).len(), 1, "{name}");
            assert_eq!(parts("2016", &name, 1), [1]);
        }
    }

    /// Clusters must agree for years.
    #[test]
    fn the_part_of_a_report_never_changes() {
        assert_eq!(parts("2016", "a", 100), [95]);
        assert_eq!(parts("2016/deep", "a", 100), [86]);
        for edition in ["a.ru", "a.en"] {
            assert_eq!(parts("2016", edition, 100), parts("2016", "a", 100));
        }
    }

    #[test]
    fn parts_are_numbered_from_one() {
        assert_eq!("3/100".parse(), Ok(Shard { number: 3, of: 100 }));
        for wrong in ["0/3", "4/3", "1/0", "3", "-1/3", "a/b", "1/2/3", ""] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }
}

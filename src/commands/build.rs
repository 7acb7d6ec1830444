//! `plenary build`: compiles reports into all formats, in parallel.

mod archive;
mod outcome;
mod output_folders;
mod reports;

use std::env;

use plenary::{Cache, Charset, Date, Format, Options};

use super::output_names::refuse_same_names;
use super::plan::{Job, Plan};
use super::sources::{Request, Sources};
use super::watch::watch;
use crate::cli::{BuildArguments, standards};
use crate::exit_status::{CommandError, ExitStatus};
use crate::input_files::InputFiles;
use crate::manifest::Manifest;
use crate::threads::Pool;
use output_folders::OutputFolders;
use reports::Build;

/// Compiles reports; with `--watch`, compiles them again after each change. With `--verify` or
/// `--prune`, works on the manifest of the output folder instead.
pub fn build(arguments: &BuildArguments) -> Result<ExitStatus, CommandError> {
    let pool = Pool::new(arguments.input.common.jobs)?;
    let (out, archive) = (&arguments.out, &arguments.archive);
    if archive.verify {
        return archive::verify(out, Plan::of(Vec::new(), &arguments.input.common)?.printer, &pool);
    }
    let list = arguments.input.files_from.as_deref();
    let (named, base) = (&arguments.input.reports, archive.base.as_deref());
    let sources = Sources::find(Request { named, list, base })?;
    if archive.prune {
        let printer = Plan::of(Vec::new(), &arguments.input.common)?.printer;
        return archive::prune(out, archive.delete, printer);
    }
    let has_manifest = sources.is_archive || archive.manifest;
    if has_manifest && arguments.watch {
        let message = "--watch needs the names of reports, not a folder, pattern or list";
        return Err(CommandError::Usage(message.into()));
    }
    let mut plan = Plan::of(sources.reports, &arguments.input.common)?;
    set_options(&mut plan.options, arguments)?;
    refuse_same_names(&plan.jobs, &plan.options.formats)?;
    if arguments.watch {
        plan.jobs.iter_mut().for_each(|job| job.cache = Cache::new());
    }
    let build = |inputs: &InputFiles, manifest| {
        let jobs = selected(&plan.jobs, arguments);
        let fails_fast = archive.fail_fast;
        let folders = match arguments.watch {
            true => OutputFolders::watching(out),
            false => OutputFolders::new(out),
        };
        Build::start(&plan, &jobs, folders, inputs, manifest, &pool)?.run(fails_fast)
    };
    if arguments.watch {
        return watch(|inputs| build(inputs, None), plan.printer);
    } else if !has_manifest {
        return build(&InputFiles::default(), None);
    }
    let waiting =
        || plan.printer.note(&format!("waiting for another build into {}", out.display()));
    let manifest = Manifest::open(out, archive.shard, waiting)?;
    let status = build(&InputFiles::without_lookups(), Some(&manifest))?;
    manifest.close()?;
    Ok(status)
}

/// The reports of the part to build.
fn selected<'a>(jobs: &'a [Job], arguments: &BuildArguments) -> Vec<&'a Job> {
    let shard = arguments.archive.shard;
    let is_in = |job: &&Job| shard.is_none_or(|shard| shard.has(&job.folder, &job.name));
    jobs.iter().filter(is_in).collect()
}

fn set_options(options: &mut Options, arguments: &BuildArguments) -> Result<(), CommandError> {
    let unknown = || {
        CommandError::Usage(
            "these PDF standards exclude each other; combine ua-1 with a-2a or a-3a, or ua-2 with \
             a-4"
            .into(),
        )
    };
    let requested: Vec<Format> = arguments.to.iter().map(|name| (*name).into()).collect();
    options.formats = Format::ALL.into_iter().filter(|it| requested.contains(it)).collect();
    options.date = source_date()?;
    options.pdf_standards = standards(&arguments.pdf_standard).ok_or_else(unknown)?;
    options.pages_multiple = arguments.print.pages_multiple;
    options.docx_source = !arguments.no_source;
    options.embed_fonts = arguments.embed_fonts;
    options.charset = if arguments.ascii { Charset::Ascii } else { Charset::Unicode };
    Ok(())
}

/// The environment variable for reproducible builds: seconds since 1970-01-01 UTC, see
/// <https://reproducible-builds.org/specs/source-date-epoch/>.
const SOURCE_DATE_EPOCH: &str = "SOURCE_DATE_EPOCH";

pub fn source_date() -> Result<Option<Date>, CommandError> {
    let Some(value) = env::var_os(SOURCE_DATE_EPOCH) else { return Ok(None) };
    let date = value.to_str().and_then(date_of_epoch);
    let message =
        || format!("{SOURCE_DATE_EPOCH} is {value:?}, but must be the seconds since 1970");
    date.map(Some).ok_or_else(|| CommandError::Usage(message()))
}

/// The day in UTC; `None` if the text is not a number, or for years after 9999.
pub fn date_of_epoch(seconds: &str) -> Option<Date> {
    use chrono::Datelike;
    let seconds = seconds.parse::<u64>().ok().and_then(|seconds| i64::try_from(seconds).ok())?;
    let day = chrono::DateTime::from_timestamp(seconds, 0)?.date_naive();
    let year = u16::try_from(day.year()).ok().filter(|year| *year <= 9999)?;
    Some(Date { year, month: day.month() as u8, day: day.day() as u8 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn epochs_are_converted_to_days() {
        assert_eq!(date_of_epoch("1460419199").map(Date::iso).as_deref(), Some("2016-04-11"));
        assert_eq!(date_of_epoch("0").map(Date::iso).as_deref(), Some("1970-01-01"));
        for wrong in ["", "now", "-1", "1.5", " 1", "99999999999999", "253402300800"] {
            assert_eq!(date_of_epoch(wrong), None, "{wrong}");
        }
        assert_eq!(date_of_epoch("253402300799").map(Date::iso).as_deref(), Some("9999-12-31"));
    }
}

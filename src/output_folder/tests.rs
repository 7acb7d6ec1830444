//! Accidents at every step: whatever fails, a folder contains one complete set.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use tempfile::TempDir;

use super::disk::Change;
use super::*;

/// The files of a folder, by name.
type Files = BTreeMap<String, String>;

fn files(folder: &Path) -> Files {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let entries = entries.filter(|entry| entry.file_type().unwrap().is_file());
    let text = |entry: &fs::DirEntry| fs::read_to_string(entry.path()).unwrap();
    entries.map(|entry| (entry.file_name().into_string().unwrap(), text(&entry))).collect()
}

fn set(text: &str, names: &[&str]) -> Vec<OutputFile> {
    let file = |name: &&str| OutputFile { name: name.into(), bytes: text.into() };
    names.iter().map(file).collect()
}

fn expected(text: &str, names: &[&str]) -> Files {
    names.iter().map(|name| (name.to_string(), text.to_owned())).collect()
}

/// A folder that fails at some step, and at every later one if the program was killed.
fn failing(path: &Path, step: usize, killed: bool) -> (OutputFolder, Arc<AtomicUsize>) {
    let steps = Arc::new(AtomicUsize::new(0));
    let counter = steps.clone();
    let disk = Disk::failing(move |_| {
        let now = counter.fetch_add(1, Ordering::Relaxed);
        match now == step || killed && now > step {
            true => Err(io::ErrorKind::StorageFull.into()),
            false => Ok(()),
        }
    });
    (OutputFolder::on(disk, path), steps)
}

/// A folder in which nothing fails.
fn sound(path: &Path) -> OutputFolder {
    OutputFolder::on(Disk::failing(|_| Ok(())), path)
}

const NAMES: [&str; 3] = ["r.pdf", "r.txt", "r.md"];

/// A folder in which some of the outputs exist, beside another file.
fn folder(old: &[&str]) -> (TempDir, Files) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("notes"), "mine").unwrap();
    for name in old {
        fs::write(folder.path().join(name), "old").unwrap();
    }
    let before = files(folder.path());
    (folder, before)
}

fn after(before: &Files) -> Files {
    let mut after = before.clone();
    after.extend(expected("new", &NAMES));
    after
}

/// Calls a function with each step of writing a set that may fail.
fn at_every_step(killed: bool, check: impl Fn(&TempDir, &Files, Result<(), CommandError>)) {
    for old in [&[][..], &["r.txt"], &NAMES] {
        let inputs = InputFiles::default();
        for step in 0.. {
            let (folder, before) = folder(old);
            let (output, steps) = failing(folder.path(), step, killed);
            let written = output.write(&set("new", &NAMES), Replace::AllBut(&inputs));
            if steps.load(Ordering::Relaxed) <= step {
                assert!(step > 20 && written.is_ok());
                break;
            }
            check(&folder, &before, written);
        }
    }
}

#[test]
fn after_a_kill_at_any_step_the_next_command_leaves_one_set_and_nothing_else() {
    at_every_step(true, |folder, before, _| {
        let now = files(folder.path());
        for name in before.keys() {
            assert!(now.contains_key(name), "{name} is missing: {now:?}");
        }
        sound(folder.path()).repair().unwrap();
        let now = files(folder.path());
        assert!(now == *before || now == after(before), "{now:?}");
    });
}

#[test]
fn after_a_kill_during_a_repair_the_next_command_still_leaves_one_set() {
    let kill_both = |step: usize, again: usize| {
        let (folder, before) = folder(&["r.txt"]);
        let (output, _) = failing(folder.path(), step, true);
        let _ = output.write(&set("new", &NAMES), Replace::AllBut(&InputFiles::default()));
        let (output, steps) = failing(folder.path(), again, true);
        let _ = output.repair();
        sound(folder.path()).repair().unwrap();
        let now = files(folder.path());
        assert!(now == before || now == after(&before), "{step}, {again}: {now:?}");
        steps.load(Ordering::Relaxed) > again
    };
    let reached = |step| (0..).take_while(|again| kill_both(step, *again)).count();
    let steps = (0..40).map(reached).max();
    assert!(steps > Some(10), "a repair had at most {steps:?} steps");
}

#[test]
fn a_failure_at_any_step_is_undone() {
    at_every_step(false, |folder, before, written| {
        let now = files(folder.path());
        match written {
            Ok(()) => assert_eq!(now, after(before)),
            Err(error) if now != *before => {
                // The failure also prevented the removal of the files that the journal lists.
                assert!(now.contains_key(journal::NAME), "{error}: {now:?}");
                sound(folder.path()).repair().unwrap();
                let now = files(folder.path());
                assert!(now == *before || now == after(before), "{error}: {now:?}");
            }
            Err(_) => {}
        }
    });
}

/// A folder appears in the place of the last target as soon as the first is in place.
#[test]
fn a_target_that_becomes_a_folder_undoes_the_others() {
    for old in [&[][..], &["r.pdf"], &["r.pdf", "r.txt"]] {
        let (folder, before) = folder(old);
        let (first, last) = (folder.path().join("r.pdf"), folder.path().join("r.md"));
        let disk = Disk::failing({
            let last = last.clone();
            move |_| match fs::read_to_string(&first).is_ok_and(|text| text == "new") {
                true if !last.exists() => fs::create_dir(&last),
                true | false => Ok(()),
            }
        });
        let output = OutputFolder::on(disk, folder.path());
        let inputs = InputFiles::default();
        let error = output.write(&set("new", &NAMES), Replace::AllBut(&inputs)).unwrap_err();
        assert!(error.to_string().contains("r.md"), "{error}");
        assert_eq!(files(folder.path()), before);
        assert!(last.is_dir());
    }
}

#[test]
fn older_files_wait_until_something_in_their_way_is_gone() {
    let (folder, before) = folder(&NAMES);
    let target = folder.path().join("r.pdf");
    let disk = Disk::failing({
        let target = target.clone();
        move |_| match fs::read_to_string(&target).is_ok_and(|text| text == "new") {
            true => fs::remove_file(&target).and_then(|()| fs::create_dir(&target)),
            false => Ok(()),
        }
    });
    // The first file is replaced by a folder, then the second fails.
    let inputs = InputFiles::default();
    fs::write(folder.path().join("r.txt"), "old").unwrap();
    let output = OutputFolder::on(disk, folder.path());
    let _ = output.write(&set("new", &NAMES), Replace::AllBut(&inputs));
    assert!(target.is_dir());
    let write = |text| {
        let folder = sound(folder.path());
        folder.write(&set(text, &NAMES), Replace::AllBut(&inputs))
    };
    let error = write("third").unwrap_err().to_string();
    assert!(error.contains("r.pdf"), "{error}");
    fs::remove_dir(&target).unwrap();
    write("new").unwrap();
    assert_eq!(files(folder.path()), after(&before));
}

#[test]
fn sets_written_at_once_are_never_mixed() {
    let (folder, before) = folder(&[]);
    let path = folder.path();
    std::thread::scope(|scope| {
        for text in ["a", "b", "c", "d"] {
            scope.spawn(move || {
                let inputs = InputFiles::default();
                for _ in 0..5 {
                    let output = sound(path);
                    output.write(&set(text, &NAMES), Replace::AllBut(&inputs)).unwrap();
                }
            });
        }
    });
    let mut now = files(path);
    now.remove("notes");
    let text = now["r.pdf"].clone();
    assert_eq!(now, expected(&text, &NAMES));
    assert_eq!(before.len(), 1);
}

/// A power cut may undo whatever was not waited for.
#[test]
fn every_change_is_on_the_disk_before_the_next_depends_on_it() {
    let (folder, _) = folder(&["r.txt"]);
    let changes = Arc::new(Mutex::new(Vec::new()));
    let seen = changes.clone();
    let disk = Disk::failing(move |change| {
        seen.lock().unwrap().push(change);
        Ok(())
    });
    let output = OutputFolder::on(disk, folder.path());
    output.write(&set("new", &NAMES), Replace::AllBut(&InputFiles::default())).unwrap();
    let mut changes = changes.lock().unwrap().clone();
    changes.dedup();
    use Change::{Create, Open, Remove, Rename, Sync, SyncFolder, Write};
    let journal = [Open, Write, Sync, SyncFolder];
    let file = [Create, Write];
    // The program waits for all files at once.
    let staged = [&file[..], &file, &file, &[Sync, SyncFolder]].concat();
    let placed = [Write, Sync, Rename, SyncFolder];
    let rest = [Remove, SyncFolder, Remove];
    assert_eq!(changes, [&journal[..], &staged, &placed, &rest].concat());
}

#[test]
fn new_files_never_replace_others() {
    let (folder, before) = folder(&["r.md"]);
    let error = write_new(folder.path(), &set("new", &NAMES)).unwrap_err();
    assert!(error.to_string().ends_with("r.md already exists"), "{error}");
    assert_eq!(files(folder.path()), before);
    let inner = folder.path().join("a/b");
    write_new(&inner, &set("new", &NAMES)).unwrap();
    assert_eq!(files(&inner), expected("new", &NAMES));
}

#[test]
fn files_that_were_read_are_not_replaced() {
    let (folder, before) = folder(&NAMES);
    let inputs = InputFiles::default();
    inputs.add(&folder.path().join("r.txt"));
    let output = sound(folder.path());
    let error = output.write(&set("new", &NAMES), Replace::AllBut(&inputs)).unwrap_err();
    assert!(error.to_string().contains("this build reads it"), "{error}");
    assert_eq!(files(folder.path()), before);
}

/// A folder may come from somebody else, with a journal in it.
#[test]
fn a_journal_that_lists_other_files_is_not_followed() {
    let (folder, mut before) = folder(&[]);
    let list = "placing\n[{\"target\":{\"Unix\":[97]},\"new\":\"notes\",\"old\":null}]\n";
    fs::write(folder.path().join(journal::NAME), list).unwrap();
    sound(folder.path()).repair().unwrap();
    assert_eq!(files(folder.path()), before);
    write_new(folder.path(), &set("new", &NAMES)).unwrap();
    before.extend(expected("new", &NAMES));
    assert_eq!(files(folder.path()), before);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;

    use super::*;

    #[test]
    fn links_and_pipes_are_refused() {
        let (folder, _) = folder(&["r.pdf"]);
        let path = |name: &str| folder.path().join(name);
        symlink("notes", path("r.txt")).unwrap();
        symlink("none", path("r.epub")).unwrap();
        assert!(Command::new("mkfifo").arg(path("r.md")).status().unwrap().success());
        let inputs = InputFiles::default();
        let output = sound(folder.path());
        let check = |name: &str| output.check(name.as_ref(), Replace::AllBut(&inputs));
        let reason = |name| check(name).unwrap_err().to_string();
        check("r.pdf").unwrap();
        assert!(reason("r.txt").ends_with("r.txt: it is a symbolic link"), "{}", reason("r.txt"));
        assert!(reason("r.epub").ends_with("it is a symbolic link"));
        assert!(reason("r.md").ends_with("r.md: not a regular file"));
    }

    #[test]
    fn outputs_have_the_permissions_of_any_new_file() {
        let (folder, _) = folder(&[]);
        write_new(folder.path(), &set("new", &NAMES)).unwrap();
        let mode =
            |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode("r.pdf"), mode("notes"));
    }
}

#[test]
fn sets_written_together_are_written_each_as_a_whole() {
    let folder = tempfile::tempdir().unwrap();
    // The place of one output is taken.
    fs::create_dir(folder.path().join("7.txt")).unwrap();
    let output = sound(folder.path());
    let failed = std::thread::scope(|scope| {
        let write = |number: usize| {
            let names = [format!("{number}.pdf"), format!("{number}.txt")];
            let set = set(&number.to_string(), &names.each_ref().map(String::as_str));
            output.write_together(set, Replace::AllBut(&InputFiles::default())).is_err()
        };
        let threads: Vec<_> = (0..16).map(|number| scope.spawn(move || write(number))).collect();
        let threads = threads.into_iter().enumerate();
        let failed = threads.filter_map(|(number, it)| it.join().unwrap().then_some(number));
        failed.collect::<Vec<_>>()
    });
    assert_eq!(failed, [7]);
    let now = files(folder.path());
    assert_eq!(now.len(), 30, "{now:?}");
    assert!(now.iter().all(|(name, text)| name.split('.').next() == Some(text)), "{now:?}");
}

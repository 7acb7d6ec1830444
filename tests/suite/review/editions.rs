//! The texts of other editions that need translating after a change.

use std::fs;

use super::{json, returned_of, tracked};
use crate::cli::{exits_with, folder, run, text};

const ENGLISH: &str = "publication: {title: Fair work, publisher: P, language: en}
event: {from: \"2016-04-11\"}
people:
  horvat: {name: Ana Horvat, post: Chief Engineer}
body:
  - title: Opening
    kind: panel
    moderator: horvat
    content:
      - Sixty participants met in Lisbon.[^count]
      - The ports were small and old.
      - bullets:
          - Keep the quays dry.
          - Count the 17 cranes.
footnotes: {count: Two were counted twice.}
";

const FRENCH: &str = "publication: {title: Travail équitable, publisher: P, language: fr}
event: {from: \"2016-04-11\"}
people:
  horvat: {name: Ana Horvat, post: Ingénieure en chef}
body:
  - title: Ouverture
    kind: panel
    moderator: horvat
    content:
      # La salle était petite.
      - Soixante participants se sont réunis à Lisbonne.[^count]
      - Les ports étaient petits et anciens.
      - bullets:
          - Gardez les quais au sec.
          - Comptez les 17 grues.
footnotes: {count: Deux ont été comptés deux fois.}
";

fn edits() -> [(&'static str, String); 5] {
    [
        ("Chief Engineer", tracked("Ana", "Chief Engineer", "Director")),
        ("Sixty", tracked("Ana", "Sixty", "Seventy")),
        ("small", tracked("Ana", "small", "narrow")),
        ("cranes", tracked("Ana", "cranes", "sheds")),
        ("old.", tracked("Ana", "old.", "old indeed.")),
    ]
}

#[test]
fn the_same_texts_of_other_editions_need_the_translator() {
    let folder = folder(&[("ports.en.yaml", ENGLISH.into()), ("ports.fr.yaml", FRENCH.into())]);
    let path = folder.path();
    exits_with(&run(path, &["build", "source/ports.en.yaml", "--to", "docx"]), 0);
    let edits = edits();
    let edits = edits.each_ref().map(|(before, after)| (*before, after.as_str()));
    returned_of(path, "dist/ports.en.docx", "ana.docx", &edits);
    let before = ["review", "ana.docx", "--source", "source/ports.en.yaml"];
    let review = json(path, &before);
    let places = review["changes"].as_array().unwrap().iter().map(|change| {
        let [place] = change["editions"].as_array().unwrap().as_slice() else { panic!("{change}") };
        assert_eq!(place["file"], "ports.fr.yaml");
        (change["after"].as_str().unwrap(), place["line"].as_u64().unwrap())
    });
    let lines =
        [("Director", 4), ("Seventy", 11), ("narrow", 12), ("old indeed.", 12), ("sheds", 15)];
    assert_eq!(places.collect::<Vec<_>>(), lines);
    let listed = text(&run(path, &before).stdout);
    assert!(listed.contains("then translate: ports.fr.yaml, line 15"), "{listed}");

    // Only applied changes need translating, and nothing once the translation is there.
    let applied = run(path, &[&before[..], &["--apply", "2-4"]].concat());
    exits_with(&applied, 0);
    let said = text(&applied.stdout);
    assert!(said.contains("now translate: ports.fr.yaml, lines 11-12\n"), "{said}");
    assert_eq!(fs::read_to_string(path.join("source/ports.fr.yaml")).unwrap(), FRENCH);
    let review = json(path, &before);
    let open = review["changes"].as_array().unwrap().iter().map(|change| {
        (change["status"].as_str().unwrap(), change["editions"].as_array().unwrap().len())
    });
    let wanted = [("open", 1), ("done", 0), ("done", 0), ("done", 0), ("open", 1)];
    assert_eq!(open.collect::<Vec<_>>(), wanted);
}

#[test]
fn an_edition_with_errors_is_named() {
    let french = FRENCH.replace("    kind: panel\n", "    kind: pannel\n");
    let folder = folder(&[("ports.en.yaml", ENGLISH.into()), ("ports.fr.yaml", french)]);
    let path = folder.path();
    exits_with(&run(path, &["build", "source/ports.en.yaml", "--to", "docx"]), 0);
    let edit = tracked("Ana", "Sixty", "Seventy");
    returned_of(path, "dist/ports.en.docx", "ana.docx", &[("Sixty", &edit)]);
    let review = json(path, &["review", "ana.docx", "--source", "source/ports.en.yaml"]);
    let remark = review["remarks"][0].as_str().unwrap();
    assert!(remark.starts_with("ports.fr.yaml has errors"), "{review}");
}

//! Hostile files that are too large to keep, and cases of several files.

mod fonts;
mod pdfs;
mod pictures;

use std::fmt::Write;
use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use super::{PLAIN, WITH_PICTURE, place};

/// A case of one file: its name, and a function that makes its content.
pub type SingleFile = (&'static str, fn() -> Vec<u8>);

/// A case of several files: its name, and a function that writes them into a folder.
pub type Folder = (&'static str, fn(&Path));

/// The cases of one file.
pub const FILES: &[SingleFile] = &[
    ("svg-tspans-nested.svg", || {
        svg(&nested(2_200, "<tspan>", "a", "</tspan>", "<text>", "</text>"))
    }),
    ("svg-groups-nested.svg", || svg(&nested(100_000, "<g opacity='.5'>", "", "</g>", "", ""))),
    ("svg-entity-20000-times.svg", svg_entity),
    ("svg-filters-1000.svg", svg_filters),
    ("svg-primitives-10000.svg", svg_primitives),
    ("svg-attributes-100000.svg", || {
        svg(&format!("<path {}/>", each(100_000, |n| format!("a{n}='1' "))))
    }),
    ("svg-rectangles-300000.svg", || svg(&"<rect width='9' height='9'/>".repeat(300_000))),
    ("svg-segments-3000000.svg", || svg(&format!("<path d='M0 0{}'/>", "l1 1".repeat(3_000_000)))),
    ("svg-blurs-200.svg", || {
        svg(&"<g style='filter:blur(900px)'><rect width='90' height='90'/></g>".repeat(200))
    }),
    ("svg-masks-2000.svg", || {
        svg(&each(2_000, |n| {
            format!(
                "<mask id='m{n}'><rect width='90' height='90' fill='#fff'/></mask><rect width='90' height='90' mask='url(#m{n})'/>"
            )
        }))
    }),
    ("svg-text-of-1-mb.svg", || svg(&format!("<text y='9'>{}</text>", "word ".repeat(200_000)))),
    ("svg-styles-20000.svg", || {
        svg(&format!(
            "<style>{}</style>{}",
            each(20_000, |n| format!(".a{n} .b{n}{{fill:red}}")),
            "<g class='a1'><path class='b1' d='M0 0h9v9'/></g>".repeat(2_000)
        ))
    }),
    ("pdf-is-text.pdf", || b"%PDF-1.7\nwords".to_vec()),
    ("pdf-cut-off.pdf", || cut(pdfs::drawing("0 0 9 9 re f", ""), 0.5)),
    ("pdf-form-of-itself.pdf", || pdfs::drawing("/X Do", &"/X Do ".repeat(2))),
    ("pdf-forms-doubled.pdf", || pdfs::chain("/XObject", "/Subtype /Form", "/X Do ")),
    ("pdf-pattern-of-itself.pdf", || pdfs::drawing(pdfs::PATTERNED, pdfs::PATTERNED)),
    ("pdf-patterns-nested.pdf", || {
        let tiling = "/PatternType 1 /PaintType 1 /TilingType 1 /XStep .0001 /YStep .0001";
        pdfs::chain("/Pattern", tiling, pdfs::PATTERNED)
    }),
    ("pdf-of-3000000-lines.pdf", || {
        pdfs::drawing(&format!("0 0 m {} S", "1 1 l 2 2 l ".repeat(1_500_000)), "")
    }),
    ("pdf-of-1000000-letters.pdf", || {
        pdfs::drawing(&format!("BT /F 8 Tf ({}) Tj ET", "a".repeat(1_000_000)), "")
    }),
    ("pdf-saves-1000000.pdf", || pdfs::drawing(&"q ".repeat(1_000_000), "")),
    ("pdf-numbers-huge.pdf", || {
        pdfs::drawing("1e38 0 0 1e38 0 0 cm 1e38 w -1e38 -1e38 9e37 1e38 re S", "")
    }),
    ("pdf-nested-arrays.pdf", || pdfs::drawing(&"[".repeat(1_000_000), "")),
    ("pdf-stream-of-500-mb.pdf", pdfs::bomb),
    ("pdf-pages-of-itself.pdf", pdfs::pages_of_itself),
    ("pdf-references-in-a-circle.pdf", pdfs::references_in_a_circle),
    ("png-of-3-gigapixels.png", || pictures::png(60_000, 60_000, 8, 2, &[])),
    ("png-of-zeros.png", || pictures::png(9_000, 9_000, 8, 2, &vec![0; 9_000 * 27_001])),
    ("png-cut-off.png", || cut(pictures::png(99, 99, 8, 2, &[0; 99 * 298]), 0.5)),
    ("png-without-data.png", || pictures::png(9, 9, 8, 2, &[])),
    ("png-with-too-much-data.png", || pictures::png(9, 9, 8, 2, &vec![0; 50_000_000])),
    ("png-of-no-size.png", || pictures::png(0, 9, 8, 2, &[0; 99])),
    ("png-wide.png", || pictures::png(u32::MAX >> 1, 1, 1, 0, &[0])),
    ("png-of-bad-filters.png", || pictures::png(9, 9, 8, 2, &[99; 9 * 28])),
    ("png-of-unknown-depth.png", || pictures::png(9, 9, 77, 2, &[0; 9 * 28])),
    ("png-without-palette.png", || pictures::png(9, 9, 8, 3, &[0; 90])),
    ("png-of-bad-checksums.png", pictures::png_bad_checksums),
    ("png-with-profile-of-zeros.png", pictures::png_profile_bomb),
    ("png-with-100000-chunks.png", pictures::png_many_chunks),
    ("png-of-a-lying-chunk.png", pictures::png_lying_chunk),
    ("png-is-text.png", || b"\x89PNG\r\n\x1a\nwords".to_vec()),
    ("jpeg-cut-off.jpg", || cut(pictures::jpeg(), 0.5)),
    ("jpeg-cut-off-in-header.jpg", || pictures::jpeg()[..40].to_vec()),
    ("jpeg-of-4-gigapixels.jpg", || pictures::jpeg_of_size(0xffff, 0xffff)),
    ("jpeg-of-no-size.jpg", || pictures::jpeg_of_size(0, 0)),
    ("jpeg-larger-than-its-data.jpg", || pictures::jpeg_of_size(9_000, 9_000)),
    ("jpeg-of-bad-tables.jpg", pictures::jpeg_bad_tables),
    ("jpeg-of-noise.jpg", pictures::jpeg_noise),
    ("jpeg-of-markers-only.jpg", || {
        [&b"\xff\xd8"[..], &b"\xff\xe0\x00\x02".repeat(200_000)].concat()
    }),
    ("font-cut-off.ttf", || cut(fonts::sans(), 0.5)),
    ("font-is-text.ttf", || b"words".to_vec()),
    ("font-of-nothing.ttf", Vec::new),
    ("font-of-noise.ttf", fonts::noise),
    ("font-of-65535-tables.ttf", || fonts::with_header(4, &[0xff, 0xff])),
    ("font-without-units.ttf", || fonts::with_bytes(b"head", 18, &[0, 0])),
    ("font-of-65535-glyphs.ttf", || fonts::with_bytes(b"maxp", 4, &[0xff, 0xff])),
    ("font-with-lost-outlines.ttf", || fonts::with_bytes(b"loca", 0, &[0xff; 4_000])),
    ("font-with-a-glyph-of-itself.ttf", fonts::composite_of_itself),
    ("font-with-bad-characters.ttf", || fonts::with_bytes(b"cmap", 4, &[0xff; 64])),
    ("font-with-bad-features.ttf", || fonts::with_bytes(b"GSUB", 4, &[0xff; 64])),
    ("font-with-bad-kerning.ttf", || fonts::with_bytes(b"GPOS", 10, &[0x7f; 4_000])),
    ("font-with-bad-widths.ttf", || fonts::with_bytes(b"hhea", 34, &[0xff, 0xff])),
    ("font-with-bad-names.ttf", || fonts::with_bytes(b"name", 2, &[0xff; 16])),
    ("font-with-noise-in-tables.ttf", fonts::noise_in_tables),
    ("template-20000-unknown-keys.yaml", || template(&each(20_000, |n| format!("k{n}: a\n")))),
    ("template-deep.yaml", || {
        template(&format!("lists: {}", nested(50_000, "{a: ", "a", "}", "", "")))
    }),
    ("template-of-10-mb.yaml", || template(&"# words\n".repeat(1_250_000))),
    ("template-bullets-100000.yaml", || {
        template(&format!("lists: {{bullets: [{}]}}\n", "a, ".repeat(100_000)))
    }),
    ("template-fallbacks-100000.yaml", || {
        template(&format!("fonts: {{text: {{fallback: [{}]}}}}\n", "A, ".repeat(100_000)))
    }),
    ("template-description-of-5-mb.yaml", || {
        template(&format!("description: {}\n", "a".repeat(5_000_000)))
    }),
    ("labels-of-1-mb.yaml", || {
        format!("contents: {0}\npanel: {0}\n", "word ".repeat(200_000)).into()
    }),
    ("labels-20000-unknown.yaml", || each(20_000, |n| format!("k{n}: a\n")).into()),
    ("labels-with-placeholders.yaml", || {
        format!("date: '{0}'\ncontinued: '{0}'\n", "{day}{label}".repeat(100_000)).into()
    }),
    ("markup-links-nested.yaml", || {
        content(&nested(3_900, "[", "a", "](https://example.org)", "", ""))
    }),
    ("markup-languages-nested.yaml", || content(&nested(8_300, "[", "a", "]{lang=fr}", "", ""))),
    ("markup-nested-33.yaml", || content(&nested(33, "[", "a", "]{lang=fr}", "", ""))),
    ("markup-brackets-open.yaml", || content(&"[".repeat(100_000))),
    ("markup-brackets-closed.yaml", || content(&"]".repeat(100_000))),
    ("markup-brackets-and-addresses.yaml", || content(&"[a](".repeat(50_000))),
    ("markup-brackets-and-languages.yaml", || content(&"[a]{lang=".repeat(50_000))),
    ("markup-stars.yaml", || content(&"*".repeat(100_000))),
    ("markup-stars-apart.yaml", || content(&"*a **b ".repeat(30_000))),
    ("markup-raised-open.yaml", || content(&"^a ~b ".repeat(30_000))),
    ("markup-backslashes.yaml", || content(&"\\\\".repeat(100_000))),
    ("markup-notes-unknown.yaml", || content(&each(10_000, |n| format!("[^n{n}] ")))),
    ("markup-address-of-1-mb.yaml", || {
        content(&format!("[a](https://example.org/{})", "a".repeat(1_000_000)))
    }),
    ("markup-strong-100000-times.yaml", || content(&"**a** b ".repeat(100_000))),
    ("yaml-text-of-110-mb.yaml", || content(&"word ".repeat(22_000_000))),
    ("yaml-word-of-1-mb.yaml", || content(&"a".repeat(1_000_000))),
    ("yaml-line-of-20000-errors.yaml", || {
        report(&format!("body: [{}]\n", "{titel: A}, ".repeat(20_000)))
    }),
    ("yaml-lines-of-20000-errors.yaml", || {
        report(&format!("body:\n{}", "  - {titel: A}\n".repeat(20_000)))
    }),
    ("yaml-invisible-characters.yaml", || content(&"\u{200b}".repeat(40_000))),
    ("yaml-spaces-doubled.yaml", || content(&"a  b ".repeat(30_000))),
    ("yaml-flow-nested.yaml", || report(&format!("body: {}", "[".repeat(100_000)))),
    ("yaml-flow-nested-and-closed.yaml", || {
        report(&format!("body: {}\n", nested(50_000, "[", "", "]", "", "")))
    }),
    ("yaml-mappings-nested.yaml", || {
        report(&format!("body: {}\n", nested(50_000, "{a: ", "a", "}", "", "")))
    }),
    ("yaml-indentation-deep.yaml", yaml_indentation),
    ("yaml-dashes-nested.yaml", || report(&format!("body:\n  {}a\n", "- ".repeat(50_000)))),
    ("yaml-keys-100000.yaml", || {
        report(&format!("body: [{{title: A}}]\n{}", each(100_000, |n| format!("k{n}: a\n"))))
    }),
    ("yaml-keys-twice.yaml", || {
        report(&format!("body: [{{title: A}}]\n{}", "k: a\n".repeat(20_000)))
    }),
    ("yaml-key-of-1-mb.yaml", || {
        report(&format!("body: [{{title: A}}]\n? {}\n: a\n", "k".repeat(1_000_000)))
    }),
    ("yaml-anchors-100000.yaml", || {
        report(&format!("body: [{}]\n", each(100_000, |n| format!("&a{n} a, "))))
    }),
    ("yaml-tabs.yaml", || report(&format!("body:\n{}\n", "\t".repeat(100_000)))),
    ("yaml-comments-of-10-mb.yaml", || {
        report(&format!("{}body: [{{title: A}}]\n", "# words\n".repeat(1_250_000)))
    }),
    ("yaml-quote-open.yaml", || report(&format!("body: [{{title: \"{}", "a\n ".repeat(300_000)))),
    ("yaml-noise.yaml", || noise(200_000, 7)),
    ("yaml-not-utf8.yaml", || [report("body: ").as_slice(), &[0xff; 200_000]].concat()),
    ("yaml-nuls.yaml", || vec![0; 1_000_000]),
    ("texts-combining.yaml", || content(&format!("e{}", "\u{301}".repeat(100_000)))),
    ("texts-joined.yaml", || content(&"\u{1f469}\u{200d}".repeat(50_000))),
    ("texts-of-soft-hyphens.yaml", || content(&"a\u{ad}".repeat(50_000))),
    ("texts-unbreakable.yaml", || content(&"word\u{a0}".repeat(50_000))),
    ("texts-embedded.yaml", || {
        content(&format!("{}a{}", "\u{202b}".repeat(10_000), "\u{202c}".repeat(10_000)))
    }),
    ("texts-isolated.yaml", || {
        content(&format!("{}a{}", "\u{2067}".repeat(10_000), "\u{2069}".repeat(10_000)))
    }),
    ("texts-of-brackets.yaml", || content(&"\u{5d0}(".repeat(50_000))),
    ("texts-of-quotes.yaml", || content(&"a'b\"".repeat(50_000))),
    ("texts-of-numbers.yaml", || content(&"1-2 ".repeat(50_000))),
    ("ids-nearly-right.yaml", || ids(10_000)),
    ("ids-100000.yaml", || {
        report(&format!("body:\n{}", each(100_000, |n| format!("  - {{title: A, id: a{n}}}\n"))))
    }),
    ("ids-alike.yaml", || report(&format!("body:\n{}", "  - {title: A, id: a}\n".repeat(20_000)))),
    ("ids-of-1-mb.yaml", || {
        report(&format!("body: [{{title: A, id: {}}}]\n", "a".repeat(1_000_000)))
    }),
    ("notes-100000.yaml", notes),
    ("notes-in-a-chain.yaml", notes_in_a_chain),
    ("notes-cited-100000-times.yaml", || {
        [content(&"a[^n] ".repeat(100_000)), b"footnotes: {n: b}\n".to_vec()].concat()
    }),
    ("people-20000.yaml", || people(20_000)),
    ("people-of-long-names.yaml", || {
        report(&format!(
            "people:\n  p: {{name: {0}, post: {0}}}\nbody: [{{kind: panel, title: A, moderator: p}}]\n",
            "Anna ".repeat(100_000)
        ))
    }),
    ("people-named-alike.yaml", || {
        report(&format!(
            "people:\n{}body: [{{title: A, content: [{{participants: {{order: name, columns: 3}}}}]}}]\n",
            each(5_000, |n| format!("  p{n}: {{name: A B}}\n"))
        ))
    }),
    ("people-speaking-10000-times.yaml", || {
        report(&format!(
            "people: {{p: {{name: A B}}}}\nbody: [{{kind: panel, title: A, speakers: [{}]}}]\n",
            "p, ".repeat(10_000)
        ))
    }),
    ("people-nobody-knows.yaml", || {
        report(&format!(
            "people: {{person: {{name: A B}}}}\nbody: [{{kind: panel, title: A, speakers: [{}]}}]\n",
            "persona, ".repeat(10_000)
        ))
    }),
    ("table-of-100000-columns.yaml", || table(100_000, 1, "a")),
    ("table-of-1000-columns.yaml", || table(1_000, 3, "a")),
    ("table-of-500000-cells.yaml", || table(5, 100_000, "a")),
    ("table-of-a-long-cell.yaml", || table(3, 3, &"word ".repeat(50_000))),
    ("table-of-long-words.yaml", || table(9, 3, &"a".repeat(5_000))),
    ("table-of-uneven-rows.yaml", || {
        block(&format!("table: {{header: [a], rows: [{}]}}", "[a, b], ".repeat(20_000)))
    }),
    ("table-of-empty-rows.yaml", || {
        block(&format!("table: {{header: [], rows: [{}]}}", "[], ".repeat(20_000)))
    }),
    ("table-aligned-100000-times.yaml", || {
        block(&format!("table: {{header: [a], align: [{}], rows: [[b]]}}", "end, ".repeat(100_000)))
    }),
    ("sections-100000.yaml", || report(&format!("body:\n{}", "  - {title: A}\n".repeat(100_000)))),
    ("sections-nested.yaml", || {
        report(&format!("body: [{}]\n", nested(400, "{title: A, sections: [", "", "]}", "", "")))
    }),
    ("sections-with-long-titles.yaml", || {
        report(&format!("body: [{{title: {}}}]\n", "word ".repeat(50_000)))
    }),
    ("lists-nested.yaml", || {
        block(&nested(300, "bullets: [{text: a, content: [{", "bullets: [b]", "}]}]", "", ""))
    }),
    ("lists-of-300000-items.yaml", || block(&format!("bullets: [{}]", "a, ".repeat(300_000)))),
    ("boxes-nested.yaml", || {
        block(&nested(300, "box: {content: [{", "bullets: [b]", "}]}", "", ""))
    }),
    ("paragraphs-300000.yaml", || {
        report(&format!("body: [{{title: A, content: [{}]}}]\n", "a, ".repeat(300_000)))
    }),
    ("quotation-of-100000-paragraphs.yaml", || {
        block(&format!("quotation: {{text: [{}]}}", "a, ".repeat(100_000)))
    }),
    ("notes-of-100000-paragraphs.yaml", || {
        [content("a[^n]"), format!("footnotes: {{n: [{}]}}\n", "a, ".repeat(100_000)).into()]
            .concat()
    }),
    ("lists-of-10000-items.yaml", || block(&format!("bullets: [{}]", "a, ".repeat(10_000)))),
    ("definitions-100000.yaml", || {
        block(&format!("definitions: [{}]", "{term: a, definition: b}, ".repeat(100_000)))
    }),
    ("figures-of-one-picture.yaml", || {
        report(&format!(
            "body: [{{title: A, content: [{}]}}]\n",
            "{figure: {image: none.svg, alt: a}}, ".repeat(10_000)
        ))
    }),
    ("abbreviations-50000.yaml", || {
        report(&format!(
            "front: {{abbreviations: {{{}}}}}\nbody: [{{title: A}}]\n",
            each(50_000, |n| format!("A{n}: b, "))
        ))
    }),
    ("bibliography-100000.yaml", || {
        report(&format!("body: [{{title: A}}]\nbibliography: [{}]\n", "a, ".repeat(100_000)))
    }),
    ("works-bib-nested-in-braces.bib", || {
        format!("@book{{a, title = {}", "{".repeat(100_000)).into()
    }),
    ("works-bib-strings-doubled.bib", || {
        let doubled = each(60, |n| format!("@string{{s{} = s{n} # s{n}}}\n", n + 1));
        format!("@string{{s0 = {{word}}}}\n{doubled}@book{{a, title = s60}}\n").into()
    }),
    ("works-bib-fields-of-strings.bib", || {
        let fields = each(2_000, |n| format!("f{n} = s,\n"));
        format!("@string{{s = {{{}}}}}\n@book{{a, {fields} title = s}}\n", "word ".repeat(20_000))
            .into()
    }),
    ("works-bib-in-a-chain.bib", || {
        each(20_000, |n| format!("@book{{w{n}, title = {{A}}, crossref = {{w{}}}}}\n", n + 1))
            .into()
    }),
    ("works-bib-200000.bib", || {
        each(200_000, |n| format!("@book{{w{n}, title = {{A}}}}\n")).into()
    }),
    ("works-bib-authors-20000.bib", || {
        format!("@book{{a, title = {{A}}, author = {{{}Z}}}}\n", "X, Y and ".repeat(20_000)).into()
    }),
    ("works-bib-title-of-1-mb.bib", || {
        format!("@book{{a, title = {{{}}}}}\n", "word ".repeat(200_000)).into()
    }),
    ("works-bib-title-of-15-mb.bib", || {
        format!("@book{{a, title = {{{}}}}}\n", "word ".repeat(3_000_000)).into()
    }),
    ("works-json-nested.json", || "[".repeat(1_000_000).into()),
    ("works-json-items-200000.json", || {
        format!("[{}{{\"id\": \"a\"}}]", each(200_000, |n| format!("{{\"id\": {n}}},"))).into()
    }),
    ("works-json-names-20000.json", || {
        format!(
            "[{{\"id\": \"a\", \"title\": \"A\", \"author\": [{}{{}}]}}]",
            "{\"family\": \"X\"},".repeat(20_000)
        )
        .into()
    }),
    ("works-json-title-of-15-mb.json", || {
        format!("[{{\"id\": \"a\", \"title\": \"{}\"}}]", "word ".repeat(3_000_000)).into()
    }),
    ("works-yml-title-of-15-mb.yml", || {
        format!("a: {{title: {}}}\n", "word ".repeat(3_000_000)).into()
    }),
    ("works-yml-nested.yml", || format!("a: {}", "[".repeat(1_000_000)).into()),
    ("works-yml-200000.yml", || each(200_000, |n| format!("w{n}: {{title: A}}\n")).into()),
    ("works-yml-parents-nested.yml", || {
        format!("a: {}{}", "{title: A, parent: ".repeat(10_000), "}".repeat(10_000)).into()
    }),
    ("keywords-100000.yaml", || {
        format!("publication: {{title: T, publisher: P, date: 2024-01-01, keywords: [{}]}}\nbody: [{{title: A}}]\n", "a, ".repeat(100_000)).into()
    }),
    ("title-of-1-mb.yaml", || {
        format!(
            "publication: {{title: {}, publisher: P, date: 2024-01-01}}\nbody: [{{title: A}}]\n",
            "word ".repeat(200_000)
        )
        .into()
    }),
    ("hyphenation-100000.yaml", || {
        report(&format!(
            "body: [{{title: A}}]\noptions: {{hyphenation: [{}]}}\n",
            each(100_000, |n| format!("ab-{}, ", letters(n)))
        ))
    }),
];

/// The cases of several files.
pub const FOLDERS: &[Folder] = &[
    ("files-png-of-3-gb", |folder| {
        place(folder, "png-large.png", &pictures::png(9, 9, 8, 2, &[0; 9 * 28]));
        lengthen(&folder.join("picture.png"), 3_000_000_000);
    }),
    ("files-report-of-5-gb", |folder| {
        place(folder, "yaml-large.yaml", PLAIN.as_bytes());
        lengthen(&folder.join("report.yaml"), 5_000_000_000);
    }),
    ("files-font-of-3-gb", |folder| {
        place(folder, "font-large.ttf", &fonts::sans());
        lengthen(&folder.join("fonts/hostile.ttf"), 3_000_000_000);
    }),
    ("files-template-of-3-gb", |folder| {
        place(folder, "template-large.yaml", &template(""));
        lengthen(&folder.join("templates/hostile/template.yaml"), 3_000_000_000);
    }),
    ("files-labels-of-3-gb", |folder| {
        place(folder, "labels-large.yaml", b"contents: A\n");
        lengthen(&folder.join("templates/labels/en.yaml"), 3_000_000_000);
    }),
    ("files-report-a-pipe", |folder| pipe(&folder.join("report.yaml"))),
    ("files-report-a-device", |folder| symlink("/dev/zero", folder.join("report.yaml")).unwrap()),
    ("files-report-a-folder", |folder| fs::create_dir(folder.join("report.yaml")).unwrap()),
    ("files-report-a-circle", |folder| symlink("report.yaml", folder.join("report.yaml")).unwrap()),
    ("files-picture-a-pipe", |folder| {
        report_with_picture(folder);
        pipe(&folder.join("picture.svg"));
    }),
    ("files-picture-a-device", |folder| {
        report_with_picture(folder);
        symlink("/dev/zero", folder.join("picture.svg")).unwrap();
    }),
    ("files-picture-a-link-out", |folder| {
        report_with_picture(folder);
        symlink("/etc/hostname", folder.join("picture.svg")).unwrap();
    }),
    ("files-picture-in-a-folder-out", |folder| {
        let report = WITH_PICTURE.replace("{picture}", "etc/hostname");
        place(folder, "yaml-picture.yaml", report.as_bytes());
        symlink("/etc", folder.join("etc")).unwrap();
    }),
    ("files-font-a-link-out", |folder| {
        place(folder, "font-plain.ttf", &fonts::sans());
        symlink("/etc/hostname", folder.join("fonts/link.ttf")).unwrap();
    }),
    ("files-font-a-pipe", |folder| {
        place(folder, "font-plain.ttf", &fonts::sans());
        pipe(&folder.join("fonts/pipe.ttf"));
    }),
    ("files-fonts-a-link-out", |folder| {
        place(folder, "yaml-plain.yaml", PLAIN.as_bytes());
        symlink("/usr/share/fonts", folder.join("fonts")).unwrap();
    }),
    ("files-fonts-5000", |folder| {
        place(folder, "yaml-plain.yaml", PLAIN.as_bytes());
        fs::create_dir(folder.join("fonts")).unwrap();
        (0..5_000).for_each(|n| fs::write(folder.join(format!("fonts/{n}.ttf")), "words").unwrap());
    }),
    ("files-font-with-a-space", |folder| font_named(folder, "My Font.ttf")),
    ("files-font-with-markup", |folder| font_named(folder, "<b>&\"'.ttf")),
    ("files-font-with-controls", |folder| font_named(folder, "a\n\u{1b}[31m\u{9b}b.ttf")),
    ("files-font-like-a-part", |folder| font_named(folder, "..\\..\\nav.xhtml.ttf")),
    ("files-font-family-backslash", |folder| {
        font_of_family(folder, b"Source Sans \\");
    }),
    ("files-font-family-markup", |folder| font_of_family(folder, b"</style><b>'\"")),
    ("files-font-family-controls", |folder| font_of_family(folder, b"Source\n\x1b[31m\x00A")),
    ("files-template-a-link-out", |folder| {
        place(folder, "template-plain.yaml", &template(""));
        fs::remove_file(folder.join("templates/hostile/template.yaml")).unwrap();
        symlink("/etc/hostname", folder.join("templates/hostile/template.yaml")).unwrap();
    }),
    ("files-templates-in-a-chain", |folder| {
        place(folder, "template-plain.yaml", b"extends: t0\nname: hostile\n");
        for n in 0..2_000 {
            let inner = folder.join(format!("templates/t{n}"));
            fs::create_dir(&inner).unwrap();
            fs::write(inner.join("template.yaml"), format!("extends: t{}\nname: t{n}\n", n + 1))
                .unwrap();
        }
    }),
    ("files-labels-a-link-out", |folder| {
        place(folder, "labels-plain.yaml", b"contents: A\n");
        fs::remove_file(folder.join("templates/labels/en.yaml")).unwrap();
        symlink("/etc/hostname", folder.join("templates/labels/en.yaml")).unwrap();
    }),
    ("files-profile-cut-off", |folder| profile(folder, |bytes| bytes.truncate(200))),
    ("files-profile-lies-about-its-size", |folder| profile(folder, |bytes| bytes[..4].fill(0xff))),
    ("files-profile-of-many-tags", |folder| profile(folder, |bytes| bytes[128..132].fill(0xff))),
    ("files-profile-of-noise", |folder| {
        profile(folder, |bytes| {
            let noise = noise(bytes.len(), 5);
            bytes[144..].copy_from_slice(&noise[144..]);
        })
    }),
    ("files-profile-of-3-gb", |folder| {
        profile(folder, |_| {});
        lengthen(&folder.join("templates/hostile/hostile.icc"), 3_000_000_000);
    }),
    ("files-pictures-3000", |folder| {
        let figures = each(3_000, |n| format!("{{figure: {{image: p{n}.svg, alt: a}}}}, "));
        place(
            folder,
            "yaml-pictures.yaml",
            &report(&format!("body: [{{title: A, content: [{figures}]}}]\n")),
        );
        (0..3_000).for_each(|n| {
            fs::write(folder.join(format!("p{n}.svg")), svg("<path d='M0 0h9v9'/>")).unwrap()
        });
    }),
    ("files-cover-pictures-broken", |folder| {
        let head = "publication: {title: T, publisher: P, date: 2024-01-01, ebook_cover: a.png, \
                    logo: {image: b.svg, alt: a}, cover_picture: {image: c.jpg, alt: a}}\n";
        place(folder, "yaml-cover.yaml", format!("{head}body: [{{title: A}}]\n").as_bytes());
        fs::write(
            folder.join("a.png"),
            cut(pictures::png(1_200, 1_600, 8, 2, &vec![7; 1_600 * 3_601]), 0.5),
        )
        .unwrap();
        fs::write(folder.join("b.svg"), svg("<script>1</script>")).unwrap();
        fs::write(folder.join("c.jpg"), cut(pictures::jpeg(), 0.5)).unwrap();
    }),
    ("files-editions-of-noise", |folder| {
        place(folder, "yaml-plain.yaml", PLAIN.as_bytes());
        fs::write(folder.join("report.fr.yaml"), noise(100_000, 3)).unwrap();
        fs::write(folder.join("report.de.yaml"), [0xff; 99]).unwrap();
    }),
];

fn report(rest: &str) -> Vec<u8> {
    format!("publication: {{title: T, publisher: P, date: 2024-01-01}}\n{rest}").into()
}

/// A report with one paragraph.
fn content(text: &str) -> Vec<u8> {
    report(&format!("body:\n  - title: A\n    content:\n      - |-\n        {text}\n"))
}

/// A report with one block.
fn block(block: &str) -> Vec<u8> {
    report(&format!("body: [{{title: A, content: [{{{block}}}]}}]\n"))
}

fn table(columns: usize, rows: usize, cell: &str) -> Vec<u8> {
    let row = format!("[{}], ", format!("{cell}, ").repeat(columns));
    block(&format!("table: {{header: {row} rows: [{}]}}", row.repeat(rows)))
}

fn template(rest: &str) -> Vec<u8> {
    format!("extends: conference\nname: hostile\n{rest}").into()
}

fn svg(inner: &str) -> Vec<u8> {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' \
         viewBox='0 0 100 100'>{inner}</svg>"
    )
    .into()
}

/// `before`, the pair `open` and `close` many times around `core`, `after`.
pub fn nested(
    depth: usize,
    open: &str,
    core: &str,
    close: &str,
    before: &str,
    after: &str,
) -> String {
    format!("{before}{}{core}{}{after}", open.repeat(depth), close.repeat(depth))
}

pub fn each(count: usize, text: impl Fn(usize) -> String) -> String {
    let mut all = String::new();
    (0..count).for_each(|number| all.push_str(&text(number)));
    all
}

/// A number in letters.
fn letters(number: usize) -> String {
    number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
}

fn cut(mut bytes: Vec<u8>, share: f64) -> Vec<u8> {
    bytes.truncate((bytes.len() as f64 * share) as usize);
    bytes
}

/// Bytes without pattern, always the same.
pub fn noise(length: usize, seed: u64) -> Vec<u8> {
    let mut state = seed;
    let mut next = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as u8
    };
    (0..length).map(|_| next()).collect()
}

fn svg_entity() -> Vec<u8> {
    let text = "a".repeat(100_000);
    let svg = svg(&format!("<text>{}</text>", "&e;".repeat(20_000)));
    [format!("<!DOCTYPE svg [<!ENTITY e '{text}'>]>").as_bytes(), &svg].concat()
}

fn svg_filters() -> Vec<u8> {
    svg(&each(1_000, |n| {
        format!(
            "<filter id='f{n}'><feGaussianBlur stdDeviation='40'/></filter>\
             <rect width='100' height='100' filter='url(#f{n})'/>"
        )
    }))
}

fn svg_primitives() -> Vec<u8> {
    let primitives = "<feGaussianBlur stdDeviation='9'/>".repeat(10_000);
    svg(&format!(
        "<filter id='f'>{primitives}</filter><rect width='9' height='9' filter='url(#f)'/>"
    ))
}

/// A mapping one space deeper in each line.
fn yaml_indentation() -> Vec<u8> {
    let lines = each(3_000, |depth| format!("{}a:\n", " ".repeat(depth)));
    report(&format!("body: [{{title: A}}]\n{lines}"))
}

/// Ids, and references to nearly identical ones.
fn ids(count: usize) -> Vec<u8> {
    let sections = each(count, |n| {
        format!("  - {{title: A, id: section-{n}, content: ['[#sektion-{n}]']}}\n")
    });
    report(&format!("body:\n{sections}"))
}

fn notes() -> Vec<u8> {
    let cited = each(100_000, |n| format!("a[^n{n}] "));
    let notes = each(100_000, |n| format!("  n{n}: b\n"));
    [content(&cited), format!("footnotes:\n{notes}").into()].concat()
}

/// Notes that cite one another.
fn notes_in_a_chain() -> Vec<u8> {
    let notes = each(5_000, |n| format!("  n{n}: 'a[^n{}]'\n", n + 1));
    [content("a[^n0]"), format!("footnotes:\n{notes}  n5000: b\n").into()].concat()
}

/// People who are all named in the text, with an index.
fn people(count: usize) -> Vec<u8> {
    let mut text = "people:\n".to_owned();
    (0..count).for_each(|n| writeln!(text, "  p{n}: {{name: Anna {}}}", letters(n)).unwrap());
    let named = each(count, |n| format!("Anna {} ", letters(n)));
    write!(text, "options: {{index_of_persons: true}}\nbody: [{{title: A, content: [{named}]}}]\n")
        .unwrap();
    report(&text)
}

/// Makes a file as long as given, without writing that much.
fn lengthen(path: &Path, length: u64) {
    File::options().write(true).open(path).unwrap().set_len(length).unwrap();
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

fn report_with_picture(folder: &Path) {
    place(folder, "yaml-picture.yaml", WITH_PICTURE.replace("{picture}", "picture.svg").as_bytes());
}

fn font_named(folder: &Path, name: &str) {
    place(folder, "font-plain.ttf", &fonts::sans());
    fs::rename(folder.join("fonts/hostile.ttf"), folder.join("fonts").join(name)).unwrap();
}

fn font_of_family(folder: &Path, family: &[u8]) {
    place(folder, "font-family.ttf", &fonts::of_family(family));
    let name = serde_json::to_string(&String::from_utf8_lossy(family)).unwrap();
    let style = template(&format!("fonts: {{text: {{name: {name}}}}}\n"));
    place(folder, "template-family.yaml", &style);
}

/// A template with a profile changed by `change`.
fn profile(folder: &Path, change: impl Fn(&mut Vec<u8>)) {
    let condition = "print: {condition: {identifier: X, description: Y, profile: hostile.icc}}\n";
    place(folder, "template-profile.yaml", &template(condition));
    let mut bytes = fs::read("templates/profiles/coated-fogra39l.icc").unwrap();
    change(&mut bytes);
    fs::write(folder.join("templates/hostile/hostile.icc"), bytes).unwrap();
}

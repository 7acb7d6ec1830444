//! The rules that are the same for every template.
//!
//! E-book converters reorder the declarations of a rule, so that `margin` would override
//! `margin-inline-start`. Rules with a logical side therefore set each side separately.

/// Rules for all languages.
pub const RULES: &str = "\
body { margin: 0 5%; widows: 2; orphans: 2; overflow-wrap: break-word; }
body > section, body > nav { max-width: 40em; margin-left: auto; margin-right: auto; }
p { margin: 0 0 .7em 0; }
h1 { margin: 2em 0 .8em 0; }
h2 { margin: 1.6em 0 .6em 0; }
h3, h4, h5, h6 { margin: 1.4em 0 .4em 0; }
h1, h2, h3, h4, h5, h6, .label, .lead, caption { break-after: avoid; page-break-after: avoid; }
h1, h2, h3, .title-page p, caption { text-wrap: balance; }
ul, ol { margin: .4em 0 .8em 0; padding-inline-start: 1.6em; padding-inline-start: min(1.6em, 8vw); }
ol[role=list], ul.works, ul.index, .participants ul { list-style: none; }
ol[role=list] { padding-inline-start: 0; }
ol[role=list] > li { padding-inline-start: 2.4em; padding-inline-start: min(2.4em, 12vw); }
.mark { display: inline-block; min-width: 2.15em; min-width: min(2.15em, 11vw); margin-inline-start: -2.4em; margin-inline-start: max(-2.4em, -12vw); padding-inline-end: .5em; box-sizing: border-box; white-space: nowrap; text-indent: 0; }
ul.works { padding-inline-start: 0; }
ul.works li { padding-inline-start: 1.4em; text-indent: -1.4em; }
ol.short > li { padding-inline-start: 1.6em; padding-inline-start: min(1.6em, 8vw); }
.short > li > .mark { min-width: 1.35em; min-width: min(1.35em, 7vw); margin-inline-start: -1.6em; margin-inline-start: max(-1.6em, -8vw); padding-inline-end: .3em; }
li { margin-bottom: .4em; }
li > span + p { margin-top: .4em; }
li > :last-child { margin-bottom: 0; }
.recommendations { margin: 1.4em 0; }
.recommendations li { margin-bottom: .7em; }
dl.people { padding: .5em 0; margin: 1em 0 1.4em 0; }
dd { margin-inline-start: 1.4em; }
dt { break-after: avoid; page-break-after: avoid; }
dl.people dd { margin-bottom: .2em; }
dl.people dt { margin-top: .3em; }
.participants { margin: 1em 0 1.4em 0; }
.participants ul, ul.index { margin: 0; padding-inline-start: 0; }
.participants li, ul.index li { margin-bottom: .2em; padding-inline-start: 1.4em; text-indent: -1.4em; break-inside: avoid; }
.participants p.country { margin: .8em 0 .2em 0; break-after: avoid; page-break-after: avoid; }
.columns-2 { columns: 2 14em; column-gap: 2em; }
.columns-3 { columns: 3 11em; column-gap: 2em; }
.new-page { break-before: page; page-break-before: always; }
.whole { break-inside: avoid; page-break-inside: avoid; }
dl.terms dd { margin-bottom: .5em; }
blockquote { margin: 1em 8%; }
.pull-quote { margin: 1.5em 0; break-inside: avoid; page-break-inside: avoid; }
.pull-quote p { margin: 0; }
.pull-quote p + p { margin-top: .5em; }
figure { margin: 1.4em 0; break-inside: avoid; page-break-inside: avoid; }
figure.page { break-before: page; break-after: page; }
figure.page img { max-height: 85vh; object-fit: contain; }
.parts { display: flex; flex-wrap: wrap; gap: 1em 4%; }
.parts + figcaption { margin-top: .8em; }
.parts figure { margin: 0; min-width: min(12em, 100%); }
img { max-width: 100%; height: auto; }
img.cover { display: block; margin: 0 auto; max-height: 98vh; }
section.cover { margin: 0 -5.55%; max-width: none; }
.credit { display: block; }
.table { container-type: inline-size; margin: 1.4em 0; }
table { border-collapse: collapse; width: 100%; margin: 0 0 .6em 0; border-bottom: thin solid; }
thead { border-top: thin solid; border-bottom: thin solid; display: table-header-group; }
tbody:first-child, caption + tbody, colgroup + tbody, tfoot { border-top: thin solid; }
thead .group { border-bottom: thin solid; }
tr { break-inside: avoid; page-break-inside: avoid; }
caption { text-align: start; margin-bottom: .4em; }
th, td { padding: .3em .4em; vertical-align: top; text-align: start; }
th:first-child, td:first-child { padding-inline-start: 0; }
th:last-child, td:last-child { padding-inline-end: 0; }
th.end, td.end { text-align: end; font-variant-numeric: tabular-nums; }
th.centre, td.centre { text-align: center; }
td ul, td ol { text-align: start; }
aside.box { margin: 1.4em 0; }
sup, sub { line-height: 0; font-size: .75em; font-variant: normal; letter-spacing: normal; }
a[role=doc-noteref] { vertical-align: super; font-size: .75em; font-weight: normal; line-height: 0; text-decoration: none; }
h1 a[role=doc-noteref], h2 a[role=doc-noteref] { font-size: .55em; }
.small-caps { font-variant: small-caps; }
.notes { border-top: thin solid; margin-top: 2em; padding-top: .8em; }
.notes h1, .notes h2 { margin-top: 0; font-size: 1.1em; }
:is(.notes > ol, ol.endnotes)[role=list] > li { clear: both; padding-inline-start: 0; }
:is(.notes > ol, ol.endnotes) > li { break-inside: avoid; page-break-inside: avoid; }
.note-number { float: left; margin-bottom: 0; padding-inline-end: .6em; }
.note-number a, nav a { text-decoration: none; }
.again > p:nth-last-child(2), .again > .back { display: inline; }
.back a { padding-inline-start: .4em; white-space: nowrap; }
.imprint { padding-top: 2em; }
.title-page { padding-top: 2em; }
.title-page p { margin-bottom: .3em; }
.title-page .series { margin-top: 3em; }
.title-page .title { margin: .5em 0 1em 0; }
.title-page .venue, .title-page :is(.title, .subtitle) + .dates { margin-top: 3em; }
.title-page .logo { display: block; max-width: 60%; margin: 2em 0; object-fit: contain; }
.number { margin-inline-end: .4em; }
nav ol { list-style: none; padding-inline-start: 1.2em; }
nav > ol { padding-inline-start: 0; }
";

/// Rules for equations.
pub const EQUATION_RULES: &str = "\
div.equation { display: flex; align-items: center; gap: 1em; margin: .8em 0; overflow-x: auto; overflow-y: hidden; break-inside: avoid; page-break-inside: avoid; }
div.equation math { flex: 1; }
mtd.left { text-align: left; }
mtd.right { text-align: right; text-align: -webkit-right; padding-inline-end: 0; }
mtd.right + mtd.left { padding-inline-start: 0; }
";

/// Rules for languages written from right to left. Emphasis is bold, since their scripts have no
/// italics; words of other scripts are italic, as in the PDF.
pub const RIGHT_TO_LEFT_RULES: &str = "\
em { font-style: normal; font-weight: bold; }
em.italic { font-style: italic; font-weight: inherit; }
em.italic .upright { font-style: normal; font-weight: bold; }
.note-number { float: right; }
";

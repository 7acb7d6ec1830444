use super::*;
use crate::source::markup::{Citation, CitationForm, CitedTarget, InlineNote, Text};

fn pieces(text: &str) -> Vec<PieceKind> {
    let parsed = parse(&text.into());
    assert_eq!(parsed.error, None);
    parsed.pieces.into_iter().map(|piece| piece.kind).collect()
}

fn text(text: &str) -> PieceKind {
    PieceKind::Text(text.into())
}

fn piece(at: Range<usize>, kind: PieceKind) -> Piece {
    Piece { at, kind }
}

#[test]
fn delimiters_nest() {
    let got = pieces("The 16^th^ *Alliance* **co*nf***[^gc6].");
    let strong = PieceKind::Strong(vec![
        piece(24..26, text("co")),
        piece(26..30, PieceKind::Emphasis(vec![piece(27..29, text("nf"))])),
    ]);
    assert_eq!(
        got[..5],
        [
            text("The 16"),
            PieceKind::Superscript(vec![piece(7..9, text("th"))]),
            text(" "),
            PieceKind::Emphasis(vec![piece(12..20, text("Alliance"))]),
            text(" "),
        ]
    );
    assert_eq!(got[5], strong);
    assert_eq!(got[6], PieceKind::Note { id: "gc6".into(), target: 34..37 });
}

#[test]
fn references_may_have_words() {
    let got = pieces("see [#p2], [there](#p3) and [x](https://e.org)");
    let cited =
        CitedTarget { id: "p2".into(), at: 6..8, ends_range: false, prefix: None, locator: None };
    let citation = Citation { targets: vec![cited], form: CitationForm::Label };
    assert_eq!(got[1], PieceKind::Citation(citation));
    let content = vec![piece(12..17, text("there"))];
    assert_eq!(got[3], PieceKind::Reference { id: "p3".into(), target: 20..22, content });
    let link = |kind: &PieceKind| {
        matches!(kind, PieceKind::Link { url, target, .. }
        if url == "https://e.org" && *target == (32..45))
    };
    assert!(link(&got[5]), "{:?}", got[5]);
}

#[test]
fn footnotes_may_be_written_where_they_are_cited() {
    let parsed =
        parse(&"a[^: See [*b*](https://e.org/]) [sic] \\].] c[^law: d] e^[f] g^[1]^".into());
    assert_eq!(parsed.error, None);
    let mut found = Vec::new();
    crate::source::markup::inline_notes(&parsed.pieces, &mut |note| found.push(note.clone()));
    let shown = |note: &InlineNote| (note.id.clone(), note.text.words().as_str().to_owned());
    let id = Some(("law".to_owned(), 46..49));
    let expected =
        [(None, "See b [sic] ].".to_owned()), (id, "d".to_owned()), (None, "f".to_owned())];
    assert_eq!(found.iter().map(shown).collect::<Vec<_>>(), expected);
    assert_eq!(found[0].at, 5..41);
}

#[test]
fn plain_signs_stay() {
    let plain = "2016. It [sic] is *5* a_b [";
    assert_eq!(pieces("2016. It [sic] is \\*5\\* a_b ["), [text(plain)]);
    assert_eq!(pieces("p.\\ 4"), [text("p.\u{a0}4")]);
    assert_eq!(pieces("a\\\nb\nc"), [text("a"), PieceKind::LineBreak, text("b c")]);
}

#[test]
fn plain_text_knows_its_origin() {
    let written = TracedString::with_origin("a\\*b [c] *d*", crate::origin::Origin::copied(10));
    let pieces = parse(&written).pieces;
    let PieceKind::Text(text) = &pieces[0].kind else { panic!() };
    assert_eq!((text.as_str(), pieces[0].at.clone()), ("a*b [c] ", 0..9));
    assert_eq!(text.file_range(0..1), Some(10..11));
    assert_eq!(text.file_range(1..2), Some(11..13));
    assert_eq!(text.file_range(5..6), Some(16..17));
}

#[test]
fn the_first_error_has_a_place_and_the_words_remain() {
    for (wrong, at, words) in [
        ("an **open one", 3..5, "an **open one"),
        ("*a **b* c**", 6..7, "*a b* c"),
        ("*a *b", 0..1, "*a *b"),
        ("x[^ bad] y", 3..7, "x[^ bad] y"),
        ("x[^gc6", 1..6, "x[^gc6"),
        ("[a](ftp://x)", 4..11, "a"),
        ("[a]{colour}", 4..10, "a"),
        ("[a](https://x", 0..13, "[a](https://x"),
        ("a ^^", 2..4, "a ^^"),
        ("a[^: b", 1..6, "a[^: b"),
        ("a[^: b [^: c] d]", 7..9, "a[^: b  d]"),
        ("a[^: ]", 1..6, "a[^: ]"),
        ("a[^-b: c]", 3..5, "a[^-b: c]"),
    ] {
        let text = Text::new(wrong.into());
        assert_eq!(text.error().unwrap().at, at, "{wrong}");
        assert_eq!(text.words(), words, "{wrong}");
    }
}

#[test]
fn signs_that_are_no_markup_stay() {
    for plain in ["About ~5 or ~10 km", "2 ^3 and 4 ^5", "5 * 3 and 5 ~ 6 ^ 7", "10^6", "*5 * 3*"] {
        let parsed = parse(&plain.into());
        let words = Text::new(plain.into()).words();
        assert_eq!((parsed.error, parsed.doubts), (None, vec![]), "{plain}");
        assert_eq!(words.as_str(), plain.trim_matches('*'), "{plain}");
    }
}

/// A sign that may have been meant as markup is printed, with a warning.
#[test]
fn doubtful_signs_stay() {
    use DoubtKind::{ClosesNothing, HasSpaces, InsideWord};
    for (plain, at, kind) in [
        ("x*y*z", 1..2, InsideWord),
        ("x***y***z", 3..4, InsideWord),
        ("2*3 and 4*5", 1..2, InsideWord),
        ("a **b c**d", 2..4, InsideWord),
        ("x^2 + y^2", 1..2, HasSpaces),
        ("~two words~", 0..1, HasSpaces),
        ("some * words*", 12..13, ClosesNothing),
        ("price~ and", 5..6, ClosesNothing),
    ] {
        let text = Text::new(plain.into());
        assert_eq!(text.doubts().first(), Some(&Doubt { at, kind }), "{plain}");
        assert_eq!((text.error(), text.words().as_str()), (None, plain));
    }
}

#[test]
fn markup_may_have_one_end_inside_a_word() {
    for (written, words) in [
        ("co*nf*", "conf"),
        ("*port*s", "ports"),
        ("و*كلمة*", "وكلمة"),
        ("这是*强调*的", "这是强调的"),
    ] {
        let text = Text::new(written.into());
        assert_eq!((text.words().as_str(), text.doubts()), (words, &[][..]), "{written}");
    }
}

fn nested(levels: usize, open: &str, close: &str) -> Text {
    Text::new(format!("{}x{}", open.repeat(levels), close.repeat(levels)).into())
}

#[test]
fn levels_are_counted() {
    for (text, depth) in [
        ("", 0),
        ("[[a] b](#c)", 1),
        ("*a **b** [c [~d~](#e)]{lang=fr}*", 4),
        ("[[x]{.smallcaps}]{colour}", 1),
        ("[[x](#a) ", 1),
    ] {
        assert_eq!(Text::new(text.into()).depth(), depth, "{text}");
    }
    assert_eq!(nested(32, "[", "]{lang=fr}").depth(), 32);
}

/// Walks over the pieces therefore cannot exhaust the stack. All words remain.
#[test]
fn pieces_are_nested_to_a_bounded_depth() {
    fn levels(pieces: &[Piece]) -> usize {
        pieces.iter().map(|it| 1 + levels(it.content())).max().unwrap_or_default()
    }
    for (open, close) in [("[", "](https://e.org)"), ("[", "]{lang=fr}"), ("[", "](#a)")] {
        let text = nested(50_000, open, close);
        assert_eq!((text.depth(), levels(text.pieces())), (50_000, DEEPEST + 1), "{close}");
        assert_eq!(text.words(), "x");
    }
}

/// Each part of a text is searched for each closing sign only once, so the time is linear.
#[test]
fn closing_signs_are_looked_for_once() {
    for part in
        ["[^", "[#", "[](", "[]{", "[^a", "[](#", "[^: ", "[^: [](", "[^a: ](", "^[", "^[]("]
    {
        for end in ["", ")", "]", "}", "x)", " ]"] {
            let text = TracedString::from(format!("{}{end}", part.repeat(2000)));
            let mut parser = Parser::new(&text);
            let mut searched = 0;
            while let Some(next) = parser.rest().chars().next() {
                let before = parser.ends.each_ref().map(|end| end.looked_from);
                parser.step(next);
                let looked = parser.ends.iter().zip(before);
                let looked = looked.filter(|(end, before)| end.looked_from != *before);
                searched += looked.map(|(end, _)| end.at - end.looked_from).sum::<usize>();
            }
            assert!(searched <= 3 * text.len(), "{part} {end}: {searched}");
        }
    }
}

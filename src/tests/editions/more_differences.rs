//! Differences in six pairs of languages: dates of publication, abbreviations, merged cells, Roman numbers, numbers
//! in words, and what else is easily overlooked.

use super::differences::{Difference, alone, any};

/// More differences.
pub const MORE: &[Difference] = &[
    any(
        "a paragraph is missing",
        "pt",
        "E0003",
        &[(
            "      - >-\n        A conferência foi transmitida em direto em inglês e em russo. Os seus documentos estão\n        guardados no [Gabinete](https://www.osce.org/pt/secretariat/trafficking). Os moderadores dos\n        painéis voltaram a intervir no final, para retomar o que fora recomendado antes.\n",
            "",
        )],
    ),
    alone(
        "a link is missing",
        "pt",
        "E0013",
        &[("[Gabinete](https://www.osce.org/pt/secretariat/trafficking)", "Gabinete")],
    ),
    any("an item is missing", "pt", "E0003", &[("          - sobre as novas tecnologias;\n", "")]),
    any(
        "a work is missing",
        "pt",
        "E0003",
        &[(
            "  - {id: addendum, text: \"*Adenda ao Plano de Ação da OSCE*, Decisão n.º 1107, 2013.\"}\n",
            "",
        )],
    ),
    alone(
        "a row is missing",
        "pt",
        "E0010",
        &[("            - [sociedade civil, \"61\", \"74\"]\n", "")],
    ),
    any(
        "cells of a header are merged",
        "pt",
        "E0010",
        &[("[Grupo, \"2015\", \"2016\"]", "[Grupo, {text: \"2015\", columns: 2}]")],
    ),
    any(
        "a mark of a note is missing",
        "pt",
        "E0009",
        &[("própria segurança;[^gc6]", "própria segurança;")],
    ),
    any(
        "a reference has another target",
        "pt",
        "E0011",
        &[("              [#forms]).", "              [#victims]).")],
    ),
    any(
        "a day has its digits swapped",
        "pt",
        "E0012",
        &[("dias 11 e 12 de abril", "dias 11 e 21 de abril")],
    ),
    any(
        "a million is a billion",
        "pt",
        "E0012",
        &[("menos de 2,5 milhões\n", "menos de 2,5 mil milhões\n")],
    ),
    any("a Roman number is another", "pt", "E0012", &[("secção VII", "secção XVII")]),
    any("a number in words is another", "pt", "E0012", &[("Em cinco países", "Em seis países")]),
    any(
        "the number of the series is another",
        "pt",
        "E0015",
        &[("issn: 1234-5679", "issn: 0378-5955")],
    ),
    any(
        "the date of publication is another",
        "pt",
        "E0015",
        &[("date: 2016-11-01", "date: 2016-12-01")],
    ),
    any("another one speaks", "pt", "E0008", &[("speakers: [chandran]", "speakers: [konrad]")]),
    any(
        "an abbreviation is missing",
        "pt",
        "E0003",
        &[("    OIT: Organização Internacional do Trabalho\n", "")],
    ),
    any(
        "the source of a quotation is missing",
        "pt",
        "E0003",
        &[("          source: Parosha Chandran\n", "")],
    ),
    any(
        "an item is not translated",
        "pt",
        "E0014",
        &[("          - sobre a recolha de dados.", "          - on the collection of data.")],
    ),
    any(
        "a year is another",
        "pt",
        "E0012",
        &[("julgados entre 2010 e 2015", "julgados entre 2010 e 2014")],
    ),
    any(
        "the date of publication is another",
        "fr",
        "E0015",
        &[("date: 2016-11-01", "date: 2016-10-01")],
    ),
    alone("a number in words is another", "fr", "E0012", &[("Dans cinq pays", "Dans six pays")]),
    alone("a million is a billion", "fr", "E0012", &[("de 2,5 millions", "de 2,5 milliards")]),
    any("a Roman number is another", "fr", "E0012", &[("section VII", "section XII")]),
    any(
        "an abbreviation is missing",
        "fr",
        "E0003",
        &[("    OIT: Organisation internationale du Travail\n", "")],
    ),
    any(
        "an abbreviation is extra",
        "de",
        "E0004",
        &[("    ILO: Internationale", "    EU: Europäische Union\n    ILO: Internationale")],
    ),
    any(
        "the date of publication is another",
        "de",
        "E0015",
        &[("date: 2016-11-01", "date: 2017-11-01")],
    ),
    alone(
        "cells of a row are merged",
        "de",
        "E0010",
        &[(
            "[Teilnehmerstaaten, \"180\", \"201\"]",
            "[Teilnehmerstaaten, {text: \"180\", columns: 2}]",
        )],
    ),
    alone("an hour is another", "de", "E0012", &[("11. April, 14 Uhr", "11. April, 15 Uhr")]),
    any("a million is a billion", "de", "E0012", &[("2,5 Mio. Euro", "2,5 Mrd. Euro")]),
    any("a percentage is another", "de", "E0012", &[("14 Prozent", "41 Prozent")]),
    any(
        "the date of publication is another",
        "it",
        "E0015",
        &[("date: 2016-11-01", "date: 2016-11-11")],
    ),
    any("a Roman number is another", "it", "E0012", &[("sezione VII", "sezione VI")]),
    any("a number in words is another", "it", "E0012", &[("In cinque paesi", "In sette paesi")]),
    alone("a million is a billion", "ru", "E0012", &[("2,5 млн евро", "2,5 млрд евро")]),
    any("a number in words is another", "ru", "E0012", &[("В пяти странах", "В шести странах")]),
    any("a Roman number is another", "ru", "E0012", &[("раздел VII", "раздел XVII")]),
    any(
        "the date of publication is another",
        "ru",
        "E0015",
        &[("date: 2016-11-01", "date: 2015-11-01")],
    ),
    any(
        "an abbreviation is missing",
        "ru",
        "E0003",
        &[("    МОТ: Международная организация труда\n", "")],
    ),
    any(
        "the date of publication is another",
        "es",
        "E0015",
        &[("date: 2016-11-01", "date: 2016-01-11")],
    ),
    any("a Roman number is another", "es", "E0012", &[("sección VII", "sección IX")]),
    any("a number in words is another", "es", "E0012", &[("En cinco países", "En ocho países")]),
    alone(
        "cells of a row are merged",
        "es",
        "E0010",
        &[(
            "[Estados participantes, \"180\", \"201\"]",
            "[Estados participantes, {text: \"180\", columns: 2}]",
        )],
    ),
    alone(
        "cells of two rows are merged",
        "es",
        "E0010",
        &[
            (
                "[sociedad civil, \"61\", \"74\"]",
                "[sociedad civil, {text: \"61\", rows: 2}, \"74\"]",
            ),
            (
                "[espectadores a distancia, \"1\u{a0}150\", \"12\u{a0}340\"]",
                "[espectadores a distancia, \"12\u{a0}340\"]",
            ),
        ],
    ),
    any("ten thousands are hundred millions", "zh", "E0012", &[("250万欧元", "250亿欧元")]),
    any(
        "the date of publication is another",
        "zh",
        "E0015",
        &[("date: 2016-11-01", "date: 2016-11-02")],
    ),
    any(
        "the date of publication is another",
        "ar",
        "E0015",
        &[("date: 2016-11-01", "date: 2014-11-01")],
    ),
];

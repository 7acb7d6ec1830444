//! Differences that translators and editors make by mistake, one at a time.

use super::more_differences::MORE;

/// A difference between an edition and the English one.
pub struct Difference {
    /// Its description.
    pub name: &'static str,
    /// The language of the changed edition.
    pub language: &'static str,
    /// The code of the expected message.
    pub code: &'static str,
    /// Replaced texts and their replacements; each occurs once.
    pub changes: &'static [(&'static str, &'static str)],
    /// Whether it can be combined with the others of its edition.
    pub together: bool,
}

pub(super) const fn alone(
    name: &'static str,
    language: &'static str,
    code: &'static str,
    changes: &'static [(&'static str, &'static str)],
) -> Difference {
    Difference { name, language, code, changes, together: false }
}

pub(super) const fn any(
    name: &'static str,
    language: &'static str,
    code: &'static str,
    changes: &'static [(&'static str, &'static str)],
) -> Difference {
    Difference { name, language, code, changes, together: true }
}

/// Every difference, a hundred or more.
pub fn differences() -> impl Iterator<Item = &'static Difference> {
    DIFFERENCES.iter().chain(MORE)
}

/// Differences of every kind, in some language each.
const DIFFERENCES: &[Difference] = &[
    // Something is missing.
    any(
        "a side event is missing",
        "de",
        "E0003",
        &[(
            "      - kind: side-event
        title: Opfer in Haftanstalten
        co_organisers: [Europarat]
        content:
          - In fünf Ländern stellen Gefängnisse nun allen neuen Häftlingen dieselben zwölf Fragen.
",
            "",
        )],
    ),
    any(
        "a paragraph is missing",
        "it",
        "E0003",
        &[(
            "      - >-
        La conferenza è stata trasmessa in diretta in inglese e in russo. I documenti sono conservati
        dall’[Ufficio](https://www.osce.org/it/secretariat/trafficking). I moderatori delle tavole
        rotonde hanno ripreso la parola alla fine, affinché si potesse tornare su quanto raccomandato in
        precedenza.
",
            "",
        )],
    ),
    any(
        "a nested item is missing",
        "it",
        "E0003",
        &[("                    - con mediatori che parlano la loro lingua;\n", "")],
    ),
    any(
        "a recommendation is missing, the second of four",
        "ru",
        "E0003",
        &[(
            "            - не содержать детей под стражей даже ради их собственной безопасности;[^gc6]\n",
            "",
        )],
    ),
    alone(
        "two recommendations are missing",
        "ru",
        "E0003",
        &[(
            "            - рано выявлять жертв принуждения к преступлениям и обучать этому полицию;
            - не содержать детей под стражей даже ради их собственной безопасности;[^gc6]
",
            "",
        )],
    ),
    any(
        "a finding is missing, the first",
        "es",
        "E0003",
        &[(
            "            - >-
              los equipos conjuntos de investigación han dado buen resultado y cuestan menos de 2,5
              millones de euros;
",
            "",
        )],
    ),
    any(
        "a quotation is missing",
        "es",
        "E0003",
        &[(
            "      - quotation:
          text: >-
            Un niño que roba bajo amenaza no es un ladrón. Es un testigo que necesita nuestra ayuda.
          source: Parosha Chandran
",
            "",
        )],
    ),
    any(
        "a picture is missing",
        "fr",
        "E0003",
        &[(
            "      - figure:
          image: cases.svg
          alt: Six barres qui montent de gauche à droite.
          caption: Affaires jugées de 2010 à 2015
          width: 40
",
            "",
        )],
    ),
    any(
        "a caption is missing",
        "de",
        "E0003",
        &[("          caption: Verhandelte Fälle, 2010 bis 2015\n", "")],
    ),
    any(
        "an annex is missing",
        "de",
        "E0003",
        &[(
            "annexes:
  - title: Programm
    content:
      - bullets:
          - \"11. April, 9.30 Uhr: Eröffnung\"
          - \"11. April, 14 Uhr: [#forms]\"
          - \"12. April, 10 Uhr: [#prosecution]\"
",
            "",
        )],
    ),
    any(
        "a work is missing",
        "ru",
        "E0003",
        &[(
            "  - {id: paper, text: \"*Положение о неприменении наказания*, ОБСЕ, 2013.\"}\n",
            "",
        )],
    ),
    any(
        "a panel is missing",
        "fr",
        "E0003",
        &[(
            "  - kind: panel
    id: victims
    title: Droits des victimes
    moderator: konrad
    speakers: [chandran]
    content:
      - >-
        **Helga Konrad** a rappelé les mots par lesquels **Parosha Chandran** avait commencé sa
        plaidoirie devant le tribunal.
      - quotation:
          text: >-
            Un enfant qui vole sous la menace n’est pas un voleur. C’est un témoin qui a besoin de
            notre aide.
          source: Parosha Chandran
      - recommendations:
          kind: lessons
          lead: \"Les enseignements tirés sont les suivants\u{a0}:\"
          items:
            - >-
              il faut un avocat dès la première heure, et un délai de réflexion de 30 jours\u{202f};
            - l’âge est déterminé dans l’intérêt supérieur de l’enfant\u{202f};[^gc6]
            - les données demandées à la [#data] montrent ce qui est efficace.
",
            "",
        )],
    ),
    // Something is extra.
    any(
        "a recommendation is extra",
        "fr",
        "E0004",
        &[(
            "            - text: \"d’aider les enfants",
            "            - d’informer le public\u{202f};\n            - text: \"d’aider les enfants",
        )],
    ),
    any(
        "a paragraph is cut in two",
        "es",
        "E0004",
        &[(
            "        Reunió a 325 participantes",
            "      - >-\n        Reunió a 325 participantes",
        )],
    ),
    any(
        "a section is extra",
        "de",
        "E0004",
        &[(
            "  - kind: side-events\n",
            "  - title: Dank\n    content: [Die Veranstalter danken allen.]\n\n  - kind: side-events\n",
        )],
    ),
    any(
        "a credit is extra",
        "it",
        "E0004",
        &[("          width: 40\n", "          width: 40\n          credit: OSCE\n")],
    ),
    // Something is in another place, of another kind or has another id.
    any(
        "a recommendation is under another panel",
        "it",
        "E0005",
        &[
            (
                "            - id: data
              text: >-
                raccogliere entro il 31 dicembre 2017 dati sulle vittime e sugli autori, nel rispetto
                della protezione dei dati.
",
                "",
            ),
            (
                "            - l’età è determinata",
                "            - id: data
              text: >-
                raccogliere entro il 31 dicembre 2017 dati sulle vittime e sugli autori, nel rispetto
                della protezione dei dati.
            - l’età è determinata",
            ),
        ],
    ),
    any("a list has bullets", "ru", "E0006", &[("      - numbered:\n", "      - bullets:\n")]),
    any("findings are lessons", "de", "E0006", &[("          kind: findings\n", "          kind: lessons\n")]),
    any(
        "a quotation is a paragraph",
        "ru",
        "E0006",
        &[(
            "      - quotation:
          text: >-
            Ребёнок, который крадёт под угрозой, — не вор. Это свидетель, которому нужна наша помощь.
          source: Пароша Чандран
",
            "      - >-
        «Ребёнок, который крадёт под угрозой, — не вор. Это свидетель, которому нужна наша помощь».
",
        )],
    ),
    alone(
        "a panel has another id, followed everywhere",
        "fr",
        "E0007",
        &[
            ("    id: prosecution\n", "    id: poursuites\n"),
            ("constaté la [#prosecution]", "constaté la [#poursuites]"),
            ("10 heures\u{a0}: [#prosecution]", "10 heures\u{a0}: [#poursuites]"),
        ],
    ),
    any(
        "a footnote has another id",
        "es",
        "E0007",
        &[("víctimas;[^convention]", "víctimas;[^convenio]"), ("  convention: >-", "  convenio: >-")],
    ),
    any(
        "a person has another id",
        "it",
        "E0007",
        &[
            ("  homayounpour: {name", "  homayunpur: {name"),
            ("    rapporteur: homayounpour", "    rapporteur: homayunpur"),
        ],
    ),
    // People.
    any("a speaker is missing", "de", "E0008", &[("[lisborg, dettmeijer]", "[lisborg]")]),
    any("a speaker is extra", "fr", "E0008", &[("[lisborg, dettmeijer]", "[lisborg, dettmeijer, konrad]")]),
    any("another one moderates", "es", "E0008", &[("    moderator: ramis", "    moderator: konrad")]),
    any(
        "somebody is missing from the register",
        "ru",
        "E0008",
        &[(
            "  jarbussynova: {name: Мадина Джарбусынова, honorific: Посол, post: Специальный представитель}\n",
            "",
        )],
    ),
    // Notes.
    any("a mark of a note is missing", "de", "E0009", &[("Medien teil.[^list]", "Medien teil.")]),
    any(
        "a note reference is in another item",
        "it",
        "E0009",
        &[
            ("vittime;[^convention]", "vittime;"),
            ("              euro;\n", "              euro;[^convention]\n"),
        ],
    ),
    any(
        "a mark of a note is extra",
        "ru",
        "E0009",
        &[("возраст определяется в наилучших интересах ребёнка;[^gc6]", "возраст определяется в наилучших интересах ребёнка;[^gc6][^convention]")],
    ),
    // Tables.
    any("a row is missing", "es", "E0010", &[("            - [sociedad civil, \"61\", \"74\"]\n", "")]),
    any(
        "a row is extra",
        "de",
        "E0010",
        &[(
            "            - [Zivilgesellschaft, \"61\", \"74\"]\n",
            "            - [Zivilgesellschaft, \"61\", \"74\"]\n            - [Medien, \"5\", \"8\"]\n",
        )],
    ),
    any(
        "a column is missing",
        "ru",
        "E0010",
        &[
            ("[Группа, \"2015\", \"2016\"]", "[Группа, \"2016\"]"),
            ("[государства-участники, \"180\", \"201\"]", "[государства-участники, \"201\"]"),
            ("[гражданское общество, \"61\", \"74\"]", "[гражданское общество, \"74\"]"),
            ("[зрители трансляции, \"1\u{a0}150\", \"12\u{a0}340\"]", "[зрители трансляции, \"12\u{a0}340\"]"),
        ],
    ),
    // References.
    any("a reference has another target", "ru", "E0011", &[("(см. [#forms])", "(см. [#victims])")]),
    any("a reference is missing", "es", "E0011", &[("14 horas: [#forms]", "14 horas: debate")]),
    any("a reference is extra", "fr", "E0011", &[("9\u{a0}h\u{a0}30\u{a0}: ouverture", "9\u{a0}h\u{a0}30\u{a0}: ouverture, voir [#introduction]")]),
    // Figures and dates.
    any("a day has its digits swapped", "fr", "E0012", &[("les 11 et 12 avril", "les 11 et 21 avril")]),
    any("a month is another", "ru", "E0012", &[("3 и 4 апреля 2017", "3 и 4 июня 2017")]),
    any("a year is another", "it", "E0012", &[("tra il 2010 e il 2015", "tra il 2010 e il 2016")]),
    any("a percentage is another", "it", "E0012", &[("il 14% delle", "il 41% delle")]),
    any("decimals are others", "es", "E0012", &[("el 3,5\u{a0}%", "el 5,3\u{a0}%")]),
    alone("a million is a billion", "it", "E0012", &[("di 2,5 milioni", "di 2,5 miliardi")]),
    any("an amount is another", "fr", "E0012", &[("moins de 2,5 millions", "moins de 2,6 millions")]),
    any("the number of an article is another", "de", "E0012", &[("Artikel 26", "Artikel 62")]),
    any("a number of people is another", "it", "E0012", &[("parte 325 persone", "parte 352 persone")]),
    any("thousands are others", "de", "E0012", &[("von 1250 Fällen", "von 1520 Fällen")]),
    any("a cell is another", "it", "E0012", &[("\"12.340\"", "\"12.430\"")]),
    any("a small number in a row is another", "es", "E0012", &[("de 30 días", "de 13 días")]),
    any("a figure is missing", "ru", "E0012", &[("приняли участие 325\n        человек", "приняли участие люди")]),
    any("a figure is extra", "fr", "E0012", &[("à chaque nouveau\n            détenu", "à chaque nouveau\n            détenu depuis 2014")]),
    any("a date in a note is another", "es", "E0012", &[("el 1 de febrero de 2008", "el 1 de febrero de 2009")]),
    any("an hour is another", "ru", "E0012", &[("11 апреля, 14:00", "11 апреля, 15:00")]),
    any("a day in Arabic digits is another", "ar", "E0012", &[("بحلول ٣١ كانون", "بحلول ١٣ كانون")]),
    any("decimals in Arabic digits are others", "ar", "E0012", &[("عن ٢٫٥ مليون", "عن ٥٫٢ مليون")]),
    any("a month in Arabic is another", "ar", "E0012", &[("أيار/مايو", "حزيران/يونيه")]),
    any("a month in Chinese is another", "zh", "E0012", &[("2017年4月3日和4日", "2017年5月3日和4日")]),
    any("an amount in tens of thousands is another", "zh", "E0012", &[("1.234万", "1.243万")]),
    any("an article in Chinese figures is another", "zh", "E0012", &[("第二十六条", "第六十二条")]),
    // Addresses.
    any("an address is another", "de", "E0013", &[("osce.org/de/secretariat/trafficking", "osce.org/de/secretariat/traffic")]),
    any("a link is missing", "fr", "E0013", &[("le [Bureau](https://www.osce.org/fr/secretariat/trafficking)", "le Bureau")]),
    // What is not translated.
    any(
        "a finding is not translated",
        "ru",
        "E0014",
        &[(
            "совместные следственные группы хорошо себя зарекомендовали и стоят менее 2,5 млн евро;",
            "joint investigation teams have proved their worth, and cost less than EUR 2.5 million;",
        )],
    ),
    any(
        "a paragraph is not translated, but edited",
        "es",
        "E0014",
        &[(
            "        **Helga Konrad** recordó las palabras con las que **Parosha Chandran** había comenzado su
        alegato ante el tribunal.",
            "        **Helga Konrad** quoted the words with which **Parosha Chandran** had begun her plea
        before that court.",
        )],
    ),
    any(
        "a title is in Latin letters",
        "ru",
        "E0014",
        &[("        title: Новые технологии", "        title: Modern information technologies")],
    ),
    any(
        "an item is not translated",
        "de",
        "E0014",
        &[("                    - durch Mittler, die ihre Sprache sprechen;", "                    - by mediators who speak the language;")],
    ),
    any(
        "a paragraph in Chinese is not translated",
        "zh",
        "E0014",
        &[("在威胁之下偷窃的孩子不是小偷，而是需要我们帮助的证人。", "A child who steals under threat is no thief.")],
    ),
    // The publication and the event.
    any("the event ends on another day", "fr", "E0015", &[("  to: \"2016-04-12\"", "  to: \"2016-04-13\"")]),
    any("the symbol is another", "ru", "E0015", &[("CTHB.GAL/3/16/RUS", "CTHB.GAL/5/16/RUS")]),
    any("the number in the series is another", "es", "E0015", &[("number: 16,", "number: 17,")]),
    any("the identifier is another", "it", "E0015", &[("alliance-small-it", "alliance-it")]),
];

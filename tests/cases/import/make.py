#!/usr/bin/env python3
"""Makes the Word files of this folder: small reports as five programs and people write them.

    python3 make.py          # needs LibreOffice, pandoc and python-docx for three of the six

Each file has beside it `NAME.kinds.txt`: what its blocks are, written by hand before import was run on it.
"""

import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path
from xml.sax.saxutils import escape

FOLDER = Path(__file__).parent
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def png():
    """A picture of 24 by 16 grey pixels."""

    def chunk(name, data):
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = (b"\0" + b"\x80" * 24) * 16
    header = struct.pack(">IIBBBBB", 24, 16, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def run(text, **has):
    """A run; `**words**` in it are bold, `_words_` italic, `{n}` is footnote n."""
    out, bold, italic, word = [], has.get("bold", False), has.get("italic", False), ""

    def flush():
        nonlocal word
        if word:
            properties = "".join(
                [
                    has.get("before", ""),
                    "<w:b/>" if bold else "",
                    "<w:i/>" if italic else "",
                    f'<w:sz w:val="{has["size"]}"/>' if "size" in has else "",
                    has.get("after", ""),
                ]
            )
            properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
            out.append(f'<w:r>{properties}<w:t xml:space="preserve">{escape(word)}</w:t></w:r>')
        word = ""

    at = 0
    while at < len(text):
        if text.startswith("**", at):
            flush()
            bold, at = not bold, at + 2
        elif text[at] == "_":
            flush()
            italic, at = not italic, at + 1
        elif text[at] == "{":
            flush()
            end = text.index("}", at)
            mark = has.get("mark", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>')
            out.append(f'<w:r>{mark}<w:footnoteReference w:id="{text[at + 1:end]}"/></w:r>')
            at = end + 1
        elif text[at] == "\n":
            flush()
            out.append("<w:r><w:br/></w:r>")
            at += 1
        else:
            word, at = word + text[at], at + 1
    flush()
    return "".join(out)


def paragraph(content, style=None, properties=""):
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{style}{properties}</w:pPr>" if style or properties else ""
    return f"<w:p>{properties}{content}</w:p>"


def numbered(number, level=0):
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def table(rows, cell, header=False, properties=""):
    out = []
    for at, row in enumerate(rows):
        mark = "<w:trPr><w:tblHeader/></w:trPr>" if header and at == 0 else ""
        cells = "".join(f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{cell(text, at)}</w:tc>' for text in row)
        out.append(f"<w:tr>{mark}{cells}</w:tr>")
    grid = '<w:gridCol w:w="3000"/>' * len(rows[0])
    return f'<w:tbl><w:tblPr>{properties}<w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(out)}</w:tbl>'


def picture(alternative):
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="2400000" cy="1600000"/>'
        f'<wp:docPr id="1" name="Picture 1" descr="{escape(alternative)}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        '<pic:nvPicPr><pic:cNvPr id="1" name="image1.png"/><pic:cNvPicPr/></pic:nvPicPr>'
        '<pic:blipFill><a:blip r:embed="rIdPicture"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2400000" cy="1600000"/></a:xfrm>'
        '<a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def numbering(definitions):
    """Lists: for each, the format and text of its levels."""
    out = []
    for number, levels in enumerate(definitions, 1):
        inner = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/>'
            f'<w:pPr><w:ind w:left="{720 * (at + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
            for at, (format, text) in enumerate(levels)
        )
        out.append(f'<w:abstractNum w:abstractNumId="{number}">{inner}</w:abstractNum>')
    for number in range(1, len(definitions) + 1):
        out.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
    return f"<w:numbering {NAMESPACES}>{''.join(out)}</w:numbering>"


def write(name, body, styles="", lists=None, notes=(), note=None, footer="", core="", has_picture=False):
    """Writes a package with the parts that are given."""
    parts, relations, overrides = {}, [], []

    def part(file, kind, content, media="application/vnd.openxmlformats-officedocument.wordprocessingml"):
        parts[f"word/{file}"] = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{content}'
        relations.append(f'<Relationship Id="rId{kind}" Type="{TYPES}/{kind}" Target="{file}"/>')
        overrides.append(f'<Override PartName="/word/{file}" ContentType="{media}.{kind}+xml"/>')

    if styles:
        part("styles.xml", "styles", f"<w:styles {NAMESPACES}>{styles}</w:styles>")
    if lists:
        part("numbering.xml", "numbering", numbering(lists))
    if notes:
        ends = "".join(
            f'<w:footnote w:type="{kind}" w:id="{id}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for id, kind in [(-1, "separator"), (0, "continuationSeparator")]
        )
        inner = "".join(f'<w:footnote w:id="{id}">{note(text)}</w:footnote>' for id, text in enumerate(notes, 1))
        part("footnotes.xml", "footnotes", f"<w:footnotes {NAMESPACES}>{ends}{inner}</w:footnotes>")
    section = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/>'
    if footer:
        part("footer1.xml", "footer", f"<w:ftr {NAMESPACES}>{footer}</w:ftr>")
        section = f'<w:footerReference w:type="default" r:id="rIdfooter"/>{section}'
    if has_picture:
        relations.append(f'<Relationship Id="rIdPicture" Type="{TYPES}/image" Target="media/image1.png"/>')
    content = f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr>{section}</w:sectPr></w:body></w:document>"
    parts["word/document.xml"] = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{content}'
    package = "http://schemas.openxmlformats.org/package/2006"
    parts["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{package}/relationships">{"".join(relations)}</Relationships>'
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    overrides.append(f'<Override PartName="/word/document.xml" ContentType="{main}"/>')
    rels = f'<Relationship Id="rId1" Type="{TYPES}/officeDocument" Target="word/document.xml"/>'
    if core:
        parts["docProps/core.xml"] = (
            f'<cp:coreProperties xmlns:cp="{package}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            f'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{core}</cp:coreProperties>'
        )
        rels += f'<Relationship Id="rId2" Type="{package}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        overrides.append('<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>')
    parts["_rels/.rels"] = f'<Relationships xmlns="{package}/relationships">{rels}</Relationships>'
    defaults = "".join(
        f'<Default Extension="{end}" ContentType="{kind}"/>'
        for end, kind in [("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml"), ("png", "image/png")]
    )
    types = f'<Types xmlns="{package}/content-types">{defaults}{"".join(overrides)}</Types>'
    with zipfile.ZipFile(FOLDER / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, text in {"[Content_Types].xml": types, **parts}.items():
            archive.writestr(zipfile.ZipInfo(file), text, zipfile.ZIP_DEFLATED)
        if has_picture:
            archive.writestr(zipfile.ZipInfo("word/media/image1.png"), png(), zipfile.ZIP_DEFLATED)


def style(id, name, properties="", based="Normal", kind="paragraph"):
    based = f'<w:basedOn w:val="{based}"/>' if based and kind == "paragraph" and id != "Normal" else ""
    return f'<w:style w:type="{kind}" w:styleId="{id}"><w:name w:val="{name}"/>{based}{properties}</w:style>'


def english():
    """Word with its own styles: a contents field, real lists, a caption with a field, a reference to it."""
    outline = lambda level, size: f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr><w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr>'
    listed = lambda number: f'<w:pPr><w:numPr><w:numId w:val="{number}"/></w:numPr></w:pPr>'
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
        + style("Normal", "Normal")
        + style("Title", "Title", '<w:rPr><w:sz w:val="56"/></w:rPr>')
        + style("Subtitle", "Subtitle", '<w:rPr><w:sz w:val="28"/></w:rPr>')
        + style("Heading1", "heading 1", outline(0, 32))
        + style("Heading2", "heading 2", outline(1, 26))
        + style("Heading3", "heading 3", outline(2, 24))
        + style("TOCHeading", "TOC Heading", '<w:rPr><w:sz w:val="32"/></w:rPr>')
        + style("TOC1", "toc 1")
        + style("ListBullet", "List Bullet", listed(1))
        + style("ListNumber", "List Number", listed(2))
        + style("Quote", "Quote", "<w:rPr><w:i/></w:rPr>")
        + style("Caption", "caption", "<w:rPr><w:b/></w:rPr>")
        + style("FootnoteText", "footnote text", '<w:rPr><w:sz w:val="18"/></w:rPr>')
        + style("FootnoteReference", "footnote reference", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>', kind="character")
    )
    mark = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
    p = lambda text, style=None: paragraph(run(text, mark=mark), style)
    field = lambda instruction, shown: (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run(shown) + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    entries = ["Introduction\t3", "Panel 1: Forms of forced criminality\t3", "Panel 2: Prevention\t4", "Conclusion\t5"]
    contents = p("Contents", "TOCHeading")
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-3"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    for at, entry in enumerate(entries):
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>' if at + 1 == len(entries) else ""
        contents += paragraph((begin if at == 0 else "") + run(entry) + end, "TOC1")
    caption = (
        '<w:bookmarkStart w:id="1" w:name="_Ref100"/>' + run("Table ") + field("SEQ Table \\* ARABIC", "1")
        + '<w:bookmarkEnd w:id="1"/>' + run(". Persons identified in 2016")
    )
    cell = lambda text, row: p(text)
    rows = [["Country", "Women", "Men"], ["Austria", "12", "31"], ["Norway", "4", "9"]]
    body = "".join([
        p("Organization for Security and Co-operation in Europe"),
        p("Combating Trafficking for Forced Criminality", "Title"),
        p("Report of the 16th Alliance conference", "Subtitle"),
        p("Vienna, 11–12 April 2016"),
        paragraph('<w:r><w:br w:type="page"/></w:r>'),
        contents,
        p("Introduction", "Heading1"),
        p("The conference brought together over 325 participants.{1} It was broadcast in English and Russian."),
        p("Three side events were held on its margins:"),
        p("Identifying victims in places of detention;", "ListBullet"),
        p("The use of new technologies;", "ListBullet"),
        p("Data collection and exchange of information.", "ListBullet"),
        p("Welcoming remarks", "Heading2"),
        p("**Eberhard Pohl**, Chairperson of the Permanent Council, welcomed the participants."),
        p("Victims must be treated as victims, not as perpetrators.", "Quote"),
        p("Panel 1: Forms of forced criminality", "Heading1"),
        p("Moderator: Klara Skrivánková, Programme Co-ordinator, Anti-Slavery International"),
        p("Rapporteur: Houtan Homayounpour, Senior Programme Officer, ILO"),
        p("Speakers: Gulnara Shahinian, Member, GRETA; Olivier Peyroux, Sociologist"),
        p("The complex nature of this form of exploitation is a challenge for the authorities."),
        p("The panellists agreed upon the following recommendations:"),
        p("Improve the identification of child victims.", "ListNumber"),
        p("Train border guards and judges.", "ListNumber"),
        paragraph(run("As ") + field("REF _Ref100 \\h", "Table 1") + run(" shows, few cases reach a court.")),
        paragraph(caption, "Caption"),
        table(rows, cell, header=True),
        p("Source: national rapporteurs."),
        p("Panel 2: Prevention", "Heading1"),
        p("Moderator: Jan Austad, Senior Adviser, Ministry of Justice"),
        p("Awareness-raising works best before harm is done."),
        p("Work with schools", "Heading3"),
        p("Teachers were asked to look for signs of exploitation.{2}"),
        p("Conclusion", "Heading1"),
        p("The participants thanked the host country."),
        p("Annex A: Programme", "Heading1"),
        p("The programme is available online."),
    ])
    number = lambda text: paragraph(f'<w:r>{mark}<w:footnoteRef/></w:r>' + run(" " + text), "FootnoteText")
    footer = paragraph(field("PAGE", "2"))
    lists = [[("bullet", "•")], [("decimal", "%1.")]]
    notes = ["From 57 participating States.", "See the manual of 2014."]
    core = "<dc:title>Combating Trafficking</dc:title><dcterms:modified xsi:type=\"dcterms:W3CDTF\">2016-11-01T09:00:00Z</dcterms:modified>"
    write("styles.docx", body, styles, lists, notes, number, footer, core)


def french():
    """Direct formatting only: no styles, typed bullets and numbers, bold and larger headings."""
    lang = '<w:lang w:val="fr-FR"/>'
    p = lambda text, **has: paragraph(run(text, after=lang, **has), properties=has.get("properties", ""))
    centred = '<w:jc w:val="center"/>'
    big = lambda text: p(text, bold=True, size=32)
    small = lambda text: p(text, bold=True, size=26)
    cell = lambda text, row: p(text, bold=row == 0)
    rows = [["Année", "Affaires"], ["2016", "41"], ["2017", "57"], ["2018", "63"]]
    break_ = paragraph('<w:r><w:br w:type="page"/></w:r>')
    body = "".join([
        p("Observatoire européen du travail forcé", properties=centred),
        p("Le travail forcé dans les chaînes d’approvisionnement", bold=True, size=48, properties=centred),
        p("Rapport de la conférence de Strasbourg", size=30, properties=centred),
        p("Strasbourg, 5 et 6 mars 2018", properties=centred),
        break_,
        big("Avant-propos"),
        p("Ce rapport rend compte de deux journées de travail."),
        big("Introduction"),
        p("La conférence a réuni cent vingt participants de trente États."),
        p("Elle avait trois objectifs :"),
        p("– faire connaître les mécanismes de contrôle ;"),
        p("– comparer les législations nationales ;"),
        p("– proposer un plan d’action."),
        big("Table ronde 1 : Les entreprises face à leurs fournisseurs"),
        p("Modératrice : Claire Fontaine, directrice, Observatoire européen"),
        p("Rapporteur : Luc Besnard, juriste, Université de Lille"),
        p("Intervenants : Anna Weber, responsable des achats, Textil AG ; Paul N’Diaye, syndicaliste"),
        p("Les intervenants ont décrit les **contrôles** auxquels ils soumettent leurs fournisseurs.{1}"),
        small("Le devoir de vigilance"),
        p("La loi française a servi de modèle à plusieurs États."),
        p("Les participants ont recommandé :"),
        p("1. de publier la liste des fournisseurs ;"),
        p("2. de protéger les lanceurs d’alerte ;"),
        p("3. de contrôler les sous-traitants."),
        big("Table ronde 2 : Le rôle des inspections"),
        p("Modérateur : Jean-Pierre Morel, inspecteur général, Ministère du Travail"),
        p("Le nombre des affaires a augmenté, comme le montre le tableau 1."),
        p("Tableau 1 : Affaires jugées", bold=True),
        table(rows, cell),
        p("Source : ministères de la justice."),
        p("Les inspecteurs manquent de moyens."),
        big("Conclusion"),
        p("La présidente a clos la conférence en remerciant les organisateurs."),
        big("Annexe A : Programme"),
        p("Le programme figure sur le site de l’Observatoire."),
        big("Liste des participants"),
        p("Anna Weber, responsable des achats, Textil AG"),
        p("Marie Curtet, avocate, Barreau de Lyon"),
    ])
    note = lambda text: paragraph('<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>' + run(" " + text, after=lang))
    write("direct.docx", body, notes=["Loi n° 2017-399 du 27 mars 2017."], note=note)


def german():
    """LibreOffice: its styles, list styles, a frame with a caption, converted from a text document."""
    office = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{value}:1.0"'
        for name, value in [("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"), ("draw", "drawing"), ("svg", "svg-compatible"), ("fo", "xsl-fo-compatible"), ("meta", "meta")]
    ) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    h = lambda level, text: f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{text}</text:h>'
    p = lambda text, style="Text_20_body": f'<text:p text:style-name="{style}">{text}</text:p>'
    note = lambda number, text: f'<text:note text:id="n{number}" text:note-class="footnote"><text:note-citation>{number}</text:note-citation><text:note-body>{p(text, "Footnote")}</text:note-body></text:note>'
    items = lambda style, texts: f'<text:list text:style-name="{style}">' + "".join(f"<text:list-item>{text}</text:list-item>" for text in texts) + "</text:list>"
    import base64
    image = base64.b64encode(png()).decode()
    frame = (
        '<draw:frame draw:name="Bild1" text:anchor-type="as-char" svg:width="4cm" svg:height="3cm">'
        f"<draw:image><office:binary-data>{image}</office:binary-data></draw:image><svg:title>Saal</svg:title><svg:desc>Der Saal während der Eröffnung</svg:desc></draw:frame>"
    )
    rows = [("Jahr", "Fälle"), ("2018", "17"), ("2019", "23")]
    cells = "".join(
        "<table:table-row>" + "".join(f"<table:table-cell>{p(text, 'Table_20_Heading' if at == 0 else 'Table_20_Contents')}</table:table-cell>" for text in row) + "</table:table-row>"
        for at, row in enumerate(rows)
    )
    first = cells.index("</table:table-row>") + len("</table:table-row>")
    cells = f"<table:table-header-rows>{cells[:first]}</table:table-header-rows>{cells[first:]}"
    head = lambda level, size: f'<style:style style:name="Heading_20_{level}" style:display-name="Heading {level}" style:family="paragraph" style:default-outline-level="{level}"><style:text-properties fo:font-size="{size}pt" fo:font-weight="bold"/></style:style>'
    named = lambda name: f'<style:style style:name="{name.replace(" ", "_20_")}" style:display-name="{name}" style:family="paragraph"/>'
    bullets = '<text:list-style style:name="LB"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/><text:list-level-style-bullet text:level="2" text:bullet-char="–"/></text:list-style>'
    numbers = '<text:list-style style:name="LN"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style>'
    styles = "".join([
        '<style:default-style style:family="paragraph"><style:text-properties fo:font-size="11pt" fo:language="de" fo:country="DE"/></style:default-style>',
        head(1, 18), head(2, 14),
        *map(named, ["Text body", "Title", "Subtitle", "Quotations", "Footnote", "Table Heading", "Table Contents", "Table", "Figure"]),
    ])
    automatic = bullets + numbers + '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    body = "".join([
        p("Bundesverband für Menschenrechte"),
        p("Zwangsarbeit in der Landwirtschaft", "Title"),
        p("Bericht über die Fachtagung", "Subtitle"),
        p("Leipzig, 3. Juni 2019"),
        h(1, "Einleitung"),
        p("Die Fachtagung versammelte achtzig Fachleute aus sechs Ländern." + note(1, "Österreich, Polen und andere.")),
        p("Sie befasste sich mit drei Fragen:"),
        items("LB", [p("Wer wirbt die Arbeitskräfte an?") + items("LB", [p("im Inland"), p("im Ausland")]), p("Wer kontrolliert die Unterkünfte?"), p("Wer haftet?")]),
        h(1, "Panel 1: Anwerbung"),
        p("Moderation: Ulrike Sommer, Referentin, Bundesverband für Menschenrechte"),
        p("Berichterstatter: Karl Lindner, Journalist"),
        p("Die Anwerbung geschieht heute meist über soziale Netze."),
        p("„Niemand liest den Vertrag, bevor er unterschreibt.“", "Quotations"),
        p("Die Teilnehmenden empfahlen:"),
        items("LN", [p("Verträge in der Sprache der Arbeitskräfte;"), p("eine Meldestelle in jedem Land.")]),
        h(2, "Aus der Praxis"),
        p('<text:span text:style-name="B">Zwei Betriebe</text:span> berichteten von ihren Erfahrungen.'),
        p(frame),
        p("Abbildung 1: Der Saal während der Eröffnung", "Figure"),
        h(1, "Panel 2: Kontrolle"),
        p("Moderation: Eva Brandt, Staatsanwältin"),
        p("Die Zahl der Fälle steigt."),
        p("Tabelle 1: Fälle von Zwangsarbeit", "Table"),
        f'<table:table table:name="T1"><table:table-column table:number-columns-repeated="2"/>{cells}</table:table>',
        p("Quelle: Bundeskriminalamt."),
        h(1, "Abkürzungsverzeichnis"),
        p("BKA – Bundeskriminalamt"),
        p("ILO – Internationale Arbeitsorganisation"),
        h(1, "Literaturverzeichnis"),
        p("Weber, M.: Arbeit ohne Rechte. Berlin 2017."),
        p("Kluge, A.: Wer erntet? Wien 2018."),
    ])
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {office} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:styles>{styles}</office:styles><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "libreoffice.fodt"
        source.write_text(document, encoding="utf-8")
        profile = f"-env:UserInstallation=file://{folder}/profile"
        subprocess.run(["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(FOLDER), str(source)], check=True, capture_output=True)


def spanish():
    """The shape of a Google Docs export: few styles, `w:rtl` in every run, lists and sizes as direct formatting."""
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/><w:lang w:val="es"/></w:rPr></w:rPrDefault></w:docDefaults>'
        + style("Normal", "normal")
        + "".join(
            style(f"Heading{level}", f"heading {level}", f'<w:pPr><w:spacing w:before="400"/></w:pPr><w:rPr><w:sz w:val="{size}"/></w:rPr>')
            for level, size in [(1, 40), (2, 32), (3, 28)]
        )
        + style("Title", "Title", '<w:rPr><w:sz w:val="52"/></w:rPr>')
        + style("Subtitle", "Subtitle", '<w:rPr><w:sz w:val="30"/></w:rPr>')
    )
    has = {"after": '<w:rtl w:val="0"/>'}
    p = lambda text, style=None, properties="", **more: paragraph(run(text, **has, **more), style, properties)
    item = lambda number, text, level=0: p(text, properties=numbered(number, level))
    empty = paragraph('<w:r><w:rPr><w:rtl w:val="0"/></w:rPr></w:r>')
    cell = lambda text, row: p(text)
    rows = [["País", "Casos", "Condenas"], ["Chile", "8", "3"], ["Perú", "14", "5"]]
    body = "".join([
        p("Trata de personas y delincuencia forzada", "Title"),
        p("Informe del seminario regional", "Subtitle"),
        p("Red Iberoamericana de Fiscales"),
        p("Santiago de Chile, 7–8 de mayo de 2019"),
        empty,
        p("Presentación", "Heading1"),
        p("El seminario reunió a sesenta fiscales de doce países.{1} Se celebró en español y en portugués."),
        empty,
        p("Los debates se centraron en estos temas:"),
        item(1, "la protección de las víctimas;"),
        item(1, "menores de edad;", 1),
        item(1, "personas sin documentos;", 1),
        item(1, "la cooperación judicial."),
        empty,
        p("Mesa redonda 1: La identificación de las víctimas", "Heading1"),
        p("**Moderadora:** Lucía Herrera, fiscal adjunta, Ministerio Público de Chile"),
        p("**Relator:** Tomás Quiroga, investigador, Universidad de Lima"),
        p("**Ponentes:** Elena Pardo, psicóloga; Rodrigo Salas, comisario, Policía de Investigaciones"),
        p("Las víctimas rara vez denuncian por sí mismas."),
        p("Los participantes recomendaron:"),
        item(2, "formar a la policía de fronteras;"),
        item(2, "crear equipos conjuntos de investigación."),
        p("Buenas prácticas", "Heading2"),
        p("Un equipo de Perú presentó su manual de entrevistas."),
        paragraph(picture("El público del seminario")),
        p("Figura 1. El público del seminario", properties='<w:jc w:val="center"/>', italic=True),
        p("Mesa redonda 2: La cooperación", "Heading1"),
        p("**Moderador:** Iván Rojas, magistrado, Corte Suprema"),
        p("El cuadro siguiente resume los casos de 2018."),
        p("Cuadro 1. Casos y condenas", bold=True),
        table(rows, cell, properties='<w:tblStyle w:val="Table1"/>'),
        p("Fuente: fiscalías nacionales."),
        p("Conclusiones", "Heading1"),
        p("La red se reunirá de nuevo en 2021."),
        p("Anexo A. Programa", "Heading1"),
        p("El programa se publicó en la página de la red."),
    ])
    note = lambda text: paragraph('<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>' + run(" " + text, **has))
    lists = [[("bullet", "●"), ("bullet", "○")], [("decimal", "%1."), ("lowerLetter", "%2.")]]
    write("google-docs.docx", body, styles, lists, ["De Argentina a México."], note, has_picture=True)


def russian():
    """pandoc: made from Markdown, with its metadata, notes, definition list and captions."""
    text = """---
title: Торговля людьми и принудительная преступность
subtitle: Доклад о конференции
author: Центр правовых исследований
date: 2017-10-20
lang: ru
---

# Введение

В конференции участвовали девяносто экспертов из одиннадцати стран.[^1]

Обсуждались три вопроса:

- выявление пострадавших;
- их защита;
- сотрудничество государств.

# Секция 1. Выявление пострадавших

Модератор: Ольга Петрова, директор, Центр правовых исследований

Докладчик: Иван Соколов, юрист

Выступающие: Мария Ким, следователь; Андрей Белов, врач, Клиника «Надежда»

Пострадавшие редко обращаются в полицию.

> Мы видим только тех, кто смог уйти.

Участники рекомендовали:

1. обучать сотрудников миграционных служб;
2. открыть телефон доверия.

## Опыт регионов

Два региона создали **общие** группы.

![Зал заседаний](PICTURE)

# Секция 2. Сотрудничество

Модератор: Елена Орлова, прокурор

В таблице показано число запросов.

| Год  | Запросы |
|------|---------|
| 2015 | 14      |
| 2016 | 22      |

: Таблица 1. Запросы о правовой помощи

Термины:

Пострадавший
:   Лицо, которому причинён вред.

Запрос
:   Просьба о правовой помощи.

# Заключение

Участники поблагодарили организаторов.

# Список литературы

Кузнецов А. Торговля людьми. Москва, 2014.

Лебедева Н. Права пострадавших. Казань, 2016.

[^1]: От Армении до Эстонии.
"""
    with tempfile.TemporaryDirectory() as folder:
        image = Path(folder) / "hall.png"
        image.write_bytes(png())
        command = ["pandoc", "-f", "markdown", "-t", "docx", "-o", str(FOLDER / "pandoc.docx")]
        subprocess.run(command, input=text.replace("PICTURE", str(image)).encode(), check=True)


def italian():
    """python-docx with its default template: styles of Word, direct formatting of runs, no footnotes."""
    import docx
    from docx.enum.text import WD_BREAK

    file = docx.Document()
    p = file.add_paragraph
    for language in file.styles.element.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}lang"):
        language.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val", "it-IT")

    def mixed(*parts, style=None):
        """A paragraph of runs, each with the names of its properties."""
        paragraph = p(style=style)
        for text, *properties in parts:
            run = paragraph.add_run(text)
            for name in properties:
                if name == "code":
                    run.font.name = "Courier New"
                else:
                    setattr(run.font, name, True)
        return paragraph

    p("Istituto per la legalità")
    p("Il lavoro sommerso in edilizia", style="Title")
    p("Resoconto del convegno", style="Subtitle")
    p("Trieste, 14–15 ottobre 2021").add_run().add_break(WD_BREAK.PAGE)
    file.add_heading("Introduzione", 1)
    mixed(("Il convegno ha riunito ",), ("settanta", "strike"), (" ottanta esperti di ",), ("undici", "underline"), (" paesi. I dati sono nel file ",), ("dati.csv", "code"), (".",))
    p("I lavori si sono svolti in due sessioni. Per estrarre i dati:")
    mixed(("ispettore --anno 2021", "code"))
    file.add_heading("Sessione 1: I controlli nei cantieri", 1)
    mixed(("Moderatrice: ", "bold"), ("Prof.ssa Anna Neri, docente, Università di Trieste",))
    mixed(("Relatore generale: ", "bold"), ("Dott. Carlo Conti, ispettore",))
    mixed(("Relatori: ", "bold"), ("Avv. Giulia Bassi, avvocata; Paolo Ferri, sindacalista, Norvegia",))
    p("I controlli sono pochi, e raramente portano a una condanna.")
    p("Un cantiere su tre non è mai stato visitato.", style="Intense Quote")
    p("I partecipanti hanno raccomandato di:")
    p("assumere nuovi ispettori;", style="List Number")
    p("pubblicare i dati ogni anno.", style="List Number")
    file.add_heading("Sessione 2: Le vittime", 1)
    mixed(("Moderatrice: ", "bold"), ("Sara Galli, giornalista",))
    p("Come mostra la tabella 1, le violazioni aumentano.")
    p("Tabella 1: Ispezioni e violazioni", style="Caption")
    table = file.add_table(rows=0, cols=2, style="Table Grid")
    for row in [("Ispezioni", "Violazioni"), ("410", "95"), ("388", "120")]:
        for cell, text in zip(table.add_row().cells, row):
            cell.text = text
    p("Si è discusso di nuovo della raccomandazione 1.2.")
    file.add_heading("Un caso", 3)
    p("Una lavoratrice ha raccontato la sua storia.")
    file.add_heading("Conclusioni", 1)
    p("Il presidente ha ringraziato gli ospiti.")
    p("Con i migliori saluti,")
    signature = p()
    signature.add_run("Anna Neri").bold = True
    signature.add_run().add_break()
    signature.add_run("docente, Università di Trieste")
    p("Trieste, 30 novembre 2021")
    file.add_heading("Allegato A: Programma", 1)
    table = file.add_table(rows=0, cols=2, style="Table Grid")
    for row in [("Orario", "Programma"), ("09:00–09:30", "Apertura"), ("09:30–11:00", "Sessione 1"), ("11:00–11:30", "Pausa")]:
        for cell, text in zip(table.add_row().cells, row):
            cell.text = text
    file.save(FOLDER / "python-docx.docx")


if __name__ == "__main__":
    for make in [english, french, german, spanish, russian, italian]:
        if len(sys.argv) < 2 or make.__name__ in sys.argv[1:]:
            make()

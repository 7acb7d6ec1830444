#!/usr/bin/env python3
"""Writes an archive of small reports that all differ: people, panels, recommendations, notes, tables.

    benches/archive/generate.py COUNT FOLDER

Report N is always the same. There are a hundred reports in a folder: FOLDER/07/report-00742.yaml."""

import random
import sys
from pathlib import Path

GIVEN = "Ana Beatriz Chen Davit Elena Farid Grace Hugo Ines Jonas Katya Lamine Maria Nour Olga Pavel Rosa".split()
FAMILY = "Almeida Berg Costa Dubois Eriksen Fontaine Garcia Horvat Ivanova Jansen Keller Lind Moreau Novak Okafor Petrov Quist Rossi".split()
COUNTRIES = "Portugal Norway Croatia France Kenya Georgia Spain Ukraine Latvia Morocco".split()
POSTS = ["Judge", "Chairperson", "Director", "Rapporteur", "Adviser", "Secretary-General"]
BODIES = ["Court of Appeal", "Port Authority", "Ministry of Labour", "Seafarers' Union", "Institute of Law"]
SUBJECTS = ["contracts", "inspections", "wages", "training", "accommodation", "safety", "crews", "insurance"]
VERBS = ["reviewed", "described", "questioned", "welcomed", "compared", "set out"]
OBJECTS = ["the practice of larger ports", "the reports of the past two years", "the need for common forms",
           "a register that every authority can read", "the cost of repeated visits", "the rights of dismissed crews"]
ENDS = ["before the next meeting", "within eighteen months", "in the languages that seafarers read",
        "together with the unions", "without waiting for new law", "in every port of the region"]


def sentence(r):
    return (f"{r.choice(['Participants', 'Speakers', 'Several members', 'The moderator', 'Observers'])} "
            f"{r.choice(VERBS)} {r.choice(OBJECTS)}, and {r.choice(VERBS)} {r.choice(OBJECTS)} "
            f"{r.choice(ENDS)}.")


def paragraph(r, notes):
    text = " ".join(sentence(r) for _ in range(r.randint(2, 6)))
    if notes and r.random() < 0.4:
        text += f"[^{notes.pop()}]"
    return text


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def panel(r, number, people, notes):
    lines = ["  - kind: panel", f"    id: panel{number}",
             f"    title: {quoted(f'{r.choice(SUBJECTS).capitalize()} and {r.choice(SUBJECTS)}')}",
             f"    moderator: {people[0]}", f"    speakers: [{', '.join(people[1:])}]", "    content:"]
    lines += [f"      - {quoted(paragraph(r, notes))}" for _ in range(r.randint(1, 4))]
    if r.random() < 0.3:
        lines += ["      - table:", f"          caption: Visits by port {number}",
                  "          header: [Port, Visits, Faults]", "          rows:"]
        lines += [f"            - [{name}, \"{r.randint(20, 900)}\", \"{r.randint(0, 90)}\"]"
                  for name in r.sample(["Lisbon", "Bergen", "Rijeka", "Mombasa", "Batumi", "Riga"], 4)]
    lines += ["      - recommendations:", "          lead: \"The panel recommends:\"", "          items:"]
    lines += [f"            - {quoted(f'{r.choice(SUBJECTS).capitalize()} should be {r.choice(VERBS)} {r.choice(ENDS)}.')}"
              for _ in range(r.randint(2, 5))]
    return lines


def report(number):
    r = random.Random(number)
    year = 1990 + number % 35
    panels = r.randint(1, 4)
    keys = [f"p{index}" for index in range(r.randint(2 * panels, 4 * panels))]
    names = r.sample([f"{given} {family}" for given in GIVEN for family in FAMILY], len(keys))
    notes = [f"n{index}" for index in range(r.randint(1, 6))]
    cited = list(notes)
    lines = ["publication:", f"  title: {quoted(f'Fair work in ports {year}: report {number}')}",
             "  publisher: Organisation for Maritime Co-operation", f"  date: {year}-06-{1 + number % 28:02}",
             "event:", f"  from: \"{year}-05-13\"", f"  to: \"{year}-05-14\"", "people:"]
    for key, name in zip(keys, names):
        lines.append(f"  {key}: {{name: {quoted(name)}, post: {r.choice(POSTS)}, "
                     f"organisation: {quoted(r.choice(BODIES))}, country: {r.choice(COUNTRIES)}}}")
    lines += ["body:", "  - title: Introduction", "    content:"]
    lines += [f"      - {quoted(paragraph(r, cited))}" for _ in range(r.randint(1, 3))]
    for index in range(panels):
        lines += panel(r, index + 1, keys[index::panels], cited)
    lines += ["  - kind: conclusion", "    content:",
              f"      - {quoted(paragraph(r, []) + ' See [#panel1].')}"]
    used = [key for key in notes if key not in cited]
    if used:
        lines.append("footnotes:")
        lines += [f"  {key}: {quoted(f'Report of the secretariat, {year}, page {r.randint(1, 99)}.')}" for key in used]
    return "\n".join(lines) + "\n"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    for number in range(count):
        path = folder / f"{number // 100:02}" / f"report-{number:05}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(report(number), encoding="utf-8")


if __name__ == "__main__":
    main()

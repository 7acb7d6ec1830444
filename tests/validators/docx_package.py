"""The rules for an Open Packaging Conventions file (ECMA-376 Part 2) that Word enforces."""
import posixpath
import zipfile
from urllib.parse import unquote

from lxml import etree

CONTENT_TYPES = "[Content_Types].xml"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def package_problems(path):
    archive = zipfile.ZipFile(path)
    names = archive.namelist()
    problems = list(entry_problems(archive, names))
    if CONTENT_TYPES not in names:
        return problems + [f"there is no {CONTENT_TYPES}"]
    problems += content_type_problems(archive, names)
    reached = set()
    for name in names:
        if name.endswith((".xml", ".rels")):
            problems += part_problems(archive, names, name, reached)
    problems += [
        f"no relationship leads to {name}"
        for name in names
        if not name.endswith((".rels", "/")) and name != CONTENT_TYPES and name not in reached
    ]
    return problems


def entry_problems(archive, names):
    broken = archive.testzip()
    if broken:
        yield f"{broken}: wrong checksum"
    seen = {}
    for name in names:
        if "\\" in name or name.startswith("/"):
            yield f"{name}: not a name for an entry"
        if name.lower() in seen:
            yield f"{name}: the same name twice, or but for case"
        seen[name.lower()] = name


def content_type_problems(archive, names):
    types = etree.fromstring(archive.read(CONTENT_TYPES))
    extensions = {entry.get("Extension").lower() for entry in types.iter(TYPES + "Default")}
    parts = {entry.get("PartName") for entry in types.iter(TYPES + "Override")}
    for name in names:
        known = "/" + name in parts or name.rsplit(".", 1)[-1].lower() in extensions
        if not (known or name.endswith("/") or name == CONTENT_TYPES):
            yield f"{name}: no content type"
    for part in sorted(parts):
        if part.lstrip("/") not in names:
            yield f"{part}: has a content type but is missing"


def part_problems(archive, names, name, reached):
    try:
        root = etree.fromstring(archive.read(name))
    except etree.XMLSyntaxError as error:
        return [f"{name}: not well-formed: {error}"]
    if name.endswith(".rels"):
        return relationship_problems(archive, names, name, root, reached)
    return []


def relationship_problems(archive, names, name, root, reached):
    problems = []
    base = posixpath.dirname(posixpath.dirname(name))
    ids = [entry.get("Id") for entry in root]
    problems += [f"{name}: the id {id} twice" for id in sorted(set(ids)) if ids.count(id) > 1]
    for entry in root:
        if entry.get("TargetMode") == "External":
            continue
        target = unquote(entry.get("Target").split("#")[0])
        if target.startswith("/"):
            target = target.lstrip("/")
        else:
            target = posixpath.normpath(posixpath.join(base, target))
        reached.add(target)
        if target not in names:
            problems.append(f"{name}: {target} is missing")
    source = posixpath.join(base, posixpath.basename(name).removesuffix(".rels"))
    if source in names:
        problems += [
            f"{source}: the relationship {id} is missing"
            for id in sorted(used_relationships(archive.read(source)) - set(ids))
        ]
    return problems


def used_relationships(part):
    return {
        value
        for element in etree.fromstring(part).iter(etree.Element)
        for attribute, value in element.attrib.items()
        if attribute.startswith(RELATIONSHIP)
    }

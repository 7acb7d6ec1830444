"""The sessions of tests/soak/sessions: every feature of `plenary lsp` on every report of tests/cases.

pytest-lsp checks each answer against the Language Server Protocol and the capabilities of an editor.
"""
import json
import os
import pathlib
import random
import re
import shutil
import subprocess

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

ROOT = pathlib.Path(__file__).resolve().parents[3]
PLENARY = os.environ["PLENARY"]
# The most ids of a report that are looked at, and the most places without one.
MOST = int(os.environ.get("MOST_PLACES", "12"))


def cases():
    """Every file of tests/cases, and the 2016 report, that the server takes for a report."""
    files = sorted((ROOT / "tests/cases").rglob("*.yaml")) + [ROOT / "source/alliance-2016.yaml"]
    for file in files:
        try:
            text = file.read_bytes().decode()
        except (UnicodeDecodeError, IsADirectoryError):
            continue
        if re.search(r"^(publication|body):", text, re.M) and len(text) < 1 << 20:
            yield file


CASES = list(cases())
COUNTS = {}


def counted(feature, number=1):
    COUNTS[feature] = COUNTS.get(feature, 0) + number


@pytest_lsp.fixture(
    scope="module",
    params=["visual_studio_code", "neovim"],
    config=ClientServerConfig(server_command=[PLENARY, "lsp"]),
)
async def client(request, lsp_client: LanguageClient):
    await lsp_client.initialize_session(types.InitializeParams(capabilities=client_capabilities(request.param), root_uri=None))
    yield
    await lsp_client.shutdown_session()
    print("\n" + request.param + ": " + ", ".join(f"{count} {feature}" for feature, count in sorted(COUNTS.items())))
    COUNTS.clear()


class Session:
    """A report that is open in the client."""

    def __init__(self, client, file):
        self.client, self.file, self.uri, self.version = client, file, file.as_uri(), 0
        self.text = file.read_bytes().decode()

    async def published(self):
        while self.uri not in self.client.diagnostics:
            await self.client.wait_for_notification("textDocument/publishDiagnostics")
        return self.client.diagnostics[self.uri]

    async def open(self):
        item = types.TextDocumentItem(uri=self.uri, language_id="yaml", version=0, text=self.text)
        self.client.diagnostics.pop(self.uri, None)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))
        return await self.published()

    async def write(self, text):
        """Sends the smallest edit, as editors do; returns the diagnostics."""
        start = len(os.path.commonprefix([self.text, text]))
        end = len(os.path.commonprefix([self.text[start:][::-1], text[start:][::-1]]))
        place = types.Range(start=self.position(start), end=self.position(len(self.text) - end))
        change = types.TextDocumentContentChangePartial(range=place, text=text[start:len(text) - end])
        self.version, self.text = self.version + 1, text
        self.client.diagnostics.pop(self.uri, None)
        name = types.VersionedTextDocumentIdentifier(uri=self.uri, version=self.version)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(text_document=name, content_changes=[change]))
        return await self.published()

    async def close(self):
        self.client.diagnostics.pop(self.uri, None)
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(text_document=self.name))
        await self.published()

    @property
    def name(self):
        return types.TextDocumentIdentifier(uri=self.uri)

    def lines(self):
        return re.split(r"\r\n|\n|\r", self.text)

    def position(self, at):
        lines = re.split(r"\r\n|\n|\r", self.text[:at])
        return types.Position(line=len(lines) - 1, character=len(lines[-1].encode("utf-16-le")) // 2)

    def offset(self, position):
        starts = [0] + [match.end() for match in re.finditer(r"\r\n|\n|\r", self.text)]
        line = self.lines()[position.line]
        before = line.encode("utf-16-le")[:2 * position.character].decode("utf-16-le")
        return starts[position.line] + len(before)

    def of(self, place):
        """The text of a range, which must be within the report."""
        assert 0 <= place.start.line <= place.end.line < len(self.lines()), place
        start, end = self.offset(place.start), self.offset(place.end)
        assert self.position(start) == place.start and self.position(end) == place.end, place
        return self.text[start:end]

    def edited(self, edits):
        """The text after some edits."""
        places = sorted(((self.offset(it.range.start), self.offset(it.range.end), it.new_text) for it in edits), reverse=True)
        text = self.text
        for start, end, new in places:
            text = text[:start] + new + text[end:]
        return text

    def at(self, kind, position, **more):
        return kind(text_document=self.name, position=position, **more)


def errors(diagnostics):
    return [it for it in diagnostics if it.severity == types.DiagnosticSeverity.Error]


def checked(file):
    """What `plenary check` says about a report: codes and lines."""
    run = subprocess.run([PLENARY, "check", file, "--message-format", "json"], capture_output=True, text=True, check=False)
    found = [json.loads(line) for line in run.stderr.splitlines() if line.startswith("{")]
    return {(it["code"], it["line"]) for it in found if it.get("file") == str(file) and it.get("line")}


def ids(session):
    """The first byte of every id that a text, a role or a definition names."""
    marks = re.finditer(r"(?<=\[\^)[\w-]+(?=\])|(?<=\[#)[\w-]+(?=\])|(?<=\]\(#)[\w-]+(?=\))|(?<=\[@)[\w-]+(?=[\],])", session.text)
    roles = re.finditer(r"(?<=moderator: )[a-z][\w-]*$|(?<=rapporteur: )[a-z][\w-]*$", session.text, re.M)
    definitions = re.finditer(r"(?<=\bid: )[a-z][\w-]*(?=,|}|$)", session.text, re.M)
    found = [match for kind in (marks, roles, definitions) for match in kind]
    return random.Random(7).sample(found, min(MOST, len(found)))


async def id_features(session, match, is_valid):
    """Definition, references, hover, completion and renaming of the id at a place, if it is one."""
    client, position = session.client, session.position(match.start() + 1)
    found = await client.text_document_definition_async(session.at(types.DefinitionParams, position))
    if not found:
        return
    found = found[0] if isinstance(found, list) else found
    assert found.uri == session.uri and session.of(found.range).strip("'\"") == match.group(), (match, found)
    counted("definitions")
    context = types.ReferenceContext(include_declaration=True)
    places = await client.text_document_references_async(session.at(types.ReferenceParams, position, context=context))
    own = session.position(match.start())
    assert any(it.range.start == own for it in places), (match, places)
    assert all(session.of(it.range).strip("'\"") == match.group() for it in places), (match, places)
    counted("references", len(places))
    hover = await client.text_document_hover_async(session.at(types.HoverParams, position))
    assert hover and match.group() in hover.contents.value, (match, hover)
    counted("hovers")
    listed = await client.text_document_completion_async(session.at(types.CompletionParams, position))
    before = session.text[:match.start()].rsplit("\n", 1)[-1]
    # In a report with errors, an id may be that of another kind of thing.
    if is_valid and not before.endswith("id: "):
        labels = [it.label for it in listed.items]
        assert match.group() in labels, (match, labels)
        counted("completions of ids")
    prepared = await client.text_document_prepare_rename_async(session.at(types.PrepareRenameParams, position))
    assert prepared.placeholder == match.group()
    if is_valid:
        await renamed(session, match, position, places)


async def renamed(session, match, position, places):
    """Renames an id and gives it its name again."""
    client, before = session.client, session.text
    new = "zz-new"
    edit = await client.text_document_rename_async(session.at(types.RenameParams, position, new_name=new))
    edits = edit.changes[session.uri]
    start = session.position(match.start())
    before_it = [it for it in edits if it.range.start.line == start.line and it.range.start.character < start.character]
    shift = sum(len(new) - (it.range.end.character - it.range.start.character) for it in before_it)
    assert sorted(it.range.start.line for it in edits) == sorted(it.range.start.line for it in places)
    diagnostics = await session.write(session.edited(edits))
    assert not errors(diagnostics), (match, diagnostics)
    position = types.Position(line=position.line, character=position.character + shift)
    edit = await client.text_document_rename_async(session.at(types.RenameParams, position, new_name=match.group()))
    await session.write(session.edited(edit.changes[session.uri]))
    assert session.text.replace("'", "").replace('"', "") == before.replace("'", "").replace('"', "")
    await session.write(before)
    counted("ids renamed")


async def whole_document(session):
    """Symbols, folding, semantic tokens and inlay hints."""
    client = session.client

    def inside(symbol):
        assert symbol.name and session.of(symbol.selection_range) in session.of(symbol.range)
        for child in symbol.children or []:
            assert session.offset(symbol.range.start) <= session.offset(child.range.start)
            assert session.offset(child.range.end) <= session.offset(symbol.range.end)
            inside(child)
        counted("symbols")

    for symbol in await client.text_document_document_symbol_async(types.DocumentSymbolParams(text_document=session.name)) or []:
        inside(symbol)
    for fold in await client.text_document_folding_range_async(types.FoldingRangeParams(text_document=session.name)) or []:
        assert 0 <= fold.start_line < fold.end_line < len(session.lines())
        counted("folds")
    tokens = await client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(text_document=session.name))
    line = character = end = 0
    for down, right, length, _, _ in zip(*[iter(tokens.data if tokens else [])] * 5):
        line, character, end = line + down, right if down else character + right, 0 if down else end
        assert character >= end, "tokens overlap"
        end = character + length
        assert length and end <= len(session.lines()[line].encode("utf-16-le")) // 2
        counted("tokens")
    whole = types.Range(start=types.Position(0, 0), end=session.position(len(session.text)))
    for hint in await client.text_document_inlay_hint_async(types.InlayHintParams(text_document=session.name, range=whole)) or []:
        session.offset(hint.position)
        assert hint.label.strip()
        counted("inlay hints")


async def actions_at(session, place):
    context = types.CodeActionContext(diagnostics=[])
    asked = types.CodeActionParams(text_document=session.name, range=place, context=context)
    return [it for it in await session.client.text_document_code_action_async(asked) or [] if it.edit]


async def apply(session, action):
    return await session.write(session.edited(action.edit.changes[session.uri]))


async def quick_fixes(session, diagnostics):
    """Makes each edit that a message names, and takes it back."""
    for diagnostic in diagnostics[:MOST]:
        before = session.text
        for action in await actions_at(session, diagnostic.range):
            if action.kind not in ("quickfix", "source.fixAll"):
                continue
            after = await apply(session, action)
            # An error may have hidden those after it, but the message itself is gone. The value of a new key is missing.
            same = [it for it in after if (it.message, it.range) == (diagnostic.message, diagnostic.range)]
            is_done = not same or len(after) < len(diagnostics) or action.title.startswith("Add `")
            assert is_done or action.kind == "source.fixAll", (action.title, diagnostic)
            counted("corrections")
            await session.write(before)


async def refactorings(session, is_valid):
    """A list becomes recommendations, and a person in a role goes into the register."""
    if not is_valid:
        return
    before = session.text
    for match in list(re.finditer(r"- (bullets|numbered):", before))[:3]:
        at = session.position(match.start() + 3)
        found = [it for it in await actions_at(session, types.Range(start=at, end=at)) if it.title == "Turn this list into recommendations"]
        for action in found:
            assert not errors(await apply(session, action)), (session.file, match)
            await session.write(before)
            counted("lists turned into recommendations")
    role = re.search(r"(moderator|rapporteur): ([a-z][\w-]*)$", before, re.M)
    if role:
        start, end = role.span(2)
        await session.write(before[:start] + "Zoe Zyx, Judge" + before[end:])
        at = session.position(start + 1)
        [action] = [it for it in await actions_at(session, types.Range(start=at, end=at)) if it.kind == "refactor.extract"]
        assert not errors(await apply(session, action)), session.file
        assert "name: Zoe Zyx" in session.text
        await session.write(before)
        counted("people extracted")


async def anywhere(session):
    """Completion and hover are valid at every place."""
    source = random.Random(11)
    for _ in range(MOST):
        position = session.position(source.randrange(len(session.text) + 1))
        listed = await session.client.text_document_completion_async(session.at(types.CompletionParams, position))
        for item in listed.items:
            session.of(item.text_edit.range)
        await session.client.text_document_hover_async(session.at(types.HoverParams, position))
        counted("completions", len(listed.items))
    for match in list(re.finditer(r"^ *(?:- )?([a-z_]+): ", session.text, re.M))[:MOST]:
        position = session.position(match.start(1) + 1)
        listed = await session.client.text_document_completion_async(session.at(types.CompletionParams, position))
        hover = await session.client.text_document_hover_async(session.at(types.HoverParams, position))
        if hover and any(it.label == match.group(1) for it in listed.items):
            counted("keys with descriptions")


@pytest.mark.parametrize("case", CASES, ids=lambda file: str(file.relative_to(ROOT)))
@pytest.mark.asyncio(loop_scope="module")
async def test_case(client, case, tmp_path):
    # A copy, because editions beside it would be compared and renamed too.
    folder = tmp_path / "report"
    shutil.copytree(case.parent, folder, ignore=lambda _, names: [it for it in names if it.endswith(".yaml") and it != case.name])
    session = Session(client, folder / case.name)
    diagnostics = await session.open()
    own = {(it.code, it.range.start.line + 1) for it in diagnostics if it.source == "plenary"}
    said = checked(session.file)
    assert said <= own, (said - own, own)
    counted("reports")
    counted("diagnostics", len(diagnostics))
    is_valid = not errors(diagnostics)
    await whole_document(session)
    for match in ids(session):
        await id_features(session, match, is_valid)
    await anywhere(session)
    await quick_fixes(session, diagnostics)
    await refactorings(session, is_valid)
    assert session.text == case.read_bytes().decode()
    await session.close()

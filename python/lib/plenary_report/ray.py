"""Builds many reports on a Ray cluster: rows in, rows out.

>>> from plenary_report.ray import Row, build                        # doctest: +SKIP
>>> rows = (Row(name, read(name)) for name in names)                 # doctest: +SKIP
>>> for result in build(rows, {"formats": ["pdf"]}, store="/mnt/store"):  # doctest: +SKIP
...     print(result.name, result.hashes, result.error)

The store is a folder that all nodes share, or a bucket: ``s3://bucket/reports``, ``gs://…``, ``az://…``. Credentials
and the like are read from the environment of each node, such as ``AWS_REGION``. It needs
``pip install plenary-report[ray]`` on every node.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import deque
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any, Iterable, Iterator, Mapping

import ray

from . import Compiler, Error, ReportError, __version__
from ._results import Message, message_from_json
from ._stores import Store

#: The number of reports of a task. Smaller tasks would spend their time on scheduling.
SHARD = 100


@dataclass(frozen=True)
class Row:
    """A report to build."""

    #: Its path, for messages.
    name: str
    #: Its content, or its path on every node.
    source: bytes | os.PathLike[str]
    #: The files of a report in memory.
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """What became of a report."""

    name: str
    #: The hash of everything on which the outputs of a report in memory depend. Outputs are ``KEY.FORMAT`` in the store.
    key: str
    #: The SHA-256 of each output, by format; empty if there is an error.
    hashes: dict[str, str]
    messages: list[Message]
    error: str | None = None
    #: Whether the store had the outputs already.
    reused: bool = False


def build(
    rows: Iterable[Row],
    options: Mapping[str, Any] | None = None,
    *,
    store: str | os.PathLike[str] | None = None,
    shard: int = SHARD,
) -> Iterator[Result]:
    """Builds reports in the order of the rows. A report with errors does not stop the others.

    Each task builds a shard on one core. If a node is lost, Ray runs its tasks again; reports that are in the store
    are not built again. Rows are read as they are needed.

    :param options: arguments of `Compiler`
    :param store: folder, shared by all nodes, or address of a bucket, for outputs [default: return hashes only]
    :param shard: number of reports of a task
    """
    if shard < 1:
        raise ValueError("a shard has at least one report")
    shared = ray.put(dict(options or {}))
    address = None if store is None else _absolute(os.fspath(store))
    cores = ray.cluster_resources().get("CPU", 1)  # type: ignore[no-untyped-call]
    most = 2 * max(1, int(cores))
    rows, under_way = iter(rows), deque[Any]()
    while part := list(islice(rows, shard)):
        under_way.append(_build_shard.remote(part, shared, address))
        if len(under_way) >= most:
            yield from ray.get(under_way.popleft())
    while under_way:
        yield from ray.get(under_way.popleft())


@ray.remote(num_cpus=1, max_retries=3, runtime_env={"env_vars": {"RAYON_NUM_THREADS": "1"}})
def _build_shard(rows: list[Row], options: dict[str, Any], store: str | None) -> list[Result]:
    compiler = Compiler(**options)
    opened = None if store is None else Store(store)
    return [_build_row(row, compiler, options, opened) for row in rows]


def _build_row(row: Row, compiler: Compiler, options: dict[str, Any], store: Store | None) -> Result:
    key = key_of(row, options)
    in_memory = isinstance(row.source, bytes)
    # Files on disk may have changed without their names, on which the key depends.
    write = store and (store.add if in_memory else store.replace)
    if store and in_memory and (known := store.read(f"{key}.json")):
        return _stored(known)
    hashes, messages, error = {}, [], None
    try:
        outputs = compiler.build(row.source, files=row.files if in_memory else None, name=row.name)
        messages = outputs.messages
        for name, content in outputs.items():
            hashes[name] = hashlib.sha256(content).hexdigest()
            if write:
                write(f"{key}.{name}", content)
    except Error as refused:
        error = str(refused)
        messages = refused.messages if isinstance(refused, ReportError) else []
    result = Result(row.name, key, hashes, messages, error)
    # The result is written last, so its outputs are complete.
    if write:
        write(f"{key}.json", json.dumps(asdict(result)).encode())
    return result


def key_of(row: Row, options: Mapping[str, Any]) -> str:
    """The hash of a row, the options and the version of plenary."""
    digest = hashlib.blake2b(digest_size=20)
    source = row.source if isinstance(row.source, bytes) else os.fspath(row.source)
    _feed(digest, [__version__, row.name, source, dict(row.files), dict(options)])
    return digest.hexdigest()


def _feed(digest: hashlib.blake2b, value: Any) -> None:
    """Adds a value with its kind and size, so that no two values give the same bytes."""
    if isinstance(value, Mapping):
        items = sorted((os.fspath(key), each) for key, each in value.items())
        value = [part for item in items for part in item]
    if isinstance(value, (list, tuple)):
        digest.update(b"list %d " % len(value))
        for each in value:
            _feed(digest, each)
    else:
        kind = b"bytes" if isinstance(value, bytes) else b"text"
        content = value if isinstance(value, bytes) else str(value).encode()
        digest.update(b"%s %d " % (kind, len(content)) + content)


def _stored(content: bytes) -> Result:
    fields = json.loads(content)
    messages = [message_from_json(json.dumps(each)) for each in fields.pop("messages")]
    return Result(**{**fields, "messages": messages, "reused": True})


def _absolute(store: str) -> str:
    return store if "://" in store else os.path.abspath(store)

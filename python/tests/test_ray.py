from pathlib import Path
from typing import Any, Iterator

import pytest

import plenary_report as plenary

ray = pytest.importorskip("ray")
cluster_utils = pytest.importorskip("ray.cluster_utils")

from plenary_report.ray import Result, Row, build, key_of  # noqa: E402

OPTIONS: dict[str, Any] = {"formats": ["pdf", "txt"]}


@pytest.fixture(scope="module")
def nodes() -> Iterator[None]:
    cluster = cluster_utils.Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    for _ in range(2):
        cluster.add_node(num_cpus=1)
    ray.init(address=cluster.address)
    yield
    ray.shutdown()
    cluster.shutdown()


def rows(report: bytes, count: int) -> list[Row]:
    made = [
        Row(f"r{number}.yaml", report.replace(b"Sixty", b"%d" % number)) for number in range(count)
    ]
    made[3] = Row("bad.yaml", b"body: 1")
    return made


def test_rows_are_built_as_without_a_cluster(nodes: None, report: bytes, tmp_path: Path) -> None:
    given = rows(report, 250)
    first = list(build(given, OPTIONS, store=tmp_path, shard=100))
    assert [result.name for result in first] == [row.name for row in given]
    compiler = plenary.Compiler(**OPTIONS)
    for row, result in zip(given[::50], first[::50]):
        outputs = compiler.build(row.source, name=row.name)
        for name, made in outputs.items():
            assert (tmp_path / f"{result.key}.{name}").read_bytes() == made
    bad = first[3]
    assert bad.error and bad.messages[0].file == "bad.yaml" and bad.hashes == {}
    again = list(build(given, OPTIONS, store=tmp_path, shard=100))
    assert all(result.reused for result in again) and not any(result.reused for result in first)
    assert [content(result) for result in again] == [content(result) for result in first]


def content(result: Result) -> tuple[object, ...]:
    return (result.name, result.key, result.hashes, result.messages, result.error)


def test_a_report_on_disk_is_built_each_time(nodes: None, report: bytes, tmp_path: Path) -> None:
    path = tmp_path / "report.yaml"
    path.write_bytes(report)
    row = Row("report.yaml", path)
    (first,) = build([row], OPTIONS, store=tmp_path / "store")
    (again,) = build([row], OPTIONS, store=tmp_path / "store")
    assert (first.hashes, again.reused) == (again.hashes, False)
    (in_memory,) = build([Row("report.yaml", report)], OPTIONS)
    assert in_memory.hashes == first.hashes


def test_keys_depend_on_everything(report: bytes) -> None:
    row = Row("a.yaml", report, {"a": b"bc"})
    others = [
        Row("b.yaml", report, {"a": b"bc"}),
        Row("a.yaml", report + b"\n", {"a": b"bc"}),
        Row("a.yaml", report, {"ab": b"c"}),
    ]
    keys = {key_of(each, OPTIONS) for each in [row, *others]}
    keys.add(key_of(row, {"formats": ["pdf"]}))
    assert len(keys) == 5 and key_of(row, dict(OPTIONS)) == key_of(row, OPTIONS)

from pathlib import Path
from typing import Iterator

import pytest

pytest.importorskip("obstore")

from plenary_report._stores import Store  # noqa: E402


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    if request.param == "folder":
        yield Store(tmp_path / "new" / "store")
        return
    # An S3 server on the loopback interface.
    moto = pytest.importorskip("moto.server")
    boto3 = pytest.importorskip("boto3")
    server = moto.ThreadedMotoServer("127.0.0.1", port=0)
    server.start()
    address = "http://%s:%d" % server.get_host_and_port()
    keys = {"AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none", "AWS_REGION": "us-east-1"}
    for name, value in {**keys, "AWS_ENDPOINT": address, "AWS_ALLOW_HTTP": "true"}.items():
        monkeypatch.setenv(name, value)
    boto3.client("s3", endpoint_url=address, region_name="us-east-1").create_bucket(Bucket="archive")
    yield Store("s3://archive/some/reports")
    server.stop()


def test_files_are_added_once(store: Store) -> None:
    assert store.read("a.pdf") is None
    store.add("a.pdf", b"first")
    store.add("a.pdf", b"second")
    assert store.read("a.pdf") == b"first"
    store.replace("a.pdf", b"third")
    assert store.read("a.pdf") == b"third"
    store.add("empty", b"")
    assert store.read("empty") == b""

"""Where outputs are kept: a folder, or object storage."""

from __future__ import annotations

import os
from pathlib import Path

import obstore
from obstore.exceptions import AlreadyExistsError
from obstore.store import LocalStore, from_url


class Store:
    """Files by name."""

    def __init__(self, address: str | os.PathLike[str]) -> None:
        """Opens a folder, or the address of a bucket with a prefix, such as ``s3://bucket/reports``."""
        text = os.fspath(address)
        self._files = from_url(text) if "://" in text else LocalStore(Path(text), mkdir=True)

    def read(self, name: str) -> bytes | None:
        """The content of a file, if it exists."""
        try:
            return bytes(obstore.get(self._files, name).bytes())
        except FileNotFoundError:
            return None

    def add(self, name: str, content: bytes) -> None:
        """Writes a whole file, unless it exists: of several writers, the first one wins."""
        try:
            obstore.put(self._files, name, content, mode="create", use_multipart=False)
        except AlreadyExistsError:
            pass

    def replace(self, name: str, content: bytes) -> None:
        """Writes a whole file. Readers see the old content or the new one."""
        obstore.put(self._files, name, content, use_multipart=False)

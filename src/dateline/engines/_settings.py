"""What a run was asked to do, and the fingerprints by which a later run knows what still holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dateline import __version__
from dateline.errors import ConfigurationError
from dateline.records import Article


@dataclass(frozen=True, slots=True)
class Settings:
    """The options of a run.

    ``published`` is the day of pages that state none; pages known to be published before ``since`` or after
    ``until`` are rejected. ``ontology`` and ``actors`` are a user's own files (or folders) of event types
    and actors. ``mapping`` and ``paragraphs`` say how records hold their text, as ``read_pages`` takes them.
    ``limit`` is the most pages to read, ``workers`` the number of processes.
    """

    published: str | None = None
    since: str | None = None
    until: str | None = None
    ontology: Path | None = None
    actors: Path | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    paragraphs: str | None = None
    limit: int | None = None
    workers: int = 1

    @property
    def reading(self) -> str:
        """What reading an article from a page depends on, as JSON."""
        options = {"published": self.published, "since": self.since, "until": self.until}
        stated = {name: value for name, value in options.items() if value is not None}
        return json.dumps({"dateline": __version__, **stated}, sort_keys=True)

    def coding(self, coder_version: str) -> str:
        """What the claims of an article depend on besides its text: a fingerprint."""
        files = {
            name: fingerprint(path)
            for name, path in (("ontology", self.ontology), ("actors", self.actors))
            if path is not None
        }
        return json.dumps({"coder": coder_version, **files}, sort_keys=True)

    def is_out_of_range(self, article: Article) -> bool:
        """Whether the article is known to be published outside ``since`` and ``until``."""
        day, earliest = article.published, article.published or article.published_after
        return bool(
            (self.since and day and day < self.since) or (self.until and earliest and earliest > self.until)
        )


def fingerprint(path: Path) -> str:
    """Return a fingerprint of a file or of all files in a folder; ConfigurationError where unreadable."""
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    digest = hashlib.sha256()
    for file in files:
        try:
            content = file.read_bytes()
        except OSError as error:
            raise ConfigurationError(
                error.strerror or "it cannot be read", where=str(file), todo="check the path"
            ) from error
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()[:16]

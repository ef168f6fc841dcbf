"""Every command and snippet of the how-to pages runs, in the order of its page."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import dateline

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs/how-to").glob("*.md"))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"# (\w+\.yaml)\n")


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the sample pages."""
    file = tmp_path_factory.mktemp("news") / "news.duckdb"
    dateline.run([ROOT / "samples"], to=file)
    return file


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_block_of_a_page_runs(page: Path, news: Path, tmp_path: Path) -> None:
    shutil.copy(news, tmp_path)
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    for language, text in BLOCK.findall(page.read_text(encoding="utf-8")):
        if language == "yaml":
            write(text, tmp_path)
        elif line := command(language, text):
            done = subprocess.run(line, cwd=tmp_path, env=environment(), capture_output=True, text=True)
            assert (done.returncode, text, done.stderr) == (0, text, done.stderr)
            assert language != "bash" or done.stdout or "-o " in text


def write(text: str, folder: Path) -> None:
    """Write a block to the file that its first line names."""
    named = FILE.match(text)
    assert named, text
    (folder / named[1]).write_text(text, encoding="utf-8")


def command(language: str, text: str) -> list[str] | None:
    """How to run a block; None where what it needs is not installed."""
    if language == "bash":
        return ["bash", "-euo", "pipefail", "-c", text]
    if language == "python":
        wanted = re.findall(r"^import (\w+)", text, re.MULTILINE) + ["pandas"] * (".df()" in text)
        missing = any(subprocess.run([sys.executable, "-c", f"import {m}"], capture_output=True).returncode
                      for m in wanted)  # fmt: skip
        return None if missing else [sys.executable, "-c", text]
    assert language == "r"
    return [found, "-e", text] if (found := shutil.which("Rscript")) else None


def environment() -> dict[str, str]:
    """This environment, its commands first on the path."""
    return os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


def test_the_citation_names_this_version() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert (citation["cff-version"], citation["version"]) == ("1.2.0", dateline.__version__)
    assert {"message", "title", "authors"} <= set(citation)


def test_links_of_the_pages_lead_somewhere() -> None:
    for page in (ROOT / "docs").rglob("*.md"):
        for target in re.findall(r"\]\(([^)#:]+)[^)]*\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page}: {target}"

"""The shape of the house: what may lean on what, and what its papers must not say."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from kashmir_map.map.style import PALETTE

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "kashmir_map"

LONGEST_MODULE = 400

# Where Streamlit is at home. All else runs without it: in the command line, in the published site.
WITH_STREAMLIT = (PACKAGE / "ui", PACKAGE / "timeline", PACKAGE / "map" / "assets.py")
STREAMLIT = {"streamlit", "streamlit_folium"}

TEXT = {".py", ".js", ".css", ".html", ".toml", ".md", ".yaml", ".yml", ".json", ".txt", ".sh", ""}

# Folders of somebody's own computer; not the middle of an address or of a relative path.
OWN_FOLDER = re.compile(
    r"(?<![\w.:/\\-])(?:/(?:root|home|Users|work|tmp|workspace|opt)/\w|[A-Z]:\\\w)"
)

# Whose packages are installed is the reader's choice, in the settings of pip and uv.
PACKAGE_INDEX = re.compile(
    r"pypi\.\w+/simple|pythonhosted\.org|(?:extra[-_])?index[-_]url|default[-_]index|tool\.uv\.index"
)

COMMANDS = ("pip install uv && uv run streamlit run app.py", "pip install uv && uv run pytest")


def tracked() -> list[Path]:
    """Files of the repository, also those not committed yet, without what git ignores."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def modules(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Top-level packages that a module imports, wherever in it and for whatever purpose."""
    return {name.partition(".")[0] for name in _imports(ast.parse(path.read_text("utf-8")))}


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


@pytest.mark.parametrize("path", modules(PACKAGE), ids=name)
def test_the_package_works_without_streamlit(path: Path) -> None:
    if any(path.is_relative_to(home) for home in WITH_STREAMLIT):
        assert path.exists()
    else:
        assert not imported(path) & STREAMLIT


@pytest.mark.parametrize("path", modules(PACKAGE), ids=name)
def test_the_package_knows_no_page_and_no_test(path: Path) -> None:
    assert not imported(path) & {"app", "pages", "tests", "tools", "benchmarks"}


@pytest.mark.parametrize("path", [*modules(ROOT / "pages"), *ROOT.glob("app.py")], ids=name)
def test_a_page_only_arranges_what_the_package_offers(path: Path) -> None:
    others = imported(path) - STREAMLIT - {"kashmir_map"} - set(sys.stdlib_module_names)

    assert not others


@pytest.mark.parametrize(
    "path",
    list(chain(*(modules(ROOT / folder) for folder in ("kashmir_map", "pages", "tests", "tools")))),
    ids=name,
)
def test_a_module_is_short_and_named_by_a_noun(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_MODULE
    assert path.stem not in {"utils", "util", "helpers", "misc", "common"}


def test_sources_name_nobodys_own_folders_and_no_package_index() -> None:
    found = [
        f"{name(path)}:{number}: {line.strip()[:120]}"
        for path in tracked()
        if path.suffix in TEXT and path not in {ROOT / "uv.lock", Path(__file__)}
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if OWN_FOLDER.search(line) or PACKAGE_INDEX.search(line)
    ]

    assert not found


@pytest.mark.parametrize(
    "line",
    [
        'open("/home/someone/data.csv")',
        "see /work/shared/notes.md",
        r"C:\Users\someone",
        'index-url = "https://packages.example/simple"',
    ],
)
def test_a_folder_or_an_index_would_be_noticed(line: str) -> None:
    assert OWN_FOLDER.search(line) or PACKAGE_INDEX.search(line)


@pytest.mark.parametrize(
    "line", ["https://example.org/home/kashmir", "data/work/units.json", "#!/usr/bin/env bash"]
)
def test_an_address_or_a_relative_path_is_no_ones_folder(line: str) -> None:
    assert not OWN_FOLDER.search(line)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_gives_the_commands(command: str) -> None:
    assert command in (ROOT / "README.md").read_text("utf-8").splitlines()


def test_the_check_before_a_merge_runs_the_command_of_the_readme() -> None:
    check = ROOT / ".ci" / "run"

    assert COMMANDS[1] in check.read_text("utf-8")
    assert os.access(check, os.X_OK)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_streamlits_colours_are_those_of_the_palette(theme: str) -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    colours = settings["theme"][theme]
    roles = {
        "primaryColor": "ink",
        "backgroundColor": "page",
        "secondaryBackgroundColor": "panel",
        "textColor": "ink",
        "linkColor": "ink",
        "borderColor": "rule",
        "dataframeBorderColor": "rule",
        "dataframeHeaderBackgroundColor": "panel",
    }

    sidebar = colours.pop("sidebar")

    assert colours == {key: getattr(PALETTE[role], theme) for key, role in roles.items()}
    assert sidebar == {
        "backgroundColor": getattr(PALETTE["panel"], theme),
        "secondaryBackgroundColor": getattr(PALETTE["card"], theme),
    }

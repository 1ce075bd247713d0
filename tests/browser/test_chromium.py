"""The search for a browser, on a made-up computer."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser import chromium as search
from tests.browser.chromium import BrowserMissingError, chromium

INSTALL = "playwright install chromium"
APT_UPDATE = "apt-get update"
APT_INSTALL = "apt-get install --yes chromium"


class Computer:
    """What is on it, what its installers bring, and which of them were asked in what order."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.downloaded = folder / "playwright" / "chrome"
        self.programs: dict[str, Path] = {}
        self.broken: set[Path] = set()
        self.brings: dict[str, Path | None] = {}
        self.asked: list[str] = []

    def put(self, name: str) -> Path:
        """Put a program on PATH."""
        self.programs[name] = self.file(self.folder / "bin" / name)
        return self.programs[name]

    @staticmethod
    def file(path: Path) -> Path:
        """Put a file there."""
        path.parent.mkdir(exist_ok=True)
        path.touch()
        return path

    def which(self, name: str) -> str | None:
        """Stand in for shutil.which."""
        return str(self.programs[name]) if name in self.programs else None

    def run(
        self, command: list[str], *, timeout: float, **_: object
    ) -> subprocess.CompletedProcess[bytes]:
        """Stand in for subprocess.run."""
        assert timeout > 0
        program, *words = command
        if words == ["--version"]:
            return subprocess.CompletedProcess(command, int(Path(program) in self.broken))
        words = [word for word in words if word != "-m"]
        asked = " ".join(Path(word).name for word in ([] if "playwright" in words else [program]))
        asked = " ".join([*asked.split(), *(Path(word).name for word in words)])
        self.asked.append(asked)
        if asked not in self.brings:
            return subprocess.CompletedProcess(command, 1)
        if brought := self.brings[asked]:
            self.programs[brought.name] = self.file(brought)
        return subprocess.CompletedProcess(command, 0)


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Computer:
    computer = Computer(tmp_path)
    monkeypatch.delenv("CHROMIUM_PATH", raising=False)
    monkeypatch.setattr(search, "PLACES", ())
    monkeypatch.setattr(shutil, "which", computer.which)
    monkeypatch.setattr(subprocess, "run", computer.run)
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    return computer


def test_the_chosen_browser_comes_first(
    computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    computer.put("chromium")
    chosen = computer.file(computer.folder / "elsewhere" / "chrome")
    monkeypatch.setenv("CHROMIUM_PATH", str(chosen))

    assert chromium(computer.downloaded) == chosen


def test_a_chosen_browser_that_does_not_start_is_not_replaced_by_another(
    computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    computer.put("chromium")
    monkeypatch.setenv("CHROMIUM_PATH", "/no/such/browser")

    with pytest.raises(BrowserMissingError, match="/no/such/browser, which does not start"):
        chromium(computer.downloaded)


def test_a_browser_of_the_system_comes_before_a_downloaded_one(
    computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    computer.file(computer.downloaded)
    usual = computer.file(computer.folder / "usual" / "Google Chrome")
    monkeypatch.setattr(search, "PLACES", (str(usual),))
    assert chromium(computer.downloaded) == usual

    chrome = computer.put("google-chrome")
    assert chromium(computer.downloaded) == chrome
    assert not computer.asked


def test_a_downloaded_browser_is_used_without_another_download(computer: Computer) -> None:
    computer.file(computer.downloaded)

    assert chromium(computer.downloaded) == computer.downloaded
    assert not computer.asked


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such stubs, and is not asked")
def test_a_command_that_is_no_browser_is_passed_over(computer: Computer) -> None:
    computer.broken.add(computer.put("chromium-browser"))
    computer.file(computer.downloaded)

    assert chromium(computer.downloaded) == computer.downloaded


def test_a_missing_browser_is_downloaded(computer: Computer) -> None:
    computer.put("apt-get")
    computer.brings = {INSTALL: computer.downloaded}

    assert chromium(computer.downloaded) == computer.downloaded
    assert computer.asked == [INSTALL]


def test_without_a_download_the_system_installs_one(computer: Computer) -> None:
    computer.put("apt-get")
    installed = computer.folder / "bin" / "chromium"
    computer.brings = {APT_UPDATE: None, APT_INSTALL: installed}

    assert chromium(computer.downloaded) == installed
    assert computer.asked == [INSTALL, APT_UPDATE, APT_INSTALL]


def test_the_system_installs_one_through_sudo_if_that_needs_no_password(
    computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    computer.put("apt-get")
    computer.put("sudo")
    installed = computer.folder / "bin" / "chromium"
    sudo = "sudo --non-interactive"
    computer.brings = {
        f"{sudo} true": None,
        f"{sudo} {APT_UPDATE}": None,
        f"{sudo} {APT_INSTALL}": installed,
    }

    assert chromium(computer.downloaded) == installed


def test_the_system_is_left_alone_without_the_right_to_install(
    computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    computer.put("apt-get")

    with pytest.raises(BrowserMissingError):
        chromium(computer.downloaded)
    assert computer.asked == [INSTALL]


def test_without_any_browser_the_tests_fail_and_say_what_to_install(computer: Computer) -> None:
    with pytest.raises(BrowserMissingError, match="install Chromium or Google Chrome") as failure:
        chromium(computer.downloaded)

    assert not isinstance(failure.value, pytest.skip.Exception)
    assert computer.asked == [INSTALL]


def test_an_installer_that_hangs_is_given_up(
    computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hang(command: list[str], *, timeout: float, **_: object) -> None:
        raise subprocess.TimeoutExpired(command, timeout)

    monkeypatch.setattr(subprocess, "run", hang)

    with pytest.raises(BrowserMissingError):
        chromium(computer.downloaded)

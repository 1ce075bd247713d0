"""A Chromium for the tests: found, else downloaded, else installed, else one clear sentence.

The tests in a browser are never skipped: a map that nobody has looked at is not tested.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"%PROGRAMFILES%\Google\Chrome\Application\chrome.exe",
    r"%PROGRAMFILES(X86)%\Google\Chrome\Application\chrome.exe",
    r"%LOCALAPPDATA%\Google\Chrome\Application\chrome.exe",
)

ADVICE = (
    "The tests need a browser and could not get one: install Chromium or Google Chrome "
    "(on Debian: apt-get install chromium; anywhere: uv run playwright install --with-deps "
    "chromium), or set CHROMIUM_PATH to the one to use."
)

# A download may be slow, but a machine without a network must not wait for it.
_CONNECTION_TIMEOUT_MILLISECONDS = 10_000
_INSTALLATION_TIMEOUT_SECONDS = 420  # for each of three; pytest ends a test after 1500
_START_TIMEOUT_SECONDS = 60


class BrowserMissingError(RuntimeError):
    """No browser was found and none could be installed."""


def chromium(downloaded: Path) -> Path:
    """
    Find a Chromium that starts, or get one.

    Parameters
    ----------
    downloaded
        Where Playwright keeps the browser that it downloads, whether it is there or not.

    Raises
    ------
    BrowserMissingError
        If there is none and none could be got; also if CHROMIUM_PATH names one that does not
        start, because the tests must not quietly run in another.
    """
    if chosen := os.environ.get("CHROMIUM_PATH"):
        if _starts(Path(chosen)):
            return Path(chosen)
        message = f"CHROMIUM_PATH is {chosen}, which does not start as a browser. {ADVICE}"
        raise BrowserMissingError(message)
    if found := _find(downloaded):
        return found
    for command in _installations():
        if _succeeds(command, seconds=_INSTALLATION_TIMEOUT_SECONDS) and (
            found := _find(downloaded)
        ):
            return found
    raise BrowserMissingError(ADVICE)


def _find(downloaded: Path) -> Path | None:
    on_path = [Path(found) for name in NAMES if (found := shutil.which(name))]
    usual = [Path(os.path.expandvars(place)) for place in PLACES]
    return next((path for path in [*on_path, *usual, downloaded] if _starts(path)), None)


def _starts(path: Path) -> bool:
    # A file is not enough: the command may be a stub that asks for another package, or the
    # libraries that a downloaded browser needs may be missing.
    if not path.is_file():
        return False
    # On Windows the question for the version opens a window.
    return os.name == "nt" or _succeeds([str(path), "--version"], seconds=_START_TIMEOUT_SECONDS)


def _installations() -> Iterator[list[str]]:
    yield [sys.executable, "-m", "playwright", "install", "chromium"]
    if (apt := shutil.which("apt-get")) and (as_root := _as_root()) is not None:
        yield [*as_root, apt, "update"]
        yield [*as_root, apt, "install", "--yes", "chromium"]


def _as_root() -> list[str] | None:
    """Words to put before a command that only root may run; None if we may not."""
    if os.name == "posix" and os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and _succeeds([sudo, "--non-interactive", "true"], seconds=_START_TIMEOUT_SECONDS):
        return [sudo, "--non-interactive"]
    return None


def _succeeds(command: list[str], *, seconds: float) -> bool:
    environment = os.environ | {
        "DEBIAN_FRONTEND": "noninteractive",
        "PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": str(_CONNECTION_TIMEOUT_MILLISECONDS),
    }
    try:
        finished = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return finished.returncode == 0

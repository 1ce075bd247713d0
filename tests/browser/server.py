"""Streamlit apps started for the tests, each in its own process on a free port of this computer."""

import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
APP: Final = ROOT / "app.py"

_START_SECONDS = 90
_STOP_SECONDS = 15
_POLL_SECONDS = 0.05
_ADDRESS = re.compile(r"URL: (http://localhost:\d+\S*)")

# Its own address is asked directly, whatever proxy the machine uses for others.
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class ServerError(RuntimeError):
    """The app did not start; the message carries its log."""


@dataclass(frozen=True)
class Server:
    """A running app."""

    url: str
    """Address of its first page, without a slash at the end."""
    log_file: Path
    process: subprocess.Popen[bytes]

    @property
    def log(self) -> str:
        """What the app has printed so far."""
        return _read(self.log_file)

    def wait_until(self, condition: Callable[[], bool], *, seconds: float = 20) -> None:
        """Wait until the condition holds; TimeoutError if it does not within the seconds."""
        _wait_until(condition, process=self.process, seconds=seconds)


running: Final[list[Server]] = []


@contextmanager
def serving(
    app: Path,
    *,
    folder: Path,
    environment: Mapping[str, str] | None = None,
    options: Mapping[str, object] | None = None,
) -> Iterator[Server]:
    """
    Run a Streamlit app with the project's settings as long as the context lasts.

    Parameters
    ----------
    app
        The script that Streamlit runs.
    folder
        An existing folder for its log and for a home without anybody's own settings.
    environment
        Variables to set, such as KASHMIR_MAP_DATA.
    options
        Streamlit's own options that differ, such as {"server.baseUrlPath": "kashmir"}; None leaves
        one to the settings.
    """
    home = folder / "home"
    home.mkdir(exist_ok=True)
    log_file = folder / f"{app.stem}-{len(list(folder.glob('*.log')))}.log"
    # Port 0 lets the system choose: no other process can take the port in between.
    chosen: dict[str, object] = {"server.headless": "true", "server.port": 0}
    chosen |= options or {}
    command = [sys.executable, "-m", "streamlit", "run", str(app)]
    command += [f"--{name}={value}" for name, value in chosen.items() if value is not None]
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={name: value for name, value in os.environ.items() if name[:10] != "STREAMLIT_"}
            | {"HOME": str(home), "USERPROFILE": str(home), "PYTHONUNBUFFERED": "1"}
            | dict(environment or {}),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        server = Server(_wait_until_healthy(process, log_file), log_file, process)
        running.append(server)
        try:
            yield server
        finally:
            running.remove(server)
    finally:
        _stop(process)


class Serve:
    """Runs Streamlit apps until it is closed; arguments as for `serving`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._servers = ExitStack()

    def __call__(
        self,
        app: Path,
        *,
        environment: Mapping[str, str] | None = None,
        options: Mapping[str, object] | None = None,
    ) -> Server:
        return self._servers.enter_context(
            serving(app, folder=self._folder, environment=environment, options=options)
        )

    def close(self) -> None:
        """End the apps."""
        self._servers.close()


def _wait_until_healthy(process: subprocess.Popen[bytes], log_file: Path) -> str:
    def address() -> str:
        match = _ADDRESS.search(_read(log_file))
        return match[1].rstrip("/") if match else ""

    def healthy() -> bool:
        return bool(address()) and _answers(f"{address()}/_stcore/health")

    try:
        _wait_until(healthy, process=process, seconds=_START_SECONDS)
    except TimeoutError as error:
        message = f"The app did not start: {error}. Its log:\n{_read(log_file)}"
        raise ServerError(message) from error
    return address()


def _wait_until(
    condition: Callable[[], bool], *, process: subprocess.Popen[bytes], seconds: float
) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            message = f"nothing came of it in {seconds:g} seconds"
            raise TimeoutError(message)
        try:
            code = process.wait(_POLL_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        message = f"the process ended with code {code}"
        raise TimeoutError(message)


def _read(log_file: Path) -> str:
    return log_file.read_text(encoding="utf-8", errors="replace")


def _answers(url: str) -> bool:
    try:
        with _DIRECT.open(url, timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

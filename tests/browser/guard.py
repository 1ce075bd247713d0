"""What must not happen in a page: a request to another computer, an error in a script."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Request, Route, WebError, WebSocketRoute

HERE = {"localhost", "127.0.0.1", "::1"}


def is_outside(url: str) -> bool:
    """Whether the address leads to another computer (data:, blob: and about: do not)."""
    parts = urlsplit(url)
    return parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in HERE


class Guard:
    """
    Sees what pages ask for and which errors go uncaught in them.

    A request to another computer is remembered and stopped before it leaves.
    """

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.errors: list[str] = []

    def watch(self, context: BrowserContext) -> None:
        """Watch every page, frame and worker of the browser context from now on."""
        context.on("request", self._request)
        context.on("weberror", self._error)
        context.route(is_outside, self._stop)
        context.route_web_socket(is_outside, self._stop_socket)

    @property
    def report(self) -> str:
        """What happened that must not, one item a line; empty if all is well."""
        return "\n".join(
            [f"A page asked another computer: {url}" for url in self.requests]
            + [f"An error went uncaught in a page: {error}" for error in self.errors]
        )

    def forgive(self) -> None:
        """Forget what was seen: for a test that provokes it and has looked at it."""
        self.requests.clear()
        self.errors.clear()

    def _request(self, request: Request) -> None:
        if is_outside(request.url):
            self.requests.append(request.url)

    def _error(self, error: WebError) -> None:
        self.errors.append(error.error.stack or error.error.message)

    @staticmethod
    def _stop(route: Route) -> None:
        route.abort()

    def _stop_socket(self, socket: WebSocketRoute) -> None:
        self.requests.append(socket.url)
        socket.close()

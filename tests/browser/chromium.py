"""A browser of our own, spoken to through pipes: no driver, no port, no network.

Chromium reads commands from descriptor 3 and answers on descriptor 4 when it is started
with ``--remote-debugging-pipe``; each message is JSON that ends with a zero byte.
Source: the Chrome DevTools Protocol.
"""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--remote-debugging-pipe",
)
_CHUNK = 1 << 16
TALL = 900
"""Pixels a window is high."""


def find() -> str | None:
    """Return where a Chromium lies, or None."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Chromium:
    """A running browser with one tab; ends with its block."""

    def __init__(self, program: str, profile: Path) -> None:
        commands, self._write = os.pipe()
        self._read, answers = os.pipe()
        self._process = os.posix_spawn(
            program,
            [program, *FLAGS, f"--user-data-dir={profile}"],
            os.environ,
            file_actions=[
                (os.POSIX_SPAWN_DUP2, commands, 3),
                (os.POSIX_SPAWN_DUP2, answers, 4),
                (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
            ],
        )
        os.close(commands)
        os.close(answers)
        self._number = 0
        self._rest = b""
        self._session = ""
        self.complaints: list[str] = []
        """What the browser has said against the page since it was opened."""

    def __enter__(self) -> Self:
        """Open a tab."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self.ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Audits"):
            self.ask(f"{domain}.enable")
        return self

    def __exit__(self, *why: object) -> None:
        """Close the browser."""
        self._session = ""
        self.ask("Browser.close")
        os.waitpid(self._process, 0)
        os.close(self._write)
        os.close(self._read)

    def open(self, page: Path, *, width: int) -> None:
        """Show a page in a window so many pixels wide, and wait until it stands."""
        self.complaints.clear()
        self.resize(width)
        self.ask("Page.navigate", url=page.as_uri())
        while self._next().get("method") != "Page.loadEventFired":
            pass

    def resize(self, width: int) -> Self:
        """Make the window so many pixels wide."""
        size = {"width": width, "height": TALL, "deviceScaleFactor": 1, "mobile": False}
        self.ask("Emulation.setDeviceMetricsOverride", **size)
        return self

    def run(self, script: str) -> Any:  # noqa: ANN401 - whatever the page answers
        """Return what a script answers in the page, a promise's outcome included."""
        answer = self.ask(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        return answer["result"].get("value")

    def press(self, key: str) -> None:
        """Press a key and let it go."""
        for kind in ("keyDown", "keyUp"):
            self.ask(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                code=key,
                windowsVirtualKeyCode={"Tab": 9, "Enter": 13}[key],
                text="\r" if key == "Enter" and kind == "keyDown" else "",
            )

    def ask(self, method: str, **parameters: object) -> dict[str, Any]:
        """Send a command and return its answer."""
        self._number += 1
        message: dict[str, object] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(answer["error"])
                result: dict[str, Any] = answer["result"]
                return result

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            chunk = os.read(self._read, _CHUNK)
            if not chunk:
                ended = "the browser ended"
                raise RuntimeError(ended)
            self._rest += chunk
        first, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(first)
        if message.get("method") in {"Log.entryAdded", "Audits.issueAdded"}:
            self.complaints.append(json.dumps(message["params"]))
        return message

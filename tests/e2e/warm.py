"""Servers that start at once, for tests that end them again and again: the portal is imported here, once, and every
server is a fork of this process. `python -m tests.e2e.warm` takes gunicorn's own arguments, starts a server for each
line it reads and writes its number."""

import os
import signal
import sys
from importlib import import_module

from gunicorn.app.wsgiapp import WSGIApplication


def serve() -> None:
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    WSGIApplication().run()


def main() -> None:
    import_module("kontum04.wsgi")
    import_module("kontum04.urls")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how a server ended
    for _line in iter(sys.stdin.readline, ""):
        number = os.fork()
        if not number:
            serve()
        print(number, flush=True)  # noqa: T201 (the answer)


if __name__ == "__main__":
    main()

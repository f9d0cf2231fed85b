"""`headstamp serve`: the web server, for one office on one machine."""

import argparse
import os
import sys
from typing import Any

from headstamp.console.homing import collect_seldom, open_home

_THIS_MACHINE = ("127.0.0.1:", "localhost:", "[::1]:", "unix:")


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "serve", help="run the web server", description="Runs the web server until stopped."
    )
    parser.add_argument("--address", default="127.0.0.1:8000", help="where to listen (default: %(default)s)")
    parser.add_argument("--threads", type=int, default=8, help="requests at a time (default: %(default)s)")
    parser.add_argument("--processes", type=int, default=2, help="server processes (default: %(default)s)")
    parser.add_argument(
        "--certificate", default="", help="TLS certificate chain (PEM) from the office's own authority"
    )
    parser.add_argument("--key", default="", help="its private key (PEM)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    open_home()
    print(
        f"headstamp: serving on {'https' if arguments.certificate else 'http'}://{arguments.address}",
        file=sys.stderr,
    )
    _warn(arguments)
    serve(arguments)
    return 0


def _warn(arguments: argparse.Namespace) -> None:
    from django.conf import settings

    is_plain = not arguments.certificate and not settings.SECURE_PROXY_SSL_HEADER
    if is_plain and settings.SESSION_COOKIE_SECURE and not arguments.address.startswith(_THIS_MACHINE):
        print(
            "headstamp: people sign in over https only. Give --certificate and --key, or put a proxy before the server "
            "that speaks TLS and set HEADSTAMP_BEHIND_PROXY=1.",
            file=sys.stderr,
        )


def _end(_server: Any, worker: Any) -> None:
    """End a server process that was at work without the interpreter's last steps: DuckDB was loaded before the fork and
    would there wait for threads that this process never had."""
    if worker.booted:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


def serve(arguments: argparse.Namespace) -> None:
    """Run gunicorn in this process until it is stopped."""
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            options = {
                "bind": arguments.address,
                "worker_class": "gthread",
                "workers": arguments.processes,
                "threads": arguments.threads,
                "timeout": 120,
                "certfile": arguments.certificate or None,
                "keyfile": arguments.key or None,
                "accesslog": None,
                "loglevel": "warning",
                # A page makes few lasting values: what the server loaded is not looked through beside a request.
                "post_worker_init": lambda _worker: collect_seldom(),
                "worker_exit": _end,
            }
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from django.core.wsgi import get_wsgi_application

            return get_wsgi_application()

    Server().run()

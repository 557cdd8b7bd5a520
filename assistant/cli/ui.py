"""`panelqa ui`: the Streamlit app."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.cli.output import store_option
from store.errors import BadInput


@click.command()
@store_option
@click.option("--address", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True, help="The port.")
@click.option("--without-sign-in", is_flag=True, help="Listen on other addresses than this machine's with no sign-in.")
def ui(store: Path, address: str, port: int, without_sign_in: bool) -> None:
    """Open the app on this machine; stop it with Ctrl-C."""
    from ui.server import run

    _free(address, port)
    run(address, port, store, without_sign_in,
        lambda: click.echo(f"Open http://{address}:{port}/ in a browser. Ctrl-C stops it.", err=True))


def _free(address: str, port: int) -> None:
    """Raise BadInput where the address cannot be listened on, before anything is started."""
    import socket

    try:
        family, kind, protocol, _, place = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        raise BadInput(f"{address} port {port} cannot be listened on ({error.strerror}); name another with --address "
                       "or --port.") from error

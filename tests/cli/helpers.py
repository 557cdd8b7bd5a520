"""Running the command line as a user does: in a process of its own, or in this one where only the output counts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click.testing

from assistant.cli.main import cli


def invoke(*args: str, input: str | None = None) -> click.testing.Result:
    """In this process: exceptions are raised, stdout and stderr apart."""
    return click.testing.CliRunner().invoke(cli, list(args), input=input, catch_exceptions=False,
                                            standalone_mode=False)


def panelqa(*args: str, cwd: Path | None = None, input: str | None = None, **env: str
            ) -> subprocess.CompletedProcess[str]:
    """In a process of its own, with the exit code and the streams that a user sees."""
    return subprocess.run([sys.executable, "-m", "assistant.cli.main", *args], text=True, capture_output=True,
                          cwd=cwd, input=input, timeout=120,
                          env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **env})

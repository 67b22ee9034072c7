"""Pins all packages with hashes and without any registry address (make lock)."""

import subprocess
import sys

OPTIONS = (
    "--universal",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-header",
    "--quiet",
    "--python-version=3.11",
    # Papers are made on every site that has Pango.
    "--extra=pdf",
)


def compile_lock(output: str, *groups: str) -> None:
    extra = [part for group in groups for part in ("--group", group)]
    command = [sys.executable, "-m", "uv", "pip", "compile", *OPTIONS, *extra]
    subprocess.run([*command, "pyproject.toml", "-o", output], check=True)  # noqa: S603


compile_lock("requirements.txt", "build")
compile_lock("requirements-dev.txt", "build", "dev")

"""What a server needs only now and then it does not load when it starts."""

import subprocess
import sys

import pytest

SLOW = "{'aiogram', 'openpyxl', 'numpy', 'openapi_pydantic'}"


@pytest.mark.parametrize("module", ["app.cli", "app.commands.serve", "web.server"])
def test_it_starts_without_what_is_slow_to_load(module: str) -> None:
    told = f"import {module}, sys; print(sorted({SLOW} & set(sys.modules)))"

    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True)

    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_help_needs_neither_a_database_nor_a_web_server() -> None:
    told = "import app.cli, sys; print(sorted({'sqlalchemy', 'aiohttp'} & set(sys.modules)))"

    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True)

    assert (done.stdout.strip(), done.stderr) == ("[]", "")

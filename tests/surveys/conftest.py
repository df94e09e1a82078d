"""What a process remembers of expressions that failed, each test begins without."""

import pytest

from surveys.expressions import errors


@pytest.fixture(autouse=True)
def _nothing_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errors, "_told", {})
    monkeypatch.setattr(errors, "_taken", set())

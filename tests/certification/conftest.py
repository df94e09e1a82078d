"""What the tests of certification share: the verbs, and a case with a visit and a card."""

import pytest

from certification.service import Cases
from scoring.load import scheme_named
from surveys.load import packaged
from tests.builders import tiny


@pytest.fixture
def cases() -> Cases:
    one = tiny()
    return Cases(scheme_named, {**packaged(), (one.id, one.edition): one})

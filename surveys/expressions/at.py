"""One evaluation: what it sees, and how much work it may still do."""

from collections.abc import Callable
from dataclasses import dataclass

from surveys.expressions.errors import Fault
from surveys.expressions.values import Value
from surveys.scope import Scope
from surveys.values import Scalar

MOST_STEPS = 100_000  # one is a look at one answer, a function, or LETTERS of a text
LETTERS = 50
LONGEST_OUTPUT = 10_000  # characters of any text on the way


@dataclass(slots=True)
class At:
    """*this*: the answer itself (``.``)."""

    scope: Scope
    this: Scalar
    left: int = MOST_STEPS

    def spend(self, steps: int) -> None:
        """Raises Fault when the budget is used up."""
        self.left -= steps
        if self.left < 0:
            raise Fault(f"takes more than {MOST_STEPS} steps")


Eval = Callable[[At], Value]

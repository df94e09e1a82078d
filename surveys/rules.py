"""Conditions and calculations over earlier answers, in the language XLSForm writes them in.

    compile_rule("${served} != 'nobody' and ${queue} > 3") -> Rule

XPath 1.0 without paths, and ODK's functions: docs/expressions.md.  Every rule is total: its text,
depth, steps and output are bounded, and there is nothing but answers to look at.  An unanswered
question is '', and '' compared with a number is false (as ODK has it).

What cannot be worked out is the author's mistake and nobody else's dead end: `Rule.holds` then
gives *otherwise* and `Rule.value` gives ''.  It is noted once (surveys.expressions.errors).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from surveys.expressions import errors, fits
from surveys.expressions.at import LONGEST_OUTPUT, At, Eval
from surveys.expressions.compiling import Compiling
from surveys.expressions.errors import BadRule
from surveys.expressions.functions import UNSUPPORTED
from surveys.expressions.lexer import REFERENCE
from surveys.expressions.parser import DEEPEST, parse
from surveys.expressions.quick import Quick, quick
from surveys.expressions.values import One, boolean, first
from surveys.scope import Scope, Seen
from surveys.values import Scalar

__all__ = ["DEEPEST", "LONGEST", "REFERENCE", "UNSUPPORTED", "BadRule", "Rule", "compile_rule"]

LONGEST = 4000  # characters
KEPT = 20_000  # compiled expressions, in a process


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled expression.  *names*: the questions and repeats it looks at ('.' is the answer
    itself); *columns*: of the option it filters; *tables*: it looks into, and *pulled*: which
    columns of them; *once*: what it gives first stays; *misfits*: what in it is true or false, or
    no number, whatever is answered: not wrong, but never meant; *places*: those of *names* that
    are repeats of which one place is looked at, and no answer; *timed*: it looks at the clock;
    *quick*: a short way to what it says outside every repeat."""

    text: str
    names: frozenset[str]
    evaluate: Eval = field(compare=False, repr=False)
    columns: frozenset[str] = frozenset()
    tables: frozenset[str] = frozenset()
    pulled: frozenset[tuple[str, str]] = frozenset()  # table, column
    once: bool = False
    misfits: tuple[str, ...] = ()
    places: frozenset[str] = frozenset()
    timed: bool = False
    quick: Quick | None = field(default=None, compare=False, repr=False)

    def holds(
        self,
        answers: Scope | Mapping[str, Seen],
        this: Scalar = "",
        otherwise: bool = True,
    ) -> bool:
        """Whether the condition is true of *answers* and *this* answer; *otherwise* where that
        cannot be worked out.  True keeps nobody from anything: a question is shown, an answer
        taken, an option offered.  Ask for False where true asks for more (required, "sure?")."""
        scope = answers if isinstance(answers, Scope) else Scope(dict(answers))
        if (short := self.quick) is not None and scope.parent is None:
            found = short(scope.known)
            if found is not None:
                return found
        try:
            return boolean(self.evaluate(At(scope, this)))
        except Exception as error:  # whatever it is, nobody who answers can mend it
            errors.tell(self.text, error)
            return otherwise

    def judge(self, answers: Scope | Mapping[str, Seen], this: Scalar = "") -> bool | None:
        """Like `holds`; None where it cannot be worked out."""
        scope = answers if isinstance(answers, Scope) else Scope(dict(answers))
        try:
            return boolean(self.evaluate(At(scope, this)))
        except Exception as error:
            errors.tell(self.text, error)
            return None

    def value(self, answers: Scope | Mapping[str, Seen], this: Scalar = "") -> One:
        """What the expression gives; '' where that cannot be worked out."""
        scope = answers if isinstance(answers, Scope) else Scope(dict(answers))
        try:
            found = first(self.evaluate(At(scope, this)))
            if isinstance(found, str) and len(found) > LONGEST_OUTPUT:
                raise errors.Fault(f"makes a text longer than {LONGEST_OUTPUT} characters")
        except Exception as error:
            errors.tell(self.text, error)
            return ""
        return found


@lru_cache(KEPT)
def compile_rule(text: str, columns: frozenset[str] = frozenset(), place: str = "") -> Rule:
    """Compile *text*; raises BadRule, which says where.

    *columns*: what a choice filter may name bare, as columns of the option; ``name``, its code, is
    one of them.  *place*: the question it belongs to, so that chance (``random()``) there is its
    own.
    """
    if len(text) > LONGEST:
        raise BadRule(f"longer than {LONGEST} characters")
    tree = parse(text, columns)
    to = Compiling(place)
    evaluate = to.whole(tree)
    return Rule(
        text,
        frozenset(to.names | to.repeats),
        evaluate,
        frozenset(to.columns),
        frozenset(to.tables),
        frozenset(to.pulled),
        to.once,
        tuple(dict.fromkeys(fits.misfits(tree))),
        frozenset(to.repeats - to.names),
        to.timed,
        quick(tree),
    )

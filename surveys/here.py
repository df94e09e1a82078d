"""Where an interview stands while one event is handled."""

from dataclasses import dataclass, replace

from surveys.entries import (
    Act,
    Answered,
    Attached,
    Clocked,
    Doubted,
    Given,
    Interview,
    Moment,
    Reopened,
    Status,
    Ticked,
    View,
    view,
)
from surveys.events import (
    Ask,
    Brief,
    Effect,
    Finish,
    Inside,
    Instance,
    Known,
    Row,
    Step,
    Summarise,
)
from surveys.offer import holds_still, needed, offered
from surveys.path import Stop, Way, further, keys_of, named, value_of, waiting, way_of
from surveys.piping import mentioned
from surveys.questionnaire import (
    AnyQuestion,
    Choice,
    Choices,
    Question,
    QuestionId,
    Questionnaire,
    Ranking,
    Rating,
    Repeat,
    Roster,
)
from surveys.replies import Refused, read
from surveys.summary import summary
from surveys.values import Amount, Value, Words

OF_ONE = (Answered, Attached, Clocked, Doubted, Reopened, Ticked)  # acts on one question alone


@dataclass(slots=True)
class Here:
    """Where we stand while one event is handled."""

    questionnaire: Questionnaire
    interview: Interview
    seen: View
    moment: Moment
    _way: Way | None = None

    @property
    def way(self) -> Way:
        return self._as_far(ahead=True)

    @property
    def near(self) -> Way:
        """The way as far as the question that is asked now: many events look no further."""
        return self._as_far(ahead=False)

    def _as_far(self, *, ahead: bool) -> Way:
        way, form = self._way, self.questionnaire
        if way is None or not (way.whole or way.stops[-1].question.id in form.outside):
            way = way_of(form, self.seen, ahead=ahead)
        elif not way.whole:
            way = further(form, self.seen, way, ahead=ahead)
        self._way = way
        return way

    def add(self, *acts: Act) -> "Here":
        """Here, with *acts* in the log, and what is calculated once and kept with them."""
        interview = self.interview
        for act in acts:
            interview = interview.add(act, self.moment)
        known, self._way = self._still_known(acts), None
        after = Here(self.questionnaire, interview, view(interview), self.moment, known)
        if self.questionnaire.keeps and (kept := after._to_keep()):
            return after.add(*kept)
        return after

    def _still_known(self, acts: tuple[Act, ...]) -> Way | None:
        """The way as far as it is known already, where *acts* change nothing before its end."""
        way = self._way
        if way is None or way.whole or self.questionnaire.timed or self.questionnaire.keeps:
            return None
        last = way.stops[-1].question.id
        same = all(isinstance(act, OF_ONE) and act.question == last for act in acts)
        return way if same else None

    def _to_keep(self) -> list[Answered]:
        if not self.seen.status.answerable:
            return []
        stops = ((q, self.way.at(q.id)) for q in self.questionnaire.keeps if not q.repeats)
        return [
            Answered(question.id, stop.value)
            for question, stop in stops
            if stop and stop.value is not None and question.id not in self.seen.answers
        ]

    def late(self, wanted: QuestionId, revision: int) -> bool:
        """Whether *wanted* was touched, or the interview did not exist, since the screen shown at
        *revision*."""
        return not self.seen.touched.get(wanted, 0) <= revision <= self.interview.revision

    @property
    def long(self) -> bool:
        """Whether the log has grown so much that nothing is taken back any more.  What is left
        can be answered: a constraint then refuses nothing and no doubt is asked about, so that
        nobody has to go back in order to go on."""
        return self.seen.folded - self.seen.since >= self.questionnaire.limits.entries

    @property
    def language(self) -> str:
        return self.seen.language or ""

    def waiting(self) -> Stop | None:
        """The question that is asked now, with its place on the path."""
        return waiting(self.near)

    def current(self) -> AnyQuestion | None:
        stop = self.waiting()
        return stop.question if stop else None

    def screen(self, *first: Effect) -> Step:
        """Say *first*, then show what comes next."""
        return Step(self.interview, (*first, self.next()))

    def next(self) -> Effect:
        status = self.seen.status
        if status is Status.NEW:
            return Brief()
        if status.over:
            return Finish(status, self.seen.receipt)
        stop = waiting(self.way)
        return self.ask(stop) if stop else self.summary()

    def summary(self) -> Summarise:
        return summary(self.questionnaire, self.seen, self.interview.revision, self.way)

    def changeable(self) -> tuple[tuple[AnyQuestion, Given], ...]:
        """The answers that can be given anew."""
        return tuple(
            (question, given)
            for question, given in self.summary().done
            if question.asked and not question.read_only
        )

    def ask(self, stop: Stop) -> Ask:
        question, seen = stop.question, self.seen
        asked = [one.question.id for one in self.way.stops if one.question.asked]
        number = asked.index(question.id) + 1
        started, stopped = seen.started.get(question.id), seen.stopped.get(question.id)
        return Ask(
            question=question,
            number=number,
            total=len(asked),
            revision=self.interview.revision,
            options=offered(question, stop.scope, self.language),
            held=seen.reopened.get(question.id),
            suggested=default_of(question, stop, self.moment),
            stage="stopped" if stopped else "running" if started else "ready",
            seconds=max(0, round((stopped - started).total_seconds()))
            if started and stopped
            else 0,
            splits=len(seen.splits.get(question.id, ())),
            files=len(seen.files.get(question.id, ())),
            ticked=seen.ticked.get(question.id, ()),
            doubt=seen.doubted.get(question.id),
            optional=not needed(question, stop.scope),
            known=self.known(question, question.mentions),
            inside=self._inside(question),
            rows=self._rows(question),
            can_go_back=number > 1,  # whatever stands before it is answered
            **self._roster(question),
        )

    def known(self, question: Question, names: frozenset[QuestionId]) -> Known:
        """What the answers called *names* are where *question* stands."""
        found: dict[QuestionId, Value | tuple[Value, ...]] = {}
        for name in names:
            template = self.questionnaire.get(name)
            if template is None:
                continue
            keys = question.keys[: len(template.repeats)]
            if len(keys) == len(template.repeats):
                stop = self.way.at(named(name, keys))
                if stop is not None and stop.value is not None:
                    found[name] = stop.value
            else:
                found[name] = tuple(
                    one.value for one in self.way.stops
                    if one.question.base == name and one.value is not None
                )  # fmt: skip
        return found

    def _inside(self, question: Question) -> tuple[Inside, ...]:
        found: list[Inside] = []
        for depth, id in enumerate(question.repeats[: len(question.keys)]):
            repeat = self.questionnaire.repeats[id]
            keys = self.keys(repeat, question.keys[:depth])
            place = keys.index(question.keys[depth]) + 1
            total = None if repeat.count is None else len(keys)
            found.append(Inside(repeat.title, place, total))
        return tuple(found)

    def keys(self, repeat: Repeat, outer: tuple[int, ...]) -> tuple[int, ...]:
        """The instances of *repeat* there are, within the instance *outer* of those around it."""
        roster = repeat.nodes[-1]
        if repeat.count is None and isinstance(roster, Roster):
            id = named(roster.id, outer)
            return keys_of(roster, id, self.seen.instances, self.seen.dropped)
        depth = len(outer)
        found = {
            one.question.keys[depth]
            for one in self.way.stops
            if repeat.id in one.question.repeats and one.question.keys[:depth] == outer
        }
        return tuple(sorted(found))  # fmt: skip

    def _rows(self, question: AnyQuestion) -> tuple[Row, ...]:
        if question.matrix is None:
            return ()
        touched = self.seen.touched
        return tuple(
            Row(one.question, one.value, touched.get(one.question.id, 0))
            for one in self.way.stops
            if one.question.matrix == question.matrix and one.question.keys == question.keys
        )

    def _roster(self, question: AnyQuestion) -> dict[str, tuple[Instance, ...]]:
        if not isinstance(question, Roster):
            return {}
        repeat = self.questionnaire.repeats[question.base]
        first = next(repeat.questions())
        names = frozenset(map(QuestionId, mentioned(question.one)))

        def instances(keys: tuple[int, ...]) -> tuple[Instance, ...]:
            return tuple(
                Instance(key, self.known(replace(first, keys=(*question.keys, key)), names))
                for key in keys
            )

        here = keys_of(question, question.id, self.seen.instances, self.seen.dropped)
        return {
            "instances": instances(here),
            "dropped": instances(self.seen.dropped.get(question.id, ())),
        }


def default_of(question: AnyQuestion, stop: Stop, moment: Moment) -> Value | None:
    """What the question suggests, if that is an answer to it where it stands."""
    if question.default is None:
        return None
    found = value_of(question.default, stop.scope)
    match found:
        case None:
            return None
        case Words(text):
            said = text
        case Amount(number):
            said = f"{number:f}"
        case _:
            return None
    if isinstance(question, Choice | Choices | Ranking | Rating):
        said = said.replace(" ", ",") if not isinstance(question, Choice) else said
    try:
        value = read(question, said, moment.at, question.options)
    except Refused:
        return None
    return value if holds_still(question, value, stop.scope) else None

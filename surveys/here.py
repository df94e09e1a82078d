"""Where an interview stands while one event is handled."""

from dataclasses import dataclass, replace

from surveys.entries import Act, Interview, Moment, Status, View, view
from surveys.events import Ask, Brief, Effect, Finish, Step, Summarise
from surveys.path import current, needed, walk
from surveys.questionnaire import AnyQuestion, QuestionId, Questionnaire
from surveys.summary import summary


@dataclass(frozen=True, slots=True)
class Here:
    """Where we stand while one event is handled."""

    questionnaire: Questionnaire
    interview: Interview
    seen: View
    moment: Moment

    def add(self, *acts: Act) -> "Here":
        interview = self.interview
        for act in acts:
            interview = interview.add(act, self.moment)
        return replace(self, interview=interview, seen=view(interview))

    def late(self, wanted: QuestionId, revision: int) -> bool:
        """Whether *wanted* was touched, or the interview did not exist, since the screen shown at
        *revision*."""
        return not self.seen.touched.get(wanted, 0) <= revision <= self.interview.revision

    def current(self) -> AnyQuestion | None:
        return current(self.questionnaire, self.seen)

    def screen(self, *first: Effect) -> Step:
        """Say *first*, then show what comes next."""
        return Step(self.interview, (*first, self.next()))

    def next(self) -> Effect:
        status = self.seen.status
        if status is Status.NEW:
            return Brief()
        if status.over:
            return Finish(status, self.seen.receipt)
        question = self.current()
        return self.ask(question) if question else self.summary()

    def summary(self) -> Summarise:
        return summary(self.questionnaire, self.seen, self.interview.revision)

    def ask(self, question: AnyQuestion) -> Ask:
        way, known = walk(self.questionnaire, self.seen.values)
        number = way.index(question) + 1
        started = self.seen.started.get(question.id)
        stopped = self.seen.stopped.get(question.id)
        stage = "stopped" if stopped else "running" if started else "ready"
        seconds = round((stopped - started).total_seconds()) if started and stopped else 0
        return Ask(
            question=question,
            number=number,
            total=len(way),
            revision=self.interview.revision,
            held=self.seen.reopened.get(question.id),
            stage=stage,
            seconds=seconds,
            photos=len(self.seen.photos.get(question.id, ())),
            ticked=self.seen.ticked.get(question.id, ()),
            doubt=self.seen.doubted.get(question.id),
            optional=not needed(question, known),
            known={id: self.seen.answers[id].value for id in question.mentions if id in known},
            can_go_back=any(q.id in self.seen.answers for q in way[: number - 1]),
        )

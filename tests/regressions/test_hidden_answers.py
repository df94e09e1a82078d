"""Answers to questions that are no longer asked: neither submitted nor lost.

ONSdigital/eq-survey-runner#858, #384; odk-x/tool-suite-X#159;
surveyjs/survey-library#152, #1933, #2250, #3960, #7010.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from certification.service import Cases
from db.engine import transaction
from locales import say
from scoring.load import scheme_named
from surveys.entries import Answered, Status, view
from surveys.events import Summarise
from surveys.evidence import observations, ratings
from surveys.load import questionnaire
from surveys.path import result
from surveys.questionnaire import QuestionId, Questionnaire
from surveys.values import Amount, Chosen, Words
from tests.builders import moment, tiny
from tests.regressions.conftest import Opens
from tests.regressions.houses import BY, House, after
from tests.regressions.test_lost_answers import staff
from tests.web.site import Form

HEAD = """
questionnaire: routes
edition: 1
mode: mystery
title: {zh: 路线, en: Routes}
intro: {zh: 开始, en: Start}
thanks: {zh: 谢谢, en: Thanks}
minutes: 1
source: none
sections:
  - id: only
    title: {zh: 全部, en: All}
    questions:
"""
ROUTES = (
    HEAD.replace(
        "sections:",
        """option_sets:
  yes_no:
    - {code: yes, label: {zh: 是, en: "Yes"}, outcome: met}
    - {code: no, label: {zh: 否, en: "No"}, outcome: not_met}
sections:""",
    )
    + """
      - id: how
        kind: choice
        label: {zh: 方式, en: How}
        text: {zh: 怎么修的？, en: How was it repaired?}
        options:
          - {code: store, label: {zh: 到店, en: In the store}}
          - {code: home, label: {zh: 上门, en: At home}}
      - id: counter
        kind: choice
        label: {zh: 柜台, en: Counter}
        text: {zh: 柜台有人吗？, en: Was the counter staffed?}
        relevant: "${how} = 'store'"
        characteristic: functionality
        clauses: [5.2.4.3]
        options: yes_no
      - id: queue
        kind: number
        label: {zh: 排队, en: Queue}
        text: {zh: 几个人？, en: How many stood there?}
        relevant: "${counter} = 'no'"
        least: 0
        most: 99
        unit: {zh: 人, en: people}
      - id: shoes
        kind: choice
        label: {zh: 鞋套, en: Shoe covers}
        text: {zh: 穿鞋套了吗？, en: Did they wear shoe covers?}
        relevant: "${how} = 'home'"
        characteristic: courtesy
        clauses: [5.2.4.3]
        options: yes_no
      - id: people
        kind: calculate
        label: {zh: 人数, en: People}
        value: "${queue} + 1"
        show: true
      - id: crowded
        kind: text
        label: {zh: 拥挤, en: Crowd}
        text: {zh: 说说拥挤的情况。, en: Say how crowded it was.}
        relevant: "${queue} > 3"
        required: true
"""
)
PLACES = (
    HEAD.replace("routes", "places")
    + """
      - id: region
        kind: choice
        label: {zh: 区域, en: Region}
        text: {zh: 哪个区域？, en: Which region?}
        options:
          - {code: north, label: {zh: 北, en: North}}
          - {code: south, label: {zh: 南, en: South}}
      - id: shop
        kind: choice
        label: {zh: 店, en: Shop}
        text: {zh: 哪家店？, en: Which shop?}
        choice_filter: "region = ${region}"
        options:
          - {code: n1, label: {zh: 北一, en: North 1}, with: {region: north}}
          - {code: n2, label: {zh: 北二, en: North 2}, with: {region: north}}
          - {code: s1, label: {zh: 南一, en: South 1}, with: {region: south}}
          - {code: s2, label: {zh: 南二, en: South 2}, with: {region: south}}
      - id: desk
        kind: text
        label: {zh: 柜台, en: Desk}
        text: {zh: 哪个柜台？, en: Which desk?}
        relevant: "${shop} = 'n1'"
"""
)


def routes() -> Questionnaire:
    """In the store or at home; each way asks for the same clause."""
    return questionnaire(ROUTES, "routes@1.yaml")


def places() -> Questionnaire:
    """A shop of the region that was chosen before."""
    return questionnaire(PLACES, "places@1.yaml")


async def counted(house: House) -> dict[str, Any]:
    """What is counted of the only interview: on the page before submitting, then in the case."""
    held = await house.only()
    asked = house.rig.interviews.questionnaires[held.questionnaire, held.edition]
    return {
        "result": dict(result(asked, view(held.interview))),
        "clauses": [(e.clause, e.trace.partition("#")[2])
                    for e in observations(asked, held.interview, key=held.key)],
        "ratings": [(r.characteristic, r.degree)
                    for r in ratings(asked, held.interview, outlet="S06")],
    }  # fmt: skip


async def test_only_the_route_that_was_taken_is_submitted(opens: Opens) -> None:
    """eq-survey-runner#858: from the page to the case's evidence; the other route stays in the
    log."""
    house = await opens(routes())
    visitor = await house.visitor()
    await visitor.go("/a/visit-code")
    await visitor.press("begin")
    await visitor.tap("store")
    await visitor.tap("no")
    await visitor.write("7")
    await visitor.write("Nobody could move.")
    await visitor.go(f"{visitor.page.path}/status")
    await visitor.tap("how", "jump")
    await visitor.tap("home")
    page = await visitor.tap("yes")
    assert "Shoe covers" in page.text
    for gone in ("Queue", "Nobody could move", "Crowd", "Counter"):
        assert gone not in page.text
    await visitor.press("submit")

    now = await counted(house)
    assert now == {
        "result": {"how": Chosen("home"), "shoes": Chosen("yes")},
        "clauses": [("5.2.4.3", "shoes")],
        "ratings": [("courtesy", Fraction(1))],
    }
    held = await house.only()
    cases = Cases(scheme_named, house.rig.interviews.questionnaires)
    async with transaction(house.engine) as tx:
        playing = house.rig.interviews
        await playing.review(tx, held.key, "accept", BY, "", moment(house.clock()))
        line = (await cases.sheet(tx, house.world.case, evidence=True)).sheet.line("5.2.4.3")
    assert line is not None
    assert [one.trace.partition("#")[2] for one in line.evidence] == ["shoes"]
    said = [e.act.question for e in held.interview.entries if isinstance(e.act, Answered)]
    assert said == ["how", "counter", "queue", "crowded", "how", "shoes"]


async def test_going_back_in_the_browser_from_the_summary_loses_nothing(opens: Opens) -> None:
    """eq-survey-runner#384: the pages before are shown again, and their forms sent again."""
    house = await opens(tiny())
    visitor = await house.visitor()
    await visitor.go("/a/visit-code")
    forms: list[tuple[Form, dict[str, str]]] = []
    await visitor.press("begin")
    forms.append((visitor.page.form("answer", "no"), {"code": "no"}))
    await visitor.tap("no")
    words = next(f for f in visitor.page.forms if f.action.endswith("/answer"))
    forms.append((words, {"text": "He looked away."}))
    await visitor.write("He looked away.")
    forms.append((visitor.page.form("answer", "2"), {"code": "2"}))
    summary = await visitor.tap("2")
    held = await house.only()

    for form, fields in forms:
        await visitor.go(summary.path)
        page = await visitor.send(form, fields)
        assert page.status == 200 and page.asked is None
        assert page.form("submit")
        page = await visitor.send(form, fields | ({"code": "yes"} if "code" in fields else {}))
        assert page.status in (200, 409)
        assert (await house.only()).interview == held.interview
    await visitor.go(summary.path)
    await visitor.press("submit")

    seen = await house.seen()
    assert seen.status is Status.SUBMITTED
    assert dict(seen.values) == {
        "greeted": Chosen("no"), "instead": Words("He looked away."), "warmth": Amount(Decimal(2)),
    }  # fmt: skip


async def jump(visitor: Any, question: str) -> None:
    here = visitor.page.path.removesuffix("/status")
    await visitor.go(f"{here}/status")
    await visitor.tap(question, "jump")


async def test_a_hidden_value_is_kept_left_out_and_restored(opens: Opens) -> None:
    """survey-library#152, #1933, #2250, #3960, #7010: five complaints about five settings of
    when to clear.  Here nothing is ever cleared: hidden ones count for nothing, hide what hangs
    on them, hold nobody up, and are back when they are asked again, in another process too."""
    house = await opens(routes())
    turn = await house.customer("store", "no", "7", "Nobody could move.")
    whole = await counted(house)
    assert whole["result"][QuestionId("people")] == Amount(Decimal(8))
    assert len(whole["result"]) == 5

    turn = await house.says(await house.jump(turn, "counter"), "yes")
    screen = turn.effects[-1]
    assert isinstance(screen, Summarise) and screen.ready  # a hidden question wants no answer
    assert set((await counted(house))["result"]) == {"how", "counter"}

    turn = await house.says(await house.jump(turn, "how"), "home")
    turn = await house.says(turn, "no")
    assert set((await counted(house))["result"]) == {"how", "shoes"}

    async with after(house) as later:
        turn = await later.says(await later.jump(turn, "how"), "store")
        turn = await later.says(await later.jump(turn, "counter"), "no")
        screen = turn.effects[-1]
        assert isinstance(screen, Summarise) and screen.ready
        assert await counted(later) == whole
        assert turn.view.values[QuestionId("shoes")] == Chosen("no")
        rows = await later.responses()
    assert [row["answer"] for row in rows if row["question"] == "queue"] == ["7 people"]


async def test_an_instance_taken_out_of_a_repeat_comes_back_with_its_answers(
    opens: Opens,
) -> None:
    """The same of a repeat: kept, left out, restored."""
    house = await opens(staff())
    phone = house.phone()
    await phone.says("/start visit-code")
    await phone.taps("Start")
    for name in ("Li", "Wang"):
        await phone.taps(say("en", "button-add"))
        await phone.says(name)
    await phone.taps(say("en", "button-drop-one", number=1))
    shown = await phone.sees("Did you meet anybody else?")
    assert "· Wang" in shown.text and "· Li" not in shown.text
    assert set((await counted(house))["result"]) == {"called.2"}
    await phone.taps(say("en", "button-restore-one", number=1))
    await phone.taps(say("en", "button-all-of-them"))
    values = (await counted(house))["result"]
    assert [values[QuestionId(f"called.{n}")] for n in (1, 2)] == [Words("Li"), Words("Wang")]

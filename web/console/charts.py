"""Bars as SVG, made here: no script, no inline style, and every number is text too.

Colours come from the style sheet by class, so the charts follow light and dark.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from scoring.statistics.domain import Interval

LABEL, WIDTH, ROW, BAR = 96, 440, 44, 14  # in the drawing's own units


@dataclass(frozen=True, slots=True)
class Bar:
    """*value* 0..100 of *n* answers, its *interval* if there is one; None: no answers, or too
    few to be shown."""

    value: float | None
    n: int
    kind: str  # a class: observed | perceived
    interval: Interval | None = None


def bars(rows: Sequence[tuple[str, str, Sequence[Bar]]], title: str) -> Markup:
    """Rows of (class, label, bars).  The same numbers stand in the table below it."""
    height = ROW * len(rows) + 24
    out = [
        Markup('<svg class="bars" viewBox="0 0 {} {}" role="img" aria-label="{}">').format(
            WIDTH, height, title
        )
    ]
    span = WIDTH - LABEL - 84
    for tick in range(0, 101, 25):
        x = LABEL + span * tick / 100
        out.append(Markup('<line class="tick" x1="{0}" x2="{0}" y1="4" y2="{1}"/>').format(
            round(x, 1), height - 20
        ))  # fmt: skip
        out.append(Markup('<text class="axis" x="{}" y="{}">{}</text>').format(
            round(x, 1), height - 5, tick
        ))  # fmt: skip
    for number, (kind, label, pair) in enumerate(rows):
        top = number * ROW + 6
        out.append(Markup('<text class="label" x="{}" y="{}">{}</text>').format(
            LABEL - 12, top + 21, label
        ))  # fmt: skip
        for place, bar in enumerate(pair):
            out.append(_bar(bar, kind, top + place * (BAR + 3), span))
    out.append(Markup("</svg>"))
    return Markup("").join(out)


def _bar(bar: Bar, kind: str, y: int, span: int) -> Markup:
    if bar.value is None:
        return Markup('<text class="value none" x="{}" y="{}">–</text>').format(LABEL + 4, y + 12)
    wide = round(span * bar.value / 100, 1)
    right, whisker = wide, Markup()
    if bar.interval is not None:
        low, right = (round(span * end / 100, 1) for end in (bar.interval.low, bar.interval.high))
        whisker = Markup('<line class="whisker" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
            LABEL + low, LABEL + right, y + BAR // 2, y + BAR // 2
        )
    return Markup(
        '<rect class="c-{} {}" x="{}" y="{}" width="{}" height="{}" rx="3"/>{}'
        '<text class="value" x="{}" y="{}">{} · n {}</text>'
    ).format(
        escape(kind), escape(bar.kind), LABEL, y, wide, BAR, whisker,
        LABEL + max(wide, right) + 6, y + 11, int(bar.value), bar.n,
    )  # fmt: skip

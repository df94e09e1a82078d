"""The sentences scoring says to people, in both languages, by message id.

Reasons of a grade, flags of a line or sheet, and what is wrong with a finding.  The arguments in
braces are texts.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from scoring.explanations import EXPLANATIONS
from scoring.numbers import number
from scoring.scheme import Text

_SHEET: Mapping[str, Text] = {
    # Reasons of a grade
    "reached": Text(
        "得分 {final}，达到 {line} 分线。", "The score {final} reaches the line of {line}."
    ),
    "below-lowest": Text(
        "得分 {final}，低于最低的 {line} 分。",
        "The score {final} is below the lowest line, {line}.",
    ),
    "special-gate": Text(
        "特别扣分项 {count} 个，多于可通过的 {most} 个。",
        "There are {count} special deductions; at most {most} pass.",
    ),
    "not-assessed": Text(
        "还有 {count} 个条款（共 {points}）没有评，不能定级：{clauses}。",
        "No grade yet: {count} clauses with {points} are not assessed: {clauses}.",
    ),
    "not-assessed-one": Text(
        "还有 1 个条款（{points}）没有评，不能定级：{clauses}。",
        "No grade yet: one clause with {points} is not assessed: {clauses}.",
    ),
    "nothing-applicable": Text(
        "没有一个条款适用，不能评分。", "No clause applies, so there is no score."
    ),
    "bonus-decides": Text(
        "级别取决于加分：不含加分为 {without}。",
        "The bonus decides the grade: without it the score is {without}.",
    ),
    "applicable-below-70": Text(
        "删减后适用分值不足 70 分，须评审委员会复核。",
        "Fewer than 70 points still apply; leaving out so much needs a committee's review.",
    ),
    "bonus-not-signed": Text(
        "特别加分未经第二人签字，未计入。",
        "The bonus is not signed by a second person and does not count.",
    ),
    "bonus-without": Text("{added}（不含加分 {without}）", "{added} (without it {without})"),
    "special-not-counted": Text(
        "有特别扣分项按策略 special_dedup 不重复计。",
        "Some special deductions do not count besides (policy special_dedup).",
    ),
    # The sheet as text
    "grade-fail": Text("不合格", "Fail"),
    "grade-none": Text("不定级", "No grade"),
    "label-grade": Text("级别", "Grade"),
    "label-final": Text("得分", "Score"),
    "label-base": Text("折算分", "Base"),
    "label-specials": Text("特别扣分项", "Special deductions"),
    "label-bonus": Text("特别加分", "Bonus"),
    "label-coverage": Text("已评分值占比", "Coverage"),
    "label-policies": Text(
        "采用的策略（* 表示改动过）", "Policies used (* changed from the scheme's)"
    ),
    "status-assessed": Text("已评", "assessed"),
    "status-assumed": Text("按符合计", "taken as met"),
    "status-not_assessed": Text("未评", "not assessed"),
    "status-not_applicable": Text("不适用", "not applicable"),
    "status-information": Text("说明项", "for information"),
    "drawn-from": Text(
        "抽自 {what}（共 {size}，种子 {seed}）", "drawn from {what} ({size} in all, seed {seed})"
    ),
    "in-band": Text(
        "{low}–{high}% 档，档内 {position}%：{text}",
        "band {low}–{high} %, {position} % into it: {text}",
    ),
    # Flags
    "evidence-on-unknown-clauses": Text(
        "有证据指向本方案没有的条款，未计入。",
        "Some evidence is on clauses this scheme does not have; it is not counted.",
    ),
    "small-sample": Text("样本过少", "few samples"),
    "sources-disagree": Text("来源不一致", "sources disagree"),
    "contradictory-findings": Text(
        "既判不适用又作了评定，按评定", "left out and assessed; the assessment stands"
    ),
    "deletion-not-allowed": Text("本条款不得删减", "may not be left out"),
    "deletion-not-approved": Text("删减未经另一人同意", "left out, not approved by another yet"),
    "source-not-asked": Text("含本条款不采用的来源", "a source that cannot see this clause"),
    # What is wrong with a finding or a findings file
    "unknown-clause": Text("{scheme} 没有条款 {clause}", "{scheme} has no clause {clause}"),
    "unknown-scheme": Text(
        "没有评价方案“{scheme}”；现有 {known}", 'no scheme "{scheme}"; there are {known}'
    ),
    "no-scheme": Text(
        "缺少 scheme：写明按哪个方案评", "scheme is missing: say which one to score by"
    ),
    "unknown-key": Text(
        "不认识的键“{key}”；可用 {known}", 'unknown key "{key}"; there are {known}'
    ),
    "not-a-map": Text("{key} 应是一组“键: 值”", "{key} must be a map of keys and values"),
    "not-a-list": Text("{key} 应是一个列表", "{key} must be a list"),
    "not-a-text": Text("{key} 应是一段文字，不能为空", "{key} must be a text that says something"),
    "not-one-of": Text(
        "{key} 只能是 {known}，不是“{value}”", '{key} is one of {known}, not "{value}"'
    ),
    "unknown-policy": Text(
        "没有策略“{key}”；现有 {known}", 'no policy "{key}"; there are {known}'
    ),
    "says-nothing": Text("{clause} 没有写结论", "{clause} has no finding"),
    "says-too-much": Text(
        "{clause} 只能写一种结论，不能同时写 {keys}",
        "{clause} takes one finding, not {keys} together",
    ),
    "wrong-kind": Text(
        "{clause} 应写 {expected}，不是 {found}", "{clause} takes {expected}, not {found}"
    ),
    "not-a-number": Text(
        "{clause} 的 {key} 应是一个数，不是“{value}”",
        '{clause}: {key} must be a number, not "{value}"',
    ),
    "not-a-whole-number": Text(
        "{clause} 的 {key} 应是整数，不是“{value}”",
        '{clause}: {key} must be a whole number, not "{value}"',
    ),
    "not-true-or-false": Text(
        "{clause} 的 met 应是 true 或 false，不是“{value}”",
        '{clause}: met must be true or false, not "{value}"',
    ),
    "out-of-range": Text(
        "{clause} 的 {key} 是 {value}，应在 {low} 到 {high} 之间",
        "{clause}: {key} is {value}, it lies between {low} and {high}",
    ),
    "more-than-sampled": Text(
        "{clause} 符合 {met} 个，却只抽了 {of} 个", "{clause}: {met} met of only {of} sampled"
    ),
    "nothing-sampled": Text(
        "{clause} 的 of 应至少为 1：没有抽样就不写这一条",
        "{clause}: of must be at least 1; leave the clause out if nothing was sampled",
    ),
    "negative": Text(
        "{clause} 的 {key} 不能是负数 {value}", "{clause}: {key} is negative, {value}"
    ),
    "full-marks-by-met": Text(
        "{clause} 部分符合须低于 100%；全部符合请写 met: true",
        "{clause}: partly met is below 100 percent; write met: true for all of it",
    ),
    "out-of-place": Text(
        "{clause} 的 {key} 只能和 {beside} 写在一起", "{clause}: {key} stands beside {beside} only"
    ),
    "name-needed": Text("{clause} 的 {key} 须写明是谁", "{clause}: {key} needs to say who it was"),
    "more-than-there-are": Text(
        "{clause} 抽了 {of} 个，总共却只有 {size} 个",
        "{clause}: {of} sampled of only {size} there are",
    ),
    "text-length": Text(
        "{clause} 的 {key} 应为 1 至 {most} 个字符", "{clause}: {key} takes 1 to {most} characters"
    ),
    "bonus-one": Text("特别加分最多一项", "there is at most one bonus"),
    "special-needs": Text("特别扣分项须写明 {key}", "a special deduction must say its {key}"),
    "special-twice": Text(
        "同一事件不得有两个特别扣分项：{event}",
        "never two special deductions for one event: {event}",
    ),
    "clause-left-out": Text(
        "{clause} 已列为不适用，不能再据此扣分",
        "{clause} is left out as not applicable: nothing can be held against it",
    ),
    "may-not-be-left-out": Text(
        "{clause} 不得删减", "{clause} may not be left out as not applicable"
    ),
    "reason-needed": Text(
        "{clause} 的 not_applicable 须写明理由",
        "{clause}: not_applicable needs its reason in words",
    ),
}

SENTENCES: Mapping[str, Text] = {**_SHEET, **EXPLANATIONS}


def sentence(message: str, lang: str, args: Mapping[str, str] | None = None) -> str:
    """The sentence with this id in *lang* ("zh…" or else English).  Raises KeyError if unknown."""
    return SENTENCES[message].in_language(lang).format_map(args or {})


def counted(message: str, count: Fraction | int, lang: str, args: Mapping[str, str]) -> str:
    """The same of *count* things: its form for one, if it has one, where there is one."""
    one = f"{message}-one"
    return sentence(one if count == 1 and one in SENTENCES else message, lang, args)


def points(value: Fraction, lang: str) -> str:
    """ "1 point", "2.5 points", "2.33 (7/3) points"; "2.5 分"."""
    return counted("points", value, lang, {"n": number(value)})


def joined(sentences: Iterable[str], lang: str) -> str:
    """Sentences one after the other: English ones with a space between."""
    return ("" if lang.lower().startswith("zh") else " ").join(sentences)

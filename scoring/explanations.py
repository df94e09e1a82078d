"""The sentences that explain a score, in both languages, by message id."""

from collections.abc import Mapping

from scoring.scheme import Text

EXPLANATIONS: Mapping[str, Text] = {
    "points": Text("{n} 分", "{n} points"),
    "points-one": Text("{n} 分", "{n} point"),
    "explain-after_rescale": Text(
        "得分 {final} = {earned} / {applicable} × 100 − {deducted} + {added}"
        "（adjust_order after_rescale）。",
        "The score is {final} = {earned} / {applicable} x 100 - {deducted} + {added}"
        " (adjust_order after_rescale).",
    ),
    "explain-before_rescale": Text(
        "得分 {final} = ({earned} − {deducted} + {added}) / {applicable} × 100"
        "（adjust_order before_rescale）。",
        "The score is {final} = ({earned} - {deducted} + {added}) / {applicable} x 100"
        " (adjust_order before_rescale).",
    ),
    "explain-capped": Text("得分限于 0 至 100。", "A score stays between 0 and 100."),
    "explain-rounded": Text(
        "四舍五入到整数为 {final}（rounding {rounding}）。",
        "Rounded half up it is {final} (rounding {rounding}).",
    ),
    "explain-clause": Text(
        "条款 {clause}（{points}，{method}；{reference}）：{text}",
        "Clause {clause} ({points}, {method}; {reference}): {text}",
    ),
    "explain-earned": Text(
        "得 {earned} / {applicable}，失 {lost} 分，即百分中的 {share} 分。",
        "It earned {earned} of {applicable} and lost {lost}, {share} of the hundred.",
    ),
    "explain-earned-all": Text("得满分 {applicable}。", "It earned all of {applicable}."),
    "explain-left-out": Text(
        "已列为不适用（na_rule {rule}）：{reasons}",
        "It is left out as not applicable (na_rule {rule}): {reasons}",
    ),
    "explain-not_assessed": Text(
        "还没有能计分的证据：不是零分，但有它在就不能定级。",
        "Nothing that counts was said of it: that is no zero, and there is no grade before.",
    ),
    "explain-assumed": Text(
        "没有能计分的证据，按要求当作符合。",
        "Nothing that counts was said of it; it is taken as met because that was asked for.",
    ),
    "explain-information": Text("说明项，不计分。", "It informs only and carries no points."),
    "explain-flag": Text("注意：{flag}。", "Note: {flag}."),
    "explain-no-evidence": Text("没有证据。", "There is no evidence."),
    "explain-interval": Text(
        "比例的 95% 区间 {low}–{high}%（相当于 {size} 个独立样本）。",
        "The share lies between {low} and {high} % (95 %; worth {size} independent samples).",
    ),
    "source-sampled": Text(
        "{source} {met}/{of}（{low}–{high}%）", "{source} {met}/{of} ({low}–{high} %)"
    ),
    "source-says": Text("{source} {met}/{of}", "{source} {met}/{of}"),
    "source-saw-nothing": Text("{source} 未见", "{source} saw nothing"),
    "explain-source": Text(
        "{source}（{role}）：{of} 项中 {met} 项符合。", "{source} ({role}): {met} of {of} met."
    ),
    "explain-source-partly": Text(
        "{source}（{role}）：{of} 项中 {met} 项符合，另有 {absent} 项没看到或不适用。",
        "{source} ({role}): {met} of {of} met; {absent} not seen or not applicable.",
    ),
    "explain-source-absent": Text(
        "{source}（{role}）：{absent} 项没看到或不适用。",
        "{source} ({role}): {absent} not seen or not applicable.",
    ),
    "explain-in-band": Text(
        "属 {low}–{high}% 档，档内 {position}%：{text}",
        "It lies in the band {low}–{high} %, {position} % into it: {text}",
    ),
    "explain-drawn": Text(
        "，抽自 {what}（共 {size}，种子 {seed}）",
        ", drawn from {what} ({size} in all, seed {seed})",
    ),
    "explain-evidence": Text("{said}（{trace}）", "{said} ({trace})"),
    "explain-counted": Text("{said}，共 {n} 次", "{said}, {n} times"),
    "explain-counted-one": Text("{said}，1 次", "{said}, once"),
    "method-sampled": Text("抽样", "sampled"),
    "method-all_or_nothing": Text("定性", "all or nothing"),
    "method-banded": Text("分档", "banded"),
    "method-information": Text("说明项", "for information"),
    "source-self-assessed": Text("自评", "Self-assessed"),
    "source-audited": Text("审核", "Audited"),
    "source-observed": Text("暗访", "Observed"),
    "source-perceived": Text("顾客", "Perceived"),
    "role-counts": Text("计分", "counts"),
    "role-corroborates": Text("佐证", "corroborates"),
    "role-none": Text("不采用", "cannot see this clause"),
    "said-met-wholly": Text("符合", "met"),
    "said-met-not": Text("不符合", "not met"),
    "said-met": Text("符合 {percent}%", "met to {percent} %"),
    "said-sampled": Text("{of} 个样本中 {met} 个符合", "{met} of {of} samples met"),
    "said-sampled-one": Text("1 个样本中 {met} 个符合", "{met} of 1 sample met"),
    "said-not-applicable": Text("不适用：{reason}", "not applicable: {reason}"),
    "said-not-observed": Text("没看到：{reason}", "not seen: {reason}"),
    "how-sampled-proportional": Text(
        "计分来源的样本合在一起，按不符合的比例扣分。",
        "The samples of all sources that count are one pool; points are lost in proportion.",
    ),
    "how-sampled-all_or_nothing": Text(
        "计分来源的样本有一个不符合即全扣。", "One sample that does not conform takes all points."
    ),
    "how-all-auditor_decides": Text(
        "有审核结论的按审核结论，没有的任一来源不符合即全扣。",
        "The auditor's finding decides; without one, any source that counts can take all points.",
    ),
    "how-all-strictest": Text(
        "任一计分来源不符合即全扣。", "Any source that counts can take all points."
    ),
    "how-own": Text("按组织自己的评定。", "What the organisation says of itself decides."),
    "how-partial": Text(
        "部分做到可得部分分（partial_cap {cap}）。",
        "Done in part it is worth part (partial_cap {cap}).",
    ),
    "how-banded-auditor_decides": Text(
        "按审核员选定的百分比。", "The auditor's percentage is what is earned."
    ),
    "how-banded-strictest": Text(
        "按计分来源中最低的百分比。", "The lowest percentage of the sources that count is earned."
    ),
    "next-assess-first": Text(
        "先要评完这些条款：{clauses}。", "First these clauses have to be assessed: {clauses}."
    ),
    "next-review-first": Text(
        "先要评审委员会复核所删减的条款，才能定级。",
        "First the committee has to review what was left out: there is no grade before.",
    ),
    "next-none": Text("没有更高的级别。", "There is no better grade."),
    "next-grade": Text(
        "到下一级（{grade}，{line} 分）还差条款分 {missing} 分。",
        "Clause points lacking for the next grade ({grade}, from {line}): {missing}.",
    ),
    "next-ways": Text(
        "下列任一组条款全部做到即可，条款最少，其中失分最少的在前：",
        "Any of these sets of clauses, fully met, is enough; they are the smallest there are,"
        " those that lost the fewest points first:",
    ),
    "next-one-way": Text(
        "这些条款全部做到即可，更少的不够：",
        "These clauses, fully met, are enough, and fewer are not:",
    ),
    "next-one-way-one": Text("做到这一条即可：", "This clause, fully met, is enough:"),
    "next-points-suffice": Text(
        "少 {count} 个特别扣分项，即为{grade}（{line} 分）。",
        "With {count} special deductions fewer it would be {grade} (from {line}).",
    ),
    "next-points-suffice-one": Text(
        "少 1 个特别扣分项，即为{grade}（{line} 分）。",
        "With one special deduction fewer it would be {grade} (from {line}).",
    ),
    "next-specials": Text(
        "此外特别扣分项须减少 {count} 个，否则不能定级。",
        "Besides, {count} special deductions are too many for any grade.",
    ),
    "next-specials-one": Text(
        "此外特别扣分项须减少 1 个，否则不能定级。",
        "Besides, one special deduction is too many for any grade.",
    ),
    "next-sign": Text(
        "特别加分经第二人签字即可，条款不变。",
        "The bonus signed by a second person is enough, the clauses as they are.",
    ),
    "next-fewer-specials": Text(
        "少 {count} 个特别扣分项即可，条款不变。",
        "{count} special deductions fewer would be enough, the clauses as they are.",
    ),
    "next-fewer-specials-one": Text(
        "少 1 个特别扣分项即可，条款不变。",
        "One special deduction fewer would be enough, the clauses as they are.",
    ),
    "next-impossible": Text(
        "就是全部条款都做到也不够。", "All clauses fully met would not be enough."
    ),
    "next-way": Text("{clauses}：共 {points}", "{clauses}: {points}"),
    "sensitivity-title": Text("换一种读法", "Under other readings"),
    "sensitivity-here": Text(
        "级别取决于读法：换下列任一种，级别就不同。",
        "The grade hangs on a reading: any one of those marked gives another.",
    ),
    "sensitivity-firm": Text(
        "任何单独一种其他读法都不改变级别。", "No other reading by itself changes the grade."
    ),
    "sensitivity-lowest": Text("各取最低", "each at its lowest"),
    "sensitivity-highest": Text("各取最高", "each at its highest"),
    "settled-not-assessed": Text(
        "尚无级别，谈不上是否已定。", "There is no grade yet that could be settled."
    ),
    "settled-as-found": Text(
        "级别已定：其中没有再抽样可以改变的。",
        "The grade is settled: nothing in it could be changed by more samples.",
    ),
    "settled-settled": Text(
        "级别已定：有 {level}% 的把握（无论查看多少次）得分在 {low} 至 {high} 之间，"
        "其间级别不变。",
        "The grade is settled: with {level} % confidence, however often one looks, the score lies"
        " between {low} and {high}, and the grade is the same throughout.",
    ),
    "settled-not-settled": Text(
        "级别未定：有 {level}% 的把握（无论查看多少次）得分在 {low} 至 {high} 之间，"
        "其间有级别线 {lines}。",
        "The grade is not settled: with {level} % confidence, however often one looks, the score"
        " lies between {low} and {high}; grade lines in there: {lines}.",
    ),
    "settled-visits": Text(
        "若各条款符合比例不变，再有约 {visits} 次访问"
        "（每次为访问看得到的每个抽样条款各添一个样本）即可定。",
        "About {visits} more visits, each adding a sample to every sampled clause a visit can see,"
        " would settle it if the shares stay as they are.",
    ),
    "settled-visits-one": Text(
        "若各条款符合比例不变，再有约 1 次访问（为访问看得到的每个抽样条款各添一个样本）即可定。",
        "About one more visit, adding a sample to every sampled clause a visit can see, would"
        " settle it if the shares stay as they are.",
    ),
    "settled-besides": Text(
        "若各条款符合比例不变，单靠访问定不下来：要再有约 {visits} 次访问，"
        "审核员还要对 {clauses}（各）再抽同样多的样本。",
        "If the shares stay as they are, visits alone would not settle it: it takes about {visits}"
        " more and, for each such clause ({clauses}), as many more samples by the auditor.",
    ),
    "settled-samples": Text(
        "若各条款符合比例不变，审核员对 {clauses} 各再抽约 {visits} 个样本即可定。",
        "About {visits} more samples by the auditor of each of {clauses} would settle it if the"
        " shares stay as they are.",
    ),
    "settled-at": Text("访问分到各网点：{at}。", "The visits by outlet: {at}."),
    "settled-at-each": Text("每处 {n} 次：{outlets}", "{n} at each of {outlets}"),
    "settled-at-one": Text("{outlets} {n} 次", "{n} at {outlets}"),
    "settled-at-more": Text("{outlets} 等 {count} 处", "{outlets} and others, {count} in all"),
    "settled-out-of-reach": Text(
        "若各条款符合比例不变，再有 {most} 次访问、审核员再抽同样多的样本也定不下来。",
        "If the shares stay as they are, not even {most} more visits and as many samples of the"
        " auditor's would settle it.",
    ),
    "trigger-law": Text("不符合法律法规", "against the law"),
    "trigger-own-rules": Text("不符合企业自身服务制度", "against its own service rules"),
    "trigger-trade": Text("不符合行业特殊要求", "against a requirement of the trade"),
    "trigger-service-system": Text("影响服务系统运行", "disturbs the service system"),
    "special-correction": Text("整改：{correction}", "put right: {correction}"),
    "special-not-besides": Text("不另计", "does not count besides"),
    "self-title": Text("自评估表", "Self-assessment"),
    "self-conforms": Text("符合", "conforms"),
    "self-conforms-not": Text("不符合", "does not conform"),
    "self-open": Text("未填", "not said"),
    "self-left-out": Text("不适用", "does not apply"),
    "claim-issued": Text(
        "申报 {claimed}，评得 {achieved}，按 {policy} 发 {issued}。",
        "Applied for: {claimed}; achieved: {achieved}; to be issued by {policy}: {issued}.",
    ),
}

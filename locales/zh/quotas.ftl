# 配额：向不再需要的人道谢，以及控制台的页面。

finish-quota-full = 谢谢您！和您情况相近的回答我们已经收够了，不需要再往下填。您已经说的会保存下来，只用来统计都有谁参加，别无他用。
finish-screened-out = 谢谢您！这次调查问的是另外一类情况，所以没有更多问题了。您已经说的会保存下来，只用来统计都有谁参加，别无他用。
page-enough-title = 谢谢您，就问到这里
page-quota-full = 和您情况相近的回答我们已经收够了，不需要再往下填。您已经说的会保存下来，只用来统计都有谁参加，别无他用。
page-screened-out = 这次调查问的是另外一类情况，所以没有更多问题了。您已经说的会保存下来，只用来统计都有谁参加，别无他用。

console-interview-quota-full = 配额已满
console-interview-screened-out = 不在范围
console-entry-quota-full = 配额已满
console-entry-screened-out = 不在范围

console-quotas = 配额
console-quotas-lead = 每个人都先答完用来分组的问题；之后有名额的继续往下答，没有名额的我们道谢，已答的内容保留。
console-quota-all = 所有网点合计
console-quota-everybody = 所有人
console-quota-taken = 已占
console-quota-completed = 已完成
console-quota-most = 需要
console-quota-away = 谢绝
console-quota-outside-closed = 各组之外：不再继续
console-quota-outside-open = 各组之外：照常继续，不限数量
console-quota-hold = 没答完的问卷，在最后一次作答后保留名额 { $hours } 小时，之后可以让给别人。
console-quota-nothing = 没有回答
console-quota-save = 保存
console-quota-cell = 分组
console-quota-left = 剩余
console-quota-of = { $name } · { $questionnaire } · { $where }
console-quota-new = 改为
console-quota-change = 需要多少：{ $cell }
console-quota-saved = 已保存：从现在起需要 { $most } 份。已有名额的不受影响。
console-quota-not-a-number = 需要多少：请填 1 到 { $most } 之间的整数。
console-quota-make = 新建配额
console-quota-edit = 修改分组和规则
console-quota-next = 下一步
console-quota-name = 配额名称
console-quota-by = 分组依据 { $number }
console-quota-by-lead = 按哪些题的答案分组；只限总数的，一个也不选。选几题，就按答案的每种组合成一组。隐藏值和计算值也能分组，但只能写在 case.yaml 里。
console-quota-cells-lead = 每组需要多少份；留空的不成组。
console-quota-others = 不属于任何一组的人
console-quota-others-open = 照常继续，不限数量
console-quota-others-closed = 道谢，不再继续
console-quota-hours = 没答完的问卷，最后一次作答后保留名额的小时数
console-quota-counted = 保存时，本轮次已经开始的都会计入；已经答过这些题的人，不会因此被谢绝。
console-quota-remove = 删除这个配额
console-quota-remove-lead = 删除后不再限制任何人；已被谢绝的，记录不变。
console-quota-stored = 已保存。{ $count ->
    [0] 目前还没有人计入。
   *[other] 已有 { $count } 份计入。
}
console-quota-removed = 已删除这个配额。
console-quota-twice = 本轮次已有名为“{ $name }”的配额。
console-quota-odd-cell = { $cell }：请填 1 到 { $most } 之间的整数，或留空。
console-quota-odd-hold = 小时数：请填 1 到 { $most } 之间的整数。
console-quota-no-cell = 至少要给一组填上数量。
console-quota-no-such = 不能这样分组：请先选问卷，再选其中不同的题。
console-quota-too-many = 这些题组合出的分组超过 { $most } 个。请少选几题，或把分组写在 case.yaml 里。

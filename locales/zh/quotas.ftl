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

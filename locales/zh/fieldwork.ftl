## 实地：单个任务、提醒与期限
console-visit-window = 任务时间
console-visit-late = 已过期
console-visit-why = 未完成的原因：
console-visit-reminded = { $count ->
    [0] 没有发过提醒。
   *[other] 发过 { $count } 次提醒：
}
console-visit-more = 延长时间
console-visit-more-lead = 任务从停下的那一题继续。用聊天作答的访员会收到通知。
console-visit-until = 延长到这一天结束
console-visit-extend = 延长
console-visit-extended = 时间已延长。
console-visit-need-day = 请选一个日期。
console-visit-no-longer = 这个日期没有延长时间，或任务已经完成。没有改动。
console-fieldwork-policy = 提醒与期限
console-policy-reminders = 任务提醒：最后一次作答后 { $first }（还没有开始的，在截止前同样长的时间），之后每 { $every }一次，最多 { $most } 次。
console-policy-no-reminders = 不发提醒。
console-policy-quiet = 北京时间 { $starts } 至 { $ends } 不打扰任何人。
console-policy-expires = 顾客在开始后 { $after }之内可以填完问卷。
console-policy-never = 顾客随时可以填完问卷。
console-policy-partial = 到期未完成的：必答题不足 { $partial }% 为中断，超过 { $complete }% 视同完成，两者之间为部分完成。
console-policy-where = 导入之前写在案卷的 case.yaml 的 fieldwork 之下；没有写的就是这里显示的。
console-length-days = { $count } 天
console-length-hours = { $count } 小时
console-length-minutes = { $count } 分钟

## 实地的结果
console-outcomes = 访问结果与应答率
console-outcomes-lead = 截至此刻，按 AAPOR《标准定义》的代码和比率。每个比率旁是它的 n；进行中的不计入任何比率。
console-outcomes-none = 还没有任务，也没有顾客问卷。
console-outcomes-mystery = 暗访任务
console-outcomes-mystery-lead = 每个任务都是抽中的个案，不论有没有人打开。RR1 至 RR6：应答率，由严到宽；COOP1：合作率；REF1：拒访率；CON1：接触率。
console-outcomes-perception = 顾客问卷
console-outcomes-perception-lead = 不知道有多少人看到了卡片，所以没有应答率；完成率是已打开并已结束的问卷中填完的比例。
console-outcomes-completion = 完成率
console-outcomes-total = 合计
console-outcomes-case = 全案
disposition-complete = 完成
disposition-partial = 部分完成
disposition-refused = 拒绝
disposition-conflict = 与门店人员相识
disposition-unanswered = 打开后未作答
disposition-break-off = 中断
disposition-never-opened = 从未打开
disposition-voided = 作废
disposition-nothing-returned = 无人领取
disposition-screened-out = 不合条件
disposition-quota-full = 配额已满
disposition-pending = 进行中

## 拒绝

cert-error = 这一步做不了；什么也没有改。
cert-no-such-case = 没有这个案件。
cert-no-such-client = 没有这个客户。
cert-no-such-scheme = 没有评价方案 { $scheme }；现有 { $known }。
cert-scheme-changed = { $scheme } 的文件已不是立案时的那一份，不能给出得分。请恢复原来的文件；方案有改动须另立版本。
cert-case-decided = 案件已过复核（{ $stage }），审核结论不再改动。
cert-illegal-move = 处于“{ $stage }”的案件不能“{ $move }”。
cert-rejected = 不能接受；什么也没有改。
cert-rejected-finding = 这一条款不能这样下结论；什么也没有改。
cert-nothing-to-undo = { $subject } 没有可以撤回的内容。
cert-login-taken = 登录名 { $login } 已被使用。
cert-no-such-user = 没有这个用户。
cert-no-such-token = 没有这个令牌，或者已经作废。
cert-not-allowed = 只有管理员可以这样做。

## 送来的内容有什么不对

cert-at-row = 第 { $row } 行：{ $text }
cert-at-sheet-row = { $sheet } 第 { $row } 行：{ $text }
cert-finding-unknown-clause = { $scheme } 没有条款 { $clause }
cert-finding-wrong-source = { $clause } 不接受来源 { $source } 的结论
cert-nothing-stands = { $subject } 没有现行的结论
cert-special-twice = 这一特别扣分项已经有了：{ $text }
cert-too-many-specials = 特别扣分项已有 { $most } 个，不再增加
cert-policy-unknown = 没有策略 { $name }；现有 { $known }
cert-policy-value = 策略 { $name } 只能是 { $known }，不是 { $value }
cert-needed-client-name = 客户要有名称
cert-needed-reason = 不适用须写明理由
cert-needed-special-text = 特别扣分项须写明是什么情况
cert-needed-bonus-text = 加分须写明因为什么
cert-too-long = 超过 { $most } 个字

## 案件进展

cert-grade-fail = 不通过
cert-grade-none = 未定级
cert-standing-graded = { $final } 分，{ $grade }，适用 { $applicable } 分已评 { $assessed } 分
cert-standing-open = 目前 { $final } 分，适用 { $applicable } 分已评 { $assessed } 分，级别未定（目前{ $grade }，最高{ $best }）
cert-standing = { $score }；{ $review }；{ $assignments }。
cert-standing-review = { $count ->
    [0] 没有待审核的访问
   *[other] { $count } 份访问待审核
  }
cert-standing-assignments = { $count ->
    [0] 没有未完成的任务
   *[other] { $count } 个任务未完成
  }
cert-stage-application = 申请
cert-stage-evaluation = 评价
cert-stage-review = 复核
cert-stage-decision = 认证决定
cert-stage-certified = 已发证
cert-stage-refused = 不予认证
cert-stage-suspended = 暂停
cert-stage-withdrawn = 撤销
cert-stage-cancelled = 注销
cert-stage-terminated = 审核终止
cert-move-accept = 受理申请
cert-move-decline = 不受理
cert-move-finish-evaluation = 完成评价
cert-move-send-back = 退回
cert-move-recommend = 提交认证决定
cert-move-grant = 同意发证
cert-move-refuse = 不予发证
cert-move-suspend = 暂停
cert-move-restore = 恢复
cert-move-withdraw = 撤销
cert-move-cancel = 应持证人要求注销
cert-move-terminate = 终止审核

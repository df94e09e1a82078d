# 只在聊天里说的话。

# 按钮
button-agree = 开始
button-agree-place = 我到店了
button-not-now = 稍后再说
button-conflict = 我认识这里的员工
button-no-consent = 不参加，谢谢
button-keep = 保持不变
button-skip = 不填这一题
button-photos-done = 就这 { $count } 张
button-start = ▶ { $label }
button-stop = ⏹ { $label }
button-right = 对
button-late = 我点晚了
button-place = 📍 共享我的位置
button-back = ↩ 返回
button-later = ⏸ 稍后
button-resume = 继续
button-submit = 提交
button-submit-anyway = 我确定，提交
button-change = 修改某个回答
button-see = ✎ { $label }

# 任务说明
brief-title = { $title } · { $wave }
brief-outlet = 网点 { $code }，{ $name }，{ $address }
brief-when = 时间：{ $opens } 至 { $closes }
brief-hours = 网点营业时间 { $opens }–{ $closes }。
brief-minutes = 大约 { $minutes } 分钟。
brief-scenario = 您的角色：{ $scenario }
day = { $month }月{ $day }日 { $time }

# 一道题
held = 您之前的回答：“{ $value }”。要修改吗？
ends = { $low } = { $low-end } · { $high } = { $high-end }
ask-number = 请发送数字，单位：{ $unit }。
ask-photo = { $most ->
    [1] 方便的话请以文件形式发送，画质不会受损。
   *[other] 最多 { $most } 张。方便的话请以文件形式发送，画质不会受损。
}
ask-place-else = 如果无法共享：
stopwatch-running = 正在计时。
stopwatch-right = { $seconds } 秒，对吗？
chosen = ✓ { $value }
left-place = 已记下：{ $value }

# 小结
summary-count = 已回答 { $done } 题，共 { $total } 题。
summary-done = 您的回答：
summary-missing = 还没有回答：
summary-points = 提交前请看一眼这 { $count } 处：
summary-line = · { $label }：{ $value }
summary-item = · { $label }
summary-more = · 另有 { $count } 题
offer = 您想修改哪个回答？
offer-nothing = 还没有可以修改的回答。

# 结束
finish-submitted = 已于 { $time } 提交 · 回执 { $receipt }
finish-submitted-mystery = 如果还有要问的，会在这里写给您。
finish-accepted = 这次到访已审核完毕。谢谢您。
finish-voided = 这份问卷已作废，不计入结果。您不用再做什么。
finish-declined = 谢谢您告诉我们。这里不用再做什么了。
receipt-none = –

# 命令
language-which = 请选择语言
language-zh = 中文
language-en = English
help-title = 我会带您一题一题地完成问卷。每个回答都会马上保存，您可以随时停下。
help-commands =
    /back – 回到上一个回答
    /status – 已完成和还缺的
    /pause – 先停在这里，以后继续
    /language – 中文或 English
    /help – 本页
help-start = 要开始，请打开发给您的链接，或发送 /start 加您的编码，例如：/start 7F3K-9QPX
help-go-on = 您现在在这里：
command-start = 开始，或从停下的地方继续
command-back = 回到上一个回答
command-status = 已完成和还缺的
command-pause = 先停在这里，以后继续
command-language = 中文 / English
command-help = 使用说明

# 无法接收的内容
cannot-take-command = 没有这个命令。/help 里有全部命令。
cannot-take-venue = 地图上选的地点不是您所在的位置，请共享您自己的位置。
cannot-take-forwarded = 转发的位置不是您所在的位置，请共享您自己的位置。
cannot-take-place = 这个位置无法识别，请再共享一次。
cannot-take-big-file = 文件太大：最多 20 MB。照片会小一些。
tap-unknown = 不认识这个按钮。发送 /start 可以看到您在哪里。
tap-not-yours = 这个按钮属于另一份问卷，不是您的。

# 审核人员的话
notice-returned = 还有一件事想请您帮忙。审核人员写道：“{ $reason }”您之前的内容都保留着，可以修改，也可以补充。

ask-several = 符合的都点上，再点最后一个按钮。
ask-date = 请发送日期，例如 2026-11-23，或“今天”“昨天”。
ask-time = 请发送时间，例如 14:05。
button-ticked = { $count ->
    [0] 都没有
   *[other] 选好了（{ $count } 项）
}
button-next = 继续
button-sure = 确实如此
you-gave = 您填的是：{ $value }
put-aside = 您刚才发的内容在我们这边处理出错，已经搁置，会有人查看；之前的内容都已保存。请继续，发送 /start 可以看到您在哪里。
we-were-away = 我们刚才中断了一会儿。如果您期间点过按钮，请再点一次。

# 各种问题
suggested = 建议：{ $value }
ask-ranking = 请按从好到差的顺序点选（共 { $most } 项），再点一次取消。
ask-duration = 例如：5分钟，或 1:30。
ask-barcode = 可以输入编号，也可以拍照发来。
ask-video = { $most ->
    [1] 请发一段视频。
   *[other] 请发视频，最多 { $most } 段。
}
ask-audio = { $most ->
    [1] 请发一段语音或录音。
   *[other] 请发语音或录音，最多 { $most } 段。
}
ask-document = { $most ->
    [1] 请发一个文件。
   *[other] 请发文件，最多 { $most } 个。
}
ask-signature = 请拍一张签名的照片发来，或打开您的网页在上面签名。
stopwatch-splits = 中间已记 { $count } 次。
button-add = ➕ 再加一个
button-all-of-them = 就这些
button-none-of-them = 没有
button-edit-one = ✎ 修改第 { $number } 个
button-drop-one = ✕ 移除第 { $number } 个
button-restore-one = ↺ 恢复 { $number }

## 提醒
notice-remind-unfinished = 还没有填完：{ $outlet }。{ $closes }之前都可以继续。您已填的内容都保留着，点一下就从停下的地方继续。
notice-remind-not-begun = 还没有开始：{ $outlet }。{ $closes }之前都可以作答。
notice-remind-not-begun-begin = 还没有开始：{ $outlet }。{ $closes }之前都可以作答，请打开：{ $address }
notice-extended = 时间延长了：{ $outlet }在{ $closes }之前都可以继续作答。您已填的内容都保留着。
notice-extended-begin = 时间延长了：{ $outlet }在{ $closes }之前都可以作答，请打开：{ $address }

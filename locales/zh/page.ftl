# 页面：首页、出错提示，以及问题周围的文字。

page-name = 暗访
page-skip = 跳到正文
page-language = 语言
page-language-zh = 中文
page-language-en = English

# 首页
page-home-title = 暗访：售后服务到底怎么样？
page-home-lead = 把暗访、顾客感受和管理审核合在一起，得出一个逐条有据的售后服务评分（GB/T 27922-2011）。
page-home-shopper = 您负责到访网点
page-home-shopper-text = 打开任务链接即可。一次只问一题，每个回答立即保存，随时可以停下，再从原处继续。
page-home-customer = 您刚接受过服务
page-home-customer-text = 扫一下网点的二维码，大约一分钟，无需账号，不记姓名。
page-home-auditor = 您是审核员
page-home-auditor-text = 录入审核发现，复核到访记录，查看评分表，并可导出全部数据。
page-home-console = 进入控制台

# 出错提示：按状态有标题，按情况有说明
page-error-title-400 = 没有读懂
page-error-title-403 = 现在不能这样做
page-error-title-404 = 这里没有内容
page-error-title-405 = 换个方式试试
page-error-title-409 = 已经处理过了
page-error-title-413 = 内容太大
page-error-title-415 = 请换一种格式
page-error-title-422 = 有些内容需要再看一下
page-error-title-429 = 请稍慢一点
page-error-title-500 = 是我们出了差错
page-error-title-503 = 请稍等片刻
page-error-400 = 发来的内容无法识别，没有任何改动。请返回后再试一次。
page-error-403 = 不能从这里操作，没有任何改动。请打开原来的页面再试。
page-error-404 = 这个地址没有页面。请使用发给您的链接或二维码。
page-error-405 = 这个地址不能这样使用。请返回，用页面上的按钮操作。
page-error-409 = 可能您的另一台设备先提交了。内容都在，请重新打开页面。
page-error-413 = 内容超过了上限，没有任何改动。
page-error-415 = 这种格式无法读取，没有任何改动。
page-error-422 = 有些内容需要再看一下，没有任何改动。
page-error-429 = 操作太快了，请稍等片刻再试。
page-error-500 = 差错在我们，已经记录下来。之前保存的内容都在，请稍后再试。
page-error-503 = 服务正忙。之前保存的内容都在，请过几秒再试。
page-error-malformed = 发来的内容无法读取，没有任何改动。请返回后再试一次。
page-sent-otherwise = 这一页之前已经用别的内容提交过，那次的内容已保存，这次没有任何改动。
page-error-photo-kind = 这个文件不是可以保存的照片。支持 JPEG、PNG、WebP 和 HEIC。
page-error-photo-large = 照片超过 20 MB，请换一张小一些的。
page-error-home = 回到首页
page-error-retry = 再试一次
page-error-to-cases = 回到案件列表

# 问题周围的文字。这里不出现我们的名字：店里的人可能看到屏幕
page-survey = 问卷
page-start = 开始
page-minutes = 大约 { $minutes } 分钟
page-outlet = 网点
page-when = 时间
page-part = 您的角色
page-window = { $opens } 至 { $closes }
page-hours = 营业时间 { $opens }–{ $closes }
page-day = { $month }月{ $day }日 { $time }
page-discreet = 请不要说明来意。我们不会告诉对方您是谁。
page-at-the-store = 我到店了
page-not-now-button = 稍后再说
page-not-now = 好的。在截止时间之前，这个链接一直有效。
page-conflict = 我认识这里的员工
page-no-consent = 不参加，谢谢
page-progress = 第 { $number } 题，共 { $total } 题
page-back = 返回
page-keep = 保持不变
page-held = 您之前的回答：{ $value }。要修改吗？
page-skip-question = 不填这一题
page-nothing-to-add = 没有要补充的
page-next = 下一题
page-step = { $step } 分，从 { $low } 分（{ $least }）到 { $high } 分（{ $most }）
page-take-photo = 拍照
page-choose-photo = 从相册选
page-send-photo = 发送
page-photos-done = 就这 { $count } 张
page-share-place = 共享我的位置
page-locating = 正在定位……
page-place-denied = 手机没有允许定位。您可以在浏览器设置里允许，或选下面的选项。
page-place-unknown = 暂时定位不到。可以靠近窗边再试，或选下面的选项。
page-place-no-script = 没有脚本时页面无法获取位置，请选下面的选项。
page-running = 正在计时
page-took = { $seconds } 秒
page-time-right = 没错
page-time-late = 我点晚了
page-overview = 概览
page-later = 稍后
page-later-title = 回头见
page-go-on = 继续
page-summary = 目前的进度
page-summary-ready = 都答完了，可以提交了吗？
page-done-of = 已回答 { $done } 题，共 { $total } 题
page-points = 有 { $count } 处请您再看一眼，见下方。
page-submit = 提交
page-submit-sure = 我确定，提交
page-change = 修改
page-change-this = 修改：{ $label }
page-thanks = 谢谢您
page-finished = 完成了
page-receipt = 回执
page-receipt-why = 需要的话可以留存，它对应的就是这一份回答。
page-declined-title = 谢谢您告诉我们
page-declined = 那这一次就不用您来做了，没有关系，也不需要再做什么。
page-voided-title = 这一份已作废
page-voided = 它不计入结果，您不需要再做什么。
page-card-not-open = 调查还没有开始，请过几天再来。
page-card-closed = 调查已经结束，谢谢您的好意。

# 没有网络的时候
page-kept = 暂时没有网络。您的回答已留在手机上，恢复后会自动发送。
page-sending = 正在发送……
page-unsent = 没有发出去，还在这里，点“发送”再试一次。

page-sure = 确认是 { $value }

## After the window
page-closed-title = 时间已过
page-closed-visit = 您已有的回答都保留着。后续由您的协调人决定，也可能重新开放。
page-closed-why = 是什么原因没能完成？一句话就可以，协调人会看到。
page-closed-send = 说明原因
page-closed-noted = 已记下，协调人会看到：“{ $text }”

## 各种题型
page-suggested = 建议：{ $value }
page-point = { $point }：{ $words }
page-how-many = { $least ->
    [0] 最多选 { $most } 项。
   *[other] 选 { $least } 到 { $most } 项。
}
page-rank = { $count ->
    [1] 哪一项排第一？
   *[other] 请按您的顺序排出前 { $count } 项。
}
page-place = 第 { $place } 位
page-up = 上移：{ $label }
page-down = 下移：{ $label }
page-moved = { $label }：第 { $place } 位，共 { $total } 项
page-minutes-field = 分
page-seconds-field = 秒
page-or-photo = 或者
page-photo-of-code = 拍下条码
page-files = 已保存 { $count } 个，最多 { $most } 个
page-files-least = 至少需要 { $least } 个。
page-files-done = 就这 { $count } 个
page-take-video = 录像
page-take-audio = 录音
page-choose-video = 选一段视频
page-choose-audio = 选一段录音
page-choose-document = 选一个文件
page-too-many-files = 超出了可保存的数量，前面的已保存。
page-sign-here = 签名区，可用手指、笔或鼠标书写
page-sign-first = 签名区还是空的，请先签名。
page-sign-done = 签好了
page-clear = 清除
page-photo-of-signature = 拍下纸上的签名
page-splits = 已记下的时间
page-rows-optional = 可以留空。
page-rows-missing = 还有一行没有填，其余的已按您填的保留。
page-drop = 移除
page-drop-this = 移除：{ $label }
page-dropped = 已移除
page-restore = 恢复
page-restore-this = 恢复：{ $label }
page-add = 再加一个
page-those-are-all = 就这些
page-there-are-none = 一个也没有
page-which-answer = 要修改哪一个回答？
page-no-answer-yet = 还没有可以修改的回答。
page-still-open = 尚未回答
page-filter = 在列表中查找
page-error-no-file = 没有收到文件。请选一个，再发送一次。
page-error-video-kind = 这个文件不是可以保存的视频。支持 MP4、MOV、WebM 和 3GP。
page-error-video-large = 视频超过 100 MB，请换一段短一些的。
page-error-audio-kind = 这个文件不是可以保存的录音。支持 MP3、M4A、OGG、WAV、AAC、AMR 和 WebM。
page-error-audio-large = 录音超过 20 MB，请换一段短一些的。
page-error-document-kind = 这个文件无法保存。支持 PDF、Word、Excel、OpenDocument、纯文本、ZIP、图片、视频和录音。
page-error-document-large = 文件超过 20 MB，请换一个小一些的。

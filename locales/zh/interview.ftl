# 访问过程中说的话：聊天和网页共用。

# 任务说明与开始
start-first = 请先看一下上面的说明，点第一个按钮就可以开始。
welcome-back = 欢迎回来。之前的回答都在，从您停下的地方继续。
paused = 已暂停，回答都已保存。准备好了再打开同一个链接，就从这里继续。

# 回复对不上问题：什么都不会丢，问题会再问一次
use-a-button = 这一题请点按钮回答。之前的回答都已保存。
rating-out-of-range = 请选 { $low } 到 { $high } 之间的整数。
send-a-number = 请只填数字，例如 12。
too-many-decimals = { $decimals ->
    [0] 请填整数。
   *[other] 小数点后最多 { $decimals } 位。
}
number-out-of-range = 这个数应在 { $least } 和 { $most } 之间，请您再看一下。
some-words = 这里请写几个字。
too-long = 您写了 { $length } 个字，这里最多 { $most } 个，请稍微精简一下。
more-sentences = 请至少写 { $least } 句：您看到或听到了什么。
send-a-photo = 这里需要一张照片。
share-your-place = 这里需要您的位置。请共享一次，或选下面的其他选项。
use-the-stopwatch = 这一题请用计时按钮。
no-photo-wanted = 这里不需要照片，所以没有保存。现在的问题是：
no-place-wanted = 这里不需要位置，所以没有保存。现在的问题是：
cannot-take-live-location = 实时位置会一直变，无法记录。请只共享一次当前位置。
cannot-take-sticker = 表情无法作为回答保存。现在的问题是：
cannot-take-voice = 暂时无法保存语音，请点按钮或打字。
cannot-take-video = 暂时无法保存视频，请发照片或打字。
cannot-take-edited = 保留的是您最先发送的内容。要修改回答，请退回那一题。
cannot-take-album = 照片超过了可以保存的张数，前面几张已保存。
cannot-take-file = 这种文件无法保存，图片可以。
cannot-take-contact = 这里不需要联系人，也没有保存。
cannot-take-poll = 投票无法作为回答保存。现在的问题是：
cannot-take-other = 这个无法作为回答保存。之前的回答都在。

# 已完成的事
photo-stored = { $kilobytes ->
    [0] 照片已保存。
   *[other] 照片已保存（{ $kilobytes } KB）。
}
place-noted = 位置已记录，谢谢。
place-at = 距网点 { $metres } 米，谢谢。
already-noted = 已经记下了，谢谢。
already-answered = “{ $label }”已经回答过。要修改，请退回那一题。
not-that-one-now = 那一题现在不用回答。您现在在这里：
nothing-before = 这已经是第一题了。
not-complete = 还差一点，请再回答一题：
interview-over = 这份问卷已经结束，没有任何改动。

# 提交前请看一眼
point-skipped = 未填写
point-far = 距网点 { $metres } 米
point-late = 您说点晚了

# 不能做的事
survey-error = 现在无法这样做。没有任何改动，也没有丢失任何内容。
unknown-code = 没有找到这个编码。请核对一下，或问一问给您编码的人。
code-taken = 这次到访已经由另一位开始了。如果不是您本人，请告诉您的协调人。
not-open-yet = 这次到访从 { $opens } 开始，请到时再来。
window-closed = 这次到访的时间已过。您已有的回答都保留着，后续由您的协调人决定。您可以用一条消息说明原因（在聊天里或在页面上），协调人会看到。
late-explained = 已记下，协调人会看到。谢谢您。
answered-already = 这次服务您已经评价过了。又买了别的？请用那张小票上的码。
no-open-interview = 现在没有要回答的内容。请打开发给您的链接，或扫发给您的码。
no-such-interview = 这个地址没有对应的问卷。请使用发给您的链接或二维码。
not-reviewable = 这份访问目前不在待审状态。
returned = 审核人员请您再看一下：{ $reason }

# 回答给人看的样子
value-photos = { $count } 张照片
value-place = 位置已记录
value-place-at = 距网点 { $metres } 米
value-seconds = { $seconds } 秒
value-seconds-late = { $seconds } 秒（点晚了）
value-skipped = 未填写

# 问卷里的规则
author-says = { $words }
not-possible = 这和您前面的回答对不上，请您再看一下。
only-that-one = 选了“{ $label }”就不能再选别的。
choose-at-least = 请至少选 { $least } 项。
choose-at-most = 请最多选 { $most } 项。
send-a-date = 请发送日期，例如 2026-11-23，或“今天”。
send-a-time = 请发送时间，例如 14:05。
value-none = 都没有
value-seen = 已读

# Files, spans, rankings, repeats
file-stored = { $kilobytes ->
    [0] 文件已保存。
   *[other] 文件已保存（{ $kilobytes } kB）。
}
send-a-video = 这里需要一段视频。
send-a-audio = 这里需要一段录音。
send-a-document = 这里需要一个文件。
send-a-signature = 请在网页上签名，或拍一张签名的照片发来。
send-a-duration = 请写时长，例如“5分钟”或 1:30（1 分 30 秒）。
duration-out-of-range = 请写 { $least } 到 { $most } 秒之间的时长。
rank-each-once = 每一项只能排一次。
rank-them = 请按顺序选出 { $most } 项。
no-more-instances = 最多 { $most } 个，已经满了。已有的都保存好了。
too-few-instances = 至少需要 { $least } 个。
instance-removed = 已从结果中移除。填写的内容仍在记录里，可以恢复。
instance-restored = 已恢复，原来的回答都还在。
grown-long = 这份问卷的记录已经很长，不能再退回修改。已有的都保存好了，请从这里继续填完。
grown-long-ticks = 这份问卷的记录已经很长。请把所有适用的选项编号写在一条消息里，例如 1, 3。
point-vague = 定位精度只有 { $metres } 米
point-no-longer-fits = 与其他回答或题目要求不一致
value-videos = { $count } 段视频
value-audios = { $count } 段录音
value-documents = { $count } 个文件
value-signatures = 已签名
value-listed = 共 { $count } 个
value-splits = { $whole }（中间：{ $splits }）
value-span-s = { $seconds } 秒
value-span-min = { $minutes } 分 { $seconds } 秒
value-span-h = { $hours } 小时 { $minutes } 分
inside = { $title } { $position }
inside-of = { $title } { $position }/{ $total }
survey-expired = 这份问卷开始后已过了几天，现在不能再作答。您已有的回答都保留着，谢谢您，不需要再做什么。
no-longer = 这个日期没有延长时间，或任务已经完成。

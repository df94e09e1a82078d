# 控制台的框架
console-rooms = 控制台
console-cases = 案件
console-tokens = 令牌
console-users = 用户
console-log-out = 退出
console-log-in = 登录
console-log-in-title = 登录控制台
console-zone = 页面上的时间都是北京时间（UTC+8）。
console-log-in-hint = 审核员和管理员在这里登录。登录在 12 小时后失效。
console-login = 登录名
console-password = 密码
console-login-wrong = 登录名或密码不对。
console-login-wait = 这个登录名连续出错太多次。请等一分钟再试。
console-error-csrf = 这个页面已过期，什么也没有改。请返回、重新打开页面再试。
console-nothing-changed = 什么也没有改。
console-none = 无
console-save = 保存
console-add = 添加
console-undo = 撤销
console-withdraw = 收回

# 案件
console-no-cases = 还没有分配给您的案件。请联系管理员。
console-no-cases-administrator = 还没有案件。请在下面立第一个案件。
console-new-case = 新案件
console-client-zh = 客户名称（中文）
console-client-en = 客户名称（英文）
console-scheme = 评价方案
console-open-case = 立案
console-case-parts = 案件各部分
console-tab-sheet = 评分表
console-tab-audit = 审核
console-tab-interviews = 访问
console-tab-characteristics = 六特性
console-tab-fieldwork = 实地工作
console-tab-pull = 取数
console-tab-settings = 设置
console-first-title = 从这里开始
console-first-audit = 录入管理审核结论，或上传审核表
console-first-outlets = 上传服务网点名单
console-first-wave = 建立一轮实地工作
console-first-assignments = 派出暗访任务，给网点打印二维码卡

# 评分表
console-grade = 级别
console-so-far = 目前：{ $so_far }；最高：{ $best }
console-final = 得分
console-base = { $earned } / { $applicable } × 100 = { $base }
console-coverage = 已评分值占比
console-assessed = 适用 { $applicable } 分，已评 { $assessed } 分
console-adjusted = 扣分与加分
console-specials-count = { $count } 个特别扣分项
console-gaps = 来源之间差得最多的地方
console-gap = { $low }，{ $high }。
console-index-gap-source = { $source } { $value }（n { $n }）
console-index-gaps-lead = 只列出差值的区间不含 0 的，即不能归于偶然的。
console-index-gaps-none = 没有哪两个来源相差到不能归于偶然的程度。
console-gap-source = { $source }：{ $share }%（n = { $n }）
console-clause = 条款
console-points = 分值
console-points-n = { $points } 分
console-earned = 得分
console-share = { $share }%（{ $low }–{ $high }），n = { $n }
console-samples-have = { $need } 个样本中已有 { $have } 个
console-samples-enough = 每个抽样条款的样本数都达到策略 min_sample 的要求。
console-share-lead = 每个来源列出比例、95% 的区间和 n。同一次访问的样本只当作一个，同一网点的访问彼此相近，所以区间比只看 n 的要宽。对整体作出的结论没有区间。
console-source-self-assessed = 自评
console-source-audited = 审核
console-source-observed = 暗访
console-source-perceived = 顾客感知
console-role-counts = 计分
console-role-corroborates = 只作对照，不计分
console-role-none = 看不到本条款
console-method-sampled = 按抽样
console-method-all_or_nothing = 全或无
console-method-banded = 按百分比
console-method-information = 说明项
console-status-assessed = 已评
console-status-assumed = 按符合计
console-status-not_assessed = 未评
console-status-not_applicable = 不适用
console-status-information = 说明项
console-outcome-met = 符合
console-outcome-not-met = 不符合
console-outcome-not-applicable = 不适用
console-outcome-not-observed = 没看到
console-information = 不计分
console-no-evidence = 还没有证据。
console-left-out = 不适用的理由：{ $reason }
console-open-evidence = 打开 { $count } 条作为依据的回答
console-evidence-of-interviews = 计入的访问中有 { $count } 条回答，未满足的在前
console-interview-pages = 访问与答卷的页
console-evidence-pages = 回答分页
console-evidence-page = 第 { $page } 页，共 { $pages } 页
console-evidence-previous = 上一页
console-evidence-next = 下一页
console-back-to-sheet = 回到评分表
console-grade-hangs = 级别取决于读法：{ $policies }
console-readings = 换一种读法
console-readings-hang = 级别取决于读法：标出的任一种读法单独就会改变级别。
console-readings-firm = 任何单独一种其他读法都不改变级别。
console-reading-another-grade = 级别不同
console-readings-lowest = 各取最低
console-readings-highest = 各取最高
console-claim = 申报 { $claimed }，评得 { $achieved }，应发 { $issued }。
console-why = 为什么是这样
console-next-grade = 到下一级
console-own = 自评估
console-own-score = 按自评估表得 { $final }：{ $grade }
console-own-nothing = 还没有填写企业对自己的评估。
console-own-says = 自评估结论
console-own-conforms = 符合
console-own-conforms-not = 不符合
console-own-open = 未填
console-own-left-out = 不适用
console-own-shown = 证明材料清单
console-own-enter = 填写自评估
console-specials = 特别扣分项
console-bonus = 特别加分
console-policies = 采用的策略
console-policies-lead = 标准没有写明、或各文件写法不一之处，按下列策略处理。
console-policy-changed = 已改动

# 录入审核
console-enter-for = 录入来源
console-entered = 已录入 { $count } 条
console-audit-sheet = 用表格录入
console-audit-closed = 案件已到“{ $stage }”，审核结论不再改动。
console-bands = 百分比档次说明
console-asks = 应提供的材料
console-field-met = 符合
console-field-of = 抽样
console-field-percent = 百分比
console-field-partly = 部分符合 %
console-field-yes = 符合
console-field-no = 不符合
console-field-note = 备注
console-field-not-applicable = 不适用……
console-field-reason = 理由
console-leave-out = 记为不适用
console-saved = 已保存。
console-undone = 已撤销，恢复先前的内容。
console-special-new = 发生了什么
console-bonus-for = 因为什么
console-frame = 抽样范围
console-field-frame = 样本抽自
console-field-population = 总数
console-field-seed = 抽样种子
console-approvals = 同意
console-approvals-lead = 下列各项须经另一人同意后才计入；重新填写的须重新同意。
console-approve = 同意
console-approved = 已同意
console-approve-bonus = 特别加分
console-approve-deletions = 评审委员会复核全部删减
console-claimed = 申报级别
console-claimed-grade = 级别

# 接口
console-api-no-token = 需要有效的令牌：Authorization: Bearer …。令牌在控制台里生成。
console-api-query = 参数不对。
console-api-twice = 参数 { $name } 只能给一次。
console-api-unknown = 没有参数 { $name }。
console-api-bad-cursor = cursor 应是上次得到的数字，第一次用 0 或不给。
console-api-bad-limit = limit 应是 1 到 { $most } 的整数。
console-api-bad-wave = wave 是案件中一个轮次的名称。
console-api-bad-from = from 是日期，例如 2026-11-30。
console-api-bad-to = to 是日期，例如 2026-11-30。
console-api-bad-lang = lang 只能是 zh 或 en。

# 表格录入
console-sheet-down = 下载审核表
console-sheet-down-lead = 按本案方案的条款排好，已有的结论已填入。可以离线填写。
console-sheet-up = 上传填好的审核表
console-sheet-up-lead = 先核对，后保存：上传后会列出读到的内容和问题，确认之前什么也不保存。
console-sheet-file = 审核表（XLSX）
console-sheet-look = 核对
console-sheet-save = 保存这 { $count } 条
console-sheet-again = 重新上传
console-sheet-saved = 已保存 { $count } 条有变化的内容。
console-sheet-expired = 核对的内容已过期，没有保存。请重新上传。
console-row = 行
console-says = 内容
console-no-file = 没有收到文件。请选择一个文件再上传。
console-nothing-stored = 什么也没有保存。请改好后再上传：
console-more-problems = 另有 { $count } 处。

# 访问
console-interview = 访问
console-outlet = 网点
console-questionnaire = 问卷
console-status = 状态
console-submitted-at = 提交或开始
console-filter = 按状态筛选
console-all = 全部
console-no-interviews = 还没有访问。派出任务或挂出二维码卡之后，答案会出现在这里。
console-interview-none = 未开始
console-interview-new = 未开始
console-interview-open = 进行中
console-interview-paused = 暂停
console-interview-declined = 未参加
console-interview-submitted = 已提交
console-interview-to-review = 待审核
console-interview-returned = 已退回
console-interview-accepted = 已接受
console-interview-voided = 已作废
console-waiting = { $count } 份待审核
console-next = 下一份
console-minutes = { $minutes } 分钟
console-photo = 照片 { $number }
console-photo-coming = 照片 { $number } 还在取
console-took = { $seconds } 秒
console-meaning-good = 符合
console-meaning-bad = 不符合
console-meaning-partly = 部分符合
console-meaning-not-applicable = 不适用
console-meaning-not-observed = 没看到
console-checks = 检查
console-check-missing = { $count ->
        [0] 没有遗漏
       *[other] 缺 { $count } 题
    }
console-check-clear = 没有需要再看的地方
console-flags = 值得再看一眼
console-flags-lead = 只是提示，不是证据：不会因此剔除任何内容。诚实的答卷偶尔也会出现。
console-flag-fast = 一般题目上比平常快 { $pace } 倍（{ $since ->
        [none] 对照目前计入的 { $of } 份，满三十份后固定
       *[other] 对照最先计入的 { $of } 份，自 { $since } 起固定
    }）。可能是凭记忆填的，或没有细读。
console-flag-straight = 评分几乎没有差别：{ $n } 个中连续 { $run } 个相同，离散 { $spread } 级。可能是真实看法，也可能没有细读。
console-flag-heaped = 此人所记的 { $n } 个时间里有 { $round } 个以 0 或 5 结尾，正常约为五分之一。像是估计的，不是计时得来的。
console-flag-copied = 有一段文字与答卷 { $other } 有 { $share }% 相同，可能是抄来的。
console-flag-honest = 模拟的 { $of } 份诚实答卷中有 { $alarms } 份也会这样（95% 水平下不超过 { $bound }%）。
console-four-sources = 四个来源并列
console-four-sources-lead = “暗访”和“顾客感知”是答案的均值；“自评”和“审核”是该特性的题目所涉及条款的得分比例——文件没有把条款分到各特性。有样本才有区间，对整体作出的结论没有区间。各来源从不合并。
console-four-sources-n = { $clauses } 个条款，n { $n }
console-agreement = 访问过两次的网点：暗访员看到的一致吗？
console-agreement-lead = 不同暗访员在同一期、同一网点看到的。Krippendorff α 为 1 表示完全一致，0 表示与偶然无异；0.8 以上算可靠，0.667 以下不宜下结论。模拟的 { $of } 项研究（十个网点、诚实的暗访员看错 3%）中有 { $low } 项低于此值。
console-agreement-characteristic = 特性
console-agreement-units = 比较的项目数
console-agreement-same = 一致
console-agreement-alpha = α
console-check-minutes = 用时 { $minutes } 分钟，预计 { $planned } 分钟
console-review-lead = 接受后，这些答案成为条款的证据。原始提交不会改变。
console-review-counts = 这一份已计入。作废后不再计入，记录仍保留。
console-review-why = 理由（退回和作废时必填）
console-review-reason = 退回或作废须写明理由。
console-accept = 接受
console-return = 退回
console-void = 作废
console-reviewed-accept = 已接受，计入评分。下面是下一份。
console-reviewed-return = 已退回，理由已发给暗访员。下面是下一份。
console-reviewed-void = 已作废。下面是下一份。
console-log = 全部记录（{ $count }）
console-entry-began = 开始
console-entry-declined = 未参加
console-entry-answered = 回答
console-entry-reopened = 重新打开
console-entry-attached = 照片
console-entry-clocked = 秒表
console-clock-start = 开始
console-clock-split = 中间计时
console-clock-stop = 停止
console-declined-conflict = 认识那里的人
console-declined-no-consent = 不愿参加
console-entry-paused = 暂停
console-entry-language = 语言
console-entry-submitted = 提交
console-entry-accepted = 接受
console-entry-returned = 退回
console-entry-voided = 作废
console-entry-moved = 改用另一版次继续
console-entry-explained = 说明迟交
console-channel-chat = 聊天
console-channel-page = 网页
console-channel-console = 控制台
console-channel-play = 演练

console-point-skipped = 跳过
console-point-far = 离网点 { $metres } 米
console-point-late = 暗访员说点晚了
console-point-trap = 与到过现场的人会给的回答不符
console-point-critical = 关键项：未完全符合

# 六特性
console-no-indices = 还没有计入的答案。接受暗访或收到顾客答卷之后，这里显示六个特性的指数。
console-indices-lead = 0 到 100。暗访看到的和顾客感受到的分开计算，从不合并；“没看到”“不适用”不计入。
console-index-interval-by_outlet = 数字下面是 { $level }% 区间。全部网点的区间考虑了同一网点的答案彼此相近；没有区间，是因为答案太少或全都一样。
console-index-interval-simple = 数字下面是 { $level }% 区间，把每个答案当作独立的，会偏窄。
console-index-population = 登记的网点视为全部网点，区间因此更窄。
console-index-aggregation-pooled_answers = 全部网点：所有答案的平均，方案采用题目权重时按权重计。
console-index-aggregation-mean_of_outlets = 全部网点：先求各网点的平均，再等权平均。
console-index-hidden = 不足 { $fewest } 位顾客的结果不显示，可由此推算的也不显示。
console-index-few = 不显示
console-index-whole = 合计
console-index-simple = 若答案彼此独立的区间
console-index-top-top_two_of_five = 高分占比（五分制的 4 和 5）
console-index-top-top_only = 最高分占比
console-by-outlet = 按网点
console-all-outlets = 全部网点
console-small-n = 浅色数字表示不足 { $small } 个答案，不宜比较。

# 实地工作
console-outlets = 服务网点
console-code = 编号
console-name = 名称
console-address = 地址
console-hours = 营业时间
console-no-outlets = 还没有网点。
console-outlets-file = 网点名单（XLSX 或 CSV）
console-outlets-columns = 列：编号 code、名称 name、地址 address；可选 lat、lon、opens、closes。
console-upload = 上传
console-wave = 轮次
console-no-waves = 还没有轮次。轮次是一段实地工作的时间，任务和二维码卡都属于一个轮次。
console-no-wave = 请选择本案的一个轮次。
console-new-wave = 新的一轮
console-first-day = 第一天
console-last-day = 最后一天
console-visits = 暗访任务
console-visit-pages = 任务的各页
console-card-pages = 二维码卡的各页
console-outlet-pages = 网点的各页
console-no-assignments = 这一轮还没有任务。
console-cards = 二维码卡
console-no-cards = 这一轮还没有二维码卡。
console-answered = 已答 { $count } 份
console-print-cards = 打印二维码卡
console-print = 打印
console-cards-lead = { $count } 张卡，A4 每页 6 张，沿虚线裁开。
console-new-cards = 给网点做卡
console-make-cards = 给还没有卡的网点做卡
console-new-assignments = 派出任务
console-give-out = 派出
console-scenario-zh = 情景（中文）
console-scenario-en = 情景（英文）
console-shopper-link = { $outlet } 的任务链接
console-need-name = 请写名称。
console-need-window = 请写两个日期，最后一天不早于第一天。
console-need-scenario = 请写情景：暗访员扮演谁、问什么。
console-long-scenario = 情景最多 { $most } 个字。
console-need-outlet = 请选择网点；名单为空时请先上传。
console-added-outlets = 已存入 { $count } 个网点。
console-added-wave = 已建立轮次。
console-added-cards = { $count ->
        [0] 每个网点都已有卡。
       *[other] 已做 { $count } 张卡。
    }
console-added-assignments = 已派出 { $count } 个任务。

# 取数
console-pull-new = 只取新的
console-pull-all = 全部答案
console-pull-all-lead = 每一条记录，按存入的先后；XLSX 另有各份访问的一览。
console-pull-answers = 答案表
console-pull-answers-lead = 每份访问一行，用过的各版每题一列；重复部分另成表。CSV 打包为 ZIP。
console-pull-timing = 各题用时
console-pull-timing-lead = 每题何时显示、回答和修改，列名与 ODK 的审计日志相同。
console-pull-some = 只取一部分
console-pull-every-wave = 所有轮次
console-pull-from = 开始日期从
console-pull-to = 到
console-pull-some-lead = 对以上两种表都适用。一份访问算在它第一次打开的那天，首尾两天都包含在内。文件里会写明选取的范围。
console-pull-sheet-lead = 条款、来源、得分、证据、级别和采用的策略。
console-bundle = 证据包
console-bundle-lead = 证据包含评分所依据的全部内容，不含姓名；用 anfang score --bundle 可脱离数据库重新计算。
console-rows = { $count } 行
console-last-pull = 上次取走 { $count } 行，
console-no-pull = 您还没有取过。
console-by-program = 用程序取
console-by-program-lead = 同样的内容，一行命令。令牌与您看到的案件相同。
console-by-program-cursor = 用回答里的 cursor 接着取：不漏也不重。limit 最多 5000。
console-token = 令牌
console-tokens-lead = 程序用令牌取数：与您看到的案件相同，只读。
console-no-tokens = 还没有令牌。
console-token-once = 令牌只显示这一次，请现在保存好：
console-token-name = 用在哪里
console-make-token = 生成令牌
console-made-at = 生成时间
console-revoke = 作废
console-revoked = 已作废

# 管理
console-role = 角色
console-role-administrator = 管理员
console-role-auditor = 审核员
console-disabled = 已停用
console-disable = 停用
console-new-user = 添加用户
console-new-password = 换密码
console-password-once = { $login } 的密码只显示这一次，请当面或用安全的方式交给本人：
console-auditors = 审核员
console-auditor = 审核员
console-no-auditors = 还没有分配审核员；目前只有管理员看得到这个案件。
console-assign = 分配
console-unassign = 取消分配
console-stage = 阶段
console-no-moves = 这个阶段没有下一步。
console-policies-choose = 第一个值是默认值。改动会写进报告。
console-entry-ticked = 勾选
console-entry-doubted = 请本人确认
console-entry-added = 添加一项
console-entry-removed = 移除一项

# 轮次中进行的访问改用另一版次
console-edition-newer = 有更新的版次：
console-edition-changes = { $count } 处改变
console-edition-look = { $moved ->
        [0] 没有访问可以改用新版次继续
       *[other] { $moved } 份访问可以改用新版次继续
    }，{ $stay } 份留在原版次
console-edition-lead = 现在还什么都没有改变。每份记录逐条保持原样；此后按新版次提问。
console-edition-why = 为什么留下
console-edition-not-begun = 也包括尚未开始的：{ $assignments } 次访问任务、{ $cards } 张卡片
console-edition-go = 改用新版次继续
console-edition-done = { $count ->
        [0] 没有移动任何访问。
       *[other] { $count } 份访问改用 { $new } 继续。
    }
console-edition-done-rest = 尚未开始的：另有 { $count } 个访问任务或卡片也已改用。
console-edition-history = 已移动的
console-edition-count = { $count } 份访问

# 搁置的消息
console-aside = 搁置
console-aside-lead = 让程序连续五次出错的消息，或程序读不懂的消息。已告知本人，其余照常进行。修好之后可以重试，效果与刚收到时一样。对方写的内容不给任何人看。
console-aside-newest = 共 { $count } 条，显示最新的 { $shown } 条。
console-aside-none = 没有搁置的消息。
console-aside-when = 收到时间
console-aside-what = 是什么
console-aside-why = 出了什么错，在哪里
console-aside-interview = 该聊天当前的问卷
console-aside-no-interview = 无
console-aside-kind-message = 一条消息
console-aside-kind-edited_message = 改过的消息
console-aside-kind-callback_query = 点了按钮
console-aside-kind-my_chat_member = 屏蔽或放行机器人
console-aside-kind-other = 新的种类
console-aside-again = 重试
console-aside-waits = 等待重试
console-aside-not-kept = 内容没有保留
console-aside-dismiss = 不再处理
console-aside-gone = 这条已不在搁置之列：已重试，或有人选择不再处理。

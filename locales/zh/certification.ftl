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
cert-finding-not-true-or-false = { $clause }：是否符合须填“是”或“否”，不是“{ $value }”
cert-finding-full-marks-by-met = { $clause }：部分符合须低于 100%；全部符合请填“是”
cert-finding-reason-needed = { $clause }：不适用须写明理由
cert-finding-unknown-clause = { $scheme } 没有条款 { $clause }
cert-finding-too-long = { $key } 超过 { $most } 个字
cert-finding-special-needs = 特别扣分项缺少“{ $key }”
cert-finding-wrong-source = { $clause } 不接受来源 { $source } 的结论
cert-nothing-stands = { $subject } 没有现行的结论
cert-approve-own = 自己提出的须由另一人同意
cert-bundle-no-zip = 这不是证据包：应为含 bundle.json 的 ZIP 文件
cert-bundle-missing = 缺少
cert-bundle-unknown = bundle.json 里没有这个文件
cert-bundle-changed = 已被改动：与哈希不符
cert-bundle-wrong = 不成立：{ $what }
cert-bundle-out-of-order = 编号是 { $n }
cert-bundle-newer = 比证据包新，证据包止于第 { $entries } 条
cert-bundle-newer-entry = 游标为 { $cursor }，比证据包新，证据包的最后一个是 { $last }
cert-bundle-not-after = 游标为 { $cursor }，不在 { $before } 之后
cert-bundle-not-asked = 所用问卷 { $key } 不在证据包里
cert-bundle-no-act = 其值不能是“{ $act }”的值
cert-bundle-too-short = 到此为止；证据包有 { $entries } 条，不是 { $found } 条
cert-bundle-other-scheme = 不是 bundle.json 中哈希所指的方案 { $scheme }
cert-bundle-other-result = 写的是 { $said }，算出来是 { $found }
cert-bundle-no-such-entry = 没有第 { $n } 条；止于第 { $entries } 条
cert-bundle-digest = 证据包：第 { $upto } / { $entries } 条，bundle.json 的 SHA-256 为 { $digest }
cert-bundle-or-file = 请给出结论文件、案件编号，或用 --bundle 给出证据包
cert-explain-finding = 第 { $number } 条结论，{ $by } 于 { $at } 填写
cert-explain-noted = { $finding }：{ $note }
cert-explain-answer = 访问 { $interview } 第 { $entry } 条记录，{ $at }：{ $question } — { $answer }
cert-unknown-grade = 没有级别“{ $grade }”；可选 { $known }
cert-finding-unknown-key = 这里不能写“{ $key }”；可用 { $known }
cert-too-many-specials = 特别扣分项已有 { $most } 个，不再增加
cert-policy-unknown = 没有策略 { $name }；现有 { $known }
cert-policy-value = 策略 { $name } 只能是 { $known }，不是 { $value }
cert-needed-client-name = 客户要有名称
cert-needed-reason = 不适用须写明理由
cert-needed-special-text = 特别扣分项须写明是什么情况
cert-needed-bonus-text = 加分须写明因为什么
cert-too-long = 超过 { $most } 个字

cert-wrong-login = 登录名或密码不对。
cert-password-length = 密码须有 { $least } 到 { $most } 个字符
cert-login-form = 登录名为 2 到 64 个字母、数字或 . _ @ -，首尾须是字母或数字
cert-needed-user-name = 用户要有姓名
cert-needed-token-name = 令牌要有名称，说明用在哪里

## 电子表格

cert-sheet-not-xlsx = 这不是可以读取的 XLSX 工作簿（旧版 .xls 或带密码的不行）；请另存为 XLSX
cert-sheet-not-csv = 这不是可以读取的 CSV 表：引号没有成对，或单元格过长
cert-sheet-not-text = 这个 CSV 文件既不是 UTF-8 也不是 GB18030
cert-sheet-too-large = 文件过大（压缩前或压缩后），最多 { $most } MB
cert-sheet-too-many-rows = 表格超过 { $most } 行，一次不能接受更多
cert-sheet-empty = 文件是空的
cert-sheet-says-nothing = 没有填写任何内容
cert-sheet-merged = 单元格 { $place } 是合并的；每个值要写在自己的行里
cert-sheet-formula = { $column } 列是公式；公式不计算，请直接填数值
cert-sheet-other-scheme = 这张表是 { $found } 的，本案件按 { $wanted } 评价
cert-sheet-no-scheme = 表格第一行没有写明评价方案；请下载 { $wanted } 的模板
cert-sheet-no-head = 找不到列标题所在的行；请重新下载模板
cert-sheet-both = { $clause } 同时写了两种结论
cert-sheet-note-alone = { $clause } 只有备注，没有结论
cert-clause-twice = { $clause } 在第 { $first } 行已经写过
cert-special-kind = 项目须是“特别扣分”或“加分”
cert-special-again = 第 { $first } 行已经写过；加分最多一项，同一情况不得扣两次
cert-sheet-read = 读到 { $lines } 行，{ $problems ->
    [0] 都可以保存
   *[other] { $problems } 行要看一下
  }；还没有保存任何内容。
cert-column-missing = 缺少列：{ $column }
cert-column-twice = 列 { $column } 出现了两次
cert-outlets-none = 标题下面没有网点
cert-outlet-exists = 该客户已有网点 { $code }
cert-outlet-twice = 编号 { $code } 在第 { $first } 行已经出现
cert-outlet-needs = { $column } 为空
cert-outlet-long = { $column } 超过 { $most } 个字
cert-outlet-code = 编号 { $code } 不能有空格和 / ? # & % \
cert-outlet-degrees = { $column } 是 { $value }；应是 -{ $most } 到 { $most } 之间的度数
cert-outlet-hour = { $column } 是 { $value }；时间请写成 09:00
cert-outlet-half = { $one } 和 { $other } 要么都填，要么都不填

cert-sheet-findings = 审核结论
cert-sheet-specials = 特别项
cert-sheet-scheme = 方案
cert-sheet-how = 在已评条款的浅色格里填写。空行不改变任何内容。标题、条款号和方案请勿改动。
cert-sheet-how-specials = 每个特别扣分项一行；加分最多一项。
cert-column-clause = 条款
cert-column-code = 编号
cert-column-points = 分值
cert-column-requirement = 评什么
cert-column-method = 方法
cert-column-enter = 填什么
cert-column-met = 符合数
cert-column-of = 抽样数
cert-column-percent = 百分比
cert-column-conforms = 是否符合
cert-column-reason = 不适用（理由）
cert-column-note = 备注
cert-column-frame = 抽自
cert-column-population = 总数
cert-column-seed = 抽样种子
cert-column-item = 项目
cert-column-what = 情况
cert-column-trigger = 情形
cert-column-event = 事件
cert-column-clauses = 关联条款
cert-column-why = 并计理由
cert-column-correction = 整改措施
cert-trigger-law = 不符合法律法规
cert-trigger-own-rules = 不符合企业自身服务制度
cert-trigger-trade = 不符合行业特殊要求
cert-trigger-service-system = 影响服务系统运行
cert-item-special = 特别扣分
cert-item-bonus = 加分
cert-yes = 是
cert-no = 否
cert-method-sampled = 抽样
cert-method-all_or_nothing = 定性
cert-method-banded = 分档
cert-method-information = 说明
cert-enter-sampled = 抽了多少个（抽样数），其中多少符合（符合数）。
cert-enter-all_or_nothing = 是否符合：是或否。
cert-enter-partial = 是否符合：是或否；部分符合填低于 100 的百分比。
cert-enter-banded = 0 到 100 的百分比，按最贴近的一档。
cert-enter-information = 说明项，不计分：已记下填“是”。
cert-enter-deletable = 或写明不适用的理由。

cert-export-too-many = 一张表最多 { $most } 行；请用 CSV 或 JSON，或只取新增部分
cert-export-too-wide = 一张表最多 { $most } 列；请用 CSV 或 JSON

cert-export-new-needs-user = “只取新增”按用户记住，请说明是哪个用户
cert-export-no-day = { $day } 不是日期，请写成 2026-11-30 这样
cert-export-days-turned = 最后一天 { $last } 早于第一天 { $first }
cert-export-no-wave = 案件里没有叫“{ $wave }”的轮次；现有：{ $known }
cert-export-only-whole = 只有答案表和各题用时可以按轮次和日期选取
cert-export-unknown = 可以导出的内容和格式：{ $known }
cert-import-no-outlets = 文件夹里没有 outlets.csv，也没有 outlets.xlsx
cert-import-done = 已导入 { $rows } 行。
cert-import-case = 案件 { $case }：{ $outlets } 个网点，{ $assignments } 个任务，{ $cards } 张问卷卡。

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
cert-apart = { $old } 的 { $interviews } 份访问对 { $questions } 的回答（{ $count } 条证据）不与 { $new } 合并计算：这些题目在新版次中已删除，或者所问、所计已不同。它们另列在旁。

# 控制台的框架
console-rooms = 控制台
console-cases = 案件
console-tokens = 令牌
console-users = 用户
console-log-out = 退出
console-log-in = 登录
console-log-in-title = 登录控制台
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
console-gap-source = { $source }：{ $share }%（n = { $n }）
console-clause = 条款
console-points = 分值
console-points-n = { $points } 分
console-earned = 得分
console-share = { $share }%，n = { $n }
console-source-self-assessed = 自评
console-source-audited = 审核
console-source-observed = 暗访
console-source-perceived = 顾客感知
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
console-more-evidence = 另有 { $count } 条证据
console-back-to-sheet = 回到评分表
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

# 接口
console-api-no-token = 需要有效的令牌：Authorization: Bearer …。令牌在控制台里生成。
console-api-query = 参数不对。
console-api-twice = 参数 { $name } 只能给一次。
console-api-unknown = 没有参数 { $name }。
console-api-bad-cursor = cursor 应是上次得到的数字，第一次用 0 或不给。
console-api-bad-limit = limit 应是 1 到 { $most } 的整数。
console-api-bad-lang = lang 只能是 zh 或 en。

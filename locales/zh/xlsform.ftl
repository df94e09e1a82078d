# XLSForm 的导入与导出（anfang import form.xlsx、anfang export --xlsform）
xlsform-severity-problem = 问题
xlsform-severity-lost = 丢失
xlsform-severity-changed = 改写
xlsform-severity-renamed = 改名
xlsform-severity-review = 请核对
xlsform-severity-noted = 说明
xlsform-told = { $severity }：{ $text }
xlsform-told-at = { $place }：{ $severity }：{ $text }
xlsform-place = { $sheet }
xlsform-place-rows = { $sheet } 第 { $rows } 行
xlsform-written = 已写入 { $file }：{ $questions } 题；丢失 { $lost } 处，改写 { $changed } 处，改名 { $renamed } 处，待核对 { $review } 处
xlsform-refused = 没有写入任何文件：有 { $count } 个问题
xlsform-edit = 文件还需要您修改：
xlsform-exported = 已写入 { $file }；旁边还有：{ $beside }
xlsform-exported-alone = 已写入 { $file }
xlsform-mode-unknown = { $mode }：mode 只能是 mystery 或 perception
xlsform-unknown = { $name }：既不是文件，也不是自带的问卷（{ $known }）
xlsform-exists = { $file } 已经存在，内容不同：请给表单换一个版本号，或先移走它
xlsform-export-what = 请写案件编号，或用 --xlsform 写明问卷
xlsform-export-output = 用 --xlsform 时，请用 -o 写明要写入的文件

# 必须先改正
xlsform-no-survey = 没有名为 survey 的工作表
xlsform-no-column-at-all = 没有 { $name } 列
xlsform-no-question = 没有一题是这里能问的
xlsform-columns-many = 列数超过能读的 { $most } 列
xlsform-formula = { $column } 列是公式；这里不计算，请粘贴为数值
xlsform-merged = { $cells }：合并的单元格，说不清指的是哪一行
xlsform-heading-twice = 列标题 { $heading } 出现了两次
xlsform-type-unknown = 没有“{ $type }”这种类型
xlsform-type-missing = 有名称或标签，却没有类型
xlsform-name-missing = 题目没有名称
xlsform-name-twice = 名称 { $name } 在同一组里出现了两次
xlsform-name-needed = 名称 { $name } 要留给这一题带出的题目
xlsform-name-unknown = { $what }：没有名为 { $name } 的题目
xlsform-name-ambiguous = { $what }：有几道题都叫 { $name }
xlsform-list-missing = 没有选项表 { $name }
xlsform-choice-unnamed = 选项缺少 list_name 或 name
xlsform-not-closed = { $name } 没有结束
xlsform-nothing-to-close = 这里没有可以结束的组
xlsform-closes-another = 它结束的是第 { $row } 行的 { $name }，两者不是一类
xlsform-too-deep = 组的嵌套超过 { $most } 层
xlsform-range-bad = 范围从 { $start } 到 { $end }
xlsform-not-yaml = { $column }：{ $why }

# 问卷里放不下
xlsform-sheet = 这张工作表没有读
xlsform-column = { $heading } 列没有读
xlsform-our-column = 没有 anfang::{ $name } 这一列
xlsform-cell-unheaded = 有单元格上方没有列标题
xlsform-type-not-held = { $type }：这里没有这种题目
xlsform-list-from-repeat = 选项来自重复组（{ $name }）
xlsform-file-missing = { $name } 不在工作簿旁边：这一题省去
xlsform-file-kind = { $name }：只读 CSV 文件；这一题省去
xlsform-table-missing = { $what }：{ $name }.csv 不在工作簿旁边
xlsform-expression = { $what }：{ $text }：{ $why }
xlsform-no-column = { $what }：{ $text }：选项没有 { $name } 列
xlsform-last-saved = { $what }：{ $name }：这里不知道另一次访谈的答案
xlsform-looks-at-lost = { $what } 用到了已省去的 { $name }
xlsform-looks-ahead = { $what } 用到了后面才问的 { $name }
xlsform-filter-alone = 有 choice_filter，却没有选项表
xlsform-default = 这里给不出默认值
xlsform-default-unknown = 默认值 { $text } 不在选项之中
xlsform-required-message = required_message：这里用自己的话
xlsform-required-of-note = 说明文字不能是必答
xlsform-read-only = 有条件的 read_only
xlsform-trigger = trigger：计算总是跟着它所用到的答案
xlsform-message-alone = 有 constraint_message，却没有 constraint
xlsform-medium = 题目或选项旁的 { $medium }
xlsform-image-languages = 各语言的图片不同；保留 { $image }
xlsform-image-name = 图片 { $image }：须为 png、jpg 或 webp，文件名只用字母、数字、- 和 _
xlsform-parameter = 参数 { $name }
xlsform-languages-many = 语言 { $code }：最多 { $most } 种
xlsform-loop = loop，改为普通的组
xlsform-repeat-deep = { $name }：重复组的嵌套超过 { $most } 层；其中的题目只问一次
xlsform-group-empty = { $name }：里面什么也没剩下

# 换了说法
xlsform-calculation = 要问的题带有计算：计算结果作为建议，可以改
xlsform-choice-twice = 选项 { $name } 出现了两次；这一个改为 { $new }
xlsform-coarse-date = { $name }：这里问完整的日期
xlsform-group-deep = { $name }：组的嵌套超过 { $most } 层；其中的题目放到外面一层
xlsform-guidance = guidance_hint 与 hint 写在一起
xlsform-markup = 其中的 HTML 标记会照原样显示
xlsform-matrix-head = 表格上方的一行：表格自己会显示选项
xlsform-no-matrix = { $name }：各题不一致，改为逐题提问
xlsform-metadata-calculated = { $name } 改为计算值，因为别处用到它
xlsform-metadata-hidden = { $name } 改为隐藏值，因为别处用到它：请写在链接或任务里
xlsform-moment = 这里问日期，时刻放到后面的 { $new }
xlsform-one-option = { $name } 只有一个选项；补上“没有”
xlsform-range-down = 由大到小的范围，改为由小到大
xlsform-read-only-note = 只读而没有内容：改为说明文字

# 名称
xlsform-name = { $name } 在这里是 { $new }
xlsform-code = 选项 { $name } 在这里是 { $new }
xlsform-choice-column = { $name } 列在这里是 { $new }
xlsform-form-id = { $name } 在这里是 { $new }
xlsform-language = 语言 { $name } 在这里是 { $new }：请写代码，如 label::English (en)
xlsform-table = { $name }.csv 在这里是 { $new }

# 代拟
xlsform-label = 简称由题目文字截成
xlsform-text = 没有题目文字：先用名称
xlsform-title = 组没有标签：先用名称
xlsform-choice-label = 选项没有标签：先用名称
xlsform-not-said = { $what }：缺少 { $code } 的文字，先用另一种语言
xlsform-constraint-message = 约束没有提示：先用“请检查这个答案。”
xlsform-code-ambiguous = { $what }：两张选项表里都有“{ $text }”；当作 { $new }
xlsform-unit = 数字没有单位
xlsform-ends = 量表两端没有文字
xlsform-range-number = 不是整数量表的范围：改为数字题
xlsform-repeat-open = 重复组没有次数：每次之后问还有没有
xlsform-edition = 版本“{ $version }”不是 1 到 9999 的整数：先用 1
xlsform-mode = 没有写明由神秘顾客还是顾客作答：先用 perception（--mode）
xlsform-minutes = { $minutes } 分钟，按每分钟三题估计
xlsform-intro = 第一题之前的话
xlsform-thanks = 最后一题之后的话
xlsform-source = 内容的出处

# 顺便说明
xlsform-appearance = 外观 { $name } 在这里没有对应
xlsform-comment = 没有类型和名称的一行
xlsform-disabled = 已停用（disabled）：没有读
xlsform-list-unused = 没有题目用到选项表 { $name }
xlsform-metadata = { $name }：每次访谈的日志里都有
xlsform-metadata-device = { $name }：这里不收集设备的标识

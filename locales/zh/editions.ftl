# 同一问卷两个版次的差异（anfang diff）
edition-verdict-wording = { $old } → { $new }：仅措辞不同
edition-verdict-compatible = { $old } → { $new }：兼容，进行中的访问可以继续
edition-verdict-changes-meaning = { $old } → { $new }：含义改变，进行中的访问留在原版次
edition-same = 没有变化
edition-questionnaire = 整份问卷
edition-added = { $where }：新增
edition-removed = { $where }：删除；已有回答留在记录中，不再计入结果
edition-moved = { $where }：换了位置
edition-reworded = { $where }：措辞改变（{ $part }）
edition-adjusted = { $where }：{ $part } 有调整
edition-otherwise = { $where }：{ $part } 改变；已有回答仍然有效，但新回答可能因此偏移，不与其合并
edition-option-added = { $where }：新增选项 { $part }
edition-option-removed = { $where }：删除选项 { $part }
edition-meaning = { $where }：{ $part } 改变，回答的含义不同
edition-pooled =
    { $count ->
        [0] 没有题目的证据可以跨两个版次合并。
       *[other] 共 { $all } 题，其中 { $count } 题的证据可以跨两个版次合并。
    }
edition-two-questionnaires = { $old } 和 { $new } 是两份问卷，不是同一问卷的两个版次
edition-unknown = { $name }：既不是文件，也不是自带的问卷（{ $known }）

# 进行中的访问改用另一版次继续（anfang edition move，管理台）
edition-not-fielded = { $name }：这里没有这个名称和版次的问卷（{ $known }）
edition-move-none = 没有任何内容使用 { $old }：什么都没有移动。
edition-move-same = 它们已经使用 { $old }：请写明要改用的另一版次
edition-move-wave = 第 { $wave } 轮次：{ $moved } 份访问改用新版次继续，{ $stay } 份留在原版次
edition-move-stays = { $key } 留下：{ $why }
edition-move-not-begun = 尚未开始的：{ $assignments } 次访问任务、{ $cards } 张卡片也改用新版次
edition-move-cards-stay = { $count } 张卡片留下，因为其网点已挂有 { $new } 的卡片
edition-move-dry = 只是试算：什么都没有改变。
edition-stays-meaning = 两个版次含义不同，而它已经开始
edition-stays-over = 它已经结束
edition-stays-returns = { $question } 在它的版次里已删除，现在又出现，可能是另一道题
edition-stays-no-longer = { $question } 已有的回答将不再是有效回答

# `anfang verify` 的输出
verify-evidence = 访问 { $interview }，题目 { $question }：保存的是{ $kept }；日志中是{ $says }。
verify-count = { $table }（{ $place }）：保存的是 { $kept }，实际有 { $found }。
verify-nothing = 无
verify-more = …… 还有 { $count } 处。
verify-found = { $count ->
        [0] 证据和计数与日志一致。
       *[other] 有 { $count } 处不一致。修正请运行：anfang verify --repair
    }
verify-mended = 已修正 { $count } 处不一致。
verify-status = 答卷 { $interview }：所存状态为 { $kept }，日志表明是 { $says }。

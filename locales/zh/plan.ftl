# `anfang plan` 打印的内容。
plan-usage = --audit 可为 { $kinds }；风险写作“S03=2”或“S03=2: 原因”，权重大于 0，每个网点只写一次。
plan-no-outlets = 本案还没有网点，请先导入。
plan-unknown-outlets = 本案没有这些网点：{ $outlets }。
plan-kind-initial = 初次审核
plan-kind-surveillance = 监督审核
plan-kind-recertification = 再认证审核
plan-outlets = { $kind }抽取网点：{ $of } 个中抽 { $count } 个（多场所规则，IAF MD1）。种子 { $seed } 已随案件保存，用它可以抽出同样的样本。
plan-why-random = 随机
plan-why-risk = 按风险 { $weight } { $reason }
plan-centre = 总部职能每次另外审核。
plan-visits = 每期每个网点访问 { $visits } 次，使每次访问都能看到的条款至少有 { $least } 个样本。若单次访问的信度为 { $one }，这些访问平均的信度为 { $reliability }。
plan-customers = 每个网点询问顾客 { $count } 位：同一网点的答案相关为 { $rho } 时，总体占比在 95% 水平下精确到 ± { $margin } 个百分点。
plan-customers-never = 同一网点的答案相关为 { $rho } 时，网点这么少，问再多顾客也达不到 ± { $margin } 个百分点：请增加网点或放宽精度。
plan-enough = 样本足够的抽样条款：{ $of } 条中 { $enough } 条。
plan-short = { $clause }：{ $have } / { $least }
plan-before = { $day } 曾为{ $kind }用种子 { $seed } 抽出：{ $outlets }。

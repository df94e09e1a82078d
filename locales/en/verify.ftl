# What `anfang verify` says
verify-evidence = Interview { $interview }, question { $question }: kept is { $kept }; its log says { $says }.
verify-count = { $table } of { $place }: kept is { $kept }, there are { $found }.
verify-nothing = nothing
verify-more = … and { $count } more.
verify-found = { $count ->
        [0] Evidence and counts are what the logs say.
        [one] 1 difference. To put it right: anfang verify --repair
       *[other] { $count } differences. To put them right: anfang verify --repair
    }
verify-mended = { $count ->
        [one] 1 difference was put right.
       *[other] { $count } differences were put right.
    }
verify-status = Interview { $interview }: kept as { $kept }, its log says { $says }.

# The difference between two editions of a questionnaire (anfang diff)
edition-verdict-wording = { $old } → { $new }: wording only
edition-verdict-compatible = { $old } → { $new }: compatible, running interviews can go on
edition-verdict-changes-meaning = { $old } → { $new }: changes meaning, running interviews stay where they are
edition-same = nothing changed
edition-questionnaire = the questionnaire
edition-added = { $where }: added
edition-removed = { $where }: removed; its answers stay in the log and leave the result
edition-moved = { $where }: asked at another place
edition-reworded = { $where }: other words ({ $part })
edition-adjusted = { $where }: { $part } adjusted
edition-otherwise = { $where }: { $part } changed; earlier answers stand, but new ones may lean another way and are not pooled with them
edition-option-added = { $where }: option { $part } added
edition-option-removed = { $where }: option { $part } removed
edition-meaning = { $where }: { $part } changed, answers mean something else
edition-pooled =
    { $count ->
        [0] No question's evidence can be pooled across the two.
        [one] Evidence of 1 question of { $all } can be pooled across the two.
       *[other] Evidence of { $count } questions of { $all } can be pooled across the two.
    }
edition-two-questionnaires = { $old } and { $new } are two questionnaires, not two editions of one
edition-unknown = { $name }: neither a file nor a questionnaire that ships ({ $known })

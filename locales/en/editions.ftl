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

# Running interviews go on under another edition (anfang edition move, the console)
edition-not-fielded = { $name }: no questionnaire of that name and edition is known here ({ $known })
edition-move-none = Nothing is on { $old }: nothing was moved.
edition-move-same = they are already on { $old }: name the edition to go on under
edition-move-wave = wave { $wave }: { $moved ->
        [0] no interview goes on there
        [one] 1 interview goes on there
       *[other] { $moved } interviews go on there
    }, { $stay ->
        [one] 1 stays
       *[other] { $stay } stay
    }
edition-move-stays = { $key } stays: { $why }
edition-move-not-begun = not begun: { $assignments ->
        [one] 1 visit
       *[other] { $assignments } visits
    } and { $cards ->
        [one] 1 card
       *[other] { $cards } cards
    } go there too
edition-move-cards-stay = { $count ->
        [one] 1 card stays, because a card of { $new } hangs at its outlet
       *[other] { $count } cards stay, because cards of { $new } hang at their outlets
    }
edition-move-dry = Dry run: nothing was changed.
edition-stays-meaning = the editions differ in meaning and it has begun
edition-stays-over = it has ended
edition-stays-returns = { $question } was gone in its edition and is back, perhaps as another question
edition-stays-no-longer = what was answered to { $question } would be no answer any more

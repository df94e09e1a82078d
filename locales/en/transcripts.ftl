transcript-passed = { $transcripts ->
        [one] One transcript
       *[other] { $transcripts } transcripts
    }, { $turns } turns: all as expected.
transcript-failed = { $failures ->
        [one] One thing
       *[other] { $failures } things
    } came otherwise than expected, in { $transcripts } transcripts with { $turns } turns.
transcript-none = There is no transcript in { $places }. A transcript stands in <id>@<edition>.transcripts/ beside its questionnaire.
transcript-expected =     expected: { $expected }
transcript-got =     got:      { $got }
transcript-says = something else came back ({ $spoken })
transcript-answers = other answers in the end ({ $spoken })
transcript-evidence = other evidence in the end ({ $spoken })
transcript-log = another log in the end ({ $spoken })
transcript-status = it ended otherwise ({ $spoken })
transcript-impossible = "{ $act }" cannot be done here ({ $spoken }): { $why }
transcript-unsendable = the chat could not send this ({ $spoken }): { $why }
transcript-updated = { $file }: written anew
transcript-not-in-ci = --update is for people: it makes whatever came the expectation. This is CI (the variable CI is set), so nothing was written.
transcript-told-apart = { $file }: what came back differs between the languages; name one ("language: en") in the file.
coverage-head = { $questionnaire }: { $transcripts ->
        [one] one transcript
       *[other] { $transcripts } transcripts
    }, { $turns } turns
coverage-options = options chosen
coverage-branches = branches of conditions
coverage-unreached = not reached in { $spoken }: { $ids }
coverage-unchosen = never chosen: { $ids }
coverage-never-true = condition never true: { $ids }
coverage-never-false = condition never false: { $ids }
coverage-questions-in = questions reached, { $spoken }

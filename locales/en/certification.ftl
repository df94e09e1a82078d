## Refusals

cert-error = This cannot be done; nothing was changed.
cert-no-such-case = There is no such case.
cert-no-such-client = There is no such client.
cert-no-such-scheme = There is no scheme { $scheme }; there are { $known }.
cert-scheme-changed = The file of { $scheme } is no longer the one this case was opened under, so no score can be given. Put the original file back; a changed scheme needs a new edition.
cert-case-decided = The case is past its review ({ $stage }); its findings stay as they are.
cert-illegal-move = A case at the stage "{ $stage }" cannot take the step "{ $move }".
cert-rejected = This cannot be taken; nothing was changed.
cert-rejected-finding = This cannot be a finding on this clause; nothing was changed.
cert-nothing-to-undo = Nothing was stated on { $subject } that could be taken back.
cert-login-taken = The login { $login } is taken.
cert-no-such-user = There is no such user.
cert-no-such-token = There is no such token, or it is revoked already.
cert-not-allowed = Only an administrator may do this.

## What is wrong with what was sent

cert-at-row = row { $row }: { $text }
cert-at-sheet-row = { $sheet }, row { $row }: { $text }
cert-finding-not-true-or-false = { $clause }: whether it conforms is yes or no, not "{ $value }"
cert-finding-full-marks-by-met = { $clause }: partly met is below 100 percent; for all of it answer yes
cert-finding-reason-needed = { $clause }: not applicable needs its reason in words
cert-finding-unknown-clause = { $scheme } has no clause { $clause }
cert-finding-too-long = { $key } is longer than { $most } characters
cert-finding-special-needs = special deduction: { $key } is missing
cert-finding-wrong-source = { $clause } takes no finding from the source { $source }
cert-nothing-stands = nothing stands on { $subject }
cert-approve-own = what one stated oneself has to be approved by somebody else
cert-bundle-no-zip = this is no bundle: a ZIP file with bundle.json is wanted
cert-bundle-missing = is missing
cert-bundle-unknown = bundle.json does not know this file
cert-bundle-changed = was changed: it is not what its hash says
cert-bundle-wrong = cannot be: { $what }
cert-bundle-out-of-order = is numbered { $n }
cert-bundle-newer = is newer than the bundle, which ends with entry { $entries }
cert-bundle-newer-entry = has cursor { $cursor } and is newer than the bundle, whose last is { $last }
cert-bundle-not-after = has cursor { $cursor }, which does not follow { $before }
cert-bundle-not-asked = was asked by { $key }, which is not in the bundle
cert-bundle-no-act = has a value that "{ $act }" cannot have
cert-bundle-too-short = ends here; the bundle has { $entries } entries, not { $found }
cert-bundle-other-scheme = is not the scheme { $scheme } of the hash in bundle.json
cert-bundle-other-result = says { $said }; it comes to { $found }
cert-bundle-no-such-entry = has no entry { $n }; it ends with { $entries }
cert-bundle-digest = Bundle: entry { $upto } of { $entries }, bundle.json SHA-256 { $digest }
cert-bundle-or-file = give a findings file, a case's number, or --bundle with a bundle
cert-explain-finding = finding { $number }, stated by { $by } on { $at }
cert-explain-noted = { $finding }: { $note }
cert-explain-answer = entry { $entry } of interview { $interview }, { $at }: { $question } — { $answer }
cert-unknown-grade = there is no grade "{ $grade }"; there are { $known }
cert-finding-unknown-key = "{ $key }" cannot be stated here; there are { $known }
cert-too-many-specials = there are { $most } special deductions; more are not taken
cert-policy-unknown = no policy { $name }; there are { $known }
cert-policy-value = policy { $name } is one of { $known }, not { $value }
cert-needed-client-name = the client needs a name
cert-needed-reason = not applicable needs its reason in words
cert-needed-special-text = a special deduction needs a text that says what happened
cert-needed-bonus-text = the bonus needs a text that says what it is for
cert-too-long = longer than { $most } characters

cert-wrong-login = Login or password is wrong.
cert-password-length = a password has { $least } to { $most } characters
cert-login-form = a login has 2 to 64 letters, digits and . _ @ -, and begins and ends with a letter or digit
cert-needed-user-name = the user needs a name
cert-needed-token-name = the token needs a name that says where it is used

## Spreadsheets

cert-sheet-not-xlsx = this is not an XLSX workbook that can be read (an old .xls, or one with a password, cannot); save it as XLSX again
cert-sheet-not-csv = this is not a CSV table that can be read: a quotation mark does not close, or a cell is too long
cert-sheet-not-text = this CSV file is neither UTF-8 nor GB18030
cert-sheet-too-large = the file is too large, packed or unpacked; at most { $most } MB
cert-sheet-too-many-rows = the sheet has more than { $most } rows; more are not taken at once
cert-sheet-empty = the file is empty
cert-sheet-says-nothing = nothing is filled in
cert-sheet-merged = cells { $place } are merged; a value must stand in its own row
cert-sheet-formula = column { $column } holds a formula; formulas are not calculated, enter the value
cert-sheet-other-scheme = this sheet is for { $found }, the case is measured by { $wanted }
cert-sheet-no-scheme = the sheet does not say its scheme in its first row; download the template for { $wanted }
cert-sheet-no-head = no row with the column headings was found; download the template again
cert-sheet-both = { $clause } says two things at once
cert-sheet-note-alone = { $clause } has a note but no finding
cert-clause-twice = { $clause } stands already in row { $first }
cert-special-kind = the item must be "special deduction" or "bonus"
cert-special-again = the same stands already in row { $first }; there is one bonus at most, and never two deductions for one event
cert-sheet-read = { $lines ->
    [one] 1 line read
   *[other] { $lines } lines read
  }, { $problems ->
    [0] all can be saved
   *[other] { $problems } to look at
  }; nothing was saved yet.
cert-column-missing = the column { $column } is missing
cert-column-twice = the column { $column } stands twice
cert-outlets-none = there is no outlet under the headings
cert-outlet-exists = the client already has an outlet { $code }
cert-outlet-twice = the code { $code } stands already in row { $first }
cert-outlet-needs = { $column } is empty
cert-outlet-long = { $column } is longer than { $most } characters
cert-outlet-code = the code { $code } must have no spaces and none of / ? # & % \
cert-outlet-degrees = { $column } is { $value }; it is a number of degrees between -{ $most } and { $most }
cert-outlet-hour = { $column } is { $value }; write a time of day as 09:00
cert-outlet-half = { $one } and { $other } go together: fill in both or neither

cert-sheet-findings = Findings
cert-sheet-specials = Special items
cert-sheet-scheme = Scheme
cert-sheet-how = Fill in the light cells of the clauses you assessed. A line left empty changes nothing. Headings, clause numbers and the scheme must stay.
cert-sheet-how-specials = One row for each special deduction; at most one bonus.
cert-column-clause = Clause
cert-column-code = Code
cert-column-points = Points
cert-column-requirement = What is assessed
cert-column-method = Method
cert-column-enter = What to enter
cert-column-met = Met
cert-column-of = Of
cert-column-percent = Percent
cert-column-conforms = Conforms
cert-column-reason = Not applicable (reason)
cert-column-note = Note
cert-column-frame = Drawn from
cert-column-population = Of how many
cert-column-seed = Seed of the draw
cert-column-item = Item
cert-column-what = What happened
cert-column-trigger = Trigger
cert-column-event = Event
cert-column-clauses = Clauses
cert-column-why = Why both
cert-column-correction = Corrective action
cert-trigger-law = against the law
cert-trigger-own-rules = against its own service rules
cert-trigger-trade = against a requirement of the trade
cert-trigger-service-system = disturbs the service system
cert-item-special = special deduction
cert-item-bonus = bonus
cert-yes = yes
cert-no = no
cert-method-sampled = sampled
cert-method-all_or_nothing = all or nothing
cert-method-banded = banded
cert-method-information = information
cert-enter-sampled = How many samples conform (met) of how many taken (of).
cert-enter-all_or_nothing = Conforms: yes or no.
cert-enter-partial = Conforms: yes or no; or a percentage below 100 for partly.
cert-enter-banded = A percentage from 0 to 100, by the band that fits best.
cert-enter-information = For information, no points: yes if it is noted.
cert-enter-deletable = { " " }Or the reason why it does not apply.

cert-export-too-many = a sheet holds at most { $most } rows; take CSV or JSON, or only what is new
cert-export-too-wide = a sheet holds at most { $most } columns; take CSV or JSON

cert-export-new-needs-user = only what is new is remembered for a user; say which one
cert-export-no-day = { $day } is no day: write 2026-11-30
cert-export-days-turned = the last day, { $last }, lies before the first, { $first }
cert-export-no-wave = the case has no wave called { $wave }; it has: { $known }
cert-export-only-whole = a wave and days can be chosen for the answers and the times of the questions
cert-export-unknown = what can be exported, and how: { $known }
cert-import-no-outlets = the folder has no outlets.csv and no outlets.xlsx
cert-import-done = { $rows } rows imported.
cert-import-case = Case { $case }: { $outlets } outlets, { $assignments } assignments, { $cards } cards.

## Where a case stands

cert-grade-fail = not passed
cert-grade-none = no grade
cert-standing-graded = { $final }: { $grade }, { $assessed } of { $applicable } applicable points assessed
cert-standing-open = { $final } so far, { $assessed } of { $applicable } applicable points assessed, grade open ({ $grade } so far, at best { $best })
cert-standing = { $score }; { $review }; { $assignments }.
cert-standing-review = { $count ->
    [0] no interview to review
    [one] 1 interview to review
   *[other] { $count } interviews to review
  }
cert-standing-assignments = { $count ->
    [0] no assignment open
    [one] 1 assignment open
   *[other] { $count } assignments open
  }
cert-stage-application = application
cert-stage-evaluation = evaluation
cert-stage-review = review
cert-stage-decision = decision
cert-stage-certified = certified
cert-stage-refused = refused
cert-stage-suspended = suspended
cert-stage-withdrawn = withdrawn
cert-stage-cancelled = cancelled
cert-stage-terminated = terminated
cert-move-accept = accept the application
cert-move-decline = decline the application
cert-move-finish-evaluation = finish the evaluation
cert-move-send-back = send back
cert-move-recommend = recommend for the decision
cert-move-grant = grant the certificate
cert-move-refuse = refuse the certificate
cert-move-suspend = suspend
cert-move-restore = restore
cert-move-withdraw = withdraw
cert-move-cancel = cancel at the holder's wish
cert-move-terminate = break off the audit
cert-apart = { $count ->
        [one] 1 piece of evidence
       *[other] { $count } pieces of evidence
    } of { $old } ({ $interviews ->
        [one] 1 interview
       *[other] { $interviews } interviews
    }; questions { $questions }) { $count ->
        [one] is
       *[other] are
    } not counted with { $new }: there these questions are gone, or ask or count something else. What they say stands apart.

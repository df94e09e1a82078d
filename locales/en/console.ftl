# The frame of the console
console-rooms = Console
console-cases = Cases
console-tokens = Tokens
console-users = Users
console-log-out = Log out
console-log-in = Log in
console-log-in-title = Log in to the console
console-zone = All times are China's, UTC+8.
console-log-in-hint = For auditors and administrators. A log-in lasts twelve hours.
console-login = Login
console-password = Password
console-login-wrong = The login or the password is not right.
console-login-wait = Too many wrong tries for this login. Please wait a minute.
console-error-csrf = This page is out of date; nothing was changed. Please go back, load it again and retry.
console-nothing-changed = Nothing was changed.
console-none = none
console-save = Save
console-add = Add
console-undo = Undo
console-withdraw = Take back

# Cases
console-no-cases = No case is assigned to you yet. An administrator does that.
console-no-cases-administrator = There is no case yet. Open the first one below.
console-new-case = A new case
console-client-zh = Client's name (Chinese)
console-client-en = Client's name (English)
console-scheme = Scheme
console-open-case = Open the case
console-case-parts = Parts of the case
console-tab-sheet = Score sheet
console-tab-audit = Audit
console-tab-interviews = Interviews
console-tab-characteristics = Six characteristics
console-tab-fieldwork = Fieldwork
console-tab-pull = Pull
console-tab-settings = Settings
console-first-title = Where to begin
console-first-audit = Enter the management audit, or upload the audit sheet
console-first-outlets = Upload the list of outlets
console-first-wave = Make a wave of fieldwork
console-first-assignments = Give out visits, print QR cards for the outlets

# Score sheet
console-grade = Grade
console-so-far = { $so_far } so far, { $best } at best
console-final = Score
console-base = { $earned } / { $applicable } × 100 = { $base }
console-coverage = Coverage
console-assessed = { $assessed } of { $applicable } points assessed
console-adjusted = Deductions and bonus
console-specials-count = { $count ->
        [one] 1 special deduction
       *[other] { $count } special deductions
    }
console-gaps = Where sources disagree most
console-gap = { $low }; { $high }.
console-index-gap-source = { $source } { $value } (n { $n })
console-index-gaps-lead = Named only where the interval of the difference leaves 0 out, so that chance does not explain it.
console-index-gaps-none = No source differs from another by more than chance.
console-gap-source = { $source }: { $share } % (n = { $n })
console-clause = Clause
console-points = Points
console-points-n = { $points ->
        [one] 1 point
       *[other] { $points } points
    }
console-earned = Earned
console-share = { $share } % ({ $low }–{ $high }), n = { $n }
console-samples-have = { $have } of { $need } samples
console-samples-enough = Every sampled clause has as many samples as policy min_sample wants.
console-share-lead = Each source with its share, the range that holds it with 95 %, and n. Samples of one visit count as one, and visits to one outlet as resembling each other, so the range is wider than n alone would make it. What is stated of the whole has no range.
console-source-self-assessed = Self-assessed
console-source-audited = Audited
console-source-observed = Observed
console-source-perceived = Perceived
console-role-counts = counts
console-role-corroborates = shown beside, does not count
console-role-none = cannot see this clause
console-method-sampled = sampled
console-method-all_or_nothing = all or nothing
console-method-banded = percentage
console-method-information = for information
console-status-assessed = assessed
console-status-assumed = taken as met
console-status-not_assessed = not assessed
console-status-not_applicable = not applicable
console-status-information = for information
console-outcome-met = met
console-outcome-not-met = not met
console-outcome-not-applicable = n/a
console-outcome-not-observed = not seen
console-information = no points
console-no-evidence = No evidence yet.
console-left-out = Left out because: { $reason }
console-open-evidence = { $count ->
        [one] Open the answer that says so
       *[other] Open the { $count } answers that say so
    }
console-evidence-of-interviews = { $count ->
        [one] 1 answer, from an interview that counts
       *[other] { $count } answers from interviews that count, what was not met first
    }
console-interview-pages = Pages of the interviews
console-evidence-pages = Pages of the answers
console-evidence-page = Page { $page } of { $pages }
console-evidence-previous = Previous page
console-evidence-next = Next page
console-back-to-sheet = Back to the score sheet
console-grade-hangs = The grade hangs on a reading: { $policies }
console-readings = Under other readings
console-readings-hang = The grade hangs on a reading: each of those marked gives another grade by itself.
console-readings-firm = No other reading by itself changes the grade.
console-reading-another-grade = another grade
console-readings-lowest = Each at its lowest
console-readings-highest = Each at its highest
console-claim = Applied for: { $claimed }; achieved: { $achieved }; to be issued: { $issued }.
console-why = Why it is so
console-next-grade = To the next grade
console-own = Self-assessment
console-own-score = By its own table the organisation comes to { $final }: { $grade }
console-own-nothing = Nothing is entered yet of what the organisation says of itself.
console-own-says = Says
console-own-conforms = conforms
console-own-conforms-not = does not conform
console-own-open = not said
console-own-left-out = does not apply
console-own-shown = Evidence listed
console-own-enter = Enter the self-assessment
console-specials = Special deductions
console-bonus = Bonus
console-policies = Policies used
console-policies-lead = Where the documents are silent or differ, these policies decided.
console-policy-changed = changed

# Entering the audit
console-enter-for = Enter for
console-entered = { $count ->
        [one] 1 clause entered
       *[other] { $count } clauses entered
    }
console-audit-sheet = By spreadsheet
console-audit-closed = The case is at "{ $stage }"; its findings stay as they are.
console-bands = What a percentage means
console-asks = What should be shown
console-field-met = Met
console-field-of = of
console-field-percent = Percent
console-field-partly = Partly, %
console-field-yes = Met
console-field-no = Not met
console-field-note = Note
console-field-not-applicable = Not applicable…
console-field-reason = Reason
console-leave-out = Leave it out
console-saved = Saved.
console-undone = Undone: what stood before stands again.
console-special-new = What happened
console-bonus-for = What it is for
console-frame = Drawn from
console-field-frame = What the sample was drawn from
console-field-population = How many there are
console-field-seed = Seed of the draw
console-approvals = Approvals
console-approvals-lead = These count once another person approved them. What is stated anew has to be approved anew.
console-approve = Approve
console-approved = approved
console-approve-bonus = The bonus
console-approve-deletions = The committee's review of all that is left out
console-claimed = Grade applied for
console-claimed-grade = Grade

# The API
console-api-no-token = A good token is needed: Authorization: Bearer …. Make one in the console.
console-api-query = A parameter is wrong.
console-api-twice = The parameter { $name } may be given once.
console-api-unknown = There is no parameter { $name }.
console-api-bad-cursor = cursor is the number you were given last; 0 or none the first time.
console-api-bad-limit = limit is a whole number from 1 to { $most }.
console-api-bad-wave = wave is the name of a wave of the case.
console-api-bad-from = from is a day, such as 2026-11-30.
console-api-bad-to = to is a day, such as 2026-11-30.
console-api-bad-lang = lang is zh or en.

# By spreadsheet
console-sheet-down = Download the sheet
console-sheet-down-lead = The scheme's own rows, with what stands already filled in. Fill it in offline.
console-sheet-up = Upload the filled sheet
console-sheet-up-lead = First a look, then the saving: you see what was read and what is wrong; nothing is saved before you say so.
console-sheet-file = Audit sheet (XLSX)
console-sheet-look = Look at it
console-sheet-save = { $count ->
        [one] Save the one
       *[other] Save the { $count }
    }
console-sheet-again = Upload again
console-sheet-saved = { $count ->
        [0] Everything stood already; nothing was new.
        [one] 1 new line saved.
       *[other] { $count } new lines saved.
    }
console-sheet-expired = What was looked at is out of date and was not saved. Please upload it again.
console-row = Row
console-says = Says
console-no-file = No file arrived. Please choose one and upload it.
console-nothing-stored = Nothing was stored. Please look at this first:
console-more-problems = And { $count } more.

# Interviews
console-interview = Interview
console-outlet = Outlet
console-questionnaire = Questionnaire
console-status = Status
console-submitted-at = Submitted or begun
console-filter = By status
console-all = All
console-no-interviews = No interview yet. Once visits are given out or cards hang at the outlets, answers appear here.
console-interview-none = not begun
console-interview-new = not begun
console-interview-open = open
console-interview-paused = paused
console-interview-declined = declined
console-interview-submitted = submitted
console-interview-to-review = to review
console-interview-returned = returned
console-interview-accepted = accepted
console-interview-voided = voided
console-waiting = { $count ->
        [0] none to review
        [one] 1 to review
       *[other] { $count } to review
    }
console-next = Next
console-minutes = { $minutes } min
console-photo = Photo { $number }
console-photo-coming = Photo { $number } is on its way
console-took = { $seconds } s
console-meaning-good = met
console-meaning-bad = not met
console-meaning-partly = partly met
console-meaning-not-applicable = n/a
console-meaning-not-observed = not seen
console-checks = Checks
console-check-missing = { $count ->
        [0] Nothing is missing
        [one] 1 answer is missing
       *[other] { $count } answers are missing
    }
console-check-clear = Nothing asks for a second look
console-flags = Worth a second look
console-flags-lead = Hints, not proof: nothing is left out for them. Honest interviews show one now and then.
console-flag-fast = Answered { $pace } times as fast as usual on a typical question ({ $since ->
        [none] against the { $of } that count so far, until there are thirty
       *[other] against the first { $of } that counted, kept since { $since }
    }). It may have been filled in from memory or without reading.
console-flag-straight = The ratings hardly differ: { $run } of { $n } in a row are the same, spread { $spread } of a step. It may be a real opinion, or answers without reading.
console-flag-heaped = Of this person's { $n } times, { $round } end in 0 or 5, where about a fifth would. They look estimated rather than measured.
console-flag-copied = A text is { $share } % the same as one in interview { $other }. It may have been copied.
console-flag-honest = Of { $of } simulated honest interviews { $alarms } show it too (at 95 %: fewer than { $bound } % do).
console-four-sources = Four sources side by side
console-four-sources-lead = Observed and perceived: the mean of the answers. Self-assessed and audited: the share of the points of the clauses that some question of the characteristic names; no document assigns clauses to characteristics. A range needs samples: what is stated of the whole has none. Never pooled.
console-four-sources-n = { $clauses ->
        [one] 1 clause
       *[other] { $clauses } clauses
    }, n { $n }
console-agreement = Outlets visited twice: do shoppers agree?
console-agreement-lead = What different shoppers saw at the same outlet in the same wave. Krippendorff's alpha is 1 for full agreement and 0 for chance; from 0.8 on it is called reliable, below 0.667 nothing should be concluded. Of { $of } simulated sets of ten outlets whose honest shoppers misread 3 %, { $low } fall below it.
console-agreement-characteristic = Characteristic
console-agreement-units = Things compared
console-agreement-same = The same
console-agreement-alpha = Alpha
console-check-minutes = Took { $minutes } min, planned { $planned } min
console-review-lead = Once accepted, these answers are evidence on the clauses. What was submitted never changes.
console-review-counts = This one counts. Voided it no longer does; its log is kept.
console-review-why = Reason (needed to return or void)
console-review-reason = To return or void, say why.
console-accept = Accept
console-return = Return
console-void = Void
console-reviewed-accept = Accepted; it counts now. Here is the next one.
console-reviewed-return = Returned; the shopper is told why. Here is the next one.
console-reviewed-void = Voided. Here is the next one.
console-log = The whole log ({ $count })
console-entry-began = began
console-entry-declined = declined
console-entry-answered = answered
console-entry-reopened = reopened
console-entry-attached = photo
console-entry-clocked = stopwatch
console-clock-start = started
console-clock-split = time between
console-clock-stop = stopped
console-declined-conflict = knows somebody there
console-declined-no-consent = did not want to take part
console-entry-paused = paused
console-entry-language = language
console-entry-submitted = submitted
console-entry-accepted = accepted
console-entry-returned = returned
console-entry-voided = voided
console-entry-moved = went on under another edition
console-entry-explained = said why it is late
console-channel-chat = chat
console-channel-page = page
console-channel-console = console
console-channel-play = play

console-point-skipped = left out
console-point-far = { $metres } m away from the outlet
console-point-late = the shopper says the tap came late
console-point-trap = not what somebody who was there would answer
console-point-critical = critical: not fully met

# Characteristics
console-no-indices = No answers count yet. The indices appear once visits are accepted or customers have answered.
console-indices-lead = From 0 to 100. What shoppers observed and what customers felt are never pooled; "not seen" and "n/a" are left out.
console-index-interval-by_outlet = Below each number the { $level } % interval. Over all outlets it allows for answers about one outlet resembling each other; where it is missing, the answers are too few or all the same.
console-index-interval-simple = Below each number the { $level } % interval, as if every answer were independent: rather too narrow.
console-index-population = It is narrower because the registered outlets are taken to be all there are.
console-index-aggregation-pooled_answers = Over all outlets: the mean of all answers, by the weights of their questions if the scheme uses them.
console-index-aggregation-mean_of_outlets = Over all outlets: the mean of the outlets' own means, each outlet weighing the same.
console-index-hidden = What fewer than { $fewest } customers say is not shown, and neither is what it could be worked out from.
console-index-few = hidden
console-index-whole = All
console-index-simple = Interval if answers were independent
console-index-top-top_two_of_five = Share of high answers (4 and 5 of five)
console-index-top-top_only = Share of best answers
console-by-outlet = by outlet
console-all-outlets = All outlets
console-small-n = Pale numbers rest on fewer than { $small } answers: do not compare them.

# Fieldwork
console-outlets = Outlets
console-code = Code
console-name = Name
console-address = Address
console-hours = Hours
console-no-outlets = No outlets yet.
console-outlets-file = List of outlets (XLSX or CSV)
console-outlets-columns = Columns: code, name, address; optional lat, lon, opens, closes.
console-upload = Upload
console-wave = Wave
console-no-waves = No wave yet. A wave is a period of fieldwork; visits and cards belong to one.
console-no-wave = Please choose a wave of this case.
console-new-wave = A new wave
console-first-day = First day
console-last-day = Last day
console-visits = Visits
console-visit-pages = Pages of the visits
console-card-pages = Pages of the cards
console-outlet-pages = Pages of the outlets
console-no-assignments = No visit was given out in this wave yet.
console-cards = QR cards
console-no-cards = No cards in this wave yet.
console-answered = { $count } answered
console-print-cards = Print the cards
console-print = Print
console-cards-lead = { $count ->
        [one] 1 card; six fit on an A4 page. Cut along the dashed lines.
       *[other] { $count } cards, six on an A4 page; cut along the dashed lines.
    }
console-new-cards = Cards for the outlets
console-make-cards = Make the missing cards
console-new-assignments = Give out visits
console-give-out = Give out
console-scenario-zh = Scenario (Chinese)
console-scenario-en = Scenario (English)
console-shopper-link = Link for the shopper of { $outlet }
console-need-name = A name is needed.
console-need-window = Two days are needed, and the last is not before the first.
console-need-scenario = A scenario is needed: who the shopper is and what they ask.
console-long-scenario = A scenario has at most { $most } characters.
console-need-outlet = Choose an outlet; upload the list first if there is none.
console-added-outlets = { $count ->
        [one] 1 outlet stored.
       *[other] { $count } outlets stored.
    }
console-added-wave = The wave is made.
console-added-cards = { $count ->
        [0] Every outlet has its card already.
        [one] 1 card made.
       *[other] { $count } cards made.
    }
console-added-assignments = { $count ->
        [one] 1 visit given out.
       *[other] { $count } visits given out.
    }

# Pull
console-pull-new = Only what is new
console-pull-all = All responses
console-pull-all-lead = Every entry in the order it was stored; the XLSX also lists the interviews.
console-pull-answers = Answers as tables
console-pull-answers-lead = One row an interview, one column a question of every edition ever fielded; repeats in tables of their own. CSV comes as a ZIP.
console-pull-timing = Times of the questions
console-pull-timing-lead = When each question was shown, answered and changed, in the columns of ODK's audit log.
console-pull-some = Only some interviews
console-pull-every-wave = every wave
console-pull-from = Begun from
console-pull-to = Begun until
console-pull-some-lead = For both tables above. An interview belongs to the day on which it was first opened; both days count. The file says what was chosen.
console-pull-sheet-lead = Clauses, sources, points, evidence, grade and policies.
console-bundle = Bundle
console-bundle-lead = The bundle holds all the score rests on, without names: "anfang score --bundle" scores it again, without the database.
console-rows = { $count ->
        [one] 1 row
       *[other] { $count } rows
    }
console-last-pull = { $count ->
        [one] 1 row in your last pull,
       *[other] { $count } rows in your last pull,
    }
console-no-pull = You have not pulled yet.
console-by-program = By program
console-by-program-lead = The same in one line. A token sees the cases you see.
console-by-program-cursor = Go on with the cursor of the answer: none is missed, none comes twice. limit is at most 5000.
console-token = Token
console-tokens-lead = Programs pull with a token: it sees the cases you see and only reads.
console-no-tokens = No token yet.
console-token-once = This is shown once; keep it now:
console-token-name = What it is for
console-make-token = Make a token
console-made-at = Made
console-revoke = Revoke
console-revoked = revoked

# Administration
console-role = Role
console-role-administrator = administrator
console-role-auditor = auditor
console-disabled = disabled
console-disable = Disable
console-new-user = Add a user
console-new-password = New password
console-password-once = The password of { $login } is shown once; hand it over in person or in a safe way:
console-auditors = Auditors
console-auditor = Auditor
console-no-auditors = No auditor is assigned; only administrators see this case.
console-assign = Assign
console-unassign = Unassign
console-stage = Stage
console-no-moves = There is no step after this one.
console-policies-choose = The first value is the default. A change is named in the report.
console-entry-ticked = boxes ticked
console-entry-doubted = asked whether it is so
console-entry-added = one more of them
console-entry-removed = taken out

# Another edition for a wave's running interviews
console-edition-newer = There is a newer edition:
console-edition-changes = { $count ->
        [one] 1 change
       *[other] { $count } changes
    }
console-edition-look = { $moved ->
        [0] No interview can go on under the new edition
        [one] 1 interview can go on under the new edition
       *[other] { $moved } interviews can go on under the new edition
    }, { $stay ->
        [one] 1 stays
       *[other] { $stay } stay
    }
console-edition-lead = Nothing was changed yet. Every log stays as it is, entry by entry; from now on the new edition's questions are asked.
console-edition-why = Why they stay
console-edition-not-begun = Also what nobody has begun: { $assignments ->
        [one] 1 visit
       *[other] { $assignments } visits
    } and { $cards ->
        [one] 1 card
       *[other] { $cards } cards
    }
console-edition-go = Go on under the new edition
console-edition-done = { $count ->
        [0] No interview was moved.
        [one] 1 interview goes on under { $new }.
       *[other] { $count } interviews go on under { $new }.
    }
console-edition-done-rest = Not begun: { $count ->
        [one] 1 visit or card was moved too.
       *[other] { $count } visits and cards were moved too.
    }
console-edition-history = Moved so far
console-edition-count = { $count ->
        [one] 1 interview
       *[other] { $count } interviews
    }

# What was put aside
console-aside = Put aside
console-aside-lead = Messages that made the program fail five times, or that it cannot read. The person was told; everything else went on. Once the mistake is put right, have it tried again: it happens as if it had just come. What the person wrote is shown to nobody.
console-aside-newest = The newest { $shown } of { $count }.
console-aside-none = Nothing is put aside.
console-aside-when = Came
console-aside-what = What it was
console-aside-why = What went wrong, and where
console-aside-interview = The chat's interview
console-aside-no-interview = none
console-aside-kind-message = a message
console-aside-kind-edited_message = an edited message
console-aside-kind-callback_query = a tap on a button
console-aside-kind-my_chat_member = the bot blocked or let in
console-aside-kind-other = something new
console-aside-again = Try again
console-aside-waits = is tried again
console-aside-not-kept = its words were not kept
console-aside-dismiss = Let it be
console-aside-gone = This is no longer put aside: it was tried again, or somebody let it be.

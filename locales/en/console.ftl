# The frame of the console
console-rooms = Console
console-cases = Cases
console-tokens = Tokens
console-users = Users
console-log-out = Log out
console-log-in = Log in
console-log-in-title = Log in to the console
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
console-gap-source = { $source }: { $share } % (n = { $n })
console-clause = Clause
console-points = Points
console-points-n = { $points } points
console-earned = Earned
console-share = { $share } %, n = { $n }
console-source-self-assessed = Self-assessed
console-source-audited = Audited
console-source-observed = Observed
console-source-perceived = Perceived
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
console-more-evidence = { $count } more pieces of evidence
console-back-to-sheet = Back to the score sheet
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

# The API
console-api-no-token = A good token is needed: Authorization: Bearer …. Make one in the console.
console-api-query = A parameter is wrong.
console-api-twice = The parameter { $name } may be given once.
console-api-unknown = There is no parameter { $name }.
console-api-bad-cursor = cursor is the number you were given last; 0 or none the first time.
console-api-bad-limit = limit is a whole number from 1 to { $most }.
console-api-bad-lang = lang is zh or en.

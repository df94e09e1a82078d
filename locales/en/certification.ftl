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
cert-finding-unknown-clause = { $scheme } has no clause { $clause }
cert-finding-wrong-source = { $clause } takes no finding from the source { $source }
cert-nothing-stands = nothing stands on { $subject }
cert-special-twice = this special deduction stands already: { $text }
cert-too-many-specials = there are { $most } special deductions; more are not taken
cert-policy-unknown = no policy { $name }; there are { $known }
cert-policy-value = policy { $name } is one of { $known }, not { $value }
cert-needed-client-name = the client needs a name
cert-needed-reason = not applicable needs its reason in words
cert-needed-special-text = a special deduction needs a text that says what happened
cert-needed-bonus-text = the bonus needs a text that says what it is for
cert-too-long = longer than { $most } characters

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

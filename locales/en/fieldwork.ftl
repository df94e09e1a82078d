## Fieldwork: one visit, the policy
console-visit-window = May be made
console-visit-late = too late
console-visit-why = Why it was not finished:
console-visit-reminded = { $count ->
    [0] No reminder was sent.
    [one] One reminder was sent:
   *[other] { $count } reminders were sent:
}
console-visit-more = More time
console-visit-more-lead = The visit goes on at the same question. The shopper is told in the chat, if they use it.
console-visit-until = Until the end of
console-visit-extend = Give more time
console-visit-extended = There is more time now.
console-visit-need-day = A day is needed.
console-visit-no-longer = That is no more time than there is, or the visit is done already. Nothing was changed.
console-fieldwork-policy = Reminders and expiry
console-policy-reminders = Reminders of a visit: { $first } after the last answer (where nothing was begun: so long before closing), then every { $every }, { $most } at most.
console-policy-no-reminders = No reminders.
console-policy-quiet = Nobody is written to from { $starts } to { $ends }, China’s time.
console-policy-expires = A customer may finish a survey for { $after } after its start.
console-policy-never = A customer may finish a survey whenever they like.
console-policy-partial = Unfinished when time ran out: below { $partial } % of the required questions a break-off, above { $complete } % as good as complete, between them a partial.
console-policy-where = Written in the case’s case.yaml, under “fieldwork”, before it is imported; otherwise as shown here.
console-length-days = { $count ->
    [one] one day
   *[other] { $count } days
}
console-length-hours = { $count ->
    [one] one hour
   *[other] { $count } hours
}
console-length-minutes = { $count ->
    [one] one minute
   *[other] { $count } minutes
}

## How fieldwork ended
console-outcomes = How the interviews ended, and response rates
console-outcomes-lead = As of now, in the codes and rates of AAPOR’s Standard Definitions. Each rate stands with its n; what is pending is in no rate.
console-outcomes-none = There are no visits and no customers’ surveys yet.
console-outcomes-mystery = Visits
console-outcomes-mystery-lead = Every assignment is a case that was drawn, whether anybody opened it or not. RR1 to RR6: response, from the strictest to the most generous; COOP1: cooperation; REF1: refusal; CON1: contact.
console-outcomes-perception = Customers’ surveys
console-outcomes-perception-lead = How many passed a card is not known, so there is no response rate: completion is the share of complete ones among the surveys that were opened and have ended.
console-outcomes-completion = Completion
console-outcomes-total = All
console-outcomes-case = The case
disposition-complete = complete
disposition-partial = partial
disposition-refused = refused
disposition-conflict = knows somebody there
disposition-unanswered = opened, nothing answered
disposition-break-off = broken off
disposition-never-opened = never opened
disposition-voided = voided
disposition-nothing-returned = nobody came
disposition-screened-out = screened out
disposition-quota-full = quota full
disposition-pending = pending

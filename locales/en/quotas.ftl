# Quotas: the goodbye to whoever is not needed, and the console's page.

finish-quota-full = Thank you! We have now heard from enough people like you and need no further answers. What you told us is kept and used for nothing but to see who took part.
finish-screened-out = Thank you! This survey is about other visits than yours, so there are no more questions. What you told us is kept and used for nothing but to see who took part.
page-enough-title = Thank you, that was all
page-quota-full = We have now heard from enough people like you and need no further answers. What you told us is kept and used for nothing but to see who took part.
page-screened-out = This survey is about other visits than yours, so there are no more questions. What you told us is kept and used for nothing but to see who took part.

console-interview-quota-full = quota full
console-interview-screened-out = screened out
console-entry-quota-full = quota full
console-entry-screened-out = screened out

console-quotas = Quotas
console-quotas-lead = Everybody answers the questions that sort them into a cell; then whoever finds a place goes on. Whoever finds none is thanked, and their answers are kept.
console-quota-all = all outlets together
console-quota-everybody = everybody
console-quota-taken = Taken
console-quota-completed = Completed
console-quota-most = Wanted
console-quota-away = Turned away
console-quota-outside-closed = In no cell: screened out
console-quota-outside-open = In no cell: goes on, without a limit
console-quota-hold = An unfinished interview keeps its place for { $hours ->
        [one] 1 hour
       *[other] { $hours } hours
    } after its last answer; after that, somebody else may have it.
console-quota-nothing = not answered
console-quota-save = Save
console-quota-cell = Cell
console-quota-left = Left
console-quota-of = { $name } · { $questionnaire } · { $where }
console-quota-new = Want instead
console-quota-change = How many are wanted: { $cell }
console-quota-saved = Saved: { $most } wanted from now on. Whoever has a place keeps it.
console-quota-not-a-number = How many are wanted: a whole number from 1 to { $most }.

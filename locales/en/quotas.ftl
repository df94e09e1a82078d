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
console-quota-make = New quota
console-quota-edit = Change cells and rules
console-quota-next = Next
console-quota-name = What the quota is called
console-quota-by = Sorted by, { $number }
console-quota-by-lead = The questions whose answers sort people into cells; none, where so many of everybody are wanted. Several make a cell of each combination. Hidden and calculated values sort too, but only in case.yaml.
console-quota-cells-lead = How many are wanted of each; a line left empty is no cell.
console-quota-others = Whoever is in no cell
console-quota-others-open = goes on, without a limit
console-quota-others-closed = is thanked and screened out
console-quota-hours = Hours that an unfinished interview keeps its place after the last answer
console-quota-counted = Who has begun in this wave is counted as soon as this is saved, and nobody who has come past these questions is sent away by it.
console-quota-remove = Remove this quota
console-quota-remove-lead = It then limits nobody; whoever it sent away stays so in their log.
console-quota-stored = Saved. { $count ->
    [0] Nobody is counted in it yet.
    [one] One interview is counted in it already.
   *[other] { $count } interviews are counted in it already.
}
console-quota-removed = The quota is removed.
console-quota-twice = This wave has a quota called { $name } already.
console-quota-odd-cell = { $cell }: a whole number from 1 to { $most }, or nothing.
console-quota-odd-hold = Hours: a whole number from 1 to { $most }.
console-quota-no-cell = At least one cell wants a number.
console-quota-no-such = This cannot be sorted by: choose the questionnaire, then different questions of it.
console-quota-too-many = These questions make more than { $most } cells. Choose fewer questions, or write the cells in case.yaml.

# XLSForm in and out (anfang import form.xlsx, anfang export --xlsform)
xlsform-severity-problem = problem
xlsform-severity-lost = lost
xlsform-severity-changed = changed
xlsform-severity-renamed = renamed
xlsform-severity-review = please review
xlsform-severity-noted = noted
xlsform-told = { $severity }: { $text }
xlsform-told-at = { $place }: { $severity }: { $text }
xlsform-place = { $sheet }
xlsform-place-rows = { $sheet }, { $count ->
        [one] row { $rows }
       *[other] rows { $rows }
    }
xlsform-written = { $file } written: { $questions } questions; { $lost } lost, { $changed } changed, { $renamed } renamed, { $review } to review
xlsform-refused = nothing was written: { $count ->
        [one] 1 problem
       *[other] { $count } problems
    }
xlsform-edit = the file still needs your hand:
xlsform-exported = { $file } written; beside it: { $beside }
xlsform-exported-alone = { $file } written
xlsform-mode-unknown = { $mode }: the mode is mystery or perception
xlsform-unknown = { $name }: neither a file nor a questionnaire that ships ({ $known })
xlsform-exists = { $file } is there already and is another: give the form another version, or remove it
xlsform-export-what = name a case by its number, or a questionnaire with --xlsform
xlsform-export-output = with --xlsform, name the file to write with -o

# what stands in the way
xlsform-no-survey = there is no sheet called survey
xlsform-no-column-at-all = there is no column { $name }
xlsform-no-question = nothing in it is a question that we can hold
xlsform-columns-many = more columns than are read ({ $most })
xlsform-formula = column { $column } holds a formula; it is not calculated, so paste its value
xlsform-merged = { $cells }: merged cells; which row is meant is a guess
xlsform-heading-twice = the heading { $heading } stands twice
xlsform-type-unknown = there is no type "{ $type }"
xlsform-type-missing = a name or label, but no type
xlsform-name-missing = a question without a name
xlsform-name-twice = the name { $name } stands twice in one group
xlsform-name-needed = the name { $name } is needed for a question that comes with this one
xlsform-name-unknown = { $what }: there is no question called { $name }
xlsform-name-ambiguous = { $what }: several questions are called { $name }
xlsform-list-missing = there is no choice list { $name }
xlsform-choice-unnamed = a choice without list_name or name
xlsform-not-closed = { $name } is not closed
xlsform-nothing-to-close = nothing is open here that could be closed
xlsform-closes-another = closes { $name } (row { $row }), which is of the other kind
xlsform-too-deep = groups nested deeper than { $most }
xlsform-range-bad = a range from { $start } to { $end }
xlsform-not-yaml = { $column }: { $why }

# what the questionnaire cannot hold
xlsform-sheet = the sheet is not read
xlsform-column = the column { $heading } is not read
xlsform-our-column = there is no column anfang::{ $name }
xlsform-cell-unheaded = a cell below no heading
xlsform-type-not-held = { $type }: there is no such question here
xlsform-list-from-repeat = choices out of a repeat ({ $name })
xlsform-file-missing = { $name } is not beside the workbook: the question is left out
xlsform-file-kind = { $name }: only CSV files are read; the question is left out
xlsform-table-missing = { $what }: { $name }.csv is not beside the workbook
xlsform-expression = { $what }: { $text }: { $why }
xlsform-no-column = { $what }: { $text }: the choices have no column { $name }
xlsform-last-saved = { $what }: { $name }: what was answered in another interview is not known here
xlsform-looks-at-lost = { $what } looks at { $name }, which was left out
xlsform-looks-ahead = { $what } looks at { $name }, which comes later
xlsform-filter-alone = a choice_filter without a choice list
xlsform-default = a default where nothing can be offered
xlsform-default-unknown = the default { $text } is none of the choices
xlsform-required-message = required_message: our own words say so
xlsform-required-of-note = a note cannot be required
xlsform-read-only = read_only under a condition
xlsform-trigger = trigger: a calculation always follows what it looks at
xlsform-message-alone = a constraint_message without a constraint
xlsform-medium = { $medium } beside a question or a choice
xlsform-image-languages = other pictures for other languages; { $image } stays
xlsform-image-name = the picture { $image }: png, jpg or webp, its name of letters, digits, - and _
xlsform-parameter = the parameter { $name }
xlsform-languages-many = the language { $code }: { $most } are the most
xlsform-loop = a loop; it becomes a group
xlsform-repeat-deep = { $name }: repeats nested deeper than { $most }; its questions are asked once
xlsform-group-empty = { $name }: nothing in it is left

# what is said in another way
xlsform-calculation = a calculation of an asked question: its result is offered, and can be changed
xlsform-choice-twice = the choice { $name } stands twice; this one is { $new }
xlsform-coarse-date = { $name }: a whole date is asked
xlsform-group-deep = { $name }: groups nested deeper than { $most }; its questions stand in the group around it
xlsform-guidance = guidance_hint stands with the hint
xlsform-markup = the marks of HTML in it are shown as they are
xlsform-matrix-head = the line above the table: the table shows its options itself
xlsform-no-matrix = { $name }: its questions are not alike, so they are asked one by one
xlsform-metadata-calculated = { $name } becomes a calculation, for others look at it
xlsform-metadata-hidden = { $name } becomes a hidden value, for others look at it: put it into the link or the assignment
xlsform-moment = a date here, the time of day in { $new } after it
xlsform-one-option = { $name } has one choice only; "none of these" is added
xlsform-range-down = a range that goes down is asked upwards
xlsform-read-only-note = read only, and nothing in it: a note

# names
xlsform-name = { $name } is { $new } here
xlsform-code = the choice { $name } is { $new } here
xlsform-choice-column = the column { $name } is { $new } here
xlsform-form-id = { $name } is { $new } here
xlsform-language = the language { $name } is { $new } here: write its code, as in label::English (en)
xlsform-table = { $name }.csv is { $new } here

# made up
xlsform-label = a short name made of the text
xlsform-text = nothing is said: the name stands there
xlsform-title = a group without a label: its name stands there
xlsform-choice-label = a choice without a label: its name stands there
xlsform-not-said = { $what }: nothing is said in { $code }; another language stands there
xlsform-constraint-message = a constraint without a message: ours is "Please check this answer."
xlsform-code-ambiguous = { $what }: "{ $text }" is a choice of two lists; taken for { $new }
xlsform-unit = a number without a unit
xlsform-ends = a scale without words at its ends
xlsform-range-number = a range that is no scale of whole numbers: a number
xlsform-repeat-open = a repeat without a count: after each, the person is asked whether there was another
xlsform-edition = the version "{ $version }" is no edition (1 to 9999): 1
xlsform-mode = nothing says whether a shopper or a customer answers: perception (--mode)
xlsform-minutes = { $minutes } minutes, three questions a minute
xlsform-intro = the words before the first question
xlsform-thanks = the words after the last
xlsform-source = where the content comes from

# good to know
xlsform-appearance = the appearance { $name } has nothing like it here
xlsform-comment = a line without type and name
xlsform-disabled = disabled: not read
xlsform-list-unused = no question offers the list { $name }
xlsform-metadata = { $name }: the log of every interview has it
xlsform-metadata-device = { $name }: what identifies a device is not asked for

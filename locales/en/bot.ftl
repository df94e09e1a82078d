# Said only in the chat.

# Buttons
button-agree = Start
button-agree-place = I am at the store
button-not-now = Not now
button-conflict = I know somebody who works here
button-no-consent = No, thank you
button-keep = Keep it
button-skip = Leave it out
button-photos-done = { $count ->
    [one] That photo is all
   *[other] Those { $count } photos are all
}
button-start = ▶ { $label }
button-stop = ⏹ { $label }
button-right = Yes
button-late = I tapped late
button-place = 📍 Share my place
button-back = ↩ Back
button-later = ⏸ Later
button-resume = Go on
button-submit = Submit
button-submit-anyway = I am sure, submit
button-change = Change an answer
button-see = ✎ { $label }

# The briefing
brief-title = { $title } · { $wave }
brief-outlet = Outlet { $code }, { $name }, { $address }
brief-when = When: { $opens } to { $closes }
brief-hours = The outlet is open { $opens }–{ $closes }.
brief-minutes = { $minutes ->
    [one] About one minute.
   *[other] About { $minutes } minutes.
}
brief-scenario = Your part: { $scenario }
day = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}, { $time }

# A question
held = You said: “{ $value }”. Change it?
ends = { $low } = { $low-end } · { $high } = { $high-end }
ask-number = Send a number, in { $unit }.
ask-photo = { $most ->
    [one] Send it as a file if you can: a file keeps its quality.
   *[other] Up to { $most }. Send them as files if you can: a file keeps its quality.
}
ask-place-else = If that does not work:
stopwatch-running = The time is running.
stopwatch-right = { $seconds ->
    [one] One second. Right?
   *[other] { $seconds } seconds. Right?
}
chosen = ✓ { $value }
left-place = Noted: { $value }

# The summary
summary-count = { $done } of { $total } answered.
summary-done = Your answers:
summary-missing = Still open:
summary-points = { $count ->
    [one] One point before you submit:
   *[other] { $count } points before you submit:
}
summary-line = · { $label }: { $value }
summary-item = · { $label }
summary-more = · and { $count } more
offer = Which answer do you want to change?
offer-nothing = There is no answer to change yet.

# The end
finish-submitted = Submitted { $time } · receipt { $receipt }
finish-submitted-mystery = If something is asked, I write to you here.
finish-accepted = This visit is reviewed and closed. Thank you.
finish-voided = This interview was set aside and does not count. Nothing is left to do.
finish-declined = Thank you for telling us. Nothing is left to do here.
receipt-none = –

# Commands
language-which = Which language?
language-zh = 中文
language-en = English
help-title = I lead you through a questionnaire, one question at a time. Every answer is stored at once, so you can stop whenever you like.
help-commands =
    /back – the answer before
    /status – what is done and what is missing
    /pause – stop here, go on later
    /language – 中文 or English
    /help – this page
help-start = To begin, open the link you were given, or send /start and your code, for example: /start 7F3K-9QPX
help-go-on = Now, where you are:
command-start = Begin, or go on where you stopped
command-back = The answer before
command-status = What is done, what is missing
command-pause = Stop here, go on later
command-language = 中文 / English
command-help = How this works

# What cannot be taken
cannot-take-command = I do not know this command. /help lists the ones I know.
cannot-take-venue = A place from the map is not where you are. Please share your own place.
cannot-take-forwarded = A forwarded place is not where you are. Please share your own.
cannot-take-place = This place could not be read. Please share it once more.
cannot-take-big-file = This file is too big: 20 MB at most. A photo is smaller.
tap-unknown = I do not know this button. /start shows where you are.
tap-not-yours = This button belongs to an interview that is not yours.

# A reviewer's word
notice-returned = One more thing, please. The reviewer writes: “{ $reason }” Everything you gave is kept; you can change or add.

ask-several = Tap all that apply, then the last button.
ask-date = Send the day, for example 2026-11-23, or “today”, “yesterday”.
ask-time = Send the time, for example 14:05.
button-ticked = { $count ->
    [0] None of these
   *[other] Done ({ $count })
}
button-next = Go on
button-sure = Yes, it is so
you-gave = You gave: { $value }
put-aside = Something went wrong on our side with what you just sent. It has been put aside and somebody will look at it; everything before it is stored. Please go on: /start shows where you are.
we-were-away = We were away for a while. If you tapped a button meanwhile, please tap again.

# Kinds of question
suggested = Suggested: { $value }
ask-ranking = Tap them in order, best first ({ $most } in all). A second tap takes one out again.
ask-duration = For example: 5 min, or 1:30.
ask-barcode = Type the number, or send a photo of it.
ask-video = { $most ->
    [one] Send a video.
   *[other] Send up to { $most } videos.
}
ask-audio = { $most ->
    [one] Send a voice message or a recording.
   *[other] Send up to { $most } voice messages or recordings.
}
ask-document = { $most ->
    [one] Send a file.
   *[other] Send up to { $most } files.
}
ask-signature = Send a photo of your signature, or open your page and sign there.
stopwatch-splits = { $count ->
    [one] One time noted in between.
   *[other] { $count } times noted in between.
}
button-add = ➕ Add one
button-all-of-them = That is all
button-none-of-them = None
button-edit-one = ✎ Change { $number }
button-drop-one = ✕ Remove { $number }
button-restore-one = ↺ Bring back { $number }

## Reminders
notice-remind-unfinished = Not finished yet: { $outlet }. It can be answered until { $closes }. What you gave is kept; a tap goes on where you stopped.
notice-remind-not-begun = Not begun yet: { $outlet }. It can be answered until { $closes }.
notice-remind-not-begun-begin = Not begun yet: { $outlet }. It can be answered until { $closes }, here: { $address }
notice-extended = There is more time: { $outlet } can be answered until { $closes }. What you gave is kept.
notice-extended-begin = There is more time: { $outlet } can be answered until { $closes }, here: { $address }

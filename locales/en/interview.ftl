# What is said during an interview, in the chat and on the page.

# The briefing and the way in
start-first = Please read the briefing above and tap the first button to start.
welcome-back = Welcome back. Everything so far is stored; here is where you stopped.
paused = Paused. Everything is stored. Open the same link when you are ready and it goes on right here.

# A reply that does not answer the question: nothing is lost, the question comes again
use-a-button = I need one of the buttons for this one. Everything so far is stored.
rating-out-of-range = Please choose a whole number from { $low } to { $high }.
send-a-number = Please send just the number, for example 12.
too-many-decimals = { $decimals ->
    [0] A whole number, please.
    [one] At most one digit after the point, please.
   *[other] At most { $decimals } digits after the point, please.
}
number-out-of-range = That should lie between { $least } and { $most }. Could you look at it once more?
some-words = A few words are needed here.
too-long = That is { $length } characters; there is room for { $most }. Could you shorten it a little?
more-sentences = { $least ->
    [one] Please write at least one sentence: what you saw or heard.
   *[other] Please write at least { $least } sentences: what you saw or heard.
}
send-a-photo = A photo is needed here.
share-your-place = Your place is needed here. Please share it once, or choose the way out below.
use-the-stopwatch = Please use the stopwatch buttons for this one.
no-photo-wanted = No photo is needed here, so I did not keep it. This is the question:
no-place-wanted = Your place is not needed here, so I did not keep it. This is the question:
cannot-take-live-location = A live location keeps moving, so I cannot take it. Please share your place once.
cannot-take-sticker = A sticker is no answer I can store. This is the question:
cannot-take-voice = I cannot store voice messages. Please tap or write.
cannot-take-video = I cannot store videos. Please send a photo or write.
cannot-take-edited = I keep what you sent first. To change an answer, go back to it.
cannot-take-album = That was more pictures than there is room for. The first ones are stored.
cannot-take-file = I cannot take this kind of file. A picture is fine.
cannot-take-contact = I do not need a contact, and I did not keep it.
cannot-take-poll = A poll is no answer I can store. This is the question:
cannot-take-other = I cannot take that as an answer. Everything so far is stored.

# What was done
photo-stored = { $kilobytes ->
    [0] Photo stored.
   *[other] Photo stored ({ $kilobytes } kB).
}
place-noted = Your place is noted. Thank you.
place-at = { $metres ->
    [one] One metre from the outlet. Thank you.
   *[other] { $metres } m from the outlet. Thank you.
}
already-noted = Already noted, thank you.
already-answered = “{ $label }” is answered. To change it, go back to it.
not-that-one-now = That question is not open now. This is where you are:
nothing-before = This is the first question.
not-complete = Not quite complete yet. One more question:
interview-over = This one is finished; nothing was changed.

# To look at before submitting
point-skipped = left out
point-far = { $metres } m away from the outlet
point-late = you said the tap came late

# Refusals
survey-error = That cannot be done now. Nothing was changed and nothing was lost.
unknown-code = This code is not known here. Please check it, or ask the person who gave it to you.
code-taken = Somebody else has started this visit. If that was not you, please tell your coordinator.
not-open-yet = This visit opens on { $opens }. Please come back then.
window-closed = The time for this visit is over. What you have is kept; your coordinator decides what happens next. Write why in one message, here in the chat or on its page, and they will read it.
late-explained = Noted for your coordinator. Thank you.
answered-already = You have answered for this service already. Another purchase? Use the code on that receipt.
no-open-interview = There is nothing to answer here at the moment. Open the link or scan the code you were given.
no-such-interview = This address leads to no interview. Please use the link or the code you were given.
not-reviewable = This interview is not waiting for a review.
returned = Your reviewer asks for one more look: { $reason }

# Answers as people read them
value-photos = { $count ->
    [one] one photo
   *[other] { $count } photos
}
value-place = place noted
value-place-at = { $metres } m from the outlet
value-seconds = { $seconds } s
value-seconds-late = { $seconds } s (tapped late)
value-skipped = left out

# Logic of the questionnaire
author-says = { $words }
not-possible = That does not fit your earlier answers. Could you look at it once more?
only-that-one = “{ $label }” cannot go with another answer.
choose-at-least = { $least ->
    [one] Please choose at least one.
   *[other] Please choose at least { $least }.
}
choose-at-most = { $most ->
    [one] Please choose one only.
   *[other] Please choose at most { $most }.
}
send-a-date = Please send a day, for example 2026-11-23, or “today”.
send-a-time = Please send a time, for example 14:05.
value-none = none
value-seen = read

# Files, spans, rankings, repeats
file-stored = { $kilobytes ->
    [0] File stored.
   *[other] File stored ({ $kilobytes } kB).
}
send-a-video = A video is needed here.
send-a-audio = A recording is needed here.
send-a-document = A file is needed here.
send-a-signature = Please sign on the page, or send a photo of your signature.
send-a-duration = Please say how long, for example “5 min” or 1:30 (one minute and thirty seconds).
duration-out-of-range = Please give between { $least } and { $most } seconds.
rank-each-once = Each can stand in one place only.
rank-them = Please put { $most } of them in order.
no-more-instances = { $most } is the most there is room for. What you have is stored.
too-few-instances = At least { $least } is needed.
instance-removed = Taken out of the result. What you wrote stays in the record, and you can bring it back.
instance-restored = Back again, with all its answers.
grown-long = This interview has become very long, so nothing can be taken back any more. Everything is stored; please go on to the end from here.
grown-long-ticks = This interview has become very long. Please write the numbers of everything that applies in one message, for example 1, 3.
point-vague = known to { $metres } m only
point-no-longer-fits = does not fit another answer, or what was asked for
value-videos = { $count ->
    [one] one video
   *[other] { $count } videos
}
value-audios = { $count ->
    [one] one recording
   *[other] { $count } recordings
}
value-documents = { $count ->
    [one] one file
   *[other] { $count } files
}
value-signatures = signed
value-listed = { $count } in all
value-splits = { $whole } (in between: { $splits })
value-span-s = { $seconds } s
value-span-min = { $minutes } min { $seconds } s
value-span-h = { $hours } h { $minutes } min
inside = { $title } { $position }
inside-of = { $title } { $position } of { $total }
survey-expired = This survey was begun some days ago and its time is over. What you answered is kept. Thank you for it; there is nothing more to do.
no-longer = That is no more time than there is, or the visit is done already.

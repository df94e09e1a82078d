# The pages: home, errors, and what surrounds a question.

page-name = Anfang
page-skip = Skip to the content
page-language = Language
page-language-zh = 中文
page-language-en = English

# Home
page-home-title = Anfang: how good is the service after the sale?
page-home-lead = Mystery visits, customers' impressions and a management audit, put together into one after-sales-service score that can be defended, clause by clause (GB/T 27922-2011).
page-home-shopper = You visit outlets
page-home-shopper-text = Open the link of your assignment. One question at a time, every answer stored at once, and you may stop and go on at any point.
page-home-customer = You were served
page-home-customer-text = Scan the code at the outlet. About a minute, no account, no name.
page-home-auditor = You audit
page-home-auditor-text = Enter findings, review visits, see the score sheet and take everything with you.
page-home-console = Open the console

# Errors: a title by status, a sentence by id
page-error-title-400 = That could not be read
page-error-title-403 = Not here, not now
page-error-title-404 = Nothing here
page-error-title-405 = Not this way
page-error-title-409 = Already settled
page-error-title-413 = Too large
page-error-title-415 = Another format, please
page-error-title-422 = Something needs another look
page-error-title-429 = A little slower, please
page-error-title-500 = Our mistake
page-error-title-503 = One moment, please
page-error-400 = What was sent could not be understood. Nothing was changed. Please go back and try once more.
page-error-403 = This cannot be done from here. Nothing was changed. Please open the page itself and try from there.
page-error-404 = There is no page at this address. Please use the link or the code you were given.
page-error-405 = This address does not work that way. Please go back and use the buttons on the page.
page-error-409 = Somebody, perhaps your other device, was faster. Nothing is lost. Please open the page again.
page-error-413 = That is more than fits. Nothing was changed.
page-error-415 = This format cannot be read here. Nothing was changed.
page-error-422 = Something in there needs another look. Nothing was changed.
page-error-429 = That was quick. Please wait a moment and try again.
page-error-500 = The mistake is ours and it has been noted. Everything stored before is safe. Please try again a little later.
page-error-503 = The service is busy for a moment. Everything stored before is safe. Please try again in a few seconds.
page-error-malformed = What was sent could not be read. Nothing was changed. Please go back and try once more.
page-sent-otherwise = This page was sent before with something else in it. That is stored; nothing was changed now.
page-error-photo-kind = This is not a picture we can keep. JPEG, PNG, WebP and HEIC are fine.
page-error-photo-large = This picture is larger than 20 MB. Please send a smaller one.
page-error-home = To the first page
page-error-retry = Try again
page-error-to-cases = To the cases

# Around a question. Nothing here names us: a shopper's screen may be seen in the store
page-survey = Survey
page-start = Start
page-minutes = { $minutes ->
    [one] About one minute
   *[other] About { $minutes } minutes
}
page-outlet = Outlet
page-when = When
page-part = Your part
page-window = { $opens } to { $closes }
page-hours = Open { $opens }–{ $closes }
page-day = { $day } { $month ->
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
page-discreet = Do not say that you are testing. We tell nobody there who you are.
page-at-the-store = I am at the store
page-not-now-button = Not now
page-not-now = All right. The same link works until the window closes.
page-conflict = I know somebody who works here
page-no-consent = No, thank you
page-progress = Question { $number } of { $total }
page-back = Back
page-keep = Keep it
page-held = You said: { $value }. Change it?
page-skip-question = Leave this one out
page-nothing-to-add = Nothing to add
page-next = Next
page-step = { $step } on a scale from { $low } ({ $least }) to { $high } ({ $most })
page-take-photo = Take a photo
page-choose-photo = Choose a photo
page-send-photo = Send
page-photos-done = { $count ->
    [one] That photo is all
   *[other] Those { $count } photos are all
}
page-share-place = Share my place
page-locating = Looking for your place …
page-place-denied = The phone did not allow it. You can allow it in the browser's settings, or choose below.
page-place-unknown = The phone could not find its place. Try near a window, or choose below.
page-place-no-script = Without scripts the page cannot ask the phone for its place. Please choose below.
page-running = The time is running.
page-took = { $seconds } s
page-time-right = That is right
page-time-late = I tapped late
page-overview = Overview
page-later = Later
page-later-title = Until later
page-go-on = Go on
page-summary = Where you are
page-summary-ready = All answered. Ready to submit?
page-done-of = { $done } of { $total } answered
page-points = { $count ->
    [one] One point deserves a second look, below.
   *[other] { $count } points deserve a second look, below.
}
page-submit = Submit
page-submit-sure = I am sure, submit
page-change = Change
page-change-this = Change: { $label }
page-thanks = Thank you
page-finished = All done
page-receipt = Receipt
page-receipt-why = Keep it if you like: it stands for exactly these answers.
page-declined-title = Thank you for saying so
page-declined = Then this one is not for you, and that is fine. Nothing more is needed.
page-voided-title = This one was set aside
page-voided = It does not count, and nothing more is needed from you.
page-card-not-open = This survey has not opened yet. Please try again in a few days.
page-card-closed = This survey has ended. Thank you for wanting to help.

# When the network is away
page-kept = No connection. Your answer is kept on this phone and will be sent by itself.
page-sending = Sending …
page-unsent = That could not be sent. It is still here: tap Send to try again.

page-sure = Yes, { $value } is right

## After the window
page-closed-title = The time for this is over
page-closed-visit = What you answered is kept. Your coordinator decides what happens next, and may open it again.
page-closed-why = What kept you from finishing? A sentence is enough; your coordinator reads it.
page-closed-send = Tell them why
page-closed-noted = Noted for your coordinator: “{ $text }”

## Every kind of question
page-suggested = Suggested: { $value }
page-point = { $point }: { $words }
page-how-many = { $least ->
    [0] Up to { $most }.
   *[other] From { $least } to { $most }.
}
page-rank = { $count ->
    [one] Which comes first?
   *[other] The first { $count }, in your order.
}
page-place = Place { $place }
page-up = Up: { $label }
page-down = Down: { $label }
page-moved = { $label }: place { $place } of { $total }
page-minutes-field = minutes
page-seconds-field = seconds
page-or-photo = or
page-photo-of-code = Photograph the code
page-files = { $count } of { $most } stored
page-files-least = { $least ->
    [one] One is needed.
   *[other] At least { $least } are needed.
}
page-files-done = { $count ->
    [one] That file is all
   *[other] Those { $count } files are all
}
page-take-video = Film it
page-take-audio = Record it
page-choose-video = Choose a video
page-choose-audio = Choose a recording
page-choose-document = Choose a file
page-too-many-files = That was more than there is room for. The first ones are stored.
page-sign-here = Field to sign in, with a finger, a pen or the mouse
page-sign-first = The field is still empty. Please sign in it first.
page-sign-done = Done
page-clear = Clear
page-photo-of-signature = Photograph a signature on paper
page-splits = Times noted so far
page-rows-optional = You may leave lines empty.
page-rows-missing = One line is still open. The others are as you filled them in.
page-drop = Take out
page-drop-this = Take out: { $label }
page-dropped = Taken out
page-restore = Bring back
page-restore-this = Bring back: { $label }
page-add = Add another one
page-those-are-all = Those are all
page-there-are-none = There are none
page-which-answer = Which answer do you want to change?
page-no-answer-yet = There is no answer to change yet.
page-still-open = Still open
page-filter = Find in the list
page-error-no-file = Nothing arrived. Please choose a file and send it again.
page-error-video-kind = This is not a video we can keep. MP4, MOV, WebM and 3GP are fine.
page-error-video-large = This video is larger than 100 MB. Please send a shorter one.
page-error-audio-kind = This is not a recording we can keep. MP3, M4A, OGG, WAV, AAC, AMR and WebM are fine.
page-error-audio-large = This recording is larger than 20 MB. Please send a shorter one.
page-error-document-kind = This file cannot be kept. PDF, Word, Excel, OpenDocument, plain text, ZIP, pictures, videos and recordings are fine.
page-error-document-large = This file is larger than 20 MB. Please send a smaller one.

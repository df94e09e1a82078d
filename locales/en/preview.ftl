preview-outlet = Example outlet
preview-address = 88 Example Street
preview-scenario = Play a customer whose dishwasher leaks.
preview = Preview
preview-what = Try a questionnaire as a chat and as a page, side by side. Nothing is stored with any case; what you play expires by itself.
preview-in = { $language_name ->
        [zh] 中文
        [en] English
       *[other] { $language_name }
    }
preview-mode-mystery = mystery visit
preview-mode-perception = customer survey
preview-size = { $questions } questions, about { $minutes ->
        [one] a minute
       *[other] { $minutes } minutes
    }
preview-restart = Start again
preview-save = Save as transcript
preview-full = This is as long as a preview gets. Start again, or save what you have.
preview-chat = In the chat
preview-page = On the page
preview-no-chat = The chat cannot be shown here.
preview-write = Write a reply
preview-send = Send
preview-more = Send something else
preview-here = Place: at the outlet
preview-away = Place: 2 km away
preview-left = Answers and evidence so far ({ $count })
preview-question = Question
preview-answer = Answer
preview-clause = Clause
preview-evidence = Evidence
preview-nothing-yet = Nothing yet.
preview-gone = This preview has expired, or its questionnaire has changed. Choose a questionnaire again.
preview-nothing-played = Nothing has been played yet: there is nothing to save.
preview-act-agree = Begin
preview-act-open = Come back
preview-act-back = Back
preview-act-pause = Later
preview-act-status = Overview
preview-act-change = Change an answer
preview-act-submit = Submit
preview-act-refuse = Decline
preview-act-jump = Back to an answer
preview-act-language = Another language
preview-act-pick = Several at once, on the page
preview-act-fill = A table, on the page
preview-act-photo = Photo
preview-act-video = Video
preview-act-audio = Voice message
preview-act-document = Document
preview-act-signature = Signature
preview-act-place = A place
preview-act-live = A live location
preview-act-tap = A button
preview-act-skip = Leave it out
preview-act-keep = Keep it
preview-act-next = Go on
preview-act-sure = It is so
preview-act-done = Done
preview-act-add = Add one
preview-act-edit = Change one
preview-act-drop = Remove one
preview-act-restore = Bring one back
preview-act-start = Start
preview-act-split = Split
preview-act-stop = Stop
preview-act-right = Right
preview-act-late = Tapped late
preview-met = met
preview-not-met = not met
preview-partly = met in part ({ $degree })
preview-not-applicable = does not apply
preview-not-observed = not seen

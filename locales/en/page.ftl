# The pages: home, errors, and what surrounds a question.

page-name = Anfang
page-skip = Skip to the content
page-language = Language
page-language-zh = 中文
page-language-en = English

# Home
page-home-title = Anfang: how good is the service after the sale?
page-home-lead = Mystery visits, customers' impressions and a management audit, put together into one after-sales-service score that can be defended, clause by clause (GB/T 27922-2011).
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
page-error-no-photo = No picture arrived. Please choose one and send it again.
page-error-photo-kind = This is not a picture we can keep. JPEG, PNG, WebP and HEIC are fine.
page-error-photo-large = This picture is larger than 20 MB. Please send a smaller one.
page-error-home = To the first page
page-error-retry = Try again

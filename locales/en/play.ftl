play-unknown = There is no questionnaire { $name }. There are: { $names }
play-saved = Saved as a transcript: { $file }. It is played by: anfang test { $file }
play-not-saved = { $file } was not written: { $why }
play-how = A button is tapped by its letter. Other things: /photo /video /audio /document, /place lat,lon (for instance /place 30.58,114.29), /back, /status, /pause, /start, /language en.
play-nothing-to-save = Nothing was played, so nothing was written.

play-unknown = 没有问卷 { $name }。现有：{ $names }
play-saved = 已存为对话记录：{ $file }。重新播放：anfang test { $file }
play-not-saved = 没有写入 { $file }：{ $why }
play-how = 按钮用它前面的字母来点。其他：/photo /video /audio /document（发文件）、/place 纬度,经度（例如 /place 30.58,114.29）、/back、/status、/pause、/start、/language zh。
play-nothing-to-save = 什么也没有试，没有写入。

# 页面：首页、出错提示，以及问题周围的文字。

page-name = 暗访
page-skip = 跳到正文
page-language = 语言
page-language-zh = 中文
page-language-en = English

# 首页
page-home-title = 暗访：售后服务到底怎么样？
page-home-lead = 把暗访、顾客感受和管理审核合在一起，得出一个逐条有据的售后服务评分（GB/T 27922-2011）。
page-home-shopper = 您负责到访网点
page-home-shopper-text = 打开任务链接即可。一次只问一题，每个回答立即保存，随时可以停下，再从原处继续。
page-home-customer = 您刚接受过服务
page-home-customer-text = 扫一下网点的二维码，大约一分钟，无需账号，不记姓名。
page-home-auditor = 您是审核员
page-home-auditor-text = 录入审核发现，复核到访记录，查看评分表，并可导出全部数据。
page-home-console = 进入工作台

# 出错提示：按状态有标题，按情况有说明
page-error-title-400 = 没有读懂
page-error-title-403 = 现在不能这样做
page-error-title-404 = 这里没有内容
page-error-title-405 = 换个方式试试
page-error-title-409 = 已经处理过了
page-error-title-413 = 内容太大
page-error-title-415 = 请换一种格式
page-error-title-422 = 有些内容需要再看一下
page-error-title-429 = 请稍慢一点
page-error-title-500 = 是我们出了差错
page-error-title-503 = 请稍等片刻
page-error-400 = 发来的内容无法识别，没有任何改动。请返回后再试一次。
page-error-403 = 不能从这里操作，没有任何改动。请打开原来的页面再试。
page-error-404 = 这个地址没有页面。请使用发给您的链接或二维码。
page-error-405 = 这个地址不能这样使用。请返回，用页面上的按钮操作。
page-error-409 = 可能您的另一台设备先提交了。内容都在，请重新打开页面。
page-error-413 = 内容超过了上限，没有任何改动。
page-error-415 = 这种格式无法读取，没有任何改动。
page-error-422 = 有些内容需要再看一下，没有任何改动。
page-error-429 = 操作太快了，请稍等片刻再试。
page-error-500 = 差错在我们，已经记录下来。之前保存的内容都在，请稍后再试。
page-error-503 = 服务正忙。之前保存的内容都在，请过几秒再试。
page-error-malformed = 发来的内容无法读取，没有任何改动。请返回后再试一次。
page-error-no-photo = 没有收到照片。请选一张，再发送一次。
page-error-photo-kind = 这个文件不是可以保存的照片。支持 JPEG、PNG、WebP 和 HEIC。
page-error-photo-large = 照片超过 20 MB，请换一张小一些的。
page-error-home = 回到首页
page-error-retry = 再试一次

preview-outlet = 示例网点
preview-address = 示例路 88 号
preview-scenario = 您扮演一位洗碗机漏水的顾客。

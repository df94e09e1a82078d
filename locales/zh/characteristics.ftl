# 六项服务特性（文件 000，4.3）。
characteristic-functionality = 功能性
characteristic-economy = 经济性
characteristic-safety = 安全性
characteristic-timeliness = 时间性
characteristic-comfort = 舒适性
characteristic-courtesy = 文明性

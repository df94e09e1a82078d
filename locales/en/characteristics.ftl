# The six service characteristics (document 000, 4.3).
characteristic-functionality = Function
characteristic-economy = Cost
characteristic-safety = Safety
characteristic-timeliness = Time
characteristic-comfort = Comfort
characteristic-courtesy = Courtesy

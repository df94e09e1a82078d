# What `anfang plan` prints.
plan-usage = --audit is one of { $kinds }; a risk is written "S03=2" or "S03=2: why", its weight above 0, and of an outlet once.
plan-no-outlets = The case has no outlets yet: bring them in first.
plan-unknown-outlets = The case has no such outlets: { $outlets }.
plan-kind-initial = initial audit
plan-kind-surveillance = surveillance
plan-kind-recertification = recertification
plan-outlets = Outlets for the { $kind }: { $count } of { $of }, by the multi-site rule (IAF MD1). Seed { $seed }, kept with the case: it draws the same sample again.
plan-why-random = at random
plan-why-risk = by risk { $weight } { $reason }
plan-centre = The central function is audited besides, every time.
plan-visits = Visits to each in a wave: { $visits }, so that a clause every visit sees has { $least } samples. If one visit has a reliability of { $one }, the mean of these has { $reliability }.
plan-customers = Customers to ask at each: { $count }, for a share known to ± { $margin } points at 95 %, if answers about one outlet correlate by { $rho }.
plan-customers-never = However many customers are asked, so few outlets do not give a share to ± { $margin } points if answers about one outlet correlate by { $rho }: take more outlets or a wider margin.
plan-enough = Sampled clauses with enough samples: { $enough } of { $of }.
plan-short = { $clause }: { $have } of { $least }
plan-before = Drawn on { $day } for the { $kind } with seed { $seed }: { $outlets }.

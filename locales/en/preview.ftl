preview-outlet = Example outlet
preview-address = 88 Example Street
preview-scenario = Play a customer whose dishwasher leaks.

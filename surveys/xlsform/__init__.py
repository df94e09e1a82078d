"""XLSForm in and out: a workbook becomes a questionnaire file, a questionnaire file a workbook.

What is taken over, what is not and what travels in columns of ours: docs/xlsform.md.
"""

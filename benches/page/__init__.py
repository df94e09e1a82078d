"""The page of a survey under load, over HTTP as browsers without scripts speak it."""

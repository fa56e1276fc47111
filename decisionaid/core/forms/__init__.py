"""One small form for each page of the questionnaire."""

"""The sample county: made-up people in the messy spreadsheets of a dozen offices, with an answer sheet."""

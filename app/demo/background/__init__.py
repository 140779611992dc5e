"""What is ordinary in the sample county: lists that give no reason for a question."""

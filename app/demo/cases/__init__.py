"""What is planted in the sample county: for each rule cases that must be found, and lawful ones that look alike."""

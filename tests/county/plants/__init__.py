"""What is planted, a module a family: cases that must be found, and lawful ones that look alike."""

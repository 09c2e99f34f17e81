"""Plans in StratML, part 1 (ISO 17469-1:2015) and part 2 (ANSI/AIIM 22:2017), and back."""

"""What deciding takes besides a word: motions on passed gates, points to mend, who is asked."""

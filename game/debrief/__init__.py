"""What happened, and why: facts in words, for transcripts and for the screen."""

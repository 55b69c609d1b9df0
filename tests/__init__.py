"""A second description of the game: the name of a test is the rule in words."""

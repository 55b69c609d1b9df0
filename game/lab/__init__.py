"""Many games: what it takes to play them at speed and to say what came out. No screen is needed."""

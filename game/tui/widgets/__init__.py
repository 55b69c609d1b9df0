"""The parts screens are made of. They are shown a view and post what the player wants; they never call the engine."""

"""The game itself. Pure: no clock, disk, float, network, terminal or unnamed luck may enter this room.

The public face is :mod:`game.rules.engine`: ``new_game · ask · decide · apply · outcome``.
"""

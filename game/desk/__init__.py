"""The desk: what a person in a seat is asked, told and advised, in words. The app draws it; the plain mode reads it out.

Nothing of a screen is known here, nor of any library that draws one.
"""

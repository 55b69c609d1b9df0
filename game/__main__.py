"""`python -m game` is `first-refusal`."""

if __name__ == "__main__":
    from game.cli import main

    raise SystemExit(main())

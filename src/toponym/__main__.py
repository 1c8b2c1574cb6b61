"""`python -m toponym` is the command `toponym`."""

from toponym.cli import main

if __name__ == "__main__":
    main()

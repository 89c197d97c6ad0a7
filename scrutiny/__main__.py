"""`python -m scrutiny`: the commands an administrator and a scheduler run."""

from scrutiny.cli import main

if __name__ == "__main__":
    main()

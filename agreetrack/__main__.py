"""`python -m agreetrack`."""

import sys

from agreetrack.cli.app import main

if __name__ == "__main__":
    sys.exit(main())

"""`python -m tests.kills ROUNDS`."""

import sys

from tests.kills.rounds import main

sys.exit(main(sys.argv[1:]))

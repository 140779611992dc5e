"""`python -m cluegraph` is the command `cluegraph`."""

import sys

from cluegraph.cli.main import main

sys.exit(main())

import sys

from fardplan.cli.main import main


sys.exit(main())

"""Writes `__init__.pyi` beside this file: `python -m activ8._stubs`, or where it is told to."""

import sys
from pathlib import Path

from ._native import stubs

if __name__ == "__main__":
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("__init__.pyi")
    path.write_text(stubs(), encoding="utf-8")

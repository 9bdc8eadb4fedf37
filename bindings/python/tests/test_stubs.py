"""The committed stubs are those of the functions."""

from __future__ import annotations

from pathlib import Path

import activ8


def test_stubs_are_those_of_the_functions() -> None:
    from activ8._stubs import stubs

    committed = Path(__file__).parent.parent / "python/activ8/__init__.pyi"
    assert committed.read_text(encoding="utf-8") == stubs(), "python -m activ8._stubs python/activ8/__init__.pyi"
    installed = Path(activ8.__file__).with_name("__init__.pyi")
    assert installed.read_text(encoding="utf-8") == stubs(), "they are in the wheel"

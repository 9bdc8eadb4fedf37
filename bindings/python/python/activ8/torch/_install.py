"""PyTorch's own operators by activ8's kernels, for the whole process."""

from __future__ import annotations

import functools
import pathlib
import sys
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any, Literal

import torch
import torch.nn.functional as _theirs

from .. import _native
from . import functional as _ours

OPERATORS: tuple[str, ...] = tuple(_native._torch_operators())
"""What `install` replaces in PyTorch's dispatcher, by the names of aten."""

# Operators with a Scalar among their arguments, for which LibTorch's C interface has no value, and those that PyTorch
# makes of others: the functions are replaced in their place, for tensors of so many elements, from which on they are
# faster than PyTorch's in spite of what a call by Python costs.
_FUNCTIONS = {
    "celu": 8192,
    "elu": 8192,
    "kl_div": 4096,
    "logsigmoid": 4096,
    "selu": 8192,
    "softplus": 4096,
}
FUNCTIONS: tuple[str, ...] = tuple(_FUNCTIONS)
"""What `install` replaces in `torch.nn.functional`."""

_originals: dict[str, Callable[..., torch.Tensor]] = {}


class Installed:
    """What `install` gives: at the end of a `with` it calls `uninstall`."""

    def __enter__(self) -> Installed:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        uninstall()


def install(
    *, accuracy: Literal["high", "fast"] = "fast", operators: Iterable[str] | None = None
) -> Installed:
    """Lets unchanged models run on activ8: PyTorch's operators on tensors of the CPU, forward and backward.

        activ8.torch.install()
        with activ8.torch.install(): ...    # and PyTorch's own again behind it

    `OPERATORS` are replaced in PyTorch's dispatcher, so that calls from Python, from C++ and from autograd have them;
    `FUNCTIONS` in `torch.nn.functional`. `operators` names those of them that are wanted. Other devices and dtypes, and
    tensors that are strewn over memory, go to PyTorch's own kernels as before. Threads are PyTorch's.

    The accuracy "fast" is within 5 ULP, or 2**-23, of the exact value; "high" within 2 ULP, and slower. Nobody may run
    operators in other threads during the call. A wrong dimension of softmax is a RuntimeError instead of an IndexError.

    RuntimeError where this PyTorch has no stable C interface, which it has from 2.9 on.
    """
    wanted = [*OPERATORS, *FUNCTIONS] if operators is None else list(operators)
    for name in wanted:
        if name not in OPERATORS and name not in FUNCTIONS:
            raise ValueError(f"`operators` has {name!r}, which is none of OPERATORS and FUNCTIONS")
    uninstall()
    _native._torch_install(str(_library()), wanted, accuracy)
    for name in wanted:
        if name in _FUNCTIONS:
            _originals[name] = getattr(_theirs, name)
            setattr(_theirs, name, _replacement(name, accuracy))
    return Installed()


def uninstall() -> None:
    """Gives PyTorch its own operators again; nothing where it has them."""
    _native._torch_uninstall()
    while _originals:
        name, original = _originals.popitem()
        setattr(_theirs, name, original)


def _library() -> pathlib.Path:
    name = {"darwin": "libtorch_cpu.dylib", "win32": "torch_cpu.dll"}.get(sys.platform, "libtorch_cpu.so")
    return pathlib.Path(torch.__file__).parent / "lib" / name


def _replacement(name: str, accuracy: str) -> Callable[..., torch.Tensor]:
    theirs, ours, least = _originals[name], getattr(_ours, name), _FUNCTIONS[name]

    @functools.wraps(theirs)
    def function(input: Any, *places: Any, **named: Any) -> torch.Tensor:
        if isinstance(input, torch.Tensor) and input.numel() >= least and input.dtype is not torch.float64:
            return ours(input, *places, **named, accuracy=accuracy)
        return theirs(input, *places, **named)

    return function

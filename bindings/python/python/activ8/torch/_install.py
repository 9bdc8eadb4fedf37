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

from .. import TIERS, _native
from . import functional as _ours

OPERATORS: tuple[str, ...] = tuple(_native._torch_operators())
"""What `install` can replace in PyTorch's dispatcher, by the names of aten."""

# Operators with a Scalar among their arguments, for which LibTorch's C interface has no value, and those that PyTorch
# makes of others: the functions are replaced in their place, for tensors of so many elements, from which on they are
# faster than PyTorch's in spite of what a call by Python costs.
_FUNCTIONS = {
    "celu": 8192,
    "elu": 8192,
    "kl_div": 4096,
    "logsigmoid": 8192,
    "selu": 8192,
    "softplus": 8192,
}
FUNCTIONS: tuple[str, ...] = tuple(_FUNCTIONS)
"""What `install` can replace in `torch.nn.functional`."""

# Slower than PyTorch's at some size, by `python -m activ8.bench --install`: few elements pay for the way from PyTorch to
# the kernel.
_SLOWER_SOMEWHERE = {
    "_log_softmax",
    "_softmax",
    "celu",
    "elu",
    "logsigmoid",
    "mse_loss",
    "selu",
    "smooth_l1_loss",
    "softplus",
}
if "avx512" not in TIERS:
    # With AVX2 they are as fast in float32, and slower in bfloat16.
    _SLOWER_SOMEWHERE |= {"gelu", "gelu_backward"}
DEFAULT: tuple[str, ...] = tuple(name for name in (*OPERATORS, *FUNCTIONS) if name not in _SLOWER_SOMEWHERE)
"""What `install` replaces unless it is told otherwise: what is nowhere slower than PyTorch's."""

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
    *, accuracy: Literal["high", "fast"] = "fast", operators: Iterable[str] | None = None, all: bool = False
) -> Installed:
    """Lets unchanged models run on activ8: PyTorch's operators on tensors of the CPU, forward and backward.

        activ8.torch.install()
        with activ8.torch.install(): ...    # and PyTorch's own again behind it

    `DEFAULT` are replaced: those of `OPERATORS` in PyTorch's dispatcher, so that calls from Python, from C++ and from
    autograd have them, those of `FUNCTIONS` in `torch.nn.functional`. With `all` what is faster for many elements and slower
    for few is, too: softmax, log_softmax, mse_loss, smooth_l1_loss, and all of `FUNCTIONS`. `operators` names those that are
    wanted. Other devices and dtypes, and tensors that are strewn over memory, go to PyTorch's own kernels as before.
    Threads are PyTorch's.

    The accuracy "fast" is within 5 ULP, or 2**-23, of the exact value; "high" within 2 ULP, and slower. Nobody may run
    operators in other threads during the call. A wrong dimension of softmax is a RuntimeError, where that is replaced,
    instead of an IndexError.

    RuntimeError where this PyTorch has no stable C interface, which it has from 2.9 on, or one that cannot hand over what
    an operator of `operators` is called with: PyTorch 2.9 has no strings, which gelu needs. By default it is left to PyTorch there.
    """
    wanted = [*OPERATORS, *FUNCTIONS] if all else [*DEFAULT] if operators is None else list(operators)
    for name in wanted:
        if name not in OPERATORS and name not in FUNCTIONS:
            raise ValueError(f"`operators` has {name!r}, which is none of OPERATORS and FUNCTIONS")
    uninstall()
    missing = _native._torch_install(str(_library()), wanted, accuracy)
    if missing and operators is not None:
        uninstall()
        raise RuntimeError(f"PyTorch {torch.__version__} cannot hand over the arguments of {', '.join(missing)}; later ones can")
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
    """For many elements ours. For few what PyTorch's function does with a plain tensor, in no more steps than it has."""
    theirs, least, tensor = _originals[name], _FUNCTIONS[name], torch.Tensor
    ours = _ours.at_accuracy(name, accuracy)
    # By their signatures, since keywords that are handed on cost more than all else here.
    if name in ("elu", "celu", "selu"):
        return functools.wraps(theirs)(_exponential_unit(name, theirs, ours, least))
    if name == "kl_div":
        return functools.wraps(theirs)(_divergence(theirs, ours, least))

    @functools.wraps(theirs)
    def function(input: Any, *places: Any, **named: Any) -> torch.Tensor:
        if type(input) is tensor and input.numel() >= least:
            return ours(input, *places, **named)
        return theirs(input, *places, **named)

    return function


_Function = Callable[..., torch.Tensor]


def _exponential_unit(name: str, theirs: _Function, ours: _Function, least: int) -> _Function:
    tensor, of = torch.Tensor, torch._C._nn if name == "elu" else torch
    few, few_in_place = getattr(of, name), getattr(of, f"{name}_")

    def selu(input: Any, inplace: bool = False) -> torch.Tensor:
        if type(input) is tensor and not inplace:
            return few(input) if input.numel() < least else ours(input)
        return theirs(input, inplace)

    def function(input: Any, alpha: float = 1.0, inplace: bool = False) -> torch.Tensor:
        if type(input) is tensor:
            if inplace:
                return few_in_place(input, alpha)
            return few(input, alpha) if input.numel() < least else ours(input, alpha)
        return theirs(input, alpha, inplace)

    return selu if name == "selu" else function


def _divergence(theirs: _Function, ours: _Function, least: int) -> _Function:
    tensor, few, numbers = torch.Tensor, torch.kl_div, {"none": 0, "sum": 2}

    def kl_div(
        input: Any, target: Any, size_average: Any = None, reduce: Any = None, reduction: str = "mean", log_target: bool = False
    ) -> torch.Tensor:
        if type(input) is tensor and input.numel() >= least:
            return ours(input, target, size_average, reduce, reduction, log_target)
        if type(input) is tensor is type(target) and reduction in numbers and size_average is None and reduce is None:
            return few(input, target, numbers[reduction], log_target=log_target)
        return theirs(input, target, size_average, reduce, reduction, log_target)

    return kl_div

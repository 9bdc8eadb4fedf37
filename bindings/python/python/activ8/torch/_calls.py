"""What calls of PyTorch's functions hold, and whether activ8 takes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
import torch.autograd.forward_ad as _forward_mode

_FLOATS = (torch.float32, torch.float16, torch.bfloat16)
PLAIN = (torch.Tensor, torch.nn.Parameter)

# Parameters that PyTorch has no use for any more.
OLD = ("size_average", "reduce")

# Whether a transform of torch.func is at work, whose tensors have no memory.
_transformed = getattr(torch._C._functorch, "peek_interpreter_stack", lambda: None)

# What a call may hold that activ8 has not, where it is not this.
_THEIRS = {"inplace": False, "training": False, "dtype": None, "size_average": None, "reduce": None}


# Arguments by their place and by their name.
Call = tuple[tuple[Any, ...], dict[str, Any]]


def is_ours(x: Any) -> bool:
    """Whether activ8 takes such a tensor."""
    return type(x) in PLAIN and x.dtype in _FLOATS and x.device.type == "cpu" and x.layout is torch.strided


def options_of(
    names: tuple[str, ...], places: tuple[Any, ...], named: dict[str, Any], accuracy: str | None = None
) -> dict[str, Any] | None:
    """A call's parameters by activ8's names; None where PyTorch's own function is asked for."""
    if torch.compiler.is_compiling() or len(places) > len(names):
        return None
    if _forward_mode._current_level >= 0 or _transformed() is not None:
        return None
    options = dict(zip(names, places)) | named
    options.pop("_stacklevel", None)
    for name, nothing in _THEIRS.items():
        if options.pop(name, nothing) is not nothing:
            return None
    if "dim" in options:
        options["axis"] = options.pop("dim")
    options["threads"] = torch.get_num_threads()
    if accuracy:
        options["accuracy"] = accuracy
    return options


def is_learnt(x: Any) -> bool:
    """Whether it is a tensor whose gradient is recorded."""
    return isinstance(x, torch.Tensor) and x.requires_grad and torch.is_grad_enabled()


def renamed(function: Callable[..., torch.Tensor], name: str) -> Callable[..., torch.Tensor]:
    function.__name__ = function.__qualname__ = name
    function.__doc__ = f"`torch.nn.functional.{name}` on activ8's kernels."
    return function


def as_tensor(loss: Any, like: torch.Tensor) -> torch.Tensor:
    """A loss that is a float, as PyTorch has it."""
    return loss if isinstance(loss, torch.Tensor) else like.new_tensor(loss)

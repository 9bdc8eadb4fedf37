"""Arrays that are not NumPy's: NumPy's view of their memory, and the way back."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np

_Seen = tuple[Any, Callable[[Any], Any] | None, bool]


def view(name: str, given: Any) -> _Seen:
    """NumPy's array of the same memory, what makes `given`'s kind of a new one, and whether its uint16 are bfloat16."""
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(given, torch.Tensor):
        return _view_tensor(name, given, torch)
    if isinstance(given, np.generic):
        if name == "out":
            raise TypeError("`out` is a number, which cannot be written")
        return np.asarray(given), lambda y: y[()], False
    if hasattr(given, "__dlpack__"):
        library = _library(given)
        like = getattr(library, "from_dlpack", None)
        try:
            return np.from_dlpack(given), like, False
        except (BufferError, RuntimeError, TypeError) as error:
            raise TypeError(f"`{name}` is an array that NumPy cannot see: {error}") from error
    return _buffer(name, given), None, False


def view_whole(name: str, given: Any) -> Any:
    """NumPy's array of integers or truth values, of a list of them too."""
    if isinstance(given, (list, tuple, int)):
        return np.asarray(given) if given != [] and given != () else np.empty(0, np.int64)
    return view(name, given)[0]


def _view_tensor(name: str, tensor: Any, torch: Any) -> _Seen:
    if tensor.device.type != "cpu":
        raise TypeError(f"`{name}` is on the device {tensor.device}, but must be on the CPU: {name}.cpu()")
    if tensor.requires_grad and torch.is_grad_enabled():
        raise TypeError(f"`{name}` requires a gradient, which is not recorded here: {name}.detach()")
    tensor = tensor.detach()
    if tensor.dtype is torch.bfloat16:
        # As many bits, which NumPy knows.
        def like(y: Any) -> Any:
            return torch.from_numpy(y.view(np.int16)).view(torch.bfloat16)

        return tensor.view(torch.int16).numpy(), like, True
    return tensor.numpy(), torch.from_numpy, False


def _library(given: Any) -> Any:
    """The module that has the functions of this kind of array."""
    if hasattr(given, "__array_namespace__"):
        return given.__array_namespace__()
    return sys.modules.get(type(given).__module__.split(".")[0])


def _buffer(name: str, given: Any) -> Any:
    try:
        return np.asarray(memoryview(given))
    except TypeError:
        kind = type(given).__name__
        raise TypeError(f"`{name}` is a {kind}, but must be an array: numpy.asarray({name}, numpy.float32)") from None

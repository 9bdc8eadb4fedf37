"""Fast and accurate CPU kernels for neural-network activations and losses, on NumPy arrays.

    import activ8, numpy
    x = numpy.linspace(-3, 3, 7, dtype=numpy.float32)
    y = activ8.gelu(x)
    activ8.softmax(x, out=x)
    loss, gradient = activ8.value_and_grad(activ8.mse_loss)(y, x)

Names, parameters and defaults are PyTorch's, whose `dim` is `axis` here; each function has its gradient as
`NAME_backward`. Arrays may also be PyTorch's tensors, or others that speak DLPack or the buffer protocol; results are
of the first one's kind. float64 and integers are refused: `x.astype(numpy.float32)`.

`threads=4` shares the work of large arrays out, 0 to all cores; `accuracy="fast"` takes less time for an error of up to
5 ULP or 2**-23; `tier="avx2"` names instructions, of those in `TIERS`. No other thread may write arrays during a call.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import _native
from ._native import BUILD, stubs

TIERS = tuple(_native.TIERS)
_GRADIENT = "_value_and_grad"

_functions = {
    name: function
    for name, function in vars(_native).items()
    if not name.startswith("_") and callable(function) and function is not stubs
}
_gradients = {_functions[name.removesuffix(_GRADIENT)]: f for name, f in _functions.items() if name.endswith(_GRADIENT)}
globals().update({name: f for name, f in _functions.items() if not name.endswith(_GRADIENT)})

__all__ = ["BUILD", "TIERS", "value_and_grad", *sorted(name for name in _functions if not name.endswith(_GRADIENT))]


def value_and_grad(loss: Callable[..., Any]) -> Callable[..., tuple[float, Any]]:
    """The function that gives a loss and its gradient, from one pass: `value_and_grad(mse_loss)(input, target)`.

    It takes the loss's arguments. A loss of several inputs has a tuple of gradients.
    """
    try:
        return _gradients[loss]
    except (KeyError, TypeError):
        raise TypeError("`loss` must be one of activ8's losses") from None

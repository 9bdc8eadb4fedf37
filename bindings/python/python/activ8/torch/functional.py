"""Functions of `torch.nn.functional` by their names and signatures, on activ8's kernels, gradients included.

    import activ8.torch.functional as F
    loss = F.cross_entropy(F.gelu(x) @ w, target)
    loss.backward()

They are for tensors of float32, float16 and bfloat16 on the CPU. All others, and what activ8 refuses or has not, go to
PyTorch's own: double precision, other devices, subclasses of tensors, `inplace=True`, shapes that are broadcast, targets
that are learnt (but for kl_div's), transforms of `torch.func` and forward mode. Threads are as many as
`torch.get_num_threads()`. A second derivative is PyTorch's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
import torch.nn.functional as _theirs

import activ8

from ._calls import OLD, PLAIN, Call, is_learnt, is_ours, options_of, renamed
from ._several import SEVERAL, prelu, several

# PyTorch's parameters behind the tensor, by their place.
_ACTIVATIONS: dict[str, tuple[str, ...]] = {
    "celu": ("alpha", "inplace"),
    "elu": ("alpha", "inplace"),
    "gelu": ("approximate",),
    "glu": ("dim",),
    "hardshrink": ("lambd",),
    "hardsigmoid": ("inplace",),
    "hardswish": ("inplace",),
    "hardtanh": ("min_val", "max_val", "inplace"),
    "leaky_relu": ("negative_slope", "inplace"),
    "log_softmax": ("dim", "_stacklevel", "dtype"),
    "logsigmoid": (),
    "mish": ("inplace",),
    "relu": ("inplace",),
    "relu6": ("inplace",),
    "rrelu": ("lower", "upper", "training", "inplace"),
    "selu": ("inplace",),
    "sigmoid": (),
    "silu": ("inplace",),
    "softmax": ("dim", "_stacklevel", "dtype"),
    "softmin": ("dim", "_stacklevel", "dtype"),
    "softplus": ("beta", "threshold"),
    "softshrink": ("lambd",),
    "softsign": (),
    "tanh": (),
    "tanhshrink": (),
    "threshold": ("threshold", "value", "inplace"),
}

# Behind the input and the target.
_LOSSES: dict[str, tuple[str, ...]] = {
    "binary_cross_entropy": ("weight", *OLD, "reduction"),
    "binary_cross_entropy_with_logits": ("weight", *OLD, "reduction", "pos_weight"),
    "cross_entropy": ("weight", "size_average", "ignore_index", "reduce", "reduction", "label_smoothing"),
    "hinge_embedding_loss": ("margin", *OLD, "reduction"),
    "huber_loss": ("reduction", "delta", "weight"),
    "kl_div": (*OLD, "reduction", "log_target"),
    "l1_loss": (*OLD, "reduction", "weight"),
    "mse_loss": (*OLD, "reduction", "weight"),
    "multi_margin_loss": ("p", "margin", "weight", *OLD, "reduction"),
    "multilabel_margin_loss": (*OLD, "reduction"),
    "multilabel_soft_margin_loss": ("weight", *OLD, "reduction"),
    "nll_loss": ("weight", "size_average", "ignore_index", "reduce", "reduction"),
    "poisson_nll_loss": ("log_input", "full", "size_average", "eps", "reduce", "reduction"),
    "smooth_l1_loss": (*OLD, "reduction", "beta"),
    "soft_margin_loss": (*OLD, "reduction"),
}

def _differentiable(theirs: Callable[..., torch.Tensor], dy: torch.Tensor, call: Call, x: torch.Tensor, *more: Any) -> torch.Tensor:
    """The gradient for x by PyTorch's own function, so that it can be differentiated again."""
    places, named = call
    (dx,) = torch.autograd.grad(theirs(x, *more, *places, **named), x, dy, create_graph=True)
    return dx


def _activation(name: str, names: tuple[str, ...], accuracy: str | None = None) -> Callable[..., torch.Tensor]:
    theirs = getattr(_theirs, name)
    forward, from_x = getattr(activ8, name), getattr(activ8, f"{name}_backward")
    from_y = getattr(activ8, f"{name}_backward_from_output", None) if name in ("softmax", "log_softmax") else None
    needs_axis = "_stacklevel" in names

    class Recorded(torch.autograd.Function):
        @staticmethod
        def forward(ctx: Any, x: torch.Tensor, options: dict[str, Any], call: Call) -> torch.Tensor:
            y: torch.Tensor = forward(x, **options)
            ctx.save_for_backward(y if from_y else x)
            ctx.options, ctx.call = options, call
            return y

        @staticmethod
        def backward(ctx: Any, dy: torch.Tensor) -> tuple[torch.Tensor, None, None]:
            (saved,) = ctx.saved_tensors
            if torch.is_grad_enabled():
                if from_y:
                    of_y = getattr(torch, f"_{name}_backward_data")
                    return of_y(dy, saved, ctx.options["axis"], saved.dtype), None, None
                return _differentiable(theirs, dy, ctx.call, saved), None, None
            options = {**ctx.options, "threads": torch.get_num_threads()}
            return (from_y or from_x)(saved, dy=dy, **options), None, None

    def function(input: Any, *places: Any, **named: Any) -> torch.Tensor:
        options = options_of(names, places, named, accuracy) if is_ours(input) else None
        if options is None or (needs_axis and options.get("axis") is None):
            return theirs(input, *places, **named)
        try:
            if input.requires_grad and torch.is_grad_enabled():
                return Recorded.apply(input, options, (places, named))
            return forward(input, **options)
        except (TypeError, ValueError):
            # What it does, or its own error.
            return theirs(input, *places, **named)

    return renamed(function, name)


def _loss(name: str, names: tuple[str, ...], accuracy: str | None = None) -> Callable[..., torch.Tensor]:
    theirs = getattr(_theirs, name)
    forward, from_each = getattr(activ8, name), getattr(activ8, f"{name}_backward")
    both = activ8.value_and_grad(forward)
    of_learnt = several(name, *SEVERAL[name]) if name in SEVERAL else theirs

    class Reduced(torch.autograd.Function):
        @staticmethod
        def forward(ctx: Any, x: torch.Tensor, target: torch.Tensor, options: dict[str, Any], call: Call) -> torch.Tensor:
            value, gradient = both(x, target, **options)
            ctx.save_for_backward(x, target, gradient)
            ctx.call = call
            return x.new_tensor(value)

        @staticmethod
        def backward(ctx: Any, dy: torch.Tensor) -> tuple[torch.Tensor, None, None, None]:
            x, target, gradient = ctx.saved_tensors
            if torch.is_grad_enabled():
                return _differentiable(theirs, dy, ctx.call, x, target), None, None, None
            return gradient * dy, None, None, None

    class Each(torch.autograd.Function):
        @staticmethod
        def forward(ctx: Any, x: torch.Tensor, target: torch.Tensor, options: dict[str, Any], call: Call) -> torch.Tensor:
            ctx.save_for_backward(x, target)
            ctx.options, ctx.call = options, call
            return forward(x, target, **options)

        @staticmethod
        def backward(ctx: Any, dy: torch.Tensor) -> tuple[torch.Tensor, None, None, None]:
            x, target = ctx.saved_tensors
            if torch.is_grad_enabled():
                return _differentiable(theirs, dy, ctx.call, x, target), None, None, None
            options = {**ctx.options, "threads": torch.get_num_threads()}
            return from_each(x, target, dy=dy, **options), None, None, None

    def function(input: Any, target: Any, *places: Any, **named: Any) -> torch.Tensor:
        taken = is_ours(input) and type(target) in PLAIN
        options = options_of(names, places, named, accuracy) if taken else None
        if options is None or any(map(is_learnt, options.values())):
            return theirs(input, target, *places, **named)
        if is_learnt(target):
            return of_learnt(input, target, *places, **named)
        none = options.get("reduction") == "none"
        try:
            if input.requires_grad and torch.is_grad_enabled():
                recorded = Each if none else Reduced
                return recorded.apply(input, target, options, (places, named))
            value = forward(input, target, **options)
            return value if none else input.new_tensor(value)
        except (TypeError, ValueError):
            # What it does, or its own error.
            return theirs(input, target, *places, **named)

    return renamed(function, name)


def gumbel_softmax(
    logits: torch.Tensor, tau: float = 1, hard: bool = False, eps: float = 1e-10, dim: int = -1
) -> torch.Tensor:
    """`torch.nn.functional.gumbel_softmax` with activ8's softmax. The noise is PyTorch's."""
    noise = -torch.empty_like(logits, memory_format=torch.legacy_contiguous_format).exponential_().log()
    soft: torch.Tensor = softmax((logits + noise) / tau, dim)
    if not hard:
        return soft
    chosen = torch.zeros_like(soft).scatter_(dim, soft.max(dim, keepdim=True)[1], 1.0)
    return chosen - soft.detach() + soft


def at_accuracy(name: str, accuracy: str) -> Callable[..., torch.Tensor]:
    """The function of this name at an accuracy."""
    if name in _LOSSES:
        return _loss(name, _LOSSES[name], accuracy)
    return _activation(name, _ACTIVATIONS[name], accuracy)


globals().update({name: _activation(name, names) for name, names in _ACTIVATIONS.items()})
globals().update({name: several(name, *row) for name, row in SEVERAL.items()})
globals().update({name: _loss(name, names) for name, names in _LOSSES.items()})
softmax: Callable[..., torch.Tensor] = globals()["softmax"]
__all__ = [*_ACTIVATIONS, *sorted({*_LOSSES, *SEVERAL}), "gumbel_softmax", "prelu"]


def __getattr__(name: str) -> Any:
    """Functions that activ8 has not are PyTorch's."""
    return getattr(_theirs, name)

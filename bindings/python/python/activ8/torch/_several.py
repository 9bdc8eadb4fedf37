"""Functions of several tensors that are learnt: losses, and `prelu`, whose slopes are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
import torch.nn.functional as _theirs

import activ8

from ._calls import OLD, PLAIN, Call, as_tensor, is_learnt, is_ours, options_of, renamed

# How many tensors come first, those of them that have gradients, and the parameters behind all.
SEVERAL: dict[str, tuple[int, tuple[int, ...], tuple[str, ...]]] = {
    "cosine_embedding_loss": (3, (0, 1), ("margin", *OLD, "reduction")),
    "ctc_loss": (4, (0,), ("blank", "reduction", "zero_infinity")),
    "gaussian_nll_loss": (3, (0, 2), ("full", "eps", "reduction")),
    "kl_div": (2, (0, 1), (*OLD, "reduction", "log_target")),
    "margin_ranking_loss": (3, (0, 1), ("margin", *OLD, "reduction")),
    "triplet_margin_loss": (3, (0, 1, 2), ("margin", "p", "eps", "swap", *OLD, "reduction")),
}


def several(name: str, first: int, learnt: tuple[int, ...], names: tuple[str, ...]) -> Callable[..., torch.Tensor]:
    """A loss of several tensors."""
    theirs = getattr(_theirs, name)
    forward, backward = getattr(activ8, name), getattr(activ8, f"{name}_backward")

    class Recorded(torch.autograd.Function):
        @staticmethod
        def forward(ctx: Any, options: dict[str, Any], call: Call, *tensors: torch.Tensor) -> torch.Tensor:
            ctx.save_for_backward(*tensors)
            ctx.options, ctx.call = options, call
            return as_tensor(forward(*tensors, **options), tensors[0])

        @staticmethod
        def backward(ctx: Any, dy: torch.Tensor) -> tuple[torch.Tensor | None, ...]:
            tensors, options = ctx.saved_tensors, {**ctx.options, "threads": torch.get_num_threads()}
            found: list[torch.Tensor | None] = [None] * len(tensors)
            needed = [i for i in learnt if ctx.needs_input_grad[2 + i]]
            if torch.is_grad_enabled():
                places, named = ctx.call
                y = theirs(*tensors, *places, **named)
                gradients = torch.autograd.grad(y, [tensors[i] for i in needed], dy, create_graph=True)
                for i, gradient in zip(needed, gradients):
                    found[i] = gradient
                return None, None, *found
            none = options.get("reduction") == "none"
            scale: Any = 1.0 if none else dy
            if none:
                options["dy"] = dy
            gradients = backward(*tensors, **options)
            if name == "kl_div":
                gradients = (gradients, activ8.kl_div_backward_target(*tensors, **options))
            for i, gradient in zip(learnt, gradients if len(learnt) > 1 else (gradients,)):
                found[i] = gradient * scale
            return None, None, *found

    def function(*places: Any, **named: Any) -> torch.Tensor:
        tensors, rest = places[:first], places[first:]
        options = options_of(names, rest, named) if len(tensors) == first and is_ours(tensors[0]) else None
        others = [x for i, x in enumerate(tensors) if i not in learnt]
        if options is None or not all(type(tensors[i]) in PLAIN for i in learnt) or any(map(is_learnt, others)):
            return theirs(*places, **named)
        try:
            if name == "ctc_loss":
                # Lengths may be tuples.
                tensors = tuple(map(torch.as_tensor, tensors))
            if any(is_learnt(tensors[i]) for i in learnt):
                return Recorded.apply(options, (rest, named), *tensors)
            return as_tensor(forward(*tensors, **options), tensors[0])
        except (TypeError, ValueError):
            # What it does, or its own error.
            return theirs(*places, **named)

    return renamed(function, name)


class _Prelu(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: torch.Tensor, weight: torch.Tensor, threads: int) -> torch.Tensor:
        ctx.save_for_backward(x, weight)
        return activ8.prelu(x, weight, threads=threads)

    @staticmethod
    def backward(ctx: Any, dy: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, None]:
        x, weight = ctx.saved_tensors
        if torch.is_grad_enabled():
            dx, dweight = torch.autograd.grad(_theirs.prelu(x, weight), (x, weight), dy, create_graph=True)
        else:
            dx, dweight = activ8.prelu_backward(x, dy, weight, threads=torch.get_num_threads())
        return dx, dweight, None


def prelu(input: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """`torch.nn.functional.prelu` on activ8's kernels."""
    options = options_of((), (), {}) if is_ours(input) and type(weight) in PLAIN else None
    if options is not None:
        try:
            if is_learnt(input) or is_learnt(weight):
                y: torch.Tensor = _Prelu.apply(input, weight, options["threads"])
                return y
            return activ8.prelu(input, weight, threads=options["threads"])
        except (TypeError, ValueError):
            # What it does, or its own error.
            pass
    return _theirs.prelu(input, weight)

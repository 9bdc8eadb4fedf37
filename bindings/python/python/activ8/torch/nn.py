"""Modules of `torch.nn` on activ8's kernels, by their names and with their parameters.

    import activ8.torch.nn as nn
    model = torch.nn.Sequential(torch.nn.Linear(8, 16), nn.GELU(), torch.nn.Linear(16, 3))

Each is a subclass of PyTorch's own, whose `forward` calls the function of `activ8.torch.functional`: what it prints, what
`state_dict` holds and what it is saved as are PyTorch's. Modules that activ8 has not are PyTorch's.
"""

from __future__ import annotations

from typing import Any

import torch

from . import functional as _ours

# A module, the function that it calls, and which of its attributes that takes by their names.
_MODULES: dict[str, tuple[str, tuple[str, ...]]] = {
    "CELU": ("celu", ("alpha", "inplace")),
    "ELU": ("elu", ("alpha", "inplace")),
    "GELU": ("gelu", ("approximate",)),
    "GLU": ("glu", ("dim",)),
    "Hardshrink": ("hardshrink", ("lambd",)),
    "Hardsigmoid": ("hardsigmoid", ("inplace",)),
    "Hardswish": ("hardswish", ("inplace",)),
    "Hardtanh": ("hardtanh", ("min_val", "max_val", "inplace")),
    "LeakyReLU": ("leaky_relu", ("negative_slope", "inplace")),
    "LogSigmoid": ("logsigmoid", ()),
    "LogSoftmax": ("log_softmax", ("dim",)),
    "Mish": ("mish", ("inplace",)),
    "PReLU": ("prelu", ("weight",)),
    "RReLU": ("rrelu", ("lower", "upper", "training", "inplace")),
    "ReLU": ("relu", ("inplace",)),
    "ReLU6": ("relu6", ("inplace",)),
    "SELU": ("selu", ("inplace",)),
    "SiLU": ("silu", ("inplace",)),
    "Sigmoid": ("sigmoid", ()),
    "Softmax": ("softmax", ("dim",)),
    "Softmin": ("softmin", ("dim",)),
    "Softplus": ("softplus", ("beta", "threshold")),
    "Softshrink": ("softshrink", ("lambd",)),
    "Softsign": ("softsign", ()),
    "Tanh": ("tanh", ()),
    "Tanhshrink": ("tanhshrink", ()),
    "Threshold": ("threshold", ("threshold", "value", "inplace")),
    "BCELoss": ("binary_cross_entropy", ("weight", "reduction")),
    "BCEWithLogitsLoss": ("binary_cross_entropy_with_logits", ("weight", "pos_weight", "reduction")),
    "CTCLoss": ("ctc_loss", ("blank", "reduction", "zero_infinity")),
    "CosineEmbeddingLoss": ("cosine_embedding_loss", ("margin", "reduction")),
    "CrossEntropyLoss": ("cross_entropy", ("weight", "ignore_index", "reduction", "label_smoothing")),
    "GaussianNLLLoss": ("gaussian_nll_loss", ("full", "eps", "reduction")),
    "HingeEmbeddingLoss": ("hinge_embedding_loss", ("margin", "reduction")),
    "HuberLoss": ("huber_loss", ("reduction", "delta")),
    "KLDivLoss": ("kl_div", ("reduction", "log_target")),
    "L1Loss": ("l1_loss", ("reduction",)),
    "MSELoss": ("mse_loss", ("reduction",)),
    "MarginRankingLoss": ("margin_ranking_loss", ("margin", "reduction")),
    "MultiLabelMarginLoss": ("multilabel_margin_loss", ("reduction",)),
    "MultiLabelSoftMarginLoss": ("multilabel_soft_margin_loss", ("weight", "reduction")),
    "MultiMarginLoss": ("multi_margin_loss", ("p", "margin", "weight", "reduction")),
    "NLLLoss": ("nll_loss", ("weight", "ignore_index", "reduction")),
    "PoissonNLLLoss": ("poisson_nll_loss", ("log_input", "full", "eps", "reduction")),
    "SmoothL1Loss": ("smooth_l1_loss", ("reduction", "beta")),
    "SoftMarginLoss": ("soft_margin_loss", ("reduction",)),
    "TripletMarginLoss": ("triplet_margin_loss", ("margin", "p", "eps", "swap", "reduction")),
}


def _module(name: str, function: str, attributes: tuple[str, ...]) -> type:
    ours = getattr(_ours, function)

    def forward(self: Any, *inputs: torch.Tensor) -> torch.Tensor:
        result: torch.Tensor = ours(*inputs, **{attribute: getattr(self, attribute) for attribute in attributes})
        return result

    doc = f"`torch.nn.{name}` on activ8's kernels."
    return type(name, (getattr(torch.nn, name),), {"forward": forward, "__module__": __name__, "__doc__": doc})


globals().update({name: _module(name, function, attributes) for name, (function, attributes) in _MODULES.items()})
__all__ = list(_MODULES)


def __getattr__(name: str) -> Any:
    """Modules that activ8 has not are PyTorch's."""
    return getattr(torch.nn, name)

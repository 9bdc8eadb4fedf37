"""Each elementwise operator's right answers, in float64."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

MS = "com.microsoft"


def of_float(x: float) -> float:
    """The float that an attribute is stored as."""
    return float(np.float32(x))


@dataclass
class Row:
    operator: str
    versions: list[int]
    want: Callable[..., Any]
    attributes: dict[str, Any] = field(default_factory=dict)
    domain: str = ""
    bound: float = 2.0

    def __str__(self) -> str:
        return f"{self.operator}{'' if not self.domain else '-ms'}{list(self.attributes.values()) or ''}"


_erf = np.vectorize(math.erf, otypes=[float])
_erfc = np.vectorize(math.erfc, otypes=[float])


def _sigmoid(x):
    return np.where(x < 0, np.exp(np.minimum(x, 0)), 1) / (1 + np.exp(-np.abs(x)))


def _gate(x, g):
    return np.where(x == -np.inf, 0.0, x * g)


def _softplus(x):
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


def _gelu(x):
    return _gate(x, _erfc(-x / math.sqrt(2)) / 2)


def _gelu_tanh(x):
    return _gate(x, _sigmoid(2 * math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))


def _swish(x, alpha=1.0):
    return np.where(alpha * x == -np.inf, 0.0, x * _sigmoid(of_float(alpha) * x))


def _elu(x, alpha=1.0):
    return np.where(x < 0, of_float(alpha) * np.expm1(np.minimum(x, 0)), x)


def _selu(x, alpha=1.6732632423543772, gamma=1.0507009873554805):
    return gamma * np.where(x < 0, alpha * np.expm1(np.minimum(x, 0)), x)


def _mish(x):
    return _gate(x, np.tanh(_softplus(x)))


def _softsign(x):
    return np.where(np.isinf(x), np.sign(x), x / (1 + np.abs(x)))


def _hard_sigmoid(x, alpha=0.2, beta=0.5):
    return np.clip(of_float(alpha) * x + of_float(beta), 0, 1)


def _hard_swish(x):
    return np.where(x == -np.inf, 0.0, x * np.clip(x + 3, 0, 6) / 6)


def _log(x):
    return np.log(x)


ROWS = [
    Row("Celu", [12, 22], _elu),
    Row("Celu", [12, 22], lambda x: np.where(x < 0, 0.5 * np.expm1(np.minimum(x, 0) / 0.5), x), {"alpha": 0.5}),
    Row("Elu", [7, 22], _elu),
    Row("Elu", [7, 22], lambda x: _elu(x, 2.0), {"alpha": 2.0}),
    Row("Erf", [9, 13], _erf, bound=1.0),
    Row("Exp", [6, 13], np.exp, bound=1.0),
    Row("Gelu", [20], _gelu),
    Row("Gelu", [20], _gelu_tanh, {"approximate": "tanh"}),
    Row("HardSigmoid", [7, 22], _hard_sigmoid),
    Row("HardSigmoid", [7, 22], lambda x: _hard_sigmoid(x, 0.3, 0.4), {"alpha": 0.3, "beta": 0.4}),
    Row("HardSwish", [14, 22], _hard_swish),
    Row("LeakyRelu", [7, 16], lambda x: np.where(x < 0, of_float(0.01) * x, x)),
    Row("LeakyRelu", [7, 16], lambda x: np.where(x < 0, of_float(0.3) * x, x), {"alpha": 0.3}),
    Row("Log", [6, 13], _log, bound=1.0),
    Row("Mish", [18, 22], _mish),
    Row("Relu", [6, 13, 14], lambda x: np.maximum(x, 0)),
    Row("Selu", [7, 22], _selu),
    Row("Selu", [7, 22], lambda x: _selu(x, 2.0, 3.0), {"alpha": 2.0, "gamma": 3.0}, bound=3.5),
    Row("Shrink", [9], lambda x: np.where(np.abs(x) <= 0.5, 0 * x, x)),
    Row("Shrink", [9], lambda x: np.where(np.abs(x) <= 1.5, 0 * x, x - np.copysign(1.5, x)), {"lambd": 1.5, "bias": 1.5}),
    Row("Sigmoid", [6, 13], _sigmoid),
    Row("Softplus", [1, 22], _softplus),
    Row("Softsign", [1, 22], _softsign),
    Row("Swish", [24], _swish),
    Row("Swish", [24], lambda x: _swish(x, 1.5), {"alpha": 1.5}),
    Row("Tanh", [6, 13], np.tanh),
    Row("ThresholdedRelu", [11, 22], lambda x: np.where(x <= 1, 0, x)),
    Row("ThresholdedRelu", [11, 22], lambda x: np.where(x <= 2, 0, x), {"alpha": 2.0}),
    Row("Gelu", [17], _gelu, domain=MS),
    Row("FastGelu", [17], _gelu_tanh, domain=MS),
    # Of 1.702 itself, and not the float next to it.
    Row("QuickGelu", [17], lambda x: _gate(x, _sigmoid(1.702 * x)), domain=MS),
    Row("QuickGelu", [17], lambda x: _swish(x, 1.5), {"alpha": 1.5}, domain=MS),
    Row("QuickGelu", [17], _swish, {"alpha": 1.0}, domain=MS),
]

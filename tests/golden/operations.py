"""The operations as PyTorch has them, or composed of what it has; their parameters and kinks."""

from dataclasses import dataclass
from typing import Callable

import torch
import torch.nn.functional as F

from common import NAN

sigmoid = torch.sigmoid


@dataclass
class Op:
    name: str
    torch: Callable  # of x, or of gate and value, then the parameters
    names: str = ""  # of the parameters, in order
    sets: tuple = ((),)  # of parameters: the default first
    kinks: Callable = lambda *parameters: ()
    record: bool = True  # whether it is one operation in PyTorch
    double: Callable = None  # to check in float64, where its own is only of float32
    leave_out: Callable = lambda *parameters: NAN


def weighted(x, weight):
    return F.prelu(x, torch.tensor([weight], dtype=x.dtype))


def shrink(x, lambd, bias):
    return torch.where(x < -lambd, x + bias, torch.where(x > lambd, x - bias, 0 * x))


def xielu(x, alpha_p, alpha_n, beta, eps):
    negative = alpha_n * (x.clamp(max=eps).expm1() - x) + beta * x
    return torch.where(x > 0, alpha_p * x * x + beta * x, negative)


def own(*args, **more):
    return Op(*args, **more, record=False)


zero = lambda *_: [0]
both = lambda at, *_: [-at, at]

ELEMENTWISE = [
    Op("relu6", F.relu6, kinks=lambda: [0, 6]),
    Op("leaky_relu", F.leaky_relu, "negative_slope", ((0.01,), (0.2,), (1.5,)), zero),
    Op("prelu_one", weighted, "weight", ((0.25,), (-0.5,), (1.5,)), zero),
    Op("rrelu", F.rrelu, "lower;upper", ((1 / 8, 1 / 3), (0.1, 0.3)), zero),
    Op("elu", F.elu, "alpha", ((1,), (0.5,), (1.7,)), zero),
    Op("selu", F.selu, kinks=zero),
    Op("celu", F.celu, "alpha", ((1,), (0.5,), (1.7,)), zero),
    Op("gelu_erf", F.gelu),
    Op("gelu_tanh", lambda x: F.gelu(x, approximate="tanh")),
    # x = max is left out: gelu(10) is below 10 by less than any float has digits.
    own("clipped_gelu", lambda x, lo, hi: F.hardtanh(F.gelu(x), lo, hi), "min;max", ((-10, 10), (-0.125, 3)),
        lambda lo, hi: [lo, hi], leave_out=lambda _, hi: hi),
    own("laplace", lambda x, mu, sigma: torch.special.ndtr((x - mu) / sigma), "mu;sigma",
        ((0.707107, 0.282095), (0, 1), (-3, 0.1), (5, 20)), lambda mu, _: [mu]),
    own("gelu_quick", lambda x: x * sigmoid(1.702 * x)),
    Op("silu", F.silu),
    own("swish", lambda x, a: x * sigmoid(a * x), "alpha", ((1,), (1.702,), (0.5,))),
    Op("mish", F.mish),
    Op("hardtanh", F.hardtanh, "min;max", ((-1, 1), (0, 6), (-0.3, 2)), lambda lo, hi: [lo, hi]),
    # The slope of PyTorch's float64 is the float32 nearest to 1/6.
    Op("hardsigmoid", F.hardsigmoid, kinks=lambda: [-3, 3], double=lambda x: (F.hardtanh(x, -3, 3) + 3) / 6),
    own("hardsigmoid_onnx", lambda x, a, b: (a * x + b).clamp(0, 1), "alpha;beta",
        ((0.2, 0.5), (1 / 6, 0.5), (0.5, 0.25)), lambda a, b: [-b / a, (1 - b) / a]),
    Op("hardswish", F.hardswish, kinks=lambda: [-3, 3]),
    Op("hardshrink", F.hardshrink, "lambda", ((0.5,), (0,), (1.3,)), both),
    Op("softshrink", F.softshrink, "lambda", ((0.5,), (0,), (1.3,)), both),
    own("shrink", shrink, "lambda;bias", ((0.5, 0), (0.5, 0.5), (1.3, 0.2)), both),
    Op("tanhshrink", F.tanhshrink),
    Op("threshold", F.threshold, "threshold;value", ((0.1, 20), (-1, 0), (0, 0)), lambda at, _: [at]),
    Op("softplus", F.softplus, "beta;threshold", ((1, 20), (2, 10), (0.5, 5)), lambda b, at: [at / b]),
    Op("softsign", F.softsign),
    Op("log_sigmoid", F.logsigmoid),
    own("thresholded_relu", lambda x, a: F.threshold(x, a, 0), "alpha", ((1,), (0.1,), (-0.5,)), lambda a: [a]),
    own("scaled_tanh", lambda x, a, b: a * (b * x).tanh(), "alpha;beta", ((1, 1), (1.7159, 2 / 3), (0.5, 3))),
    own("squareplus", lambda x, b: b**0.5 / 2 * (x / b**0.5).asinh().exp(), "b", ((4,), (1,), (0.3,))),
    own("squared_relu", lambda x: F.relu(x).square(), kinks=zero),
    own("soft_cap", lambda x, c: c * (x / c).tanh(), "cap", ((30,), (50,), (1.5,))),
    own("xielu", xielu, "alpha_p;alpha_n;beta;eps", ((0.8, 0.8, 0.5, -1e-6), (1.2, 0.3, 0.5, -1e-2)),
        lambda *p: [0, p[-1]], leave_out=lambda *p: p[-1]),  # the minimum has two slopes there
    Op("erf", torch.erf),
    Op("identity", torch.nn.Identity()),
]


def glu(gate, value):
    return F.glu(torch.stack([value, gate], -1), -1).squeeze(-1)


def swiglu_limited(gate, value, alpha, limit):
    gate, value = gate.clamp(max=limit), value.clamp(-limit, limit)
    return gate * sigmoid(alpha * gate) * value


def swiglu_oai(gate, value, alpha, limit):
    gate, value = gate.clamp(max=limit), value.clamp(-limit, limit)
    return gate * sigmoid(alpha * gate) * (value + 1)


GATED = [
    Op("glu", glu),
    own("swiglu", lambda g, v, a: g * sigmoid(a * g) * v, "alpha", ((1,), (1.702,))),
    own("geglu_erf", lambda g, v: F.gelu(g) * v),
    own("geglu_tanh", lambda g, v: F.gelu(g, approximate="tanh") * v),
    own("geglu_quick", lambda g, v: g * sigmoid(1.702 * g) * v),
    own("reglu", lambda g, v: F.relu(g) * v, kinks=zero),
    own("bilinear", lambda g, v: g * v),
    own("swiglu_limited", swiglu_limited, "alpha;limit", ((1, 10), (1.702, 2.5)), lambda _, limit: [-limit, limit]),
    own("swiglu_oai", swiglu_oai, "alpha;limit", ((1.702, 7), (1, 2.5)), lambda _, limit: [-limit, limit]),
]

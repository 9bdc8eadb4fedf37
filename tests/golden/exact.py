"""The activations and their slopes to 200 digits: the oracle behind the `_f64` columns.

Digits enough that nothing needs care about cancellation: x - tanh(x) at the least subnormal loses 90 of
them. Each entry of `EXACT` gives (y, slope) at x, with the slope at a kink that PyTorch chooses.
"""

from math import copysign, isfinite, isinf, isnan, nan, prod

from mpmath import mp, mpf

mp.dps = 200
FAR = mpf(2) ** 1200  # stands for infinity: what it gives rounds to the limit in f64


def evaluate(f, x, *parameters):
    """(y, slope) of `f` at the float x. A y that is a float has the sign of zero that it is to have."""
    if isnan(x):
        return nan, nan
    y, slope = f(int(copysign(1, x)) * FAR if isinf(x) else mpf(x), *map(mpf, parameters))
    if x == 0 == y and not isinstance(y, float):
        y = x * copysign(1, slope)
    return y, slope


def product(*factors):
    """Rounded once; by the rules of floats where those decide: 0 * inf, and the sign of a zero."""
    rounded = [float(f) for f in factors]
    finite = all(isfinite(f) for f in rounded)
    return float(mp.fprod(factors)) if finite and 0 not in rounded else prod(rounded)


def clamp(x, lo, hi):
    return max(lo, min(x, hi))


def sigmoid(x):
    s = 1 / (1 + mp.exp(-x))
    return s, s / (1 + mp.exp(x))


def times_sigmoid(x, u, du):
    """x sigmoid(u), where u' = du."""
    s, slope = sigmoid(u)
    return x * s, s + x * slope * du


def swish(x, alpha):
    return times_sigmoid(x, alpha * x, alpha)


def gelu_erf(x):
    cdf = mp.erfc(min(-x, mpf(2) ** 20) / mp.sqrt(2)) / 2
    return x * cdf, cdf + x * mp.npdf(x)


def clipped_gelu(x, lo, hi):
    y, slope = gelu_erf(x)
    return clamp(y, lo, hi), slope if lo < y < hi else 0


def laplace(x, mu, sigma):
    z = min(max((x - mu) / sigma, -mpf(2) ** 20), mpf(2) ** 20)
    return mp.erfc(-z / mp.sqrt(2)) / 2, mp.npdf(z) / sigma


def gelu_tanh(x):
    """(1 + tanh u) / 2 is sigmoid(2 u)."""
    c, a = 2 * mp.sqrt(2 / mp.pi), mpf(0.044715)
    return times_sigmoid(x, c * (x + a * x**3), c * (1 + 3 * a * x**2))


def gelu_quick(x):
    return swish(x, mpf(1.702))


def mish(x):
    """tanh(softplus(x)) is n / (n + 2)."""
    n = mp.exp(x) * (mp.exp(x) + 2)
    t = n / (n + 2)
    return x * t, t + x * sigmoid(x)[0] * 4 * (n + 1) / (n + 2) ** 2


def leaky(x, slope):
    return (x, 1) if x > 0 else (slope * x, slope)


def elu(x, alpha, scale=1, input_scale=1):
    if x > 0:
        return scale * x, scale
    x *= input_scale
    return scale * alpha * mp.expm1(x), scale * alpha * input_scale * mp.exp(x)


def selu(x):
    return elu(x, mpf(1.6732632423543772848170429916717), mpf(1.0507009873554804934193349852946))


def hardtanh(x, lo, hi):
    return clamp(x, lo, hi), lo < x < hi


def hardsigmoid(x):
    return clamp(x + 3, 0, 6) / mpf(6), (-3 < x < 3) / mpf(6)


def hardsigmoid_onnx(x, alpha, beta):
    y = alpha * x + beta
    return clamp(y, 0, 1), alpha if 0 < y < 1 else 0


def hardswish(x):
    if x <= -3:
        return -0.0, 0  # x * 0
    return (x, 1) if x >= 3 else (x * (x + 3) / 6, x / 3 + mpf(0.5))


def shrink(x, lambd, bias):
    y = x + bias if x < -lambd else x - bias if x > lambd else 0
    return y, abs(x) > lambd


def threshold(x, at, value):
    return (x, 1) if x > at else (float(value), 0)


def softplus(x, beta, linear_above):
    u = beta * x
    return (x, 1) if u > linear_above else (mp.log1p(mp.exp(u)) / beta, sigmoid(u)[0])


def scaled_tanh(x, alpha, beta):
    return alpha * mp.tanh(beta * x), alpha * beta * mp.sech(beta * x) ** 2


def squareplus(x, b):
    root = mp.sqrt(x * x + b)
    return (x + root) / 2, (1 + x / root) / 2


def xielu(x, alpha_p, alpha_n, beta, eps):
    if x > 0:
        return alpha_p * x * x + beta * x, 2 * alpha_p * x + beta
    y = alpha_n * (mp.expm1(min(x, eps)) - x) + beta * x
    return y, alpha_n * ((mp.exp(x) if x <= eps else 0) - 1) + beta


EXACT = {
    "relu6": lambda x: hardtanh(x, 0, 6),
    "leaky_relu": leaky,
    "prelu_one": leaky,
    "rrelu": lambda x, lower, upper: leaky(x, (lower + upper) / 2),
    "elu": elu,
    "selu": selu,
    "celu": lambda x, alpha: elu(x, alpha, 1, 1 / alpha),
    "gelu_erf": gelu_erf,
    "clipped_gelu": clipped_gelu,
    "laplace": laplace,
    "gelu_tanh": gelu_tanh,
    "gelu_quick": gelu_quick,
    "silu": lambda x: swish(x, 1),
    "swish": swish,
    "mish": mish,
    "hardtanh": hardtanh,
    "hardsigmoid": hardsigmoid,
    "hardsigmoid_onnx": hardsigmoid_onnx,
    "hardswish": hardswish,
    "hardshrink": lambda x, lambd: shrink(x, lambd, 0),
    "softshrink": lambda x, lambd: shrink(x, lambd, lambd),
    "shrink": shrink,
    "tanhshrink": lambda x: (x - mp.tanh(x), mp.tanh(x) ** 2),
    "threshold": threshold,
    "softplus": softplus,
    "softsign": lambda x: (x / (1 + abs(x)), (1 + abs(x)) ** -2),
    "log_sigmoid": lambda x: (-mp.log1p(mp.exp(-x)), sigmoid(-x)[0]),
    "thresholded_relu": lambda x, alpha: threshold(x, alpha, 0),
    "scaled_tanh": scaled_tanh,
    "squareplus": squareplus,
    "squared_relu": lambda x: (x * x, 2 * x) if x > 0 else (0.0, 0),
    "soft_cap": lambda x, cap: scaled_tanh(x, cap, 1 / cap),
    "xielu": xielu,
    "erf": lambda x: (mp.erf(x), 2 / mp.sqrt(mp.pi) * mp.exp(-x * x)),
    "identity": lambda x: (x, 1),
}

# y = first(gate) * second(value); what is linear has its slope at NaN too.
LINEAR = lambda x: (x, 1)


def gate_by(f):
    return lambda gate, *parameters: evaluate(f, gate, *parameters), lambda value, *_: LINEAR(value)


def clamped_swish(gate, alpha, limit):
    y, slope = swish(min(gate, limit), alpha)
    return y, slope if gate < limit else 0


GATED = {
    "glu": gate_by(sigmoid),
    "swiglu": gate_by(swish),
    "geglu_erf": gate_by(gelu_erf),
    "geglu_tanh": gate_by(gelu_tanh),
    "geglu_quick": gate_by(gelu_quick),
    "reglu": gate_by(lambda x: leaky(x, 0)),
    "bilinear": (LINEAR, LINEAR),
    "swiglu_limited": (
        lambda gate, *p: evaluate(clamped_swish, gate, *p),
        lambda value, _, limit: evaluate(lambda v: (clamp(v, -limit, limit), abs(v) < limit), value),
    ),
    "swiglu_oai": (
        lambda gate, *p: evaluate(clamped_swish, gate, *p),
        lambda value, _, limit: evaluate(lambda v: (clamp(v, -limit, limit) + 1, abs(v) < limit), value),
    ),
}

"""The coefficients of src/math/fast.rs: polynomials E and O in x^2, of which the formulas are made.

    python squares.py FORM

Forms: tanh, erf, normal, by_tanh. First the best real ones: t(x) = x O / E is fitted by weighted least squares,
with weights that grow where the error is greatest (Lawson), an error of t being weighted by what it is of the function.
Then floats near them are tried, one to three at a time by up to 128 last places, and kept where the greatest error over
many inputs, each operation rounded as the formula's is, gets smaller. What is printed is to be measured over all inputs:
`sweep --op NAME --stride 1`. Needs numpy and scipy.
"""

import sys

import numpy as np
from numpy.polynomial import chebyshev, polynomial
from scipy.special import erf, erfc

F = np.float32
EPS = 2.0**-24
# Greatest |x|, degrees of O and E, and whether E - x O is to be 0 at the greatest x.
FORMS = {
    "tanh": (9.1, 2, 3, False),
    "erf": (4.0, 4, 3, False),
    "normal": (5.5, 3, 4, True),
    "by_tanh": (5.5, 3, 4, True),
}
ODD = ("tanh", "erf")


def tail(form, x):
    """F(-x), or of an odd function f(x)."""
    cubic = np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)
    return {
        "tanh": lambda: np.tanh(x),
        "erf": lambda: erf(x),
        "normal": lambda: erfc(x / np.sqrt(2)) / 2,
        "by_tanh": lambda: 1 / (1 + np.exp(2 * cubic)),
    }[form]()


def target(form, x):
    """t, of which the function is 2 t / (1 + t^2), or F is (1 + t)^2 / 2 (1 + t^2)."""
    odd = {"tanh": np.tanh, "erf": erf}.get(form)
    y = odd(x) if odd else np.where(x < 1, erf(x / np.sqrt(2)) if form == "normal" else 1 - 2 * tail(form, x), 0)
    root = np.sqrt(tail(form, x) / (1 - tail(form, x))) if not odd else np.sqrt((1 - y) / (1 + y))
    far = (1 - root) / (1 + root)
    return np.where(x < 1, y / (1 + np.sqrt(1 - np.minimum(y * y, 1))), far)


def fit(u, t, weight, n, m, rounds=400):
    """Coefficients of numerator and denominator in u, the second beginning with 1."""
    s = 2 * u / u.max() - 1
    a, b = chebyshev.chebvander(s, n), chebyshev.chebvander(s, m)
    denominator, lawson, best = np.ones_like(u), np.ones_like(u), None
    for step in range(rounds):
        w = np.sqrt(lawson) * weight / np.abs(denominator)
        matrix = np.hstack([a * w[:, None], -(t * w)[:, None] * b[:, 1:]])
        scale = np.linalg.norm(matrix, axis=0)
        x = np.linalg.lstsq(matrix / scale, t * w, rcond=1e-15)[0] / scale
        top, bottom = x[: n + 1], np.concatenate([[1], x[n + 1 :]])
        denominator = b @ bottom
        error = np.abs(a @ top / denominator - t) * weight
        if best is None or error.max() < best[0]:
            best = error.max(), top, bottom
        if step > 5:
            lawson *= (error / error.max()) ** 0.5 + 1e-12
            lawson /= lawson.sum()
    line = np.array([-1.0, 2 / u.max()])

    def in_u(c):
        total, power = np.zeros(1), np.ones(1)
        for k in chebyshev.cheb2poly(c):
            total, power = polynomial.polyadd(total, k * power), polynomial.polymul(power, line)
        return total

    top, bottom = in_u(best[1]), in_u(best[2])
    return top / bottom[0], bottom / bottom[0]


def fused(a, b, c):
    """a b + c, rounded once but in rare cases."""
    return (a.astype(np.float64) * b + c).astype(F)


def horner(u, c):
    total = np.full_like(u, c[-1])
    for k in c[-2::-1]:
        total = fused(total, u, k)
    return total


def error(form, x, want, odd, even, sharp):
    """The greatest error in fifths of what is allowed."""
    u = x * x
    o, e = horner(u, odd), horner(u, even)
    if form in ODD:
        b = x * o
        y = (e * b + e * b) / fused(e, e, b * b)
        unit = 2.0 ** np.floor(np.log2(want)) * 2 * EPS
        return np.max(np.abs(y - want) / unit + 5 * (y > 1))
    p, m = fused(x, o, e), fused(-x, o, e)
    p2, m2 = p * p, m * m
    least = np.maximum(2.0 ** np.floor(np.log2(want)) * 2 * EPS, 2 * EPS / 5)
    below = np.abs(m2 / fused(p, p, m2) - want) / least
    above = np.abs(p2 / fused(m, m, p2) - 1 + want) / EPS
    return max(below.max(), above.max()) + (5 if sharp and m[0] != 0 else 0)


def main(form):
    limit, n, m, sharp = FORMS[form]
    k = np.arange(4000)
    x = (limit + 1e-3) / 2 + (limit - 1e-3) / 2 * np.cos(np.pi * (k + 0.5) / len(k))
    t = target(form, x)
    slope = (1 - t * t) / (1 + t * t) / (t if form in ODD else 1 + t * t)
    u, t_over_x, weight = x * x, t / x, slope * x / EPS
    if sharp:
        u, t_over_x, weight = np.append(u, limit**2), np.append(t_over_x, 1 / limit), np.append(weight, 1e8)
    odd, even = fit(u, t_over_x, weight, n, m)
    coefficients = np.concatenate([odd, even]).astype(F)
    rng = np.random.default_rng(1)
    x = np.concatenate([[limit], rng.uniform(1e-3, limit, 20_000)]).astype(F)
    want = tail(form, x.astype(np.float64))
    best = error(form, x, want, coefficients[: n + 1], coefficients[n + 1 :], sharp)
    for _ in range(20_000):
        tried = coefficients.copy()
        for i in rng.choice(len(tried), rng.integers(1, 4), replace=False):
            tried.view(np.int32)[i] += rng.integers(-128, 129)
        found = error(form, x, want, tried[: n + 1], tried[n + 1 :], sharp)
        if found <= best:
            best, coefficients = found, tried
    print(f"{form}: {best:.2f} of 5")
    for name, part in (("odd", coefficients[: n + 1]), ("even", coefficients[n + 1 :])):
        print(name, *(f"0x{bits:08x}" for bits in part.view(np.uint32)))


main(sys.argv[1])

"""Quotients of two polynomials in src/math: of log.rs, softplus.rs, tanhshrink.rs and fast.rs.

    python quotients.py FORM

Forms: ln, softplus, tanhshrink, log_minor. First the best real coefficients: N / D is fitted by weighted least squares,
with weights that grow where the error is greatest (Lawson), an error of the quotient being weighted by what it is of
the function. Then floats near them are tried, one to three at a time by up to 64 last places, and kept where the
greatest error over many inputs, each operation rounded as the formula's is, gets smaller. What is printed is to be
measured over all inputs: `sweep --op NAME --stride 1`. Needs numpy and mpmath.
"""

import sys

import numpy as np
from mpmath import mp, mpf
from numpy.polynomial import chebyshev, polynomial

F = np.float32
# The interval of the quotient's argument and the degrees of N and D.
FORMS = {
    "ln": (-0.25, 0.5, 2, 2),
    "softplus": (0.0, 1.0, 2, 3),
    "tanhshrink": (0.0, 9.1**2, 3, 4),
    "log_minor": (0.0, 16.4, 5, 6),
}
# What the quotient of softplus.rs is added to, so that it is small and its roundings count little.
MIDDLE = F(-13 / 32)


def log_rest(x):
    """(ln(1 + x) - x) / x^2."""
    return (mp.log1p(x) - x) / x**2 if x else -mpf(1) / 2


def quotient(form, x):
    """What N / D is to be at x."""
    x = mpf(x)
    if form == "tanhshrink":
        root = mp.sqrt(x)
        return (root - mp.tanh(root)) / root**3 if x else mpf(1) / 3
    if form == "log_minor":
        return mp.log1p(mp.exp(-x))
    return log_rest(x) - (mpf(float(MIDDLE)) if form == "softplus" else 0)


def weight(form, x):
    """What an error of the quotient is of the function, or of 2^-23 in fifths where that is more."""
    if form == "log_minor":
        return 1 / np.maximum(np.log1p(np.exp(-x)), 0.2)
    if form == "tanhshrink":
        x = np.sqrt(x)
        return x**3 / (x - np.tanh(x))
    return np.abs(x * x / np.log1p(x))


def fit(u, t, weight, n, m, rounds=300):
    """Coefficients of numerator and denominator in u, the second beginning with 1."""
    s = (2 * u - u.min() - u.max()) / (u.max() - u.min())
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
    line = np.array([-(u.min() + u.max()), 2.0]) / (u.max() - u.min())

    def in_u(c):
        total, power = np.zeros(1), np.ones(1)
        for k in chebyshev.cheb2poly(c):
            total, power = polynomial.polyadd(total, k * power), polynomial.polymul(power, line)
        return total

    top, bottom = in_u(best[1]), in_u(best[2])
    return best[0], top / bottom[0], bottom / bottom[0]


def fused(a, b, c):
    """a b + c, rounded once but in rare cases."""
    return (np.asarray(a, np.float64) * b + c).astype(F)


def horner(u, c):
    total = np.full_like(u, c[-1])
    for k in c[-2::-1]:
        total = fused(total, u, k)
    return total


def in_halves(u, c):
    """`polynomial_in_halves`."""
    square = u * u
    last, before = np.full_like(u, c[-1]), np.full_like(u, c[-2])
    for k in c[-3::-1]:
        last, before = before, fused(last, square, k)
    return fused(last, u, before)


def formula(form, x, top, bottom):
    """The function at x, of floats."""
    if form == "ln":
        return fused(x * x, horner(x, top) / horner(x, bottom), x)
    if form == "softplus":
        w = np.exp(-x.astype(np.float64)).astype(F)
        return fused(w, fused(w, MIDDLE, w * horner(w, top) / horner(w, bottom)), w)
    if form == "tanhshrink":
        u = x * x
        return x * u * horner(u, top) / horner(u, bottom)
    return np.maximum(in_halves(x, top), F(0)) / in_halves(x, bottom)


def inputs(form, rng):
    low, high = {"softplus": (0, 12), "tanhshrink": (1e-3, 9.1)}.get(form, FORMS[form][:2])
    x = rng.uniform(low, high, 12_000)
    if form == "softplus":
        x[::2] /= 20
    x = x.astype(F)
    wide = x.astype(np.float64)
    if form == "tanhshrink":
        want = np.array([float(mpf(v) - mp.tanh(mpf(v))) for v in wide])
    else:
        want = np.log1p(wide) if form == "ln" else np.log1p(np.exp(-wide))
    unit = 2.0 ** (np.floor(np.log2(np.abs(want))) - 23)
    return x, want, np.maximum(unit, 2.0**-23 / 5) if form == "log_minor" else unit


def main(form):
    mp.dps = 40
    low, high, n, m = FORMS[form]
    k = np.arange(2000)
    u = (low + high) / 2 + (high - low) / 2 * np.cos(np.pi * (k + 0.5) / len(k))
    t = np.array([float(quotient(form, x)) for x in u])
    error, top, bottom = fit(u, t, weight(form, u), n, m)
    print(f"{form}: relative error {error:.1e}")
    rng = np.random.default_rng(1)
    x, want, unit = inputs(form, rng)

    def greatest(c):
        return np.max(np.abs(formula(form, x, c[: n + 1], c[n + 1 :]) - want) / unit)

    best, coefficients = None, None
    # A factor of both leaves the quotient as it is, but not its roundings. Of log.rs and softplus.rs it stays 1, whose
    # product costs nothing.
    factors = rng.uniform(1, 2, 100) if form == "log_minor" else [1.0]
    for factor in factors:
        tried = (factor * np.concatenate([top, bottom])).astype(F)
        if best is None or greatest(tried) < best:
            best, coefficients = greatest(tried), tried
    for _ in range(int(sys.argv[2]) if len(sys.argv) > 2 else 20_000):
        tried = coefficients.copy()
        for i in rng.choice(len(tried), rng.integers(1, 4), replace=False):
            if tried[i] != 1 or form == "log_minor":
                tried.view(np.int32)[i] += rng.integers(-64, 65)
        found = greatest(tried)
        if found <= best:
            best, coefficients = found, tried
    print(f"greatest error of {len(x)} inputs: {best:.2f} ULP")
    for name, part in (("N", coefficients[: n + 1]), ("D", coefficients[n + 1 :])):
        print(name, *(f"0x{bits:08x}" for bits in part.view(np.uint32)))


main(sys.argv[1])

"""The quotients of src/math/softplus_minor.rs and src/math/log_cosh.rs.

    python log_quotients.py

Each function is fitted by weighted least squares, with weights that grow where the error is greatest (Lawson); an error
is weighted by what it is of the whole function. Coefficients come from the constant one on, of numerator and denominator,
as the fit gives them, those of ln cosh with a denominator that begins with 1. Needs numpy and mpmath.
"""

import mpmath as mp
import numpy as np
from numpy.polynomial import chebyshev, polynomial

EPS = 2.0**-24
mp.mp.dps = 40


def fit(x, y, weight, n, m, rounds=600):
    """Coefficients of numerator and denominator, and the greatest weighted error."""
    low, high = x.min(), x.max()
    s = 2 * (x - low) / (high - low) - 1
    a, b = chebyshev.chebvander(s, n), chebyshev.chebvander(s, m)
    denominator, lawson, best = np.ones_like(x), np.ones_like(x), None
    for step in range(rounds):
        w = np.sqrt(lawson) * weight / np.abs(denominator)
        matrix = np.hstack([a * w[:, None], -(y * w)[:, None] * b[:, 1:]])
        scale = np.linalg.norm(matrix, axis=0)
        c = np.linalg.lstsq(matrix / scale, y * w, rcond=None)[0] / scale
        p, q = c[: n + 1], np.concatenate([[1], c[n + 1 :]])
        denominator = b @ q
        error = np.abs((a @ p / denominator - y) * weight)
        if best is None or error.max() < best[0]:
            best = (error.max(), p, q)
        if step > 3:
            lawson *= (error / error.max() + 1e-3) ** 0.7
        lawson /= lawson.sum()
    line = np.array([-2 * low / (high - low) - 1, 2 / (high - low)])

    def powers(c):
        result = np.zeros(1)
        for k in reversed(chebyshev.cheb2poly(c)):
            result = polynomial.polyadd(polynomial.polymul(result, line), [k])
        return result[: len(c)]

    p, q = powers(best[1]), powers(best[2])
    return best[0], p, q


def grid(low, high, count=3000):
    k = np.arange(count)
    return low + (high - low) * (1 - np.cos(np.pi * (k + 0.5) / count)) / 2


def show(name, error, p, q):
    print(f"{name}: {error / EPS:.3f} of 2^-24")
    for c in (p, q) if "cosh" not in name else (p / q[0], q / q[0]):
        print("   ", *(repr(float(np.float32(v))) for v in c))


def of(function, x):
    return np.array([float(function(mp.mpf(v))) for v in x])


w = grid(1e-6, 1.0)
rest = of(lambda w: (w - mp.log1p(w)) / w**2, w)
for m in (3, 2):
    show(f"(w - ln(1 + w)) / w^2 on [0, 1], degrees 2 and {m}", *fit(w, rest, w**2 / np.log1p(w), 2, m))
cosh = lambda z: mp.log(mp.cosh(z))
z = grid(1.25, 7.3)
show("z - ln cosh z on [1.25, 7.3]", *fit(z, of(lambda z: z - cosh(z), z), 1 / of(cosh, z), 5, 4))
z = grid(1e-3, 1.25)
weight = of(lambda z: z**4 / cosh(z), z)
show(
    "(z^2 / 2 - ln cosh z) / z^4, in z^2, up to 1.25",
    *fit(z * z, of(lambda z: (z * z / 2 - cosh(z)) / z**4, z), weight, 2, 2),
)

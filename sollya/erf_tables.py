"""Coefficients by interval: G of src/math/erf.rs and R of src/math/gelu.rs.

In each of eight intervals a function f is c0 + c1 d + c2 d^2 + .. for d = a - centre. Of the multiples
of 2^-14 around the middle, the centre is the first at which f lies within 0.005 ULP of a float, so that
rounding c0 costs nothing. One coefficient after the other is rounded to a float, and those that follow
are fitted again, by least squares at Chebyshev's points. Needs mpmath.
"""

from itertools import count

import numpy as np
from mpmath import cos, erf, erfc, exp, matrix, mp, mpf, nint, pi, qr_solve, sqrt

mp.prec = 120


def rounded(x):
    return mpf(float(np.float32(float(x))))


def near_float(x):
    ulp = mpf(float(np.spacing(np.float32(float(x)))))
    return abs(x - rounded(x)) < ulp / 200


def points(low, high, n):
    return [(low + high) / 2 + (high - low) / 2 * cos(pi * (2 * i + 1) / (2 * n)) for i in range(n)]


def fitted(f, d, known, degree, weight):
    """The coefficients up to `degree` that follow those known."""
    first = len(known)
    rows = [[w * x**i for i in range(first, degree + 1)] for x, w in zip(d, weight)]
    rest = [w * (y - sum(c * x**i for i, c in enumerate(known))) for x, y, w in zip(d, f, weight)]
    return list(qr_solve(matrix(rows), matrix(rest))[0])


def piece(f, low, high, degree):
    """Centre, coefficients and relative error."""
    middle = nint((low + high) * 2**13)
    offsets = (sign * i for i in count() for sign in (1, -1))
    centre = next(c for c in ((middle + i) / mpf(2) ** 14 for i in offsets) if near_float(f(c)))
    known = [rounded(f(centre))]
    a = points(low, high, 40)
    d, values = [x - centre for x in a], [f(x) for x in a]
    weight = [1 / v for v in values]
    while len(known) <= degree:
        known.append(rounded(fitted(values, d, known, degree, weight)[0]))
    error = 0
    for x in points(low, high, 400):
        p = sum(c * (x - centre) ** i for i, c in enumerate(known))
        error = max(error, abs(p / f(x) - 1))
    return centre, known, error


def tables(name, f, borders, degree):
    """Prints a row for the centres and one for each power."""
    pieces = []
    for i in range(8):
        low, high = mpf(borders[i]) or mpf(2) ** -40, mpf(borders[i + 1])
        slack = (high - low) / 1000
        pieces.append(piece(f, low if i == 0 else low - slack, high + slack, degree))
    print(name, "relative errors", [float(f"{float(e):.1e}") for _, _, e in pieces])
    for row in zip(*([centre] + coefficients for centre, coefficients, _ in pieces)):
        print("[" + ", ".join(f"0x{np.float32(float(x)).view(np.uint32):08x}" for x in row) + "],")


WIDTH = mpf("0.532")
# Interval j is where a / WIDTH rounds to j.
tables("G", lambda a: 2**24 * erf(a) / a, [0] + [(j + mpf("0.5")) * WIDTH for j in range(8)], 6)
# Interval j is where t = a * SCALE + 1.2 lies from 1.2, 1.7, 2.4, 3.4, 4.8, 6.8, 9.6 or 13.6 on.
SCALE = mpf("1.2325")
borders = [(start * 2**k - mpf("1.2")) / SCALE for k in range(5) for start in (mpf("1.2"), mpf("1.7"))]
tables("R", lambda a: 2**24 * exp(a * a / 2) * erfc(a / sqrt(2)), borders, 7)

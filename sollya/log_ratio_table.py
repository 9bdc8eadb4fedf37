"""For each eighth j of log2 of t / p, as the difference of their bits gives it, a c near the inverse of
t / p with -ln c close to a multiple of 2^-16: INVERSES and LOGARITHMS of src/math/log_ratio.rs.

The eighths on both sides of 1 have c = 1, so that near 1 nothing cancels. Needs numpy and mpmath.
"""

import numpy as np
from mpmath import exp, log, mp, mpf, nint

mp.prec = 150
GRID = 16


def power(log_linear):
    whole = np.floor(log_linear)
    return 2.0**whole * (1 + log_linear - whole)


def quotients(difference):
    p = np.linspace(0, 1, 4096, endpoint=False)
    return power(p + difference) / power(p)


for j in range(8):
    low, high = quotients((j - 1) / 8).min(), quotients(j / 8).max()
    best = (mpf(0), 0, np.float32(1))
    if j > 1:
        best = (mpf(1), 0, None)
        middle = int(nint(log((low + high) / 2) * 2**GRID))
        for k in range(middle - 250, middle + 251):
            near = np.float32(float(exp(-mpf(k) / 2**GRID)))
            for c in (near, np.nextafter(near, np.float32(0)), np.nextafter(near, np.float32(2))):
                best = min(best, (abs(log(mpf(float(c))) + mpf(k) / 2**GRID), k, c))
    error, k, c = best
    r = [1 - low * float(c), 1 - high * float(c)]
    print(f"{j}: c = {hex(c.view(np.uint32))}, -ln c = {k} / 2^{GRID} within {float(error):.2e}, r in {r}")

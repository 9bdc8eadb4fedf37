"""For each bin of [3/4, 3/2) a c near the inverse of its middle, with -ln c close to a multiple of
2^-16: INVERSES and LOGARITHMS of src/math/log.rs.

k ln 2 - ln c is then exact in a float, ln 2 being split at 2^-15. The bins on both sides of 1 have c = 1,
so that ln x does not cancel there. Needs numpy and mpmath.
"""

import numpy as np
from mpmath import exp, log, mp, mpf, nint

mp.prec = 150
GRID = 16
FIRST = 0x3F400000


def as_float(bits):
    return float(np.uint32(bits).view(np.float32))


for bin in range(8):
    low, high = as_float(FIRST + (bin << 20)), as_float(FIRST + ((bin + 1) << 20))
    best = (mpf(0), 0, np.float32(1))
    if low != 1 and high != 1:
        best = (mpf(1), 0, None)
        # Beside the bins of 1, where ln is small, r is kept below 1/16 at the end that is closer to 1.
        for t in np.linspace(0.3, 0.42, 13) if low == 1.125 else np.linspace(0.35, 0.65, 31):
            middle = int(nint(log(low + (high - low) * t) * 2**GRID))
            for k in range(middle - 20, middle + 21):
                near = np.float32(float(exp(-mpf(k) / 2**GRID)))
                for c in (near, np.nextafter(near, np.float32(0)), np.nextafter(near, np.float32(2))):
                    best = min(best, (abs(log(mpf(float(c))) + mpf(k) / 2**GRID), k, c))
    error, k, c = best
    r = [low * float(c) - 1, high * float(c) - 1]
    print(f"bin {bin}: c = {hex(c.view(np.uint32))}, -ln c = {k} / 2^{GRID} within {float(error):.2e}, r in {r}")

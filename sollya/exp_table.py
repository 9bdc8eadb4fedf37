"""The K near 1 for which all eight K * 2^(j/8) lie closest to floats: HALF_POWERS of src/math/exp.rs.

The table's rounding would be up to half an ULP of e^x; with a K to choose, it is 0.032 ULP. For each
float t within 2^(1/16) of 1, K = t (1 + k 2^-23) is tried with small k, and the greatest distance of
the eight products from a float, in ULP, is what is made small. Needs numpy; a double is exact enough.
"""

import numpy as np

POWERS = 2.0 ** (np.arange(8) / 8)


def distance(k):
    """The greatest distance of K * 2^(j/8) from a float, in ULP, for each K."""
    products = np.multiply.outer(k, POWERS)
    ulp = 2.0 ** (np.floor(np.log2(products)) - 23)
    scaled = products / ulp
    return np.abs(scaled - np.rint(scaled)).max(axis=1)


low, high = (np.float32(2.0 ** (s / 16)).view(np.uint32) for s in (-1, 1))
floats = np.arange(low, high, dtype=np.uint32).view(np.float32).astype(np.float64)
floats = floats[distance(floats).argsort()[:2000]]
candidates = np.multiply.outer(floats, 1 + np.linspace(-0.12, 0.12, 961) * 2.0**-23).ravel()
distances = distance(candidates)
k, worst = candidates[distances.argmin()], distances.min()
print(f"K = {k:.20f}, {worst:.4f} ULP")
for product in k * POWERS / 2:
    print(hex(np.float32(product).view(np.uint32)))

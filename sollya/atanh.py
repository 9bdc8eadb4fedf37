"""(atanh(s)/s - 1)/s^2 in t = s^2 on [0, 1/4]: src/math/jensen_shannon.rs, P. Needs mpmath."""

import struct

import mpmath as mp

mp.mp.dps = 40
DEGREE = 6


def f(t):
    t = mp.mpf(t)
    if t < mp.mpf(10) ** -9:
        return mp.mpf(1) / 3 + t / 5
    s = mp.sqrt(t)
    return (mp.atanh(s) / s - 1) / t


bits = [struct.unpack("I", struct.pack("f", float(c)))[0] for c in mp.chebyfit(f, [0, mp.mpf(1) / 4], DEGREE + 1)[::-1]]
rounded = [struct.unpack("f", struct.pack("I", c))[0] for c in bits]
for c in bits:
    print(f"0x{c:08x}")
grid = [mp.mpf(i) / 4000 for i in range(1, 1001)]
worst = max(abs(mp.polyval(rounded[::-1], t) - f(t)) * t for t in grid)
print("error of atanh(s)/s:", mp.nstr(worst, 3))

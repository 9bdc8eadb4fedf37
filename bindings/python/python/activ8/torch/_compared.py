"""Each operator that `install` can replace beside PyTorch's own, at all lengths: `python -m activ8.bench --install`.

One thread; the kernels of both are called in turns in one process, and the least time of a call counts. What is slower
than PyTorch's at some length is what `install()` leaves to PyTorch.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable
from itertools import product
from typing import Any

import torch
import torch.nn.functional as F

from ._install import DEFAULT, FUNCTIONS, OPERATORS, install, uninstall

SIZES = (16, 256, 4096, 65_536, 4_194_304)
# A ratio that is above this counts as no slower: times of one and the same kernel differ by as much.
NO_SLOWER = 0.97

_SHORT = {torch.float32: "f32", torch.bfloat16: "bf16"}
_aten = torch.ops.aten
_nn = torch._C._nn


def _call(name: str, reduction: int, x: Any, y: Any) -> Callable[[], Any]:
    """A call of the operator, by the shortest way that PyTorch has for it. Losses have PyTorch's number of a reduction."""
    unit, dy = torch.sigmoid(y), torch.ones((), dtype=x.dtype) if reduction else torch.ones_like(x)
    if "soft_margin" in name:
        y = torch.where(y > 0, 1.0, -1.0).to(x.dtype)
    if name in FUNCTIONS:
        # Looked up in each call, since it is the function that is replaced.
        more = (unit, None, None, "sum") if name == "kl_div" else ()
        return lambda: getattr(F, name)(x, *more)
    if name.endswith("_") and not name.startswith("_"):
        zeros = torch.zeros_like(x)
        function = getattr(torch.Tensor, name, None) or getattr(_nn, name, None) or getattr(_aten, name).default
        return lambda: function(zeros)
    if name in ("_softmax", "_log_softmax"):
        function, rows = getattr(torch, name), x.view(-1, min(x.numel(), 256))
        return lambda: function(rows, -1, False)
    if name.endswith("_loss") or name == "binary_cross_entropy":
        function = getattr(_nn, name)
        if name == "binary_cross_entropy":
            return lambda: function(unit, unit, None, reduction)
        return lambda: function(x, y, reduction)
    if name.endswith("_backward"):
        function = getattr(_aten, name).default
        if "binary" in name:
            return lambda: function(dy, unit, unit, None, reduction)
        if "_loss" in name:
            beta = (1.0,) if "l1" in name or "huber" in name else ()
            return lambda: function(dy, x, y, reduction, *beta)
        return lambda: function(dy, x)
    function = getattr(torch, name, None) or getattr(_nn, name)
    return lambda: function(x)


def _time(call: Callable[[], Any], count: int) -> float:
    start = time.perf_counter_ns()
    for _ in range(count):
        call()
    return (time.perf_counter_ns() - start) / count


def ratio(name: str, reduction: int, dtype: Any, size: int, seconds: float) -> float:
    """PyTorch's least time of a call by ours."""
    generator = torch.Generator().manual_seed(7)
    x, y = (torch.randn(size, generator=generator).to(dtype) for _ in range(2))
    call = _call(name, reduction, x, y)
    theirs = _time(call, 3)
    count, best = max(1, int(4e5 / theirs)), [float("inf")] * 2
    end, rounds = time.perf_counter() + seconds, 0
    while rounds < 6 or time.perf_counter() < end:
        for i in range(2):
            uninstall()
            if i:
                install(operators=[name])
            call()
            best[i] = min(best[i], _time(call, count))
        rounds += 1
    uninstall()
    return best[0] / best[1]


def main(names: Iterable[str], sizes: Iterable[int], seconds: float) -> None:
    torch.set_num_threads(1)
    names = list(names) or [*OPERATORS, *FUNCTIONS]
    sizes, slower = list(sizes) or list(SIZES), []
    print(f"PyTorch {torch.__version__}'s time of a call by activ8's, one thread; * is not replaced by default")
    print(f"{'':36}" + "".join(f"{size:>10,}" for size in sizes))
    gc.disable()
    for name in names:
        is_loss = name not in FUNCTIONS and ("_loss" in name or "entropy" in name)
        for reduction, dtype in product((0, 1) if is_loss else (0,), (torch.float32, torch.bfloat16)):
            found = [ratio(name, reduction, dtype, size, seconds) for size in sizes]
            title = f"{name}{'' if name in DEFAULT else ' *'}{' mean' if reduction else ''} {_SHORT[dtype]}"
            print(f"{title:36}" + "".join(f"{r:10.2f}" for r in found), flush=True)
            if min(found) < NO_SLOWER and name not in slower:
                slower.append(name)
    replaced = [name for name in slower if name in DEFAULT]
    kept = [name for name in names if name not in DEFAULT and name not in slower]
    print(f"slower somewhere: {' '.join(slower) or 'none'}")
    print(f"replaced by default all the same: {' '.join(replaced) or 'none'}")
    print(f"never slower, but not replaced by default: {' '.join(kept) or 'none'}")

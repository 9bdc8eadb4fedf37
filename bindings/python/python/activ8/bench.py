"""Time and error beside NumPy, SciPy and PyTorch, as far as they are installed: `python -m activ8.bench`.

One thread, float32, everything in turns, the least of many; errors are the greatest, in units in the last place of the
exact value. activ8 has a column for each of its accuracies; of fast, whose bound is 5 ULP or 2^-23 of the input, errors
within the latter count as 5 at most. With Matplotlib the times are drawn, too.

`python -m activ8.bench --install` compares each operator that `activ8.torch.install` can replace with PyTorch's.
"""

from __future__ import annotations

import argparse
import importlib
import os
import time
from collections.abc import Callable
from functools import partial
from typing import Any

# Before NumPy and PyTorch make their threads.
for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

import numpy as np  # noqa: E402

import activ8  # noqa: E402

_Function = Callable[..., Any]

# activ8's accuracies, and the others.
_COLUMNS = ("activ8", "fast", "numpy", "scipy", "torch")


def _found(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


_scipy, _torch = _found("scipy.special"), _found("torch")
# The functions of a package by the names of modules that may be missing.
_s: Any = _scipy
_f: Any = _torch and _torch.nn.functional


def _sigmoid(x: Any) -> Any:
    e = np.exp(-np.abs(x))
    return np.where(x >= 0, 1, e) / (1 + e)


def _softplus(x: Any) -> Any:
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


def _softmax(x: Any) -> Any:
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def _cross_entropy(x: Any, t: Any) -> Any:
    x = x - x.max(-1, keepdims=True)
    return np.mean(np.log(np.exp(x).sum(-1)) - np.take_along_axis(x, t[:, None], -1)[:, 0])


def _bce(x: Any, t: Any) -> Any:
    return -np.mean(t * np.log(x) + (1 - t) * np.log1p(-x))


def _tanh_gelu(x: Any) -> Any:
    return x * _sigmoid(2 * (2 / np.pi) ** 0.5 * (x + 0.044715 * x * x * x))


# The name, what it is of, ours, NumPy's (which in f64 is the exact value), SciPy's and PyTorch's.
def _operations() -> list[tuple[str, str, _Function, _Function | None, _Function | None, _Function | None]]:
    erf = _s and _s.erf
    a, t = activ8, _torch
    return [
        ("relu", "x", a.relu, lambda x: np.maximum(x, 0), None, t and t.relu),
        ("exp", "x", a.exp, np.exp, None, t and t.exp),
        ("tanh", "x", a.tanh, np.tanh, None, t and t.tanh),
        ("sigmoid", "x", a.sigmoid, _sigmoid, _s and _s.expit, t and t.sigmoid),
        ("logsigmoid", "x", a.logsigmoid, lambda x: -_softplus(-x), _s and _s.log_expit, _f and _f.logsigmoid),
        ("softplus", "x", a.softplus, _softplus, None, _f and _f.softplus),
        ("silu", "x", a.silu, lambda x: x * _sigmoid(x), None, _f and _f.silu),
        ("mish", "x", a.mish, lambda x: x * np.tanh(_softplus(x)), None, _f and _f.mish),
        ("elu", "x", a.elu, lambda x: np.where(x > 0, x, np.expm1(np.minimum(x, 0))), None, _f and _f.elu),
        ("erf", "x", a.erf, erf and (lambda x: erf(x)), erf, t and t.erf),
        ("gelu", "x", a.gelu, erf and (lambda x: x * (_s.erfc(-x * 0.5**0.5) / 2)), None, _f and _f.gelu),
        (
            "gelu tanh",
            "x",
            partial(a.gelu, approximate="tanh"),
            _tanh_gelu,
            None,
            _f and (lambda x: _f.gelu(x, approximate="tanh")),
        ),
        ("softmax", "rows", a.softmax, _softmax, _s and (lambda x: _s.softmax(x, -1)), _f and (lambda x: _f.softmax(x, -1))),
        ("mse_loss", "pair", a.mse_loss, lambda x, t: np.mean((x - t) ** 2), None, _f and _f.mse_loss),
        ("binary_cross_entropy", "unit", a.binary_cross_entropy, _bce, None, _f and _f.binary_cross_entropy),
        ("cross_entropy", "classes", a.cross_entropy, _cross_entropy, None, _f and _f.cross_entropy),
    ]


def _inputs(of: str, size: int) -> tuple[Any, ...]:
    rng = np.random.default_rng(7)
    x = (3 * rng.standard_normal(size)).astype(np.float32)
    rows = x[: size // 64 * 64].reshape(-1, 64)
    return {
        "x": (x,),
        "rows": (rows,),
        "pair": (x, rng.standard_normal(size).astype(np.float32)),
        "unit": (rng.uniform(0.01, 0.99, size).astype(np.float32), rng.random(size).astype(np.float32)),
        "classes": (rows, rng.integers(0, 64, len(rows))),
    }[of]


def _least(calls: dict[str, Callable[[], Any]], seconds: float) -> dict[str, float]:
    """The least time of a call of each, in nanoseconds, everything in turns."""
    counts: dict[str, int] = {}
    best: dict[str, float] = {}
    for name, call in calls.items():
        start = time.perf_counter_ns()
        call()
        counts[name] = max(1, int(2e5 / max(time.perf_counter_ns() - start, 1)))
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or not best:
        for name, call in calls.items():
            start = time.perf_counter_ns()
            for _ in range(counts[name]):
                call()
            took = (time.perf_counter_ns() - start) / counts[name]
            best[name] = min(best.get(name, took), took)
    return best


def _error(found: Any, want: Any, allowed: Any = 0.0) -> float:
    """The greatest, in units in the last place of what is exact; what is allowed counts as 5 of them at most."""
    want = np.asarray(want, np.float64)
    ulp = np.spacing(np.maximum(np.abs(want), 2.0**-126).astype(np.float32)).astype(np.float64)
    error = np.abs(np.asarray(found, np.float64) - want)
    return float(np.max(np.where(error <= allowed, np.minimum(error / ulp, 5.0), error / ulp)))


def measure(size: int, seconds: float) -> list[tuple[str, dict[str, tuple[float, float]]]]:
    """For each operation the nanoseconds an element and the error of each package."""
    if _torch:
        _torch.set_num_threads(1)
    table = []
    for name, of, ours, numpy, scipy, torch in _operations():
        inputs = _inputs(of, size)
        exact = numpy and numpy(*[x.astype(np.float64) if x.dtype == np.float32 else x for x in inputs])
        calls: dict[str, Callable[[], Any]] = {
            "activ8": partial(ours, *inputs, accuracy="high"),
            "fast": partial(ours, *inputs, accuracy="fast"),
        }
        if numpy and not (scipy and name == "erf"):
            calls["numpy"] = partial(numpy, *inputs)
        if scipy:
            calls["scipy"] = partial(scipy, *inputs)
        if torch:
            calls["torch"] = partial(torch, *map(_torch.from_numpy, inputs))
        allowed = {"fast": 2.0**-23 * np.maximum(np.abs(inputs[0]), 1)} if isinstance(exact, np.ndarray) else {}
        errors = {
            package: _error(call(), exact, allowed.get(package, 0.0)) if exact is not None else np.nan
            for package, call in calls.items()
        }
        times = _least(calls, seconds)
        table.append((name, {package: (times[package] / inputs[0].size, errors[package]) for package in calls}))
    return table


def _draw(table: list[tuple[str, dict[str, tuple[float, float]]]], path: str) -> None:
    plots = _found("matplotlib.pyplot")
    if plots is None:
        print("Matplotlib is not installed: nothing is drawn.")
        return
    figure, axes = plots.subplots(figsize=(10, 6), layout="constrained")
    for i, package in enumerate(_COLUMNS):
        found = [(j, cells[package][0]) for j, (_, cells) in enumerate(table) if package in cells]
        if found:
            at, times = zip(*found)
            label = {"activ8": "activ8, high", "fast": "activ8, fast"}.get(package, package)
            axes.bar([j + 0.16 * i for j in at], times, 0.16, label=label)
    axes.set_yscale("log")
    axes.set_ylabel("ns an element")
    axes.set_xticks([j + 0.3 for j in range(len(table))], [name for name, _ in table], rotation=60, ha="right")
    axes.legend()
    figure.savefig(path, dpi=120)
    print(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--size", type=int, default=65_536, help="elements of an array")
    parser.add_argument("--seconds", type=float, default=0.3, help="time for each operation")
    parser.add_argument("--png", default="activ8-bench.png", help="where times are drawn")
    parser.add_argument("--install", action="store_true", help="PyTorch's operators beside those that install() replaces")
    parser.add_argument("--operators", nargs="*", default=[], help="which of them; all, if none is named")
    parser.add_argument("--sizes", nargs="*", type=int, default=[], help="their lengths; five, if none is named")
    options = parser.parse_args()
    if options.install:
        from .torch._compared import main as compare

        return compare(options.operators, options.sizes, options.seconds)
    print(f"ns an element (error in ULP) of {options.size:,} floats, one thread, {activ8.TIERS[-1]}")
    print(f"{'':22}" + "".join(f"{package:>20}" for package in _COLUMNS))
    table = measure(options.size, options.seconds)
    for name, cells in table:
        texts = [f"{cells[p][0]:.3f} ({cells[p][1]:.1f})" if p in cells else "–" for p in _COLUMNS]
        print(f"{name:22}" + "".join(f"{text:>20}" for text in texts))
    _draw(table, options.png)


if __name__ == "__main__":
    main()

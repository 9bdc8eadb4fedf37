"""What is refused: by its name, with nothing written."""

from __future__ import annotations

import copy
import inspect
import pickle
import subprocess
import sys
from typing import Any

import ml_dtypes
import numpy as np
import pytest

import activ8

X = np.linspace(-2, 2, 12, dtype=np.float32).reshape(3, 4)
READ_ONLY = X.copy()
READ_ONLY.flags.writeable = False
T = np.zeros(3, np.int64)
P = np.full((3, 4), 0.5, np.float32)

REFUSED: list[tuple[str, tuple[Any, ...], dict[str, Any], type[Exception], str]] = [
    ("gelu", (X.astype(np.float64),), {}, TypeError, "`x` has the dtype float64"),
    ("gelu", (T,), {}, TypeError, "`x` has the dtype int64"),
    ("gelu", (X.astype(">f4"),), {}, TypeError, "`x` has the dtype >f4"),
    ("gelu", (X.astype(ml_dtypes.float8_e5m2),), {}, TypeError, "`x` has the dtype float8_e5m2"),
    ("gelu", ([1.0, 2.0],), {}, TypeError, "`x` is a list"),
    ("gelu", (None,), {}, TypeError, "`x` is a NoneType"),
    ("gelu", (), {}, TypeError, "missing required argument 'x'"),
    ("gelu", (X, "none", X), {}, TypeError, "takes at most 2 positional arguments, but 3"),
    ("gelu", (X,), {"x": X}, TypeError, "multiple values for argument 'x'"),
    ("gelu", (X,), {"aproximate": "none"}, TypeError, "unexpected keyword argument 'aproximate'"),
    ("gelu", (X,), {"approximate": "erf"}, ValueError, '`approximate` is "erf", but must be "none" or "tanh" or "quick"'),
    ("gelu", (X,), {"approximate": 1}, TypeError, "`approximate` must be a string, not int"),
    ("gelu", (X,), {"out": X[:2]}, ValueError, r"`out` has the shape \(2, 4\), but must have \(3, 4\)"),
    ("gelu", (X,), {"out": X.astype(np.float16)}, TypeError, "`out` must have the dtype of `x`"),
    ("gelu", (X,), {"out": READ_ONLY}, ValueError, "`out` is read-only"),
    ("gelu", (X,), {"out": 3}, TypeError, "`out` is a int"),
    ("gelu", (X,), {"threads": -1}, ValueError, "`threads` is -1"),
    ("gelu", (X,), {"threads": 1.5}, TypeError, "`threads` must be an integer, not float"),
    ("gelu", (X,), {"tier": "sse"}, ValueError, '`tier` is "sse"'),
    ("gelu", (X,), {"tier": "neon" if "avx2" in activ8.TIERS else "avx2"}, ValueError, "`tier` names the tier"),
    ("gelu", (X,), {"accuracy": "low"}, ValueError, '`accuracy` is "low"'),
    ("gelu", (X,), {"accuracy": 2}, TypeError, "`accuracy` must be a string"),
    ("elu", (X,), {"alpha": "1"}, TypeError, "`alpha` must be a number, not str"),
    ("elu", (X,), {"alpha": True}, TypeError, "`alpha` must be a number, not bool"),
    ("elu", (X,), {"alpha": float("nan")}, ValueError, "`alpha`"),
    ("threshold", (X, 1.0), {}, TypeError, "missing required argument 'value'"),
    ("gelu_backward", (X, X[:2]), {}, ValueError, r"`dy` has the shape \(2, 4\), but must have \(3, 4\)"),
    ("gelu_backward", (X, X.astype(np.float16)), {}, TypeError, "`dy` must have the dtype of `x`"),
    ("softmax", (X, 2), {}, ValueError, "`axis` is 2"),
    ("softmax", (X, -3), {}, ValueError, "`axis` is -3"),
    ("softmax", (X, 1.0), {}, TypeError, "`axis` must be an integer"),
    ("logsumexp", (X,), {"out": np.empty(4, np.float32)}, ValueError, r"`out` has the shape \(4,\), but must have \(3,\)"),
    ("swiglu", (X, X[:2]), {}, ValueError, "`value` has the shape"),
    ("swiglu_backward", (X, X, X), {"out": X.copy()}, ValueError, "`out` takes one gradient"),
    ("mse_loss", (X, X[:2]), {}, ValueError, "`target` has the shape"),
    ("mse_loss", (X, X, "median"), {}, ValueError, '`reduction` is "median"'),
    ("mse_loss", (X, X), {"out": X.copy()}, ValueError, "`out` takes losses"),
    ("mse_loss_backward", (X, X), {"reduction": "none"}, TypeError, "`dy` is needed"),
    ("mse_loss_backward", (X, X, X), {}, ValueError, "`dy` is for the reduction none"),
    ("binary_cross_entropy", (X, P), {}, ValueError, r"`input\[0\]` is -2"),
    ("cross_entropy", (X, T + 4), {}, ValueError, r"`target\[0\]` is class 4"),
    ("cross_entropy", (X, T[:2]), {}, ValueError, "`target` has the shape"),
    ("cross_entropy", (X, T > 0), {}, TypeError, "`target` must be of integers"),
    ("cross_entropy", (X, T), {"weight": np.ones(3, np.float32)}, ValueError, "`weight` has the shape"),
    ("nll_loss", (X, X), {}, TypeError, "`target` must be of integers"),
]


@pytest.mark.parametrize("name, arguments, options, error, text", REFUSED, ids=range(len(REFUSED)))
def test_refused(name: str, arguments: Any, options: Any, error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        getattr(activ8, name)(*arguments, **options)


def test_out_is_as_it_was() -> None:
    for call in (
        lambda out: activ8.elu(X, float("nan"), out=out),
        lambda out: activ8.gelu(X, bias=X[0, :3], out=out),
        lambda out: activ8.binary_cross_entropy(X, P, reduction="none", out=out),
        lambda out: activ8.binary_cross_entropy_backward(P, X, out=out),
        lambda out: activ8.cross_entropy_backward(X, T - 1, out=out),
    ):
        for out in (np.full((3, 4), 7, np.float32), np.full((6, 4), 7, np.float32)[::2]):
            with pytest.raises((TypeError, ValueError)):
                call(out)
            assert (out == 7).all(), "nothing was written"
    x = X.copy()
    with pytest.raises(ValueError):
        activ8.leaky_relu(x, float("nan"), out=x, threads=-2)
    assert (x == X).all(), "in place too"


def test_functions_are_functions() -> None:
    for name in activ8.__all__:
        function = getattr(activ8, name)
        if not callable(function) or name == "value_and_grad":
            continue
        assert function.__name__ == name and function.__module__ == "activ8", "they know who they are"
        assert pickle.loads(pickle.dumps(function)) is function, "and are pickled by their names"
        assert copy.deepcopy(function) is function, "and copied"
        assert len(function.__doc__) > 100, "and are documented"
        parameters = inspect.signature(function).parameters
        assert list(parameters)[-3:] == ["threads", "tier", "accuracy"], "and have a signature"
    assert str(inspect.signature(activ8.elu)).startswith("(x, alpha=1.0, *, bias=None, out=None, threads=1"), "this one"
    with pytest.raises(TypeError, match="`loss`"):
        activ8.value_and_grad(activ8.gelu)
    with pytest.raises(TypeError, match="`loss`"):
        activ8.value_and_grad([])  # type: ignore[arg-type]


def test_import_takes_no_time() -> None:
    program = "import time, numpy; t = time.perf_counter(); import activ8; import sys; print(time.perf_counter() - t)"
    program += "; assert not {'torch', 'ml_dtypes', 'scipy'} & set(sys.modules)"
    done = [subprocess.run([sys.executable, "-c", program], capture_output=True, text=True) for _ in range(3)]
    assert all(run.returncode == 0 for run in done), done[0].stderr
    # Some 5 ms; the bar is for a machine that has other things to do.
    assert min(float(run.stdout) for run in done) < 0.1, "without what it does not need"

"""What mypy must know of the package: it is read, not run."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

import activ8

x: NDArray[np.float32] = np.zeros((2, 3), np.float32)
y: NDArray[np.float32] = activ8.gelu(x, "tanh")
y = activ8.softmax(x, axis=0, out=y, threads=2, tier="avx2", accuracy="fast")
y = activ8.elu_backward(x, y, alpha=2.0, bias=x[0])
loss: float = activ8.mse_loss(x, y)
loss, gradient = activ8.value_and_grad(activ8.cross_entropy)(x, np.array([0, 1]), label_smoothing=0.1)
y = activ8.gumbel_softmax(x, y, tau=0.5, hard=True)
y = activ8.rrelu_training(x, y)[1]
y = activ8.router(x, 2, "sigmoid", renormalize=True, bias=x[0])[1]
y = activ8.router_backward(x, np.array([[0, 1]]), y)
activ8.router_backward(x, [0.5, 1.0], y)  # type: ignore[list-item]
y = activ8.kl_div_backward_target(x, y, reduction="batchmean")
activations: list[Callable[[NDArray[np.float32]], NDArray[np.float32]]] = [activ8.relu, activ8.tanh]

activ8.gelu(x, "erf")  # type: ignore[arg-type]
activ8.gelu([1.0])  # type: ignore[type-var]
activ8.elu(x, alpha="1")  # type: ignore[arg-type]
activ8.relu(x, alpha=1.0)  # type: ignore[call-arg]

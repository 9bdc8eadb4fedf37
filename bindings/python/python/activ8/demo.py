"""What `activ8.torch.install(all=True)` does for a model: `python -m activ8.demo`.

Trains a classifier of handwritten digits in PyTorch, with PyTorch's kernels and with activ8's, from the same start; and
encodes sentences with all-MiniLM-L6-v2, where its weights have been fetched, both ways. The losses and the embeddings
must agree.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import pathlib
import time
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F

import activ8.torch


def digits(path: pathlib.Path) -> tuple[torch.Tensor, torch.Tensor]:
    """Images of 8 × 8 pixels in [0, 1], and what they show."""
    data = np.loadtxt(path, delimiter=",", dtype=np.float32)
    return torch.from_numpy(data[:, :-1] / 16), torch.from_numpy(data[:, -1].astype(np.int64))


def train(x: torch.Tensor, classes: torch.Tensor, epochs: int) -> tuple[list[float], float]:
    """The losses by epoch, and the seconds."""
    torch.manual_seed(1)
    model = torch.nn.Sequential(
        torch.nn.Linear(64, 512), torch.nn.Mish(), torch.nn.Linear(512, 512), torch.nn.Mish(), torch.nn.Linear(512, 10)
    )
    optimizer = torch.optim.SGD(model.parameters(), 0.1, momentum=0.9)
    losses, start = [], time.perf_counter()
    for _ in range(epochs):
        total = 0.0
        for at in range(0, len(x), 256):
            loss = F.cross_entropy(model(x[at : at + 256]), classes[at : at + 256])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(x[at : at + 256])
        losses.append(total / len(x))
    return losses, time.perf_counter() - start


class MiniLm:
    """The encoder of sentences, from its file of weights."""

    def __init__(self, directory: pathlib.Path) -> None:
        from safetensors.torch import load_file

        self.weights = load_file(directory / "model.safetensors")
        self.config = json.loads((directory / "config.json").read_text())

    def linear(self, name: str, x: torch.Tensor) -> torch.Tensor:
        return F.linear(x, self.weights[f"{name}.weight"], self.weights[f"{name}.bias"])

    def norm(self, name: str, x: torch.Tensor) -> torch.Tensor:
        weight, bias = self.weights[f"{name}.weight"], self.weights[f"{name}.bias"]
        return F.layer_norm(x, x.shape[-1:], weight, bias, self.config["layer_norm_eps"])

    def encode(self, tokens: torch.Tensor, clock: dict[str, float]) -> torch.Tensor:
        """Embeddings of length 1; the clock gets the seconds of gelu and softmax."""
        of, heads = "embeddings.", self.config["num_attention_heads"]
        batch, length = tokens.shape
        x = self.weights[f"{of}word_embeddings.weight"][tokens]
        x = x + self.weights[f"{of}position_embeddings.weight"][:length] + self.weights[f"{of}token_type_embeddings.weight"][0]
        x = self.norm(f"{of}LayerNorm", x)
        for i in range(self.config["num_hidden_layers"]):
            at = f"encoder.layer.{i}."
            q, k, v = (
                self.linear(f"{at}attention.self.{n}", x).view(batch, length, heads, -1).transpose(1, 2)
                for n in ("query", "key", "value")
            )
            scores = q @ k.transpose(-1, -2) / q.shape[-1] ** 0.5
            with timed(clock, "softmax"):
                p = torch.softmax(scores, -1)
            mixed = (p @ v).transpose(1, 2).reshape(batch, length, -1)
            x = self.norm(f"{at}attention.output.LayerNorm", x + self.linear(f"{at}attention.output.dense", mixed))
            h = self.linear(f"{at}intermediate.dense", x)
            with timed(clock, "gelu"):
                h = F.gelu(h)
            x = self.norm(f"{at}output.LayerNorm", x + self.linear(f"{at}output.dense", h))
        return F.normalize(x.mean(1), dim=-1)


@contextlib.contextmanager
def timed(clock: dict[str, float], stage: str) -> Any:
    start = time.perf_counter()
    yield
    clock[stage] = clock.get(stage, 0.0) + time.perf_counter() - start


def both(run: Any, rounds: int) -> tuple[Any, Any]:
    """With PyTorch's kernels and with activ8's, in turns; of each the result, and the least seconds by stage."""
    found: list[Any] = [None, None]
    for _ in range(rounds):
        for i, place in enumerate((contextlib.nullcontext(), None)):
            with place or activ8.torch.install(all=True):
                result, seconds = run()
            best = found[i][1] if found[i] else seconds
            found[i] = (result, {stage: min(best[stage], seconds[stage]) for stage in seconds})
    return found[0], found[1]


def show(title: str, theirs: dict[str, float], ours: dict[str, float]) -> None:
    print(f"\n{title}\n{'':12}{'PyTorch':>12}{'activ8':>12}")
    for stage, seconds in theirs.items():
        print(f"{stage:12}{seconds * 1e3:9.1f} ms{ours[stage] * 1e3:9.1f} ms   {seconds / ours[stage]:5.2f} x")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m activ8.demo", description="A model with PyTorch's kernels and with activ8's")
    parser.add_argument("--digits", type=pathlib.Path, default=pathlib.Path("examples/digits/digits.csv.gz"))
    parser.add_argument("--minilm", type=pathlib.Path, default=pathlib.Path("target/minilm"))
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args(arguments)
    torch.set_num_threads(chosen.threads)

    if not chosen.digits.is_file():
        parser.error(f"--digits: {chosen.digits} is not here; it is examples/digits/digits.csv.gz of activ8's sources")
    x, classes = digits(chosen.digits)

    def training() -> tuple[list[float], dict[str, float]]:
        losses, seconds = train(x, classes, chosen.epochs)
        return losses, {"training": seconds}

    (theirs, their_seconds), (ours, our_seconds) = both(training, chosen.rounds)
    show(f"{len(x)} digits, {chosen.epochs} epochs", their_seconds, our_seconds)
    print(f"loss        {theirs[0]:.4f} -> {theirs[-1]:.6f} and {ours[0]:.4f} -> {ours[-1]:.6f}")
    if not np.allclose(theirs, ours, rtol=2e-2, atol=1e-4):
        raise SystemExit("the losses do not agree")

    if not (chosen.minilm / "model.safetensors").is_file():
        print(f"\nnot run: MiniLM, whose weights are not in {chosen.minilm};"
              " integrations/candle/examples/minilm/fetch.py downloads them")
        return
    model = MiniLm(chosen.minilm)
    tokens = torch.randint(1000, 20000, (32, 128), generator=torch.Generator().manual_seed(3))

    def encoding() -> tuple[torch.Tensor, dict[str, float]]:
        clock: dict[str, float] = {}
        with torch.inference_mode(), timed(clock, "all"):
            embeddings = model.encode(tokens, clock)
        return embeddings, clock

    (a, a_seconds), (b, b_seconds) = both(encoding, chosen.rounds)
    show("MiniLM, 32 sentences of 128 tokens", a_seconds, b_seconds)
    least = float(F.cosine_similarity(a, b).min())
    print(f"cosine of both embeddings: at least {least:.7f}")
    if least < 0.999999:
        raise SystemExit("the embeddings do not agree")


if __name__ == "__main__":
    main()

"""The model of `magika`: which type a file is of, by its first and last bytes."""

from __future__ import annotations

import json

import numpy as np
from fetch import ROOT, fetch

FILES = ["src/lib.rs", "Cargo.toml", "README.md", "ci/python", "integrations/onnxruntime/examples/models/main.py",
         "src/activation/plots/mish.svg", "bindings/c/include/activ8.h", "deny.toml"]  # fmt: skip


def features(content: bytes, config: dict) -> list[int]:
    """The first and the last bytes without white space, as many as the model asks for, padded."""
    block, padding = config["block_size"], config["padding_token"]
    first = list(content[:block].lstrip()[: config["beg_size"]])
    last = list(content[-block:].rstrip()[-config["end_size"] :])
    return first + [padding] * (config["beg_size"] - len(first)) + [padding] * (config["end_size"] - len(last)) + last


def models(make) -> list:
    """As those of `ocr`: all files at once."""
    place = fetch("magika")
    config = json.loads((place / "magika.json").read_text())
    files = [path for name in FILES if (path := ROOT / name).exists()]
    inputs = {"bytes": np.array([features(path.read_bytes(), config) for path in files], np.int32)}
    labels = config["target_labels_space"]

    def told(outputs: list[np.ndarray]) -> str:
        return ", ".join(f"{path.name}: {labels[i]}" for path, i in zip(files, outputs[0].argmax(1)))

    return [("file types", make(place / "magika.onnx"), inputs, told)]

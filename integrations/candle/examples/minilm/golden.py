#!/usr/bin/env python3
"""Writes golden.csv: the first sentences' embeddings by PyTorch, in f64, from the same weights.

python3 integrations/candle/examples/minilm/golden.py target/minilm     (needs torch and tokenizers)

The model is written out here: BERT's encoder, the mean over the tokens, a length of 1. Six digits after
the point are kept.
"""

import json
import pathlib
import struct
import sys

import torch
from tokenizers import Tokenizer
from torch.nn.functional import gelu, layer_norm, linear, normalize

HERE = pathlib.Path(__file__).parent


def weights(path):
    data = path.read_bytes()
    (size,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + size])
    of_type = {"F32": torch.float32, "I64": torch.int64}
    for name, tensor in header.items():
        if name == "__metadata__":
            continue
        begin, end = (8 + size + offset for offset in tensor["data_offsets"])
        values = torch.frombuffer(bytearray(data[begin:end]), dtype=of_type[tensor["dtype"]])
        yield name, values.reshape(tensor["shape"]).double()


def main():
    directory = pathlib.Path(sys.argv[1])
    w = dict(weights(directory / "model.safetensors"))
    config = json.loads((directory / "config.json").read_text())
    heads, eps = config["num_attention_heads"], config["layer_norm_eps"]
    tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()

    def dense(x, name):
        return linear(x, w[f"{name}.weight"], w[f"{name}.bias"])

    def norm(x, name):
        return layer_norm(x, x.shape[-1:], w[f"{name}.weight"], w[f"{name}.bias"], eps)

    rows = []
    for sentence in (HERE / "sentences.txt").read_text().splitlines()[:16]:
        ids = torch.tensor(tokenizer.encode(sentence).ids)
        x = w["embeddings.word_embeddings.weight"][ids]
        x = x + w["embeddings.position_embeddings.weight"][: len(ids)]
        x = x + w["embeddings.token_type_embeddings.weight"][0]
        x = norm(x, "embeddings.LayerNorm")
        for i in range(config["num_hidden_layers"]):
            at = f"encoder.layer.{i}"
            parts = [dense(x, f"{at}.attention.self.{part}") for part in ("query", "key", "value")]
            q, k, v = (part.reshape(len(ids), heads, -1).transpose(0, 1) for part in parts)
            p = torch.softmax(q @ k.transpose(1, 2) / q.shape[-1] ** 0.5, -1)
            context = (p @ v).transpose(0, 1).reshape(len(ids), -1)
            x = norm(x + dense(context, f"{at}.attention.output.dense"), f"{at}.attention.output.LayerNorm")
            hidden = gelu(dense(x, f"{at}.intermediate.dense"))
            x = norm(x + dense(hidden, f"{at}.output.dense"), f"{at}.output.LayerNorm")
        rows.append(normalize(x.mean(0), dim=0))
    lines = [",".join(f"{value:.6f}" for value in row.tolist()) for row in rows]
    (HERE / "golden.csv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()

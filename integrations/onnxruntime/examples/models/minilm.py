"""all-MiniLM-L6-v2, written as ONNX from the weights of candle's example: embeddings of sentences."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
from fetch import MINILM, PLACE, ROOT
from onnx import TensorProto, helper, numpy_helper

# ONNX Runtime makes a BiasGelu of its own of each Gelu after an Add. For activ8's to take its place, the model imports
# ONNX Runtime's domain, and the session asks for `contrib`.
VERSIONS = [("", 20), ("com.microsoft", 1)]
OPERATORS = "default,contrib"
EXAMPLE = ROOT / "integrations" / "candle" / "examples" / "minilm"


def weights(path: Path) -> dict[str, np.ndarray]:
    data = path.read_bytes()
    (size,) = struct.unpack("<Q", data[:8])
    tensors = {}
    for name, tensor in json.loads(data[8 : 8 + size]).items():
        if tensor.get("dtype") == "F32":
            begin, end = (8 + size + offset for offset in tensor["data_offsets"])
            tensors[name] = np.frombuffer(data[begin:end], np.float32).reshape(tensor["shape"])
    return tensors


class Graph:
    """Nodes and constants, as they are added."""

    def __init__(self) -> None:
        self.nodes, self.constants, self.count = [], [], 0

    def constant(self, value: np.ndarray) -> str:
        self.count += 1
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), f"w{self.count}"))
        return f"w{self.count}"

    def add(self, operator: str, *inputs, **attributes) -> str:
        self.count += 1
        named = [self.constant(i) if isinstance(i, np.ndarray) else i for i in inputs]
        self.nodes.append(helper.make_node(operator, named, [f"t{self.count}"], **attributes))
        return f"t{self.count}"


def write(path: Path) -> None:
    """BERT's encoder, the mean over the tokens, and a length of 1; version 20, which has Gelu."""
    config = json.loads((MINILM / "config.json").read_text())
    w, g = weights(MINILM / "model.safetensors"), Graph()
    heads, hidden, eps = config["num_attention_heads"], config["hidden_size"], config["layer_norm_eps"]
    integers = lambda *values: np.array(values, np.int64)  # noqa: E731

    def dense(x: str, name: str) -> str:
        return g.add("Add", g.add("MatMul", x, w[f"{name}.weight"].T), w[f"{name}.bias"])

    def norm(x: str, name: str) -> str:
        return g.add("LayerNormalization", x, w[f"{name}.weight"], w[f"{name}.bias"], epsilon=eps)

    def split(x: str, order: list[int]) -> str:
        return g.add("Transpose", g.add("Reshape", x, integers(0, 0, heads, hidden // heads)), perm=order)

    length = g.add("Slice", g.add("Shape", "tokens"), integers(1), integers(2))
    places = g.add("Slice", w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0],
                   integers(0), length, integers(0))  # fmt: skip
    x = g.add("Add", g.add("Gather", w["embeddings.word_embeddings.weight"], "tokens"), places)
    x = norm(x, "embeddings.LayerNorm")
    # What is added to a score: 0, or so much less that it does not count.
    bias = g.add("Mul", g.add("Sub", "mask", np.float32([1])), np.float32([1e30]))
    bias = g.add("Unsqueeze", bias, integers(1, 2))
    for i in range(config["num_hidden_layers"]):
        at = f"encoder.layer.{i}"
        q = split(dense(x, f"{at}.attention.self.query"), [0, 2, 1, 3])
        k = split(dense(x, f"{at}.attention.self.key"), [0, 2, 3, 1])
        v = split(dense(x, f"{at}.attention.self.value"), [0, 2, 1, 3])
        scores = g.add("Mul", g.add("MatMul", q, k), np.float32([(hidden // heads) ** -0.5]))
        p = g.add("Softmax", g.add("Add", scores, bias), axis=-1)
        y = g.add("Transpose", g.add("MatMul", p, v), perm=[0, 2, 1, 3])
        y = dense(g.add("Reshape", y, integers(0, 0, hidden)), f"{at}.attention.output.dense")
        x = norm(g.add("Add", y, x), f"{at}.attention.output.LayerNorm")
        y = g.add("Gelu", dense(x, f"{at}.intermediate.dense"))
        x = norm(g.add("Add", dense(y, f"{at}.output.dense"), x), f"{at}.output.LayerNorm")
    weighted = g.add("Mul", x, g.add("Unsqueeze", "mask", integers(2)))
    # A mean differs from a sum by a factor, which the length takes out.
    total = g.add("ReduceSum", weighted, integers(1), keepdims=0)
    g.nodes.append(helper.make_node("LpNormalization", [total], ["embedding"], axis=1, p=2))
    of = lambda name, kind, *dims: helper.make_tensor_value_info(name, kind, dims)  # noqa: E731
    inputs = [of("tokens", TensorProto.INT64, "batch", "length"), of("mask", TensorProto.FLOAT, "batch", "length")]
    graph = helper.make_graph(
        g.nodes, "minilm", inputs, [of("embedding", TensorProto.FLOAT, "batch", hidden)], g.constants
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid(*v) for v in VERSIONS], ir_version=9)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(model.SerializeToString())


def models(make) -> list:
    """As those of `ocr`: all sentences at once."""
    from tokenizers import Tokenizer

    path = PLACE / "minilm.onnx"
    if not path.exists():
        write(path)
    tokenizer = Tokenizer.from_file(str(MINILM / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.enable_padding()
    sentences = (EXAMPLE / "sentences.txt").read_text().splitlines()
    encoded = tokenizer.encode_batch(sentences)
    inputs = {
        "tokens": np.array([e.ids for e in encoded], np.int64),
        "mask": np.array([e.attention_mask for e in encoded], np.float32),
    }
    golden = np.loadtxt(EXAMPLE / "golden.csv", delimiter=",")

    def told(outputs: list[np.ndarray]) -> str:
        of = outputs[0][: len(golden)]
        off = np.abs(of - golden).max()
        nearest = (outputs[0][1:] @ outputs[0][0]).argmax() + 1
        return f"nearest to {sentences[0]!r}: {sentences[nearest]!r}; {'at most' if off < 2e-6 else 'more than'} 2e-6 off PyTorch's"

    return [("embeddings", make(path, OPERATORS), inputs, told)]

"""Writes all-MiniLM-L6-v2 as an ONNX file, and sentences as its tokens, for the example `models`.

    python3 integrations/candle/examples/minilm/fetch.py target/minilm
    pip install numpy onnx safetensors tokenizers
    python3 integrations/tract/examples/minilm.py target/minilm

The operators are those that PyTorch's exporter writes: gelu is five of them round an Erf, softmax is one.
"""

import pathlib
import sys

import numpy as np
import onnx
from onnx import helper, numpy_helper
from safetensors.numpy import load_file
from tokenizers import Tokenizer

HERE = pathlib.Path(__file__).resolve().parent
LENGTH, WIDTH, HEADS, LAYERS = 128, 384, 12, 6


class Graph:
    def __init__(self, weights):
        self.weights, self.nodes, self.initializers, self.names = weights, [], [], set()

    def add(self, operator, *inputs, **attributes):
        output = f"{operator}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, list(inputs), [output], name=output, **attributes))
        return output

    def value(self, name, array):
        if name not in self.names:
            self.names.add(name)
            self.initializers.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def weight(self, name, transpose=False):
        array = self.weights[name].astype(np.float32)
        return self.value(name, array.T if transpose else array)

    def dense(self, x, name):
        product = self.add("MatMul", x, self.weight(f"{name}.weight", transpose=True))
        return self.add("Add", product, self.weight(f"{name}.bias"))

    def norm(self, x, name):
        weights = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return self.add("LayerNormalization", x, *weights, axis=-1, epsilon=1e-12)

    def scalar(self, x):
        return self.value(f"scalar_{x}", np.array(x, np.float32))

    def gelu(self, x):
        erf = self.add("Erf", self.add("Div", x, self.scalar(2 ** 0.5)))
        return self.add("Mul", self.add("Mul", x, self.add("Add", erf, self.scalar(1.0))), self.scalar(0.5))


def export(weights):
    g = Graph(weights)
    split = g.value("split", np.array([0, LENGTH, HEADS, WIDTH // HEADS], np.int64))
    join = g.value("join", np.array([0, LENGTH, WIDTH], np.int64))
    x = g.add("Gather", g.weight("embeddings.word_embeddings.weight"), "input_ids")
    x = g.add("Add", x, g.value("positions", weights["embeddings.position_embeddings.weight"][:LENGTH].astype(np.float32)))
    x = g.add("Add", x, g.value("type", weights["embeddings.token_type_embeddings.weight"][0].astype(np.float32)))
    x = g.norm(x, "embeddings.LayerNorm")
    penalty = g.add("Mul", g.add("Sub", g.scalar(1.0), "attention_mask"), g.scalar(-1e4))
    penalty = g.add("Unsqueeze", penalty, g.value("axes", np.array([1, 2], np.int64)))
    for i in range(LAYERS):
        layer = f"encoder.layer.{i}"
        heads = []
        for part, order in (("query", [0, 2, 1, 3]), ("key", [0, 2, 3, 1]), ("value", [0, 2, 1, 3])):
            y = g.add("Reshape", g.dense(x, f"{layer}.attention.self.{part}"), split)
            heads.append(g.add("Transpose", y, perm=order))
        scores = g.add("Div", g.add("MatMul", heads[0], heads[1]), g.scalar((WIDTH / HEADS) ** 0.5))
        scores = g.add("Softmax", g.add("Add", scores, penalty), axis=-1)
        y = g.add("Transpose", g.add("MatMul", scores, heads[2]), perm=[0, 2, 1, 3])
        y = g.dense(g.add("Reshape", y, join), f"{layer}.attention.output.dense")
        x = g.norm(g.add("Add", x, y), f"{layer}.attention.output.LayerNorm")
        y = g.gelu(g.dense(x, f"{layer}.intermediate.dense"))
        x = g.norm(g.add("Add", x, g.dense(y, f"{layer}.output.dense")), f"{layer}.output.LayerNorm")
    last = g.value("last", np.array([-1], np.int64))
    mask = g.add("Unsqueeze", "attention_mask", last)
    middle = g.value("middle", np.array([1], np.int64))
    total = g.add("ReduceSum", g.add("Mul", x, mask), middle, keepdims=0)
    mean = g.add("Div", total, g.add("ReduceSum", mask, middle, keepdims=0))
    length = g.add("Sqrt", g.add("ReduceSum", g.add("Mul", mean, mean), middle, keepdims=1))
    g.nodes.append(helper.make_node("Div", [mean, length], ["embeddings"], name="embeddings"))
    inputs = [
        helper.make_tensor_value_info("input_ids", onnx.TensorProto.INT64, ["n", LENGTH]),
        helper.make_tensor_value_info("attention_mask", onnx.TensorProto.FLOAT, ["n", LENGTH]),
    ]
    outputs = [helper.make_tensor_value_info("embeddings", onnx.TensorProto.FLOAT, ["n", WIDTH])]
    graph = helper.make_graph(g.nodes, "all-MiniLM-L6-v2", inputs, outputs, g.initializers)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def main():
    source = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "target/minilm")
    target = HERE.parent / "target" / "onnx" / "models" / "minilm"
    target.mkdir(parents=True, exist_ok=True)
    model = export(load_file(source / "model.safetensors"))
    onnx.checker.check_model(model)
    onnx.save(model, target / "model.onnx")
    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    tokenizer.no_padding()
    sentences = (HERE.parents[1] / "candle" / "examples" / "minilm" / "sentences.txt").read_text().splitlines()
    tokens = [" ".join(map(str, tokenizer.encode(sentence).ids[:LENGTH])) for sentence in sentences]
    (target / "tokens.txt").write_text("\n".join(tokens) + "\n")
    print(f"model.onnx and tokens.txt are in {target}")


if __name__ == "__main__":
    main()

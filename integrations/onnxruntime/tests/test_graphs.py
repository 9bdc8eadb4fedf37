"""Where else in a model operators stand: constants, subgraphs, functions, after convolutions; and who runs it."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import onnx
import onnxruntime as ort
import pytest
from conftest import model, options, run, run_session, session
from onnx import TensorProto, helper, numpy_helper

X = np.linspace(-4, 4, 100, dtype=np.float32)


def of_graph(nodes: list, constants: dict | None = None, functions: list | None = None, shape=(100,)) -> bytes:
    x, y = (helper.make_tensor_value_info(name, TensorProto.FLOAT, of) for name, of in (("x", shape), ("y", None)))
    held = [numpy_helper.from_array(value, name) for name, value in (constants or {}).items()]
    versions = [helper.make_opsetid("", 20), helper.make_opsetid("own", 1)]
    made = helper.make_model(
        helper.make_graph(nodes, "graph", [x], [y], held), opset_imports=versions, functions=functions, ir_version=9
    )
    return made.SerializeToString()


@pytest.mark.parametrize("level", [0, 1, 2, 99])
def test_of_a_constant(level: int) -> None:
    nodes = [helper.make_node("Gelu", ["c"], ["g"]), helper.make_node("Add", ["x", "g"], ["y"])]
    made = options()
    made.graph_optimization_level = ort.GraphOptimizationLevel(level)
    [got] = run_session(session(of_graph(nodes, {"c": X}), made), [X])
    np.testing.assert_allclose(got, X + run("Gelu", 20, [X])[0], rtol=1e-6, atol=1e-7)


def test_in_a_subgraph() -> None:
    def branch(operator: str) -> onnx.GraphProto:
        out = [helper.make_tensor_value_info("z", TensorProto.FLOAT, None)]
        return helper.make_graph([helper.make_node(operator, ["x"], ["z"])], operator, [], out)

    for condition, operator in ((True, "Mish"), (False, "Gelu")):
        node = helper.make_node("If", ["c"], ["y"], then_branch=branch("Mish"), else_branch=branch("Gelu"))
        of = of_graph([helper.make_node("Identity", ["k"], ["c"]), node], {"k": np.array(condition)})
        [got] = run_session(session(of, options()), [X])
        assert got.tobytes() == run(operator, 20, [X])[0].tobytes()


def test_in_a_function() -> None:
    body = [helper.make_node("Mish", ["a"], ["b"]), helper.make_node("Gelu", ["b"], ["c"])]
    function = helper.make_function("own", "Both", ["a"], ["c"], body, [helper.make_opsetid("", 20)])
    of = of_graph([helper.make_node("Both", ["x"], ["y"], domain="own")], functions=[function])
    [got] = run_session(session(of, options()), [X])
    assert got.tobytes() == run("Gelu", 20, run("Mish", 20, [X]))[0].tobytes()


@pytest.mark.parametrize("operator, replaced", [
    ("Relu", "all"), ("Sigmoid", "all"), ("Tanh", "all"), ("HardSigmoid", "default"), ("LeakyRelu", "default"),
])  # fmt: skip
def test_after_a_convolution_it_is_a_part_of_it(operator: str, replaced: str, tmp_path) -> None:
    """As without the library: ONNX Runtime's optimizer knows the nodes for ONNX's own."""
    rng = np.random.default_rng(7)
    x, w = rng.standard_normal((1, 3, 12, 12)).astype(np.float32), rng.standard_normal((8, 3, 3, 3)).astype(np.float32)
    nodes = [helper.make_node("Conv", ["x", "w"], ["c"]), helper.make_node(operator, ["c"], ["y"])]
    ran = []
    for made in (options(None), options(replaced)):
        made.optimized_model_filepath = str(tmp_path / "optimized.onnx")
        made.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
        [got] = run_session(session(of_graph(nodes, {"w": w}, shape=x.shape), made), [x])
        operators = [node.op_type for node in onnx.load(tmp_path / "optimized.onnx").graph.node]
        ran.append((operators, got))
    assert ran[0][0] == ran[1][0] == ["FusedConv"]
    np.testing.assert_array_equal(ran[0][1], ran[1][1])


OPERATORS = """Clip Elu Erf Exp Gelu HardSigmoid HardSwish LeakyRelu Mish Relu Selu Shrink Sigmoid Softplus Softsign Tanh
ThresholdedRelu Softmax LogSoftmax Hardmax""".split()
IMAGE, ROWS = (1, 3, 12, 12), (5, 12)


def neighbourhoods(operator: str) -> dict[str, tuple]:
    """What the optimizer makes one node of, or moves other nodes past: the shape of x, and the nodes."""
    node = helper.make_node
    it = node(operator, ["t"], ["u"])
    last = node(operator, ["t"], ["y"])
    convolution = node("Conv", ["x", "w", "b"], ["t"])
    to_eight_bits = [node("QuantizeLinear", ["x", "s", "z"], ["q"]), node("DequantizeLinear", ["q", "s", "z"], ["t"])]
    and_back = [node("QuantizeLinear", ["u", "s", "z"], ["v"]), node("DequantizeLinear", ["v", "s", "z"], ["y"])]
    return {
        "Conv": (IMAGE, [convolution, last]),
        "Conv, Add": (IMAGE, [node("Conv", ["x", "w", "b"], ["r"]), node("Add", ["r", "r"], ["t"]), last]),
        "Gemm": (ROWS, [node("Gemm", ["x", "m", "c"], ["t"]), last]),
        "MatMul, Add": (ROWS, [node("MatMul", ["x", "m"], ["p"]), node("Add", ["p", "c"], ["t"]), last]),
        "MatMul": (ROWS, [node("MatMul", ["x", "m"], ["t"]), last]),
        "Mul": (ROWS, [node(operator, ["x"], ["t"]), node("Mul", ["x", "t"], ["y"])]),
        "Transpose": (ROWS, [node("Transpose", ["x"], ["t"]), it, node("Transpose", ["u"], ["y"])]),
        "Relu": (ROWS, [node("Relu", ["x"], ["t"]), last]),
        "scores": (ROWS, [node("Add", ["x", "c"], ["t"]), it, node("MatMul", ["u", "m"], ["y"])]),
        "LayerNormalization": (ROWS, [node("LayerNormalization", ["x", "c"], ["t"]), last]),
        "eight bits": (ROWS, [*to_eight_bits, it, *and_back]),
        "twice": (ROWS, [node(operator, ["x"], ["t"]), last]),
    }


@pytest.mark.parametrize("operator", OPERATORS)
def test_what_the_optimizer_makes_of_it(operator: str) -> None:
    """Without attributes, whose defaults the optimizer does not find."""
    rng = np.random.default_rng(7)
    draw = lambda *shape: rng.standard_normal(shape).astype(np.float32)  # noqa: E731
    held = {"w": draw(8, 3, 3, 3), "b": draw(8), "m": draw(12, 12), "c": draw(12)}
    held |= {"s": np.array(0.05, np.float32), "z": np.array(128, np.uint8)}
    for name, (shape, nodes) in neighbourhoods(operator).items():
        used = {i for node in nodes for i in node.input}
        of, x = of_graph(nodes, {k: v for k, v in held.items() if k in used}, shape=shape), draw(*shape)
        [want], [got] = (run_session(session(of, made), [x]) for made in (options(None), options()))
        # Eight bits have steps of 0.05, and which of two is the nearer one may differ.
        np.testing.assert_allclose(got, want, rtol=1e-4, atol=0.051 if "bits" in name else 1e-5, err_msg=name)


def test_one_session_on_many_threads() -> None:
    x = np.random.default_rng(3).standard_normal(200_000).astype(np.float32)
    of = session(model("Gelu", 20, [x]), options(threads=2))
    with ThreadPoolExecutor(4) as pool:
        results = set(pool.map(lambda _: run_session(of, [x])[0].tobytes(), range(16)))
    assert len(results) == 1


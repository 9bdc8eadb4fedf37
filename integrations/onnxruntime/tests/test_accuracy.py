"""Operators of single elements: their values, versions, types, places."""

import numpy as np
import pytest
from conftest import FLOATS, LIBRARY, TYPES, model, options, run, run_session, session, ulp
from table import MS, ROWS, Row, _gelu, _gelu_tanh


def inputs(dtype: np.dtype, rng: np.random.Generator, count: int = 4099) -> np.ndarray:
    """Numbers of every size, most of them where functions are not flat, and the edges."""
    edges = [0.0, -0.0, np.inf, -np.inf, np.nan, 1.0, -1.0, 1e-40, -1e-40, 88.5, -88.5, -104.0, 3e38, -3e38]
    sizes = rng.standard_normal(count) * np.exp2(rng.uniform(-40, 7, count))
    with np.errstate(over="ignore"):
        return np.concatenate([edges, sizes, rng.uniform(-12, 12, count)]).astype(dtype)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_values(row: Row, dtype: np.dtype, rng: np.random.Generator) -> None:
    x = inputs(dtype, rng)
    with np.errstate(all="ignore"):
        want = np.asarray(row.want(x.astype(np.float64)))
    for version in row.versions:
        [got] = run(row.operator, version, [x], domain=row.domain, **row.attributes)
        assert got.dtype == dtype, "the type is that of the input"
        assert ulp(got, want) <= row.bound, f"version {version}"


@pytest.mark.parametrize("length", [0, 1, 7, 31, 64, 1000])
def test_lengths_and_dimensions(length: int, dtype: np.dtype, rng: np.random.Generator) -> None:
    x = inputs(dtype, rng)[: 3 * length].reshape(3, 1, length)
    [all_of_it] = run("Mish", 18, [x])
    assert all_of_it.shape == x.shape, "the shape stays"
    for i in range(3):
        [row] = run("Mish", 18, [x[i, 0]])
        assert row.tobytes() == all_of_it[i, 0].tobytes(), "a row alone has the same bits"
    [scalar] = run("Mish", 18, [np.array(0.5, dtype)])
    assert scalar.shape == (), "a tensor of no dimensions stays one"


@pytest.mark.parametrize("row", [row for row in ROWS if not row.attributes], ids=str)
def test_threads_and_pieces_do_not_change_bits(row: Row, rng: np.random.Generator) -> None:
    x = rng.standard_normal(300_007).astype(np.float32)
    of = model(row.operator, row.versions[0], [x], domain=row.domain)
    [one], [two] = (run_session(session(of, options("all,contrib", threads=n)), [x]) for n in (1, 2))
    assert one.tobytes() == two.tobytes(), "two threads"
    [part] = run(row.operator, row.versions[0], [x[12_345:12_400].copy()], domain=row.domain)
    assert part.tobytes() == one[12_345:12_400].tobytes(), "a part alone"


@pytest.mark.parametrize("number", [np.float32, np.float64])
def test_in_place(number: type, rng: np.random.Generator) -> None:
    """A chain whose tensors nobody else reads: ONNX Runtime gives outputs the memory of inputs."""
    from onnx import helper

    names = ["x", "a", "b", "c", "y"]
    operators = ["Mish", "Sigmoid", "Softmax", "Tanh"]
    nodes = [helper.make_node(op, [a], [b]) for op, a, b in zip(operators, names, names[1:])]
    shape = [64, 1000]
    ends = [[helper.make_tensor_value_info(name, TYPES[np.dtype(number)], shape)] for name in ("x", "y")]
    graph = helper.make_graph(nodes, "chain", *ends)
    of = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10).SerializeToString()
    x = rng.standard_normal(shape).astype(number)
    [got] = run_session(session(of, options(threads=2)), [x])
    step = x
    for operator in operators:
        [step] = run(operator, 18, [step])
    if number == np.float32:
        assert got.tobytes() == step.tobytes(), "one after the other in memory of their own"
    # Bits of ONNX Runtime's own doubles depend on pieces.
    np.testing.assert_allclose(got, step, rtol=1e-12)


@pytest.mark.parametrize("operator, version, domain", [
    ("Relu", 14, ""), ("Sigmoid", 13, ""), ("Tanh", 13, ""), ("Exp", 13, ""), ("Log", 13, ""), ("Softmax", 13, ""),
    ("LogSoftmax", 13, ""), ("Shrink", 9, ""), ("Clip", 13, ""), ("Mish", 18, ""), ("Swish", 24, ""),
    ("LeakyRelu", 16, ""), ("FastGelu", 17, MS), ("QuickGelu", 17, MS),
])  # fmt: skip
def test_doubles_stay_as_they_are(operator: str, version: int, domain: str, rng: np.random.Generator) -> None:
    x = np.abs(rng.standard_normal((3, 50)) * 3)
    given = [x] if operator != "Clip" else [x, np.array(0.5), np.array(2.0)]
    want = run(operator, version, given, made=options(None), domain=domain)
    got = run(operator, version, given, domain=domain)
    # ONNX Runtime's own formulas of the last two have their constants as floats.
    np.testing.assert_allclose(got[0], want[0], rtol=1e-6 if domain else 1e-12)


@pytest.mark.parametrize("operator", ["Relu", "Clip", "Shrink"])
@pytest.mark.parametrize("integer", [np.int8, np.int32])
def test_integers_stay_as_they_are(operator: str, integer: type, rng: np.random.Generator) -> None:
    x = rng.integers(-100, 100, 77).astype(integer)
    given = [x] if operator != "Clip" else [x, np.array(-5, integer), np.array(60, integer)]
    version = 9 if operator == "Shrink" else 14
    want, got = run(operator, version, given, made=options(None)), run(operator, version, given)
    np.testing.assert_array_equal(got[0], want[0])


@pytest.mark.parametrize("version", [11, 12, 13])
def test_clip(version: int, dtype: np.dtype, rng: np.random.Generator) -> None:
    x = (rng.standard_normal(333) * 3).astype(dtype)
    low, high = np.array(-1.5, dtype), np.array(2, dtype)
    for given in ([x], [x, low], [x, None, high], [x, low, high], [x, high, low]):
        [got] = run("Clip", version, given)
        want = x
        if len(given) > 1 and given[1] is not None:
            want = np.maximum(want, given[1])
        if len(given) > 2:
            want = np.minimum(want, given[2])
        np.testing.assert_array_equal(got.astype(np.float32), want.astype(np.float32))


def test_clip_by_attributes(rng: np.random.Generator) -> None:
    x = (rng.standard_normal(333) * 3).astype(np.float32)
    for attributes in ({}, {"min": -1.0}, {"max": 0.5}, {"min": -1.0, "max": 0.5}):
        [got] = run("Clip", 6, [x], **attributes)
        want = np.clip(x, attributes.get("min", -np.inf), attributes.get("max", np.inf))
        np.testing.assert_array_equal(got, want.astype(np.float32))


@pytest.mark.parametrize("slope", [(), (1,), (5,), (4, 1), (3, 1, 1), (4, 5), (3, 1, 5), (2, 1, 4, 1), (2, 3, 4, 5)])
def test_prelu(slope: tuple, dtype: np.dtype, rng: np.random.Generator) -> None:
    x, slopes = rng.standard_normal((2, 3, 4, 5)).astype(dtype), rng.standard_normal(slope).astype(dtype)
    [got] = run("PRelu", 16, [x, slopes])
    wide, by = x.astype(np.float64), slopes.astype(np.float64)
    assert ulp(got, np.where(wide < 0, wide * by, wide)) <= 0.5


@pytest.mark.parametrize("number", [np.float64, np.int32, np.int64])
def test_prelu_of_other_numbers(number: type, rng: np.random.Generator) -> None:
    x, slopes = (rng.integers(-9, 9, shape).astype(number) for shape in ((2, 3, 4), (3, 1)))
    want = run("PRelu", 16, [x, slopes], made=options(None))
    np.testing.assert_array_equal(run("PRelu", 16, [x, slopes])[0], want[0])


@pytest.mark.parametrize("operator, want", [("BiasGelu", _gelu), ("FastGelu", _gelu_tanh)])
def test_biases(operator: str, want, dtype: np.dtype, rng: np.random.Generator) -> None:
    x, bias = rng.standard_normal((7, 3, 77)).astype(dtype), rng.standard_normal(77).astype(dtype)
    [got] = run(operator, 17, [x, bias], domain=MS)
    # The sum is rounded to a float.
    assert ulp(got, want((x.astype(np.float32) + bias.astype(np.float32)).astype(np.float64))) <= 2


def test_a_wrong_bias_is_refused(rng: np.random.Generator) -> None:
    x, bias = (rng.standard_normal(shape).astype(np.float32) for shape in ((3, 8), (4,)))
    with pytest.raises(Exception, match="activ8: the bias has 4 elements, and x a last axis of 8"):
        run("BiasGelu", 17, [x, bias], domain=MS)


def test_fast_is_within_its_bound(rng: np.random.Generator) -> None:
    x = inputs(np.dtype(np.float32), rng)[14:]
    x = x[np.abs(x) < 80]
    for row in ROWS:
        if row.attributes:
            continue
        values = np.abs(x) if row.operator == "Log" else x
        want = np.asarray(row.want(values.astype(np.float64)))
        [got] = run(row.operator, row.versions[0], [values], domain=row.domain, made=options("all,contrib", accuracy="fast"))
        off = np.abs(got - want)
        unit = np.exp2(np.floor(np.log2(np.maximum(np.abs(want), 2.0**-126))) - 23)
        allowed = np.maximum(5 * unit, 2.0**-23 * np.maximum(1, np.abs(values)))
        assert np.all(off <= allowed), row


@pytest.mark.parametrize("operator", ["Gelu", "Softmax"])
@pytest.mark.parametrize("dims", [[2, 3], ["batch", 3], [2, None], [None, "length", None], []])
def test_shapes_are_told_as_far_as_they_are_known(operator: str, dims: list) -> None:
    from onnx import TensorProto, helper

    x, y = (helper.make_tensor_value_info(name, TensorProto.FLOAT, of) for name, of in (("x", dims), ("y", None)))
    graph = helper.make_graph([helper.make_node(operator, ["x"], ["y"])], "graph", [x], [y])
    of = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9).SerializeToString()
    [told] = session(of, options()).get_outputs()
    # A name that nobody else has stands for a dimension that is not known.
    assert [None if str(dim).startswith("activ8_") else dim for dim in told.shape] == dims


def test_the_library_is_there() -> None:
    assert LIBRARY.endswith(".so") and FLOATS, "cargo build --release -p activ8-onnxruntime"

"""What is replaced, and what is told where something is wrong."""

import ctypes
import json
import os
import subprocess
import sys

import numpy as np
import onnxruntime as ort
import pytest
from conftest import LIBRARY, model, options, run, run_session, session


def nodes_that_ran(operators: str | None, tmp_path, **entries: str) -> list[str]:
    """The operators of a Sigmoid of halves: ONNX Runtime's own kernel is of floats, between casts."""
    x = np.ones(3, np.float16)
    made = options(operators, **entries)
    made.enable_profiling, made.profile_file_prefix = True, str(tmp_path / "profile")
    of = session(model("Sigmoid", 13, [x]), made)
    run_session(of, [x])
    events = json.loads(open(of.end_profiling()).read())
    return [event["args"]["op_name"] for event in events if event["name"].endswith("kernel_time")]


def test_the_list_says_what_is_replaced(tmp_path) -> None:
    assert nodes_that_ran(None, tmp_path) == ["Cast", "Sigmoid", "Cast"]
    for ours in ("all", "Sigmoid", "none,Sigmoid", "Exp, Sigmoid"):
        assert nodes_that_ran(ours, tmp_path) == ["Sigmoid"], ours
    for theirs in ("none", "Exp", "all,-Sigmoid"):
        assert nodes_that_ran(theirs, tmp_path) == ["Cast", "Sigmoid", "Cast"], theirs


def test_the_environment_is_asked_where_the_session_says_nothing() -> None:
    code = f"""
import numpy as np, onnxruntime as ort, sys
sys.path.insert(0, {os.path.dirname(__file__)!r})
from conftest import model, session, run_session
o = ort.SessionOptions()
o.register_custom_ops_library({LIBRARY!r})
x = np.full(1, -10, np.float32)
print(run_session(session(model("Gelu", 20, [x]), o), [x])[0][0] < 0)
"""
    for value, replaced in (("Gelu", "True"), ("none", "False")):
        ran = subprocess.run([sys.executable, "-c", code], env=os.environ | {"ACTIV8_ORT": value}, capture_output=True, text=True)
        assert ran.stdout.strip() == replaced, ran.stderr


@pytest.mark.parametrize("entries, told", [
    ({"operators": "Gleu"}, '"Gleu" is no operator that can be replaced; those are default, all, none, contrib, Celu, Clip'),
    ({"accuracy": "best"}, "best"),
    ({"opset": "new"}, "activ8.opset is \"new\", which is no version of ONNX"),
])  # fmt: skip
def test_a_wrong_option_is_an_error(entries, told) -> None:
    with pytest.raises(Exception, match=told):
        options(**{"operators": "all"} | entries)


def test_an_attribute_without_a_meaning_is_an_error() -> None:
    x = np.ones(3, np.float32)
    with pytest.raises(Exception, match="activ8: .*alpha"):
        run("Elu", 7, [x], alpha=float("inf"))
    with pytest.raises(Exception, match=r'activ8: the attribute approximate is "fast", which is none of'):
        run("Gelu", 20, [x], approximate="fast")


def test_contrib_is_for_models_that_import_its_domain() -> None:
    """Of others the optimizer makes operators that ONNX Runtime then has not; `all` leaves them as they are."""
    from onnx import TensorProto, helper

    x = np.arange(6, dtype=np.float32).reshape(3, 2)
    nodes = [helper.make_node("Transpose", ["x"], ["t"]), helper.make_node("MatMul", ["t", "x"], ["y"])]
    ends = [helper.make_tensor_value_info("x", TensorProto.FLOAT, [3, 2])], [
        helper.make_tensor_value_info("y", TensorProto.FLOAT, [2, 2])
    ]
    graph = helper.make_graph(nodes, "graph", *ends)

    def product(operators: str, domains: list[str]) -> np.ndarray:
        versions = [helper.make_opsetid(domain, 13 if domain == "" else 1) for domain in domains]
        of = helper.make_model(graph, opset_imports=versions, ir_version=8).SerializeToString()
        return run_session(session(of, options(operators)), [x])[0]

    for operators, domains in (("all", [""]), ("all,contrib", ["", "com.microsoft"])):
        np.testing.assert_array_equal(product(operators, domains), x.T @ x)
    with pytest.raises(Exception, match="com.microsoft:FusedMatMul"):
        product("all,contrib", [""])


def test_a_library_that_is_not_there_is_an_error() -> None:
    with pytest.raises(Exception, match="libactiv8_ort_missing.so"):
        ort.SessionOptions().register_custom_ops_library("/nowhere/libactiv8_ort_missing.so")


def test_one_library_for_many_sessions() -> None:
    x = np.linspace(-3, 3, 99, dtype=np.float32)
    of = model("Mish", 18, [x])
    shared = options()
    kept = [session(of, shared) for _ in range(3)] + [session(of, options()) for _ in range(3)]
    results = {run_session(one, [x])[0].tobytes() for one in kept}
    assert len(results) == 1, "all have the same bits"


def test_an_old_onnx_runtime_is_told_what_to_do() -> None:
    """By a table of functions as an old version hands it over."""
    told = []
    create = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p)(
        lambda code, text: told.append((code, text.decode())) or 1
    )
    table = (ctypes.c_void_p * 1)(ctypes.cast(create, ctypes.c_void_p))
    get_api = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_uint32)(
        lambda version: ctypes.addressof(table) if version <= 20 else None
    )
    text = ctypes.create_string_buffer(b"1.20.1")
    get_version = ctypes.CFUNCTYPE(ctypes.c_void_p)(lambda: ctypes.addressof(text))
    base = (ctypes.c_void_p * 2)(ctypes.cast(get_api, ctypes.c_void_p), ctypes.cast(get_version, ctypes.c_void_p))
    register = ctypes.CDLL(LIBRARY).RegisterCustomOps
    register.restype = ctypes.c_void_p
    assert register(None, base) == 1, "a status"
    assert told == [
        (9, "activ8: this is ONNX Runtime 1.20.1; 1.24 or later is needed: pip install --upgrade onnxruntime")
    ]

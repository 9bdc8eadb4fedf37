"""ONNX's own tests of the operators, by ONNX's tolerances."""

import warnings

import numpy as np
import pytest
from conftest import options, run_session, session

OPERATORS = """Celu Clip Elu Erf Exp Gelu HardSigmoid HardSwish LeakyRelu Log Mish PRelu Relu Selu Shrink Sigmoid Softplus
Softsign Swish Tanh ThresholdedRelu Softmax LogSoftmax Hardmax SoftmaxCrossEntropyLoss NegativeLogLikelihoodLoss""".split()


def cases():
    from onnx.backend.test.case.node import collect_testcases

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        every = collect_testcases(None)
    return [case for case in every if any(node.op_type in OPERATORS for node in case.model.graph.node)]


def is_right(case, of, inputs, outputs) -> bool:
    for got, want in zip(run_session(of, list(inputs)), outputs, strict=True):
        assert got.shape == want.shape and got.dtype == want.dtype
        got, want = got.astype(np.float64), np.asarray(want, np.float64)
        if not np.allclose(got, want, rtol=case.rtol, atol=case.atol, equal_nan=True):
            return False
    return True


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_node(case) -> None:
    of = case.model.SerializeToString()
    try:
        without = session(of, options(None))
    except Exception as error:
        without = None
        told = str(error)[:80]
    try:
        made = session(of, options())
    except Exception:
        if without:
            raise
        pytest.skip(f"not by ONNX Runtime either: {told}")
    for inputs, outputs in case.data_sets:
        if not is_right(case, made, inputs, outputs):
            assert without and not is_right(case, without, inputs, outputs), "within ONNX's tolerances"
            pytest.skip("ONNX Runtime's own is not within the tolerances either")

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


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_node(case) -> None:
    of = case.model.SerializeToString()
    try:
        session(of, options(None))
        runs_without = True
    except Exception:
        runs_without = False
    try:
        made = session(of, options())
    except Exception as error:
        if runs_without:
            raise
        pytest.skip(f"not by ONNX Runtime either: {str(error)[:80]}")
    for inputs, outputs in case.data_sets:
        got = run_session(made, list(inputs))
        for got, want in zip(got, outputs, strict=True):
            assert got.shape == want.shape and got.dtype == want.dtype
            np.testing.assert_allclose(
                got.astype(np.float64), np.asarray(want, np.float64), rtol=case.rtol, atol=case.atol
            )

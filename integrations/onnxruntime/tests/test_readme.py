"""The README's Python lines, run."""

import re

import numpy as np
import onnxruntime
from conftest import LIBRARY, ROOT, model


def test_lines(tmp_path, monkeypatch) -> None:
    x = np.linspace(-3, 3, 64, dtype=np.float32)
    (tmp_path / "model.onnx").write_bytes(model("Mish", 18, [x]))
    monkeypatch.chdir(tmp_path)
    readme = (ROOT / "integrations/onnxruntime/README.md").read_text()
    blocks = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    names: dict = {"inputs": {"x0": x}, "onnxruntime": onnxruntime}
    for block in blocks:
        exec(block.replace("target/release/libactiv8_ort.so", LIBRARY), names)
    wide = x.astype(np.float64)
    np.testing.assert_allclose(names["outputs"][0], wide * np.tanh(np.log1p(np.exp(wide))), rtol=3e-7)
    assert len(blocks) == 2 and blocks[0].count("\n") == 5, "five lines, and those of the options"

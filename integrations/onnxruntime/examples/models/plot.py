"""A picture of the times: of each model two bars, without the library and with it, by operator."""

from __future__ import annotations


def draw(results: list, path: str, title: str) -> None:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(len(results), 1, figsize=(9, 1.9 * len(results) + 0.6), squeeze=False)
    for axis, (name, times, by_operator) in zip(axes[:, 0], results):
        largest = sorted(by_operator[0], key=by_operator[0].get, reverse=True)[:6]
        for bar, (shares, time) in enumerate(zip(by_operator, times)):
            left, total = 0.0, sum(shares.values())
            parts = [(operator, shares.get(operator, 0.0)) for operator in largest]
            parts.append(("others", total - sum(part for _, part in parts)))
            for colour, (operator, part) in enumerate(parts):
                width = part / total * time / 1e6
                axis.barh(bar, width, left=left, color=f"C{colour}", label=operator if bar == 0 else None)
                left += width
            axis.text(left, bar, f" {time / 1e6:.2f} ms", va="center")
        axis.set_yticks([0, 1], ["ONNX Runtime", "with activ8"])
        axis.invert_yaxis()
        axis.set_xlim(0, max(times) / 1e6 * 1.15)
        axis.set_title(f"{name}: {times[0] / times[1]:.2f} ×", loc="left", fontsize=10)
        axis.legend(fontsize=7, ncols=7, loc="upper center", bbox_to_anchor=(0.5, -0.12), frameon=False)
    figure.suptitle(title)
    figure.tight_layout()
    figure.savefig(path, dpi=110)

#!/usr/bin/env python3
"""Draws how long each takes beside plain C: chart.py RESULTS.csv CHART.svg

The CSV has case,who,median_ns,low_ns,high_ns,libhdf5. A bar of 1 takes as long as C, one to the left of it less; the scale is logarithmic. Cases
that C does not have stand beside h5mem's time.
"""
import csv
import math
import sys
from html import escape

WHO = ["h5mem", "hdf5-metno", "h5py", "PyTables"]
BAR, GAP, LEFT, WIDTH, RIGHT, TOP = 9, 10, 290, 560, 70, 56
STYLE = """
text { font: 12px system-ui, sans-serif; fill: #24292f } .axis { stroke: #d0d7de } .one { stroke: #57606a }
.h5mem { fill: #0969da } .hdf5-metno { fill: #bf8700 } .h5py { fill: #8250df } .PyTables { fill: #1a7f37 } .small { font-size: 10px }
@media (prefers-color-scheme: dark) { text { fill: #c9d1d9 } .axis { stroke: #30363d } .one { stroke: #8b949e } .h5mem { fill: #58a6ff }
.hdf5-metno { fill: #e3b341 } .h5py { fill: #bc8cff } .PyTables { fill: #56d364 } }
"""


def ratios(path):
    """What each takes of C's time, by case; without C, of h5mem's."""
    found, versions = {}, set()
    with open(path, newline="") as lines:
        for line in csv.DictReader(lines):
            found.setdefault(line["case"], {})[line["who"]] = float(line["median_ns"])
            versions.add(f"{line['who']}: {line['libhdf5']}")
    bars = {}
    for case, times in found.items():
        one = times.get("c") or times.get("h5mem")
        if one and len(times) > 1:
            bars[case] = {who: times[who] / one for who in WHO if who in times}
    return bars, sorted(versions)


def draw(bars, versions):
    values = [value for case in bars.values() for value in case.values()]
    low, high = math.floor(math.log10(min(values + [1]))), math.ceil(math.log10(max(values + [1])))
    low, high = min(low, -1), max(high, 1)
    x = lambda value: LEFT + (math.log10(value) - low) / (high - low) * WIDTH
    height = TOP + sum(len(case) * BAR + GAP for case in bars.values()) + 40
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + RIGHT} {height}" role="img">', f"<style>{STYLE}</style>"]
    out.append("<title>Time beside plain C, on a logarithmic scale</title>")
    for n, who in enumerate(WHO):
        out.append(f'<rect class="{who}" x="{LEFT + n * 110}" y="8" width="10" height="10"/><text x="{LEFT + n * 110 + 15}" y="17">{who}</text>')
    for power in range(low, high + 1):
        at = x(10.0**power)
        kind = "one" if power == 0 else "axis"
        out.append(f'<line class="{kind}" x1="{at:.1f}" x2="{at:.1f}" y1="{TOP - 8}" y2="{height - 34}"/>')
        label = "as C" if power == 0 else f"{10.0**power:g} ×"
        out.append(f'<text x="{at:.1f}" y="{TOP - 14}" text-anchor="middle">{label}</text>')
    y = TOP
    for case, times in bars.items():
        middle = y + len(times) * BAR / 2 + 4
        out.append(f'<text x="{LEFT - 10}" y="{middle:.1f}" text-anchor="end">{escape(case)}</text>')
        for who, value in times.items():
            start, end = sorted((x(1), x(value)))
            out.append(f'<rect class="{who}" x="{start:.1f}" y="{y}" width="{max(end - start, 1):.1f}" height="{BAR - 1}"/>')
            out.append(f'<text class="small" x="{end + 4:.1f}" y="{y + BAR - 1}">{value:.2g}</text>')
            y += BAR
        y += GAP
    out.append(f'<text class="small" x="10" y="{height - 10}">libhdf5 of {escape(", ".join(versions))}</text></svg>')
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[2], "w") as chart:
        chart.write(draw(*ratios(sys.argv[1])))

#!/usr/bin/env python3
"""Shows what was measured.

    chart.py RESULTS.csv CHART.svg    draws how long each takes beside plain C, for a case of each kind
    chart.py --readme                 writes README.md's figures anew: results.csv, results-2.2.csv and build_cost.csv beside this file, in words

A bar of 1 takes as long as C, one to the left of it less; the scale is logarithmic.
"""
import csv
import math
import re
import sys
import textwrap
from html import escape
from pathlib import Path

HERE = Path(__file__).resolve().parent
WHO = ["h5mem", "hdf5-metno", "h5py", "PyTables", "hidefix", "hdf5-pure"]
# what a row of the README is called, and the cases that are of it; the chart has the first
KINDS = [
    ("read or write 100 numbers, or 10 of them, of an open dataset", r"(read|read_into|write) 100 f64|(read|write) a slice of 10"),
    ("create and write a small dataset", r"create and write 100 f64|create 2,000 datasets"),
    ("create a group", r"create 2,000 groups"),
    ("open a dataset and read it, one after the other", r"open and read 2,000 .*"),
    ("… and write it", r"open and write 2,000 .*"),
    ("… again, by the same path", r"open and read 100 f64|open and drop"),
    ("an attribute of one object after the other", r"an attribute of each .*"),
    ("names of 1,000 links", r"names of 1,000 links"),
    ("set an attribute", r"attribute set .*|5,000 attributes .*"),
    ("get an attribute by name", r"attribute get .*"),
    ("read strings, sequences, rows with text", r"read .*(strings|sequences|with text).*"),
    ("write strings, sequences, rows with text", r"write .*(strings|sequences|with text)"),
    ("read bool and enums", r"read 1,000,000 (bool|of an enum)"),
    ("read a table of structs, or 10 rows of it", r"read .*table( of .*)?"),
    ("… two cores", r"read .*table, 2 cores"),
    ("write a table of structs", r"write .*table.*"),
    ("rows, columns, blocks and points of 256 MiB, writable", r".* of 256 MiB, writable"),
    ("… of an image", r".* of 256 MiB, image"),
    ("take a file's image", r"image of .*"),
    ("open an image", r"open an image of [0-9]+ [KM]B"),
    ("… and view and take it, where C does not copy it", r"open an image of [0-9]+ [KM]B, C without a copy|open, view and take .*"),
    ("gzip+shuffle read, one core", r"gzip\+shuffle read, .*1 core"),
    ("… two cores", r"gzip\+shuffle read, .*2 cores"),
    ("large chunks without filters of a file on disk", r"chunks without filters read, disk"),
    ("gzip+shuffle write, one core", r"gzip\+shuffle write, .*1 core"),
    ("… two cores", r"gzip\+shuffle write, .*2 cores"),
    ("checksums; columns of a compressed dataset", r"(gzip\+shuffle\+)?fletcher32 .*|columns of gzip.*"),
    ("rows of a compressed dataset, one after the other", r"rows of gzip.*"),
    ("append rows one by one or in hundreds", r"append .*rows, one by one|append 100,000 .*|append 1,000 rows without padding"),
    ("append padded rows, rows with bool and enum", r"append 1,000 (padded rows|rows with bool and enum)"),
    ("read 1 padded row, or one with bool and enum", r"read 1 (padded row|row with bool and enum)"),
    ("… 1,000 of them", r"read 1,000 (padded rows|rows with bool and enum)"),
    ("… 1,000,000 of them", r"read 1,000,000 (padded rows|rows with bool and enum)"),
    ("write 1 of them", r"write 1 (padded row|row with bool and enum)"),
    ("write 1,000,000 of them", r"write 1,000,000 (padded rows|rows with bool and enum)"),
    ("… where C's file has no padding, and C converts", r"(read|write) .* padded rows?, C converts"),
    ("… through a small buffer", r"(read|write) 1 padded row, C with a small buffer"),
    ("read 1 f32 as f64", r"read 1 f32 as f64"),
    ("… where C has a small buffer", r"read 1 f32 as f64, C with a small buffer"),
    ("read f32 as f64, i16 as f32 or i32", r"read 4,000,000 .* as .*"),
    ("read_lossy f64 as f32", r"read_lossy 4,000,000 f64 as f32(, gzip)?"),
    ("… beside reading and `as`", r"read_lossy 4,000,000 f64 as f32.*, beside as"),
    ("1,000 of 2,000,000 numbers by list, mask, points", r"(list of|mask of|points:) 1,000 of 2,000,000, (image|writable|disk)"),
    ("… list beside points", r"list of 1,000 of 2,000,000, beside points"),
    ("… of compressed numbers", r"(list of|mask of|points:) [0-9,]+ of 2,000,000, gzip, (image|writable|disk)"),
    ("batches of 64 random rows, compressed", r"loader: batches of 64 rows, gzip"),
    ("… beside reading row by row, or all", r".*gzip, beside (row by row|all)"),
    ("… by two and four threads, of one thread's time", r"loader: batches of 64 rows, gzip, . threads"),
    ("a log: a writer and two readers", r"log: .*"),
    ("create 10,000 datasets of 3 numbers", r"create 10,000 .*"),
    ("visit and read all of 1,000 to 100,000 datasets", r"visit and read .*"),
    ("names of 10,000 and 100,000 links", r"names of 100?,000 links, image"),
    ("open and read one of 10,000 and 100,000", r"open and read 1 of .*"),
    ("… and open the image for it", r"open an image of .* datasets and read 1"),
    ("small images: open, read, get, drop", r"10,000 images of 12 KB: .*"),
    ("… by two threads, of one thread's time", r"10,000 images of 12 KB, 2 threads"),
    ("where the chunks are", r"where .*"),
    ("a climatology of 3 MB, read whole", r"climatology .*"),
    ("threads at once, of one thread's time for all", r"threads: (?!.*arithmetic).*"),
    ("… of arithmetic alone: what the machine gave", r"threads: .*arithmetic.*"),
]
BAR, GAP, LEFT, WIDTH, RIGHT, TOP = 9, 10, 290, 560, 70, 56
STYLE = """
text { font: 12px system-ui, sans-serif; fill: #24292f } .axis { stroke: #d0d7de } .one { stroke: #57606a }
.h5mem { fill: #0969da } .hdf5-metno { fill: #bf8700 } .h5py { fill: #8250df } .PyTables { fill: #1a7f37 } .hidefix { fill: #cf222e }
.hdf5-pure { fill: #6e7781 } .small { font-size: 10px }
@media (prefers-color-scheme: dark) { text { fill: #c9d1d9 } .axis { stroke: #30363d } .one { stroke: #8b949e } .h5mem { fill: #58a6ff }
.hdf5-metno { fill: #e3b341 } .h5py { fill: #bc8cff } .PyTables { fill: #56d364 } .hidefix { fill: #ff7b72 } .hdf5-pure { fill: #8b949e } }
"""


class Results:
    """The lines of a file, by case and library; a line without a library says what they were made on."""

    def __init__(self, path):
        self.cases, self.versions, self.machine = {}, {}, ""
        with open(path, newline="") as lines:
            for line in csv.DictReader(lines):
                if not line["who"]:
                    self.machine = line["case"]
                    continue
                self.cases.setdefault(line["case"], {})[line["who"]] = line
                self.versions.setdefault(line["who"], line["libhdf5"])
        self.libhdf5 = self.versions["h5mem"]

    def of(self, pattern):
        return [case for case in self.cases if re.fullmatch(pattern, case)]

    def ns(self, case, who):
        line = self.cases[case].get(who)
        return float(line["median_ns"]) if line else None

    def floors(self):
        """What was asked: the case, whether of hdf5-metno, what came of it, what was asked, and whether it is met."""
        for case, lines in self.cases.items():
            ours, metno = lines["h5mem"] if "h5mem" in lines else None, lines.get("hdf5-metno")
            if ours and ours["ratio"]:
                ratio, asked = float(ours["ratio"]), float(ours["asked"])
                yield case, False, ratio, asked, ratio <= asked
            if metno and metno["ratio"]:
                ratio, asked = float(metno["ratio"]), float(metno["asked"])
                yield case, True, ratio, asked, ratio >= asked


def short(value):
    """Two digits that count."""
    if value >= 10:
        return f"{value:,.0f}"
    return f"{value:.2f}" if value >= 0.1 else f"{value:.2g}"


def span(values):
    values = sorted(values)
    low, high = short(values[0]), short(values[-1])
    return low if low == high else f"{low} to {high}"


def base(results, case):
    """What h5mem is held against: C, or another way of its own."""
    ours = results.cases[case].get("h5mem")
    return results.ns(case, ours["against"]) if ours and ours["against"] else None


def draw(results):
    bars = {}
    for _, pattern in KINDS:
        for case in results.of(pattern)[:1]:
            if one := base(results, case):
                bars[case] = {who: ns / one for who in WHO if (ns := results.ns(case, who))}
    values = [value for case in bars.values() for value in case.values()]
    low, high = math.floor(math.log10(min(values + [1]))), math.ceil(math.log10(max(values + [1])))
    low, high = min(low, -1), max(high, 1)

    def x(value):
        return LEFT + (math.log10(value) - low) / (high - low) * WIDTH

    height = TOP + sum(len(case) * BAR + GAP for case in bars.values()) + 56
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + RIGHT} {height}" role="img">', f"<style>{STYLE}</style>"]
    out.append("<title>Time beside plain C, on a logarithmic scale</title>")
    for n, who in enumerate(WHO):
        out.append(f'<rect class="{who}" x="{LEFT + n * 100}" y="8" width="10" height="10"/><text x="{LEFT + n * 100 + 15}" y="17">{who}</text>')
    for power in range(low, high + 1):
        at = x(10.0**power)
        kind = "one" if power == 0 else "axis"
        out.append(f'<line class="{kind}" x1="{at:.1f}" x2="{at:.1f}" y1="{TOP - 8}" y2="{height - 50}"/>')
        label = "as C" if power == 0 else f"{10.0**power:g} ×"
        out.append(f'<text x="{at:.1f}" y="{TOP - 14}" text-anchor="middle">{label}</text>')
    y = TOP
    for case, times in bars.items():
        middle = y + len(times) * BAR / 2 + 4
        out.append(f'<text x="{LEFT - 10}" y="{middle:.1f}" text-anchor="end">{escape(case)}</text>')
        for who, value in times.items():
            start, end = sorted((x(1), x(value)))
            out.append(f'<rect class="{who}" x="{start:.1f}" y="{y}" width="{max(end - start, 1):.1f}" height="{BAR - 1}"/>')
            out.append(f'<text class="small" x="{end + 4:.1f}" y="{y + BAR - 1}">{short(value)}</text>')
            y += BAR
        y += GAP
    out.append(f'<text class="small" x="10" y="{height - 26}">{escape(results.machine)}; threads: beside one thread</text>')
    out.append(f'<text class="small" x="10" y="{height - 10}">libhdf5 {escape(versions(results))}</text></svg>')
    return "\n".join(out) + "\n"


def versions(results):
    order = ["c", *WHO]
    by_version = {}
    for who in order:
        if who in results.versions:
            by_version.setdefault(results.versions[who], []).append("C" if who == "c" else who)
    return ", ".join(f"{version} ({', '.join(of)})" for version, of in by_version.items() if version != "none")


def table(runs):
    """A row for each kind: ours of C's time, and theirs of ours, from least to most."""
    first = runs[0]
    others = [who for who in WHO[1:] if who in first.versions]
    heads = [f"of C's time, {run.libhdf5}" for run in runs] + ["asked", *(f"{who}, of ours" for who in others)]
    lines = ["| | " + " | ".join(heads) + " |", "|---|" + "---|" * len(heads)]
    for name, pattern in KINDS:
        cells, asked = [], set()
        for run in runs:
            ours = [run.cases[case]["h5mem"] for case in run.of(pattern) if run.cases[case].get("h5mem", {}).get("ratio")]
            missed = any(float(line["ratio"]) > float(line["asked"]) for line in ours)
            said = span([float(line["ratio"]) for line in ours]) if ours else "–"
            cells.append(f"**{said}**" if missed else said)
            asked |= {float(line["asked"]) for line in ours}
        if not asked:
            continue
        cells.append(span(asked))
        for who in others:
            of_ours = [first.ns(case, who) / first.ns(case, "h5mem") for case in first.of(pattern) if first.ns(case, who) and first.ns(case, "h5mem")]
            cells.append(span(of_ours) if of_ours else "–")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def verdict(run):
    """Which of what was asked is met."""
    of_c = [floor for floor in run.floors() if not floor[1]]
    of_metno = [floor for floor in run.floors() if floor[1]]
    said = []
    for what, floors in [("cases take no more of C's time than is asked", of_c), ("leave hdf5-metno as far behind", of_metno)]:
        missed = [f"{case} {short(ratio)} ({short(asked)})" for case, _, ratio, asked, met in floors if not met]
        met = f"{len(floors) - len(missed)} of {len(floors)} {what}"
        said.append(f"{met}; not {', '.join(missed)}." if missed else f"{met}.")
    return f"libhdf5 {run.libhdf5}: " + " ".join(said)


def cost(path):
    """What building takes, beside hdf5-metno."""
    with open(path, newline="") as lines:
        found = list(csv.DictReader(lines))
    heads = ["crates", "debug build", "release build"]
    out = ["| | " + " | ".join(heads) + " |", "|---|---|---|---|"]
    for line in found:
        cells = [line["crates"], f"{float(line['debug_cpu_s']):.0f} s", f"{float(line['release_cpu_s']):.0f} s"]
        out.append(f"| {line['what']} | " + " | ".join(cells) + " |")
    return "\n".join(out)


def lines(text):
    """As wide as the README."""
    return textwrap.fill(text, 150, break_long_words=False, break_on_hyphens=False)


def figures():
    runs = [Results(path) for path in [HERE / "results.csv", *sorted(HERE.glob("results-*.csv"))] if path.exists()]
    first = runs[0]
    for run in runs:
        for case in run.cases:
            if not any(re.fullmatch(pattern, case) for _, pattern in KINDS):
                print(f"in no row of the README: {case}", file=sys.stderr)
    files = [HERE / "results.csv", *sorted(HERE.glob("results-*.csv")), *sorted(HERE.glob("chart-*.svg"))]
    files = ", ".join(f"[{path.name}](benches/compare/{path.name})" for path in files)
    parts = [
        "![Time of h5mem and of others beside plain C](benches/compare/chart.svg)",
        lines(
            f"The same work in turn by `benches/compare/run.sh`, each case in a process of its own, medians; on {first.machine}; with libhdf5 {versions(first)}. Plain C has its types "
            f"and dataspaces made beforehand. Every case, with its spread: {files}."
        ),
        table(runs),
        lines(
            "From the least to the most of a row's cases; **bold** where one takes more than is asked. PyTables keeps the attributes that it has "
            "read; h5mem leaves a dataset open that is opened again, as long as nothing in its file changes, where C opens and closes it each time."
        ),
        "<details><summary>What is asked: of C's time at most the above, and hdf5-metno at least 1.5 times ours</summary>\n\n"
        + "\n\n".join(lines(verdict(run)) for run in runs)
        + "\n\n</details>",
    ]
    if (HERE / "build_cost.csv").exists():
        text = "What a clean build costs with default features, in seconds of processor time (`benches/compare/build_cost.sh`):"
        parts += [text, cost(HERE / "build_cost.csv")]
    return "\n\n".join(parts)


BEGIN, END = "<!-- figures: made by benches/compare/chart.py --readme -->", "<!-- end of figures -->"


def write_readme(path):
    before, rest = path.read_text().split(BEGIN, 1)
    _, after = rest.split(END, 1)
    path.write_text(f"{before}{BEGIN}\n{figures()}\n\n{END}{after}")


if __name__ == "__main__":
    if sys.argv[1:] == ["--readme"]:
        write_readme(HERE.parent.parent / "README.md")
    elif len(sys.argv) == 3:
        Path(sys.argv[2]).write_text(draw(Results(sys.argv[1])))
    else:
        sys.exit(__doc__)

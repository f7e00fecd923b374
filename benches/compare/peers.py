#!/usr/bin/env python3
"""The comparison's workloads with h5py and PyTables, on files in memory.

    peers.py CSV [--turns N] [--climatology FILE] [NAME...]

Writes a line for each case and library: case,who,median_ns,low_ns,high_ns,ratio,ratio_low,ratio_high,against,asked,libhdf5, of which the ratio's
are empty. Cases are called as in the Rust comparison. Each turn does both libraries' work, one after the other, on one processor where the case
is of one; low and high are the tenth and the ninetieth percentile.
"""
import argparse
import csv
import os
import statistics
import threading
import time
import uuid
import warnings

import h5py
import numpy as np
import tables

import programs
from peer_files import h5py_file, numbers, tables_file, tables_image

PATIENCE = 1.6  # seconds a case
FEWEST = 3  # turns of a case, however slow


DIMS, CHUNK = (4096, 2048), (256, 256)
ROWS, ROW = 32 * 1024, 1024


def smooth():
    return numbers(DIMS[0] * DIMS[1]).reshape(DIMS)


def noisy():
    n = np.arange(DIMS[0] * DIMS[1], dtype="u8")
    noise = ((n * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(33)).astype("f8") / 2.0**31
    return (np.sin(n.astype("f8") / 1000.0) + noise / 1000.0).reshape(DIMS)


GZIP = tables.Filters(complevel=4, complib="zlib", shuffle=True)


def h5py_gzip(file, name, values):
    return file.create_dataset(name, data=values, chunks=CHUNK, compression="gzip", compression_opts=4, shuffle=True)


def tables_gzip(file, name, values):
    return file.create_carray("/", name, obj=values, chunkshape=CHUNK, filters=GZIP)


def small(n):
    """One small array, written, read, in part and anew."""
    a, b = h5py_file(), tables_file()
    x, y = a.create_dataset("x", data=numbers(n)), b.create_array("/", "x", numbers(n))
    return (a, x), (b, y)


def case_read():
    (_, x), (_, y) = small(100)
    return lambda: x[...], lambda: y[...]


def case_write():
    (_, x), (_, y) = small(100)
    values = numbers(100)

    def plain(to):
        to[...] = values

    return lambda: plain(x), lambda: plain(y)


def case_read_slice():
    (_, x), (_, y) = small(100)
    return lambda: x[20:30], lambda: y[20:30]


def case_write_slice():
    (_, x), (_, y) = small(100)
    values = numbers(10)

    def part(to):
        to[20:30] = values

    return lambda: part(x), lambda: part(y)


def case_create():
    a, b, count = h5py_file(), tables_file(), iter(range(10**9))
    values = numbers(100)
    return lambda: a.create_dataset(f"n{next(count)}", data=values), lambda: b.create_array("/", f"n{next(count)}", values)


def case_open_read():
    (a, _), (b, y) = small(100)
    y.close()
    return lambda: a["x"][...], lambda: b.root.x[...]


def case_attribute_get():
    (a, _), (b, _) = small(1)
    a.attrs["a"] = 1.5
    b.root._v_attrs.a = 1.5
    return lambda: a.attrs["a"], lambda: b.root._v_attrs.a


def case_attribute_replaced():
    (a, _), (b, _) = small(1)

    def with_h5py():
        a.attrs["a"] = 2.5

    def with_tables():
        b.root._v_attrs.a = 2.5

    return with_h5py, with_tables


def case_attribute_get_text():
    (a, _), (b, _) = small(1)
    a.attrs["a"] = "In memory file example"
    b.root._v_attrs.a = "In memory file example"
    return lambda: a.attrs["a"], lambda: b.root._v_attrs.a


def case_attribute_new():
    (a, _), (b, _) = small(1)

    def with_h5py():
        a.attrs.create("a", 1.5)
        del a.attrs["a"]

    def with_tables():
        b.root._v_attrs.a = 1.5
        del b.root._v_attrs.a

    return with_h5py, with_tables


def case_names():
    a, b = h5py_file(), tables_file()
    for n in range(1000):
        a.create_dataset(f"a name of some length {n}", data=1.5)
    return lambda: list(a), None  # PyTables keeps them


def write_strings(n):
    def make():
        texts = [f"text number {n}" for n in range(n)]
        dtype = h5py.string_dtype()

        def with_h5py():
            with h5py_file() as file:
                file.create_dataset("x", data=texts, dtype=dtype)

        def with_tables():
            with tables_file() as file:
                x = file.create_vlarray("/", "x", tables.VLUnicodeAtom())
                for text in texts:
                    x.append(text)

        return with_h5py, with_tables

    return make


def strings(n):
    def make():
        texts = [f"text number {n}" for n in range(n)]
        a, b = h5py_file(), tables_file()
        x = a.create_dataset("x", data=texts, dtype=h5py.string_dtype())
        y = b.create_vlarray("/", "x", tables.VLUnicodeAtom())
        for text in texts:
            y.append(text)
        return lambda: x.asstr()[...].tolist(), lambda: y.read()

    return make


def filled():
    """2,000 datasets of each."""
    a, b, values = h5py_file(), tables_file(), numbers(100)
    for n in range(2000):
        a.create_dataset(f"dataset {n}", data=values)
    for n in range(2000):
        b.create_array("/", f"dataset_{n}", values)
    return a, b


def case_create_many():
    values = numbers(100)

    def with_h5py():
        with h5py_file() as file:
            for n in range(2000):
                file.create_dataset(f"dataset {n}", data=values)

    def with_tables():
        with tables_file() as file:
            for n in range(2000):
                file.create_array("/", f"dataset_{n}", values)

    return with_h5py, with_tables


def case_open_many():
    a, b = filled()
    return (
        lambda: sum(a[f"dataset {n}"][...][1] for n in range(2000)),
        lambda: sum(b.get_node(f"/dataset_{n}").read()[1] for n in range(2000)),
    )


def case_5000_attributes():
    def with_h5py():
        with h5py_file() as file:
            for n in range(5000):
                file.attrs.create(f"a{n}", float(n))

    def with_tables():
        with tables_file() as file:
            for n in range(5000):
                file.root._v_attrs[f"a{n}"] = float(n)

    return with_h5py, None  # PyTables: minutes, and a warning above 4,096


def gzip_read(values):
    def make():
        a, b = h5py_file(), tables_file()
        x, y = h5py_gzip(a, "x", values()), tables_gzip(b, "x", values())
        a.flush(), b.flush()
        return lambda: x[...], lambda: y[...]

    return make


def gzip_write(values):
    def make():
        data = values()

        def with_h5py():
            with h5py_file() as file:
                h5py_gzip(file, "x", data)

        def with_tables():
            with tables_file() as file:
                tables_gzip(file, "x", data)

        return with_h5py, with_tables

    return make


def together(files):
    def make():
        data = noisy()
        sets = [h5py_gzip(h5py_file(), "x", data) for _ in range(files)]

        def all_at_once():
            threads = [threading.Thread(target=lambda x=x: x[...]) for x in sets]
            [thread.start() for thread in threads]
            [thread.join() for thread in threads]

        return all_at_once, None  # PyTables is not for threads

    return make


def case_gzip_rows():
    a, b = h5py_file(), tables_file()
    values = noisy()
    x, y = h5py_gzip(a, "x", values), tables_gzip(b, "x", values)
    at = {"x": 0, "y": 0}

    def rows(which, of):
        for _ in range(64):
            at[which] = (at[which] + 1) % DIMS[0]
            of[at[which], : CHUNK[1]]

    return lambda: rows("x", x), lambda: rows("y", y)


def large():
    a, b = h5py_file(), tables_file()
    values = numbers(ROWS * ROW).reshape(ROWS, ROW)
    return a.create_dataset("x", data=values), b.create_array("/", "x", values), (a, b)


def part(*selection):
    def make():
        x, y, files = large()
        return lambda: x[selection], lambda: y[selection]

    return make


def case_row():
    x, y, files = large()
    at = iter(range(1, 10**9))
    return lambda: x[next(at) * 7919 % ROWS], lambda: y[next(at) * 7919 % ROWS]


def case_points():
    x, y, files = large()
    mask = np.zeros((ROWS, ROW), dtype=bool)
    mask[[n * 7919 % ROWS for n in range(1000)], [n * 31 % ROW for n in range(1000)]] = True
    return lambda: x[mask], lambda: y[mask]


def append(times, rows):
    def make():
        values = np.full(rows, 1.5)

        def with_h5py():
            with h5py_file() as file:
                x = file.create_dataset("x", (0,), maxshape=(None,), chunks=(4096,), dtype="f8")
                for n in range(times):
                    x.resize((n + 1) * rows, axis=0)
                    x[n * rows :] = values
                file.flush()

        def with_tables():
            with tables_file() as file:
                x = file.create_earray("/", "x", tables.Float64Atom(), (0,), chunkshape=(4096,))
                for _ in range(times):
                    x.append(values)
                file.flush()

        return with_h5py, with_tables

    return make


RECORD = np.dtype([("id", "u8"), ("x", "f8"), ("y", "f8"), ("weight", "f4"), ("kind", "i4")])


def case_table_write():
    rows = np.zeros(1_000_000, dtype=RECORD)

    def with_h5py():
        with h5py_file() as file:
            file.create_dataset("x", data=rows)

    def with_tables():
        with tables_file() as file:
            file.create_table("/", "x", obj=rows)

    return with_h5py, with_tables


def read_table(n, of):
    def make():
        rows = np.zeros(of, dtype=RECORD)
        a, b = h5py_file(), tables_file()
        x, y = a.create_dataset("x", data=rows), b.create_table("/", "x", obj=rows)
        return lambda: x[:n], lambda: y.read(0, n)

    return make


def open_image(n):
    def make():
        with tables_file() as file:
            file.create_array("/", "x", numbers(n))
            image = file.get_file_image()

        def with_h5py():
            fapl = h5py.h5p.create(h5py.h5p.FILE_ACCESS)
            fapl.set_fapl_core(1 << 20, False)
            fapl.set_file_image(image)
            h5py.File(h5py.h5f.open(uuid.uuid4().hex.encode(), h5py.h5f.ACC_RDONLY, fapl=fapl)).close()

        return with_h5py, lambda: tables_image(image).close()

    return make


def take_image(n):
    def make():
        (a, _), (b, _) = small(n)

        def with_h5py():
            a.flush()
            return a.id.get_file_image()

        return with_h5py, lambda: b.get_file_image()

    return make


def climatology(path):
    def make():
        def with_h5py():
            with h5py.File(path) as file:
                return [file[name][...] for name in file if isinstance(file[name], h5py.Dataset)]

        return with_h5py, None

    return make


def cases(path):
    whole = slice(None)
    found = {
        "read 100 f64": case_read,
        "write 100 f64": case_write,
        "read a slice of 10": case_read_slice,
        "write a slice of 10": case_write_slice,
        "create and write 100 f64": case_create,
        "open and read 100 f64": case_open_read,
        "create 2,000 datasets": case_create_many,
        "open and read 2,000 datasets": case_open_many,
        "attribute get f64": case_attribute_get,
        "attribute set f64, new": case_attribute_new,
        "attribute set f64, replaced": case_attribute_replaced,
        "attribute get text": case_attribute_get_text,
        "names of 1,000 links": case_names,
        "5,000 attributes on an object": case_5000_attributes,
        "read 10,000 strings": strings(10_000),
        "read 100,000 strings": strings(100_000),
        "write 10,000 strings": write_strings(10_000),
        "gzip+shuffle read, smooth, 1 core": gzip_read(smooth),
        "gzip+shuffle read, noisy, 1 core": gzip_read(noisy),
        "gzip+shuffle write, smooth, 1 core": gzip_write(smooth),
        "gzip+shuffle write, noisy, 1 core": gzip_write(noisy),
        "rows of gzip+shuffle, writable": case_gzip_rows,
        "threads: two files, gzip read": together(2),
        "8 KiB row of 256 MiB, writable": case_row,
        "column of 256 MiB, writable": part(whole, 389),
        "block of 256 MiB, writable": part(slice(389, 453), slice(389, 453)),
        "1,000 points of 256 MiB, writable": case_points,
        "append 100,000 rows in 100s": append(1000, 100),
        "append 1,000 rows, one by one": append(1000, 1),
        "write 1,000,000 rows of a table": case_table_write,
        "read 1,000,000 rows of a table": read_table(1_000_000, 1_000_000),
        "read 10 rows of a table": read_table(10, 1_000_000),
        "read a table of 10 rows": read_table(10, 10),
        "image of 10 KB": take_image(1250),
        "image of 1 MB": take_image(125_000),
        "open an image of 10 KB": open_image(1250),
        "open an image of 1 MB": open_image(125_000),
        "open an image of 256 MB": open_image(32_000_000),
    }
    found |= programs.cases()
    if path:
        found["climatology read whole"] = climatology(path)
    return found


def measure(contenders, turns):
    """Nanoseconds a call of each, over the turns."""
    times = 1
    while times < 1 << 20 and timed(contenders[0], times) * times < 1e6:
        times *= 2
    taken = [[] for _ in contenders]
    start = time.monotonic()
    for turn in range(turns + 1):
        if turn > FEWEST and time.monotonic() - start > PATIENCE:
            break
        for work, found in zip(contenders, taken):
            if work:
                ns = timed(work, times)
                if turn:
                    found.append(ns)  # the first warms up
    return taken


def timed(work, times):
    start = time.perf_counter_ns()
    for _ in range(times):
        work()
    return (time.perf_counter_ns() - start) / times


def main():
    args = argparse.ArgumentParser()
    args.add_argument("csv")
    args.add_argument("--turns", type=int, default=51)
    args.add_argument("--climatology")
    args.add_argument("names", nargs="*")
    args = args.parse_intermixed_args()
    warnings.simplefilter("ignore", tables.exceptions.UnclosedFileWarning)  # each case leaves its files to the end
    with open(args.csv, "w", newline="") as out:
        lines = csv.writer(out, lineterminator="\n")
        columns = ["case", "who", "median_ns", "low_ns", "high_ns", "ratio", "ratio_low", "ratio_high", "against", "asked", "libhdf5"]
        lines.writerow(columns)
        every = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
        for name, make in cases(args.climatology).items():
            if args.names and not any(part in name for part in args.names):
                continue
            if every:
                os.sched_setaffinity(0, every if name.startswith("threads") else {max(every)})
            taken = measure(make(), args.turns)
            for who, version, found in zip(["h5py", "PyTables"], [h5py.version.hdf5_version, tables.hdf5_version], taken):
                if found:
                    found.sort()
                    at = lambda tenths: found[(len(found) - 1) * tenths // 10]
                    lines.writerow([name, who, f"{statistics.median(found):.1f}", f"{at(1):.1f}", f"{at(9):.1f}", "", "", "", "", "", version])
                    print(f"{name:<42} {who:<10} {statistics.median(found):>14.0f} ns")
            out.flush()


if __name__ == "__main__":
    main()

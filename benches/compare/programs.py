"""Programs' cases with h5py and PyTables: rows of structs, lists, conversions, batches, many objects. Called as in the Rust comparison."""
import itertools
import uuid

import h5py
import numpy as np
import tables

from peer_files import h5py_file, tables_file, tables_image

READING = np.dtype([("time", "f8"), ("sensor", "u2"), ("value", "f4")])
STATE = np.dtype([("time", "f8"), ("valid", "?"), ("kind", "i1")])
PLAIN = np.dtype([("time", "f8"), ("sensor", "u4"), ("value", "f4")])
ROWS, LEN, CHUNK = 1_000_000, 2_000_000, 8192
SAMPLES, SAMPLE, BATCH = 50_000, 1024, 64
GZIP = tables.Filters(complevel=4, complib="zlib", shuffle=True)


def places(n):
    rng = np.random.default_rng(1)
    return lambda: int(rng.integers(0, ROWS - n + 1))


def rows_of(dtype):
    a, b, rows = h5py_file(), tables_file(), np.zeros(ROWS, dtype=dtype)
    return a.create_dataset("x", data=rows), b.create_table("/", "x", obj=rows), (a, b)


def read_rows(dtype, n):
    def make():
        x, y, files = rows_of(dtype)
        at = places(n)

        def with_h5py():
            start = at()
            return x[start : start + n]

        def with_tables():
            start = at()
            return y.read(start, start + n)

        return with_h5py, with_tables

    return make


def write_rows(dtype, n):
    def make():
        x, y, files = rows_of(dtype)
        at, rows = places(n), np.ones(n, dtype=dtype)

        def with_h5py():
            start = at()
            x[start : start + n] = rows

        def with_tables():
            start = at()
            y.modify_rows(start, start + n, rows=rows)

        return with_h5py, with_tables

    return make


def append_rows(dtype):
    def make():
        row = np.ones(1, dtype=dtype)

        def with_h5py():
            with h5py_file() as file:
                x = file.create_dataset("x", (0,), maxshape=(None,), chunks=(512,), dtype=dtype)
                for n in range(1000):
                    x.resize(n + 1, axis=0)
                    x[n:] = row
                file.flush()

        def with_tables():
            with tables_file() as file:
                x = file.create_table("/", "x", description=dtype, chunkshape=(512,))
                for _ in range(1000):
                    x.append(row)
                file.flush()

        return with_h5py, with_tables

    return make


def read_as(stored, read, gzip=False):
    def make():
        a, values = h5py_file(), (np.arange(4_000_000) / 7).astype(stored)
        more = {"chunks": (65536,), "compression": "gzip", "compression_opts": 4, "shuffle": True} if gzip else {}
        x = a.create_dataset("x", data=values, **more)
        return lambda: x.astype(read)[...], None  # PyTables does not convert

    return make


def read_one():
    a = h5py_file()
    x, at = a.create_dataset("x", data=np.arange(100_000, dtype="f4")), iter(range(10**9))
    view = x.astype("f8")
    return lambda: view[next(at) * 7919 % 100_000], None


def few(way, gzip, n=1000):
    def make():
        a, b, values = h5py_file(), tables_file(), np.sin(np.arange(LEN) / 1000)
        rng, lists = np.random.default_rng(1), []
        for _ in range(8):  # the chunks of a single short list stay in the library's cache
            indices = np.sort(rng.choice(LEN, n, replace=False))
            if way == "mask":
                indices, at = np.zeros(LEN, dtype=bool), indices
                indices[at] = True
            lists.append(indices)
        following = itertools.cycle(lists)
        if gzip:
            x = a.create_dataset("x", data=values, chunks=(CHUNK,), compression="gzip", compression_opts=4, shuffle=True)
            y = b.create_carray("/", "x", obj=values, chunkshape=(CHUNK,), filters=GZIP)
        else:
            x, y = a.create_dataset("x", data=values), b.create_array("/", "x", values)
        a.flush(), b.flush()
        return lambda: x[next(following)], lambda: y[next(following)]

    return make


def loader():
    """h5py takes increasing lists alone: each batch is sorted."""
    a, b, rng = h5py_file(), tables_file(), np.random.default_rng(1)
    samples = np.sin(np.arange(SAMPLE) / 100) + np.arange(SAMPLES)[:, None] + rng.random((SAMPLES, SAMPLE)) / 1000
    samples = samples.astype("f4")
    x = a.create_dataset("x", data=samples, chunks=(16, SAMPLE), compression="gzip", compression_opts=4, shuffle=True)
    y = b.create_carray("/", "x", obj=samples, chunkshape=(16, SAMPLE), filters=GZIP)
    batch = lambda: np.sort(rng.choice(SAMPLES, BATCH, replace=False))
    return lambda: x[batch(), :], lambda: y[batch(), :]


def create():
    values = np.array([1.0, -1.0, 0.5])

    def with_h5py():
        with h5py_file() as file:
            for n in range(10_000):
                file.create_dataset(f"series {n:06}", data=values)

    def with_tables():
        with tables_file() as file:
            for n in range(10_000):
                file.create_array("/", f"series_{n:06}", values)

    return with_h5py, with_tables


def many(n):
    """Datasets of three numbers in the root of an h5py file."""
    file = h5py_file()
    for at in range(n):
        file.create_dataset(f"series {at:06}", data=[float(at), -1.0, 0.5])
    return file


def visit(n):
    def make():
        file = many(n)

        def with_h5py():
            found = []
            file.visititems(lambda _, x: found.append(x[...][0]))
            return sum(found)

        return with_h5py, None

    return make


def names(n):
    def make():
        file = many(n)
        return lambda: list(file), None  # PyTables keeps them

    return make


def one(n):
    def make():
        file, at = many(n), iter(range(10**9))
        return lambda: file[f"series {next(at) * 7919 % n:06}"][...], None

    return make


def image_of(n):
    """An h5py image that PyTables opens, too."""
    with h5py_file() as file:
        for name in "abc":
            file.create_dataset(name, data=np.arange(300.0) + n)
        file.attrs["gain"] = float(n)
        file.flush()
        return file.id.get_file_image()


def images():
    files = [image_of(n) for n in range(200)]
    at = iter(range(10**9))

    def with_h5py():
        fapl = h5py.h5p.create(h5py.h5p.FILE_ACCESS)
        fapl.set_fapl_core(1 << 20, False)
        fapl.set_file_image(files[next(at) % len(files)])
        with h5py.File(h5py.h5f.open(uuid.uuid4().hex.encode(), h5py.h5f.ACC_RDONLY, fapl=fapl)) as file:
            return file["b"][...], file.attrs["gain"]

    def with_tables():
        with tables_image(files[next(at) % len(files)]) as file:
            return file.root.b.read(), file.root._v_attrs.gain

    return with_h5py, with_tables


def cases():
    found = {}
    for dtype, kind, singular in [(READING, "padded rows", "padded row"), (STATE, "rows with bool and enum", "row with bool and enum")]:
        found |= {
            f"read 1 {singular}": read_rows(dtype, 1),
            f"read 1,000 {kind}": read_rows(dtype, 1000),
            f"read 1,000,000 {kind}": read_rows(dtype, ROWS),
            f"write 1 {singular}": write_rows(dtype, 1),
            f"write 1,000,000 {kind}": write_rows(dtype, ROWS),
            f"append 1,000 {kind}": append_rows(dtype),
        }
    return found | {
        "append 1,000 rows without padding": append_rows(PLAIN),
        "read 1 f32 as f64": read_one,
        "read 4,000,000 f32 as f64": read_as("f4", "f8"),
        "read 4,000,000 i16 as f32": read_as("i2", "f4"),
        "read 4,000,000 i16 as i32": read_as("i2", "i4"),
        "read_lossy 4,000,000 f64 as f32": read_as("f8", "f4"),
        "read_lossy 4,000,000 f64 as f32, gzip": read_as("f8", "f4", gzip=True),
        "list of 1,000 of 2,000,000, writable": few("list", False),
        "list of 1,000 of 2,000,000, gzip, writable": few("list", True),
        "list of 10 of 2,000,000, gzip, image": few("list", True, 10),
        "mask of 1,000 of 2,000,000, image": few("mask", False),
        "mask of 1,000 of 2,000,000, gzip, image": few("mask", True),
        "loader: batches of 64 rows, gzip": loader,
        "create 10,000 datasets of 3 numbers": create,
        "visit and read 1,000 datasets, image": visit(1000),
        "visit and read 10,000 datasets, image": visit(10_000),
        "names of 10,000 links, image": names(10_000),
        "open and read 1 of 10,000 datasets, image": one(10_000),
        "10,000 images of 12 KB: open, read, get, drop": images,
    }

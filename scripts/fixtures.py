#!/usr/bin/env python3
"""Makes the HDF5 files in tests/data, which other libraries wrote: h5py, hdf5plugin and PyTables (`pip install h5py hdf5plugin tables`).

    scripts/fixtures.py [DIRECTORY]     (tests/data unless said)

The same versions of h5py and PyTables make the same bytes: nothing in the files depends on the time or the machine. All of them can be read
with libhdf5 1.10.4 and newer.
"""
import pathlib
import sys

import h5py
import hdf5plugin
import numpy as np
import tables
from h5py import h5a, h5d, h5g, h5p, h5s, h5t


def sample(path):
    """What PyTables' chapter on in-memory files works on, smaller."""
    with tables.open_file(path, "w", title="Sample") as file:
        file.create_array("/", "array", np.zeros((30, 30)), title="Array", track_times=False)
        file.create_array("/", "array2", np.arange(20), title="New array", track_times=False)
        # strings and truth values as PyTables has them
        file.root._v_attrs.empty = ""
        file.create_array("/", "flags", np.array([True, False, True]), track_times=False)
        file.create_carray("/", "packed", obj=np.arange(60, dtype="i2").reshape(12, 5), chunkshape=(5, 5), title="Chunked",
                           filters=tables.Filters(complevel=5, complib="zlib", shuffle=True, fletcher32=True), track_times=False)


def string(size, padding, charset):
    kind = h5t.C_S1.copy()
    kind.set_size(size)
    kind.set_strpad(padding)
    kind.set_cset(charset)
    return kind


def put(group, name, kind, values, memory=None):
    """A dataset of the group and an attribute of it, both of this type, name and value. `values` is a null dataspace where it is None."""
    memory = memory or kind
    space = h5s.create(h5s.NULL) if values is None else h5s.create(h5s.SCALAR) if values.ndim == 0 else h5s.create_simple(values.shape)
    properties = h5p.create(h5p.DATASET_CREATE)
    properties.set_obj_track_times(False)
    dataset = h5d.create(group.id, name.encode(), kind, space, properties)
    attribute = h5a.create(group.id, name.encode(), kind, space)
    if values is not None and values.size:
        dataset.write(h5s.ALL, h5s.ALL, np.ascontiguousarray(values), memory)
        attribute.write(np.ascontiguousarray(values), memory)


def numbers(group):
    for code in ("i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8"):
        info = np.iinfo(code)
        values = np.array([info.min, 0, 1, 42, info.max], code)
        for order, name in (("<", "le"), (">", "be")):
            typed = values.astype(order + code)
            put(group, f"{code}_{name}", h5t.py_create(np.dtype(order + code)), typed, h5t.py_create(typed.dtype))
    for code in ("f2", "f4", "f8"):
        info = np.finfo(code)
        values = np.array([0.0, -0.0, 1.5, info.max, info.min, info.tiny, info.smallest_subnormal, np.inf, -np.inf, np.nan], code)
        for order, name in (("<", "le"), (">", "be")):
            typed = values.astype(order + code)
            put(group, f"{code}_{name}", h5t.py_create(np.dtype(order + code)), typed, h5t.py_create(typed.dtype))
    for name, base in (("i12_be", h5t.STD_I16BE), ("u20_le", h5t.STD_U32LE)):  # fewer bits than their bytes have, not at the bottom
        kind = base.copy()
        kind.set_precision(12 if name[0] == "i" else 20)
        kind.set_offset(3)
        values = np.array([-2048, -1, 0, 2047], "i2") if name[0] == "i" else np.array([0, 1, 2**20 - 1], "u4")
        put(group, name, kind, values, h5t.py_create(values.dtype))


def strings(group):
    paddings = {"nullterm": h5t.STR_NULLTERM, "nullpad": h5t.STR_NULLPAD, "spacepad": h5t.STR_SPACEPAD}
    texts = {"ascii": (h5t.CSET_ASCII, ["", "x", "two words", "  spaces first"]), "utf8": (h5t.CSET_UTF8, ["", "grün", "水", "🦀 ok"])}
    for name, (charset, values) in texts.items():
        encoded = [value.encode() for value in values]
        for padding, number in paddings.items():
            size = 16
            fill = b" " if padding == "spacepad" else b"\0"
            raw = np.array([value.ljust(size, fill) for value in encoded], f"V{size}").view(f"S{size}")
            put(group, f"{name}_{padding}", string(size, number, charset), raw)
        memory = h5t.py_create(h5py.string_dtype("ascii" if charset == h5t.CSET_ASCII else "utf-8"))
        put(group, f"{name}_variable", string(h5t.VARIABLE, h5t.STR_NULLTERM, charset), np.array(encoded, object), memory)
        put(group, f"{name}_variable_scalar", string(h5t.VARIABLE, h5t.STR_NULLTERM, charset), np.array(encoded[-1], object), memory)
        put(group, f"{name}_scalar", string(len(encoded[-1]), h5t.STR_NULLPAD, charset), np.array(encoded[-1], f"S{len(encoded[-1])}"))
    full = np.array([b"full", b"of", b"it"], "S4")  # no room for a NUL
    put(group, "full_nullpad", string(4, h5t.STR_NULLPAD, h5t.CSET_ASCII), full)
    latin = [b"caf\xe9", b"plain"]  # Latin-1, which HDF5 has no name for: called ASCII
    put(group, "latin1_fixed", string(8, h5t.STR_NULLPAD, h5t.CSET_ASCII), np.array(latin, "S8"))
    put(group, "latin1_variable", string(h5t.VARIABLE, h5t.STR_NULLTERM, h5t.CSET_ASCII), np.array(latin, object),
        h5t.py_create(h5py.string_dtype("ascii")))
    put(group, "null", string(h5t.VARIABLE, h5t.STR_NULLTERM, h5t.CSET_UTF8), None)
    put(group, "none", string(5, h5t.STR_NULLPAD, h5t.CSET_ASCII), np.empty(0, "S5"))


def others(group):
    put(group, "bool", h5t.py_create(np.dtype(bool), logical=True), np.array([True, False, True]))
    put(group, "b8", h5t.STD_B8LE, np.array([1, 0, 1], "u1"))  # PyTables' truth values
    put(group, "b32_be", h5t.STD_B32BE, np.array([1, 0x12345678], ">u4"))
    enum = h5t.enum_create(h5t.STD_I16BE)
    for name, value in ((b"LEFT", -1), (b"MIDDLE", 0), (b"RIGHT", 300)):
        enum.enum_insert(name, value)
    put(group, "enum", enum, np.array([300, -1, 0], ">i2"))
    put(group, "opaque", h5t.create(h5t.OPAQUE, 3), np.array([b"abc", b"\0\xff\1"], "V3"))
    pair = np.dtype([("id", "<i4"), ("name", "S6"), ("xy", ">f8", (2,))])
    put(group, "compound", h5t.py_create(pair, logical=True), np.array([(1, b"one", (0.5, 1)), (2, b"two", (1.5, 2))], pair),
        h5t.py_create(pair))
    complex_pair = np.dtype("<c16")
    put(group, "complex", h5t.py_create(complex_pair), np.array([1 + 2j, -0.5j], complex_pair))
    lists = np.array([np.array([1, 2, 3], "<i4"), np.array([], "<i4"), np.array([4], "<i4")], object)
    put(group, "sequences", h5t.py_create(h5py.vlen_dtype("<i4"), logical=True), lists, h5t.py_create(h5py.vlen_dtype("<i4")))
    rows = np.arange(12, dtype="<i2").reshape(3, 4).view("V8").reshape(3)
    put(group, "arrays", h5t.array_create(h5t.STD_I16LE, (2, 2)), rows)


def shapes(group):
    put(group, "scalar", h5t.STD_I32LE, np.array(7, "<i4"))
    put(group, "null", h5t.IEEE_F64LE, None)
    for shape in ((0,), (0, 3), (3, 0), (1,), (1, 1), (2, 1, 3), (1,) * 12 + (2,)):
        put(group, "x".join(map(str, shape)), h5t.STD_I32LE, np.arange(np.prod(shape), dtype="<i4").reshape(shape))


def types(path):
    """Every type of number and text, and one of each other kind: as a dataset and as an attribute of the same name."""
    with h5py.File(path, "w", libver=("v108", "v108")) as file:  # room for many attributes on an object
        for part in (numbers, strings, others, shapes):
            part(file.create_group(part.__name__))


def v110(path):
    """The structures of the 1.10 format: every chunk index, links and attributes in dense storage, a virtual dataset."""
    with h5py.File(path, "w", libver=("v110", "v110")) as file:
        data = np.arange(40, dtype="i4").reshape(8, 5)
        file.create_dataset("single_chunk", data=data, chunks=(8, 5))
        file.create_dataset("fixed_array", data=data, chunks=(3, 2), compression="gzip")
        file.create_dataset("extensible_array", data=data, chunks=(3, 2), maxshape=(None, 5))
        file.create_dataset("btree2", data=data, chunks=(3, 2), maxshape=(None, None), shuffle=True, compression="gzip")
        early = h5p.create(h5p.DATASET_CREATE)
        early.set_chunk((3, 2))
        early.set_alloc_time(h5d.ALLOC_TIME_EARLY)
        early.set_obj_track_times(False)
        implicit = h5d.create(file.id, b"implicit", h5t.STD_I32LE, h5s.create_simple((8, 5)), early)
        implicit.write(h5s.ALL, h5s.ALL, data)
        virtual, whole = h5p.create(h5p.DATASET_CREATE), h5s.create_simple((3, 8, 5))
        virtual.set_obj_track_times(False)
        virtual.set_fill_value(np.array(-1, "i4"))
        for n, name in enumerate((b"single_chunk", b"btree2")):  # nothing in the third plane
            whole.select_hyperslab((n, 0, 0), (1, 8, 5))
            virtual.set_virtual(whole, b".", name, h5s.create_simple((8, 5)))
        h5d.create(file.id, b"virtual", h5t.STD_I32LE, h5s.create_simple((3, 8, 5)), virtual)
        properties = h5p.create(h5p.GROUP_CREATE)
        properties.set_obj_track_times(False)
        order = h5p.CRT_ORDER_TRACKED | h5p.CRT_ORDER_INDEXED
        properties.set_link_creation_order(order)
        properties.set_attr_creation_order(order)
        many = h5py.Group(h5g.create(file.id, b"many", gcpl=properties))
        for n in range(20):
            many[f"l{19 - n:02}"] = h5py.SoftLink("/btree2")
            many.attrs[f"a{19 - n:02}"] = n


def userblock(path):
    """A file behind 512 bytes that are not HDF5's."""
    with h5py.File(path, "w", userblock_size=512) as file:
        file["x"] = np.arange(5, dtype="i4")
    with open(path, "r+b") as raw:
        raw.write(b"#!/bin/sh\n# a user block\n")


def filters(path):
    """Chunks through filters, those at the edges partial."""
    with h5py.File(path, "w") as file:
        data = np.arange(70, dtype="i4").reshape(10, 7)
        file.create_dataset("all", data=data, chunks=(4, 3), compression="gzip", shuffle=True, fletcher32=True)
        file.create_dataset("big_endian", data=data.astype(">f8"), chunks=(4, 3), compression="gzip", compression_opts=9)
        file.create_dataset("shuffle", data=data.astype("u2"), chunks=(4, 3), shuffle=True)
        file.create_dataset("fletcher32", data=data, chunks=(4, 3), fletcher32=True)
        file.create_dataset("scaleoffset", data=data, chunks=(4, 3), scaleoffset=0)
        file.create_dataset("text", data=["a", "bb", "", "dddd"], chunks=(3,), compression="gzip")
        part = file.create_dataset("part", (10, 7), "i4", chunks=(4, 3), compression="gzip", fillvalue=-7)
        part[0, 0] = 1  # the other chunks are not there


def codecs(path):
    """Chunks through the filters of hdf5plugin: in each group a dataset for each filter, and `plain` with the same values."""
    random = np.random.default_rng(1)
    arrays = {
        "u1": ((random.integers(0, 256, 2000) * (np.arange(2000) % 900 < 300)).astype("u1"), (700,)),
        "i4": (np.arange(600, dtype="i4").reshape(20, 30) // 7, (8, 30)),
        "f8": (np.round(np.sin(np.arange(401) / 50), 3), (401,)),
        "s13": (np.array([f"text {n * n}" for n in range(300)], "S13"), (100,)),
        "large": (np.arange(40_000, dtype=">i4") // 1000, (40_000,)),
    }
    steps = {
        "lzf": {"compression": "lzf"},
        "lz4": hdf5plugin.LZ4(),
        "lz4_blocks": hdf5plugin.LZ4(nbytes=1000),
        "zstd": hdf5plugin.Zstd(),
        "zstd_22": hdf5plugin.Zstd(clevel=22),
        "bzip2": hdf5plugin.BZip2(blocksize=5),
        "bitshuffle": hdf5plugin.Bitshuffle(cname="none"),
        "bitshuffle_lz4": hdf5plugin.Bitshuffle(nelems=64, cname="lz4"),
        "bitshuffle_zstd": hdf5plugin.Bitshuffle(cname="zstd", clevel=3),
        "blosc_bits": hdf5plugin.Blosc(cname="lz4", shuffle=hdf5plugin.Blosc.BITSHUFFLE),
        "shuffle_zstd_fletcher32": {"shuffle": True, "fletcher32": True, **hdf5plugin.Zstd()},
    }
    steps |= {f"blosc_{name}": hdf5plugin.Blosc(cname=name, clevel=9) for name in ("blosclz", "lz4", "lz4hc", "snappy", "zlib", "zstd")}
    steps["blosc_blosclz_plain"] = hdf5plugin.Blosc(cname="blosclz", clevel=9, shuffle=hdf5plugin.Blosc.NOSHUFFLE)
    with h5py.File(path, "w", libver=("v110", "v110")) as file:  # whose chunks take less room
        for name, (values, chunks) in arrays.items():
            group = file.create_group(name)
            group.create_dataset("plain", data=values, chunks=chunks, compression="gzip")
            for step, options in steps.items():
                if (name, step) == ("large", "bitshuffle"):
                    continue  # which makes nothing smaller
                group.create_dataset(step, data=values, chunks=chunks, **options)


def links(path):
    """Every kind of link, and ways that lead round in circles or nowhere."""
    with h5py.File(path, "w") as file:
        file["group/data"] = np.arange(3, dtype="i4")
        file["again"] = file["group/data"]
        file["group/round"] = file["/"]
        file["soft"] = h5py.SoftLink("/group/data")
        file["relative"] = h5py.SoftLink("group/data")
        file["dangling"] = h5py.SoftLink("/nowhere")
        file["soft_a"], file["soft_b"] = h5py.SoftLink("/soft_b"), h5py.SoftLink("/soft_a")
        file["external"] = h5py.ExternalLink("types.h5", "/shapes/scalar")
        file["external_dangling"] = h5py.ExternalLink("missing.h5", "/x")
        file["type"] = np.dtype("<f4")
        file["grün"] = np.int32(1)
        file[b"latin \xe9"] = np.int32(2)  # a name that is not UTF-8


def scales(path):
    """Dimension scales as netCDF-4 writes them."""
    with h5py.File(path, "w", track_order=True) as file:
        file.attrs["_NCProperties"] = np.bytes_("version=2,h5py")
        time = file.create_dataset("time", data=np.arange(4, dtype="f8"), maxshape=(None,), chunks=(16,), track_times=False)
        lat = file.create_dataset("lat", data=np.array([-45, 0, 45], "f4"))
        for n, scale in enumerate((time, lat)):
            scale.make_scale(scale.name[1:])
            scale.attrs["_Netcdf4Dimid"] = np.int32(n)
        time.attrs["units"] = np.bytes_("days since 2000-01-01")
        only = file.create_dataset("x", (2,), "S1")
        only.make_scale("This is a netCDF dimension but not a netCDF variable.         2")
        heat = file.create_dataset("heat", data=np.arange(12, dtype="f4").reshape(4, 3), fillvalue=np.float32(9.96921e36))
        heat.attrs["_FillValue"] = np.array([9.96921e36], "f4")
        heat.attrs["long_name"] = "heat, grün"
        for axis, scale in enumerate((time, lat)):
            heat.dims[axis].attach_scale(scale)
            heat.dims[axis].label = scale.name[1:]


def main():
    directory = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent / "tests" / "data")
    directory.mkdir(parents=True, exist_ok=True)
    for make in (sample, types, v110, userblock, filters, codecs, links, scales):
        path = directory / ("codecs" if make is codecs else "") / f"{make.__name__}.h5"  # which not everybody can read
        path.parent.mkdir(exist_ok=True)
        make(path)
        print(f"{path.stat().st_size:7} {path}")


if __name__ == "__main__":
    main()

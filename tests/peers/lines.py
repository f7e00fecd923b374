"""Canonical lines of JSON: one for each dataset and each attribute, equal where the values are. `lines.rs` makes the same.

{"attr": name or null, "path": .., "shape": [..] or null for a null dataspace, "type": .., "values": [..]}

Types: "i4", "u8", "f8" and so on in bytes, whatever the byte order; "enum i1"; "bits1"; "str", whatever the kind; "other", without values.
Values in C order: whole numbers as they are; floats as the 16 hex digits of the double of equal value, any NaN "nan"; strings without their
padding; "not UTF-8" in place of all values where one is not.
"""
import json
import struct
import sys

import h5py
import numpy as np
from h5py import h5a, h5d, h5o, h5s, h5t


def type_name(kind):
    size, code = kind.get_size(), kind.get_class()
    if code == h5t.INTEGER and size in (1, 2, 4, 8):
        return ("i" if kind.get_sign() == h5t.SGN_2 else "u") + str(size)
    if code == h5t.FLOAT and size in (2, 4, 8):
        return f"f{size}"
    if code == h5t.ENUM:
        return f"enum {type_name(kind.get_super())}"
    if code == h5t.BITFIELD and size in (1, 2, 4, 8):
        return f"bits{size}"
    return "str" if code == h5t.STRING else "other"


def name_text(name):
    """Bytes that are not UTF-8 are the characters U+F780 to U+F7FF."""
    text = name.decode("utf-8", "surrogateescape") if isinstance(name, bytes) else name
    return "".join(chr(ord(c) - 0xDC80 + 0xF780) if 0xDC80 <= ord(c) <= 0xDCFF else c for c in text)


def string(value, kind):
    raw = value.encode("utf-8", "surrogateescape") if isinstance(value, str) else bytes(value or b"")
    if not kind.is_variable_str():
        padding = kind.get_strpad()
        if padding == h5t.STR_NULLTERM:
            raw = raw.split(b"\0", 1)[0]
        raw = raw.rstrip(b" " if padding == h5t.STR_SPACEPAD else b"\0")
    return raw.decode("utf-8")


def number(value):
    if isinstance(value, np.floating):
        return "nan" if np.isnan(value) else struct.pack(">d", float(value)).hex()
    return int(value)


def line(path, attr, kind, space, read):
    name = type_name(kind)
    null = space.get_simple_extent_type() == h5s.NULL
    out = {"path": path, "attr": attr, "type": name, "shape": None if null else list(space.shape)}
    if "other" not in name:
        items = [] if null or 0 in space.shape else read().reshape(-1)
        try:
            out["values"] = [string(item, kind) if name == "str" else number(item) for item in items]
        except UnicodeDecodeError:
            out["values"] = "not UTF-8"
    return json.dumps(out, sort_keys=True)


def filled(identifier, read):
    """An array of the identifier's own type and shape."""
    array = np.empty(identifier.shape, identifier.dtype)
    read(array)
    return array


def walk(obj, path, seen):
    for index in range(h5a.get_num_attrs(obj.id)):
        attr = h5a.open(obj.id, index=index)
        yield line(path, name_text(attr.name), attr.get_type(), attr.get_space(), lambda: filled(attr, attr.read))
    if isinstance(obj, h5py.Dataset):
        yield line(path, None, obj.id.get_type(), obj.id.get_space(), lambda: filled(obj.id, lambda to: obj.id.read(h5s.ALL, h5s.ALL, to)))
    if not isinstance(obj, h5py.Group):
        return
    names = [name if isinstance(name, bytes) else name.encode("utf-8", "surrogateescape") for name in obj.id]
    for name in sorted(names):
        if obj.id.links.get_info(name).type != h5py.h5l.TYPE_HARD:
            continue
        child = obj[name]
        info = h5o.get_info(child.id)
        if (info.fileno, info.addr) not in seen:  # each object once, by the first path to it
            seen.add((info.fileno, info.addr))
            yield from walk(child, f"{path.rstrip('/')}/{name_text(name)}", seen)


def main():
    for file in sys.argv[1:]:
        print(f"# {file}")
        with h5py.File(file, "r") as opened:
            info = h5o.get_info(opened["/"].id)
            for text in walk(opened["/"], "/", {(info.fileno, info.addr)}):
                print(text)


if __name__ == "__main__":
    main()

"""What PyTables makes of a file: its line for every node, then the values of the arrays it knows, as JSON.

    pytables.py FILE            from disk
    pytables.py IMAGE OUT       from an image: opened in memory, changed, and its own image written to OUT
"""
import json
import sys

import numpy as np
import tables


np.set_printoptions(legacy="1.25")  # (3,) and not (np.int64(3),), as the chapter prints it


def show(file):
    print(str(file.root))
    for node in file.walk_nodes("/", "Leaf"):
        print(str(node))
    for node in file.walk_nodes("/", "Array"):
        values = np.asarray(node.read())
        if values.dtype.kind in "iufb":
            print(json.dumps([node._v_pathname, values.dtype.kind + str(values.dtype.itemsize), values.reshape(-1).tolist()]))
    for name in file.root._v_attrs._v_attrnamesuser:
        print(json.dumps([f"@{name}", np.asarray(file.root._v_attrs[name]).tolist()]))


def main():
    if len(sys.argv) == 2:
        with tables.open_file(sys.argv[1]) as file:
            show(file)
        return
    with open(sys.argv[1], "rb") as raw:
        image = raw.read()
    with tables.open_file("in-memory", "r+", driver="H5FD_CORE", driver_core_image=image, driver_core_backing_store=0) as file:
        show(file)
        file.set_node_attr("/", "description", "In memory file example")
        file.create_array("/", "new_array", np.arange(20), title="New array", track_times=False)
        with open(sys.argv[2], "wb") as raw:
            raw.write(file.get_file_image())


if __name__ == "__main__":
    main()

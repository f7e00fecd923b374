"""Files in memory of h5py and PyTables."""
import uuid

import h5py
import numpy as np
import tables


def h5py_file():
    return h5py.File(uuid.uuid4().hex, "w", driver="core", backing_store=False, libver=("v108", "latest"))


def tables_file():
    return tables.open_file(uuid.uuid4().hex, "w", driver="H5FD_CORE", driver_core_backing_store=0)


def tables_image(image, mode="r"):
    return tables.open_file(uuid.uuid4().hex, mode, driver="H5FD_CORE", driver_core_image=image, driver_core_backing_store=0)


def numbers(n):
    return np.arange(n, dtype="f8")

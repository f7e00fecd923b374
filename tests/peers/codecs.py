"""Says of each dataset of a file, group by group, whether it holds what `plain` beside it does, and through which filters it went."""
import sys

import h5py
import hdf5plugin  # for its filters

with h5py.File(sys.argv[1]) as file:
    for group in file.values():
        plain = group["plain"][()]
        for dataset in group.values():
            properties = dataset.id.get_create_plist()
            filters = [str(properties.get_filter(n)[0]) for n in range(properties.get_nfilters())]
            chunks = range(dataset.id.get_num_chunks() if dataset.chunks else 0)
            masks = {dataset.id.get_chunk_info(n).filter_mask for n in chunks}
            try:
                said = "equal" if dataset.dtype == plain.dtype and (dataset[()] == plain).all() else "OTHER"
            except OSError as error:
                said = str(error)
            print(dataset.name, "is", said, "+".join(filters), *masks)

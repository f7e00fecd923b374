//! Turns what hdf5-ffi found out about libhdf5 into cfgs.
use std::env;

type Version = (u32, u32, u32);

/// One cfg for each release that brought what the safe layer calls; a newer library sets all the older ones too.
///
/// | since | functions and symbols |
/// |---|---|
/// | 1.10.4 | `H5Oget_info2`, `H5Ovisit2` (1.10.3); the names without a number exist in 1.10.5 to 1.10.11 only |
/// | 1.10.5 | `H5Dget_num_chunks`, `H5Dget_chunk_info`, `…_by_coord`, `H5Pset_dset_no_attrs_hint`, `H5E_LOGGING_g` |
/// | 1.10.6 | nothing but drivers: `H5Pset_fapl_ros3`, `H5Pset_fapl_hdfs`, if built |
/// | 1.10.7 | `H5Pset_file_locking`, `H5get_free_list_sizes`, `H5E_CANTLOCKFILE_g` (these three not in 1.12.0, again in 1.12.1), `H5Sselect_adjust`, `…_copy`, `…_intersect_block`, `…_project_intersection`, `…_shape_same`, `H5Scombine_…`, `H5Smodify_select`, `H5Pset_fapl_splitter` |
/// | 1.10.8 | nothing: its header declares `H5Treclaim`, its library has none |
/// | 1.12.0 | tokens, the functions that end in 2 and 3 (`H5Oget_info3`, `H5Literate2`, `H5Sencode2`), `H5R_ref_t`, `H5Treclaim`, `H5Fget_fileno`, `H5Fdelete` |
/// | 1.12.2 | `H5DSwith_new_ref` |
/// | 1.12.3 | `H5Dchunk_iter` (1.14.0 has it; 1.10.10 and 1.10.11 do, our declarations of 1.10 do not) |
/// | 1.14.0 | `H5Dread_multi`, `H5Dwrite_multi`, `H5FD_class_t` as it is today, `H5E_ID_g` for `H5E_ATOM_g` |
/// | 1.14.1 | `H5Pset_selection_io`, `H5Pset_modify_write_buf` |
/// | 1.14.4 | `H5T_NATIVE_FLOAT16_g`, `H5T_IEEE_F16LE_g`, `H5Pset_relax_file_integrity_checks`; chunk addresses count the user block |
/// | 1.14.5 | `H5Epause_stack`, `H5Eis_paused` |
/// | 2.0.0 | `H5Tcomplex_create`, `H5Dread_chunk2`, `H5Tdecode2`, `H5FD_CORE_id_g` for `H5FD_core_init` |
const RELEASES: [(&str, Version); 8] = [
    ("hdf5_1_10_5", (1, 10, 5)),
    ("hdf5_1_10_6", (1, 10, 6)),
    ("hdf5_1_10_7", (1, 10, 7)),
    ("hdf5_1_12", (1, 12, 0)),
    ("hdf5_1_12_3", (1, 12, 3)),
    ("hdf5_1_14", (1, 14, 0)),
    ("hdf5_1_14_4", (1, 14, 4)),
    ("hdf5_2_0", (2, 0, 0)),
];

/// How libhdf5 was built.
const OPTIONS: [(&str, &str); 4] = [
    ("hdf5_parallel", "DEP_HDF5_FFI_HAVE_PARALLEL"),
    ("hdf5_direct", "DEP_HDF5_FFI_HAVE_DIRECT"),
    ("hdf5_threadsafe", "DEP_HDF5_FFI_HAVE_THREADSAFE"),
    ("hdf5_float16", "DEP_HDF5_FFI_HAVE_FLOAT16"),
];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let version = env::var("DEP_HDF5_FFI_VERSION").expect("hdf5-ffi says which libhdf5 it found");
    let mut numbers = version.split('.').map(|number| number.parse().expect("hdf5-ffi gives three numbers"));
    let mut next = || numbers.next().expect("hdf5-ffi gives three numbers");
    let version = (next(), next(), next());
    for (name, since) in RELEASES {
        // the one release that went back: it branched off before 1.10.7
        set(name, version >= since && !(name == "hdf5_1_10_7" && version == (1, 12, 0)));
    }
    // tests read the headers
    println!("cargo::rustc-env=H5MEM_INCLUDE={}", env::var("DEP_HDF5_FFI_INCLUDE").expect("hdf5-ffi says where the headers are"));
    for (name, found) in OPTIONS {
        set(name, env::var_os(found).is_some());
    }
}

fn set(name: &str, on: bool) {
    println!("cargo::rustc-check-cfg=cfg({name})");
    if on {
        println!("cargo::rustc-cfg={name}");
    }
}

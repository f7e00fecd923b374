//! Turns what hdf5-ffi found into cfgs.
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let v = std::env::var("DEP_HDF5_FFI_VERSION").unwrap();
    let n: Vec<u32> = v.split('.').map(|p| p.parse().unwrap()).collect();
    for (from, cfg) in [
        ((1, 10, 5), "hdf5_1_10_5"),
        ((1, 10, 7), "hdf5_1_10_7"),
        ((1, 12, 0), "hdf5_1_12"),
        ((1, 14, 0), "hdf5_1_14"),
        ((1, 14, 4), "hdf5_1_14_4"),
        ((2, 0, 0), "hdf5_2_0"),
    ] {
        println!("cargo::rustc-check-cfg=cfg({cfg})");
        if (n[0], n[1], n[2]) >= from {
            println!("cargo::rustc-cfg={cfg}");
        }
    }
}

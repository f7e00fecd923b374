//! Whether libhdf5 is 1.12 or newer, whose `H5Literate` has another name, and 1.14 or newer, which has `H5Dchunk_iter`.
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-check-cfg=cfg(hdf5_1_12)");
    println!("cargo::rustc-check-cfg=cfg(hdf5_1_14)");
    let version = std::env::var("DEP_HDF5_FFI_VERSION").unwrap();
    if !version.starts_with("1.10.") {
        println!("cargo::rustc-cfg=hdf5_1_12");
        if !version.starts_with("1.12.") {
            println!("cargo::rustc-cfg=hdf5_1_14");
        }
    }
}

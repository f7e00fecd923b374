#!/usr/bin/env bash
# Builds a libhdf5 from the sources inside the crate hdf5-metno-src and installs it under a prefix: the version matrix.
#
#   scripts/libhdf5.sh 1.14 /opt/hdf5-1.14      (also: 2.2)
#   HDF5_DIR=/opt/hdf5-1.14 LD_LIBRARY_PATH=/opt/hdf5-1.14/lib cargo test
#
# Needs cargo, a C compiler, zlib's headers, and CMake 3.26 or newer for 2.2 (`pip install cmake` has it where the system's is older).
set -euo pipefail
series=${1:?usage: scripts/libhdf5.sh SERIES PREFIX}
prefix=${2:?usage: scripts/libhdf5.sh SERIES PREFIX}
case $series in
  1.14*) crate=0.9 zlib=HDF5_ENABLE_Z_LIB_SUPPORT ;;
  2.*) crate=0.10 zlib=HDF5_ENABLE_ZLIB_SUPPORT ;;
  *) echo "known series: 1.14, 2.2" >&2; exit 2 ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/src"
touch "$work/src/lib.rs"
cat > "$work/Cargo.toml" <<TOML
[package]
name = "fetch-libhdf5"
version = "0.0.0"
edition = "2021"
[dependencies]
hdf5-metno-src = "$crate"
TOML
manifest=$(cd "$work" && cargo metadata --format-version 1 \
  | grep -o '"manifest_path":"[^"]*hdf5-metno-src-[^"]*"' | head -n 1 | cut -d '"' -f 4)
source=$(dirname "$manifest")/ext/hdf5
# only the library and libhdf5_hl: no tools, tests or examples
cmake -S "$source" -B "$work/build" -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX="$prefix" -DCMAKE_INSTALL_LIBDIR=lib \
  -DBUILD_SHARED_LIBS=ON -DBUILD_STATIC_LIBS=OFF -DBUILD_TESTING=OFF -DHDF5_BUILD_EXAMPLES=OFF -DHDF5_BUILD_TOOLS=OFF \
  -DHDF5_BUILD_HL_LIB=ON -DHDF5_BUILD_CPP_LIB=OFF -DHDF5_ENABLE_SZIP_SUPPORT=OFF -D$zlib=ON > "$work/configure.log" 2>&1 \
  || { cat "$work/configure.log" >&2; exit 1; }
cmake --build "$work/build" --parallel > "$work/build.log" 2>&1 || { tail -n 40 "$work/build.log" >&2; exit 1; }
cmake --install "$work/build" > /dev/null
echo "libhdf5 $series is in $prefix"

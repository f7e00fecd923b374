#!/usr/bin/env bash
# Makes the committed declarations anew from installed headers: hdf5-ffi/bindings/v1_10.rs, v1_12.rs, v1_14.rs, v2_0.rs. Needs libclang.
#
#   scripts/bindings.sh PREFIX...             one libhdf5 of each series; "system" is the one that is found without HDF5_DIR
#   scripts/bindings.sh --narrow PREFIX...    first writes bindings/allow.txt: exactly the names that the safe layer uses
#   scripts/bindings.sh system /opt/hdf5-1.12 /opt/hdf5-1.14 /opt/hdf5-2.2
#
# Take the newest release of each series: a declaration that nobody calls asks nothing of the linker, so it serves the older ones too.
set -euo pipefail
cd "$(dirname "$0")/.."
narrow=false
if [ "${1:-}" = --narrow ]; then narrow=true; shift; fi
[ $# -gt 0 ] || { sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 2; }
here=hdf5-ffi/bindings

headers_of() {
  if [ "$1" != system ]; then echo "$1/include"; return; fi
  pkg-config --cflags-only-I hdf5 | tr ' ' '\n' | sed -n 's/^-I//p' | head -n 1 | grep . || echo /usr/include
}

if $narrow; then
  # every word of the code (not of its comments) that is a word of some header: what is declared nowhere asks for nothing
  words=$(mktemp)
  trap 'rm -f "$words"' EXIT
  for prefix; do
    cat "$(headers_of "$prefix")"/H5*.h
  done | grep -oE '\b(H5|h)\w+' | sort -u > "$words"
  {
    echo "# Names that the declarations hold, beside the types they need. Written by scripts/bindings.sh --narrow."
    find src tests examples benches hdf5-ffi/src hdf5-ffi/tests -name '*.rs' -exec sed 's|//.*||' {} + 2> /dev/null \
      | grep -oE '\b(H5\w+|h(id|err|tri|bool|size|ssize|addr)_t)\b' | LC_ALL=C sort -u | LC_ALL=C grep -Fxf "$words"
  } > "$here/allow.txt.new"
  mv "$here/allow.txt.new" "$here/allow.txt"
  echo "$here/allow.txt: $(grep -vc '^#' "$here/allow.txt") names"
fi

for prefix; do
  if [ "$prefix" = system ]; then unset HDF5_DIR; else export HDF5_DIR=$prefix LD_LIBRARY_PATH=$prefix/lib; fi
  touch hdf5-ffi/wrapper.h # the build script runs for each prefix, and says where it wrote
  out=$(cargo build --quiet --package hdf5-ffi --features bindgen --message-format=json \
    | grep -o '"out_dir":"[^"]*/hdf5-ffi-[0-9a-f]*/out"' | cut -d '"' -f 4)
  read -r series release < <(sed -n '1s/.*libhdf5 \(\([0-9]*\)\.\([0-9]*\)\.[0-9]*\).*/\2_\3 \1/p' "$out/bindings.rs")
  case $series in 1_*) ;; *) series=${series%_*}_0 ;; esac # every 2.x shares 2.0's declarations
  cp "$out/bindings.rs" "$here/v$series.rs"
  echo "$here/v$series.rs: libhdf5 $release, $(wc -l < "$here/v$series.rs") lines"
done

#!/usr/bin/env bash
# The whole comparison: h5mem, plain C and hdf5-metno over one libhdf5, then h5py, PyTables, hidefix and hdf5-pure over what they bring along, one
# after the other on a machine that has nothing else to do: a quarter of an hour, after what has to be built. The figures go beside this file, to
# results.csv and chart.svg; with HDF5_DIR to results-2.2.csv and chart-2.2.svg (of whichever series). README.md shows them:
#
#   benches/compare/run.sh && HDF5_DIR=/a/prefix/of/2.2 benches/compare/run.sh && benches/compare/chart.py --readme
#
#   benches/compare/run.sh NAME...                cases whose names contain one of these; prints, and writes nothing
#   HDF5_DIR=PREFIX benches/compare/run.sh        another libhdf5
#   PYTHON=... benches/compare/run.sh             a Python with h5py and PyTables; without, a virtual environment is made in the user's cache
#   CLIMATOLOGY=FILE.nc4 benches/compare/run.sh   reads that file whole, too
#   HIDEFIX_HDF5_DIR=PREFIX benches/compare/run.sh  a libhdf5 1.14, which hidefix needs; without, CMake builds one, and without that it is left out
#   PEERS=no benches/compare/run.sh               C and hdf5-metno only
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
target=${CARGO_TARGET_DIR:-$here/target}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
libraries=${LD_LIBRARY_PATH:-}
prefixed() { # PREFIX COMMAND...: with the libraries of a prefix
  env ${1:+HDF5_DIR="$1" LD_LIBRARY_PATH="$1/lib:$1/lib64${libraries:+:$libraries}"} "${@:2}"
}

echo "building" >&2
ours=$target${HDF5_DIR:+/$(basename "$HDF5_DIR")}
prefixed "${HDF5_DIR:-}" env CARGO_TARGET_DIR="$ours" cargo build --quiet --release --manifest-path "$here/Cargo.toml"
peers=()
if [ "${PEERS:-yes}" != no ]; then
  peers=(python others)
  hidefix=() prefix=${HIDEFIX_HDF5_DIR:-}
  if [ -n "$prefix" ]; then
    hidefix=(--features hidefix)
  elif command -v cmake > /dev/null; then
    hidefix=(--features static)
  else
    echo "without hidefix: it takes HIDEFIX_HDF5_DIR or cmake" >&2
  fi
  others() (unset HDF5_DIR; prefixed "$prefix" env CARGO_TARGET_DIR="$target/others" \
    cargo build --quiet --release --manifest-path "$here/others/Cargo.toml" "$@")
  others ${hidefix[@]+"${hidefix[@]}"} || { echo "hidefix does not build here, and is left out" >&2; others; }
  if [ -z "${PYTHON:-}" ]; then
    venv=${XDG_CACHE_HOME:-$HOME/.cache}/h5mem-compare
    "$venv/bin/python" -c 'import h5py, tables' 2> /dev/null || { python3 -m venv "$venv" && "$venv/bin/pip" install --quiet h5py tables; }
    PYTHON=$venv/bin/python
  fi
fi

printf '\n=== h5mem, C, hdf5-metno\n'
program=$ours/release/h5mem-compare
prefixed "${HDF5_DIR:-}" "$program" --csv "$work/results.csv" "$@" || [ -s "$work/results.csv" ] || exit 1 # 1 as well where not all is as asked
add() { tail -n +2 "$1" >> "$work/results.csv"; }
for peer in ${peers[@]+"${peers[@]}"}; do
  case $peer in
    python)
      printf '\n=== h5py, PyTables\n'
      "$PYTHON" "$here/peers.py" "$work/peers.csv" ${CLIMATOLOGY:+--climatology "$CLIMATOLOGY"} "$@"
      add "$work/peers.csv"
      ;;
    others)
      printf '\n=== hidefix, hdf5-pure\n'
      prefixed "${HDF5_DIR:-}" "$program" --files "$work"
      prefixed "$prefix" "$target/others/release/h5mem-compare-others" "$work" "$work/others.csv" "$@"
      add "$work/others.csv"
      ;;
  esac
done
[ $# -eq 0 ] || exit 0
series= version=$(sed -n 's/.*,h5mem,.*,\([0-9.]*\)$/\1/p' "$work/results.csv" | head -n 1)
[ -z "${HDF5_DIR:-}" ] || series=-${version%.*}
cp "$work/results.csv" "$here/results$series.csv"
python3 "$here/chart.py" "$here/results$series.csv" "$here/chart$series.svg"
printf '\n%s\n' "$here/results$series.csv, $here/chart$series.svg"

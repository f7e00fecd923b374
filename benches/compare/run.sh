#!/usr/bin/env bash
# The whole comparison: h5mem, plain C and hdf5-metno over one libhdf5, then h5py and PyTables over their own, then results.csv and chart.svg
# beside this file. On a machine that has nothing else to do it takes a quarter of an hour.
#
#   benches/compare/run.sh [NAME...]              cases whose names contain one of these
#   PYTHON=... benches/compare/run.sh             a Python with h5py and PyTables; without, a virtual environment is made in the user's cache
#   CLIMATOLOGY=FILE.nc4 benches/compare/run.sh   reads that file whole, too
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
if [ -z "${PYTHON:-}" ]; then
  venv=${XDG_CACHE_HOME:-$HOME/.cache}/h5mem-compare
  [ -x "$venv/bin/python" ] || { python3 -m venv "$venv" && "$venv/bin/pip" install --quiet h5py tables; }
  PYTHON=$venv/bin/python
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$here" && cargo run --quiet --release -- --csv "$work/rust.csv" "$@") || echo "not all as asked: see above"
"$PYTHON" "$here/peers.py" "$work/peers.csv" ${CLIMATOLOGY:+--climatology "$CLIMATOLOGY"} "$@"
{ cat "$work/rust.csv"; tail -n +2 "$work/peers.csv"; } > "$here/results.csv"
"$PYTHON" "$here/chart.py" "$here/results.csv" "$here/chart.svg"
lscpu | sed -n 's/^Model name: *//p; s/^CPU(s): */processors: /p'
echo "$here/results.csv, $here/chart.svg"

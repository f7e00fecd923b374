#!/usr/bin/env bash
# What a clean build of h5mem costs a program that depends on it, beside hdf5-metno: seconds of processor time of `cargo build` and of
# `cargo build --release`, the least of RUNS (1), and the crates it compiles. Writes build_cost.csv beside this file.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/src"
: > "$work/src/lib.rs"

cpu() { # ARGUMENTS...: seconds of user and system time of a build from nothing
  local least= TIMEFORMAT='%U %S'
  for _ in $(seq "${RUNS:-1}"); do
    rm -rf "$work/target"
    { time CARGO_TARGET_DIR="$work/target" cargo build --quiet --offline --manifest-path "$work/Cargo.toml" "$@" 1>&2 2> "$work/said"; } 2> "$work/time" \
      || { cat "$work/said" >&2; return 1; }
    least=$(awk -v least="$least" '{ s = $1 + $2; printf "%.1f", (least == "" || s < least) ? s : least }' "$work/time")
  done
  echo "$least"
}

out=$here/build_cost.csv
echo what,crates,debug_cpu_s,release_cpu_s > "$work/cost.csv"
cost() { # WHAT DEPENDENCY
  printf '[package]\nname = "build-cost"\nversion = "0.0.0"\nedition = "2024"\n[workspace]\n[dependencies]\n%s\n' "$2" > "$work/Cargo.toml"
  cp "$here/Cargo.lock" "$work/Cargo.lock" # the same versions of what both depend on
  cargo fetch --quiet --manifest-path "$work/Cargo.toml"
  local crates
  crates=$(($(cd "$work" && cargo tree --offline --edges normal,build --prefix none --format '{p}' | sed 's/ (\*)$//' | sort -u | wc -l) - 1))
  echo "$1,$crates,$(cpu),$(cpu --release)" | tee -a "$work/cost.csv"
}
cost h5mem "h5mem = { path = \"$here/../..\" }"
cost 'h5mem without `libdeflate`' "h5mem = { path = \"$here/../..\", default-features = false, features = [\"ndarray\", \"derive\", \"hl\"] }"
cost hdf5-metno 'hdf5-metno = "0.15"'
cp "$work/cost.csv" "$out"

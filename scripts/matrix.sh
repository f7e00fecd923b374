#!/usr/bin/env bash
# Runs the tests against several libhdf5, each in a target directory of its own, and says at the end which passed.
#
#   scripts/matrix.sh system /opt/hdf5-1.12 /opt/hdf5-1.14 /opt/hdf5-2.2
#   scripts/matrix.sh bundled -- --test types      what follows -- goes to cargo test
#
# "system" is the one found without HDF5_DIR, "bundled" the one that the feature `static` builds; scripts/libhdf5.sh makes prefixes.
set -uo pipefail
cd "$(dirname "$0")/.."
prefixes=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do prefixes+=("$1"); shift; done
[ $# -gt 0 ] && shift
[ ${#prefixes[@]} -gt 0 ] || { sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 2; }
root=${CARGO_TARGET_DIR:-target}/matrix

run_tests() { # PREFIX ARGUMENTS...
  local prefix=$1
  shift
  case $prefix in
    system) unset HDF5_DIR ;;
    bundled) unset HDF5_DIR; set -- --features static "$@" ;;
    *) export HDF5_DIR=$prefix LD_LIBRARY_PATH=$prefix/lib DYLD_FALLBACK_LIBRARY_PATH=$prefix/lib ;;
  esac
  CARGO_TARGET_DIR=$root/$(basename "$prefix") cargo test --workspace "$@"
}

results=() failed=0
for prefix in "${prefixes[@]}"; do
  printf '\n== %s\n' "$prefix"
  start=$SECONDS
  if (run_tests "$prefix" "$@"); then result=passed; else result=FAILED; failed=1; fi
  results+=("$(printf '%-8s %4d s  %s' "$result" $((SECONDS - start)) "$prefix")")
done
printf '\n'
printf '%s\n' "${results[@]}"
exit $failed

#!/usr/bin/env bash
# Installs libhdf5's development files and pkg-config with the system's package manager. Does nothing where a usable libhdf5 is found.
#
#   scripts/setup.sh            what a build needs
#   scripts/setup.sh --check    only says whether anything is missing
#
# Asks nothing; uses sudo where the user is not root.
set -euo pipefail

has_headers() { [ -f "$1/H5pubconf.h" ] || [ -f "$1/H5pubconf-64.h" ]; }

# Where hdf5-sys looks: HDF5_DIR, pkg-config and the usual directories on Linux, Homebrew on macOS.
usable() {
  if [ -n "${HDF5_DIR:-}" ]; then has_headers "$HDF5_DIR/include"; return; fi
  if [ "$(uname -s)" = Darwin ]; then
    command -v brew > /dev/null && has_headers "$(brew --prefix)/opt/hdf5/include"
    return
  fi
  if command -v pkg-config > /dev/null && pkg-config --exists hdf5; then return 0; fi
  has_headers /usr/include/hdf5/serial || has_headers /usr/include
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; return; fi
  command -v sudo > /dev/null || { echo "neither root nor sudo here; as root: $*" >&2; exit 1; }
  sudo -n "$@" || { echo "sudo wants a password here; run it yourself: sudo $*" >&2; exit 1; }
}

install() {
  if command -v apt-get > /dev/null; then
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libhdf5-dev pkg-config
  elif command -v dnf > /dev/null; then
    as_root dnf install -y hdf5-devel pkgconf-pkg-config
  elif command -v pacman > /dev/null; then
    as_root pacman -Sy --noconfirm --needed hdf5 pkgconf
  elif command -v zypper > /dev/null; then
    as_root zypper --non-interactive install hdf5-devel pkg-config
  elif command -v apk > /dev/null; then
    as_root apk add hdf5-dev pkgconf
  elif command -v brew > /dev/null; then
    NONINTERACTIVE=1 brew install hdf5
  else
    echo "no package manager known here (apt, dnf, pacman, zypper, apk, brew)." >&2
    echo "Set HDF5_DIR to the prefix of a libhdf5, or build with: cargo build --features static" >&2
    exit 1
  fi
}

if usable; then
  echo "libhdf5 is there: ${HDF5_DIR:-$(pkg-config --modversion hdf5 2> /dev/null || echo found)}"
elif [ "${1:-}" = --check ]; then
  echo "libhdf5 is missing"
  exit 1
else
  install
  usable || { echo "installed, but libhdf5 is still not found" >&2; exit 1; }
  echo "libhdf5 is installed"
fi

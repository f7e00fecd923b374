# The names by which people call what the workflows run; `just --list` shows them.

# libhdf5 and pkg-config, with the system's package manager
setup:
    scripts/setup.sh

format:
    cargo fmt --all

clippy *args:
    cargo clippy --workspace --all-targets {{args}} -- -D warnings

test *args:
    cargo test --workspace {{args}}

doc *args:
    RUSTDOCFLAGS=-Dwarnings cargo doc --workspace --no-deps {{args}}

# everything that must pass before a merge
ci:
    .ci/run

# what the operations cost: just bench pipeline
bench *args:
    cargo bench -- {{args}}

# beside plain C and other libraries
compare *args:
    benches/compare/run.sh {{args}}

# a libhdf5 of another series under a prefix: just libhdf5 1.14 /opt/hdf5-1.14
libhdf5 series prefix:
    scripts/libhdf5.sh {{series}} {{prefix}}

# the tests against several libhdf5: just matrix system /opt/hdf5-1.14 bundled
matrix +prefixes:
    scripts/matrix.sh {{prefixes}}

# the committed declarations anew: just bindings system /opt/hdf5-1.12 /opt/hdf5-1.14 /opt/hdf5-2.2
bindings +prefixes:
    scripts/bindings.sh {{prefixes}}

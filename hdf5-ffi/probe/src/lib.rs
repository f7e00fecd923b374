//! Nothing but its build script: see there.

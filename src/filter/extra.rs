//! Filters of this crate's features.
use std::sync::Arc;

use super::Codec;

type Make = fn() -> Arc<dyn Codec>;

/// The features that are on: a filter's number, and how its codec is made.
const FEATURES: &[(i32, Make)] = &[];

/// The codec of this number, where its feature is on.
pub(super) fn of(id: i32) -> Option<Arc<dyn Codec>> {
    FEATURES.iter().find(|feature| feature.0 == id).map(|(_, make)| make())
}

/// The numbers of all there are.
pub(super) fn ids() -> impl Iterator<Item = i32> {
    FEATURES.iter().map(|feature| feature.0)
}

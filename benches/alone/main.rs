//! What the crate's operations cost, alone: `cargo bench [-- NAME...]`, two minutes with what has to be built. Beside others: `benches/compare`.
mod arrays;
mod calls;
mod images;
mod pipeline;
mod tables;
mod text;
mod threads;

use h5mem::{File, Image};

fn main() {
    divan::Divan::from_args().max_time(std::time::Duration::from_millis(800)).main();
}

fn numbers(n: usize) -> Vec<f64> {
    (0..n).map(|n| n as f64).collect()
}

/// The bytes of a file that nobody else has open.
fn into_image(file: File) -> Image {
    file.into_image().map_err(|returned| returned.error).unwrap()
}

//! Files that libraries which are not in this process read.
use std::{error::Error, path::Path};

use h5mem::File;

use crate::{bulk, chunks, setup};

/// What they are to read is in `x`, of one file each, or in the root of `many.h5`.
pub fn write(directory: &Path) -> Result<(), Box<dyn Error>> {
    chunks::deflated(chunks::smooth()).save(directory.join("smooth.h5"))?;
    chunks::deflated(chunks::noisy()).save(directory.join("noisy.h5"))?;
    File::from_image(setup::large_image()).open()?.save(directory.join("large.h5"))?;
    bulk::filled(&bulk::names(bulk::DATASETS)).save(directory.join("many.h5"))?;
    let table = File::in_memory()?;
    table.write("x", &bulk::table(bulk::TABLE))?;
    table.save(directory.join("table.h5"))?;
    let strings = File::in_memory()?;
    strings.write("x", &(0..100_000).map(|n| format!("text number {n}")).collect::<Vec<_>>())?;
    strings.save(directory.join("strings.h5"))?;
    Ok(())
}

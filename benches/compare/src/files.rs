//! Files that libraries which are not in this process read.
use std::{error::Error, fs, path::Path};

use h5mem::File;

use crate::{bulk, chunks, objects, setup};

/// What they are to read is in `x`, of one file each, or in the root of `many.h5` and `objects-N.h5`; `images.bin` has 10,000 files of one length.
pub fn write(directory: &Path) -> Result<(), Box<dyn Error>> {
    chunks::deflated(chunks::smooth()).save(directory.join("smooth.h5"))?;
    chunks::deflated(chunks::noisy()).save(directory.join("noisy.h5"))?;
    File::from_image(setup::large_image()).open()?.save(directory.join("large.h5"))?;
    bulk::filled(&bulk::names(bulk::DATASETS)).save(directory.join("many.h5"))?;
    for n in [1000, 10_000] {
        fs::write(directory.join(format!("objects-{n}.h5")), &*objects::many(n))?;
    }
    let images = objects::small_images();
    assert!(images.iter().all(|image| image.len() == images[0].len()), "images of different lengths");
    fs::write(directory.join("images.bin"), images.iter().flat_map(|image| image.iter().copied()).collect::<Vec<u8>>())?;
    let table = File::in_memory()?;
    table.write("x", &bulk::table(bulk::TABLE))?;
    table.save(directory.join("table.h5"))?;
    let strings = File::in_memory()?;
    strings.write("x", &(0..100_000).map(|n| format!("text number {n}")).collect::<Vec<_>>())?;
    strings.save(directory.join("strings.h5"))?;
    Ok(())
}

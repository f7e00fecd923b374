//! PyTables' chapter "In-memory HDF5 files", step by step, on a copy of any HDF5 file.
//!
//! ```text
//! cargo run --example cookbook [FILE]      (tests/data/sample.h5 unless said)
//! ```
use std::{env, error::Error, fs, io::Write, ops::ControlFlow, path::Path, process::ExitCode, time::Instant};

use h5mem::{ErrorKind, File, FileAccess, Image};
use ndarray::{Array1, Array2};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/sample.h5");
    let path = env::args_os().nth(1).map_or(sample, Into::into);
    match run(&path, &mut std::io::stdout()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cookbook: {}: {error}", path.display());
            ExitCode::FAILURE
        }
    }
}

/// All the steps, in a directory that goes when they are done.
pub(crate) fn run(path: &Path, out: &mut impl Write) -> Outcome {
    let directory = tempfile::tempdir()?;
    let at = |name: &str| directory.path().join(name);
    let on_disk = fs::read(path)?;
    fs::write(at("sample.h5"), &on_disk)?;

    writeln!(out, "Open an existing file in memory: the CORE driver loads all of it, and reads without the disk from then on")?;
    let begun = Instant::now();
    let file = FileAccess::core(true).open(at("sample.h5"))?;
    writeln!(out, "  {} bytes loaded in {:?}", file.size()?, begun.elapsed())?;
    let original = listing(&file)?;
    original.iter().try_for_each(|line| writeln!(out, "  {line}"))?;
    let refused = file.write("new_array", &[1]).map_err(|error| error.kind()).err();
    promise(refused == Some(ErrorKind::ReadOnly), "a file opened for reading is not written")?;
    file.close()?;

    writeln!(out, "Create a file in memory, with a backing store: it is on disk once it is closed")?;
    let file = FileAccess::core(true).create(at("new_sample.h5"))?;
    let array = file.write("array", &Array2::<f64>::zeros((300, 300)))?;
    writeln!(out, "  {array}")?;
    file.close()?; // says what the disk said
    let saved: Array2<f64> = File::open(at("new_sample.h5"))?.dataset("array")?.read()?;
    promise(saved == Array2::<f64>::zeros((300, 300)), "what was written is on disk")?;

    writeln!(out, "Create a file in memory, without: nothing is ever on disk")?;
    let file = FileAccess::core(false).increment(1 << 20).create(at("nowhere.h5"))?; // grows by 1 MiB at a time
    file.write("array", &Array2::<f64>::zeros((300, 300)))?;
    file.close()?;
    promise(!at("nowhere.h5").exists(), "no file appears")?;
    File::in_memory()?.write("array", &Array2::<f64>::zeros((300, 300)))?; // the same, with no name to invent

    writeln!(out, "Open a file to append to it, without a backing store: it is loaded, can be changed, and the changes are lost")?;
    let file = FileAccess::core(false).append(at("sample.h5"))?;
    let new_array = add_array(&file)?;
    writeln!(out, "  {new_array}")?;
    promise(new_array == "/new_array (Array(20,)) 'New array'", "a dataset prints as PyTables prints it")?;
    file.close()?;
    promise(fs::read(at("sample.h5"))? == on_disk, "the file on disk is as it was")?;

    writeln!(out, "Take an image: the content of an open file, as bytes")?;
    let mut images: Vec<Image> = Vec::new();
    for access in [FileAccess::sec2(), FileAccess::stdio(), FileAccess::core(false), FileAccess::memory()] {
        let file = access.open(at("sample.h5"))?;
        let size = file.size()?; // known before the image is taken
        images.push(file.image()?);
        writeln!(out, "  {:6} {size} bytes", file.driver())?;
    }
    promise(images.iter().all(|image| *image == images[0]), "every driver gives the same image")?;
    let image = images.swap_remove(0);

    writeln!(out, "Open the image: no disk, and on our own driver no copy")?;
    for access in [FileAccess::memory(), FileAccess::core(false)] {
        let begun = Instant::now();
        let file = File::from_image(image.clone()).access(access).open()?;
        writeln!(out, "  {:6} {} bytes in {:?}", file.driver(), file.size()?, begun.elapsed())?;
        promise(listing(&file)? == original, "it reads as the original did")?;
    }

    writeln!(out, "Change it: the image itself stays as it is")?;
    let file = File::from_image(image.clone()).open_rw()?;
    file.attrs().set("description", "In memory file example")?;
    writeln!(out, "  {}", add_array(&file)?)?;
    let changed = file.into_image()?; // closes the file and hands over its bytes
    writeln!(out, "  {} bytes, {} before", changed.len(), image.len())?;
    let file = File::from_image(changed.clone()).open()?;
    promise(file.attrs().get::<String>("description")? == "In memory file example", "the changed image has the change")?;
    promise(listing(&File::from_image(image).open()?)? == original, "the first image has not")?;

    writeln!(out, "Open an image with a backing store: it becomes a file")?;
    File::from_image(changed.clone()).access(FileAccess::core(true)).backing_store(at("out.h5")).open_rw()?.close()?;
    promise(listing(&File::open(at("out.h5"))?)? == listing(&file)?, "the file on disk has it all")?;
    file.save(at("saved.h5"))?; // any file, whole or not at all
    promise(fs::read(at("saved.h5"))? == *changed, "the saved file is the image")?;
    writeln!(out, "All as promised")?;
    Ok(())
}

/// The dataset of the chapter; prints as `/new_array (Array(20,)) 'New array'`.
fn add_array(file: &File) -> h5mem::Result<String> {
    if file.contains("new_array")? {
        file.remove("new_array")?; // the user's file has one
    }
    let values = Array1::from_iter(0..20i64);
    Ok(file.new_dataset("new_array").title("New array").write(&values)?.to_string())
}

/// Every dataset below the root, a line each.
fn listing(file: &File) -> h5mem::Result<Vec<String>> {
    let mut lines = Vec::new();
    file.visit(|_, object| {
        if let h5mem::Object::Dataset(dataset) = object {
            lines.push(dataset.to_string());
        }
        Ok::<_, h5mem::Error>(ControlFlow::Continue(()))
    })?;
    Ok(lines)
}

fn promise(kept: bool, what: &str) -> Result<(), String> {
    if kept { Ok(()) } else { Err(format!("not as promised: {what}")) }
}

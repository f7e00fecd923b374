//! Everything that can be asked of a file, and much that can be done to it; only that it returns is of interest.
use std::ops::ControlFlow;

use h5mem::{
    Attributes, Axis, CopyOptions, Dataset, DynArray, Error, File, FileAccess, Group, Layout, Object, Selection, TypeDescriptor, Value,
    Walk,
};

use crate::mutate::Random;

/// Bytes of a dataset that is read whole.
const PATIENCE: usize = 1 << 22;

pub fn walk(random: &mut Random, bytes: Vec<u8>) {
    let _ = File::is_hdf5_image(&bytes);
    let image = File::from_image;
    let opened = match random.below(5) {
        0 => image(bytes).open_rw(),
        1 => image(bytes).access(FileAccess::core(false)).open(),
        2 => on_disk(&bytes),
        _ => image(bytes).open(),
    };
    let Ok(file) = opened else { return };
    let _ = (file.info(), file.create_props(), file.size(), file.access().is_ok(), file.free_sections());
    let mut objects = Vec::new();
    let visited = file.visit(|path, object| {
        objects.push((path.to_owned(), object.clone()));
        Ok::<_, Error>(if objects.len() < 200 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    });
    if visited.is_err() {
        objects.extend(file.iter().into_iter().flatten().filter_map(|(name, object)| Some((name, object.ok()?))));
    }
    let _ = file.visit_links(|_, _| Ok::<_, Error>(ControlFlow::Continue(())));
    found(&file, &objects);
    for (path, object) in &objects {
        let _ = (object.path(), object.token(), object.info(), file.get(path).is_ok(), file.contains(path), file.link_info(path));
        attributes(&file, &object.attrs());
        match object {
            Object::Group(group) => group_of(random, group),
            Object::Dataset(dataset) => dataset_of(random, &file, dataset),
            Object::Datatype(datatype) => shown(&datatype.descriptor()),
        }
    }
    if file.is_read_only() {
        if random.one_in(4)
            && let Ok(other) = File::in_memory()
        {
            for (n, (_, object)) in objects.iter().enumerate() {
                let _ = object.copy_to(&other, &n.to_string(), &CopyOptions::new().expand_references(n % 2 == 0));
            }
            let _ = other.into_image();
        }
    } else {
        change(random, &file, &objects);
    }
    drop(objects);
    let _ = file.close();
}

/// Of the process, as long as it is the last.
fn on_disk(bytes: &[u8]) -> h5mem::Result<File> {
    let path = std::env::temp_dir().join(format!("h5mem-fuzz-{}.h5", std::process::id()));
    std::fs::write(&path, bytes)?;
    File::open(&path)
}

/// Datasets that are found in the file's bytes are those that libhdf5 opens.
fn found(file: &File, objects: &[(String, Object)]) {
    let _ = file.flush();
    for (path, object) in objects {
        let Object::Dataset(opened) = object else { continue };
        let _ = file.dataset(path).is_ok(); // of a type that is seen for the first time
        let Ok(dataset) = file.dataset(path) else { continue };
        let told = (dataset.shape(), dataset.dtype());
        let element = told.1.as_ref().map_or(usize::MAX, TypeDescriptor::size);
        let size = |shape: &Vec<usize>| shape.iter().try_fold(element, |size, &len| size.checked_mul(len));
        let few = told.0.as_ref().is_ok_and(|shape| size(shape).is_some_and(|bytes| bytes < PATIENCE));
        let read = few.then(|| dataset.read::<DynArray>());
        let _ = dataset.view::<u8>().map(|view| view.len());
        if dataset.token().ok() != opened.token().ok() {
            continue; // another of the same path
        }
        if let ((Ok(shape), Ok(dtype)), Ok(other_shape), Ok(other_dtype)) = (told, opened.shape(), opened.dtype()) {
            assert!(shape == other_shape && dtype == other_dtype, "{path}: {shape:?} of {dtype}, {other_shape:?} of {other_dtype}");
        }
        for name in opened.attrs().names().unwrap_or_default() {
            if let (Ok(told), Ok(other)) =
                (dataset.attrs().get::<DynArray>(&name), opened.attrs().open(&name).and_then(|found| found.read::<DynArray>()))
            {
                assert!(format!("{told:?}") == format!("{other:?}"), "{path}@{name}: another value");
            }
        }
        // of chunks that come out of filters too short libhdf5 1.10 reads on in its memory
        let plain = matches!(opened.layout(), Ok(Layout::Contiguous));
        if let (true, Some(Ok(read)), Ok(other)) = (plain, read, opened.read::<DynArray>()) {
            // numbers that are none are not equal to themselves
            assert!(format!("{read:?}") == format!("{other:?}"), "{path}: other data");
        }
    }
}

fn shown<T: std::fmt::Debug>(what: &T) {
    let _ = format!("{what:?}");
}

fn value(file: &File, value: &Value) {
    let _ = (value.to_string(), value.as_i128());
    match value {
        Value::ObjectReference(reference) => drop(file.dereference(reference)),
        Value::RegionReference(reference) => {
            if let Ok((dataset, part)) = file.dereference_region(reference) {
                drop(dataset.slice(part).read::<DynArray>());
            }
        }
        _ => {}
    }
}

fn values(file: &File, array: h5mem::Result<DynArray>) {
    if let Ok(array) = array {
        let _ = (array.to_string(), array.dtype().to_string(), array.shape().map(<[usize]>::len), array.get(usize::MAX));
        array.iter().take(1000).for_each(|element| value(file, &element));
    }
}

fn attributes(file: &File, attributes: &Attributes<'_>) {
    let _ = (attributes.len(), attributes.iter_by(Walk::by_creation()).map(Iterator::count));
    for attribute in attributes.iter().into_iter().flatten() {
        let _ = (attribute.dtype(), attribute.creation_order(), attribute.storage_size());
        let few = attribute.shape().is_ok_and(|shape| shape.is_some_and(|dims| dims.iter().product::<usize>() < 100_000));
        if few {
            values(file, attribute.read());
            let _ = (
                attribute.read::<String>(),
                attribute.read::<Vec<String>>(),
                attribute.read::<Vec<f64>>(),
                attribute.read_lossy::<Vec<i8>>(),
            );
        }
    }
}

fn group_of(random: &mut Random, group: &Group) {
    let _ = (group.names(), group.len(), group.create_props(), group.to_string(), group.path());
    let _ = group.links(Walk::by_creation().from(random.below(3))).map(Iterator::count);
    let name: String = (0..random.below(9)).map(|_| char::from_u32(random.odd() as u32 % 0x11_0000).unwrap_or('/')).collect();
    let _ = (group.get(&name).is_ok(), group.contains(&name), group.attrs().get::<String>(&name), group.attrs().contains(&name));
}

fn index(random: &mut Random, len: usize) -> usize {
    if random.one_in(5) { random.odd() as usize } else { random.below(len + 2) }
}

/// A part of a dataset of this shape, or not quite.
fn part(random: &mut Random, shape: &[usize]) -> Selection {
    let rank = if random.one_in(8) { random.below(5) } else { shape.len() };
    let len = |n: usize| shape.get(n).copied().unwrap_or(1);
    let some = match random.below(3) {
        0 => {
            let points: Vec<Vec<usize>> = (0..random.below(5)).map(|_| (0..rank).map(|n| index(random, len(n))).collect()).collect();
            Selection::points(&points)
        }
        _ => Selection::axes((0..rank).map(|n| {
            let (from, to) = (index(random, len(n)), index(random, len(n)));
            if random.one_in(3) { Axis::from(from) } else { Axis::from(from..to) }
        })),
    };
    match random.below(12) {
        0 => some.or(Selection::all()),
        1 => some.and(part(random, shape)),
        2 => some.xor(part(random, shape)),
        3 => some.not(part(random, shape)),
        4 => Selection::all(),
        _ => some,
    }
}

fn dataset_of(random: &mut Random, file: &File, dataset: &Dataset) {
    let shape = dataset.shape().unwrap_or_default();
    let dtype = dataset.dtype();
    shown(&(&dtype, dataset.max_shape(), dataset.filters(), dataset.chunk(), dataset.layout(), dataset.storage_size()));
    shown(&(dataset.space_status(), dataset.external_files(), dataset.virtual_sources(), dataset.fill_value::<f64>(), dataset.is_null()));
    let _ = (dataset.to_string(), dataset.title(), dataset.fill_value::<String>(), dataset.is_scale(), dataset.scale_name());
    for axis in 0..shape.len().min(3) {
        let _ = dataset.dim(axis).map(|dim| (dim.label().is_ok(), dim.scales().is_ok()));
    }
    let size = dtype.as_ref().map_or(1, TypeDescriptor::size).max(1);
    if dataset.len().is_ok_and(|len| len.saturating_mul(size) < PATIENCE) {
        values(file, dataset.read());
        let _ =
            (dataset.read::<Vec<f64>>(), dataset.read::<Vec<String>>(), dataset.read_lossy::<Vec<i32>>(), dataset.read::<Vec<Vec<u8>>>());
        let _ = (
            dataset.read::<f64>(),
            dataset.view::<f64>().map(|view| view.iter().sum::<f64>()),
            dataset.view::<u8>().map(|view| view.len()),
        );
    }
    if let Ok(chunks) = dataset.chunks() {
        for chunk in chunks.iter().take(20).filter(|chunk| chunk.size < PATIENCE as u64) {
            let _ = dataset.read_chunk(&chunk.offset);
        }
    }
    let _ = dataset.read_chunk((0..shape.len()).map(|n| index(random, shape[n])).collect::<Vec<_>>());
    for _ in 0..3 {
        let part = part(random, &shape);
        // a broken extent may claim a billion elements, which there is memory for and no patience
        if shape.iter().try_fold(size, |size, &len| size.checked_mul(len)).is_some_and(|bytes| bytes < PATIENCE) {
            values(file, dataset.slice(part.clone()).read());
            let _ = dataset.slice(part).read_lossy::<Vec<i64>>();
        }
    }
}

/// Everything that changes a file.
fn change(random: &mut Random, file: &File, objects: &[(String, Object)]) {
    for (path, object) in objects {
        match random.below(6) {
            0 => drop(object.attrs().set("new", "value")),
            1 => drop(object.attrs().names().map(|names| names.first().map(|name| object.attrs().remove(name).is_ok()))),
            2 => drop(file.remove(path)),
            3 => drop(file.rename(path, "elsewhere/deep")),
            4 => drop(file.copy(path, &format!("copy of/{path}"))),
            _ => {}
        }
        if let Object::Dataset(dataset) = object {
            let shape = dataset.shape().unwrap_or_default();
            let bytes = shape.iter().try_fold(64usize, |size, &len| size.checked_mul(len)).unwrap_or(usize::MAX);
            if bytes < PATIENCE {
                let _ = dataset.slice(part(random, &shape)).write(&random.odd());
                let _ = (
                    dataset.append(&[1, 2, 3]),
                    dataset.append(&[[1.5; 4]; 2]),
                    dataset.write(&vec!["text"; shape.first().copied().unwrap_or(1)]),
                );
                let new: Vec<_> = shape.iter().map(|&len| random.below(2 * len + 1)).collect();
                let _ = dataset.resize(new);
                let _ = dataset.read::<DynArray>();
            }
        }
    }
    let _ = file.create_group("made").and_then(|group| group.write("x", &[1.0; 100]));
    let _ = file.new_dataset("made/chunked").chunk([7]).resizable().deflate(4).write(&[3; 30]);
    let _ = file.write("made/texts", &vec!["a text of some length"; 300]);
    for (path, _) in objects.iter().take(20) {
        // opened again and again it is left open
        for _ in 0..3 {
            let _ = file.dataset(path).map(|dataset| dataset.slice(part(random, &[3])).read::<DynArray>().is_ok());
        }
    }
    let _ = file.flush();
    let held: Vec<_> = objects.iter().filter_map(|(path, _)| file.dataset(path).ok()).collect();
    for (path, _) in objects.iter().take(3) {
        let _ = (file.remove(path), file.write("made/in its place", &[1u8; 300]));
    }
    for dataset in held {
        let _ = (dataset.shape(), dataset.slice(part(random, &[3])).read::<DynArray>().is_ok(), dataset.attrs().names());
    }
    let _ = file.flush();
    if let Ok(image) = file.image() {
        let _ = File::from_image(image).open().map(|file| file.names());
    }
    if let Ok(snapshot) = file.snapshot() {
        let _ = (snapshot.write("snapshot", &1).is_ok(), snapshot.into_image().is_ok());
    }
}

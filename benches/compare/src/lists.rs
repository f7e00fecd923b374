//! Few of many numbers: by a list of indices, a mask, or points.
use h5mem::{File, Image, Selection};
use hdf5_metno as metno;
use ndarray::{Array1, Array2};

use crate::{
    case::Case,
    measure::{Contenders, alike},
    plain,
    setup::{PlainDataset, PlainFile, Removed, Shuffled, into_image, metno_file},
};

pub fn all() -> Vec<Case> {
    use {Held::*, How::*};
    let case = Case::new;
    vec![
        case("list of 1,000 of 2,000,000, image", 1.15, || few(List, Image, false, 1000)),
        case("list of 1,000 of 2,000,000, writable", 1.15, || few(List, Writable, false, 1000)),
        case("list of 1,000 of 2,000,000, disk", 1.15, || few(List, Disk, false, 1000)),
        case("mask of 1,000 of 2,000,000, image", 1.15, || few(Mask, Image, false, 1000)),
        case("points: 1,000 of 2,000,000, image", 1.15, || few(Points, Image, false, 1000)),
        case("list of 1,000 of 2,000,000, beside points", 1.2, || beside(false, Beside::Points)).against("by points"),
        case("list of 1,000 of 2,000,000, gzip, image", 1.0, || few(List, Image, true, 1000)),
        case("list of 1,000 of 2,000,000, gzip, writable", 1.0, || few(List, Writable, true, 1000)),
        case("list of 1,000 of 2,000,000, gzip, disk", 1.0, || few(List, Disk, true, 1000)),
        case("mask of 1,000 of 2,000,000, gzip, image", 1.0, || few(Mask, Image, true, 1000)),
        case("points: 1,000 of 2,000,000, gzip, image", 1.0, || few(Points, Image, true, 1000)),
        case("list of 10 of 2,000,000, gzip, image", 1.0, || few(List, Image, true, 10)),
        case("list of 1,000 of 2,000,000, gzip, beside all", 1.0, || beside(true, Beside::All)).against("reading all"),
    ]
}

const LEN: usize = 2_000_000;
/// 64 KiB.
const CHUNK: usize = 8192;

#[derive(Clone, Copy, PartialEq)]
enum How {
    List,
    Mask,
    Points,
}

/// Where the file is.
#[derive(Clone, Copy, PartialEq)]
enum Held {
    Image,
    Writable,
    Disk,
}

fn values() -> Array1<f64> {
    (0..LEN).map(|n| (n as f64 / 1000.0).sin()).collect()
}

fn made(gzip: bool) -> Image {
    let file = File::in_memory().unwrap();
    let x = file.new_dataset("x");
    drop(if gzip { x.chunk([CHUNK]).shuffle().deflate(4) } else { x }.write(&values()).unwrap());
    into_image(file)
}

fn selection(how: How, indices: &[usize]) -> Selection {
    match how {
        How::List => indices.into(),
        How::Mask => mask(indices).into(),
        How::Points => Selection::points(&indices.iter().map(|&at| [at]).collect::<Vec<_>>()),
    }
}

fn mask(indices: &[usize]) -> Vec<bool> {
    let mut mask = vec![false; LEN];
    indices.iter().for_each(|&at| mask[at] = true);
    mask
}

/// As many lists, one after the other: the chunks of a single short one stay in the library's cache.
const LISTS: usize = 8;

/// What programs have in hand before they read: a list, points or a mask. In C a list is as good as the points of one axis, and a mask is gone through
/// for its points; a hyperslab for each index takes the library longer.
fn few(how: How, held: Held, gzip: bool, n: usize) -> Contenders {
    let mut shuffled = Shuffled::new(LEN);
    let lists: Vec<Vec<usize>> = (0..LISTS).map(|_| shuffled.sorted(n)).collect();
    let (image, disk) = (made(gzip), Removed::new(&format!("lists-{gzip}-{}-{n}", how as usize)));
    if held == Held::Disk {
        std::fs::write(&disk.0, &*image).unwrap();
    }
    let plain = PlainFile(match held {
        Held::Image => plain::open_image(&image),
        Held::Writable => plain::copy_of(&image),
        Held::Disk => plain::open_path(&std::ffi::CString::new(disk.0.to_str().unwrap()).unwrap()),
    });
    let dataset = PlainDataset::open(plain, c"x");
    let metno = match held {
        Held::Image => None,
        Held::Writable => Some(metno_made(gzip)),
        Held::Disk => Some(metno::File::open(&disk.0).unwrap()),
    };
    let file = match held {
        Held::Image => File::from_image(image).open(),
        Held::Writable => File::from_image(image.into_vec()).open_rw(),
        Held::Disk => File::open(&disk.0),
    };
    let ours = file.unwrap().dataset("x").unwrap();
    let masks: Vec<Vec<bool>> = if how == How::Mask { lists.iter().map(|list| mask(list)).collect() } else { Vec::new() };
    let (memory, space) = (plain::space(&[n as u64]), plain::space(&[LEN as u64]));
    let coordinates: Vec<Vec<u64>> = lists.iter().map(|list| list.iter().map(|&at| at as u64).collect()).collect();
    let points: Vec<_> = lists.iter().map(|list| Array2::from_shape_vec((n, 1), list.clone()).unwrap()).collect();
    let (c_masks, mut a, mut b, mut c) = (masks.clone(), 0, 0, 0);
    alike(
        move || {
            let (_there, at) = (&disk, next(&mut a));
            let selection = if how == How::Mask { (&masks[at][..]).into() } else { selection(how, &lists[at]) };
            ours.slice(selection).read::<Vec<f64>>().unwrap()
        },
        move || {
            let at = next(&mut b);
            if how == How::Mask {
                let found: Vec<u64> = (0u64..).zip(&c_masks[at]).filter(|(_, taken)| **taken).map(|(at, _)| at).collect();
                plain::select_points(space, &found, n);
            } else {
                plain::select_points(space, &coordinates[at], n);
            }
            plain::read::<f64>(dataset.id(), plain::f64_type(), memory, space, n)
        },
        metno.map(|file| {
            let x = (file.dataset("x").unwrap(), file);
            let read = move || x.0.read_slice_1d::<f64, _>(&points[next(&mut c)]).unwrap().to_vec();
            Box::new(read) as Box<dyn FnMut() -> Vec<f64>>
        }),
    )
}

fn next(n: &mut usize) -> usize {
    *n = (*n + 1) % LISTS;
    *n
}

fn metno_made(gzip: bool) -> metno::File {
    let (file, values) = (metno_file(), values());
    let x = file.new_dataset_builder().with_data(&values);
    if gzip { x.chunk(CHUNK).shuffle().deflate(4) } else { x }.create("x").unwrap();
    file
}

#[derive(Clone, Copy, PartialEq)]
enum Beside {
    Points,
    /// All numbers are read, and those of the list picked.
    All,
}

/// A list, beside other ways of h5mem's to the same numbers.
fn beside(gzip: bool, other: Beside) -> Contenders {
    let indices = Shuffled::new(LEN).sorted(1000);
    let x = File::from_image(made(gzip)).open().unwrap().dataset("x").unwrap();
    let (y, picked) = (x.clone(), indices.clone());
    alike(
        move || x.slice(&indices[..]).read::<Vec<f64>>().unwrap(),
        move || match other {
            Beside::Points => y.slice(selection(How::Points, &picked)).read::<Vec<f64>>().unwrap(),
            Beside::All => {
                let all = y.read::<Vec<f64>>().unwrap();
                picked.iter().map(|&at| all[at]).collect()
            }
        },
        None,
    )
}

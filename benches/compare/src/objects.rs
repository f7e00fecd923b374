//! Files with many objects, and many small files.
use std::{
    ffi::{CStr, CString},
    ops::ControlFlow,
    thread,
};

use h5mem::{Error, File, Image, Object};

use crate::{
    case::Case,
    measure::{Contenders, alike, repeat},
    plain,
    setup::{PlainFile, Shuffled, into_image, made_once, metno_file, numbers},
};

pub fn all() -> Vec<Case> {
    let case = Case::new;
    vec![
        case("create 10,000 datasets of 3 numbers", 1.0, create),
        case("visit and read 1,000 datasets, image", 0.3, || visit(1000)),
        case("visit and read 10,000 datasets, image", 0.3, || visit(10_000)),
        case("visit and read 100,000 datasets, image", 0.3, || visit(100_000)),
        case("names of 10,000 links, image", 0.5, || names(10_000)),
        case("names of 100,000 links, image", 0.5, || names(100_000)),
        case("open and read 1 of 10,000 datasets, image", 0.1, || one(10_000)),
        case("open and read 1 of 100,000 datasets, image", 0.1, || one(100_000)),
        case("open an image of 10,000 datasets and read 1", 0.3, || first(10_000)),
        case("open an image of 100,000 datasets and read 1", 0.3, || first(100_000)),
        case("10,000 images of 12 KB: open, read, get, drop", 0.15, images),
        case("10,000 images of 12 KB, 2 threads", 0.55, images_on_two).threads(),
    ]
}

/// Numbers of a dataset.
const FEW: usize = 3;

fn name(n: usize) -> String {
    format!("series {n:06}")
}

fn c_name(n: usize) -> CString {
    CString::new(name(n)).unwrap()
}

fn value(n: usize) -> [f64; FEW] {
    [n as f64, -1.0, 0.5]
}

/// A file of so many datasets in its root.
pub fn many(n: usize) -> Image {
    made_once(&format!("objects-{n}.h5"), || {
        let file = File::in_memory().unwrap();
        (0..n).for_each(|n| drop(file.write(&name(n), &value(n)).unwrap()));
        file
    })
}

fn create() -> Contenders {
    const COUNT: usize = 10_000;
    let names: Vec<String> = (0..COUNT).map(name).collect();
    let (c_names, metno_names): (Vec<_>, _) = ((0..COUNT).map(c_name).collect(), names.clone());
    let space = plain::space(&[FEW as u64]);
    let ours = move || {
        let file = File::in_memory().unwrap();
        names.iter().enumerate().for_each(|(n, name)| drop(file.write(name, &value(n)).unwrap()));
        file
    };
    let plain = move || {
        let file = PlainFile(plain::file());
        for (n, name) in c_names.iter().enumerate() {
            let dataset = plain::create(file.0, name, plain::f64_type(), space);
            plain::write(dataset, plain::f64_type(), space, 0, &value(n));
            plain::close_dataset(dataset);
        }
        file
    };
    let metno = move || {
        let file = metno_file();
        for (n, name) in metno_names.iter().enumerate() {
            drop(file.new_dataset_builder().with_data(&value(n)).create(&**name).unwrap());
        }
        file
    };
    let (found, theirs) = (ours(), plain());
    let theirs = File::from_image(plain::image(theirs.0)).open().unwrap();
    assert!(found.names().unwrap() == theirs.names().unwrap() && sum(&found) == sum(&theirs), "different datasets");
    Contenders { ours: repeat(ours), plain: repeat(plain), metno: Some(repeat(metno)) }
}

/// All datasets, read.
fn sum(file: &File) -> f64 {
    let mut sum = 0.0;
    file.visit::<Error>(|_, object| {
        if let Object::Dataset(dataset) = object {
            sum += dataset.read::<Vec<f64>>()?[0];
        }
        Ok(ControlFlow::Continue(()))
    })
    .unwrap();
    sum
}

fn opened(n: usize) -> (File, PlainFile) {
    let image = many(n);
    let plain = PlainFile(plain::open_image(&image));
    (File::from_image(image).open().unwrap(), plain)
}

/// Opens, reads and closes a dataset.
fn plain_read(file: plain::Id, name: &CStr, memory: plain::Id, n: usize) -> Vec<f64> {
    let dataset = plain::open(file, name);
    let values = plain::read::<f64>(dataset, plain::f64_type(), memory, 0, n);
    plain::close_dataset(dataset);
    values
}

fn visit(n: usize) -> Contenders {
    let ((ours, plain), memory) = (opened(n), plain::space(&[FEW as u64]));
    let read = move |group: plain::Id, name: &CStr| plain_read(group, name, memory, FEW)[0];
    alike(
        move || sum(&ours),
        move || {
            let mut sum = 0.0;
            plain::each_link(plain.id(), |group, name| sum += read(group, name));
            sum
        },
        None,
    )
}

fn names(n: usize) -> Contenders {
    let (ours, plain) = opened(n);
    alike(move || ours.names().unwrap().len(), move || plain::names(plain.id()).len(), None)
}

/// One after the other, by paths in no order.
fn one(n: usize) -> Contenders {
    let ((ours, plain), memory) = (opened(n), plain::space(&[FEW as u64]));
    let names: Vec<String> = (0..n).map(name).collect();
    let c_names: Vec<CString> = (0..n).map(c_name).collect();
    let (mut a, mut b) = (Shuffled::new(n), Shuffled::new(n));
    alike(
        move || ours.dataset(&names[a.next()]).unwrap().read::<Vec<f64>>().unwrap(),
        move || plain_read(plain.id(), &c_names[b.next()], memory, FEW),
        None,
    )
}

/// The file is opened for a single dataset. C does not copy the image.
fn first(n: usize) -> Contenders {
    let (image, memory) = (many(n), plain::space(&[FEW as u64]));
    let bytes = image.clone();
    let (mut a, mut b) = (Shuffled::new(n), Shuffled::new(n));
    alike(
        move || File::from_image(image.clone()).open().unwrap().dataset(&name(a.next())).unwrap().read::<Vec<f64>>().unwrap(),
        move || {
            let file = PlainFile(plain::open_in_place(&bytes));
            plain_read(file.id(), &c_name(b.next()), memory, FEW)
        },
        None,
    )
}

const IMAGES: usize = 10_000;
const SAMPLES: usize = 300;

/// Files of three datasets and an attribute each, no two of them equal.
pub fn small_images() -> Vec<Image> {
    let one = |n: usize| {
        let file = File::in_memory().unwrap();
        for name in ["a", "b", "c"] {
            let values: Vec<f64> = numbers(SAMPLES).iter().map(|x| x + n as f64).collect();
            drop(file.write(name, &values).unwrap());
        }
        file.attrs().set("gain", &(n as f64)).unwrap();
        into_image(file)
    };
    (0..IMAGES).map(one).collect()
}

fn look_at(image: &Image) -> (f64, f64) {
    let file = File::from_image(image.clone()).open().unwrap();
    (file.dataset("b").unwrap().read::<Vec<f64>>().unwrap()[1], file.attrs().get::<f64>("gain").unwrap())
}

/// The next image each time.
fn images() -> Contenders {
    let (images, memory) = (small_images(), plain::space(&[SAMPLES as u64]));
    let bytes: Vec<Vec<u8>> = images.iter().map(|image| image.to_vec()).collect();
    let (mut a, mut b) = (0, 0);
    let next = |n: &mut usize| {
        *n = (*n + 1) % IMAGES;
        *n
    };
    alike(
        move || look_at(&images[next(&mut a)]),
        move || {
            let file = PlainFile(plain::open_image(&bytes[next(&mut b)]));
            (plain_read(file.id(), c"b", memory, SAMPLES)[1], plain::get_attribute::<f64>(file.id(), c"gain", plain::f64_type()))
        },
        None,
    )
}

/// A thousand images by two threads, against one thread.
fn images_on_two() -> Contenders {
    const SHARE: usize = 500;
    let images = small_images();
    let copies = images.clone();
    let (mut a, mut b) = (0, 0);
    let next = |n: &mut usize| {
        *n = (*n + 2 * SHARE) % IMAGES;
        *n
    };
    let all = |images: &[Image]| images.iter().map(look_at).map(|(x, gain)| x + gain).sum::<f64>();
    alike(
        move || {
            let images = &images[next(&mut a)..][..2 * SHARE];
            thread::scope(|scope| {
                let halves: Vec<_> = images.chunks(SHARE).map(|half| scope.spawn(move || all(half))).collect();
                halves.into_iter().map(|half| half.join().unwrap()).sum::<f64>()
            })
        },
        move || all(&copies[next(&mut b)..][..2 * SHARE]),
        None,
    )
}

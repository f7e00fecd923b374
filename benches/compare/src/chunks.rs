//! Chunks through filters, on one thread and on two, against libhdf5's own transfer; and threads beside each other against one.
use std::{
    ffi::{CStr, CString},
    sync::{Arc, OnceLock},
    thread,
};

use h5mem::{Dataset, File};
use hdf5_ffi as ffi;
use hdf5_metno as metno;
use ndarray::{Array2, ArrayView2, s};
use rayon::ThreadPool;

use crate::{
    case::Case,
    measure::{Contenders, afresh, repeat},
    plain,
    setup::{PlainDataset, PlainFile, Removed, into_image, metno_file, pool},
};

pub fn all() -> Vec<Case> {
    let case = Case::new;
    vec![
        case("gzip+shuffle read, smooth, 1 core", 0.5, || read(smooth(), 1)),
        case("gzip+shuffle read, noisy, 1 core", 0.5, || read(noisy(), 1)),
        case("gzip+shuffle read, smooth, 2 cores", 0.25, || read(smooth(), 2)).cores(2),
        case("gzip+shuffle read, noisy, 2 cores", 0.25, || read(noisy(), 2)).cores(2),
        case("gzip+shuffle read, writable, 1 core", 0.5, || read_writable(noisy(), 1)),
        case("gzip+shuffle read, writable, 2 cores", 0.25, || read_writable(noisy(), 2)).cores(2),
        case("gzip+shuffle read, disk, 1 core", 0.5, || read_on_disk(true, 1)),
        case("gzip+shuffle read, disk, 2 cores", 0.25, || read_on_disk(true, 2)).cores(2),
        case("chunks without filters read, disk", 1.0, || read_on_disk(false, 1)),
        case("gzip+shuffle write, smooth, 1 core", 1.0, || write(smooth(), 1)),
        case("gzip+shuffle write, noisy, 1 core", 1.0, || write(noisy(), 1)),
        case("gzip+shuffle write, smooth, 2 cores", 0.55, || write(smooth(), 2)).cores(2),
        case("gzip+shuffle write, noisy, 2 cores", 0.55, || write(noisy(), 2)).cores(2),
        case("gzip+shuffle+fletcher32 read, 1 core", 0.5, || read_checked(true)),
        case("fletcher32 read, 1 core", 1.0, || read_checked(false)),
        case("columns of gzip+shuffle, image, 1 core", 0.5, || columns(true)),
        case("columns of gzip+shuffle, writable, 1 core", 0.5, || columns(false)),
        case("rows of gzip+shuffle, image", 1.0, rows),
        case("rows of gzip+shuffle, writable", 1.0, rows_writable),
        case("threads: two, arithmetic alone", 1.0, arithmetic).threads(),
        case("threads: two files, gzip read", 0.556, || together(images(2))).threads(),
        case("threads: one image, gzip read", 0.556, || together(images(1))).threads(),
        case("threads: one image, contiguous rows", 0.556, || rows_together(2)).threads(),
        case("threads: two writable files, gzip read", 0.556, || together(writable(2))).threads(),
        case("threads: two datasets of a writable file", 0.556, || together(writable(1))).threads(),
        case("threads: four, one image, gzip read", 0.556, || together([images(1), images(1)].concat())).threads(),
        case("threads: four, one image, contiguous rows", 0.556, || rows_together(4)).threads(),
    ]
}

const DIMS: [usize; 2] = [4096, 2048];
const LEN: usize = DIMS[0] * DIMS[1];
/// 512 KiB.
const CHUNK: [usize; 2] = [256, 256];
const LEVEL: u8 = 4;

fn array(value: impl Fn(usize) -> f64) -> Array2<f64> {
    Array2::from_shape_vec(DIMS, (0..LEN).map(value).collect()).unwrap()
}

/// It deflates to a hundredth.
pub fn smooth() -> &'static Array2<f64> {
    static VALUES: OnceLock<Array2<f64>> = OnceLock::new();
    VALUES.get_or_init(|| array(|n| n as f64))
}

/// It deflates to three quarters: a signal with noise in all but its first digits.
pub fn noisy() -> &'static Array2<f64> {
    static VALUES: OnceLock<Array2<f64>> = OnceLock::new();
    VALUES.get_or_init(|| {
        let noise = |n: usize| ((n as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33) as f64 / f64::from(1u32 << 31);
        array(|n| (n as f64 / 1000.0).sin() + noise(n) / 1000.0)
    })
}

fn gzip(file: &File, name: &str) -> Dataset {
    file.new_dataset(name).chunk(CHUNK).shuffle().deflate(LEVEL).write(noisy()).unwrap()
}

/// A dataset of C's with the same chunks and filters.
fn plain_gzip(file: plain::Id, name: &CStr) -> plain::Id {
    plain::create_deflated(file, name, plain::f64_type(), DIMS.map(|dim| dim as u64), CHUNK.map(|len| len as u64), LEVEL)
}

/// And hdf5-metno's.
fn metno_gzip(file: &metno::File, name: &str, values: &Array2<f64>) -> metno::Dataset {
    file.new_dataset_builder().with_data(values).chunk((CHUNK[0], CHUNK[1])).shuffle().deflate(LEVEL).create(name).unwrap()
}

fn metno_deflated(values: &Array2<f64>) -> (metno::Dataset, metno::File) {
    let file = metno_file();
    (metno_gzip(&file, "x", values), file)
}

pub fn deflated(values: &Array2<f64>) -> File {
    let file = File::in_memory().unwrap();
    file.new_dataset("x").chunk(CHUNK).shuffle().deflate(LEVEL).write(values).unwrap();
    file
}

/// C opens the image, hdf5-metno has no images: its file was made by it.
fn read(values: &'static Array2<f64>, threads: usize) -> Contenders {
    let image = into_image(deflated(values));
    let plain = PlainDataset::open(PlainFile(plain::open_image(&image)), c"x");
    reads(File::from_image(image).open().unwrap(), plain, metno_deflated(values), threads)
}

/// C's file is writable as well.
fn read_writable(values: &'static Array2<f64>, threads: usize) -> Contenders {
    let image = into_image(deflated(values));
    let plain = PlainDataset::open(PlainFile(plain::copy_of(&image)), c"x");
    reads(File::from_image(image).open_rw().unwrap(), plain, metno_deflated(values), threads)
}

/// All three read one file, which the system has in memory.
fn read_on_disk(gzip: bool, threads: usize) -> Contenders {
    let path = Removed::new(&format!("chunks-{gzip}-{threads}"));
    let file = File::create(&path.0).unwrap();
    let builder = file.new_dataset("x").chunk(CHUNK);
    drop(if gzip { builder.shuffle().deflate(LEVEL) } else { builder }.write(noisy()).unwrap());
    file.close().unwrap();
    let plain = plain::open_path(&CString::new(path.0.to_str().unwrap()).unwrap());
    let theirs = metno::File::open(&path.0).unwrap();
    let theirs = (theirs.dataset("x").unwrap(), theirs);
    let reads = reads(File::open(&path.0).unwrap(), PlainDataset::open(PlainFile(plain), c"x"), theirs, threads);
    let mut ours = reads.ours;
    Contenders {
        ours: Box::new(move |times| {
            let _kept = &path;
            ours(times)
        }),
        ..reads
    }
}

/// With checksums, which hdf5-metno's file is without.
fn read_checked(gzip: bool) -> Contenders {
    let file = File::in_memory().unwrap();
    let builder = file.new_dataset("x").chunk(CHUNK);
    let builder = if gzip { builder.shuffle().deflate(LEVEL) } else { builder };
    drop(builder.fletcher32().write(noisy()).unwrap());
    let image = into_image(file);
    let plain = PlainDataset::open(PlainFile(plain::open_image(&image)), c"x");
    Contenders { metno: None, ..reads(File::from_image(image).open().unwrap(), plain, metno_deflated(smooth()), 1) }
}

/// Eight columns, far apart: each is an element of every row, in sixteen chunks.
fn columns(fixed: bool) -> Contenders {
    let image = into_image(deflated(noisy()));
    let plain = PlainDataset::open(PlainFile(plain::copy_of(&image)), c"x");
    let file = if fixed { File::from_image(image).open() } else { File::from_image(image).open_rw() }.unwrap();
    let (ours, pool) = (file.dataset("x").unwrap(), pool(1));
    let (memory, space) = (plain::space(&[DIMS[0] as u64, 1]), plain::space(&DIMS.map(|dim| dim as u64)));
    Contenders {
        ours: repeat(move || {
            pool.install(|| {
                for at in (0..DIMS[1]).step_by(CHUNK[1]) {
                    std::hint::black_box(ours.slice(s![.., at]).read::<Vec<f64>>().unwrap());
                }
            });
        }),
        plain: repeat(move || {
            for at in (0..DIMS[1]).step_by(CHUNK[1]) {
                plain::select(space, [0, at as u64], [DIMS[0] as u64, 1]);
                std::hint::black_box(plain::read::<f64>(plain.id(), plain::f64_type(), memory, space, DIMS[0]));
            }
        }),
        metno: None,
    }
}

fn reads(file: File, plain: PlainDataset, metno: (metno::Dataset, metno::File), threads: usize) -> Contenders {
    let (ours, pool) = (file.dataset("x").unwrap(), pool(threads));
    let memory = plain::space(&DIMS.map(|dim| dim as u64));
    Contenders {
        ours: repeat(move || pool.install(|| ours.read::<Array2<f64>>().unwrap())),
        plain: repeat(move || plain::read::<f64>(plain.id(), plain::f64_type(), memory, 0, LEN)),
        metno: Some(repeat(move || metno.0.read_2d::<f64>().unwrap())),
    }
}

fn write(values: &'static Array2<f64>, threads: usize) -> Contenders {
    let pool = pool(threads);
    let memory = plain::space(&DIMS.map(|dim| dim as u64));
    let (ours, theirs) = (stored_size(&deflated(values)), plain_stored_size(values, memory));
    eprintln!("  stored: h5mem {:.3} of C's {theirs} bytes", ours as f64 / theirs as f64);
    Contenders {
        ours: afresh(
            || File::in_memory().unwrap(),
            move |file, n| {
                let (file, name) = (&*file, n.to_string());
                pool.install(|| drop(file.new_dataset(&name).chunk(CHUNK).shuffle().deflate(LEVEL).write(values).unwrap()));
            },
        ),
        plain: afresh(|| PlainFile(plain::file()), move |file, n| plain_write(file.0, n, values, memory)),
        metno: Some(afresh(metno_file, move |file, n| drop(metno_gzip(file, &n.to_string(), values)))),
    }
}

fn plain_write(file: plain::Id, n: u32, values: &Array2<f64>, memory: plain::Id) {
    let dataset = plain_gzip(file, &std::ffi::CString::new(n.to_string()).unwrap());
    plain::write(dataset, plain::f64_type(), memory, 0, values.as_slice().unwrap());
    plain::close_dataset(dataset);
}

fn stored_size(file: &File) -> u64 {
    file.dataset("x").unwrap().storage_size().unwrap()
}

fn plain_stored_size(values: &Array2<f64>, memory: plain::Id) -> u64 {
    let file = PlainFile(plain::file());
    let dataset = plain_gzip(file.0, c"x");
    plain::write(dataset, plain::f64_type(), memory, 0, values.as_slice().unwrap());
    let _lock = ffi::lock();
    // SAFETY: the lock is held
    unsafe {
        let size = ffi::H5Dget_storage_size(dataset);
        plain::done(ffi::H5Dclose(dataset));
        size
    }
}

/// All rows, one after the other: a row of chunks is decoded for each unless it is kept.
fn rows() -> Contenders {
    let image = into_image(deflated(noisy()));
    let plain = PlainFile(plain::open_image(&image));
    each_row(File::from_image(image).open().unwrap(), plain)
}

fn rows_writable() -> Contenders {
    let image = into_image(deflated(noisy()));
    let plain = PlainFile(plain::copy_of(&image));
    each_row(File::from_image(image).open_rw().unwrap(), plain)
}

/// With the default cache of 1 MiB, which holds two chunks, and a chunk of 32 rows.
fn each_row(ours: File, plain: PlainFile) -> Contenders {
    let ours = (ours.dataset("x").unwrap(), ours);
    let dataset = PlainDataset::open(plain, c"x");
    let metno = metno_deflated(noisy());
    let (width, rows) = (CHUNK[1], 64);
    let (memory, space) = (plain::space(&[1, width as u64]), plain::space(&DIMS.map(|dim| dim as u64)));
    let (mut a, mut b, mut c) = (0, 0, 0);
    Contenders {
        ours: repeat(move || {
            for _ in 0..rows {
                a = (a + 1) % DIMS[0];
                std::hint::black_box(ours.0.slice(s![a, ..width]).read::<Vec<f64>>().unwrap());
            }
        }),
        plain: repeat(move || {
            for _ in 0..rows {
                b = (b + 1) % DIMS[0];
                plain::select(space, [b as u64, 0], [1, width as u64]);
                std::hint::black_box(plain::read::<f64>(dataset.id(), plain::f64_type(), memory, space, width));
            }
        }),
        metno: Some(repeat(move || {
            for _ in 0..rows {
                c = (c + 1) % DIMS[0];
                std::hint::black_box(metno.0.read_slice_1d::<f64, _>(s![c, ..width]).unwrap());
            }
        })),
    }
}

/// Two datasets, of as many images.
fn images(count: usize) -> Vec<Dataset> {
    let image = || {
        let file = File::in_memory().unwrap();
        drop((gzip(&file, "a"), gzip(&file, "b")));
        File::from_image(into_image(file)).open().unwrap()
    };
    let first = image();
    let second = if count == 1 { first.clone() } else { image() };
    vec![first.dataset("a").unwrap(), second.dataset("b").unwrap()]
}

fn writable(count: usize) -> Vec<Dataset> {
    let first = File::in_memory().unwrap();
    let second = if count == 1 { first.clone() } else { File::in_memory().unwrap() };
    vec![gzip(&first, "a"), gzip(&second, "b")]
}

/// What two processors of the machine come to while it is measured: no library, and no memory.
fn arithmetic() -> Contenders {
    let half = || std::hint::black_box((0..20_000_000u64).fold(1, |a: u64, n| (a ^ n).wrapping_mul(0x9e37_79b9_7f4a_7c15)));
    Contenders {
        ours: repeat(move || {
            thread::scope(|scope| {
                scope.spawn(half);
                scope.spawn(half);
            });
        }),
        plain: repeat(move || half() ^ half()),
        metno: None,
    }
}

/// One thread each at the same time, against one that does all; each has a pool of a single thread. hdf5-metno's threads read as many files of
/// its own.
fn together(datasets: Vec<Dataset>) -> Contenders {
    let pools: Arc<Vec<ThreadPool>> = Arc::new(datasets.iter().map(|_| pool(1)).collect());
    let read = |dataset: &Dataset, pool: &ThreadPool| drop(pool.install(|| dataset.read::<Array2<f64>>().unwrap()));
    let metno: Vec<_> = datasets.iter().map(|_| metno_deflated(noisy())).collect();
    let (one, both) = (datasets.clone(), datasets);
    let pool = Arc::clone(&pools);
    Contenders {
        ours: repeat(move || {
            thread::scope(|scope| {
                for (dataset, pool) in both.iter().zip(&**pools) {
                    scope.spawn(move || read(dataset, pool));
                }
            });
        }),
        plain: repeat(move || one.iter().for_each(|dataset| read(dataset, &pool[0]))),
        metno: Some(repeat(move || {
            thread::scope(|scope| {
                for (dataset, _) in &metno {
                    scope.spawn(|| drop(dataset.read_2d::<f64>().unwrap()));
                }
            });
        })),
    }
}

/// Every row of 8 KiB of a 64 MiB array.
fn rows_together(threads: usize) -> Contenders {
    const ROWS: usize = LEN / 1024;
    let file = File::in_memory().unwrap();
    let values = noisy().view().into_shape_with_order((ROWS, 1024)).unwrap();
    file.write::<ArrayView2<f64>>("x", &values).unwrap();
    let file = File::from_image(into_image(file)).open().unwrap();
    let metno = metno_file();
    let metno = (metno.new_dataset_builder().with_data(values).create("x").unwrap(), metno);
    let read = move |dataset: &Dataset, first: usize| {
        let mut row = vec![0.0; 1024];
        for at in (first..ROWS).step_by(threads) {
            dataset.slice(at).read_into(&mut row).unwrap();
        }
    };
    let (one, both) = (file.dataset("x").unwrap(), file.dataset("x").unwrap());
    Contenders {
        ours: repeat(move || {
            thread::scope(|scope| {
                for first in 0..threads {
                    let both = &both;
                    scope.spawn(move || read(both, first));
                }
            });
        }),
        plain: repeat(move || (0..threads).for_each(|first| read(&one, first))),
        metno: Some(repeat(move || {
            thread::scope(|scope| {
                for first in 0..threads {
                    let dataset = &metno.0;
                    scope.spawn(move || {
                        for at in (first..ROWS).step_by(threads) {
                            std::hint::black_box(dataset.read_slice_1d::<f64, _>((at, ..)).unwrap());
                        }
                    });
                }
            });
        })),
    }
}

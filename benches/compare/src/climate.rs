//! A real file read whole, if the variable CLIMATOLOGY names it: opened, each of its variables read as it is stored, and closed.
use std::ffi::{CStr, CString};

use h5mem::{File, Image};
use hdf5_ffi as ffi;
use hdf5_metno as metno;

use crate::{
    case::Case,
    measure::{Contenders, repeat},
    plain,
    setup::PlainFile,
};

pub fn all() -> Vec<Case> {
    let case = Case::new;
    if path().is_none() {
        return Vec::new();
    }
    vec![
        case("climatology read whole", 1.15, disk),
        case("climatology read whole, image", 1.15, image),
        case("climatology read whole, image, 2 cores", 1.15, image_on_two).cores(2),
    ]
}

fn path() -> Option<String> {
    std::env::var("CLIMATOLOGY").ok().filter(|path| !path.is_empty())
}

/// Numbers of 4 and of 8 bytes, as many as there are.
fn ours(file: &File) -> usize {
    let variable = |name: String| {
        let variable = file.dataset(&name).unwrap();
        match variable.dtype().unwrap().size() {
            4 => variable.read::<Vec<f32>>().unwrap().len(),
            8 => variable.read::<Vec<f64>>().unwrap().len(),
            size => panic!("{name}: {size} bytes"),
        }
    };
    file.names().unwrap().into_iter().map(variable).sum()
}

fn plain(file: PlainFile) -> usize {
    let variable = |name: &CStr| {
        let variable = plain::open(file.0, name);
        let n = len(variable);
        let read = match size(variable) {
            4 => plain::read::<f32>(variable, native(4), 0, 0, n).len(),
            _ => plain::read::<f64>(variable, native(8), 0, 0, n).len(),
        };
        plain::close_dataset(variable);
        read
    };
    plain::names(file.0).iter().map(|name| variable(name)).sum()
}

fn native(size: usize) -> plain::Id {
    // SAFETY: set when the library is initialised, which the first file did
    unsafe { if size == 4 { ffi::H5T_NATIVE_FLOAT_g } else { ffi::H5T_NATIVE_DOUBLE_g } }
}

fn len(dataset: plain::Id) -> usize {
    let _lock = ffi::lock();
    // SAFETY: the lock is held
    unsafe {
        let space = plain::id(ffi::H5Dget_space(dataset));
        let len = ffi::H5Sget_simple_extent_npoints(space);
        plain::done(ffi::H5Sclose(space));
        usize::try_from(len).unwrap()
    }
}

fn size(dataset: plain::Id) -> usize {
    let _lock = ffi::lock();
    // SAFETY: the lock is held
    unsafe {
        let dtype = plain::id(ffi::H5Dget_type(dataset));
        let size = ffi::H5Tget_size(dtype);
        plain::done(ffi::H5Tclose(dtype));
        size
    }
}

fn disk() -> Contenders {
    let path = path().unwrap();
    let (c_path, metno_path) = (CString::new(&*path).unwrap(), path.clone());
    Contenders {
        ours: repeat(move || ours(&File::open(&path).unwrap())),
        plain: repeat(move || plain(PlainFile(plain::open_path(&c_path)))),
        metno: Some(repeat(move || {
            let file = metno::File::open(&metno_path).unwrap();
            let variable = |variable: metno::Dataset| match variable.dtype().unwrap().size() {
                4 => variable.read_raw::<f32>().unwrap().len(),
                _ => variable.read_raw::<f64>().unwrap().len(),
            };
            file.datasets().unwrap().into_iter().map(variable).sum::<usize>()
        })),
    }
}

fn bytes() -> Image {
    Image::from(std::fs::read(path().unwrap()).unwrap())
}

fn image() -> Contenders {
    let (image, copied) = (bytes(), bytes());
    Contenders {
        ours: repeat(move || ours(&File::from_image(image.clone()).open().unwrap())),
        plain: repeat(move || plain(PlainFile(plain::open_image(&copied)))),
        metno: None,
    }
}

fn image_on_two() -> Contenders {
    let (image, copied) = (bytes(), bytes());
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
    Contenders {
        ours: repeat(move || pool.install(|| ours(&File::from_image(image.clone()).open().unwrap()))),
        plain: repeat(move || plain(PlainFile(plain::open_image(&copied)))),
        metno: None,
    }
}

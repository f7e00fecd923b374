//! What is compared.
use std::ffi::{CString, c_char};

use h5mem::File;
use hdf5_metno as metno;

use crate::{
    case::Case,
    measure::{Contenders, afresh, repeat},
    plain,
    setup::{PlainDataset, PlainFile, ROW, ROWS, large_image, large_metno, metno_file, numbers},
};

pub fn all() -> Vec<Case> {
    let case = Case::new;
    vec![
        case("read 100 f64", 1.15, read),
        case("read_into 100 f64", 1.15, read_into),
        case("write 100 f64", 1.15, write),
        case("read a slice of 10", 1.15, read_slice),
        case("write a slice of 10", 1.15, write_slice),
        case("create and write 100 f64", 1.15, create_write),
        case("open and read 100 f64", 1.15, open_read),
        case("open and drop", 1.15, open_drop),
        case("attribute get f64", 1.15, attribute_get),
        case("attribute get f64, image", 1.15, attribute_get_image),
        case("attribute set f64, new", 1.15, attribute_new),
        case("attribute set f64, replaced", 1.15, attribute_replace),
        case("attribute get text", 1.15, attribute_get_text),
        case("attribute set text, new", 1.15, attribute_new_text),
        case("names of 1,000 links", 1.15, names),
        case("read 10,000 strings", 1.15, read_strings),
        case("write 10,000 strings", 1.15, write_strings),
        case("8 KiB row of 256 MiB, writable", 1.2, row_writable),
        case("8 KiB row of 256 MiB, image", 0.5, row_image),
        case("image of 10 KB", 1.15, || image(10_000 / 8)),
        case("image of 1 MB", 1.15, || image(1_000_000 / 8)),
        case("open an image of 10 KB", 1.15, || open_image(10_000 / 8, plain::open_image)),
        case("open an image of 1 MB", 1.15, || open_image(1_000_000 / 8, plain::open_image)),
        case("open an image of 10 KB, C without a copy", 1.15, || open_image(10_000 / 8, plain::open_in_place)),
    ]
}

const N: usize = 100;

/// A dataset of each, with the file it is in.
struct Datasets {
    ours: (File, h5mem::Dataset),
    plain: (plain::Id, plain::Id),
    metno: (metno::File, metno::Dataset),
}

fn datasets(n: usize) -> Datasets {
    let values = numbers(n);
    let file = File::in_memory().unwrap();
    let ours = file.write("x", &values).unwrap();
    let plain_file = plain::file();
    let space = plain::space(&[n as u64]);
    let plain = plain::create(plain_file, c"x", plain::f64_type(), space);
    plain::write(plain, plain::f64_type(), space, 0, &values);
    let metno_file = metno_file();
    let metno = metno_file.new_dataset_builder().with_data(&values).create("x").unwrap();
    Datasets { ours: (file, ours), plain: (plain_file, plain), metno: (metno_file, metno) }
}

fn read() -> Contenders {
    let Datasets { ours, plain: (_, dataset), metno } = datasets(N);
    let memory = plain::space(&[N as u64]);
    Contenders {
        ours: repeat(move || ours.1.read::<Vec<f64>>().unwrap()),
        plain: repeat(move || plain::read::<f64>(dataset, plain::f64_type(), memory, 0, N)),
        metno: Some(repeat(move || metno.1.read_raw::<f64>().unwrap())),
    }
}

fn read_into() -> Contenders {
    let Datasets { ours, plain: (_, dataset), metno } = datasets(N);
    let memory = plain::space(&[N as u64]);
    let (mut a, mut b, mut c) = (numbers(N), numbers(N), numbers(N));
    Contenders {
        ours: repeat(move || ours.1.read_into(&mut a).unwrap()),
        plain: repeat(move || plain::read_into(dataset, plain::f64_type(), memory, &mut b)),
        metno: Some(repeat(move || metno.1.read_into_raw(&mut c).unwrap())),
    }
}

fn write() -> Contenders {
    let Datasets { ours, plain: (_, dataset), metno } = datasets(N);
    let memory = plain::space(&[N as u64]);
    let (a, b, c) = (numbers(N), numbers(N), numbers(N));
    Contenders {
        ours: repeat(move || ours.1.write(&a).unwrap()),
        plain: repeat(move || plain::write(dataset, plain::f64_type(), memory, 0, &b)),
        metno: Some(repeat(move || metno.1.write_raw(&c).unwrap())),
    }
}

fn read_slice() -> Contenders {
    let Datasets { ours, plain: (_, dataset), metno } = datasets(N);
    let (memory, space) = (plain::space(&[10]), plain::space(&[N as u64]));
    Contenders {
        ours: repeat(move || ours.1.slice(20..30).read::<Vec<f64>>().unwrap()),
        plain: repeat(move || {
            plain::select(space, [20], [10]);
            plain::read::<f64>(dataset, plain::f64_type(), memory, space, 10)
        }),
        metno: Some(repeat(move || metno.1.read_slice_1d::<f64, _>(20..30).unwrap())),
    }
}

fn write_slice() -> Contenders {
    let Datasets { ours, plain: (_, dataset), metno } = datasets(N);
    let (memory, space) = (plain::space(&[10]), plain::space(&[N as u64]));
    let (a, b, c) = (numbers(10), numbers(10), numbers(10));
    Contenders {
        ours: repeat(move || ours.1.slice(20..30).write(&a).unwrap()),
        plain: repeat(move || {
            plain::select(space, [20], [10]);
            plain::write(dataset, plain::f64_type(), memory, space, &b);
        }),
        metno: Some(repeat(move || metno.1.write_slice(&c, 20..30).unwrap())),
    }
}

fn create_write() -> Contenders {
    let (a, b, c) = (numbers(N), numbers(N), numbers(N));
    let space = plain::space(&[N as u64]);
    Contenders {
        ours: afresh(|| File::in_memory().unwrap(), move |file, n| drop(file.write(&n.to_string(), &a).unwrap())),
        plain: afresh(
            || PlainFile(plain::file()),
            move |file, n| {
                let name = CString::new(n.to_string()).unwrap();
                let dataset = plain::create(file.0, &name, plain::f64_type(), space);
                plain::write(dataset, plain::f64_type(), space, 0, &b);
                plain::close_dataset(dataset);
            },
        ),
        metno: Some(afresh(metno_file, move |file, n| {
            let builder = file.new_dataset_builder();
            drop(builder.with_data(&c).create(&*n.to_string()).unwrap());
        })),
    }
}

fn open_read() -> Contenders {
    let Datasets { ours, plain: (file, dataset), metno } = datasets(N);
    plain::close_dataset(dataset);
    drop((ours.1, metno.1));
    let memory = plain::space(&[N as u64]);
    Contenders {
        ours: repeat(move || ours.0.dataset("x").unwrap().read::<Vec<f64>>().unwrap()),
        plain: repeat(move || {
            let dataset = plain::open(file, c"x");
            let values = plain::read::<f64>(dataset, plain::f64_type(), memory, 0, N);
            plain::close_dataset(dataset);
            values
        }),
        metno: Some(repeat(move || metno.0.dataset("x").unwrap().read_raw::<f64>().unwrap())),
    }
}

fn open_drop() -> Contenders {
    let Datasets { ours, plain: (file, dataset), metno } = datasets(N);
    plain::close_dataset(dataset);
    drop((ours.1, metno.1));
    Contenders {
        ours: repeat(move || drop(ours.0.dataset("x").unwrap())),
        plain: repeat(move || plain::close_dataset(plain::open(file, c"x"))),
        metno: Some(repeat(move || drop(metno.0.dataset("x").unwrap()))),
    }
}

fn attribute_get() -> Contenders {
    let (ours, plain, metno) = (File::in_memory().unwrap(), plain::file(), metno_file());
    let scalar = plain::space(&[]);
    ours.attrs().set("a", &1.5).unwrap();
    plain::set_attribute(plain, c"a", plain::f64_type(), scalar, &1.5);
    metno.new_attr::<f64>().create("a").unwrap().write_scalar(&1.5).unwrap();
    Contenders {
        ours: repeat(move || ours.attrs().get::<f64>("a").unwrap()),
        plain: repeat(move || plain::get_attribute::<f64>(plain, c"a", plain::f64_type())),
        metno: Some(repeat(move || metno.attr("a").unwrap().read_scalar::<f64>().unwrap())),
    }
}

/// Of an object with a few, of which it is the last.
fn attribute_get_image() -> Contenders {
    let file = File::in_memory().unwrap();
    for name in ["title", "history", "source", "a"] {
        file.attrs().set(name, "what there is to be said of it").unwrap();
    }
    file.attrs().set("number", &1.5).unwrap();
    let image = file.into_image().unwrap();
    let (plain, ours) = (PlainFile(plain::open_image(&image)), File::from_image(image).open().unwrap());
    Contenders {
        ours: repeat(move || ours.attrs().get::<f64>("number").unwrap()),
        plain: repeat(move || plain::get_attribute::<f64>(plain.id(), c"number", plain::f64_type())),
        metno: None,
    }
}

/// Set and removed again, so that there are never more.
fn attribute_new() -> Contenders {
    let (ours, plain, metno) = (File::in_memory().unwrap(), plain::file(), metno_file());
    let scalar = plain::space(&[]);
    Contenders {
        ours: repeat(move || {
            ours.attrs().set("a", &1.5).unwrap();
            ours.attrs().remove("a").unwrap();
        }),
        plain: repeat(move || {
            plain::set_attribute(plain, c"a", plain::f64_type(), scalar, &1.5);
            plain::delete_attribute(plain, c"a");
        }),
        metno: Some(repeat(move || {
            metno.new_attr::<f64>().create("a").unwrap().write_scalar(&1.5).unwrap();
            metno.delete_attr("a").unwrap();
        })),
    }
}

/// In C and in hdf5-metno removed and made anew: nothing is left if that fails, and of h5mem's the old one.
fn attribute_replace() -> Contenders {
    let (ours, plain, metno) = (File::in_memory().unwrap(), plain::file(), metno_file());
    let scalar = plain::space(&[]);
    ours.attrs().set("a", &1.5).unwrap();
    plain::set_attribute(plain, c"a", plain::f64_type(), scalar, &1.5);
    metno.new_attr::<f64>().create("a").unwrap().write_scalar(&1.5).unwrap();
    Contenders {
        ours: repeat(move || ours.attrs().set("a", &2.5).unwrap()),
        plain: repeat(move || {
            plain::delete_attribute(plain, c"a");
            plain::set_attribute(plain, c"a", plain::f64_type(), scalar, &2.5);
        }),
        metno: Some(repeat(move || {
            metno.delete_attr("a").unwrap();
            metno.new_attr::<f64>().create("a").unwrap().write_scalar(&2.5).unwrap();
        })),
    }
}

const TEXT: &str = "In memory file example";
const C_TEXT: &std::ffi::CStr = c"In memory file example";

fn attribute_get_text() -> Contenders {
    use metno::types::VarLenUnicode;
    let (ours, plain, metno) = (File::in_memory().unwrap(), plain::file(), metno_file());
    let (scalar, dtype) = (plain::space(&[]), plain::text_type());
    ours.attrs().set("a", TEXT).unwrap();
    plain::set_attribute(plain, c"a", dtype, scalar, &C_TEXT.as_ptr());
    let text: VarLenUnicode = TEXT.parse().unwrap();
    metno.new_attr::<VarLenUnicode>().create("a").unwrap().write_scalar(&text).unwrap();
    Contenders {
        ours: repeat(move || ours.attrs().get::<String>("a").unwrap()),
        plain: repeat(move || plain::get_text_attribute(plain, c"a", dtype)),
        metno: Some(repeat(move || metno.attr("a").unwrap().read_scalar::<VarLenUnicode>().unwrap().to_string())),
    }
}

fn attribute_new_text() -> Contenders {
    use metno::types::VarLenUnicode;
    let (ours, plain, metno) = (File::in_memory().unwrap(), plain::file(), metno_file());
    let (scalar, dtype) = (plain::space(&[]), plain::text_type());
    Contenders {
        ours: repeat(move || {
            ours.attrs().set("a", TEXT).unwrap();
            ours.attrs().remove("a").unwrap();
        }),
        plain: repeat(move || {
            plain::set_attribute(plain, c"a", dtype, scalar, &C_TEXT.as_ptr());
            plain::delete_attribute(plain, c"a");
        }),
        metno: Some(repeat(move || {
            let text: VarLenUnicode = TEXT.parse().unwrap();
            metno.new_attr::<VarLenUnicode>().create("a").unwrap().write_scalar(&text).unwrap();
            metno.delete_attr("a").unwrap();
        })),
    }
}

fn names() -> Contenders {
    let (ours, plain, metno) = (File::in_memory().unwrap(), plain::file(), metno_file());
    let scalar = plain::space(&[]);
    for n in 0..1000 {
        let name = format!("a name of some length {n}");
        ours.write(&name, &1.5).unwrap();
        plain::close_dataset(plain::create(plain, &CString::new(&*name).unwrap(), plain::f64_type(), scalar));
        metno.new_dataset::<f64>().create(&*name).unwrap();
    }
    Contenders {
        ours: repeat(move || ours.names().unwrap()),
        plain: repeat(move || plain::names(plain)),
        metno: Some(repeat(move || metno.member_names().unwrap())),
    }
}

const STRINGS: usize = 10_000;

fn texts() -> Vec<String> {
    (0..STRINGS).map(|n| format!("text number {n}")).collect()
}

/// In C the texts are copied, too, as somebody who keeps them has to.
fn read_strings() -> Contenders {
    use metno::types::VarLenUnicode;
    let (ours, plain, metno) = (File::in_memory().unwrap(), plain::file(), metno_file());
    let (space, dtype, texts) = (plain::space(&[STRINGS as u64]), plain::text_type(), texts());
    let ours = (ours.write("x", &texts).unwrap(), ours);
    let dataset = plain::create(plain, c"x", dtype, space);
    let owned: Vec<CString> = texts.iter().map(|text| CString::new(&**text).unwrap()).collect();
    plain::write(dataset, dtype, space, 0, &owned.iter().map(|text| text.as_ptr()).collect::<Vec<_>>());
    let values: Vec<VarLenUnicode> = texts.iter().map(|text| text.parse().unwrap()).collect();
    let metno = (metno.new_dataset_builder().with_data(&values).create("x").unwrap(), metno);
    Contenders {
        ours: repeat(move || ours.0.read::<Vec<String>>().unwrap()),
        plain: repeat(move || {
            let read = plain::read::<*const c_char>(dataset, dtype, space, 0, STRINGS);
            let owned = plain::copied(&read);
            plain::reclaim(dtype, space, read);
            owned
        }),
        metno: Some(repeat(move || metno.0.read_raw::<VarLenUnicode>().unwrap().iter().map(|text| text.to_string()).collect::<Vec<_>>())),
    }
}

/// Into a new file each time, of texts that C and hdf5-metno have in their own form already.
fn write_strings() -> Contenders {
    use metno::types::VarLenUnicode;
    let (space, dtype, texts) = (plain::space(&[STRINGS as u64]), plain::text_type(), texts());
    let owned: Vec<CString> = texts.iter().map(|text| CString::new(&**text).unwrap()).collect();
    let values: Vec<VarLenUnicode> = texts.iter().map(|text| text.parse().unwrap()).collect();
    Contenders {
        ours: afresh(|| File::in_memory().unwrap(), move |file, n| drop(file.write(&n.to_string(), &texts).unwrap())),
        plain: afresh(
            || PlainFile(plain::file()),
            move |file, n| {
                let dataset = plain::create(file.0, &CString::new(n.to_string()).unwrap(), dtype, space);
                let pointers: Vec<_> = owned.iter().map(|text| text.as_ptr()).collect();
                plain::write(dataset, dtype, space, 0, &pointers);
                plain::close_dataset(dataset);
            },
        ),
        metno: Some(afresh(metno_file, move |file, n| {
            drop(file.new_dataset_builder().with_data(&values).create(&*n.to_string()).unwrap());
        })),
    }
}

/// Rows in an order that is no order, for `n` from 0 on.
fn row(n: &mut usize) -> usize {
    *n += 1;
    *n * 7919 % ROWS
}

fn rows(ours: File, plain: PlainFile, metno: Option<metno::File>) -> Contenders {
    let ours = (ours.dataset("x").unwrap(), ours);
    let dataset = PlainDataset::open(plain, c"x");
    let (memory, space) = (plain::space(&[1, ROW as u64]), plain::space(&[ROWS as u64, ROW as u64]));
    let (mut a, mut b, mut c) = (0, 0, 0);
    Contenders {
        ours: repeat(move || ours.0.slice((row(&mut a), ..)).read::<Vec<f64>>().unwrap()),
        plain: repeat(move || {
            plain::select(space, [row(&mut b) as u64, 0], [1, ROW as u64]);
            plain::read::<f64>(dataset.id(), plain::f64_type(), memory, space, ROW)
        }),
        metno: metno.map(|file| {
            let dataset = (file.dataset("x").unwrap(), file);
            repeat(move || dataset.0.read_slice_1d::<f64, _>((row(&mut c), ..)).unwrap())
        }),
    }
}

fn row_writable() -> Contenders {
    let image = large_image();
    let plain = PlainFile(plain::file());
    let dataset = plain::create(plain.0, c"x", plain::f64_type(), plain::space(&[ROWS as u64, ROW as u64]));
    let file = File::from_image(image.clone()).open().unwrap();
    let values = file.dataset("x").unwrap().view::<f64>().unwrap();
    plain::write(dataset, plain::f64_type(), plain::space(&[ROWS as u64, ROW as u64]), 0, &values);
    plain::close_dataset(dataset);
    let metno = large_metno(&values);
    drop((file, values));
    rows(File::from_image(image.into_vec()).open_rw().unwrap(), plain, Some(metno))
}

fn row_image() -> Contenders {
    let image = large_image();
    let plain = PlainFile(plain::open_image(&image));
    rows(File::from_image(image).open().unwrap(), plain, None)
}

fn image(n: usize) -> Contenders {
    let Datasets { ours, plain: (file, _), .. } = datasets(n);
    Contenders { ours: repeat(move || ours.0.image().unwrap()), plain: repeat(move || plain::image(file)), metno: None }
}

/// Opened and closed; C copies the image, or reads it where it is.
fn open_image(n: usize, open: fn(&[u8]) -> plain::Id) -> Contenders {
    let Datasets { ours, .. } = datasets(n);
    let image = ours.0.image().unwrap();
    let bytes = image.clone();
    Contenders {
        ours: repeat(move || File::from_image(image.clone()).open().unwrap()),
        plain: repeat(move || plain::close(open(&bytes))),
        metno: None,
    }
}

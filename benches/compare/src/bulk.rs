//! Many objects, large arrays, tables: the sizes that files have.
use std::ffi::CString;

use h5mem::{File, Image, Selection};
use hdf5_metno as metno;
use ndarray::s;

use crate::{
    case::Case,
    measure::{Contenders, afresh, repeat},
    plain,
    setup::{PlainDataset, PlainFile, ROW, ROWS, large_image, large_metno, metno_file, numbers, pool},
};

pub fn all() -> Vec<Case> {
    let case = Case::new;
    vec![
        case("create 2,000 datasets", 1.15, create),
        case("create 2,000 groups", 1.15, create_groups),
        case("open and read 2,000 datasets", 1.15, open),
        case("open and write 2,000 datasets", 1.15, open_write),
        case("open and read 2,000 texts of an image", 1.15, open_texts),
        case("open and read 2,000 datasets of gzip, writable", 1.15, || open_chunks(false)),
        case("open and read 2,000 datasets of gzip, image", 1.15, || open_chunks(true)),
        case("an attribute of each of 2,000 datasets", 1.15, || attribute_of_each(false)),
        case("an attribute of each of 2,000 datasets, image", 1.15, || attribute_of_each(true)),
        case("5,000 attributes on an object", 1.15, attributes),
        case("read 100,000 strings", 1.15, strings),
        case("write 1,000,000 rows of a table", 1.15, write_table),
        case("read 1,000,000 rows of a table", 1.15, || read_table(TABLE, TABLE, 1)),
        case("read 1,000,000 rows of a table, 2 cores", 1.15, || read_table(TABLE, TABLE, 2)).cores(2),
        case("read 10 rows of a table", 1.15, || read_table(10, TABLE, 1)),
        case("read a table of 10 rows", 1.15, || read_table(10, 10, 1)),
        case("append 1,000 rows, one by one", 1.15, append),
        case("column of 256 MiB, writable", 1.2, || part(Part::Column, false)),
        case("column of 256 MiB, image", 0.5, || part(Part::Column, true)),
        case("block of 256 MiB, writable", 1.2, || part(Part::Block, false)),
        case("block of 256 MiB, image", 0.5, || part(Part::Block, true)),
        case("1,000 points of 256 MiB, writable", 1.2, || part(Part::Points, false)),
        case("1,000 points of 256 MiB, image", 1.2, || part(Part::Points, true)),
        case("image of 256 MB", 1.15, image),
        case("open an image of 256 MB", 1.15, || open_image(plain::open_image)),
        case("open an image of 256 MB, C without a copy", 1.15, || open_image(plain::open_in_place)),
    ]
}

pub const DATASETS: usize = 2000;
const SMALL: usize = 100;

pub fn names(n: usize) -> Vec<String> {
    (0..n).map(|n| format!("dataset {n}")).collect()
}

fn c_names(names: &[String]) -> Vec<CString> {
    names.iter().map(|name| CString::new(&**name).unwrap()).collect()
}

/// A file with small datasets.
pub fn filled(names: &[String]) -> File {
    let (file, values) = (File::in_memory().unwrap(), numbers(SMALL));
    names.iter().for_each(|name| drop(file.write(name, &values).unwrap()));
    file
}

fn plain_filled(names: &[CString]) -> PlainFile {
    let (file, space, values) = (PlainFile(plain::file()), plain::space(&[SMALL as u64]), numbers(SMALL));
    for name in names {
        let dataset = plain::create(file.0, name, plain::f64_type(), space);
        plain::write(dataset, plain::f64_type(), space, 0, &values);
        plain::close_dataset(dataset);
    }
    file
}

fn metno_filled(names: &[String]) -> metno::File {
    let (file, values) = (metno_file(), numbers(SMALL));
    names.iter().for_each(|name| drop(file.new_dataset_builder().with_data(&values).create(&**name).unwrap()));
    file
}

/// Opens and reads each of them.
fn plain_each(file: &PlainFile, names: &[CString], memory: plain::Id) -> f64 {
    let one = |name: &CString| {
        let dataset = plain::open(file.0, name);
        let values = plain::read::<f64>(dataset, plain::f64_type(), memory, 0, SMALL);
        plain::close_dataset(dataset);
        values[1]
    };
    names.iter().map(one).sum()
}

fn create() -> Contenders {
    let names = names(DATASETS);
    let (c_names, metno_names) = (c_names(&names), names.clone());
    Contenders {
        ours: repeat(move || filled(&names)),
        plain: repeat(move || plain_filled(&c_names)),
        metno: Some(repeat(move || metno_filled(&metno_names))),
    }
}

fn create_groups() -> Contenders {
    let names = names(DATASETS);
    let (c_names, metno_names) = (c_names(&names), names.clone());
    let plain = move || {
        let file = PlainFile(plain::file());
        c_names.iter().for_each(|name| plain::create_group(file.0, name));
        file
    };
    let metno = move || {
        let file = metno_file();
        metno_names.iter().for_each(|name| drop(file.create_group(name).unwrap()));
        file
    };
    let ours = move || {
        let file = File::in_memory().unwrap();
        names.iter().for_each(|name| drop(file.create_group(name).unwrap()));
        file
    };
    Contenders { ours: repeat(ours), plain: repeat(plain), metno: Some(repeat(metno)) }
}

fn open() -> Contenders {
    let names = names(DATASETS);
    let (c_names, metno_names) = (c_names(&names), names.clone());
    let (ours, plain, metno) = (filled(&names), plain_filled(&c_names), metno_filled(&names));
    let memory = plain::space(&[SMALL as u64]);
    Contenders {
        ours: repeat(move || names.iter().map(|name| ours.dataset(name).unwrap().read::<Vec<f64>>().unwrap()[1]).sum::<f64>()),
        plain: repeat(move || plain_each(&plain, &c_names, memory)),
        metno: Some(repeat(move || metno_names.iter().map(|name| metno.dataset(name).unwrap().read_raw::<f64>().unwrap()[1]).sum::<f64>())),
    }
}

fn open_write() -> Contenders {
    let (names, values) = (names(DATASETS), numbers(SMALL));
    let (c_names, metno_names) = (c_names(&names), names.clone());
    let (ours, plain, metno) = (filled(&names), plain_filled(&c_names), metno_filled(&names));
    let memory = plain::space(&[SMALL as u64]);
    let (for_plain, for_metno) = (values.clone(), values.clone());
    let plain_write = move || {
        let file = &plain;
        for name in &c_names {
            let dataset = plain::open(file.0, name);
            plain::write(dataset, plain::f64_type(), memory, 0, &for_plain);
            plain::close_dataset(dataset);
        }
    };
    Contenders {
        ours: repeat(move || names.iter().for_each(|name| ours.dataset(name).unwrap().write(&values).unwrap())),
        plain: repeat(plain_write),
        metno: Some(repeat(move || metno_names.iter().for_each(|name| metno.dataset(name).unwrap().write_raw(&for_metno).unwrap()))),
    }
}

/// In C the text is copied, too, as somebody who keeps it has to.
fn open_texts() -> Contenders {
    let names = names(DATASETS);
    let c_names = c_names(&names);
    let file = File::in_memory().unwrap();
    names.iter().for_each(|name| drop(file.write(name, &format!("the text of {name}")).unwrap()));
    let image = file.into_image().unwrap();
    let plain = PlainFile(plain::open_image(&image));
    let ours = File::from_image(image).open().unwrap();
    let (dtype, space) = (plain::text_type(), plain::space(&[]));
    Contenders {
        ours: repeat(move || names.iter().map(|name| ours.dataset(name).unwrap().read::<String>().unwrap().len()).sum::<usize>()),
        plain: repeat(move || {
            let file = &plain;
            let one = |name: &CString| {
                let dataset = plain::open(file.0, name);
                let read = plain::read(dataset, dtype, space, 0, 1);
                let len = plain::copied(&read)[0].count_bytes();
                plain::reclaim(dtype, space, read);
                plain::close_dataset(dataset);
                len
            };
            c_names.iter().map(one).sum::<usize>()
        }),
        metno: None,
    }
}

/// A chunk each.
fn open_chunks(image: bool) -> Contenders {
    let names = names(DATASETS);
    let (c_names, metno_names) = (c_names(&names), names.clone());
    let (file, metno, values) = (File::in_memory().unwrap(), metno_file(), numbers(SMALL));
    for name in &names {
        file.new_dataset(name).chunk([SMALL]).shuffle().deflate(4).write(&values).unwrap();
        let data = metno.new_dataset::<f64>().chunk(SMALL).shuffle().deflate(4).shape(SMALL).create(&**name).unwrap();
        data.write(&values).unwrap();
    }
    let bytes = file.image().unwrap();
    let plain = PlainFile(if image { plain::open_image(&bytes) } else { plain::copy_of(&bytes) });
    let ours = if image { File::from_image(bytes).open().unwrap() } else { file };
    let memory = plain::space(&[SMALL as u64]);
    Contenders {
        ours: repeat(move || names.iter().map(|name| ours.dataset(name).unwrap().read::<Vec<f64>>().unwrap()[1]).sum::<f64>()),
        plain: repeat(move || plain_each(&plain, &c_names, memory)),
        metno: (!image).then(|| {
            let one = move |name: &String| metno.dataset(name).unwrap().read_raw::<f64>().unwrap()[1];
            repeat(move || metno_names.iter().map(&one).sum::<f64>())
        }),
    }
}

/// The unit of each, as who looks through a file asks for it.
fn attribute_of_each(image: bool) -> Contenders {
    use metno::types::VarLenUnicode;
    const UNIT: &str = "metres per second";
    let names = names(DATASETS);
    let (c_names, metno_names) = (c_names(&names), names.clone());
    let (mut ours, metno) = (filled(&names), metno_filled(&names));
    for name in &names {
        ours.dataset(name).unwrap().attrs().set("units", UNIT).unwrap();
        let unit: VarLenUnicode = UNIT.parse().unwrap();
        metno.dataset(name).unwrap().new_attr::<VarLenUnicode>().create("units").unwrap().write_scalar(&unit).unwrap();
    }
    let bytes = ours.image().unwrap();
    let plain = PlainFile(if image { plain::open_image(&bytes) } else { plain::copy_of(&bytes) });
    if image {
        ours = File::from_image(bytes).open().unwrap();
    }
    let dtype = plain::text_type();
    Contenders {
        ours: repeat(move || {
            names.iter().map(|name| ours.dataset(name).unwrap().attrs().get::<String>("units").unwrap().len()).sum::<usize>()
        }),
        plain: repeat(move || {
            let file = &plain;
            let one = |name: &CString| {
                let dataset = plain::open(file.0, name);
                let unit = plain::get_text_attribute(dataset, c"units", dtype);
                plain::close_dataset(dataset);
                unit.count_bytes()
            };
            c_names.iter().map(one).sum::<usize>()
        }),
        metno: (!image).then(|| {
            let one =
                move |name: &String| metno.dataset(name).unwrap().attr("units").unwrap().read_scalar::<VarLenUnicode>().unwrap().len();
            repeat(move || metno_names.iter().map(&one).sum::<usize>())
        }),
    }
}

fn attributes() -> Contenders {
    let names: Vec<String> = (0..5000).map(|n| format!("attribute {n}")).collect();
    let (c_names, metno_names, scalar) = (c_names(&names), names.clone(), plain::space(&[]));
    Contenders {
        ours: repeat(move || {
            let file = File::in_memory().unwrap();
            names.iter().for_each(|name| file.attrs().set(name, &1.5).unwrap());
        }),
        plain: repeat(move || {
            let file = PlainFile(plain::file());
            c_names.iter().for_each(|name| plain::set_attribute(file.0, name, plain::f64_type(), scalar, &1.5));
        }),
        metno: Some(repeat(move || {
            let file = metno_file();
            metno_names.iter().for_each(|name| file.new_attr::<f64>().create(&**name).unwrap().write_scalar(&1.5).unwrap());
        })),
    }
}

/// In C the texts are copied, too, as somebody who keeps them has to.
fn strings() -> Contenders {
    use metno::types::VarLenUnicode;
    const STRINGS: usize = 100_000;
    let texts: Vec<String> = (0..STRINGS).map(|n| format!("text number {n}")).collect();
    let (ours, plain, metno) = (File::in_memory().unwrap(), plain::file(), metno_file());
    let (space, dtype) = (plain::space(&[STRINGS as u64]), plain::text_type());
    let ours = (ours.write("x", &texts).unwrap(), ours);
    let dataset = plain::create(plain, c"x", dtype, space);
    let owned = c_names(&texts);
    plain::write(dataset, dtype, space, 0, &owned.iter().map(|text| text.as_ptr()).collect::<Vec<_>>());
    let values: Vec<VarLenUnicode> = texts.iter().map(|text| text.parse().unwrap()).collect();
    let metno = (metno.new_dataset_builder().with_data(&values).create("x").unwrap(), metno);
    Contenders {
        ours: repeat(move || ours.0.read::<Vec<String>>().unwrap()),
        plain: repeat(move || {
            let read = plain::read(dataset, dtype, space, 0, STRINGS);
            let owned = plain::copied(&read);
            plain::reclaim(dtype, space, read);
            owned
        }),
        metno: Some(repeat(move || metno.0.read_raw::<VarLenUnicode>().unwrap().iter().map(|text| text.to_string()).collect::<Vec<_>>())),
    }
}

pub const TABLE: usize = 1_000_000;

/// A row without padding, so that all three store the same.
#[derive(h5mem::H5Type, metno::H5Type, Clone, Copy)]
#[repr(C)]
pub struct Row {
    id: u64,
    x: f64,
    y: f64,
    weight: f32,
    kind: i32,
}

pub fn table(n: usize) -> Vec<Row> {
    (0..n).map(|n| Row { id: n as u64, x: n as f64, y: -(n as f64), weight: 0.5, kind: n as i32 % 7 }).collect()
}

fn row_type() -> plain::Id {
    use std::mem::offset_of;
    plain::compound(
        size_of::<Row>(),
        &[
            (c"id", offset_of!(Row, id), plain::Number::U64),
            (c"x", offset_of!(Row, x), plain::Number::F64),
            (c"y", offset_of!(Row, y), plain::Number::F64),
            (c"weight", offset_of!(Row, weight), plain::Number::F32),
            (c"kind", offset_of!(Row, kind), plain::Number::I32),
        ],
    )
}

fn write_table() -> Contenders {
    let (a, b, c) = (table(TABLE), table(TABLE), table(TABLE));
    let (dtype, space) = (row_type(), plain::space(&[TABLE as u64]));
    Contenders {
        ours: afresh(|| File::in_memory().unwrap(), move |file, n| drop(file.write(&n.to_string(), &a).unwrap())),
        plain: afresh(
            || PlainFile(plain::file()),
            move |file, n| {
                let dataset = plain::create(file.0, &CString::new(n.to_string()).unwrap(), dtype, space);
                plain::write(dataset, dtype, space, 0, &b);
                plain::close_dataset(dataset);
            },
        ),
        metno: Some(afresh(metno_file, move |file, n| drop(file.new_dataset_builder().with_data(&c).create(&*n.to_string()).unwrap()))),
    }
}

/// The first `n` rows of a table.
fn read_table(n: usize, of: usize, threads: usize) -> Contenders {
    let (rows, pool) = (table(of), pool(threads));
    let (ours, plain, metno) = (File::in_memory().unwrap(), plain::file(), metno_file());
    let ours = (ours.write("x", &rows).unwrap(), ours);
    let (dtype, space, memory) = (row_type(), plain::space(&[of as u64]), plain::space(&[n as u64]));
    let dataset = plain::create(plain, c"x", dtype, space);
    plain::write(dataset, dtype, space, 0, &rows);
    let metno = (metno.new_dataset_builder().with_data(&rows).create("x").unwrap(), metno);
    Contenders {
        ours: repeat(move || match threads {
            1 => if n == of { ours.0.read::<Vec<Row>>() } else { ours.0.slice(..n).read() }.unwrap(),
            _ => pool.install(|| ours.0.read().unwrap()),
        }),
        plain: repeat(move || {
            if n != of {
                plain::select(space, [0], [n as u64]);
            }
            plain::read::<Row>(dataset, dtype, memory, if n == of { 0 } else { space }, n)
        }),
        metno: Some(repeat(move || {
            let data = &metno.0;
            if n == of { data.read_1d::<Row>() } else { data.read_slice_1d::<Row, _>(..n) }.unwrap()
        })),
    }
}

/// In C and in hdf5-metno the dataset is made longer, and the row written to its end. Flushed in the end: h5mem's rows may wait until then.
fn append() -> Contenders {
    const TIMES: usize = 1000;
    const LEN: usize = 10;
    let row = numbers(LEN);
    let (c_row, metno_row, memory) = (row.clone(), row.clone(), plain::space(&[1, LEN as u64]));
    Contenders {
        ours: repeat(move || {
            let file = File::in_memory().unwrap();
            let log =
                file.new_dataset("x").shape([0, LEN]).max_shape([h5mem::Extent::UNLIMITED, LEN]).chunk([100, LEN]).create::<f64>().unwrap();
            (0..TIMES).for_each(|_| log.append(&row).unwrap());
            file.flush().unwrap();
        }),
        plain: repeat(move || {
            let file = PlainFile(plain::file());
            let dataset = plain::create_growing(file.0, c"x", plain::f64_type(), LEN as u64, 100);
            for n in 0..TIMES as u64 {
                plain::append_row(dataset, plain::f64_type(), memory, n, &c_row);
            }
            plain::flush(file.0);
            plain::close_dataset(dataset);
        }),
        metno: Some(repeat(move || {
            let file = metno_file();
            let data = file.new_dataset::<f64>().chunk((100, LEN)).shape((0.., LEN)).create("x").unwrap();
            for n in 0..TIMES {
                data.resize((n + 1, LEN)).unwrap();
                data.write_slice(&metno_row, (n, ..)).unwrap();
            }
            file.flush().unwrap();
        })),
    }
}

#[derive(Clone, Copy)]
enum Part {
    Column,
    /// 64 by 64 elements.
    Block,
    Points,
}

const BLOCK: usize = 64;

fn part(part: Part, image: bool) -> Contenders {
    let bytes = large_image();
    let plain = PlainFile(if image { plain::open_image(&bytes) } else { plain::copy_of(&bytes) });
    let metno = (!image).then(|| {
        let file = File::from_image(bytes.clone()).open().unwrap();
        let metno = large_metno(&file.dataset("x").unwrap().view::<f64>().unwrap());
        (metno.dataset("x").unwrap(), metno)
    });
    let ours = if image { File::from_image(bytes).open() } else { File::from_image(bytes.into_vec()).open_rw() }.unwrap();
    let ours = (ours.dataset("x").unwrap(), ours);
    let dataset = PlainDataset::open(plain, c"x");
    let points: Vec<[usize; 2]> = (0..1000).map(|n| [n * 7919 % ROWS, n * 31 % ROW]).collect();
    let metno_points = ndarray::Array2::from(points.clone());
    let coordinates: Vec<u64> = points.iter().flatten().map(|&at| at as u64).collect();
    let (memory, space) = match part {
        Part::Column => (plain::space(&[ROWS as u64, 1]), plain::space(&[ROWS as u64, ROW as u64])),
        Part::Block => (plain::space(&[BLOCK as u64; 2]), plain::space(&[ROWS as u64, ROW as u64])),
        Part::Points => (plain::space(&[1000]), plain::space(&[ROWS as u64, ROW as u64])),
    };
    let (mut a, mut b, mut c) = (0, 0, 0);
    let next = |n: &mut usize| {
        *n = (*n + 389) % (ROW - BLOCK);
        *n
    };
    Contenders {
        ours: repeat(move || {
            let at = next(&mut a);
            match part {
                Part::Column => ours.0.slice((.., at)).read::<Vec<f64>>(),
                Part::Block => ours.0.slice(s![at..at + BLOCK, at..at + BLOCK]).read(),
                Part::Points => ours.0.slice(Selection::points(&points)).read(),
            }
            .unwrap()
        }),
        plain: repeat(move || {
            let at = next(&mut b) as u64;
            match part {
                Part::Column => plain::select(space, [0, at], [ROWS as u64, 1]),
                Part::Block => plain::select(space, [at, at], [BLOCK as u64; 2]),
                Part::Points => plain::select_points(space, &coordinates, 1000),
            }
            let n = [ROWS, BLOCK * BLOCK, 1000][part as usize];
            plain::read::<f64>(dataset.id(), plain::f64_type(), memory, space, n)
        }),
        metno: metno.map(|metno| {
            repeat(move || {
                let (data, at) = (&metno.0, next(&mut c));
                match part {
                    Part::Column => data.read_slice_1d::<f64, _>((.., at)).unwrap().into_dyn(),
                    Part::Block => data.read_slice_2d::<f64, _>(s![at..at + BLOCK, at..at + BLOCK]).unwrap().into_dyn(),
                    Part::Points => data.read_slice_1d::<f64, _>(&metno_points).unwrap().into_dyn(),
                }
            })
        }),
    }
}

fn image() -> Contenders {
    let bytes = large_image();
    let plain = PlainFile(plain::copy_of(&bytes));
    let ours = File::from_image(bytes.into_vec()).open_rw().unwrap();
    ours.attrs().set("a", &1).unwrap(); // an image of its own, no longer the one it was
    Contenders { ours: repeat(move || ours.image().unwrap()), plain: repeat(move || plain::image(plain.id())), metno: None }
}

/// Opened and closed; C copies the image, or reads it where it is.
fn open_image(open: fn(&[u8]) -> plain::Id) -> Contenders {
    let image = large_image();
    let bytes: Image = image.clone();
    Contenders {
        ours: repeat(move || File::from_image(image.clone()).open().unwrap()),
        plain: repeat(move || plain::close(open(&bytes))),
        metno: None,
    }
}

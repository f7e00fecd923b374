//! What libhdf5 wrote is read here as libhdf5 reads it, and the other way round: files made by plain C calls, of every layout, index of chunks,
//! filter, type, fill value and time of allocation, then read and written here in all ways there are, and read again in C.
//!
//! A failure names its seed, with which it repeats. `H5MEM_SEEDS=from..to` runs others, and as many as one has time for.
#![allow(unsafe_code)] // the plain C calls to compare with
use std::{
    ffi::{CStr, CString, c_void},
    fmt::Debug,
    mem::offset_of,
    ops::Range,
    os::unix::ffi::OsStrExt,
    path::Path,
    ptr,
};

use h5mem::{Dataset, File, H5Type, Image, Result, Selection};
use hdf5_ffi as ffi;
use ndarray::ArrayD;

#[path = "direct/random.rs"]
mod random;
use random::{Part, Random};

/// What it is called, and made by.
type Stored = (&'static str, fn() -> ffi::hid_t);

/// Values of one type: as which they are stored, as which C has them in memory, and what they are.
struct Kind<T> {
    stored: Vec<Stored>,
    memory: fn() -> ffi::hid_t,
    value: fn(usize) -> T,
    /// A plain number, for filters that know of them.
    number: bool,
}

/// What C made.
struct Made<T> {
    dims: Vec<usize>,
    values: Vec<T>,
    what: String,
}

fn id(id: ffi::hid_t) -> ffi::hid_t {
    assert!(id >= 0, "libhdf5 fails");
    id
}

fn done(code: ffi::herr_t) {
    assert!(code >= 0, "libhdf5 fails");
}

fn name(path: &Path) -> CString {
    CString::new(path.as_os_str().as_bytes()).expect("no NUL")
}

/// Of a dataset with filters, layout and all that is left to chance.
fn list(random: &mut Random, dims: &[u64], number: bool, size: usize, what: &mut String) -> (ffi::hid_t, Vec<u64>, bool) {
    let mut max = dims.to_vec();
    // SAFETY: the caller holds the lock; chunks have a length an axis
    unsafe {
        let dcpl = id(ffi::H5Pcreate(ffi::H5P_CLS_DATASET_CREATE_ID_g));
        done(ffi::H5Pset_obj_track_times(dcpl, false as _));
        let layout = if dims.is_empty() { 1 } else { random.below(8) };
        if layout == 0 && dims.iter().product::<u64>() < 60_000 / size as u64 {
            what.push_str(" compact");
            done(ffi::H5Pset_layout(dcpl, ffi::H5D_COMPACT));
        } else if layout > 1 {
            match random.below(4) {
                0 => max[0] = u64::MAX,
                1 => max.fill(u64::MAX),
                2 => max.iter_mut().for_each(|max| *max += random.below(20) as u64),
                _ => {}
            }
            let mut chunk: Vec<u64> = dims.iter().map(|&len| 1 + random.below(len as usize) as u64).collect();
            if random.below(5) == 0 {
                chunk = dims.to_vec();
            }
            let count: u64 = dims.iter().zip(&chunk).map(|(dim, chunk)| dim.div_ceil(*chunk)).product();
            if count > 300 {
                chunk = dims.iter().map(|dim| dim.div_ceil(4)).collect();
            }
            done(ffi::H5Pset_chunk(dcpl, chunk.len() as i32, chunk.as_ptr()));
            what.push_str(&format!(" chunks {chunk:?} of at most {max:?}"));
            let elements: u64 = chunk.iter().product();
            for _ in 0..random.below(4) {
                let filter = random.below(if number { 7 } else { 4 });
                let first = ffi::H5Pget_nfilters(dcpl) == 0;
                let code = match filter {
                    0 => ffi::H5Pset_shuffle(dcpl),
                    1 => ffi::H5Pset_deflate(dcpl, random.below(10) as u32),
                    2 => ffi::H5Pset_fletcher32(dcpl),
                    3 => ffi::H5Pset_filter(dcpl, 1, 0, 1, [4u32].as_ptr()),
                    // these know the elements as they are: nothing else comes before them
                    4 if first => ffi::H5Pset_nbit(dcpl),
                    5 if first => ffi::H5Pset_scaleoffset(dcpl, ffi::H5Z_SO_INT, 0),
                    // which makes other elements of those of three bytes, libaec 1.0.6
                    6 if first && elements >= 8 && size.is_power_of_two() => ffi::H5Pset_szip(dcpl, 32, 8),
                    _ => -1,
                };
                // szip may be absent, or decode only
                if code >= 0 {
                    what.push_str([" shuffle", " deflate", " fletcher32", " must deflate", " nbit", " scale-offset", " szip"][filter]);
                }
            }
            if random.below(4) == 0 {
                what.push_str(" unfiltered edges");
                done(ffi::H5Pset_chunk_opts(dcpl, ffi::H5D_CHUNK_DONT_FILTER_PARTIAL_CHUNKS));
            }
        }
        let time = random.below(4) as ffi::H5D_alloc_time_t;
        if layout != 0 {
            what.push_str(&format!(" allocated {time}"));
            done(ffi::H5Pset_alloc_time(dcpl, time));
        }
        (dcpl, max, layout > 1)
    }
}

/// Makes a dataset `x` in a new file, and says what C reads of it; `None` for one that libhdf5 does not make.
fn make<T: Copy>(path: &Path, random: &mut Random, kind: &Kind<T>, seed: u64) -> Option<Made<T>> {
    let large = random.below(4) == 0;
    let rank = if random.below(12) == 0 { 0 } else { 1 + random.below(4) };
    let mut what = String::new();
    let _lock = ffi::lock();
    // SAFETY: the lock is held; extents, places and values are as many as the dataspaces say
    unsafe {
        assert!(ffi::H5open() >= 0);
        let (stored, stored_type) = kind.stored[random.below(kind.stored.len())];
        let (stored_type, memory_type) = (id(stored_type()), id((kind.memory)()));
        let size = ffi::H5Tget_size(stored_type);
        let most = if large { (1 << 20) / size + 100_000 } else { 3000 };
        let side = (most as f64).powf(1.0 / rank.max(1) as f64) as usize;
        let dims: Vec<u64> = (0..rank).map(|_| (side / 2 + 1 + random.below(side)) as u64).collect();
        let (dcpl, max, chunked) = list(random, &dims, kind.number, size, &mut what);
        let fill = (kind.value)(random.below(1000));
        let fills = random.below(5);
        match fills {
            0 => done(ffi::H5Pset_fill_value(dcpl, stored_type, ptr::null())),
            1 | 2 => done(ffi::H5Pset_fill_value(dcpl, memory_type, (&raw const fill).cast())),
            _ => {}
        }
        let never = random.below(6) == 0;
        let undefined = never || fills == 0;
        if fills > 0 {
            done(ffi::H5Pset_fill_time(dcpl, if never { ffi::H5D_FILL_TIME_NEVER } else { random.below(2) as ffi::H5D_fill_time_t * 2 }));
        }
        let fapl = id(ffi::H5Pcreate(ffi::H5P_CLS_FILE_ACCESS_ID_g));
        let new = random.chance();
        if new {
            done(ffi::H5Pset_libver_bounds(fapl, 2, 2));
        }
        let fcpl = id(ffi::H5Pcreate(ffi::H5P_CLS_FILE_CREATE_ID_g));
        if random.below(4) == 0 {
            done(ffi::H5Pset_userblock(fcpl, 512));
        }
        let file = id(ffi::H5Fcreate(name(path).as_ptr(), 2, fcpl, fapl));
        let space = id(ffi::H5Screate_simple(rank as i32, dims.as_ptr(), max.as_ptr()));
        what = format!("seed {seed}: {dims:?} of {stored}, new format {new}, fill {fills}, never {never},{what}");
        let dataset = ffi::H5Dcreate2(file, c"x".as_ptr(), stored_type, space, 0, dcpl, 0);
        if dataset < 0 {
            assert!(what.contains("scale-offset"), "{what}"); // which libhdf5 has not got for every number
            return None;
        }
        let mut dims = dims;
        let write = |dims: &[u64], whole: bool, random: &mut Random| {
            let (start, count): (Vec<u64>, Vec<u64>) = dims
                .iter()
                .map(|&len| {
                    let start = if whole { 0 } else { random.below(len as usize) as u64 };
                    (start, if whole { len } else { 1 + random.below((len - start) as usize) as u64 })
                })
                .unzip();
            let many: u64 = count.iter().product();
            // noise, which deflates to more than it was, or not
            let (noisy, first) = (random.below(3) == 0, random.below(5000));
            let place = |n: usize| if noisy { n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20 } else { n / 3 };
            let values: Vec<T> = (0..many as usize).map(|n| (kind.value)(place(n + first))).collect();
            let space = id(ffi::H5Dget_space(dataset));
            let memory = id(ffi::H5Screate_simple(count.len() as i32, count.as_ptr(), ptr::null()));
            if !count.is_empty() {
                done(ffi::H5Sselect_hyperslab(space, ffi::H5S_SELECT_SET, start.as_ptr(), ptr::null(), count.as_ptr(), ptr::null()));
            }
            let code = ffi::H5Dwrite(dataset, memory_type, memory, space, 0, values.as_ptr().cast());
            done(ffi::H5Sclose(space));
            done(ffi::H5Sclose(memory));
            assert!(code >= 0, "{what}");
        };
        for _ in 0..random.below(3) {
            write(&dims, false, random);
        }
        if chunked && !undefined && random.chance() {
            dims.iter_mut().zip(&max).for_each(|(len, max)| {
                *len = (*len / 2 + random.below(*len as usize) as u64).clamp(1, *max);
            });
            done(ffi::H5Dset_extent(dataset, dims.as_ptr()));
            for _ in 0..random.below(2) {
                write(&dims, false, random);
            }
        }
        if undefined || random.below(3) == 0 {
            write(&dims, true, random);
        }
        done(ffi::H5Dclose(dataset));
        for list in [dcpl, fapl, fcpl] {
            done(ffi::H5Pclose(list));
        }
        done(ffi::H5Sclose(space));
        done(ffi::H5Fclose(file));
        let dims: Vec<usize> = dims.into_iter().map(|len| len as usize).collect();
        let values = read(path, memory_type, dims.iter().product(), (kind.value)(0));
        Some(Made { dims, values, what })
    }
}

/// What C reads.
fn read<T: Copy>(path: &Path, memory: ffi::hid_t, elements: usize, zero: T) -> Vec<T> {
    let mut values = vec![zero; elements];
    let _lock = ffi::lock();
    // SAFETY: the lock is held, and there is a value for each element
    unsafe {
        let file = id(ffi::H5Fopen(name(path).as_ptr(), 0, 0));
        let dataset = id(ffi::H5Dopen2(file, c"x".as_ptr(), 0));
        let space = id(ffi::H5Dget_space(dataset));
        assert_eq!(ffi::H5Sget_simple_extent_npoints(space), elements as i64);
        done(ffi::H5Dread(dataset, memory, 0, 0, 0, values.as_mut_ptr().cast::<c_void>()));
        done(ffi::H5Sclose(space));
        done(ffi::H5Dclose(dataset));
        done(ffi::H5Fclose(file));
    }
    values
}

/// Elements of a mask, in C order.
fn taken<T: Copy>(mask: &[bool], values: &[T]) -> Vec<T> {
    values.iter().zip(mask).filter(|(_, taken)| **taken).map(|(value, _)| *value).collect()
}

fn check<T: H5Type + Copy + PartialEq + Debug>(dataset: &Dataset, made: &Made<T>, random: &mut Random, how: &str) -> Result<()> {
    let (dims, values, what) = (&made.dims, &made.values, &made.what);
    let all: Vec<T> = dataset.read()?;
    assert!(all == *values, "all, {how}, {what}");
    if dims.is_empty() {
        return Ok(());
    }
    let mut into = values.clone();
    into.reverse();
    dataset.read_into(&mut into)?;
    assert!(into == *values, "into, {how}, {what}");
    let picked = |places: &[usize]| -> Vec<T> { places.iter().map(|&at| values[at]).collect() };
    for _ in 0..4 {
        let part = Part::of(dims, random, true);
        let read: Vec<T> = dataset.slice(&part.selection).read()?;
        assert!(read == picked(&part.places(dims)), "{:?}, {how}, {what}", part.selection);
        let mut into = read.clone();
        into.reverse();
        dataset.slice(&part.selection).read_into(&mut into)?;
        assert!(into == read, "into, {:?}, {how}, {what}", part.selection);
    }
    let points: Vec<Vec<usize>> = (0..1 + random.below(20)).map(|_| dims.iter().map(|&len| random.below(len)).collect()).collect();
    let place = |point: &Vec<usize>| point.iter().zip(dims).fold(0, |place, (at, dim)| place * dim + at);
    let read: Vec<T> = dataset.slice(Selection::points(&points)).read()?;
    assert!(read == picked(&points.iter().map(place).collect::<Vec<_>>()), "{points:?}, {how}, {what}");
    let mut mask = || -> Vec<bool> {
        let part = Part::of(dims, random, false);
        let mut mask = vec![false; values.len()];
        part.places(dims).into_iter().for_each(|at| mask[at] = true);
        mask
    };
    let (a, b) = (mask(), mask());
    let array = ArrayD::from_shape_vec(dims.clone(), a.clone()).expect("of this shape");
    assert!(dataset.slice(Selection::mask(&array)).read::<Vec<T>>()? == taken(&a, values), "a mask, {how}, {what}");
    let other = ArrayD::from_shape_vec(dims.clone(), b.clone()).expect("of this shape");
    let (one, two) = (Selection::mask(&array), Selection::mask(&other));
    let either: Vec<bool> = a.iter().zip(&b).map(|(a, b)| a | b).collect();
    assert!(dataset.slice(one.or(two)).read::<Vec<T>>()? == taken(&either, values), "a union, {how}, {what}");
    Ok(())
}

/// Writes a part here, or all of it.
fn write<T: H5Type<Borrowed = T> + Copy>(dataset: &Dataset, made: &mut Made<T>, random: &mut Random, kind: &Kind<T>) -> Result<()> {
    let first = random.below(3000);
    if made.dims.is_empty() || random.below(3) == 0 {
        made.values.iter_mut().enumerate().for_each(|(n, value)| *value = (kind.value)(n + first));
        let all = ArrayD::from_shape_vec(made.dims.clone(), made.values.clone()).expect("of this shape");
        return dataset.write(&all);
    }
    let part = Part::of(&made.dims, random, false);
    let places = part.places(&made.dims);
    let values: Vec<T> = (0..places.len()).map(|n| (kind.value)(n / 2 + first)).collect();
    places.iter().zip(&values).for_each(|(&at, value)| made.values[at] = *value);
    dataset.slice(&part.selection).write(&ArrayD::from_shape_vec(part.shape, values).expect("of this shape"))
}

fn round<T: H5Type<Borrowed = T> + Copy + PartialEq + Debug>(seed: u64, kind: &Kind<T>) -> Result<()> {
    let random = &mut Random(seed);
    let directory = tempfile::tempdir()?;
    let path = directory.path().join("x.h5");
    let Some(mut made) = make(&path, random, kind, seed) else { return Ok(()) };
    let image = Image::from(std::fs::read(&path)?);
    check(&File::open(&path)?.dataset("x")?, &made, random, "on disk")?;
    check(&File::from_image(image.clone()).open()?.dataset("x")?, &made, random, "image")?;
    let memory = || {
        // SAFETY: a type of the library's, made under the lock
        let _lock = ffi::lock();
        (kind.memory)()
    };
    let again = directory.path().join("again.h5");
    for shared in [true, false] {
        let file = File::from_image(if shared { image.clone() } else { image.to_vec().into() }).open_rw()?;
        let (before, what) = (made.values.clone(), made.what.clone());
        let dataset = file.dataset("x")?;
        check(&dataset, &made, random, "a writable image")?;
        for n in 0..1 + random.below(3) {
            write(&dataset, &mut made, random, kind)?;
            made.what = format!("{n} writes, shared {shared}, {what}");
            check(&dataset, &made, random, "written in memory")?;
        }
        file.save(&again)?;
        let read = read(&again, memory(), made.values.len(), (kind.value)(0));
        assert!(read == made.values, "C after {}", made.what);
        check(&file.snapshot()?.dataset("x")?, &made, random, "a snapshot")?;
        check(&File::from_image(file.image()?).open()?.dataset("x")?, &made, random, "an image of what was written")?;
        check(&dataset, &made, random, "saved")?;
        (made.values, made.what) = (before, what);
    }
    let file = File::open_rw(&path)?;
    let dataset = file.dataset("x")?;
    for _ in 0..2 {
        check(&dataset, &made, random, "writable on disk")?;
        write(&dataset, &mut made, random, kind)?;
    }
    check(&dataset, &made, random, "written on disk")?;
    drop(dataset);
    file.close()?;
    assert!(read(&path, memory(), made.values.len(), (kind.value)(0)) == made.values, "C after writes on disk, {}", made.what);
    Ok(())
}

/// Every seed of a test, or those that were asked for.
fn seeds(usual: u64) -> Range<u64> {
    let Ok(asked) = std::env::var("H5MEM_SEEDS") else { return 0..usual };
    let (from, to) = asked.split_once("..").expect("from..to");
    from.parse().expect("a number")..to.parse().expect("a number")
}

fn run<T: H5Type<Borrowed = T> + Copy + PartialEq + Debug>(usual: u64, kind: &Kind<T>) -> Result<()> {
    seeds(usual).try_for_each(|seed| round(seed, kind))
}

/// A type of the library's own.
macro_rules! own {
    ($($name:ident),*) => {
        // SAFETY: set when the library was initialised, and read under the lock
        vec![$((stringify!($name), || unsafe { ffi::$name })),*]
    };
}

/// A number of this many bits at this offset, in so many bytes.
fn odd(of: ffi::hid_t, size: usize, precision: usize, offset: usize) -> ffi::hid_t {
    // SAFETY: the lock is held
    unsafe {
        let dtype = id(ffi::H5Tcopy(of));
        done(ffi::H5Tset_precision(dtype, precision));
        done(ffi::H5Tset_size(dtype, size));
        done(ffi::H5Tset_offset(dtype, offset));
        dtype
    }
}

fn native<T: Copy>(types: Vec<Stored>, value: fn(usize) -> T) -> Kind<T> {
    Kind { memory: types[0].1, stored: types, value, number: true }
}

#[test]
fn integers() -> Result<()> {
    run(2, &native(own![H5T_STD_I8LE_g, H5T_STD_I8BE_g], |n| n as i8))?;
    run(2, &native(own![H5T_NATIVE_UINT8_g], |n| n as u8))?;
    run(2, &native(own![H5T_NATIVE_INT16_g, H5T_STD_I16LE_g, H5T_STD_I16BE_g], |n| n as i16))?;
    run(2, &native(own![H5T_NATIVE_UINT32_g, H5T_STD_U32LE_g, H5T_STD_U32BE_g], |n| n as u32))?;
    run(2, &native(own![H5T_NATIVE_INT64_g, H5T_STD_I64LE_g, H5T_STD_I64BE_g], |n| (n as i64).wrapping_mul(-0x1234_5678_9abc)))
}

#[test]
fn integers_of_odd_sizes() -> Result<()> {
    // SAFETY: as above
    let stored: Vec<Stored> = unsafe {
        vec![
            ("3 bytes", || odd(ffi::H5T_STD_I32LE_g, 3, 24, 0)),
            ("3 bytes, big-endian", || odd(ffi::H5T_STD_I32BE_g, 3, 24, 0)),
            ("20 bits in 4 bytes", || odd(ffi::H5T_STD_I32LE_g, 4, 20, 3)),
            ("5 bytes", || odd(ffi::H5T_STD_I64LE_g, 5, 40, 0)),
        ]
    };
    // SAFETY: as above
    run(3, &Kind { stored, memory: || unsafe { ffi::H5T_NATIVE_INT32_g }, value: |n| (n % 500_000) as i32 - 250_000, number: true })
}

#[test]
fn floats() -> Result<()> {
    run(3, &native(own![H5T_NATIVE_DOUBLE_g, H5T_IEEE_F64LE_g, H5T_IEEE_F64BE_g], |n| n as f64 / 8.0))?;
    run(3, &native(own![H5T_NATIVE_FLOAT_g, H5T_IEEE_F32LE_g, H5T_IEEE_F32BE_g], |n| (n % 65_536) as f32 / 4.0))?;
    // SAFETY: as above
    let half = || unsafe {
        let dtype = id(ffi::H5Tcopy(ffi::H5T_IEEE_F32LE_g));
        done(ffi::H5Tset_fields(dtype, 15, 10, 5, 0, 10));
        done(ffi::H5Tset_size(dtype, 2));
        done(ffi::H5Tset_ebias(dtype, 15));
        dtype
    };
    let stored: Vec<Stored> = vec![("half a float", half)];
    // SAFETY: as above
    run(2, &Kind { stored, memory: || unsafe { ffi::H5T_NATIVE_FLOAT_g }, value: |n| (n % 2000) as f32 / 2.0, number: false })
}

fn enumeration(base: ffi::hid_t, members: &[(&CStr, i8)]) -> ffi::hid_t {
    // SAFETY: the lock is held, the values have the base's size
    unsafe {
        let dtype = id(ffi::H5Tenum_create(base));
        members.iter().for_each(|(name, value)| done(ffi::H5Tenum_insert(dtype, name.as_ptr(), (&raw const *value).cast())));
        dtype
    }
}

#[derive(H5Type, Clone, Copy, Debug, PartialEq)]
#[repr(i8)]
enum Colour {
    Red = -1,
    Green = 0,
    Blue = 5,
}

#[test]
fn truths_and_enums() -> Result<()> {
    // SAFETY: as above
    let truth = || enumeration(unsafe { ffi::H5T_STD_I8LE_g }, &[(c"FALSE", 0), (c"TRUE", 1)]);
    run(2, &Kind { stored: vec![("bool", truth)], memory: truth, value: |n| n % 3 == 1, number: false })?;
    // SAFETY: as above
    let colour = || enumeration(unsafe { ffi::H5T_STD_I8LE_g }, &[(c"Red", -1), (c"Green", 0), (c"Blue", 5)]);
    let value = |n: usize| [Colour::Green, Colour::Red, Colour::Blue][n % 3];
    run(2, &Kind { stored: vec![("enum", colour)], memory: colour, value, number: false })
}

#[derive(H5Type, Clone, Copy, Debug, PartialEq)]
#[repr(C)]
struct Record {
    id: u16,
    x: f64,
    at: [i32; 2],
    weight: f32,
}

/// With these members' types and offsets.
fn compound(size: usize, members: &[(&CStr, usize, ffi::hid_t)]) -> ffi::hid_t {
    // SAFETY: the lock is held
    unsafe {
        let dtype = id(ffi::H5Tcreate(ffi::H5T_COMPOUND, size));
        members.iter().for_each(|(name, offset, member)| done(ffi::H5Tinsert(dtype, name.as_ptr(), *offset, *member)));
        dtype
    }
}

fn pair(of: ffi::hid_t) -> ffi::hid_t {
    // SAFETY: the lock is held, the rank is one
    id(unsafe { ffi::H5Tarray_create2(of, 1, [2u64].as_ptr()) })
}

fn record() -> ffi::hid_t {
    // SAFETY: as above
    unsafe {
        let members = [
            (c"id", offset_of!(Record, id), ffi::H5T_NATIVE_UINT16_g),
            (c"x", offset_of!(Record, x), ffi::H5T_NATIVE_DOUBLE_g),
            (c"at", offset_of!(Record, at), pair(ffi::H5T_NATIVE_INT32_g)),
            (c"weight", offset_of!(Record, weight), ffi::H5T_NATIVE_FLOAT_g),
        ];
        compound(size_of::<Record>(), &members)
    }
}

#[test]
fn records() -> Result<()> {
    let packed = || {
        // SAFETY: as above
        let (id, x, at, weight) =
            unsafe { (ffi::H5T_STD_U16BE_g, ffi::H5T_IEEE_F64LE_g, pair(ffi::H5T_STD_I32BE_g), ffi::H5T_IEEE_F32LE_g) };
        compound(22, &[(c"weight", 0, weight), (c"id", 4, id), (c"at", 6, at), (c"x", 14, x)])
    };
    let stored: Vec<Stored> = vec![("records with gaps", record), ("records in another order", packed)];
    let value = |n: usize| Record { id: n as u16, x: n as f64, at: [n as i32, -1], weight: 0.5 };
    run(3, &Kind { stored, memory: record, value, number: false })
}

//! One round trip over every element, container, layout and byte order; and what types do not fit.
#![cfg(all(feature = "derive", feature = "ndarray"))]
#![allow(missing_docs)]
#![allow(unsafe_code)] // memory with padding of a known kind
use std::{fmt::Debug, mem::MaybeUninit, ops::ControlFlow, path::Path};

use h5mem::{
    AsArray, Attribute, ByteOrder, Charset, Dataset, DatasetBuilder, DynArray, Error, ErrorKind, ExternalLinks, File, FileAccess, FixedStr,
    FromArray, H5Type, Object, ObjectReference, Opaque, RegionReference, Result, Selection, StringPadding, StringType, TypeDescriptor,
    Value,
};
use ndarray::{Array1, Array2, ArrayD, s};

/// The same type in the other byte order.
fn swapped(dtype: &TypeDescriptor) -> TypeDescriptor {
    let mut dtype = dtype.clone();
    swap(&mut dtype);
    dtype
}

fn swap(dtype: &mut TypeDescriptor) {
    let bits = match dtype {
        TypeDescriptor::Integer(integer) | TypeDescriptor::Enum { base: integer, .. } => &mut integer.bits,
        TypeDescriptor::Float(float) => &mut float.bits,
        TypeDescriptor::Bitfield(bits) => bits,
        TypeDescriptor::Compound { members, .. } => return members.iter_mut().for_each(|member| swap(&mut member.dtype)),
        TypeDescriptor::Array { base, .. } | TypeDescriptor::VarLen(base) => return swap(base),
        _ => return,
    };
    bits.order = if bits.order == ByteOrder::Little { ByteOrder::Big } else { ByteOrder::Little };
}

/// The type that containers of `T` have in files: the axes of an array are the container's.
fn stored<T: H5Type>() -> TypeDescriptor {
    match T::descriptor() {
        TypeDescriptor::Array { base, .. } => *base,
        other => other,
    }
}

fn has_pointers(dtype: &TypeDescriptor) -> bool {
    match dtype {
        TypeDescriptor::String(text) => text.size.is_none(),
        TypeDescriptor::VarLen(_) => true,
        TypeDescriptor::Array { base, .. } => has_pointers(base),
        TypeDescriptor::Compound { members, .. } => members.iter().any(|member| has_pointers(&member.dtype)),
        _ => false,
    }
}

/// Where elements are: what there is to check.
enum Place<'a> {
    Dataset(&'a Dataset),
    Attribute(&'a Attribute),
}

impl Place<'_> {
    fn read<A: FromArray>(&self) -> Result<A> {
        match self {
            Self::Dataset(dataset) => dataset.read(),
            Self::Attribute(attribute) => attribute.read(),
        }
    }
}

const LAYOUTS: [&str; 5] = ["contiguous", "chunked", "compact", "packed", "external"];

/// A dataset of this layout, if such data has it.
fn laid_out(new: DatasetBuilder, layout: &str, dtype: &TypeDescriptor, scalar: bool, outside: &Path) -> Option<DatasetBuilder> {
    match layout {
        "contiguous" => Some(new),
        "compact" => Some(new.compact()),
        "chunked" => (!scalar).then(|| new.auto_chunk()),
        // filters, and files outside, are for bytes that stand for themselves
        _ if has_pointers(dtype) => None,
        "packed" => (!scalar).then(|| new.shuffle().deflate(6)),
        _ => {
            // libhdf5 reads what it is to write a compound over
            std::fs::write(outside, []).expect("a file");
            Some(new.external(outside, 0, u64::MAX))
        }
    }
}

/// Writes in every layout and byte order, as dataset and as attribute, in memory and on disk, and reads each as often as `check` likes: at
/// once, from the file opened again, and after a way through values whose type nobody knew.
fn everywhere<T: H5Type, A: AsArray + ?Sized>(data: &A, check: impl Fn(&Place<'_>) -> Result<()>) -> Result<()> {
    let directory = tempfile::tempdir()?;
    let path = directory.path().join("x.h5");
    for in_memory in [true, false] {
        let file = if in_memory { File::in_memory()? } else { File::create(&path)? };
        write_all::<T, _>(&file, data, &check, directory.path(), in_memory)?;
        let file = if in_memory {
            let links = ExternalLinks::within([directory.path()]);
            File::from_image(file.into_image()?).access(FileAccess::memory().external_links(links)).open()?
        } else {
            file.close()?;
            File::open(&path)?
        };
        file.visit(|_, object| {
            if let Object::Dataset(dataset) = object {
                check(&Place::Dataset(dataset))?;
                dataset.attrs().iter()?.try_for_each(|attribute| check(&Place::Attribute(&attribute)))?;
            }
            Ok::<_, Error>(ControlFlow::Continue(()))
        })?;
    }
    Ok(())
}

fn write_all<T: H5Type, A: AsArray + ?Sized>(
    file: &File,
    data: &A,
    check: &impl Fn(&Place<'_>) -> Result<()>,
    directory: &Path,
    in_memory: bool,
) -> Result<()> {
    let dtype = stored::<T>();
    for layout in LAYOUTS {
        for (order, dtype) in [("native", dtype.clone()), ("swapped", swapped(&dtype))] {
            let outside = directory.join(format!("{in_memory}-{order}"));
            let new = file.new_dataset(&format!("{layout}/{order}"));
            let Some(new) = laid_out(new, layout, &dtype, data.extent().dims().is_empty(), &outside) else { continue };
            let dataset = new.write_as(&dtype, data)?;
            assert_eq!(dataset.dtype()?, dtype);
            check(&Place::Dataset(&dataset))?;
            if layout == "contiguous" {
                dataset.attrs().set_as("attribute", &dtype, data)?;
                let attribute = dataset.attrs().open("attribute")?;
                assert_eq!(attribute.dtype()?, dtype);
                check(&Place::Attribute(&attribute))?;
                let any: DynArray = dataset.read()?;
                dataset.attrs().set("any", &any)?;
                check(&Place::Dataset(&file.write(&format!("any/{order}"), &any)?))?;
            }
        }
    }
    Ok(())
}

/// Every container of six values.
#[track_caller]
fn containers<T: H5Type + PartialEq + Debug>(values: [T; 6]) {
    let run = || -> Result<()> {
        let list = values.to_vec();
        let flat = T::descriptor() == stored::<T>(); // the axes of arrays are the container's
        everywhere::<T, _>(&list, |place| {
            assert_eq!(place.read::<Vec<T>>()?, list);
            assert_eq!(place.read::<[T; 6]>()?, values);
            assert_eq!(place.read::<Option<Box<[T]>>>()?.as_deref(), Some(&*list));
            if let Place::Dataset(dataset) = place {
                assert_eq!(dataset.slice(1..4).read::<Vec<T>>()?, list[1..4]);
                if flat {
                    let points = Selection::points(&[[5], [0]]);
                    assert_eq!(dataset.slice(points).read::<Vec<T>>()?, [list[5].clone(), list[0].clone()]);
                }
                let mut over = vec![list[0].clone(); 6];
                dataset.read_into(&mut over)?;
                assert_eq!(over, list);
            }
            Ok(())
        })?;
        let table = Array2::from_shape_vec((2, 3), list.clone()).expect("six values");
        everywhere::<T, _>(&table, |place| {
            assert_eq!(place.read::<Array2<T>>()?, table);
            assert_eq!(place.read::<ArrayD<T>>()?, table.clone().into_dyn());
            assert_eq!(place.read::<Vec<T>>()?, list);
            if let Place::Dataset(dataset) = place {
                assert_eq!(dataset.slice((1, ..)).read::<Array1<T>>()?, table.slice(s![1, ..]));
                if flat {
                    assert_eq!(dataset.slice(s![1, ..;-1]).read::<Array1<T>>()?, table.slice(s![1, ..;-1]));
                }
                let mut over = table.clone();
                over.fill(list[0].clone());
                dataset.read_into(&mut over)?;
                assert_eq!(over, table);
            }
            Ok(())
        })?;
        let turned = table.t();
        let strided = turned.slice(s![..;-2, ..]);
        everywhere::<T, _>(&strided, |place| {
            assert_eq!(place.read::<Vec<T>>()?, strided.iter().cloned().collect::<Vec<_>>());
            Ok(())
        })?;
        let attrs = File::in_memory()?;
        attrs.attrs().set("list", &list)?;
        attrs.attrs().set("strided", &strided)?;
        attrs.attrs().set("none", &None::<Vec<T>>)?;
        assert_eq!(attrs.attrs().get::<Vec<T>>("list")?, list);
        assert_eq!(attrs.attrs().get::<Vec<T>>("strided")?, strided.iter().cloned().collect::<Vec<_>>());
        assert_eq!(attrs.attrs().get::<Option<Vec<T>>>("none")?, None);
        Ok(())
    };
    run().unwrap_or_else(|error| panic!("{}: {error}", T::descriptor()));
}

/// The same, and each value by itself.
#[track_caller]
fn scalars<T: H5Type + AsArray + FromArray + PartialEq + Debug>(values: [T; 6]) {
    for value in &values {
        let alone = everywhere::<T, _>(value, |place| {
            assert_eq!(&place.read::<T>()?, value);
            assert_eq!(place.read::<Option<T>>()?.as_ref(), Some(value));
            Ok(())
        });
        alone.unwrap_or_else(|error| panic!("{}: {error}", T::descriptor()));
    }
    containers(values);
}

#[derive(H5Type, Clone, Debug, PartialEq)]
struct Record {
    small: u8,
    name: String,
    large: f64,
    list: Vec<(i16, bool)>,
    kind: Kind,
    grid: [[u16; 2]; 2],
}

#[derive(H5Type, Clone, Copy, Debug, PartialEq)]
#[repr(C)]
struct Padded {
    small: u8,
    large: f64,
    flag: bool,
}

#[derive(H5Type, Clone, Copy, Debug, PartialEq)]
#[repr(i16)]
enum Kind {
    A = -300,
    B = 0,
    C = 7,
}

#[test]
fn numbers() {
    macro_rules! integers {
        ($($t:ident),*) => {$( scalars([$t::MIN, $t::MAX, 0, 1, $t::MAX / 3, $t::MIN / 7]); )*};
    }
    integers!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize);
    scalars([0.0f32, -1.5, f32::MAX, f32::MIN_POSITIVE, 1e-45, f32::INFINITY]);
    scalars([0.0f64, -1.5, f64::MAX, f64::MIN_POSITIVE, 5e-324, f64::NEG_INFINITY]);
    scalars([true, false, true, true, false, false]);
}

#[cfg(feature = "half")]
#[test]
fn halves() {
    use half::{bf16, f16};
    scalars([0.0f32, 1.5, -2.0, 65504.0, f32::INFINITY, 0.099_975_586].map(f16::from_f32));
    scalars([0.0f32, 1.5, -2.0, 1e38, f32::INFINITY, 0.1].map(bf16::from_f32));
    let file = File::in_memory().unwrap();
    file.write("x", &[1.5f64, 65504.0]).unwrap();
    file.write("y", &[0.1]).unwrap();
    assert_eq!(file.dataset("x").unwrap().read::<Vec<f16>>().unwrap()[1], f16::MAX);
    assert_eq!(file.dataset("y").unwrap().read::<Vec<f16>>().unwrap_err().kind(), ErrorKind::Overflow);
}

#[cfg(feature = "num-complex")]
#[test]
fn complex_numbers() -> Result<()> {
    use num_complex::Complex;
    scalars([0.0, 1.5, -2.0, 1e38, f32::INFINITY, 0.1].map(|x| Complex::new(x, -x)));
    scalars([0.0, 1.5, -2.0, 1e300, f64::INFINITY, 0.1].map(|x| Complex::new(x, 1.0)));
    let file = File::in_memory()?;
    // HDF5's own
    let (single, double) = (h5mem::Float::F32, h5mem::Float::F64);
    let mut other = single;
    other.bits.order = if ByteOrder::NATIVE == ByteOrder::Little { ByteOrder::Big } else { ByteOrder::Little };
    for part in if h5mem::library::version()? < (2, 0, 0) { vec![] } else { vec![single, double, other] } {
        let own = TypeDescriptor::Complex(part);
        let values = [Complex::new(0.5f32, -2.0), Complex::new(f32::NEG_INFINITY, 1e30)];
        let dataset = file.new_dataset(&own.to_string()).write_as(&own, &values)?;
        assert_eq!((dataset.dtype()?, dataset.read::<Vec<Complex<f32>>>()?), (own.clone(), values.to_vec()));
        let wide = values.map(|value| Complex::new(f64::from(value.re), f64::from(value.im)));
        assert_eq!(dataset.read::<Vec<Complex<f64>>>()?, wide);
        dataset.write(&wide)?;
        assert_eq!(dataset.read::<Vec<Complex<f32>>>()?, values);
        let fine = [Complex::new(0.0, 0.1f64), Complex::new(1e300, 0.0)];
        let kind = |result: Result<()>| result.expect_err("an error").kind();
        if part == double {
            dataset.write(&fine)?;
            assert_eq!(kind(dataset.read::<Vec<Complex<f32>>>().map(drop)), ErrorKind::Overflow);
        } else {
            assert_eq!(kind(dataset.write(&fine)), ErrorKind::Overflow);
        }
        assert_eq!(kind(dataset.read::<Vec<f64>>().map(drop)), ErrorKind::Type);
        if part == double {
            assert_eq!(dataset.read_lossy::<Vec<Complex<f32>>>()?[0], Complex::new(0.0, 0.1));
        }
        file.attrs().set_as("own", &own, &values[0])?;
        assert_eq!(file.attrs().get::<Complex<f32>>("own")?, values[0]);
    }
    // other names, other sizes
    let dtype = TypeDescriptor::packed([("real".to_owned(), f32::descriptor()), ("imag".to_owned(), f32::descriptor())]);
    let x = file.new_dataset("x").write_as(&dtype, &[Complex::new(0.5f32, 2.0)])?;
    assert_eq!(x.read::<Complex<f64>>()?, Complex::new(0.5, 2.0));
    assert_eq!(x.read::<(f32, f32)>().expect_err("an error").kind(), ErrorKind::Type);
    let dtype = TypeDescriptor::packed([("re".to_owned(), f64::descriptor()), ("im".to_owned(), f64::descriptor())]);
    let fine = file.new_dataset("fine").write_as(&dtype, &[Complex::new(0.1, 2.0)])?;
    assert_eq!(fine.read::<Complex<f32>>().expect_err("an error").kind(), ErrorKind::Overflow);
    assert_eq!(fine.read_lossy::<Complex<f32>>()?, Complex::new(0.1, 2.0));
    Ok(())
}

#[test]
fn text_and_bytes() {
    scalars(["", "a", "grün", "☃☃☃☃☃☃", "with space ", "line\n"].map(str::to_owned));
    scalars(["", "a", "grün", "12345678", "with 8 b", " x "].map(|text| FixedStr::<8>::new(text).expect("eight bytes")));
    scalars([0u8, 1, 2, 3, 4, 255].map(|n| Opaque([n, 0, n])));
    scalars([ObjectReference::default(); 6]);
    scalars([(); 6].map(|()| RegionReference::default()));
}

#[test]
fn nested_elements() {
    let n = [0u8, 1, 2, 3, 4, 5];
    containers(n.map(|n| [i32::from(n), -1]));
    containers(n.map(|n| [[f32::from(n); 2]; 3]));
    containers(n.map(|n| (0..n).map(u16::from).collect::<Vec<_>>()));
    containers(n.map(|n| vec![vec!["x".repeat(n.into()); n.into()]; 2]));
    containers(n.map(|n| (n % 2 == 0).then(|| i16::from(n))));
    containers(n.map(|n| vec![[n, 0]; n.into()]));
    scalars(n.map(|n| (n, f64::from(n), n % 2 == 0)));
    scalars(n.map(|n| [Kind::A, Kind::B, Kind::C][usize::from(n) % 3]));
    scalars(n.map(|n| Padded { small: n, large: 0.1, flag: n > 2 }));
    scalars(n.map(|n| Record {
        small: n,
        name: "x".repeat(n.into()),
        large: 1.0 / f64::from(n),
        list: vec![(-1, true); n.into()],
        kind: Kind::C,
        grid: [[n.into(); 2]; 2],
    }));
}

#[test]
fn strings_of_every_kind_are_strings() -> Result<()> {
    let file = File::in_memory()?;
    for (n, padding) in [StringPadding::NullTerm, StringPadding::NullPad, StringPadding::SpacePad].into_iter().enumerate() {
        let dtype = TypeDescriptor::String(StringType { padding, ..StringType::fixed(6) });
        let dataset = file.new_dataset(&n.to_string()).write_as(&dtype, &["grün", "", "abcdef"])?;
        assert_eq!(dataset.read::<Vec<String>>()?, ["grün", "", "abcdef"]);
        let fixed: Vec<FixedStr<6>> = dataset.read()?;
        assert_eq!(&*fixed[0], "grün");
        dataset.write(&fixed)?;
        assert_eq!(dataset.read::<Vec<String>>()?, ["grün", "", "abcdef"]);
        assert_eq!(dataset.read::<Vec<FixedStr<5>>>().expect_err("an error").kind(), ErrorKind::Overflow);
        assert_eq!(dataset.write(&["1234567", "", ""]).expect_err("an error").kind(), ErrorKind::Overflow);
    }
    assert!(FixedStr::<3>::new("abcd").is_none() && FixedStr::<3>::new("a\0").is_none());
    Ok(())
}

#[test]
fn tags_stay_with_the_file() -> Result<()> {
    let file = File::in_memory()?;
    let dtype = TypeDescriptor::Opaque { size: 2, tag: "a tag".to_owned() };
    let x = file.new_dataset("x").write_as(&dtype, &[Opaque([1, 2])])?;
    assert_eq!((x.dtype()?, x.read::<Opaque<2>>()?), (dtype, Opaque([1, 2])));
    assert_eq!(x.read::<Opaque<3>>().expect_err("an error").kind(), ErrorKind::Type);
    Ok(())
}

#[test]
fn types_that_have_nothing_in_common_are_refused() -> Result<()> {
    fn refused<T: H5Type>(dataset: &h5mem::Dataset) -> Result<()> {
        let error = dataset.read::<Vec<T>>().err().unwrap_or_else(|| panic!("{} as {}", dataset.path().unwrap(), T::descriptor()));
        assert_eq!(error.kind(), ErrorKind::Type, "{error}");
        Ok(())
    }
    let file = File::in_memory()?;
    let number = file.write("number", &[1.0])?;
    let text = file.write("text", &["1"])?;
    let list = file.write("list", &[vec![1u8]])?;
    let pair = file.write("pair", &[(1u8, 2u8)])?;
    let opaque = file.write("opaque", &[Opaque([1u8; 8])])?;
    for dataset in [&text, &list, &pair, &opaque] {
        refused::<f64>(dataset)?;
        refused::<u8>(dataset)?;
        refused::<bool>(dataset)?;
        refused::<ObjectReference>(dataset)?;
        refused::<Kind>(dataset)?;
    }
    for dataset in [&number, &list, &pair, &opaque] {
        refused::<String>(dataset)?;
        refused::<FixedStr<8>>(dataset)?;
        refused::<Vec<String>>(dataset)?;
    }
    for dataset in [&number, &text, &list, &opaque] {
        refused::<(u8, u8)>(dataset)?;
        refused::<Padded>(dataset)?;
    }
    refused::<Opaque<8>>(&number)?;
    refused::<(u8, u8, u8)>(&pair)?;
    assert_eq!(number.write(&["1"]).expect_err("an error").kind(), ErrorKind::Type);
    assert_eq!(text.write(&[1.0]).expect_err("an error").kind(), ErrorKind::Type);
    assert_eq!(text.read::<Vec<String>>()?, ["1"]);
    Ok(())
}

#[test]
fn the_first_value_that_does_not_fit_is_named() -> Result<()> {
    let file = File::in_memory()?;
    let x = file.write("x", &[[1i64, 2], [-1, 300]])?;
    let error = x.read::<Vec<u8>>().expect_err("an error");
    assert!(matches!(&error, Error::Overflow { index: 2, value, target, .. } if value == "-1" && target == "u8"), "{error:?}");
    let bytes = file.write("bytes", &[0u8; 4])?;
    let error = bytes.write(&[1u16, 2, 256, 70]).expect_err("an error");
    assert!(matches!(&error, Error::Overflow { index: 2, value, .. } if value == "256"), "{error:?}");
    assert_eq!(bytes.read::<Vec<u8>>()?, [0; 4]);
    Ok(())
}

#[test]
fn lossy_reading_has_the_rules_of_c() -> Result<()> {
    #[derive(H5Type, Clone, Debug, PartialEq)]
    struct Wide {
        name: String,
        number: f64,
        list: Vec<i32>,
        grid: [[i64; 2]; 2],
        inner: (f64, bool),
    }
    #[derive(H5Type, Clone, Debug, PartialEq)]
    struct Narrow {
        list: Vec<u8>,
        inner: (f32, bool),
        grid: [[i8; 2]; 2],
        name: String,
        number: Option<u16>,
        #[h5(default)]
        more: u8,
    }
    let wide = Wide { name: "x".to_owned(), number: 65_535.5, list: vec![-1, 300, 7], grid: [[-1000, 1], [2, 1000]], inner: (0.1, true) };
    let narrow = Narrow {
        list: vec![0, 255, 7],
        inner: (0.1, true),
        grid: [[-128, 1], [2, 127]],
        name: "x".to_owned(),
        number: Some(65_535),
        more: 0,
    };
    for dtype in [Wide::descriptor(), swapped(&Wide::descriptor())] {
        let file = File::in_memory()?;
        let x = file.new_dataset("x").write_as(&dtype, &[wide.clone(), wide.clone()])?;
        assert_eq!(x.read::<Vec<Narrow>>().expect_err("an error").kind(), ErrorKind::Overflow);
        assert_eq!(x.read_lossy::<Vec<Narrow>>()?, [narrow.clone(), narrow.clone()]);
        assert_eq!(x.slice(1).read_lossy::<Narrow>()?, narrow);
        file.attrs().set_as("x", &dtype, &wide)?;
        assert_eq!(file.attrs().open("x")?.read_lossy::<Narrow>()?, narrow);
    }
    let file = File::in_memory()?;
    let chunked = file.new_dataset("chunked").chunk([2, 2]).deflate(1).write(&[[1.5f64, -1.5, 1e10], [f64::INFINITY, 0.1, -1e10]])?;
    assert_eq!(chunked.read_lossy::<Vec<[i16; 3]>>()?, [[1, -1, i16::MAX], [i16::MAX, 0, i16::MIN]]);
    assert_eq!(chunked.read_lossy::<Array2<f32>>()?[[1, 1]], 0.1);
    assert_eq!(chunked.slice(s![.., 2]).read_lossy::<Vec<u8>>()?, [255, 0]);
    // two numbers of two bytes are not one of four
    file.attrs().set("pair", &[1i16, 2])?;
    let pair = file.attrs().open("pair")?;
    assert_eq!(pair.read_lossy::<f32>().expect_err("an error").kind(), ErrorKind::Shape);
    assert_eq!(pair.read_lossy::<Vec<f32>>()?, [1.0, 2.0]);
    // what is no number stays checked
    assert_eq!(chunked.read_lossy::<Vec<bool>>().expect_err("an error").kind(), ErrorKind::Type);
    assert_eq!(file.write("text", &["a"])?.read_lossy::<Vec<f64>>().expect_err("an error").kind(), ErrorKind::Type);
    let kinds = file.write("kinds", &[Kind::A, Kind::C])?;
    assert_eq!(kinds.read_lossy::<Vec<i8>>()?, [-128, 7]);
    assert_eq!(kinds.read_lossy::<Vec<Kind>>()?, [Kind::A, Kind::C]);
    // nothing of it stays for the next, exact reading
    assert_eq!(chunked.read::<Vec<f32>>().expect_err("an error").kind(), ErrorKind::Overflow);
    Ok(())
}

#[test]
fn truth_is_read_from_numbers() -> Result<()> {
    let file = File::in_memory()?;
    let truths = [true, false, true];
    for (n, dtype) in [i8::descriptor(), u8::descriptor(), swapped(&i32::descriptor()), u64::descriptor()].into_iter().enumerate() {
        let x = file.new_dataset(&n.to_string()).write_as(&dtype, &[1, 0, 1])?;
        assert_eq!(x.read::<Vec<bool>>()?, truths);
        x.write(&[false, true, true])?;
        assert_eq!(x.read::<Vec<u8>>()?, [0, 1, 1]);
        x.write(&[1, 2, 0])?;
        let error = x.read::<Vec<bool>>().expect_err("an error");
        assert!(error.kind() == ErrorKind::InvalidValue && error.to_string().contains("element 1: 2"), "{error}");
    }
    // an enum of more bytes than h5py's
    let TypeDescriptor::Enum { base, members } = bool::descriptor() else { panic!("an enum") };
    let bits = h5mem::Bits::native(2);
    let wide = swapped(&TypeDescriptor::Enum { base: h5mem::Integer { bits, ..base }, members });
    let x = file.new_dataset("wide").write_as(&wide, &truths)?;
    assert_eq!((x.read::<Vec<bool>>()?, x.read::<Vec<u8>>()?), (truths.to_vec(), vec![1, 0, 1]));
    // PyTables'
    let flags = file.new_dataset("flags").write_as(&TypeDescriptor::Bitfield(h5mem::Bits::native(1)), &truths)?;
    assert_eq!(
        (flags.read::<Vec<bool>>()?, flags.read::<Vec<u8>>()?, flags.read::<Vec<i64>>()?),
        (truths.to_vec(), vec![1, 0, 1], vec![1, 0, 1])
    );
    Ok(())
}

#[test]
fn bitfields_are_unsigned_numbers() -> Result<()> {
    let file = File::in_memory()?;
    let odd = h5mem::Bits { size: 3, precision: 12, offset: 5, ..h5mem::Bits::native(3) };
    for (n, bits) in [h5mem::Bits::native(4), odd].into_iter().enumerate() {
        let native = TypeDescriptor::Bitfield(bits);
        for (order, dtype) in [("native", native.clone()), ("swapped", swapped(&native))] {
            let x = file.new_dataset(&format!("{n}/{order}")).write_as(&dtype, &[0u32, 0xABC])?;
            assert_eq!((x.dtype()?, x.read::<Vec<u32>>()?), (dtype, vec![0, 0xABC]));
            assert_eq!((x.read::<Vec<i16>>()?, x.read::<Vec<f64>>()?), (vec![0, 0xABC], vec![0.0, 2748.0]));
            assert_eq!(x.read::<Vec<u8>>().expect_err("an error").kind(), ErrorKind::Overflow);
            x.write(&[7i64, 8])?;
            assert_eq!(x.read::<Vec<u8>>()?, [7, 8]);
            assert_eq!(x.write(&[-1, 8]).expect_err("an error").kind(), ErrorKind::Overflow);
            assert_eq!(x.write(&[1i64 << 32, 8]).expect_err("an error").kind(), ErrorKind::Overflow);
        }
    }
    Ok(())
}

#[test]
fn floats_of_other_parts_take_what_fits_exactly() -> Result<()> {
    let file = File::in_memory()?;
    let mut odd = h5mem::Float::F64; // a double without the lowest half of its mantissa, in seven bytes
    odd.parts.mantissa_bits -= 26;
    odd.parts.mantissa = 26;
    for (n, float) in [h5mem::Float::F16, h5mem::Float::BF16, odd].into_iter().enumerate() {
        for order in [ByteOrder::Little, ByteOrder::Big] {
            let dtype = TypeDescriptor::Float(float).with_order(order);
            let x = file.new_dataset(&format!("{n}/{order:?}")).write_as(&dtype, &[1.5f64, -0.0, f64::INFINITY])?;
            assert_eq!((x.dtype()?, x.read::<Vec<f32>>()?), (dtype, vec![1.5, 0.0, f32::INFINITY]));
            x.write(&[-2.0f32, 0.25, f32::NEG_INFINITY])?;
            assert_eq!(x.read::<Vec<f64>>()?, [-2.0, 0.25, f64::NEG_INFINITY]);
            x.write(&[1i64, 2, -3])?;
            assert_eq!(x.read::<Vec<i8>>()?, [1, 2, -3]);
            let error = x.write(&[1.0, 0.1, 1.0]).expect_err("an error");
            assert!(matches!(&error, Error::Overflow { index: 1, value, .. } if value == "0.1"), "{error:?}");
            assert_eq!(x.write(&[(1i64 << 53) + 1, 0, 0]).expect_err("an error").kind(), ErrorKind::Overflow);
            assert_eq!(x.read::<Vec<i8>>()?, [1, 2, -3]);
        }
    }
    Ok(())
}

#[test]
fn orders_reach_all_numbers() {
    for dtype in [Record::descriptor(), <Vec<Padded>>::descriptor(), Kind::descriptor(), <[[f64; 2]; 3]>::descriptor()] {
        let other = if ByteOrder::NATIVE == ByteOrder::Little { ByteOrder::Big } else { ByteOrder::Little };
        assert_eq!(dtype.clone().with_order(other), swapped(&dtype));
        assert_eq!(swapped(&dtype).with_order(ByteOrder::NATIVE), dtype);
    }
}

/// Structs in memory that was full of one byte before their fields were written: the padding still is.
fn noisy(noise: u8) -> Vec<Padded> {
    let mut values: Vec<Padded> = Vec::with_capacity(8);
    let room: &mut [MaybeUninit<Padded>] = values.spare_capacity_mut();
    // SAFETY: room for as many values; each field is written before the values count as initialised
    unsafe {
        room.as_mut_ptr().write_bytes(noise, 8);
        for value in &mut room[..8] {
            let value = value.as_mut_ptr();
            (&raw mut (*value).small).write(1);
            (&raw mut (*value).large).write(2.0);
            (&raw mut (*value).flag).write(true);
        }
        values.set_len(8);
    }
    values
}

#[test]
fn padding_reaches_no_file() -> Result<()> {
    let noise = 0xA5;
    let values = noisy(noise);
    // the struct's very layout, gaps and all, is the stored type that is moved most easily
    let mut gapped = Padded::descriptor();
    if let TypeDescriptor::Compound { size, members } = &mut gapped {
        *size = size_of::<Padded>();
        members[1].offset = std::mem::offset_of!(Padded, large);
        members[2].offset = std::mem::offset_of!(Padded, flag);
    }
    for dtype in [Padded::descriptor(), gapped] {
        let file = File::in_memory()?;
        file.new_dataset("contiguous").write_as(&dtype, &values)?;
        file.new_dataset("chunked").chunk([3]).write_as(&dtype, &values)?;
        file.new_dataset("strided").write_as(&dtype, &ndarray::ArrayView1::from(&*values).slice(s![..;2]))?;
        file.new_dataset("lists").write_as(&TypeDescriptor::VarLen(Box::new(dtype.clone())), &[values.clone(), noisy(noise)])?;
        file.attrs().set_as("attribute", &dtype, &values)?;
        assert_eq!(file.dataset("contiguous")?.read::<Vec<Padded>>()?, values);
        let found = file.into_image()?.windows(3).any(|bytes| bytes == [noise; 3]);
        assert!(!found, "padding in the file of {dtype}");
    }
    Ok(())
}

#[test]
fn strings_that_were_never_written_are_empty() -> Result<()> {
    let file = File::in_memory()?;
    for padding in [StringPadding::NullTerm, StringPadding::NullPad, StringPadding::SpacePad] {
        let dtype = TypeDescriptor::String(StringType { size: Some(4), padding, charset: Charset::Ascii });
        let texts = file.new_dataset(&format!("{padding:?}")).shape([3]).create_as(&dtype)?;
        texts.slice(1).write(&"a b")?;
        assert_eq!(texts.read::<Vec<String>>()?, ["", "a b", ""]);
        let values: DynArray = texts.read()?;
        assert!(values.iter().eq(["", "a b", ""].map(|text| Value::Text(text.into()))), "{values}");
    }
    Ok(())
}

//! `#[derive(H5Type)]`: structs and enums as elements. The generated code works where unsafe code is forbidden.
#![cfg(feature = "derive")]
#![forbid(unsafe_code)]
#![allow(missing_docs)]
use std::{fmt::Debug, marker::PhantomData};

use h5mem::{AsArray, ErrorKind, File, FromArray, H5Type, Result, TypeDescriptor};

/// Writes values, and reads them from the image of the file.
fn round_trip<A: AsArray + FromArray>(values: &A) -> Result<A> {
    let file = File::in_memory()?;
    file.write("x", values)?;
    file.attrs().set("x", values)?;
    let file = File::from_image(file.into_image()?).open()?;
    file.attrs().get::<A>("x")?;
    file.dataset("x")?.read()
}

fn kind<T: Debug>(result: Result<T>) -> (ErrorKind, String) {
    let error = result.expect_err("an error");
    (error.kind(), error.to_string())
}

#[derive(H5Type, Clone, Copy, Debug, PartialEq)]
struct Padded {
    small: u8,
    large: f64,
    flag: bool,
    row: [i16; 2],
}

#[derive(H5Type, Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Colour {
    Red = 3,
    #[h5(rename = "GREEN")]
    Green = 200,
    Blue = 4,
}

#[derive(H5Type, Clone, Debug, PartialEq)]
struct Rich {
    name: String,
    samples: Vec<f32>,
    maybe: Option<i32>,
    text: Option<String>,
    colour: Colour,
    pair: (u16, Padded),
    grid: [[f64; 2]; 3],
    r#type: Vec<Vec<String>>,
}

#[derive(H5Type, Clone, Debug, PartialEq)]
struct Tuple(u8, #[h5(rename = "text")] String);

#[derive(H5Type, Clone, Copy, Debug, PartialEq)]
#[repr(transparent)]
struct Metres(f64);

#[derive(H5Type, Clone, Copy, Debug, PartialEq)]
#[repr(C, packed)]
struct Packed {
    a: u8,
    b: f64,
    c: u16,
}

#[derive(H5Type, Clone, Debug, PartialEq)]
struct Generic<T, M: Debug, const N: usize>
where
    T: PartialOrd,
{
    values: [T; N],
    #[h5(skip)]
    marker: PhantomData<M>,
}

fn padded(n: u8) -> Padded {
    Padded { small: n, large: f64::from(n) / 3.0, flag: n % 2 == 0, row: [n.into(), -1] }
}

fn rich(n: u8) -> Rich {
    Rich {
        name: "x".repeat(n.into()),
        samples: (0..n).map(f32::from).collect(),
        maybe: (n > 1).then(|| n.into()),
        text: (n > 2).then(|| "grün".to_owned()),
        colour: [Colour::Red, Colour::Green, Colour::Blue][usize::from(n) % 3],
        pair: (n.into(), padded(n)),
        grid: [[0.5, f64::from(n)]; 3],
        r#type: vec![vec![String::new(), "b".to_owned()]; n.into()],
    }
}

#[test]
fn structs_and_enums_come_back() -> Result<()> {
    let values: Vec<_> = (0..100).map(padded).collect();
    assert_eq!(round_trip(&values)?, values);
    assert_eq!(round_trip(&values[3])?, values[3]);
    let values: Vec<_> = (0..9).map(rich).collect();
    assert_eq!(round_trip(&values)?, values);
    assert_eq!(round_trip(&[Colour::Blue, Colour::Green])?, [Colour::Blue, Colour::Green]);
    let values = vec![Tuple(1, "one".to_owned()), Tuple(2, String::new())];
    assert_eq!(round_trip(&values)?, values);
    let values = [Packed { a: 1, b: 0.1, c: 3 }; 5];
    assert_eq!(round_trip(&values)?, values);
    let values = vec![Generic::<f32, &'static str, 2> { values: [0.5, 1.5], marker: PhantomData }; 3];
    assert_eq!(round_trip(&values)?, values);
    let values = vec![(1u8, 0.5f64, "text".to_owned()), (2, -0.5, String::new())];
    assert_eq!(round_trip(&values)?, values);
    assert_eq!(round_trip(&(1u8, 2u64))?, (1, 2));
    assert_eq!(round_trip(&vec![vec![padded(1)], vec![], vec![padded(2), padded(3)]])?[2][1], padded(3));
    Ok(())
}

#[test]
fn a_transparent_struct_is_its_field() -> Result<()> {
    assert_eq!(Metres::descriptor(), f64::descriptor());
    let values = [Metres(0.5), Metres(1.5)];
    assert_eq!(round_trip(&values)?, values);
    let file = File::in_memory()?;
    file.write("x", &[1u8, 2])?;
    assert_eq!(file.dataset("x")?.read::<Vec<Metres>>()?, [Metres(1.0), Metres(2.0)]);
    Ok(())
}

#[test]
fn the_file_has_no_padding() -> Result<()> {
    let TypeDescriptor::Compound { size, members } = Padded::descriptor() else { panic!("a compound") };
    let places: Vec<_> = members.iter().map(|m| (m.name.as_str(), m.offset)).collect();
    assert_eq!((size, &*places), (14, &[("small", 0), ("large", 1), ("flag", 9), ("row", 10)][..]));
    Ok(())
}

#[test]
fn gaps_of_a_stored_compound_stay_zero() -> Result<()> {
    // the stored type is the struct's own layout in memory: moved as it lies, padding would reach the file
    let mut dtype = Padded::descriptor();
    if let TypeDescriptor::Compound { size, members } = &mut dtype {
        *size = size_of::<Padded>();
        let offsets = [
            std::mem::offset_of!(Padded, small),
            std::mem::offset_of!(Padded, large),
            std::mem::offset_of!(Padded, flag),
            std::mem::offset_of!(Padded, row),
        ];
        members.iter_mut().zip(offsets).for_each(|(member, offset)| member.offset = offset);
    }
    let covered: usize = 1 + 8 + 1 + 4;
    assert!(size_of::<Padded>() > covered);
    let values = [padded(2); 8];
    let file = File::in_memory()?;
    file.new_dataset("x").write_as(&dtype, &values)?;
    assert_eq!(file.dataset("x")?.read::<Vec<Padded>>()?, values);
    let image = file.into_image()?;
    let at = image.windows(8).position(|w| w == (2.0f64 / 3.0).to_ne_bytes()).expect("the data");
    let start = at - std::mem::offset_of!(Padded, large);
    let mut gaps = vec![true; size_of::<Padded>()];
    if let TypeDescriptor::Compound { members, .. } = &dtype {
        members.iter().for_each(|m| gaps[m.offset..][..m.dtype.size()].fill(false));
    }
    for element in image[start..][..8 * size_of::<Padded>()].chunks(size_of::<Padded>()) {
        assert!(element.iter().zip(&gaps).all(|(&byte, &gap)| !gap || byte == 0), "{element:?}");
    }
    Ok(())
}

#[derive(H5Type, Clone, Debug, PartialEq)]
struct Wide {
    a: i32,
    b: f64,
    c: String,
}

#[derive(H5Type, Clone, Copy, Debug, PartialEq)]
struct Narrow {
    b: f64,
}

#[derive(H5Type, Clone, Debug, PartialEq, Default)]
struct Newer {
    c: String,
    a: i64,
    #[h5(default)]
    d: u8,
    e: Option<f64>,
}

fn wide() -> Vec<Wide> {
    vec![Wide { a: 1, b: 1.5, c: "one".to_owned() }, Wide { a: 2, b: 2.5, c: "two".to_owned() }]
}

#[test]
fn fields_are_matched_by_name() -> Result<()> {
    let file = File::in_memory()?;
    let x = file.write("x", &wide())?;
    assert_eq!(x.read::<Vec<Narrow>>()?, [Narrow { b: 1.5 }, Narrow { b: 2.5 }]);
    let newer = |a, c: &str| Newer { c: c.to_owned(), a, d: 0, e: None };
    assert_eq!(x.read::<Vec<Newer>>()?, [newer(1, "one"), newer(2, "two")]);
    let mut over = [Narrow { b: 0.0 }; 2];
    x.read_into(&mut over)?;
    assert_eq!(over[1], Narrow { b: 2.5 });
    Ok(())
}

#[test]
fn a_missing_field_is_named() -> Result<()> {
    let file = File::in_memory()?;
    let x = file.write("x", &[Narrow { b: 0.5 }])?;
    let (kind, text) = kind(x.read::<Vec<Wide>>());
    assert_eq!(kind, ErrorKind::Type);
    assert!(text.contains("member \"a\" of Wide"), "{text}");
    Ok(())
}

#[test]
fn a_field_of_another_kind_is_named() -> Result<()> {
    #[derive(H5Type, Clone, Debug)]
    struct Other {
        a: String,
    }
    let file = File::in_memory()?;
    let x = file.write("x", &wide())?;
    let (kind, text) = kind(x.read::<Vec<Other>>());
    assert_eq!(kind, ErrorKind::Type);
    assert!(text.contains("String as member \"a\" of Other, found i32"), "{text}");
    // nor is a single number a row of one
    #[derive(H5Type, Clone, Debug)]
    struct Row {
        a: [i32; 1],
    }
    assert_eq!(x.read::<Vec<Row>>().expect_err("an error").kind(), ErrorKind::Type);
    Ok(())
}

#[test]
fn writing_some_fields_leaves_the_others() -> Result<()> {
    let file = File::in_memory()?;
    let x = file.write("x", &wide())?;
    x.write(&[Narrow { b: 8.5 }, Narrow { b: 9.5 }])?;
    let read: Vec<Wide> = x.read()?;
    assert_eq!((read[0].a, read[0].b, &*read[0].c), (1, 8.5, "one"));
    assert_eq!((read[1].a, read[1].b, &*read[1].c), (2, 9.5, "two"));
    Ok(())
}

#[test]
fn the_fields_of_an_attribute_or_sequence_are_written_together() -> Result<()> {
    // libhdf5 would clear the others
    let file = File::in_memory()?;
    file.attrs().set("x", &wide())?;
    let narrow = vec![Narrow { b: 8.5 }, Narrow { b: 9.5 }];
    assert_eq!(file.attrs().open("x")?.write(&narrow).expect_err("an error").kind(), ErrorKind::Type);
    assert_eq!(file.attrs().get::<Vec<Wide>>("x")?, wide());
    let lists = file.write("lists", &[wide()])?;
    assert_eq!(lists.write(&[narrow]).expect_err("an error").kind(), ErrorKind::Type);
    assert_eq!(lists.read::<Vec<Vec<Wide>>>()?[0], wide());
    Ok(())
}

#[test]
fn values_without_a_member_are_not_lost() -> Result<()> {
    let file = File::in_memory()?;
    let x = file.new_dataset("x").shape([1]).create_as(&TypeDescriptor::packed([
        ("c".to_owned(), String::descriptor()),
        ("a".to_owned(), i64::descriptor()),
        ("d".to_owned(), u8::descriptor()),
    ]))?;
    x.write(&[Newer { a: 3, ..Newer::default() }])?; // `e` is none
    let (kind, text) = kind(x.write(&[Newer { e: Some(0.5), ..Newer::default() }]));
    assert_eq!(kind, ErrorKind::InvalidValue);
    assert!(text.contains("member \"e\""), "{text}");
    // a default is for reading
    let y = file
        .new_dataset("y")
        .shape([1])
        .create_as(&TypeDescriptor::packed([("c".to_owned(), String::descriptor()), ("a".to_owned(), i64::descriptor())]))?;
    assert_eq!(y.write(&[Newer::default()]).expect_err("an error").kind(), ErrorKind::Type);
    Ok(())
}

#[test]
fn bad_values_name_element_and_field() -> Result<()> {
    #[derive(H5Type, Clone, Debug)]
    struct Small {
        a: u8,
    }
    let file = File::in_memory()?;
    let x = file.write("x", &[Wide { a: 1, ..wide().remove(0) }, Wide { a: 300, ..wide().remove(0) }])?;
    let error = x.read::<Vec<Small>>().expect_err("an error");
    assert!(
        matches!(&error, h5mem::Error::Overflow { index: 1, value, target, .. } if value == "300" && target == "u8 (member \"a\")"),
        "{error:?}"
    );
    Ok(())
}

#[derive(H5Type, Clone, Copy, Debug, PartialEq, Eq)]
#[repr(i32)]
enum Renumbered {
    Blue = -7,
    Red = 1,
    #[h5(rename = "GREEN")]
    Green = 2,
}

#[derive(H5Type, Clone, Copy, Debug, PartialEq, Eq)]
#[repr(i16)]
enum Fewer {
    Red = 3,
    Blue = 4,
}

#[test]
fn enums_are_matched_by_name() -> Result<()> {
    let file = File::in_memory()?;
    let x = file.write("x", &[Colour::Red, Colour::Green, Colour::Blue])?;
    assert_eq!(x.read::<Vec<Renumbered>>()?, [Renumbered::Red, Renumbered::Green, Renumbered::Blue]);
    x.write(&[Renumbered::Blue, Renumbered::Red, Renumbered::Green])?;
    assert_eq!(x.read::<Vec<Colour>>()?, [Colour::Blue, Colour::Red, Colour::Green]);
    // as numbers, they are the file's
    assert_eq!(x.read::<Vec<u8>>()?, [4, 3, 200]);
    let (kind, text) = kind(x.read::<Vec<Fewer>>());
    assert_eq!(kind, ErrorKind::InvalidValue);
    assert!(text.contains("element 2: 200 is no value of Fewer"), "{text}");
    let y = file.write("y", &[Fewer::Red])?;
    assert_eq!(y.write(&[Colour::Green]).expect_err("an error").kind(), ErrorKind::InvalidValue);
    y.write(&[Colour::Blue])?;
    assert_eq!(y.read::<Fewer>()?, Fewer::Blue);
    Ok(())
}

#[test]
fn an_undeclared_value_is_an_error_whatever_the_byte_order() -> Result<()> {
    let TypeDescriptor::Enum { base, members } = Renumbered::descriptor() else { panic!("an enum") };
    for order in [h5mem::ByteOrder::Little, h5mem::ByteOrder::Big] {
        let mut dtype = TypeDescriptor::Enum { base, members: members.clone() };
        if let TypeDescriptor::Enum { base, .. } = &mut dtype {
            base.bits.order = order;
        }
        let file = File::in_memory()?;
        let filled = [Renumbered::Blue; 4];
        file.new_dataset("x").write_as(&dtype, &filled)?;
        assert_eq!(file.dataset("x")?.read::<Vec<Renumbered>>()?, filled);
        let mut image = file.into_image()?.to_vec();
        let stored = if order == h5mem::ByteOrder::Big { (-7i32).to_be_bytes() } else { (-7i32).to_le_bytes() };
        let row = stored.repeat(4);
        let at = image.windows(16).position(|w| w == row).expect("the data");
        image[at + 4..at + 8].copy_from_slice(&if order == h5mem::ByteOrder::Big { 77i32.to_be_bytes() } else { 77i32.to_le_bytes() });
        let file = File::from_image(image).open()?;
        let (kind, text) = kind(file.dataset("x")?.read::<Vec<Renumbered>>());
        assert_eq!(kind, ErrorKind::InvalidValue);
        assert!(text.contains("element 1: 77 is no value of Renumbered"), "{text}");
        assert_eq!(file.dataset("x")?.read::<Vec<i64>>()?, [-7, 77, -7, -7]);
    }
    Ok(())
}

#[test]
fn an_integer_is_an_enum_by_value() -> Result<()> {
    let file = File::in_memory()?;
    let x = file.write("x", &[3i64, 200, 4])?;
    assert_eq!(x.read::<Vec<Colour>>()?, [Colour::Red, Colour::Green, Colour::Blue]);
    x.write(&[Colour::Blue; 3])?;
    assert_eq!(x.read::<Vec<i64>>()?, [4; 3]);
    let small = file.write("small", &[1i8])?;
    assert_eq!(small.write(&[Colour::Green]).expect_err("an error").kind(), ErrorKind::Overflow);
    Ok(())
}

#[test]
fn an_optional_field_takes_what_is_there() -> Result<()> {
    #[derive(H5Type, Clone, Debug, PartialEq)]
    struct Sure {
        a: f64,
    }
    #[derive(H5Type, Clone, Debug, PartialEq)]
    struct Unsure {
        a: Option<f64>,
    }
    let file = File::in_memory()?;
    let x = file.write("x", &[Sure { a: 0.5 }])?;
    assert_eq!(x.read::<Vec<Unsure>>()?, [Unsure { a: Some(0.5) }]);
    x.write(&[Unsure { a: Some(1.5) }])?;
    assert_eq!(x.read::<Sure>()?, Sure { a: 1.5 });
    assert_eq!(x.write(&[Unsure { a: None }]).expect_err("an error").kind(), ErrorKind::InvalidValue);
    Ok(())
}

#[test]
fn plain_structs_can_be_viewed() -> Result<()> {
    #[derive(H5Type, Clone, Copy, Debug, PartialEq)]
    #[h5(plain)]
    #[repr(C)]
    struct Point {
        x: f32,
        y: f32,
        rows: [u32; 2],
    }
    let points = [Point { x: 0.5, y: 1.5, rows: [1, 2] }; 10];
    let file = File::in_memory()?;
    file.write("points", &points)?;
    let file = File::from_image(file.into_image()?).open()?;
    assert_eq!(*file.dataset("points")?.view::<Point>()?, points);
    Ok(())
}

/// Another crate may hand `h5mem` on.
mod facade {
    pub(crate) use h5mem as hdf5;
}

#[test]
fn the_crate_may_have_another_path() -> Result<()> {
    #[derive(facade::hdf5::H5Type, Clone, Debug, PartialEq)]
    #[h5(crate = crate::facade::hdf5)]
    struct Elsewhere {
        a: u8,
    }
    assert_eq!(round_trip(&Elsewhere { a: 1 })?, Elsewhere { a: 1 });
    Ok(())
}

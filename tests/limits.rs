//! Lengths near the limits: of memory, of addresses and of what can be counted.
use h5mem::{Error, ErrorKind, Extent, File, FileAccess, Result, Selection};

/// The longest axis that a dataset can have: libhdf5 opens none with a longer one.
const LONGEST: usize = (1 << 63) - 1;

/// An axis that libhdf5 can still select at the end of.
const LONG: usize = (1 << 60) + 3;

#[test]
fn chunks_at_the_end_of_the_longest_axis() -> Result<()> {
    let folder = tempfile::tempdir()?;
    for access in [FileAccess::memory(), FileAccess::core(false), FileAccess::sec2()] {
        for (chunk, deflate) in [(16, false), (7, true), (4096, true)] {
            let path = folder.path().join("long.h5");
            let file = access.create(&path)?;
            let builder = file.new_dataset("x").shape(1).max_shape(Extent::UNLIMITED).chunk(chunk);
            let x = if deflate { builder.deflate(1) } else { builder }.create::<u32>()?;
            x.resize(LONG)?;
            let last = LONG - 20..LONG;
            let values: Vec<u32> = (0..20).collect();
            x.slice(last.clone()).write(&values)?;
            x.slice(..5).write(&[9; 5])?;
            let check = |x: &h5mem::Dataset| -> Result<()> {
                for _ in 0..9 {
                    assert_eq!(x.slice(last.clone()).read::<Vec<u32>>()?, values);
                    assert_eq!(x.slice(..6).read::<Vec<u32>>()?, [9, 9, 9, 9, 9, 0]);
                    assert_eq!(x.slice(LONG - 1).read::<u32>()?, 19);
                    let ends = Selection::points(&[[LONG - 1], [4]]);
                    assert_eq!(x.slice(ends).read::<Vec<u32>>()?, [19, 9]);
                }
                assert!(x.read::<Vec<u32>>().is_err());
                assert_eq!(x.slice(LONGEST - 20..LONGEST).read::<Vec<u32>>().unwrap_err().kind(), ErrorKind::OutOfBounds);
                x.chunks()?;
                Ok(())
            };
            check(&x)?;
            let image = file.image()?;
            assert!(x.read_chunk(LONG.next_multiple_of(chunk)).is_err());
            x.resize(LONGEST)?;
            assert_eq!(x.append(&1u32).unwrap_err().kind(), ErrorKind::Shape);
            assert_eq!(x.slice(0..6).read::<Vec<u32>>()?, [9, 9, 9, 9, 9, 0]);
            let _ = x.slice(-1isize).read::<u32>(); // libhdf5 counts to half of that: a value or an error
            drop(x);
            file.close().map_err(|returned| returned.error)?;
            check(&File::from_image(&*image).open()?.dataset("x")?)?;
            check(&File::from_image(&*image).open_rw()?.dataset("x")?)?;
            check(&File::from_image(&*image).access(FileAccess::core(false)).open()?.dataset("x")?)?;
            std::fs::write(&path, &*image)?;
            check(&File::open(&path)?.dataset("x")?)?;
        }
    }
    Ok(())
}

#[test]
fn points_of_more_elements_than_can_be_counted() -> Result<()> {
    let file = File::in_memory()?;
    let x = file.new_dataset("x").shape([1 << 40, 1 << 40]).chunk([4, 4]).create::<u8>()?;
    let points = Selection::points(&[[0, 0], [1 << 39, 1 << 39]]);
    assert_eq!(x.slice(points.clone()).read::<Vec<u8>>()?, [0, 0]);
    let joined = points.or(Selection::points(&[[3, 3]]));
    assert!(x.slice(joined).read::<Vec<u8>>().is_err());
    Ok(())
}

/// What can never be written does not wait: the file stays usable.
#[test]
fn a_row_beyond_the_longest_axis_is_refused() -> Result<()> {
    let file = File::in_memory()?;
    let x = file.new_dataset("x").shape([1, 2]).max_shape([Extent::UNLIMITED, 2]).chunk([100, 2]).create::<u16>()?;
    x.append(&[1, 2])?;
    x.resize([LONGEST, 2])?;
    assert_eq!(x.append(&[3u16, 4]).unwrap_err().kind(), ErrorKind::Shape);
    assert_eq!(x.append(&[[3u16, 4], [5, 6]]).unwrap_err().kind(), ErrorKind::Shape);
    for longer in [LONGEST + 1, usize::MAX - 1, usize::MAX] {
        assert_eq!(x.resize([longer, 2]).unwrap_err().kind(), ErrorKind::Shape);
    }
    assert_eq!(x.shape()?, [LONGEST, 2]);
    assert_eq!(x.slice((1, ..)).read::<Vec<u16>>()?, [1, 2]);
    file.flush()?;
    drop(x);
    let file = File::from_image(file.into_image().map_err(|returned| returned.error)?).open_rw()?;
    let x = file.dataset("x")?;
    assert_eq!((x.shape()?, x.slice((1, ..)).read()?), (vec![LONGEST, 2], vec![1u16, 2]));
    drop(x);
    file.close().map_err(|returned| returned.error)
}

/// Data that the machine's memory cannot hold is refused when it would get its place.
#[test]
fn an_element_of_sixteen_tebibytes() -> Result<()> {
    let file = File::in_memory()?;
    let kept = file.write("kept", &[1, 2, 3])?;
    let vast = file.new_dataset("vast").shape(1usize << 41).create::<f64>()?;
    let full = vast.slice(1usize << 40).write(&1.5).unwrap_err();
    assert!(matches!(&full, Error::Io(error) if error.kind() == std::io::ErrorKind::OutOfMemory), "{full:?}");
    assert!(full.to_string().contains("vast"), "{full}");
    assert_eq!(vast.slice(1usize << 40).read::<f64>()?, 0.0);
    assert!(file.new_dataset("early").shape(1usize << 41).alloc_time(h5mem::AllocTime::Early).create::<f64>().is_err());
    kept.write(&[4, 5, 6])?;
    file.write("more", &vec![0.5; 10_000])?;
    let again = File::from_image(file.image()?).open()?;
    assert_eq!(again.dataset("kept")?.read::<Vec<i32>>()?, [4, 5, 6]);
    assert_eq!(again.dataset("vast")?.shape()?, [1 << 41]);
    drop((kept, vast));
    let image = file.into_image().map_err(|returned| returned.error)?;
    assert!(image.len() < 1 << 20);
    Ok(())
}

//! References to objects and to regions of datasets.
use h5mem::{ErrorKind, File, ObjectReference, RegionReference, Result, Scalar, Selection};
use ndarray::Array2;

#[test]
fn references_lead_to_objects_of_any_kind() -> Result<()> {
    let file = File::in_memory()?;
    let x = file.write("g/x", &[1, 2])?;
    let group = file.group("g")?;
    let named = file.commit("t", &Scalar::F32.descriptor())?;
    let all = [x.reference()?, group.reference()?, named.reference()?, file.reference()?, ObjectReference::default()];
    file.write("refs", &all)?;
    file.attrs().set("best", &all[0])?;
    assert_eq!(all[0], file.get("g/x")?.reference()?, "equal references, equal objects");
    assert_ne!(all[0], all[1]);
    let file = File::from_image(file.image()?).open()?;
    let read: Vec<ObjectReference> = file.dataset("refs")?.read()?;
    assert_eq!(read, all);
    assert_eq!(file.attrs().get::<ObjectReference>("best")?, all[0]);
    let paths: Vec<_> = read[..4].iter().map(|r| file.dereference(r)?.path()).collect::<Result<_>>()?;
    assert_eq!(paths, ["/g/x", "/g", "/t", "/"]);
    assert_eq!(file.dereference(&read[0])?.into_dataset()?.read::<Vec<i32>>()?, [1, 2]);
    assert!(read[4].is_null());
    assert_eq!(file.dereference(&read[4]).unwrap_err().kind(), ErrorKind::InvalidValue);
    Ok(())
}

#[test]
fn a_reference_to_what_is_gone_is_an_error() -> Result<()> {
    let file = File::in_memory()?;
    let reference = file.write("x", &[1, 2])?.reference()?;
    file.remove("x")?;
    assert!(file.dereference(&reference).is_err());
    Ok(())
}

#[test]
fn regions_are_read_back_as_selections() -> Result<()> {
    let file = File::in_memory()?;
    let x = file.write("x", &Array2::from_shape_fn((4, 5), |(i, j)| (10 * i + j) as i32))?;
    let regions = [
        x.region_reference((1..3, 2..5))?,
        x.region_reference(Selection::points(&[[3, 4], [0, 0]]))?,
        x.region_reference(Selection::from((0..1, ..)).or((3..4, 1..2)))?,
        x.region_reference(Selection::all())?,
    ];
    file.write("regions", &regions)?;
    let file = File::from_image(file.image()?).open()?;
    let read: Vec<RegionReference> = file.dataset("regions")?.read()?;
    let expected: [&[i32]; 3] = [&[12, 13, 14, 22, 23, 24], &[34, 0], &[0, 1, 2, 3, 4, 31]];
    for (region, expected) in read.iter().zip(expected) {
        let (dataset, part) = file.dereference_region(region)?;
        assert_eq!(dataset.path()?, "/x");
        let mut values = dataset.slice(part.clone()).read::<ndarray::ArrayD<i32>>()?.into_iter();
        assert!(values.by_ref().eq(expected.iter().copied()), "{part:?}");
    }
    let (dataset, part) = file.dereference_region(&read[3])?;
    assert_eq!(dataset.slice(part).read::<Array2<i32>>()?.dim(), (4, 5));
    assert_eq!(file.dereference_region(&RegionReference::default()).unwrap_err().kind(), ErrorKind::InvalidValue);
    assert_eq!(x.region_reference(7..9).unwrap_err().kind(), ErrorKind::OutOfBounds);
    assert_eq!(dataset.region_reference(1..2).unwrap_err().kind(), ErrorKind::ReadOnly);
    Ok(())
}

//! References to objects and to regions of datasets.
use h5mem::{ErrorKind, File, ObjectReference, ReferenceKind, RegionReference, Result, Scalar, Selection, TypeDescriptor};
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

const STANDARD: TypeDescriptor = TypeDescriptor::Reference(ReferenceKind::Standard);

#[cfg(not(hdf5_1_12))]
#[test]
fn standard_references_need_a_newer_library() -> Result<()> {
    let file = File::in_memory()?;
    file.attrs().set("a", &1)?;
    let reference = file.attrs().open("a")?.reference()?;
    assert_eq!(file.dereference_attribute(&reference)?.read::<i32>()?, 1);
    for error in [
        file.write("x", &[reference]).unwrap_err(),
        file.new_dataset("x").create_as(&STANDARD).unwrap_err(),
        file.attrs().set_as("x", &STANDARD, &file.reference()?).unwrap_err(),
        file.commit("x", &STANDARD).unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::Unsupported, "{error}");
    }
    assert!(!file.contains("x")? && !file.attrs().contains("x")?);
    Ok(())
}

#[cfg(hdf5_1_12)]
mod standard {
    use h5mem::{AttributeReference, DynArray, H5Type, Value};

    use super::*;

    /// libhdf5 1.12 crashes on sequences of them.
    const SEQUENCES: bool = cfg!(hdf5_1_14);

    #[derive(H5Type, Clone, Debug, PartialEq)]
    struct Named {
        name: String,
        to: ObjectReference,
        region: Option<RegionReference>,
    }

    fn standard_named() -> TypeDescriptor {
        let text = TypeDescriptor::packed([("name".to_owned(), String::descriptor()), ("to".to_owned(), STANDARD)]);
        let TypeDescriptor::Compound { members, .. } = text else { unreachable!() };
        let region = if SEQUENCES { TypeDescriptor::VarLen(Box::new(STANDARD)) } else { STANDARD };
        TypeDescriptor::packed(members.into_iter().map(|m| (m.name, m.dtype)).chain([("region".to_owned(), region)]))
    }

    #[test]
    fn both_kinds_are_the_same_to_read() -> Result<()> {
        let file = File::in_memory()?;
        let x = file.write("g/x", &[[1, 2, 3], [4, 5, 6]])?;
        let group = file.group("g")?;
        let objects = [x.reference()?, ObjectReference::default(), group.reference()?];
        let region = x.region_reference((.., 1..3))?;
        group.attrs().set("units", "m")?;
        let attribute = group.attrs().open("units")?.reference()?;
        file.new_dataset("objects").write_as(&STANDARD, &objects)?;
        file.new_dataset("regions").write_as(&STANDARD, &[region.clone(), RegionReference::default()])?;
        file.write("attributes", &[attribute.clone(), AttributeReference::default()])?;
        file.attrs().set_as("object", &STANDARD, &objects[0])?;
        let records = [Named { name: "x".to_owned(), to: objects[0], region: Some(region) }];
        file.new_dataset("records").write_as(&standard_named(), &records)?;
        let lists = [vec![objects[0], objects[2]], vec![]];
        let written = file.new_dataset("lists").write_as(&TypeDescriptor::VarLen(Box::new(STANDARD)), &lists);
        if !SEQUENCES {
            assert_eq!(written.unwrap_err().kind(), ErrorKind::Unsupported);
        }
        assert_eq!(file.dataset("objects")?.dtype()?, STANDARD);

        for file in [file.snapshot()?, File::from_image(file.image()?).open()?] {
            assert_eq!(file.dataset("objects")?.read::<Vec<ObjectReference>>()?, objects);
            assert_eq!(file.attrs().get::<ObjectReference>("object")?, objects[0]);
            if SEQUENCES {
                assert_eq!(file.dataset("lists")?.read::<Vec<Vec<ObjectReference>>>()?, lists);
            }
            let regions: Vec<RegionReference> = file.dataset("regions")?.read()?;
            assert!(regions[1].is_null());
            let named = file.dataset("records")?.read::<Vec<Named>>()?.remove(0);
            assert_eq!((&*named.name, named.to), ("x", objects[0]));
            for region in [&regions[0], &named.region.expect("one")] {
                let (x, part) = file.dereference_region(region)?;
                assert_eq!(x.slice(part).read::<Vec<[i32; 2]>>()?, [[2, 3], [5, 6]]);
            }
            let attributes: Vec<AttributeReference> = file.dataset("attributes")?.read()?;
            assert_eq!(attributes, [attribute.clone(), AttributeReference::default()]);
            assert_eq!(file.dereference_attribute(&attributes[0])?.read::<String>()?, "m");
            // what is of one kind is not of another
            let objects = file.dataset("objects")?;
            assert_eq!(objects.read::<Vec<RegionReference>>().unwrap_err().kind(), ErrorKind::InvalidValue);
            assert_eq!(objects.read::<Vec<AttributeReference>>().unwrap_err().kind(), ErrorKind::InvalidValue);
            assert_eq!(objects.read::<Vec<u64>>().unwrap_err().kind(), ErrorKind::Type);
            file.close()?;
        }
        Ok(())
    }

    #[test]
    fn regions_go_from_either_kind_to_the_other() -> Result<()> {
        let file = File::in_memory()?;
        let x = file.write("x", &[0, 1, 2, 3, 4, 5])?;
        let old = file.write("old", &[x.region_reference(1..3)?])?;
        let new = file.new_dataset("new").write_as(&STANDARD, &old.read::<Vec<RegionReference>>()?)?;
        let back = file.write("back", &new.read::<Vec<RegionReference>>()?)?;
        let newer = file.new_dataset("newer").write_as(&STANDARD, &new.read::<Vec<RegionReference>>()?)?;
        for dataset in [old, new, back, newer] {
            let (x, part) = file.dereference_region(&dataset.read::<RegionReference>()?)?;
            assert_eq!(x.slice(part).read::<Vec<i32>>()?, [1, 2]);
        }
        Ok(())
    }

    #[test]
    fn values_know_every_kind() -> Result<()> {
        let file = File::in_memory()?;
        let x = file.write("x", &[1, 2])?;
        x.attrs().set("units", "m")?;
        let values = vec![
            Value::ObjectReference(x.reference()?),
            Value::ObjectReference(ObjectReference::default()),
            Value::AttributeReference(x.attrs().open("units")?.reference()?),
        ];
        let array = DynArray::new(STANDARD, [3], values.clone())?;
        file.write("all", &array)?;
        file.attrs().set("all", &array)?;
        let file = File::from_image(file.image()?).open()?;
        for read in [file.dataset("all")?.read::<DynArray>()?, file.attrs().get("all")?] {
            assert_eq!(read.iter().collect::<Vec<_>>(), values);
            assert_eq!(read, array);
        }
        assert!(array.to_string().ends_with("@units]"), "{array}");
        Ok(())
    }

    #[test]
    fn what_points_at_nothing_any_more_is_read_all_the_same() -> Result<()> {
        let file = File::in_memory()?;
        let x = file.write("x", &[1, 2])?;
        let (object, region) = (x.reference()?, x.region_reference(0..1)?);
        file.new_dataset("object").write_as(&STANDARD, &object)?;
        file.new_dataset("region").write_as(&STANDARD, &region)?;
        drop(x);
        file.remove("x")?;
        assert_eq!(file.dataset("object")?.read::<ObjectReference>()?, object);
        assert!(file.dereference(&object).is_err());
        let region: RegionReference = file.dataset("region")?.read()?;
        assert!(file.dereference_region(&region).is_err());
        // nor can such a one be written
        assert_eq!(file.attrs().set_as("a", &STANDARD, &object).unwrap_err().kind(), ErrorKind::InvalidValue);
        assert!(!file.attrs().contains("a")?);
        Ok(())
    }

    #[test]
    fn what_the_library_wrote_is_read() -> Result<()> {
        use hdf5_ffi as ffi;
        let directory = tempfile::tempdir()?;
        let (path, other) = (directory.path().join("x.h5"), directory.path().join("other.h5"));
        File::create(&other)?.write("y", &1)?;
        let c = |path: &std::path::Path| std::ffi::CString::new(path.to_str().unwrap()).unwrap();
        {
            let _lock = ffi::lock();
            // SAFETY: the lock is held, names end with a NUL, and the references are destroyed once
            #[allow(unsafe_code, reason = "what the safe layer reads is to come from elsewhere")]
            unsafe {
                ffi::H5open();
                let file = ffi::H5Fcreate(c(&path).as_ptr(), ffi::H5F_ACC_TRUNC, 0, 0);
                let outside = ffi::H5Fopen(c(&other).as_ptr(), ffi::H5F_ACC_RDONLY, 0);
                let space = ffi::H5Screate(ffi::H5S_SCALAR);
                let put = |name: &std::ffi::CStr, reference: &mut ffi::H5R_ref_t| {
                    let dataset = ffi::H5Dcreate2(file, name.as_ptr(), ffi::H5T_STD_REF_g, space, 0, 0, 0);
                    assert!(ffi::H5Dwrite(dataset, ffi::H5T_STD_REF_g, 0, 0, 0, (&raw const *reference).cast()) >= 0);
                    assert!(ffi::H5Dclose(dataset) >= 0 && ffi::H5Rdestroy(reference) >= 0);
                };
                let mut reference = std::mem::zeroed();
                assert!(ffi::H5Rcreate_object(file, c"/".as_ptr(), 0, &raw mut reference) >= 0);
                put(c"root", &mut reference);
                assert!(ffi::H5Rcreate_object(outside, c"y".as_ptr(), 0, &raw mut reference) >= 0);
                put(c"outside", &mut reference);
                assert!(ffi::H5Sclose(space) >= 0 && ffi::H5Fclose(outside) >= 0 && ffi::H5Fclose(file) >= 0);
            }
        }
        let file = File::open(&path)?;
        let root: ObjectReference = file.dataset("root")?.read()?;
        assert_eq!(file.dereference(&root)?.path()?, "/");
        let error = file.dataset("outside")?.read::<ObjectReference>().unwrap_err();
        assert!(error.kind() == ErrorKind::InvalidValue && error.to_string().contains("other.h5"), "{error}");
        assert_eq!(file.dataset("outside")?.read::<Value>().unwrap_err().kind(), ErrorKind::InvalidValue);
        Ok(())
    }

    /// In memory each reference holds its file: one that is not let go of keeps the file open.
    #[test]
    fn no_reference_keeps_its_file_open() -> Result<()> {
        let directory = tempfile::tempdir()?;
        let path = directory.path().join("x.h5");
        for _ in 0..3 {
            let file = File::create(&path)?; // refused while the last one is open
            let x = file.write("x", &[1, 2])?;
            x.attrs().set("a", &1)?;
            let all = [
                Value::ObjectReference(x.reference()?),
                Value::RegionReference(x.region_reference(0..1)?),
                Value::AttributeReference(x.attrs().open("a")?.reference()?),
            ];
            let array = DynArray::new(STANDARD, [3], all.to_vec())?;
            let dataset = file.write("all", &array)?;
            let sequence = TypeDescriptor::VarLen(Box::new(if SEQUENCES { STANDARD } else { ObjectReference::descriptor() }));
            let lists = file.new_dataset("lists").write_as(&sequence, &[vec![x.reference()?; 5]])?;
            for _ in 0..10 {
                assert_eq!(dataset.read::<DynArray>()?.get(0).as_ref(), Some(&all[0]));
                assert!(dataset.read::<Vec<ObjectReference>>().is_err(), "the second is none");
                lists.read::<Vec<Vec<ObjectReference>>>()?;
                lists.write(&[vec![x.reference()?; 5]])?;
                file.attrs().set("all", &array)?;
                file.attrs().get::<DynArray>("all")?;
                let gone = Value::AttributeReference(AttributeReference::default());
                assert!(dataset.write(&DynArray::new(STANDARD, [3], vec![all[0].clone(), gone.clone(), gone])?).is_ok());
                dataset.write(&array)?;
            }
            drop((x, dataset, lists));
            file.close()?;
        }
        Ok(())
    }
}

/// A list of the blocks of the first would not fit into memory; the second's blocks, joined one by one, would not fit the stack.
#[test]
fn regions_of_very_many_blocks_are_followed() -> Result<()> {
    let file = File::in_memory()?;
    let x = file.new_dataset("x").shape([1usize << 40]).chunk([1000usize]).create::<u8>()?;
    let (found, part) = file.dereference_region(&x.region_reference(ndarray::s![3..;2])?)?;
    assert_eq!((found.path()?, part), ("/x".to_owned(), ndarray::s![3..1isize << 40;2].into()));
    let y = file.write("y", &(0..600_000).collect::<Vec<i32>>())?;
    let some: Vec<usize> = (0..200_000).map(|n| 3 * n - n % 2).collect();
    let (found, part) = file.dereference_region(&y.region_reference(&some[..])?)?;
    assert_eq!(found.slice(part).read::<Vec<i32>>()?, some.iter().map(|&at| at as i32).collect::<Vec<_>>());
    Ok(())
}

//! What is learnt once of a dataset, an attribute or a type stays right whatever comes next.
use h5mem::{Error, File, Result};

#[test]
fn a_dataset_is_read_and_written_as_any_type_in_turns() -> Result<()> {
    let file = File::in_memory()?;
    let created = file.write("x", &[1.0, 2.0, 300.0])?;
    let opened = file.dataset("x")?;
    for data in [&created, &opened, &created] {
        assert_eq!(data.read::<Vec<f64>>()?, [1.0, 2.0, 300.0]);
        assert_eq!(data.read::<Vec<i16>>()?, [1, 2, 300]);
        assert!(matches!(data.read::<Vec<u8>>(), Err(Error::Overflow { index: 2, .. })));
        assert!(matches!(data.read::<Vec<String>>(), Err(Error::Type { .. })));
        assert_eq!(data.read::<[f64; 3]>()?, [1.0, 2.0, 300.0]);
        data.write(&[1i32, 2, 300])?;
        assert!(matches!(data.write(&["a", "b", "c"]), Err(Error::Type { .. })));
        data.write(&[1.0f64, 2.0, 300.0])?;
    }
    Ok(())
}

#[test]
fn a_new_dataset_reads_as_one_that_was_opened() -> Result<()> {
    let file = File::in_memory()?;
    let zeros = file.new_dataset("zeros").shape([3]).create::<i32>()?;
    let sevens = file.new_dataset("sevens").shape([3]).fill(7).create::<i32>()?;
    let compact = file.new_dataset("compact").shape([3]).compact().create::<i32>()?;
    let scalar = file.write("scalar", &1.5)?;
    let empty = file.write("empty", &[0.0; 0])?;
    let rows = file.write("rows", &[[1, 2], [3, 4]])?;
    for _ in 0..2 {
        assert_eq!(zeros.read::<Vec<i32>>()?, [0, 0, 0]);
        assert_eq!(sevens.read::<Vec<i32>>()?, [7, 7, 7]);
        assert_eq!(compact.read::<Vec<i32>>()?, [0, 0, 0]);
        assert_eq!(scalar.read::<f64>()?, 1.5);
        assert_eq!(empty.read::<Vec<f64>>()?, []);
        assert_eq!(rows.shape()?, [2, 2]);
        assert_eq!(rows.read::<Vec<[i32; 2]>>()?, [[1, 2], [3, 4]]);
        assert_eq!(rows.slice((1, 0)).read::<i32>()?, 3);
    }
    sevens.slice(1).write(&1)?;
    assert_eq!(sevens.read::<Vec<i32>>()?, [7, 1, 7]);
    Ok(())
}

#[test]
fn a_new_dataset_that_can_grow_is_as_long_as_it_is_now() -> Result<()> {
    let file = File::in_memory()?;
    let here = file.new_dataset("x").resizable().write(&[1, 2])?;
    let there = file.dataset("x")?;
    there.append(&[3])?;
    assert_eq!(here.read::<Vec<i32>>()?, [1, 2, 3]);
    here.resize([1])?;
    assert_eq!(there.read::<Vec<i32>>()?, [1]);
    Ok(())
}

#[test]
fn an_attribute_is_replaced_in_its_place_or_whole() -> Result<()> {
    let file = File::in_memory()?;
    let attributes = file.attrs();
    for round in 0..3 {
        attributes.set("a", &f64::from(round))?;
        assert_eq!(attributes.get::<f64>("a")?, f64::from(round));
        attributes.set("a", &[round, 2])?; // another type and shape
        attributes.set("a", &[round, 3])?;
        assert_eq!(attributes.get::<Vec<i32>>("a")?, [round, 3]);
        attributes.set("a", &[round, 4, 5])?; // another shape
        assert_eq!(attributes.get::<Vec<i32>>("a")?, [round, 4, 5]);
        attributes.set("a", "text")?;
        attributes.set("a", "a longer text")?;
        assert_eq!(attributes.get::<String>("a")?, "a longer text");
        assert!(attributes.set("a", "with\0NUL").is_err());
        assert_eq!(attributes.get::<String>("a")?, "a longer text");
        attributes.set("a", &true)?;
        attributes.set("a", &false)?;
        assert!(!attributes.get::<bool>("a")?);
    }
    assert_eq!(attributes.names()?, ["a"]);
    let file = File::from_image(file.into_image()?).open()?;
    assert!(!file.attrs().get::<bool>("a")?);
    Ok(())
}

#[test]
fn refreshing_keeps_what_there_is() -> h5mem::Result<()> {
    let directory = tempfile::tempdir()?;
    let file = h5mem::File::create(directory.path().join("x.h5"))?;
    let dataset = file.new_dataset("x").shape([2]).resizable().chunk(8).write(&[1, 2])?;
    dataset.flush()?;
    let reader = file.dataset("x")?;
    drop(dataset);
    reader.refresh()?;
    assert_eq!(reader.read::<Vec<i32>>()?, [1, 2]);
    reader.append(&[3])?;
    assert_eq!(reader.shape()?, [3]);
    Ok(())
}

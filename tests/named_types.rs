//! Named datatypes, what shares them, and objects without a name.
#![cfg(feature = "derive")]
#![allow(missing_docs)]
use h5mem::{Bits, ByteOrder, ErrorKind, File, H5Type, Integer, Object, Result, TypeDescriptor};

fn big() -> TypeDescriptor {
    TypeDescriptor::Integer(Integer { bits: Bits { order: ByteOrder::Big, ..Bits::native(4) }, signed: true })
}

#[test]
fn datasets_and_attributes_share_a_named_type() -> Result<()> {
    let file = File::in_memory()?;
    let named = file.commit("types/count", &big())?;
    named.attrs().set("unit", "1")?;
    let full = file.new_dataset("full").chunk([2]).deflate(1).write_as(&named, &[1, 2, 3])?;
    let empty = file.new_dataset("empty").shape([2]).fill(7).create_as(&named)?;
    full.attrs().set("plain", &1)?;
    full.attrs().set_as("count", &named, &[4, 5])?;
    assert_eq!(named.info()?.links, 4, "its name, two datasets and an attribute");
    full.attrs().set_as("count", &named, &[6, 7])?; // replaced
    full.attrs().set("count", &[8, 9])?;
    for file in [file.snapshot()?, File::from_image(file.image()?).open()?] {
        let full = file.dataset("full")?;
        assert_eq!((full.dtype()?, full.read::<Vec<i32>>()?), (big(), vec![1, 2, 3]));
        assert_eq!(file.dataset("empty")?.read::<Vec<i32>>()?, [7, 7]);
        let shared = full.datatype()?.expect("a named type");
        assert_eq!((shared.path()?, shared.descriptor()?), ("/types/count".to_owned(), big()));
        assert_eq!(shared.attrs().get::<String>("unit")?, "1");
        assert_eq!(shared.token()?, file.datatype("types/count")?.token()?);
        assert!(full.attrs().open("plain")?.datatype()?.is_none());
        assert_eq!(full.attrs().get::<Vec<i32>>("count")?, [8, 9]);
    }
    assert!(empty.datatype()?.is_some());
    Ok(())
}

#[test]
fn what_shares_a_type_keeps_it() -> Result<()> {
    let file = File::in_memory()?;
    let named = file.commit("t", &big())?;
    let x = file.new_dataset("x").write_as(&named, &[1, 2])?;
    file.remove("t")?;
    drop((named, x));
    let file = File::from_image(file.into_image()?).open_rw()?;
    let shared = file.dataset("x")?.datatype()?.expect("still there");
    assert_eq!(shared.info()?.links, 1);
    shared.link_as(&file, "again")?;
    assert_eq!(file.datatype("again")?.descriptor()?, big());
    Ok(())
}

#[test]
fn a_type_of_another_file_is_copied() -> Result<()> {
    let (file, other) = (File::in_memory()?, File::in_memory()?);
    let named = other.commit("t", &big())?;
    let x = file.new_dataset("x").write_as(&named, &[1, 2])?;
    file.attrs().set_as("x", &named, &3)?;
    drop(named);
    other.close()?;
    assert_eq!((x.dtype()?, x.read::<Vec<i32>>()?), (big(), vec![1, 2]));
    assert!(x.datatype()?.is_none() && file.attrs().open("x")?.datatype()?.is_none());
    Ok(())
}

#[test]
fn a_type_of_a_closed_file_is_closed() -> Result<()> {
    let (file, other) = (File::in_memory()?, File::in_memory()?);
    let named = other.commit("t", &big())?;
    other.close()?;
    assert_eq!(file.new_dataset("x").create_as(&named).unwrap_err().kind(), ErrorKind::Closed);
    assert_eq!(file.attrs().set_as("x", &named, &1).unwrap_err().kind(), ErrorKind::Closed);
    Ok(())
}

#[test]
fn values_that_do_not_fit_leave_nothing() -> Result<()> {
    let file = File::in_memory()?;
    let named = file.commit("t", &u8::descriptor())?;
    assert_eq!(file.new_dataset("x").write_as(&named, &[300]).unwrap_err().kind(), ErrorKind::Overflow);
    assert_eq!(file.attrs().set_as("x", &named, &[300]).unwrap_err().kind(), ErrorKind::Overflow);
    assert!(!file.contains("x")? && !file.attrs().contains("x")?);
    assert_eq!(named.info()?.links, 1);
    Ok(())
}

#[test]
fn objects_without_a_name_get_one_or_go() -> Result<()> {
    let file = File::in_memory()?;
    let dataset = file.new_anonymous_dataset().title("a title").write(&[0.5; 1000])?;
    let kept = file.new_anonymous_dataset().shape([2]).resizable().chunk([2]).create::<i32>()?;
    let gone = file.commit_anonymous(&big())?;
    let named = file.commit_anonymous(&big())?;
    gone.attrs().set("a", &1)?;
    kept.append(&[1, 2])?;
    assert!(file.is_empty()?);
    assert_eq!((kept.info()?.links, named.info()?.links), (0, 0));
    assert_eq!(kept.read::<Vec<i32>>()?, [0, 0, 1, 2]);
    kept.link_as(&file, "kept")?;
    named.link_as(&file, "types/named")?;
    let typed = file.new_anonymous_dataset().write_as(&named, &[1])?;
    typed.link_as(&file, "typed")?;
    // what fails leaves nothing either
    assert_eq!(file.new_anonymous_dataset().write_as(&named, &[1i64 << 40]).unwrap_err().kind(), ErrorKind::Overflow);
    assert_eq!(kept.link_as(&file, "typed").unwrap_err().kind(), ErrorKind::AlreadyExists);
    drop((dataset, kept, gone, named, typed));
    let file = File::from_image(file.into_image()?).open()?;
    assert_eq!(file.names()?, ["kept", "typed", "types"]);
    assert!(matches!(file.get("types/named")?, Object::Datatype(_)));
    assert_eq!(file.dataset("typed")?.datatype()?.expect("a named type").path()?, "/types/named");
    Ok(())
}

#[test]
fn types_of_every_class_are_committed() -> Result<()> {
    #[derive(H5Type, Clone, Debug, PartialEq)]
    #[h5(crate = ::h5mem)]
    struct Record {
        name: String,
        list: Vec<u16>,
    }
    let file = File::in_memory()?;
    let records = [Record { name: "x".to_owned(), list: vec![1, 2] }, Record { name: String::new(), list: vec![] }];
    let named = file.commit("record", &Record::descriptor())?;
    let dataset = file.new_dataset("records").write_as(&named, &records)?;
    dataset.attrs().set_as("records", &named, &records)?;
    dataset.attrs().set_as("records", &named, &records)?;
    let file = File::from_image(file.image()?).open()?;
    assert_eq!(file.dataset("records")?.read::<Vec<Record>>()?, records);
    assert_eq!(file.dataset("records")?.attrs().get::<Vec<Record>>("records")?, records);
    assert_eq!(file.datatype("record")?.descriptor()?, Record::descriptor());
    Ok(())
}

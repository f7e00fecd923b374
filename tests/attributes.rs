//! Attributes: any type and shape, many and large ones, order, and all-or-nothing replacement.
use h5mem::{Error, ErrorKind, File, FileAccess, GroupCreate, LibVer, Result, Scalar, StringType, TypeDescriptor, Walk};
use ndarray::{Array2, Array3};

fn kind<T: std::fmt::Debug>(result: Result<T>) -> ErrorKind {
    result.expect_err("must fail").kind()
}

#[test]
fn attributes_have_any_type_and_shape() -> Result<()> {
    let file = File::in_memory()?;
    let attrs = file.attrs();
    attrs.set("scalar", &1.5f32)?;
    attrs.set("text", "größer")?;
    attrs.set("texts", &["a", "", "längerer Text"])?;
    attrs.set("cube", &Array3::from_shape_fn((2, 3, 4), |(i, j, k)| (i * 12 + j * 4 + k) as u16))?;
    attrs.set("turned", &Array2::from_shape_fn((2, 3), |(i, j)| (i * 3 + j) as i64).t())?;
    attrs.set("sequences", &[vec![1u8], vec![], vec![2, 3]])?;
    attrs.set("truth", &[true, false])?;
    attrs.set("none", &Vec::<f64>::new())?;
    attrs.set_as("fixed", &TypeDescriptor::String(StringType::fixed(8)), "eight")?;
    attrs.set_null::<i32>("null")?;
    let image = file.image()?;
    for file in [file.clone(), File::from_image(image).open()?] {
        let attrs = file.attrs();
        assert_eq!(attrs.get::<f32>("scalar")?, 1.5);
        assert_eq!(attrs.get::<String>("text")?, "größer");
        assert_eq!(attrs.get::<Vec<String>>("texts")?, ["a", "", "längerer Text"]);
        assert_eq!(attrs.get::<Array3<u16>>("cube")?[[1, 2, 3]], 23);
        assert_eq!(attrs.get::<Array2<i64>>("turned")?.row(2).to_vec(), [2, 5]);
        assert_eq!(attrs.get::<Vec<Vec<u8>>>("sequences")?, [vec![1], vec![], vec![2, 3]]);
        assert_eq!(attrs.get::<Vec<bool>>("truth")?, [true, false]);
        assert_eq!(attrs.get::<Vec<f64>>("none")?, [0.0; 0]);
        assert_eq!(attrs.get::<String>("fixed")?, "eight");
        assert_eq!(attrs.get::<Option<i32>>("null")?, None);
        assert_eq!(attrs.open("null")?.shape()?, None);
        assert_eq!(attrs.open("cube")?.shape()?, Some(vec![2, 3, 4]));
        assert_eq!(attrs.open("cube")?.storage_size()?, 48);
        assert_eq!(attrs.len()?, 10);
    }
    Ok(())
}

#[test]
fn a_failure_leaves_the_old_value_and_nothing_else() -> Result<()> {
    let file = File::in_memory()?;
    let attrs = file.attrs();
    attrs.set("a", &[1, 2, 3])?;
    let before = file.image()?;
    let small = Scalar::U8.descriptor();
    assert_eq!(kind(attrs.set_as("a", &small, &[7, 8, 300])), ErrorKind::Overflow);
    assert_eq!(kind(attrs.set_as("a", &small, "text")), ErrorKind::Type);
    assert_eq!(kind(attrs.set_as("new", &small, &[7, 8, 300])), ErrorKind::Overflow);
    assert_eq!((attrs.get::<Vec<i32>>("a")?, attrs.names()?), (vec![1, 2, 3], vec!["a".to_owned()]));
    assert_eq!(kind(attrs.open("a")?.write(&[1, 2])), ErrorKind::Shape);
    assert_eq!(attrs.get::<Vec<i32>>("a")?, [1, 2, 3]);
    let again = File::from_image(before).open()?;
    assert_eq!(kind(again.attrs().set("a", &1)), ErrorKind::ReadOnly);
    Ok(())
}

#[test]
fn replacing_changes_type_and_shape() -> Result<()> {
    let file = File::in_memory()?;
    let attrs = file.attrs();
    for _ in 0..3 {
        attrs.set("a", &[1, 2, 3])?;
        attrs.set("a", "text")?;
        attrs.set_null::<f64>("a")?;
        attrs.set("a", &Array2::<f64>::ones((2, 2)))?;
    }
    assert_eq!(attrs.get::<Array2<f64>>("a")?, Array2::<f64>::ones((2, 2)));
    assert_eq!(attrs.names()?, ["a"]);
    Ok(())
}

#[test]
fn an_attribute_may_be_larger_than_64_kib() -> Result<()> {
    let file = File::in_memory()?;
    let large: Vec<f64> = (0..100_000).map(f64::from).collect();
    file.attrs().set("large", &large)?;
    file.attrs().set("also", &large)?;
    file.attrs().set("large", &large[1..])?;
    let file = File::from_image(file.into_image()?).open()?;
    assert_eq!(file.attrs().get::<Vec<f64>>("large")?, large[1..]);
    assert_eq!(file.attrs().get::<Vec<f64>>("also")?, large);
    // the oldest format has no place for it: that is an error, and nothing is left behind
    let old = FileAccess::memory().libver(LibVer::Earliest, LibVer::Earliest).create("old");
    if let Ok(old) = old {
        assert!(old.attrs().set("large", &large).is_err());
        assert_eq!(old.attrs().names()?, [""; 0]);
    }
    Ok(())
}

#[test]
fn five_thousand_attributes_are_found_read_and_removed() -> Result<()> {
    let file = File::in_memory()?;
    let group = file.create_group("g")?;
    for n in 0..5_000 {
        group.attrs().set(&format!("a{n:04}"), &n)?;
    }
    let info = group.info()?;
    assert_eq!(info.attributes, 5_000);
    assert!(info.attribute_storage.index > 0, "they are in an index, not in the header: {info:?}");
    for (n, attribute) in group.attrs().iter()?.enumerate() {
        assert_eq!((attribute.name(), attribute.read::<usize>()?), (&*format!("a{n:04}"), n));
    }
    for n in (0..5_000).step_by(2) {
        group.attrs().remove(&format!("a{n:04}"))?;
    }
    group.attrs().rename("a0001", "z")?;
    assert_eq!((group.attrs().len()?, group.attrs().get::<i32>("z")?), (2_500, 1));
    assert_eq!(kind(group.attrs().get::<i32>("a0001")), ErrorKind::NotFound);
    Ok(())
}

#[test]
fn attributes_come_by_name_or_as_they_were_made() -> Result<()> {
    let file = File::in_memory()?;
    // few attributes are in the header, many in an index
    for count in [3usize, 40] {
        let group = file.create_group_with(&format!("g{count}"), GroupCreate::new().track_order(true))?;
        let made: Vec<String> = (0..count).map(|n| format!("n{:02}", (n * 7) % 50)).collect();
        for (n, name) in made.iter().enumerate() {
            group.attrs().set(name, &n)?;
        }
        let names = |walk| Ok::<_, Error>(group.attrs().iter_by(walk)?.map(|a| a.name().to_owned()).collect::<Vec<_>>());
        let mut sorted = made.clone();
        sorted.sort();
        assert_eq!(names(Walk::by_name())?, sorted);
        assert_eq!(names(Walk::by_creation())?, made);
        assert_eq!(names(Walk::by_creation().from(2))?, made[2..]);
        assert_eq!(names(Walk::by_creation().reversed().from(1))?, made[..count - 1].iter().rev().cloned().collect::<Vec<_>>());
        assert_eq!(group.attrs().open(&made[1])?.creation_order()?, Some(1));
        for (n, attribute) in group.attrs().iter_by(Walk::by_creation())?.enumerate() {
            assert_eq!(attribute.read::<usize>()?, n);
        }
    }
    file.attrs().set("untracked", &1)?;
    assert_eq!(kind(file.attrs().iter_by(Walk::by_creation()).map(Iterator::count)), ErrorKind::Unsupported);
    assert_eq!(file.attrs().open("untracked")?.creation_order()?, None);
    Ok(())
}

#[test]
fn every_object_has_attributes() -> Result<()> {
    let file = File::in_memory()?;
    let dataset = file.write("d", &[1.0])?;
    let named = file.commit("t", &Scalar::F64.descriptor())?;
    dataset.attrs().set("unit", "m")?;
    named.attrs().set("unit", "s")?;
    file.get("d")?.attrs().set("offset", &1.0)?;
    assert_eq!(dataset.attrs().names()?, ["offset", "unit"]);
    assert_eq!(named.attrs().get::<String>("unit")?, "s");
    dataset.attrs().rename("unit", "units")?;
    assert_eq!(kind(dataset.attrs().rename("units", "offset")), ErrorKind::AlreadyExists);
    assert_eq!(kind(dataset.attrs().rename("unit", "x")), ErrorKind::NotFound);
    assert_eq!(kind(dataset.attrs().remove("unit")), ErrorKind::NotFound);
    assert_eq!(kind(dataset.attrs().set("", &1)), ErrorKind::InvalidValue);
    assert_eq!(kind(dataset.attrs().set("a\0b", &1)), ErrorKind::InvalidValue);
    dataset.attrs().set("with/slash and größe", &1)?;
    assert!(dataset.attrs().contains("with/slash and größe")?);
    Ok(())
}

#[test]
fn an_opened_attribute_is_of_its_file() -> Result<()> {
    let file = File::in_memory()?;
    file.attrs().set("a", &[1, 2])?;
    let attribute = file.attrs().open("a")?;
    attribute.write(&[3, 4])?;
    assert_eq!(file.attrs().get::<Vec<i32>>("a")?, [3, 4]);
    let file = file.into_image().expect_err("the attribute is open").value;
    file.close()?;
    assert_eq!(kind(attribute.read::<Vec<i32>>()), ErrorKind::Closed);
    Ok(())
}

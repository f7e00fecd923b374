//! Virtual datasets whose sources are not what they say.
use h5mem::{Error, File, FileAccess, Result, VirtualSource};

fn check(file: &File, name: &str) -> Result<()> {
    let both = file.dataset(name)?;
    for _ in 0..2 {
        match both.read::<Vec<i32>>() {
            Err(Error::Shape { path, expected, found }) => {
                assert!(path.ends_with(name) && expected.contains("small") && found.contains('3'), "{path}: {expected}, {found}");
            }
            other => panic!("{other:?}"),
        }
        assert!(both.slice((0, 3..6)).read::<Vec<i32>>().is_err());
    }
    Ok(())
}

#[test]
fn a_source_that_is_smaller_than_declared() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let at = |name: &str| folder.path().join(name);
    for access in [FileAccess::memory(), FileAccess::core(false), FileAccess::sec2()] {
        let file = access.create(at("virtual.h5"))?;
        file.write("small", &[1, 2, 3])?;
        file.write("large", &[1, 2, 3, 4, 5, 6])?;
        file.write("secret", &[0x5EC2E7; 100])?;
        let new = |name: &str| file.new_dataset(name).shape([2, 6]).fill(-1);
        let fits = new("fits").virtual_from(0, VirtualSource::same_file("large", 6)).virtual_from(1, VirtualSource::same_file("none", 6));
        fits.create::<i32>()?;
        let part = new("part").virtual_from((0, 0..3), VirtualSource::same_file("small", 100).select(0..3));
        part.create::<i32>()?;
        new("exceeds").virtual_from(1, VirtualSource::same_file("small", 6)).create::<i32>()?;
        let reads = |file: &File| -> Result<()> {
            assert_eq!(file.dataset("fits")?.read::<Vec<[i32; 6]>>()?, [[1, 2, 3, 4, 5, 6], [-1; 6]]);
            assert_eq!(file.dataset("part")?.slice((0, ..)).read::<Vec<i32>>()?, [1, 2, 3, -1, -1, -1]);
            check(file, "exceeds")
        };
        reads(&file)?;
        assert!(file.dataset("exceeds")?.write(&[[9; 6]; 2]).is_err());
        assert_eq!(file.dataset("secret")?.read::<Vec<i32>>()?, [0x5EC2E7; 100]);
        let image = file.image()?;
        reads(&File::from_image(image.clone()).open()?)?;
        reads(&File::from_image(image).access(FileAccess::core(false)).open()?)?;
    }
    Ok(())
}

#[test]
fn sources_in_other_files() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let at = |name: &str| folder.path().join(name);
    let source = File::create(at("source.h5"))?;
    source.write("small", &[1, 2, 3])?;
    source.write("large", &[1, 2, 3, 4, 5, 6])?;
    source.close().map_err(|returned| returned.error)?;
    let file = File::create(at("virtual.h5"))?;
    for (name, path) in [("relative", "source.h5".into()), ("absolute", at("source.h5"))] {
        let new = |name: &str| file.new_dataset(name).shape([2, 6]).fill(-1);
        new(name).virtual_from(0, VirtualSource::new(&path, "large", 6)).create::<i32>()?;
        new(&format!("{name} exceeds")).virtual_from(0, VirtualSource::new(&path, "small", 6)).create::<i32>()?;
        assert_eq!(file.dataset(name)?.slice((0, ..)).read::<Vec<i32>>()?, [1, 2, 3, 4, 5, 6]);
        check(&file, &format!("{name} exceeds"))?;
    }
    file.close().map_err(|returned| returned.error)?;
    let file = File::open(at("virtual.h5"))?;
    check(&file, "relative exceeds")?;
    check(&file, "absolute exceeds")
}

//! Copies of objects, where libhdf5 leaves something out, crashes or copies what it should not.
use h5mem::{
    CopyOptions, Dataset, ErrorKind, Extent, ExternalLinks, File, FileAccess, Group, GroupCreate, LibVer, Link, ObjectReference, Result,
};

fn files() -> Result<Vec<File>> {
    let folder = tempfile::tempdir().expect("a folder");
    Ok(vec![
        File::in_memory()?,
        FileAccess::memory().libver(LibVer::Earliest, LibVer::Latest).create("old")?,
        FileAccess::core(false).create("core")?,
        FileAccess::sec2().create(folder.path().join("sec2"))?,
        FileAccess::stdio().create(folder.path().join("stdio"))?,
    ])
}

fn dress(group: &Group, many: bool) -> Result<()> {
    let attrs = group.attrs();
    for n in 0..if many { 20 } else { 2 } {
        attrs.set(&format!("text{n}"), &*format!("value {n}"))?;
        attrs.set(&format!("list{n}"), &[vec![n, n + 1], vec![]])?;
    }
    Ok(())
}

fn check_dressed(group: &Group, many: bool) -> Result<()> {
    let attrs = group.attrs();
    for n in 0..if many { 20 } else { 2 } {
        assert_eq!(attrs.get::<String>(&format!("text{n}"))?, format!("value {n}"));
        assert_eq!(attrs.get::<Vec<Vec<i32>>>(&format!("list{n}"))?, [vec![n, n + 1], vec![]]);
    }
    assert_eq!(attrs.len()?, if many { 40 } else { 4 });
    Ok(())
}

/// Attributes in dense storage that hold text or lists.
#[test]
fn many_attributes_are_copied() -> Result<()> {
    for file in files()? {
        let source = file.create_group_with("source", GroupCreate::new().track_order(true))?;
        dress(&source, true)?;
        dress(&source.create_group("below/it")?, true)?;
        dress(&source.create_group("few")?, false)?;
        let data = source.write("data", &[1.5, 2.5])?;
        for n in 0..12 {
            data.attrs().set(&format!("t{n}"), &vec![format!("{n}"); n + 1])?;
        }
        data.attrs().set("self", &data.reference()?)?;
        source.link_hard("again", "data")?;
        let check = |file: &File, copy: &str| -> Result<()> {
            let copy = file.group(copy)?;
            check_dressed(&copy, true)?;
            check_dressed(&copy.group("below/it")?, true)?;
            check_dressed(&copy.group("few")?, false)?;
            let data = copy.dataset("data")?;
            assert_eq!(data.read::<Vec<f64>>()?, [1.5, 2.5]);
            for n in 0..12 {
                assert_eq!(data.attrs().get::<Vec<String>>(&format!("t{n}"))?, vec![format!("{n}"); n + 1]);
            }
            assert_eq!(data.token()?, copy.dataset("again")?.token()?);
            Ok(())
        };
        file.copy("source", "copy")?;
        check(&file, "copy")?;
        let reference: ObjectReference = file.dataset("copy/data")?.attrs().get("self")?;
        assert_eq!(file.dereference(&reference)?.token()?, data.token()?, "within a file references point at what they did");
        let other = File::in_memory()?;
        source.copy_to(&other, "copy", &CopyOptions::new())?;
        check(&other, "copy")?;
        source.copy_to(&other, "bare", &CopyOptions::new().without_attributes(true))?;
        assert!(other.group("bare")?.attrs().is_empty()? && other.dataset("bare/data")?.attrs().is_empty()?);
        let image = File::from_image(other.image()?).open()?;
        check(&image, "copy")?;
        check(&File::from_image(file.image()?).access(FileAccess::core(false)).open()?, "copy")?;
    }
    Ok(())
}

/// Chunks that lie decoded in libhdf5's cache, and slices that wait in its buffers.
#[test]
fn what_was_just_written_is_copied() -> Result<()> {
    for file in files()? {
        let noise: Vec<i32> = (0..4000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 7) as i32).collect();
        let create = |name: &str| file.new_dataset(name).shape(4000).chunk(500);
        let all: Vec<Dataset> = vec![
            create("g/deflate").deflate(4).create::<i32>()?,
            create("g/checked").deflate(4).fletcher32().create::<i32>()?,
            create("g/shuffled").shuffle().deflate(4).fletcher32().create::<i32>()?,
            create("g/twice").deflate(4).filter(h5mem::Filter::Deflate(9)).create::<i32>()?,
            create("g/scaled").scale_offset(h5mem::Scale::Integers(0)).create::<i32>()?,
            create("g/plain").create::<i32>()?,
            file.new_dataset("g/contiguous").shape(4000).create::<i32>()?,
        ];
        let other = File::in_memory()?;
        for round in 0..3i32 {
            let values: Vec<i32> = noise.iter().map(|value| (value >> (4 * round)) + round).collect();
            for data in &all {
                data.slice(0..3000).write(&values[..3000])?;
                data.slice(3000..4000).write(&values[3000..])?;
                if round > 0 {
                    data.flush()?;
                }
                assert_eq!(data.slice(..700).read::<Vec<i32>>()?, values[..700], "chunks are in the cache");
                let copy = format!("copy{round}");
                data.copy_to(&file, &format!("{copy}/single"), &CopyOptions::new())?;
                assert_eq!(file.dataset(&format!("{copy}/single"))?.read::<Vec<i32>>()?, values, "{data:?}");
                file.remove(&format!("{copy}/single"))?;
                assert_eq!(data.read::<Vec<i32>>()?, values);
            }
            file.copy("g", &format!("groups{round}"))?;
            file.group("g")?.copy_to(&other, &format!("groups{round}"), &CopyOptions::new())?;
            for group in [file.group(&format!("groups{round}"))?, other.group(&format!("groups{round}"))?] {
                for name in group.names()? {
                    assert_eq!(group.dataset(&name)?.read::<Vec<i32>>()?, values, "{name}");
                }
            }
        }
        let image = File::from_image(file.image()?).access(FileAccess::core(false)).open()?;
        let open: Vec<_> = all.iter().map(|data| image.dataset(&data.path()?)).collect::<Result<_>>()?;
        for data in &open {
            data.slice(10..2000).read::<Vec<i32>>()?;
        }
        for (n, data) in open.iter().enumerate() {
            data.copy_to(&other, &format!("one{n}"), &CopyOptions::new())?;
            assert_eq!(other.dataset(&format!("one{n}"))?.read::<Vec<i32>>()?, data.read::<Vec<i32>>()?);
        }
        let twice = image.dataset("g/checked")?;
        let refused = twice.copy_to(&other, "twice", &CopyOptions::new());
        assert_eq!(refused.unwrap_err().kind(), ErrorKind::Unsupported, "libhdf5 could not let its chunks go");
        assert_eq!(twice.read::<Vec<i32>>()?, all[1].read::<Vec<i32>>()?);
        drop(twice);
        image.group("g")?.copy_to(&other, "from image", &CopyOptions::new())?;
        for data in &open {
            let name = data.path()?.replace("/g/", "from image/");
            assert_eq!(other.dataset(&name)?.read::<Vec<i32>>()?, data.read::<Vec<i32>>()?);
        }
    }
    Ok(())
}

/// Chunks of an extensible array whose endless axis is not the first, in the cache.
#[test]
fn chunks_along_another_endless_axis_are_copied() -> Result<()> {
    let values: Vec<[i32; 8]> = (0..4).map(|i| std::array::from_fn(|j| i * 10 + j as i32)).collect();
    for (low, deflate) in [(LibVer::V110, false), (LibVer::V110, true), (LibVer::V18, false)] {
        let file = FileAccess::memory().libver(low, LibVer::Latest).create("file")?;
        let builder = file.new_dataset("b").max_shape([11, Extent::UNLIMITED]).chunk([2, 4]);
        let open = if deflate { builder.deflate(1) } else { builder }.write(&values)?;
        for round in 0..2 {
            file.flush()?;
            file.copy("b", &format!("c{round}"))?;
            assert_eq!(file.dataset(&format!("c{round}"))?.read::<Vec<[i32; 8]>>()?, values);
            assert_eq!(open.read::<Vec<[i32; 8]>>()?, values);
        }
        assert_eq!(File::from_image(file.image()?).open()?.dataset("c1")?.read::<Vec<[i32; 8]>>()?, values);
    }
    Ok(())
}

#[test]
fn soft_links_become_objects() -> Result<()> {
    for file in files()? {
        file.write("target", &[1, 2, 3])?.attrs().set("name", "target")?;
        let source = file.create_group("source")?;
        source.write("inside", &[7])?;
        source.link_soft("outside", "/target")?;
        source.link_soft("again", "/target")?;
        source.link_soft("beside", "inside")?;
        source.link_soft("dangling", "/nowhere")?;
        source.link_soft("up", "/source")?;
        source.create_group("below")?.link_soft("deep", "/target")?;
        let other = File::in_memory()?;
        for to in [&file, &other] {
            source.copy_to(to, "copy", &CopyOptions::new().expand_soft(true))?;
            let copy = to.group("copy")?;
            for name in ["outside", "again", "beside", "up", "below/deep"] {
                assert_eq!(copy.link(name)?, Link::Hard, "{name}");
            }
            assert_eq!(copy.link("dangling")?, Link::Soft { target: "/nowhere".to_owned() });
            assert_eq!(copy.group("up")?.token()?, copy.token()?);
            let outside = copy.dataset("outside")?;
            assert_eq!(outside.token()?, copy.dataset("again")?.token()?);
            assert_eq!(outside.token()?, copy.dataset("below/deep")?.token()?);
            assert_eq!(copy.dataset("beside")?.token()?, copy.dataset("inside")?.token()?);
            copy.dataset("outside")?.write(&[4, 5, 6])?;
            assert_eq!(file.dataset("target")?.read::<Vec<i32>>()?, [1, 2, 3]);
            let again = File::from_image(to.image()?).open()?;
            assert_eq!(again.dataset("copy/below/deep")?.read::<Vec<i32>>()?, [4, 5, 6]);
            assert_eq!(again.dataset("copy/outside")?.attrs().get::<String>("name")?, "target");
        }
        assert_eq!(file.group("source")?.link("outside")?, Link::Soft { target: "/target".to_owned() });
    }
    Ok(())
}

#[cfg(feature = "hl")]
#[test]
fn scales_go_along_or_are_detached() -> Result<()> {
    for file in files()? {
        let group = file.create_group("g")?;
        let (x, y) = (group.write("x", &[1.0, 2.0])?, group.write("y", &[1.0, 2.0, 3.0])?);
        x.make_scale("x")?;
        y.make_scale("y")?;
        let data = group.write("data", &[[1, 2, 3], [4, 5, 6]])?;
        data.dim(0)?.attach(&x)?;
        data.dim(1)?.attach(&y)?;
        data.dim(1)?.set_label("across")?;
        let names = |data: &Dataset, axis: usize| -> Result<Vec<String>> { data.dim(axis)?.scales()?.iter().map(Dataset::path).collect() };

        let other = File::in_memory()?;
        group.copy_to(&other, "whole", &CopyOptions::new())?;
        let whole = other.dataset("whole/data")?;
        assert_eq!((names(&whole, 0)?, names(&whole, 1)?), (vec!["/whole/x".to_owned()], vec!["/whole/y".to_owned()]));
        assert_eq!(whole.dim(1)?.label()?.as_deref(), Some("across"));

        data.copy_to(&other, "alone", &CopyOptions::new())?;
        let alone = other.dataset("alone")?;
        assert!(alone.dim(0)?.scales()?.is_empty() && alone.dim(1)?.scales()?.is_empty());
        let scale = other.write("z", &[1, 2])?;
        scale.make_scale("z")?;
        alone.dim(0)?.attach(&scale)?;
        assert_eq!(names(&alone, 0)?, ["/z"]);
        x.copy_to(&other, "lonely", &CopyOptions::new())?;
        assert!(other.dataset("lonely")?.is_scale()?);
        alone.dim(0)?.attach(&other.dataset("lonely")?)?;
        assert_eq!(alone.dim(0)?.scales()?.len(), 2);

        // in the same file the copy has the scales of the original
        file.copy("g/data", "copy")?;
        assert_eq!(names(&file.dataset("copy")?, 0)?, ["/g/x"]);
    }
    Ok(())
}

/// Files that nothing can be copied into: behind a link for reading only, and written for readers of other processes.
#[test]
fn copies_that_libhdf5_would_not_survive_are_refused() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let at = |name: &str| folder.path().join(name);
    let inner = File::create(at("b.h5"))?;
    inner.write("c", &[1, 2, 3])?;
    inner.close().map_err(|returned| returned.error)?;
    let file = FileAccess::sec2().external_links(ExternalLinks::allow().read_only()).create(at("a.h5"))?;
    file.link_external("l", "b.h5", "/")?;
    assert!(file.copy("l/c", "l/cc").is_err());
    file.copy("l/c", "here")?;
    assert_eq!(file.dataset("here")?.read::<Vec<i32>>()?, [1, 2, 3]);
    file.close().map_err(|returned| returned.error)?;

    let file = FileAccess::sec2().libver(LibVer::V110, LibVer::Latest).create(at("swmr.h5"))?;
    file.new_dataset("d").shape(3).max_shape(Extent::UNLIMITED).chunk(2).deflate(1).create::<i32>()?.write(&[1, 2, 3])?;
    file.start_swmr()?;
    assert_eq!(file.copy("d", "e").unwrap_err().kind(), ErrorKind::Unsupported);
    assert_eq!(file.dataset("d")?.copy_to(&file, "e", &CopyOptions::new()).unwrap_err().kind(), ErrorKind::Unsupported);
    file.close().map_err(|returned| returned.error)?;
    assert_eq!(File::open(at("swmr.h5"))?.dataset("d")?.read::<Vec<i32>>()?, [1, 2, 3]);
    Ok(())
}

#[test]
fn a_failed_copy_leaves_nothing() -> Result<()> {
    let file = File::in_memory()?;
    file.write("x", &1)?;
    file.write("y", &1)?;
    assert_eq!(file.copy("x", "y").unwrap_err().kind(), ErrorKind::AlreadyExists);
    assert_eq!(file.copy("missing", "z").unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(file.names()?, ["x", "y"]);
    Ok(())
}

//! Objects and attributes that were removed or replaced while something of them was remembered or open.
use h5mem::{Attribute, Dataset, Error, ErrorKind, File, FileAccess, GroupCreate, Result};

/// Files on each driver whose attributes take different ways, with room taken so that libhdf5 gives freed addresses out again.
fn files() -> Result<Vec<File>> {
    let folder = tempfile::tempdir().expect("a folder");
    let files = vec![
        File::in_memory()?,
        FileAccess::core(false).create("core")?,
        FileAccess::sec2().create(folder.path().join("sec2"))?,
        FileAccess::stdio().create(folder.path().join("stdio"))?,
    ];
    for file in &files {
        for k in 0..36 {
            file.write(&format!("pad{k}"), &[k])?;
        }
    }
    Ok(files) // the folder goes; open files stay
}

fn read_often(dataset: &Dataset) -> Result<()> {
    for _ in 0..8 {
        assert_eq!(dataset.attrs().get::<Vec<i32>>("y")?, [7, 8]);
    }
    Ok(())
}

#[test]
fn attributes_of_a_removed_object_are_not_those_of_the_next() -> Result<()> {
    for file in files()? {
        for held in [false, true] {
            file.write("a", &[1, 2, 3])?.attrs().set("y", &[7i32, 8])?;
            let a = file.dataset("a")?;
            read_often(&a)?;
            if held {
                file.remove("a")?;
                read_often(&a)?;
                drop(a);
            } else {
                drop(a);
                file.remove("a")?;
            }
            let new = file.write("b", &[1, 2, 3])?;
            new.attrs().set("y", &["text"])?;
            assert_eq!(new.attrs().get::<Vec<String>>("y")?, ["text"]);
            new.attrs().set("y", &vec![0.5; 500])?;
            assert_eq!(new.attrs().get::<Vec<f64>>("y")?, [0.5; 500]);
            assert_eq!(file.dataset("b")?.attrs().get::<Vec<f64>>("y")?, [0.5; 500]);
            drop(new);
            file.remove("b")?;
        }
    }
    Ok(())
}

#[test]
fn an_attribute_handle_is_an_object_and_a_name() -> Result<()> {
    for file in files()? {
        let x = file.write("x", &[1, 2, 3])?;
        x.attrs().set("a", &vec![1.5; 400])?;
        let handle: Attribute = x.attrs().open("a")?;
        assert_eq!(handle.read::<Vec<f64>>()?, [1.5; 400]);

        x.attrs().set("a", &[3u8])?;
        assert_eq!(handle.shape()?, Some(vec![1]));
        assert_eq!(handle.write(&vec![1.5; 400]).unwrap_err().kind(), ErrorKind::Shape);
        handle.write(&[4u8])?;
        assert_eq!(x.attrs().get::<Vec<u8>>("a")?, [4]);
        assert_eq!(handle.read::<u8>()?, 4);

        // each is the attribute of its name at that time
        for attribute in x.attrs().iter()? {
            x.attrs().set("a", "text")?;
            assert_eq!(x.attrs().get::<String>("a")?, "text");
            assert_eq!(attribute.read::<String>()?, "text");
        }

        x.attrs().remove("a")?;
        assert!(matches!(handle.read::<String>(), Err(Error::NotFound { .. })));
        assert!(matches!(handle.write("text"), Err(Error::NotFound { .. })));
        assert!(matches!(handle.dtype(), Err(Error::NotFound { .. })));
        assert!(matches!(handle.reference(), Ok(_) | Err(Error::NotFound { .. })));
    }
    Ok(())
}

#[test]
fn an_attribute_handle_keeps_its_object() -> Result<()> {
    for file in files()? {
        let x = file.write("x", &[1, 2, 3])?;
        x.attrs().set("a", &[7i32, 8])?;
        let handle = x.attrs().open("a")?;
        drop(x);
        file.remove("x")?;
        let new = file.write("new", &[1, 2, 3])?;
        new.attrs().set("a", &vec![0.25; 300])?;
        assert_eq!(handle.read::<Vec<i32>>()?, [7, 8]);
        handle.write(&[9, 10])?;
        assert_eq!(handle.read::<Vec<i32>>()?, [9, 10]);
        assert_eq!(new.attrs().get::<Vec<f64>>("a")?, [0.25; 300]);
        drop(handle);
        let next = file.write("next", &[1, 2, 3])?;
        next.attrs().set("a", "text")?;
        assert_eq!(next.attrs().get::<String>("a")?, "text");
    }
    Ok(())
}

#[test]
fn text_of_a_removed_object_goes_with_its_last_handle() -> Result<()> {
    let file = File::in_memory()?;
    let text = |n: usize| format!("text of {n:>40}");
    for n in 0..20 {
        file.write(&format!("d{n}"), &[n as u32])?.attrs().set("text", &*text(n))?;
    }
    file.flush()?;
    let held: Vec<_> = (0..10).map(|n| file.dataset(&format!("d{n}"))).collect::<Result<_>>()?;
    for n in 0..10 {
        file.remove(&format!("d{n}"))?;
    }
    file.flush()?;
    for dataset in held {
        for n in 10..20 {
            assert_eq!(file.dataset(&format!("d{n}"))?.attrs().get::<String>("text")?, text(n));
        }
        drop(dataset); // its text leaves the heap that holds the others'
        file.write("other", &[1])?;
        file.remove("other")?;
    }
    for n in 10..20 {
        assert_eq!(file.dataset(&format!("d{n}"))?.attrs().get::<String>("text")?, text(n));
    }
    Ok(())
}

/// Any number of changes of attributes in dense storage and in creation order, as every netCDF-4 file has them.
#[test]
fn attributes_in_creation_order_change_again_and_again() -> Result<()> {
    for file in files()? {
        let group = file.create_group_with("g", GroupCreate::new().track_order(true))?;
        for n in 0..12 {
            group.attrs().set(&format!("a{n}"), &n)?;
        }
        for round in 0..5usize {
            for n in 0..12 {
                let name = format!("a{n}");
                group.attrs().set(&name, &vec![n as f64; round + 1])?;
                group.attrs().set(&name, &*format!("text {n}"))?;
                group.attrs().set(&name, &vec![format!("text {n} of {round}"); round + 2])?;
                group.attrs().rename(&name, "moved")?;
                assert_eq!(group.attrs().get::<Vec<String>>("moved")?, vec![format!("text {n} of {round}"); round + 2]);
                group.attrs().rename("moved", &name)?;
            }
            assert_eq!(group.attrs().len()?, 12);
        }
        let image = File::from_image(file.image()?).open_rw()?;
        for n in 0..12 {
            let name = format!("a{n}");
            assert_eq!(image.group("g")?.attrs().get::<Vec<String>>(&name)?, vec![format!("text {n} of 4"); 6]);
            image.group("g")?.attrs().remove(&name)?;
        }
        assert!(image.group("g")?.attrs().is_empty()?);
    }
    Ok(())
}

//! Links that are moved where libhdf5 does not expect it, and mount points that are.
use h5mem::{Error, ErrorKind, File, FileAccess, GroupCreate, Result};

fn files() -> Result<Vec<File>> {
    let folder = tempfile::tempdir().expect("a folder");
    Ok(vec![File::in_memory()?, FileAccess::core(false).create("core")?, FileAccess::sec2().create(folder.path().join("sec2"))?])
}

/// Groups that have no path: without a name, dereferenced, opened by a token, and removed while open.
#[test]
fn links_of_groups_without_a_path_are_moved() -> Result<()> {
    for file in files()? {
        let kept = file.create_group("kept")?;
        let (reference, token) = (kept.reference()?, kept.token()?);
        let removed = file.create_group("removed")?;
        file.remove("removed")?;
        let groups = [
            file.create_anonymous_group(GroupCreate::new())?,
            file.dereference(&reference)?.into_group()?,
            file.open_token(token)?.into_group()?,
            removed,
        ];
        for (n, group) in groups.iter().enumerate() {
            group.write("x", &[n])?;
            group.link_soft("soft", "x")?;
            group.link_external("external", "other.h5", "/x")?;
            group.rename("x", "y")?;
            group.rename("soft", "deep/er/soft")?;
            group.rename("external", "outside")?;
            assert_eq!(group.names()?, ["deep", "outside", "y"]);
            assert_eq!(group.dataset("y")?.read::<usize>()?, n);
            assert_eq!(group.rename("y", "outside").unwrap_err().kind(), ErrorKind::AlreadyExists);
            assert_eq!(group.rename("missing", "z").unwrap_err().kind(), ErrorKind::NotFound);
            group.move_to("y", &file, &format!("moved{n}"))?;
            file.move_to(&format!("moved{n}"), group, "back")?;
            assert_eq!(group.dataset("back")?.read::<usize>()?, n);
            for name in ["deep", "outside", "back"] {
                group.remove(name)?;
            }
            assert!(group.names()?.is_empty());
        }
    }
    Ok(())
}

#[test]
fn a_group_does_not_go_below_itself() -> Result<()> {
    for file in files()? {
        let q = file.create_group("q")?;
        let sub = file.create_group("q/sub/deep")?;
        file.write("q/x", &1)?;
        file.link_hard("again", "q/sub")?;
        file.link_soft("soft", "/q/sub")?;
        for to in ["q/q", "q/sub/q", "q/new/q", "./q/q", "/q/sub/deep/q", "again/q", "soft/deep/q", "q/q/"] {
            for from in ["q", "/q", "./q"] {
                let refused = file.rename(from, to);
                assert!(matches!(&refused, Err(Error::InvalidValue { .. })), "{from} to {to}: {refused:?}");
            }
        }
        for group in [&q, &sub, &file.group("soft")?, &file.open_token(sub.token()?)?.into_group()?] {
            assert_eq!(file.move_to("q", group, "inner").unwrap_err().kind(), ErrorKind::InvalidValue);
        }
        assert_eq!(file.names()?, ["again", "q", "soft"]);
        assert_eq!(file.dataset("q/x")?.read::<i32>()?, 1);
        // beside is not below
        file.rename("q", "q2/q")?;
        file.rename("q2/q/sub", "q2/sub")?;
        file.rename("again", "q2/sub2")?;
        file.rename("q2", "q")?;
        assert_eq!(file.dataset("q/q/x")?.read::<i32>()?, 1);
        drop((q, sub));
    }
    Ok(())
}

/// Soft links lead below a group, and from below it elsewhere; names of objects that were reached by them tell of neither.
#[test]
fn soft_links_lead_below_a_group_and_out_of_it() -> Result<()> {
    let file = File::in_memory()?;
    file.create_group("q/d")?;
    file.link_soft("in", "q/d")?;
    assert_eq!(file.rename("q", "in/a").unwrap_err().kind(), ErrorKind::InvalidValue);
    assert_eq!(file.move_to("q", &file.group("in")?, "a").unwrap_err().kind(), ErrorKind::InvalidValue);
    file.create_group("i/b")?;
    file.link_soft("i/b/out", "/i")?;
    let b = file.group("i/b")?;
    b.move_to("out/b", &b, "out/a")?;
    assert_eq!(file.group("i")?.names()?, ["a"]);
    Ok(())
}

#[test]
fn a_mount_point_may_lose_its_name() -> Result<()> {
    for how in 0..5 {
        let (file, child) = (File::in_memory()?, File::in_memory()?);
        child.write("x", &[1, 2, 3])?;
        file.create_group("above/point")?;
        file.write("above/point/own", &4)?;
        let mount = file.mount("above/point", &child)?;
        assert_eq!(file.dataset("above/point/x")?.read::<Vec<i32>>()?, [1, 2, 3]);
        match how {
            0 => file.remove("above/point")?,
            1 => file.rename("above/point", "elsewhere")?,
            2 => file.remove("above")?,
            3 => file.rename("above", "elsewhere")?,
            _ => {}
        }
        if how == 4 {
            drop(mount);
        } else {
            mount.unmount().map_err(|returned| returned.error)?;
        }
        child.write("y", &5)?;
        let own = match how {
            1 => Some("elsewhere/own"),
            3 => Some("elsewhere/point/own"),
            4 => Some("above/point/own"),
            _ => None,
        };
        if let Some(own) = own {
            assert_eq!(file.dataset(own)?.read::<i32>()?, 4);
        }
        file.into_image().map_err(|returned| returned.error)?;
        child.into_image().map_err(|returned| returned.error)?;
    }
    Ok(())
}

#[test]
fn a_path_below_a_dataset_names_it() -> Result<()> {
    let file = File::in_memory()?;
    file.write("a/b", &[1])?;
    file.write("source", &[1])?;
    file.commit("a/t", &<f64 as h5mem::H5Type>::descriptor())?;
    let a = file.group("a")?;
    let check = |result: Result<()>, path: &str| match result {
        Err(Error::Type { path: found, expected, .. }) => assert!(found.ends_with(path) && expected == "a group", "{found}, {expected}"),
        other => panic!("{other:?}"),
    };
    for (path, named) in [("a/b/c", ":/a/b"), ("a/b/c/d", ":/a/b"), ("/a/t/c", ":/a/t")] {
        check(file.dataset(path).map(drop), named);
        check(file.group(path).map(drop), named);
        check(file.get(path).map(drop), named);
        check(file.link(path).map(drop), named);
        check(file.remove(path), named);
        check(file.rename(path, "x"), named);
        check(file.copy(path, "x"), named);
        check(file.write(path, &1).map(drop), named);
        check(file.create_group(path).map(drop), named);
        check(file.link_soft(path, "/").map(drop), named);
        check(file.rename("source", path), named);
        check(file.copy("source", path), named);
        check(file.link_hard("hard", path), named);
        assert_eq!(file.dataset("source")?.read::<i32>()?, 1);
    }
    check(a.dataset("b/c").map(drop), ":/a/b");
    Ok(())
}

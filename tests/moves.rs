//! Links that are moved where libhdf5 does not expect it, and mount points that are.
use h5mem::{CopyOptions, DatasetAccess, Error, ErrorKind, File, FileAccess, GroupCreate, H5Type, Result, Walk};

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

/// Objects that are open keep a path that leads to them, whatever group their link was moved by.
#[test]
fn open_objects_follow_links_that_are_moved() -> Result<()> {
    let file = File::in_memory()?;
    let kept = file.create_group("kept")?;
    file.write("kept/sub/x", &[1, 2])?;
    let x = file.dataset("kept/sub/x")?;
    let nameless = file.open_token(kept.token()?)?.into_group()?;
    nameless.rename("sub/x", "sub/y")?;
    assert_eq!(x.path()?, "/kept/sub/y");
    nameless.rename("sub", "below")?; // libhdf5 renames groups that are open, and no datasets in them
    assert_eq!(x.path()?, "/kept/below/y");
    file.link_hard("also", "kept")?;
    file.rename("also/below/y", "also/z")?;
    assert_eq!(x.path()?, "/kept/z");
    let anonymous = file.create_anonymous_group(GroupCreate::new())?;
    file.move_to("kept/z", &anonymous, "z")?;
    assert_eq!(anonymous.names()?, ["z"]);
    assert_eq!(x.read::<Vec<i32>>()?, [1, 2]);
    anonymous.move_to("z", &file, "back")?;
    assert_eq!(x.path()?, "/back");
    assert_eq!(x.info()?.links, 1);
    Ok(())
}

#[test]
fn a_moved_link_is_the_last_that_was_made() -> Result<()> {
    let file = File::in_memory()?;
    let tracked = || GroupCreate::new().track_order(true);
    for group in [file.create_group_with("tracked", tracked())?, file.create_anonymous_group(tracked())?] {
        for name in ["a", "b", "c"] {
            group.write(name, &1)?;
        }
        group.rename("a", "z")?;
        let names: Vec<_> = group.links(Walk::by_creation())?.map(|link| link.map(|(name, _)| name)).collect::<Result<_>>()?;
        assert_eq!(names, ["b", "c", "z"]);
    }
    Ok(())
}

#[test]
fn a_failed_move_changes_nothing() -> Result<()> {
    let (file, other) = (File::in_memory()?, File::in_memory()?);
    file.write("x", &1)?;
    file.create_group("g")?;
    let anonymous = file.create_anonymous_group(GroupCreate::new())?;
    for group in [&file, &anonymous] {
        assert_eq!(group.rename("missing", "new/deep/z").unwrap_err().kind(), ErrorKind::NotFound);
        assert_eq!(file.rename("x", "g").unwrap_err().kind(), ErrorKind::AlreadyExists);
    }
    assert_eq!(file.move_to("x", &other, "new/deep/z").unwrap_err().kind(), ErrorKind::InvalidValue);
    assert_eq!(file.names()?, ["g", "x"]);
    assert!(anonymous.is_empty()? && other.is_empty()?);
    assert_eq!(file.dataset("x")?.info()?.links, 1);
    Ok(())
}

/// All that takes a place in a group, of groups that have no path.
#[test]
fn groups_without_a_path_can_do_all() -> Result<()> {
    for file in files()? {
        file.write("x", &[1, 2])?;
        let group = file.create_anonymous_group(GroupCreate::new())?;
        let sub = group.create_group("sub/deep")?;
        group.require_group("sub")?.attrs().set("a", &1)?;
        let data = group.write("data", &[3, 4])?;
        group.new_dataset("chunked").shape([4]).chunk([2]).create::<i32>()?;
        group.commit("type", &<f64 as H5Type>::descriptor())?;
        group.link_hard("hard", "data")?;
        group.link_soft("soft", "sub/deep")?;
        group.link_external("external", "other.h5", "/x")?;
        group.copy("data", "sub/copy")?;
        file.dataset("x")?.copy_to(&group, "x", &CopyOptions::new())?;
        data.link_as(&sub, "data")?;
        sub.move_to("data", &group, "moved")?;
        group.rename("soft", "softer")?;
        assert_eq!(group.dataset("moved")?.read::<Vec<i32>>()?, [3, 4]);
        assert_eq!(group.dereference(&data.reference()?)?.into_dataset()?.read::<Vec<i32>>()?, [3, 4]);
        assert_eq!(data.info()?.links, 3);
        let child = File::in_memory()?;
        child.write("inside", &5)?;
        let mount = group.mount("sub/deep", &child)?;
        assert_eq!(group.dataset("softer/inside")?.read::<i32>()?, 5);
        drop(mount);
        for name in group.names()? {
            group.remove(&name)?;
        }
        assert!(group.is_empty()? && sub.is_empty()?);
        group.link_as(&file, "named")?;
        assert_eq!(file.group("named")?.path()?, "/named");
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

/// Hard links may lead back up: what is moved away from there is not below itself.
#[test]
fn links_that_lead_back_up_do_not_keep_groups_in_place() -> Result<()> {
    let file = File::in_memory()?;
    file.create_group("p/a/in")?;
    file.create_group("p/b")?;
    file.write("p/a/x", &1)?;
    for (link, target) in [("p/a/up", "p"), ("p/a/in/up", "p/a"), ("p/root", "/"), ("p/me", "p")] {
        file.link_hard(link, target)?;
    }
    file.rename("p/a", "p/b/a")?;
    file.rename("p/b/a/up/b/a", "p/c")?; // by a way that is long, but no other place
    file.rename("p/c", "p/b/a")?;
    file.rename("p/b/a/up", "p/up")?;
    file.rename("p/me", "p/b/me")?;
    file.rename("p/root", "root")?;
    file.rename("root/p/b/a/x", "root/p/x")?;
    for to in ["p/b/a/in/a", "p/b/a/in/up/a", "p/b/a/in/up/in/a"] {
        assert_eq!(file.rename("p/b/a", to).unwrap_err().kind(), ErrorKind::InvalidValue, "{to}");
    }
    assert_eq!(file.rename("p", "root/p/b/p").unwrap_err().kind(), ErrorKind::InvalidValue);
    assert_eq!(file.dataset("p/x")?.read::<i32>()?, 1);
    assert!(file.contains("p/b/a/in/up/in")?);
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
    let named = file.commit("a/t", &<f64 as H5Type>::descriptor())?;
    file.link_soft("soft", "a/b")?;
    file.link_soft("dangling", "a/b/c")?;
    let (a, source, other) = (file.group("a")?, file.dataset("source")?, File::in_memory()?);
    for (path, blocking) in [
        ("a/b/c", ":/a/b"),
        ("a/b/c/d", ":/a/b"),
        ("./a/b//c/", ":/a/b"),
        ("/a/t/c", ":/a/t"),
        ("soft/c", ":/soft"),
        ("soft/c/d", ":/soft"),
    ] {
        let ways: Vec<(&str, Result<()>)> = vec![
            ("get", file.get(path).map(drop)),
            ("group", file.group(path).map(drop)),
            ("dataset", file.dataset(path).map(drop)),
            ("dataset with settings", file.dataset_with(path, &DatasetAccess::new().chunk_cache(1, 1, 0.5)).map(drop)),
            ("datatype", file.datatype(path).map(drop)),
            ("link", file.link(path).map(drop)),
            ("link's information", file.link_info(path).map(drop)),
            ("remove", file.remove(path)),
            ("rename from", file.rename(path, "x")),
            ("rename to", file.rename("source", path)),
            ("move from a group", file.move_to(path, &a, "x")),
            ("move to a group", a.move_to("b", &file, path)),
            ("copy from", file.copy(path, "x")),
            ("copy to", file.copy("source", path)),
            ("copy an object", source.copy_to(&file, path, &CopyOptions::new())),
            ("name an object", source.link_as(&file, path)),
            ("hard link from", file.link_hard("x", path)),
            ("hard link to", file.link_hard(path, "source")),
            ("soft link", file.link_soft(path, "/")),
            ("external link", file.link_external(path, "a", "/")),
            ("write", file.write(path, &1).map(drop)),
            ("write text", file.write(path, &["text"]).map(drop)),
            ("create chunks", file.new_dataset(path).shape([4]).chunk([2]).create::<i32>().map(drop)),
            ("create one alike", file.new_dataset_like(path, &source)?.create::<i32>().map(drop)),
            ("require a dataset", file.require_dataset::<i32>(path, [1]).map(drop)),
            ("create a group", file.create_group(path).map(drop)),
            ("create a group with properties", file.create_group_with(path, GroupCreate::new()).map(drop)),
            ("require a group", file.require_group(path).map(drop)),
            ("commit", file.commit(path, &<i32 as H5Type>::descriptor()).map(drop)),
            ("mount", file.mount(path, &other).map(drop)),
        ];
        for (way, result) in ways {
            match result {
                Err(Error::Type { path: found, expected, found: kind }) => {
                    assert!(found.ends_with(blocking) && expected == "a group", "{way} {path}: {found}, {expected}");
                    assert_eq!(kind, if blocking.ends_with('t') && blocking.starts_with(":/a") { "a named datatype" } else { "a dataset" });
                }
                other => panic!("{way} {path}: {other:?}"),
            }
        }
        assert!(!file.contains(path)?);
    }
    assert_eq!(file.get("dangling").unwrap_err().kind(), ErrorKind::Type);
    assert!(!file.contains("dangling")?);
    assert!(matches!(a.dataset("b/c"), Err(Error::Type { path, .. }) if path.ends_with(":/a/b")));
    assert_eq!(file.names()?, ["a", "dangling", "soft", "source"]);
    assert_eq!((source.info()?.links, named.info()?.links), (1, 1));
    Ok(())
}

/// libhdf5 takes the path of the mount point off the paths of objects in the mounted file, by its length: here they are shorter than that.
#[test]
fn objects_of_a_mounted_file_have_the_path_that_leads_to_them() -> Result<()> {
    let (file, child) = (File::in_memory()?, File::in_memory()?);
    child.write("x", &[1, 2, 3])?;
    file.write("p/own", &4)?;
    let long = "long".repeat(100);
    file.link_hard(&long, "p")?;
    let (before, hidden) = (child.dataset("x")?, file.dataset("p/own")?);
    let mount = file.mount(&long, &child)?;
    let short = file.dataset("p/x")?;
    assert_eq!(short.path()?, "/p/x");
    assert!(["/p/x".to_owned(), format!("/{long}/x")].contains(&before.path()?), "{}", before.path()?);
    assert_eq!(hidden.read::<i32>()?, 4);
    mount.unmount().map_err(Error::from)?;
    assert_eq!([short.path()?, before.path()?, hidden.path()?], ["/x", "/x", "/p/own"]);

    // moved while it is mounted on
    let mount = file.mount("p", &child)?;
    let inside = file.dataset("p/x")?;
    file.remove(&long)?;
    file.rename("p", &format!("above/{long}"))?;
    assert_eq!(inside.path()?, format!("/above/{long}/x"));
    assert_eq!(file.dataset(&format!("above/{long}/x"))?.read::<Vec<i32>>()?, [1, 2, 3]);
    mount.unmount().map_err(Error::from)?;
    assert_eq!([inside.path()?, hidden.path()?], ["/x".to_owned(), format!("/above/{long}/own")]);
    Ok(())
}

#[test]
fn mounts_end_in_any_order() -> Result<()> {
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let files: Vec<File> = (0..4).map(|_| File::in_memory()).collect::<Result<_>>()?;
        for (n, file) in files.iter().enumerate() {
            file.write("number", &n)?;
            file.create_group("point")?;
            file.create_group("again")?;
        }
        // one below the other, and one beside
        let mut mounts = [
            Some(files[0].mount("point", &files[1])?),
            Some(files[0].mount("point/point", &files[2])?),
            Some(files[0].mount("again", &files[3])?),
        ];
        assert_eq!(files[0].dataset("point/point/number")?.read::<usize>()?, 2);
        assert_eq!(files[0].dataset("again/number")?.read::<usize>()?, 3);
        for mount in order {
            drop(mounts[mount].take());
        }
        for (n, file) in files.into_iter().enumerate() {
            assert_eq!(file.dataset("number")?.read::<usize>()?, n);
            assert!(file.group("point")?.is_empty()?);
            file.into_image().map_err(|returned| returned.error)?;
        }
    }
    Ok(())
}

/// A second file on the same point hides the first one.
#[test]
fn two_files_are_mounted_on_one_point() -> Result<()> {
    for first_first in [true, false] {
        let files: Vec<File> = (0..3).map(|_| File::in_memory()).collect::<Result<_>>()?;
        files[0].create_group("point")?;
        files[1].write("one", &1)?;
        files[2].write("two", &2)?;
        let one = files[0].mount("point", &files[1])?;
        let two = files[0].mount("point", &files[2])?;
        assert_eq!(files[0].group("point")?.names()?, ["two"]);
        if first_first {
            drop((one, two));
        } else {
            drop((two, one));
        }
        assert!(files[0].group("point")?.is_empty()?);
        for file in files {
            file.into_image().map_err(|returned| returned.error)?;
        }
    }
    Ok(())
}

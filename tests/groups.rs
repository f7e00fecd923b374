//! Groups and links: creation order, iteration, visits, moving, copying, mounting, and what objects tell of themselves.
use std::ops::ControlFlow;

use h5mem::{
    CopyOptions, CreationOrder, Error, ErrorKind, File, FileAccess, FileCreate, GroupCreate, Link, Object, Result, TypeDescriptor, Walk,
};

fn kind<T: std::fmt::Debug>(result: Result<T>) -> ErrorKind {
    result.expect_err("must fail").kind()
}

fn names(file: &h5mem::Group, walk: Walk) -> Vec<String> {
    file.links(walk).unwrap().map(|link| link.unwrap().0).collect()
}

#[test]
fn links_come_by_name_or_as_they_were_made() -> Result<()> {
    let file = File::in_memory()?;
    // few links are in the header, many in an index
    for count in [3usize, 300] {
        let group = file.create_group_with(&format!("g{count}"), GroupCreate::new().track_order(true))?;
        let made: Vec<String> = (0..count).map(|n| format!("n{}", (n * 7919) % 1000)).collect();
        for name in &made {
            group.create_group(name)?;
        }
        let mut sorted = made.clone();
        sorted.sort();
        assert_eq!(names(&group, Walk::by_name()), sorted);
        assert_eq!(names(&group, Walk::by_creation()), made);
        assert_eq!(names(&group, Walk::by_creation().from(2)), made[2..]);
        let backwards: Vec<_> = made.iter().rev().cloned().collect();
        assert_eq!(names(&group, Walk::by_creation().reversed()), backwards);
        assert_eq!(names(&group, Walk::by_creation().reversed().from(1)), backwards[1..]);
        assert_eq!(names(&group, Walk::by_name().from(count)), [""; 0]);
        assert_eq!(names(&group, Walk::by_name().from(usize::MAX)), [""; 0]);
    }
    Ok(())
}

#[test]
fn iteration_resumes_where_it_stopped() -> Result<()> {
    let file = File::in_memory()?;
    for n in 0..200 {
        file.create_group(&format!("{n:03}"))?;
    }
    let mut links = file.links(Walk::by_name())?;
    let first: Vec<_> = links.by_ref().take(70).map(|link| link.unwrap().0).collect();
    assert_eq!(links.position(), 70);
    let rest = names(&file, Walk::by_name().from(links.position()));
    assert_eq!([first, rest].concat(), file.names()?);
    assert_eq!(links.map(|link| link.unwrap().0).next().as_deref(), Some("070"));
    Ok(())
}

#[test]
fn an_order_that_is_not_tracked_is_unsupported_and_the_iteration_ends() -> Result<()> {
    let file = File::in_memory()?;
    file.create_group("a")?;
    let mut links = file.links(Walk::by_creation())?;
    let error = links.next().expect("an error in its place").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    assert!(error.to_string().contains("track_order"), "{error}");
    assert!(links.next().is_none());
    file.clone().close()?;
    assert_eq!(kind(file.links(Walk::by_name())), ErrorKind::Closed);
    Ok(())
}

#[test]
fn group_properties_are_read_back() -> Result<()> {
    let file = File::in_memory()?;
    let create = GroupCreate::new()
        .link_order(CreationOrder::Tracked)
        .attr_order(CreationOrder::Indexed)
        .link_phase_change(20, 10)
        .attr_phase_change(12, 3)
        .estimated_links(30, 9)
        .track_times(true);
    let mut props = file.create_group_with("g", create)?.create_props()?;
    props.local_heap = None; // the library's own
    assert_eq!(props, create);
    assert_eq!(file.create_group("plain")?.create_props()?.link_order, CreationOrder::Untracked);
    let ordered = FileAccess::memory().create_with("x", FileCreate::new().root(create))?;
    let mut root = ordered.group("/")?.create_props()?;
    root.local_heap = None;
    assert_eq!(root, create);
    assert!(file.create_group_with("bad", GroupCreate::new().link_phase_change(2, 9)).is_err(), "less than it was");
    Ok(())
}

#[test]
fn a_link_tells_its_order_and_target() -> Result<()> {
    let file = FileAccess::memory().create_with("x", FileCreate::new().track_order(true))?;
    file.create_group("first")?;
    file.link_soft("second", "/first")?;
    file.link_external("third", "other.h5", "/x")?;
    assert_eq!(file.link_info("first")?.creation_order, Some(0));
    assert_eq!(file.link_info("second")?.link, Link::Soft { target: "/first".into() });
    let third = file.link_info("third")?;
    assert_eq!((third.creation_order, third.charset), (Some(2), h5mem::Charset::Utf8));
    assert_eq!(third.link, Link::External { file: "other.h5".into(), target: "/x".into() });
    assert_eq!(kind(file.link_info("fourth")), ErrorKind::NotFound);
    assert_eq!(kind(file.link_info("/")), ErrorKind::InvalidValue);
    Ok(())
}

#[test]
fn visits_survive_cycles_and_dangling_links() -> Result<()> {
    let file = File::in_memory()?;
    file.create_group("a/b")?.link_hard("up", "/a")?; // a cycle
    file.link_hard("again", "/a")?;
    file.link_soft("dangling", "/nowhere")?;
    file.link_external("elsewhere", "no such file.h5", "/x")?;
    file.write("a/data", &[1, 2])?;
    let mut met = Vec::new();
    file.visit(|path, _| {
        met.push(path.to_owned());
        Ok::<_, Error>(ControlFlow::Continue(()))
    })?;
    assert_eq!(met, ["a", "a/b", "a/data"]);
    let mut links = Vec::new();
    file.visit_links(|path, _| {
        links.push(path.to_owned());
        Ok::<_, Error>(ControlFlow::Continue(()))
    })?;
    assert_eq!(links, ["a", "a/b", "a/b/up", "a/data", "again", "dangling", "elsewhere"]);
    let mut count = 0;
    file.visit_links(|_, _| {
        count += 1;
        Ok::<_, Error>(if count == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })?;
    assert_eq!(count, 2);
    // the file may change under the visit
    file.visit_links(|path, _| {
        if path == "a" {
            file.remove("a")?;
        }
        Ok::<_, Error>(ControlFlow::Continue(()))
    })?;
    assert_eq!(file.names()?, ["again", "dangling", "elsewhere"]);
    Ok(())
}

#[test]
fn a_panic_or_error_in_a_visit_comes_out() -> Result<()> {
    let file = File::in_memory()?;
    file.create_group("a")?;
    let error = file.visit_links(|_, _| Err::<ControlFlow<()>, _>(Error::NotFound { path: "mine".into() }));
    assert_eq!(kind(error), ErrorKind::NotFound);
    let panicked =
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| file.visit_links(|_, _| -> Result<ControlFlow<()>> { panic!("mine") })));
    assert!(panicked.is_err());
    assert!(file.contains("a")?);
    Ok(())
}

#[test]
fn links_move_between_groups_of_a_file_only() -> Result<()> {
    let file = File::in_memory()?;
    let (a, b) = (file.create_group("a")?, file.create_group("b")?);
    a.write("x", &1)?;
    a.move_to("x", &b, "deep/y")?;
    assert!(!a.contains("x")?);
    assert_eq!(file.dataset("b/deep/y")?.read::<i32>()?, 1);
    file.link_soft("dangling", "/nowhere")?;
    file.move_to("dangling", &a, "s")?;
    assert_eq!(a.link("s")?, Link::Soft { target: "/nowhere".into() });
    assert_eq!(kind(a.move_to("none", &b, "z")), ErrorKind::NotFound);
    assert_eq!(kind(a.move_to("s", &file, "b")), ErrorKind::AlreadyExists);
    let other = File::in_memory()?;
    assert_eq!(kind(b.move_to("deep", &other, "deep")), ErrorKind::InvalidValue);
    assert!(b.contains("deep/y")?);
    assert_eq!(kind(b.link_as(&other, "b")), ErrorKind::InvalidValue);
    Ok(())
}

#[test]
fn objects_are_copied_within_and_between_files() -> Result<()> {
    let file = File::in_memory()?;
    let group = file.create_group("g")?;
    group.attrs().set("unit", "m")?;
    group.write("x", &[1.5, 2.5])?;
    group.create_group("deep")?.write("y", &["text", "of any length"])?;
    group.link_soft("soft", "x")?;
    file.copy("g", "made/copy")?;
    assert_eq!(file.dataset("made/copy/deep/y")?.read::<Vec<String>>()?, ["text", "of any length"]);
    assert_eq!(kind(file.copy("g", "made/copy")), ErrorKind::AlreadyExists);
    assert_eq!(kind(file.copy("none", "else")), ErrorKind::NotFound);

    let other = File::in_memory()?;
    group.copy_to(&other, "all", &CopyOptions::new())?;
    let all = other.group("all")?;
    assert_eq!(all.attrs().get::<String>("unit")?, "m");
    assert_eq!(all.link("soft")?, Link::Soft { target: "x".into() });
    assert_eq!(all.dataset("soft")?.read::<Vec<f64>>()?, [1.5, 2.5]);
    group.copy_to(&other, "shallow", &CopyOptions::new().shallow(true).without_attributes(true).expand_soft(true))?;
    let shallow = other.group("shallow")?;
    assert_eq!((shallow.group("deep")?.len()?, shallow.attrs().len()?), (0, 0));
    assert_eq!(shallow.link("soft")?, Link::Hard);
    group.get("x")?.copy_to(&other, "x", &CopyOptions::default())?;
    assert_eq!(other.dataset("x")?.read::<Vec<f64>>()?, [1.5, 2.5]);
    assert_eq!(kind(group.copy_to(&other, "x", &CopyOptions::default())), ErrorKind::AlreadyExists);
    let closed = File::in_memory()?;
    closed.clone().close()?;
    assert_eq!(kind(group.copy_to(&closed, "x", &CopyOptions::default())), ErrorKind::Closed);
    let read_only = File::from_image(other.image()?).open()?;
    assert_eq!(kind(group.copy_to(&read_only, "y", &CopyOptions::default())), ErrorKind::ReadOnly);
    Ok(())
}

#[test]
fn equal_named_datatypes_merge_when_asked() -> Result<()> {
    let (file, other) = (File::in_memory()?, File::in_memory()?);
    let dtype = h5mem::Scalar::F32.descriptor();
    let named = file.commit("t", &dtype)?;
    other.commit("types/mine", &dtype)?;
    named.copy_to(&other, "merged", &CopyOptions::new().merge_datatypes(["/types/mine"]))?;
    named.copy_to(&other, "own", &CopyOptions::new())?;
    assert_eq!(other.get("merged")?.token()?, other.get("types/mine")?.token()?);
    assert_ne!(other.get("own")?.token()?, other.get("types/mine")?.token()?);
    Ok(())
}

#[test]
fn a_mounted_file_is_part_of_the_other_until_it_is_not() -> Result<()> {
    let (file, child) = (File::in_memory()?, File::in_memory()?);
    child.write("x", &[1, 2, 3])?;
    file.create_group("m")?.create_group("hidden")?;
    let mount = file.mount("m", &child)?;
    assert_eq!(file.group("m")?.names()?, ["x"]);
    file.write("m/new", &5)?;
    assert_eq!(child.dataset("m/new")?.read::<i32>()?, 5, "paths of either file begin at the root of both");
    assert_eq!(kind(file.mount("m", &child)), ErrorKind::Library, "it is mounted already");
    assert_eq!(kind(file.mount("none", &child)), ErrorKind::NotFound);
    // neither can close, nor hand over its buffer, in the meantime
    let file = file.close().expect_err("is mounted on").value;
    let child = child.into_image().expect_err("is mounted").value;
    assert_eq!(file.group("m")?.len()?, 2);
    mount.unmount().map_err(Error::from)?;
    assert_eq!(file.group("m")?.names()?, ["hidden"]);
    assert!(!file.contains("m/x")?);
    drop(file.mount("m", &child)?);
    assert_eq!(file.group("m")?.names()?, ["hidden"]);
    let image = child.into_image()?;
    assert_eq!(File::from_image(image).open()?.names()?, ["new", "x"]);
    file.close()?;
    Ok(())
}

#[test]
fn an_object_opened_through_a_mount_outlives_it_safely() -> Result<()> {
    let (file, child) = (File::in_memory()?, File::in_memory()?);
    child.write("x", &[1, 2, 3])?;
    file.create_group("m")?;
    let mount = file.mount("m", &child)?;
    let x = file.dataset("m/x")?;
    mount.unmount().map_err(Error::from)?;
    assert_eq!(x.read::<Vec<i32>>()?, [1, 2, 3]);
    child.close()?;
    file.close()?;
    assert_eq!(kind(x.read::<Vec<i32>>()), ErrorKind::Closed);
    Ok(())
}

#[test]
fn tokens_name_objects_of_their_file_only() -> Result<()> {
    let file = File::in_memory()?;
    let x = file.write("a/x", &[1, 2])?;
    file.link_hard("also", "/a/x")?;
    let token = x.token()?;
    assert_eq!(token, file.get("also")?.token()?);
    assert_ne!(token, file.token()?);
    let opened = file.open_token(token)?;
    assert_eq!(opened.into_dataset()?.read::<Vec<i32>>()?, [1, 2]);
    let other = File::from_image(file.image()?).open()?;
    assert_eq!(kind(other.open_token(token)), ErrorKind::InvalidValue);
    assert_ne!(other.get("a/x")?.token()?, token, "the same place in another file is another object");
    Ok(())
}

#[test]
fn objects_without_a_name_get_one_or_go() -> Result<()> {
    let file = File::in_memory()?;
    let group = file.create_anonymous_group(GroupCreate::new())?;
    group.attrs().set("unit", "m")?;
    group.write("inside", &1)?;
    assert_eq!(group.info()?.links, 0);
    group.link_as(&file, "deep/named")?;
    assert_eq!(group.info()?.links, 1);
    assert_eq!(kind(group.link_as(&file, "deep")), ErrorKind::AlreadyExists);
    drop(file.create_anonymous_group(GroupCreate::new())?);
    let file = File::from_image(file.into_image().or_else(|back| {
        drop(group);
        back.value.into_image()
    })?)
    .open()?;
    assert_eq!(file.group("deep/named")?.attrs().get::<String>("unit")?, "m");
    assert_eq!(file.dataset("deep/named/inside")?.read::<i32>()?, 1);
    Ok(())
}

#[test]
fn objects_tell_of_themselves() -> Result<()> {
    let file = File::in_memory()?;
    let x = file.write("x", &[1, 2])?;
    x.attrs().set("unit", "m")?;
    file.link_hard("y", "x")?;
    let info = x.info()?;
    assert_eq!((info.links, info.attributes), (2, 1));
    assert_eq!(info.token, x.token()?);
    assert!(info.header.total > 0 && info.header.total >= info.header.metadata + info.header.message_bytes, "{info:?}");
    assert_eq!(info.times, h5mem::Times::default(), "times are off");
    let timed = file.create_group_with("timed", GroupCreate::new().track_times(true))?;
    let made = timed.info()?.times.created.expect("is tracked");
    assert!(made <= std::time::SystemTime::now());
    for n in 0..100 {
        timed.attrs().set(&format!("a{n}"), &n)?;
        timed.create_group(&format!("g{n}"))?;
    }
    let info = timed.info()?;
    assert!(info.content.index > 0 && info.attribute_storage.heap > 0, "{info:?}");
    Ok(())
}

#[test]
fn objects_have_comments() -> Result<()> {
    let file = File::in_memory()?;
    let objects = [Object::Group(file.create_group("g")?), Object::Dataset(file.write("d", &1)?), Object::Group(file.group("/")?)];
    for object in &objects {
        assert_eq!(object.comment()?, None);
        object.set_comment("größer als zuvor")?;
        assert_eq!(object.comment()?.as_deref(), Some("größer als zuvor"));
        let long = "x".repeat(1000);
        object.set_comment(&long)?;
        assert_eq!(object.comment()?, Some(long));
        object.set_comment("")?;
        assert_eq!(object.comment()?, None);
        assert_eq!(kind(object.set_comment("a\0b")), ErrorKind::InvalidValue);
    }
    Ok(())
}

#[test]
fn named_datatypes_open_and_describe_themselves() -> Result<()> {
    let file = File::in_memory()?;
    let dtype: TypeDescriptor = h5mem::Scalar::I16.descriptor();
    file.commit("types/short", &dtype)?.attrs().set("unit", "m")?;
    let named = file.datatype("types/short")?;
    assert_eq!(named.descriptor()?, dtype);
    assert_eq!(named.attrs().get::<String>("unit")?, "m");
    assert_eq!(named.info()?.links, 1);
    assert_eq!(kind(file.datatype("types")), ErrorKind::Type);
    assert_eq!(kind(file.datatype("none")), ErrorKind::NotFound);
    Ok(())
}

#[test]
#[allow(unsafe_code)]
fn names_too_long_for_new_files_are_found_in_old_ones() -> Result<()> {
    use hdf5_ffi as ffi;
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("old.h5");
    let long = "n".repeat(66_560);
    {
        let (c_path, c_long) = (std::ffi::CString::new(path.to_str().unwrap()).unwrap(), std::ffi::CString::new(&*long).unwrap());
        let _lock = ffi::lock();
        // SAFETY: the lock is held, the names are NUL-terminated, each identifier is closed once
        unsafe {
            ffi::H5open();
            let file = ffi::H5Fcreate(c_path.as_ptr(), ffi::H5F_ACC_TRUNC, 0, 0);
            let group = ffi::H5Gcreate2(file, c_long.as_ptr(), 0, 0, 0);
            assert!(group > 0 && ffi::H5Gclose(group) >= 0 && ffi::H5Fclose(file) >= 0);
        }
    }
    let file = File::open_rw(&path)?;
    assert!(file.names()? == [&*long]);
    assert_eq!(file.group(&long)?.len()?, 0);
    assert!(file.contains(&long)? && file.link(&long)? == Link::Hard);
    file.rename(&long, "short")?;
    assert_eq!(file.names()?, ["short"]);
    Ok(())
}

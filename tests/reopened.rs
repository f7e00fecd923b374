//! Datasets that are opened again and again by the same path: each time it is the one that the path leads to now, as it is now.
use h5mem::{AsArray, Dataset, ErrorKind, Extent, File, Group, Result};

/// Often enough that it was left open.
const TIMES: usize = 4;

#[track_caller]
fn check(group: &Group, path: &str, expected: &[i32]) {
    for _ in 0..TIMES {
        let data = group.dataset(path).expect("it is there");
        assert_eq!(data.read::<Vec<i32>>().expect("read"), expected, "{path}");
        assert_eq!(data.shape().expect("a shape"), [expected.len()]);
    }
    // some are used at the same time
    let [one, other] = [group.dataset(path), group.dataset(path)].map(|data| data.expect("it is there"));
    assert_eq!(one.read::<Vec<i32>>().expect("read"), other.read::<Vec<i32>>().expect("read"));
}

#[track_caller]
fn check_gone(group: &Group, path: &str) {
    for _ in 0..TIMES {
        assert_eq!(group.dataset(path).unwrap_err().kind(), ErrorKind::NotFound, "{path}");
    }
}

#[test]
fn what_is_put_in_its_place_is_opened() -> Result<()> {
    let file = File::in_memory()?;
    for n in 0..3 {
        file.write("x", &[n, 2])?;
        check(&file, "x", &[n, 2]);
        file.dataset("x")?.write(&[n, 3])?;
        check(&file, "x", &[n, 3]);
        check(&file, "/x", &[n, 3]);
        file.remove("x")?;
        check_gone(&file, "x");
        file.write("x", &[1.5; 3])?;
        for _ in 0..TIMES {
            assert_eq!(file.dataset("x")?.read::<Vec<f64>>()?, [1.5; 3]);
            assert_eq!(file.dataset("x")?.read::<Vec<i32>>().unwrap_err().kind(), ErrorKind::Overflow);
        }
        file.rename("x", "y")?;
        check_gone(&file, "x");
        file.create_group("x")?;
        assert_eq!(file.dataset("x").unwrap_err().kind(), ErrorKind::Type);
        file.remove("x")?;
        file.remove("y")?;
    }
    Ok(())
}

/// The last handle of what was there goes after the path leads elsewhere.
#[test]
fn what_a_path_led_to_before_is_not_opened() -> Result<()> {
    let file = File::in_memory()?;
    for n in 0..3 {
        file.write("x", &[n])?;
        check(&file, "x", &[n]);
        let before = file.dataset("x")?;
        file.remove("x")?;
        assert_eq!(before.read::<Vec<i32>>()?, [n]);
        drop(before);
        check_gone(&file, "x");
        file.write("x", &[n, n])?;
        check(&file, "x", &[n, n]);
        let before = file.dataset("x")?;
        file.rename("x", "y")?;
        file.write("x", &[n, n, n])?;
        assert_eq!(before.read::<Vec<i32>>()?, [n, n]);
        drop(before);
        check(&file, "x", &[n, n, n]);
        file.remove("x")?;
        file.remove("y")?;
    }
    Ok(())
}

#[test]
fn paths_lead_where_they_lead_from_there() -> Result<()> {
    let file = File::in_memory()?;
    let group = file.create_group("g")?;
    group.write("x", &[1])?;
    check(&group, "x", &[1]);
    check(&group, "/g/x", &[1]);
    check(&file, "g/x", &[1]);
    // the group is called otherwise, and another has its name
    file.rename("g", "h")?;
    file.create_group("g")?.write("x", &[2, 2])?;
    for _ in 0..2 {
        check(&group, "x", &[1]);
        check(&group, "/g/x", &[2, 2]);
        check(&file, "g/x", &[2, 2]);
        check(&file, "h/x", &[1]);
        check(&file.group("g")?, "x", &[2, 2]);
    }
    file.link_soft("s", "/h/x")?;
    check(&file, "s", &[1]);
    file.remove("s")?;
    file.link_soft("s", "/g/x")?;
    check(&file, "s", &[2, 2]);
    check_gone(&file, "g/h/x");
    Ok(())
}

#[test]
fn a_mounted_file_hides_what_was_there() -> Result<()> {
    let (file, child) = (File::in_memory()?, File::in_memory()?);
    file.create_group("g")?.write("x", &[1])?;
    child.write("x", &[2, 3])?;
    check(&file, "g/x", &[1]);
    check(&child, "x", &[2, 3]);
    let mounted = file.mount("g", &child)?;
    check(&file, "g/x", &[2, 3]);
    file.dataset("g/x")?.write(&[4, 5])?;
    drop(mounted);
    check(&file, "g/x", &[1]);
    check(&child, "x", &[4, 5]);
    child.dataset("x")?.write(&[6, 7])?;
    check(&child, "x", &[6, 7]);
    Ok(())
}

/// More than are left open, and of each kind.
#[test]
fn many_are_opened_in_turns() -> Result<()> {
    let file = File::in_memory()?;
    let name = |n: i32| format!("x{n}");
    for n in 0..40 {
        let new = file.new_dataset(&name(n));
        let new = if n % 3 == 0 { new.chunk([1]).deflate(1) } else { new };
        if n % 3 == 2 { new.compact() } else { new }.write(&[n, n])?;
    }
    for turn in 0..3 {
        for few in [2, 10, 40] {
            for _ in 0..3 {
                for n in 0..few {
                    assert_eq!(file.dataset(&name(n))?.slice(0).read::<i32>()?, n + turn);
                }
            }
        }
        for n in 0..40 {
            file.dataset(&name(n))?.slice(0).write(&(n + turn + 1))?;
        }
    }
    Ok(())
}

#[test]
fn a_file_is_closed_with_all_of_them() -> Result<()> {
    let file = File::in_memory()?;
    file.write("x", &[1])?;
    check(&file, "x", &[1]);
    let image = file.into_image()?; // nobody has a handle
    let file = File::from_image(image).open()?;
    check(&file, "x", &[1]);
    let held = file.dataset("x")?;
    let group = file.group("/")?;
    file.close()?;
    assert_eq!(held.read::<Vec<i32>>().unwrap_err().kind(), ErrorKind::Closed);
    assert_eq!(group.dataset("x").unwrap_err().kind(), ErrorKind::Closed);
    Ok(())
}

/// Values that fail after the dataset that they are for was opened and left.
struct Failing<'a>(&'a File);

impl AsArray for Failing<'_> {
    type Elem = bool;
    fn extent(&self) -> Extent {
        3.into()
    }
    fn as_slice(&self) -> Option<&[bool]> {
        None
    }
    fn for_each(&self, f: &mut dyn FnMut(&bool)) {
        (0..TIMES).for_each(|_| drop(self.0.dataset("x").expect("it was just made")));
        f(&true); // the others are missing
    }
}

#[test]
fn what_is_taken_back_is_not_opened() -> Result<()> {
    let file = File::in_memory()?;
    for _ in 0..3 {
        assert_eq!(file.write("x", &Failing(&file)).unwrap_err().kind(), ErrorKind::Shape);
        check_gone(&file, "x");
    }
    file.write("x", &[1])?;
    check(&file, "x", &[1]);
    Ok(())
}

/// Threads that open, read and leave what others replace.
#[test]
fn threads_open_what_others_replace() -> Result<()> {
    const LAST: i32 = 200;
    let file = File::in_memory()?;
    file.write("x", &[0; 3])?;
    let replace = |n: i32| -> Result<()> {
        match n % 3 {
            0 => file.dataset("x")?.write(&[n; 3]),
            1 => file.write("y", &[n; 3]).and_then(|_| file.remove("x")).and_then(|()| file.rename("y", "x")),
            _ => file.attrs().set("n", &n).and_then(|()| file.dataset("x")?.write(&[n; 3])),
        }
    };
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..2)
            .map(|_| {
                scope.spawn(|| {
                    let mut before = 0;
                    while before < LAST {
                        let Ok(data) = file.dataset("x") else { continue }; // between two of them
                        let read: Vec<i32> = data.read().expect("read");
                        assert!(read[0] >= before - 1 && read == [read[0]; 3], "{read:?} after {before}");
                        before = before.max(read[0]);
                    }
                })
            })
            .collect();
        (1..=LAST).try_for_each(replace).expect("replaced");
        readers.into_iter().for_each(|reader| reader.join().expect("no panic"));
    });
    Ok(())
}

#[test]
fn clones_and_parts_are_of_the_same() -> Result<()> {
    let file = File::in_memory()?;
    let made: Dataset = file.write("x", &[1, 2, 3])?;
    for n in 0..TIMES as i32 {
        let data = file.dataset("x")?;
        let clone = data.clone();
        drop(data);
        made.slice(1).write(&n)?;
        assert_eq!(clone.slice(1..).read::<Vec<i32>>()?, [n, 3]);
        assert_eq!(clone.path()?, "/x");
        assert_eq!(format!("{clone:?}"), format!("{made:?}"));
        clone.attrs().set("n", &n)?;
        assert_eq!(file.dataset("x")?.attrs().get::<i32>("n")?, n);
    }
    Ok(())
}

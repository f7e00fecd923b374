//! Where plugins are looked for: the same for the whole process, so one test.
#![allow(missing_docs)]
use std::path::PathBuf;

use h5mem::{
    ErrorKind, File, Filter, Result,
    filter::{self, PluginPaths},
};

#[test]
fn folders_are_listed_put_in_and_taken_out() -> Result<()> {
    let kind = |result: Result<()>| result.unwrap_err().kind();
    let before = PluginPaths.list()?;
    while !PluginPaths.list()?.is_empty() {
        PluginPaths.remove(0)?;
    }
    assert_eq!(kind(PluginPaths.remove(0).map(drop)), ErrorKind::OutOfBounds);
    assert_eq!(kind(PluginPaths.replace(0, "/a")), ErrorKind::OutOfBounds);
    assert_eq!(kind(PluginPaths.insert(1, "/a")), ErrorKind::OutOfBounds);
    PluginPaths.insert(0, "/b")?;
    PluginPaths.append("/d")?;
    PluginPaths.prepend("/a")?;
    PluginPaths.insert(2, "/c")?;
    PluginPaths.insert(4, "/e")?;
    let all = |names: &[&str]| names.iter().map(PathBuf::from).collect::<Vec<_>>();
    assert_eq!(PluginPaths.list()?, all(&["/a", "/b", "/c", "/d", "/e"]));
    PluginPaths.replace(1, "/x")?;
    assert_eq!(PluginPaths.remove(3)?, PathBuf::from("/d"));
    assert_eq!(PluginPaths.list()?, all(&["/a", "/x", "/c", "/e"]));
    assert_eq!(PluginPaths.remove(3)?, PathBuf::from("/e"));
    for index in [3, usize::MAX, u32::MAX as usize + 1] {
        assert_eq!(kind(PluginPaths.remove(index).map(drop)), ErrorKind::OutOfBounds, "{index}");
        assert_eq!(kind(PluginPaths.replace(index, "/a")), ErrorKind::OutOfBounds, "{index}");
    }
    assert_eq!(kind(PluginPaths.append("")), ErrorKind::InvalidValue);
    assert_eq!(kind(PluginPaths.append("a\0b")), ErrorKind::InvalidValue);
    // more than the library has room for at first, and longer ones
    let many: Vec<PathBuf> = (0..100).map(|n| PathBuf::from(format!("/{n}/{}", "long".repeat(n)))).collect();
    many.iter().try_for_each(|path| PluginPaths.append(path))?;
    assert_eq!(PluginPaths.list()?[3..], many);
    (0..103).try_for_each(|_| PluginPaths.remove(0).map(drop))?;

    // a folder where something is that is no plugin, and one that is not there
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join(if cfg!(windows) { "x.dll" } else { "libx.so" }), b"not a plugin")?;
    PluginPaths.append(folder.path())?;
    PluginPaths.append(folder.path().join("missing"))?;
    assert_eq!(PluginPaths.list()?[0], folder.path());
    assert!(!filter::available(65_001)?.decodes);
    let refused = File::in_memory()?.new_dataset("x").chunk(1).filter(Filter::registered(65_001, &[])).write(&[1]);
    assert_eq!(kind(refused.map(drop)), ErrorKind::FilterUnavailable);

    let loads = filter::loads_plugins()?;
    for on in [false, true] {
        filter::load_plugins(on)?;
        assert_eq!(filter::loads_plugins()?, on);
        assert!(filter::available(1)?.encodes);
        assert!(!filter::available(65_001)?.decodes);
    }
    filter::load_plugins(loads)?;
    PluginPaths.remove(1)?;
    PluginPaths.remove(0)?;
    before.iter().try_for_each(|path| PluginPaths.append(path))?;
    assert_eq!(PluginPaths.list()?, before);
    Ok(())
}

//! Reads of elements with pointers that fail halfway: what the library leaves in memory is not followed.
use h5mem::{File, FileAccess, H5Type, LibVer, Result};

#[derive(Clone, Debug, PartialEq, H5Type)]
struct Row {
    number: u64,
    text: String,
    list: Vec<u16>,
}

/// A file of text, lists and structs with both, in datasets and attributes, whose elements from the third on point into heaps that are not there.
fn broken() -> Result<Vec<u8>> {
    let file = FileAccess::memory().libver(LibVer::Earliest, LibVer::Latest).create("old.h5")?; // whose headers have no checksums
    let texts: Vec<String> = (0..20).map(|n| format!("text {n:030}")).collect();
    let lists: Vec<Vec<u16>> = (0..20).map(|n| vec![n; 30]).collect();
    let rows: Vec<Row> = (0..20).map(|n| Row { number: n, text: texts[n as usize].clone(), list: lists[n as usize].clone() }).collect();
    file.write("texts", &texts)?;
    file.write("lists", &lists)?;
    file.write("rows", &rows)?;
    file.attrs().set("texts", &texts)?;
    file.attrs().set("lists", &lists)?;
    file.attrs().set("rows", &rows)?;
    let mut bytes = file.into_image().map_err(|returned| returned.error)?.to_vec();
    // each element has the address of its heap, and behind it the number of an object in there
    let heaps: Vec<u64> = (0..bytes.len() - 4).step_by(8).filter(|&at| bytes[at..].starts_with(b"GCOL")).map(|at| at as u64).collect();
    assert!(!heaps.is_empty());
    let mut seen = 0;
    for at in 0..bytes.len() - 12 {
        let address = u64::from_le_bytes(bytes[at..at + 8].try_into().expect("eight bytes"));
        let number = u32::from_le_bytes(bytes[at + 8..at + 12].try_into().expect("four bytes"));
        if heaps.contains(&address) && (1..100).contains(&number) {
            seen += 1;
            if seen % 20 > 2 {
                bytes[at..at + 8].copy_from_slice(&0x00AA_BBCC_DDEE_F0F0u64.to_le_bytes());
            }
        }
    }
    assert!(seen >= 100, "{seen} elements");
    Ok(bytes)
}

#[test]
fn a_failed_read_leaves_nothing_to_free() -> Result<()> {
    let bytes = broken()?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("broken.h5");
    std::fs::write(&path, &bytes)?;
    let files = [
        File::from_image(&*bytes).access(FileAccess::core(false)).open(),
        File::from_image(&*bytes).open(),
        File::from_image(&*bytes).open_rw(),
        File::open(&path),
        FileAccess::stdio().open(&path),
    ];
    let mut failed = 0;
    for file in files {
        let file = file?;
        for _ in 0..3 {
            failed += u32::from(file.dataset("texts")?.read::<Vec<String>>().is_err());
            failed += u32::from(file.dataset("lists")?.read::<Vec<Vec<u16>>>().is_err());
            failed += u32::from(file.dataset("rows")?.read::<Vec<Row>>().is_err());
            failed += u32::from(file.dataset("rows")?.read::<h5mem::DynArray>().is_err());
            failed += u32::from(file.dataset("texts")?.slice(2..10).read::<Vec<String>>().is_err());
            let attrs = file.attrs();
            let _ = (attrs.get::<Vec<String>>("texts"), attrs.get::<Vec<Vec<u16>>>("lists"), attrs.get::<Vec<Row>>("rows"));
        }
    }
    assert_eq!(failed, 5 * 3 * 5, "reads that fail");
    Ok(())
}

//! Dimension scales.
#![cfg(feature = "hl")]
use h5mem::{ErrorKind, File, Result};
use ndarray::Array2;

#[test]
fn scales_are_made_attached_found_and_detached() -> Result<()> {
    let file = File::in_memory()?;
    let data = file.write("g/data", &Array2::<f64>::zeros((3, 2)))?;
    let (x, y) = (file.write("x", &[1.0, 2.0, 3.0])?, file.write("g/y", &[1, 2])?);
    assert!(!x.is_scale()?);
    x.make_scale("größe")?;
    y.make_scale("")?;
    assert_eq!((x.is_scale()?, x.scale_name()?.as_deref(), y.scale_name()?), (true, Some("größe"), None));
    assert_eq!(data.scale_name()?, None);
    data.dim(0)?.attach(&x)?;
    data.dim(1)?.attach(&y)?;
    assert!(data.dim(0)?.is_attached(&x)? && !data.dim(1)?.is_attached(&x)?);
    data.dim(0)?.set_label("länge")?;
    assert_eq!((data.dim(0)?.label()?.as_deref(), data.dim(1)?.label()?), (Some("länge"), None));
    let read_only = File::from_image(file.image()?).open()?;
    let again = read_only.dataset("g/data")?;
    let scales = again.dim(1)?.scales()?;
    assert_eq!((scales.len(), scales[0].path()?), (1, "/g/y".to_owned()));
    assert_eq!(scales[0].read::<Vec<i32>>()?, [1, 2]);
    assert_eq!(again.dim(1)?.set_label("x").unwrap_err().kind(), ErrorKind::ReadOnly);
    data.dim(0)?.detach(&x)?;
    assert_eq!(data.dim(0)?.scales()?.len(), 0);
    assert!(data.dim(0)?.detach(&x).is_err());
    assert_eq!(data.dim(2).unwrap_err().kind(), ErrorKind::InvalidValue);
    Ok(())
}

/// libhdf5_hl reads them into buffers for one element an axis, or for one text.
#[test]
fn attributes_of_other_types_and_lengths_are_refused() -> Result<()> {
    let file = File::in_memory()?;
    let scale = file.write("scale", &[1.0, 2.0, 3.0])?;
    scale.make_scale("scale")?;
    let of = |name: &str| file.write(name, &[1, 2, 3]);
    let kind = |result: Result<()>| result.unwrap_err().kind();

    let reference = scale.reference()?;
    let data = [of("longer")?, of("other")?, of("null")?];
    data[0].attrs().set("DIMENSION_LIST", &vec![vec![reference]; 1000])?;
    data[1].attrs().set("DIMENSION_LIST", &[1i64; 100])?;
    data[2].attrs().set_null::<i32>("DIMENSION_LIST")?;
    for data in &data {
        let dim = data.dim(0)?;
        assert_eq!(kind(dim.scales().map(drop)), ErrorKind::Type);
        assert_eq!(kind(dim.is_attached(&scale).map(drop)), ErrorKind::Type);
        assert_eq!(kind(dim.attach(&scale)), ErrorKind::Type);
        assert_eq!(kind(dim.detach(&scale)), ErrorKind::Type);
    }

    let labelled = of("labels")?;
    labelled.attrs().set("DIMENSION_LABELS", &vec!["label"; 1000])?;
    assert_eq!(kind(labelled.dim(0)?.label().map(drop)), ErrorKind::Type);
    assert_eq!(kind(labelled.dim(0)?.set_label("x")), ErrorKind::Type);
    labelled.attrs().set("DIMENSION_LABELS", &["label"])?;
    assert_eq!(labelled.dim(0)?.label()?.as_deref(), Some("label"));

    scale.attrs().set("NAME", &vec![7i64; 1000])?;
    assert_eq!(kind(scale.scale_name().map(drop)), ErrorKind::Type);
    let class = of("class")?;
    class.attrs().set("CLASS", &["DIMENSION_SCALE"; 50])?;
    assert_eq!(kind(class.is_scale().map(drop)), ErrorKind::Type);
    assert_eq!(kind(of("data")?.dim(0)?.attach(&class)), ErrorKind::Type);
    Ok(())
}

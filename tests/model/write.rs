//! Values and datasets as this crate writes them.
use h5mem::{AllocTime, Attribute, Attributes, Dataset, DatasetBuilder, Filter, Scale};
use ndarray::ArrayD;

use crate::{
    step::{Content, Filters, Make},
    value::{Column, Element, Kind, each},
};

/// Where values are written.
#[allow(clippy::large_enum_variant, reason = "one at a time, on the stack")]
pub(crate) enum Target<'a> {
    Whole(&'a Dataset),
    Part(&'a h5mem::Selected<'a>),
    Rows(&'a Dataset),
    Attribute(&'a Attribute),
    Set(&'a Attributes<'a>, &'a str, Kind),
    New(DatasetBuilder, Kind, &'a mut Option<Dataset>),
}

/// Writes elements of this shape.
pub(crate) fn write(column: &Column, shape: &[usize], target: Target<'_>) -> h5mem::Result<()> {
    fn put<T: Element>(values: &[T], shape: &[usize], target: Target<'_>) -> h5mem::Result<()> {
        let array = ArrayD::from_shape_vec(shape, values.to_vec()).expect("as many elements");
        match target {
            Target::Whole(dataset) => dataset.write(&array),
            Target::Part(part) => part.write(&array),
            Target::Rows(dataset) => dataset.append(&array),
            Target::Attribute(attribute) => attribute.write(&array),
            Target::Set(attributes, name, Kind::Swapped) => attributes.set_as(name, &Kind::Swapped.descriptor(), &array),
            Target::Set(attributes, name, _) => attributes.set(name, &array),
            Target::New(builder, Kind::Swapped, made) => {
                *made = Some(builder.write_as(&Kind::Swapped.descriptor(), &array)?);
                Ok(())
            }
            Target::New(builder, _, made) => {
                *made = Some(builder.write(&array)?);
                Ok(())
            }
        }
    }
    each!(column, values => put(values, shape, target))
}

/// Sets an attribute.
pub(crate) fn set(attributes: &Attributes<'_>, name: &str, content: &Content) -> h5mem::Result<()> {
    fn null<T: Element>(_: &[T], attributes: &Attributes<'_>, name: &str) -> h5mem::Result<()> {
        attributes.set_null::<T>(name)
    }
    match &content.shape {
        Some(shape) => {
            let values = content.kind.column(content.seed, shape.iter().product());
            write(&values, shape, Target::Set(attributes, name, content.kind))
        }
        None => each!(content.kind.column(0, 0), values => null(&values, attributes, name)),
    }
}

/// Makes a dataset.
pub(crate) fn made(mut builder: DatasetBuilder, make: &Make) -> h5mem::Result<Dataset> {
    fn filled<T: Element>(builder: DatasetBuilder, values: &[T]) -> DatasetBuilder {
        builder.fill(values[0].clone())
    }
    if make.room.iter().any(|room| *room != Some(0)) {
        builder = builder.max_shape(make.max());
    }
    if !make.chunk.is_empty() {
        builder = builder.chunk(&make.chunk);
    }
    builder = match make.filters {
        Filters::None => builder,
        Filters::Deflate => builder.deflate(1),
        Filters::ShuffleDeflate => builder.shuffle().deflate(3),
        Filters::Fletcher => builder.fletcher32(),
        Filters::All => builder.shuffle().deflate(1).fletcher32(),
        Filters::ScaleOffset => builder.scale_offset(Scale::Integers(0)),
        Filters::TwoDeflates => builder.filter(Filter::Deflate(1)).filter(Filter::Deflate(9)),
    };
    if make.compact {
        builder = builder.compact();
    }
    if make.early {
        builder = builder.alloc_time(AllocTime::Early);
    }
    if let Some(seed) = make.fill {
        builder = each!(make.kind.column(seed, 1), values => filled(builder, &values));
    }
    builder = builder.track_order(make.tracked);
    let Some(seed) = make.seed else { return builder.shape(&make.dims).create_as(&make.kind.descriptor()) };
    let mut dataset = None;
    let values = make.kind.column(seed, make.dims.iter().product());
    write(&values, &make.dims, Target::New(builder, make.kind, &mut dataset))?;
    Ok(dataset.expect("it was made"))
}

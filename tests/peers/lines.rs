//! Canonical lines of a file's numbers and text, as `lines.py` prints them.
use std::{fmt::Write, ops::ControlFlow};

use h5mem::{Attributes, Dataset, Error, File, FromArray, Integer, Object, Result, TypeDescriptor};

/// A line for each dataset and each attribute; every object by the first path that leads to it.
pub(crate) fn of(file: &File) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    attributes("/", &file.attrs(), &mut lines)?;
    file.visit(|path, object| {
        let path = format!("/{path}");
        attributes(&path, &object.attrs(), &mut lines)?;
        if let Object::Dataset(dataset) = object {
            let shape = if dataset.is_null()? { None } else { Some(dataset.shape()?) };
            lines.push(line(&path, None, shape, &dataset.dtype()?, dataset)?);
        }
        Ok::<_, Error>(ControlFlow::Continue(()))
    })?;
    Ok(lines)
}

fn attributes(path: &str, attributes: &Attributes<'_>, lines: &mut Vec<String>) -> Result<()> {
    for attribute in attributes.iter()? {
        lines.push(line(path, Some(attribute.name()), attribute.shape()?, &attribute.dtype()?, &attribute)?);
    }
    Ok(())
}

/// What a line's values are read from.
trait Values {
    fn get<A: FromArray>(&self) -> Result<A>;
}

impl Values for Dataset {
    fn get<A: FromArray>(&self) -> Result<A> {
        self.read()
    }
}

impl Values for h5mem::Attribute {
    fn get<A: FromArray>(&self) -> Result<A> {
        self.read()
    }
}

fn line(path: &str, attr: Option<&str>, shape: Option<Vec<usize>>, dtype: &TypeDescriptor, values: &impl Values) -> Result<String> {
    let name = type_name(dtype);
    let attr = attr.map_or("null".to_owned(), quoted);
    let shape = shape.map_or("null".to_owned(), |shape| list(shape.iter().map(ToString::to_string)));
    let mut line = format!(r#"{{"attr": {attr}, "path": {}, "shape": {shape}, "type": {}"#, quoted(path), quoted(&name));
    if !name.contains("other") {
        write!(line, r#", "values": {}"#, shown(dtype, values)?).expect("a string takes all");
    }
    Ok(line + "}")
}

fn type_name(dtype: &TypeDescriptor) -> String {
    let whole = |Integer { bits, signed }: &Integer| match bits.size {
        size @ (1 | 2 | 4 | 8) => format!("{}{size}", if *signed { 'i' } else { 'u' }),
        _ => "other".to_owned(),
    };
    match dtype {
        TypeDescriptor::Integer(integer) => whole(integer),
        TypeDescriptor::Enum { base, .. } => format!("enum {}", whole(base)),
        TypeDescriptor::Float(float) if matches!(float.bits.size, 2 | 4 | 8) => format!("f{}", float.bits.size),
        TypeDescriptor::Bitfield(bits) if matches!(bits.size, 1 | 2 | 4 | 8) => format!("bits{}", bits.size),
        TypeDescriptor::String(_) => "str".to_owned(),
        _ => "other".to_owned(),
    }
}

/// All values; the empty list of a null dataspace.
fn shown(dtype: &TypeDescriptor, values: &impl Values) -> Result<String> {
    fn all<T>(values: &impl Values, show: impl Fn(&T) -> String) -> Result<String>
    where
        Vec<T>: FromArray,
    {
        Ok(list(values.get::<Option<Vec<T>>>()?.unwrap_or_default().iter().map(show)))
    }
    match dtype {
        TypeDescriptor::Enum { base, members } if base.bits.size == 1 && members.len() == 2 => {
            // h5py's truth values are read as both
            let truth = all(values, |value: &bool| i32::from(*value).to_string())?;
            assert_eq!(truth, all(values, i64::to_string)?);
            Ok(truth)
        }
        TypeDescriptor::Integer(Integer { signed, .. }) | TypeDescriptor::Enum { base: Integer { signed, .. }, .. } => {
            if *signed {
                all(values, i64::to_string)
            } else {
                all(values, u64::to_string)
            }
        }
        TypeDescriptor::Float(_) => all(values, |value: &f64| match value {
            nan if nan.is_nan() => quoted("nan"),
            value => quoted(&format!("{:016x}", value.to_bits())),
        }),
        TypeDescriptor::Bitfield(bits) => match bits.size {
            1 => all(values, u8::to_string),
            2 => all(values, u16::to_string),
            4 => all(values, u32::to_string),
            _ => all(values, u64::to_string),
        },
        _ => match all(values, |text: &String| quoted(text)) {
            Err(Error::InvalidValue { what, .. }) if what.contains("UTF-8") => Ok(quoted("not UTF-8")),
            other => other,
        },
    }
}

fn list(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

/// A string in JSON, all of it ASCII.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            ' '..='~' => out.push(c),
            c => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| write!(out, "\\u{unit:04x}").expect("a string takes all")),
        }
    }
    out + "\""
}

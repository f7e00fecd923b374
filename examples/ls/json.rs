//! One JSON object a line, keys sorted, all of it ASCII.
//!
//! | kind | besides `path` and `kind` |
//! |---|---|
//! | `group` | `attrs`: by name `{shape, type, values}` |
//! | `dataset` | `attrs`, `shape` (`[]` scalar, `null` null dataspace), `type`, `values`: the first 10,000 elements in C order |
//! | `datatype` | `attrs`, `type` |
//! | `softlink`, `externallink` | `target`, and `file` |
//! | `hardlink` | `target`: the path under which the object was met first |
//!
//! Floats are the 16 hexadecimal digits of the double of equal value, so that nothing is rounded, or `"nan"`. Bytes are `{"hex": ..}`, as
//! text is that is not UTF-8. Enums are integers, compounds lists, references paths. What cannot be said so is `"unreadable": true`.
use std::{collections::BTreeMap, fmt::Write};

use h5mem::{Attributes, Bits, ByteOrder, DynArray, Error, File, Float, Link, Object, ReferenceKind, Result, TypeDescriptor, Value};

use super::{LIMIT, Met, leading};

/// The line of one path.
pub(super) fn line(file: &File, path: &str, met: &Met) -> String {
    let mut line = Fields::default();
    line.put("path", text(path));
    let mut kind = |kind: &str| line.put("kind", text(kind));
    match met {
        Met::Object(object @ Object::Group(_)) => {
            kind("group");
            line.put("attrs", attributes(file, object));
        }
        Met::Object(object @ Object::Dataset(dataset)) => {
            kind("dataset");
            line.put("attrs", attributes(file, object));
            match (dataset.dtype(), shape(dataset)) {
                (Ok(dtype), Ok(shape)) => content(&mut line, file, &dtype, shape, || leading(dataset)),
                _ => line.put("unreadable", "true".to_owned()),
            }
        }
        Met::Object(object @ Object::Datatype(datatype)) => {
            kind("datatype");
            line.put("attrs", attributes(file, object));
            match datatype.descriptor() {
                Ok(dtype) => line.put("type", kind_of(&dtype).0),
                Err(_) => line.put("unreadable", "true".to_owned()),
            }
        }
        Met::Again(first) => {
            kind("hardlink");
            line.put("target", text(first));
        }
        Met::Link(Link::Soft { target }) => {
            kind("softlink");
            line.put("target", text(target));
        }
        Met::Link(Link::External { file, target }) => {
            kind("externallink");
            line.put("file", text(file));
            line.put("target", text(target));
        }
        Met::Link(_) | Met::Unknown => {
            kind("unknown");
            line.put("unreadable", "true".to_owned());
        }
    }
    line.to_json()
}

fn shape(dataset: &h5mem::Dataset) -> Result<Option<Vec<usize>>> {
    if dataset.is_null()? { Ok(None) } else { dataset.shape().map(Some) }
}

fn attributes(file: &File, object: &Object) -> String {
    let all = |attributes: &Attributes<'_>| -> Result<String> {
        let mut fields = Fields::default();
        for name in attributes.names()? {
            let attribute = attributes.open(&name)?;
            let (dtype, shape) = (attribute.dtype()?, attribute.shape()?);
            let mut one = Fields::default();
            content(&mut one, file, &dtype, shape, || attribute.read());
            fields.put(&name, one.to_json());
        }
        Ok(fields.to_json())
    };
    all(&object.attrs()).unwrap_or_else(|_| "null".to_owned())
}

/// The type, shape and values of a dataset or attribute.
fn content(line: &mut Fields, file: &File, dtype: &TypeDescriptor, shape: Option<Vec<usize>>, read: impl FnOnce() -> Result<DynArray>) {
    let (kind, comparable) = kind_of(dtype);
    line.put("type", kind);
    line.put("shape", shape.as_ref().map_or_else(|| "null".to_owned(), |dims| list(dims.iter().map(ToString::to_string))));
    let values = if comparable { read().and_then(|array| values(file, dtype, &array)) } else { Err(unspeakable()) };
    match values {
        Ok(values) => line.put("values", values),
        Err(_) => line.put("unreadable", "true".to_owned()),
    }
}

/// A value that has no form here.
fn unspeakable() -> h5mem::Error {
    h5mem::Error::Unsupported { what: "a value in JSON".to_owned(), needs: "a type that JSON lines have".to_owned() }
}

fn values(file: &File, dtype: &TypeDescriptor, array: &DynArray) -> Result<String> {
    Ok(list(array.iter().take(LIMIT).map(|element| value(file, dtype, &element)).collect::<Result<Vec<_>>>()?))
}

/// The short name of a type, and whether its values can be said.
fn kind_of(dtype: &TypeDescriptor) -> (String, bool) {
    let named = |name: String| (text(&name), true);
    let other = || (text("other"), false);
    let with = |head: &str, (base, comparable): (String, bool)| (format!("[{}, {base}]", text(head)), comparable);
    match dtype {
        TypeDescriptor::Integer(integer) => match integer.bits {
            Bits { size: size @ (1 | 2 | 4 | 8), precision, .. } if precision == 8 * size => {
                named(format!("{}{precision}", if integer.signed { 'i' } else { 'u' }))
            }
            _ => other(),
        },
        TypeDescriptor::Float(float) => {
            let ieee = [Float::F16, Float::F32, Float::F64].into_iter().find(|ieee| {
                let mut same = *float;
                same.bits = ieee.bits;
                same == *ieee && float.bits.size == ieee.bits.size
            });
            ieee.map_or_else(other, |float| named(format!("f{}", float.bits.size)))
        }
        TypeDescriptor::String(_) => named("str".to_owned()),
        TypeDescriptor::Bitfield(bits) => named(format!("bits{}", bits.size)),
        TypeDescriptor::Opaque { size, .. } => named(format!("opaque{size}")),
        TypeDescriptor::Reference(ReferenceKind::Object) => named("ref".to_owned()),
        TypeDescriptor::Reference(ReferenceKind::Region) => named("regref".to_owned()),
        TypeDescriptor::Enum { base, .. } => with("enum", kind_of(&TypeDescriptor::Integer(*base))),
        TypeDescriptor::VarLen(base) => with("vlen", kind_of(base)),
        TypeDescriptor::Array { dims, base } => {
            let (base, comparable) = kind_of(base);
            (format!("[\"array\", {}, {base}]", list(dims.iter().map(ToString::to_string))), comparable)
        }
        TypeDescriptor::Compound { members, .. } => {
            let kinds: Vec<_> = members.iter().map(|member| (&member.name, kind_of(&member.dtype))).collect();
            let pairs = list(kinds.iter().map(|(name, (kind, _))| format!("[{}, {kind}]", text(name))));
            (format!("[\"compound\", {pairs}]"), kinds.iter().all(|(_, (_, comparable))| *comparable))
        }
        _ => other(),
    }
}

fn value(file: &File, dtype: &TypeDescriptor, element: &Value) -> Result<String> {
    let all = |base: &TypeDescriptor, values: &[Value]| -> Result<String> {
        Ok(list(values.iter().map(|element| value(file, base, element)).collect::<Result<Vec<_>>>()?))
    };
    Ok(match (dtype, element) {
        (TypeDescriptor::Bitfield(bits), Value::UInt(value)) => hex(&stored(*value, bits)),
        (_, Value::Bytes(bytes)) => hex(bytes),
        (_, Value::Text(own)) => quoted(own.chars().map(u32::from)),
        (_, Value::Float(value)) if value.is_nan() => text("nan"),
        (_, Value::Float(value)) => text(&format!("{:016x}", value.to_bits())),
        (TypeDescriptor::Array { base, .. }, Value::Array { values, .. }) | (TypeDescriptor::VarLen(base), Value::Sequence(values)) => {
            all(base, values)?
        }
        (TypeDescriptor::Compound { members, .. }, Value::Compound(values)) => {
            let pairs = members.iter().zip(values);
            list(pairs.map(|(member, (_, element))| value(file, &member.dtype, element)).collect::<Result<Vec<_>>>()?)
        }
        (_, Value::ObjectReference(reference)) if reference.is_null() => "null".to_owned(),
        (_, Value::ObjectReference(reference)) => match file.dereference(reference) {
            Err(Error::NotFound { .. }) => "null".to_owned(), // it pointed at something once
            object => text(&object?.path()?),
        },
        (_, Value::RegionReference(reference)) if reference.is_null() => "null".to_owned(),
        (_, Value::RegionReference(reference)) => text(&file.dereference_region(reference)?.0.path()?),
        (_, Value::AttributeReference(reference)) => text(file.dereference_attribute(reference)?.name()),
        (_, Value::Complex(re, im)) => list([re, im].map(|part| text(&format!("{:016x}", part.to_bits())))),
        (_, other) => other.as_i128().ok_or_else(unspeakable)?.to_string(),
    })
}

/// A bitfield's bytes as the file has them.
fn stored(value: u64, bits: &Bits) -> Vec<u8> {
    let mut bytes = value.to_le_bytes()[..bits.size.min(8)].to_vec();
    if bits.order == ByteOrder::Big {
        bytes.reverse();
    }
    bytes
}

fn hex(bytes: &[u8]) -> String {
    let mut digits = String::new();
    bytes.iter().for_each(|byte| write!(digits, "{byte:02x}").expect("a string takes all"));
    format!("{{\"hex\": \"{digits}\"}}")
}

fn list(items: impl IntoIterator<Item = String>) -> String {
    format!("[{}]", items.into_iter().collect::<Vec<_>>().join(", "))
}

/// The fields of an object in the order of their names.
#[derive(Default)]
struct Fields(BTreeMap<Vec<u32>, String>);

impl Fields {
    fn put(&mut self, name: &str, value: String) {
        self.0.insert(code_points(name), value);
    }

    fn to_json(&self) -> String {
        let fields: Vec<_> = self.0.iter().map(|(name, value)| format!("{}: {value}", quoted(name.iter().copied()))).collect();
        format!("{{{}}}", fields.join(", "))
    }
}

/// A name of the file in quotes.
fn text(name: &str) -> String {
    quoted(code_points(name).into_iter())
}

/// The bytes of a name: those that are not UTF-8 are the characters U+F780 to U+F7FF in `h5mem`'s names.
pub(super) fn bytes(name: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(name.len());
    for c in name.chars() {
        match u32::from(c) {
            stand_in @ 0xF780..=0xF7FF => bytes.push((stand_in - 0xF700) as u8),
            _ => bytes.extend(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    bytes
}

/// The code points of a name, with the surrogates U+DC80 to U+DCFF for bytes that are not UTF-8, as Python has them.
fn code_points(name: &str) -> Vec<u32> {
    let bytes = bytes(name);
    let mut points = Vec::new();
    for chunk in bytes.utf8_chunks() {
        points.extend(chunk.valid().chars().map(u32::from));
        points.extend(chunk.invalid().iter().map(|&byte| 0xDC00 + u32::from(byte)));
    }
    points
}

/// A JSON string in ASCII.
fn quoted(points: impl Iterator<Item = u32>) -> String {
    let mut quoted = String::from("\"");
    for point in points {
        match char::from_u32(point) {
            Some('"') => quoted.push_str("\\\""),
            Some('\\') => quoted.push_str("\\\\"),
            Some('\n') => quoted.push_str("\\n"),
            Some('\r') => quoted.push_str("\\r"),
            Some('\t') => quoted.push_str("\\t"),
            Some('\u{8}') => quoted.push_str("\\b"),
            Some('\u{c}') => quoted.push_str("\\f"),
            Some(c @ ' '..='~') => quoted.push(c),
            Some(c) => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| escape(&mut quoted, u32::from(*unit))),
            None => escape(&mut quoted, point), // a surrogate
        }
    }
    quoted + "\""
}

fn escape(quoted: &mut String, unit: u32) {
    write!(quoted, "\\u{unit:04x}").expect("a string takes all");
}

//! Values of types known at run time only, as JSON.
#![cfg(all(feature = "serde", feature = "derive"))]
#![allow(missing_docs)]
use h5mem::{DynArray, File, FixedStr, H5Type, ObjectReference, Opaque, Result, Value};
use serde_json::{Value as Json, json};

#[derive(H5Type, Clone)]
#[repr(i8)]
enum Kind {
    #[h5(rename = "a kind")]
    A = -1,
    B = 1,
}

#[derive(H5Type, Clone)]
struct Inner<T> {
    x: T,
    flags: [bool; 2],
}

#[derive(H5Type, Clone)]
struct Record {
    name: String,
    kind: Kind,
    inner: Inner<f32>,
    list: Vec<Inner<u8>>,
    maybe: Option<i64>,
    pair: (u64, FixedStr<4>),
    raw: Opaque<2>,
}

fn record(n: u8) -> Record {
    Record {
        name: "gr\u{fc}n \"quoted\"".to_owned(),
        kind: if n == 0 { Kind::A } else { Kind::B },
        inner: Inner { x: 0.5, flags: [true, false] },
        list: vec![Inner { x: n, flags: [false, true] }; n.into()],
        maybe: (n > 0).then_some(i64::MIN),
        pair: (u64::MAX, FixedStr::new("ab").expect("two bytes")),
        raw: Opaque([n, 255]),
    }
}

fn expected(n: u8) -> Json {
    let list: Vec<_> = (0..n).map(|_| json!({"x": n, "flags": [false, true]})).collect();
    json!({
        "name": "gr\u{fc}n \"quoted\"",
        "kind": if n == 0 { "a kind" } else { "B" },
        "inner": {"x": 0.5, "flags": [true, false]},
        "list": list,
        "maybe": if n > 0 { json!([i64::MIN]) } else { json!([]) },
        "pair": {"0": u64::MAX, "1": "ab"},
        "raw": [n, 255],
    })
}

#[test]
fn records_are_maps_and_arrays_nested_lists() -> Result<()> {
    let file = File::in_memory()?;
    let records = file.write("records", &[record(0), record(2)])?;
    file.attrs().set("one", &record(1))?;
    let table = file.write("table", &[[1u8, 2, 3], [4, 5, 6]])?;
    let to_json = |array: DynArray| serde_json::to_value(&array).expect("JSON");
    assert_eq!(to_json(records.read()?), json!([expected(0), expected(2)]));
    assert_eq!(to_json(file.attrs().get("one")?), expected(1));
    assert_eq!(serde_json::to_value(file.attrs().get::<Value>("one")?).expect("JSON"), expected(1));
    assert_eq!(to_json(table.read()?), json!([[1, 2, 3], [4, 5, 6]]));
    assert_eq!(to_json(table.slice((.., 1..2)).read()?), json!([[2], [5]]));
    assert_eq!(to_json(table.slice((0, 0)).read()?), json!(1));
    assert_eq!(to_json(file.write("empty", &Vec::<[f32; 3]>::new())?.read()?), json!([]));
    assert_eq!(to_json(file.write("null", &None::<f32>)?.read()?), Json::Null);
    // members keep the order of the file
    let text = serde_json::to_string(&records.read::<DynArray>()?).expect("JSON");
    assert!(text.starts_with(r#"[{"name":"#) && text.find("\"kind\"") < text.find("\"inner\""), "{text}");
    Ok(())
}

#[test]
fn every_value_is_some_json() -> Result<()> {
    let file = File::in_memory()?;
    let reference = file.reference()?;
    let json = |value: &Value| serde_json::to_value(value).expect("JSON");
    assert_eq!(json(&Value::Complex(0.5, -1.0)), json!([0.5, -1.0]));
    assert_eq!(json(&Value::Enum { name: None, value: -7 }), json!(-7));
    assert_eq!(json(&Value::Float(f64::NAN)), Json::Null, "JSON has no such number");
    assert_eq!(json(&Value::ObjectReference(ObjectReference::default())), json!("\u{2192}null"));
    let shown = Value::ObjectReference(reference);
    assert_eq!(json(&shown), json!(shown.to_string()));
    assert_eq!(json(&Value::Array { dims: vec![2, 1], values: vec![Value::Int(1), Value::Int(2)] }), json!([[1], [2]]));
    assert_eq!(json(&Value::Sequence(vec![Value::Text("a".to_owned()), Value::Bool(true)])), json!(["a", true]));
    Ok(())
}

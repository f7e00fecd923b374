//! The table that `tests/layout.rs` holds against the C compiler: the size and the offsets of every type the declarations hold.

/// `&[(type, size, &[(field, offset)])]`, as Rust names them, in Rust's syntax.
pub(crate) fn table(declarations: &str) -> String {
    let mut rows = String::new();
    let mut lines = declarations.lines();
    while let Some(line) = lines.next() {
        let Some((kind, name)) = item(line) else { continue };
        let fields: Vec<&str> = match kind {
            "type" => Vec::new(),
            _ => lines.by_ref().take_while(|line| *line != "}").filter_map(field).collect(),
        };
        if kind != "type" && fields.is_empty() {
            continue; // declared, never defined: it has no size
        }
        rows += &format!("(\"{name}\", size_of::<hdf5_ffi::{name}>(), &[");
        for field in fields {
            rows += &format!("(\"{field}\", offset_of!(hdf5_ffi::{name}, {field})), ");
        }
        rows += "]),\n";
    }
    format!("&[\n{rows}]")
}

/// `pub struct NAME {`, `pub union NAME {`, `pub type NAME = …`
fn item(line: &str) -> Option<(&str, &str)> {
    let mut words = line.strip_prefix("pub ")?.split(' ');
    let (kind, name) = (words.next()?, words.next()?);
    matches!(kind, "struct" | "union" | "type").then_some((kind, name))
}

/// A field's first line; what it goes on with is indented further.
fn field(line: &str) -> Option<&str> {
    Some(line.strip_prefix("    pub ")?.split_once(':')?.0)
}

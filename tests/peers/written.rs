//! A file being written, and the lines that any reader is to make of it.
use h5mem::{AsArray, File, H5Type, TypeDescriptor};

pub(crate) struct Written {
    pub(crate) file: File,
    pub(crate) lines: Vec<String>,
}

/// A value in a line.
pub(crate) trait Shown {
    fn shown(&self) -> String;
}

macro_rules! shown {
    ($($t:ty: $show:expr),*) => {$(
        impl Shown for $t {
            fn shown(&self) -> String {
                let show: fn(&$t) -> String = $show;
                show(self)
            }
        }
    )*};
}
shown!(
    i8: ToString::to_string, i16: ToString::to_string, i32: ToString::to_string, i64: ToString::to_string,
    u8: ToString::to_string, u16: ToString::to_string, u32: ToString::to_string, u64: ToString::to_string,
    bool: |value| u8::from(*value).to_string(),
    f32: |value| f64::from(*value).shown(),
    f64: |value| if value.is_nan() { "\"nan\"".to_owned() } else { format!("\"{:016x}\"", value.to_bits()) },
    str: crate::lines::quoted
);

impl<T: Shown, const N: usize> Shown for [T; N] {
    fn shown(&self) -> String {
        self.each_ref().map(Shown::shown).join(", ")
    }
}

impl Written {
    pub(crate) fn new(file: File) -> Self {
        Self { file, lines: Vec::new() }
    }

    /// Writes a dataset, and an attribute of the root, both of this name.
    pub(crate) fn value<A>(&mut self, name: &str, code: &str, values: &A)
    where
        A: AsArray + ?Sized,
        <A::Elem as H5Type>::Borrowed: Shown,
    {
        self.file.write(name, values).unwrap();
        self.file.attrs().set(name, values).unwrap();
        self.expect_both(name, code, values);
    }

    /// The same, stored as this type.
    pub(crate) fn value_as<A>(&mut self, name: &str, code: &str, dtype: &TypeDescriptor, values: &A)
    where
        A: AsArray + ?Sized,
        <A::Elem as H5Type>::Borrowed: Shown,
    {
        self.file.new_dataset(name).write_as(dtype, values).unwrap();
        self.file.attrs().set_as(name, dtype, values).unwrap();
        self.expect_both(name, code, values);
    }

    fn expect_both<A>(&mut self, name: &str, code: &str, values: &A)
    where
        A: AsArray + ?Sized,
        <A::Elem as H5Type>::Borrowed: Shown,
    {
        self.expect(Some(name), "/", code, values);
        self.expect(None, &format!("/{name}"), code, values);
    }

    /// The line of values that were written by other means.
    pub(crate) fn expect<A>(&mut self, attr: Option<&str>, path: &str, code: &str, values: &A)
    where
        A: AsArray + ?Sized,
        <A::Elem as H5Type>::Borrowed: Shown,
    {
        let attr = attr.map_or("null".to_owned(), |name| format!("{name:?}"));
        let mut shape: Vec<usize> = values.extent().dims().to_vec();
        shape.extend(A::Elem::inner_dims());
        let mut items = Vec::new();
        values.for_each(&mut |value| items.push(value.shown()));
        let items = items.join(", ");
        self.lines.push(format!(r#"{{"attr": {attr}, "path": "{path}", "shape": {shape:?}, "type": "{code}", "values": [{items}]}}"#));
    }
}

//! `#[h5(..)]` and `#[repr(..)]`.
use syn::{Attribute, DeriveInput, Error, Ident, LitStr, Path, Result, meta::ParseNestedMeta, parse_quote, spanned::Spanned};

/// What is said of the whole type.
pub(crate) struct Container {
    /// Where `h5mem` is found.
    pub krate: Path,
    /// Whether views of it are asked for, and where.
    pub plain: Option<Path>,
    pub repr: Repr,
}

/// What is said of a field.
pub(crate) struct Field {
    pub rename: Option<LitStr>,
    pub default: bool,
    pub skip: bool,
}

/// The layout, as far as it matters here.
#[derive(Default)]
pub(crate) struct Repr {
    pub integer: Option<Ident>,
    pub packed: bool,
    pub transparent: bool,
}

impl Container {
    pub(crate) fn of(input: &DeriveInput) -> Result<Self> {
        let mut container = Self { krate: parse_quote!(::h5mem), plain: None, repr: Repr::of(&input.attrs)? };
        each(&input.attrs, |meta| {
            if meta.path.is_ident("crate") {
                container.krate = meta.value()?.parse()?;
            } else if meta.path.is_ident("plain") {
                container.plain = Some(meta.path);
            } else {
                return Err(meta.error("of a type, `h5` knows `crate = path` and `plain`"));
            }
            Ok(())
        })?;
        Ok(container)
    }
}

impl Field {
    pub(crate) fn of(attrs: &[Attribute]) -> Result<Self> {
        let mut field = Self { rename: None, default: false, skip: false };
        each(attrs, |meta| {
            if meta.path.is_ident("rename") {
                field.rename = Some(name(&meta)?);
            } else if meta.path.is_ident("default") {
                field.default = true;
            } else if meta.path.is_ident("skip") {
                field.skip = true;
            } else {
                return Err(meta.error("of a field, `h5` knows `rename = \"name\"`, `default` and `skip`"));
            }
            if field.skip && (field.default || field.rename.is_some()) {
                return Err(meta.error("a skipped field is not in the file: there is nothing else to say of it"));
            }
            Ok(())
        })?;
        Ok(field)
    }
}

/// The name that a variant has in files.
pub(crate) fn variant_name(attrs: &[Attribute]) -> Result<Option<LitStr>> {
    let mut rename = None;
    each(attrs, |meta| {
        if !meta.path.is_ident("rename") {
            return Err(meta.error("of a variant, `h5` knows `rename = \"name\"`"));
        }
        rename = Some(name(&meta)?);
        Ok(())
    })?;
    Ok(rename)
}

fn name(meta: &ParseNestedMeta<'_>) -> Result<LitStr> {
    let name: LitStr = meta.value()?.parse()?;
    match &*name.value() {
        "" => Err(Error::new(name.span(), "HDF5 has no empty names")),
        text if text.contains('\0') => Err(Error::new(name.span(), "a name cannot hold a NUL")),
        _ => Ok(name),
    }
}

fn each(attrs: &[Attribute], mut f: impl FnMut(ParseNestedMeta<'_>) -> Result<()>) -> Result<()> {
    attrs.iter().filter(|attr| attr.path().is_ident("h5")).try_for_each(|attr| attr.parse_nested_meta(&mut f))
}

impl Repr {
    fn of(attrs: &[Attribute]) -> Result<Self> {
        let mut repr = Self::default();
        for attr in attrs.iter().filter(|attr| attr.path().is_ident("repr")) {
            attr.parse_nested_meta(|meta| {
                match meta.path.get_ident().map(ToString::to_string).as_deref() {
                    Some("packed") => repr.packed = true,
                    Some("transparent") => repr.transparent = true,
                    Some("i8" | "i16" | "i32" | "i64" | "isize" | "u8" | "u16" | "u32" | "u64" | "usize") => {
                        repr.integer = meta.path.get_ident().cloned();
                    }
                    Some("i128" | "u128") => return Err(Error::new(meta.path.span(), "HDF5's enums have 64 bits at most")),
                    _ => {}
                }
                if meta.input.peek(syn::token::Paren) {
                    let content;
                    syn::parenthesized!(content in meta.input);
                    content.parse::<proc_macro2::TokenStream>()?; // the number of `packed(2)` or `align(8)`
                }
                Ok(())
            })?;
        }
        Ok(repr)
    }
}

//! `#[derive(H5Type)]`: documented with the trait, in `h5mem`.
mod attributes;
mod enumeration;
mod record;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Error, Result};

/// Makes a struct a compound and an enum an HDF5 enum: see `h5mem::H5Type`.
#[proc_macro_derive(H5Type, attributes(h5))]
pub fn derive_h5_type(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    syn::parse(input).and_then(|input| expand(&input)).unwrap_or_else(Error::into_compile_error).into()
}

fn expand(input: &DeriveInput) -> Result<TokenStream> {
    let container = attributes::Container::of(input)?;
    if let Some(lifetime) = input.generics.lifetimes().next() {
        return Err(Error::new_spanned(lifetime, "an element owns its data: `String` and `Vec<T>` instead of what is borrowed"));
    }
    match &input.data {
        Data::Struct(data) => record::expand(input, data, &container),
        Data::Enum(data) => enumeration::expand(input, data, &container),
        Data::Union(data) => Err(Error::new_spanned(data.union_token, "HDF5 has no unions")),
    }
}

/// The type as a whole value, besides an element of one.
fn scalar_value(input: &DeriveInput, generics: &syn::Generics, krate: &syn::Path) -> TokenStream {
    let name = &input.ident;
    let (_, arguments, bounds) = generics.split_for_impl();
    let parameters = &generics.params;
    quote!(#krate::__scalar_value!(for [#parameters] #name #arguments #bounds);)
}

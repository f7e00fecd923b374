//! Enums without fields.
use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DataEnum, DeriveInput, Error, LitStr, Result};

use crate::{
    attributes::{Container, variant_name},
    scalar_value,
};

pub(crate) fn expand(input: &DeriveInput, data: &DataEnum, container: &Container) -> Result<TokenStream> {
    let (name, krate) = (&input.ident, &container.krate);
    if let Some(asked) = &container.plain {
        return Err(Error::new_spanned(asked, "not every integer is a value of an enum: it cannot be viewed"));
    }
    if data.variants.is_empty() {
        return Err(Error::new_spanned(name, "an enum without variants has no values"));
    }
    if let Some(variant) = data.variants.iter().find(|variant| !variant.fields.is_empty()) {
        return Err(Error::new_spanned(&variant.fields, "HDF5's enums are integers with names: a variant has no fields"));
    }
    let Some(integer) = &container.repr.integer else {
        return Err(Error::new_spanned(name, "say which integer it is stored as: `#[repr(u8)]` or another"));
    };
    let mut seen = HashSet::new();
    let mut names = Vec::new();
    for variant in &data.variants {
        let given = variant_name(&variant.attrs)?;
        let own = || LitStr::new(variant.ident.to_string().trim_start_matches("r#"), variant.ident.span());
        let given = given.unwrap_or_else(own);
        if !seen.insert(given.value()) {
            return Err(Error::new(given.span(), format!("two variants are {:?} in the file", given.value())));
        }
        names.push(given);
    }
    let variants: Vec<_> = data.variants.iter().map(|variant| &variant.ident).collect();
    let indices: Vec<_> = (0..variants.len()).collect();
    let derive = quote!(#krate::__derive);
    let value = scalar_value(input, &input.generics, krate);
    let (parameters, arguments, bounds) = input.generics.split_for_impl();
    Ok(quote! {
        #[automatically_derived]
        impl #parameters #derive::Named for #name #arguments #bounds {
            type Integer = #integer;
            const VARIANTS: &'static [(&'static str, i128)] = &[#((#names, Self::#variants as #integer as i128)),*];

            fn make(index: usize) -> Self {
                match index {
                    #(#indices => Self::#variants,)*
                    _ => unreachable!("an index of `VARIANTS`"),
                }
            }

            fn index(&self) -> usize {
                match self {
                    #(Self::#variants => #indices),*
                }
            }
        }

        // SAFETY: its memory is the integer of its `repr`; only values of its variants pass
        #[automatically_derived]
        unsafe impl #parameters #krate::H5Type for #name #arguments #bounds {
            type Borrowed = Self;

            #[inline]
            fn borrow(&self) -> &Self {
                self
            }

            fn descriptor() -> #krate::TypeDescriptor {
                #derive::enum_descriptor::<Self>()
            }

            fn reader(stored: &#krate::TypeDescriptor) -> ::core::result::Result<#krate::Reader<Self>, #krate::Mismatch> {
                #derive::enum_reader(stored)
            }

            fn writer(stored: &#krate::TypeDescriptor) -> ::core::result::Result<#krate::Writer<Self>, #krate::Mismatch> {
                #derive::enum_writer(stored)
            }
        }

        #value
    })
}

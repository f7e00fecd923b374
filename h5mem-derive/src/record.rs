//! Structs: compounds, or for a transparent one what its only field is.
use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::{DataStruct, DeriveInput, Error, Generics, Ident, Index, LitStr, Member, Path, Result, Type, parse_quote, spanned::Spanned};

use crate::{
    attributes::{Container, Field},
    scalar_value,
};

/// A field, as the generated code speaks of it.
struct Known<'a> {
    member: Member,
    /// Its name in files.
    name: LitStr,
    /// The variable that moves it.
    local: Ident,
    ty: &'a Type,
    says: Field,
}

pub(crate) fn expand(input: &DeriveInput, data: &DataStruct, container: &Container) -> Result<TokenStream> {
    let fields = known(data)?;
    let stored: Vec<_> = fields.iter().filter(|field| !field.says.skip).collect();
    if stored.is_empty() {
        return Err(Error::new_spanned(&input.ident, "a compound has at least one field"));
    }
    let generics = bounded(&input.generics, &fields, &container.krate);
    let element = match &*stored {
        [only] if container.repr.transparent => transparent(only, &fields, &container.krate),
        _ => compound(&fields, container),
    };
    let (name, krate) = (&input.ident, &container.krate);
    let (parameters, arguments, bounds) = generics.split_for_impl();
    let plain = plain(input, &stored, &generics, container)?;
    let value = scalar_value(input, &generics, krate);
    Ok(quote! {
        // SAFETY: memory as it is stands for the struct only where every field's does, at the field's own place; the rest is made field
        // by field
        #[automatically_derived]
        unsafe impl #parameters #krate::H5Type for #name #arguments #bounds {
            type Borrowed = Self;

            #[inline]
            fn borrow(&self) -> &Self {
                self
            }

            #element
        }

        #plain
        #value
    })
}

fn known(data: &DataStruct) -> Result<Vec<Known<'_>>> {
    let mut names = HashSet::new();
    data.fields
        .iter()
        .enumerate()
        .map(|(n, field)| {
            let says = Field::of(&field.attrs)?;
            let member = match &field.ident {
                Some(ident) => Member::Named(ident.clone()),
                None => Member::Unnamed(Index { index: n as u32, span: field.ty.span() }),
            };
            let own_name = match &field.ident {
                Some(ident) => ident.to_string().trim_start_matches("r#").to_owned(),
                None => n.to_string(),
            };
            let name = says.rename.clone().unwrap_or_else(|| LitStr::new(&own_name, member.span()));
            if !says.skip && !names.insert(name.value()) {
                return Err(Error::new(name.span(), format!("two fields are {:?} in the file", name.value())));
            }
            Ok(Known { member, name, local: format_ident!("field_{n}"), ty: &field.ty, says })
        })
        .collect()
}

/// The parameters that stored fields mention are elements, the others merely let the struct be cloned and kept.
fn bounded(generics: &Generics, fields: &[Known<'_>], krate: &Path) -> Generics {
    let mut bounded = generics.clone();
    for parameter in bounded.type_params_mut() {
        let stored = fields.iter().any(|field| !field.says.skip && mentions(field.ty, &parameter.ident));
        if stored {
            parameter.bounds.push(parse_quote!(#krate::H5Type));
        } else {
            parameter.bounds.extend::<[syn::TypeParamBound; 2]>([parse_quote!(::core::clone::Clone), parse_quote!('static)]);
        }
        parameter.default = None;
    }
    for parameter in bounded.const_params_mut() {
        parameter.default = None;
    }
    bounded
}

fn mentions(ty: &Type, parameter: &Ident) -> bool {
    fn any(tokens: TokenStream, parameter: &Ident) -> bool {
        tokens.into_iter().any(|token| match token {
            proc_macro2::TokenTree::Ident(ident) => ident == *parameter,
            proc_macro2::TokenTree::Group(group) => any(group.stream(), parameter),
            _ => false,
        })
    }
    any(quote!(#ty), parameter)
}

fn compound(fields: &[Known<'_>], container: &Container) -> TokenStream {
    let krate = &container.krate;
    let derive = quote!(#krate::__derive);
    let stored: Vec<_> = fields.iter().filter(|field| !field.says.skip).collect();
    let locals: Vec<_> = stored.iter().map(|field| &field.local).collect();
    let described = stored.iter().map(|Known { name, ty, .. }| quote_spanned!(ty.span()=> (#name, <#ty as #krate::H5Type>::descriptor())));
    let matched = stored.iter().map(|Known { member, name, local, ty, says }| {
        let offset = quote!(::core::mem::offset_of!(Self, #member));
        if says.default {
            quote_spanned!(ty.span()=> let #local = fields.field_or::<#ty>(#name, #offset, ::core::default::Default::default)?;)
        } else {
            quote_spanned!(ty.span()=> let #local = fields.field::<#ty>(#name, #offset)?;)
        }
    });
    let made = fields.iter().map(|Known { member, local, ty, says, .. }| {
        if says.skip {
            quote_spanned!(ty.span()=> #member: ::core::default::Default::default())
        } else {
            // SAFETY: of the generated call: the reader's memory is what the fields were matched with
            quote!(#member: unsafe { #local.read(raw) }?)
        }
    });
    let met = stored.iter().map(|Known { member, name, local, ty, .. }| {
        quote_spanned!(ty.span()=> let #local = fields.field::<#ty>(#name, ::core::mem::offset_of!(Self, #member))?;)
    });
    let put = stored.iter().map(|Known { member, local, .. }| {
        // a field of a packed struct cannot be borrowed
        let field = if container.repr.packed { quote!({ value.#member }) } else { quote!(value.#member) };
        quote!(#local.write(&#field, raw, arena)?;)
    });
    let skips = fields.iter().any(|field| field.says.skip).then(|| quote!(fields.skip();));
    quote! {
        fn descriptor() -> #krate::TypeDescriptor {
            #derive::compound([#(#described),*])
        }

        fn reader(stored: &#krate::TypeDescriptor) -> ::core::result::Result<#krate::Reader<Self>, #krate::Mismatch> {
            let mut fields = #derive::ReadFields::of::<Self>(stored)?;
            #skips
            #(#matched)*
            if fields.in_place() {
                return ::core::result::Result::Ok(fields.placed([#(#locals.check()),*]));
            }
            ::core::result::Result::Ok(fields.decoded(move |raw: *const u8| ::core::result::Result::Ok(Self { #(#made),* })))
        }

        fn writer(stored: &#krate::TypeDescriptor) -> ::core::result::Result<#krate::Writer<Self>, #krate::Mismatch> {
            let mut fields = #derive::WriteFields::of::<Self>(stored)?;
            #(#met)*
            if fields.in_place() {
                // SAFETY: each field was matched with its own offset
                return ::core::result::Result::Ok(unsafe { fields.placed() });
            }
            ::core::result::Result::Ok(fields.encoded(move |value: &Self, raw: &mut [u8], arena: &mut #krate::Arena| {
                #(#put)*
                ::core::result::Result::Ok(())
            }))
        }
    }
}

fn transparent(only: &Known<'_>, fields: &[Known<'_>], krate: &Path) -> TokenStream {
    let Known { member, ty, .. } = only;
    let derive = quote!(#krate::__derive);
    let skipped =
        fields.iter().filter(|field| field.says.skip).map(|Known { member, .. }| quote!(, #member: ::core::default::Default::default()));
    quote! {
        fn descriptor() -> #krate::TypeDescriptor {
            <#ty as #krate::H5Type>::descriptor()
        }

        fn reader(stored: &#krate::TypeDescriptor) -> ::core::result::Result<#krate::Reader<Self>, #krate::Mismatch> {
            ::core::result::Result::Ok(#derive::transparent_reader(<#ty as #krate::H5Type>::reader(stored)?, |inner| Self { #member: inner #(#skipped)* }))
        }

        fn writer(stored: &#krate::TypeDescriptor) -> ::core::result::Result<#krate::Writer<Self>, #krate::Mismatch> {
            let inner = <#ty as #krate::H5Type>::writer(stored)?;
            // SAFETY: the struct is `repr(transparent)`, and the field its only one
            ::core::result::Result::Ok(unsafe { #derive::transparent_writer::<Self, #ty>(inner, |outer| &outer.#member) })
        }

        fn inner_dims() -> ::std::vec::Vec<usize> {
            <#ty as #krate::H5Type>::inner_dims()
        }

        const SCALAR: ::core::option::Option<#krate::Scalar> = <#ty as #krate::H5Type>::SCALAR;
    }
}

/// Views, where the fields lie one after the other as they do in a file.
fn plain(input: &DeriveInput, stored: &[&Known<'_>], generics: &Generics, container: &Container) -> Result<TokenStream> {
    let Some(asked) = &container.plain else { return Ok(TokenStream::new()) };
    if !input.generics.params.is_empty() {
        return Err(Error::new_spanned(asked, "the layout of a generic struct is not known here"));
    }
    let (krate, name) = (&container.krate, &input.ident);
    let (parameters, arguments, bounds) = generics.split_for_impl();
    let checks = stored.iter().map(|Known { member, ty, .. }| {
        quote_spanned! {ty.span()=>
            assert!(::core::mem::offset_of!(Self, #member) == end, "a plain struct has its fields in order and without gaps: `repr(C)`, or packed");
            end += ::core::mem::size_of::<#ty>();
        }
    });
    let types = stored.iter().map(|field| field.ty);
    Ok(quote! {
        impl #parameters #name #arguments #bounds {
            #[doc(hidden)]
            const __H5_PLAIN: () = {
                const fn plain<T: #krate::Plain>() {}
                #(plain::<#types>();)*
                let mut end = 0;
                #(#checks)*
                assert!(end == ::core::mem::size_of::<Self>(), "a plain struct has no gap at its end");
            };
        }
        const _: () = <#name>::__H5_PLAIN;
        // SAFETY: its fields are plain, and lie in order and without a gap, as was asserted
        #[automatically_derived]
        unsafe impl #parameters #krate::Plain for #name #arguments #bounds {}
    })
}

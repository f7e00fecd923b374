//! Attributes that the headers of their objects tell all of: their values are read without libhdf5, which opens neither.
use std::{cell::RefCell, sync::Arc};

use once_cell::unsync::OnceCell;

use super::single;
use crate::{
    array::FromArray,
    dataspace::{Order, product},
    error::{Error, Result},
    handle::{Held, Moment, Node, OpenAttribute},
    header::{self, Attribute},
    name,
    sys::Api,
    transfer::{Elements, Flat, Kept, Lies, PartOf, Source, Told, Transfer, stored_size, teach, told_type},
};

/// What a look at the header came to.
pub(super) enum Look<A> {
    Read(Result<A>),
    /// It has a type that is seen for the first time, of which the header says this.
    New(Vec<u8>),
    /// The library is to read it, or to say why it cannot.
    Vain,
}

/// Reads the attribute of this name, if the file's bytes tell all of it.
pub(super) fn read<A: FromArray>(api: &Api, node: &Node, name: &str, place: &dyn Fn() -> String) -> Look<A> {
    if !node.file.shows_headers(api) {
        return Look::Vain;
    }
    look(api, node, name, place).unwrap_or(Look::Vain)
}

fn look<A: FromArray>(api: &Api, node: &Node, name: &str, place: &dyn Fn() -> String) -> Option<Look<A>> {
    let (format, from) = (node.file.format(api).ok()?, Lies::of(&*node.file.backing)?);
    let header = node.header(api)?;
    let told = header::attribute(*format, &|at, len| from.get(at, len), header, &name::bytes(name))?;
    let Attribute { dims, kind, address, room } = told;
    let stored = match told_type(api, &node.file, &kind) {
        Told::Known(stored, _) => stored,
        Told::Strange => return None,
        Told::New => return Some(Look::New(kind)),
    };
    if product(&dims).checked_mul(stored_size(stored.descriptor(api).ok()?, format)?)? > room {
        return None;
    }
    let kept = Kept::default();
    let mut part = PartOf::new(node, Held::Lent(&api.shared().scalar), None, Some(Moment::now(api)), &kept);
    (part.flat, part.told) = (Some(Flat { from, address }), true);
    let transfer = Transfer {
        lock: RefCell::new(Some(Api::again())),
        elements: Elements::OfDataset(part),
        stored: &stored,
        shape: OnceCell::with_value(Some(dims.into())),
        order: Order::default(),
        lossy: false,
        place,
    };
    match A::from_source(&Source(transfer)) {
        Ok(value) => Some(Look::Read(Ok(value))),
        // what is broken is not left to the library
        Err(error @ Error::InvalidValue { .. }) => Some(Look::Read(Err(error))),
        Err(_) => None,
    }
}

/// Has others of this attribute's type told.
pub(super) fn learn(api: &Api, node: &Node, kind: Vec<u8>, attribute: &OpenAttribute) {
    teach(api, &node.file, kind, single::stored(api, attribute, &String::new).ok().map(Arc::new), None);
}

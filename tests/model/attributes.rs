//! What steps come to that are about attributes.
use h5mem::ErrorKind;

use crate::{
    graph::{Attribute, Fail, Id},
    model::{Held, Outcome, Side},
    step::{Act, Content},
    value::Kind,
};

/// Bytes of an attribute from which on some formats have no room for it.
const ROOM: usize = 40_000;

impl Side {
    pub(crate) fn attribute_step(&mut self, act: &Act) -> Outcome {
        let not_found = || Fail::of([ErrorKind::NotFound]);
        match act {
            Act::Set { on, name, content } => {
                let id = self.id(*on)?;
                self.set(id, name, content)
            }
            Act::Get { on, name, .. } => {
                let object = self.graph.get(self.id(*on)?);
                Some(object.attributes.get(name).map(|_| ()).ok_or_else(not_found))
            }
            Act::RemoveAttribute { on, name } => {
                let id = self.id(*on)?;
                Some(self.graph.get_mut(id).attributes.remove(name).map(|_| ()).ok_or_else(not_found))
            }
            Act::RenameAttribute { on, from, to } => {
                let id = self.id(*on)?;
                Some(self.rename_attribute(id, from, to))
            }
            Act::OpenAttribute { on, name, into } => {
                let object = self.id(*on)?;
                let Some(found) = self.graph.get(object).attributes.get(name) else { return Some(Err(not_found())) };
                let (serial, kind, shape) = (found.serial, found.kind, found.shape.clone());
                self.graph.hold(object);
                if let Some(old) = self.attributes[*into].replace(Held { object, name: name.clone(), serial, kind, shape }) {
                    self.graph.release(old.object);
                }
                Some(Ok(()))
            }
            Act::WriteAttribute { slot, seed } => self.write_attribute(*slot, *seed),
            Act::ReadAttribute { slot } => self.attributes[*slot].as_ref().map(|_| Ok(())),
            Act::DropAttribute { slot } => {
                let held = self.attributes[*slot].take()?;
                self.graph.release(held.object);
                Some(Ok(()))
            }
            _ => None,
        }
    }

    fn rename_attribute(&mut self, id: Id, from: &str, to: &str) -> Result<(), Fail> {
        let serial = self.graph.number();
        let attributes = &mut self.graph.get_mut(id).attributes;
        if !attributes.contains_key(from) {
            return Err(Fail::of([ErrorKind::NotFound, ErrorKind::AlreadyExists]));
        }
        if from == to {
            return Ok(());
        }
        if attributes.contains_key(to) {
            return Err(Fail::of([ErrorKind::AlreadyExists]));
        }
        let attribute = attributes.remove(from).map(|old| Attribute { serial, order: None, ..old });
        attributes.insert(to.to_owned(), attribute.expect("it is there"));
        Ok(())
    }

    /// Writes by a kept handle. Where another attribute has come in its place that could take the value, the handle may write that, or say
    /// that it is stale.
    fn write_attribute(&mut self, slot: usize, seed: u64) -> Outcome {
        let held = self.attributes[slot].as_ref().filter(|held| held.shape.is_some())?;
        if self.unchanged(held).is_none() {
            let now = self.graph.get(held.object).attributes.get(&held.name);
            return now.is_none_or(|now| !now.could_take(held.kind, held.shape.as_deref())).then(|| Err(Fail::any()));
        }
        let attribute = self.graph.get_mut(held.object).attributes.get_mut(&held.name)?;
        attribute.column = attribute.kind.column(seed, attribute.column.len());
        Some(Ok(()))
    }

    fn set(&mut self, id: Id, name: &str, content: &Content) -> Outcome {
        let (serial, order) = (self.graph.number(), self.graph.number());
        let object = self.graph.get_mut(id);
        if content.size() > ROOM && object.roomy != Some(true) {
            return object.roomy.map(|_| Err(Fail::of([ErrorKind::Library])));
        }
        let len = content.shape.as_ref().map_or(0, |shape| shape.iter().product());
        let column = content.kind.column(content.seed, len);
        let (kind, shape) = (content.kind, content.shape.clone());
        match object.attributes.get_mut(name) {
            Some(old) if (old.kind, &old.shape) == (kind, &shape) => (old.column, old.order) = (column, None),
            Some(old) => *old = Attribute { kind, shape, column, serial, order: None },
            None => {
                object.attributes.insert(name.to_owned(), Attribute { kind, shape, column, serial, order: Some(order) });
            }
        }
        Some(Ok(()))
    }
}

impl Attribute {
    /// Whether a value of this type and shape might be written to it.
    fn could_take(&self, kind: Kind, shape: Option<&[usize]>) -> bool {
        let len = |shape: &[usize]| shape.iter().product::<usize>();
        let (Some(old), Some(now)) = (shape, self.shape.as_deref()) else { return true };
        let single = len(old) == 1 && len(now) == 1;
        (old == now || single) && kind.is_like(self.kind)
    }
}

//! What steps come to that make, open, move and remove objects and links.
use crate::{
    copy::How,
    graph::{Body, Fail, Id, Link, Object, normal},
    known,
    model::{Outcome, Side},
    step::{Act, At},
};

impl Side {
    pub(crate) fn link_step(&mut self, act: &Act) -> Outcome {
        match act {
            Act::Group { at, path, tracked, into } => {
                let object = self.new_group(*tracked);
                self.make(*at, path, object, *into)
            }
            Act::AnonymousGroup { tracked, into } => {
                let object = self.new_group(*tracked);
                let id = self.graph.add(object);
                self.put(*into, id);
                Some(Ok(()))
            }
            Act::Type { at, path, kind, into } => {
                let object = self.graph.object(Body::Type(*kind), false);
                self.make(*at, path, object, *into)
            }
            Act::Open { at, path, into, .. } => {
                let base = self.group(*at)?;
                Some(self.graph.find(base, path).map(|id| self.put(*into, id)))
            }
            Act::Drop { slot } => {
                let id = self.slots[*slot].take()?;
                self.graph.release(id);
                Some(Ok(()))
            }
            Act::Remove { at, path } => {
                let base = self.group(*at)?;
                Some(self.graph.remove(base, path))
            }
            Act::Comment { on, text } => {
                let id = self.id(*on)?;
                self.graph.get_mut(id).comment = Some(text.clone()).filter(|text| !text.is_empty());
                Some(Ok(()))
            }
            act => self.relocation(act),
        }
    }

    fn relocation(&mut self, act: &Act) -> Outcome {
        match act {
            Act::Rename { at, from, to_at, to } => {
                let (from_base, to_base) = (self.group(*at)?, self.group(*to_at)?);
                if known::WAY && self.graph.entry(from_base, from).is_err() && self.graph.lacks_way(to_base, to) {
                    return None;
                }
                self.graph.rename(from_base, from, to_base, to)
            }
            Act::Copy { at, from, to } => {
                let base = self.group(*at)?;
                if let Ok(id) = self.graph.find(base, from)
                    && known::bars_copy(&self.graph, id, &self.graph, base, to, How::default())
                {
                    return None;
                }
                let found = self.found_and_vacant(base, from, to)?;
                Some(found.map(|id| {
                    let graph = self.graph.clone();
                    let copy = self.graph.copied(&graph, id, How::default());
                    self.graph.link(base, to, Link::Hard(copy));
                }))
            }
            Act::Hard { at, path, target } => {
                let base = self.group(*at)?;
                if let Ok(id) = self.graph.find(base, target)
                    && known::bars_link(&self.graph, id, base, path)
                {
                    return None;
                }
                let found = self.found_and_vacant(base, target, path)?;
                Some(found.map(|id| self.graph.link(base, path, Link::Hard(id))))
            }
            Act::LinkAs { from, at, path } => {
                let (id, base) = (self.id(*from)?, self.group(*at)?);
                if known::bars_link(&self.graph, id, base, path) {
                    return None;
                }
                Some(self.graph.vacant(base, path).map(|()| self.graph.link(base, path, Link::Hard(id))))
            }
            Act::Soft { at, path, target } => {
                let base = self.group(*at)?;
                Some(self.graph.vacant(base, path).map(|()| self.graph.link(base, path, Link::Soft(normal(target)))))
            }
            _ => None,
        }
    }

    fn new_group(&self, tracked: bool) -> Object {
        self.graph.object(Body::Group { links: Default::default(), tracked: Some(tracked) }, tracked)
    }

    pub(crate) fn make(&mut self, at: At, path: &str, object: Object, into: usize) -> Outcome {
        let base = self.group(at)?;
        Some(self.graph.vacant(base, path).map(|()| {
            let id = self.graph.add(object);
            self.graph.link(base, path, Link::Hard(id));
            self.put(into, id);
        }))
    }

    /// The object of one path, where a link can be made at another; each of two failures may be reported.
    fn found_and_vacant(&self, base: Id, from: &str, to: &str) -> Option<Result<Id, Fail>> {
        if known::WAY && self.graph.find(base, from).is_err() && self.graph.lacks_way(base, to) {
            return None;
        }
        Some(match (self.graph.find(base, from), self.graph.vacant(base, to)) {
            (Ok(id), Ok(())) => Ok(id),
            (Err(missing), Err(taken)) => Err(missing.or(taken)),
            (Err(one), _) | (_, Err(one)) => Err(one),
        })
    }
}

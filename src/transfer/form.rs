//! Elements of variable length as a file has them, made into the library's elements in memory: what [`h5d::read`](crate::sys::h5d::read)
//! would have put there, without it.
use crate::{
    datatype::{Member, ReferenceKind, StringType, TypeDescriptor},
    direct,
    element::{Arena, Sequence},
    handle::Format,
    heap::{Heaps, Trouble},
};

/// How a stored element becomes one of memory's.
pub(super) struct Form {
    /// Bytes of the one.
    pub stored: usize,
    /// Bytes of the other.
    pub memory: usize,
    pub(super) how: How,
}

pub(super) enum How {
    /// As it is, or with the bytes of its one number the other way round.
    Bits(Option<usize>),
    Text,
    Sequence(Box<Form>),
    /// So many of it.
    Array(Box<Form>),
    /// Where each member begins, and where it is to.
    Members(Vec<(usize, usize, Form)>),
}

impl Form {
    /// Of elements in a file of this format; `None` for what the library is to convert.
    pub(super) fn of(stored: &TypeDescriptor, memory: &TypeDescriptor, format: &Format) -> Option<Self> {
        let how = match (stored, memory) {
            (TypeDescriptor::String(StringType { size: None, .. }), _) if stored == memory => How::Text,
            (TypeDescriptor::VarLen(base), TypeDescriptor::VarLen(to)) => {
                How::Sequence(Box::new(Self::of(base, to, format).filter(|form| form.stored > 0)?))
            }
            _ if !stored.has_pointers() && direct::swap(stored, memory).is_some() => {
                stored_size(stored, format)?; // as in memory, unless it has references of another size
                How::Bits(direct::swap(stored, memory)?)
            }
            (TypeDescriptor::Array { dims, base }, TypeDescriptor::Array { dims: wanted, base: to }) if dims == wanted => {
                How::Array(Box::new(Self::of(base, to, format).filter(|form| form.stored > 0)?))
            }
            (TypeDescriptor::Compound { members, .. }, TypeDescriptor::Compound { members: wanted, .. }) => {
                let (starts, _) = places(members, stored.size(), format)?;
                let member = |to: &Member| {
                    let (from, start) = members.iter().zip(&starts).find(|(from, _)| from.name == to.name)?;
                    Some((*start, to.offset, Self::of(&from.dtype, &to.dtype, format)?))
                };
                How::Members(joined(wanted.iter().map(member).collect::<Option<_>>()?))
            }
            _ => return None,
        };
        Some(Self { stored: stored_size(stored, format)?, memory: memory.size(), how })
    }

    /// Makes an element of a stored one. The memory is zeroed; what it points at is in the heaps, as they are now, or in the arena.
    pub(super) fn put(&self, stored: &[u8], memory: &mut [u8], heaps: &mut Heaps<'_>, arena: &mut Arena) -> Result<(), Trouble> {
        match &self.how {
            How::Bits(swap) => {
                memory.copy_from_slice(stored);
                if swap.is_some() {
                    memory.reverse();
                }
            }
            How::Text => {
                let Some((len, object)) = heaps.follow(stored)? else { return Ok(()) };
                let text = object.bytes().get(..len).ok_or(Trouble::Broken)?;
                let start = if object.has_nul_at(len) {
                    text.as_ptr()
                } else {
                    let room = arena.room(len.checked_add(1).ok_or(Trouble::Broken)?);
                    room[..len].copy_from_slice(text);
                    room.as_ptr()
                };
                write(memory, start);
            }
            How::Sequence(each) => {
                let Some((len, object)) = heaps.follow(stored)? else { return Ok(()) };
                let elements = len.checked_mul(each.stored).and_then(|size| object.bytes().get(..size)).ok_or(Trouble::Broken)?;
                let data = if let How::Bits(None) = each.how {
                    elements.as_ptr()
                } else {
                    let size = len.checked_mul(each.memory).ok_or(Trouble::Broken)?;
                    let start = arena.room(size).as_mut_ptr();
                    // SAFETY: the arena keeps the room in place and gives it out once, so nothing else refers to it while elements go in
                    let room = unsafe { std::slice::from_raw_parts_mut(start, size) };
                    each.put_all(elements, room, heaps, arena)?;
                    start.cast_const()
                };
                write(memory, Sequence { len, data });
            }
            How::Array(each) => each.put_all(stored, memory, heaps, arena)?,
            How::Members(members) => members.iter().try_for_each(|(from, to, form)| {
                let stored = stored.get(*from..from + form.stored).ok_or(Trouble::Broken)?;
                form.put(stored, &mut memory[*to..to + form.memory], heaps, arena)
            })?,
        }
        Ok(())
    }

    /// The same of elements that lie one after the other.
    fn put_all(&self, stored: &[u8], memory: &mut [u8], heaps: &mut Heaps<'_>, arena: &mut Arena) -> Result<(), Trouble> {
        let mut elements = stored.chunks_exact(self.stored).enumerate();
        elements.try_for_each(|(n, stored)| self.put(stored, &mut memory[n * self.memory..][..self.memory], heaps, arena))
    }
}

/// Members that lie one after the other on both sides, and are the same bytes, as one.
fn joined(members: Vec<(usize, usize, Form)>) -> Vec<(usize, usize, Form)> {
    let mut joined: Vec<(usize, usize, Form)> = Vec::with_capacity(members.len());
    for (from, to, form) in members {
        match joined.last_mut() {
            Some((start, at, Form { stored, memory, how: How::Bits(None) }))
                if matches!(form.how, How::Bits(None)) && *start + *stored == from && *at + *memory == to =>
            {
                (*stored, *memory) = (*stored + form.stored, *memory + form.memory);
            }
            _ => joined.push((from, to, form)),
        }
    }
    joined
}

/// Puts what the library would into the room for it.
fn write<T: Copy>(room: &mut [u8], value: T) {
    assert_eq!(room.len(), size_of::<T>(), "room for it");
    // SAFETY: the room has the value's size, and need not be aligned
    unsafe { room.as_mut_ptr().cast::<T>().write_unaligned(value) };
}

/// Bytes of a stored element. The library tells of a type as memory has it, where pointers stand for what files have.
pub(crate) fn stored_size(dtype: &TypeDescriptor, format: &Format) -> Option<usize> {
    match dtype {
        TypeDescriptor::String(StringType { size: None, .. }) | TypeDescriptor::VarLen(_) => Some(format.pointer()),
        // an address, which memory has eight bytes for
        TypeDescriptor::Reference(ReferenceKind::Object | ReferenceKind::Region) => (format.address == 8).then(|| dtype.size()),
        TypeDescriptor::Reference(ReferenceKind::Standard) => None,
        TypeDescriptor::Array { dims, base } => dims.iter().try_fold(stored_size(base, format)?, |size, &dim| size.checked_mul(dim)),
        TypeDescriptor::Compound { size, members } => places(members, *size, format).map(|(_, size)| size),
        _ => Some(dtype.size()),
    }
}

/// Where the members of a compound of `size` bytes begin in the file, and the bytes of an element there: the library has moved each by as
/// much as those before it have other sizes in memory.
fn places(members: &[Member], size: usize, format: &Format) -> Option<(Vec<usize>, usize)> {
    let lens: Vec<usize> = members.iter().map(|member| stored_size(&member.dtype, format)).collect::<Option<_>>()?;
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.sort_by_key(|&n| members[n].offset);
    let mut starts = vec![0; members.len()];
    let (mut less, mut more) = (0usize, 0usize);
    for n in order {
        let Member { offset, dtype, .. } = &members[n];
        starts[n] = offset.checked_add(more)?.checked_sub(less)?;
        (less, more) = (less.checked_add(dtype.size())?, more.checked_add(lens[n])?);
    }
    let size = size.checked_add(more)?.checked_sub(less)?;
    let fit = starts.iter().zip(&lens).all(|(start, len)| start.checked_add(*len).is_some_and(|end| end <= size));
    fit.then_some((starts, size))
}

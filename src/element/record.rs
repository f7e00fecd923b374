//! Structs and tuples: compounds, whose members are matched with the fields by name.
//!
//! Where every field's memory stands for the field as it is, the library is asked for the struct's own layout and fills it in bulk.
//! Else the members lie one after the other, and each value is made field by field. What `#[derive(H5Type)]` writes is built on these.
use std::{borrow::Cow, ops::Range};

use super::{Arena, Bad, Check, H5Type, Mismatch, Read, Reader, Write, Writer, short_name};
use crate::datatype::{Member, TypeDescriptor};

/// The type made in a file: the members in the order of the fields, without gaps.
pub fn compound(fields: impl IntoIterator<Item = (&'static str, TypeDescriptor)>) -> TypeDescriptor {
    TypeDescriptor::packed(fields.into_iter().map(|(name, dtype)| (name.to_owned(), dtype)))
}

/// A compound type and the members that fields were matched with so far.
#[derive(Debug)]
struct Matched<'a> {
    stored: &'a TypeDescriptor,
    members: &'a [Member],
    of: String,
    /// Bytes of the struct.
    size: usize,
    /// Members of the memory type, at the fields' own offsets.
    placed: Vec<Member>,
    /// The same without gaps.
    packed: Vec<(String, TypeDescriptor)>,
    end: usize,
    in_place: bool,
}

impl<'a> Matched<'a> {
    fn of<S: H5Type>(stored: &'a TypeDescriptor) -> Result<Self, Mismatch> {
        let TypeDescriptor::Compound { members, .. } = stored else { return Err(Mismatch::new::<S>(stored)) };
        let (of, size) = (short_name::<S>(), size_of::<S>());
        Ok(Self { stored, members, of, size, placed: Vec::new(), packed: Vec::new(), end: 0, in_place: true })
    }

    /// The stored type of a field, if the compound has it.
    fn find(&self, name: &str) -> Option<&'a TypeDescriptor> {
        self.members.iter().find(|member| member.name == name).map(|member| &member.dtype)
    }

    fn missing(&self, name: &str) -> Mismatch {
        Mismatch { expected: format!("a member {name:?} of {}", self.of), found: self.stored.to_string() }
    }

    fn within(&self, name: &str, mismatch: Mismatch) -> Mismatch {
        Mismatch { expected: format!("{} as member {name:?} of {}", mismatch.expected, self.of), found: mismatch.found }
    }

    /// Adds a member to the memory type; where it lies if the members are packed.
    fn add(&mut self, name: &str, offset: usize, memory: TypeDescriptor, in_place: bool) -> usize {
        let at = self.end;
        self.end += memory.size();
        self.in_place &= in_place;
        self.packed.push((name.to_owned(), memory.clone()));
        self.placed.push(Member { name: name.to_owned(), offset, dtype: memory });
        at
    }

    fn placed(self) -> TypeDescriptor {
        TypeDescriptor::Compound { size: self.size, members: self.placed }
    }
}

/// A single array is no row of elements here: a member has no axes but those of its type.
fn fits<A: H5Type>(stored: &TypeDescriptor) -> Result<(), Mismatch> {
    let alike = matches!(stored, TypeDescriptor::Array { .. }) || A::inner_dims().is_empty();
    if alike { Ok(()) } else { Err(Mismatch::new::<A>(stored)) }
}

/// A compound that a struct is to be read from.
#[derive(Debug)]
pub struct ReadFields<'a>(Matched<'a>);

impl<'a> ReadFields<'a> {
    /// # Errors
    /// [`Mismatch`] for what is no compound.
    pub fn of<S: H5Type>(stored: &'a TypeDescriptor) -> Result<Self, Mismatch> {
        Matched::of::<S>(stored).map(Self)
    }

    /// Matches a field that lies `offset` bytes into the struct.
    ///
    /// # Errors
    /// [`Mismatch`] where the compound has no such member, unless the field's type says what its absence means.
    pub fn field<A: H5Type>(&mut self, name: &'static str, offset: usize) -> Result<ReadField<A>, Mismatch> {
        if self.0.find(name).is_none() && A::absent().is_none() {
            return Err(self.0.missing(name));
        }
        self.field_or(name, offset, || A::absent().expect("asked above"))
    }

    /// Matches a field that the compound may lack.
    ///
    /// # Errors
    /// [`Mismatch`] where the compound has such a member of another kind.
    pub fn field_or<A: H5Type>(&mut self, name: &'static str, offset: usize, absent: fn() -> A) -> Result<ReadField<A>, Mismatch> {
        let Some(stored) = self.0.find(name) else {
            self.skip();
            return Ok(ReadField { name, from: From::Nothing(absent) });
        };
        let reader = fits::<A>(stored).and_then(|()| A::reader(stored)).map_err(|mismatch| self.0.within(name, mismatch))?;
        let at = self.0.add(name, offset, reader.memory.clone(), reader.in_place());
        Ok(ReadField { name, from: From::Member { reader, offset, at } })
    }

    /// The struct has a field that is not in the file, so it cannot be filled as it is.
    pub fn skip(&mut self) {
        self.0.in_place = false;
    }

    /// Whether filled memory is the struct itself.
    pub fn in_place(&self) -> bool {
        self.0.in_place
    }

    /// Has the struct filled as it lies, and the fields checked.
    pub fn placed<S: H5Type>(self, checks: impl IntoIterator<Item = Option<FieldCheck>>) -> Reader<S> {
        let memory = self.0.placed();
        let checks: Vec<_> = checks.into_iter().flatten().collect();
        if checks.is_empty() {
            return Reader::bits(memory);
        }
        Reader::checked(memory, move |raw| {
            checks
                .iter()
                .try_for_each(|FieldCheck { name, start, end, check }| check(&raw[*start..*end]).map_err(|(_, bad)| named(name, bad)))
        })
    }

    /// Has each struct made of its packed members.
    pub fn decoded<S: H5Type>(self, decode: impl super::Decode<S> + 'static) -> Reader<S> {
        Reader::each(TypeDescriptor::packed(self.0.packed), decode)
    }
}

/// How a field is read.
#[derive(Debug)]
pub struct ReadField<A> {
    name: &'static str,
    from: From<A>,
}

#[derive(Debug)]
enum From<A> {
    /// Where it lies in the struct, and among packed members.
    Member {
        reader: Reader<A>,
        offset: usize,
        at: usize,
    },
    Nothing(fn() -> A),
}

/// What a field's bytes have to pass.
#[allow(missing_debug_implementations, reason = "a closure on its way from one call to the next")]
pub struct FieldCheck {
    name: &'static str,
    start: usize,
    end: usize,
    check: Check,
}

impl<A: H5Type> ReadField<A> {
    /// The field's check, where the struct is filled as it lies.
    pub fn check(self) -> Option<FieldCheck> {
        let From::Member { reader, offset, .. } = self.from else { return None };
        let Read::Checked(check) = reader.how else { return None };
        Some(FieldCheck { name: self.name, start: offset, end: offset + reader.memory.size(), check })
    }

    /// Makes the field's value.
    ///
    /// # Safety
    /// `raw` points at an element of the packed memory type, filled by the library.
    ///
    /// # Errors
    /// [`Bad`], which names the field.
    pub unsafe fn read(&self, raw: *const u8) -> Result<A, Bad> {
        match &self.from {
            // SAFETY: the caller's promise covers all members
            From::Member { reader, at, .. } => unsafe { reader.one(raw.add(*at)) }.map_err(|bad| named(self.name, bad)),
            From::Nothing(absent) => Ok(absent()),
        }
    }
}

/// What is wrong, and in which field.
fn named(field: &str, bad: Bad) -> Bad {
    match bad {
        Bad::Overflow { value, target } => Bad::Overflow { value, target: Cow::Owned(format!("{target} (member {field:?})")) },
        Bad::Invalid(what) => Bad::Invalid(format!("member {field:?}: {what}")),
    }
}

/// A compound that a struct is to be written to. Members that the struct does not name stay as they are in the file.
#[derive(Debug)]
pub struct WriteFields<'a>(Matched<'a>);

impl<'a> WriteFields<'a> {
    /// # Errors
    /// [`Mismatch`] for what is no compound.
    pub fn of<S: H5Type>(stored: &'a TypeDescriptor) -> Result<Self, Mismatch> {
        let mut matched = Matched::of::<S>(stored)?;
        // were the struct handed over as it lies, its padding could end up in the gaps of the file
        matched.in_place = stored.is_solid();
        Ok(Self(matched))
    }

    /// Matches a field that lies `offset` bytes into the struct.
    ///
    /// # Errors
    /// [`Mismatch`] where the compound has no such member: its values would be lost. Only a field that may be absent has to have one
    /// no sooner than there is a value.
    pub fn field<A: H5Type>(&mut self, name: &'static str, offset: usize) -> Result<WriteField<A>, Mismatch> {
        let Some(stored) = self.0.find(name) else {
            self.0.in_place = false;
            return if A::absent().is_some() { Ok(WriteField { name, to: None }) } else { Err(self.0.missing(name)) };
        };
        let writer = fits::<A>(stored).and_then(|()| A::writer(stored)).map_err(|mismatch| self.0.within(name, mismatch))?;
        let at = self.0.add(name, offset, writer.memory.clone(), matches!(writer.how, Write::Bits));
        let room = at..at + writer.memory.size();
        Ok(WriteField { name, to: Some((writer, room)) })
    }

    /// Whether the struct can be handed over as it lies.
    pub fn in_place(&self) -> bool {
        self.0.in_place
    }

    /// Hands the struct over as it lies.
    ///
    /// # Safety
    /// Each field that was matched lies in `S` at the offset that was given with it.
    pub unsafe fn placed<S: H5Type>(self) -> Writer<S> {
        // SAFETY: each member is a field whose writer takes its bytes as they are, at its offset by the caller's promise
        unsafe { Writer::bits(self.0.placed()) }
    }

    /// Puts each struct into packed members.
    pub fn encoded<S: H5Type>(self, encode: impl super::Encode<S> + 'static) -> Writer<S> {
        Writer::each(TypeDescriptor::packed(self.0.packed), encode)
    }
}

/// How a field is written.
#[derive(Debug)]
pub struct WriteField<A: H5Type> {
    name: &'static str,
    to: Option<(Writer<A::Borrowed>, Range<usize>)>,
}

impl<A: H5Type> WriteField<A> {
    /// Puts the field's value among the packed members.
    ///
    /// # Errors
    /// [`Bad`], which names the field.
    pub fn write(&self, value: &A, raw: &mut [u8], arena: &mut Arena) -> Result<(), Bad> {
        match &self.to {
            Some((writer, room)) => writer.one(value.borrow(), &mut raw[room.clone()], arena).map_err(|bad| named(self.name, bad)),
            None if value.is_absent() => Ok(()),
            None => Err(Bad::Invalid(format!("member {:?}, which the stored type has not got", self.name))),
        }
    }
}

/// The reader of a `repr(transparent)` struct: its only field's.
pub fn transparent_reader<S: H5Type, A: H5Type>(inner: Reader<A>, wrap: fn(A) -> S) -> Reader<S> {
    let Reader { memory, how } = inner;
    match how {
        Read::Bits => Reader::bits(memory),
        Read::Checked(check) => Reader::checked_together(memory, check),
        Read::Each(decode) => Reader::each(memory, move |raw: *const u8| {
            // SAFETY: the library has filled the element as the field's reader asked
            unsafe { decode.decode(raw) }.map(wrap)
        }),
    }
}

/// The writer of a `repr(transparent)` struct: its only field's.
///
/// # Safety
/// `S` is a `repr(transparent)` struct whose field of any size is an `A`.
pub unsafe fn transparent_writer<S: H5Type, A: H5Type>(inner: Writer<A::Borrowed>, field: fn(&S) -> &A) -> Writer<S> {
    let Writer { memory, how } = inner;
    match how {
        // SAFETY: the field is all of the value, by the caller's promise
        Write::Bits => unsafe { Writer::bits(memory) },
        Write::Each(encode) => {
            Writer::each(memory, move |value: &S, raw: &mut [u8], arena: &mut Arena| encode.encode(field(value).borrow(), raw, arena))
        }
    }
}

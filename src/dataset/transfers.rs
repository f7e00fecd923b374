//! Reads and writes: what each needs of the dataset, under the lock or without it.
use std::{
    borrow::Cow,
    cell::{Cell, RefCell},
    mem::take,
    sync::atomic::Ordering,
};

use once_cell::unsync;

use super::{Dataset, pieces::For};
use crate::{
    array::{AsArray, AsArrayMut, FromArray},
    dataspace::{Order, Picked, Selection},
    datatype::TypeDescriptor,
    direct::Direct,
    error::{At, Error, Result},
    filter,
    handle::{Held, Id, Moment},
    plist::TransferOptions,
    sys::{
        Api, DEFAULT,
        h5p::{Layout, Unwritten},
        h5z::Expected,
    },
    transfer::{Elements, Flat, Lies, PartOf, Sink, Source, Stored, Transfer},
};

/// What a transfer takes from the dataset.
struct Ready<'a> {
    stored: &'a Stored,
    space: Held<'a>,
    /// The lengths of the axes; `None` of a null dataspace.
    dims: Option<Cow<'a, [usize]>>,
    picked: Option<Picked>,
    /// Elements that were never written may stay as memory was.
    gaps: bool,
    /// Nothing was written before.
    fresh: bool,
    /// What decoding comes to.
    expected: Option<Expected>,
    flat: Option<Flat<'a>>,
    direct: Option<Direct<'a>>,
    /// How the library is to move it.
    options: Option<Id>,
}

/// What is to be moved.
pub(super) struct Move<'a> {
    /// All without.
    part: Option<&'a Selection>,
    what: For,
    /// The first that is written.
    fresh: bool,
    options: Option<&'a TransferOptions>,
}

impl<'a> Move<'a> {
    pub(super) fn of(part: Option<&'a Selection>, what: For) -> Self {
        Self { part, what, fresh: false, options: None }
    }
}

impl Dataset {
    pub(super) fn read_part<A: FromArray>(&self, part: Option<&Selection>, options: Option<&TransferOptions>) -> Result<A> {
        self.read_by(&Move { part, what: For::Reading, fresh: false, options }, &mut |transfer| A::from_source(&Source(transfer)))
    }

    pub(super) fn read_part_lossy<A: FromArray>(&self, part: Option<&Selection>, options: Option<&TransferOptions>) -> Result<A> {
        self.read_by(&Move { part, what: For::Reading, fresh: false, options }, &mut |transfer| A::from_source(&Source(transfer.lossily())))
    }

    pub(super) fn read_part_into<B: AsArrayMut + ?Sized>(
        &self,
        part: Option<&Selection>,
        buf: &mut B,
        options: Option<&TransferOptions>,
    ) -> Result<()> {
        self.read_by(&Move { part, what: For::Reading, fresh: false, options }, &mut |transfer| Source(transfer).fill_values(buf))
    }

    pub(super) fn write_part<A: AsArray + ?Sized>(
        &self,
        part: Option<&Selection>,
        data: &A,
        options: Option<&TransferOptions>,
    ) -> Result<()> {
        self.write_by(&Move { part, what: For::Writing, fresh: false, options }, data)
    }

    /// Writes all of a dataset that was just made.
    pub(super) fn write_first<A: AsArray + ?Sized>(&self, data: &A) -> Result<()> {
        self.write_by(&Move { part: None, what: For::Writing, fresh: true, options: None }, data)
    }

    fn write_by<A: AsArray + ?Sized>(&self, of: &Move<'_>, data: &A) -> Result<()> {
        let api = Api::lock()?;
        self.node.enter_to_write(&api)?;
        self.move_by(api, of, &mut |transfer| Sink(transfer).put(data, of.part.is_some()))
    }

    fn read_by<T>(&self, of: &Move<'_>, run: &mut dyn FnMut(Transfer<'_>) -> Result<T>) -> Result<T> {
        if let Some(read) = self.read_at_hand(of, run) {
            return read;
        }
        let api = Api::lock()?;
        self.node.enter(&api)?;
        self.move_by(api, of, run)
    }

    /// A read of a file that cannot change, once all is known of where the bytes are: without the lock.
    fn read_at_hand<T>(&self, of: &Move<'_>, run: &mut dyn FnMut(Transfer<'_>) -> Result<T>) -> Option<Result<T>> {
        let (known, part) = (&*self.known, of.part);
        let image = self.node.file.backing.fixed_image().filter(|_| known.in_its_file.get() == Some(&true))?;
        let (stored, fixed) = (known.stored.get()?, known.fixed.get()?);
        let dims = &fixed.dims;
        let (address, places) = (known.address.get(), known.places.get().and_then(Option::as_deref));
        if address.is_none() && places.is_none() || !part.is_none_or(Selection::is_of_axes) || of.options.is_some() {
            return None;
        }
        let mut read = || {
            self.node.check_open()?;
            let picked = part.map(|part| part.pick(dims, &|| self.place())).transpose()?;
            let region = picked.as_ref().and_then(|picked| picked.region.as_deref());
            let regular = picked.is_none() || region.is_some();
            let flat = address.map(|&address| Flat { from: Lies::Image(image), address });
            let cut = known.cut.get().and_then(Option::as_deref);
            let direct = places.zip(cut).filter(|_| regular).map(|(places, cut)| self.direct_of(image, cut, places, dims, region));
            let made = known.made_with.get();
            let gaps = made.is_some_and(|made| made.unwritten == Unwritten::Left);
            let expected = made.and_then(|made| made.expected);
            let ready = Ready {
                stored,
                space: Held::Lent(&fixed.space),
                dims: Some(dims.into()),
                picked,
                gaps,
                fresh: false,
                expected,
                flat,
                direct,
                options: None,
            };
            let read = self.run(ready, None, run);
            self.outcome(read)
        };
        Some(read())
    }

    /// Runs a transfer of the selected part, or of all. Where another thread has changed the file while the lock was given up for decoding
    /// or encoding, it is run again, and holds the lock throughout.
    pub(super) fn move_by<T>(&self, api: Api, of: &Move<'_>, run: &mut dyn FnMut(Transfer<'_>) -> Result<T>) -> Result<T> {
        let overtaken = Cell::new(false);
        let mut moved = self.transfer(api, of, Some(&overtaken), run);
        if overtaken.get() {
            let api = Api::lock()?;
            self.node.enter(&api)?;
            moved = self.transfer(api, of, None, run);
        }
        self.outcome(moved)
    }

    /// Runs a transfer under the lock, which it may give up only where it is told how to say that it was overtaken.
    fn transfer<T>(
        &self,
        api: Api,
        &Move { part, what, fresh, options }: &Move<'_>,
        overtaken: Option<&Cell<bool>>,
        run: &mut dyn FnMut(Transfer<'_>) -> Result<T>,
    ) -> Result<T> {
        let stored = self.stored(&api)?;
        let (space, dims) = self.space(&api)?;
        self.check_outside(&api, what)?;
        let picked = match (part, &dims) {
            (Some(part), Some(dims)) => Some(part.pick(dims, &|| self.place())?),
            _ => None,
        };
        if what == For::Writing && self.known.written.swap(true, Ordering::Relaxed) {
            self.is_whole(&api);
        }
        let options = match options {
            Some(options) => {
                let dtype = stored.descriptor(&api).at("describe the type of", || self.place())?;
                Some(options.apply(&api, !matches!(*dtype, TypeDescriptor::Float(_)), &|| self.place())?)
            }
            None => None,
        };
        let flat = if options.is_some() { None } else { self.flat(&api)? };
        let direct = match (&dims, &picked) {
            _ if flat.is_some() || options.is_some() => None,
            (Some(dims), None) => self.direct(&api, dims, None, what, overtaken)?,
            (Some(dims), Some(Picked { region: Some(region), .. })) => self.direct(&api, dims, Some(region), what, overtaken)?,
            _ => None,
        };
        let gaps = match &dims {
            _ if what == For::Writing || !self.has_gaps(&api)? => false,
            Some(dims) if picked.is_none() && direct.is_none() => !self.has_all_chunks(&api, dims)?,
            _ => true,
        };
        // filters of features are registered by now: only chunks have any, and those never lie in one piece
        let unfiltered = self.known.unfiltered || self.known.address.get().is_some();
        let made = if unfiltered { None } else { Some(self.made_with(&api)?) };
        if what == For::Writing && direct.is_none() && made.is_some_and(|made| made.layout == Layout::Virtual || !made.filters.is_empty()) {
            self.node.file.encode_later(&api);
        }
        let expected = made.and_then(|made| made.expected);
        self.run(Ready { stored, space, dims, picked, gaps, fresh, expected, flat, direct, options }, Some(api), run)
    }

    fn run<T>(&self, ready: Ready<'_>, api: Option<Api>, run: &mut dyn FnMut(Transfer<'_>) -> Result<T>) -> Result<T> {
        let Ready { stored, space, dims, picked, gaps, fresh, expected, flat, direct, options } = ready;
        let (shape, order, selected) = match (dims, picked) {
            (Some(dims), Some(mut picked)) => (Some(Cow::Owned(take(&mut picked.shape))), take(&mut picked.order), Some((dims, picked))),
            (dims, _) => (dims, Order::default(), None),
        };
        let since = api.as_ref().map(Moment::now);
        let mut part = PartOf::new(&self.node, space, selected, since, &self.known.kept);
        (part.gaps, part.fresh, part.flat, part.direct, part.expected) = (gaps, fresh, flat, direct, expected);
        part.options = options.as_ref().map_or(DEFAULT, Id::raw);
        let elements = Elements::OfDataset(part);
        let place = || self.place();
        let shape = unsync::OnceCell::with_value(shape);
        run(Transfer { lock: RefCell::new(api), elements, stored, shape, order, lossy: false, place: &place })
    }

    /// What a transfer came to: the storage's reason or a missing filter before libhdf5's words for it.
    fn outcome<T>(&self, result: Result<T>) -> Result<T> {
        let result = self.node.file.outcome(result);
        if matches!(&result, Err(Error::Library { stack, .. }) if stack.is_of_filters()) {
            let api = Api::lock()?;
            for filter in &self.made_with(&api)?.filters {
                if !filter::availability(&api, filter.id()).at("look for a filter of", || self.place())?.decodes {
                    return Err(filter::unavailable(filter, self.place()));
                }
            }
        }
        result
    }
}

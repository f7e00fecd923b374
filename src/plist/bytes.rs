//! Lists of properties as bytes.
//!
//! libhdf5 reads encoded lists without being told their length, and believes what they say. So they end in a mark of this crate's, which
//! libhdf5 does not look at: their length and a checksum. Bytes without it are refused.
use super::{CopyOptions, DatasetAccess, DatasetCreate, FileCreate, GroupCreate, TransferOptions};
use crate::{
    error::{At, Error, Result},
    handle::Id,
    sys::{
        Api,
        h5p::{self, Class},
    },
};

const MARK: &[u8; 8] = b"h5mem\0\0\x01";
const TRAILER: usize = MARK.len() + 16;

/// A list as bytes (`H5Pencode`), with the mark.
pub(crate) fn encode(api: &Api, list: &Id) -> Result<Vec<u8>> {
    let mut bytes = h5p::encode(api, list.raw()).at("encode", "a property list")?;
    let (len, sum) = (bytes.len() as u64, checksum(&bytes));
    bytes.extend(MARK);
    bytes.extend(len.to_le_bytes());
    bytes.extend(sum.to_le_bytes());
    Ok(bytes)
}

/// The list that bytes are of, and they without the mark (`H5Pdecode`).
pub(crate) fn decode<'b>(api: &Api, bytes: &'b [u8], class: Class) -> Result<(Id, &'b [u8])> {
    let refused = |what: &str| Error::invalid("an encoded property list", what);
    let (list, trailer) = bytes.split_at_checked(bytes.len().wrapping_sub(TRAILER)).ok_or_else(|| refused("too few bytes"))?;
    let (mark, numbers) = trailer.split_at(MARK.len());
    let (len, sum) = numbers.split_at(8);
    if mark != MARK || len != (list.len() as u64).to_le_bytes() || sum != checksum(list).to_le_bytes() {
        return Err(refused("bytes that are not of a list that this crate encoded, or not all of them"));
    }
    Ok((h5p::decode(api, list, class).at("decode", "a property list")?, list))
}

/// FNV-1a: tells what was cut, mixed up or flipped.
fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |sum, &byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A struct that stands for a list.
trait List: Sized {
    const CLASS: Class;
    /// Whether libhdf5 puts all of it into the bytes.
    fn check(&self) -> Result<()> {
        Ok(())
    }
    fn list(&self, api: &Api) -> Result<Id>;
    fn read(api: &Api, list: &Id, bytes: &[u8]) -> Result<Self>;
}

impl List for FileCreate {
    const CLASS: Class = Class::FileCreate;
    fn list(&self, api: &Api) -> Result<Id> {
        self.apply(api).at("set up", "a file")
    }
    fn read(api: &Api, list: &Id, _: &[u8]) -> Result<Self> {
        Self::of(api, list.raw()).at("read", "a property list")
    }
}

impl List for GroupCreate {
    const CLASS: Class = Class::GroupCreate;
    fn list(&self, api: &Api) -> Result<Id> {
        self.apply(api).at("set up", "a group")
    }
    fn read(api: &Api, list: &Id, _: &[u8]) -> Result<Self> {
        Self::of(api, list.raw()).at("read", "a property list")
    }
}

impl List for DatasetCreate {
    const CLASS: Class = Class::DatasetCreate;
    fn check(&self) -> Result<()> {
        match self.unfiltered_edges {
            true => Err(Error::unsupported("chunks with unfiltered edges as bytes", "a libhdf5 that encodes them, which none does")),
            false => Ok(()),
        }
    }
    fn list(&self, api: &Api) -> Result<Id> {
        self.apply(api)
    }
    fn read(api: &Api, list: &Id, _: &[u8]) -> Result<Self> {
        Self::of(api, list.raw()).at("read", "a property list")
    }
}

impl List for DatasetAccess {
    const CLASS: Class = Class::DatasetAccess;
    fn list(&self, api: &Api) -> Result<Id> {
        self.apply(api, "a dataset")
    }
    fn read(api: &Api, list: &Id, _: &[u8]) -> Result<Self> {
        Self::of(api, list.raw()).at("read", "a property list")
    }
}

impl List for CopyOptions {
    const CLASS: Class = Class::ObjectCopy;
    fn list(&self, api: &Api) -> Result<Id> {
        self.apply(api)
    }
    fn read(api: &Api, list: &Id, bytes: &[u8]) -> Result<Self> {
        Self::of(api, list.raw(), bytes).at("read", "a property list")
    }
}

impl List for TransferOptions {
    const CLASS: Class = Class::Transfer;
    fn list(&self, api: &Api) -> Result<Id> {
        self.apply(api, false, &|| "a transfer".to_owned())
    }
    fn read(api: &Api, list: &Id, _: &[u8]) -> Result<Self> {
        Self::of(api, list.raw()).at("read", "a property list")
    }
}

/// The same methods for each; a function cannot give a type its own.
macro_rules! encoded {
    ($($list:ident),*) => {$(
        impl $list {
            /// As bytes (`H5Pencode`), for another process or a file, which [`decode`](Self::decode) reads.
            ///
            /// # Errors
            /// `InvalidValue`, `Unsupported` and `Library` for settings HDF5 does not allow, or cannot have alone.
            pub fn encode(&self) -> Result<Vec<u8>> {
                self.check()?;
                let api = Api::lock()?;
                encode(&api, &self.list(&api)?)
            }

            /// From the bytes that [`encode`](Self::encode) made (`H5Pdecode`), with a value for every setting.
            ///
            /// The bytes end in a mark of this crate, without which they are refused: libhdf5 believes what they say.
            ///
            /// # Errors
            /// `InvalidValue` for other bytes, `Library` for a list of another kind.
            pub fn decode(bytes: &[u8]) -> Result<Self> {
                let api = Api::lock()?;
                let (list, bytes) = decode(&api, bytes, Self::CLASS)?;
                Self::read(&api, &list, bytes)
            }
        }
    )*};
}

encoded!(FileCreate, GroupCreate, DatasetCreate, DatasetAccess, TransferOptions, CopyOptions);

//! How a file is opened, as bytes.
use super::{Driver, ExternalLinks, FileAccess};
use crate::{
    error::{At, Error, Result},
    plist::bytes,
    sys::{Api, h5p::Class},
};

impl FileAccess {
    /// Its settings as bytes (`H5Pencode`), for another process or a file, which [`decode`](Self::decode) reads.
    ///
    /// # Errors
    /// `Unsupported` for another driver than SEC2, and with rules for external links: neither is part of the bytes.
    pub fn encode(&self) -> Result<Vec<u8>> {
        if self.driver != Driver::Sec2 {
            return Err(Error::unsupported(format!("settings of the {} driver as bytes", self.driver.name()), "`FileAccess::sec2()`"));
        }
        if self.external_links != ExternalLinks::default() {
            return Err(Error::unsupported("rules for external links as bytes", "`ExternalLinks::default()`"));
        }
        let api = Api::lock()?;
        bytes::encode(&api, &self.apply(&api)?)
    }

    /// The settings that [`encode`](Self::encode) made bytes of (`H5Pdecode`), with a value for each, on SEC2.
    ///
    /// The bytes end in a mark of this crate, without which they are refused: libhdf5 believes what they say.
    ///
    /// # Errors
    /// `InvalidValue` for other bytes, `Library` for a list of another kind.
    pub fn decode(bytes: &[u8]) -> Result<Self> {
        let api = Api::lock()?;
        let (list, _) = bytes::decode(&api, bytes, Class::FileAccess)?;
        Self::of(&api, list.raw(), Driver::Sec2, ExternalLinks::default()).at("read", "a property list")
    }
}

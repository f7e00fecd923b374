//! Files on our own driver.
use std::{ffi::CString, sync::Arc};

use super::File;
use crate::{
    driver::{
        FileAccess, Held,
        medium::{Medium, Session},
        mended, session_name,
        storage::Stored,
        store::Store,
        superblock::{self, Flaw},
        vfd::{self, ALIGNED},
    },
    error::{At, Error, Result},
    handle::OpenFile,
    image::Image,
    plist::FileCreate,
    sys::{
        Api,
        h5f::{self, Open},
    },
};

/// What is to become of the bytes.
pub(super) enum Begin {
    Create(FileCreate),
    Open(Open),
}

impl File {
    /// A new, empty file in memory.
    ///
    /// # Errors
    /// `Unsupported` when libhdf5 is not the one compiled for.
    pub fn in_memory() -> Result<Self> {
        in_memory(&FileAccess::memory(), None, FileCreate::new())
    }
}

/// A new file in memory, under a name for messages.
pub(super) fn in_memory(access: &FileAccess, label: Option<String>, create: FileCreate) -> Result<File> {
    on_store(access, Store::empty(), label, Begin::Create(create))
}

/// A file over the bytes of an image.
pub(super) fn on_image(access: &FileAccess, image: Image, label: Option<String>, how: Open) -> Result<File> {
    let name = session_name();
    let label = label.unwrap_or_else(|| label_of(&name));
    let image = mended(image);
    superblock::inspect(&image).map_err(|flaw| flawed(&label, &flaw))?;
    let fixed = (how == Open::ReadOnly).then(|| image.clone());
    begin(access, name, Arc::new(Store::from_image(image)), fixed, label, Begin::Open(how))
}

/// A file over a store of its own.
pub(super) fn on_store(access: &FileAccess, store: Store, label: Option<String>, how: Begin) -> Result<File> {
    let name = session_name();
    let label = label.unwrap_or_else(|| label_of(&name));
    begin(access, name, Arc::new(store), None, label, how)
}

fn begin(access: &FileAccess, name: CString, store: Arc<Store>, fixed: Option<Image>, label: String, how: Begin) -> Result<File> {
    let medium: Arc<dyn Medium> = Arc::clone(&store) as _;
    let paged = access.page_buffer.is_some_and(|(bytes, ..)| bytes > 0);
    let extends = ALIGNED.checked_rem(access.alignment.1) == Some(0);
    on_medium(access, name, medium, label, how, |session| Held { session, store: Some(store), fixed, paged, extends })
}

/// A file over a user's storage.
pub(super) fn on_storage(access: &FileAccess, storage: &Arc<Stored>, label: String, how: Begin) -> Result<File> {
    let medium: Arc<dyn Medium> = Arc::clone(storage) as _;
    on_medium(access, session_name(), medium, label, how, |session| Held {
        session,
        store: None,
        fixed: None,
        paged: false,
        extends: false,
    })
}

fn on_medium(
    access: &FileAccess,
    name: CString,
    medium: Arc<dyn Medium>,
    label: String,
    how: Begin,
    held: impl FnOnce(Arc<Session>) -> Held,
) -> Result<File> {
    let read_only = matches!(how, Begin::Open(Open::ReadOnly));
    let session = Session::new(name, medium, read_only);
    let api = Api::lock()?;
    let fapl = access.apply(&api)?;
    let settings = access.settings(&api, session.name(), matches!(how, Begin::Create(_)))?;
    vfd::apply(&api, fapl.raw(), &session, access.allocation()).at("set up", &label)?;
    let opened = match how {
        Begin::Create(create) => {
            let fcpl = create.apply(&api).at("set up", &label)?;
            h5f::create(&api, session.name(), false, fcpl.raw(), fapl.raw()).at("create", &label)
        }
        Begin::Open(how) => h5f::open(&api, session.name(), how, fapl.raw()).at("open", &label),
    };
    let backing = held(Arc::clone(&session));
    match opened {
        Ok(raw) => {
            let file = OpenFile::own(&api, raw, read_only, settings, label, Box::new(backing));
            file.storage_state()?;
            Ok(File::of(file))
        }
        Err(error) => {
            if let Some(payload) = session.take_panic() {
                std::panic::resume_unwind(payload);
            }
            Err(session.trouble().map_or(error, |trouble| Error::io(&label, trouble)))
        }
    }
}

/// What messages call a file without a name: "in-memory file 7".
fn label_of(name: &std::ffi::CStr) -> String {
    format!("in-memory file {}", name.to_string_lossy().rsplit('/').next().unwrap_or("?"))
}

/// What is wrong with bytes that are no HDF5 file.
pub(super) fn flawed(label: &str, flaw: &Flaw) -> Error {
    let path = label.to_owned();
    match flaw {
        Flaw::Truncated { len, expected } => Error::Truncated { path, len: *len, expected: *expected },
        other => Error::NotHdf5 { path, reason: other.to_string() },
    }
}

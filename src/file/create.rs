//! New files.
use std::{ffi::CStr, fs, io, path::Path};

use super::{
    File,
    lock::Locking,
    memory::{self, Begin},
    open::{beside, label},
};
use crate::{
    driver::{Driver, FileAccess, Spread, medium::Medium},
    error::{At, Error, Result},
    handle::Id,
    name,
    plist::FileCreate,
    sys::{Api, Called, h5f, h5g, h5o, hid_t},
};

/// How often a file is emptied anew because another process made one in it meanwhile, and closed it.
const TRIES: u32 = 3;

/// What is made: its path and its properties.
struct New<'a> {
    path: &'a Path,
    c_path: &'a CStr,
    label: &'a str,
    fcpl: Id,
    fapl: Id,
}

impl FileAccess {
    pub(super) fn create_as(&self, path: &Path, create: FileCreate, exclusive: bool) -> Result<File> {
        let label = label(path);
        let c_path = match &self.driver {
            Driver::Memory => return memory::in_memory(self, Some(label), create),
            Driver::Storage(storage) => {
                if exclusive && storage.len().map_err(|error| Error::io(&label, error))? > 0 {
                    return Err(Error::AlreadyExists { path: label });
                }
                return memory::on_storage(self, storage, label, Begin::Create(create));
            }
            // the path is not to be looked at, and another such file may have the same
            Driver::Core(core) if !core.backing_store => beside(path)?,
            _ => name::c_path(path)?,
        };
        let api = Api::lock()?;
        let fapl = self.with_driver(&api)?;
        let fcpl = create.apply(&api).at("set up", &label)?;
        let settings = self.settings(&api, &c_path, true)?;
        let new = New { path, c_path: &c_path, label: &label, fcpl, fapl };
        let raw = if exclusive { self.make(&api, &new, true) } else { self.make_over(&api, &new) }?;
        let on_disk = self.driver.files(path).first().and_then(|_| self.file_id(path)); // CORE's path may be but a name
        Ok(Self::own(&api, raw, false, settings, label, on_disk))
    }

    /// Creates a file where one may be, which is locked before it is emptied.
    ///
    /// libhdf5 empties first and locks afterwards. So a file that is there is emptied here, under a lock, and opened by libhdf5, which makes a new
    /// file of one without a byte; a file that is not there is created by nobody else. Only files in several parts are created as libhdf5 does
    /// it, after a look at the locks of each.
    fn make_over(&self, api: &Api, new: &New<'_>) -> Result<hid_t> {
        let locking = Locking::of(api, new.fapl.raw(), new.label)?;
        let of_one_file = match &self.driver {
            Driver::Core(core) => core.backing_store,
            Driver::Spread(spread) => matches!(spread, Spread::Log { .. }),
            _ => true,
        };
        for _ in 0..if of_one_file && locking.is_on() { TRIES } else { 0 } {
            if !is_there(new.path) {
                match self.make(api, new, true) {
                    Err(Error::AlreadyExists { .. }) => continue, // by now
                    made => return made,
                }
            }
            if !locking.empty(new.path)? {
                break; // libhdf5 will say why
            }
            let opened = h5f::open_as_new(api, new.c_path, new.fcpl.raw(), new.fapl.raw());
            let raw = opened.at("create", new.label).map_err(|error| self.uncreated(new, false, error))?;
            if is_new(api, raw, &new.fcpl).at("look at", new.label)? {
                return Ok(raw);
            }
            h5f::close(api, raw).at("close", new.label)?;
        }
        locking.check(self, new.path)?; // last, so that little time is left for another to lock it
        self.make(api, new, false)
    }

    fn make(&self, api: &Api, new: &New<'_>, exclusive: bool) -> Result<hid_t> {
        let created = h5f::create(api, new.c_path, exclusive, new.fcpl.raw(), new.fapl.raw()).at("create", new.label);
        created.map_err(|error| self.uncreated(new, exclusive, error))
    }

    /// Why a file could not be created.
    #[cold]
    fn uncreated(&self, new: &New<'_>, exclusive: bool, error: Error) -> Error {
        let path = self.driver.on_disk(new.path);
        let directory = path.parent().filter(|directory| !directory.as_os_str().is_empty());
        match error {
            Error::Library { .. } if exclusive && path.exists() => Error::AlreadyExists { path: new.label.to_owned() },
            Error::Library { .. } if directory.is_some_and(|directory| !directory.exists()) => {
                Error::NotFound { path: new.label.to_owned() }
            }
            other => other,
        }
    }
}

/// Whether there is anything at a path; a symbolic link that leads nowhere is nothing.
fn is_there(path: &Path) -> bool {
    !matches!(fs::metadata(path), Err(error) if error.kind() == io::ErrorKind::NotFound)
}

/// Whether a file that was opened is what would have been created.
fn is_new(api: &Api, file: hid_t, fcpl: &Id) -> Called<bool> {
    let made = h5f::get_create_plist(api, file)?;
    let alike = FileCreate::of(api, made.raw())? == FileCreate::of(api, fcpl.raw())?;
    Ok(alike && h5g::len(api, file)? == 0 && h5o::get_info(api, file)?.attributes == 0)
}

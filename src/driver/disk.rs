//! libhdf5's drivers that spread a file over several, or log what happens to it.
use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

use super::{Driver, FileAccess};
use crate::{
    error::{At, Error, Result},
    handle::Id,
    name::CName,
    sys::{Api, h5p, hid_t},
};

/// What the log driver writes down (`H5FD_LOG_*`), joined with `|`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LogFlags(u64);

impl LogFlags {
    /// Where is read, written and sought.
    pub const LOCATIONS: Self = Self(h5p::LOG_LOC_IO);
    /// How many calls of each kind there are.
    pub const COUNTS: Self = Self(h5p::LOG_NUM_IO);
    /// How long they take.
    pub const TIMES: Self = Self(h5p::LOG_TIME_IO);
    /// What is allocated and freed.
    pub const SPACE: Self = Self(h5p::LOG_SPACE);
    /// Everything.
    pub const ALL: Self = Self(h5p::LOG_ALL);
}

impl std::ops::BitOr for LogFlags {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// One of the drivers here, with what it is told.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Spread {
    Log { file: PathBuf, flags: LogFlags, buffer: usize },
    Family { member_size: u64, members: Box<FileAccess> },
    Split { meta: (String, Box<FileAccess>), raw: (String, Box<FileAccess>) },
    Multi { relaxed: bool },
}

impl FileAccess {
    /// POSIX files, with a log of what is done to them in the file `log` (`H5Pset_fapl_log`). `buffer` is the size in bytes that libhdf5 is
    /// given for counters of single bytes, which no flag here asks for: it writes past them where a file is longer.
    pub fn log(log: impl AsRef<Path>, flags: LogFlags, buffer: usize) -> Self {
        Self::with(Driver::Spread(Spread::Log { file: log.as_ref().to_owned(), flags, buffer }))
    }

    /// A file cut into pieces of `member_size` bytes (`H5Pset_fapl_family`); 0, when opening, takes the size of the first. The path holds a
    /// `%d` for the number of the piece; `members` is how each of them is opened.
    pub fn family(member_size: u64, members: Self) -> Self {
        Self::with(Driver::Spread(Spread::Family { member_size, members: Box::new(members) }))
    }

    /// Metadata in one file and raw data in another (`H5Pset_fapl_split`): the path with the one or the other extension, where a `%s` stands
    /// for the path.
    pub fn split(meta_extension: &str, meta: Self, raw_extension: &str, raw: Self) -> Self {
        let (meta, raw) = ((meta_extension.to_owned(), Box::new(meta)), (raw_extension.to_owned(), Box::new(raw)));
        Self::with(Driver::Spread(Spread::Split { meta, raw }))
    }

    /// Each kind of metadata, and raw data, in a file of its own: the path with `-s.h5`, `-b.h5`, `-r.h5`, `-g.h5`, `-l.h5` and `-o.h5`
    /// (`H5Pset_fapl_multi`). `relaxed` allows to open what lacks some of them.
    pub fn multi(relaxed: bool) -> Self {
        Self::with(Driver::Spread(Spread::Multi { relaxed }))
    }
}

impl Spread {
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Log { .. } => "log",
            Self::Family { .. } => "family",
            Self::Split { .. } => "split",
            Self::Multi { .. } => "multi",
        }
    }

    /// The file on disk that is there when the whole is.
    pub(crate) fn first_file(&self, path: &Path) -> PathBuf {
        let with = |extension: &str| match extension.split_once("%s") {
            None => joined([path.as_os_str().to_owned(), extension.into()]),
            Some((before, behind)) => joined([before.into(), path.as_os_str().to_owned(), behind.into()]),
        };
        match self {
            Self::Log { .. } => path.to_owned(),
            Self::Family { .. } => PathBuf::from(path.to_string_lossy().replacen("%d", "0", 1)),
            Self::Split { meta, .. } => with(&meta.0),
            Self::Multi { .. } => with("-s.h5"),
        }
    }

    pub(crate) fn apply(&self, api: &Api, fapl: hid_t) -> Result<()> {
        let set = match self {
            Self::Log { file, flags, buffer } => {
                let name = CName::new(&file.to_string_lossy())?;
                h5p::set_fapl_log(api, fapl, name.as_c_str(), flags.0, *buffer)
            }
            Self::Family { member_size, members } => h5p::set_fapl_family(api, fapl, *member_size, member(api, members, self)?.raw()),
            Self::Split { meta, raw } => {
                let (meta_list, raw_list) = (member(api, &meta.1, self)?, member(api, &raw.1, self)?);
                let (meta_name, raw_name) = (CName::new(&meta.0)?, CName::new(&raw.0)?);
                h5p::set_fapl_split(api, fapl, (meta_name.as_c_str(), meta_list.raw()), (raw_name.as_c_str(), raw_list.raw()))
            }
            Self::Multi { relaxed } => h5p::set_fapl_multi(api, fapl, *relaxed),
        };
        set.at("set up", self.name())
    }
}

/// How a piece is opened: by a driver of libhdf5's own.
fn member(api: &Api, access: &FileAccess, of: &Spread) -> Result<Id> {
    match access.driver {
        Driver::Memory | Driver::Storage(_) => {
            let what = format!("a file on the {} driver in one on the {} driver", access.driver.name(), of.name());
            Err(Error::unsupported(what, "one of libhdf5's own drivers, such as `FileAccess::sec2()`"))
        }
        _ => access.with_driver(api),
    }
}

fn joined<const N: usize>(parts: [OsString; N]) -> PathBuf {
    PathBuf::from(parts.into_iter().fold(OsString::new(), |mut whole, part| {
        whole.push(part);
        whole
    }))
}

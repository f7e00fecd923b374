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

/// What the multi driver puts behind a path: superblock, B-trees, raw data, global heaps, local heaps, object headers.
const MULTI: [&str; 6] = ["-s.h5", "-b.h5", "-r.h5", "-g.h5", "-l.h5", "-o.h5"];

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
        match self {
            Self::Log { .. } => path.to_owned(),
            Self::Family { .. } => numbered(path, 0),
            Self::Split { meta, .. } => extended(path, &meta.0),
            Self::Multi { .. } => extended(path, "-s.h5"),
        }
    }

    /// The files on disk that hold a file of this path, as far as they are there.
    pub(super) fn files(&self, path: &Path) -> Vec<PathBuf> {
        match self {
            Self::Log { .. } => vec![path.to_owned()],
            Self::Family { members, .. } if numbered(path, 0) != numbered(path, 1) => {
                let there = (0..).map(|n| numbered(path, n)).take_while(|member| member.exists());
                there.flat_map(|member| members.driver.files(&member)).collect()
            }
            Self::Family { .. } => Vec::new(), // without a number libhdf5 refuses the name
            Self::Split { meta, raw } => {
                let files = |(extension, access): &(String, Box<FileAccess>)| access.driver.files(&extended(path, extension));
                [files(meta), files(raw)].concat()
            }
            Self::Multi { .. } => MULTI.iter().map(|extension| extended(path, extension)).collect(),
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

/// The path of a member of a split or multi file.
fn extended(path: &Path, extension: &str) -> PathBuf {
    let (before, behind) = extension.split_once("%s").unwrap_or(("", extension));
    let mut whole = OsString::from(before);
    whole.push(path);
    whole.push(behind);
    PathBuf::from(whole)
}

/// The path of a member of a family: the number stands where the path has `%d`, with zeros before it where that is `%03d`.
fn numbered(path: &Path, n: usize) -> PathBuf {
    let pattern = path.to_string_lossy();
    let mut parts = pattern.split('%');
    let mut whole = parts.next().expect("there is one part at least").to_owned();
    let mut done = false;
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let width = if digits == 0 { Ok(0) } else { part[..digits].parse::<u8>() };
        match (part[digits..].strip_prefix(['d', 'i', 'u']), width) {
            (Some(rest), Ok(width)) if !done => {
                done = true;
                let width = usize::from(width);
                whole += &if part.starts_with('0') { format!("{n:0width$}{rest}") } else { format!("{n:width$}{rest}") };
            }
            _ => whole = whole + "%" + part,
        }
    }
    PathBuf::from(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_have_their_names() {
        let member = |path: &str| numbered(Path::new(path), 7).to_str().unwrap().to_owned();
        assert_eq!(["a%d.h5", "a%05d", "%2d-%d", "100%", "%999d"].map(member), ["a7.h5", "a00007", " 7-%d", "100%", "%999d"]);
        assert_eq!(extended(Path::new("a"), "-m.h5"), Path::new("a-m.h5"));
        assert_eq!(extended(Path::new("a"), "x%s.meta"), Path::new("xa.meta"));
    }
}

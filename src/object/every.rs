//! What every kind of object can do.
use super::{Datatype, Object, Token, info};
use crate::{
    dataset::Dataset,
    error::{At, Error, Result},
    file::{File, linked},
    group::Group,
    handle::Node,
    name::{self, CName},
    object::ObjectInfo,
    plist::CopyOptions,
    sys::{Api, h5o},
};
use std::ffi::CString;

/// The same methods for each of the handles; a function cannot give a type its own.
macro_rules! every_object {
    ($($kind:ident),*) => {$(
        impl $kind {
            /// The file it is in (`H5Iget_file_id`): another one than its path began in, where that leads through a mount or an external link.
            ///
            /// A file behind an external link may be open otherwise, too. Here it is open as the link has opened it. Closing it closes what was
            /// opened through it; objects that the link led to stay open, and keep the file open. A handle of a file that was closed has that file.
            ///
            /// ```
            /// # use h5mem::{ExternalLinks, File, FileAccess, ObjectReference, Result};
            /// # fn main() -> Result<()> {
            /// let library = File::in_memory()?;
            /// let best = library.write("best", &[1, 2, 3])?.reference()?;
            /// library.write("choice", &best)?;
            /// # drop(best);
            /// let links = ExternalLinks::deny().image("library.h5", library.into_image()?);
            /// let file = FileAccess::memory().external_links(links).create("main")?;
            /// file.link_external("library", "library.h5", "/")?;
            /// let choice = file.dataset("library/choice")?;
            /// let best: ObjectReference = choice.read()?;
            /// assert_eq!(choice.file().dereference(&best)?.path()?, "/best"); // the reference is one of that file
            /// # Ok(()) }
            /// ```
            pub fn file(&self) -> File {
                linked::of_object(self.node())
            }

            /// What its header tells: links to it, attributes, times, sizes in bytes (`H5Oget_info`).
            ///
            /// # Errors
            /// `Closed`, `Library`.
            pub fn info(&self) -> Result<ObjectInfo> {
                info::info(self.node())
            }

            /// Which object it is, whatever its path: [`Group::open_token`](crate::Group::open_token) opens it again.
            ///
            /// # Errors
            /// `Closed`, `Library`.
            pub fn token(&self) -> Result<Token> {
                info::token(self.node())
            }

            /// Copies it with all below it and its attributes, into any group of any file that is open (`H5Ocopy`).
            ///
            /// # Errors
            /// `AlreadyExists`, `ReadOnly` for the group's file, `Closed`, `Library`.
            pub fn copy_to(&self, group: &Group, path: &str, options: &CopyOptions) -> Result<()> {
                group.copy_here(&Api::lock()?, self.node(), path, options)
            }

            /// Gives it one more name, in any group of its file: the first one, where it has none (`H5Olink`).
            ///
            /// # Errors
            /// `AlreadyExists`, `ReadOnly`, `Closed`, `InvalidValue` for a group of another file.
            pub fn link_as(&self, group: &Group, path: &str) -> Result<()> {
                let api = Api::lock()?;
                let raw = self.node().writable(&api)?;
                let to = group.node().writable(&api)?;
                let c_path = CName::of_new(path)?;
                let linked = h5o::link(&api, raw, to, c_path.as_c_str());
                group.made(&api, path, &c_path, linked).map_err(|error| match (&error, group.same_file(&api, self.node())) {
                    (Error::AlreadyExists { .. }, _) | (_, Ok(())) => error,
                    (_, Err(elsewhere)) => elsewhere,
                })
            }

            /// Its comment, a text that h5dump shows (`H5Oget_comment`).
            ///
            /// # Errors
            /// `Closed`, `Library`.
            pub fn comment(&self) -> Result<Option<String>> {
                comment(self.node())
            }

            /// Sets its comment; an empty one is none (`H5Oset_comment`). Attributes are what other programs look for.
            ///
            /// # Errors
            /// `InvalidValue` for a text with a NUL, `ReadOnly`, `Closed`, `Library` for one of more than 64 KiB.
            pub fn set_comment(&self, text: &str) -> Result<()> {
                set_comment(self.node(), text)
            }
        }
    )*};
}

every_object!(Group, Dataset, Datatype, Object);

fn comment(node: &Node) -> Result<Option<String>> {
    let api = Api::lock()?;
    let text = h5o::get_comment(&api, node.raw(&api)?).at("read the comment of", || node.place())?;
    Ok((!text.is_empty()).then(|| name::text(text)))
}

fn set_comment(node: &Node, text: &str) -> Result<()> {
    let api = Api::lock()?;
    let raw = node.writable(&api)?;
    let text = CString::new(&*name::bytes(text)).map_err(|_| Error::invalid(&node.place(), "a comment cannot hold a NUL"))?;
    node.file.outcome(h5o::set_comment(&api, raw, &text).at("comment", || node.place()))
}

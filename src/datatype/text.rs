//! Strings: how long, how they end, in which encoding.

/// Text of a fixed or of any length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StringType {
    /// Bytes of an element; `None` for variable length.
    pub size: Option<usize>,
    /// How a fixed string ends.
    pub padding: StringPadding,
    /// The encoding it claims.
    pub charset: Charset,
}

/// How a fixed string ends (`H5T_str_t`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StringPadding {
    /// At the first NUL.
    NullTerm,
    /// Before the trailing NULs.
    NullPad,
    /// Before the trailing spaces.
    SpacePad,
}

/// The encoding of text (`H5T_cset_t`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Charset {
    /// US ASCII.
    Ascii,
    /// UTF-8.
    Utf8,
}

impl StringType {
    /// UTF-8 of any length: what `String` is written as.
    pub const VARIABLE: Self = Self { size: None, padding: StringPadding::NullTerm, charset: Charset::Utf8 };

    /// UTF-8 in `size` bytes, the rest of them NULs.
    pub const fn fixed(size: usize) -> Self {
        Self { size: Some(size), padding: StringPadding::NullPad, charset: Charset::Utf8 }
    }
}

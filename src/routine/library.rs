//! All routines by id: built-in ones and the user's.

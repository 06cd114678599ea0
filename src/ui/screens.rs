//! The screens, one in each file or folder.

pub(crate) mod handbook;
pub(crate) mod home;
pub(crate) mod leave;
pub(crate) mod morning;
pub(crate) mod nights;
pub(crate) mod player;
pub(crate) mod relief;
pub(crate) mod routines;
pub(crate) mod safety;

//! The screens, one in each file or folder.

pub mod handbook;
pub mod home;
pub mod leave;
pub mod morning;
pub mod nights;
pub mod player;
pub mod relief;
pub mod routines;
pub mod safety;

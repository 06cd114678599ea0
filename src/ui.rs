//! What is seen and told, and how it reacts: a stack of screens, each with a board of what it
//! shows. One layout places a board on any window, one drawer draws it, the plain mode tells it.

pub mod announce;
pub(crate) mod app;
pub mod app_config;
pub(crate) mod area;
pub mod board;
mod calendar;
pub(crate) mod card;
mod chart;
pub(crate) mod details;
pub(crate) mod draw;
pub mod figure;
pub(crate) mod figure_view;
pub(crate) mod help;
pub mod keys;
pub mod layout;
pub(crate) mod lettering;
pub mod live_diary;
pub(crate) mod mark;
mod message;
mod notice;
pub(crate) mod page;
pub mod painter;
pub(crate) mod preview;
pub mod raster;
pub(crate) mod screen;
pub(crate) mod screens;
mod stack;
pub(crate) mod start;
mod teller;
pub mod theme;
pub(crate) mod time;
pub(crate) mod warnings;
pub(crate) mod window;
pub(crate) mod words;

pub use announce::Announcement;
pub use app::App;
pub use app_config::{AppConfig, InitialScreen, Width};
pub use message::{Effect, Extras, Msg, Sound};

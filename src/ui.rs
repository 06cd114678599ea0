//! What is seen and told, and how it reacts: a stack of screens, each with a board of what it
//! shows. One layout places a board on any window, one drawer draws it, the plain mode tells it.

pub mod announce;
pub mod app;
pub mod area;
pub mod board;
mod calendar;
pub mod card;
mod chart;
pub mod details;
pub mod draw;
pub mod figure;
pub mod figure_view;
pub mod help;
pub mod keys;
pub mod layout;
pub mod lettering;
pub mod live_diary;
pub mod mark;
mod message;
mod notice;
pub mod page;
pub mod painter;
pub mod preview;
pub mod raster;
pub mod screen;
pub mod screens;
pub mod setup;
mod stack;
pub mod start;
mod teller;
pub mod theme;
pub mod time;
pub mod warnings;
pub mod window;
pub mod words;

pub use announce::Announcement;
pub use app::App;
pub use message::{Effect, Extras, Msg, Sound};
pub use setup::{AppConfig, InitialScreen, Width};

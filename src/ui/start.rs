//! What starts: relief and routines, fitted to the safety answers.

use std::time::Duration;

use super::app_config::AppConfig;
use super::message::Effect;
use super::screen::Screen;
use super::screens::player::Player;
use super::screens::relief::ReliefScreen;
use crate::diary::Record;
use crate::diary::choice::CrampSide;
use crate::profile::{self, fit};
use crate::routine::{Muscle, Purpose, Routine, RoutineId};
use crate::session::relief::Spot;

/// What follows relief that names nothing else.
pub(crate) const AFTER_CRAMP: &str = "after-cramp";

#[derive(Debug, Clone)]
pub(crate) enum FirstScreen {
    /// Relief: a spot, or what the settings say.
    Relief(Option<Spot>),
    Routine(Box<Routine>),
    /// What relief offers after a cramp, or the usual, for the muscles that cramped.
    AfterCramp(Option<RoutineId>, Vec<Muscle>),
}

impl FirstScreen {
    /// Whether it goes on with a cramp.
    pub(crate) fn is_relief(&self) -> bool {
        match self {
            Self::Relief(_) => true,
            Self::Routine(routine) => routine.purpose == Purpose::Relief,
            Self::AfterCramp(..) => false,
        }
    }

    /// Its screen; `None` if it names a routine that is not there.
    pub(crate) fn screen(
        self,
        setup: &AppConfig,
        keyboard: bool,
        effects: &mut Vec<Effect>,
    ) -> Option<Box<dyn Screen>> {
        let findings = setup.findings();
        let library = &setup.library;
        let open = setup.under_way.open_cramp();
        let since = open.map_or(Duration::ZERO, |cramp| cramp.clock);
        let routine = match self {
            Self::Relief(spot) => {
                // In bed it is the same muscle that cramps.
                let same = open.filter(|_| spot.is_none_or(|spot| spot == Spot::Bed));
                let again = same.and_then(|cramp| ReliefScreen::again(cramp, &findings, effects));
                if let Some(mut screen) = again {
                    if spot == Some(Spot::Bed) {
                        screen.stay_in_bed(setup);
                    }
                    return Some(relief(screen, setup, effects));
                }
                if let Some(spot) = spot {
                    let screen = ReliefScreen::at(spot, since, &findings, effects);
                    return Some(relief(screen, setup, effects));
                }
                let Some(routine) = setup.own_relief.clone() else {
                    let (spot, why) = profile::start(setup.settings.relief_start, &findings);
                    let screen = ReliefScreen::usual(spot, why, since, &findings, effects);
                    return Some(relief(screen, setup, effects));
                };
                routine
            }
            Self::Routine(routine) => *routine,
            Self::AfterCramp(id, muscles) => {
                let named = id.and_then(|id| library.routine(&id));
                let usual = || library.routine(&RoutineId::new(AFTER_CRAMP)?);
                profile::after(named.or_else(usual)?, &muscles)
            }
        };
        let routine = fit(routine, &findings, &setup.poses);
        Some(if routine.purpose == Purpose::Relief {
            let mut spots = Spot::ALL.iter().copied();
            let spot = spots.find(|spot| !routine.own && spot.routine() == routine.id);
            relief(
                ReliefScreen::begin(routine, spot, since, effects),
                setup,
                effects,
            )
        } else {
            Box::new(Player::begin(routine, keyboard, setup, effects))
        })
    }
}

/// Relief that has begun, for the leg and the place that were said.
fn relief(
    mut screen: ReliefScreen,
    setup: &AppConfig,
    effects: &mut Vec<Effect>,
) -> Box<dyn Screen> {
    let said = &setup.said;
    let open = setup.under_way.open_cramp();
    if said.unhurt {
        screen.turn_to_the_unhurt_leg(setup);
    }
    match said.side {
        Some(CrampSide::Both) => screen.in_both_legs(setup, effects),
        Some(side) => effects.push(Effect::Record(Record::Side(side))),
        None if !open.is_some_and(|cramp| cramp.both_legs) => {}
        None => screen.in_both_legs(setup, effects),
    }
    if said.in_bed {
        screen.stay_in_bed(setup);
    }
    Box::new(screen)
}

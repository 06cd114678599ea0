//! What the rules come to for somebody: what is ruled out, and what is done instead.

use std::sync::OnceLock;

pub use super::gates::{Advice, Care, Instead, Rule, Rules, StartRule, Swap};
use super::{FindingState, Findings};
use crate::content;
use crate::routine::{Demand, Mechanics, Muscle, Purpose, RoutineId};
use crate::session::spot::Spot;

impl Rule {
    /// Whether it rules a step out that asks for this, in a routine for these muscles.
    pub fn is_about(&self, asked: &Mechanics, muscles: &[Muscle]) -> bool {
        let is_of_it = |muscle: &Muscle| *muscle == Muscle::Leg || self.muscles.contains(muscle);
        if !self.muscles.is_empty() && !muscles.iter().any(is_of_it) {
            return false;
        }
        let acts = self.no.iter().map(|act| asked.has(*act));
        let mut asks = acts.chain(
            self.past
                .iter()
                .map(|(angle, most)| asked.is_past(*angle, *most)),
        );
        if self.together {
            asks.all(|asks| asks)
        } else {
            asks.any(|asks| asks)
        }
    }

    /// Whether it has to do with `demand`.
    pub fn names(&self, demand: Demand) -> bool {
        self.no.contains(&demand) || self.past.contains_key(&demand)
    }
}

impl Rules {
    /// The rules that hold against a step that asks for this, in a routine for these muscles.
    pub fn all_against(
        &self,
        asked: &Mechanics,
        muscles: &[Muscle],
        findings: &Findings,
    ) -> impl Iterator<Item = &Rule> {
        let rules = self.rule.iter();
        rules.filter(move |rule| findings.has(rule.finding) && rule.is_about(asked, muscles))
    }

    /// The first of them, which is the one that is said.
    pub fn against<'r>(
        &'r self,
        asked: &Mechanics,
        muscles: &[Muscle],
        findings: &Findings,
    ) -> Option<&'r Rule> {
        let mut rules = self.rule.iter();
        rules.find(|rule| findings.has(rule.finding) && rule.is_about(asked, muscles))
    }

    /// What may be done for a leg that may be hurt.
    pub fn rest(&self, findings: &Findings) -> impl Iterator<Item = &Advice> {
        let suits = |act: &Demand| {
            if act.waits(true) {
                self.is_off(*act, findings)
            } else {
                !self.is_on(*act, findings)
            }
        };
        let lines = self.rest.iter();
        lines.filter(move |line| line.does.iter().all(suits))
    }

    /// Whether a finding rules an act out, or an angle larger than at ease.
    pub fn is_on(&self, demand: Demand, findings: &Findings) -> bool {
        let mut rules = self.rule.iter();
        rules.any(|rule| findings.has(rule.finding) && !rule.together && rule.names(demand))
    }

    /// Whether every finding that would rule it out is ruled out itself.
    pub fn is_off(&self, demand: Demand, findings: &Findings) -> bool {
        let mut rules = self.rule.iter().filter(|rule| rule.names(demand));
        rules.all(|rule| findings.state(rule.finding) == FindingState::RuledOut)
    }

    /// What runs in place of the routine `id`, and why.
    pub fn swap(&self, id: &RoutineId, findings: &Findings) -> Option<&Swap> {
        let mut swaps = self.swaps.iter();
        swaps.find(|swap| findings.has(swap.finding) && swap.routines.contains(id))
    }

    pub fn start(&self, usual: Spot, findings: &Findings) -> Option<&StartRule> {
        let mut starts = self.starts.iter();
        starts.find(|start| findings.has(start.finding) && start.of.contains(&usual))
    }

    /// Whether a step of this title has a replacement of its own in routines for `purpose`.
    pub fn names(&self, title: &str, purpose: Purpose) -> bool {
        let mut instead = self.instead.iter();
        instead.any(|instead| instead.purpose == purpose && instead.is_for(title))
    }
}

impl Instead {
    pub fn is_for(&self, title: &str) -> bool {
        self.steps.iter().any(|step| step == title)
    }
}

pub fn rules() -> &'static Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    RULES.get_or_init(|| content::built_in("routines/gates"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routine::Step;
    use crate::routine::library::{Library, built_in};
    use crate::sources;

    #[test]
    fn every_demand_is_ruled_out_by_something_or_says_what_is_needed() {
        for demand in Demand::ALL {
            let is_ruled = rules().rule.iter().any(|rule| rule.names(*demand));
            let is_told = matches!(demand, Demand::Hands | Demand::Look | Demand::Down);
            assert_eq!(is_ruled, !is_told, "{demand:?}");
        }
    }

    #[test]
    fn every_source_of_a_rule_is_known_and_every_reason_fits() {
        let Rules {
            rule: rules,
            cares,
            swaps,
            starts,
            instead,
            rest,
            apart,
        } = rules();
        let sources = rules
            .iter()
            .map(|rule| &rule.source)
            .chain(cares.iter().map(|care| &care.source))
            .chain(swaps.iter().map(|swap| &swap.source))
            .chain(starts.iter().map(|start| &start.source))
            .chain(instead.iter().map(|instead| &instead.step.source))
            .chain(rest.iter().chain(apart).map(|line| &line.source));
        for source in sources {
            assert!(!source.is_empty());
            for id in source {
                assert!(sources::source(id).is_some(), "no source {id}");
            }
        }
        let reasons = rules
            .iter()
            .map(|rule| (&rule.why, &rule.short))
            .chain(swaps.iter().map(|swap| (&swap.why, &swap.short)))
            .chain(starts.iter().map(|start| (&start.why, &start.short)));
        for (why, short) in reasons {
            assert!(why.len() <= 80 && short.len() <= 26, "{why} / {short}");
        }
        assert!(cares.iter().all(|care| care.say.len() <= 40));
        assert!(rest.iter().chain(apart).all(|line| line.say.len() <= 72));
    }

    #[test]
    fn every_step_that_takes_a_place_is_as_a_routine_may_have_it() {
        for Instead { purpose, step, .. } in &rules().instead {
            let lines = step.shout.iter();
            assert!(lines.clone().count() <= 2, "{}", step.title);
            assert!(lines.clone().all(|line| line.len() <= 10), "{}", step.title);
            let is_shouted = |c: char| c.is_ascii_uppercase() || c == ' ' || c == ',';
            assert!(
                lines.flat_map(|line| line.chars()).all(is_shouted),
                "{}",
                step.title
            );
            assert!(
                *purpose != Purpose::Relief || !step.shout.is_empty(),
                "{}",
                step.title
            );
            assert!(
                step.title.len() <= 60 && step.say.len() <= 120,
                "{}",
                step.title
            );
            assert!(
                step.cues.iter().all(|cue| cue.len() <= 40),
                "{}",
                step.title
            );
        }
    }

    #[test]
    fn every_swap_is_of_built_in_routines_for_one_of_the_same_purpose() {
        for swap in &rules().swaps {
            let by = built_in(&swap.by).expect("a built-in routine");
            for id in &swap.routines {
                let routine = built_in(id).expect("a built-in routine");
                assert_eq!(routine.purpose, by.purpose, "{id}");
            }
        }
    }

    #[test]
    fn every_step_that_a_replacement_names_is_there() {
        let library = Library::default();
        let entries = library.listing().entries.iter();
        let routines: Vec<_> = entries.map(|entry| &entry.routine).collect();
        for instead in &rules().instead {
            for title in &instead.steps {
                let is_of_it = |step: &Step| {
                    let mut of = instead.of.iter();
                    step.title == *title && of.any(|demand| step.mechanics.has(*demand))
                };
                let mut of = routines.iter().filter(|of| of.purpose == instead.purpose);
                assert!(of.any(|of| of.steps.iter().any(is_of_it)), "{title}");
            }
        }
    }
}

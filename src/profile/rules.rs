//! `routines/gates.toml`: which finding puts which gates on, and what is done instead.

use std::sync::OnceLock;

use super::{Finding, Findings, State};
use crate::routine::parse::step;
use crate::routine::problem::Problem;
use crate::routine::table::{self, Field, Table};
use crate::routine::{Gate, Muscle, Purpose, Reason, RoutineId, Step};
use crate::session::relief::Spot;

/// Entries of one kind, at most.
const MOST: usize = 100;

/// What the answers change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// Which gates are on, and why; the first that holds is said.
    pub rules: Vec<Rule>,
    /// What is added to steps that have a gate.
    pub cares: Vec<Care>,
    /// Which routine runs in place of another.
    pub swaps: Vec<Swap>,
    /// Where relief starts that would start elsewhere.
    pub starts: Vec<Start>,
    /// Which step takes the place of another.
    pub instead: Vec<Instead>,
}

/// Gates that a finding puts on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The finding.
    pub finding: Finding,
    /// The gates.
    pub gates: Vec<Gate>,
    /// Only steps that have all of the gates are meant.
    pub together: bool,
    /// Why.
    pub why: Reason,
    /// Ids of sources.
    pub source: Vec<String>,
}

/// A reminder that a finding adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Care {
    /// The finding.
    pub finding: Finding,
    /// The steps it is for.
    pub gates: Vec<Gate>,
    /// The reminder, at most 40 characters: it goes before the step's own caution.
    pub say: String,
    /// Ids of sources.
    pub source: Vec<String>,
}

/// A built-in routine that runs in place of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Swap {
    /// The finding.
    pub finding: Finding,
    /// The routines that do not run.
    pub routines: Vec<RoutineId>,
    /// The one that does.
    pub by: RoutineId,
    /// Why.
    pub why: Reason,
    /// Ids of sources.
    pub source: Vec<String>,
}

/// Where relief starts for somebody when nobody has said where the cramp sits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// The finding.
    pub finding: Finding,
    /// Where it would start.
    pub of: Vec<Spot>,
    /// Where it does.
    pub at: Spot,
    /// Why.
    pub why: Reason,
    /// Ids of sources.
    pub source: Vec<String>,
}

/// A step that may take the place of a gated one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instead {
    /// The gates of the step that goes.
    pub of: Vec<Gate>,
    /// In routines for this.
    pub purpose: Purpose,
    /// The titles of the steps it is meant for. They get no other.
    pub steps: Vec<String>,
    /// The muscles of the routines in which any other step may have it. Where neither these nor
    /// `steps` are named, it is for all.
    pub muscles: Vec<Muscle>,
    /// The step that comes.
    pub step: Step,
}

impl Rule {
    /// Whether it is about a step with `gates`.
    fn is_about(&self, gates: &[Gate]) -> bool {
        let mut own = self.gates.iter();
        if self.together {
            own.all(|gate| gates.contains(gate))
        } else {
            own.any(|gate| gates.contains(gate))
        }
    }
}

impl Rules {
    /// The rules that hold against a step with `gates`.
    pub fn all_against<'r>(
        &'r self,
        gates: &'r [Gate],
        findings: &'r Findings,
    ) -> impl Iterator<Item = &'r Rule> {
        let rules = self.rules.iter();
        rules.filter(move |rule| findings.has(rule.finding) && rule.is_about(gates))
    }

    /// The first of them, which is the one that is said.
    pub fn against<'r>(&'r self, gates: &'r [Gate], findings: &'r Findings) -> Option<&'r Rule> {
        self.all_against(gates, findings).next()
    }

    /// Whether a finding puts `gate` on.
    pub fn is_on(&self, gate: Gate, findings: &Findings) -> bool {
        self.against(&[gate], findings).is_some()
    }

    /// Whether every finding that would put `gate` on is ruled out.
    pub fn is_off(&self, gate: Gate, findings: &Findings) -> bool {
        let mut rules = self.rules.iter().filter(|rule| rule.gates.contains(&gate));
        rules.all(|rule| findings.state(rule.finding) == State::RuledOut)
    }

    /// What runs in place of the routine `id`, and why.
    pub fn swap(&self, id: &RoutineId, findings: &Findings) -> Option<&Swap> {
        let mut swaps = self.swaps.iter();
        swaps.find(|swap| findings.has(swap.finding) && swap.routines.contains(id))
    }

    /// Where relief starts that would start at `usual`.
    pub fn start(&self, usual: Spot, findings: &Findings) -> Option<&Start> {
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
    /// Whether it is meant for the step of this title.
    pub fn is_for(&self, title: &str) -> bool {
        self.steps.iter().any(|step| step == title)
    }
}

/// The rules of the program.
pub fn rules() -> &'static Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    RULES.get_or_init(|| {
        parse(include_str!("../../routines/gates.toml")).expect("the tests parse it")
    })
}

/// Reads rules of format 1.
///
/// # Errors
/// Every problem of the text, in the order of their places.
pub fn parse(source: &str) -> Result<Rules, Vec<Problem>> {
    match table::read(source, "the rules", read) {
        (Some(rules), problems) if problems.is_empty() => Ok(rules),
        (_, problems) => Err(problems),
    }
}

fn read(mut root: Table<'_>, problems: &mut Vec<Problem>) -> Option<Rules> {
    if root.is_of_a_newer_format(problems) {
        return None;
    }
    let rules = root
        .required("rule", "[[rule]]")
        .and_then(|field| each(field, "a rule", rule, problems));
    let cares = root.optional("care").map_or(Some(Vec::new()), |field| {
        each(field, "a care", care, problems)
    });
    let swaps = root.optional("swap").map_or(Some(Vec::new()), |field| {
        each(field, "a swap", swap, problems)
    });
    let starts = root.optional("start").map_or(Some(Vec::new()), |field| {
        each(field, "a start", start, problems)
    });
    let instead = root.optional("step").map_or(Some(Vec::new()), |field| {
        each(field, "a step", instead, problems)
    });
    root.finish(problems);
    Some(Rules {
        rules: rules?,
        cares: cares?,
        swaps: swaps?,
        starts: starts?,
        instead: instead?,
    })
}

/// What `read` makes of every table of a list; the problems of all of them are told.
fn each<'t, T>(
    field: Field<'t>,
    name: &'static str,
    read: fn(Table<'t>, &mut Vec<Problem>) -> Option<T>,
    problems: &mut Vec<Problem>,
) -> Option<Vec<T>> {
    let tables = field.tables(name, MOST, problems)?;
    let read: Vec<_> = tables
        .into_iter()
        .map(|table| read(table, problems))
        .collect();
    read.into_iter().collect()
}

fn rule(mut table: Table<'_>, problems: &mut Vec<Problem>) -> Option<Rule> {
    let finding = finding(&mut table, problems);
    let gates = gates(&mut table, problems);
    let together = table
        .optional("together")
        .map_or(Some(false), |field| field.flag(problems));
    let why = reason(&mut table, problems);
    let source = source(&mut table, problems);
    table.finish(problems);
    Some(Rule {
        finding: finding?,
        gates: gates?,
        together: together?,
        why: why?,
        source: source?,
    })
}

fn care(mut table: Table<'_>, problems: &mut Vec<Problem>) -> Option<Care> {
    let finding = finding(&mut table, problems);
    let gates = gates(&mut table, problems);
    let say = table
        .required("say", "say = \"Pull lightly.\"")
        .and_then(|field| field.text(40, problems));
    let source = source(&mut table, problems);
    table.finish(problems);
    Some(Care {
        finding: finding?,
        gates: gates?,
        say: say?,
        source: source?,
    })
}

fn swap(mut table: Table<'_>, problems: &mut Vec<Problem>) -> Option<Swap> {
    let finding = finding(&mut table, problems);
    let routines = table
        .required("routines", "routines = [\"bedtime-stretch\"]")
        .and_then(|field| field.list(1..=MOST, problems, |entry, problems| entry.id(problems)));
    let by = table
        .required("by", "by = \"bedtime-gentle\"")
        .and_then(|field| field.id(problems));
    let why = reason(&mut table, problems);
    let source = source(&mut table, problems);
    table.finish(problems);
    Some(Swap {
        finding: finding?,
        routines: routines?,
        by: by?,
        why: why?,
        source: source?,
    })
}

fn start(mut table: Table<'_>, problems: &mut Vec<Problem>) -> Option<Start> {
    let finding = finding(&mut table, problems);
    let of = table
        .required("of", "of = [\"calf\"]")
        .and_then(|field| field.choices(1, Spot::ALL, Spot::name, problems));
    let at = table
        .required("at", "at = \"bed\"")
        .and_then(|field| field.choice(Spot::ALL, Spot::name, problems));
    let why = reason(&mut table, problems);
    let source = source(&mut table, problems);
    table.finish(problems);
    Some(Start {
        finding: finding?,
        of: of?,
        at: at?,
        why: why?,
        source: source?,
    })
}

fn instead(mut table: Table<'_>, problems: &mut Vec<Problem>) -> Option<Instead> {
    let of = table
        .required("of", "of = [\"standing\"]")
        .and_then(|field| field.choices(1, Gate::ALL, Gate::name, problems));
    let purpose = table
        .required("for", "for = \"relief\"")
        .and_then(|field| field.choice(Purpose::ALL, Purpose::name, problems));
    let steps = table
        .optional("steps")
        .map_or(Some(Vec::new()), |field| field.texts(20, 60, problems));
    let muscles = table.optional("muscles").map_or(Some(Vec::new()), |field| {
        field.choices(1, Muscle::ALL, Muscle::name, problems)
    });
    let step = step::step(table, purpose, problems);
    Some(Instead {
        of: of?,
        purpose: purpose?,
        steps: steps?,
        muscles: muscles?,
        step: step?,
    })
}

fn finding(table: &mut Table<'_>, problems: &mut Vec<Problem>) -> Option<Finding> {
    let field = table.required("if", "if = \"clot\"")?;
    field.choice(Finding::ALL, Finding::name, problems)
}

fn gates(table: &mut Table<'_>, problems: &mut Vec<Problem>) -> Option<Vec<Gate>> {
    let field = table.required("gates", "gates = [\"rub\"]")?;
    field.choices(1, Gate::ALL, Gate::name, problems)
}

fn reason(table: &mut Table<'_>, problems: &mut Vec<Problem>) -> Option<Reason> {
    let text = table
        .required("why", "why = \"No rubbing: you may have had a clot.\"")
        .and_then(|field| field.text(80, problems));
    let short = table
        .required("short", "short = \"No rubbing\"")
        .and_then(|field| field.text(26, problems));
    Some(Reason {
        text: text?,
        short: short?,
    })
}

fn source(table: &mut Table<'_>, problems: &mut Vec<Problem>) -> Option<Vec<String>> {
    let field = table.required("source", "source = [\"GK\"]")?;
    field.texts(20, 80, problems)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guidance;
    use crate::routine::library::{Library, built_in};

    #[test]
    fn the_rules_of_the_program_have_no_problem() {
        assert_eq!(parse(include_str!("../../routines/gates.toml")).err(), None);
    }

    #[test]
    fn every_gate_is_put_on_by_something() {
        for gate in Gate::ALL {
            let mut rules = rules().rules.iter();
            assert!(rules.any(|rule| rule.gates.contains(gate)), "{gate:?}");
        }
    }

    #[test]
    fn every_source_of_a_rule_is_known() {
        let Rules {
            rules,
            cares,
            swaps,
            starts,
            instead,
        } = rules();
        let sources = rules
            .iter()
            .map(|rule| &rule.source)
            .chain(cares.iter().map(|care| &care.source))
            .chain(swaps.iter().map(|swap| &swap.source))
            .chain(starts.iter().map(|start| &start.source))
            .chain(instead.iter().map(|instead| &instead.step.source));
        for source in sources {
            assert!(!source.is_empty());
            for id in source {
                assert!(guidance::source(id).is_some(), "no source {id}");
            }
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
                    step.title == *title && instead.of.iter().any(|gate| step.gates.contains(gate))
                };
                let mut of = routines.iter().filter(|of| of.purpose == instead.purpose);
                assert!(of.any(|of| of.steps.iter().any(is_of_it)), "{title}");
            }
        }
    }

    #[test]
    fn all_problems_of_a_file_come_at_once() {
        let source = "format = 1\n[[rule]]\nif = \"clott\"\ngates = [\"rubb\"]\nwhy = \"W\"\n\
                      [[swap]]\nif = \"clot\"\nroutines = []\nby = \"B\"\nwhy = \"W\"\nsource = []\n";
        let problems = parse(source).unwrap_err();
        let lines: Vec<_> = problems
            .iter()
            .map(|problem| problem.brief("g", source))
            .collect();
        assert_eq!(lines.len(), 7, "{lines:#?}");
        assert!(lines[2].contains("`if` cannot be `clott`"), "{lines:#?}");
    }
}

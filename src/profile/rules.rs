//! `routines/gates.toml`: which finding puts which gates on, and what is done instead.

use std::sync::OnceLock;

use super::{Finding, Findings, State};
use crate::routine::parse::step;
use crate::routine::problem::Problem;
use crate::routine::table::{self, Field, Table};
use crate::routine::{Gate, Muscle, Purpose, RoutineId, Step};

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
    /// One line for the user.
    pub why: String,
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
    /// The reminder, at most 40 characters.
    pub cue: String,
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
    /// One line for the user.
    pub why: String,
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
    /// And for one of these muscles; none named are all.
    pub muscles: Vec<Muscle>,
    /// A finding with which it does not fit either.
    pub unless: Option<Finding>,
    /// The step that comes.
    pub step: Step,
}

impl Rules {
    /// The rule that puts one of `gates` on, the first that holds.
    pub fn against(&self, gates: &[Gate], findings: &Findings) -> Option<&Rule> {
        self.rules.iter().find(|rule| {
            findings.has(rule.finding) && rule.gates.iter().any(|gate| gates.contains(gate))
        })
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
    let instead = root.optional("step").map_or(Some(Vec::new()), |field| {
        each(field, "a step", instead, problems)
    });
    root.finish(problems);
    Some(Rules {
        rules: rules?,
        cares: cares?,
        swaps: swaps?,
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
    let why = why(&mut table, problems);
    let source = source(&mut table, problems);
    table.finish(problems);
    Some(Rule {
        finding: finding?,
        gates: gates?,
        why: why?,
        source: source?,
    })
}

fn care(mut table: Table<'_>, problems: &mut Vec<Problem>) -> Option<Care> {
    let finding = finding(&mut table, problems);
    let gates = gates(&mut table, problems);
    let cue = table
        .required("cue", "cue = \"Pull lightly\"")
        .and_then(|field| field.text(40, problems));
    let source = source(&mut table, problems);
    table.finish(problems);
    Some(Care {
        finding: finding?,
        gates: gates?,
        cue: cue?,
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
    let why = why(&mut table, problems);
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

fn instead(mut table: Table<'_>, problems: &mut Vec<Problem>) -> Option<Instead> {
    let of = table
        .required("of", "of = [\"standing\"]")
        .and_then(|field| field.choices(1, Gate::ALL, Gate::name, problems));
    let purpose = table
        .required("for", "for = \"relief\"")
        .and_then(|field| field.choice(Purpose::ALL, Purpose::name, problems));
    let muscles = table.optional("muscles").map_or(Some(Vec::new()), |field| {
        field.choices(1, Muscle::ALL, Muscle::name, problems)
    });
    let unless = table.optional("unless").map_or(Some(None), |field| {
        field
            .choice(Finding::ALL, Finding::name, problems)
            .map(Some)
    });
    let step = step::step(table, purpose, problems);
    Some(Instead {
        of: of?,
        purpose: purpose?,
        muscles: muscles?,
        unless: unless?,
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

fn why(table: &mut Table<'_>, problems: &mut Vec<Problem>) -> Option<String> {
    let field = table.required("why", "why = \"No rubbing: you may have had a clot.\"")?;
    field.text(80, problems)
}

fn source(table: &mut Table<'_>, problems: &mut Vec<Problem>) -> Option<Vec<String>> {
    let field = table.required("source", "source = [\"GK\"]")?;
    field.texts(20, 80, problems)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guidance;
    use crate::routine::library::built_in;

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
            instead,
        } = rules();
        let sources = rules
            .iter()
            .map(|rule| &rule.source)
            .chain(cares.iter().map(|care| &care.source))
            .chain(swaps.iter().map(|swap| &swap.source))
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
    fn all_problems_of_a_file_come_at_once() {
        let source = "format = 1\n[[rule]]\nif = \"clott\"\ngates = [\"rubb\"]\nwhy = \"W\"\n\
                      [[swap]]\nif = \"clot\"\nroutines = []\nby = \"B\"\nwhy = \"W\"\nsource = []\n";
        let problems = parse(source).unwrap_err();
        let lines: Vec<_> = problems
            .iter()
            .map(|problem| problem.brief("g", source))
            .collect();
        assert_eq!(lines.len(), 5, "{lines:#?}");
        assert!(lines[1].contains("`if` cannot be `clott`"), "{lines:#?}");
    }
}

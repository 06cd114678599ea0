//! What is written: cramps, sessions, nights and reviews, field by field.
//!
//! Every field but the first may be missing: nobody has to answer anything. Fields of a later
//! version are kept as they are.

use std::collections::BTreeSet;

use serde_json::Value;

use super::ReliefAnswer;
use super::choice::{
    Activity, CrampMuscle, CrampSide, Help, LengthSource, MuscleSource, Sign, Trigger,
};
use super::line::{NIGHT, REVIEW};
use super::value::{FieldValue, Fields, Note, Response, Score, Seconds};
use super::word::{Own, Word};
use crate::moment::Moment;
use crate::night::{Boundary, Night};
use crate::routine::library::built_in;
use crate::routine::{RoutineId, hidden};

/// The clock of relief says nothing of a cramp after so long, and hardly any lasts longer.
pub const LONGEST_USUAL: Seconds = Seconds::HOUR;

/// Something that one line or more of the diary tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    Cramp(Cramp),
    Session(Session),
    Night(NightNote),
    Review(Review),
    /// An entry of a later version, which is kept as it is.
    Foreign(UnknownEntry),
}

/// An entry of a kind that this version does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownEntry {
    pub(super) kind: String,
    pub(super) fields: Fields,
}

/// A struct whose fields are those of a line: the table is what [`KEYS`](Cramp::KEYS), reading and
/// writing are made from.
macro_rules! entry {
    ($(#[$doc:meta])* $name:ident {
        $(#[$first_doc:meta])* $first:ident: $first_type:ty;
        $($(#[$field_doc:meta])* $field:ident: $type:ty;)*
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name {
            $(#[$first_doc])*
            pub $first: $first_type,
            $($(#[$field_doc])* pub $field: Option<$type>,)*
            /// What this version does not know, to be kept as it is.
            pub(super) rest: Fields,
        }

        impl $name {
            /// The names of its fields in a line.
            pub const KEYS: &'static [&'static str] = &[stringify!($first), $(stringify!($field),)*];

            /// One of which nothing else is known.
            pub fn new($first: $first_type) -> Self {
                Self { $first, $($field: None,)* rest: Fields::new() }
            }

            /// Reads the one field that cannot be missing; what would have fitted, otherwise.
            fn begin(first: Option<&Value>) -> Result<Self, String> {
                let read = first.and_then(<$first_type>::read).map(Self::new);
                read.ok_or_else(|| misfit(stringify!($first), first, &<$first_type>::expected()))
            }

            /// Sets a field, or clears it with `null`; what would have fitted, otherwise. What does
            /// not fit is kept as it is, but in place of the first field.
            pub(super) fn set(&mut self, key: &str, value: Value) -> Result<(), String> {
                let mut wrong = Ok(());
                match key {
                    stringify!($first) => {
                        return match <$first_type>::read(&value) {
                            Some(read) => Ok(self.$first = read),
                            None => Err(misfit(key, Some(&value), &<$first_type>::expected())),
                        };
                    }
                    $(stringify!($field) => {
                        self.rest.remove(key);
                        self.$field = <$type>::read(&value);
                        let is_whole = self.$field.is_some() && <$type>::is_whole(&value);
                        if is_whole || value.is_null() {
                            return Ok(());
                        }
                        wrong = Err(misfit(key, Some(&value), &<$type>::expected()));
                    })*
                    _ => {}
                }
                if value.is_null() {
                    self.rest.remove(key);
                } else {
                    self.rest.insert(key.to_owned(), value);
                }
                wrong
            }

            pub(super) fn field(&self, key: &str) -> Option<Value> {
                let known = match key {
                    stringify!($first) => Some(self.$first.write()),
                    $(stringify!($field) => match (&self.$field, self.rest.get(key)) {
                        // What fits of a list is known, and the rest of it is not lost.
                        (Some(known), Some(raw)) if <$type>::read(raw).as_ref() == Some(known) => None,
                        (known, _) => known.as_ref().map(FieldValue::write),
                    },)*
                    _ => None,
                };
                known.or_else(|| self.rest.get(key).cloned())
            }

            fn fields(&self) -> Fields {
                let mut fields = self.rest.clone();
                for key in Self::KEYS {
                    if let Some(value) = self.field(key) {
                        fields.insert((*key).to_owned(), value);
                    }
                }
                fields
            }
        }
    };
}

entry! {
    /// One cramp. Its length is unknown as long as nobody has said when it ended.
    Cramp {
        start: Moment;
        about: bool;
        seconds: Response<Seconds>;
        source: LengthSource;
        routine: RoutineId;
        /// Whether that is from a file, and not the program's: then its id says nothing of it.
        own: bool;
        /// How soon relief was left without an answer, where that was within a quarter of a minute:
        /// it may only have been tried out. Whoever says that it was a cramp takes it back.
        left: Seconds;
        /// Whether it is a cramp of its own, although it began so soon after another, or is that one.
        apart: bool;
        /// What was said at night, in order.
        answers: Vec<Answered>;
        /// The pain at its worst.
        severity: Response<Score>;
        side: Response<CrampSide>;
        muscle: Response<CrampMuscle>;
        /// How that came to be known; the person was asked, if it is not there.
        muscle_source: MuscleSource;
        state: Response<Activity>;
        woke: Response<bool>;
        sleep_lost: Response<Score>;
        /// How sore the muscle was on the next day.
        soreness: Response<Score>;
        /// What helped; none of it, if empty.
        helped: Response<BTreeSet<Word<Help>>>;
        /// What may have brought it on; none of it, if empty.
        triggers: Response<BTreeSet<Word<Trigger>>>;
        /// Warning signs; none of them, if empty.
        signs: Response<BTreeSet<Sign>>;
        medicine: Note;
        note: Note;
        /// When the questions of the morning were shown. They are asked once.
        asked: Moment;
    }
}

entry! {
    /// One running of a routine that is not relief.
    Session {
        start: Moment;
        routine: RoutineId;
        /// Whether that is from a file, and not the program's.
        own: bool;
        /// Steps done: a hold of theirs was kept to its end, or for ten seconds.
        steps: u32;
        /// How long its steps ran: no pauses, and nothing that waits for a key.
        seconds: Seconds;
        finished: bool;
    }
}

entry! {
    /// What is known of a night as a whole. There is one for a night at most.
    NightNote {
        night: Night;
        /// How many cramps there were, those with an entry of their own among them.
        cramps: Response<u8>;
        sleep_lost: Response<Score>;
        tired: Response<bool>;
        /// Whether the legs were stretched before bed, with this program or without.
        stretched: Response<bool>;
        /// Whether the covers were heavy or tight.
        heavy_covers: Response<bool>;
        /// Whether there was too little to drink.
        little_drink: Response<bool>;
        alcohol: Response<bool>;
        hard_exercise: Response<bool>;
        /// What else was done or taken that evening, in the person's own words; none of it, if empty.
        with: Response<BTreeSet<Own>>;
        note: Note;
    }
}

entry! {
    /// The question whether a routine is worth keeping up, asked after six weeks.
    Review {
        night: Night;
        /// Whether the person goes on with it.
        keep: Response<bool>;
    }
}

impl Entry {
    /// The word for its kind in a line.
    pub fn kind(&self) -> &str {
        match self {
            Self::Cramp(_) => "cramp",
            Self::Session(_) => "session",
            Self::Night(_) => NIGHT,
            Self::Review(_) => REVIEW,
            Self::Foreign(foreign) => &foreign.kind,
        }
    }

    /// When it began; `None` of what has no beginning.
    pub fn begun(&self) -> Option<Moment> {
        match self {
            Self::Cramp(cramp) => Some(cramp.start),
            Self::Session(session) => Some(session.start),
            Self::Night(_) | Self::Review(_) | Self::Foreign(_) => None,
        }
    }

    /// The night it belongs to; `None` if this version cannot tell.
    pub fn night(&self, boundary: Boundary) -> Option<Night> {
        match self {
            Self::Cramp(cramp) => Some(boundary.night(cramp.start)),
            Self::Session(session) => Some(boundary.night(session.start)),
            Self::Night(note) => Some(note.night),
            Self::Review(review) => Some(review.night),
            Self::Foreign(_) => None,
        }
    }

    /// An entry of a kind with nothing but its first field: that of `fields`, or else `of`.
    pub(super) fn begin(kind: &str, fields: &Fields, of: Option<&Value>) -> Result<Self, String> {
        let first = |keys: &[&str]| fields.get(keys[0]).or(of);
        Ok(match kind {
            "cramp" => Self::Cramp(Cramp::begin(first(Cramp::KEYS))?),
            "session" => Self::Session(Session::begin(first(Session::KEYS))?),
            NIGHT => Self::Night(NightNote::begin(first(NightNote::KEYS))?),
            REVIEW => Self::Review(Review::begin(first(Review::KEYS))?),
            kind => Self::Foreign(UnknownEntry {
                kind: kind.to_owned(),
                fields: Fields::new(),
            }),
        })
    }

    /// Takes back what a field says. What an entry cannot be without stays.
    pub fn clear(&mut self, key: &str) {
        let _ = self.set(key, Value::Null);
    }

    pub(super) fn set(&mut self, key: &str, value: Value) -> Result<(), String> {
        match self {
            Self::Cramp(cramp) => return cramp.set(key, value),
            Self::Session(session) => return session.set(key, value),
            Self::Night(note) => return note.set(key, value),
            Self::Review(review) => return review.set(key, value),
            Self::Foreign(foreign) if value.is_null() => foreign.fields.remove(key),
            Self::Foreign(foreign) => foreign.fields.insert(key.to_owned(), value),
        };
        Ok(())
    }

    /// The name of the field that it cannot be without, if this version knows it.
    pub(super) fn first(&self) -> Option<&'static str> {
        match self {
            Self::Cramp(_) => Some(Cramp::KEYS[0]),
            Self::Session(_) => Some(Session::KEYS[0]),
            Self::Night(_) => Some(NightNote::KEYS[0]),
            Self::Review(_) => Some(Review::KEYS[0]),
            Self::Foreign(_) => None,
        }
    }

    pub(super) fn field(&self, key: &str) -> Option<Value> {
        match self {
            Self::Cramp(cramp) => cramp.field(key),
            Self::Session(session) => session.field(key),
            Self::Night(note) => note.field(key),
            Self::Review(review) => review.field(key),
            Self::Foreign(foreign) => foreign.fields.get(key).cloned(),
        }
    }

    pub(super) fn fields(&self) -> Fields {
        match self {
            Self::Cramp(cramp) => cramp.fields(),
            Self::Session(session) => session.fields(),
            Self::Night(note) => note.fields(),
            Self::Review(review) => review.fields(),
            Self::Foreign(foreign) => foreign.fields.clone(),
        }
    }
}

impl Cramp {
    /// Keeps what was said at night. "Gone" and "better" end the cramp, if it is known when.
    pub fn answer(&mut self, answered: Answered) {
        if let (true, Some(after)) = (answered.eased(), answered.after) {
            self.seconds = Some(Response::Known(after));
            self.source = Some(LengthSource::Clock);
        }
        self.answers.get_or_insert_default().push(answered);
    }

    /// Keeps the muscle whose relief was chosen at night.
    pub fn choose(&mut self, muscle: CrampMuscle) {
        self.muscle = Some(Response::Known(muscle));
        self.muscle_source = Some(MuscleSource::Relief);
    }

    /// Keeps the muscle that the person names when asked; `None` takes back what was known.
    pub fn say_muscle(&mut self, muscle: Option<Response<CrampMuscle>>) {
        self.muscle = muscle;
        self.muscle_source = muscle.map(|_| MuscleSource::Said);
    }

    /// Whether relief may only have been tried out: it was left at once, and nobody has said since
    /// that it was a cramp.
    pub fn is_tried_out(&self) -> bool {
        self.left.is_some() && self.answers.is_none()
    }

    /// Whether its length is so unusual that it may be a slip of the recorder, or a clock that ran on:
    /// over an hour.
    pub fn is_doubtful(&self) -> bool {
        self.length().is_some_and(|length| length > LONGEST_USUAL)
    }

    pub fn length(&self) -> Option<Seconds> {
        self.seconds.and_then(Response::known)
    }

    /// What was on the screen when it eased, if the person said that it did.
    pub fn eased_by(&self) -> Option<&Answered> {
        self.answers.iter().flatten().rfind(|said| said.eased())
    }
}

impl NightNote {
    /// Whether something was there that is asked of every night; `None` of what is not, too.
    pub const fn evening(&self, trigger: Trigger) -> Option<Response<bool>> {
        match trigger {
            Trigger::HardExercise => self.hard_exercise,
            Trigger::LittleDrink => self.little_drink,
            Trigger::Alcohol => self.alcohol,
            Trigger::HeavyCovers => self.heavy_covers,
            Trigger::LongStanding
            | Trigger::LongSitting
            | Trigger::HeatOrSweat
            | Trigger::CaffeineLate
            | Trigger::VomitingDiarrhoea
            | Trigger::NewMedicine
            | Trigger::NewShoes
            | Trigger::ToesPointed
            | Trigger::Other => None,
        }
    }
}

impl Session {
    /// What its routine is called, without what stands in brackets; of one that is not built in only
    /// the id is known, and whether it was from a file.
    pub fn routine_in_words(&self) -> Option<String> {
        let id = self.routine.as_ref()?;
        if self.own == Some(true) {
            return Some(format!("{id} (from a file)"));
        }
        let ours = built_in(id);
        let title = ours.as_ref().and_then(|ours| ours.title.split(" (").next());
        Some(title.unwrap_or(id.as_str()).to_owned())
    }

    /// Whether it counts as a stretch before bed: begun from six in the evening to six in the
    /// morning, or in the same hours of a night that begins at another hour, and finished or a minute
    /// long; relief and walking a cramp off do not count.
    pub fn is_bedtime(&self, boundary: Boundary) -> bool {
        self.is_prevention() && (6..18).contains(&boundary.hour_of_night(self.start))
    }

    /// Whether it was more than a look at a routine that is not for a cramp.
    pub(crate) fn is_prevention(&self) -> bool {
        let routine = self.routine.as_ref();
        let long = self.seconds.is_some_and(|seconds| seconds.number() >= 60);
        (long || self.finished == Some(true)) && !routine.is_some_and(RoutineId::is_reserved)
    }
}

entry! {
    /// One answer at night to the question whether it eased.
    Answered {
        answer: ReliefAnswer;
        /// From the start of relief to the press; `None` if that says nothing about the cramp.
        after: Seconds;
        routine: RoutineId;
        own: bool;
        step: Note;
    }
}

impl Answered {
    /// Whether the cramp let go, or was letting go.
    pub fn eased(&self) -> bool {
        match self.answer {
            ReliefAnswer::Gone | ReliefAnswer::Better => true,
            ReliefAnswer::Same | ReliefAnswer::Worse => false,
        }
    }
}

impl FieldValue for Answered {
    fn expected() -> String {
        "an answer such as `{\"answer\":\"gone\",\"after\":95,\"routine\":\"relief-calf\",\"step\":\"Toes up\"}`"
            .to_owned()
    }

    fn read(value: &Value) -> Option<Self> {
        let fields = value.as_object()?;
        let mut answered = Self::begin(fields.get(Self::KEYS[0])).ok()?;
        for (key, value) in fields {
            // What does not fit stays with it.
            let _ = answered.set(key, value.clone());
        }
        Some(answered)
    }

    fn write(&self) -> Value {
        self.fields().into_iter().collect()
    }

    fn is_whole(value: &Value) -> bool {
        let misfits = |read: &Self| Self::KEYS.iter().any(|key| read.rest.contains_key(*key));
        Self::read(value).is_some_and(|read| !misfits(&read))
    }
}

/// What was found in a field, and what would have fitted.
fn misfit(key: &str, found: Option<&Value>, expected: &str) -> String {
    match found {
        Some(value) => {
            let found: String = value.to_string().chars().take(60).collect();
            let found = hidden::masked(&found);
            format!("`{key}`: found {found}, expected {expected}")
        }
        None => format!("`{key}` is missing: expected {expected}"),
    }
}

//! What the words of a step tell that it asks of the body.

use super::{Demand, MOST, Mechanics};

/// A demand, and words by which it is told, with a bar between them.
type Telling = (Demand, &'static str);

/// Words that tell of a hand at the foot: whoever sits bends forward for it, and the hip beyond sitting.
const AT_THE_FOOT: &str = "touch your toes|touch the toes|touch toes|toes back by hand|pull it back by hand\
    |hand helps|hand on the top of the foot";

/// Words that tell of a hip and a knee bent as far as they go.
const CURLED_UP: &str = "knee to your chest|knees to your chest|knee to the chest|knees to the chest|knee to chest\
    |knees to chest|back on your heels";

/// Words of lying on the side,
const ON_THE_SIDE: &str =
    "on your side|on the side|on one side|on your left side|on your right side";
/// and of what then keeps the upper leg from falling over the lower.
const PILLOW: &str = "pillow between";

/// Words that tell of a demand.
const TELLING: &[Telling] = &[
    (Demand::Lean, AT_THE_FOOT),
    (Demand::Hip, AT_THE_FOOT),
    (
        Demand::Stand,
        "stand up|stand on|stand at|standing|walk|pedal|shower|squat",
    ),
    (Demand::Load, "press down|press the whole|press your foot"),
    (
        Demand::Heat,
        "warm pack|wrapped pack|heat on|heat pad|heating pad|hot-water|hot water|warm water|hot towel|warm towel\
        |warm bath|hot bath",
    ),
    (Demand::Cold, "cold pack|ice on|an ice"),
    (
        Demand::Rub,
        "rub |rub it|knead|squeeze|massage|knuckle|thumb|press hard|press into|press firmly|press deep|sore spot\
        |trigger point",
    ),
    (Demand::Stroke, "stroke|smooth the"),
    (Demand::Roll, "roll the sole|roll the arch|roll arch|roller"),
    (
        Demand::Lean,
        "lean in|lean forward|tip forward|fold |bend forward|bend over|reach down|foot on the other knee",
    ),
    (
        Demand::Pull,
        "draw the toes|draw your toes|loop a|loop the|loop round|pull the toes|pull your toes by",
    ),
    (
        Demand::Cross,
        "cross your leg|on the other knee|onto the other|to the other leg|one leg over the|leg over the other\
        |with your other heel|with your other foot",
    ),
    (Demand::Turn, "on the other knee|knee sink out|knee out"),
    // Whoever reaches the foot bends the hip beyond sitting.
    (Demand::Hip, "loop a|loop the|towel round the foot|squat"),
    (Demand::Hip, CURLED_UP),
    (Demand::Knee, CURLED_UP),
    (Demand::Knee, "squat|kneel"),
    (Demand::Flat, "on your back|lie or sit"),
    (Demand::Side, ON_THE_SIDE),
    (
        Demand::Hands,
        "both hands|both palms|hands on|loop a|loop the",
    ),
];

/// Words that may tell of a demand where others write: of the program's own steps they tell too much.
const HINTING: &[Telling] = &[
    (
        Demand::Heat,
        " hot| heat| warm| sauna| compress| bath| tub | steam| sun | radiator| fireplace| jacuzzi",
    ),
    (
        Demand::Cold,
        " ice| icy| icing| cold| frozen| freez| chill| snow| frost| fridge| cool | plunge| cryo| wade | paddle | lake\
        | river| into the sea",
    ),
    (
        Demand::Rub,
        " rub | rubs | rubbing| massag| fist| dig | digging| pummel| pound| slap| beat | punch| poke| prod | pinch\
        | chop| grind| scrape| gua sha| cupping| vibrat| elbow into| work the | work into | work it ",
    ),
    (Demand::Roll, " ball under| bottle under| rolling pin"),
    (Demand::Stand, ON_THE_FEET),
    (Demand::Load, ON_THE_FEET),
    (
        Demand::Pull,
        " lunge| stretch the | stretch your | stretch it | stretch that | stretch out| split| heel down| drop your heel\
        | drop the heel",
    ),
    (Demand::Pull, AT_THE_FOOT),
    (Demand::Up, TOES_UP),
    (
        Demand::Down,
        " point your| point the| toes down| foot down| feet down",
    ),
    (Demand::Knee, FOLDED),
    (Demand::Hip, FOLDED),
    (Demand::Lean, FORWARD),
    (Demand::Hip, FORWARD),
    (Demand::Cross, FIGURE_FOUR),
    (Demand::Turn, FIGURE_FOUR),
    (Demand::Turn, KNEE_OUT),
    (
        Demand::Flat,
        " lie flat| lying flat| lie down| lie back| on the back| lie on the floor| lie on a mat| lie on the mat\
        | lie on the bed| lie on your bed",
    ),
];

const TOES_UP: &str = " toes up| toes to your| toes to the shin| toes towards| toes back| foot up| feet up\
    | foot back| foot towards| foot to your shin| flex your foot| flex the foot| flex your feet| flex your ankle\
    | flex the ankle";

/// Words of going up on the toes, of landing on them, and of a hurry.
const ON_THE_FEET: &str = " tiptoe| rise on| rise up| raise your heel| raise the heel| lift your heels| heel raise\
    | calf raise| toe raise| hop | hops | hopping| jump| jog| lunge| stair| step up| march| stamp| stomp| run | runs \
    | running| sprint| trot| leap| bounc| spring| skipping| skip rope| kick| danc| climb| hike| on one leg\
    | on one foot| on your toes| your weight on| push off| push against| push into| push your foot| push the foot\
    | get up| out of bed| stroll| amble| saunter";

/// Words of a leg that is folded under the body.
const FOLDED: &str = " lunge| sit on your heels| bottom to | sit back on| crouch| hunker| kneel| hug your knee\
    | hug the knee| hug a knee| hug both knees| hug one knee| hugging| curl up| into a ball| deep knee| knees to\
    | knee to your| knee up to| cross-legged| heel to your b| heel to the b| heels to your b| heel towards your b\
    | foot to your b| low chair| low seat| low stool";

/// Words of an ankle on the other leg.
const FIGURE_FOUR: &str = " cross| figure four| figure-four| figure 4| figure-4| number four| number 4| pigeon| lotus\
    | on the other thigh| on the other leg| on the other knee| on the other shin| on your other thigh| on your other leg\
    | on your other knee| on your other shin| over the other| over your other| across the other| across your other\
    | across your thigh| across the thigh| across your knee| across the knee| across your lap| onto your other\
    | on top of the other| on top of your other| in your lap| into your lap| foot on your knee| foot on the knee\
    | ankle on your knee| ankle on the knee| ankle on your thigh| ankle on the thigh| foot on your thigh\
    | foot on the thigh| wrap one leg| wrap your leg| legs entwined";

/// Words of a knee that falls out or in while the foot stays.
const KNEE_OUT: &str = " knee fall| knees fall| knee drop| knees drop| knee sink| knees sink| knee out| knees out\
    | knee in | knees in | knee inward| knees inward| knee outward| knees outward| turn your knee| turn the knee\
    | turn your leg| turn the leg| turn your foot| turn the foot| turn your toes| turn the toes| twist| pivot| swivel\
    | rotate| butterfly| frog| soles together| soles of your feet together| soles of the feet together| tailor";

/// Words of a trunk that goes forward.
const FORWARD: &str = " crouch| stoop| bend down| bend from the| bend at the waist| bend at the hip| bow | bow down\
    | reach for your| reach for the| reach to your| reach towards| reach your toes| hands to the floor\
    | hands on the floor| hug your knee| hug the knee| curl up| into a ball| touch the floor| touch the ground\
    | your shoes| your laces";

/// Words that tell of nothing that is done to the body.
const OTHERWISE: &str = "warm up|warming up|warmed up|cool down|rubber|keep warm|uncross|bathroom|bath mat|run your \
    |run a |run both |in the long run";

/// What all the words of a step tell that it asks of the body. A part of a sentence that says what not
/// to do tells nothing.
pub(crate) fn told(words: &str) -> Mechanics {
    tell(words, &[TELLING])
}

/// The same of words that anybody may have written: any of them counts.
pub(crate) fn hinted(words: &str) -> Mechanics {
    tell(words, &[TELLING, HINTING])
}

fn tell(words: &str, telling: &[&[Telling]]) -> Mechanics {
    let mut words = words.to_lowercase().replace("don't", "do not");
    for otherwise in OTHERWISE.split('|') {
        words = words.replace(otherwise, "");
    }
    if words.contains(PILLOW) {
        for side in ON_THE_SIDE.split('|') {
            words = words.replace(side, "");
        }
    }
    let counts = |part: &&str| {
        let part = part.trim_start();
        let starts = ["no ", "not ", "never ", "without ", "do not ", "nobody "];
        let is_negative =
            starts.iter().any(|start| part.starts_with(start)) || part.contains(" do not ");
        // Whoever is not to stop goes on.
        !is_negative || part.contains(" stop ")
    };
    let parts = words.split(['.', ',', ';', ':', '?']).filter(counts);
    let mut mechanics = Mechanics::default();
    for part in parts {
        let part = format!(" {} ", part.trim());
        for (demand, telling) in telling.iter().copied().flatten() {
            if telling.split('|').any(|word| part.contains(word)) {
                match demand.at_ease() {
                    None => mechanics.act(*demand),
                    Some(_) => mechanics.reach(*demand, MOST),
                }
            }
        }
    }
    mechanics
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_what_is_done_and_not_what_is_not() {
        let rubs = told("Keep the toes up. Rub the hard part.");
        assert_eq!(rubs.does, [Demand::Rub]);
        assert_eq!(
            told("No pressing. Do not rub it, never knead it."),
            Mechanics::default()
        );
        assert!(told("LEAN IN HEEL DOWN").has(Demand::Lean));
        assert!(!told("Stay tall: do not lean in.").has(Demand::Lean));
        assert!(told("Stand up and walk.").has(Demand::Stand));
        assert!(told("Hold a hot water bottle to it.").has(Demand::Heat));
        assert!(told("Press hard into the sore spot with a ball.").has(Demand::Rub));
        assert!(told("Draw the toes back by hand.").has(Demand::Hip));
        assert!(told("If a toe grips, pull it back by hand.").has(Demand::Lean));
        assert!(told("Squat low.").has(Demand::Hip));
        assert!(told("Kneel and sit back.").has(Demand::Knee));
        assert!(told("Touch your toes, legs straight.").has(Demand::Lean));
        assert!(told("Pull your knee to your chest.").has(Demand::Hip));
        assert!(told("Use the foam roller under the calf.").has(Demand::Roll));
    }

    #[test]
    fn words_that_others_write_hint_at_what_they_ask() {
        for (words, demand) in [
            ("Stamp your foot hard on the floor.", Demand::Load),
            ("Stomp on it.", Demand::Stand),
            ("Run on the spot.", Demand::Load),
            ("Running helps.", Demand::Stand),
            ("Leap, then bounce.", Demand::Load),
            ("Kick the wall.", Demand::Load),
            ("Put your leg in the snow.", Demand::Cold),
            ("Plunge it into the lake.", Demand::Cold),
            ("Take a bath.", Demand::Heat),
            ("Slap the calf.", Demand::Rub),
            ("A ball under the sole.", Demand::Roll),
            ("Bring your toes to your shin.", Demand::Up),
            ("Flex your foot.", Demand::Up),
            ("Lean forward and touch your toes.", Demand::Pull),
            ("Stretch the calf.", Demand::Pull),
            ("Point your toes.", Demand::Down),
            ("Lift your foot onto the other knee.", Demand::Cross),
            ("Ankle on the other thigh.", Demand::Cross),
            ("Rest the foot on your knee and press.", Demand::Turn),
            ("Make a figure four and sit tall.", Demand::Cross),
            ("Cross one leg over.", Demand::Cross),
            ("Touch the floor.", Demand::Hip),
            ("Pull the knee up to your shoulder.", Demand::Hip),
            ("Sit in a low chair and tie your shoes.", Demand::Hip),
            ("Pull your heel to your bottom.", Demand::Knee),
            ("Go for a stroll.", Demand::Stand),
            ("Put the ankle across your other knee.", Demand::Turn),
            ("Pigeon pose.", Demand::Turn),
            ("Let the knees fall apart.", Demand::Turn),
            ("Turn the foot in.", Demand::Turn),
            ("Lie on your side.", Demand::Side),
            ("Lie on the floor and lift the leg.", Demand::Flat),
        ] {
            assert!(hinted(words).has(demand), "{words}: {:?}", hinted(words));
        }
        let nothing = [
            "Do not stamp.",
            "Sit across from the window.",
            "Uncross your legs. No twist.",
            "Rest by the bathroom door.",
            "A stretch for the night.",
            "On your side, a pillow between the knees.",
        ];
        for words in nothing {
            assert_eq!(hinted(words), Mechanics::default(), "{words}");
        }
    }
}

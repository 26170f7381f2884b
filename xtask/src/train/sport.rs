//! Sports reports made up from patterns: scores, tables, scorecards and reports of matches, where a city is a club. The
//! corpora have next to none, and news has a page of them every day.

use newsgloss::entity::MentionType;

use super::conll::{Name, Sentence};
use super::optimise::Random;

/// Lines with letters in place of names and numbers.
const PATTERNS: &str = include_str!("sport.txt");

/// A pattern that begins with this word is a heading in capitals.
const CAPITALS: &str = "CAPITALS";

/// How many reports are made, and of how many lines each.
const REPORTS: usize = 400;
const LINES: usize = 6;

/// Of the words of a city's club, one of these may come after its name.
const ENDINGS: [&str; 24] = [
    "United",
    "City",
    "Rovers",
    "Town",
    "County",
    "Athletic",
    "FC",
    "Wanderers",
    "Bulls",
    "Tigers",
    "Eagles",
    "Lions",
    "Bears",
    "Warriors",
    "Rangers",
    "Giants",
    "Hornets",
    "Kings",
    "Dynamo",
    "Sharks",
    "Panthers",
    "Falcons",
    "Wolves",
    "Saints",
];

/// Names to choose from.
pub(super) struct Pools {
    pub(super) cities: Vec<String>,
    pub(super) countries: Vec<String>,
    pub(super) given: Vec<String>,
    pub(super) surnames: Vec<String>,
}

/// The reports.
pub(super) fn reports(pools: &Pools) -> Vec<Vec<Sentence>> {
    let patterns: Vec<&str> = PATTERNS.lines().filter(|line| !line.starts_with('#')).collect();
    let mut random = Random::new(0x2C92_77B5_0B9A_4C3D);
    (0..REPORTS)
        .map(|_| {
            let cast = Cast::new(pools, &mut random);
            let mut line = || {
                let pattern = patterns[random.below(patterns.len())];
                cast.line(pattern, &mut random)
            };
            (0..LINES).map(|_| line()).collect()
        })
        .collect()
}

/// Who plays in one report.
struct Cast {
    clubs: [String; 2],
    city: String,
    countries: [String; 2],
    people: [[String; 2]; 2],
}

impl Cast {
    fn new(pools: &Pools, random: &mut Random) -> Self {
        let mut person = || [random.choose(&pools.given).clone(), random.choose(&pools.surnames).clone()];
        let people = [person(), person()];
        let mut club = || {
            let city = random.choose(&pools.cities);
            if random.in_a_thousand(300) { format!("{city} {}", random.choose(&ENDINGS)) } else { city.clone() }
        };
        let clubs = [club(), club()];
        let mut country = || random.choose(&pools.countries).clone();
        Cast { clubs, people, countries: [country(), country()], city: random.choose(&pools.cities).clone() }
    }

    fn line(&self, pattern: &str, random: &mut Random) -> Sentence {
        let heading = pattern.strip_prefix(CAPITALS);
        let mut sentence = Sentence::default();
        for word in heading.unwrap_or(pattern).split_whitespace() {
            let start = sentence.tokens.len();
            let (text, kind) = self.part(word, random);
            let words =
                text.split(' ').map(|word| if heading.is_some() { word.to_uppercase() } else { word.to_owned() });
            sentence.tokens.extend(words);
            if let Some(kind) = kind {
                sentence.names.push(Name { start, end: sentence.tokens.len(), kind });
            }
        }
        sentence
    }

    /// What stands for a word of the pattern, and what it names.
    fn part(&self, word: &str, random: &mut Random) -> (String, Option<MentionType>) {
        use MentionType::{Loc, Org, Person};
        let number = |random: &mut Random, most| random.below(most).to_string();
        match word {
            "A" => (self.clubs[0].clone(), Some(Org)),
            "B" => (self.clubs[1].clone(), Some(Org)),
            "C" => (self.city.clone(), Some(Loc)),
            "K" => (self.countries[0].clone(), Some(Loc)),
            "L" => (self.countries[1].clone(), Some(Loc)),
            "P" => (self.people[0].join(" "), Some(Person)),
            "Q" => (self.people[1].join(" "), Some(Person)),
            "S" => (self.people[0][1].clone(), Some(Person)),
            "T" => (self.people[1][1].clone(), Some(Person)),
            "N" => (number(random, 10), None),
            "M" => (number(random, 200), None),
            "Mth" => (format!("{}th", 4 + random.below(86)), None),
            "D" => (format!(".{}", 300 + random.below(400)), None),
            _ => (word.to_owned(), None),
        }
    }
}

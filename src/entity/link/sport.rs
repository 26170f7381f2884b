//! Whether an article is about sport, where the name of a place is that of its team.

use super::cues::{Buffer, lower};
use crate::shape::Shapes;

/// Words of matches and tournaments, in lower case.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "baseball", "batsman", "batsmen", "batting", "bowler", "championship", "championships", "coach", "cricket", "cup", "defender",
    "defensive", "final", "finals", "fixture", "football", "footballer", "game", "games", "goal", "goalkeeper",
    "goals", "halftime", "inning", "innings", "kickoff", "league", "match", "matches", "medal", "medals",
    "midfielder", "mlb", "nba", "ncaa", "nfl", "nhl", "offense", "olympic", "olympics", "opener", "penalty",
    "pitcher", "player", "players", "playoff", "playoffs", "quarterback", "quarterfinal", "quarterfinals", "rebounds",
    "referee", "rugby", "scored", "season", "semifinal", "semifinals", "soccer", "squad", "standings", "striker", "team",
    "teammate", "teams", "tennis", "touchdown", "touchdowns", "tournament", "tries", "victory", "wicket", "wickets",
    "win", "winger", "winner", "wins", "yards",
];

static SHAPES: Shapes = Shapes::of(WORDS);

/// How many words of sport there are in an article of that many words before it is one about sport: at least this many,
const FEWEST: usize = 4;

/// and one in this many.
const ONE_IN: usize = 40;

/// Whether the text is about sport.
pub(super) fn is_sport(text: &str) -> bool {
    let (mut words, mut of_sport, mut distinct) = (0, 0, 0u128);
    for piece in text.split(|c: char| !c.is_alphanumeric() && !is_dash(c)) {
        let score = is_score(piece).then_some(WORDS.len());
        for (at, word) in piece.split(is_dash).filter(|word| !word.is_empty()).enumerate() {
            words += 1;
            let mut buffer = Buffer::default();
            let lower = if SHAPES.may_have(word) { lower(word, &mut buffer) } else { None };
            let listed = lower.and_then(|word| WORDS.binary_search(&word).ok());
            if let Some(number) = listed.or(score.filter(|_| at == 0)) {
                of_sport += 1;
                distinct |= 1 << number;
            }
        }
    }
    of_sport >= FEWEST && of_sport * ONE_IN >= words && distinct.count_ones() >= 3
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–')
}

/// Whether this is how a match ended: `2-0`, `107–99`.
fn is_score(piece: &str) -> bool {
    let is_points = |side: &str| (1..=3).contains(&side.len()) && side.bytes().all(|b| b.is_ascii_digit());
    piece.split_once(is_dash).is_some_and(|(ours, theirs)| is_points(ours) && is_points(theirs))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_on_sport_are_told_by_their_words() {
        assert!(WORDS.is_sorted() && WORDS.len() < 128);
        assert!(is_sport(
            "France beat Mexico 2-0 (1-0) in a soccer friendly. The goals came early, 11 and 30 minutes in."
        ));
        assert!(!is_sport("Prices rose 5-10 percent, and 20-30 percent in the north, so 3-4 of 5 companies win."));
        assert!(is_sport("England beat Tonga in the final. The coach praised his players, and the squad flew home."));
        assert!(!is_sport(
            "The coach to London was full, and the players of the orchestra stood. They had no cup of tea."
        ));
        assert!(!is_sport(""));
    }
}

//! Whether an article is about sport, where the name of a place is that of its team.

use super::cues::{Buffer, lower};

/// Words of matches and tournaments, in lower case.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "batsman", "batsmen", "batting", "bowler", "championship", "championships", "coach", "cricket", "cup", "defender",
    "defensive", "final", "finals", "fixture", "football", "footballer", "game", "games", "goal", "goalkeeper",
    "goals", "halftime", "inning", "innings", "kickoff", "league", "match", "matches", "medal", "medals",
    "midfielder", "mlb", "nba", "ncaa", "nfl", "nhl", "offense", "olympic", "olympics", "opener", "penalty",
    "pitcher", "player", "players", "playoff", "playoffs", "quarterback", "quarterfinal", "quarterfinals", "rebounds",
    "referee", "rugby", "scored", "season", "semifinal", "semifinals", "soccer", "squad", "striker", "team",
    "teammate", "teams", "tennis", "touchdown", "touchdowns", "tournament", "tries", "victory", "wicket", "wickets",
    "win", "winger", "winner", "wins", "yards",
];

/// How many words of sport there are in an article of that many words before it is one about sport: at least this many,
const FEWEST: usize = 4;

/// and one in this many.
const ONE_IN: usize = 40;

/// Whether the text is about sport.
pub(super) fn is_sport(text: &str) -> bool {
    let (mut words, mut of_sport, mut distinct) = (0, 0, 0u128);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        words += 1;
        let mut buffer = Buffer::default();
        if let Some(at) = lower(word, &mut buffer).and_then(|word| WORDS.binary_search(&word).ok()) {
            of_sport += 1;
            distinct |= 1 << at;
        }
    }
    of_sport >= FEWEST && of_sport * ONE_IN >= words && distinct.count_ones() >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_on_sport_are_told_by_their_words() {
        assert!(WORDS.is_sorted() && WORDS.len() <= 128);
        assert!(is_sport("England beat Tonga in the final. The coach praised his players, and the squad flew home."));
        assert!(!is_sport(
            "The coach to London was full, and the players of the orchestra stood. They had no cup of tea."
        ));
        assert!(!is_sport(""));
    }
}

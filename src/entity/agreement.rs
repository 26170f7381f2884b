//! One name, one type: the mentions of a document that are written alike agree on what sort of thing they name.
//!
//! News uses a name in one sense. Where the recogniser took it for different things, as it does with names that it has
//! not met, the sense that it was surest of over the whole document wins. A name whose own noun says that it is of a
//! body, as in `Collective Security Treaty Organization`, has one voice more for that, and what stands in the byline
//! nearly one for being a person.

use super::{Mention, MentionType};
use crate::sort;
use crate::span::ByteSpan;

/// Nouns that name nothing but bodies, at the end of a name or before `of`, `for` and `on` in it.
#[rustfmt::skip]
const BODIES: [&str; 15] = [
    "Organization", "Organisation", "Association", "Agency", "Ministry", "Committee", "Commission", "Council",
    "University", "Institute", "Foundation", "Federation", "Confederation", "Corporation", "Academy",
];

/// The voice of a byline for a name of several words in it: less than the recogniser's own where that is sure, as it is of
/// `Associated Press`.
const AUTHOR: f32 = 0.8;

/// Gives every mention the type that those written like it are, by the sum of their confidences. Of equal sums the type
/// that comes first wins. Of a mention that changes its type one is as sure as the votes are of one mind.
pub(super) fn agree(text: &str, byline: Option<ByteSpan>, mentions: &mut [Mention]) {
    let names: Vec<&str> = mentions.iter().map(|mention| mention.span.of(text)).collect();
    let (numbers, count) = sort::rank(&names);
    let mut votes = vec![[0.0; MentionType::ALL.len()]; count];
    for ((mention, name), &number) in mentions.iter().zip(&names).zip(&numbers) {
        let votes = &mut votes[number];
        votes[mention.kind as usize] += mention.confidence;
        // Places and people are named after bodies.
        if matches!(mention.kind, MentionType::Misc | MentionType::Event) && is_of_body(name) {
            votes[MentionType::Org as usize] += 1.0;
        }
        if byline.is_some_and(|byline| byline.contains(mention.span)) && name.contains(' ') {
            votes[MentionType::Person as usize] += AUTHOR;
        }
    }
    for (mention, number) in mentions.iter_mut().zip(numbers) {
        let votes = &votes[number];
        let best = MentionType::ALL.into_iter().fold(MentionType::Person, |best, kind| {
            if votes[kind as usize] > votes[best as usize] { kind } else { best }
        });
        if mention.kind != best {
            let share = votes[best as usize] / votes.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            mention.kind = best;
            mention.confidence *= share;
        }
    }
}

/// Whether a name of several words has the noun of a body at its head.
fn is_of_body(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let head = words.by_ref().take_while(|word| !matches!(*word, "of" | "for" | "on")).last();
    name.contains(' ') && head.is_some_and(|head| BODIES.contains(&head))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_noun_of_a_body_has_a_voice() {
        for (name, is) in [
            ("Collective Security Treaty Organization", true),
            ("Organisation of Petrol Sellers", true),
            ("Committee", false),
            ("Treaty of the Council", false),
        ] {
            assert_eq!(is_of_body(name), is, "{name}");
            let mention = Mention {
                span: ByteSpan::new(0, name.len()),
                kind: MentionType::Misc,
                entity: 0,
                confidence: 0.8,
                glossary: None,
            };
            let mut mentions = [mention];
            agree(name, None, &mut mentions);
            assert_eq!(mentions[0].kind == MentionType::Org, is, "{name}");
        }
    }

    #[test]
    fn a_byline_names_people_unless_the_recogniser_is_sure() {
        let text = "Petra Novak, Associated Press";
        let mention = |start, end, confidence| Mention {
            span: ByteSpan::new(start, end),
            kind: MentionType::Org,
            entity: 0,
            confidence,
            glossary: None,
        };
        let mentions = [mention(0, 11, 0.75), mention(13, 29, 0.98)];
        let kinds = |byline| {
            let mut mentions = mentions;
            agree(text, byline, &mut mentions);
            mentions.map(|mention| mention.kind)
        };
        assert_eq!(kinds(None), [MentionType::Org; 2]);
        let byline = Some(ByteSpan::new(0, text.len()));
        assert_eq!(kinds(byline), [MentionType::Person, MentionType::Org]);
    }

    #[test]
    fn the_sense_that_is_surest_wins() {
        let text = "Odhikar Odhikar Odhikar Dhaka";
        let mention = |start, end, kind, confidence| Mention {
            span: ByteSpan::new(start, end),
            kind,
            entity: 0,
            confidence,
            glossary: None,
        };
        let mut mentions = [
            mention(0, 7, MentionType::Loc, 0.6),
            mention(8, 15, MentionType::Org, 0.5),
            mention(16, 23, MentionType::Org, 0.4),
            mention(24, 29, MentionType::Loc, 0.9),
        ];
        agree(text, None, &mut mentions);
        let kinds = mentions.map(|mention| mention.kind);
        assert_eq!(kinds, [MentionType::Org, MentionType::Org, MentionType::Org, MentionType::Loc]);
        assert!((mentions[0].confidence - 0.36).abs() < 1e-6);
        assert_eq!(mentions[1].confidence, 0.5);
    }
}

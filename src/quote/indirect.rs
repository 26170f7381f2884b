//! What is said without quote marks, and who is named behind `according to`.

use super::clause::{Attribution, Clause, REACH_AFTER, REACH_BEFORE};
use super::words::Class;
use crate::span::ByteSpan;

impl Clause<'_> {
    /// What is said without quote marks, where the verb leaves no doubt.
    pub(super) fn indirect(&self) -> Vec<(ByteSpan, Attribution)> {
        let mut found = Vec::new();
        let mut start = 0;
        while start < self.words.len() {
            let sentence = self.words[start].sentence;
            let length = self.words[start..].partition_point(|word| word.sentence == sentence);
            let end = start + length;
            if !self.inside[start..end].contains(&true) {
                found.extend(self.reported(start, end));
            }
            start = end;
        }
        found
    }

    /// What the sentence of these words reports.
    fn reported(&self, start: usize, end: usize) -> Option<(ByteSpan, Attribution)> {
        let stop = (start..end).rev().find(|&at| !matches!(self.words[at].class, Class::Mark | Class::Comma))? + 1;
        if let Some(at) = (start..stop).find(|&at| self.is_according(at)) {
            let attribution = self.source(at)?;
            let content = if at == start {
                let comma = (at..stop).find(|&at| self.words[at].class == Class::Comma)?;
                (comma + 1, stop)
            } else {
                (start, at)
            };
            return self.content(content).map(|content| (content, attribution));
        }
        let cue = (start..stop).find(|&at| self.is_plain_saying(at))?;
        let speaker = self.subject(cue, start)?;
        let attribution = Attribution { cue: Some(self.words[cue].span), speaker };
        // `…, he said.`
        let subject = self.words.partition_point(|word| word.span.start < speaker.start);
        // `For its part, television reported 3,700 arrests.`
        let next = self.words[cue + 1..stop].first().map_or("", |next| next.span.of(self.text));
        let reports_figure = next.starts_with(|c: char| c.is_ascii_digit());
        if cue + 4 > stop && !reports_figure && subject > start + 3 && self.words[subject - 1].class == Class::Comma {
            return self.content((start, subject)).map(|content| (content, attribution));
        }
        let that = (cue + 1..stop).take(REACH_AFTER / 2).find(|&at| self.words[at].span.of(self.text) == "that");
        let says = matches!(self.words[cue].span.of(self.text), "said" | "says" | "added" | "adds");
        let from = match that {
            Some(that) => that + 1,
            None if says => cue + 1,
            None => return None,
        };
        self.content((from, stop)).map(|content| (content, attribution))
    }

    /// `According to X, “…”`, `“…,” according to X`.
    pub(super) fn according(&self, start: usize, end: usize) -> Option<Attribution> {
        let sentence = self.words[start].sentence;
        let before = (0..start).rev().take(REACH_BEFORE).take_while(|&at| self.words[at].sentence == sentence);
        let after = self.sentence_from(end, self.words[end - 1].sentence).take(REACH_AFTER);
        let at = before.chain(after).find(|&at| self.is_according(at))?;
        self.source(at)
    }

    fn is_according(&self, at: usize) -> bool {
        let word = |at: usize| self.words.get(at).map_or("", |word| word.span.of(self.text));
        word(at).eq_ignore_ascii_case("according") && word(at + 1) == "to" && !self.inside[at]
    }

    /// Who is named behind `according to`.
    fn source(&self, at: usize) -> Option<Attribution> {
        let cue = ByteSpan::new(self.words[at].span.start, self.words[at + 1].span.end);
        let found = self.inverted(at + 1)?;
        Some(Attribution { cue: Some(cue), ..found })
    }

    /// Whether a verb does nothing but say.
    pub(super) fn is_plain_saying(&self, at: usize) -> bool {
        let word = self.words[at].span.of(self.text);
        self.is_cue(at) && PLAIN.contains(&word)
    }

    /// The words as a span, if they are enough for something said.
    fn content(&self, (mut start, mut end): (usize, usize)) -> Option<ByteSpan> {
        while start < end && matches!(self.words[start].class, Class::Mark | Class::Comma) {
            start += 1;
        }
        while start < end && matches!(self.words[end - 1].class, Class::Mark | Class::Comma) {
            end -= 1;
        }
        (end > start + 2).then(|| ByteSpan::new(self.words[start].span.start, self.words[end - 1].span.end))
    }
}

/// Verbs that do nothing but say, with what is said behind them.
#[rustfmt::skip]
const PLAIN: [&str; 24] = [
    "said", "says", "told", "tells", "added", "adds", "announced", "claimed", "claims", "warned", "warns", "insisted",
    "insists", "argued", "argues", "stated", "states", "explained", "acknowledged", "confirmed", "testified", "reported",
    "noted", "conceded",
];

//! Who spoke, where it is not said in the sentence of the quotation: in the sentence before or behind it, or by a dash.

use super::clause::{Attribution, Clause};
use super::words::Class;
use crate::entity::MentionType;
use crate::span::ByteSpan;

/// The most words of a sentence that says no more than who spoke.
const MOST_APART: usize = 5;

/// The most titles and names before the one that signs.
const MOST_TITLES: usize = 5;

impl Clause<'_> {
    /// `“…” — Anna Lind`: the name that a dash alone ties to the quotation which ends before the word at `end`.
    pub(super) fn signed(&self, end: usize) -> Option<Attribution> {
        let dash = self.words.get(end)?.span;
        let first = self.words.get(end + 1).filter(|_| is_dash(dash.of(self.text)))?;
        let person = self.mention_at(first.span).filter(|name| name.kind == MentionType::Person);
        let speaker = person.map(|name| name.span).or_else(|| self.capitalised_pair(end + 1))?;
        self.ends_block_or_line(speaker.end).then_some(Attribution { cue: None, speaker })
    }

    /// `— Mayor Anna Lind, in a letter`: the person whom a dash at the beginning of the block puts under the block before.
    pub(super) fn signature(&self) -> Option<ByteSpan> {
        let dash = self.words.first()?.span.of(self.text);
        let start = self.words.get(1).filter(|_| is_dash(dash) || dash == "-")?.span.start;
        let titled = (1..self.words.len()).take(MOST_TITLES).take_while(|&at| self.is_capital(at));
        let mut named = titled.filter_map(|at| self.mention_at(self.words[at].span));
        let end = named.find(|name| name.kind == MentionType::Person)?.span.end;
        let rest = &self.words[self.words.partition_point(|word| word.span.start < end)..];
        let closes = rest.iter().all(|word| word.class == Class::Mark);
        (closes || rest[0].class == Class::Comma).then(|| ByteSpan::new(start, end))
    }

    /// Two or three capitalised words from the one at `at`: a name that the recogniser did not find.
    fn capitalised_pair(&self, at: usize) -> Option<ByteSpan> {
        let run = (at..self.words.len()).take(4).take_while(|&at| self.is_capital(at)).count();
        matches!(run, 2 | 3).then(|| ByteSpan::new(self.words[at].span.start, self.words[at + run - 1].span.end))
    }

    /// Whether nothing but a stop stands between `at` and the end of its line.
    fn ends_block_or_line(&self, at: usize) -> bool {
        let next = self.words.partition_point(|word| word.span.start < at);
        let next = self.words[next..].iter().find(|word| word.class != Class::Mark);
        next.is_none_or(|next| self.text[at..next.span.start].contains('\n'))
    }

    /// `“….” Lind said.`: the short sentence behind a quotation that ends with a stop where there should be a comma.
    pub(super) fn said_apart(&self, end: usize) -> Option<Attribution> {
        let sentence = self.words.get(end)?.sentence;
        let next = self.words.partition_point(|word| word.sentence <= sentence);
        let short = next - end <= MOST_APART && !self.inside[end..next].contains(&true);
        self.after(end, sentence).filter(|_| short)
    }

    /// The attribution that the sentence before gives a quotation that is a sentence of its own: `Lind called it a mistake.
    /// “It is too late.”`
    pub(super) fn told_before(&self, quoted: ByteSpan) -> Option<Attribution> {
        let start = self.words.partition_point(|word| word.span.end <= quoted.start);
        let before = self.words.get(start)?.sentence.checked_sub(1)?;
        self.before(start, before).filter(|_| self.stands_alone(quoted))
    }
}

fn is_dash(word: &str) -> bool {
    matches!(word, "—" | "–" | "―" | "--")
}

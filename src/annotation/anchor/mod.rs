//! Finding a quoted passage again in a text that may have changed since, and saying how sure that is.
//!
//! The text is indexed once ([`Anchorer::new`]) and then asked about any number of quotes. A passage that stands there
//! word for word is found first, the right one of several by what stands around it. Else the places are looked at that
//! share rare words with the quote; each is aligned with it word by word, and judged by how much of the quote was kept,
//! how much of what stood around it, and how far the next best place is behind. A place where a name, a number or a
//! negation has been put in the place of another is taken only if it still stands between the same words.

mod align;
mod alike;
mod exact;
mod judge;
mod order;
mod words;

use super::fragment::{Page, TextDirective};
use super::selector::{Quote, Selector};
use crate::sort;
use crate::span::ByteSpan;
use align::{Alignment, Read};
use judge::Features;
use order::{Gap, Order};
use std::cell::OnceCell;
use words::{Sequence, Words};

/// A passage found again.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Anchor {
    /// Where it stands now: from the first of its words that was kept to the last.
    pub span: ByteSpan,
    /// Whether it is still what it was.
    pub status: Status,
    /// How likely it is that this is the passage meant, from 0 to 1, as measured on revisions of published articles.
    pub confidence: f32,
}

/// What has become of a passage that was found again. One that was not found is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It stands there word for word.
    Anchored,
    /// Its words are others now: show the old ones beside it.
    Changed,
}

/// How sure one of several places is between which nothing decides.
const GUESS: f32 = 0.5;

/// How sure a place is of which nobody said the words.
const UNCONFIRMED: f32 = 0.5;

/// A quote of more words than this is looked for by its beginning and its end, so that the time it takes grows with its
/// length and not with the square of it.
const LONG: usize = 160;

/// A text, indexed to find quotes in.
///
/// ```
/// use newsgloss::annotation::{Anchorer, Quote};
///
/// let text = "The mayor said on Monday that the old bridge will stay closed until the spring.";
/// let quote = Quote { exact: "the bridge will stay closed".into(), ..Quote::default() };
/// let found = Anchorer::new(text).anchor(&quote).unwrap();
/// assert_eq!(found.span.of(text), "the old bridge will stay closed");
/// ```
#[derive(Debug)]
pub struct Anchorer<'t> {
    text: &'t str,
    words: Words,
    /// The whole text as one block, once a text fragment has been looked for.
    page: OnceCell<Page<'t>>,
}

impl<'t> Anchorer<'t> {
    /// Indexes `text`, in time linear in its length but for one sort.
    pub fn new(text: &'t str) -> Self {
        Anchorer { text, words: Words::new(text), page: OnceCell::new() }
    }

    /// The passage that `quote` means in this text; `None` if it is gone.
    pub fn anchor(&self, quote: &Quote) -> Option<Anchor> {
        self.anchor_in(quote, None)
    }

    /// The passages that quotes of one text mean in this one, each `None` if it is gone.
    ///
    /// They are found together: where a quote started in the text that all are taken from says between which others it
    /// stood, and of those that are certain most still stand in the same order. A place between the same ones is the more
    /// likely for it, another the less.
    pub fn anchor_all(&self, quotes: &[Quote]) -> Vec<Option<Anchor>> {
        let alone: Vec<Option<Anchor>> = quotes.iter().map(|quote| self.anchor(quote)).collect();
        let order = Order::new(quotes, &alone, self.text.len());
        let together = |(quote, found): (&Quote, Option<Anchor>)| match order.gap(quote, found) {
            Some(gap) => self.anchor_in(&Quote { start: Some(gap.expected), ..quote.clone() }, Some(gap)),
            None => found,
        };
        quotes.iter().zip(alone).map(together).collect()
    }

    /// The passage that a quote means, which is likely to be in a gap between others.
    fn anchor_in(&self, quote: &Quote, gap: Option<Gap>) -> Option<Anchor> {
        if quote.exact.trim().is_empty() {
            return None;
        }
        exact::find(self.text, quote, gap).or_else(|| self.changed(quote, gap))
    }

    /// The passage that an annotation's selectors mean in this text; `None` if it is gone.
    ///
    /// Its words decide, if they are among them, and its position is a hint. Without words it is where its position or its
    /// text fragment says, which nothing confirms.
    pub fn locate(&self, target: &[Selector]) -> Option<Anchor> {
        let (mut quote, mut place) = (None, None);
        for selector in target {
            match selector {
                Selector::Quote(words) => quote = quote.or(Some(words)),
                Selector::Position(position) => place = place.or_else(|| position.locate(self.text)),
                Selector::Fragment(fragment) => place = place.or_else(|| self.named(&fragment.value)),
            }
        }
        if let Some(quote) = quote {
            let start = quote.start.or(place.map(|place| place.start));
            return self.anchor(&Quote { start, ..quote.clone() });
        }
        let span = place.filter(|place| !place.is_empty())?;
        Some(Anchor { span, status: Status::Anchored, confidence: UNCONFIRMED })
    }

    /// What a text fragment names here, the whole text taken for one block.
    fn named(&self, fragment: &str) -> Option<ByteSpan> {
        let [directive, ..] = &TextDirective::read(fragment)[..] else { return None };
        self.page.get_or_init(|| Page::new(self.text, &[ByteSpan::new(0, self.text.len())])).find(directive)
    }

    /// The passage with other words in it.
    fn changed(&self, quote: &Quote, gap: Option<Gap>) -> Option<Anchor> {
        let sequence = Sequence::new(quote);
        let length = sequence.quoted().len();
        if length <= LONG {
            return self.place(&sequence, gap);
        }
        // Each end is a quote of its own, with context on one side.
        let (head, tail) = sequence.ends(LONG / 2);
        let (head, tail) = (self.place(&head, gap)?, self.place(&tail, gap)?);
        let span = (head.span.start < tail.span.end).then(|| ByteSpan::new(head.span.start, tail.span.end))?;
        let there = self.words.between(span);
        (there * 2 >= length && there <= length * 2).then(|| Anchor {
            span,
            status: Status::Changed,
            confidence: head.confidence.min(tail.confidence),
        })
    }

    /// The best place for a sequence of words, if it is good enough.
    fn place(&self, sequence: &Sequence, gap: Option<Gap>) -> Option<Anchor> {
        let mut places: Vec<(f32, usize, Features, Alignment)> = Vec::new();
        for window in self.words.candidates(sequence) {
            let there = Read { text: self.text, words: &self.words };
            let Some(found) = Alignment::new(sequence, there, window) else { continue };
            if places.iter().all(|(.., other)| other.first != found.first) {
                let features = Features::new(sequence, &self.words, &found);
                let start = self.words.list[found.first].span.start;
                let far = sequence.start.map_or(0, |was| was.abs_diff(start));
                places.push((features.worth(), far, features, found));
            }
        }
        sort::by(&mut places, |a, b| b.0.total_cmp(&a.0).then((a.1, a.3.first).cmp(&(b.1, b.3.first))));
        let (worth, _, features, best) = places.first()?;
        // Places that are alike to the last are no rivals, but which of them it is remains a guess.
        let alike = places.iter().filter(|place| place.0 == *worth).count();
        let margin = worth - places.get(alike).map_or(0.0, |next| next.0);
        let order = gap.map_or(0.0, |gap| gap.speaks_for(self.words.list[best.first].span.start));
        let chance = judge::confidence(features, margin, order, sequence, &self.words, best)?;
        let confidence = if alike > 1 { chance.min(GUESS) } else { chance };
        let span = self.span_of(sequence, best);
        Some(Anchor { span, status: Status::Changed, confidence })
    }

    /// The span of an alignment, without the marks around its first and last word that the quote was cut from.
    fn span_of(&self, sequence: &Sequence, found: &Alignment) -> ByteSpan {
        let [first, last] = [*found.shown().start(), *found.shown().end()].map(|at| self.words.list[at].span);
        let marks = |c: char| !c.is_alphanumeric();
        let (left, right) = (first.of(self.text).trim_start_matches(marks), last.of(self.text).trim_end_matches(marks));
        let start = if sequence.open[0] && !left.is_empty() { first.end - left.len() } else { first.start };
        let end = if sequence.open[1] && !right.is_empty() { last.start + right.len() } else { last.end };
        ByteSpan::new(start, end)
    }
}

//! What the ranker knows of each sentence: one vector of numbers, most of them from 0 to 1.
//!
//! Likeness is the cosine of two sets of terms, each term weighing the same: within one article the words that come
//! back are its subject. Every likeness to many sentences at once is a product with the sum of their vectors, so that
//! time grows with the words alone.

use super::candidate::{Candidate, Needs};
use super::terms::Numbering;
use crate::sort;

macro_rules! features {
    ($($(#[doc = $about:literal])+ $name:ident,)+) => {
        /// One feature: an index into a [`Vector`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(usize)]
        pub enum Feature { $($(#[doc = $about])+ $name,)+ }

        impl Feature {
            /// Every feature, in the order of a vector.
            pub const ALL: &[Feature] = &[$(Feature::$name,)+];
        }
    };
}

features! {
    /// 1 for the first sentence, falling with its rank from the top: 3 / (3 + rank).
    NearTop,
    /// 1 / (1 + rank).
    VeryNearTop,
    /// The first sentence.
    First,
    /// The second.
    Second,
    /// The third.
    Third,
    /// The fourth or the fifth.
    FourthOrFifth,
    /// The rank as a share of the article.
    Depth,
    /// In the last tenth.
    Ending,
    /// First of its paragraph.
    OpensParagraph,
    /// In an article of few sentences: 10 / (10 + count).
    ShortArticle,
    /// Words, as a share of 40.
    Length,
    /// Fewer than 9 words.
    Brief,
    /// 9 to 14 words.
    Shortish,
    /// 24 to 34 words.
    Longish,
    /// More than 34 words.
    Long,
    /// Likeness to all that follow.
    Following,
    /// Likeness to all that went before.
    Preceding,
    /// Likeness to the whole.
    Centroid,
    /// Likeness to the whole, what is near the top weighing more.
    LeadCentroid,
    /// Likeness to the first sentence.
    LikeFirst,
    /// Likeness to the sentence before.
    LikePrevious,
    /// Likeness to the sentence after.
    LikeNext,
    /// How often its terms come in the article, on average.
    TermFrequency,
    /// The same in sum.
    TermMass,
    /// Share of the article's ten most frequent terms that it holds.
    TopTerms,
    /// Terms that it is the first to use and that come back.
    Introduces,
    /// Terms that are found nowhere else, as a share of its own.
    Unique,
    /// Share of its words that are names.
    Names,
    /// How often its names come in the article, on average.
    NameFrequency,
    /// Names that it is the first to use and that come back.
    IntroducesNames,
    /// Share of the five most frequent names that it holds.
    TopNames,
    /// Names of two words.
    FullNames,
    /// No name at all.
    Nameless,
    /// Words with a figure in them.
    Figures,
    /// An amount of money or a share.
    Amounts,
    /// Share of its words that are quoted.
    Quoted,
    /// Whether anything is quoted.
    Quotes,
    /// A quotation that begins or ends elsewhere.
    CutsQuote,
    /// Share of function words.
    FunctionWords,
    /// First-person pronouns.
    FirstPerson,
    /// Second-person pronouns.
    SecondPerson,
    /// Third-person pronouns.
    ThirdPerson,
    /// Verbs of speech.
    Speech,
    /// Days of the week.
    Days,
    /// Words of news.
    News,
    /// Words of comment.
    Comment,
    /// Words in capitals.
    Shouted,
    /// Letters a word.
    WordLength,
    /// Commas and dashes a word.
    Breaks,
    /// Something in brackets.
    Brackets,
    /// A question.
    Asks,
    /// Opens with a label.
    Labelled,
    /// Leans on the sentence before.
    Leans,
    /// The sentence after leans on it.
    LeantOn,
    /// Share of the headline's terms that it holds.
    Headline,
}

/// How many features there are.
pub const COUNT: usize = Feature::ALL.len();

/// The features of one sentence.
pub type Vector = [f32; COUNT];

/// The features of every candidate; the headline has `title` distinct terms.
pub(super) fn vectors(candidates: &[Candidate], title: usize) -> Vec<Vector> {
    let article = Article::new(candidates);
    let mut seen = Seen::new(&article);
    let mut vectors = vec![[0.0; COUNT]; candidates.len()];
    for (at, vector) in vectors.iter_mut().enumerate() {
        place(&article, at, vector);
        face(&candidates[at], vector);
        article.likeness(at, vector);
        seen.read(&article, at, vector);
        vector[Feature::LeantOn as usize] = flag(candidates.get(at + 1).is_some_and(|c| c.needs == Needs::ThePrevious));
        vector[Feature::Headline as usize] = share(number(candidates[at].headline), number(title));
    }
    following(&article, &mut vectors);
    vectors
}

/// A count as a number.
#[expect(clippy::cast_precision_loss, reason = "beyond 2^24 of anything the last digit does not matter")]
pub(super) fn number(count: usize) -> f32 {
    count as f32
}

fn flag(on: bool) -> f32 {
    f32::from(u8::from(on))
}

/// `part` of `whole`, 0 of nothing.
fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// `value` brought into 0 to 1, a half at `half`.
fn soft(value: f32, half: f32) -> f32 {
    value / (value + half)
}

/// Where the sentence stands and how long it is.
fn place(article: &Article<'_>, at: usize, vector: &mut Vector) {
    use Feature::{
        Brief, Depth, Ending, First, FourthOrFifth, Length, Long, Longish, NearTop, OpensParagraph, Second,
        ShortArticle, Shortish, Third, VeryNearTop,
    };
    let candidate = &article.candidates[at];
    let (rank, count, words) = (number(at), number(article.candidates.len()), candidate.words);
    let values = [
        (NearTop, 3.0 / (3.0 + rank)),
        (VeryNearTop, 1.0 / (1.0 + rank)),
        (First, flag(at == 0)),
        (Second, flag(at == 1)),
        (Third, flag(at == 2)),
        (FourthOrFifth, flag(at == 3 || at == 4)),
        (Depth, rank / count),
        (Ending, flag(at > 4 && rank >= 0.9 * count)),
        (OpensParagraph, flag(candidate.within == 0)),
        (ShortArticle, 10.0 / (10.0 + count)),
        (Length, number(words.min(60)) / 40.0),
        (Brief, flag(words < 9)),
        (Shortish, flag((9..15).contains(&words))),
        (Longish, flag((24..35).contains(&words))),
        (Long, flag(words > 34)),
    ];
    set(vector, &values);
}

/// What it shows on its face.
fn face(candidate: &Candidate, vector: &mut Vector) {
    use Feature::{
        Amounts, Asks, Brackets, Breaks, Comment, CutsQuote, Days, Figures, FirstPerson, FullNames, FunctionWords,
        Labelled, Leans, Nameless, Names, News, Quoted, Quotes, SecondPerson, Shouted, Speech, ThirdPerson, WordLength,
    };
    let surface = &candidate.surface;
    let words = number(candidate.words.max(1));
    let few = |count: usize| number(count.min(3)) / 3.0;
    let values = [
        (Names, number(surface.names.len()) / words),
        (FullNames, few(surface.full_names)),
        (Nameless, flag(surface.names.is_empty())),
        (Figures, few(surface.figures)),
        (Amounts, flag(surface.amounts)),
        (Quoted, number(surface.quoted) / words),
        (Quotes, flag(surface.quoted > 0)),
        (CutsQuote, flag(candidate.cuts_quote)),
        (FunctionWords, number(surface.function_words) / words),
        (FirstPerson, few(surface.first_person)),
        (SecondPerson, few(surface.second_person)),
        (ThirdPerson, few(surface.third_person)),
        (Speech, few(surface.speech)),
        (Days, flag(surface.days > 0)),
        (News, few(surface.news)),
        (Comment, few(surface.comment)),
        (Shouted, few(surface.shouted)),
        (WordLength, (number(surface.letters) / words / 8.0).min(2.0)),
        (Breaks, (number(surface.breaks) / words * 4.0).min(2.0)),
        (Brackets, flag(surface.brackets)),
        (Asks, flag(candidate.asks)),
        (Labelled, flag(candidate.labelled)),
        (Leans, flag(candidate.needs != Needs::Nothing)),
    ];
    set(vector, &values);
}

fn set(vector: &mut Vector, values: &[(Feature, f32)]) {
    for &(feature, value) in values {
        vector[feature as usize] = value;
    }
}

/// The candidates with their terms numbered, and what is known of each term.
struct Article<'a> {
    candidates: &'a [Candidate],
    /// The numbers of each candidate's terms.
    terms: Vec<Vec<usize>>,
    /// Those of the words of its names, each once.
    names: Vec<Vec<usize>>,
    /// In how many sentences each term comes.
    frequency: Vec<f32>,
    /// In how many sentences it comes as part of a name.
    name_frequency: Vec<f32>,
    /// What each term weighs in the sum of all sentences, and in that where the top weighs more; with the lengths.
    centroid: (Vec<f32>, f32),
    lead: (Vec<f32>, f32),
    top_terms: Vec<bool>,
    top_names: Vec<bool>,
}

/// How many terms and names count as the most frequent.
const TOP_TERMS: usize = 10;
const TOP_NAMES: usize = 5;

impl<'a> Article<'a> {
    fn new(candidates: &'a [Candidate]) -> Self {
        let hashes = candidates.iter().flat_map(|c| c.terms.iter().chain(&c.surface.names).copied());
        let numbering = Numbering::new(hashes.collect());
        let numbers = |hashes: &[u64]| {
            let mut numbers: Vec<usize> = hashes.iter().map(|&hash| numbering.number(hash)).collect();
            sort::by(&mut numbers, Ord::cmp);
            numbers.dedup();
            numbers
        };
        let terms: Vec<Vec<usize>> = candidates.iter().map(|c| numbers(&c.terms)).collect();
        let names: Vec<Vec<usize>> = candidates.iter().map(|c| numbers(&c.surface.names)).collect();
        let size = numbering.len();
        let frequency = sum(size, &terms, |_, _| 1.0);
        let name_frequency = sum(size, &names, |_, _| 1.0);
        let (top_terms, top_names) = (top(&frequency, TOP_TERMS), top(&name_frequency, TOP_NAMES));
        let centroid = with_length(sum(size, &terms, |_, terms| unit(terms)));
        let lead = with_length(sum(size, &terms, |at, terms| unit(terms) * 4.0 / (4.0 + number(at))));
        Article { candidates, terms, names, frequency, name_frequency, centroid, lead, top_terms, top_names }
    }

    /// The features that compare the sentence with others.
    fn likeness(&self, at: usize, vector: &mut Vector) {
        use Feature::{
            Centroid, LeadCentroid, LikeFirst, LikeNext, LikePrevious, NameFrequency, TermFrequency, TermMass,
            TopNames, TopTerms, Unique,
        };
        let (terms, names) = (&self.terms[at], &self.names[at]);
        let count = number(self.candidates.len());
        let total: f32 = terms.iter().map(|&term| self.frequency[term]).sum();
        let repeated: f32 = terms.iter().map(|&term| (self.frequency[term] - 1.0).min(8.0)).sum();
        let named: f32 = names.iter().map(|&term| self.name_frequency[term]).sum();
        let once = terms.iter().filter(|&&term| self.frequency[term] < 1.5).count();
        let among = |list: &[usize], top: &[bool]| number(list.iter().filter(|&&term| top[term]).count());
        let values = [
            (Centroid, along(terms, &self.centroid)),
            (LeadCentroid, along(terms, &self.lead)),
            (LikeFirst, if at == 0 { 0.0 } else { self.alike(at, 0) }),
            (LikePrevious, if at == 0 { 0.0 } else { self.alike(at, at - 1) }),
            (LikeNext, if at + 1 < self.terms.len() { self.alike(at, at + 1) } else { 0.0 }),
            (TermFrequency, share(total, number(terms.len()) * count.sqrt())),
            (TermMass, soft(repeated, 15.0)),
            (TopTerms, among(terms, &self.top_terms) / number(TOP_TERMS)),
            (Unique, share(number(once), number(terms.len()))),
            (NameFrequency, share(named, number(names.len()) * count.sqrt())),
            (TopNames, among(names, &self.top_names) / number(TOP_NAMES)),
        ];
        set(vector, &values);
    }

    /// The cosine of two sentences.
    fn alike(&self, one: usize, other: usize) -> f32 {
        let (one, other) = (&self.terms[one], &self.terms[other]);
        let shared = one.iter().filter(|term| other.binary_search(term).is_ok()).count();
        number(shared) * unit(one) * unit(other)
    }
}

/// What each of a sentence's equal coordinates is when its vector has length one.
fn unit(terms: &[usize]) -> f32 {
    1.0 / number(terms.len().max(1)).sqrt()
}

/// For each term, the sum over the sentences that hold it of what that sentence weighs.
fn sum(size: usize, sentences: &[Vec<usize>], weight: impl Fn(usize, &[usize]) -> f32) -> Vec<f32> {
    let mut sum = vec![0.0; size];
    for (at, terms) in sentences.iter().enumerate() {
        let weight = weight(at, terms);
        for &term in terms {
            sum[term] += weight;
        }
    }
    sum
}

/// A vector with its length.
fn with_length(vector: Vec<f32>) -> (Vec<f32>, f32) {
    let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
    (vector, length)
}

/// The cosine of a sentence and a vector.
fn along(terms: &[usize], (vector, length): &(Vec<f32>, f32)) -> f32 {
    share(terms.iter().map(|&term| vector[term]).sum::<f32>() * unit(terms), *length)
}

/// Which terms are the `count` most frequent, those that come once left out.
fn top(frequency: &[f32], count: usize) -> Vec<bool> {
    let mut order: Vec<usize> = (0..frequency.len()).filter(|&term| frequency[term] > 1.5).collect();
    sort::by(&mut order, |&a, &b| frequency[b].total_cmp(&frequency[a]).then(a.cmp(&b)));
    let mut top = vec![false; frequency.len()];
    order.iter().take(count).for_each(|&term| top[term] = true);
    top
}

/// What has been said so far.
struct Seen {
    seen: Vec<bool>,
    named: Vec<bool>,
    sum: Vec<f32>,
}

impl Seen {
    fn new(article: &Article<'_>) -> Self {
        let size = article.frequency.len();
        Seen { seen: vec![false; size], named: vec![false; size], sum: vec![0.0; size] }
    }

    /// Sets what depends on the sentences before this one, and adds this one to them.
    fn read(&mut self, article: &Article<'_>, at: usize, vector: &mut Vector) {
        let (terms, names) = (&article.terms[at], &article.names[at]);
        let weight = unit(terms);
        let before: f32 = terms.iter().map(|&term| self.sum[term]).sum();
        let values = [
            (Feature::Preceding, soft(before * weight, 2.0)),
            (Feature::Introduces, soft(first(&mut self.seen, terms, &article.frequency), 4.0)),
            (Feature::IntroducesNames, soft(first(&mut self.named, names, &article.name_frequency), 3.0)),
        ];
        set(vector, &values);
        terms.iter().for_each(|&term| self.sum[term] += weight);
    }
}

/// How many more sentences the terms come in that are not `seen` yet: no more than five for one. They are seen then.
fn first(seen: &mut [bool], terms: &[usize], frequency: &[f32]) -> f32 {
    let mut returns = 0.0;
    for &term in terms {
        if !std::mem::replace(&mut seen[term], true) {
            returns += (frequency[term] - 1.0).clamp(0.0, 5.0);
        }
    }
    returns
}

/// How much of what follows a sentence is like it, the largest in the article being 1.
///
/// Directed centrality (Zheng and Lapata, *Sentence Centrality Revisited for Unsupervised Summarization*, ACL 2019): a
/// report first says what it then goes into.
fn following(article: &Article<'_>, vectors: &mut [Vector]) {
    let mut after = vec![0.0; article.frequency.len()];
    let mut values = vec![0.0; vectors.len()];
    for (terms, value) in article.terms.iter().zip(&mut values).rev() {
        let weight = unit(terms);
        for &term in terms {
            *value += weight * after[term];
            after[term] += weight;
        }
    }
    let largest = values.iter().copied().fold(0.0, f32::max);
    for (vector, value) in vectors.iter_mut().zip(values) {
        vector[Feature::Following as usize] = share(value, largest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::plain;
    use crate::summary::candidate;

    #[test]
    fn what_the_rest_goes_into_is_most_followed() {
        let text = "Title\n\nSnow fell on the hills and the fields that day. The bridge over the river will be rebuilt. \
            The bridge was closed when the river rose in spring. Builders will keep the arches of the bridge.";
        let vectors = vectors(&candidate::gather(&plain::parse(text), &[]), 0);
        let followed: Vec<f32> = vectors.iter().map(|vector| vector[Feature::Following as usize]).collect();
        assert_eq!(followed.len(), 4);
        assert_eq!((followed[0], followed[1], followed[3]), (0.0, 1.0, 0.0));
    }

    #[test]
    fn every_feature_is_a_small_number() {
        let text = "Bridge\n\n".to_owned() + &"The $5 bridge (new) of Anna Lind, “long”, is he? ".repeat(300);
        for vector in vectors(&candidate::gather(&plain::parse(&text), &[]), 1) {
            assert!(vector.iter().all(|value| (0.0..=20.0).contains(value)), "{vector:?}");
        }
    }
}

//! What a sentence shows on its face: counts of names, figures, quoted words and the like.

use super::readable::Quoting;
use super::terms::Word;
use crate::shape::Shapes;
use crate::span::ByteSpan;

/// Counts over the words of one sentence.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Surface {
    /// Words with a capital or a figure, but for the first word: the terms of names, in order.
    pub(super) names: Vec<u64>,
    /// Names of two words or more in a row.
    pub(super) full_names: usize,
    /// Words that hold a figure.
    pub(super) figures: usize,
    /// Whether an amount of money or a share is among them.
    pub(super) amounts: bool,
    /// Words that stand in quotation marks.
    pub(super) quoted: usize,
    /// Function words.
    pub(super) function_words: usize,
    /// `I`, `we`, `my`, `our`, `us`, `me`, outside quotations too.
    pub(super) first_person: usize,
    /// `you`, `your`.
    pub(super) second_person: usize,
    /// `he`, `she`, `it`, `they` and their forms.
    pub(super) third_person: usize,
    /// Verbs that report speech.
    pub(super) speech: usize,
    /// Days of the week and words such as `yesterday`.
    pub(super) days: usize,
    /// Words of a change or an act that makes news: `announced`, `killed`, `will`.
    pub(super) news: usize,
    /// Words of hedging and comment: `perhaps`, `seems`, `think`.
    pub(super) comment: usize,
    /// Words in capitals alone.
    pub(super) shouted: usize,
    /// Letters and digits of all words.
    pub(super) letters: usize,
    /// Commas, semicolons and dashes.
    pub(super) breaks: usize,
    /// Whether something stands in brackets.
    pub(super) brackets: bool,
}

/// What an English word shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    FirstPerson,
    SecondPerson,
    ThirdPerson,
    Speech,
    Day,
    News,
    Comment,
}

use Mark::{Comment, Day, FirstPerson, News, SecondPerson, Speech, ThirdPerson};

/// The words that show something, sorted: one search tells of each word all there is to tell.
#[rustfmt::skip]
const MARKS: &[(&str, Mark)] = &[
    ("accused", News), ("actually", Comment), ("added", Speech), ("adds", Speech), ("agreed", News),
    ("announced", News), ("appeared", News), ("approved", News), ("arrested", News), ("asked", Speech),
    ("banned", News), ("became", News), ("certainly", Comment), ("charged", News), ("claimed", Speech),
    ("closed", News), ("confirmed", News), ("convicted", News), ("died", News), ("explained", Speech), ("face", News),
    ("faces", News), ("feel", Comment), ("found", News), ("friday", Day), ("guess", Comment), ("has", News),
    ("have", News), ("he", ThirdPerson), ("her", ThirdPerson), ("hers", ThirdPerson), ("him", ThirdPerson),
    ("his", ThirdPerson), ("hope", Comment), ("i", FirstPerson), ("injured", News), ("insisted", Speech),
    ("it", ThirdPerson), ("its", ThirdPerson), ("jailed", News), ("killed", News), ("know", Comment),
    ("launched", News), ("like", Comment), ("lost", News), ("maybe", Comment), ("me", FirstPerson), ("monday", Day),
    ("my", FirstPerson), ("obviously", Comment), ("opened", News), ("ordered", News), ("our", FirstPerson),
    ("ours", FirstPerson), ("perhaps", Comment), ("pleaded", News), ("probably", Comment), ("quite", Comment),
    ("really", Comment), ("recalled", Speech), ("released", News), ("replied", Speech), ("report", News),
    ("reported", News), ("reports", News), ("resigned", News), ("revealed", News), ("said", Speech),
    ("saturday", Day), ("say", Speech), ("says", Speech), ("seem", Comment), ("seems", Comment), ("sentenced", News),
    ("set", News), ("she", ThirdPerson), ("shot", News), ("signed", News), ("sort", Comment), ("sued", News),
    ("sunday", Day), ("suspended", News), ("their", ThirdPerson), ("theirs", ThirdPerson), ("them", ThirdPerson),
    ("they", ThirdPerson), ("think", Comment), ("thought", Comment), ("thursday", Day), ("today", Day),
    ("told", Speech), ("tonight", Day), ("tuesday", Day), ("us", FirstPerson), ("want", Comment), ("warned", Speech),
    ("was", News), ("we", FirstPerson), ("wednesday", Day), ("were", News), ("will", News), ("won", News),
    ("wonder", Comment), ("wrote", Speech), ("yesterday", Day), ("you", SecondPerson), ("your", SecondPerson),
    ("yours", SecondPerson),
];

static SHAPES: Shapes = Shapes::of_table(MARKS);

impl Surface {
    /// Reads a sentence with these words.
    pub(super) fn read(text: &str, span: ByteSpan, words: &[Word], quoting: &Quoting) -> Self {
        let mut surface = Surface::default();
        let mut run = 0_usize;
        for (i, word) in words.iter().enumerate() {
            let written = word.span.of(text);
            let named = i > 0 && !word.is_function && written.starts_with(char::is_uppercase);
            run = if named { run + 1 } else { 0 };
            surface.full_names += usize::from(run == 2);
            if named {
                surface.names.push(word.term);
            }
            surface.function_words += usize::from(word.is_function);
            surface.quoted += usize::from(quoting.is_quoted(word.span));
            surface.count(written, &word.folded);
        }
        surface.count_marks(span.of(text));
        surface
    }

    fn count_marks(&mut self, sentence: &str) {
        for byte in sentence.bytes() {
            self.breaks += usize::from(matches!(byte, b',' | b';'));
            self.brackets |= byte == b'(';
            self.amounts |= matches!(byte, b'$' | b'%');
        }
        if !sentence.is_ascii() {
            self.breaks += sentence.matches(['–', '—']).count();
            self.amounts |= sentence.contains(['£', '€']);
        }
    }

    fn count(&mut self, written: &str, folded: &str) {
        self.figures += usize::from(written.bytes().any(|byte| byte.is_ascii_digit()));
        self.shouted += usize::from(written.len() > 3 && !written.contains(char::is_lowercase) && written != folded);
        self.letters += letters(written);
        self.amounts |= folded == "percent";
        let counter = match mark(folded) {
            None => return,
            Some(FirstPerson) => &mut self.first_person,
            Some(SecondPerson) => &mut self.second_person,
            Some(ThirdPerson) => &mut self.third_person,
            Some(Speech) => &mut self.speech,
            Some(Day) => &mut self.days,
            Some(News) => &mut self.news,
            Some(Comment) => &mut self.comment,
        };
        *counter += 1;
    }
}

/// How many letters and digits a word has.
fn letters(word: &str) -> usize {
    if word.is_ascii() {
        word.bytes().filter(u8::is_ascii_alphanumeric).count()
    } else {
        word.chars().filter(|c| c.is_alphanumeric()).count()
    }
}

/// What a word in lower case shows.
fn mark(folded: &str) -> Option<Mark> {
    if !SHAPES.may_have(folded) {
        return None;
    }
    MARKS.binary_search_by_key(&folded, |(word, _)| word).ok().map(|at| MARKS[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::summary::readable::Quotes;
    use crate::summary::terms;

    fn read(text: &str) -> Surface {
        let span = ByteSpan::new(0, text.len());
        Surface::read(text, span, &terms::read(text, span), &Quotes::default().read(text, span))
    }

    #[test]
    fn the_list_is_sorted() {
        assert!(MARKS.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn names_figures_and_quotations_are_counted() {
        let surface = read("On Monday Anna Lind said: “We paid $300 (a lot), I think.”");
        assert_eq!((surface.names.len(), surface.full_names, surface.figures), (3, 1, 1));
        assert_eq!((surface.first_person, surface.days, surface.speech, surface.comment), (2, 1, 1, 1));
        assert!(surface.amounts && surface.brackets && surface.quoted > 5);
    }
}

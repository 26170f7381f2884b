//! One token as the features see it: hashes of its letters, and how it is cased.

/// The starting state of every hash of letters (FNV-1a, Fowler, Noll and Vo).
const HASH_START: u32 = 0x811C_9DC5;

/// The most letters of an abbreviation that is written with stops or without.
const LONGEST_ACRONYM: usize = 3;

/// How many prefixes, of one letter and up, are kept.
pub(super) const PREFIXES: usize = 4;

/// How many suffixes, of one letter and up, are kept.
pub(super) const SUFFIXES: usize = 5;

/// How a token is cased. The order has no meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Case {
    /// `word`, and writing systems without case.
    Lower,
    /// `Word`.
    Capital,
    /// `WORD`, `U.S.`
    Upper,
    /// `McWord`, `Al-Word`: begins with a capital and has more.
    MixedCapital,
    /// `A`, `J.`
    Initial,
    /// `al-Word`, `iWord`: a capital further on only.
    LateCapital,
    /// `2,500`
    Number,
    /// `G20`, `7th`: letters and digits.
    Alphanumeric,
    /// Neither letters nor digits.
    Mark,
}

/// One token as the features see it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// Hash of the letters in lower case, quote marks and dashes made plain, the last stop of an abbreviation left out
    /// (`Gen.` is `Gen`). A word of two or three capitals is hashed as if it had stops: `US` is `U.S.` and not `us`.
    pub(super) lower: u32,
    /// The same without that exception.
    pub(super) letters: u32,
    /// Hash of the shape: runs of capitals, small letters and digits, and the marks between them.
    pub(super) shape: u32,
    pub(super) case: Case,
    /// How many characters it has.
    pub(super) length: usize,
    /// Hashes of the first letters; those that the word is too short for repeat the longest.
    pub(super) prefixes: [u32; PREFIXES],
    /// Hashes of the last letters; those that the word is too short for repeat the longest.
    pub(super) suffixes: [u32; SUFFIXES],
}

impl Word {
    pub(super) fn new(token: &str) -> Self {
        let token = token.strip_suffix('.').filter(|stem| stem.ends_with(char::is_alphabetic)).unwrap_or(token);
        let mut scan = Scan::default();
        let mut letters = HASH_START;
        let mut prefixes = [0; PREFIXES];
        for c in token.chars() {
            let plain = plain(c);
            letters = fold(letters, plain);
            if scan.length < PREFIXES {
                prefixes[scan.length..].fill(letters);
            }
            scan.see(c, plain);
        }
        let case = scan.case();
        let acronym = scan.capitals == scan.length && (2..=LONGEST_ACRONYM).contains(&scan.length);
        let lower = if acronym { dotted(token) } else { letters };
        Word {
            lower,
            letters,
            shape: scan.shape,
            case,
            length: scan.length,
            prefixes,
            suffixes: suffixes(token, if case == Case::Lower { SHORT } else { SUFFIXES }),
        }
    }

    /// Whether a capital or a digit among letters makes the token look like part of a name.
    pub(super) fn looks_like_name(&self) -> bool {
        !matches!(self.case, Case::Lower | Case::Number | Case::Mark)
    }

    /// Whether the token is made of letters, or of letters and digits.
    pub(super) fn is_word(&self) -> bool {
        !matches!(self.case, Case::Number | Case::Mark)
    }
}

/// Hash of a word of plain lower-case letters: what [`Word::lower`] is for a token with those letters.
pub(super) const fn hash_of(word: &str) -> u32 {
    let bytes = word.as_bytes();
    let mut hash = HASH_START;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash
}

/// Hashes of a list of words, as [`hash_of`] makes them.
pub(super) const fn hashes<const N: usize>(words: [&str; N]) -> [u32; N] {
    let mut hashes = [0; N];
    let mut at = 0;
    while at < N {
        hashes[at] = hash_of(words[at]);
        at += 1;
    }
    hashes
}

/// A character in lower case, with typographic quote marks and dashes made plain.
fn plain(c: char) -> char {
    match c {
        _ if c.is_ascii() => c.to_ascii_lowercase(),
        '‘' | '’' | 'ʼ' | '`' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '‐' | '‑' | '–' | '—' => '-',
        // One character is enough: the few whose lower case has more are no letters that news is written in.
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

fn fold(hash: u32, c: char) -> u32 {
    (hash ^ u32::from(c)).wrapping_mul(0x0100_0193)
}

/// Hash of the letters with stops between them.
fn dotted(token: &str) -> u32 {
    let mut letters = token.chars().map(plain);
    let first = letters.next().map_or(HASH_START, |c| fold(HASH_START, c));
    letters.fold(first, |hash, c| fold(fold(hash, '.'), c))
}

/// Of a word in small letters no longer suffix is asked for: it repeats this one.
const SHORT: usize = 3;

fn suffixes(token: &str, most: usize) -> [u32; SUFFIXES] {
    let mut suffixes = [0; SUFFIXES];
    let mut hash = HASH_START;
    for (length, c) in token.chars().rev().take(most).enumerate() {
        hash = fold(hash, plain(c));
        suffixes[length..].fill(hash);
    }
    suffixes
}

/// What is counted on one pass over a token's characters.
struct Scan {
    length: usize,
    capitals: usize,
    smalls: usize,
    digits: usize,
    begins_with_capital: bool,
    shape: u32,
    last: char,
}

impl Default for Scan {
    fn default() -> Self {
        Scan { length: 0, capitals: 0, smalls: 0, digits: 0, begins_with_capital: false, shape: HASH_START, last: '\0' }
    }
}

impl Scan {
    fn see(&mut self, c: char, plain: char) {
        let class = if c.is_uppercase() {
            self.capitals += 1;
            self.begins_with_capital |= self.length == 0;
            'X'
        } else if c.is_alphabetic() {
            self.smalls += 1;
            'x'
        } else if c.is_numeric() {
            self.digits += 1;
            'd'
        } else {
            plain
        };
        if class != self.last {
            self.shape = fold(self.shape, class);
            self.last = class;
        }
        self.length += 1;
    }

    fn case(&self) -> Case {
        match (self.capitals, self.smalls, self.digits) {
            (0, 0, 0) => Case::Mark,
            (0, 0, _) => Case::Number,
            (_, _, 1..) => Case::Alphanumeric,
            (0, _, _) => Case::Lower,
            (1, 0, _) => Case::Initial,
            (_, 0, _) => Case::Upper,
            _ if !self.begins_with_capital => Case::LateCapital,
            (1, _, _) => Case::Capital,
            _ => Case::MixedCapital,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_how_a_token_is_cased() {
        for (token, case) in [
            ("word", Case::Lower),
            ("Word", Case::Capital),
            ("WORD", Case::Upper),
            ("McWord", Case::MixedCapital),
            ("Kassim-Jomart", Case::MixedCapital),
            ("J.", Case::Initial),
            ("al-Qaida", Case::LateCapital),
            ("U.S.", Case::Upper),
            ("2,500", Case::Number),
            ("G20", Case::Alphanumeric),
            ("…", Case::Mark),
            ("", Case::Mark),
            ("日本", Case::Lower),
            ("Élysée", Case::Capital),
        ] {
            assert_eq!(Word::new(token).case, case, "{token}");
        }
    }

    #[test]
    fn letters_count_whatever_their_case_and_marks_whatever_their_make() {
        assert_eq!(Word::new("Da’esh").lower, Word::new("DA'ESH").lower);
        assert_eq!(Word::new("OBAMA").lower, hash_of("obama"));
        assert_ne!(Word::new("OBAMA").shape, Word::new("Obama").shape);
        assert_eq!(Word::new("Gen.").lower, hash_of("gen"));
        assert_eq!(Word::new("US").lower, Word::new("U.S.").lower);
        assert_ne!(Word::new("US").lower, Word::new("us").lower);
        assert_eq!(Word::new("McDonald").shape, Word::new("DeVitto").shape);
    }

    #[test]
    fn short_words_repeat_their_longest_affix() {
        let word = Word::new("ab");
        assert_eq!(word.prefixes[1], word.prefixes[3]);
        assert_eq!(word.prefixes[1], word.lower);
        assert_eq!(word.suffixes[1], word.suffixes[4]);
        assert_ne!(word.suffixes[0], word.suffixes[1]);
    }
}

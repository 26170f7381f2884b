//! Sentences.
//!
//! A sentence ends at a stop, with the quote marks, brackets and note marks that close behind it, when what follows
//! can begin another. The rules are for news, well edited or not:
//!
//! * A stop that belongs to an abbreviation ends a sentence when the next word is one that opens sentences (`in the
//!   U.S. The minister`) and not when it may go on with a name (`the U.S. Senate`). Titles and initials never end one.
//! * A fragment in lower case after a stop (`he said. declared.`, the mark of machine translation) stays with the
//!   sentence before it. A fragment with a capital is a sentence of its own.
//! * A quote mark belongs to the sentence it closes, even when set apart (`eliminated. “`) or turned the wrong way.
//! * A quoted question with its speaker is one sentence: `“Who knows?” Smith asked.`
//! * A line break alone ends nothing; a blank line, or a line that opens with a bullet or a list number, does.
//!
//! Where to look is the tokens' business: what a stop belongs to is decided there, once.

use super::abbreviation::{self, Class};
use super::class::{is_apostrophe, is_superscript};
use super::opener::{follows_time, is_opener, is_speech_verb};
use super::token::{Token, TokenKind, tokenize};
use crate::span::ByteSpan;

/// The sentences of `block` of `text`, in order, without white space at either end. Together they hold every
/// character of the block that is not white space.
///
/// ```
/// use newsgloss::{ByteSpan, text::sentences};
///
/// let text = "He left the U.S. The minister, Mr. J. Smith, did not. “It is over,” he said. declared.";
/// let sentences = sentences(text, ByteSpan::new(0, text.len()));
/// let sentences: Vec<_> = sentences.iter().map(|sentence| sentence.of(text)).collect();
/// assert_eq!(sentences, [
///     "He left the U.S.",
///     "The minister, Mr. J. Smith, did not.",
///     "“It is over,” he said. declared.",
/// ]);
/// ```
///
/// # Panics
///
/// If `block` does not lie in `text` on character boundaries.
pub fn sentences(text: &str, block: ByteSpan) -> Vec<ByteSpan> {
    let tokens = tokenize(text, block);
    let ends = cut(text, &tokens);
    let starts = std::iter::once(0).chain(ends.iter().copied());
    starts.zip(&ends).map(|(from, &end)| span_of(&tokens[from..end])).collect()
}

/// Where a sentence with these tokens stands.
///
/// # Panics
///
/// If there is none.
pub(crate) fn span_of(tokens: &[Token]) -> ByteSpan {
    ByteSpan::new(tokens[0].span.start, tokens[tokens.len() - 1].span.end)
}

/// Where each sentence of a block ends, as a count of its tokens.
pub(super) fn cut(text: &str, tokens: &[Token]) -> Vec<usize> {
    let cutter = Cutter::new(text, tokens);
    let mut ends = Vec::new();
    let (mut from, mut listing) = (0, false);
    while from < tokens.len() {
        listing |= cutter.is_item_mark(from);
        from = cutter.sentence_end(from, listing);
        ends.push(from);
    }
    ends
}

/// What a token is to a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// A word or number.
    Word,
    /// A word that holds its own stop: `U.S.`, `Mr.`
    Abbreviation,
    /// `.`
    FullStop,
    /// `?`, `!` and their kin in scripts that put a space after them.
    Mark,
    /// `…`, `...`
    Ellipsis,
    /// A stop of a script without spaces: `。`
    WideStop,
    /// An opening quote mark or bracket, `¿`, `¡`.
    Open,
    /// A closing quote mark.
    CloseQuote,
    /// A closing bracket.
    CloseBracket,
    /// A dash or bullet, or a symbol: it may stand before a first word.
    Lead,
    /// `,`, `;`, `:` and the rest: never first in a sentence.
    Inner,
}

impl Role {
    fn is_stop(self) -> bool {
        matches!(self, Role::FullStop | Role::Mark | Role::Ellipsis | Role::WideStop)
    }
}

/// How the text after a stop starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    /// A capital, or a letter of a script that has none.
    Capital,
    Lower,
    Digit,
    /// A mark that does not start a sentence, or nothing.
    None,
}

struct Cutter<'t> {
    text: &'t str,
    tokens: &'t [Token],
    roles: Vec<Role>,
    /// Whether the block has no capital at all, so that none can be waited for.
    uncased: bool,
}

impl<'t> Cutter<'t> {
    fn new(text: &'t str, tokens: &'t [Token]) -> Self {
        let uncased = !tokens.iter().any(|token| token.span.of(text).contains(char::is_uppercase));
        let mut cutter = Cutter { text, tokens, roles: Vec::with_capacity(tokens.len()), uncased };
        let mut quoting = false;
        for at in 0..tokens.len() {
            let role = cutter.role(at, quoting);
            if is_double_quote(cutter.first(at)) {
                quoting = role == Role::Open;
            }
            cutter.roles.push(role);
        }
        cutter
    }

    // ---- looking at tokens -----------------------------------------------------------------------------------------

    fn word(&self, at: usize) -> &'t str {
        self.tokens[at].span.of(self.text)
    }

    fn first(&self, at: usize) -> char {
        // A token is never empty.
        self.word(at).chars().next().unwrap_or(' ')
    }

    /// What lies between token `at` and the one before it: white space or nothing.
    fn gap(&self, at: usize) -> &'t str {
        if at == 0 { "" } else { &self.text[self.tokens[at - 1].span.end..self.tokens[at].span.start] }
    }

    /// Whether token `at` follows the one before it without a space.
    fn is_glued(&self, at: usize) -> bool {
        at > 0 && at < self.tokens.len() && self.gap(at).is_empty()
    }

    fn role(&self, at: usize, quoting: bool) -> Role {
        let word = self.word(at);
        match self.tokens[at].kind {
            TokenKind::Word if word.ends_with('.') => Role::Abbreviation,
            TokenKind::Word => Role::Word,
            TokenKind::Number if is_superscript(self.first(at)) => Role::CloseQuote,
            TokenKind::Number => Role::Word,
            TokenKind::Symbol if self.is_glued(at) && matches!(self.first(at), '*' | '†' | '‡') => Role::CloseQuote,
            TokenKind::Symbol => Role::Lead,
            TokenKind::Punctuation => self.mark_role(at, quoting),
        }
    }

    fn mark_role(&self, at: usize, quoting: bool) -> Role {
        let word = self.word(at);
        match self.first(at) {
            '.' if word.len() > 1 => Role::Ellipsis,
            '…' | '‥' => Role::Ellipsis,
            '.' | '։' | '।' | '॥' | '۔' | '።' | '။' | '។' => Role::FullStop,
            '!' | '?' | '؟' | '\u{37E}' | '‼' | '⁇' | '⁈' | '⁉' | '‽' | '՞' | '፧' => Role::Mark,
            '。' | '．' | '！' | '？' | '｡' => Role::WideStop,
            '(' | '[' | '{' | '（' | '［' | '【' | '「' | '『' | '《' | '〈' | '‹' | '¿' | '¡' => Role::Open,
            ')' | ']' | '}' | '）' | '］' | '】' => Role::CloseBracket,
            '」' | '』' | '》' | '〉' | '›' => Role::CloseQuote,
            c if is_double_quote(c) || is_apostrophe(c) || c == '‚' => self.quote_role(at, quoting),
            '-' | '–' | '—' | '―' | '•' | '‣' | '◦' | '·' | '⁃' => Role::Lead,
            _ => Role::Inner,
        }
    }

    /// Whether a quote mark opens or closes. Where the spaces stand says more than the way the mark is turned, which
    /// is often wrong; with a space on both sides or neither, what is already open says the rest.
    fn quote_role(&self, at: usize, quoting: bool) -> Role {
        let (left, right) = (self.is_glued(at), self.is_glued(at + 1));
        let opens = match self.first(at) {
            '„' | '‚' => true,
            '”' | '’' if left || !right => false,
            _ if left != right => right,
            '"' | '\'' | '“' => !quoting,
            c => matches!(c, '«' | '‘' | '`'),
        };
        if opens { Role::Open } else { Role::CloseQuote }
    }

    // ---- one sentence ----------------------------------------------------------------------------------------------

    /// The token after the sentence that starts with token `from`; `listing` if a list has begun before it.
    fn sentence_end(&self, from: usize, listing: bool) -> usize {
        let mut has_word = false;
        let mut at = from;
        while at < self.tokens.len() {
            if at > from && self.breaks_before(at, listing) {
                return at;
            }
            let role = self.roles[at];
            has_word |= matches!(role, Role::Word | Role::Abbreviation);
            let mut next = at + 1;
            if role.is_stop() || role == Role::Abbreviation {
                next = self.after_closing(next);
                let ends = has_word && next < self.tokens.len() && !self.is_label(from, at);
                if ends && self.ends_at(at, next) {
                    return next;
                }
            }
            at = next;
        }
        at
    }

    /// The first token from `at` on that does not close what came before: past further stops, closing marks, notes.
    fn after_closing(&self, mut at: usize) -> usize {
        while at < self.tokens.len() && (self.closes(at) || self.note_end(at).is_some()) && !self.has_blank_line(at) {
            at = self.note_end(at).unwrap_or(at + 1);
        }
        at
    }

    fn closes(&self, at: usize) -> bool {
        match self.roles[at] {
            Role::CloseQuote | Role::CloseBracket => true,
            role => role.is_stop(),
        }
    }

    /// If a note mark stands at `at`, `[1]` or a small number set tight after the stop, the token after it.
    fn note_end(&self, at: usize) -> Option<usize> {
        if !self.is_glued(at) {
            return None;
        }
        let is_number =
            |at: usize| self.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number && t.span.len() <= 3);
        let is_bracket = |at: usize| at < self.tokens.len() && self.word(at) == "]";
        let end = match self.word(at) {
            "[" if is_number(at + 1) && is_bracket(at + 2) => at + 3,
            _ if is_number(at) => at + 1,
            _ => return None,
        };
        (!self.is_glued(end)).then_some(end)
    }

    /// Whether the sentence so far is but a label, with its stop at `at`: `1.`, `b.`, `Q.`
    fn is_label(&self, from: usize, at: usize) -> bool {
        let short = || self.is_short_number(from) || self.word(from).chars().nth(1).is_none();
        let stopped = at == from + 1 && self.roles[at] == Role::FullStop;
        stopped && short() || at == from && is_initial(self.word(at))
    }

    fn is_short_number(&self, at: usize) -> bool {
        let word = self.word(at);
        word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit())
    }

    /// Whether the sentence ends with the stop at `at`; the text goes on with token `next`.
    fn ends_at(&self, at: usize, next: usize) -> bool {
        let start = self.start(next);
        if start == Start::None {
            return false;
        }
        match self.roles[at] {
            Role::WideStop => !self.is_quoting_particle(at, next),
            Role::Abbreviation => self.abbreviation_ends(at, next, start),
            Role::Ellipsis => start == Start::Capital && !self.repeats(at, next),
            _ if start == Start::Lower => false,
            _ if self.is_glued(next) && start == Start::Digit => false,
            Role::Mark => !self.is_attributed(next),
            _ => true,
        }
    }

    /// Looks past opening marks and symbols for how the text from `next` on starts.
    fn start(&self, next: usize) -> Start {
        // A run of marks longer than this is no sentence's beginning.
        let lead = (next..self.tokens.len()).take(6).find(|&at| !matches!(self.roles[at], Role::Lead | Role::Open));
        let Some(lead) = lead.filter(|&at| matches!(self.roles[at], Role::Word | Role::Abbreviation)) else {
            return Start::None;
        };
        match self.first(lead) {
            c if c.is_numeric() => Start::Digit,
            c if c.is_lowercase() && !self.uncased && !self.word(lead).contains(char::is_uppercase) => Start::Lower,
            c if is_apostrophe(c) => Start::Lower,
            _ => Start::Capital,
        }
    }

    /// `「…。」と述べた`: the clause goes on after the quotation.
    fn is_quoting_particle(&self, at: usize, next: usize) -> bool {
        next > at + 1 && self.is_glued(next) && matches!(self.first(next), 'と' | 'っ')
    }

    /// `I... I`: the speaker starts again.
    fn repeats(&self, at: usize, next: usize) -> bool {
        at > 0 && self.word(at - 1).eq_ignore_ascii_case(self.word(next))
    }

    /// Whether the words after a quoted question say who asked it: `Smith asked`, `Sen. Ann Orr said`.
    fn is_attributed(&self, next: usize) -> bool {
        if self.roles[next - 1] != Role::CloseQuote {
            return false;
        }
        let names = (next..self.tokens.len()).take(6).take_while(|&at| self.first(at).is_uppercase()).count();
        let opener = is_opener(self.word(next));
        names > 0
            && !opener
            && self.tokens.get(next + names).is_some_and(|verb| is_speech_verb(verb.span.of(self.text)))
    }

    // ---- abbreviations ---------------------------------------------------------------------------------------------

    /// Whether the abbreviation at `at` ends its sentence.
    fn abbreviation_ends(&self, at: usize, next: usize, start: Start) -> bool {
        let quoted = matches!(self.roles[next], Role::Open) && is_double_quote(self.first(next));
        if start != Start::Capital || self.roles[next] == Role::Lead || self.roles[next - 1] == Role::CloseBracket {
            return false;
        }
        // A stop of its own after the abbreviation's: `U.S.…`, `etc.?`
        if (at + 1..next).any(|at| self.roles[at].is_stop()) {
            return true;
        }
        let lead = if self.roles[next] == Role::Open { next + 1 } else { next };
        let opener = self.opens(lead);
        match self.abbreviation_class(at) {
            Some(Class::Leading) => opener && self.is_street(at),
            Some(Class::BeforeNumber) => false,
            Some(Class::AfterNumber) => true,
            Some(Class::Date) => !self.follows_time(lead),
            Some(Class::Trailing | Class::AfterComma) => opener || quoted || self.word(at) == "etc.",
            None if is_initial(self.word(at)) => opener,
            None if self.first(at).is_lowercase() => !self.follows_time(lead),
            None => opener || quoted,
        }
    }

    /// Whether token `at`, with a capital after an abbreviation, opens a sentence rather than a name: a word known to,
    /// or one whose form and place say so (`Speaking in`, `Eventually,`).
    fn opens(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let word = token.span.of(self.text);
        let followed_by = |test: fn(char) -> bool| at + 1 < self.tokens.len() && test(self.first(at + 1));
        is_opener(word)
            || word.ends_with("ing") && followed_by(char::is_lowercase)
            || word.ends_with("ly") && followed_by(|c| c == ',')
    }

    /// Whether token `at` goes on with a date or time of day.
    fn follows_time(&self, at: usize) -> bool {
        let word = self.tokens.get(at).map_or("", |token| token.span.of(self.text));
        let bare = word.trim_end_matches('.');
        follows_time(bare) || bare.len() < word.len() && abbreviation::class(bare) == Some(Class::Date)
    }

    fn abbreviation_class(&self, at: usize) -> Option<Class> {
        let word = self.word(at).trim_end_matches('.');
        let last = word.rsplit(['-', '\u{2010}', '\u{2011}']).next()?;
        abbreviation::class(last)
    }

    /// `Elm St.`, not `St. Paul`.
    fn is_street(&self, at: usize) -> bool {
        self.word(at) == "St." && at > 0 && self.first(at - 1).is_uppercase()
    }

    // ---- lines -----------------------------------------------------------------------------------------------------

    /// Whether a sentence must end before token `at`, whatever the words say.
    fn breaks_before(&self, at: usize, listing: bool) -> bool {
        let gap = self.gap(at);
        if self.roles[at] == Role::Lead && !gap.is_empty() && self.is_bullet(at) {
            return true;
        }
        // Most gaps end here.
        !matches!(gap, "" | " ")
            && (self.has_blank_line(at) || gap.contains(['\n', '\r', '\u{2028}']) && self.is_item(at, listing))
    }

    /// Whether a bullet, which cannot be anything else, stands at `at` with an item after it.
    fn is_bullet(&self, at: usize) -> bool {
        let bullet = matches!(self.first(at), '•' | '‣' | '▪' | '●' | '◦' | '⁃');
        bullet && at + 1 < self.tokens.len() && !self.is_glued(at + 1)
    }

    /// Whether a paragraph ends before token `at`.
    fn has_blank_line(&self, at: usize) -> bool {
        let gap = self.gap(at);
        gap.len() > 1 && (gap.matches('\n').nth(1).is_some() || gap.contains('\u{2029}'))
    }

    /// Whether token `at`, the first of its line, starts a list item. A dash or number does so only after a finished
    /// line or where a list has begun: a wrapped line may begin with either.
    fn is_item(&self, at: usize, listing: bool) -> bool {
        let finished = || self.closes(at - 1) || matches!(self.first(at - 1), ':' | ';');
        self.is_item_mark(at) && (listing || finished())
    }

    /// Whether token `at` could be the mark of a list item: `-`, `*`, `1.`, `2)`.
    fn is_item_mark(&self, at: usize) -> bool {
        let dash = matches!(self.word(at), "-" | "–" | "—" | "*" | "·" | "+") && !self.is_glued(at + 1);
        let number = self.is_short_number(at) && self.is_glued(at + 1) && matches!(self.word(at + 1), "." | ")");
        dash || number
    }
}

fn is_double_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '〝' | '〞' | '＂')
}

/// `J.`
fn is_initial(word: &str) -> bool {
    word.strip_suffix('.').is_some_and(|letter| letter.chars().nth(1).is_none())
}

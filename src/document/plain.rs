//! Plain text, as news items are found in the wild.
//!
//! The text is cut into lines ([`lines`]), the lines are put together to pieces ([`layout`]), and each piece gets a
//! role: first the roles that its own wording gives away ([`credit`], [`furniture`]), then those that depend on where
//! it stands: the title, the head of byline and date, the dateline, section headings.

use super::credit::{self, Credit};
use super::layout::{self, Mark, Piece};
use super::script::{ends_sentence, ends_with_stop, is_all_caps};
use super::wording::{KICKERS, Opening, SPEECH_VERBS, words};
use super::{Block, BlockKind, Date, Dateline, Document, dateline, furniture, lines, problem};
use crate::span::ByteSpan;

/// Reads a plain-text news item.
pub fn parse(text: impl Into<String>) -> Document {
    let text = text.into();
    let mut item = Item::new(&text);
    item.read();
    let (title, byline, dateline, date, blocks) = (item.title, item.byline, item.dateline, item.date, item.blocks());
    let problems = problem::find(&text, &blocks);
    Document { title, byline, dateline, date, blocks, problems, text }
}

/// What a piece is, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Text, or a heading: its place will tell.
    Text,
    Credit(Credit),
    /// What it will be as a block.
    Known(BlockKind),
}

/// Bytes of the longest headline.
const LONGEST_TITLE: usize = 250;
/// Bytes of the longest section heading.
const LONGEST_HEADING: usize = 100;
/// Words of the longest section heading.
const LONGEST_HEADING_WORDS: usize = 12;
/// Words of the longest section heading that ends with a colon.
const LONGEST_COLON_WORDS: usize = 5;
/// The most words of a label above the headline.
const LONGEST_KICKER: usize = 3;
/// How many pieces of text, from the first, are looked at for a dateline.
const DATELINE_WITHIN: usize = 3;
/// Columns of indent that set a piece apart as a quotation.
const QUOTE_INDENT: usize = 4;

/// A news item being read.
struct Item<'a> {
    text: &'a str,
    pieces: Vec<Piece>,
    roles: Vec<Role>,
    title: Option<ByteSpan>,
    byline: Option<ByteSpan>,
    dateline: Option<Dateline>,
    date: Option<Date>,
}

impl<'a> Item<'a> {
    fn new(text: &'a str) -> Self {
        let pieces = layout::pieces(text, &lines::lines(text));
        let roles = pieces.iter().map(|piece| own_role(text, piece)).collect();
        Item { text, pieces, roles, title: None, byline: None, dateline: None, date: None }
    }

    fn read(&mut self) {
        self.read_dashes();
        self.read_date_labels();
        let head = self.read_title();
        let body = self.read_head(head);
        self.read_dateline(head);
        self.read_quotes(body);
        self.read_headings(body);
        self.read_related();
        self.read_byline(body);
        self.read_authors();
        self.read_date(body);
    }

    fn blocks(&self) -> Vec<Block> {
        let kind = |role: &Role| match role {
            Role::Text => BlockKind::Paragraph,
            Role::Credit(_) => BlockKind::Credit,
            Role::Known(kind) => *kind,
        };
        self.pieces.iter().zip(&self.roles).map(|(piece, role)| Block { span: piece.span, kind: kind(role) }).collect()
    }

    fn content(&self, at: usize) -> &'a str {
        self.pieces[at].span.of(self.text)
    }

    fn is_text(&self, at: usize) -> bool {
        self.roles.get(at) == Some(&Role::Text)
    }

    /// The first piece of text from `at` on.
    fn next_text(&self, at: usize) -> Option<usize> {
        (at..self.roles.len()).find(|&at| self.is_text(at))
    }

    /// Dashes that stand in a column are bullets; a single one opens a line of speech or a signature.
    fn read_dashes(&mut self) {
        let dashes: Vec<bool> = self.pieces.iter().map(|piece| piece.mark == Mark::Dash).collect();
        for at in 0..dashes.len() {
            let neighbour = at > 0 && dashes[at - 1] || dashes.get(at + 1) == Some(&true);
            if dashes[at] && neighbour && self.is_text(at) {
                self.roles[at] = Role::Known(BlockKind::ListItem);
            }
        }
    }

    /// A label over a date line belongs to it.
    fn read_date_labels(&mut self) {
        for at in 0..self.roles.len().saturating_sub(1) {
            let dated = matches!(self.roles[at + 1], Role::Credit(Credit::Date | Credit::Update));
            if dated && self.is_text(at) && credit::is_date_label(self.content(at)) {
                self.roles[at] = Role::Credit(Credit::Other);
            }
        }
    }

    /// Finds the title; the place of the first piece after it, or of the first piece if there is no title.
    fn read_title(&mut self) -> usize {
        let heads = |role: &Role| *role == Role::Text || *role == Role::Known(BlockKind::Heading);
        let Some(mut at) = self.roles.iter().position(heads) else { return 0 };
        if let Some(next) = self.headline_under(at) {
            self.roles[at] = Role::Known(BlockKind::Boilerplate);
            at = next;
        }
        if !self.is_title(at) {
            return 0;
        }
        self.roles[at] = Role::Known(BlockKind::Heading);
        self.title = Some(self.pieces[at].span);
        at + 1
    }

    /// The headline, if the piece is a label above it with nothing but page furniture between them.
    fn headline_under(&self, at: usize) -> Option<usize> {
        let next = self.next_text(at + 1)?;
        let between = &self.roles[at + 1..next];
        let adjacent = between.iter().all(|role| *role == Role::Known(BlockKind::Boilerplate));
        (adjacent && self.is_text(at) && self.is_kicker(at, next) && self.is_title(next)).then_some(next)
    }

    /// Whether the piece is a label above the headline: `World`, `NEWS ANALYSIS`.
    fn is_kicker(&self, at: usize, headline: usize) -> bool {
        let content = self.content(at);
        let opening = Opening::new(content);
        let short = content.len() <= LONGEST_HEADING && words(content).count() <= LONGEST_KICKER;
        opening.is(KICKERS) || short && is_all_caps(content) && !is_all_caps(self.content(headline))
    }

    /// Whether the piece is the headline: short, no sentence that ends with a stop unless a byline follows it, and
    /// with a report behind it.
    fn is_title(&self, at: usize) -> bool {
        let content = self.content(at);
        if self.roles[at] == Role::Known(BlockKind::Heading) {
            return self.next_text(at + 1).is_some();
        }
        let follows = self.roles.get(at + 1);
        let signed = matches!(follows, Some(Role::Credit(Credit::Byline | Credit::Desk | Credit::Date)));
        content.len() <= LONGEST_TITLE
            && (signed || !ends_with_stop(content))
            && !content.ends_with([',', ';', ':'])
            && !super::script::starts_lower(content)
            && dateline::find(self.text, self.pieces[at].span).is_none()
            && self.has_report(at + 1)
    }

    /// Whether there is a sentence from `at` on.
    fn has_report(&self, at: usize) -> bool {
        (at..self.pieces.len()).any(|at| {
            let reports = matches!(self.roles[at], Role::Text | Role::Known(BlockKind::ListItem | BlockKind::Quote));
            reports && ends_sentence(self.content(at))
        })
    }

    /// Reads the signed names between the title and the report; the place where the report begins.
    fn read_head(&mut self, head: usize) -> usize {
        if self.title.is_none() {
            return self.next_text(0).unwrap_or(self.roles.len());
        }
        for at in head..self.roles.len() {
            let content = self.content(at);
            match self.roles[at] {
                Role::Text if credit::is_signed_name(content) => self.roles[at] = Role::Credit(Credit::Byline),
                Role::Text if credit::is_bare_name(content) && self.next_text(at + 1).is_some() => {
                    self.roles[at] = Role::Credit(Credit::Byline);
                }
                Role::Text if self.is_heading_line(at) && self.has_report(at + 1) => {
                    self.roles[at] = Role::Known(BlockKind::Heading);
                }
                Role::Text => return at,
                _ => {}
            }
        }
        self.roles.len()
    }

    /// Finds the dateline in one of the first pieces of the report. One that has a line to itself is a credit.
    fn read_dateline(&mut self, head: usize) {
        let candidates: Vec<usize> =
            (head..self.roles.len()).filter(|&at| self.is_text(at)).take(DATELINE_WITHIN).collect();
        for at in candidates {
            let span = self.pieces[at].span;
            let Some((dateline, date)) = dateline::find(self.text, span) else { continue };
            if dateline.span == span {
                self.roles[at] = Role::Credit(Credit::Other);
            }
            self.dateline = Some(dateline);
            self.date = date;
            return;
        }
    }

    /// Pieces that are set in while the report is not are quotations.
    fn read_quotes(&mut self, body: usize) {
        let set_in = |piece: &Piece| piece.indent >= QUOTE_INDENT;
        let texts = (body..self.roles.len()).filter(|&at| self.is_text(at));
        let (all, indented) =
            texts.fold((0, 0), |(all, indented), at| (all + 1, indented + usize::from(set_in(&self.pieces[at]))));
        if indented * 2 >= all {
            return;
        }
        for at in body..self.roles.len() {
            if self.is_text(at) && set_in(&self.pieces[at]) && ends_sentence(self.content(at)) {
                self.roles[at] = Role::Known(BlockKind::Quote);
            }
        }
    }

    /// Short lines without a stop that stand over text are headings.
    fn read_headings(&mut self, body: usize) {
        let mut over_text = false;
        for at in (body..self.roles.len()).rev() {
            if self.is_text(at) && over_text && self.is_heading_line(at) {
                self.roles[at] = Role::Known(BlockKind::Heading);
            }
            over_text = match self.roles[at] {
                Role::Text | Role::Known(BlockKind::ListItem | BlockKind::Quote) => true,
                Role::Known(BlockKind::Caption) => over_text,
                _ => false,
            };
        }
    }

    /// Whether the piece has the shape of a section heading.
    fn is_heading_line(&self, at: usize) -> bool {
        let content = self.content(at);
        let plain =
            self.pieces[at].lines == 1 && content.len() <= LONGEST_HEADING && !content.ends_with([',', ';', '-']);
        if !plain
            || ends_with_stop(content)
            || super::script::starts_lower(content)
            || self.pieces[at].mark == Mark::Dash
        {
            return false;
        }
        let count = words(content).count();
        let letters = (1..=LONGEST_HEADING_WORDS).contains(&count);
        letters && if content.ends_with(':') { is_colon_heading(content, count) } else { !is_speech(content) }
    }

    /// Headlines beneath a header such as `Related stories` are links too.
    fn read_related(&mut self) {
        let mut related = false;
        for at in 0..self.roles.len() {
            let content = self.content(at);
            let boilerplate = self.roles[at] == Role::Known(BlockKind::Boilerplate);
            if boilerplate && furniture::is_related_header(content) {
                related = true;
                continue;
            }
            let link = match self.roles[at] {
                Role::Text | Role::Known(BlockKind::ListItem | BlockKind::Heading) => {
                    content.len() <= LONGEST_TITLE
                        && !ends_with_stop(content)
                        && self.title != Some(self.pieces[at].span)
                }
                _ => boilerplate,
            };
            related &= link;
            if related {
                self.roles[at] = Role::Known(BlockKind::Boilerplate);
            }
        }
    }

    /// Chooses the byline among the credits of the head, or else of the whole.
    fn read_byline(&mut self, body: usize) {
        let find = |range: std::ops::Range<usize>, credit| {
            range.into_iter().find(|&at| self.roles[at] == Role::Credit(credit))
        };
        let all = self.roles.len();
        let at = find(0..body, Credit::Byline)
            .or_else(|| find(0..body, Credit::Desk))
            .or_else(|| find(body..all, Credit::Byline));
        self.byline = at.map(|at| self.pieces[at].span);
        if self.dateline.is_none()
            && let Some(byline) = self.byline
            && let Some((start, end)) = credit::place_in_byline(byline.of(self.text))
        {
            let place = ByteSpan::new(byline.start + start, byline.start + end);
            self.dateline = Some(Dateline { span: place, place: Some(place), agency: None });
        }
    }

    /// Notes about the authors close the report.
    fn read_authors(&mut self) {
        let Some(byline) = self.byline.map(|byline| byline.of(self.text)) else { return };
        for at in (0..self.roles.len()).rev() {
            match self.roles[at] {
                Role::Text if credit::is_about_author(self.content(at), byline) => {
                    self.roles[at] = Role::Credit(Credit::Other);
                }
                Role::Text | Role::Known(BlockKind::Heading | BlockKind::ListItem | BlockKind::Quote) => return,
                _ => {}
            }
        }
    }

    /// The date of publication: a date line in the head says it best, then the dateline, then the byline, then a date
    /// line at the end, then the date of a change.
    fn read_date(&mut self, body: usize) {
        let all = self.roles.len();
        let find = |range: std::ops::Range<usize>, credit| {
            range
                .into_iter()
                .filter(|&at| self.roles[at] == Role::Credit(credit))
                .find_map(|at| credit::date_in(self.content(at)))
        };
        self.date = find(0..body, Credit::Date)
            .or(self.date)
            .or_else(|| find(0..body, Credit::Byline))
            .or_else(|| find(body..all, Credit::Date))
            .or_else(|| find(0..all, Credit::Update));
    }
}

/// The role that a piece's own mark and wording give away.
fn own_role(text: &str, piece: &Piece) -> Role {
    let content = piece.span.of(text);
    if furniture::is_boilerplate(content) {
        return Role::Known(BlockKind::Boilerplate);
    }
    if furniture::is_caption(content) {
        return Role::Known(BlockKind::Caption);
    }
    match (piece.mark, credit::recognise(content)) {
        (Mark::None | Mark::Dash, Some(credit)) => Role::Credit(credit),
        (Mark::Quote, _) => Role::Known(BlockKind::Quote),
        (Mark::Bullet, _) => Role::Known(BlockKind::ListItem),
        (Mark::Hashes, _) => Role::Known(BlockKind::Heading),
        _ => Role::Text,
    }
}

/// Whether a line that ends with a colon is a heading (`Key points:`) rather than the start of a quotation (`He said:`).
fn is_colon_heading(line: &str, count: usize) -> bool {
    let last = words(line).last().map(|(_, word)| word.to_lowercase());
    let first = words(line).next().map(|(_, word)| word.to_lowercase());
    if first
        .is_some_and(|first| ["the", "it", "he", "she", "they", "we", "i", "you", "this", "that"].contains(&&*first))
    {
        return false;
    }
    count <= LONGEST_COLON_WORDS && !last.is_some_and(|last| SPEECH_VERBS.has(&last))
}

/// Whether `line` is something said: it stands in quotation marks and ends as a sentence does.
fn is_speech(line: &str) -> bool {
    line.starts_with(['"', '“', '«', '„', '–', '—']) && ends_sentence(line)
}

//! Plain text, as news items are found in the wild.
//!
//! The text is cut into lines ([`lines`]), lines that belong together become pieces ([`layout`]), and each piece has a
//! role: first the one that its own mark and wording give away ([`role`](super::role)), then, here, the one that
//! depends on where it stands: the title, the head of byline and date, the dateline, quotations, section headings.

use super::credit::{self, Credit};
use super::heading::{LONGEST_HEADING, LONGEST_TITLE, is_heading, is_kicker, is_title};
use super::layout::{self, Mark, Piece};
use super::role::Role;
use super::script::{ends_sentence, is_all_caps};
use super::wording::words;
use super::{Block, BlockKind, Date, Dateline, Document, date_text, dateline, furniture, lines, problem};
use crate::span::ByteSpan;
use crate::text::language;
use std::ops::Range;

/// Reads a plain-text news item.
pub fn parse(text: impl Into<String>) -> Document {
    let text = text.into();
    let mut item = Item::new(&text);
    item.read();
    let (title, byline, dateline, date, blocks) = (item.title, item.byline, item.dateline, item.date, item.blocks());
    let language = language(&text);
    let problems = problem::find(&text, &blocks, language);
    Document { title, byline, dateline, date, language, problems, ..Document::new(text, blocks) }
}

/// How many pieces of text, from the first, are looked at for a dateline.
const DATELINE_WITHIN: usize = 3;
/// Columns of indent that set a piece apart as a quotation.
const QUOTE_INDENT: usize = 4;
/// Headings that may stand one right above the other. More lines of their shape are a list or a table.
const MOST_HEADINGS: usize = 2;
/// Bytes of the longest summary between the title and the author's name.
const LONGEST_STANDFIRST: usize = 400;
/// The most words of the line under the author's name at the end.
const LONGEST_SIGNATURE: usize = 4;

/// A news item being read.
struct Item<'a> {
    text: &'a str,
    pieces: Vec<Piece>,
    /// The last piece of the report that is a sentence.
    last_sentence: Option<usize>,
    title: Option<ByteSpan>,
    byline: Option<ByteSpan>,
    dateline: Option<Dateline>,
    date: Option<Date>,
}

impl<'a> Item<'a> {
    fn new(text: &'a str) -> Self {
        let pieces = layout::pieces(text, &lines::lines(text));
        let sentence = |piece: &Piece| is_running(piece.role) && ends_sentence(piece.span.of(text));
        let last_sentence = pieces.iter().rposition(sentence);
        Item { text, pieces, last_sentence, title: None, byline: None, dateline: None, date: None }
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
        self.read_signature();
        self.read_byline(body);
        self.read_authors();
        self.read_date(body);
    }

    fn blocks(&self) -> Vec<Block> {
        let block = |piece: &Piece| {
            let kind = match piece.role {
                Role::Text => BlockKind::Paragraph,
                Role::Credit(_) => BlockKind::Credit,
                Role::Known(kind) => kind,
            };
            Block { span: piece.span, kind }
        };
        self.pieces.iter().map(block).collect()
    }

    fn content(&self, at: usize) -> &'a str {
        self.pieces[at].span.of(self.text)
    }

    fn role(&self, at: usize) -> Option<Role> {
        self.pieces.get(at).map(|piece| piece.role)
    }

    fn is_text(&self, at: usize) -> bool {
        self.role(at) == Some(Role::Text)
    }

    fn set(&mut self, at: usize, kind: BlockKind) {
        self.pieces[at].role = Role::Known(kind);
    }

    /// The first piece of text from `at` on.
    fn next_text(&self, at: usize) -> Option<usize> {
        (at..self.pieces.len()).find(|&at| self.is_text(at))
    }

    /// The first piece in `range` that has that credit.
    fn find_credit(&self, range: Range<usize>, credit: Credit) -> Option<usize> {
        range.into_iter().find(|&at| self.role(at) == Some(Role::Credit(credit)))
    }

    /// Dashes that stand in a column are bullets; a single one opens a line of speech or a signature.
    fn read_dashes(&mut self) {
        let dashes: Vec<bool> = self.pieces.iter().map(|piece| piece.mark == Mark::Dash).collect();
        for at in 0..dashes.len() {
            let neighbour = at > 0 && dashes[at - 1] || dashes.get(at + 1) == Some(&true);
            if dashes[at] && neighbour && self.is_text(at) {
                self.set(at, BlockKind::ListItem);
            }
        }
    }

    /// A label over a date line belongs to it.
    fn read_date_labels(&mut self) {
        for at in 0..self.pieces.len().saturating_sub(1) {
            let dated = matches!(self.pieces[at + 1].role, Role::Credit(Credit::Date | Credit::Update));
            if dated && self.is_text(at) && credit::is_date_label(self.content(at)) {
                self.pieces[at].role = Role::Credit(Credit::Other);
            }
        }
    }

    /// Finds the title; the place of the first piece after it, or of the first piece if there is no title.
    fn read_title(&mut self) -> usize {
        let heads = |piece: &Piece| matches!(piece.role, Role::Text | Role::Known(BlockKind::Heading));
        let Some(mut at) = self.pieces.iter().position(heads) else { return 0 };
        while let Some(next) = self.headline_under(at) {
            self.set(at, BlockKind::Boilerplate);
            at = next;
        }
        if !self.is_title(at) {
            return 0;
        }
        self.set(at, BlockKind::Heading);
        self.title = Some(self.pieces[at].span);
        at + 1
    }

    /// The headline, if the piece is a label above it with nothing but page furniture between them.
    fn headline_under(&self, at: usize) -> Option<usize> {
        let next = self.next_text(at + 1).filter(|_| self.is_text(at))?;
        let furniture = |piece: &Piece| piece.role == Role::Known(BlockKind::Boilerplate);
        let adjacent = self.pieces[at + 1..next].iter().all(furniture);
        (adjacent && is_kicker(self.content(at), self.content(next)) && self.is_title(next)).then_some(next)
    }

    /// Whether the piece is the headline: it has the shape of one, opens with no dateline, and has a report behind it.
    fn is_title(&self, at: usize) -> bool {
        if self.role(at) == Some(Role::Known(BlockKind::Heading)) {
            return self.next_text(at + 1).is_some();
        }
        let follows = self.role(at + 1);
        let signed = matches!(follows, Some(Role::Credit(Credit::Byline | Credit::Desk | Credit::Date)));
        let dateline = || dateline::find(self.text, self.pieces[at].span);
        self.has_report(at + 1)
            && is_title(self.content(at), signed)
            && !dateline().is_some_and(|(dateline, date)| dateline.agency.is_some() || date.is_some())
    }

    /// Whether there is a sentence from `at` on.
    fn has_report(&self, at: usize) -> bool {
        self.last_sentence.is_some_and(|last| at <= last)
    }

    /// Reads what stands between the title and the report: names without a `By`, and lines under the headline. Returns
    /// the place where the report begins.
    fn read_head(&mut self, head: usize) -> usize {
        let Some(title) = self.title else { return self.next_text(0).unwrap_or(self.pieces.len()) };
        let mut headings = 0;
        for at in head..self.pieces.len() {
            if !self.is_text(at) {
                continue;
            }
            let content = self.content(at);
            if credit::is_signed_name(content) || self.is_bare_byline(at, title.of(self.text)) {
                self.pieces[at].role = Role::Credit(Credit::Byline);
            } else if headings < MOST_HEADINGS && is_heading(&self.pieces[at], content) && self.has_report(at + 1) {
                headings += 1;
                self.set(at, BlockKind::Heading);
            } else if self.is_standfirst(at) {
                if content.len() <= LONGEST_HEADING && is_title(content, false) {
                    self.set(at, BlockKind::Heading);
                }
            } else {
                return at;
            }
        }
        self.pieces.len()
    }

    /// Whether a piece under the title sums the report up: the author or the date comes below it, then the report.
    fn is_standfirst(&self, at: usize) -> bool {
        let signed = match self.role(at + 1) {
            Some(Role::Credit(Credit::Byline | Credit::Desk | Credit::Date)) => true,
            Some(Role::Text) => credit::is_signed_name(self.content(at + 1)),
            _ => false,
        };
        signed && self.content(at).len() <= LONGEST_STANDFIRST && self.has_report(at + 2)
    }

    /// Whether a piece under the title is a name that stands alone. A line of capitalised words under a headline that
    /// is written like one may as well be a second headline, so there it takes a date or agency beside it.
    fn is_bare_byline(&self, at: usize, title: &str) -> bool {
        let beside = |at| matches!(self.role(at), Some(Role::Credit(Credit::Date | Credit::Update | Credit::Desk)));
        credit::is_bare_name(self.content(at))
            && self.has_report(at + 1)
            && (beside(at + 1) || beside(at - 1) || !credit::is_bare_name(title) && credit::has_common_word(title))
    }

    /// Finds the dateline in one of the first pieces of the report. One that has a line to itself is a credit.
    fn read_dateline(&mut self, head: usize) {
        let texts = (head..self.pieces.len()).filter(|&at| self.is_text(at)).take(DATELINE_WITHIN);
        let found = texts.map(|at| (at, dateline::find(self.text, self.pieces[at].span)));
        let Some((at, (dateline, date))) = found.filter_map(|(at, found)| Some((at, found?))).next() else { return };
        if dateline.span == self.pieces[at].span {
            self.pieces[at].role = Role::Credit(Credit::Other);
        }
        self.dateline = Some(dateline);
        self.date = date;
    }

    /// Pieces that are set in while most of the report is not are quotations; so are lines in quotation marks with
    /// the speaker's name behind them.
    fn read_quotes(&mut self, body: usize) {
        let set_in = |piece: &Piece| piece.indent >= QUOTE_INDENT;
        let texts = || self.pieces[body..].iter().filter(|piece| piece.role == Role::Text);
        let apart = texts().filter(|piece| set_in(piece)).count() * 2 < texts().count();
        for at in body..self.pieces.len() {
            let content = self.content(at);
            let indented = apart && set_in(&self.pieces[at]) && ends_sentence(content);
            if self.is_text(at) && (indented || credit::is_signed_quote(content)) {
                self.set(at, BlockKind::Quote);
            }
        }
    }

    /// Short lines without a stop that stand over text are headings.
    fn read_headings(&mut self, body: usize) {
        let tables = self.tables(body);
        let shaped = |item: &Self, at: usize| !tables[at] && item.has_heading_shape(at);
        let mut at = body;
        while at < self.pieces.len() {
            let start = at;
            while at < self.pieces.len() && shaped(self, at) {
                at += 1;
            }
            if (1..=MOST_HEADINGS).contains(&(at - start)) && self.is_over_text(at) {
                (start..at).for_each(|at| self.set(at, BlockKind::Heading));
            } else {
                self.read_table_heads(start..at);
            }
            at += 1;
        }
    }

    /// Among lines that are a list or a table, one in capitals heads those beneath it that are not.
    fn read_table_heads(&mut self, lines: Range<usize>) {
        for at in lines.clone().skip(1) {
            if is_all_caps(self.content(at - 1)) && !is_all_caps(self.content(at)) {
                self.set(at - 1, BlockKind::Heading);
            }
        }
    }

    fn has_heading_shape(&self, at: usize) -> bool {
        self.is_text(at)
            && is_heading(&self.pieces[at], self.content(at))
            && !self.leads_to_list(at)
            && !self.ends_enumeration(at)
    }

    /// Whether the piece, which ends with a colon, is the first half of a sentence whose other half is a list.
    fn leads_to_list(&self, at: usize) -> bool {
        let listed = self.role(at + 1) == Some(Role::Known(BlockKind::ListItem));
        listed && self.content(at).ends_with([':', '：'])
    }

    /// Whether the piece comes after one that ends with a comma or semicolon, so that it belongs to the same sentence.
    fn ends_enumeration(&self, at: usize) -> bool {
        at > 0 && self.is_text(at - 1) && self.content(at - 1).ends_with([',', ';'])
    }

    /// Which pieces stand in a table: more lines in the shape of headings than can be some, with no blank line between
    /// them but blank lines around.
    fn tables(&self, body: usize) -> Vec<bool> {
        let mut tables = vec![false; self.pieces.len()];
        let mut at = body;
        while at < self.pieces.len() {
            let start = at;
            at += 1;
            if !self.has_heading_shape(start) {
                continue;
            }
            while at < self.pieces.len() && !self.pieces[at].gap && self.has_heading_shape(at) {
                at += 1;
            }
            let parted = self.pieces[start].gap && self.pieces.get(at).is_none_or(|next| next.gap);
            tables[start..at].fill(parted && at - start > MOST_HEADINGS);
        }
        tables
    }

    /// Whether running text comes at `at`, or right after a picture or an advertisement there.
    fn is_over_text(&self, at: usize) -> bool {
        let between = |role| matches!(role, Role::Known(BlockKind::Caption | BlockKind::Boilerplate));
        let next = self.pieces[at..].iter().take(MOST_BETWEEN).find(|piece| !between(piece.role));
        next.is_some_and(|piece| is_running(piece.role))
    }

    /// Headlines beneath a header such as `Related stories` are links too.
    fn read_related(&mut self) {
        let mut related = false;
        for at in 0..self.pieces.len() {
            let content = self.content(at);
            let boilerplate = self.role(at) == Some(Role::Known(BlockKind::Boilerplate));
            related = if boilerplate {
                related || furniture::is_related_header(content)
            } else {
                related && self.is_link(at)
            };
            if related {
                self.set(at, BlockKind::Boilerplate);
            }
        }
    }

    /// Whether the piece can be a link to another report.
    fn is_link(&self, at: usize) -> bool {
        let piece = &self.pieces[at];
        let content = self.content(at);
        matches!(piece.role, Role::Text | Role::Known(BlockKind::ListItem | BlockKind::Heading))
            && content.len() <= LONGEST_TITLE
            && !content.ends_with(['.', '。', '…'])
            && self.title != Some(piece.span)
    }

    /// Chooses the byline among the credits of the head, or else of the whole; the dateline may stand in it.
    fn read_byline(&mut self, body: usize) {
        let (head, rest) = (0..body, body..self.pieces.len());
        let at = self.find_credit(head.clone(), Credit::Byline);
        let at = at.or_else(|| self.find_credit(head, Credit::Desk)).or_else(|| self.find_credit(rest, Credit::Byline));
        self.byline = at.map(|at| self.pieces[at].span);
        let Some(byline) = self.byline.filter(|_| self.dateline.is_none()) else { return };
        self.dateline = credit::place_in_byline(byline.of(self.text)).map(|(start, end)| {
            let place = ByteSpan::new(byline.start + start, byline.start + end);
            Dateline { span: place, place: Some(place), agency: None }
        });
    }

    /// A name that stands alone under the last sentence is that of the author; a second line says more of him.
    fn read_signature(&mut self) {
        let Some(last) = self.last_sentence else { return };
        let texts: Vec<usize> = (last + 1..self.pieces.len()).filter(|&at| self.is_text(at)).take(3).collect();
        let (Some(&name), true) = (texts.first(), texts.len() <= 2) else { return };
        if !credit::is_bare_name(self.content(name)) {
            return;
        }
        self.pieces[name].role = Role::Credit(Credit::Byline);
        if let Some(&more) = texts.get(1).filter(|&&more| words(self.content(more)).count() <= LONGEST_SIGNATURE) {
            self.pieces[more].role = Role::Credit(Credit::Other);
        }
    }

    /// Notes about the authors close the report.
    fn read_authors(&mut self) {
        let byline = self.byline.map(|byline| byline.of(self.text));
        for at in (0..self.pieces.len()).rev() {
            if self.is_text(at) && credit::is_about_author(self.content(at), byline) {
                self.pieces[at].role = Role::Credit(Credit::Other);
            } else if is_running(self.pieces[at].role) {
                return;
            }
        }
    }

    /// The date of publication: a date line in the head says it best, then the dateline, then the byline, then a date
    /// line at the end, then the date of a change, then the page's address.
    fn read_date(&mut self, body: usize) {
        let dated = |range: Range<usize>, credit| {
            let mut lines = range.filter(|&at| self.role(at) == Some(Role::Credit(credit)));
            lines.find_map(|at| credit::date_in(self.content(at)))
        };
        let all = self.pieces.len();
        self.date = dated(0..body, Credit::Date)
            .or(self.date)
            .or_else(|| dated(0..body, Credit::Byline))
            .or_else(|| dated(body..all, Credit::Date))
            .or_else(|| dated(0..all, Credit::Update))
            .or_else(|| (0..all).find_map(|at| date_text::in_address(self.content(at), at == 0)));
    }
}

/// How many captions and advertisements may stand between a heading and its text.
const MOST_BETWEEN: usize = 4;

/// Whether a piece of that role is part of the report itself.
fn is_running(role: Role) -> bool {
    matches!(role, Role::Text | Role::Known(BlockKind::ListItem | BlockKind::Quote))
}

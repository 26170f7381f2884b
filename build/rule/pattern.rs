//! Reading patterns.

use super::{Grammar, NO_SLOT, number};

/// What one atom must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Test {
    Word(u16),
    Class(u16, u16),
    Range(u16, u16),
    Number(u16),
    Mark(char),
}

#[derive(Debug, Clone)]
pub(super) enum Node {
    Test(Test),
    Sequence(Vec<Node>),
    Either(Vec<Node>),
    Maybe(Box<Node>),
    Set(u16, i32),
    Begin,
    End,
    Joined,
    /// None of these sequences.
    NotNext(Vec<Vec<Test>>),
    /// None of these atoms.
    NotBefore(Vec<Test>),
}

impl Node {
    /// Whether it may match no atom at all.
    pub(super) fn may_be_empty(&self) -> bool {
        match self {
            Node::Test(_) => false,
            Node::Sequence(nodes) => nodes.iter().all(Node::may_be_empty),
            Node::Either(nodes) => nodes.iter().any(Node::may_be_empty),
            _ => true,
        }
    }
}

impl Grammar {
    /// Reads a pattern.
    pub(super) fn pattern(&mut self, text: &str) -> Result<Node, String> {
        let pieces = pieces(text)?;
        let mut reader = Reader { pieces: &pieces, at: 0 };
        let node = self.either(&mut reader)?;
        match reader.peek() {
            None => Ok(node),
            Some(piece) => Err(format!("unexpected {piece:?}")),
        }
    }

    fn either(&mut self, reader: &mut Reader<'_>) -> Result<Node, String> {
        let mut options = vec![self.sequence(reader)?];
        while reader.take("|") {
            options.push(self.sequence(reader)?);
        }
        Ok(if options.len() == 1 { options.remove(0) } else { Node::Either(options) })
    }

    fn sequence(&mut self, reader: &mut Reader<'_>) -> Result<Node, String> {
        let mut nodes = Vec::new();
        while let Some(piece) = reader.peek() {
            if piece == "|" || piece == ")" {
                break;
            }

            let node = self.item(reader)?;
            nodes.push(if reader.take("?") { Node::Maybe(Box::new(node)) } else { node });
        }
        Ok(Node::Sequence(nodes))
    }

    fn item(&mut self, reader: &mut Reader<'_>) -> Result<Node, String> {
        let piece = reader.next().ok_or("the pattern ends too early")?;
        match piece {
            "(" => {
                let node = self.either(reader)?;
                reader.expect(")")?;
                Ok(node)
            }
            "(?!" => Ok(Node::NotNext(self.tests(reader)?)),
            "(?<!" => {
                let tests = self.tests(reader)?;
                if tests.iter().any(|tests| tests.len() != 1) {
                    return Err("what must not stand before is one atom".to_owned());
                }
                Ok(Node::NotBefore(tests.concat()))
            }
            "[" => Ok(Node::Begin),
            "]" => Ok(Node::End),
            "~" => Ok(Node::Joined),
            _ if piece.starts_with('{') => self.set(&piece[1..piece.len() - 1]),
            _ if piece.starts_with('@') => {
                let pattern = self.patterns.get(&piece[1..]).cloned();
                pattern.ok_or_else(|| format!("{piece} is not defined"))
            }
            _ => Ok(Node::Test(self.test(piece)?)),
        }
    }

    /// Sequences of tests up to the closing bracket.
    fn tests(&mut self, reader: &mut Reader<'_>) -> Result<Vec<Vec<Test>>, String> {
        let mut options = vec![Vec::new()];
        loop {
            match reader.next().ok_or("the pattern ends too early")? {
                ")" => break,
                "|" => options.push(Vec::new()),
                piece => {
                    let test = self.test(piece)?;
                    options.last_mut().ok_or("no option")?.push(test);
                }
            }
        }
        if options.iter().any(Vec::is_empty) { Err("an empty option".to_owned()) } else { Ok(options) }
    }

    fn test(&mut self, piece: &str) -> Result<Test, String> {
        if let Some(inner) = piece.strip_prefix('<').and_then(|piece| piece.strip_suffix('>')) {
            return self.class_test(inner);
        }
        if piece.chars().all(|c| c.is_ascii_lowercase()) {
            return Ok(Test::Word(self.words.add(piece)));
        }
        let mark = piece.trim_matches('"');
        match (mark.chars().next(), mark.chars().count()) {
            (Some(mark), 1) if !mark.is_alphanumeric() && !"|)?}".contains(piece) => Ok(Test::Mark(mark)),
            _ => Err(format!("{piece:?} is no word in lower case and no mark")),
        }
    }

    /// `<class>`, `<class:slot>`, `<num:slot>`, `<1-31:slot>`.
    fn class_test(&mut self, inner: &str) -> Result<Test, String> {
        let (name, slot) = inner.split_once(':').map_or((inner, None), |(name, slot)| (name, Some(slot)));
        let slot = match slot {
            Some(slot) => self.slots.find(slot).ok_or_else(|| format!("there is no slot {slot}"))?,
            None => self.slots.find(name).unwrap_or(NO_SLOT),
        };
        if name == "num" {
            return Ok(Test::Number(slot));
        }
        if let Some((low, high)) = name.split_once('-').filter(|_| name.starts_with(|c: char| c.is_ascii_digit())) {
            let fixed = low.starts_with('0') && low.len() > 1;
            let (shortest, longest) = if fixed { (low.len(), low.len()) } else { (1, high.len()) };
            let shortest = if low.len() == high.len() { low.len() } else { shortest };
            let read = |digits: &str| digits.parse::<u32>().map_err(|_| format!("{name} is no range"));
            let width = |length: usize| u8::try_from(length).map_err(|_| format!("{name} is too long"));
            let range = (read(low)?, read(high)?, width(shortest)?, width(longest)?);
            let known = self.ranges.iter().position(|known| *known == range);
            let at = known.unwrap_or_else(|| {
                self.ranges.push(range);
                self.ranges.len() - 1
            });
            return Ok(Test::Range(number(at), slot));
        }
        let class = self.classes.find(name).ok_or_else(|| format!("there is no class {name}"))?;
        Ok(Test::Class(class, slot))
    }

    /// `{slot=value slot=value}`
    fn set(&mut self, inner: &str) -> Result<Node, String> {
        let mut nodes = Vec::new();
        for pair in inner.split_whitespace() {
            let (slot, value) = pair.split_once('=').ok_or_else(|| format!("{pair:?} sets nothing"))?;
            let slot = self.slots.find(slot).ok_or_else(|| format!("there is no slot {slot}"))?;
            nodes.push(Node::Set(slot, self.value(value)));
        }
        Ok(Node::Sequence(nodes))
    }
}

/// The pieces of a pattern: words, marks, and what stands in `<>` or `{}`.
fn pieces(text: &str) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let until =
            |end: &str| rest.find(end).map(|at| at + end.len()).ok_or_else(|| format!("no {end} after {rest:?}"));
        let length = match first {
            '<' => until(">")?,
            '{' => until("}")?,
            '"' => rest[1..].find('"').map(|at| at + 2).ok_or_else(|| format!("no \" after {rest:?}"))?,
            '(' if rest.starts_with("(?<!") => 4,
            '(' if rest.starts_with("(?!") => 3,
            '@' => 1 + rest[1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len() - 1),
            c if c.is_alphanumeric() => rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        found.push(rest[..length].to_owned());
        rest = rest[length..].trim_start();
    }
    Ok(found)
}

struct Reader<'a> {
    pieces: &'a [String],
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<&'a str> {
        self.pieces.get(self.at).map(String::as_str)
    }

    fn next(&mut self) -> Option<&'a str> {
        self.at += 1;
        self.pieces.get(self.at - 1).map(String::as_str)
    }

    fn take(&mut self, wanted: &str) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, wanted: &str) -> Result<(), String> {
        if self.take(wanted) { Ok(()) } else { Err(format!("{wanted} expected, not {:?}", self.peek())) }
    }
}

//! JSON (RFC 8259): a value, its reader and its writer.
//!
//! Numbers and the order of members are kept as they were written, so that what is read and written again is what it
//! was. What is nested deeper than [`MOST_DEPTH`] is refused, and nothing here calls itself for what is nested.

use crate::error::{Error, ErrorCode};

/// The deepest that lists and objects may stand in one another.
pub const MOST_DEPTH: usize = 64;

/// A JSON value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Value {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as it was written.
    Number(String),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Value>),
    /// An object, its members in the order in which they were written.
    Object(Vec<(String, Value)>),
}

impl Value {
    /// Reads JSON.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::InvalidAnnotations`], with the byte at which it is no JSON, or nested too deeply.
    pub fn read(json: &str) -> Result<Value, Error> {
        Reader { json, at: 0 }.document()
    }

    /// A string.
    pub fn text(text: impl Into<String>) -> Value {
        Value::Text(text.into())
    }

    /// The member of that name; of several the last, as in JavaScript.
    pub fn get(&self, name: &str) -> Option<&Value> {
        match self {
            Value::Object(members) => members.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The string that the member of that name is.
    pub fn get_text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_text()
    }

    /// The string that this is.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The whole number from 0 that this is.
    pub fn as_count(&self) -> Option<usize> {
        match self {
            Value::Number(digits) => digits.parse().ok(),
            _ => None,
        }
    }

    /// What a member that may be one thing or a list of them holds: nothing if there is none.
    pub fn items(&self) -> &[Value] {
        match self {
            Value::Null => &[],
            Value::List(items) => items,
            one => std::slice::from_ref(one),
        }
    }

    /// Gives the member of that name a value; adds it at the end if there is none. Nothing happens to what is no object.
    pub fn set(&mut self, name: &str, value: Value) {
        if let Value::Object(members) = self {
            match members.iter_mut().rev().find(|(key, _)| key == name) {
                Some(member) => member.1 = value,
                None => members.push((name.to_owned(), value)),
            }
        }
    }

    /// Takes the members of that name out.
    pub fn remove(&mut self, name: &str) {
        if let Value::Object(members) = self {
            members.retain(|(key, _)| key != name);
        }
    }

    /// The value as JSON, without white space.
    pub fn write(&self) -> String {
        let mut json = String::new();
        self.write_to(&mut json);
        json
    }

    /// Adds the value as JSON.
    pub fn write_to(&self, json: &mut String) {
        // What is left to write, the next last.
        let mut left = vec![Piece::Value(self)];
        while let Some(piece) = left.pop() {
            match piece {
                Piece::Mark(mark) => json.push_str(mark),
                Piece::Name(name) => {
                    quote(name, json);
                    json.push(':');
                }
                Piece::Value(value) => value.write_part(json, &mut left),
            }
        }
    }

    fn write_part<'v>(&'v self, json: &mut String, left: &mut Vec<Piece<'v>>) {
        match self {
            Value::Null => json.push_str("null"),
            Value::Bool(true) => json.push_str("true"),
            Value::Bool(false) => json.push_str("false"),
            Value::Number(digits) => json.push_str(digits),
            Value::Text(text) => quote(text, json),
            Value::List(items) => {
                json.push('[');
                left.push(Piece::Mark("]"));
                for (at, item) in items.iter().enumerate().rev() {
                    left.push(Piece::Value(item));
                    left.extend((at > 0).then_some(Piece::Mark(",")));
                }
            }
            Value::Object(members) => {
                json.push('{');
                left.push(Piece::Mark("}"));
                for (at, (name, value)) in members.iter().enumerate().rev() {
                    left.extend([Piece::Value(value), Piece::Name(name)]);
                    left.extend((at > 0).then_some(Piece::Mark(",")));
                }
            }
        }
    }
}

/// A part of a value on its way out.
enum Piece<'v> {
    Value(&'v Value),
    Name(&'v str),
    Mark(&'static str),
}

/// Adds a string in quote marks. `<` and the line separators are escaped, so that it can stand in a script.
pub fn quote(text: &str, json: &mut String) {
    json.push('"');
    for c in text.chars() {
        match c {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            '\r' => json.push_str("\\r"),
            '\t' => json.push_str("\\t"),
            '\u{0}'..='\u{1F}' | '<' | '\u{7F}' | '\u{2028}' | '\u{2029}' => {
                json.push_str("\\u");
                let digit = |shift: u32| char::from_digit((u32::from(c) >> shift) & 15, 16).unwrap_or('0');
                json.extend([digit(12), digit(8), digit(4), digit(0)]);
            }
            c => json.push(c),
        }
    }
    json.push('"');
}

/// JSON and how far it has been read.
struct Reader<'j> {
    json: &'j str,
    at: usize,
}

/// A list or an object that is being read.
enum Open {
    List(Vec<Value>),
    /// Its members so far, and the name of the one being read.
    Object(Vec<(String, Value)>, String),
}

impl Reader<'_> {
    fn document(&mut self) -> Result<Value, Error> {
        let mut open: Vec<Open> = Vec::new();
        // Each turn begins where a value is due.
        loop {
            let mut value = match self.begin(&mut open)? {
                Some(value) => value,
                None => continue,
            };
            // The value may be the last of what is open, and that of what is open around it.
            loop {
                match open.pop() {
                    None => return self.end(value),
                    Some(Open::List(mut items)) => {
                        items.push(value);
                        if self.more(b']')? {
                            open.push(Open::List(items));
                            break;
                        }
                        value = Value::List(items);
                    }
                    Some(Open::Object(mut members, name)) => {
                        members.push((name, value));
                        if self.more(b'}')? {
                            let name = self.name()?;
                            open.push(Open::Object(members, name));
                            break;
                        }
                        value = Value::Object(members);
                    }
                }
            }
        }
    }

    /// Reads a value; `None` if it is a list or an object with something in it, which is open now.
    fn begin(&mut self, open: &mut Vec<Open>) -> Result<Option<Value>, Error> {
        let first = self.peek();
        if matches!(first, Some(b'[' | b'{')) {
            self.at += 1;
            let empty =
                if first == Some(b'[') { (b']', Value::List(Vec::new())) } else { (b'}', Value::Object(Vec::new())) };
            if self.peek() == Some(empty.0) {
                self.at += 1;
                return Ok(Some(empty.1));
            }
            if open.len() == MOST_DEPTH {
                return Err(self.wrong("is nested too deeply"));
            }
            open.push(if first == Some(b'[') {
                Open::List(Vec::new())
            } else {
                Open::Object(Vec::new(), self.name()?)
            });
            return Ok(None);
        }
        match first {
            Some(b'"') => self.string().map(|text| Some(Value::Text(text))),
            Some(b'-' | b'0'..=b'9') => self.number().map(Some),
            _ => {
                let words = [("true", Value::Bool(true)), ("false", Value::Bool(false)), ("null", Value::Null)];
                let known = words.into_iter().find(|(word, _)| self.json[self.at..].starts_with(word));
                let (word, value) = known.ok_or_else(|| self.wrong("should be a value"))?;
                self.at += word.len();
                Ok(Some(value))
            }
        }
    }

    fn end(&mut self, value: Value) -> Result<Value, Error> {
        match self.peek() {
            None => Ok(value),
            Some(_) => Err(self.wrong("should be the end")),
        }
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Option<u8> {
        let bytes = self.json.as_bytes();
        while bytes.get(self.at).is_some_and(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    /// Whether another item follows; else what closes them has been read.
    fn more(&mut self, close: u8) -> Result<bool, Error> {
        let next = self.peek();
        if next != Some(b',') && next != Some(close) {
            return Err(self.wrong("should be a comma or the end of a list or an object"));
        }
        self.at += 1;
        Ok(next == Some(b','))
    }

    /// The name of a member, and the colon behind it.
    fn name(&mut self) -> Result<String, Error> {
        if self.peek() != Some(b'"') {
            return Err(self.wrong("should be the name of a member"));
        }
        let name = self.string()?;
        if self.peek() != Some(b':') {
            return Err(self.wrong("should be a colon"));
        }
        self.at += 1;
        Ok(name)
    }

    fn string(&mut self) -> Result<String, Error> {
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = &self.json[self.at..];
            let stop = |c: char| matches!(c, '"' | '\\' | '\u{0}'..='\u{1F}');
            let Some(plain) = rest.find(stop) else { return Err(self.wrong("begins a string without an end")) };
            text.push_str(&rest[..plain]);
            self.at += plain;
            match rest.as_bytes()[plain] {
                b'"' => {
                    self.at += 1;
                    return Ok(text);
                }
                b'\\' => text.push(self.escape()?),
                _ => return Err(self.wrong("is a control character in a string")),
            }
        }
    }

    fn escape(&mut self) -> Result<char, Error> {
        let c = self.json.as_bytes().get(self.at + 1).copied();
        self.at += 2;
        Ok(match c {
            Some(c @ (b'"' | b'\\' | b'/')) => char::from(c),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{C}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unit(),
            _ => {
                self.at -= 2;
                return Err(self.wrong("is no escape"));
            }
        })
    }

    /// The character of four hexadecimal digits, or of two times four; half a character becomes U+FFFD.
    fn unit(&mut self) -> Result<char, Error> {
        let first = self.hex()?;
        let high = (0xD800..0xDC00).contains(&first);
        if high && self.json[self.at..].starts_with("\\u") {
            let before = self.at;
            self.at += 2;
            let second = self.hex()?;
            if (0xDC00..0xE000).contains(&second) {
                return Ok(
                    char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00)).unwrap_or('\u{FFFD}')
                );
            }
            self.at = before;
        }
        Ok(char::from_u32(first).unwrap_or('\u{FFFD}'))
    }

    fn hex(&mut self) -> Result<u32, Error> {
        let digits = self.json.get(self.at..self.at + 4).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let code = code.ok_or_else(|| self.wrong("should be four hexadecimal digits"))?;
        self.at += 4;
        Ok(code)
    }

    fn number(&mut self) -> Result<Value, Error> {
        let start = self.at;
        let digits = |reader: &mut Self| {
            let from = reader.at;
            reader.at += reader.json[from..].bytes().take_while(u8::is_ascii_digit).count();
            reader.at - from
        };
        self.skip(b"-");
        let leading = self.json[self.at..].starts_with('0');
        let whole = digits(self);
        let mut right = whole == 1 || (whole > 0 && !leading);
        if self.skip(b".") {
            right &= digits(self) > 0;
        }
        if self.skip(b"eE") {
            self.skip(b"+-");
            right &= digits(self) > 0;
        }
        if right { Ok(Value::Number(self.json[start..self.at].to_owned())) } else { Err(self.wrong("is no number")) }
    }

    /// Goes past one of these bytes, if it is the next one.
    fn skip(&mut self, any: &[u8]) -> bool {
        let found = self.json.as_bytes().get(self.at).is_some_and(|byte| any.contains(byte));
        self.at += usize::from(found);
        found
    }

    fn wrong(&self, what: &str) -> Error {
        Error::new(ErrorCode::InvalidAnnotations, format!("the JSON at byte {} {what}", self.at))
    }
}

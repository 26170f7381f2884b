//! Tokens back into running text, so that training sees text cut up by the tokenizer that will be used.

use std::ops::Range;

/// The text that the tokens came from, as well as it can be told, and where in it each token stands.
pub(super) fn detokenize(tokens: &[String]) -> (String, Vec<Range<usize>>) {
    let mut text = String::new();
    let mut spans = Vec::with_capacity(tokens.len());
    let mut quotes = Quotes::default();
    for (at, token) in tokens.iter().enumerate() {
        let before = at.checked_sub(1).map_or("", |before| tokens[before].as_str());
        let after = tokens.get(at + 1).map_or("", String::as_str);
        let clings = quotes.see(before, token, after);
        if at > 0 && !clings.left && !quotes.previous_clings_right {
            text.push(' ');
        }
        quotes.previous_clings_right = clings.right;
        let start = text.len();
        text.push_str(token);
        spans.push(start..text.len());
    }
    (text, spans)
}

/// Whether a token stands without a space before or after it.
#[derive(Debug, Clone, Copy, Default)]
struct Clings {
    left: bool,
    right: bool,
}

/// Which quotations are open.
#[derive(Debug, Default)]
struct Quotes {
    double: bool,
    single: bool,
    previous_clings_right: bool,
}

impl Quotes {
    fn see(&mut self, before: &str, token: &str, after: &str) -> Clings {
        let (left, right) = (Clings { left: true, right: false }, Clings { left: false, right: true });
        match token {
            "\"" => toggle(&mut self.double),
            "'" if !self.single && before.ends_with('s') => left,
            "'" => toggle(&mut self.single),
            "," if number(before) && after.len() == 3 && number(after) => Clings { left: true, right: true },
            "&" if upper(before) && upper(after) => Clings { left: true, right: true },
            "," | "." | ";" | ":" | "?" | "!" | "%" | ")" | "]" | "”" | "’" | "..." | "…" | "n't" => left,
            "(" | "[" | "$" | "£" | "€" | "#" | "@" | "“" | "‘" | "`" => right,
            _ if token.len() > 1 && token.starts_with(['\'', '’']) => left,
            _ => Clings::default(),
        }
    }
}

fn toggle(open: &mut bool) -> Clings {
    *open = !*open;
    Clings { left: !*open, right: *open }
}

fn number(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit())
}

fn upper(token: &str) -> bool {
    (1..=3).contains(&token.len()) && token.bytes().all(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::detokenize;

    #[test]
    fn sets_spaces_as_prose_does() {
        for (tokens, text) in [
            ("He said , \" Go ! \"", "He said, \"Go!\""),
            ("Pakistan 's North ( NWFP ) .", "Pakistan's North (NWFP)."),
            ("the soldiers ' wives", "the soldiers' wives"),
            ("a ' quoted ' word", "a 'quoted' word"),
            ("3 , 800 for $ 5 , or 10 %", "3,800 for $5, or 10%"),
            ("AT & T and Smith & Sons", "AT&T and Smith & Sons"),
            ("do n't “ stop ”", "don't “stop”"),
        ] {
            let tokens: Vec<String> = tokens.split(' ').map(str::to_owned).collect();
            let (made, spans) = detokenize(&tokens);
            assert_eq!(made, text);
            assert!(tokens.iter().zip(spans).all(|(token, span)| made[span] == **token));
        }
    }
}

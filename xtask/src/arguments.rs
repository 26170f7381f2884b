//! The arguments of a command: `--name value` pairs.

use std::str::FromStr;

use crate::failure::Failure;

/// Arguments as given, in order. A name may come more than once.
#[derive(Debug)]
pub(crate) struct Arguments<'a> {
    pairs: Vec<(&'a str, &'a str)>,
}

impl<'a> Arguments<'a> {
    /// Reads `--name value` pairs with the names that the command knows.
    pub(crate) fn read(arguments: &'a [String], known: &[&str]) -> Result<Self, Failure> {
        Arguments::with_defaults(arguments, known, &[])
    }

    /// The same, where some names may stand without a value: each of these comes with the value that it then has.
    pub(crate) fn with_defaults(
        arguments: &'a [String],
        known: &[&str],
        defaults: &[(&str, &'a str)],
    ) -> Result<Self, Failure> {
        let mut pairs = Vec::new();
        let mut rest = arguments.iter().peekable();
        while let Some(argument) = rest.next() {
            let name = argument.strip_prefix("--").filter(|name| known.contains(name)).ok_or_else(|| {
                Failure::new(format!("unknown argument {argument}")).hint(format!("known are --{}", known.join(", --")))
            })?;
            let value = rest.next_if(|value| !value.starts_with("--")).map(String::as_str);
            let value = value.or_else(|| defaults.iter().find(|(of, _)| *of == name).map(|(_, value)| *value));
            pairs.push((name, value.ok_or_else(|| Failure::new(format!("--{name} needs a value")))?));
        }
        Ok(Arguments { pairs })
    }

    /// Every value of the name.
    pub(crate) fn all(&self, name: &str) -> Vec<&'a str> {
        self.pairs.iter().filter(|pair| pair.0 == name).map(|pair| pair.1).collect()
    }

    /// The last value of the name.
    pub(crate) fn last(&self, name: &str) -> Option<&'a str> {
        self.all(name).pop()
    }

    /// The last value of the name as a number, or `default`.
    pub(crate) fn number<T: FromStr>(&self, name: &str, default: T) -> Result<T, Failure> {
        let read = |value: &str| value.parse().map_err(|_| Failure::new(format!("--{name} {value} is not a number")));
        self.last(name).map_or(Ok(default), read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_stand_without_a_value_if_it_has_one_for_that() {
        let given: Vec<String> = ["--errors", "--data", "x", "--errors", "7", "--errors"].map(str::to_owned).into();
        let arguments = Arguments::with_defaults(&given, &["data", "errors"], &[("errors", "30")]).unwrap();
        assert_eq!(arguments.all("errors"), ["30", "7", "30"]);
        assert_eq!(arguments.last("data"), Some("x"));
        assert!(Arguments::read(&given, &["data", "errors"]).is_err());
        assert!(Arguments::read(&given[1..3], &["errors"]).is_err());
    }
}

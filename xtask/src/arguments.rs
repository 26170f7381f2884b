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
        let mut pairs = Vec::new();
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let name = argument.strip_prefix("--").filter(|name| known.contains(name)).ok_or_else(|| {
                Failure::new(format!("unknown argument {argument}")).hint(format!("known are --{}", known.join(", --")))
            })?;
            let value = rest.next().ok_or_else(|| Failure::new(format!("--{name} needs a value")))?;
            pairs.push((name, value.as_str()));
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

//! The words of the view in other languages: `www/locales/*.json`, which become modules that every bundler follows.

use crate::failure::{Context, Outcome};
use crate::paths;
use std::path::Path;

/// Copies a file of `www/`; a table of words becomes the module of its name.
pub(crate) fn copy(file: &Path, to: &Path) -> Outcome {
    if file.extension().is_none_or(|ending| ending != "json")
        || !file.parent().is_some_and(|at| at.ends_with("locales"))
    {
        return paths::copy(file, to);
    }
    let table: serde_json::Value =
        serde_json::from_slice(&paths::read(file)?).doing(|| format!("reading {}", file.display()))?;
    paths::write(&to.with_extension("js"), format!("export default {table};\n"))
}

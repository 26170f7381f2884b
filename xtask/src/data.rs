//! The folder of corpora and tables, which is no part of the project.

use std::path::PathBuf;

use crate::arguments::Arguments;
use crate::failure::Failure;

/// The folder that `--data` names.
pub(crate) fn folder(arguments: &Arguments<'_>) -> Result<PathBuf, Failure> {
    let hint = "the corpora are not part of the project: say where they are with --data DIR (its parts are names/ and \
                gazetteer/; see models/MODEL_CARD.md)";
    let folder = arguments.last("data").ok_or_else(|| Failure::new("--data is missing").hint(hint))?;
    let folder = PathBuf::from(folder);
    if folder.is_dir() {
        Ok(folder)
    } else {
        Err(Failure::new(format!("{} is no folder", folder.display())).hint(hint))
    }
}

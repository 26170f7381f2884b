//! The element timed on pages of its own, in headless Chromium.

use crate::failure::Outcome;
use crate::test::Site;
use crate::{package, paths, process, tools};

/// Runs `tests/tour/measure.mjs`, which prints a table.
pub(super) fn run() -> Outcome {
    let mut command = tools::tour("measure.mjs")?;
    let site = Site::serve(&[("/", paths::root().join("tests/browser/pages")), ("/package/", package::build()?)])?;
    process::run("timing the element", command.env("NEWSGLOSS_URL", &site.url))
}

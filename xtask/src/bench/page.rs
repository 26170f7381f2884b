//! The element timed on pages of its own, in headless Chromium.

use crate::failure::Outcome;
use crate::test::Site;
use crate::{package, paths, process, tools};
use std::process::Command;

/// Runs `tests/tour/measure.mjs`, which prints a table.
pub(super) fn run() -> Outcome {
    let (node, chromium, modules) = (tools::node()?, tools::chromium()?, tools::npm_packages()?);
    let site = Site::serve(&[("/", paths::root().join("tests/browser/pages")), ("/package/", package::build()?)])?;
    let mut command = Command::new(node);
    command.arg(paths::root().join("tests/tour/measure.mjs"));
    command.env("NEWSGLOSS_URL", &site.url).env("NEWSGLOSS_NODE_MODULES", modules).env("NEWSGLOSS_CHROMIUM", chromium);
    process::run("timing the element", &mut command)
}

//! `cargo xtask picture`: the pictures of the page that stand in the README.

use crate::failure::Outcome;
use crate::test::Site;
use crate::{paths, process, site, tools};
use std::process::Command;

/// `cargo xtask picture`. It writes `docs/picture-light.webp` and `docs/picture-dark.webp`.
pub(crate) fn command(_: &[String]) -> Outcome {
    let (node, chromium, modules) = (tools::node()?, tools::chromium()?, tools::npm_packages()?);
    let site = Site::serve(&[("/", site::build()?)])?;
    let mut command = Command::new(node);
    command.arg(paths::root().join("tests/tour/picture.mjs")).env("NEWSGLOSS_PICTURES", paths::root().join("docs"));
    command.env("NEWSGLOSS_URL", &site.url).env("NEWSGLOSS_NODE_MODULES", modules).env("NEWSGLOSS_CHROMIUM", chromium);
    process::run("taking the pictures", &mut command)
}

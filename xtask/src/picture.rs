//! `cargo xtask picture`: the pictures of the page that stand in the README.

use crate::failure::Outcome;
use crate::test::Site;
use crate::{paths, process, site, tools};

/// `cargo xtask picture`. It writes `docs/picture-light.webp` and `docs/picture-dark.webp`.
pub(crate) fn command(_: &[String]) -> Outcome {
    let mut command = tools::tour("picture.mjs")?;
    let site = Site::serve(&[("/", site::build()?)])?;
    command.env("NEWSGLOSS_URL", &site.url).env("NEWSGLOSS_PICTURES", paths::root().join("docs"));
    process::run("taking the pictures", &mut command)
}

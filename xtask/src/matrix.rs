//! `cargo xtask matrix`: the package in other people's tools, Lighthouse over the page, and the page in a browser that takes
//! long to install. It is slow, and no part of `cargo xtask test`.

use crate::failure::{Failure, Outcome};
use crate::test::{Site, node_tests};
use crate::{package, paths, process, site, tools};
use std::path::Path;

/// `cargo xtask matrix`.
pub(crate) fn command(arguments: &[String]) -> Outcome {
    if let [unknown, ..] = arguments {
        return Err(Failure::new(format!("matrix does not know {unknown:?}")).hint("cargo xtask help"));
    }
    webkit()?;
    let (node, chromium, modules) = (tools::node()?, tools::chromium()?, tools::matrix_packages()?);
    lighthouse(&node, &chromium, &modules)?;
    let package = package::build()?;
    let mut command = node_tests(&node, &[], &[paths::root().join("tests/matrix/run.mjs")]);
    command.env("NEWSGLOSS_PACKAGE", package).env("NEWSGLOSS_NODE_MODULES", modules);
    process::run("the matrix", command.env("NEWSGLOSS_CHROMIUM", chromium))
}

fn webkit() -> Outcome {
    let (node, driver, screen) = (tools::node()?, tools::webkit_driver()?, tools::xvfb()?);
    let site = Site::serve(&[("/", site::build()?)])?;
    let mut command = node_tests(&node, &[], &[paths::root().join("tests/tour/webkit.mjs")]);
    command.env("NEWSGLOSS_URL", &site.url).env("NEWSGLOSS_WEBKIT", driver).env("NEWSGLOSS_XVFB", screen);
    process::run("the tour in WebKit", &mut command)
}

fn lighthouse(node: &Path, chromium: &Path, modules: &Path) -> Outcome {
    let site = Site::serve(&[("/", site::build()?)])?;
    let mut command = node_tests(node, &[], &[paths::root().join("tests/matrix/lighthouse.mjs")]);
    command.env("NEWSGLOSS_URL", &site.url).env("NEWSGLOSS_NODE_MODULES", modules).env("NEWSGLOSS_CHROMIUM", chromium);
    process::run("Lighthouse", &mut command)
}

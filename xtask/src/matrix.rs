//! `cargo xtask matrix`: the package in other people's tools. It is slow, and no part of `cargo xtask test`.

use crate::failure::{Failure, Outcome};
use crate::{package, paths, process, tools};
use std::process::Command;

/// `cargo xtask matrix`.
pub(crate) fn command(arguments: &[String]) -> Outcome {
    if let [unknown, ..] = arguments {
        return Err(Failure::new(format!("matrix does not know {unknown:?}")).hint("cargo xtask help"));
    }
    let (node, chromium, modules) = (tools::node()?, tools::chromium()?, tools::matrix_packages()?);
    let package = package::build()?;
    let mut command = Command::new(node);
    command.arg("--test").arg(paths::root().join("tests/matrix/run.mjs"));
    command.env("NEWSGLOSS_PACKAGE", package).env("NEWSGLOSS_NODE_MODULES", modules);
    process::run("the matrix", command.env("NEWSGLOSS_CHROMIUM", chromium))
}

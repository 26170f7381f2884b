//! Programs from outside the project: found, or installed where that can be done, or asked for in plain words.

use crate::failure::{Failure, Outcome};
use crate::{paths, process};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// A program that a command needs and the Debian packages that bring it.
struct Tool {
    /// Names it goes by, in order of preference.
    names: &'static [&'static str],
    packages: &'static [&'static str],
}

const NODE: Tool = Tool { names: &["node"], packages: &["nodejs", "npm"] };
const NPM: Tool = Tool { names: &["npm"], packages: &["npm"] };
const CHROMIUM: Tool =
    Tool { names: &["chromium", "chromium-browser", "google-chrome"], packages: &["chromium", "chromium-driver"] };
const CHROMEDRIVER: Tool = Tool { names: &["chromedriver"], packages: &["chromium-driver"] };
const FIREFOX: Tool = Tool { names: &["firefox-esr", "firefox"], packages: &["firefox-esr"] };
const WEBKIT_DRIVER: Tool = Tool { names: &["WebKitWebDriver"], packages: &["webkit2gtk-driver"] };
const XVFB: Tool = Tool { names: &["Xvfb"], packages: &["xvfb"] };
const CXX: Tool = Tool { names: &["c++", "g++", "clang++"], packages: &["g++"] };
const PARALLEL: Tool = Tool { names: &["parallel"], packages: &["parallel"] };
const JAVA: Tool = Tool { names: &["java"], packages: &["default-jre-headless"] };
const PYTHON: Tool = Tool { names: &["python3"], packages: &["python3", "python3-venv"] };

/// Spark, with its Python.
const PYSPARK: &str = "pyspark==4.3.0";

/// The oldest Node that the package supports.
const OLDEST_NODE: u32 = 20;

/// Node, new enough.
pub(crate) fn node() -> Outcome<PathBuf> {
    let node = ensure(&NODE)?;
    let version = process::capture("asking node for its version", Command::new(&node).arg("--version"))?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse().ok());
    if major.is_some_and(|major: u32| major >= OLDEST_NODE) {
        return Ok(node);
    }
    let found = Failure::new(format!("node is {} and must be {OLDEST_NODE} or newer", version.trim()));
    Err(found.hint(format!("install Node {OLDEST_NODE} or newer (https://nodejs.org) and put it first on the PATH")))
}

/// The browser.
pub(crate) fn chromium() -> Outcome<PathBuf> {
    ensure(&CHROMIUM)
}

/// The program that drives the browser.
pub(crate) fn chromedriver() -> Outcome<PathBuf> {
    ensure(&CHROMEDRIVER)
}

/// Firefox, which needs no other program to drive it.
pub(crate) fn firefox() -> Outcome<PathBuf> {
    ensure(&FIREFOX)
}

/// The program that drives WebKit, which comes with it.
pub(crate) fn webkit_driver() -> Outcome<PathBuf> {
    ensure(&WEBKIT_DRIVER)
}

/// A screen that is not there, for browsers that cannot do without one.
pub(crate) fn xvfb() -> Outcome<PathBuf> {
    ensure(&XVFB)
}

/// The C++ compiler.
pub(crate) fn cxx() -> Outcome<PathBuf> {
    ensure(&CXX)
}

/// GNU parallel.
pub(crate) fn parallel() -> Outcome<PathBuf> {
    ensure(&PARALLEL)
}

/// A Python that has Spark, and the Java that this needs.
pub(crate) fn pyspark() -> Outcome<PathBuf> {
    ensure(&JAVA)?;
    let python = ensure(&PYTHON)?;
    let home = paths::target().join("pyspark");
    let (own, done) = (home.join("bin/python"), home.join("installed"));
    if paths::read(&done).is_ok_and(|installed| installed == PYSPARK.as_bytes()) {
        return Ok(own);
    }
    println!("Installing {PYSPARK} into {}", home.display());
    paths::make_empty(&home)?;
    process::run("making a Python environment", Command::new(python).args(["-m", "venv"]).arg(&home))?;
    process::run("pip install", Command::new(&own).args(["-m", "pip", "install", "--quiet", PYSPARK]))?;
    // Written last, as of npm's packages.
    paths::write(&done, PYSPARK)?;
    Ok(own)
}

/// A script of `tests/tour` in Node, with Chromium and the packages of `xtask/npm` at hand.
pub(crate) fn tour(script: &str) -> Outcome<Command> {
    let (node, chromium, modules) = (node()?, chromium()?, npm_packages()?);
    let mut command = Command::new(node);
    command.arg(paths::root().join("tests/tour").join(script));
    command.env("NEWSGLOSS_NODE_MODULES", modules).env("NEWSGLOSS_CHROMIUM", chromium);
    Ok(command)
}

/// The packages of `xtask/npm`, installed; the directory of their programs.
pub(crate) fn npm_packages() -> Outcome<PathBuf> {
    install_npm("xtask/npm", "npm")
}

/// Other people's tools, which `tests/matrix` names, installed; the directory of their programs.
pub(crate) fn matrix_packages() -> Outcome<PathBuf> {
    install_npm("tests/matrix", "matrix")
}

/// The packages of the directory `wanted`, installed into `target/` at exactly the versions of its lock file.
fn install_npm(wanted: &str, home: &str) -> Outcome<PathBuf> {
    node()?;
    let npm = ensure(&NPM)?;
    let (wanted, home) = (paths::root().join(wanted), paths::target().join(home));
    let modules = home.join("node_modules");
    let lock = paths::read(&wanted.join("package-lock.json"))?;
    // Written last, so that an installation that was broken off is begun again.
    let done = home.join("installed-lock.json");
    if paths::read(&done).is_ok_and(|installed| installed == lock) {
        return Ok(modules);
    }
    println!("Installing the packages of {} into {}", wanted.display(), home.display());
    paths::make_empty(&home)?;
    for name in ["package.json", "package-lock.json"] {
        paths::copy(&wanted.join(name), &home.join(name))?;
    }
    let mut install = Command::new(npm);
    install.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&home);
    let failed =
        |failure: Failure| failure.hint("npm needs its registry (npm config get registry): try again when it answers");
    process::run("npm ci", &mut install).map_err(failed)?;
    paths::write(&done, lock)?;
    Ok(modules)
}

fn ensure(tool: &Tool) -> Outcome<PathBuf> {
    if let Some(found) = find(tool) {
        return Ok(found);
    }
    let by_hand = format!("apt-get install {}", tool.packages.join(" "));
    let missing = || Failure::new(format!("{} is not installed", tool.names[0]));
    if !is_root() || on_path("apt-get").is_none() {
        return Err(missing().hint(format!("sudo {by_hand}  (or your system's packages for it), then try again")));
    }
    println!("Installing {}", tool.packages.join(" "));
    apt_get(&["update", "--quiet=2"])?;
    let mut install = vec!["install", "--yes", "--quiet=2", "--no-install-recommends"];
    install.extend(tool.packages);
    apt_get(&install).map_err(|failure| failure.hint(by_hand))?;
    find(tool).ok_or_else(missing)
}

fn apt_get(arguments: &[&str]) -> Outcome {
    let mut command = Command::new("apt-get");
    command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive").stdout(Stdio::null());
    process::run(&format!("apt-get {}", arguments[0]), &mut command)
}

fn find(tool: &Tool) -> Option<PathBuf> {
    tool.names.iter().find_map(|name| on_path(name))
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|directory| directory.join(program)).find(|file| file.is_file())
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

//! `cargo xtask test`: every test there is, in five parts.

use crate::failure::{Context, Failure, Outcome};
use crate::{package, paths, process, serve, site, tools};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tiny_http::Server;

/// A part of the tests: what it is called, what it covers, and how those of the given names, or all, are run.
struct Part {
    name: &'static str,
    about: &'static str,
    run: fn(&[String]) -> Outcome,
}

/// Every part, fastest first.
const PARTS: [Part; 5] = [
    Part { name: "host", about: "the engine and the project's own commands, on this machine", run: host },
    Part { name: "node", about: "the package in Node, its types, and the markup of every page", run: node },
    Part { name: "wasm", about: "the boundary, called from Rust in headless Chromium", run: wasm },
    Part { name: "firefox", about: "the page and the element in headless Firefox", run: firefox },
    Part { name: "browser", about: "the served page in headless Chromium", run: browser },
];

/// How long the driver may take to listen.
const DRIVER_PATIENCE: Duration = Duration::from_secs(30);

/// `cargo xtask test [PART [NAME…]]`: of the part, those tests alone whose names hold one of the given.
pub(crate) fn command(arguments: &[String]) -> Outcome {
    let (chosen, names): (Vec<&Part>, &[String]) = match arguments {
        [] => (PARTS.iter().collect(), &[]),
        [part, names @ ..] => (PARTS.iter().filter(|known| known.name == part).collect(), names),
    };
    if chosen.is_empty() {
        let known = PARTS.map(|part| part.name).join(", ");
        return Err(Failure::new("there is no such part of the tests").hint(format!("the parts are {known}")));
    }
    for part in &chosen {
        println!("\n== {}: {} ==", part.name, part.about);
        let begun = Instant::now();
        (part.run)(names)?;
        println!("== {} passed in {} s ==", part.name, begun.elapsed().as_secs());
    }
    println!("\n{} of {} parts passed, 0 failed", chosen.len(), PARTS.len());
    Ok(())
}

fn host(names: &[String]) -> Outcome {
    let mut cargo = process::cargo();
    cargo.args(["test", "--workspace", "--exclude", "browser-tests", "--exclude", "wasm-runner", "--"]).args(names);
    process::run("the tests on the host", &mut cargo)
}

fn node(names: &[String]) -> Outcome {
    let (node, modules) = (tools::node()?, tools::npm_packages()?);
    let (site, package) = (site::build()?, package::build()?);
    let mut command = node_tests(&node, names, &test_files()?);
    command.env("NEWSGLOSS_SITE", site).env("NEWSGLOSS_PACKAGE", package).env("NEWSGLOSS_NODE_MODULES", modules);
    process::run("the tests in Node", &mut command)
}

/// Node running those tests of the files whose names hold one of `names`, or all.
pub(crate) fn node_tests(node: &Path, names: &[String], files: &[PathBuf]) -> Command {
    let mut command = Command::new(node);
    command.arg("--test").args(names.iter().map(|name| format!("--test-name-pattern={name}"))).args(files);
    command.current_dir(paths::root());
    command
}

/// The test files by name: Node 20 takes no pattern.
fn test_files() -> Outcome<Vec<PathBuf>> {
    let mut files = paths::files_below(&paths::root().join("tests/node"))?;
    files.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    if files.is_empty() { Err(Failure::new("tests/node holds no tests")) } else { Ok(files) }
}

fn wasm(names: &[String]) -> Outcome {
    tools::chromium()?;
    let driver = tools::chromedriver()?;
    crate::bind::ensure_target()?;
    process::run("building the test runner", process::cargo().args(["build", "-p", "wasm-runner"]))?;
    let runner = paths::target().join("debug/wasm-runner");
    let mut cargo = process::cargo();
    cargo
        .args(["test", "--target", "wasm32-unknown-unknown", "-p", "newsgloss-web", "--test", "wasm", "--"])
        .args(names);
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner).env("CHROMEDRIVER", driver);
    cargo.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", paths::root().join("tests/webdriver.json"));
    process::run("the tests of the boundary", &mut cargo)
}

fn browser(names: &[String]) -> Outcome {
    let tests = ["test", "-p", "browser-tests", "--"].into_iter().chain(names.iter().map(String::as_str));
    with_browser("the tests of the page", &tests.collect::<Vec<_>>(), &[], &[])
}

fn firefox(names: &[String]) -> Outcome {
    let (node, firefox, modules) = (tools::node()?, tools::firefox()?, tools::npm_packages()?);
    let site = Site::serve(&[("/", site::build()?)])?;
    let mut command = node_tests(&node, names, &[paths::root().join("tests/tour/firefox.mjs")]);
    command.env("NEWSGLOSS_URL", &site.url).env("NEWSGLOSS_NODE_MODULES", modules).env("NEWSGLOSS_FIREFOX", firefox);
    process::run("the tour in Firefox", &mut command)
}

/// A server of directories, for as long as this value lives.
pub(crate) struct Site {
    /// Where it answers, without a slash at the end.
    pub(crate) url: String,
    _server: Arc<Server>,
}

impl Site {
    /// Serves directories below the prefixes that are told with them.
    pub(crate) fn serve(roots: &[(&'static str, PathBuf)]) -> Outcome<Site> {
        let server = Arc::new(serve::listen(0)?);
        serve::start(&server, roots);
        Ok(Site { url: format!("http://{}", server.server_addr()), _server: server })
    }
}

/// Runs cargo with a server of the page and a driver of the browser beside it. `more` is served as well, and
/// `variables` are for what cargo runs.
pub(crate) fn with_browser(
    what: &str,
    arguments: &[&str],
    more: &[(&'static str, PathBuf)],
    variables: &[(&str, &Path)],
) -> Outcome {
    let modules = tools::npm_packages()?;
    let (chromium, driver) = (tools::chromium()?, tools::chromedriver()?);
    let (site, package) = (site::build()?, package::build()?);
    let pages = paths::root().join("tests/browser/pages");
    let mut roots = vec![("/", site), ("/package/", package), ("/test/", pages)];
    roots.extend_from_slice(more);
    let site = Site::serve(&roots)?;
    let driver = Driver::start(&driver)?;
    let mut cargo = process::cargo();
    cargo.args(arguments).envs(variables.iter().copied());
    cargo.env("NEWSGLOSS_URL", &site.url);
    cargo.env("NEWSGLOSS_WEBDRIVER", format!("http://127.0.0.1:{}", driver.port));
    cargo.env("NEWSGLOSS_CHROMIUM", chromium).env("NEWSGLOSS_AXE", modules.join("axe-core/axe.min.js"));
    cargo.env("NEWSGLOSS_SCREENSHOTS", paths::target().join("screenshots"));
    process::run(what, &mut cargo)
}

/// ChromeDriver, ended with this value.
struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    fn start(program: &Path) -> Outcome<Driver> {
        let port = free_port()?;
        let mut command = Command::new(program);
        command.arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().doing(|| format!("starting {}", program.display()))?;
        let mut driver = Driver { child, port };
        driver.wait()?;
        Ok(driver)
    }

    fn wait(&mut self) -> Outcome {
        let begun = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_err() {
            let ended = self.child.try_wait().doing(|| "asking after chromedriver".to_string())?;
            if ended.is_some() || begun.elapsed() > DRIVER_PATIENCE {
                return Err(Failure::new("chromedriver does not listen").hint("run `chromedriver` by hand to see why"));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself, and then there is nothing to end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_port() -> Outcome<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).doing(|| "finding a free port".to_string())?;
    Ok(listener.local_addr().doing(|| "finding a free port".to_string())?.port())
}

//! Rebuilds when a source changes.

use crate::failure::Outcome;
use crate::paths;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

/// What the page is made of.
const WATCHED: [&str; 7] = ["src", "www", "seeds", "models", "build.rs", "Cargo.toml", "Cargo.lock"];

/// How long after a change is noticed the build begins: editors save in several steps.
const SETTLE: Duration = Duration::from_millis(200);

/// How often the files are looked at. A few hundred `stat` calls, so this needs no watcher of the system's.
const PERIOD: Duration = Duration::from_millis(500);

/// Calls `build` after every change, for ever. A build that fails leaves the last good site in place.
pub(crate) fn run(build: impl Fn() -> Outcome) {
    let mut seen = snapshot();
    loop {
        std::thread::sleep(PERIOD);
        let now = snapshot();
        if now == seen {
            continue;
        }
        std::thread::sleep(SETTLE);
        seen = snapshot();
        println!("Something changed: building again");
        if let Err(failure) = build() {
            eprintln!("{failure}\nStill serving the last build that worked");
        }
    }
}

/// Every watched file with the time it was last written.
fn snapshot() -> Vec<(PathBuf, Option<SystemTime>)> {
    let root = paths::root();
    let files = WATCHED.iter().flat_map(|name| {
        let path = root.join(name);
        if path.is_file() { vec![path] } else { paths::files_below(&path).unwrap_or_default() }
    });
    let dated = files.map(|file| {
        let written = file.metadata().and_then(|data| data.modified()).ok();
        (file, written)
    });
    dated.collect()
}

//! The libraries beside newsgloss: bundled as a page would load them, and what there is to say of each.

use crate::failure::{Context, Failure, Outcome};
use crate::{paths, process, size, tools};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

/// A module that a page loads, and the packages of `xtask/npm` that are in it.
struct Bundle {
    file: &'static str,
    packages: &'static [&'static str],
    source: &'static str,
}

const BUNDLES: [Bundle; 2] = [
    Bundle { file: "compromise.js", packages: &["compromise"], source: "export { default } from 'compromise';" },
    Bundle {
        file: "wink-nlp.js",
        packages: &["wink-nlp", "wink-eng-lite-web-model"],
        source: "export { default as winkNLP } from 'wink-nlp'; export { default as model } from 'wink-eng-lite-web-model';",
    },
];

/// Bundles and minifies them into `directory`.
pub(super) fn bundle(modules: &Path, directory: &Path) -> Outcome {
    let node = tools::node()?;
    let home = modules.parent().unwrap_or(modules);
    for Bundle { file, source, .. } in &BUNDLES {
        let options = json!({
            "stdin": { "contents": source, "resolveDir": home },
            "bundle": true, "minify": true, "format": "esm", "platform": "browser", "outfile": directory.join(file),
        });
        // Through its interface: its program is a script or not, as its installation went.
        let script = format!("require('esbuild').buildSync({options})");
        process::run(&format!("bundling {file}"), Command::new(&node).args(["-e", &script]).current_dir(home))?;
    }
    Ok(())
}

/// A library: which it is, and the bytes that reach a page that uses it, compressed.
pub(super) struct Library {
    pub(super) name: String,
    pub(super) brotli: usize,
}

/// newsgloss, and then the others in the order of [`BUNDLES`].
pub(super) fn describe(modules: &Path, directory: &Path, dist: &Path) -> Outcome<Vec<Library>> {
    let mut libraries = vec![Library {
        name: format!("newsgloss {}", version(dist)?),
        brotli: size::over_the_wire(dist, &["index.js", "newsgloss.wasm"])?,
    }];
    for Bundle { file, packages, .. } in &BUNDLES {
        let names = packages.iter().map(|name| Ok(format!("{name} {}", version(&modules.join(name))?)));
        let names: Vec<String> = names.collect::<Outcome<_>>()?;
        libraries.push(Library { name: names.join(" with "), brotli: size::brotli(&directory.join(file))? });
    }
    Ok(libraries)
}

/// The version of the package in `directory`.
fn version(directory: &Path) -> Outcome<String> {
    let manifest = directory.join("package.json");
    let manifest: Value =
        serde_json::from_slice(&paths::read(&manifest)?).doing(|| format!("reading {}", manifest.display()))?;
    let version = manifest["version"].as_str();
    version.map(str::to_owned).ok_or_else(|| Failure::new(format!("{} has no version", directory.display())))
}

/// The browser's name and version.
pub(super) fn browser() -> Outcome<String> {
    let chromium = tools::chromium()?;
    let said = process::capture("asking the browser for its version", Command::new(chromium).arg("--version"))?;
    Ok(said.split_whitespace().take(2).collect::<Vec<_>>().join(" "))
}

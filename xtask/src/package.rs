//! The npm package, in `dist/`.

use crate::failure::{Context, Failure, Outcome};
use crate::{bind, locales, panics, paths, process, tools};
use base64::{Engine, prelude::BASE64_STANDARD as BASE64};
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha384};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How hard `wasm-opt` works. For speed: what crosses the wire is within half a hundredth the same at every level (for a
/// module of 979 kB, 286 kB as brotli: 920 and 285 kB with `-O3`, 921 and 286 with `-O4`, 919 and 285 with `-Os`), so
/// that optimising for size would gain nothing.
///
/// The lowest kilobyte of memory is the far end of the stack, where nothing has an address: a sum of an address and a
/// small number can thus be left to the load that it is for (four of 506 kB).
const OPTIMISATION: [&str; 2] = ["-O3", "--low-memory-unused"];

/// The files that are also scripts, for where no other file can be fetched.
const INLINE: [(&str, &str); 4] = [
    ("newsgloss.wasm", "inline-wasm.js"),
    ("newsgloss-view.wasm", "inline-view.js"),
    ("newsgloss.model", "inline-model.js"),
    ("newsgloss.knowledge", "inline-knowledge.js"),
];

/// `cargo xtask dist`.
pub(crate) fn command(_: &[String]) -> Outcome {
    let dist = build()?;
    println!("Built {}", dist.display());
    Ok(())
}

/// Builds the package; its directory.
pub(crate) fn build() -> Outcome<PathBuf> {
    let model = paths::model();
    if !model.exists() {
        return Err(Failure::new("there is no models/newsgloss.model").hint("cargo xtask train makes it"));
    }
    let knowledge = paths::knowledge();
    if !knowledge.exists() {
        return Err(Failure::new("there is no models/newsgloss.knowledge").hint("cargo xtask knowledge makes it"));
    }
    let modules = tools::npm_packages()?;
    let (fresh, dist) = (paths::target().join("dist.new"), paths::root().join("dist"));
    paths::make_empty(&fresh)?;
    bind::build(&fresh)?;
    for module in &bind::MODULES {
        optimise(&modules, &fresh.join(module.file))?;
    }
    paths::copy(&model, &fresh.join("newsgloss.model"))?;
    paths::copy(&knowledge, &fresh.join("newsgloss.knowledge"))?;
    paths::copy(&paths::root().join("models/KNOWLEDGE.md"), &fresh.join("KNOWLEDGE.md"))?;
    copy_scripts(&fresh)?;
    minify(&modules, &fresh)?;
    bundle_worker(&modules, &fresh.join("worker-thread.js"))?;
    for (file, script) in INLINE {
        inline(&fresh.join(file), &fresh.join(script))?;
    }
    bundle_global(&modules, &fresh)?;
    for name in ["README.md", "LICENSE-APACHE", "LICENSE-MIT"] {
        paths::copy(&paths::root().join(name), &fresh.join(name))?;
    }
    paths::write(&fresh.join("package.json"), manifest()?)?;
    paths::write(&fresh.join("integrity.json"), integrity(&fresh)?)?;
    paths::make_empty(&dist)?;
    fs::rename(&fresh, &dist).doing(|| format!("putting {} in place", dist.display()))?;
    Ok(dist)
}

/// Whether a file of `www/` is no part of the package: it belongs to the page alone, or is inside the module already.
fn is_of_the_page(name: &Path) -> bool {
    let name = name.to_string_lossy();
    let of_page = name.starts_with("page") || name.starts_with("embed/");
    of_page || name != "element.css" && [".html", ".svg", ".css"].iter().any(|ending| name.ends_with(ending))
}

fn copy_scripts(dist: &Path) -> Outcome {
    let www = paths::root().join("www");
    for file in paths::files_below(&www)? {
        let name = file.strip_prefix(&www).expect("a file below www/");
        if !is_of_the_page(name) {
            locales::copy(&file, &dist.join(name))?;
        }
    }
    Ok(())
}

/// Makes the scripts small, in place and each for itself, so that a bundler still sees what imports what. Where a comment
/// speaks to bundlers the spaces stay, for it would go with them.
fn minify(modules: &Path, dist: &Path) -> Outcome {
    let (mut small, mut spaced) = (Vec::new(), Vec::new());
    for file in
        paths::files_below(dist)?.into_iter().filter(|file| file.extension().is_some_and(|ending| ending == "js"))
    {
        let speaks = String::from_utf8_lossy(&paths::read(&file)?).contains("@vite-ignore");
        if speaks { spaced.push(file) } else { small.push(file) }
    }
    for (files, options) in [(small, &["--minify"][..]), (spaced, &["--minify-syntax", "--minify-identifiers"])] {
        let mut esbuild = esbuild(modules);
        esbuild.args(files).args(options).args(["--format=esm", "--allow-overwrite"]);
        process::run("esbuild", esbuild.arg(format!("--outdir={}", dist.display())))?;
    }
    Ok(())
}

/// Makes the module small and fast, in place: `wasm-opt`, and what only it can tell to be of no use any more. The second
/// run leaves out what that was.
fn optimise(modules: &Path, wasm: &Path) -> Outcome {
    run_wasm_opt(modules, wasm)?;
    let unreadable = |error| Failure::new(format!("reading {}: {error:#}", wasm.display()));
    let mut module = walrus::Module::from_buffer(&paths::read(wasm)?).map_err(unreadable)?;
    panics::forget_places(&mut module);
    paths::write(wasm, module.emit_wasm())?;
    run_wasm_opt(modules, wasm)
}

/// Runs `wasm-opt` over the module, in place. It reads which WebAssembly features may be used from the module itself:
/// allowing it all features would make it emit what no browser loads yet.
fn run_wasm_opt(modules: &Path, wasm: &Path) -> Outcome {
    let mut wasm_opt = Command::new("node");
    wasm_opt.arg(modules.join("binaryen/bin/wasm-opt")).arg(wasm).args(OPTIMISATION).arg("-o").arg(wasm);
    process::run("wasm-opt", &mut wasm_opt)
}

/// Makes the worker's script one that imports nothing, in place: a bundler that follows a worker's imports back to the
/// module that starts it goes round in circles. Only what loads the files mentions `inline.js`, and none of that is left.
fn bundle_worker(modules: &Path, script: &Path) -> Outcome {
    bundle(modules, script, script, &["--format=esm", "--external:./inline.js", "--allow-overwrite"])
}

/// Makes the one classic script that holds everything, the engine's files too. It cannot know where it lies, which it is
/// not to be warned of: it has no need to. The module with the view serves the functions as well, so that theirs stays out.
fn bundle_global(modules: &Path, dist: &Path) -> Outcome {
    let entry = dist.join("global.js");
    let functions = dist.join("functions.js");
    let alone = paths::read(&functions)?;
    paths::write(&functions, "export const FUNCTIONS = undefined;\n")?;
    let options = ["--format=iife", "--global-name=newsgloss", "--log-override:empty-import-meta=silent"];
    bundle(modules, &entry, &dist.join("newsgloss.global.js"), &options)?;
    paths::write(&functions, alone)?;
    fs::remove_file(&entry).doing(|| format!("removing {}", entry.display()))
}

fn bundle(modules: &Path, entry: &Path, script: &Path, options: &[&str]) -> Outcome {
    let mut esbuild = esbuild(modules);
    esbuild.arg(entry).args(["--bundle", "--minify"]).args(options);
    process::run("esbuild", esbuild.arg(format!("--outfile={}", script.display())))
}

fn esbuild(modules: &Path) -> Command {
    let mut esbuild = Command::new(modules.join("esbuild/bin/esbuild"));
    esbuild.arg("--log-level=warning");
    esbuild
}

/// Writes a file as a script that holds it, packed by gzip, in base 64: `www/inline.js` unpacks it.
fn inline(file: &Path, script: &Path) -> Outcome {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    let packed = gzip.write_all(&paths::read(file)?).and_then(|()| gzip.finish());
    let packed = packed.doing(|| format!("packing {}", file.display()))?;
    paths::write(script, format!("export default \"{}\";\n", BASE64.encode(packed)))
}

/// The hash of every file, as the `integrity` of an element or of an import map takes it.
fn integrity(dist: &Path) -> Outcome<String> {
    let mut hashes = serde_json::Map::new();
    for file in paths::files_below(dist)? {
        let name = file.strip_prefix(dist).expect("a file below dist/").to_string_lossy().into_owned();
        let hash = BASE64.encode(Sha384::digest(paths::read(&file)?));
        hashes.insert(name, format!("sha384-{hash}").into());
    }
    Ok(format!("{:#}\n", serde_json::Value::Object(hashes)))
}

/// The package's `package.json`. Its version is the crate's.
fn manifest() -> Outcome<String> {
    let id = process::capture("cargo pkgid", process::cargo().args(["pkgid", "-p", "newsgloss"]))?;
    let version = id.trim().rsplit(['@', '#']).next().unwrap_or_default();
    Ok(include_str!("package.json").replace("VERSION", version))
}

//! From the crates to WebAssembly modules and the JavaScript that talks to them.

use crate::failure::{Failure, Outcome};
use crate::{panics, paths, process};
use std::path::Path;
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";

/// The profile of `Cargo.toml` for what a browser loads.
const PROFILE: &str = "wasm";

/// One of the modules that JavaScript may load.
pub(crate) struct Module {
    /// The crate that it is compiled from.
    package: &'static str,
    /// The name of its bindings, without `.js`.
    bindings: &'static str,
    /// The name of its file.
    pub(crate) file: &'static str,
}

/// The modules: of the functions alone, and of the view with the functions in it.
pub(crate) const MODULES: [Module; 2] = [
    Module { package: "newsgloss-web", bindings: "bindings", file: "newsgloss.wasm" },
    Module { package: "newsgloss-view", bindings: "view-bindings", file: "newsgloss-view.wasm" },
];

/// Compiles the modules, optimised, and writes each with its bindings into `directory`.
pub(crate) fn build(directory: &Path) -> Outcome {
    ensure_target()?;
    let mut cargo = process::cargo();
    cargo.args(["build", "--profile", PROFILE, "--target", TARGET, "--lib"]);
    cargo.args(MODULES.iter().flat_map(|module| ["-p", module.package]));
    process::run("cargo build for wasm32", &mut cargo)?;
    MODULES.iter().try_for_each(|module| bind(module, directory))
}

fn bind(module: &Module, directory: &Path) -> Outcome {
    let compiled = format!("{}.wasm", module.package.replace('-', "_"));
    let compiled = paths::target().join(TARGET).join(PROFILE).join(compiled);
    let mut bindgen = Bindgen::new();
    // The shell (www/index.js) is the one that knows where the module lies: a second address in the bindings would make
    // bundlers ship it twice. Its recovery from a trap needs the reset function.
    let web = bindgen.input_path(&compiled).out_name(module.bindings).typescript(false).omit_default_module_path(true);
    let web = web.remove_name_section(true).remove_producers_section(true).reset_state_function(true);
    let output = web.web(true).and_then(Bindgen::generate_output);
    let mut output = output.map_err(|error| Failure::new(format!("binding {}: {error:#}", compiled.display())))?;
    let inline = output.snippets().iter().filter(|(_, scripts)| !scripts.is_empty()).map(|(name, _)| name);
    let snippets: Vec<_> = inline.chain(output.local_modules().keys()).collect();
    if !snippets.is_empty() {
        return Err(Failure::new(format!(
            "dependencies bring JavaScript that the package does not ship: {snippets:?}"
        )));
    }
    panics::silence(output.wasm_mut());
    paths::write(&directory.join(format!("{}.js", module.bindings)), output.js())?;
    paths::write(&directory.join(module.file), output.wasm_mut().emit_wasm())
}

/// Sees that the toolchain can compile for the browser.
pub(crate) fn ensure_target() -> Outcome {
    if has_target()? {
        return Ok(());
    }
    println!("Adding the target {TARGET} to the toolchain");
    let advice = format!("rustup target add {TARGET}");
    let mut rustup = Command::new("rustup");
    rustup.args(["target", "add", TARGET]).current_dir(paths::root());
    process::run(&advice, &mut rustup).map_err(|failure| failure.hint(format!("run `{advice}`, then try again")))
}

fn has_target() -> Outcome<bool> {
    let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    rustc.args(["--print", "target-libdir", "--target", TARGET]).current_dir(paths::root());
    let directory = process::capture("asking rustc for its libraries", &mut rustc)?;
    Ok(Path::new(directory.trim()).is_dir())
}

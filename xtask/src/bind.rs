//! From the crate to a WebAssembly module and the JavaScript that talks to it.

use crate::failure::{Failure, Outcome};
use crate::{panics, paths, process};
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";

/// The profile of `Cargo.toml` for what a browser loads.
const PROFILE: &str = "wasm";

/// Compiles the crate for the browser, optimised; the path of the module.
pub(crate) fn compile() -> Outcome<PathBuf> {
    ensure_target()?;
    let mut cargo = process::cargo();
    cargo.args(["build", "--profile", PROFILE, "--target", TARGET, "-p", "newsgloss-web", "--lib"]);
    process::run("cargo build for wasm32", &mut cargo)?;
    Ok(paths::target().join(TARGET).join(PROFILE).join("newsgloss_web.wasm"))
}

/// Writes `bindings.js` and `newsgloss.wasm` for `module` into `directory`.
pub(crate) fn bind(module: &Path, directory: &Path) -> Outcome {
    let mut bindgen = Bindgen::new();
    // The shell (www/index.js) is the one that knows where the module lies: a second address in the bindings would make
    // bundlers ship it twice. Its recovery from a trap needs the reset function.
    let web = bindgen.input_path(module).out_name("bindings").typescript(false).omit_default_module_path(true);
    let web = web.remove_name_section(true).remove_producers_section(true).reset_state_function(true);
    let output = web.web(true).and_then(Bindgen::generate_output);
    let mut output = output.map_err(|error| Failure::new(format!("binding {}: {error:#}", module.display())))?;
    let inline = output.snippets().iter().filter(|(_, scripts)| !scripts.is_empty()).map(|(name, _)| name);
    let snippets: Vec<_> = inline.chain(output.local_modules().keys()).collect();
    if !snippets.is_empty() {
        return Err(Failure::new(format!(
            "dependencies bring JavaScript that the package does not ship: {snippets:?}"
        )));
    }
    panics::silence(output.wasm_mut());
    paths::write(&directory.join("bindings.js"), output.js())?;
    paths::write(&directory.join("newsgloss.wasm"), output.wasm_mut().emit_wasm())
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

//! The test runner that cargo calls for `wasm32`: wasm-bindgen's own, at the version that the lock file holds.

#![allow(clippy::print_stderr, reason = "a command-line tool speaks to its terminal")]

use std::process::ExitCode;

fn main() -> ExitCode {
    match wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(std::env::args_os()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("failed: {error:#}");
            ExitCode::FAILURE
        }
    }
}

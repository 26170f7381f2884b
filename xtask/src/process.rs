//! Running other programs.

use crate::failure::{Context, Failure, Outcome};
use crate::paths;
use std::process::{Command, Stdio};

/// Cargo itself, the one that runs us, in the repository's root.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(paths::root());
    command
}

/// Runs a command to its end, its output going to the terminal. `what` names it in the failure.
pub(crate) fn run(what: &str, command: &mut Command) -> Outcome {
    let status = command.status().map_err(|error| missing(command, &error))?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("{what} ({status})"))) }
}

/// Runs a command to its end and returns what it printed.
pub(crate) fn capture(what: &str, command: &mut Command) -> Outcome<String> {
    let output = command.stderr(Stdio::inherit()).output().map_err(|error| missing(command, &error))?;
    if !output.status.success() {
        return Err(Failure::new(format!("{what} ({})", output.status)));
    }
    String::from_utf8(output.stdout).doing(|| format!("reading what {what} printed"))
}

fn missing(command: &Command, error: &std::io::Error) -> Failure {
    let program = command.get_program().to_string_lossy().into_owned();
    Failure::new(format!("running {program}: {error}")).hint(format!("install {program}, or put it on the PATH"))
}

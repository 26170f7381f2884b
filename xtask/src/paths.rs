//! Where things are, and the few file operations that every step needs.

use crate::failure::{Context, Outcome};
use std::fs;
use std::path::{Path, PathBuf};

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().expect("xtask lies in the repository").to_path_buf()
}

/// Cargo's target directory.
pub(crate) fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(directory) => root().join(directory),
        None => root().join("target"),
    }
}

/// The model that ships.
pub(crate) fn model() -> PathBuf {
    root().join("models/newsgloss.model")
}

/// The weights of the summary's ranker, which are compiled in.
pub(crate) fn ranker() -> PathBuf {
    root().join("models/summary.model")
}

/// The knowledge file that ships.
pub(crate) fn knowledge() -> PathBuf {
    root().join("models/newsgloss.knowledge")
}

/// Reads a whole file.
pub(crate) fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).doing(|| format!("reading {}", path.display()))
}

/// Writes a whole file, with the directories that lead to it.
pub(crate) fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Outcome {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).doing(|| format!("making {}", parent.display()))?;
    }
    fs::write(path, bytes).doing(|| format!("writing {}", path.display()))
}

/// Copies one file.
pub(crate) fn copy(from: &Path, to: &Path) -> Outcome {
    write(to, read(from)?)
}

/// Makes `path` an empty directory.
pub(crate) fn make_empty(path: &Path) -> Outcome {
    if path.exists() {
        fs::remove_dir_all(path).doing(|| format!("emptying {}", path.display()))?;
    }
    fs::create_dir_all(path).doing(|| format!("making {}", path.display()))
}

/// Every file below `directory`, sorted; none if there is no such directory.
pub(crate) fn files_below(directory: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![directory.to_path_buf()];
    while let Some(next) = waiting.pop() {
        if !next.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&next).doing(|| format!("listing {}", next.display()))? {
            let path = entry.doing(|| format!("listing {}", next.display()))?.path();
            if path.is_dir() { waiting.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}

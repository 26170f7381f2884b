//! `cargo xtask size`: how many bytes the package has, and how many of them cross the wire.

use crate::failure::{Context, Failure, Outcome};
use crate::{package, paths};
use flate2::{Compression, write::GzEncoder};
use std::collections::BTreeSet;
use std::io::Write;
use std::iter::Sum;
use std::path::{Path, PathBuf};

/// What a page may load, by the files of the package that it begins with: what a script imports comes with it, and the
/// model and the knowledge file with all of them.
const LOADS: [(&str, &[&str]); 3] = [
    ("functions", &["index.js", "newsgloss.wasm"]),
    ("functions in a worker", &["worker.js", "worker-thread.js", "newsgloss.wasm"]),
    ("element", &["define.js", "newsgloss-view.wasm"]),
];

/// What the engine fetches when it starts, whoever imports it.
const FETCHED: [&str; 2] = ["newsgloss.model", "newsgloss.knowledge"];

/// Bytes as they are and as servers send them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Size {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Sum for Size {
    fn sum<I: Iterator<Item = Size>>(sizes: I) -> Size {
        sizes.fold(Size::default(), |a, b| Size {
            raw: a.raw + b.raw,
            gzip: a.gzip + b.gzip,
            brotli: a.brotli + b.brotli,
        })
    }
}

/// `cargo xtask size`.
pub(crate) fn command(arguments: &[String]) -> Outcome {
    if let [unknown, ..] = arguments {
        return Err(Failure::new(format!("size does not know {unknown:?}")).hint("cargo xtask help"));
    }
    let dist = paths::root().join("dist");
    if dist.exists() {
        println!("{} as it was last built (cargo xtask dist builds it anew)\n", dist.display());
    } else {
        package::build()?;
    }
    print(&dist)
}

fn print(dist: &Path) -> Outcome {
    let files = paths::files_below(dist)?;
    let sizes: Vec<Size> = files.iter().map(|file| measure(&paths::read(file)?)).collect::<Outcome<_>>()?;
    println!("{:<32}{:>10} {:>10} {:>10}", "file", "raw", "gzip -9", "brotli 11");
    for (file, size) in files.iter().zip(&sizes) {
        row(&file.strip_prefix(dist).unwrap_or(file).to_string_lossy(), *size);
    }
    row("all", sizes.iter().copied().sum());
    println!("\nover the wire");
    for (what, entries) in LOADS.iter().filter(|(_, entries)| entries.iter().all(|name| dist.join(name).exists())) {
        let loaded = loaded_by(dist, entries)?;
        let sizes = files.iter().zip(&sizes).filter(|(file, _)| loaded.contains(*file));
        row(what, sizes.map(|(_, size)| *size).sum());
    }
    Ok(())
}

/// The bytes that a page loads for the files `entries` of the package, each file compressed with brotli.
pub(crate) fn over_the_wire(dist: &Path, entries: &[&str]) -> Outcome<usize> {
    loaded_by(dist, entries)?.iter().map(|file| brotli(file)).sum()
}

/// A file's bytes compressed with brotli.
pub(crate) fn brotli(file: &Path) -> Outcome<usize> {
    Ok(measure(&paths::read(file)?)?.brotli)
}

fn row(what: &str, Size { raw, gzip, brotli }: Size) {
    println!("{what:<32}{raw:>10} {gzip:>10} {brotli:>10}");
}

fn measure(bytes: &[u8]) -> Outcome<Size> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes).doing(|| "compressing".to_string())?;
    let gzip = gzip.finish().doing(|| "compressing".to_string())?.len();
    let settings = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
    let mut brotli = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut brotli, &settings).doing(|| "compressing".to_string())?;
    Ok(Size { raw: bytes.len(), gzip, brotli: brotli.len() })
}

/// The files that a browser loads for the files `entries` of the package.
fn loaded_by(dist: &Path, entries: &[&str]) -> Outcome<BTreeSet<PathBuf>> {
    let mut loaded: BTreeSet<PathBuf> = FETCHED.iter().map(|name| dist.join(name)).collect();
    let mut waiting: Vec<PathBuf> = entries.iter().map(|name| dist.join(name)).collect();
    while let Some(module) = waiting.pop() {
        if module.extension().is_none_or(|ending| ending != "js") {
            loaded.insert(module);
            continue;
        }
        let script = String::from_utf8_lossy(&paths::read(&module)?).into_owned();
        let imports = imports(&script).map(|name| module.with_file_name(name));
        waiting.extend(imports.filter(|import| !loaded.contains(import)));
        loaded.insert(module);
    }
    Ok(loaded)
}

/// The neighbours that a module imports when it is loaded: `import … from "./errors.js"`, `import "./define.js"`,
/// `export … from "./convert.js"`.
fn imports(script: &str) -> impl Iterator<Item = &str> {
    let quoted = script.match_indices("\"./").map(|(at, quote)| (script[..at].trim_end(), &script[at + quote.len()..]));
    let imported = quoted.filter(|(before, _)| before.ends_with("from") || before.ends_with("import"));
    imported.filter_map(|(_, name)| Some(name.split_once('"')?.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compression_is_measured() {
        let size = measure(&b"newsgloss ".repeat(1000)).unwrap();
        assert_eq!(size.raw, 10_000);
        assert!(size.brotli < size.gzip && size.gzip < 200, "{size:?}");
        assert_eq!(
            [size, size].into_iter().sum::<Size>(),
            Size { raw: 20_000, gzip: 2 * size.gzip, brotli: 2 * size.brotli }
        );
    }

    #[test]
    fn a_module_brings_its_imports_and_theirs() {
        let www = paths::root().join("www");
        let script = "import init, * as news from \"./index.js\";\nimport {\n  a,\n} from \"./b.js\";\n\
                      import \"./c.js\";\nexport { d } from \"./d.js\";\n\
                      await import(\"./later.js\");\nimport x from \"elsewhere\";\n";
        assert_eq!(imports(script).collect::<Vec<_>>(), ["index.js", "b.js", "c.js", "d.js"]);
        let small = "import{a}from\"./b.js\";import\"./c.js\";import(\"./later.js\");export{a};";
        assert_eq!(imports(small).collect::<Vec<_>>(), ["b.js", "c.js"]);
        let loaded = loaded_by(&www, &["worker.js"]).unwrap();
        let scripts = ["errors.js", "glossary.js", "load.js", "loading.js", "module.js", "worker.js"];
        let expected = scripts.iter().chain(&FETCHED);
        assert_eq!(loaded, expected.map(|name| www.join(name)).collect());
    }
}

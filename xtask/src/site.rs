//! The page and the package, built into one directory that can be served as it is.

use crate::failure::{Context, Outcome};
use crate::{bind, locales, paths, prerender};
use std::fs;
use std::path::{Path, PathBuf};

/// `cargo xtask build`.
pub(crate) fn command(_: &[String]) -> Outcome {
    build().map(drop)
}

/// Builds everything; the directory it lies in.
pub(crate) fn build() -> Outcome<PathBuf> {
    let site = paths::target().join("site");
    // Built beside and then put in place, so that a server never sees half a site.
    let fresh = paths::target().join("site.new");
    paths::make_empty(&fresh)?;
    copy_pages(&fresh)?;
    bind::build(&fresh)?;
    copy_model(&fresh)?;
    replace(&fresh, &site)?;
    println!("Built {}", site.display());
    Ok(site)
}

fn copy_pages(site: &Path) -> Outcome {
    let www = paths::root().join("www");
    for file in paths::files_below(&www)? {
        let name = file.strip_prefix(&www).expect("a file below www/");
        locales::copy(&file, &site.join(name))?;
    }
    let index = site.join("index.html");
    let page = String::from_utf8(paths::read(&index)?).doing(|| "reading www/index.html as UTF-8".to_string())?;
    paths::write(&index, prerender::prerender(&page)?)
}

fn copy_model(site: &Path) -> Outcome {
    if paths::knowledge().exists() {
        paths::copy(&paths::knowledge(), &site.join("newsgloss.knowledge"))?;
    }
    let model = paths::model();
    if model.exists() {
        return paths::copy(&model, &site.join("newsgloss.model"));
    }
    println!("There is no models/newsgloss.model, so the page has no names (cargo xtask train makes it)");
    Ok(())
}

fn replace(fresh: &Path, site: &Path) -> Outcome {
    let old = paths::target().join("site.old");
    paths::make_empty(&old)?;
    if site.exists() {
        fs::rename(site, old.join("site")).doing(|| format!("moving {} away", site.display()))?;
    }
    fs::rename(fresh, site).doing(|| format!("putting {} in place", site.display()))?;
    fs::remove_dir_all(&old).doing(|| format!("removing {}", old.display()))
}

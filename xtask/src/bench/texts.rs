//! What the libraries read: the bundled article, at least half a megabyte of varied news, and the corpora with names.

use super::names::Corpora;
use crate::failure::{Context, Failure, Outcome};
use crate::paths;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// The fewest bytes of news.
const ENOUGH: usize = 600_000;

/// Where the news is among the corpora: newspapers around the world, an agency, a broadcaster's pages as they are.
const NEWS: [&str; 3] = ["names/dev/worldwide.jsonl", "names/dev/cleanconll.jsonl", "summary/dev_noisy100.jsonl"];

/// What was read, in words, and the corpora with names, if there are any.
pub(super) struct Texts {
    pub(super) news: &'static str,
    pub(super) corpora: Option<Corpora>,
}

/// Writes the texts into `directory`, from where the page fetches them.
pub(super) fn write(data: Option<&Path>, directory: &Path) -> Outcome<Texts> {
    let seed = seed()?;
    paths::write(&directory.join("seed.txt"), &seed)?;
    let corpora = data.map(Corpora::read).transpose()?;
    let (news, about) = match data {
        Some(data) => (from_corpora(data)?, "newspapers around the world, an agency and a broadcaster's pages"),
        None => (from_repository(seed.clone())?, "the bundled documents and those of the tests, over and over"),
    };
    let joined = news.join("\n\n");
    let named = corpora.as_ref().map_or(Vec::new(), Corpora::texts);
    for (name, texts) in
        [("seed", json!([seed])), ("news", json!(news)), ("joined", json!([joined])), ("corpora", json!(named))]
    {
        paths::write(&directory.join(format!("{name}.json")), texts.to_string())?;
    }
    Ok(Texts { news: about, corpora })
}

/// The first bundled document.
fn seed() -> Outcome<String> {
    let files = paths::files_below(&paths::root().join("seeds"))?;
    let first = files.first().ok_or_else(|| Failure::new("there is nothing in seeds/"))?;
    read(first)
}

fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).doing(|| format!("reading {}", path.display()))
}

/// Texts of each file in turn until they are enough.
fn from_corpora(data: &Path) -> Outcome<Vec<String>> {
    let mut files = Vec::new();
    for path in NEWS.map(|name| data.join(name)) {
        let file = read(&path)?;
        let values = file.lines().filter(|line| !line.trim().is_empty()).map(serde_json::from_str::<Value>);
        let values: Vec<Value> = values.collect::<Result<_, _>>().doing(|| format!("reading {}", path.display()))?;
        files.push(values.into_iter().filter_map(|value| value["text"].as_str().map(str::to_owned)));
    }
    let mut bytes = 0;
    let in_turn = std::iter::from_fn(|| Some(files.iter_mut().filter_map(Iterator::next).collect::<Vec<_>>()));
    let in_turn = in_turn.take_while(|texts| !texts.is_empty()).flatten();
    let enough = in_turn.take_while(|text| {
        bytes += text.len();
        bytes - text.len() < ENOUGH
    });
    Ok(enough.collect())
}

/// What the repository has, as often as it takes to be enough.
fn from_repository(seed: String) -> Outcome<Vec<String>> {
    let mut files = paths::files_below(&paths::root().join("tests/fixtures/documents"))?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "txt"));
    let mut texts = vec![seed];
    for file in files {
        texts.push(String::from_utf8_lossy(&paths::read(&file)?).into_owned());
    }
    let once: usize = texts.iter().map(String::len).sum();
    Ok(std::iter::repeat_n(texts, ENOUGH.div_ceil(once)).flatten().collect())
}

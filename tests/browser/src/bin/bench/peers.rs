//! newsgloss and the libraries it is held against, in one browser, in turn.

use browser_tests::{Outcome, Page, visit};
use serde_json::{Map, Value, json};

/// What is run, as `tests/browser/pages/bench.js` calls it.
const LIBRARIES: [&str; 4] = ["newsgloss", "wink-nlp tags", "wink-nlp all", "compromise"];

/// Something to time: the list of texts, how often a library goes over it in one round, and how many rounds there are.
struct Task {
    texts: &'static str,
    times: usize,
    rounds: usize,
}

/// A round lasts long enough for the browser's clock, which counts in tenths of a millisecond.
const TASKS: [Task; 3] = [
    Task { texts: "seed", times: 5, rounds: 40 },
    Task { texts: "news", times: 1, rounds: 7 },
    Task { texts: "joined", times: 1, rounds: 3 },
];

/// Rounds that come first and are not counted: the browser compiles what runs hot.
const WARM: usize = 1;

/// How often each library is started in a page of its own.
const STARTS: usize = 7;

/// Measures everything: `{ cold, memory, tasks, names }`, each by library.
pub(crate) async fn measure() -> Outcome<Value> {
    let mut figures = Map::new();
    figures.insert("cold".into(), cold().await?);
    figures.insert("memory".into(), memory().await?);
    visit("/test/blank.html", async |page| {
        start(page, &LIBRARIES).await?;
        figures.insert("tasks".into(), tasks(page).await?);
        figures.insert("names".into(), names(page).await?);
        Ok(())
    })
    .await?;
    Ok(figures.into())
}

/// Milliseconds from importing a library in a fresh page to its first result, by library, one number a start.
async fn cold() -> Outcome<Value> {
    let mut times: Map<String, Value> = LIBRARIES.map(|name| (name.to_string(), json!([]))).into_iter().collect();
    for round in 0..STARTS {
        for name in in_turn(round) {
            visit("/test/blank.html", async |page| {
                let time = call(page, "cold", json!([name])).await?;
                times[name].as_array_mut().expect("a list was put there").push(time);
                Ok(())
            })
            .await?;
        }
    }
    Ok(times.into())
}

/// Bytes that a page holds on account of a library, once it has given its first result and after all the news.
async fn memory() -> Outcome<Value> {
    let mut all = Map::new();
    for name in LIBRARIES {
        visit("/test/blank.html", async |page| {
            call(page, "load", json!(["news"])).await?;
            let before = held(page).await?;
            start(page, &[name]).await?;
            let ready = held(page).await? - before;
            call(page, "time", json!([name, "news", 1])).await?;
            all.insert(name.into(), json!({ "ready": ready, "after": held(page).await? - before }));
            Ok(())
        })
        .await?;
    }
    Ok(all.into())
}

/// The bytes of all live objects, of the buffers behind them, and of WebAssembly's memory.
async fn held(page: &Page) -> Outcome<f64> {
    page.devtools("HeapProfiler.collectGarbage", json!({})).await?;
    let usage = page.devtools("Runtime.getHeapUsage", json!({})).await?;
    let parts = ["usedSize", "embedderHeapUsedSize", "backingStorageSize"].map(|part| usage[part].as_f64());
    let wasm = call(page, "wasmMemory", json!([])).await?;
    Ok(parts.iter().chain([&wasm.as_f64()]).flatten().sum())
}

/// How much text each task has, and the milliseconds of each round by library: the same round, the same place.
async fn tasks(page: &Page) -> Outcome<Value> {
    let mut all = Map::new();
    for Task { texts, times, rounds } in &TASKS {
        let mut task = call(page, "load", json!([texts])).await?;
        for name in LIBRARIES {
            task["times"][name] = json!([]);
        }
        for round in 0..WARM + rounds {
            println!("{texts}: round {} of {}", round + 1, WARM + rounds);
            for name in in_turn(round) {
                let time = call(page, "time", json!([name, texts, times])).await?;
                if round >= WARM {
                    task["times"][name].as_array_mut().expect("a list was put there").push(time);
                }
            }
        }
        all.insert((*texts).into(), task);
    }
    Ok(all.into())
}

/// The names that each library finds in the texts of the corpora; nothing if there are none.
async fn names(page: &Page) -> Outcome<Value> {
    let mut all = Map::new();
    if call(page, "load", json!(["corpora"])).await?["documents"] == 0 {
        return Ok(all.into());
    }
    for name in LIBRARIES {
        all.insert(name.into(), call(page, "names", json!([name, "corpora"])).await?);
    }
    Ok(all.into())
}

/// The libraries, beginning with another one every time: what comes first has the cooler machine.
fn in_turn(round: usize) -> impl Iterator<Item = &'static str> {
    (0..LIBRARIES.len()).map(move |at| LIBRARIES[(at + round) % LIBRARIES.len()])
}

async fn start(page: &Page, names: &[&str]) -> Outcome {
    page.be_patient().await?;
    for name in names {
        call(page, "cold", json!([name])).await?;
    }
    Ok(())
}

/// Calls a function of the page's module.
async fn call(page: &Page, function: &str, values: Value) -> Outcome<Value> {
    page.eval(&format!("import('/test/bench.js').then((bench) => bench.{function}(...{values}))")).await
}

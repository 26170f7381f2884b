//! The package's own functions, each on its own.

use browser_tests::{Outcome, visit};
use serde_json::Value;

/// Each function over the first bundled document, 200 times after 20 that are not counted; then an analysis of a
/// megabyte of the same, five times after one; then the largest glossary: its first use, and what it adds to the other.
const MEASURE: &str = "import('/package/index.js').then(async (newsgloss) => {
    const begun = performance.now();
    await newsgloss.default();
    const ready = performance.now() - begun;
    const { text } = newsgloss.open(newsgloss.documents()[0].id);
    const large = (text + '\\n\\n').repeat(Math.ceil(1e6 / text.length)).slice(0, 1e6);
    const time = (work, warm, count) => {
        const times = [];
        for (let run = 0; run < warm + count; run += 1) {
            const before = performance.now();
            work();
            if (run >= warm) times.push(performance.now() - before);
        }
        times.sort((a, b) => a - b);
        return [0.1, 0.5, 0.9].map((share) => times[Math.floor(share * (times.length - 1))]);
    };
    const small = ['parse', 'summarize', 'analyze', 'highlight'].map((name) => [name, ...time(() => newsgloss[name](text), 20, 200)]);
    const entries = Array.from({ length: 100000 }, (_, i) => ({
        name: `${i % 97 ? 'Almaty' : 'Russian'} Person ${i}`, aliases: [`Russian ${i}`, `President ${i} of Almaty`],
        type: 'PERSON', id: String(i), url: `/people/${i}` }));
    const glossary = new newsgloss.Glossary(entries);
    const [, first] = time(() => newsgloss.analyze(text, { glossary }), 0, 1);
    const named = time(() => newsgloss.analyze(large, { glossary }), 1, 5);
    return { first, named, ready, units: text.length, small, large: time(() => newsgloss.analyze(large), 1, 5) };
})";

/// Times them and prints what came out.
pub(crate) async fn report() -> Outcome {
    visit("/test/blank.html", async |page| {
        print(&page.eval(MEASURE).await?);
        Ok(())
    })
    .await
}

fn print(measured: &Value) {
    let number = |value: &Value| value.as_f64().unwrap_or(f64::NAN);
    println!("ready (compile, load, check the model): {:.0} ms", number(&measured["ready"]));
    println!("\nfirst bundled document, {} UTF-16 units, 200 runs, milliseconds", measured["units"]);
    println!("{:<12} {:>8} {:>8} {:>8}", "", "p10", "median", "p90");
    for row in measured["small"].as_array().into_iter().flatten() {
        let name = row[0].as_str().unwrap_or_default();
        println!("{name:<12} {:>8.2} {:>8.2} {:>8.2}", number(&row[1]), number(&row[2]), number(&row[3]));
    }
    let large = number(&measured["large"][1]);
    let (first, named) = (number(&measured["first"]), number(&measured["named"][1]));
    println!("\nanalyze, 1 MB of it: median of 5 {large:.0} ms, {:.2} MB/s", 1000.0 / large);
    println!("with a glossary of 100,000 entries: {named:.0} ms; its first use {first:.0} ms");
}

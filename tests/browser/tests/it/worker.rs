//! The package in a module worker.

use browser_tests::{Outcome, visit};
use serde_json::json;

async fn check(module: &str, script: &str, expected: serde_json::Value) -> Outcome {
    visit("/test/blank.html", async |page| {
        assert_eq!(
            page.eval(&format!("import('{module}').then(async (newsgloss) => {{ {script} }})")).await?,
            expected
        );
        Ok(())
    })
    .await
}

/// Analyses in the worker and on the page, and compares.
const SAME: &str = "
    await newsgloss.default();
    const { default: init, ...here } = await import(new URL('index.js', INDEX));
    await init();
    const [{ id }] = await newsgloss.documents();
    const document = await newsgloss.open(id);
    const text = document.text + '\\ud800';
    const same = async (name, ...values) =>
        JSON.stringify(await newsgloss[name](...values)) === JSON.stringify(here[name](...values));
    const glossary = (name) => new newsgloss.Glossary([{ name, type: 'LOC', id: name }]);
    const few = ['the', 'Almaty', 'of'].map(glossary);
    const glossaries = [...few, ...few, ...['a', 'to', 'in', 'by', 'and'].map(glossary), ...few];
    return Promise.all([same('open', id), same('parse', text), same('analyze', text, { summary: { sentences: 2 } }),
        same('analyze', document), same('entities', text), same('summarize', text), same('highlight', text),
        ...glossaries.map((glossary) => same('analyze', text, { glossary })),
        same('entities', text, { glossary: [{ name: 'the', type: 'MISC' }] })]);";

#[tokio::test]
async fn it_says_what_the_page_says() -> Outcome {
    let all = json!(vec![true; 7 + 14 + 1]);
    check("/worker.js", &SAME.replace("INDEX", "location.origin"), all.clone()).await?;
    check("/package/worker.js", &SAME.replace("INDEX", "location.origin + '/package/'"), all).await
}

#[tokio::test]
async fn calls_can_be_given_up() -> Outcome {
    let script = "
        const code = (promise) => promise.then(() => 'done', (error) => error.code ?? error);
        const early = await code(newsgloss.parse('x'));
        await newsgloss.default();
        const long = 'Kassim-Jomart Tokayev spoke in Almaty. '.repeat(20000);
        const [first, second] = [new AbortController(), new AbortController()];
        const calls = [
            newsgloss.analyze(long, { signal: first.signal }),
            newsgloss.analyze(long, { signal: second.signal }),
            newsgloss.parse('One\\n\\nTwo'),
        ].map(code);
        second.abort('waiting');
        first.abort('running');
        const outcomes = await Promise.all(calls);
        const gone = await code(newsgloss.parse('x', { signal: AbortSignal.abort('before') }));
        const wrong = await code(newsgloss.open('nothing'));
        newsgloss.terminate();
        return [early, ...outcomes, gone, wrong, await code(newsgloss.parse('x'))];";
    let expected =
        json!(["not-initialized", "running", "waiting", "done", "before", "unknown-document", "not-initialized"]);
    check("/worker.js", script, expected).await
}

//! Loading the package where servers and policies are not as they should be.

use browser_tests::{Outcome, visit};
use serde_json::{Value, json};

/// What the package says after it has been loaded with `fetch` answering for one of its files as a test has it.
const LOAD: &str = "(async () => {
    const real = globalThis.fetch;
    const bytes = async (source) => new Uint8Array(await (await real(source)).arrayBuffer());
    const answer = (body, headers, status) => new Response(body, { headers, status });
    globalThis.fetch = async (source, options) => String(source).endsWith('FILE') ? (ANSWER) : real(source, options);
    const newsgloss = await import('/package/ENTRY');
    const outcome = await newsgloss.default(OPTIONS).then(() => 'ready', ({ code, message }) => `${code}: ${message}`);
    if (outcome !== 'ready') return outcome;
    const { entities } = await newsgloss.analyze('Angela Merkel spoke in Russia.');
    return entities.map(({ name, link }) => `${name} ${link?.wikidata}`).join();
})()";

async fn load(path: &str, [file, answer, entry, options]: [&str; 4], logged: &[&str]) -> Outcome<String> {
    let script = LOAD.replace("FILE", file).replace("ANSWER", answer).replace("ENTRY", entry);
    let script = script.replace("OPTIONS", options);
    let mut said = Value::Null;
    visit(path, async |page| {
        logged.iter().for_each(|words| page.expect_log(words));
        // What a policy forbids some write of and some do not.
        page.allow_log("Content Security Policy");
        said = page.eval(&script).await?;
        Ok(())
    })
    .await?;
    Ok(said.as_str().unwrap_or_default().to_string())
}

const READY: &str = "Angela Merkel undefined,Russia Q159";

#[tokio::test]
async fn what_the_server_gets_wrong_is_mended() -> Outcome {
    let page = "answer('<!doctype html>', { 'content-type': 'text/html' })";
    let short = "answer((await bytes(source)).subarray(0, 1000), { 'content-type': 'application/wasm' })";
    let cases = [
        ("newsgloss.wasm", "answer('', {}, 404)", "answered 404"),
        ("newsgloss.wasm", page, "sent a web page"),
        ("newsgloss.wasm", short, "cut short"),
        ("newsgloss.wasm", "Promise.reject(new TypeError('Failed to fetch'))", "Check the connection"),
        ("newsgloss.model", page, "sent a web page"),
        ("newsgloss.model", "answer((await bytes(source)).subarray(0, 1000))", "newsgloss.model there anew"),
        ("newsgloss.knowledge", "answer('', {}, 404)", "answered 404"),
    ];
    for entry in ["index.js", "worker.js"] {
        for (file, answer, logged) in cases {
            let said = load("/test/blank.html", [file, answer, entry, ""], &[logged]).await?;
            assert_eq!(said, READY, "{entry} {file} {answer}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_wrong_type_does_no_harm() -> Outcome {
    let text = "answer(await bytes(source), { 'content-type': 'text/plain' })";
    let said = load("/test/blank.html", ["newsgloss.wasm", text, "index.js", ""], &[]).await?;
    assert_eq!(said, READY);
    Ok(())
}

/// What an element says of a load in which `fetch` answers so for one file, and no copy inside the scripts can be had.
const ELEMENT: &str = "(async () => {
    const real = globalThis.fetch;
    const bytes = async (source) => new Uint8Array(await (await real(source)).arrayBuffer());
    const answer = (body, headers, status) => new Response(body, { headers, status });
    globalThis.fetch = async (source, options) => String(source).endsWith('FILE') ? (ANSWER) : real(source, options);
    await import('/package/define.js');
    const element = document.createElement('news-gloss');
    element.loading = 'eager';
    element.append(Object.assign(document.createElement('p'), { textContent: 'Angela Merkel spoke in Russia.' }));
    const said = new Promise((resolve) => element.addEventListener('news-gloss-error', ({ detail }) => resolve(detail.error)));
    document.body.append(element);
    const { code, message } = await said;
    if (!element.firstChild.checkVisibility()) return 'nothing can be read';
    return /newsgloss[-.]|connection/.test(message) ? code : `${code} without a remedy: ${message}`;
})()";

#[tokio::test]
async fn the_element_says_which_file_failed_and_why() -> Outcome {
    let page = "answer('<!doctype html>', { 'content-type': 'text/html' })";
    let short = "answer((await bytes(source)).subarray(0, 1000), { 'content-type': 'application/octet-stream' })";
    let cases = [
        ("newsgloss-view.wasm", "answer('', {}, 404)", "wasm-not-found"),
        ("newsgloss-view.wasm", page, "wasm-web-page"),
        ("newsgloss-view.wasm", short, "wasm-corrupt"),
        ("newsgloss-view.wasm", "Promise.reject(new TypeError('Failed to fetch'))", "wasm-unreachable"),
        ("newsgloss.model", "answer('', {}, 404)", "model-not-found"),
        ("newsgloss.model", page, "model-web-page"),
        ("newsgloss.model", short, "model-corrupt"),
        ("newsgloss.model", "Promise.reject(new TypeError('Failed to fetch'))", "model-unreachable"),
        ("newsgloss.knowledge", short, "knowledge-corrupt"),
    ];
    for (file, answer, code) in cases {
        visit("/test/blank.html", async |page| {
            page.block(&["*inline-*"]).await?;
            for words in ["newsgloss", "ERR_BLOCKED", "Failed to load", "Failed to fetch"] {
                page.allow_log(words);
            }
            let script = ELEMENT.replace("FILE", file).replace("ANSWER", answer);
            assert_eq!(page.eval(&script).await?, code, "{file} {answer}");
            Ok(())
        })
        .await?;
    }
    Ok(())
}

/// The modules that a page has fetched after it has done what a test has it do, and a name that the functions then find.
const MODULES: &str = "(async () => {
    const show = () => new Promise((resolve, reject) => {
        const element = Object.assign(document.createElement('news-gloss'), { loading: 'eager' });
        element.append(Object.assign(document.createElement('p'), { textContent: 'Angela Merkel spoke in Russia.' }));
        element.addEventListener('news-gloss-ready', resolve);
        element.addEventListener('news-gloss-error', ({ detail }) => reject(detail.error));
        document.body.append(element);
    });
    const glossary = (newsgloss) => new newsgloss.Glossary([{ name: 'spoke', type: 'EVENT', id: 'x' }]);
    await (STEPS)();
    const fetched = performance.getEntriesByType('resource').map(({ name }) => name.split('/').at(-1));
    return fetched.filter((name) => name.endsWith('.wasm')).join();
})()";

#[tokio::test]
async fn a_page_fetches_the_module_that_it_needs() -> Outcome {
    let functions = "const newsgloss = await import('/package/index.js');";
    let element = "await import('/package/define.js');";
    let found = "if (newsgloss.entities('Angela Merkel spoke.', { glossary: terms }).length !== 2) throw 'lost';";
    let terms = "await newsgloss.default(); const terms = glossary(newsgloss);";
    let cases = [
        (format!("{functions}{terms}{found}"), "newsgloss.wasm"),
        (format!("{element} await show();"), "newsgloss-view.wasm"),
        (format!("{functions}{element}{terms}{found} await show(); {found}"), "newsgloss-view.wasm"),
        // An element that comes late takes over: what the functions had goes on.
        (format!("{functions}{terms}{found}{element} await show(); {found}"), "newsgloss.wasm,newsgloss-view.wasm"),
        (
            format!(
                "{functions} const loaded = newsgloss.default(); {element} await show(); await loaded; await show();"
            ),
            "newsgloss.wasm,newsgloss-view.wasm",
        ),
    ];
    for (steps, fetched) in cases {
        let script = MODULES.replace("STEPS", &format!("async () => {{ {steps} }}"));
        visit("/test/blank.html", async |page| {
            assert_eq!(page.eval(&script).await?, fetched, "{steps}");
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_the_caller_gets_wrong_is_told() -> Outcome {
    let options = "{ model: '/package/README.md' }";
    let said = load("/test/blank.html", ["none", "0", "worker.js", options], &[]).await?;
    assert!(said.starts_with("model-format: ") && said.contains("Put the package's newsgloss.model there"), "{said}");
    Ok(())
}

#[tokio::test]
async fn a_policy_that_refuses_is_named_and_nothing_else_is_fetched() -> Outcome {
    let inline = "newsgloss.wasm";
    let said = load("/test/refused.html", [inline, "real(source)", "index.js", ""], &[]).await?;
    assert!(said.starts_with("wasm-refused: ") && said.contains("'wasm-unsafe-eval'"), "{said}");
    Ok(())
}

#[tokio::test]
async fn without_workers_the_page_does_the_work() -> Outcome {
    let logged = ["Content Security Policy"];
    let said = load("/test/alone.html", ["none", "0", "worker.js", ""], &logged).await?;
    assert_eq!(said, READY);
    Ok(())
}

#[tokio::test]
async fn trusted_types_are_no_hindrance() -> Outcome {
    for (entry, logged) in [("index.js", &[][..]), ("worker.js", &["TrustedScriptURL"])] {
        let said = load("/test/trusted.html", ["none", "0", entry, ""], logged).await?;
        assert_eq!(said, READY, "{entry}");
    }
    Ok(())
}

/// How many workers are started and ended by calls close together and by one that comes later.
const WORKERS: &str = "(async () => {
    const seen = [];
    globalThis.Worker = class extends Worker {
        constructor(...given) { super(...given); seen.push('started'); }
        terminate() { super.terminate(); seen.push('ended'); }
    };
    const newsgloss = await import('/package/worker.js');
    await newsgloss.default({ idle: 300 });
    await Promise.all([newsgloss.parse('One'), newsgloss.parse('Two')]);
    await new Promise((resume) => setTimeout(resume, 1500));
    seen.push('idle');
    await newsgloss.entities('Angela Merkel spoke.');
    seen.push('again');
    newsgloss.terminate();
    return seen;
})()";

#[tokio::test]
async fn a_worker_without_work_is_ended() -> Outcome {
    visit("/test/blank.html", async |page| {
        let seen = page.eval(WORKERS).await?;
        assert_eq!(seen, json!(["started", "ended", "idle", "started", "again", "ended"]));
        Ok(())
    })
    .await
}

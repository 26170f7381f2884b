//! The package's functions in a page, under its strict policy: as served, and as shipped.

use browser_tests::{Outcome, visit};

/// Every span of an analysis must lie in the text, in order; the number of spans that were looked at.
const SPANS: &str = "(async ({ default: init, analyze, documents, open }) => {
    await init();
    const nasty = 'É 🙂 👩‍👩‍👧 said.\\n\\n\\ud800 <script>alert(1)</script> & \"x\"\\r\\nשלום 日本語。 e\\u0301\\0';
    let seen = 0;
    for (const text of [nasty, ...documents().map(({ id }) => open(id).text)]) {
        const { document, mentions, summary, ...rest } = analyze(text);
        if (rest.text !== text || document.text !== text) throw new Error('the text has changed');
        for (const spans of [document.blocks, mentions, summary]) {
            let last = 0;
            for (const { start, end } of spans) {
                if (!(last <= start && start < end && end <= text.length)) throw new Error(`${last} ${start}..${end}`);
                if (text.slice(start, end).trim() !== text.slice(start, end)) throw new Error(`white space at ${start}..${end}`);
                last = end;
                seen += 1;
            }
        }
    }
    return seen;
})";

async fn check_spans(module: &str) -> Outcome {
    visit("/test/blank.html", async |page| {
        let seen = page.eval(&format!("import('{module}').then({SPANS})")).await?;
        assert!(seen.as_u64() > Some(20), "{seen} spans");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn spans_hold_as_served() -> Outcome {
    check_spans("/index.js").await
}

#[tokio::test]
async fn spans_hold_as_shipped() -> Outcome {
    check_spans("/package/index.js").await
}

#[tokio::test]
async fn highlighted_text_is_safe() -> Outcome {
    visit("/test/blank.html", async |page| {
        let safe = "import('/index.js').then(async ({ default: init, highlight }) => {
            await init();
            const text = '<img src=x onerror=\"document.title=1\"> & \\'Angela Merkel\\' </mark><script>document.title=1</script>\\r\\n';
            document.body.innerHTML = highlight(text);
            const marks = [...document.body.querySelectorAll('*')].every((element) => element.localName === 'mark');
            return marks && document.body.textContent === text;
        })";
        assert_eq!(page.eval(safe).await?, true);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_missing_module_is_named() -> Outcome {
    visit("/test/blank.html", async |page| {
        page.expect_log("404");
        let codes = "import('/index.js').then(async ({ default: init, parse }) => {
            const failed = await init({ wasm: '/nothing.wasm' }).catch(({ code, message }) => `${code}: ${message}`);
            const page = await init({ wasm: '/index.html' }).catch(({ code }) => code);
            await init();
            return [failed, page, parse('a').blocks.length];
        })";
        let answer = page.eval(codes).await?;
        let failed = answer[0].as_str().unwrap_or_default();
        assert!(
            failed.starts_with("wasm-not-found: ") && failed.contains("nothing.wasm") && failed.contains("404"),
            "{failed}"
        );
        assert_eq!((&answer[1], &answer[2]), (&"wasm-web-page".into(), &1.into()));
        Ok(())
    })
    .await
}

//! Notes in somebody else's article, where its host wants them.

use browser_tests::{Key, Outcome, Page};
use serde_json::{Value, json};

use crate::embed::same;
use crate::notes::{bring, kept, select, tool, wait_until_kept};
use crate::reader::{drawn, focused, inside, read, texts};

/// Has the reader annotate the article of the page.
async fn allow_notes(page: &Page) -> Outcome {
    page.eval(
        "new Promise((done) => {
            document.addEventListener('news-gloss-ready', () => done(), { once: true });
            document.querySelector('news-gloss').notes = true;
        })",
    )
    .await
    .map(drop)
}

#[tokio::test]
async fn a_hosts_article_can_be_annotated_where_it_stands() -> Outcome {
    read("/embed/", async |page| {
        let choose = "((text) => getSelection().setBaseAndExtent(text, 0, text, 18))(document.querySelectorAll('article p')[2].firstChild)";
        page.eval(choose).await?;
        page.press('h').await?;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        assert_eq!(page.count("news-gloss >>> .note-toolbar").await?, 0, "nobody asked for notes");
        assert!(drawn(page, "important").await?.is_empty());
        allow_notes(page).await?;
        page.eval("getSelection().removeAllRanges()").await?;
        let words = select(page, 2, 18).await?;
        page.axe().await?;
        page.screenshot("embed-notes-toolbar").await?;
        tool(page, "Question").await?;
        assert_eq!(drawn(page, "question").await?, [words.as_str()]);
        same(page).await?;
        tool(page, "Note").await?;
        assert_eq!(focused(page).await?, "textarea.", "the bar unfolds for it");
        page.type_keys("how fast?").await?;
        page.axe().await?;
        page.screenshot("embed-notes-editor").await?;
        page.press(Key::Escape).await?;
        let of_page = |document: &str| document.starts_with("page:http") && document.ends_with("/embed/");
        wait_until_kept(page, |kept| {
            kept.len() == 1 && kept[0]["note"] == "how fast?" && kept[0]["document"].as_str().is_some_and(of_page)
        })
        .await?;
        // As a framework does: every paragraph replaced by one like it.
        page.eval("document.querySelectorAll('article p').forEach((p) => p.replaceWith(p.cloneNode(true)))").await?;
        let again = "[...CSS.highlights.get('newsgloss-question')].every(({ startContainer }) => startContainer.isConnected)";
        page.wait_until(again).await?;
        // The article changes, and the words stay.
        page.eval("document.querySelectorAll('article p')[2].prepend('Today, it was said: ')").await?;
        page.wait_until("[...CSS.highlights.get('newsgloss-question') ?? []].some(({ startContainer }) => startContainer.isConnected)").await?;
        assert_eq!(drawn(page, "question").await?, [words.as_str()]);
        // All of it is replaced, and what was done before can still be undone.
        page.eval("((article) => { article.innerHTML = article.innerHTML; article.prepend('Again: '); })(document.querySelector('article'))")
            .await?;
        page.wait_until("[...CSS.highlights.get('newsgloss-question') ?? []].some(({ startContainer }) => startContainer.isConnected)").await?;
        page.eval(&inside("[...view.querySelectorAll('#notes .tool')].find(({ textContent }) => textContent === 'Undo').click()")).await?;
        wait_until_kept(page, |kept| kept.len() == 1 && kept[0]["note"] == "").await?;
        page.eval(&inside("[...view.querySelectorAll('#notes .tool')].find(({ textContent }) => textContent === 'Redo').click()")).await?;
        wait_until_kept(page, |kept| kept.len() == 1 && kept[0]["note"] == "how fast?").await?;
        page.goto("/embed/?again").await?;
        crate::reader::wait_for_names(page).await?;
        allow_notes(page).await?;
        assert!(drawn(page, "question").await?.is_empty(), "another address is another article");
        page.goto("/embed/").await?;
        crate::reader::wait_for_names(page).await?;
        allow_notes(page).await?;
        page.wait_until("CSS.highlights.has('newsgloss-question')").await?;
        assert_eq!(drawn(page, "question").await?, [words.as_str()]);
        page.eval("document.querySelector('news-gloss').notes = false").await?;
        page.wait_until("!CSS.highlights.has('newsgloss-question') && CSS.highlights.has('newsgloss-person')").await
    })
    .await
}

#[tokio::test]
async fn a_hosts_article_can_be_annotated_by_the_keys_alone() -> Outcome {
    read("/embed/", async |page| {
        allow_notes(page).await?;
        page.eval(&inside("view.querySelector('.enter-caret').focus()")).await?;
        page.screenshot("embed-notes-caret-button").await?;
        page.axe().await?;
        page.press(Key::Enter).await?;
        assert_eq!(focused(page).await?, "div.caret");
        for _ in 0..2 {
            page.press_with(&[Key::Control, Key::Shift], Key::Right).await?;
        }
        let words = page.eval("String(getSelection())").await?;
        assert_ne!(words, "");
        page.screenshot("embed-notes-caret").await?;
        page.press(Key::Enter).await?;
        assert!(focused(page).await?.starts_with("button.tool swatch"));
        page.press(Key::Enter).await?;
        assert_eq!(drawn(page, "important").await?.len(), 1);
        assert_eq!(texts(page, ".note-toolbar [aria-pressed=true]").await?, ["Important"]);
        page.press(Key::Escape).await?;
        assert_eq!(focused(page).await?, "div.caret");
        page.press_with(&[Key::Control], 'z').await?;
        assert!(drawn(page, "important").await?.is_empty());
        page.press(Key::Escape).await?;
        assert_eq!(focused(page).await?, "button.enter-caret");
        same(page).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn marks_hold_a_hosts_notes_without_the_highlight_api() -> Outcome {
    read("/embed/", async |page| {
        page.eval("document.querySelector('news-gloss').mode = 'mark'").await?;
        allow_notes(page).await?;
        page.wait_for("article mark.newsgloss-person").await?;
        let before = page.text("article").await?;
        let words = select(page, 2, 8).await?;
        tool(page, "Agree").await?;
        let marked =
            "[...document.querySelectorAll('article mark.newsgloss-agree')].map((m) => m.textContent).join('')";
        assert_eq!(page.eval(marked).await?, words.as_str());
        page.screenshot("embed-notes-marks").await?;
        tool(page, "Delete").await?;
        assert_eq!(page.eval(marked).await?, "");
        assert_eq!(page.text("article").await?, before);
        Ok(())
    })
    .await
}

/// Annotations as other programs make them, each with the words that it is then kept by, if it is by any.
fn foreign(source: &str, position: [u64; 2]) -> Vec<(Value, Option<&'static str>)> {
    let css = |value: &str, by: Value| json!({ "type": "CssSelector", "value": value, "refinedBy": by });
    let path = |value: &str, by: Value| json!({ "type": "XPathSelector", "value": value, "refinedBy": by });
    let at = |start: u64, end: u64| json!({ "type": "TextPositionSelector", "start": start, "end": end });
    let words = |exact: &str| json!({ "type": "TextQuoteSelector", "exact": exact });
    let range = json!({
        "type": "RangeSelector",
        "startSelector": path("//blockquote/p", at(0, 0)),
        "endSelector": path("//blockquote/p", at(25, 25)),
    });
    let selectors = [
        (at(position[0], position[1]), Some("The ship")),
        (css("article h2", Value::Null), Some("Seven per cent of traffic")),
        (css("li:nth-child(2)", at(7, 19)), Some("$230 million")),
        // In the article twice: the paragraph tells which is meant.
        (css("figcaption", words("Kristiansand")), Some("Kristiansand")),
        // Of several elements it is the one that has the words.
        (css("article p", words("Aarhus University")), Some("Aarhus University")),
        (range, Some("It is the longest crossin")),
        (path("/html/body//article/ul/li[1]", Value::Null), Some("Length: 180 metres; top speed: 21 knots.")),
        (json!([{ "type": "FragmentSelector", "value": ":~:text=Nordvolt,Marine" }]), Some("Nordvolt Marine")),
        (css("article p:nth-child(999)", Value::Null), None),
        (css("p:::no selector", Value::Null), None),
        (path("//p[", Value::Null), None),
        (at(1, 9_999_999), None),
        // What is beside the article is not of it; its words are known all the same.
        (css("header.top strong", Value::Null), None),
        (css("header.top", words("Gazette")), Some("Gazette")),
    ];
    let annotation = |at: usize, selector: &Value| {
        let selector =
            serde_json::from_str::<Value>(&selector.to_string().replace(",\"refinedBy\":null", "")).unwrap_or_default();
        json!({
            "@context": "http://www.w3.org/ns/anno.jsonld", "id": format!("http://example.org/{at}"), "type": "Annotation",
            "motivation": "bookmarking", "target": { "source": source, "selector": selector },
        })
    };
    selectors.iter().enumerate().map(|(at, (selector, expected))| (annotation(at, selector), *expected)).collect()
}

#[tokio::test]
async fn what_others_select_by_elements_and_places_is_found() -> Outcome {
    read("/embed/", async |page| {
        let source = page.eval("location.href").await?.as_str().unwrap_or_default().to_owned();
        let count = "[...document.body.textContent.slice(0, document.body.textContent.indexOf('The ship'))].length";
        let start = page.eval(count).await?.as_u64().unwrap_or_default();
        for mode in ["auto", "mark"] {
            page.eval(&format!("(() => {{ document.querySelector('news-gloss').mode = '{mode}'; }})()")).await?;
            allow_notes(page).await?;
            let mut cases = foreign(&source, [start, start + 8]);
            // The same places of another page mean nothing here.
            cases.extend(foreign("http://elsewhere.example/", [start, start + 8]).into_iter().take(1).map(|(mut one, _)| {
                one["id"] = "http://example.org/elsewhere".into();
                (one, None)
            }));
            let file: Vec<&Value> = cases.iter().map(|(annotation, _)| annotation).collect();
            page.wait_until(&inside("view.querySelector('#notes-file')")).await?;
            bring(page, &json!(file).to_string()).await?;
            wait_until_kept(page, |kept| kept.len() == cases.len()).await?;
            page.wait_until(&inside("/^15 notes read\\. .* 7 /.test(view.querySelector('[role=status]').textContent)")).await?;
            for (annotation, expected) in &cases {
                let id = annotation["id"].as_str().unwrap_or_default();
                let kept = kept(page).await?;
                let record = kept.iter().find(|record| record["id"] == id).ok_or("it is not kept")?;
                assert_eq!(record["exact"].as_str().filter(|exact| !exact.is_empty()), *expected, "{mode}, {annotation}");
            }
            if mode == "auto" {
                let drawn = drawn(page, "important").await?;
                assert!(drawn.contains(&"$230 million".to_owned()) && drawn.len() >= 8, "{drawn:?}");
                same(page).await?;
            }
            // After a reload all of it goes out as it came, but for the words that are known by now.
            page.goto("/embed/").await?;
            crate::reader::wait_for_names(page).await?;
            allow_notes(page).await?;
            page.wait_until("CSS.highlights.has('newsgloss-important')").await?;
            page.eval(&inside("((exchange) => { exchange.open = true; URL.createObjectURL = (blob) => { window.file = blob; return 'data:,'; }; exchange.querySelector('.tool').click(); })(view.querySelector('.exchange'))")).await?;
            let out: Vec<Value> = serde_json::from_value(page.eval("window.file.text().then(JSON.parse)").await?)?;
            for (annotation, expected) in &cases {
                let came = out.iter().find(|out| out["id"] == annotation["id"]).ok_or("it does not go out")?;
                let mut target = annotation["target"].clone();
                let selector = target["selector"].take();
                let mut selectors = selector.as_array().cloned().unwrap_or_else(|| vec![selector]);
                let own = came["target"]["selector"].as_array().and_then(|list| list.last()).cloned();
                let worded = selectors[0]["type"] != "CssSelector" || selectors[0]["refinedBy"]["type"] != "TextQuoteSelector";
                if expected.is_some() && worded {
                    assert_eq!(own.as_ref().map(|own| own["exact"].clone()), expected.map(Value::from), "{came}");
                    selectors.extend(own);
                    assert_eq!(came["target"]["selector"], json!(selectors));
                } else {
                    assert_eq!(came, annotation);
                }
            }
            for _ in 0..2 {
                page.eval("document.querySelector('news-gloss').notes = false").await?;
            }
            page.eval("new Promise((done) => { indexedDB.deleteDatabase('newsgloss').onsuccess = done; setTimeout(done, 300); })").await?;
            page.goto("/embed/").await?;
            crate::reader::wait_for_names(page).await?;
        }
        Ok(())
    })
    .await
}

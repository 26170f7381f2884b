//! `<news-gloss>` on somebody else's page: the example pages of `www/embed/`.

use std::time::Duration;

use browser_tests::{Key, Outcome, Page, visit};
use serde_json::json;

use crate::reader::{drawn, focused, inside, middle, mouse, read, strings, texts, wait_for_names};

/// The article's markup is what the server sent, character for character.
const UNTOUCHED: &str = "fetch(location.pathname).then((response) => response.text()).then((html) => {
    const sent = new DOMParser().parseFromString(html, 'text/html');
    return [...document.querySelectorAll('article')].every((article, at) =>
        article.outerHTML === sent.querySelectorAll('article')[at].outerHTML);
})";

pub(crate) async fn same(page: &Page) -> Outcome {
    assert_eq!(page.eval(UNTOUCHED).await?, true, "the host's markup has changed");
    Ok(())
}

/// Waits until a name is drawn in that style, or no longer.
async fn wait_for(page: &Page, style: &str, name: &str, there: bool) -> Outcome {
    let drawn = format!(
        "[...(CSS.highlights.get('newsgloss-{style}') ?? [])].some(({{ startContainer: node, startOffset, endOffset }}) =>
            node.isConnected && node.data.slice(startOffset, endOffset) === {}) === {there}",
        json!(name)
    );
    page.wait_until(&drawn).await
}

#[tokio::test]
async fn an_article_is_annotated_where_it_stands() -> Outcome {
    read("/embed/", async |page| {
        let people = drawn(page, "person").await?;
        assert!(people.iter().any(|name| name == "Ingrid Halvorsen"), "{people:?}");
        assert!(!people.iter().any(|name| name.contains("Hilton")), "an aside is no part of the article");
        let places = drawn(page, "loc").await?;
        assert!(places.windows(2).any(|pair| pair == ["O", "SLO"]), "{places:?}");
        assert!(drawn(page, "date").await?.iter().any(|date| date == "Friday"));
        assert!(drawn(page, "figure").await?.iter().any(|figure| figure == "2.4 billion kroner"));
        same(page).await?;
        let looks =
            "((p) => [getComputedStyle(p).fontFamily, getComputedStyle(p).color, p.getBoundingClientRect().width])(
            document.querySelector('article p'))";
        let with = page.eval(looks).await?;
        assert_eq!(page.layout_shifts().await?, [""; 0]);
        page.click("news-gloss >>> .about-bar").await?;
        page.click("news-gloss >>> #timeline-tab").await?;
        let days = texts(page, ".timeline h3").await?;
        assert!(days.iter().any(|day| day.contains("15 March 2024")), "{days:?}");
        page.axe().await?;
        same(page).await?;
        page.eval("document.querySelector('news-gloss').replaceWith(document.querySelector('article'))").await?;
        assert_eq!(page.eval(looks).await?, with, "the article looks as it does without newsgloss");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_strict_policy_is_enough() -> Outcome {
    read("/embed/strict.html", async |page| {
        assert!(drawn(page, "person").await?.len() > 5);
        page.click("news-gloss >>> .about-bar").await?;
        page.click("news-gloss >>> .name").await?;
        assert_eq!(drawn(page, "current").await?.len(), 1);
        Ok(())
    })
    .await
}

/// Has the element show the article at an address, and waits until its names are drawn.
async fn show(page: &Page, address: &str) -> Outcome {
    let show = format!(
        "new Promise((done) => {{
            const element = document.querySelector('news-gloss');
            element.addEventListener('news-gloss-ready', () => done('ready'), {{ once: true }});
            element.addEventListener('news-gloss-error', ({{ detail }}) => done(detail.error.code), {{ once: true }});
            element.src = {};
        }})",
        json!(address)
    );
    assert_eq!(page.eval(&show).await?, "ready", "{address}");
    Ok(())
}

#[tokio::test]
async fn an_element_that_is_written_with_attributes_begins_once() -> Outcome {
    visit("/test/blank.html", async |page| {
        let begun = "(async () => {
            const element = document.createElement('news-gloss');
            for (const [name, value] of Object.entries({ lang: 'de', mode: 'mark', types: 'person' })) element.setAttribute(name, value);
            element.append('Angela Merkel spoke in Berlin on Friday about the future of Europe.');
            document.body.append(element);
            let listening = 0;
            const real = window.addEventListener;
            window.addEventListener = (type, ...rest) => { listening += type === 'error'; return real.call(window, type, ...rest); };
            await import('/define.js');
            const changed = [];
            element.addEventListener('news-gloss-change', () => changed.push('change'));
            await new Promise((resolve) => element.addEventListener('news-gloss-ready', resolve));
            await Promise.all([element.annotate(), element.annotate()]);
            return [listening, ...changed];
        })()";
        assert_eq!(page.eval(begun).await?, json!([1]));
        page.wait_until(&inside("view.querySelectorAll('.name').length > 0")).await?;
        // What was asked for again right after the names takes nothing of what follows them.
        page.wait_until(&inside("view.querySelector('[role=status]').textContent.includes('Name')")).await
    })
    .await
}

/// What `story.md` is drawn as.
const MARKDOWN: &str = "<h1>Bridge over the <em>Danube</em> opens</h1>\
    <p class=\"byline\">Petra Novak</p>\
    <p><time datetime=\"2023-09-05\" itemprop=\"datePublished\">September 5, 2023</time></p>\
    <p>BUDAPEST (Reuters) - The mayor, <strong>Gergely Karácsony</strong>, opened a bridge over the Danube on\nMonday, \
    <a href=\"/council?q=1\" rel=\"noopener noreferrer\">the council</a> said. \
    &lt;img src=x onerror=\"window.ran = 1\"&gt; [No](javascript:ran)</p>\
    <h2>One</h2>\
    <ul><li>László Kovács was there</li><li>so were 2,000 people</li></ul>\
    <blockquote><p>It is a very good bridge.</p></blockquote>\
    <pre># no heading</pre>\
    <p>It cost 40 million euros, he said.</p>";

#[tokio::test]
async fn the_article_of_another_page_is_shown_and_annotated() -> Outcome {
    read("/embed/fetched.html", async |page| {
        assert!(drawn(page, "person").await?.iter().any(|name| name == "Solveig Nygaard"));
        assert_eq!(page.text("news-gloss h1").await?.split(' ').next(), Some("Norway"));
        assert_eq!(page.count("news-gloss time").await?, 1, "the article says its day itself");
        page.axe().await?;
        // What the fetched page would do and may not: Chromium says so as it reads it.
        page.allow_log("inline event handler");
        page.allow_log("inline style");
        show(page, "/test/story.html").await?;
        assert_eq!(drawn(page, "person").await?, ["Petra Novak", "Gergely Karácsony", "László Kovács"]);
        let article = page.text("news-gloss").await?;
        assert!(article.starts_with("Bridge over the Danube opensPetra Novak5 September 2023"), "{article}");
        for other in ["Merkel", "Johnson", "Zuckerberg", "Macron", "Trump", "Meier", "Murdoch", "color"] {
            assert!(!article.contains(other), "{other}");
        }
        let markup = page.eval("document.querySelector('news-gloss > article').outerHTML").await?;
        let markup = markup.as_str().unwrap_or_default();
        for foreign in ["<img", "<style", "my-quote", "onclick", "javascript:", "style="] {
            assert!(!markup.contains(foreign), "{foreign}");
        }
        assert!(markup.contains("/elsewhere?q=1") && markup.contains("<blockquote>"), "{markup}");
        assert_eq!(page.eval("'ran' in window").await?, false, "nothing of the page runs");
        page.click("news-gloss >>> .about-bar").await?;
        page.click("news-gloss >>> #timeline-tab").await?;
        let days = texts(page, ".timeline h3").await?;
        assert!(days.iter().any(|day| day.contains("4 September 2023")), "{days:?}");
        page.axe().await?;
        show(page, "/test/story.md").await?;
        assert_eq!(drawn(page, "person").await?, ["Petra Novak", "Gergely Karácsony", "László Kovács"]);
        let markup = page.eval("document.querySelector('news-gloss > article').innerHTML").await?;
        assert_eq!(markup.as_str().map(|markup| markup.replace(page.site(), "")), Some(MARKDOWN.to_string()));
        assert_eq!(page.eval("'ran' in window").await?, false, "nothing of the text runs");
        page.axe().await?;
        show(page, "/test/story.txt").await?;
        assert_eq!(page.text("news-gloss h1").await?, "Bridge over the Danube opens");
        assert_eq!(drawn(page, "person").await?, ["Gergely Karácsony"]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_article_that_cannot_be_had_is_named_and_what_stood_there_stays() -> Outcome {
    read("/embed/fetched.html", async |page| {
        let codes = "Promise.all(['/nothing.html', '/icon.svg', '/test/blank.html', 'http://localhost:1/', 'http://['].map((address) =>
            new Promise((done) => {
                const element = document.createElement('news-gloss');
                element.innerText = 'The article';
                element.loading = 'eager';
                element.src = address;
                element.addEventListener('news-gloss-error', ({ detail }) => done(`${detail.error.code} ${element.innerText}`));
                document.querySelector('main').append(element);
            })))";
        let kinds = ["not-found", "format", "empty", "unreachable", "not-found"];
        assert_eq!(strings(page.eval(codes).await?)?, kinds.map(|kind| format!("article-{kind} The article")));
        page.eval("document.querySelector('news-gloss').replaceWith(document.createElement('news-gloss'))").await?;
        page.eval("Object.assign(document.querySelector('news-gloss'), { loading: 'eager', src: '/nothing' })").await?;
        page.wait_until(&inside("view?.querySelector('[role=alert]')?.textContent === 'The article could not be loaded.'"))
            .await?;
        page.expect_log("404");
        page.expect_log("Content Security Policy");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn two_articles_share_one_engine() -> Outcome {
    read("/embed/two.html", async |page| {
        wait_for(page, "person", "Helena Duarte", true).await?;
        wait_for(page, "person", "Reto Caduff", true).await?;
        let organisations = drawn(page, "org").await?;
        assert!(organisations.iter().any(|name| name == "University of Lisbon"), "{organisations:?}");
        assert!(!organisations.iter().any(|name| name.contains("Swiss")), "the first shows no organisations");
        assert_eq!(page.count("#first >>> .sentence").await?, 2);
        let loads = "performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.wasm')).length";
        assert_eq!(page.eval(loads).await?, 1);
        same(page).await?;
        page.axe().await?;
        page.eval("document.getElementById('first').remove()").await?;
        wait_for(page, "person", "Reto Caduff", false).await?;
        wait_for(page, "person", "Helena Duarte", true).await
    })
    .await
}

#[tokio::test]
async fn highlights_of_others_are_left_alone() -> Outcome {
    let others = "CSS.highlights.get('gazette-search').size";
    read("/embed/highlights.html", async |page| {
        assert_eq!(page.eval(others).await?, 4);
        assert!(!drawn(page, "person").await?.is_empty());
        page.eval("document.querySelector('news-gloss').remove()").await?;
        assert_eq!(strings(page.eval("[...CSS.highlights.keys()]").await?)?, ["gazette-search"]);
        assert_eq!(page.eval(others).await?, 4);
        assert_eq!(page.eval("document.adoptedStyleSheets.length").await?, 0);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_the_host_renders_anew_is_drawn_anew() -> Outcome {
    read("/embed/", async |page| {
        let count = drawn(page, "person").await?.len();
        // As a framework does: every paragraph replaced by one like it.
        page.eval("document.querySelectorAll('article p').forEach((p) => p.replaceWith(p.cloneNode(true)))").await?;
        wait_for(page, "person", "Solveig Nygaard", true).await?;
        assert_eq!(drawn(page, "person").await?.len(), count);
        // As a translator does: words wrapped, then changed.
        page.eval(
            "((node) => {
                const wrapped = document.createElement('font');
                node.replaceWith(wrapped);
                wrapped.append(node.data.slice(0, 8), node.data.slice(8).replace('Mette Thorsen', 'Jana Novak'));
            })([...document.querySelectorAll('article p')].find((p) => p.textContent.includes('Mette')).firstChild)",
        )
        .await?;
        wait_for(page, "person", "Solveig Nygaard", true).await?;
        page.eval("document.querySelector('article h2').firstChild.data = 'Angela Merkel visits Norway, Berlin says'")
            .await?;
        wait_for(page, "person", "Angela Merkel", true).await?;
        page.eval("document.querySelector('article').replaceChildren()").await?;
        page.wait_until("![...CSS.highlights.keys()].includes('newsgloss-person')").await?;
        page.wait_until(&inside("!view.querySelector('.about').checkVisibility()")).await
    })
    .await
}

#[tokio::test]
async fn marks_outlive_what_a_framework_does_and_leave_nothing_behind() -> Outcome {
    read("/embed/", async |page| {
        page.eval("document.querySelector('news-gloss').mode = 'mark'").await?;
        page.wait_for("article mark.newsgloss-person").await?;
        wait_for_names(page).await?;
        assert_eq!(strings(page.eval("[...CSS.highlights.keys()]").await?)?, [""; 0]);
        let words = "fetch(location.pathname).then((response) => response.text()).then((html) => {
            const sent = new DOMParser().parseFromString(html, 'text/html').querySelector('article');
            return sent.textContent === document.querySelector('article').textContent;
        })";
        assert_eq!(page.eval(words).await?, true);
        // React keeps its text nodes and their parents, sets the one and removes it from the other.
        page.eval(
            "(() => {
                const [, first, second] = document.querySelectorAll('article > p:not(.byline)');
                window.kept = first.firstChild;
                kept.nodeValue = 'President Emmanuel Macron spoke in Paris.';
                second.removeChild(second.firstChild);
            })()",
        )
        .await?;
        let marked =
            "[...document.querySelectorAll('article mark')].some((mark) => mark.textContent === 'Emmanuel Macron')";
        page.wait_until(marked).await?;
        page.eval("kept.nodeValue = 'Nobody spoke.'").await?;
        page.wait_until(&format!("!({marked})")).await?;
        assert_eq!(
            page.eval("kept.parentNode.firstChild === kept && kept.parentNode.textContent.startsWith('Nobody spoke.')")
                .await?,
            true
        );
        page.goto("/embed/").await?;
        page.eval("document.querySelector('news-gloss').mode = 'mark'").await?;
        page.wait_for("article mark.newsgloss-person").await?;
        page.eval("document.querySelector('news-gloss').disabled = true").await?;
        assert_eq!(page.count("article mark").await?, 0);
        same(page).await
    })
    .await
}

#[tokio::test]
async fn the_page_may_take_over_from_the_card() -> Outcome {
    let open = inside("view.querySelector('.card').checkVisibility()");
    read("/embed/", async |page| {
        let (x, y) = middle(page, "person", 0).await?;
        mouse(page, &["mouseMoved"], x, y).await?;
        page.wait_until(&open).await?;
        page.axe().await?;
        page.press(Key::Escape).await?;
        assert_eq!(page.eval(&open).await?, false);
        page.eval(
            "document.addEventListener('news-gloss-card', (event) => { event.preventDefault(); window.told = event.detail; })",
        )
        .await?;
        let (x, y) = middle(page, "loc", 1).await?;
        mouse(page, &["mousePressed", "mouseReleased"], x, y).await?;
        page.wait_until("window.told").await?;
        assert_eq!(page.eval("told.type").await?, "LOC");
        assert_eq!(page.eval(&open).await?, false);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn links_and_keys_stay_the_hosts() -> Outcome {
    read("/embed/", async |page| {
        page.eval("document.querySelector('article a').addEventListener('click', () => { window.followed = true; })")
            .await?;
        page.click("article a").await?;
        assert_eq!(page.eval("followed").await?, true);
        assert_eq!(page.eval(&inside("view.querySelector('.card').checkVisibility()")).await?, false);
        page.eval("document.activeElement.blur()").await?;
        page.press('n').await?;
        assert!(drawn(page, "current").await?.is_empty(), "a key of the host's");
        page.eval(&inside("view.querySelector('.about-bar').focus()")).await?;
        page.press(Key::Enter).await?;
        page.press('n').await?;
        assert_eq!(drawn(page, "current").await?.len(), 1);
        page.press('i').await?;
        assert_eq!(focused(page).await?.split(' ').next(), Some("div.card"));
        page.press(Key::Escape).await?;
        assert!(focused(page).await?.contains("about-bar"), "the focus is back");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn attributes_and_properties_are_one() -> Outcome {
    read("/embed/", async |page| {
        page.eval("Object.assign(document.querySelector('news-gloss'), { types: 'person, Date', length: 1, summary: 'open' })")
            .await?;
        assert!(drawn(page, "loc").await?.is_empty());
        assert!(!drawn(page, "date").await?.is_empty());
        assert_eq!(page.count("news-gloss >>> .sentence").await?, 1);
        assert_eq!(page.eval(&inside("view.querySelector('.about').open")).await?, true);
        assert_eq!(page.eval("document.querySelector('news-gloss').getAttribute('types')").await?, "person, Date");
        assert_eq!(page.eval("document.querySelector('news-gloss').choose('erik lindqvist')").await?, true);
        wait_for(page, "current", "Erik Lindqvist", true).await?;
        page.eval("document.querySelector('news-gloss').clear()").await?;
        wait_for(page, "current", "Erik Lindqvist", false).await?;
        page.eval("document.querySelector('news-gloss').removeAttribute('types')").await?;
        assert!(!drawn(page, "loc").await?.is_empty());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_element_loads_when_it_is_told_to() -> Outcome {
    visit("/embed/two.html", async |page| {
        page.eval(
            "(() => {
                document.querySelectorAll('news-gloss').forEach((element) => element.remove());
                const element = document.createElement('news-gloss');
                element.loading = 'manual';
                element.append('Angela Merkel spoke in Berlin on Friday about the future of Europe.');
                element.id = 'late';
                document.querySelector('main').append(element);
            })()",
        )
        .await?;
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert_eq!(page.count("#late[data-live]").await?, 0);
        page.eval("document.getElementById('late').annotate()").await?;
        wait_for(page, "person", "Angela Merkel", true).await
    })
    .await
}

#[tokio::test]
async fn the_article_can_be_read_whatever_fails() -> Outcome {
    visit("/test/blank.html", async |page| {
        page.block(&["*newsgloss-view.wasm*", "*inline*"]).await?;
        page.goto("/embed/").await?;
        page.wait_for("news-gloss[data-failed]").await?;
        assert_eq!(page.eval("document.querySelector('article h1').checkVisibility()").await?, true);
        same(page).await?;
        assert_eq!(page.layout_shifts().await?, [""; 0]);
        page.axe().await
    })
    .await
}

/// Has the engine's instance trap where nobody catches it, as in a listener: it is asked for more memory than there can be.
const TRAP: &str = "import('/view-bindings.js').then(async ({ default: start }) => {
    const { __wbindgen_malloc: allocate } = await start();
    const trapped = new Promise((resolve) => addEventListener('error', ({ error }) => resolve(error), { once: true }));
    setTimeout(() => allocate(-1, 1));
    return (await trapped) instanceof WebAssembly.RuntimeError;
})";

#[tokio::test]
async fn after_a_trap_every_article_is_drawn_anew() -> Outcome {
    read("/embed/two.html", async |page| {
        page.expect_log("the engine failed and is replaced");
        for _ in 0..2 {
            wait_for(page, "person", "Helena Duarte", true).await?;
            wait_for(page, "person", "Reto Caduff", true).await?;
            page.eval("CSS.highlights.forEach((highlight) => highlight.clear())").await?;
            assert_eq!(page.eval(TRAP).await?, true, "a trap of the engine's own");
        }
        wait_for(page, "person", "Helena Duarte", true).await?;
        wait_for(page, "person", "Reto Caduff", true).await?;
        same(page).await?;
        // Once more is once too often: the text stays, and the rest of the page with it.
        assert_eq!(page.eval(TRAP).await?, true);
        page.wait_until(
            "[...document.querySelectorAll('news-gloss')].every((element) => element.hasAttribute('data-failed'))",
        )
        .await?;
        assert_eq!(strings(page.eval("[...CSS.highlights.keys()]").await?)?, [""; 0]);
        assert_eq!(page.eval("document.querySelector('article h1').checkVisibility()").await?, true);
        same(page).await?;
        page.axe().await
    })
    .await
}

#[tokio::test]
async fn coming_and_going_costs_nothing() -> Outcome {
    let cycles = |count: usize| {
        format!(
            "(async () => {{
                const element = document.querySelector('news-gloss');
                const place = element.parentNode;
                element.loading = 'eager';
                for (let at = 0; at < {count}; at += 1) {{
                    element.remove();
                    place.append(element);
                    await new Promise((done) => setTimeout(done, at % 50 ? 0 : 20));
                }}
                return (await (await import('/view-bindings.js')).default()).memory.buffer.byteLength;
            }})()"
        )
    };
    read("/embed/", async |page| {
        page.be_patient().await?;
        let heap = async || -> Outcome<f64> {
            page.devtools("HeapProfiler.collectGarbage", json!({})).await?;
            let usage = page.devtools("Runtime.getHeapUsage", json!({})).await?;
            Ok(usage["usedSize"].as_f64().unwrap_or_default())
        };
        let pages = page.eval(&cycles(100)).await?;
        let before = heap().await?;
        assert_eq!(page.eval(&cycles(1000)).await?, pages, "the engine's memory has grown");
        let grown = heap().await? - before;
        assert!(grown < 300_000.0, "the page's memory has grown by {grown} bytes");
        wait_for(page, "person", "Solveig Nygaard", true).await
    })
    .await
}

//! Of a long article only what is near the screen is registered to be drawn.

use browser_tests::{Outcome, Page};
use serde_json::{Value, json};

use crate::notes::{select, tool, wait_until_kept};
use crate::reader::{drawn, inside, open_text, read};

/// How many paragraphs the article has, each of which names a place.
const PARAGRAPHS: usize = 400;

fn long_text() -> String {
    let paragraph = |at: usize| format!("{at} times it was said in Oslo that the ferry would come, and it did not.");
    let paragraphs: Vec<String> = (1..=PARAGRAPHS).map(paragraph).collect();
    format!("The ferry\n\n{}", paragraphs.join("\n\n"))
}

/// How many ranges are registered in a style.
async fn size(page: &Page, style: &str) -> Outcome<usize> {
    let size = page.eval(&format!("CSS.highlights.get('newsgloss-{style}')?.size ?? 0")).await?;
    Ok(serde_json::from_value(size)?)
}

/// What a style has registered in the frame in which the page has done something.
async fn in_that_frame(page: &Page, act: &str, style: &str) -> Outcome<Value> {
    let script = format!(
        "new Promise((done) => {{
            {act};
            requestAnimationFrame(() => done(CSS.highlights.get('newsgloss-{style}')?.size ?? 0));
        }})"
    );
    page.eval(&script).await
}

#[tokio::test]
async fn a_note_far_below_is_registered_when_it_comes_near_and_on_paper() -> Outcome {
    read("/", async |page| {
        open_text(page, &long_text()).await?;
        page.wait_until("(CSS.highlights.get('newsgloss-loc')?.size ?? 0) > 0").await?;
        assert!(size(page, "loc").await? < PARAGRAPHS / 4);
        let words = select(page, PARAGRAPHS - 10, 12).await?;
        tool(page, "Question").await?;
        wait_until_kept(page, |kept| kept.len() == 1).await?;
        assert_eq!(size(page, "question").await?, 0, "it is far below");
        page.eval("dispatchEvent(new Event('beforeprint'))").await?;
        assert_eq!(drawn(page, "question").await?, [words.as_str()]);
        assert_eq!(size(page, "loc").await?, PARAGRAPHS);
        page.eval("dispatchEvent(new Event('afterprint'))").await?;
        assert_eq!(size(page, "question").await?, 0);
        assert!(size(page, "loc").await? < PARAGRAPHS / 4);
        // As the browser goes to what its own search has found.
        let leap = "document.querySelector('news-gloss > article').lastElementChild.scrollIntoView({ behavior: 'instant' })";
        assert_eq!(in_that_frame(page, leap, "question").await?, 1, "nobody sees it undrawn");
        page.wait_until("[...CSS.highlights.get('newsgloss-loc')].every(({ startContainer }) => !startContainer.data.startsWith('1 '))").await?;
        assert!(size(page, "loc").await? < PARAGRAPHS / 4, "what has been left is let go of");
        page.eval("scrollTo({ top: 0, behavior: 'instant' })").await?;
        page.wait_until("!CSS.highlights.has('newsgloss-question')").await?;
        page.click("news-gloss >>> [role=tab][aria-controls=notes]").await?;
        page.eval(&inside("view.querySelector('.note .place').click()")).await?;
        page.wait_until("CSS.highlights.has('newsgloss-question')").await?;
        assert_eq!(drawn(page, "question").await?, [words.as_str()]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_long_article_of_a_host_is_drawn_where_it_is_seen() -> Outcome {
    read("/embed/", async |page| {
        let fill = format!(
            "new Promise((done) => {{
                document.addEventListener('news-gloss-ready', () => done(), {{ once: true }});
                const lines = {}.split('\\n\\n');
                document.querySelector('article').replaceChildren(...lines.map((line) => {{
                    const paragraph = document.createElement('p');
                    paragraph.textContent = line;
                    return paragraph;
                }}));
            }})",
            json!(long_text())
        );
        page.eval(&fill).await?;
        page.wait_until("(CSS.highlights.get('newsgloss-loc')?.size ?? 0) > 0").await?;
        assert!(size(page, "loc").await? < PARAGRAPHS / 4);
        let last = "[...CSS.highlights.get('newsgloss-loc') ?? []].some(({ startContainer }) => startContainer.data.startsWith('400 '))";
        // A box that scrolls inside the page.
        page.eval("Object.assign(document.querySelector('article').style, { blockSize: '20rem', overflow: 'auto' })").await?;
        assert_eq!(page.eval(last).await?, false);
        page.eval("document.querySelector('article').scrollTo({ top: 1e6, behavior: 'instant' })").await?;
        page.wait_until(last).await?;
        assert!(size(page, "loc").await? < PARAGRAPHS / 4);
        // What is not shown is not drawn, and is once it is shown.
        page.eval("document.querySelector('article').style.display = 'none'").await?;
        page.wait_until("!CSS.highlights.has('newsgloss-loc')").await?;
        page.eval("document.querySelector('article').style.display = ''").await?;
        page.wait_until("(CSS.highlights.get('newsgloss-loc')?.size ?? 0) > 0").await?;
        // Elements without boxes, of which no observer can tell.
        let without = "document.querySelectorAll('article p').forEach((old) => {
            const words = document.createElement('span');
            Object.assign(words, { textContent: old.textContent }).style.display = 'contents';
            old.replaceChildren(words);
        })";
        page.eval(without).await?;
        page.wait_until(&format!("CSS.highlights.get('newsgloss-loc')?.size === {PARAGRAPHS}")).await
    })
    .await
}

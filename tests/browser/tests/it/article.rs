//! The article can be read before, and without, any script.

use browser_tests::{Outcome, visit};

/// The text of the article's elements must be the text of the document's blocks, one for one.
const BLOCKS_ARE_ELEMENTS: &str = "import('/index.js').then(async (newsgloss) => {
    await newsgloss.default();
    const article = new DOMParser().parseFromString(await (await fetch('/')).text(), 'text/html').querySelector('article');
    const document = newsgloss.open(article.dataset.document);
    const texts = document.blocks.map(({ start, end }) => document.text.slice(start, end));
    return JSON.stringify(texts) === JSON.stringify([...article.children].map((element) => element.textContent));
})";

#[tokio::test]
async fn it_is_readable_without_scripts() -> Outcome {
    visit("/test/blank.html", async |page| {
        page.allow_scripts(false).await?;
        page.goto("/").await?;
        let title = page.text("article h1").await?;
        assert!(title.len() > 20, "{title:?}");
        assert!(page.count("article p").await? > 10);
        // What never ran does not run now: the page is still as it was.
        page.allow_scripts(true).await?;
        assert_eq!(page.count("news-gloss[data-live]").await?, 0);
        page.axe().await
    })
    .await
}

#[tokio::test]
async fn its_elements_hold_the_blocks() -> Outcome {
    visit("/test/blank.html", async |page| {
        assert_eq!(page.eval(BLOCKS_ARE_ELEMENTS).await?, true);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_page_logs_nothing_and_shuts_no_one_out() -> Outcome {
    visit("/", async |page| {
        page.wait_until("document.readyState === 'complete'").await?;
        page.axe().await
    })
    .await
}

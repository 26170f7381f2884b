//! Notes in somebody else's article, where its host wants them.

use browser_tests::{Key, Outcome, Page};

use crate::embed::same;
use crate::notes::{select, tool, wait_until_kept};
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

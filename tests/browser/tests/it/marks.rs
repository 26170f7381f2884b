//! What the reader highlights where the browser has no highlight API, and beside what others draw with it.

use browser_tests::{Key, Outcome, Page, visit};

use crate::notes::{select, tool, wait_until_kept};
use crate::reader::{drawn, read, strings, wait_for_names};

/// The texts of the marks that the article has of a class.
async fn marked(page: &Page, class: &str) -> Outcome<Vec<String>> {
    let texts =
        format!("[...document.querySelectorAll('article mark.newsgloss-{class}')].map((mark) => mark.textContent)");
    strings(page.eval(&texts).await?)
}

#[tokio::test]
async fn without_the_highlight_api_highlights_are_marked_and_no_character_changes() -> Outcome {
    visit("/test/blank.html", async |page| {
        page.take_highlights().await?;
        page.goto("/").await?;
        wait_for_names(page).await?;
        let (before, names) = (page.text("article").await?, marked(page, "loc").await?);
        // The host's own nodes, which nobody may replace.
        page.eval("(() => { window.nodes = [...document.querySelectorAll('article p')].map((p) => p.firstChild); })()")
            .await?;
        let words = select_all(page, "article p:nth-of-type(2)").await?;
        tool(page, "Question").await?;
        assert_eq!(marked(page, "question").await?.concat(), words);
        assert_eq!(marked(page, "held").await?.concat(), words, "the toolbar is about it");
        assert!(page.count("article mark.newsgloss-question.newsgloss-loc").await? > 0, "a name in it stays one");
        assert_eq!(marked(page, "loc").await?.concat(), names.concat());
        page.press(Key::Escape).await?;
        assert_eq!(page.count("article mark.newsgloss-held").await?, 0);
        // One over another: the one that begins later is on top.
        let inner = select_all(page, "article p:nth-of-type(2) mark").await?;
        tool(page, "Doubt").await?;
        let both = marked(page, "doubt").await?.concat() + &marked(page, "question").await?.concat();
        assert_eq!(both.len(), words.len(), "each piece is of one colour");
        assert!(words.starts_with(&inner));
        page.screenshot("marks-notes").await?;
        page.axe().await?;
        page.press(Key::Escape).await?;
        page.press_with(&[Key::Control], 'z').await?;
        page.press_with(&[Key::Control], 'z').await?;
        assert_eq!(page.count("article mark.newsgloss-question, article mark.newsgloss-doubt").await?, 0);
        assert_eq!(marked(page, "loc").await?, names);
        assert_eq!(page.text("article").await?, before);
        let same = "[...document.querySelectorAll('article p')].every((p, at) => p.firstChild === window.nodes[at])";
        assert_eq!(page.eval(same).await?, true, "the nodes are those that were there");
        wait_until_kept(page, <[serde_json::Value]>::is_empty).await
    })
    .await
}

/// Selects all of an element, and waits for the toolbar.
async fn select_all(page: &Page, element: &str) -> Outcome<String> {
    let words = page.text(element).await?;
    page.eval(&format!("getSelection().selectAllChildren(document.querySelector('{element}'))")).await?;
    page.wait_for("news-gloss >>> .note-toolbar:not([hidden]) [aria-pressed=false]:nth-child(2)").await?;
    Ok(words)
}

#[tokio::test]
async fn what_others_highlight_is_left_alone() -> Outcome {
    read("/#panel=notes", async |page| {
        page.eval(
            "(() => {
                const range = new Range();
                range.selectNodeContents(document.querySelector('article p'));
                window.theirs = new Highlight(range);
                CSS.highlights.set('search', window.theirs);
                CSS.highlights.set('newsglossary', new Highlight());
            })()",
        )
        .await?;
        let untouched = "CSS.highlights.get('search') === window.theirs && window.theirs.size === 1 && CSS.highlights.has('newsglossary')";
        let words = select(page, 1, 20).await?;
        tool(page, "Agree").await?;
        assert_eq!(drawn(page, "agree").await?, [words]);
        assert_eq!(page.eval(untouched).await?, true);
        tool(page, "Delete").await?;
        assert!(drawn(page, "agree").await?.is_empty());
        assert_eq!(page.eval("CSS.highlights.has('newsgloss-agree')").await?, false);
        page.eval("document.querySelector('news-gloss').remove()").await?;
        assert_eq!(page.eval(untouched).await?, true);
        assert_eq!(strings(page.eval("[...CSS.highlights.keys()].sort()").await?)?, ["newsglossary", "search"]);
        Ok(())
    })
    .await
}

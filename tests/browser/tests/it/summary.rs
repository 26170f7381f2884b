//! The summary panel: of any length, about anything, with its reasons, and of several documents.

use browser_tests::{Key, Outcome, Page};
use serde_json::json;

use crate::reader::{drawn, focused, inside, open_text, read, strings, texts};

#[tokio::test]
async fn the_summary_has_any_length_and_leads_to_the_text() -> Outcome {
    let focus_slider = inside("view.querySelector('input[type=range]').focus()");
    read("/", async |page| {
        assert_eq!(page.count("news-gloss >>> .sentence").await?, 3);
        page.eval(&focus_slider).await?;
        // What stays is not drawn anew: nothing flickers.
        page.eval(&inside("view.querySelectorAll('.sentence').forEach((sentence) => { sentence.stays = true; })"))
            .await?;
        page.press(Key::Right).await?;
        page.press(Key::Right).await?;
        assert_eq!(page.count("news-gloss >>> .sentence").await?, 5);
        let stayed = inside("[...view.querySelectorAll('.sentence')].filter((sentence) => sentence.stays).length");
        assert_eq!(page.eval(&stayed).await?, 3);
        assert!(page.path().await?.contains("sentences=5"));
        let last = "news-gloss >>> li:last-child > .sentence";
        page.click(last).await?;
        assert_eq!(drawn(page, "sentence").await?, [page.text(last).await?]);
        page.wait_until(
            "((range) => {
                const live = new Range();
                live.setStart(range.startContainer, range.startOffset);
                const { top } = live.getBoundingClientRect();
                return top > 0 && top < innerHeight;
            })([...CSS.highlights.get('newsgloss-sentence')][0])",
        )
        .await?;
        page.eval(&focus_slider).await?;
        page.press(Key::Home).await?;
        assert_eq!(page.count("news-gloss >>> .sentences .sentence").await?, 1);
        assert_eq!(page.text("news-gloss >>> .length").await?, "One line");
        page.press(Key::Right).await?;
        assert_eq!(page.text("news-gloss >>> .length").await?, "1 sentence");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_summary_says_why_and_leads_on() -> Outcome {
    read("/", async |page| {
        let sentences = inside("[...view.querySelectorAll('.sentence')].map((sentence) => sentence.textContent)");
        let tool = |label: &str| inside(&format!("[...view.querySelectorAll('.tool')].find((b) => b.textContent === '{label}').click()"));
        let as_in_article = strings(page.eval(&sentences).await?)?;
        page.eval(&tool("Why these")).await?;
        assert_eq!(page.count("news-gloss >>> .why").await?, 3);
        assert!(page.text("news-gloss >>> .why").await?.contains("It "));
        page.eval(&tool("Most telling first")).await?;
        let mut by_rank = strings(page.eval(&sentences).await?)?;
        assert!(page.text("news-gloss >>> .why").await?.starts_with("1."));
        by_rank.sort();
        let mut sorted = as_in_article.clone();
        sorted.sort();
        assert_eq!(by_rank, sorted, "the same sentences in another order");
        // Pointing at a sentence, or reaching it by keyboard, marks it in the article.
        page.eval(&inside("view.querySelector('.sentence').focus()")).await?;
        assert_eq!(drawn(page, "sentence").await?.len(), 1);
        page.eval(&inside("view.querySelector('.sentence').blur()")).await?;
        assert_eq!(drawn(page, "sentence").await?.len(), 0);
        // A key term, once they are unfolded, leads from one of its places to the next.
        page.eval(&inside("view.querySelector('.key-term').closest('details').querySelector('summary').click()")).await?;
        page.click("news-gloss >>> .key-term").await?;
        let first = page.eval("[...CSS.highlights.get('newsgloss-sentence')][0].startOffset").await?;
        let name = page.text("news-gloss >>> .key-term .label").await?;
        assert!(!name.is_empty() && first.is_number());
        // Copied with where it is from.
        page.eval("void Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text; } } })").await?;
        for (label, begins) in [("Copy text", &*as_in_article[0]), ("Copy Markdown", "> ")] {
            page.eval("window.copied = ''").await?;
            page.eval(&tool("Most telling first")).await?;
            page.eval(&tool(label)).await?;
            page.wait_until(&inside("view.querySelector('.outcome').textContent !== ''")).await?;
            let copied = page.eval("window.copied").await?.as_str().unwrap_or_default().to_owned();
            assert!(copied.contains("chosen by newsgloss") && copied.contains(&page.text("article h1").await?), "{copied}");
            assert!(label == "Copy text" || copied.starts_with(begins), "{copied}");
        }
        page.axe().await
    })
    .await
}

/// Says what the summary is to be about, as by typing it.
async fn ask_about(page: &Page, subject: &str) -> Outcome<Vec<String>> {
    page.eval(&inside(&format!(
        "((field) => {{
            field.value = {};
            field.dispatchEvent(new Event('input', {{ bubbles: true }}));
        }})(view.querySelector('#focus'))",
        json!(subject)
    )))
    .await?;
    texts(page, ".sentences .sentence").await
}

#[tokio::test]
async fn the_summary_is_about_a_topic_a_name_or_a_word() -> Outcome {
    read("/", async |page| {
        let whole = texts(page, ".sentences .sentence").await?;
        let offered =
            strings(page.eval(&inside("[...view.querySelectorAll('#subjects option')].map((o) => o.value)")).await?)?;
        assert!(offered.len() > 10, "topics and, found since, names: {offered:?}");
        for subject in ["Almaty", "Vladimir Putin", "airport"] {
            let about = ask_about(page, subject).await?;
            let word = subject.rsplit(' ').next().unwrap_or_default();
            assert!(!about.is_empty() && about.iter().all(|sentence| sentence.contains(word)), "{subject}: {about:?}");
        }
        assert_eq!(ask_about(page, "zeppelin").await?, Vec::<String>::new());
        assert!(page.text("news-gloss >>> .sentences .empty").await?.contains("zeppelin"));
        page.axe().await?;
        assert_eq!(ask_about(page, "").await?, whole);
        Ok(())
    })
    .await
}

/// A report of the day after the first bundled one, in our own words.
const SECOND: &str = "Lindau opens its bridge\n\nThe new bridge over the river in Lindau was opened on Monday by the mayor Anna \
    Holt. It cost nine million euros and took four years to build. Ferries will stop running at the end of the month, the \
    harbour office of Lindau said.";

#[tokio::test]
async fn several_documents_have_a_digest() -> Outcome {
    read("/", async |page| {
        assert_eq!(page.eval(&inside("view.querySelector('.digest').hidden")).await?, true, "one document has none");
        let first = page.text("article h1").await?;
        open_text(page, SECOND).await?;
        page.eval(&inside("view.querySelector('.digest > summary').focus()")).await?;
        page.press(Key::Enter).await?;
        page.wait_until(&inside("view.querySelectorAll('.digest .sentence').length > 3")).await?;
        let from = texts(page, ".digest .from").await?;
        assert!(from.iter().any(|title| first.starts_with(title.trim_end_matches('…'))), "{from:?}");
        assert!(from.iter().any(|title| title.contains("Lindau")), "{from:?}");
        page.axe().await?;
        // Each leads to its place in its document, which is opened for it.
        page.eval(&inside("view.querySelector('.digest .sentence').focus()")).await?;
        page.press(Key::Enter).await?;
        assert_eq!(page.text("article h1").await?, first);
        let sentence = page.eval(&inside("view.querySelector('.digest .sentence').firstChild.data")).await?;
        assert_eq!(drawn(page, "sentence").await?, [sentence.as_str().unwrap_or_default()]);
        assert_eq!(focused(page).await?, "button.sentence", "the focus stays in the list");
        // A document that is left out has no say.
        page.click("news-gloss >>> .picks input").await?;
        let from = texts(page, ".digest .from").await?;
        assert!(!from.is_empty() && from.iter().all(|title| title.contains("Lindau")), "{from:?}");
        page.eval(&inside("view.querySelectorAll('.picks input')[1].click()")).await?;
        assert_eq!(texts(page, ".digest .from").await?, Vec::<String>::new());
        assert!(!page.text("news-gloss >>> .digest .empty").await?.is_empty());
        Ok(())
    })
    .await
}

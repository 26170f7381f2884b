//! What the reader corrects of the names, here and in every article.

use browser_tests::{Key, Outcome, Page};
use serde_json::Value;

use crate::notes::{kept, select, tool, wait_until_kept};
use crate::reader::{drawn, focused, inside, middle, mouse, open_text, read, texts, wait_for_names};

const TEXT: &str = "A visit to the north\n\nAnna Berg flew from Paris to Oslo on Monday, and nobody was surprised.\n\n\
                    Oslo was cold, she said, and the old bridge was closed.";

const OTHER: &str = "Another day\n\nThe mayor of Oslo said on Friday that he would not go to Paris.";

/// What the article is drawn with: as it is after the reader has corrected nothing, and then again.
async fn places(page: &Page) -> Outcome<Vec<String>> {
    drawn(page, "loc").await
}

/// Opens the card of a place by its first occurrence that is drawn.
async fn open_card(page: &Page, style: &str, at: usize) -> Outcome {
    let (x, y) = middle(page, style, at).await?;
    mouse(page, &["mousePressed", "mouseReleased"], x, y).await?;
    page.wait_for("news-gloss >>> .card:not([hidden]) .verdicts:not([hidden])").await?;
    page.eval(&inside("view.querySelector('.verdicts').open = true")).await.map(drop)
}

/// Presses a button of the card's.
async fn judge(page: &Page, label: &str) -> Outcome {
    let press = format!(
        "((button) => {{ button.focus(); button.click(); }})([...view.querySelectorAll('.verdicts button:not([hidden])')].find(({{ textContent }}) => textContent === '{label}'))"
    );
    page.eval(&inside(&press)).await.map(drop)
}

async fn said(page: &Page) -> Outcome<String> {
    page.text("news-gloss >>> [role=status]").await
}

/// The last two files of the export menu: the names as `CoNLL` and for `spaCy`.
async fn saved_names(page: &Page) -> Outcome<[String; 2]> {
    let save = "(() => {
        window.files = [];
        const create = URL.createObjectURL;
        URL.createObjectURL = (blob) => { window.files.push(blob); return create(blob); };
        const buttons = [...view.querySelectorAll('.exchange .tool')];
        buttons.filter(({ textContent }) => ['CoNLL', 'spaCy'].includes(textContent)).forEach((button) => button.click());
        return Promise.all(window.files.map((file) => file.text()));
    })()";
    Ok(serde_json::from_value(page.eval(&inside(save)).await?)?)
}

fn correction(kept: &[Value]) -> Vec<&str> {
    kept.iter().filter_map(|record| record["correction"].as_str()).collect()
}

#[tokio::test]
async fn a_name_is_corrected_and_the_correction_taken_back() -> Outcome {
    read("/", async |page| {
        open_text(page, TEXT).await?;
        let article = page.text("article").await?;
        assert_eq!(places(page).await?, ["Paris", "Oslo", "Oslo"]);
        open_card(page, "loc", 0).await?;
        assert_eq!(texts(page, ".verdicts [aria-pressed=true]").await?, ["Place"]);
        page.axe().await?;
        page.screenshot("correct-card").await?;
        judge(page, "Person").await?;
        assert_eq!(places(page).await?, ["Oslo", "Oslo"]);
        assert!(drawn(page, "person").await?.contains(&"Paris".to_owned()));
        assert_eq!(said(page).await?, "“Paris” is now: person.");
        assert_eq!(page.text("news-gloss >>> .card .kind").await?, "Person", "the card goes along");
        assert_eq!(page.text("news-gloss >>> .verdicts summary").await?, "As you corrected it");
        assert_eq!(page.text("news-gloss >>> .own-count").await?, "1 mention is as you corrected it");
        assert_eq!(texts(page, ".name .yours").await?, ["yours"]);
        wait_until_kept(page, |kept| correction(kept) == ["retype PERSON"]).await?;
        page.axe().await?;
        page.screenshot("correct-corrected").await?;
        // The same again is to say that it is right.
        judge(page, "Take back").await?;
        assert_eq!(places(page).await?, ["Paris", "Oslo", "Oslo"]);
        assert_eq!(focused(page).await?, "summary.", "the focus stays in the card");
        wait_until_kept(page, <[Value]>::is_empty).await?;
        judge(page, "It is right").await?;
        wait_until_kept(page, |kept| correction(kept) == ["accept"]).await?;
        judge(page, "Not a name").await?;
        wait_until_kept(page, |kept| correction(kept) == ["remove"]).await?;
        assert_eq!(places(page).await?, ["Oslo", "Oslo"]);
        assert_eq!(page.count("news-gloss >>> .card:not([hidden])").await?, 0, "there is nothing to tell of it");
        for expected in [&["Paris", "Oslo", "Oslo"][..], &["Paris", "Oslo", "Oslo"], &["Oslo", "Oslo"]] {
            page.press_with(&[Key::Control], 'z').await?;
            assert_eq!(places(page).await?, expected);
            if expected.len() == 3 && kept(page).await?.is_empty() {
                break;
            }
        }
        // One in several places goes and comes back in all of them.
        open_card(page, "loc", 1).await?;
        judge(page, "Not a name in this article").await?;
        assert_eq!(places(page).await?, ["Paris"]);
        wait_until_kept(page, |kept| correction(kept) == ["remove", "remove"]).await?;
        page.press_with(&[Key::Control], 'z').await?;
        assert_eq!(places(page).await?, ["Paris", "Oslo", "Oslo"]);
        wait_until_kept(page, <[Value]>::is_empty).await?;
        open_card(page, "loc", 0).await?;
        let offered = texts(page, ".verdicts button:not([hidden])").await?;
        assert!(!offered.contains(&"Not a name in this article".to_owned()), "there is but one: {offered:?}");
        assert_eq!(page.text("article").await?, article, "the article is not touched");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_was_missed_becomes_a_name_by_the_keys_alone() -> Outcome {
    read("/", async |page| {
        open_text(page, TEXT).await?;
        page.press(Key::Escape).await?;
        page.eval("document.activeElement.blur()").await?;
        page.press('c').await?;
        assert_eq!(focused(page).await?, "div.caret");
        page.press_with(&[Key::Control], Key::End).await?;
        // Back over "bridge was closed." to "old bridge".
        for _ in 0..4 {
            page.press_with(&[Key::Control], Key::Left).await?;
        }
        let words = page.eval("String(getSelection())").await?;
        assert_eq!(words, "");
        for _ in 0..2 {
            page.press_with(&[Key::Control, Key::Shift], Key::Right).await?;
        }
        let words = page.eval("String(getSelection())").await?;
        let words = words.as_str().unwrap_or_default().trim().to_owned();
        page.press(Key::Enter).await?;
        for _ in 0..12 {
            if page.eval(&inside("view.activeElement.textContent")).await? == "Name" {
                break;
            }
            page.press(Key::Right).await?;
        }
        page.press(Key::Enter).await?;
        assert_eq!(page.eval(&inside("view.activeElement.textContent")).await?, "Person");
        assert_eq!(said(page).await?, "What are these words?");
        page.axe().await?;
        page.screenshot("correct-toolbar").await?;
        page.press(Key::Right).await?;
        page.press(Key::Right).await?;
        page.press(Key::Enter).await?;
        assert!(places(page).await?.contains(&words), "{words:?}: {:?}", places(page).await?);
        assert_eq!(said(page).await?, format!("“{words}” is now: place."));
        assert_eq!(focused(page).await?, "div.caret");
        wait_until_kept(page, |kept| correction(kept) == ["add LOC"]).await?;
        page.goto("/?again#panel=notes").await?;
        wait_for_names(page).await?;
        open_text(page, TEXT).await?;
        page.wait_for("news-gloss >>> #notes .note.correction").await?;
        let [conll, spacy] = saved_names(page).await?;
        assert!(conll.contains("Anna\tB-PERSON\nBerg\tI-PERSON\nflew\tO\n"), "{conll}");
        let spacy: Value = serde_json::from_str(&spacy)?;
        let chars: Vec<char> = spacy["text"].as_str().unwrap_or_default().chars().collect();
        let entities = spacy["ents"].as_array().into_iter().flatten().filter(|entity| entity["label"] == "LOC");
        let place = |at: &Value| at.as_u64().and_then(|at| usize::try_from(at).ok()).unwrap_or_default();
        let named: Vec<String> =
            entities.map(|entity| chars[place(&entity["start"])..place(&entity["end"])].iter().collect()).collect();
        assert_eq!(named, places(page).await?, "what is drawn is what is saved");
        assert!(places(page).await?.contains(&words), "it is kept");
        assert_eq!(texts(page, "#notes .correction .about").await?, ["Place"]);
        assert!(drawn(page, "important").await?.is_empty(), "a correction is no highlight");
        page.axe().await?;
        page.screenshot("correct-list").await?;
        page.click("news-gloss >>> #notes .correction .edit").await?;
        page.axe().await?;
        page.type_keys("the one by the harbour").await?;
        page.press(Key::Escape).await?;
        assert_eq!(texts(page, "#notes .correction .written").await?, ["the one by the harbour"]);
        let options = texts(page, "#notes select option").await?;
        assert_eq!(options, ["All", "With a note", "Corrected names"]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_correction_goes_for_every_article() -> Outcome {
    read("/#panel=notes", async |page| {
        open_text(page, TEXT).await?;
        open_card(page, "loc", 1).await?;
        judge(page, "Organisation").await?;
        assert_eq!(places(page).await?, ["Paris"], "what has the same name is the same thing");
        judge(page, "In every article").await?;
        assert_eq!(said(page).await?, "In every article “Oslo” is now: organisation.");
        assert_eq!(places(page).await?, ["Paris"]);
        assert_eq!(texts(page, "#notes .own-name .label").await?, ["Oslo"]);
        page.axe().await?;
        page.screenshot("correct-everywhere").await?;
        wait_until_kept(page, |kept| kept.iter().any(|record| record["document"] == "glossary")).await?;
        page.press(Key::Escape).await?;
        open_text(page, OTHER).await?;
        assert_eq!(places(page).await?, ["Paris"]);
        assert!(drawn(page, "org").await?.contains(&"Oslo".to_owned()));
        page.goto("/?again#panel=notes").await?;
        wait_for_names(page).await?;
        open_text(page, OTHER).await?;
        page.wait_until(&inside("view.querySelector('#notes .own-name')")).await?;
        page.wait_until("!CSS.highlights.get('newsgloss-loc') || CSS.highlights.get('newsgloss-loc').size === 1")
            .await?;
        // Another tab takes it out.
        let name =
            "new BroadcastChannel('newsgloss-annotations').postMessage({ document: 'glossary', id: 'glossary-Oslo' })";
        page.eval(name).await?;
        page.wait_until(&inside("!view.querySelector('#notes .own-name')")).await?;
        assert_eq!(places(page).await?, ["Oslo", "Paris"]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_card_is_corrected_in_every_scheme() -> Outcome {
    read("/", async |page| {
        open_text(page, TEXT).await?;
        for (name, features) in [
            ("light", &[][..]),
            ("dark", &[("prefers-color-scheme", "dark")][..]),
            ("forced", &[("forced-colors", "active")][..]),
        ] {
            page.emulate(features).await?;
            for (size, width, height) in [("wide", 1280, 900), ("narrow", 380, 800)] {
                page.resize(width, height).await?;
                open_card(page, "loc", 0).await?;
                judge(page, "It is right").await?;
                page.axe().await?;
                page.screenshot(&format!("correct-{name}-{size}-card")).await?;
                page.press(Key::Escape).await?;
                page.press(Key::Escape).await?;
                select(page, 1, 8).await?;
                tool(page, "Name").await?;
                page.axe().await?;
                page.screenshot(&format!("correct-{name}-{size}-toolbar")).await?;
                page.press(Key::Escape).await?;
                page.eval("getSelection().removeAllRanges()").await?;
            }
        }
        Ok(())
    })
    .await
}

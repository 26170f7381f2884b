//! Every state of the reader's notes, in light, dark and forced colours.

use browser_tests::{Key, Outcome, Page};

use crate::notes::{select, tool};
use crate::reader::{inside, middle, mouse, read, texts};

/// What colours may be, as media queries tell it.
const SCHEMES: [(&str, &[(&str, &str)]); 3] = [
    ("light", &[("prefers-color-scheme", "light")]),
    ("dark", &[("prefers-color-scheme", "dark")]),
    ("forced", &[("forced-colors", "active")]),
];

/// Looks at the state that the page is in.
async fn look(page: &Page, scheme: &str, state: &str) -> Outcome {
    page.screenshot(&format!("state-{scheme}-{state}")).await?;
    page.axe().await.map_err(|found| format!("{scheme}, {state}: {found}").into())
}

/// Does something with the first element of the view that fits a selector.
async fn with(page: &Page, selector: &str, what: &str) -> Outcome {
    page.eval(&inside(&format!("((element) => {{ {what} }})(view.querySelector('{selector}'))"))).await.map(drop)
}

#[tokio::test]
async fn no_state_of_the_notes_keeps_anybody_out() -> Outcome {
    read("/#panel=notes", async |page| {
        for (scheme, features) in SCHEMES {
            page.emulate(features).await?;
            look(page, scheme, "before").await?;
            select(page, 2, 30).await?;
            look(page, scheme, "toolbar").await?;
            tool(page, "Doubt").await?;
            look(page, scheme, "highlight").await?;
            tool(page, "Note").await?;
            page.type_keys("Who *says* so?").await?;
            page.press(Key::Tab).await?;
            page.type_keys("to check").await?;
            look(page, scheme, "editor").await?;
            page.press(Key::Escape).await?;
            page.wait_for("news-gloss >>> #notes .tag").await?;
            look(page, scheme, "list").await?;
            let choose =
                |value: &str| format!("element.value = '{value}'; element.dispatchEvent(new Event('change'));");
            with(page, "#notes select", &choose("noted")).await?;
            assert!(!texts(page, "#notes .doubt").await?.is_empty());
            look(page, scheme, "filtered").await?;
            page.type_into("news-gloss >>> #notes .search", "nothing like it").await?;
            look(page, scheme, "filtered-away").await?;
            with(page, "#notes .search", "element.value = ''; element.dispatchEvent(new Event('input'));").await?;
            with(page, "#notes select", &choose("")).await?;
            with(page, ".exchange", "element.open = true;").await?;
            look(page, scheme, "menu").await?;
            with(page, ".exchange", "element.open = false;").await?;
            let (x, y) = middle(page, "loc", 0).await?;
            mouse(page, &["mousePressed", "mouseReleased"], x, y).await?;
            page.wait_for("news-gloss >>> .card:not([hidden])").await?;
            with(page, ".verdicts", "element.open = true;").await?;
            let right = "[...element.querySelectorAll('button')].find((b) => b.textContent === 'It is right').click();";
            with(page, ".verdicts", right).await?;
            look(page, scheme, "card").await?;
            with(page, ".verdicts", "element.open = false;").await?;
            page.press(Key::Escape).await?;
            page.press(Key::Escape).await?;
            look(page, scheme, "corrections").await?;
            // As it was, for the next scheme.
            for _ in 0..5 {
                page.press_with(&[Key::Control], 'z').await?;
            }
            page.wait_until(&inside("!view.querySelector('#notes .note')")).await?;
        }
        Ok(())
    })
    .await
}

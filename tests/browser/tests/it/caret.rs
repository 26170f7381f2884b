//! Going through the article, and saying something about it, with the keys alone.

use browser_tests::{Key, Outcome, Page};
use serde_json::json;

use crate::reader::{drawn, focused, inside, read, texts};

/// What has been said last.
async fn said(page: &Page) -> Outcome<String> {
    page.text("news-gloss >>> [role=status]").await
}

async fn selected(page: &Page) -> Outcome<String> {
    Ok(page.eval("String(getSelection())").await?.as_str().unwrap_or_default().to_owned())
}

/// Presses the Tab key until the focus is on such an element.
async fn tab_to(page: &Page, element: &str) -> Outcome {
    for _ in 0..120 {
        page.press(Key::Tab).await?;
        if focused(page).await? == element {
            return Ok(());
        }
    }
    Err(format!("the Tab key does not lead to {element}").into())
}

/// Goes along the toolbar to a button and presses it.
async fn tool(page: &Page, label: &str) -> Outcome {
    let here = inside("view.activeElement?.textContent");
    page.press(Key::Home).await?;
    for _ in 0..12 {
        if page.eval(&here).await? == label {
            return page.press(Key::Enter).await;
        }
        page.press(Key::Right).await?;
    }
    Err(format!("the toolbar has no {label}").into())
}

#[tokio::test]
async fn twelve_steps_without_a_pointer() -> Outcome {
    read("/", async |page| {
        let article = page.text("article").await?;
        // Enter.
        tab_to(page, "button.enter-caret").await?;
        page.screenshot("caret-button").await?;
        page.press(Key::Enter).await?;
        assert_eq!(focused(page).await?, "div.caret");
        assert!(said(page).await?.starts_with("In the article. Paragraph 1 of "), "{}", said(page).await?);
        page.axe().await?;
        // Move: to the third paragraph, and over two words.
        page.press_with(&[Key::Control], Key::Down).await?;
        page.press_with(&[Key::Control], Key::Down).await?;
        assert!(said(page).await?.starts_with("Paragraph 3 of "), "{}", said(page).await?);
        page.press_with(&[Key::Control], Key::Right).await?;
        page.press_with(&[Key::Control], Key::Right).await?;
        assert_eq!(said(page).await?, "The");
        page.press(Key::Left).await?;
        page.press(Key::Right).await?;
        assert_eq!(said(page).await?, "T");
        // Extend, by word and by character.
        for _ in 0..3 {
            page.press_with(&[Key::Control, Key::Shift], Key::Right).await?;
        }
        page.press_with(&[Key::Shift], Key::Right).await?;
        page.press_with(&[Key::Shift], Key::Left).await?;
        assert_eq!(selected(page).await?, "The President of");
        assert_eq!(said(page).await?, "Selected: The President of");
        page.screenshot("caret-selection").await?;
        // Highlight.
        page.press(Key::Enter).await?;
        assert!(focused(page).await?.starts_with("button.tool swatch"), "{}", focused(page).await?);
        page.axe().await?;
        tool(page, "Question").await?;
        assert_eq!(drawn(page, "question").await?, ["The President of"]);
        // Colour.
        tool(page, "Doubt").await?;
        assert_eq!(drawn(page, "doubt").await?, ["The President of"]);
        // Note and tag.
        tool(page, "Note").await?;
        assert_eq!(focused(page).await?, "textarea.");
        page.type_keys("Which *one*?").await?;
        page.press(Key::Tab).await?;
        page.type_keys("who, kazakhstan").await?;
        page.screenshot("caret-editor").await?;
        // Return to the same place, and back to the note.
        page.press(Key::Escape).await?;
        assert_eq!(focused(page).await?, "div.caret");
        page.wait_until(&inside("view.querySelectorAll('#notes .tag').length === 2")).await?;
        assert_eq!(texts(page, "#notes .written em").await?, ["one"]);
        page.press(Key::Right).await?;
        assert_eq!(said(page).await?, "h", "the caret is where it was");
        page.press(Key::Left).await?;
        // Overlapping highlights.
        page.press_with(&[Key::Shift], Key::End).await?;
        page.press(Key::Enter).await?;
        tool(page, "Agree").await?;
        page.press(Key::Escape).await?;
        assert_eq!(focused(page).await?, "div.caret");
        page.press(Key::Enter).await?;
        let first = drawn(page, "held").await?;
        tool(page, "1 of 2").await?;
        let second = drawn(page, "held").await?;
        assert_ne!(first, second);
        assert!(said(page).await?.starts_with("Your highlight, "), "{}", said(page).await?);
        page.screenshot("caret-overlapping").await?;
        tool(page, "2 of 2").await?;
        assert_eq!(drawn(page, "held").await?, first);
        page.press(Key::Escape).await?;
        page.press('j').await?;
        page.press('j').await?;
        page.press('k').await?;
        assert!(said(page).await?.contains("Your highlight, "), "{}", said(page).await?);
        // Jump to its note, and return to the same place.
        page.press(Key::Enter).await?;
        let here = drawn(page, "held").await?;
        tool(page, "Note").await?;
        assert_eq!(focused(page).await?, "textarea.");
        assert!(drawn(page, "held").await?.is_empty());
        page.press(Key::Escape).await?;
        assert_eq!(focused(page).await?, "div.caret");
        page.press(Key::Enter).await?;
        assert_eq!(drawn(page, "held").await?, here, "the caret is in the same highlight");
        page.press(Key::Escape).await?;
        // Copy link.
        page.press(Key::Enter).await?;
        page.eval("(() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; })()").await?;
        tool(page, "Copy link").await?;
        page.wait_until("window.copied").await?;
        let copied = page.eval("window.copied").await?;
        assert!(
            copied.as_str().is_some_and(|link| link.contains("#document=") && link.contains(":~:text=")),
            "{copied}"
        );
        // Delete and undo.
        tool(page, "Delete").await?;
        assert_eq!(focused(page).await?, "div.caret");
        assert_eq!(said(page).await?, "Deleted. It can be undone.");
        let left = texts(page, "#notes .note").await?.len();
        page.press_with(&[Key::Control], 'z').await?;
        assert_eq!(texts(page, "#notes .note").await?.len(), left + 1);
        // Leave.
        page.press(Key::Escape).await?;
        assert_eq!(focused(page).await?, "button.enter-caret");
        assert_eq!(page.eval(&inside("view.querySelector('.caret').hidden")).await?, true);
        // Filter.
        tab_to(page, "input.search").await?;
        page.type_keys("who").await?;
        page.wait_until(&inside("view.querySelectorAll('#notes .note').length === 1")).await?;
        assert_eq!(texts(page, "#notes .note .tag").await?, ["who", "kazakhstan"]);
        assert_eq!(said(page).await?.trim_end(), "1 note");
        page.axe().await?;
        assert_eq!(page.text("article").await?, article, "the article is not touched");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_caret_goes_by_gloss_and_comes_back() -> Outcome {
    read("/", async |page| {
        page.press('c').await?;
        assert_eq!(focused(page).await?, "div.caret");
        page.press('n').await?;
        assert_eq!(selected(page).await?, drawn(page, "loc").await?[0]);
        assert!(said(page).await?.ends_with(", place"), "{}", said(page).await?);
        page.press('p').await?;
        assert_eq!(said(page).await?, "No name, date or figure comes before.");
        page.press_with(&[Key::Control], Key::End).await?;
        page.press(Key::Right).await?;
        assert_eq!(said(page).await?, "End of the article.");
        page.press(Key::Escape).await?;
        page.press('c').await?;
        page.press(Key::Right).await?;
        assert_eq!(said(page).await?, "End of the article.", "it is where it was left");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_shortcut_can_have_another_key() -> Outcome {
    read("/", async |page| {
        page.eval(&inside("view.querySelector('.keys').open = true")).await?;
        let set = |at: usize, key: &str| {
            let script = format!(
                "((field) => {{ field.value = {}; field.dispatchEvent(new Event('change', {{ bubbles: true }})); }})(view.querySelector('[data-key=\"{at}\"]'))",
                json!(key)
            );
            inside(&script)
        };
        page.screenshot("keys").await?;
        page.axe().await?;
        page.eval(&set(4, "n")).await?;
        page.eval("document.activeElement.blur()").await?;
        page.press('n').await?;
        assert_eq!(focused(page).await?, "div.caret", "n is the caret's now");
        page.press(Key::Escape).await?;
        let fields = inside("[...view.querySelectorAll('.key')].map((field) => field.value).join()");
        assert_eq!(page.eval(&fields).await?, ",p,i,/,n,h,j,k");
        page.goto("/?again").await?;
        crate::reader::wait_for_names(page).await?;
        page.press('c').await?;
        assert_ne!(focused(page).await?, "div.caret");
        page.press('n').await?;
        assert_eq!(focused(page).await?, "div.caret", "and after a reload");
        page.press(Key::Escape).await?;
        page.eval(&set(4, "")).await?;
        page.eval("document.activeElement.blur()").await?;
        page.press('n').await?;
        assert_ne!(focused(page).await?, "div.caret");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_caret_goes_along_the_lines_of_the_screen() -> Outcome {
    read("/", async |page| {
        let place = async || -> Outcome<[f64; 2]> {
            let place = inside("(({ x, y }) => [x, y])(view.querySelector('.caret').getBoundingClientRect())");
            Ok(serde_json::from_value(page.eval(&place).await?)?)
        };
        let scrolled = async || -> Outcome<f64> { Ok(page.eval("scrollY").await?.as_f64().unwrap_or_default()) };
        page.press('c').await?;
        page.press_with(&[Key::Control], Key::Down).await?;
        page.press_with(&[Key::Control], Key::Down).await?;
        for _ in 0..5 {
            page.press(Key::Right).await?;
        }
        let paragraph = page.text("article p:nth-of-type(2)").await?;
        let (at, scroll) = (place().await?, scrolled().await?);
        page.press(Key::Down).await?;
        let below = place().await?;
        let line = said(page).await?;
        assert!(paragraph.contains(line.trim()) && line.split(' ').count() > 2, "{line:?} of {paragraph:?}");
        assert!((below[0] - at[0]).abs() < 12.0, "{at:?}, {below:?}");
        assert!(below[1] - at[1] + scrolled().await? - scroll > 12.0, "{at:?}, {below:?}");
        page.press(Key::Up).await?;
        assert_eq!(place().await?, at, "up is where it came from");
        page.press(Key::Home).await?;
        let start = place().await?;
        page.press(Key::End).await?;
        let end = place().await?;
        assert!(
            start[0] < at[0] && end[0] > at[0] && start[1] == end[1] && end[1] == at[1],
            "{start:?}, {at:?}, {end:?}"
        );
        // On to the end of a longer way: as far from the left as before, whatever lines lie between.
        for _ in 0..4 {
            page.press(Key::Down).await?;
        }
        for _ in 0..4 {
            page.press(Key::Up).await?;
        }
        assert_eq!(place().await?, end);
        page.press(Key::Home).await?;
        page.press_with(&[Key::Shift], Key::Down).await?;
        let words = selected(page).await?;
        assert!(paragraph.starts_with(words.trim()) && words.split(' ').count() > 2, "{words:?}");
        // By sentence with Alt.
        page.press(Key::Home).await?;
        page.press_with(&[Key::Alt], Key::Down).await?;
        assert!(said(page).await?.contains('.'), "{}", said(page).await?);
        page.press_with(&[Key::Control], Key::End).await?;
        page.press(Key::Down).await?;
        assert_eq!(said(page).await?, "End of the article.");
        page.press_with(&[Key::Control], Key::Home).await?;
        page.press(Key::Up).await?;
        assert_eq!(said(page).await?, "Start of the article.");
        Ok(())
    })
    .await
}

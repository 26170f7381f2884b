//! The map of the article's places.

use browser_tests::{Key, Outcome, Page, visit};
use serde_json::Value;

use crate::reader::{drawn, focused, inside};

/// The tab of the map.
const TAB: &str = "news-gloss >>> [aria-controls=map]";

/// Opens the map and waits until places are on it.
async fn on_the_map(test: impl AsyncFnOnce(&mut Page) -> Outcome) -> Outcome {
    visit("/", async |page| {
        page.wait_for("news-gloss >>> button.name").await?;
        page.click(TAB).await?;
        page.wait_for("news-gloss >>> button.spot").await?;
        test(page).await
    })
    .await
}

/// An attribute of the dot or the row of the place called `label`.
fn of_place(label: &str, what: &str) -> String {
    inside(&format!(
        "((row) => {what})([...view.querySelectorAll('.spot')].find((row) => row.querySelector('.label').textContent === '{label}'))"
    ))
}

#[tokio::test]
async fn every_place_is_a_dot_and_a_row() -> Outcome {
    on_the_map(async |page| {
        let (dots, rows) = (page.count("news-gloss >>> circle").await?, page.count("news-gloss >>> .spot").await?);
        assert_eq!(dots, rows);
        assert!(rows > 3, "{rows} places");
        assert_eq!(page.text("news-gloss >>> .spots h3").await?, "Kazakhstan");
        let entities = |selector: &str| {
            inside(&format!("[...view.querySelectorAll('{selector}')].map((e) => e.dataset.entity).sort()"))
        };
        assert_eq!(page.eval(&entities("circle")).await?, page.eval(&entities(".spot")).await?);
        // Every dot is inside the part of the world that is shown.
        let seen = "[...view.querySelectorAll('circle')].every((dot) => {
            const [a, b] = [dot.getBoundingClientRect(), dot.ownerSVGElement.getBoundingClientRect()];
            return a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;
        })";
        assert_eq!(page.eval(&inside(seen)).await?, true);
        page.axe().await?;
        page.screenshot("map").await
    })
    .await
}

#[tokio::test]
async fn choosing_a_place_marks_it_everywhere() -> Outcome {
    on_the_map(async |page| {
        let count = page.eval(&of_place("Almaty", "Number(row.querySelector('.count').textContent)")).await?;
        page.eval(&of_place("Almaty", "row.click()")).await?;
        assert_eq!(page.eval(&of_place("Almaty", "row.getAttribute('aria-pressed')")).await?, "true");
        assert_eq!(page.count("news-gloss >>> circle[data-chosen]").await?, 1);
        let marked = drawn(page, "chosen").await?.len() + drawn(page, "current").await?.len();
        assert_eq!(count, Value::from(marked));
        // The dot does the same as the row.
        let tap = "view.querySelector('circle[data-chosen]').dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }))";
        page.eval(&inside(tap)).await?;
        assert_eq!(page.count("news-gloss >>> circle[data-chosen]").await?, 0);
        assert_eq!(page.count("news-gloss >>> .spot[aria-pressed=true]").await?, 0);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_pointed_at_is_shown_in_dot_list_and_text() -> Outcome {
    on_the_map(async |page| {
        let point = |name: &str| {
            inside(&format!(
                "view.querySelector('circle').dispatchEvent(new PointerEvent('{name}', {{ bubbles: true, composed: true }}))"
            ))
        };
        page.eval(&point("pointerover")).await?;
        assert_eq!(page.count("news-gloss >>> .spot[data-pointed]").await?, 1);
        assert!(!drawn(page, "chosen").await?.is_empty());
        page.eval(&point("pointerout")).await?;
        assert_eq!(page.count("news-gloss >>> [data-pointed]").await?, 0);
        assert!(drawn(page, "chosen").await?.is_empty());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_list_is_walked_with_the_keyboard() -> Outcome {
    on_the_map(async |page| {
        page.press(Key::Tab).await?;
        assert_eq!(focused(page).await?, "button.spot");
        let first = page.eval(&inside("view.activeElement.dataset.entity")).await?;
        assert_eq!(page.count("news-gloss >>> circle[data-pointed]").await?, 1);
        page.press(Key::Down).await?;
        assert_ne!(page.eval(&inside("view.activeElement.dataset.entity")).await?, first);
        assert_eq!(page.eval(&inside("view.querySelectorAll('.spot[tabindex=\"0\"]').length")).await?, 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn without_knowledge_the_panel_says_so() -> Outcome {
    visit("/test/blank.html", async |page| {
        page.block(&["*newsgloss.knowledge*", "*inline*"]).await?;
        page.goto("/").await?;
        page.wait_for("news-gloss >>> button.name").await?;
        page.click(TAB).await?;
        page.wait_until(&inside("view.querySelector('#map .empty').textContent.includes('could not be loaded')"))
            .await?;
        assert_eq!(page.count("news-gloss >>> circle").await?, 0);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_map_is_read_in_the_dark_and_on_a_telephone() -> Outcome {
    for (name, width, height, scheme) in [("map-dark", 1280, 900, "dark"), ("map-narrow", 390, 844, "light")] {
        visit("/test/blank.html", async |page| {
            page.resize(width, height).await?;
            page.emulate(&[("prefers-color-scheme", scheme)]).await?;
            page.goto("/#panel=map").await?;
            page.wait_for("news-gloss >>> button.spot").await?;
            page.axe().await?;
            page.screenshot(name).await
        })
        .await?;
    }
    Ok(())
}

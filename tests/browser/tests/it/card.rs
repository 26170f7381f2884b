//! The card that says what is known about words of the article.

use std::time::Duration;

use browser_tests::{Key, Outcome, Page, visit};
use serde_json::json;

use crate::reader::{drawn, focused, inside, middle, mouse, open_text, read, wait_for_names};

const CARD: &str = "news-gloss >>> .card";

fn is_open() -> String {
    inside("view.querySelector('.card').checkVisibility()")
}

/// Long enough for whatever the pointer's rest brings or takes away.
async fn rest() {
    tokio::time::sleep(Duration::from_millis(700)).await;
}

/// What the card says in a part of it.
async fn says(page: &Page, part: &str) -> Outcome<String> {
    page.text(&format!("{CARD} .{part}")).await
}

#[tokio::test]
async fn the_pointer_at_rest_brings_a_card_and_takes_it_away() -> Outcome {
    read("/", async |page| {
        let (x, y) = middle(page, "loc", 1).await?;
        mouse(page, &["mouseMoved"], x, y).await?;
        assert_eq!(page.eval(&is_open()).await?, false, "a pointer that passes brings none");
        page.wait_until(&is_open()).await?;
        let name = drawn(page, "loc").await?[1].clone();
        assert!(says(page, "title").await?.eq_ignore_ascii_case(&name));
        assert_eq!(says(page, "kind").await?, "Place");
        assert!(drawn(page, "current").await?.is_empty(), "nothing is chosen by that");
        page.axe().await?;
        let within = inside("(({ x, y }) => [x + 20, y + 20])(view.querySelector('.card').getBoundingClientRect())");
        let (inside_x, inside_y): (f64, f64) = serde_json::from_value(page.eval(&within).await?)?;
        mouse(page, &["mouseMoved"], inside_x, inside_y).await?;
        rest().await;
        assert_eq!(page.eval(&is_open()).await?, true, "the pointer may move into the card");
        mouse(page, &["mouseMoved"], 2.0, 2.0).await?;
        page.wait_until(&format!("!({})", is_open())).await?;
        mouse(page, &["mouseMoved"], x, y).await?;
        page.wait_until(&is_open()).await?;
        page.press(Key::Escape).await?;
        assert_eq!(page.eval(&is_open()).await?, false, "Escape closes it without moving the pointer");
        assert_eq!(page.layout_shifts().await?, [""; 0]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_tap_pins_the_card_and_it_steps_through_the_mentions() -> Outcome {
    read("/", async |page| {
        let (x, y) = middle(page, "loc", 2).await?;
        mouse(page, &["mousePressed", "mouseReleased"], x, y).await?;
        page.wait_until(&is_open()).await?;
        let count = drawn(page, "chosen").await?.len() + 1;
        assert_eq!(says(page, "place-of").await?, format!("Mention 2 of {count}"));
        let stepper = inside("view.querySelector('.stepper').hidden");
        assert_eq!(page.eval(&stepper).await?, true, "the card has the steps");
        page.click(&format!("{CARD} .steps [aria-label='Next mention']")).await?;
        assert_eq!(says(page, "place-of").await?, format!("Mention 3 of {count}"));
        page.press('n').await?;
        assert_eq!(says(page, "place-of").await?, format!("Mention 4 of {count}"));
        assert!(page.path().await?.contains("mention=4"));
        mouse(page, &["mouseMoved"], 2.0, 2.0).await?;
        rest().await;
        assert_eq!(page.eval(&is_open()).await?, true, "it stays when the pointer goes");
        page.press(Key::Escape).await?;
        assert_eq!(page.eval(&is_open()).await?, false);
        assert_eq!(page.eval(&stepper).await?, false, "the name is still chosen");
        page.click("news-gloss >>> .stepper .label").await?;
        assert_eq!(page.eval(&is_open()).await?, true);
        mouse(page, &["mousePressed", "mouseReleased"], 60.0, 60.0).await?;
        page.wait_until(&format!("!({})", is_open())).await
    })
    .await
}

#[tokio::test]
async fn the_keyboard_opens_the_card_and_gets_its_focus_back() -> Outcome {
    read("/", async |page| {
        page.click("news-gloss >>> .group.loc .name").await?;
        assert_eq!(focused(page).await?, "button.name");
        page.press('i').await?;
        assert_eq!(focused(page).await?, "div.card loc");
        page.axe().await?;
        page.press(Key::Tab).await?;
        assert_eq!(focused(page).await?, "button.icon", "what is in it can be reached");
        page.press(Key::Escape).await?;
        assert_eq!(page.eval(&is_open()).await?, false);
        assert_eq!(focused(page).await?, "button.name", "the focus is where it was");
        page.press(Key::Escape).await?;
        page.press('i').await?;
        assert_eq!(page.eval(&is_open()).await?, true, "with nothing chosen it is about the next name");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_known_place_leads_to_where_more_is_told() -> Outcome {
    read("/", async |page| {
        let (x, y) = middle(page, "loc", 0).await?;
        mouse(page, &["mousePressed", "mouseReleased"], x, y).await?;
        page.wait_until(&inside("view.querySelector('.card .link').checkVisibility()")).await?;
        assert_eq!(says(page, "role").await?, "Country");
        let link = inside("(({ href, target, rel }) => [href, target, rel])(view.querySelector('.card a'))");
        let expected = json!(["https://www.wikidata.org/wiki/Q232", "_blank", "noopener noreferrer"]);
        assert_eq!(page.eval(&link).await?, expected);
        page.axe().await
    })
    .await
}

#[tokio::test]
async fn dates_and_figures_say_what_they_mean() -> Outcome {
    let text = "Oil rises\n\nLONDON, Jan. 7, 2022 (Reuters) — Oil rose to US$76.7 a barrel on Wednesday. More than 3,000 \
        people marched.";
    read("/", async |page| {
        open_text(page, text).await?;
        let cases = [
            ("date", "Wednesday", "Wednesday 5 January 2022"),
            ("figure", "US$76.7", "76.7 US dollars"),
            ("figure", "3,000", "At least 3,000 people"),
        ];
        for (style, exact, title) in cases {
            let drawn = drawn(page, style).await?;
            let at = drawn.iter().position(|words| words == exact).ok_or(format!("{exact} is not in {drawn:?}"))?;
            let (x, y) = middle(page, style, at).await?;
            mouse(page, &["mousePressed", "mouseReleased"], x, y).await?;
            page.wait_until(&is_open()).await?;
            assert_eq!(says(page, "title").await?, title);
            assert_eq!(says(page, "also").await?, format!("In the text: {exact}"));
            let spoken = page.text("news-gloss >>> [role=status]").await?;
            assert!(spoken.contains(title) && spoken.contains(exact), "{spoken}");
            page.axe().await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_rest_brings_no_card_that_tells_nothing_new() -> Outcome {
    read("/", async |page| {
        open_text(page, "A bridge\n\nThe bridge was built in 1965 and again on 7 January 2022.").await?;
        assert_eq!(drawn(page, "date").await?, ["1965", "7 January 2022"]);
        let (x, y) = middle(page, "date", 0).await?;
        mouse(page, &["mouseMoved"], x, y).await?;
        rest().await;
        assert_eq!(page.eval(&is_open()).await?, false, "1965 is 1965");
        let (x, y) = middle(page, "date", 1).await?;
        mouse(page, &["mouseMoved"], x, y).await?;
        page.wait_until(&is_open()).await?;
        assert_eq!(says(page, "title").await?, "Friday 7 January 2022");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn selecting_text_brings_no_card_and_chooses_nothing() -> Outcome {
    read("/", async |page| {
        let ((x, y), (to_x, to_y)) = (middle(page, "loc", 1).await?, middle(page, "loc", 2).await?);
        mouse(page, &["mouseMoved", "mousePressed"], x, y).await?;
        for step in 1..=4 {
            let part = f64::from(step) / 4.0;
            let event = json!({ "type": "mouseMoved", "x": x + (to_x - x) * part, "y": y + (to_y - y) * part, "button": "left", "buttons": 1 });
            page.devtools("Input.dispatchMouseEvent", event).await?;
        }
        rest().await;
        mouse(page, &["mouseReleased"], to_x, to_y).await?;
        rest().await;
        assert_eq!(page.eval(&is_open()).await?, false);
        assert!(drawn(page, "current").await?.is_empty());
        let selected = page.eval("String(getSelection())").await?;
        assert!(selected.as_str().is_some_and(|text| text.len() > 3), "{selected} is selected");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_card_stays_inside_the_window_in_any_look() -> Outcome {
    let fits = inside(
        "(({ left, right, top, bottom }) => left >= 0 && right <= document.documentElement.clientWidth && top >= 0
            && bottom <= innerHeight)(view.querySelector('.card').getBoundingClientRect())",
    );
    for (look, value) in [("prefers-color-scheme", "dark"), ("forced-colors", "active")] {
        visit("/test/blank.html", async |page| {
            page.resize(320, 640).await?;
            page.goto("/").await?;
            wait_for_names(page).await?;
            page.emulate(&[(look, value)]).await?;
            for at in 0..3 {
                let (x, y) = middle(page, "loc", at).await?;
                mouse(page, &["mousePressed", "mouseReleased"], x, y).await?;
                page.wait_until(&is_open()).await?;
                assert_eq!(page.eval(&fits).await?, true, "{look}, mention {at}");
                page.axe().await?;
                page.press(Key::Escape).await?;
            }
            Ok(())
        })
        .await?;
    }
    Ok(())
}

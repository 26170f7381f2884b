//! The panels beside the article: dates in the order of the calendar, figures with what they count.

use browser_tests::{Key, Outcome, Page, visit};
use serde_json::json;

use crate::reader::{drawn, focused, inside, middle, mouse, open_text, read, texts, wait_for_names};

/// The ids of the panels that can be seen.
async fn shown(page: &Page) -> Outcome<serde_json::Value> {
    let shown =
        "[...view.querySelectorAll('[role=tabpanel]')].filter((panel) => panel.checkVisibility()).map(({ id }) => id)";
    page.eval(&inside(shown)).await
}

#[tokio::test]
async fn tabs_follow_the_arrow_keys_and_are_in_the_address() -> Outcome {
    read("/", async |page| {
        assert_eq!(shown(page).await?, json!(["names"]));
        page.eval(&inside("view.querySelector('[role=tab]').focus()")).await?;
        for (key, expected) in [(Key::Right, "timeline"), (Key::Right, "figures"), (Key::Left, "timeline")] {
            page.press(key).await?;
            assert_eq!(shown(page).await?, json!([expected]));
            assert!(page.path().await?.contains(&format!("panel={expected}")));
            assert_eq!(focused(page).await?, "button.tab");
        }
        page.press(Key::Home).await?;
        assert_eq!(shown(page).await?, json!(["names"]));
        assert!(!page.path().await?.contains("panel="), "the first panel needs no word");
        page.press(Key::Left).await?;
        assert_ne!(shown(page).await?, json!(["names"]), "the row goes round");
        let stops = inside("[...view.querySelectorAll('[role=tab]')].filter((tab) => tab.tabIndex === 0).length");
        assert_eq!(page.eval(&stops).await?, 1);
        Ok(())
    })
    .await?;
    read("/#panel=figures", async |page| {
        assert_eq!(shown(page).await?, json!(["figures"]));
        page.press('/').await?;
        assert_eq!(shown(page).await?, json!(["names"]), "a search shows what is searched");
        assert_eq!(focused(page).await?, "input.search");
        Ok(())
    })
    .await
}

const STORM: &str = "Rivers rise in Ghana\n\nACCRA, Jan. 7, 2022 (AP) — Rain fell on Accra on Friday morning. Schools were \
    closed on Friday.\n\nThe dam was built in 1965. On Wednesday the rivers began to rise, and it rained for two days. \
    The mayor speaks on 12 January 2022. It rains here every morning.";

#[tokio::test]
async fn the_timeline_is_in_the_order_of_the_calendar_and_leads_to_the_text() -> Outcome {
    read("/#panel=timeline", async |page| {
        open_text(page, STORM).await?;
        let days = ["1965", "Wednesday 5 January 2022", "Friday 7 January 2022", "Wednesday 12 January 2022"];
        assert_eq!(texts(page, ".line h3 > :first-child").await?, days);
        assert_eq!(texts(page, ".line .published h3 > :first-child").await?, ["Friday 7 January 2022"]);
        assert_eq!(texts(page, ".line .future h3 > :first-child").await?, ["Wednesday 12 January 2022"]);
        assert_eq!(texts(page, ".line .long h3 > :first-child").await?, ["1965"]);
        assert_eq!(texts(page, ".group h3").await?, ["How long1", "How often1"]);
        assert!(page.text("news-gloss >>> .line .published .about").await?.contains("morning"));
        page.click("news-gloss >>> .line li:nth-child(2) .place").await?;
        assert_eq!(drawn(page, "point").await?, ["Wednesday"]);
        let sentence = drawn(page, "sentence").await?;
        assert_eq!(sentence, ["On Wednesday the rivers began to rise, and it rained for two days."]);
        assert_eq!(page.count("news-gloss >>> .place[aria-pressed=true]").await?, 1);
        page.axe().await?;
        page.press(Key::Enter).await?;
        assert!(drawn(page, "point").await?.is_empty(), "the same row again lets it go");
        page.press(Key::Down).await?;
        page.press(Key::Enter).await?;
        assert_eq!(drawn(page, "point").await?, ["Friday morning"]);
        page.press(Key::Escape).await?;
        assert!(drawn(page, "point").await?.is_empty());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_reader_says_which_day_an_article_is_of() -> Outcome {
    let has = |day: &str| {
        inside(&format!(
            "[...view.querySelectorAll('.line h3')].some(({{ textContent }}) => textContent.includes('{day}'))"
        ))
    };
    read("/#panel=timeline", async |page| {
        assert!(page.text("news-gloss >>> .timeline .empty").await?.contains("does not say which day"));
        assert_eq!(page.eval(&has("January 2022")).await?, false);
        page.eval(&inside(
            "((day) => { day.value = '2022-01-07'; day.dispatchEvent(new Event('change')); })(view.querySelector('#day'))",
        ))
        .await?;
        page.wait_until(&has("Friday 7 January 2022")).await?;
        assert!(page.path().await?.contains("date=2022-01-07"));
        Ok(())
    })
    .await?;
    read("/#panel=timeline&date=2022-01-07", async |page| {
        page.wait_until(&has("Wednesday 5 January 2022")).await?;
        assert_eq!(page.eval(&inside("view.querySelector('#day').value")).await?, "2022-01-07");
        page.axe().await
    })
    .await
}

#[tokio::test]
async fn figures_say_what_they_are_worth_and_what_they_count() -> Outcome {
    let text = "Oil at $76.7 a barrel\n\nLONDON — Oil rose 2.5% to US$76.7 a barrel. More than 3,000 people marched 12 km. \
        The fund is worth €2.5 billion. It was the third march.";
    read("/#panel=figures", async |page| {
        open_text(page, text).await?;
        let about = texts(page, ".figures .about").await?;
        for wanted in ["at least 3,000 people", "76.7 US dollars", "2.5 billion euros"] {
            assert!(about.iter().any(|words| words == wanted), "{wanted} is not among {about:?}");
        }
        let headings = texts(page, ".figures h3").await?;
        let order = ["Counts", "Money", "Percentages", "Measures", "Order"];
        assert_eq!(
            headings.iter().map(|heading| heading.trim_end_matches(char::is_numeric)).collect::<Vec<_>>(),
            order
        );
        page.click("news-gloss >>> .figures .place").await?;
        assert_eq!(drawn(page, "point").await?, ["3,000"]);
        page.axe().await
    })
    .await
}

#[tokio::test]
async fn who_said_what_is_told_by_speaker_and_leads_to_the_text() -> Outcome {
    let text = "Talks in Geneva\n\nGENEVA (AP) — “We will stay at the table,” Chancellor Angela Merkel said in Geneva. “No one \
        leaves,” Merkel added.\n\n“It is late,” said Emmanuel Macron.";
    read("/#panel=quotes", async |page| {
        open_text(page, text).await?;
        assert_eq!(texts(page, ".quotes h3").await?, ["Angela Merkel2", "Emmanuel Macron1"]);
        let said = ["“We will stay at the table,”", "“No one leaves,”", "“It is late,”"];
        assert_eq!(texts(page, ".quotes .place").await?, said);
        page.click("news-gloss >>> .quotes .place").await?;
        assert_eq!(drawn(page, "sentence").await?, [said[0]]);
        assert_eq!(page.count("news-gloss >>> .quotes [aria-pressed=true]").await?, 1);
        page.axe().await?;
        let (x, y) = middle(page, "person", 0).await?;
        mouse(page, &["mousePressed", "mouseReleased"], x, y).await?;
        assert_eq!(page.text("news-gloss >>> .card .role").await?, "Chancellor");
        assert_eq!(texts(page, ".card .place").await?, said[..2]);
        page.axe().await?;
        page.click("news-gloss >>> .card li:last-child .place").await?;
        assert_eq!(drawn(page, "sentence").await?, [said[1]]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn dates_and_figures_are_drawn_and_can_be_switched_off() -> Outcome {
    read("/", async |page| {
        for (layer, name) in [("date", "DATE"), ("figure", "FIGURE")] {
            assert!(!drawn(page, layer).await?.is_empty());
            page.click(&format!("news-gloss >>> .chip.{layer}")).await?;
            assert!(drawn(page, layer).await?.is_empty());
            assert!(page.path().await?.contains(name));
        }
        page.goto("/?again#hide=DATE,FIGURE").await?;
        wait_for_names(page).await?;
        assert!(drawn(page, "date").await?.is_empty() && drawn(page, "figure").await?.is_empty());
        assert!(!drawn(page, "loc").await?.is_empty());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn panels_with_nothing_to_show_say_so() -> Outcome {
    read("/", async |page| {
        open_text(page, "A quiet day\n\nNothing at all is told here.").await?;
        for (panel, words) in
            [("timeline", "No dates were found"), ("figures", "No figures were found"), ("quotes", "Nobody is quoted")]
        {
            page.click(&format!("news-gloss >>> #{panel}-tab")).await?;
            assert!(page.text(&format!("news-gloss >>> .{panel} .empty")).await?.contains(words));
            page.axe().await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_very_narrow_bar_keeps_the_rest_behind_more() -> Outcome {
    visit("/test/blank.html", async |page| {
        page.resize(320, 640).await?;
        page.goto("/").await?;
        wait_for_names(page).await?;
        let fits = "[...view.querySelectorAll('.bar button')].filter((button) => button.checkVisibility())
            .every((button) => button.scrollWidth <= button.clientWidth)";
        assert_eq!(page.eval(&inside(fits)).await?, true, "every label fits its button");
        let source = "news-gloss >>> .bar [aria-controls=source]";
        let seen = inside("view.querySelector('.bar [aria-controls=source]').checkVisibility()");
        assert_eq!(page.eval(&seen).await?, false);
        page.click("news-gloss >>> .more-sheets").await?;
        assert_eq!(page.eval(&seen).await?, true);
        page.axe().await?;
        page.click(source).await?;
        assert_eq!(page.eval(&inside("view.querySelector('select').checkVisibility()")).await?, true);
        page.axe().await?;
        page.press(Key::Escape).await?;
        assert_eq!(focused(page).await?, "button.more-sheets", "the focus is where the sheet was opened");
        assert_eq!(page.eval("document.documentElement.scrollWidth <= innerWidth").await?, true);
        Ok(())
    })
    .await
}

//! The view in other languages than English, and texts that are not English.

use browser_tests::{Outcome, Page, visit};
use serde_json::{Value, json};

use crate::reader::{drawn, inside, open_text, read, strings, texts};

/// Has the element speak another language, and waits until it does.
async fn speak(page: &Page, language: &str, names: &str) -> Outcome {
    page.eval(&format!("document.querySelector('news-gloss').lang = {}", json!(language))).await?;
    page.wait_until(&inside(&format!("view.querySelector('[role=tab]')?.textContent === {}", json!(names)))).await?;
    page.wait_until(&inside("view.querySelectorAll('.name').length > 5")).await
}

/// How the length of the summary is said when the slider stands there.
async fn length(page: &Page, sentences: usize) -> Outcome<Value> {
    page.eval(&inside(&format!(
        "((slider) => {{
            slider.value = {sentences};
            slider.dispatchEvent(new Event('input', {{ bubbles: true }}));
            slider.dispatchEvent(new Event('change', {{ bubbles: true }}));
            return view.querySelector('output.length').textContent;
        }})(view.querySelector('#length'))"
    )))
    .await
}

#[tokio::test]
async fn the_view_counts_as_its_language_does() -> Outcome {
    read("/", async |page| {
        speak(page, "ru", "Имена").await?;
        for (count, said) in [(1, "1 предложение"), (2, "2 предложения"), (5, "5 предложений")]
        {
            assert_eq!(length(page, count).await?, said);
        }
        speak(page, "ar", "الأسماء").await?;
        for (count, said) in [(1, "جملة واحدة"), (2, "جملتان"), (3, "3 جمل")] {
            assert_eq!(length(page, count).await?, said);
        }
        speak(page, "de-AT", "Namen").await?;
        assert_eq!(length(page, 1).await?, "1 Satz");
        let timeline = texts(page, "#timeline-tab").await?;
        assert_eq!(timeline, ["Zeitleiste"]);
        speak(page, "en", "Names").await?;
        assert_eq!(length(page, 2).await?, "2 sentences");
        page.axe().await
    })
    .await
}

#[tokio::test]
async fn from_right_to_left_the_view_is_the_other_way_round() -> Outcome {
    read("/", async |page| {
        speak(page, "ar", "الأسماء").await?;
        let first = inside(
            "(([one, other]) => one.getBoundingClientRect().left >= other.getBoundingClientRect().right)(
                view.querySelectorAll('[role=tab]'))",
        );
        assert_eq!(page.eval(&first).await?, true, "the tabs begin on the right");
        // The article is English, and stays so.
        let article = inside("getComputedStyle(view.querySelector('.article') ?? view.host).direction");
        assert_eq!(page.eval(&article).await?, "ltr");
        assert!(!drawn(page, "person").await?.is_empty());
        for (name, dark, width) in
            [("arabic", "light", 1360), ("arabic-dark", "dark", 1360), ("arabic-narrow", "light", 380)]
        {
            page.emulate(&[("prefers-color-scheme", dark)]).await?;
            page.resize(width, 900).await?;
            let wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth";
            assert_eq!(page.eval(wide).await?, true, "{name}: nothing sticks out");
            page.axe().await?;
            page.screenshot(name).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_page_in_another_language_has_its_bar_in_that() -> Outcome {
    visit("/embed/", async |page| {
        page.eval("[document.documentElement.lang, document.querySelector('article').lang] = ['fr', 'en']").await?;
        page.wait_for("news-gloss[data-live]").await?;
        page.eval("document.querySelector('news-gloss').lang = 'fr'").await?;
        page.wait_until(&inside("view.querySelector('.about-bar')?.textContent.includes('noms')")).await?;
        page.click("news-gloss >>> .about-bar").await?;
        page.axe().await?;
        page.eval("document.querySelector('news-gloss').lang = 'ar'").await?;
        page.wait_until(&inside("view.querySelector('.about-bar')?.textContent.includes('المقال')")).await?;
        page.click("news-gloss >>> .about-bar").await?;
        let direction = inside("getComputedStyle(view.querySelector('#length')).direction");
        assert_eq!(page.eval(&direction).await?, "rtl", "in a slot too");
        page.axe().await?;
        page.screenshot("embed-arabic").await
    })
    .await
}

#[tokio::test]
async fn two_views_on_a_page_speak_a_language_each() -> Outcome {
    visit("/embed/two.html", async |page| {
        page.wait_until("document.querySelectorAll('news-gloss[data-live]').length === 2").await?;
        page.eval(
            "document.querySelectorAll('news-gloss').forEach((element, at) => { element.lang = ['de', 'ru'][at]; })",
        )
        .await?;
        for (at, language) in [(0, r"^\d+ (Satz|Sätze)$"), (1, r"^\d+ предложени[еяй]$")] {
            let said =
                format!("document.querySelectorAll('news-gloss')[{at}].shadowRoot.querySelector('output.length')");
            page.wait_until(&format!("/{language}/.test({said}?.textContent)")).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_table_that_is_missing_leaves_the_view_in_english() -> Outcome {
    read("/", async |page| {
        page.block(&["*locales/es*"]).await?;
        page.allow_log("so the view is in English");
        page.eval("document.querySelector('news-gloss').lang = 'es'").await?;
        page.wait_until(&inside("view.querySelectorAll('.name').length > 5")).await?;
        let tabs = strings(
            page.eval(&inside("[...view.querySelectorAll('[role=tab]')].map((tab) => tab.textContent)")).await?,
        )?;
        assert_eq!(tabs[0], "Names");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_text_that_is_not_english_has_no_names_and_says_so() -> Outcome {
    read("/", async |page| {
        let text = "Une loi sur le climat\n\nLe président Emmanuel Macron a annoncé vendredi à Paris que le gouvernement présentera une loi sur le climat. \
            Les ministres ont dit que les mesures seront financées par une taxe de 3 % sur les grandes entreprises. \
            Selon le porte-parole, la loi sera votée avant l'été et les communes auront deux ans pour l'appliquer.";
        open_text(page, text).await?;
        let told = inside("[...view.querySelectorAll('*')].some((part) => part.checkVisibility() && part.childElementCount === 0 && part.textContent.includes('not in English'))");
        page.wait_until(&told).await?;
        assert!(drawn(page, "person").await?.is_empty() && drawn(page, "loc").await?.is_empty());
        assert_eq!(texts(page, ".sentence").await?, [""; 0]);
        page.axe().await?;
        page.screenshot("not-english").await
    })
    .await
}

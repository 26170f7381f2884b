//! The interactive view, as readers use it.

use browser_tests::{Key, Outcome, Page, visit};
use serde_json::json;

use crate::reader::{drawn, focused, inside, middle, mouse, read, strings, wait_for_names};

#[tokio::test]
async fn every_name_is_drawn_listed_and_counted() -> Outcome {
    read("/", async |page| {
        let mut total = 0;
        for kind in ["person", "org", "loc", "norp", "event", "misc"] {
            let drawn = drawn(page, kind).await?;
            let count = page.text(&format!("news-gloss >>> .chip.{kind} .count")).await?;
            assert_eq!(count, drawn.len().to_string(), "{kind}");
            total += drawn.len();
        }
        assert!(total > 50, "{total} names");
        let people = drawn(page, "person").await?;
        assert!(people.iter().any(|name| name == "Vladimir Putin"), "{people:?}");
        let counts =
            "[...view.querySelectorAll('.name .count')].reduce((sum, count) => sum + Number(count.textContent), 0)";
        assert_eq!(page.eval(&inside(counts)).await?, total);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_legend_filters_the_text_and_the_list() -> Outcome {
    read("/", async |page| {
        page.click("news-gloss >>> .chip.loc").await?;
        assert!(drawn(page, "loc").await?.is_empty());
        assert_eq!(page.count("news-gloss >>> .group.loc").await?, 0);
        assert!(page.path().await?.contains("hide=LOC"));
        page.click("news-gloss >>> .chip.loc").await?;
        assert!(!drawn(page, "loc").await?.is_empty());
        assert_eq!(page.count("news-gloss >>> .group.loc").await?, 1);
        assert!(!page.path().await?.contains("hide"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn choosing_a_name_marks_its_mentions_and_steps_through_them() -> Outcome {
    read("/", async |page| {
        page.click("news-gloss >>> .group.loc .name").await?;
        let count = drawn(page, "chosen").await?.len() + 1;
        assert_eq!(drawn(page, "current").await?.len(), 1);
        assert!(count > 2, "{count} mentions");
        for at in [2, 3] {
            page.press('n').await?;
            assert_eq!(page.text("news-gloss >>> .stepper .place").await?, format!("{at} of {count}"));
        }
        page.press('p').await?;
        assert_eq!(page.text("news-gloss >>> .stepper .place").await?, format!("2 of {count}"));
        let spoken = page.text("news-gloss >>> [role=status]").await?;
        assert!(spoken.contains(&format!("Mention 2 of {count}")), "{spoken}");
        assert!(page.path().await?.contains("mention=2"));
        page.press(Key::Escape).await?;
        assert!(drawn(page, "current").await?.is_empty());
        assert_eq!(page.eval(&inside("view.querySelector('.stepper').hidden")).await?, true);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn clicking_a_name_in_the_text_chooses_it() -> Outcome {
    read("/", async |page| {
        let name = drawn(page, "loc").await?[0].clone();
        let (x, y) = middle(page, "loc", 0).await?;
        mouse(page, &["mousePressed", "mouseReleased"], x, y).await?;
        page.wait_until("CSS.highlights.has('newsgloss-current')").await?;
        assert_eq!(drawn(page, "current").await?, [name]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_search_box_filters_the_list_and_the_counts() -> Outcome {
    read("/", async |page| {
        page.press('/').await?;
        assert_eq!(focused(page).await?, "input.search");
        page.type_into("news-gloss >>> .search", "kazakh").await?;
        let labels = inside("[...view.querySelectorAll('.name .label')].map((label) => label.textContent)");
        let names = strings(page.eval(&labels).await?)?;
        assert!(names.iter().any(|name| name == "Kazakhstan") && names.len() < 8, "{names:?}");
        assert_eq!(page.text("news-gloss >>> .chip.event .count").await?, "0");
        page.type_into("news-gloss >>> .search", "xyz").await?;
        assert_eq!(page.count("news-gloss >>> .name").await?, 0);
        assert!(page.text("news-gloss >>> .names .empty").await?.contains("kazakhxyz"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_link_reopens_the_same_view() -> Outcome {
    let open = inside("!view.querySelector('.stepper').hidden");
    let closed = inside("view.querySelector('.stepper').hidden");
    read("/#hide=MISC,NORP&name=LOC:Kazakhstan&mention=3&sentences=2", async |page| {
        page.wait_until(&open).await?;
        assert!(page.text("news-gloss >>> .stepper .place").await?.starts_with("3 of "));
        assert_eq!(page.count("news-gloss >>> .sentence").await?, 2);
        assert_eq!(page.count("news-gloss >>> .chip[aria-pressed=false]").await?, 2);
        page.press(Key::Escape).await?;
        page.wait_until(&closed).await?;
        page.client().back().await?;
        page.wait_until(&open).await
    })
    .await
}

#[tokio::test]
async fn a_link_that_makes_no_sense_shows_the_first_document() -> Outcome {
    read("/#document=nothing&hide=X,,&name=%F0&mention=-1&sentences=99999999999999999999", async |page| {
        assert_eq!(page.count("news-gloss >>> .sentence").await?, 3);
        assert!(page.text("news-gloss >>> .notice").await?.contains("not here"));
        Ok(())
    })
    .await
}

/// A text that would do harm if it were taken for markup.
const NASTY: &str = "Talks in Geneva\n\nGENEVA (AP) — Envoys of France met \"Angela Merkel\" 🙂 in Geneva.\n\n\
    <script>document.title='harm'</script><img src=x onerror=\"document.title='harm'\"> & שלום";

#[tokio::test]
async fn readers_open_a_text_of_their_own_and_return() -> Outcome {
    read("/", async |page| {
        let first = page.text("article h1").await?;
        page.click("news-gloss >>> .own").await?;
        page.axe().await?;
        page.click("news-gloss >>> dialog .primary").await?;
        assert!(page.text("news-gloss >>> dialog .message").await?.contains("no text to read"));
        page.eval(&inside(&format!("view.querySelector('textarea').value = {}", json!(NASTY)))).await?;
        page.click("news-gloss >>> dialog .primary").await?;
        assert_eq!(page.text("article h1").await?, "Talks in Geneva");
        assert_eq!(page.count("article script, article img").await?, 0);
        let blocks = "[...document.querySelectorAll('article > *')].map((block) => block.textContent).join('\\n\\n')";
        assert_eq!(page.eval(blocks).await?, NASTY);
        assert_eq!(page.eval("document.title.startsWith('Talks in Geneva')").await?, true);
        assert!(!page.path().await?.contains("document="));
        page.eval(&inside(
            "((select) => { select.selectedIndex = 0; select.dispatchEvent(new Event('change')); })(view.querySelector('select'))",
        ))
        .await?;
        assert_eq!(page.text("article h1").await?, first);
        Ok(())
    })
    .await
}

/// Hands a file to the dialog's control; `bytes` is a JavaScript expression.
async fn open_file(page: &Page, name: &str, bytes: &str) -> Outcome {
    let give = format!(
        "((input) => {{
            const transfer = new DataTransfer();
            transfer.items.add(new File([{bytes}], '{name}'));
            input.files = transfer.files;
            input.dispatchEvent(new Event('change'));
        }})(view.querySelector('#own-file'))"
    );
    page.eval(&inside(&give)).await.map(drop)
}

#[tokio::test]
async fn files_are_read_in_the_encoding_they_have() -> Outcome {
    let utf16 = "new Uint16Array([0xfeff, ...Array.from({ length: 6 }, (_, at) => 'Été 🙂'.charCodeAt(at))])";
    let latin = "new Uint8Array([0xc9, 0x6c, 0x79, 0x73, 0xe9, 0x65])";
    read("/", async |page| {
        for (bytes, expected) in [("'Élysée 1'", "Élysée 1"), (latin, "Élysée"), (utf16, "Été 🙂")] {
            page.click("news-gloss >>> .own").await?;
            open_file(page, "a.txt", bytes).await?;
            page.wait_until(&format!("document.querySelector('article').textContent === {}", json!(expected))).await?;
        }
        let says =
            |words: &str| inside(&format!("view.querySelector('dialog .message').textContent.includes('{words}')"));
        page.click("news-gloss >>> .own").await?;
        open_file(page, "picture.png", "new Uint8Array([0x89, 0x50, 0, 0, 1])").await?;
        page.wait_until(&says("not a text file")).await?;
        open_file(page, "huge.txt", "new Uint8Array(13 * 1024 * 1024).fill(65)").await?;
        page.wait_until(&says("13 MB")).await
    })
    .await
}

#[tokio::test]
async fn a_text_dropped_on_the_page_is_opened() -> Outcome {
    read("/", async |page| {
        page.eval(
            "((dataTransfer) => {
                dataTransfer.items.add(new File(['Flood in Ghana\\n\\nACCRA — Rain fell on Accra.'], 'a.txt'));
                const event = new DragEvent('drop', { bubbles: true, composed: true, cancelable: true, dataTransfer });
                document.querySelector('article p').dispatchEvent(event);
            })(new DataTransfer())",
        )
        .await?;
        page.wait_until("document.querySelector('article h1')?.textContent === 'Flood in Ghana'").await
    })
    .await
}

#[tokio::test]
async fn a_long_text_is_read_without_stopping_the_page() -> Outcome {
    let one_line = "'Kassim-Jomart Tokayev spoke in Almaty '.repeat(25000)";
    let many_paragraphs = "'Envoys of France met in Geneva on Monday.\\n\\n'.repeat(8000)";
    read("/", async |page| {
        for text in [one_line, many_paragraphs] {
            page.click("news-gloss >>> .own").await?;
            page.eval(&inside(&format!("view.querySelector('textarea').value = {text}"))).await?;
            page.click("news-gloss >>> dialog .primary").await?;
            page.wait_until(&inside("view.querySelector('progress').hidden && view.querySelector('.name')")).await?;
        }
        page.press('n').await?;
        assert_eq!(drawn(page, "current").await?.len(), 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nothing_moves_when_the_view_arrives() -> Outcome {
    for (width, height) in [(1280, 900), (390, 800)] {
        visit("/test/blank.html", async |page| {
            page.resize(width, height).await?;
            page.goto("/").await?;
            wait_for_names(page).await?;
            assert_eq!(page.layout_shifts().await?, [""; 0], "at {width} pixels");
            Ok(())
        })
        .await?;
    }
    Ok(())
}

/// How a reader has the browser show pages.
enum Look {
    Media(&'static str, &'static str),
    /// The view in a language that is written from right to left.
    Arabic,
    Zoomed,
}

const LOOKS: [Look; 6] = [
    Look::Media("prefers-color-scheme", "light"),
    Look::Media("prefers-color-scheme", "dark"),
    Look::Media("forced-colors", "active"),
    Look::Media("prefers-reduced-motion", "reduce"),
    Look::Arabic,
    Look::Zoomed,
];

impl Look {
    async fn put_on(&self, page: &Page) -> Outcome {
        match self {
            Look::Media(name, value) => page.emulate(&[(name, value)]).await,
            Look::Arabic => {
                page.eval("document.querySelector('news-gloss').lang = 'ar'").await?;
                page.wait_until(&inside("view.querySelector('[role=tab]')?.textContent === 'الأسماء'")).await?;
                page.wait_until(&inside("view.querySelectorAll('.name').length > 5")).await
            }
            Look::Zoomed => page.zoom(2, 1280, 900).await,
        }
    }
}

/// Nothing sticks out, so that a reader scrolls in one direction only.
const FITS: &str = "document.documentElement.scrollWidth <= document.documentElement.clientWidth";

#[tokio::test]
async fn no_one_is_shut_out_in_any_look() -> Outcome {
    for look in LOOKS {
        read("/", async |page| {
            look.put_on(page).await?;
            page.axe_and_targets().await?;
            assert_eq!(page.eval(FITS).await?, true);
            if matches!(look, Look::Zoomed) {
                // One panel at a time, as on a telephone.
                page.click("news-gloss >>> .bar [aria-controls=names]").await?;
                page.axe_and_targets().await?;
                page.click("news-gloss >>> .name").await?;
                return page.axe_and_targets().await;
            }
            page.click("news-gloss >>> .name").await?;
            page.click("news-gloss >>> .chip.norp").await?;
            page.click("news-gloss >>> .sentence").await?;
            page.axe_and_targets().await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn no_one_is_shut_out_of_the_element_in_any_look() -> Outcome {
    for look in LOOKS {
        read("/embed/", async |page| {
            look.put_on(page).await?;
            page.axe_and_targets().await?;
            page.click("news-gloss >>> .about-bar").await?;
            page.axe_and_targets().await?;
            page.click("news-gloss >>> .name").await?;
            page.press('i').await?;
            page.wait_until(&inside("view.querySelector('.card').checkVisibility()")).await?;
            page.axe_and_targets().await?;
            assert_eq!(page.eval(FITS).await?, true);
            page.press(Key::Escape).await?;
            for tab in ["timeline", "figures", "quotes"] {
                page.click(&format!("news-gloss >>> #{tab}-tab")).await?;
                page.axe_and_targets().await?;
            }
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn on_a_narrow_screen_one_panel_at_a_time_opens_over_the_text() -> Outcome {
    visit("/test/blank.html", async |page| {
        page.resize(390, 800).await?;
        page.goto("/").await?;
        wait_for_names(page).await?;
        let shown = inside("[...view.querySelectorAll('.panels section')].filter((panel) => panel.checkVisibility()).map(({ id }) => id)");
        for id in ["summary", "names", "timeline", "figures", "quotes", "source"] {
            if matches!(id, "quotes" | "source") {
                page.click("news-gloss >>> .more-sheets").await?;
            }
            page.click(&format!("news-gloss >>> .bar [aria-controls={id}]")).await?;
            assert_eq!(page.eval(&shown).await?, json!([id]));
            assert!(page.path().await?.contains(&format!("panel={id}")));
            page.axe().await?;
        }
        page.click("news-gloss >>> .bar [aria-controls=names]").await?;
        page.click("news-gloss >>> .name").await?;
        assert_eq!(page.count("news-gloss >>> .bar [aria-expanded=true]").await?, 0);
        assert_eq!(page.eval(&inside("view.querySelector('.stepper').checkVisibility()")).await?, true);
        assert_eq!(page.eval("document.documentElement.scrollWidth <= innerWidth").await?, true);
        page.axe().await
    })
    .await
}

/// Whether the focus can be seen where it is.
const FOCUS_IS_SEEN: &str = "((element) => {
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (element === document.body) return true;
    return element.matches(':focus-visible') && getComputedStyle(element).outlineStyle !== 'none';
})(document.activeElement)";

#[tokio::test]
async fn the_keyboard_alone_reaches_everything() -> Outcome {
    read("/", async |page| {
        let mut stops = Vec::new();
        for _ in 0..40 {
            page.press(Key::Tab).await?;
            let stop = focused(page).await?;
            assert_eq!(page.eval(FOCUS_IS_SEEN).await?, true, "the focus on {stop} cannot be seen");
            if stop.starts_with("body") {
                break;
            }
            stops.push(stop);
        }
        let wanted = [
            "select.",
            "button.own",
            "input.",
            "button.sentence",
            "button.chip person",
            "input.search",
            "button.name",
            "summary.",
        ];
        for wanted in wanted {
            assert!(stops.iter().any(|stop| stop == wanted), "{wanted} is not among {stops:?}");
        }
        page.press('/').await?;
        page.press(Key::Tab).await?;
        page.press(Key::Down).await?;
        page.press(Key::Enter).await?;
        assert_eq!(drawn(page, "current").await?.len(), 1);
        assert_eq!(focused(page).await?, "button.name", "the focus stays in the list");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn single_keys_can_be_switched_off() -> Outcome {
    read("/", async |page| {
        page.eval(&inside("view.querySelector('.keys').open = true")).await?;
        page.click("news-gloss >>> .keys input").await?;
        page.press('n').await?;
        assert!(drawn(page, "current").await?.is_empty());
        page.goto("/?again").await?;
        wait_for_names(page).await?;
        page.press('n').await?;
        assert!(drawn(page, "current").await?.is_empty(), "the choice is remembered");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn without_the_module_the_article_stays_and_says_so() -> Outcome {
    visit("/test/blank.html", async |page| {
        page.block(&["*newsgloss-view.wasm*", "*inline*"]).await?;
        page.goto("/").await?;
        page.wait_for("news-gloss[data-failed]").await?;
        assert!(page.text("news-gloss >>> [role=alert]").await?.contains("could not be loaded"));
        assert!(page.count("article p").await? > 10);
        page.axe().await
    })
    .await
}

#[tokio::test]
async fn without_the_model_there_is_a_summary_and_a_word_about_the_names() -> Outcome {
    visit("/test/blank.html", async |page| {
        page.block(&["*newsgloss.model*", "*inline*"]).await?;
        page.goto("/").await?;
        page.wait_until(&inside("view?.querySelector('.notice')?.hidden === false")).await?;
        assert!(page.text("news-gloss >>> .notice").await?.contains("Names cannot be shown"));
        assert_eq!(page.count("news-gloss >>> .sentence").await?, 3);
        page.axe().await
    })
    .await
}

#[tokio::test]
async fn without_the_highlight_api_names_are_marked_and_no_character_changes() -> Outcome {
    visit("/test/blank.html", async |page| {
        page.take_highlights().await?;
        page.goto("/").await?;
        let before = page.text("article").await?;
        wait_for_names(page).await?;
        assert!(page.count("article mark").await? > 50);
        assert_eq!(page.text("article").await?, before);
        page.click("news-gloss >>> .group.loc .name").await?;
        assert_eq!(page.count("article mark.newsgloss-current").await?, 1);
        assert!(page.count("article mark.newsgloss-chosen").await? > 1);
        page.click("article mark.newsgloss-person").await?;
        assert_eq!(page.count("article mark.newsgloss-current.newsgloss-person").await?, 1);
        page.axe().await
    })
    .await
}

#[tokio::test]
async fn an_element_that_leaves_takes_its_drawings_along() -> Outcome {
    read("/", async |page| {
        let cycles = "(async () => {
            const element = document.querySelector('news-gloss');
            const parent = element.parentNode;
            for (let cycle = 0; cycle < 25; cycle += 1) {
                element.remove();
                if (CSS.highlights.size !== 0) throw new Error(`${CSS.highlights.size} highlights are left`);
                const ready = new Promise((done) => element.addEventListener('news-gloss-ready', done, { once: true }));
                parent.append(element);
                await ready;
            }
            return CSS.highlights.size > 2;
        })()";
        assert_eq!(page.eval(cycles).await?, true);
        page.press('n').await?;
        assert_eq!(drawn(page, "current").await?.len(), 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_view_comes_back_after_the_engine_has_failed() -> Outcome {
    read("/", async |page| {
        page.expect_log("the engine failed and is replaced");
        page.eval(
            "(() => {
                const error = new WebAssembly.RuntimeError('unreachable');
                window.dispatchEvent(new ErrorEvent('error', { error, message: error.message, cancelable: true }));
            })()",
        )
        .await?;
        wait_for_names(page).await?;
        page.press('n').await?;
        page.wait_until("CSS.highlights.get('newsgloss-current')?.size === 1").await
    })
    .await
}

#[tokio::test]
async fn pictures_are_taken_for_people_to_look_at() -> Outcome {
    for (name, width, height, scheme) in
        [("wide", 1360, 900, "light"), ("dark", 1360, 900, "dark"), ("narrow", 390, 844, "light")]
    {
        visit("/test/blank.html", async |page| {
            page.resize(width, height).await?;
            page.emulate(&[("prefers-color-scheme", scheme)]).await?;
            page.goto("/").await?;
            wait_for_names(page).await?;
            page.screenshot(name).await?;
            if name == "narrow" {
                page.click("news-gloss >>> .bar [aria-controls=summary]").await?;
            }
            page.eval(&inside("[...view.querySelectorAll('.tool')][1].click()")).await?;
            page.screenshot(&format!("{name}-summary")).await
        })
        .await?;
    }
    Ok(())
}

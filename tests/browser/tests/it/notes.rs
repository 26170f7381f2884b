//! What the reader highlights and notes, that it is kept, and that it is found again.

use browser_tests::{Key, Outcome, Page};
use serde_json::{Value, json};

use crate::reader::{drawn, focused, inside, middle, mouse, open_text, read, texts, wait_for_names};

const TOOLBAR: &str = "news-gloss >>> .note-toolbar";

/// Puts records where annotations are kept, as a visit before this one would have left them.
const KEEP: &str = "new Promise((done, fail) => {
    const request = indexedDB.open('newsgloss', 1);
    request.onerror = fail;
    request.onsuccess = () => {
        const transaction = request.result.transaction('annotations', 'readwrite');
        for (const record of RECORDS) transaction.objectStore('annotations').put(record);
        transaction.oncomplete = () => { request.result.close(); done(); };
    };
})";

/// Selects so many characters at the start of a paragraph, and waits for the toolbar.
pub(crate) async fn select(page: &Page, paragraph: usize, length: usize) -> Outcome<String> {
    let script = format!(
        "((text) => {{
            getSelection().setBaseAndExtent(text, 0, text, {length});
            return String(getSelection());
        }})(document.querySelectorAll('article p')[{paragraph}].firstChild)"
    );
    let selected = page.eval(&script).await?;
    page.wait_for(&format!("{TOOLBAR}:not([hidden]) .swatch[aria-pressed=false]:nth-child(2)")).await?;
    Ok(selected.as_str().unwrap_or_default().trim().to_owned())
}

/// Presses a button of the toolbar.
pub(crate) async fn tool(page: &Page, label: &str) -> Outcome {
    let press = format!(
        "[...view.querySelectorAll('.note-toolbar button:not([hidden])')].find(({{ textContent }}) => textContent === {}).click()",
        json!(label)
    );
    page.eval(&inside(&press)).await.map(drop)
}

/// Brings a file of notes in.
pub(crate) async fn bring(page: &Page, text: &str) -> Outcome {
    let script = format!(
        "((input) => {{
            const data = new DataTransfer();
            data.items.add(new File([{}], 'notes.jsonld'));
            input.files = data.files;
            input.dispatchEvent(new Event('change'));
        }})(view.querySelector('#notes-file'))",
        json!(text)
    );
    page.eval(&inside(&script)).await.map(drop)
}

/// What is kept of the annotations, once the last change is.
pub(crate) async fn kept(page: &Page) -> Outcome<Vec<Value>> {
    let all = "new Promise((done, fail) => {
        const request = indexedDB.open('newsgloss', 1);
        request.onerror = fail;
        request.onsuccess = () => {
            const all = request.result.transaction('annotations').objectStore('annotations').getAll();
            all.onsuccess = () => { request.result.close(); done(all.result); };
        };
    })";
    Ok(serde_json::from_value(page.eval(all).await?)?)
}

/// Waits until what is kept is so.
pub(crate) async fn wait_until_kept(page: &Page, is: impl Fn(&[Value]) -> bool) -> Outcome {
    for _ in 0..200 {
        if is(&kept(page).await?) {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    Err(format!("this is kept: {:?}", kept(page).await?).into())
}

async fn first_document(page: &Page) -> Outcome<String> {
    let id = page.eval("import('/index.js').then(({ documents }) => documents()[0].id)").await?;
    Ok(format!("bundled:{}", id.as_str().unwrap_or_default()))
}

#[tokio::test]
async fn highlights_notes_and_tags_survive_a_reload() -> Outcome {
    read("/", async |page| {
        let article = page.text("article").await?;
        let first = select(page, 1, 40).await?;
        page.axe().await?;
        page.screenshot("notes-toolbar").await?;
        tool(page, "Question").await?;
        assert_eq!(drawn(page, "question").await?, [first.as_str()]);
        assert_eq!(texts(page, ".note-toolbar [aria-pressed=true]").await?, ["Question"]);
        page.press(Key::Escape).await?;
        let second = select(page, 2, 25).await?;
        tool(page, "Note").await?;
        assert_eq!(focused(page).await?, "textarea.", "one goes on to write");
        page.type_keys("*Is* it so?").await?;
        page.press(Key::Tab).await?;
        page.type_keys("to check, budget").await?;
        page.axe().await?;
        page.screenshot("notes-editor").await?;
        wait_until_kept(page, |kept| kept.len() == 2 && kept.iter().any(|a| a["tags"] == "to check\nbudget")).await?;
        page.press(Key::Escape).await?;
        assert_eq!(focused(page).await?, "button.edit");
        page.screenshot("notes-list").await?;
        page.axe().await?;
        page.goto("/?again#panel=notes").await?;
        wait_for_names(page).await?;
        page.wait_for("news-gloss >>> #notes .note").await?;
        assert_eq!(drawn(page, "question").await?, [first.as_str()]);
        assert_eq!(drawn(page, "important").await?, [second.as_str()]);
        assert_eq!(texts(page, "#notes .important .written").await?, ["Is it so?"]);
        assert_eq!(texts(page, "#notes .important .written em").await?, ["Is"]);
        assert_eq!(texts(page, "#notes .important .tag").await?, ["to check", "budget"]);
        assert_eq!(page.text("article").await?, article, "the article is not touched");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_done_can_be_undone_and_is_kept_either_way() -> Outcome {
    read("/#panel=notes", async |page| {
        let words = select(page, 1, 15).await?;
        page.press('h').await?;
        assert_eq!(drawn(page, "important").await?, [words.as_str()]);
        page.click("news-gloss >>> #notes .edit").await?;
        let delete =
            "[...view.querySelectorAll('.editor .tool')].find((tool) => tool.textContent === 'Delete').click()";
        page.eval(&inside(delete)).await?;
        assert!(drawn(page, "important").await?.is_empty());
        wait_until_kept(page, <[Value]>::is_empty).await?;
        assert_eq!(focused(page).await?, "button.tool", "the focus is where it can be undone");
        page.press(Key::Enter).await?;
        assert_eq!(drawn(page, "important").await?, [words.as_str()]);
        page.press('h').await?;
        page.click("news-gloss >>> #notes .place").await?;
        assert_eq!(drawn(page, "point").await?, [words.as_str()]);
        let (x, y) = middle(page, "point", 0).await?;
        page.click("news-gloss >>> #notes .place").await?;
        mouse(page, &["mousePressed", "mouseReleased"], x, y).await?;
        // A name is in it, whose card comes first and leads on.
        page.wait_for("news-gloss >>> .card:not([hidden])").await?;
        page.click("news-gloss >>> .card .noted").await?;
        page.wait_for(&format!("{TOOLBAR}:not([hidden]) .important[aria-pressed=true]")).await?;
        assert_eq!(drawn(page, "held").await?, [words.as_str()]);
        tool(page, "Doubt").await?;
        assert_eq!(drawn(page, "doubt").await?, [words.as_str()]);
        wait_until_kept(page, |kept| kept.len() == 1 && kept[0]["colour"] == "doubt").await
    })
    .await
}

#[tokio::test]
async fn what_the_text_no_longer_has_is_told_from_what_has_changed() -> Outcome {
    read("/#panel=notes", async |page| {
        let document = first_document(page).await?;
        let quote = page.eval(
            "import('/index.js').then(({ describe }) => {
                const text = document.querySelectorAll('article p')[3].textContent;
                const words = text.split(' ').slice(2, 16);
                return { exact: words.join(' '), old: [...words.slice(0, 6), 'indeed', ...words.slice(7)].join(' ') };
            })",
        );
        let quote = quote.await?;
        let gone = "Nothing like these words about purple elephants was ever in the article";
        let records = json!([
            { "document": document, "id": "a", "stamp": "1", "exact": quote["exact"], "colour": "agree" },
            { "document": document, "id": "b", "stamp": "1", "exact": quote["old"], "colour": "question" },
            { "document": document, "id": "c", "stamp": "1", "exact": gone, "colour": "doubt", "note": "where is it?" },
        ]);
        page.eval(&KEEP.replace("RECORDS", &records.to_string())).await?;
        page.goto("/?again#panel=notes").await?;
        wait_for_names(page).await?;
        page.wait_for("news-gloss >>> #notes .note").await?;
        assert_eq!(drawn(page, "agree").await?, [quote["exact"].as_str().unwrap_or_default()]);
        assert_eq!(drawn(page, "question").await?.len(), 1);
        let was = texts(page, "#notes .question .was").await?;
        assert!(was[0].contains("indeed"), "{was:?}");
        assert_eq!(texts(page, "#notes .group .doubt .excerpt").await?, [gone]);
        page.axe().await?;
        page.screenshot("notes-changed").await?;
        page.click("news-gloss >>> #notes .question .edit").await?;
        let keep = "[...view.querySelectorAll('.editor .tool')].find((tool) => tool.textContent === 'Keep the new wording').click()";
        page.eval(&inside(keep)).await?;
        assert_eq!(page.count("news-gloss >>> #notes .was").await?, 0);
        page.click("news-gloss >>> #notes .doubt .edit").await?;
        let attach = "[...view.querySelectorAll('.editor .tool')].find((tool) => tool.textContent === 'Attach to other words').click()";
        page.eval(&inside(attach)).await?;
        let script = "((text) => getSelection().setBaseAndExtent(text, 0, text, 20))(document.querySelectorAll('article p')[1].firstChild)";
        page.eval(script).await?;
        page.wait_for(&format!("{TOOLBAR}:not([hidden])")).await?;
        tool(page, "Attach here").await?;
        assert_eq!(drawn(page, "doubt").await?.len(), 1);
        assert_eq!(page.count("news-gloss >>> #notes .group").await?, 0);
        wait_until_kept(page, |kept| kept.iter().filter(|a| a["byte"].is_string()).count() == 2).await
    })
    .await
}

#[tokio::test]
async fn two_tabs_lose_nothing_of_one_another() -> Outcome {
    read("/#panel=notes", async |page| {
        let document = first_document(page).await?;
        select(page, 1, 8).await?;
        page.press('h').await?;
        wait_until_kept(page, |kept| kept.len() == 1).await?;
        let mut other = kept(page).await?[0].clone();
        // Another tab writes, and is not heard here.
        other["stamp"] = "theirs".into();
        other["tags"] = "theirs".into();
        page.eval(&KEEP.replace("RECORDS", &json!([other]).to_string())).await?;
        page.click("news-gloss >>> .note-toolbar .doubt").await?;
        wait_until_kept(page, |kept| kept[0]["colour"] == "doubt" && kept[0]["tags"] == "theirs").await?;
        page.wait_for("news-gloss >>> #notes .doubt .tag").await?;
        // Two notes on the same words are two notes.
        let mut other = kept(page).await?[0].clone();
        other["stamp"] = "theirs again".into();
        other["note"] = "their note".into();
        page.eval(&KEEP.replace("RECORDS", &json!([other]).to_string())).await?;
        page.click("news-gloss >>> #notes .edit").await?;
        page.type_keys("my note").await?;
        wait_until_kept(page, |kept| {
            let mut notes: Vec<_> = kept.iter().filter_map(|a| a["note"].as_str()).collect();
            notes.sort_unstable();
            notes == ["my note", "their note"]
        })
        .await?;
        let line =
            ["x", "s", "<img src=x onerror=alert(1)>", "", "", "", "agree", "<b>no</b>", "", "", ""].join("\u{1f}");
        let tell = |document: &str| {
            let message = json!({ "document": document, "id": "x", "line": line });
            format!("new BroadcastChannel('newsgloss-annotations').postMessage({message})")
        };
        page.eval(&tell("bundled:none")).await?;
        page.eval(&tell(&document)).await?;
        page.wait_for("news-gloss >>> #notes .agree").await?;
        assert_eq!(texts(page, "#notes .agree .excerpt").await?, ["<img src=x onerror=alert(1)>"]);
        assert_eq!(page.count("news-gloss >>> #notes img, news-gloss >>> #notes b").await?, 0);
        assert_eq!(page.count("news-gloss >>> #notes .agree.note").await?, 1);
        page.axe().await
    })
    .await
}

#[tokio::test]
async fn a_tab_that_wakes_shows_what_another_has_done() -> Outcome {
    read("/#panel=notes", async |page| {
        select(page, 1, 8).await?;
        page.press('h').await?;
        page.press(Key::Escape).await?;
        select(page, 2, 8).await?;
        page.press('h').await?;
        wait_until_kept(page, |kept| kept.len() == 2).await?;
        let records = kept(page).await?;
        let mut changed = records[0].clone();
        changed["stamp"] = "theirs".into();
        changed["note"] = "from another tab".into();
        let (mut added, id) = (records[1].clone(), records[1]["id"].clone());
        added["stamp"] = "theirs too".into();
        added["id"] = "theirs".into();
        added["colour"] = "doubt".into();
        // Another tab writes while this one sleeps: nothing is heard of it.
        let write = json!({ "put": [changed, added], "drop": [records[1]["document"], id] });
        let script = format!(
            "new Promise((done, fail) => {{
                const {{ put, drop }} = {write};
                const request = indexedDB.open('newsgloss', 1);
                request.onerror = fail;
                request.onsuccess = () => {{
                    const transaction = request.result.transaction('annotations', 'readwrite');
                    for (const record of put) transaction.objectStore('annotations').put(record);
                    transaction.objectStore('annotations').delete(drop);
                    transaction.oncomplete = () => {{ request.result.close(); done(); }};
                }};
            }})"
        );
        page.eval(&script).await?;
        assert_eq!(drawn(page, "important").await?.len(), 2);
        page.eval("document.dispatchEvent(new Event('visibilitychange'))").await?;
        page.wait_for("news-gloss >>> #notes .doubt").await?;
        assert_eq!(texts(page, "#notes .important .written").await?, ["from another tab"]);
        assert_eq!(drawn(page, "important").await?.len(), 1);
        assert_eq!(drawn(page, "doubt").await?.len(), 1);
        // What was taken over can be changed here, and nothing of it is lost.
        page.click("news-gloss >>> #notes .important .edit").await?;
        page.eval(&inside("view.querySelector('#tags').focus()")).await?;
        page.type_keys("mine").await?;
        page.press(Key::Escape).await?;
        wait_until_kept(page, |kept| {
            kept.len() == 2 && kept.iter().any(|a| a["note"] == "from another tab" && a["tags"] == "mine")
        })
        .await
    })
    .await
}

#[tokio::test]
async fn the_list_can_be_filtered() -> Outcome {
    read("/#panel=notes", async |page| {
        page.screenshot("notes-empty").await?;
        page.axe().await?;
        let document = first_document(page).await?;
        let record = |id: &str, colour: &str, note: &str, tags: &str| {
            json!({ "document": document, "id": id, "stamp": "1", "exact": format!("words {id}"), "colour": colour, "note": note, "tags": tags })
        };
        let records = json!([
            record("a", "agree", "Straße", "budget\nwar"),
            record("b", "doubt", "", "war"),
            record("c", "doubt", "no", ""),
        ]);
        page.eval(&KEEP.replace("RECORDS", &records.to_string())).await?;
        page.goto("/?again#panel=notes").await?;
        wait_for_names(page).await?;
        page.wait_for("news-gloss >>> #notes .note").await?;
        let options = texts(page, "#notes select option").await?;
        assert_eq!(options, ["All", "Doubt", "Agree", "With a note", "No longer in the text", "budget", "war"]);
        let listed = async |expected: &[&str]| -> Outcome {
            assert_eq!(texts(page, "#notes .note .excerpt").await?, expected);
            Ok(())
        };
        let choose = |value: &str| {
            inside(&format!("((select) => {{ select.value = '{value}'; select.dispatchEvent(new Event('change')); }})(view.querySelector('#notes select'))"))
        };
        page.eval(&choose("doubt")).await?;
        listed(&["words b", "words c"]).await?;
        page.type_into("news-gloss >>> #notes .search", "WAR").await?;
        listed(&["words b"]).await?;
        page.eval(&choose("#budget")).await?;
        listed(&["words a"]).await?;
        page.type_into("news-gloss >>> #notes .search", "x").await?;
        listed(&[]).await?;
        assert!(page.text("news-gloss >>> #notes .empty").await?.contains("None of your notes"));
        page.axe().await
    })
    .await
}

#[tokio::test]
async fn a_list_of_thousands_is_drawn_a_part_at_a_time() -> Outcome {
    read("/#panel=notes", async |page| {
        let document = first_document(page).await?;
        let words = page.eval("document.querySelectorAll('article p')[1].textContent.slice(0, 20)").await?;
        let record = |at: usize, exact: &Value| {
            json!({ "document": document, "id": format!("n{at:05}"), "stamp": "1", "exact": exact, "colour": "agree", "note": format!("number {at}") })
        };
        let placed = (0..1500).map(|at| record(at, &words));
        let gone = (1500..2500).map(|at| record(at, &json!("purple elephants that nobody ever wrote about")));
        let records: Vec<Value> = placed.chain(gone).collect();
        page.eval(&KEEP.replace("RECORDS", &json!(records).to_string())).await?;
        page.goto("/?again#panel=notes").await?;
        wait_for_names(page).await?;
        let listed = |count: usize| inside(&format!("view.querySelectorAll('#notes .note').length === {count}"));
        page.wait_until(&listed(1060)).await?;
        page.eval(&inside("view.querySelector('#notes .more').click()")).await?;
        page.wait_until(&listed(2500)).await?;
        let numbers: Vec<String> = (0..2500).map(|at| format!("number {at}")).collect();
        assert_eq!(texts(page, "#notes .note .written").await?, numbers);
        // A change draws the one row anew.
        page.eval(&inside("view.querySelectorAll('#notes .note').forEach((row) => { row.old = true; })")).await?;
        page.eval(&inside("view.querySelectorAll('#notes .edit')[700].click()")).await?;
        page.type_keys("!").await?;
        page.press(Key::Escape).await?;
        page.wait_until(&inside("view.querySelectorAll('#notes .written')[700].textContent === 'number 700!'")).await?;
        let new = "[...view.querySelectorAll('#notes .note')].flatMap(({ old }, at) => old ? [] : [at])";
        assert_eq!(page.eval(&inside(new)).await?, json!([700]));
        let stops = "[...view.querySelectorAll('#notes .places .place, #notes .places .more')].filter(({ tabIndex }) => tabIndex === 0).length";
        assert_eq!(page.eval(&inside(stops)).await?, 1, "the list is one stop of the Tab key");
        page.type_into("news-gloss >>> #notes .search", "number 70").await?;
        page.wait_until(&listed(11)).await?;
        page.eval(&inside("((search) => { search.value = ''; search.dispatchEvent(new Event('input')); })(view.querySelector('#notes .search'))")).await?;
        page.wait_until(&listed(2500)).await?;
        assert_eq!(texts(page, "#notes .note .written").await?[699..702], ["number 699", "number 700!", "number 701"]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_cannot_be_kept_is_said_and_tried_again() -> Outcome {
    read("/#panel=notes", async |page| {
        page.eval(
            "(() => {
                window.put = IDBObjectStore.prototype.put;
                IDBObjectStore.prototype.put = function () {
                    this.transaction.abort();
                    Object.defineProperty(this.transaction, 'error', { value: new DOMException('full', 'QuotaExceededError') });
                };
            })()",
        )
        .await?;
        select(page, 1, 30).await?;
        page.press('h').await?;
        page.wait_for("news-gloss >>> #notes .notice:not([hidden])").await?;
        assert!(page.text("news-gloss >>> #notes .notice").await?.contains("no room left"));
        assert!(page.text("news-gloss >>> [role=status]").await?.contains("could not be kept"));
        page.screenshot("notes-full").await?;
        page.axe().await?;
        page.eval("(() => { IDBObjectStore.prototype.put = window.put; })()").await?;
        page.press(Key::Escape).await?;
        select(page, 2, 30).await?;
        page.press('h').await?;
        wait_until_kept(page, |kept| kept.len() == 2).await?;
        page.wait_for("news-gloss >>> #notes .notice[hidden]").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_text_of_the_readers_own_keeps_its_notes() -> Outcome {
    let text =
        "The old bridge\n\nThe mayor said the old bridge will stay closed until the spring, to nobody's surprise.";
    read("/#panel=notes", async |page| {
        open_text(page, text).await?;
        let words = select(page, 0, 24).await?;
        page.press('h').await?;
        wait_until_kept(page, |kept| {
            kept.len() == 1 && kept[0]["document"].as_str().is_some_and(|d| d.starts_with("text:"))
        })
        .await?;
        page.goto("/?again#panel=notes").await?;
        wait_for_names(page).await?;
        assert_eq!(page.count("news-gloss >>> #notes .note").await?, 0);
        open_text(page, text).await?;
        page.wait_until("CSS.highlights.has('newsgloss-important')").await?;
        assert_eq!(drawn(page, "important").await?, [words.as_str()]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn notes_can_be_saved_and_brought_in_again() -> Outcome {
    read("/#panel=notes", async |page| {
        let words = select(page, 1, 15).await?;
        tool(page, "Note").await?;
        page.type_keys("one, \"two\"").await?;
        page.press(Key::Escape).await?;
        page.eval(
            "(() => {
                window.files = [];
                const create = URL.createObjectURL;
                URL.createObjectURL = (blob) => { window.files.push(blob); return create(blob); };
            })()",
        )
        .await?;
        page.eval(&inside("view.querySelector('.exchange').open = true")).await?;
        page.screenshot("notes-exchange").await?;
        page.axe().await?;
        let save = "view.querySelectorAll('.exchange .tool').forEach((button) => button.click())";
        page.eval(&inside(save)).await?;
        let files = page.eval("Promise.all(window.files.map((file) => file.text()))").await?;
        let files: Vec<String> = serde_json::from_value(files)?;
        assert_eq!(files.len(), 6);
        for file in &files[..4] {
            assert!(file.contains(&words) && file.contains("two"), "{file}");
        }
        assert!(files[0].contains("TextQuoteSelector"), "{}", files[0]);
        page.press_with(&[Key::Control], 'z').await?;
        page.press_with(&[Key::Control], 'z').await?;
        page.wait_until(&inside("!view.querySelector('#notes .note')")).await?;
        bring(page, &files[0]).await?;
        page.wait_for("news-gloss >>> #notes .note .written").await?;
        assert_eq!(drawn(page, "important").await?, [words.as_str()]);
        assert_eq!(texts(page, "#notes .written").await?, ["one, \"two\""]);
        assert_eq!(page.text("news-gloss >>> .exchange .said").await?, "1 note read.");
        bring(page, "no notes").await?;
        page.wait_until(&inside("view.querySelector('.exchange .said').textContent.includes('cannot') || view.querySelector('.exchange .said').textContent.startsWith('These are no notes')")).await?;
        page.axe().await
    })
    .await
}

#[tokio::test]
async fn notes_keep_to_a_narrow_screen_and_to_every_scheme() -> Outcome {
    read("/", async |page| {
        select(page, 1, 40).await?;
        tool(page, "Question").await?;
        for (name, features) in [
            ("light", &[][..]),
            ("dark", &[("prefers-color-scheme", "dark")][..]),
            ("forced", &[("forced-colors", "active")][..]),
        ] {
            page.emulate(features).await?;
            for (size, width, height) in [("wide", 1280, 900), ("narrow", 380, 800)] {
                page.resize(width, height).await?;
                page.press(Key::Escape).await?;
                select(page, 2, 30).await?;
                page.axe().await?;
                page.screenshot(&format!("notes-{name}-{size}-toolbar")).await?;
                page.press(Key::Escape).await?;
                page.eval("getSelection().removeAllRanges()").await?;
                page.press('c').await?;
                page.screenshot(&format!("notes-{name}-{size}-caret")).await?;
                page.axe().await?;
                page.press(Key::Escape).await?;
            }
        }
        let bar = inside(
            "[...view.querySelectorAll('.bar button')].find(({ textContent }) => textContent === 'More').click()",
        );
        page.emulate(&[]).await?;
        page.eval(&bar).await?;
        page.click("news-gloss >>> .bar [aria-controls=notes]").await?;
        page.wait_for("news-gloss >>> #notes .edit").await?;
        page.screenshot("notes-narrow-list").await?;
        page.axe().await?;
        page.click("news-gloss >>> #notes .edit").await?;
        page.screenshot("notes-narrow-editor").await?;
        let wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth";
        assert_eq!(page.eval(wide).await?, true, "nothing is wider than the screen");
        page.axe().await
    })
    .await
}

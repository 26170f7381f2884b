//! One page under test.

use crate::Outcome;
use crate::command::Command;
use crate::session::given;
use fantoccini::Client;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::wd::TimeoutConfiguration;
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

/// How long a page may take to become what a test waits for.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long an expected line of the log may take.
const LOG_PATIENCE: Duration = Duration::from_secs(5);

/// How often it is looked at meanwhile.
const PERIOD: Duration = Duration::from_millis(50);

/// Finds the elements of a selector in which `>>>` steps into shadow roots.
const FIND: &str = "
    const [selector] = arguments;
    let found = [document];
    for (const [i, part] of selector.split('>>>').entries()) {
        const roots = i === 0 ? found : found.map((element) => element.shadowRoot).filter(Boolean);
        found = roots.flatMap((root) => [...root.querySelectorAll(part.trim())]);
    }
    return found;";

/// A page in a browser of its own.
#[derive(Debug)]
pub struct Page {
    client: Client,
    site: String,
    expected: Vec<String>,
    /// What the log may hold besides.
    allowed: Vec<String>,
}

impl Page {
    pub(crate) fn new(client: Client, site: String) -> Self {
        Page { client, site, expected: Vec::new(), allowed: Vec::new() }
    }

    /// The WebDriver client, for what is not wrapped here.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Opens a path of the site, query and fragment included.
    ///
    /// # Errors
    ///
    /// If the browser cannot load it.
    pub async fn goto(&self, path: &str) -> Outcome {
        Ok(self.client.goto(&format!("{}{path}", self.site)).await?)
    }

    /// The site's own part of every address.
    pub fn site(&self) -> &str {
        &self.site
    }

    /// The address that the browser shows, without the site's own part.
    ///
    /// # Errors
    ///
    /// If the browser does not answer.
    pub async fn path(&self) -> Outcome<String> {
        let url = self.client.current_url().await?;
        Ok(url.as_str().strip_prefix(&self.site).unwrap_or(url.as_str()).to_string())
    }

    /// Every element that fits the selector.
    ///
    /// # Errors
    ///
    /// If the selector is malformed.
    pub async fn find_all(&self, selector: &str) -> Outcome<Vec<Element>> {
        let found = self.client.execute(FIND, vec![selector.into()]).await?;
        let ids =
            found.as_array().into_iter().flatten().filter_map(|element| element.as_object()?.values().next()?.as_str());
        Ok(ids.map(|id| Element::from_element_id(self.client.clone(), id.to_string().into())).collect())
    }

    /// The first element that fits the selector.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub async fn find(&self, selector: &str) -> Outcome<Element> {
        let first = self.find_all(selector).await?.into_iter().next();
        first.ok_or_else(|| format!("there is no {selector} on the page").into())
    }

    /// How many elements fit the selector.
    ///
    /// # Errors
    ///
    /// If the selector is malformed.
    pub async fn count(&self, selector: &str) -> Outcome<usize> {
        Ok(self.find_all(selector).await?.len())
    }

    /// Waits until an element fits the selector.
    ///
    /// # Errors
    ///
    /// If none does in time.
    pub async fn wait_for(&self, selector: &str) -> Outcome<Element> {
        let start = Instant::now();
        loop {
            match self.find(selector).await {
                Err(_) if start.elapsed() < PATIENCE => tokio::time::sleep(PERIOD).await,
                outcome => return outcome,
            }
        }
    }

    /// Waits until a JavaScript expression is true.
    ///
    /// # Errors
    ///
    /// If it does not become true in time.
    pub async fn wait_until(&self, expression: &str) -> Outcome {
        let start = Instant::now();
        while self.eval(&format!("Boolean({expression})")).await? != true {
            if start.elapsed() > PATIENCE {
                return Err(format!("this did not become true in {PATIENCE:?}: {expression}").into());
            }
            tokio::time::sleep(PERIOD).await;
        }
        Ok(())
    }

    /// Clicks the first element that fits the selector, as a reader would: it has to be visible.
    ///
    /// # Errors
    ///
    /// If there is none, or something covers it.
    pub async fn click(&self, selector: &str) -> Outcome {
        let clicked = self.find(selector).await?.click().await;
        clicked.map_err(|error| format!("clicking {selector}: {error}").into())
    }

    /// Types into the first element that fits the selector.
    ///
    /// # Errors
    ///
    /// If there is none, or it takes no text.
    pub async fn type_into(&self, selector: &str, text: &str) -> Outcome {
        Ok(self.find(selector).await?.send_keys(text).await?)
    }

    /// Presses and releases a key, wherever the focus is. [`crate::Key`] names the keys that are no characters.
    ///
    /// # Errors
    ///
    /// If the browser does not answer.
    pub async fn press(&self, key: impl Into<char>) -> Outcome {
        let value = key.into();
        let keys = KeyActions::new("keyboard".to_string());
        let keys = keys.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        Ok(self.client.perform_actions(keys).await?)
    }

    /// Presses a key while others are held down: `page.press_with(&[Key::Shift], Key::Right)`.
    ///
    /// # Errors
    ///
    /// If the browser does not answer.
    pub async fn press_with(&self, held: &[Key], key: impl Into<char>) -> Outcome {
        let value = key.into();
        let mut keys = KeyActions::new("keyboard".to_string());
        for key in held {
            keys = keys.then(KeyAction::Down { value: char::from(*key) });
        }
        keys = keys.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        for key in held {
            keys = keys.then(KeyAction::Up { value: char::from(*key) });
        }
        Ok(self.client.perform_actions(keys).await?)
    }

    /// Types a text wherever the focus is.
    ///
    /// # Errors
    ///
    /// If the browser does not answer.
    pub async fn type_keys(&self, text: &str) -> Outcome {
        for letter in text.chars() {
            self.press(letter).await?;
        }
        Ok(())
    }

    /// The text content of the first element that fits the selector, exactly as it is in the document.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub async fn text(&self, selector: &str) -> Outcome<String> {
        let text = self.find(selector).await?.prop("textContent").await?;
        Ok(text.unwrap_or_default())
    }

    /// The value of a JavaScript expression. It is awaited if it is a promise.
    ///
    /// # Errors
    ///
    /// If it throws.
    pub async fn eval(&self, expression: &str) -> Outcome<Value> {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             (async () => ({expression}))().then((value) => done({{ value }}), (error) => done({{ error: String(error) }}));"
        );
        let mut answer = self.client.execute_async(&script, Vec::new()).await?;
        match answer.get("error") {
            Some(error) => Err(format!("{error} in {expression}").into()),
            None => Ok(answer["value"].take()),
        }
    }

    /// Lets scripts run for minutes, as a benchmark's do.
    ///
    /// # Errors
    ///
    /// If the browser refuses it.
    pub async fn be_patient(&self) -> Outcome {
        let patience = TimeoutConfiguration::new(Some(Duration::from_secs(600)), None, None);
        Ok(self.client.update_timeouts(patience).await?)
    }

    /// Sets the size of the viewport, in CSS pixels.
    ///
    /// # Errors
    ///
    /// If the browser refuses it.
    pub async fn resize(&self, width: u32, height: u32) -> Outcome {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await.map(drop)
    }

    /// Enlarges the page as a reader's zoom does: by 2, half as many CSS pixels fill the same window.
    ///
    /// # Errors
    ///
    /// If the browser refuses it.
    pub async fn zoom(&self, factor: u32, width: u32, height: u32) -> Outcome {
        let (width, height) = (width / factor, height / factor);
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": factor, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await.map(drop)
    }

    /// Has media queries answer so: `("prefers-color-scheme", "dark")`, `("forced-colors", "active")`,
    /// `("prefers-reduced-motion", "reduce")`.
    ///
    /// # Errors
    ///
    /// If the browser refuses it.
    pub async fn emulate(&self, features: &[(&str, &str)]) -> Outcome {
        let features: Vec<_> = features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await.map(drop)
    }

    /// Shows the page as it would be printed.
    ///
    /// # Errors
    ///
    /// If the browser refuses it.
    pub async fn emulate_print(&self) -> Outcome {
        self.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await.map(drop)
    }

    /// Turns the page's scripts on or off, from the next load on. While they are off the page can be read and clicked,
    /// but nothing in it can be evaluated that waits.
    ///
    /// # Errors
    ///
    /// If the browser refuses it.
    pub async fn allow_scripts(&self, allowed: bool) -> Outcome {
        self.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": !allowed })).await.map(drop)
    }

    /// Has requests for these addresses fail, from the next load on; `*` stands for any characters. Expect the errors
    /// that this brings into the log.
    ///
    /// # Errors
    ///
    /// If the browser refuses it.
    pub async fn block(&self, addresses: &[&str]) -> Outcome {
        self.devtools("Network.enable", json!({})).await?;
        self.devtools("Network.setBlockedURLs", json!({ "urls": addresses })).await.map(drop)
    }

    /// Calls a method of the Chrome DevTools Protocol.
    ///
    /// # Errors
    ///
    /// If the browser refuses it.
    pub async fn devtools(&self, method: &str, parameters: Value) -> Outcome<Value> {
        let answer = self.client.issue_cmd(Command::devtools(method, parameters)).await;
        answer.map_err(|error| format!("{method}: {error}").into())
    }

    /// Has the pages that come without the CSS Custom Highlight API.
    ///
    /// # Errors
    ///
    /// If the browser refuses it.
    pub async fn take_highlights(&self) -> Outcome {
        let script = json!({ "source": "Object.defineProperty(CSS, 'highlights', { value: undefined })" });
        self.devtools("Page.addScriptToEvaluateOnNewDocument", script).await?;
        Ok(())
    }

    /// What has moved on the page without the reader's doing: how much, as the browser scores it, and which elements
    /// from where to where.
    ///
    /// # Errors
    ///
    /// If the browser does not answer.
    pub async fn layout_shifts(&self) -> Outcome<Vec<String>> {
        let shifts = self.eval(
            "new Promise((done) => {
                const found = [];
                const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ');
                const tell = ({ node, previousRect, currentRect }) =>
                    `${node?.localName ?? node?.nodeName} from ${place(previousRect)} to ${place(currentRect)}`;
                const add = (entries) => entries.filter(({ hadRecentInput }) => !hadRecentInput)
                    .forEach(({ value, sources }) => found.push(`${value}: ${sources.map(tell).join(', ')}`));
                const observer = new PerformanceObserver((list) => add(list.getEntries()));
                observer.observe({ type: 'layout-shift', buffered: true });
                setTimeout(() => { add(observer.takeRecords()); observer.disconnect(); done(found); }, 100);
            })",
        );
        Ok(serde_json::from_value(shifts.await?)?)
    }

    /// Fails if axe-core finds anything on the page that keeps people out.
    ///
    /// # Errors
    ///
    /// What it found: the rule, why it matters, and where.
    pub async fn axe(&self) -> Outcome {
        self.axe_with("").await
    }

    /// The same, and fails too if something to press is smaller than a finger needs. What is half under a toolbar that
    /// the reader has just opened is not to be asked about.
    ///
    /// # Errors
    ///
    /// What it found.
    pub async fn axe_and_targets(&self) -> Outcome {
        self.axe_with("rules: { 'target-size': { enabled: true } }").await
    }

    async fn axe_with(&self, rules: &str) -> Outcome {
        let source = std::fs::read_to_string(given("NEWSGLOSS_AXE")?)?;
        // Evaluated by the driver and not by the page, so that the page's policy stays as strict as it is.
        self.client.execute(&source, Vec::new()).await?;
        const TELL: &str = "({ violations }) => violations.map(
            ({ id, help, nodes }) => `${id}: ${help}\\n${nodes.map(({ target }) => `    ${target.join(' >>> ')}`).join('\\n')}`)";
        let run = format!("axe.run(document, {{ resultTypes: ['violations'], {rules} }}).then({TELL})");
        let found = self.eval(&run);
        let found = found.await?;
        let violations: Vec<_> = found.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        if violations.is_empty() { Ok(()) } else { Err(format!("axe found\n  {}", violations.join("\n  ")).into()) }
    }

    /// Writes a picture of the viewport to `NAME.png` in the folder that `NEWSGLOSS_SCREENSHOTS` names.
    ///
    /// # Errors
    ///
    /// If the file cannot be written.
    pub async fn screenshot(&self, name: &str) -> Outcome {
        let folder = given("NEWSGLOSS_SCREENSHOTS")?;
        std::fs::create_dir_all(&folder)?;
        Ok(std::fs::write(Path::new(&folder).join(name).with_extension("png"), self.client.screenshot().await?)?)
    }

    /// Says that the log will hold a warning or an error with these words in it. If it does not, the test fails.
    pub fn expect_log(&mut self, words: &str) {
        self.expected.push(words.to_string());
    }

    /// Says that the log may hold a warning or an error with these words in it: not every browser writes one.
    pub fn allow_log(&mut self, words: &str) {
        self.allowed.push(words.to_string());
    }

    /// Fails if the log holds a warning or an error that was not expected, or lacks one that was. The browser writes it
    /// in its own time, so what is lacking is waited for.
    pub(crate) async fn check_log(&self) -> Outcome {
        let start = Instant::now();
        let mut grave = self.grave_log().await?;
        let lacks = |grave: &[String]| !self.expected.iter().all(|words| grave.iter().any(|said| said.contains(words)));
        while lacks(&grave) && start.elapsed() < LOG_PATIENCE {
            tokio::time::sleep(PERIOD).await;
            grave.extend(self.grave_log().await?);
        }
        let surprises = grave
            .iter()
            .filter(|message| !self.expected.iter().chain(&self.allowed).any(|words| message.contains(words)));
        let surprises = surprises.map(|message| format!("the browser's log holds: {message}"));
        let missing = self.expected.iter().filter(|words| !grave.iter().any(|message| message.contains(*words)));
        let missing = missing.map(|words| format!("the browser's log does not hold: {words}"));
        let faults: Vec<String> = surprises.chain(missing).collect();
        if faults.is_empty() { Ok(()) } else { Err(faults.join("\n").into()) }
    }

    /// The warnings and errors that the log has got since it was last asked for.
    async fn grave_log(&self) -> Outcome<Vec<String>> {
        let log = self.client.issue_cmd(Command::browser_log()).await?;
        let entries = log.as_array().into_iter().flatten();
        let grave = entries.filter(|entry| entry["level"] == "SEVERE" || entry["level"] == "WARNING");
        Ok(grave.filter_map(|entry| entry["message"].as_str()).map(str::to_owned).collect())
    }
}

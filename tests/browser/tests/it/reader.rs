//! What the tests of the view share.

use browser_tests::{Outcome, Page, visit};
use serde_json::{Value, json};

/// Opens an address of the page and waits until the names of its document are shown.
pub(crate) async fn read(path: &str, test: impl AsyncFnOnce(&mut Page) -> Outcome) -> Outcome {
    visit(path, async |page| {
        wait_for_names(page).await?;
        test(page).await
    })
    .await
}

pub(crate) async fn wait_for_names(page: &Page) -> Outcome {
    let status = "document.querySelector('news-gloss')?.shadowRoot?.querySelector('[role=status]')";
    page.wait_until(&format!("{status}?.textContent.includes(' found.')")).await
}

/// An expression over `view`, the element's shadow root.
pub(crate) fn inside(expression: &str) -> String {
    format!("((view) => {expression})(document.querySelector('news-gloss').shadowRoot)")
}

/// The texts that are drawn in one style.
pub(crate) async fn drawn(page: &Page, style: &str) -> Outcome<Vec<String>> {
    let ranges = format!(
        "[...(CSS.highlights.get('newsgloss-{style}') ?? [])].map((range) => {{
            if (range.startContainer !== range.endContainer) throw new Error('a range over two nodes');
            return range.startContainer.data.slice(range.startOffset, range.endOffset);
        }})"
    );
    strings(page.eval(&ranges).await?)
}

pub(crate) fn strings(value: Value) -> Outcome<Vec<String>> {
    Ok(serde_json::from_value(value)?)
}

/// The element that has the focus, as `tag.class`.
pub(crate) async fn focused(page: &Page) -> Outcome<String> {
    let path = "((element) => {
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        return `${element?.localName}.${element?.className ?? ''}`;
    })(document.activeElement)";
    Ok(page.eval(path).await?.as_str().unwrap_or_default().to_owned())
}

/// Opens a text of the reader's own.
pub(crate) async fn open_text(page: &Page, text: &str) -> Outcome {
    page.click("news-gloss >>> .own").await?;
    page.eval(&inside(&format!("view.querySelector('textarea').value = {}", json!(text)))).await?;
    page.click("news-gloss >>> dialog .primary").await?;
    page.wait_until(&inside("view.querySelector('progress').hidden")).await
}

/// The texts of all elements inside the view that fit the selector.
pub(crate) async fn texts(page: &Page, selector: &str) -> Outcome<Vec<String>> {
    let texts = format!("[...view.querySelectorAll({})].map((element) => element.textContent)", json!(selector));
    strings(page.eval(&inside(&texts)).await?)
}

/// Where on the screen the middle is of what is drawn in one style, at that place of the list.
pub(crate) async fn middle(page: &Page, style: &str, at: usize) -> Outcome<(f64, f64)> {
    let middle = format!(
        "((range) => {{
            const live = new Range();
            live.setStart(range.startContainer, range.startOffset);
            live.setEnd(range.endContainer, range.endOffset);
            const {{ x, y, width, height }} = live.getClientRects()[0];
            return [x + width / 2, y + height / 2];
        }})([...CSS.highlights.get('newsgloss-{style}')][{at}])"
    );
    Ok(serde_json::from_value(page.eval(&middle).await?)?)
}

/// Moves the mouse to a point and does something there: `mouseMoved`, `mousePressed`, `mouseReleased`.
pub(crate) async fn mouse(page: &Page, doings: &[&str], x: f64, y: f64) -> Outcome {
    for doing in doings {
        let held = *doing == "mouseMoved";
        let button = if held { "none" } else { "left" };
        let event = json!({ "type": doing, "x": x, "y": y, "button": button, "clickCount": u8::from(!held) });
        page.devtools("Input.dispatchMouseEvent", event).await?;
    }
    Ok(())
}

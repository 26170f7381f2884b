//! The reader's annotations as a list that can be searched: each leads to its words.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlButtonElement, HtmlElement, HtmlInputElement, HtmlOptionElement, HtmlSelectElement};

use super::editor::{Editor, Field};
use super::exchange::Exchange;
use super::filter::{Filter, Kind};
use super::rows::{self, Rows};
use super::{FNV, Notes, Place, fnv, row};
use crate::annotation::{Annotation, Colour};
use crate::sort;
use crate::widget::dom::{self, Build, append, clear, command, el};
use crate::widget::labels;
use crate::widget::panels::{Panel, Scene};
use crate::widget::place::{self, Places};
use crate::widget::reading::fold;
use crate::widget::view::{Action, Dispatch};
use crate::widget::words::say;

/// The one list that can be unfolded.
const LIST: &str = "notes";

/// The notes panel.
pub(in crate::widget) struct NotesPanel {
    element: HtmlElement,
    /// Why something could not be kept.
    problem: Element,
    controls: Element,
    search: HtmlInputElement,
    kinds: HtmlSelectElement,
    tools: Element,
    undo: HtmlButtonElement,
    redo: HtmlButtonElement,
    note: Element,
    places: Places,
    /// The annotations that are in the text, in its order, and below them those that are no longer.
    placed: Rows,
    gone: Rows,
    /// What stands around the list of the latter: what comes before it, its group, and what comes after.
    middle: Element,
    group: Element,
    last: Element,
    editor: Editor,
    exchange: Exchange,
    _listeners: Vec<EventListener>,
}

impl NotesPanel {
    pub(in crate::widget) fn new(dispatch: &Dispatch) -> NotesPanel {
        let problem = el::<Element>("p", "notice").attr("hidden", "");
        let search = el::<HtmlInputElement>("input", "search")
            .attr("type", "search")
            .attr_said("placeholder", "Find a note")
            .attr_said("aria-label", "Find a note")
            .attr("autocomplete", "off")
            .attr("spellcheck", "false");
        let kinds = el::<HtmlSelectElement>("select", "").attr_said("aria-label", "Which notes");
        let (undo, redo) = (command("tool", "Undo"), command("tool", "Redo"));
        let controls = el::<Element>("div", "row").child(&search).child(&kinds);
        let tools = el::<Element>("div", "tools").child(&undo).child(&redo);
        let (note, places, editor) =
            (el::<Element>("p", "empty"), Places::new(dispatch, &[LIST]), Editor::new(dispatch));
        let (placed, gone) = (Rows::new(dispatch), Rows::new(dispatch));
        let group = group_of("No longer in the text", &gone.element);
        let (middle, last): (Element, Element) = (el("div", ""), el("div", ""));
        for part in [&placed.element, &middle, &last] {
            append(&places.element, part);
        }
        let exchange = Exchange::new(dispatch);
        let element = el::<HtmlElement>("div", "")
            .child(&problem)
            .child(&controls)
            .child(&tools)
            .child(&note)
            .child(&places.element)
            .child(&exchange.element);
        let on = |button: &HtmlButtonElement, redo: bool| {
            let dispatch = dispatch.clone();
            EventListener::new(button, "click", move |_| dispatch(Action::Undo { redo }))
        };
        let mut listeners = vec![on(&undo, false), on(&redo, true), listen_to_rows(&places.element, dispatch)];
        listeners.extend(listen_to_filter(&search, &kinds, dispatch));
        NotesPanel {
            element,
            problem,
            controls,
            search,
            kinds,
            tools,
            undo,
            redo,
            note,
            places,
            placed,
            gone,
            middle,
            group,
            last,
            editor,
            exchange,
            _listeners: listeners,
        }
    }

    fn render_controls(&self, scene: &Scene) {
        let notes = &scene.reading.notes;
        let problem = scene.state.problem.map(say).unwrap_or_default();
        self.problem.set_text_content(Some(&problem));
        dom::toggle(&self.problem, "hidden", problem.is_empty());
        let (can_undo, can_redo) = (notes.store.can_undo(), notes.store.can_redo());
        for (button, can) in [(&self.undo, can_undo), (&self.redo, can_redo)] {
            // Not disabled: the focus may be on it.
            dom::state(button, "aria-disabled", !can);
        }
        dom::toggle(&self.tools, "hidden", !can_undo && !can_redo);
        dom::toggle(&self.controls, "hidden", notes.store.is_empty());
        self.fill_kinds(notes, &scene.state.filter.kind);
        self.exchange.render(notes.store.is_empty(), &scene.state.imported);
    }

    /// The sorts of annotation that there are.
    fn fill_kinds(&self, notes: &Notes, chosen: &Kind) {
        let (mut tags, mut noted, mut coloured): (Vec<&String>, bool, [bool; 4]) = Default::default();
        for annotation in notes.store.iter() {
            tags.extend(&annotation.tags);
            noted |= !annotation.note.is_empty();
            coloured[annotation.colour as usize] |= annotation.correction.is_none();
        }
        sort::by_key(&mut tags, |tag| fold(tag));
        tags.dedup();
        let mut kinds = vec![Kind::Any];
        kinds.extend(Colour::ALL.into_iter().filter(|colour| coloured[*colour as usize]).map(Kind::Colour));
        kinds.extend(noted.then_some(Kind::Noted));
        kinds.extend(notes.corrections().next().is_some().then_some(Kind::Correction));
        kinds.extend(notes.any_changed().then_some(Kind::Changed));
        kinds.extend(notes.gone().next().is_some().then_some(Kind::Gone));
        kinds.extend(tags.into_iter().cloned().map(Kind::Tag));
        if !kinds.contains(chosen) {
            kinds.push(chosen.clone());
        }
        clear(&self.kinds);
        for kind in kinds {
            let label = match &kind {
                Kind::Any => say("All"),
                Kind::Colour(colour) => labels::colour(*colour),
                Kind::Noted => say("With a note"),
                Kind::Correction => say("Corrected names"),
                Kind::Changed => say("Text changed"),
                Kind::Gone => say("No longer in the text"),
                Kind::Tag(tag) => tag.clone(),
            };
            append(&self.kinds, &el::<HtmlOptionElement>("option", "").attr("value", &kind.value()).text(&label));
        }
        self.kinds.set_value(&chosen.value());
    }

    fn explain(&self, scene: &Scene, shown: usize) {
        let note = if scene.reading.notes.store.is_empty() {
            say(
                "Select words in the article to highlight them or to write a note. What you write stays on this device.",
            )
        } else if shown == 0 {
            say("None of your notes on this article is like that.")
        } else {
            String::new()
        };
        self.note.set_text_content(Some(&note));
        dom::toggle(&self.note, "hidden", note.is_empty());
    }

    /// Lists what there is to list. The editor keeps the focus on its way from an old row to a new one.
    fn draw(&self, scene: &Scene, listed: &Listed) {
        let (notes, edited) = (&scene.reading.notes, scene.state.edited.as_ref());
        let focused = self.editor.focused();
        if edited.is_none_or(|id| notes.store.get(id).is_none()) {
            self.editor.leave();
        }
        let Listed { placed, corrected, gone, names } = listed;
        let first = place::shown(scene, LIST, placed.len());
        let is_edited = |annotation: &Annotation| edited == Some(&annotation.id);
        let text = fnv(FNV, scene.reading.document().text.as_bytes());
        let print = |annotation: &Annotation, place| rows::print(text, annotation, place, is_edited(annotation));
        let shown = placed.iter().enumerate().filter(|(at, (_, annotation))| *at < first || is_edited(annotation));
        let shown: Vec<_> = shown.map(|(_, one)| one).collect();
        self.places.keep_focus(scene, || {
            let prints: Vec<u64> = shown.iter().map(|(place, annotation)| print(annotation, Some(*place))).collect();
            self.placed.show(&prints, |at| self.row(scene, shown[at].1, Some(shown[at].0)));
            let prints: Vec<u64> = gone.iter().map(|annotation| print(annotation, None)).collect();
            self.gone.show(&prints, |at| self.row(scene, gone[at], None));
            clear(&self.middle);
            if first < placed.len() {
                append(&self.middle, &place::more(LIST, placed.len()));
            }
            let corrected = corrected.iter().map(|(place, annotation)| self.row(scene, annotation, Some(*place)));
            group("Corrected names", corrected).iter().for_each(|group| append(&self.middle, group));
            match (gone.is_empty(), self.group.is_connected()) {
                (true, true) => self.group.remove(),
                (false, false) => drop(self.places.element.insert_before(&self.group, Some(&self.last))),
                _ => {}
            }
            clear(&self.last);
            let names = names.iter().map(|annotation| row::name(annotation));
            group("In every article", names).iter().for_each(|group| append(&self.last, group));
        });
        if let Some(field) = focused {
            field.focus().ok();
        }
    }

    /// A row for an annotation, with the editor in it if that is the one being changed.
    fn row(&self, scene: &Scene, annotation: &Annotation, place: Option<Place>) -> Element {
        let edited = scene.state.edited.as_ref() == Some(&annotation.id);
        if edited {
            self.editor.show(annotation, place);
        }
        row::row(scene.reading, annotation, place, edited.then(|| self.editor.element.as_ref()))
    }
}

/// What the list shows.
struct Listed<'n> {
    placed: Vec<(Place, &'n Annotation)>,
    corrected: Vec<(Place, &'n Annotation)>,
    gone: Vec<&'n Annotation>,
    names: Vec<&'n Annotation>,
}

impl<'n> Listed<'n> {
    fn new(scene: &Scene<'n>) -> Listed<'n> {
        let (notes, filter) = (&scene.reading.notes, &scene.state.filter);
        let edited = scene.state.edited.as_ref();
        // What is being changed stays in sight, whatever it has been changed to.
        let shows = |annotation: &Annotation, place| {
            filter.is_off() || edited == Some(&annotation.id) || filter.shows(annotation, place)
        };
        Listed {
            placed: notes.placed().filter(|(place, annotation)| shows(annotation, Some(*place))).collect(),
            corrected: notes.corrections().filter(|(place, annotation)| shows(annotation, Some(*place))).collect(),
            gone: notes.gone().filter(|annotation| shows(annotation, None)).collect(),
            names: notes.names().filter(|annotation| shows(annotation, None)).collect(),
        }
    }

    fn count(&self) -> usize {
        self.placed.len() + self.corrected.len() + self.gone.len() + self.names.len()
    }
}

impl Panel for NotesPanel {
    fn element(&self) -> &HtmlElement {
        &self.element
    }

    fn render(&self, scene: &Scene) {
        let listed = Listed::new(scene);
        self.explain(scene, listed.count());
        self.draw(scene, &listed);
        self.render_controls(scene);
    }

    fn go_on(&self, scene: &Scene) {
        self.draw(scene, &Listed::new(scene));
    }

    fn render_choice(&self, scene: &Scene) {
        self.places.render_choice(scene);
        self.render_controls(scene);
    }

    fn reset(&self) {
        self.search.set_value("");
        self.editor.leave();
    }

    fn focus(&self) {
        self.search.focus().ok();
    }

    fn focus_note(&self, id: &str, field: Option<Field>) {
        match field {
            Some(field) => self.editor.focus(field),
            None => {
                let id = id.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\a ");
                let edit = self.places.element.query_selector(&format!("[data-edit=\"{id}\"]")).ok().flatten();
                if let Some(edit) = edit.and_then(|edit| edit.dyn_into::<HtmlElement>().ok()) {
                    edit.focus().ok();
                }
            }
        }
    }

    fn focus_undo(&self) {
        self.undo.focus().ok();
    }

    fn flush(&self) {
        self.editor.flush();
    }
}

/// Rows below a heading, if there are any.
fn group(heading: &str, rows: impl Iterator<Item = Element>) -> Option<Element> {
    let list: Element = el("ul", "");
    rows.for_each(|row| append(&list, &row));
    (list.child_element_count() > 0).then(|| group_of(heading, &list))
}

fn group_of(heading: &str, list: &Element) -> Element {
    el::<Element>("div", "group").child(&el::<Element>("h3", "").said(heading)).child(list)
}

/// The buttons of the rows.
fn listen_to_rows(list: &Element, dispatch: &Dispatch) -> EventListener {
    let dispatch = dispatch.clone();
    EventListener::new(list, "click", move |event| {
        if let Some(id) = dom::closest(event, "[data-edit]").and_then(|button| button.get_attribute("data-edit")) {
            dispatch(Action::Edit(id));
        } else if let Some(id) = dom::closest(event, "[data-forget]").and_then(|b| b.get_attribute("data-forget")) {
            dispatch(Action::Forget(id));
        } else if let Some(tag) = dom::closest(event, "[data-tag]").and_then(|tag| tag.get_attribute("data-tag")) {
            dispatch(Action::Filter(Filter { query: String::new(), kind: Kind::Tag(tag) }));
        }
    })
}

fn listen_to_filter(search: &HtmlInputElement, kinds: &HtmlSelectElement, dispatch: &Dispatch) -> [EventListener; 2] {
    let listen = |element: &Element, event: &'static str| {
        let (dispatch, search, kinds) = (dispatch.clone(), search.clone(), kinds.clone());
        EventListener::new(element, event, move |_| {
            let (query, kind) = (fold(search.value().trim()), Kind::of(&kinds.value()));
            dispatch(Action::Filter(Filter { query, kind }));
        })
    };
    [listen(search, "input"), listen(kinds, "change")]
}

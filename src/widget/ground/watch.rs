//! Sees when the host changes an article: a framework renders it anew, a translator wraps its words.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{HtmlElement, MutationObserver, MutationObserverInit};

/// How long changes are gathered before the article is read again, in milliseconds: a page that renders makes many in
/// a row, and one that never rests must not be read all the time.
const GATHER: u32 = 120;

/// Watches one element until it is dropped.
pub(in crate::widget) struct Watch {
    observer: Option<MutationObserver>,
    root: HtmlElement,
    later: Rc<Later>,
    _told: Closure<dyn FnMut(Array)>,
}

/// What happens some time after a change.
struct Later {
    changed: Box<dyn Fn()>,
    waiting: Cell<bool>,
    timer: RefCell<Option<Timeout>>,
}

impl Watch {
    /// Calls `changed` some time after `root`'s content has changed.
    pub(in crate::widget) fn new(root: &HtmlElement, changed: impl Fn() + 'static) -> Watch {
        let later = Rc::new(Later { changed: Box::new(changed), waiting: Cell::default(), timer: RefCell::default() });
        let told = {
            let later = Rc::downgrade(&later);
            Closure::new(move |_: Array| {
                if let Some(later) = later.upgrade() {
                    later.schedule();
                }
            })
        };
        let observer = MutationObserver::new(told.as_ref().unchecked_ref()).ok();
        let watch = Watch { observer, root: root.clone(), later, _told: told };
        watch.resume();
        watch
    }

    /// Runs `work`, which changes the article, without taking notice of it.
    pub(in crate::widget) fn pause<R>(&self, work: impl FnOnce() -> R) -> R {
        let Some(observer) = &self.observer else { return work() };
        if observer.take_records().length() > 0 {
            self.later.schedule();
        }
        observer.disconnect();
        let done = work();
        self.resume();
        done
    }

    /// Takes no more notice of the article, nor of what has changed already.
    pub(in crate::widget) fn stop(&self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
        *self.later.timer.borrow_mut() = None;
    }

    fn resume(&self) {
        let what = MutationObserverInit::new();
        what.set_child_list(true);
        what.set_character_data(true);
        what.set_subtree(true);
        what.set_attribute_filter(&js_sys::Array::of1(&"hidden".into()));
        if let Some(observer) = &self.observer {
            observer.observe_with_options(&self.root, &what).ok();
        }
    }
}

impl Later {
    fn schedule(self: &Rc<Self>) {
        if self.waiting.replace(true) {
            return;
        }
        let later = Rc::downgrade(self);
        *self.timer.borrow_mut() = Some(Timeout::new(GATHER, move || {
            if let Some(later) = later.upgrade() {
                later.waiting.set(false);
                (later.changed)();
            }
        }));
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.stop();
    }
}

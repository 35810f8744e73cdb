//! A place for one kind of document.

use super::Shelf;
use super::chosen::Progress;
use super::file::{coming_file, file_input, kept_file};
use super::preview::Preview;
use crate::components::{Checkbox, Confirm, dom, keyed};
use crate::corrections::remarks_at;
use crate::filings::state::{Wizard, use_wizard};
use domain::attachments::{Attachment, Slot, SlotChanges, slot};
use domain::filings::Tab;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::DragEvent;

/// The documents that a tab asks for: they follow what is filed for, and what is chosen.
#[component]
pub fn Slots(
    /// The tab.
    tab: Tab,
) -> impl IntoView {
    let wizard = use_wizard();
    let asked = Memo::new(move |_| {
        wizard.asked.with(|asked| asked.iter().copied().filter(|slot| slot.tab == tab).collect::<Vec<_>>())
    });
    let follows = Memo::new(move |_| asked.with(|asked| asked.iter().any(|slot| wizard.may_follow(slot))));
    view! {
        <section class="sheet" hidden=move || asked.with(Vec::is_empty)>
            <h2>"附件"</h2>
            {move || {
                let days = wizard.follow(|follow| follow.days).filter(|_| follows.get());
                days.map(|days| {
                    view! {
                        <p class="field-hint">
                            {format!("勾选“{LATER}”的材料可以在受理后{days}个工作日内补交。")} " "
                            <span class="unsourced">"来源未核实"</span>
                        </p>
                    }
                })
            }}
            <ul class="upload">
                {keyed(
                    Signal::derive(move || asked.get().iter().map(|slot| slot.key.to_owned()).collect()),
                    move |key| {
                        slot(&key)
                            .map(|place| {
                                let path = slot_path(place.key, None);
                                let later = wizard.may_follow(place).then(|| later(wizard, place));
                                let remarked = remarks_at(wizard.remarks, path.clone(), None);
                                let (asked, said) = place_of(wizard, place);
                                let beside = view! { {said} {later} {remarked} }.into_any();
                                view! { <SlotView shelf=wizard.shelf_at(path) place=asked row=None beside /> }
                            })
                            .into_any()
                    },
                )}
            </ul>
        </section>
    }
    .into_any()
}

/// What the box of a document that may follow later says.
const LATER: &str = "容缺，后补";

/// The box of a document that may follow later.
fn later(wizard: Wizard, slot: &'static Slot) -> AnyView {
    let ticked = Memo::new(move |_| wizard.application(|body| body.deferred.iter().any(|key| key == slot.key)));
    let tick = Callback::new(move |on: bool| wizard.follow_later(slot, on));
    view! {
        <Checkbox
            path=format!("application.deferred.{}", slot.key)
            label=LATER
            about=slot.label
            checked=ticked
            on_change=tick
            disabled=wizard.locked_at("application.deferred", wizard.locked())
        />
    }
    .into_any()
}

/// The path of a slot, as findings name it.
pub fn slot_path(key: &str, row: Option<&str>) -> String {
    match row {
        Some(row) => format!("attachments.{key}[{row}]"),
        None => format!("attachments.{key}"),
    }
}

/// A place for documents, as people read it.
#[derive(Clone, Debug)]
pub struct Place {
    /// The key that uploads name.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// Marks it as to be filled.
    pub required: bool,
    /// Where its blank form is, if it has one.
    pub template: Option<String>,
}

impl Place {
    /// The place of a filing's document, as it is asked for.
    pub fn of(slot: &Slot, changes: &SlotChanges) -> Place {
        Place {
            key: slot.key.to_owned(),
            label: changes.label(slot).to_owned(),
            required: changes.required(slot),
            template: changes.template(slot),
        }
    }
}

/// The place of a document in the wizard, and what is said about it.
pub fn place_of(wizard: Wizard, slot: &Slot) -> (Place, Option<AnyView>) {
    wizard.header.with_untracked(|header| {
        let hint = header.slots.now(slot).hint;
        let said = (!hint.is_empty()).then(|| view! { <p class="field-hint">{hint}</p> }.into_any());
        (Place::of(slot, &header.slots), said)
    })
}

/// One place, with what is in it and what is on its way.
#[component]
pub fn SlotView(
    /// Where its documents are kept.
    shelf: Shelf,
    /// Which one.
    #[prop(into)]
    place: Place,
    /// Its path, as findings name it; that of a filing's attachment unless told.
    #[prop(optional, into)]
    path: Option<String>,
    /// The row that it belongs to.
    row: Option<String>,
    /// What stands under its heading.
    #[prop(optional)]
    beside: Option<AnyView>,
) -> impl IntoView {
    let Place { key, label, required, template } = place;
    let path = path.unwrap_or_else(|| slot_path(&key, row.as_deref()));
    let (key, label) = (StoredValue::new(key), StoredValue::new(label));
    let row = StoredValue::new(row);
    let mine = move |other: &str, of: Option<&str>| {
        key.with_value(|key| key == other) && row.with_value(|row| row.as_deref() == of)
    };
    let files = Memo::new(move |_| {
        shelf
            .attachments
            .with(|all| all.iter().filter(|file| mine(&file.slot, file.row.as_deref())).cloned().collect::<Vec<_>>())
    });
    let uploads = Memo::new(move |_| {
        shelf
            .uploads
            .with(|all| all.iter().filter(|file| mine(&file.slot, file.row.as_deref())).cloned().collect::<Vec<_>>())
    });
    let waiting = move || uploads.with(|all| all.iter().any(|upload| upload.progress == Progress::Waiting));
    let missing = {
        let path = path.clone();
        Memo::new(move |_| files.with(Vec::is_empty).then(|| shelf.lacking.run(path.clone())).flatten())
    };
    let preview = RwSignal::new(None::<Attachment>);
    let previewing = RwSignal::new(false);
    let look = Callback::new(move |file| {
        preview.set(Some(file));
        previewing.set(true);
    });
    let doomed = RwSignal::new(None::<Attachment>);
    let deleting = RwSignal::new(false);
    let refused = RwSignal::new(None::<String>);
    let doom = Callback::new(move |file| {
        refused.set(None);
        doomed.set(Some(file));
        deleting.set(true);
    });
    let id = path.clone();
    let delete = Callback::new(move |()| {
        let Some(file) = doomed.get_untracked() else { return };
        let id = id.clone();
        spawn_local(async move {
            match shelf.delete(&file).await {
                Ok(()) => {
                    deleting.set(false);
                    dom::focus_soon(id);
                }
                Err(why) => refused.set(Some(why)),
            }
        });
    });
    let dragged = RwSignal::new(false);
    let take = move |event: DragEvent| {
        event.prevent_default();
        dragged.set(false);
        if let Some(files) = event.data_transfer().and_then(|data| data.files())
            && shelf.open.get_untracked()
        {
            let (slot, row) = (key.get_value(), row.get_value());
            shelf.choose(&slot, row.as_deref(), None, &files);
        }
    };
    view! {
        <li
            class="upload-slot"
            class:upload-slot-filled=move || !files.with(Vec::is_empty)
            class:upload-slot-over=move || dragged.get()
            class:field-invalid=move || missing.with(Option::is_some)
            id=path
            on:dragover=move |event| {
                event.prevent_default();
                dragged.set(true);
            }
            on:dragleave=move |_| dragged.set(false)
            on:drop=take
        >
            <div class="upload-head">
                <h3>
                    {label.get_value()}
                    {required.then(|| view! { <span class="required" aria-hidden="true">"*"</span> })}
                </h3>
                {template
                    .map(|file| {
                        view! {
                            <a
                                class="button button-link"
                                href=file
                                rel="external"
                                download=""
                                aria-label=format!("下载模板：{}", label.get_value())
                            >
                                "下载模板"
                            </a>
                        }
                    })}
            </div>
            {beside}
            <ul class="upload-files">
                {keyed(
                    Signal::derive(move || files.get().into_iter().map(|file| file.id).collect()),
                    move |id| {
                        let file = files.get_untracked().into_iter().find(|file| file.id == id);
                        file.map(|file| kept_file(shelf, key, row, file, look, doom)).into_any()
                    },
                )}
                {keyed(
                    Signal::derive(move || uploads.get().iter().map(|upload| upload.key.to_string()).collect()),
                    move |key| {
                        let upload = uploads.get_untracked().into_iter().find(|upload| upload.key.to_string() == key);
                        upload.map(|upload| coming_file(shelf, uploads, upload)).into_any()
                    },
                )}
            </ul>
            <Show when=move || shelf.open.get()>
                <div class="button-row">
                    <label class="upload-drop">
                        {file_input(shelf, key, row, None, true, format!("选取文件：{}", label.get_value()))}
                        <span class="button">"选取文件"</span>
                        <span class="field-hint">"或把文件拖到这里；PDF、JPG、PNG、DOCX、XLSX，最大 20 MB"</span>
                    </label>
                    <Show when=waiting>
                        <button
                            type="button"
                            class="button button-primary"
                            on:click=move |_| {
                                for upload in uploads.get_untracked() {
                                    if upload.progress == Progress::Waiting {
                                        shelf.send(upload.key);
                                    }
                                }
                            }
                        >
                            "上传"
                        </button>
                    </Show>
                </div>
            </Show>
            {move || missing.get().map(|message| view! { <p class="field-error">{message}</p> })}
            <Preview home=shelf.home open=previewing file=preview />
            <Confirm open=deleting title="删除附件" action="删除" danger=true on_confirm=delete>
                <p>
                    {move || {
                        doomed.with(|file| format!("确定删除“{}”？", file.as_ref().map_or("", |file| file.name.as_str())))
                    }}
                </p>
                {move || refused.get().map(|why| view! { <p class="field-error" role="alert">{why}</p> })}
            </Confirm>
        </li>
    }
    .into_any()
}

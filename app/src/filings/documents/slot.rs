//! A place for one kind of document.

use super::Shelf;
use super::chosen::Progress;
use super::file::{coming_file, file_input, kept_file};
use super::preview::Preview;
use crate::components::{Checkbox, Confirm, dom, keyed};
use crate::filings::state::{Wizard, use_wizard};
use domain::attachments::{Attachment, Slot, slot};
use domain::filings::Tab;
use domain::tracks::DEFERRAL_DAYS;
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
                follows.get().then(|| {
                    view! {
                        <p class="field-hint">
                            {format!("勾选“{LATER}”的材料可以在受理后{DEFERRAL_DAYS}个工作日内补交。")} " "
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
                                let later = wizard.may_follow(place).then(|| later(wizard, place));
                                view! { <SlotView shelf=wizard.shelf place row=None beside=later.into_any() /> }
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
            disabled=wizard.locked()
        />
    }
    .into_any()
}

/// The path of a slot, as findings name it.
pub fn slot_path(slot: &Slot, row: Option<&str>) -> String {
    match row {
        Some(row) => format!("attachments.{}[{row}]", slot.key),
        None => format!("attachments.{}", slot.key),
    }
}

/// One place, with what is in it and what is on its way.
#[component]
pub fn SlotView(
    /// Where its documents are kept.
    shelf: Shelf,
    /// Which one.
    place: &'static Slot,
    /// The row that it belongs to.
    row: Option<String>,
    /// What stands under its heading.
    #[prop(optional)]
    beside: Option<AnyView>,
) -> impl IntoView {
    let slot = place;
    let path = slot_path(slot, row.as_deref());
    let row = StoredValue::new(row);
    let mine = move |other: &str, of: Option<&str>| other == slot.key && row.with_value(|row| row.as_deref() == of);
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
            row.with_value(|row| shelf.choose(slot.key, row.as_deref(), None, &files));
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
                    {slot.label}
                    {slot.required.then(|| view! { <span class="required" aria-hidden="true">"*"</span> })}
                </h3>
                {slot
                    .template
                    .map(|file| {
                        view! {
                            <a
                                class="button button-link"
                                href=format!("/templates/{file}")
                                rel="external"
                                download=file
                                aria-label=format!("下载模板：{}", slot.label)
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
                        file.map(|file| kept_file(shelf, slot, row, file, look, doom)).into_any()
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
                        {file_input(shelf, slot, row, None, true, format!("选取文件：{}", slot.label))}
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
            <Preview open=previewing file=preview />
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

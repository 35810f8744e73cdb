//! The lines of a slot: documents that are there, and files on their way.

use super::chosen::{Progress, Upload};
use super::{Shelf, size};
use domain::attachments::{ACCEPT, Attachment};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// The control that opens the browser's file dialog.
pub(super) fn file_input(
    shelf: Shelf,
    slot: StoredValue<String>,
    row: StoredValue<Option<String>>,
    replaces: Option<String>,
    multiple: bool,
    label: String,
) -> AnyView {
    view! {
        <input
            type="file"
            class="visually-hidden"
            multiple=multiple
            accept=ACCEPT
            aria-label=label
            on:change=move |event| {
                let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
                    return;
                };
                if let Some(files) = input.files() {
                    let (slot, row) = (slot.get_value(), row.get_value());
                    shelf.choose(&slot, row.as_deref(), replaces.as_deref(), &files);
                }
                // So that choosing the same file once more is a change.
                input.set_value("");
            }
        />
    }
    .into_any()
}

/// A document that is there.
pub(super) fn kept_file(
    shelf: Shelf,
    slot: StoredValue<String>,
    row: StoredValue<Option<String>>,
    file: Attachment,
    look: Callback<Attachment>,
    doom: Callback<Attachment>,
) -> AnyView {
    let name = StoredValue::new(file.name.clone());
    let named = move |verb: &str| name.with_value(|name| format!("{verb}：{name}"));
    let meta = format!("{} · {}", file.file_type.label(), size(file.size));
    let file = StoredValue::new(file);
    let previewable = file.with_value(|file| file.file_type.previewable());
    view! {
        <li class="upload-file">
            <a href=file.with_value(|file| shelf.home.document(&file.id)) rel="external" download=name.get_value()>
                {name.get_value()}
            </a>
            <span class="upload-meta">{meta}</span>
            <span class="row-actions">
                {previewable
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="button button-link"
                                aria-label=named("预览")
                                on:click=move |_| look.run(file.get_value())
                            >
                                "预览"
                            </button>
                        }
                    })}
                <Show when=move || shelf.open.get()>
                    <label class="button button-link">
                        {file_input(
                            shelf,
                            slot,
                            row,
                            Some(file.with_value(|file| file.id.clone())),
                            false,
                            named("替换"),
                        )}
                        "替换"
                    </label>
                    <button
                        type="button"
                        class="button button-link button-danger"
                        aria-label=named("删除")
                        on:click=move |_| doom.run(file.get_value())
                    >
                        "删除"
                    </button>
                </Show>
            </span>
        </li>
    }
    .into_any()
}

/// A file that was chosen: waiting, on its way, or refused.
pub(super) fn coming_file(shelf: Shelf, uploads: Memo<Vec<Upload>>, upload: Upload) -> AnyView {
    let key = upload.key;
    let name = StoredValue::new(upload.name.clone());
    let progress = Memo::new(move |_| {
        uploads.with(|all| all.iter().find(|upload| upload.key == key).map(|upload| upload.progress.clone()))
    });
    let standing = move || {
        match progress.get()? {
        Progress::Waiting => {
            Some(view! { <span class="upload-meta">{format!("{}，待上传", size(upload.size))}</span> }.into_any())
        }
        Progress::Queued => Some(view! { <span class="upload-meta">"等待上传"</span> }.into_any()),
        Progress::Sending(percent) => Some(
            view! {
                <progress max="100" value=percent.to_string() aria-label=format!("正在上传 {}", name.get_value())></progress>
                <span>{format!("{percent}%")}</span>
            }
            .into_any(),
        ),
        Progress::Failed(why, again) => Some(
            view! {
                <span class="field-error" role="alert">{why}</span>
                {again
                    .then(|| {
                        view! {
                            <button type="button" class="button button-link" on:click=move |_| shelf.send(key)>
                                "重试"
                            </button>
                        }
                    })}
            }
            .into_any(),
        ),
    }
    };
    view! {
        <li class="upload-progress">
            <span>{upload.name}</span>
            {standing}
            <button
                type="button"
                class="button button-link"
                aria-label=name.with_value(|name| format!("取消：{name}"))
                on:click=move |_| shelf.cancel(key)
            >
                "取消"
            </button>
        </li>
    }
    .into_any()
}

//! 修改申请材料: what it is called, what is said about it, whether it must be handed in, and its blank form.

use super::api::put_slot;
use crate::api::{ApiError, with_query};
use crate::components::{Checkbox, SendDialog, Sending, SendingTold, TextArea, TextField};
use domain::attachments::{Attachment, Offered, SlotBook, SlotChange, Template};
use domain::{Finding, Refusal};
use gloo_net::http::Request;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Event, File, HtmlInputElement};

/// What is offered to choose from.
const ACCEPT: &str = ".docx,.xlsx,.pdf";

/// Which document is asked about, and what is typed.
#[derive(Clone, Copy)]
pub struct Editing {
    open: RwSignal<bool>,
    change: RwSignal<Option<SlotChange>>,
    reason: RwSignal<String>,
    /// What came of uploading a blank form.
    uploaded: RwSignal<Option<Result<String, String>>>,
    uploading: RwSignal<bool>,
    sending: Sending,
}

impl Default for Editing {
    fn default() -> Editing {
        Editing {
            open: RwSignal::new(false),
            change: RwSignal::new(None),
            reason: RwSignal::new(String::new()),
            uploaded: RwSignal::new(None),
            uploading: RwSignal::new(false),
            sending: Sending::default(),
        }
    }
}

impl Editing {
    /// Opens the dialog for this document, as it is asked for now. What was typed for it before is still there.
    pub fn ask(self, now: SlotChange) {
        let same = self.change.with_untracked(|asked| asked.as_ref().is_some_and(|asked| asked.slot == now.slot));
        if !same {
            self.change.set(Some(now));
            self.reason.set(String::new());
        }
        self.uploaded.set(None);
        self.sending.clear();
        self.open.set(true);
    }

    fn update(self, write: impl FnOnce(&mut SlotChange)) {
        self.change.update(|change| {
            if let Some(change) = change {
                write(change);
            }
        });
    }

    /// Sends the file that was chosen, and offers it once it is there.
    fn upload(self, event: &Event) {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        input.set_value("");
        let Some(slot) = self.change.with_untracked(|change| change.as_ref().map(|change| change.slot.clone())) else {
            return;
        };
        self.uploading.set(true);
        spawn_local(async move {
            let outcome = send(&slot, file).await;
            self.uploading.set(false);
            match outcome {
                Ok(template) => {
                    self.uploaded.set(Some(Ok(format!("已上传“{}”，保存后启用。", template.name))));
                    self.update(|change| change.template = Offered::Uploaded(template));
                }
                Err(why) => self.uploaded.set(Some(Err(why))),
            }
        });
    }
}

async fn send(slot: &str, file: File) -> Result<Template, String> {
    const AWAY: &str = "上传失败，请检查网络后重试";
    let url = with_query("/documents/templates", &[("template", slot), ("name", &file.name())]);
    let request = Request::put(&url)
        .header("accept", "application/json")
        .header("content-type", "application/octet-stream")
        .body(file)
        .map_err(|_| AWAY)?;
    let answer = request.send().await.map_err(|_| AWAY)?;
    if answer.ok() {
        let Attachment { id, name, file_type, size, .. } = answer.json().await.map_err(|_| AWAY)?;
        return Ok(Template { id, name, file_type, size });
    }
    Err(match answer.json::<Refusal>().await {
        Ok(Refusal::Invalid { findings }) => {
            findings.into_iter().map(|finding| finding.message).collect::<Vec<_>>().join("；")
        }
        Ok(refusal) => refusal.to_string(),
        Err(_) => AWAY.to_owned(),
    })
}

/// The dialog.
#[component]
pub fn SlotDialog(
    /// Which document is asked about.
    editing: Editing,
    /// How documents are asked for, to check what is typed.
    book: Signal<Option<SlotBook>>,
    /// Called with what was done.
    done: Callback<String>,
) -> impl IntoView {
    let Editing { open, change, reason, sending, uploading, .. } = editing;
    let live = Memo::new(move |_| {
        let now = book.with(|book| book.as_ref().map(SlotBook::now).unwrap_or_default());
        change.with(|change| {
            change.as_ref().map(|change| reason.with(|reason| change.check(&now, reason))).unwrap_or_default()
        })
    });
    let submit = Callback::new(move |()| {
        if uploading.get_untracked() {
            sending.tell("模板正在上传，请稍候");
            return;
        }
        if !live.with_untracked(|live| sending.right(live)) {
            return;
        }
        let Some(typed) = change.get_untracked() else { return };
        let label = typed.label.trim().to_owned();
        let revision = book.with_untracked(|book| book.as_ref().map_or(0, |book| book.revision));
        let request = put_slot(revision, typed, reason.get_untracked());
        sending.send(async move { request.await.map_err(overtaken) }, move |()| {
            open.set(false);
            change.set(None);
            reason.set(String::new());
            done.run(format!("“{label}”的变更已保存，自现在起生效。"));
        });
    });
    view! {
        <SendDialog open title="修改申请材料" action="保存" sending submit>
            <Fields editing live/>
        </SendDialog>
    }
    .into_any()
}

/// What somebody else has changed meanwhile is told in words: the list below the dialog has it.
fn overtaken(error: ApiError) -> ApiError {
    match error {
        ApiError::Refused(Refusal::Conflict { .. }) => {
            Refusal::not_now("申请材料刚刚由其他管理员变更，请关闭后刷新页面再试").into()
        }
        other => other,
    }
}

#[component]
fn Fields(editing: Editing, live: Memo<Vec<Finding>>) -> impl IntoView {
    let Editing { change, reason, sending, uploaded, uploading, .. } = editing;
    sending.provide(live.into());
    let part = move |read: fn(&SlotChange) -> String| {
        Signal::derive(move || change.with(|change| change.as_ref().map(read).unwrap_or_default()))
    };
    let required = Signal::derive(move || change.with(|change| change.as_ref().is_some_and(|change| change.required)));
    let offered = move || {
        change.with(|change| match change.as_ref().map(|change| &change.template) {
            Some(Offered::Uploaded(template)) => format!("使用上传的“{}”。", template.name),
            _ => "使用随系统提供的模板；没有提供的，不显示模板。".to_owned(),
        })
    };
    let is_uploaded =
        move || change.with(|change| change.as_ref().is_some_and(|change| change.template != Offered::Shipped));
    let told = move || {
        uploaded.get().map(|outcome| match outcome {
            Ok(said) => view! { <p class="notice notice-good">{said}</p> }.into_any(),
            Err(why) => view! { <p class="field-error">{why}</p> }.into_any(),
        })
    };
    view! {
        <div class="dialog-body">
            <TextField path="label" label="材料名称" required=true value=part(|change| change.label.clone())
                on_input=Callback::new(move |text| editing.update(|change| change.label = text))/>
            <TextField path="hint" label="说明" hint="显示在上传处，可不填" value=part(|change| change.hint.clone())
                on_input=Callback::new(move |text| editing.update(|change| change.hint = text))/>
            <Checkbox path="required" label="必交：未上传不能提交申请" checked=required
                on_change=Callback::new(move |ticked| editing.update(|change| change.required = ticked))/>
            <div class="field">
                <label class="field-label" for="template">"空白模板"</label>
                <input id="template" type="file" accept=ACCEPT aria-describedby="template-hint"
                    on:change=move |event| editing.upload(&event)/>
                <p class="field-hint" id="template-hint">"DOCX、XLSX 或 PDF，最大 20 MB；历次模板均保留。"</p>
                <p>{offered}</p>
                <div role="status">
                    {move || uploading.get().then(|| view! { <p>"正在上传…"</p> })}
                    {told}
                </div>
                {move || is_uploaded().then(|| view! {
                    <button type="button" class="button button-link"
                        on:click=move |_| editing.update(|change| change.template = Offered::Shipped)>
                        "改用随系统提供的模板"
                    </button>
                })}
            </div>
            <TextArea path="reason" label="原因" required=true value=reason
                on_input=Callback::new(move |text| reason.set(text))/>
            <SendingTold sending/>
        </div>
    }
    .into_any()
}

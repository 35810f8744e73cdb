//! 现场照片: looked at by the office, added and deleted by those who go.

use crate::api::{ApiError, with_query};
use crate::components::{Confirm, Dialog, Sending, SendingSignIn, SendingTold};
use domain::Refusal;
use domain::attachments::{Attachment, FileType, LARGEST};
use domain::visits::{ACCEPT, Visit};
use gloo_net::http::{Request, Response};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};

/// The photographs of one visit.
#[component]
pub fn Photographs(visit: Visit) -> impl IntoView {
    let Visit { id, photographs, photographs_open: open, .. } = visit;
    let id = StoredValue::new(id);
    let all = RwSignal::new(photographs);
    let sending = Sending::default();
    let coming = RwSignal::new(0usize);
    let (looking, looked_at) = (RwSignal::new(false), RwSignal::new(None::<Attachment>));
    let (deleting, doomed) = (RwSignal::new(false), RwSignal::new(None::<Attachment>));
    let look = Callback::new(move |photograph: Attachment| {
        looked_at.set(Some(photograph));
        looking.set(true);
    });
    let doom = Callback::new(move |photograph: Attachment| {
        sending.clear();
        doomed.set(Some(photograph));
        deleting.set(true);
    });
    let add = move |files: Vec<File>| {
        sending.clear();
        coming.update(|coming| *coming += files.len());
        spawn_local(async move {
            let mut refused = Vec::new();
            // One after another, so that they stand in the order in which they were chosen.
            for file in files {
                let answer = send(&id.get_value(), &file).await;
                if coming.is_disposed() {
                    return;
                }
                coming.update(|coming| *coming -= 1);
                match answer {
                    Ok(photograph) => all.update(|all| all.push(photograph)),
                    Err(ApiError::Refused(Refusal::SignedOut)) => sending.signed_out.set(true),
                    Err(error) => refused.push(format!("{}：{}", file.name(), told(&error))),
                }
            }
            if !refused.is_empty() {
                sending.tell(refused.join("；"));
            }
        });
    };
    let delete = Callback::new(move |()| {
        let Some(photograph) = doomed.get_untracked() else { return };
        let gone = photograph.id.clone();
        sending.send(async move { delete(&photograph.id).await }, move |()| {
            deleting.set(false);
            all.update(|all| all.retain(|other| other.id != gone));
        });
    });
    let lines = move || all.get().into_iter().map(|photograph| one(photograph, open, look, doom)).collect_view();
    view! {
        <div class="photographs">
            <h3>"现场照片和记录"</h3>
            <ul>{lines}</ul>
            {open.then(|| view! {
                <div class="button-row">
                    <label class="button">
                        <input type="file" class="visually-hidden" multiple=true accept=ACCEPT on:change=move |event| add(chosen(&event))/>
                        "上传照片"
                    </label>
                    <span class="field-hint">"JPEG、PNG 照片或 PDF 扫描件，申请单位看不到"</span>
                    <span role="status">
                        {move || (coming.get() > 0).then(|| format!("正在上传，还有 {} 个", coming.get()))}
                    </span>
                </div>
            })}
            <SendingTold sending/>
            <SendingSignIn sending again=Callback::new(move |()| sending.clear())/>
            <Look open=looking photograph=looked_at/>
            <Confirm open=deleting title="删除照片" action="删除" danger=true busy=sending.busy on_confirm=delete>
                <p>{move || doomed.with(|doomed| doomed.as_ref().map(|doomed| format!("确定删除“{}”？", doomed.name)))}</p>
            </Confirm>
        </div>
    }
    .into_any()
}

fn one(photograph: Attachment, open: bool, look: Callback<Attachment>, doom: Callback<Attachment>) -> AnyView {
    let name = photograph.name.clone();
    let (shown, deleted) = (photograph.clone(), photograph.clone());
    let picture = match photograph.file_type {
        FileType::Pdf => view! { <span class="photograph-file">"PDF"</span> }.into_any(),
        _ => view! { <img src=address(&photograph) alt="" loading="lazy"/> }.into_any(),
    };
    view! {
        <li class="photograph">
            <button type="button" class="photograph-look" aria-label=format!("查看：{name}") on:click=move |_| look.run(shown.clone())>
                {picture}
            </button>
            <span class="photograph-name">{name.clone()}</span>
            {open.then(|| view! {
                <button type="button" class="button button-link button-danger" aria-label=format!("删除：{name}")
                    on:click=move |_| doom.run(deleted.clone())>
                    "删除"
                </button>
            })}
        </li>
    }
    .into_any()
}

#[component]
fn Look(open: RwSignal<bool>, photograph: RwSignal<Option<Attachment>>) -> impl IntoView {
    let title =
        Signal::derive(move || photograph.with(|one| one.as_ref().map(|one| one.name.clone())).unwrap_or_default());
    let shown = move || {
        let one = photograph.get()?;
        Some(match one.file_type {
            FileType::Pdf => view! { <iframe class="preview" src=address(&one) title=one.name></iframe> }.into_any(),
            _ => view! { <img class="preview" src=address(&one) alt=one.name/> }.into_any(),
        })
    };
    let file = move || {
        photograph.get().map(|one| {
        view! { <a class="button" href=format!("/photographs/{}", one.id) rel="external" download=one.name>"下载"</a> }
    })
    };
    view! {
        <Dialog open title size="dialog-large">
            <div class="dialog-body">{shown}</div>
            <footer class="dialog-actions">{file}</footer>
        </Dialog>
    }
    .into_any()
}

fn address(photograph: &Attachment) -> String {
    format!("/photographs/{}?preview", photograph.id)
}

/// The files that were chosen; choosing the same once more is a change.
fn chosen(event: &leptos::ev::Event) -> Vec<File> {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
        return Vec::new();
    };
    let files =
        input.files().map(|files| (0..files.length()).filter_map(|n| files.get(n)).collect()).unwrap_or_default();
    input.set_value("");
    files
}

async fn send(visit: &str, file: &File) -> Result<Attachment, ApiError> {
    if file.size() > LARGEST as f64 {
        return Err(Refusal::not_now(format!("文件不能超过 {} MB", LARGEST / 1024 / 1024)).into());
    }
    let url = with_query("/photographs", &[("visit", visit), ("name", &file.name())]);
    let request = Request::put(&url)
        .header("accept", "application/json")
        .header("content-type", "application/octet-stream")
        .body(file.clone())
        .map_err(|_| ApiError::Network)?;
    let answer = request.send().await.map_err(|_| ApiError::Network)?;
    match answer.ok() {
        true => answer.json().await.map_err(|_| ApiError::Network),
        false => Err(refused(answer).await),
    }
}

async fn delete(id: &str) -> Result<(), ApiError> {
    let request = Request::delete(&format!("/photographs/{id}")).header("accept", "application/json");
    let answer = request.send().await.map_err(|_| ApiError::Network)?;
    match answer.ok() || answer.status() == 404 {
        true => Ok(()),
        false => Err(refused(answer).await),
    }
}

async fn refused(answer: Response) -> ApiError {
    answer.json::<Refusal>().await.map_or(ApiError::Network, ApiError::Refused)
}

fn told(error: &ApiError) -> String {
    match error.findings() {
        [] => error.to_string(),
        findings => findings.iter().map(|finding| finding.message.clone()).collect::<Vec<_>>().join("；"),
    }
}

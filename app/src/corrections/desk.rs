//! 要求补正: one notice with every item, looked through once more before it goes.

use super::api::{self, drop_comment, request};
use super::comment::CommentDialog;
use super::remarks::Remarks;
use crate::api::page_key;
use crate::components::{
    Checkbox, Sending, SendingSignIn, SendingTold, StatusBadge, TextArea, dom, provide_findings, time,
};
use crate::filings::api::load;
use crate::notices::something_done;
use crate::shell::Failure;
use domain::corrections::{Comment, Desk, Pin};
use domain::filings::{FilingHeader, FilingView};
use domain::values::not_blank;
use domain::workflow::Action;
use domain::{Finding, Refusal};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_navigate, use_params_map};

/// The page `/filings/:id/correction`.
#[component]
pub fn DeskPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
    let desk = Resource::new_blocking(
        move || id.get(),
        |id| async move {
            // Whoever may not comment is told so before anything of the filing is read.
            let desk = api::load_desk(id.clone()).await?;
            Ok::<_, crate::api::ApiError>((desk, load(id).await?))
        },
    );
    view! {
        <Suspense fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match desk.await {
                    Ok((desk, view)) => page(desk, &view),
                    Err(error) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn page(desk: Desk, view: &FilingView) -> AnyView {
    let Desk { header, corrections, .. } = desk;
    let sending = Sending::default();
    let remarks = Remarks::new(view, sending.signed_out);
    let may = header.allowed.contains(&Action::RequestCorrection);
    let (summary, round) = (header.summary.clone(), corrections.len() + 1);
    let title = format!("{} · {}", summary.kind, summary.number);
    let overview = format!("/filings/{}", summary.id);
    let first = format!("{overview}/{}", summary.kind.first_tab().code());
    let count = Memo::new(move |_| remarks.comments.with(Vec::len));
    view! {
        <Title text=format!("要求补正 · {title}") />
        <nav class="breadcrumb" aria-label="当前位置">
            <ol>
                <li><a href="/queue">"审核队列"</a></li>
                <li><a href=overview>{title}</a></li>
                <li aria-current="page">"要求补正"</li>
            </ol>
        </nav>
        <div class="page-head">
            <h1>"要求补正"</h1>
            <StatusBadge status=summary.status kind=summary.kind />
        </div>
        <section class="sheet" aria-labelledby="items-title">
            <div class="sheet-head">
                <h2 id="items-title">{format!("补正事项（第{round}次）")}</h2>
                <a class="button" href=first.clone()>"查看申请内容并批注"</a>
            </div>
            <p>"补正通知须一次告知全部补正事项。申请单位只能修改所列的内容，并逐项说明。"</p>
            <p class="empty" hidden=move || count.get() != 0>
                "还没有批注。请先在申请内容中对需要补正的栏目、记录或附件批注。"
            </p>
            {form(header, remarks, sending, may, round)}
        </section>
        <CommentDialog remarks />
    }
    .into_any()
}

fn form(header: FilingHeader, remarks: Remarks, sending: Sending, may: bool, round: usize) -> AnyView {
    let left_out = RwSignal::new(Vec::<String>::new());
    let note = RwSignal::new(String::new());
    let findings = RwSignal::new(Vec::<Finding>::new());
    provide_findings(findings);
    let key = page_key();
    let (id, revision) = (header.summary.id.clone(), header.revision);
    let navigate = StoredValue::new(use_navigate());
    let chosen = move || {
        let all = remarks.comments.get();
        let left_out = left_out.get();
        all.into_iter().map(|comment| comment.id).filter(|id| !left_out.contains(id)).collect::<Vec<_>>()
    };
    let filing = id.clone();
    let send = Callback::new(move |()| {
        findings.set(Vec::new());
        let items = untrack(chosen);
        if items.is_empty() {
            sending.clear();
            sending.tell("请至少列入一项补正事项");
            return;
        }
        if round > 1 && !not_blank(&note.get_untracked()) {
            findings.set(vec![Finding::field("note", "已要求补正过，再次要求补正请填写理由")]);
            dom::focus("note");
            return;
        }
        let overview = format!("/filings/{filing}");
        let asked = request(filing.clone(), revision, key.get_value(), items, note.get_untracked());
        let asked = async move { asked.await.map_err(in_a_sentence) };
        sending.send(asked, move |_| {
            something_done();
            navigate.with_value(|navigate| navigate(&overview, Default::default()));
        });
    });
    let lines = move || {
        let all = remarks.comments.get();
        all.into_iter().map(|comment| line(&id, remarks, left_out, comment)).collect_view()
    };
    let (label, hint) = match round {
        1 => ("备注", "可不填写；与补正事项一并通知申请单位"),
        _ => ("再次要求补正的理由", "再次要求补正由机构负责人决定；理由写入补正通知"),
    };
    view! {
        <ol class="correction-items">{lines}</ol>
        {may
            .then(|| {
                view! {
                    <TextArea
                        path="note"
                        label=label
                        hint
                        required={ round > 1 }
                        value=note
                        on_input=Callback::new(move |typed| note.set(typed))
                    />
                }
            })}
        <SendingTold sending />
        <noscript>
            <p class="notice notice-warn">"要求补正需要在浏览器中启用 JavaScript。"</p>
        </noscript>
        {match may {
            true => {
                view! {
                    <div class="button-row">
                        <button
                            type="button"
                            class="button button-primary"
                            aria-busy=move || sending.busy.get().then_some("true")
                            on:click=move |_| send.run(())
                        >
                            {move || format!("发出补正通知（{} 项）", chosen().len())}
                        </button>
                    </div>
                }
                    .into_any()
            }
            false => {
                let why = match round {
                    1 => "只有领取该申请的审核人员可以在形审中要求补正。",
                    _ => "已要求补正过，再次要求补正须由机构负责人提出并说明理由。",
                };
                view! { <p class="notice">{why}</p> }.into_any()
            }
        }}
        <SendingSignIn sending again=send />
    }
    .into_any()
}

/// One item: taken into the notice or left out, reworded or deleted.
fn line(filing: &str, remarks: Remarks, left_out: RwSignal<Vec<String>>, comment: Comment) -> AnyView {
    let id = StoredValue::new(comment.id.clone());
    let taken = Signal::derive(move || id.with_value(|id| left_out.with(|out| !out.contains(id))));
    let take = Callback::new(move |on: bool| {
        left_out.update(|out| {
            out.retain(|other| id.with_value(|id| other != id));
            if !on {
                out.push(id.get_value());
            }
        });
    });
    let deleting = Sending::default();
    let delete = move |_| {
        let request = drop_comment(remarks.filing.get_value(), id.get_value());
        deleting.send(request, move |()| {
            remarks.comments.update(|all| all.retain(|other| id.with_value(|id| other.id != *id)));
            dom::focus_soon("items-title".to_owned());
        });
    };
    let href = Pin::parse(&comment.path).map(|pin| match pin.tab() {
        Some(_) => pin.href(filing),
        None => format!("/filings/{filing}"),
    });
    let (mine, label) = (comment.mine, comment.label.clone());
    let meta = format!("{} · {}", comment.author, time::moment(comment.at));
    let (reason, about, edited) = (comment.reason.clone(), comment.label.clone(), comment);
    view! {
        <li>
            <Checkbox path=format!("item.{}", id.get_value()) label checked=taken on_change=take />
            <p class="remark-text">{reason}</p>
            <p class="remark-meta">
                {meta} " " <a href=href>"查看"</a> " "
                {mine
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="button button-link"
                                aria-label=format!("修改：{about}")
                                on:click=move |_| remarks.edit_comment(edited.clone())
                            >
                                "修改"
                            </button>
                            <button
                                type="button"
                                class="button button-link button-danger"
                                aria-label=format!("删除：{about}")
                                on:click=delete
                            >
                                "删除"
                            </button>
                        }
                    })}
            </p>
            <SendingTold sending=deleting />
        </li>
    }
    .into_any()
}

/// Somebody else was faster.
fn in_a_sentence(error: crate::api::ApiError) -> crate::api::ApiError {
    match error {
        crate::api::ApiError::Refused(Refusal::Conflict { .. }) => {
            crate::api::ApiError::Refused(Refusal::not_now("该申请已变动，请刷新后再决定"))
        }
        error => error,
    }
}

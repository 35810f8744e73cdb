//! What stands beside a field, a row or a document: for the enterprise the item to be answered, for the office its comments
//! and the button that adds one.

use super::api::drop_comment;
use super::remarks::{Asked, Kept, Remarks};
use crate::components::{Sending, SendingTold, TextArea, field_id, time};
use domain::corrections::{Comment, LONGEST_ANSWER, Pin, REGISTERED};
use domain::filings::Tab;
use domain::values::not_blank;
use leptos::prelude::*;

/// Id of the button that comments on this path.
pub(super) fn button_id(path: &str) -> String {
    format!("comment-{}", field_id(path))
}

/// What stands beside the field at this path; nothing where nothing is remarked and nobody may.
pub fn beside(remarks: Remarks, path: String) -> Option<AnyView> {
    Pin::parse(&path)?;
    remarks_at(remarks, path, None)
}

/// The same for what is no field of a form. `named` is the name of the row that it is about.
pub fn remarks_at(remarks: Remarks, path: String, named: Option<String>) -> Option<AnyView> {
    let asked = remarks.asked_where(|of| of == path);
    if remarks.may_comment {
        return Some(office(remarks, path, named));
    }
    let former = former(remarks, &path);
    match asked.is_empty() && former.is_none() {
        true => None,
        false => Some(
            view! {
                {former}
                {asked.into_iter().map(|asked| item_box(remarks, asked, None)).collect_view()}
            }
            .into_any(),
        ),
    }
}

/// The items about what is inside of this place and has no place of its own in sight: lines and rows.
pub fn remarks_below(remarks: Remarks, path: &str, lead: Callback<String>) -> Option<AnyView> {
    let start = format!("{path}[");
    let rows = remarks.asked_where(|of| of.starts_with(&start) || documents_of_rows(of, path));
    (!rows.is_empty())
        .then(|| rows.into_iter().map(|asked| item_box(remarks, asked, Some(lead))).collect_view().into_any())
}

fn documents_of_rows(path: &str, list: &str) -> bool {
    let Some(Pin::Document(slot, Some(_))) = Pin::parse(path) else { return false };
    slot.list().is_some_and(|of| of.code() == list)
}

/// What is remarked on the registration, below what is shown of it; the enterprise answers in the notice.
pub fn registered_remarks(remarks: Remarks) -> Option<AnyView> {
    let item = |name: &&str| {
        let path = format!("enterprise.{name}");
        let label = Pin::parse(&path).map(|pin| pin.label(remarks.kind, None));
        view! { <li>{label} {remarks_at(remarks, path, None)}</li> }
    };
    remarks.may_comment.then(|| {
        view! {
            <details class="remarks-more">
                <summary>"批注企业信息"</summary>
                <ul>{REGISTERED.iter().map(item).collect_view()}</ul>
            </details>
        }
        .into_any()
    })
}

/// What is remarked on a tab as a whole, on top of it.
pub fn tab_remarks(remarks: Remarks, tab: Tab) -> Option<AnyView> {
    if tab.section().is_none() && tab.list().is_none() {
        return None;
    }
    let content = remarks_at(remarks, tab.code().to_owned(), None)?;
    Some(view! { <div class="remarks-tab">{content}</div> }.into_any())
}

/// The comments on this path, and the button.
fn office(remarks: Remarks, path: String, named: Option<String>) -> AnyView {
    let label = Pin::parse(&path).map(|pin| pin.label(remarks.kind, named.as_deref())).unwrap_or_default();
    let of = path.clone();
    let here = move || {
        let all = remarks.comments.get();
        all.into_iter().filter(|comment| comment.path == of).map(|comment| note(remarks, comment)).collect_view()
    };
    let former = former(remarks, &path);
    let (id, said) = (button_id(&path), format!("批注：{label}"));
    let shown = if matches!(Pin::parse(&path), Some(Pin::Tab(_))) { "批注本页" } else { "批注" };
    view! {
        <div class="remarks">
            {former}
            {here}
            <button
                type="button"
                class="button button-link remark-add"
                id=id
                aria-label=said
                aria-haspopup="dialog"
                on:click=move |_| remarks.ask_comment(path.clone(), label.clone())
            >
                {shown}
            </button>
        </div>
    }
    .into_any()
}

/// A comment, with what its author may do to it.
fn note(remarks: Remarks, comment: Comment) -> AnyView {
    let sending = Sending::default();
    let (id, path, mine) = (comment.id.clone(), comment.path.clone(), comment.mine);
    let delete = move |_| {
        let (filing, id, path) = (remarks.filing.get_value(), id.clone(), path.clone());
        sending.send(drop_comment(filing, id.clone()), move |()| {
            remarks.comments.update(|all| all.retain(|comment| comment.id != id));
            crate::components::dom::focus_soon(button_id(&path));
        });
    };
    let (label, head) = (comment.label.clone(), format!("{} · {}", comment.author, time::moment(comment.at)));
    let (reason, edited) = (comment.reason.clone(), comment);
    view! {
        <div class="remark">
            <p class="remark-text">{reason}</p>
            <p class="remark-meta">
                {head}
                {mine
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="button button-link"
                                aria-label=format!("修改批注：{label}")
                                on:click=move |_| remarks.edit_comment(edited.clone())
                            >
                                "修改"
                            </button>
                            <button
                                type="button"
                                class="button button-link button-danger"
                                aria-label=format!("删除批注：{label}")
                                on:click=delete
                            >
                                "删除"
                            </button>
                        }
                    })}
            </p>
            <SendingTold sending />
        </div>
    }
    .into_any()
}

/// What was asked about this path in rounds that are over, with the answers.
fn former(remarks: Remarks, path: &str) -> Option<AnyView> {
    let lines = remarks.rounds.with_value(|rounds| {
        let over = rounds.iter().filter(|round| round.resubmitted_at.is_some());
        let items = over.flat_map(|round| round.items.iter().map(move |item| (round.round, item)));
        items
            .filter(|(_, item)| item.path == path)
            .map(|(round, item)| (round, item.reason.clone(), item.answer.clone()))
            .collect::<Vec<_>>()
    });
    let line = |(round, reason, answer): (i64, String, String)| {
        view! {
            <div class="remark remark-former">
                <p class="remark-text">{format!("第{round}次补正：{reason}")}</p>
                <p class="remark-meta">{format!("补正说明：{answer}")}</p>
            </div>
        }
    };
    (!lines.is_empty()).then(|| lines.into_iter().map(line).collect_view().into_any())
}

/// An item for the enterprise: what is asked for, and the answer. With `lead`, a button leads to its place.
pub(super) fn item_box(remarks: Remarks, asked: Asked, lead: Option<Callback<String>>) -> AnyView {
    let item = asked.item.get_value();
    let state = move || match asked.kept.get() {
        Kept::Failed => ("save-state save-state-failed", format!("未能保存：{}", asked.why.get())),
        Kept::Typed => ("save-state save-state-saving", "正在保存…".to_owned()),
        Kept::Saved if asked.answer.with(|answer| not_blank(answer)) => ("save-state", "已保存".to_owned()),
        Kept::Saved => ("save-state", "待说明".to_owned()),
    };
    let path = item.path.clone();
    let hint = format!("逐项说明如何补正，不超过{LONGEST_ANSWER}个字");
    view! {
        <div class="remark remark-asked" role="group" aria-label=format!("补正事项：{}", item.label)>
            <p class="remark-text"><strong>"需补正："</strong>{item.reason}</p>
            {lead
                .map(|lead| {
                    view! {
                        <p class="remark-meta">
                            {item.label.clone()}
                            " "
                            <button type="button" class="button button-link" on:click=move |_| lead.run(path.clone())>
                                "前往修改"
                            </button>
                        </p>
                    }
                })}
            <TextArea
                path=format!("corrections.{}", item.id)
                label="补正说明"
                value=asked.answer
                on_input=Callback::new(move |text| remarks.typed(asked, text))
                required=true
                hint
                readonly=remarks.over
            />
            <p class=move || state().0 role="status">{move || state().1}</p>
        </div>
    }
    .into_any()
}

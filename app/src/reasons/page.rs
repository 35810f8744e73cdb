//! 常用理由: what administrators keep for reviewers to pick, with how often each was used.

use super::api::{add, kept, order, retire, reword};
use crate::api::new_key;
use crate::components::{PageTop, SelectField, SendDialog, Sending, SendingTold, TextArea, Told, dom};
use crate::shell::Failure;
use domain::Finding;
use domain::reasons::{LONGEST, Reason, Topic};
use domain::values::text;
use leptos::prelude::*;
use leptos_meta::Title;

const TOLD: &str = "reasons-told";

/// What stays when the reasons are loaded anew.
#[derive(Clone, Copy)]
struct Keeping {
    open: RwSignal<bool>,
    /// The reason that is reworded; none for a new one.
    known: RwSignal<Option<(String, i64)>>,
    topic: RwSignal<String>,
    text: RwSignal<String>,
    key: StoredValue<String>,
    sending: Sending,
    /// Moving and retiring, which have no form.
    stepping: Sending,
    done: Callback<String>,
}

/// The page `/administration/reasons`.
#[component]
pub fn ReasonsPage() -> impl IntoView {
    let version = RwSignal::new(0u32);
    let reasons = Resource::new(move || version.get(), |_| kept());
    let told = RwSignal::new(None::<String>);
    let done = Callback::new(move |said: String| {
        told.set(Some(said));
        version.update(|version| *version += 1);
        dom::focus_soon(TOLD.to_owned());
    });
    let keeping = Keeping {
        open: RwSignal::new(false),
        known: RwSignal::new(None),
        topic: RwSignal::new(Topic::Correction.code().to_owned()),
        text: RwSignal::new(String::new()),
        key: StoredValue::new(String::new()),
        sending: Sending::default(),
        stepping: Sending::default(),
        done,
    };
    view! {
        <Title text="常用理由" />
        <PageTop title="常用理由" />
        <Told id=TOLD said=told />
        <p>"审核人员在批注、不予受理、不予许可等处可以选用以下理由。修改只影响以后的选用，已发出的文字不变。"</p>
        <noscript>
            <p class="notice notice-warn">"维护常用理由需要在浏览器中启用 JavaScript。"</p>
        </noscript>
        <SendingTold sending=keeping.stepping />
        <Transition fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match reasons.await {
                    Ok(reasons) => {
                        Topic::ALL
                            .iter()
                            .map(|&topic| {
                                let own = reasons.iter().filter(|reason| reason.topic == topic).cloned().collect();
                                topic_sheet(keeping, topic, own)
                            })
                            .collect_view()
                            .into_any()
                    }
                    Err(error) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Transition>
        {dialog(keeping)}
    }
    .into_any()
}

fn topic_sheet(keeping: Keeping, topic: Topic, reasons: Vec<Reason>) -> AnyView {
    let ids: Vec<String> = reasons.iter().map(|reason| reason.id.clone()).collect();
    let last = ids.len().saturating_sub(1);
    let ids = StoredValue::new(ids);
    let empty = reasons.is_empty();
    let rows = reasons.into_iter().enumerate().map(|(at, reason)| row(keeping, topic, ids, (at, last), reason));
    let rows = rows.collect_view();
    let title = format!("topic-{}", topic.code());
    let labelled = title.clone();
    let begin = move |_| {
        keeping.key.set_value(new_key());
        keeping.known.set(None);
        keeping.topic.set(topic.code().to_owned());
        keeping.sending.clear();
        keeping.open.set(true);
    };
    view! {
        <section class="sheet" aria-labelledby=labelled>
            <div class="sheet-head">
                <h2 id=title>{topic.label()}</h2>
                <button type="button" class="button" aria-label=format!("新增理由：{topic}") on:click=begin>
                    "新增"
                </button>
            </div>
            <p class="empty" hidden=!empty>"还没有理由"</p>
            <div class="table-wrap" role="region" aria-label=format!("常用理由：{topic}") tabindex="0" hidden=empty>
                <table class="table table-cards">
                    <thead>
                        <tr>
                            <th scope="col">"理由"</th>
                            <th scope="col" class="number">"使用次数"</th>
                            <th scope="col">"状态"</th>
                            <th scope="col">"操作"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn row(
    keeping: Keeping,
    topic: Topic,
    ids: StoredValue<Vec<String>>,
    (at, last): (usize, usize),
    reason: Reason,
) -> AnyView {
    let Reason { id, revision, text, uses, retired, .. } = reason;
    let id = StoredValue::new(id);
    let words = StoredValue::new(text.clone());
    let short = move |verb: &str| words.with_value(|words| format!("{verb}：{words}"));
    let edit = move |_| {
        keeping.known.set(Some((id.get_value(), revision)));
        keeping.text.set(words.get_value());
        keeping.sending.clear();
        keeping.open.set(true);
    };
    let switch = move |_| {
        let said = if retired { "已恢复使用。" } else { "已停用，不再供选用。" };
        keeping.stepping.send(retire(id.get_value(), !retired), move |()| keeping.done.run(said.to_owned()));
    };
    let shift = move |to: usize| {
        let mut ids = ids.get_value();
        ids.swap(at, to);
        keeping.stepping.send(order(topic, ids), move |()| keeping.done.run("已调整顺序。".to_owned()));
    };
    let button = move |label: &'static str, to: Option<usize>| {
        to.map(|to| {
            view! {
                <button
                    type="button"
                    class="button button-link"
                    aria-label=short(label)
                    on:click=move |_| shift(to)
                >
                    {label}
                </button>
            }
        })
    };
    let (class, state) = if retired { ("status", "已停用") } else { ("status status-good", "使用中") };
    view! {
        <tr>
            <td data-label="理由">{text}</td>
            <td data-label="使用次数" class="number">{uses}</td>
            <td data-label="状态"><span class=class>{state}</span></td>
            <td class="row-actions">
                {button("上移", at.checked_sub(1))} {button("下移", (at < last).then_some(at + 1))}
                <button type="button" class="button button-link" aria-label=short("修改") on:click=edit>
                    "修改"
                </button>
                <button
                    type="button"
                    class="button button-link"
                    aria-label=short(if retired { "恢复" } else { "停用" })
                    on:click=switch
                >
                    {if retired { "恢复" } else { "停用" }}
                </button>
            </td>
        </tr>
    }
    .into_any()
}

fn dialog(keeping: Keeping) -> AnyView {
    let Keeping { open, known, topic, text: typed, key, sending, done, .. } = keeping;
    let live = Memo::new(move |_| {
        let wrong = typed.with(|typed| text::paragraph(typed, LONGEST)).err();
        wrong.map(|error| Finding::field("text", error)).into_iter().collect::<Vec<_>>()
    });
    let submit = Callback::new(move |()| {
        if !live.with_untracked(|live| sending.right(live)) {
            return;
        }
        let finish = move |said: &'static str| {
            open.set(false);
            typed.set(String::new());
            done.run(said.to_owned());
        };
        let words = typed.get_untracked();
        match known.get_untracked() {
            Some((id, revision)) => {
                sending.send(reword(id, revision, words), move |()| finish("已修改。"));
            }
            None => {
                let Some(topic) = Topic::from_code(&topic.get_untracked()) else { return };
                sending.send(add(key.get_value(), topic, words), move |()| finish("已新增。"));
            }
        }
    });
    let topics = || Topic::ALL.iter().map(|topic| (topic.code().to_owned(), topic.label().to_owned())).collect();
    view! {
        <SendDialog open title="常用理由" action="保存" sending submit>
            <div class="dialog-body">
                {sending.provide(live.into())}
                {move || {
                    known
                        .with(Option::is_none)
                        .then(|| {
                            view! {
                                <SelectField
                                    path="topic"
                                    label="用于"
                                    required=true
                                    value=topic
                                    options=topics()
                                    on_change=Callback::new(move |code| topic.set(code))
                                />
                            }
                        })
                }}
                <TextArea
                    path="text"
                    label="理由"
                    required=true
                    value=typed
                    hint=format!("不超过{LONGEST}个字")
                    on_input=Callback::new(move |words| typed.set(words))
                />
                <SendingTold sending />
            </div>
        </SendDialog>
    }
    .into_any()
}

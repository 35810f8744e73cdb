//! A report as its office reads it.

use super::acts::OfficeActs;
use super::facts::{self, asked, events};
use super::report::badge;
use crate::filings::{DocumentPreview, Home};
use domain::attachments::Attachment;
use domain::inspections::{AskedDocument, ReportView, Section};
use leptos::prelude::*;
use leptos_meta::Title;

/// The whole report, and what the office may do with it.
#[component]
pub fn ReadView(view: ReportView, reload: Callback<()>) -> impl IntoView {
    let title = format!("{} · {}", view.header.campaign.title, view.header.line.enterprise);
    let stage = view.header.line.stage;
    let sections = Section::ALL
        .iter()
        .copied()
        .filter(|section| view.header.campaign.items.iter().any(|asked| asked.item.page().code() == section.code()));
    let sections = sections.map(|section| page(&view, section)).collect_view();
    view! {
        <Title text=title.clone()/>
        <nav class="breadcrumb" aria-label="当前位置">
            <ol>
                <li><a href="/inspections">"企业自查"</a></li>
                <li aria-current="page">{title.clone()}</li>
            </ol>
        </nav>
        <div class="page-head"><h1>{title}</h1> " " {badge(stage)}</div>
        <OfficeActs header=view.header.clone() reload/>
        <div class="columns">
            <div>
                <section class="sheet"><h2>"自查要求"</h2>{asked(&view)}</section>
                {conditions(&view)}
            </div>
            <section class="sheet" aria-labelledby="steps-title">
                <h2 id="steps-title">"办理过程"</h2>
                {events(view.events.clone())}
            </section>
        </div>
        {sections}
        <Documents asked=view.header.campaign.documents.clone() files=view.documents.clone()/>
    }
    .into_any()
}

fn conditions(view: &ReportView) -> AnyView {
    view! {
        <section class="sheet">
            <h2>"人员与许可条件核对"</h2>
            {facts::conditions(&view.staff)}
        </section>
    }
    .into_any()
}

fn page(view: &ReportView, section: Section) -> AnyView {
    let (body, _) = view.report.section(section);
    let line = |(term, value): (String, String)| {
        let value = if value.trim().is_empty() { "未填写".to_owned() } else { value };
        view! { <div><dt>{term}</dt><dd>{value}</dd></div> }
    };
    view! {
        <section class="sheet">
            <h2>{section.label()}</h2>
            <dl class="facts">{facts::facts(&body).into_iter().map(line).collect_view()}</dl>
        </section>
    }
    .into_any()
}

#[component]
fn Documents(asked: Vec<AskedDocument>, files: Vec<Attachment>) -> impl IntoView {
    let (open, shown) = (RwSignal::new(false), RwSignal::new(None::<Attachment>));
    let file = move |file: &Attachment| {
        let (name, href) = (file.name.clone(), Home::INSPECTION.document(&file.id));
        let kept = StoredValue::new(file.clone());
        let look = file.file_type.previewable().then(|| {
            view! {
                <button type="button" class="button button-link" aria-haspopup="dialog"
                    aria-label=format!("预览：{name}")
                    on:click=move |_| {
                        shown.set(Some(kept.get_value()));
                        open.set(true);
                    }>
                    "预览"
                </button>
            }
        });
        view! { <li><a href=href rel="external" download=name.clone()>{name.clone()}</a> " " {look}</li> }
    };
    let place = move |asked: AskedDocument| {
        let mine: Vec<_> = files.iter().filter(|file| file.slot == asked.key).map(file).collect();
        let there = !mine.is_empty();
        view! {
            <div>
                <dt>{asked.label}</dt>
                <dd>{if there { view! { <ul>{mine}</ul> }.into_any() } else { "未上传".into_any() }}</dd>
            </div>
        }
    };
    view! {
        <section class="sheet">
            <h2>"附件资料"</h2>
            <dl class="facts">{asked.into_iter().map(place).collect_view()}</dl>
        </section>
        <DocumentPreview home=Home::INSPECTION open file=shown/>
    }
    .into_any()
}

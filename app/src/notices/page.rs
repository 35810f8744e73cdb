//! 公告: what the offices publish, for everybody to read, signed in or not.

use super::api::public_notices;
use crate::components::time;
use crate::public::PublicTop;
use crate::shell::Failure;
use domain::notices::PublicNotice;
use leptos::prelude::*;
use leptos_meta::Title;

/// `/public/notices`.
#[component]
pub fn PublicNoticesPage() -> impl IntoView {
    let notices = Resource::new(|| (), |_| public_notices());
    view! {
        <Suspense fallback=|| view! { <p class="loading" role="status">"正在载入…"</p> }>
            {move || Suspend::new(async move {
                match notices.await {
                    Ok(notices) => view! {
                        <Title text="遗失公告"/>
                        <PublicTop title="遗失公告"/>
                        <section class="sheet">
                            <p>"自贸区内企业遗失许可证的，由许可机关在此发布公告。"</p>
                            {list(notices)}
                        </section>
                    }
                    .into_any(),
                    Err(error) => view! { <Failure error/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn list(notices: Vec<PublicNotice>) -> AnyView {
    if notices.is_empty() {
        return view! { <p class="empty">"目前没有公告"</p> }.into_any();
    }
    let item = |notice: PublicNotice| {
        let published = notice.published_at;
        view! {
            <li id=format!("notice-{}", notice.id)>
                <h2>{notice.title}"（"{notice.licence_number}"）"</h2>
                <p>{notice.text}</p>
                <p class="notice-source">
                    {notice.office} " "
                    <time datetime=time::machine(published)>{time::long_day(time::date(published))}</time>
                </p>
            </li>
        }
    };
    view! { <ul class="public-notices">{notices.into_iter().map(item).collect_view()}</ul> }.into_any()
}
